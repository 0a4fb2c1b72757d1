// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The compiler's flag.

package debug

import (
	"fmt"
	"os"

	"cmd/compile/internal/base"
	"cmd/compile/internal/inline"
)

// moreInlining is the factor by which the option Inline raises the cost up to
// which a function is inlined.
const moreInlining = 25

func init() { base.Flag.Autodiff = setFlag }

// setFlag sets Flags to what the list in the flag asks for.
func setFlag(list string) {
	o, err := Parse(list)
	if err != nil {
		fmt.Fprintf(os.Stderr, "compile: %v\n", err)
		os.Exit(2)
	}
	Flags = o
	if o.Inline {
		inline.AutodiffBudget *= moreInlining
	}
	if o.Reproduce {
		reproduce()
	}
}
