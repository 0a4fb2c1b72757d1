// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"strings"
	"testing"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
)

func TestPassConstants(t *testing.T) {
	runCases(t, "unused.txt", func(x *text) string { return x.after(passConstants) })
}

func TestLoadBehindCalls(t *testing.T) {
	runCases(t, "behind.txt", func(x *text) string { return x.after(loadBehindCalls) })
}

func TestDropIdleCalls(t *testing.T) {
	runCases(t, "idle.txt", func(x *text) string { return x.after(dropIdleCalls) })
}

func TestSharePanics(t *testing.T) {
	runCases(t, "panics.txt", func(x *text) string { return x.after(sharePanics) })
}

func TestMoveBases(t *testing.T) {
	runCases(t, "bases.txt", func(x *text) string { return x.after(moveBases) })
}

func TestReadChosen(t *testing.T) {
	runCases(t, "chosen.txt", func(x *text) string { return x.after(func(f *ssa.Func) { readChosen(f, promise{}) }) })
}

func TestMergeLoads(t *testing.T) {
	runCases(t, "reloads.txt", func(x *text) string { return x.after(func(f *ssa.Func) { mergeLoads(f, promise{}) }) })
}

// after returns the code of the function after a step.
func (x *text) after(step func(f *ssa.Func)) string {
	var code string
	ssa.Autodiff = func(f *ssa.Func) {
		step(f)
		ssa.AutodiffDeadcode(f)
		code = codeText(f)
	}
	defer func() { ssa.Autodiff = nil }()
	ssa.AutodiffAlone(x.f)
	return code
}

// TestLaneOrder: what parameters lead to belongs to the primal, and to the direction whose
// number ends the names of those that begin with d.
func TestLaneOrder(t *testing.T) {
	runCases(t, "laneorder.txt", func(x *text) string {
		names := make(map[*ir.Name]int)
		for _, b := range x.f.Blocks {
			for _, v := range b.Values {
				if v.Op == ssa.OpArg {
					name := v.Aux.(*ir.Name)
					if s := name.Sym().Name; strings.HasPrefix(s, "d") {
						names[name] = int(s[len(s)-1] - '0')
					} else if s != "unknown" {
						names[name] = 0
					}
				}
			}
		}
		return x.after(func(f *ssa.Func) { orderByOwner(f, names) })
	})
}
