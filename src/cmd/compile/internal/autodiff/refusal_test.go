// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"fmt"
	"strings"
	"testing"
)

func TestRefusal(t *testing.T) {
	runCases(t, "refusal.txt", func(x *text) string {
		a := analyse(x.inst, x.f)
		tainted := a.taint()
		var b strings.Builder
		for _, name := range x.names {
			v := x.values[name]
			if !a.normal[v.Block.ID] {
				continue
			}
			if reason := a.reason(v, tainted); reason != "" {
				fmt.Fprintf(&b, "%s: %s\n", name, reason)
			}
		}
		if b.Len() == 0 {
			return "nothing\n"
		}
		return b.String()
	})
}
