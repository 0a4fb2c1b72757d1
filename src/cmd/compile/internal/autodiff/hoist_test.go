// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"testing"

	"cmd/compile/internal/ssa"
)

func TestHoist(t *testing.T) { runCases(t, "hoist.txt", (*text).hoisted) }

// hoisted returns the code of the function after the motion out of its loops.
func (x *text) hoisted() string {
	var code string
	ssa.Autodiff = func(f *ssa.Func) {
		ssa.AutodiffDeadcode(f)
		hoist(f, x.inst.promised(f))
		code = codeText(f)
	}
	defer func() { ssa.Autodiff = nil }()
	ssa.AutodiffAlone(x.f)
	return code
}
