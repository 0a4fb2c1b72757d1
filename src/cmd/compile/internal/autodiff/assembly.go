// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions that are written in assembly, or in a way that cannot be differentiated,
// and for which there is another body:
//
//	//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.DotUnitary
//	func F64DotUnitary(x, y []float64) float64 { … }
//
// In a derivative calls of the former become calls of the latter, which are then
// inlined and differentiated like any other. The directive, and where bodies are
// looked for, is noder/autodiffbody.go; those that come with the toolchain are in
// package autodiff/kernels.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
)

// useBodies makes the body of inst call functions with other bodies in place of those
// that have some, and reports whether there were any.
func (inst *instance) useBodies() bool {
	found := false
	ir.VisitFuncAndClosures(inst.fn, func(n ir.Node) {
		call, ok := n.(*ir.CallExpr)
		if !ok || call.Op() != ir.OCALLFUNC {
			return
		}
		fn := callee(call)
		if fn == nil || fn.Sym() == nil || fn.Sym().Pkg == ir.Pkgs.Runtime || hasRule(fn) {
			return
		}
		if body := noder.AutodiffBody(fn); body != nil {
			call.Fun = body.Nname
			found = true
		}
	})
	return found
}
