// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What -autodiff=LIST asks for at the stages of a derivative (see package debug).

package autodiff

import (
	"fmt"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/internal/obj"
	"cmd/internal/src"
)

func init() { ssa.AutodiffObserve = observe }

// observe prints f, or changes how it is compiled, at one of its stages. It
// returns how often the derivative is cleaned up.
func observe(f *ssa.Func, stage ssa.AutodiffStage) (cleanups int) {
	o := &debug.Flags
	fn := f.Frontend().Func()
	if *o == (debug.Options{}) || !underConstruction(fn) {
		return 1
	}
	show := func(on bool, what string) {
		if on {
			fmt.Printf("%s, %s:\n%s", userName(fn.Linksym()), what, f)
		}
	}
	switch stage {
	case ssa.AutodiffStart:
		show(o.PrintModBefore, "before optimisation")
		if o.DifferentiateFirst {
			f.Config.AutodiffOptimize(false)
		}
	case ssa.AutodiffBefore:
		f.Config.AutodiffOptimize(true)
		show(o.PrintModAfterOpts, "optimised")
		if o.Reproduce {
			reportUsed(f)
		}
	case ssa.AutodiffAfter:
		show(o.PrintModAfter, "differentiated")
		switch {
		case o.NoModOptAfter:
			return 0
		case o.EnableFncOpt:
			return 2
		}
	case ssa.AutodiffFinal:
		show(o.PrintModFinal, "differentiated and optimised")
	}
	return 1
}

// underConstruction reports whether fn is a derivative.
func underConstruction(fn *ir.Func) bool {
	const pragma = ir.Norace | ir.NoCheckPtr | ir.Noinline
	return noder.AutodiffRequest(fn) != nil || fn.Dupok() && fn.Pragma&pragma == pragma
}

// reportUsed reports the functions that f is made of.
func reportUsed(f *ssa.Func) {
	seen := make(map[*obj.LSym]bool)
	use := func(pos src.XPos) {
		for i := inlining(pos); i >= 0; i = base.Ctxt.InlTree.Parent(i) {
			if sym := base.Ctxt.InlTree.InlinedFunction(i); !seen[sym] {
				seen[sym] = true
				p := base.Ctxt.PosTable.Pos(innermost(pos))
				debug.Used(sym.Name, p.AbsFilename(), p.Line())
			}
			pos = base.Ctxt.InlTree.CallPos(i)
		}
	}
	for _, b := range f.Blocks {
		use(b.Pos)
		for _, v := range b.Values {
			use(v.Pos)
		}
	}
}
