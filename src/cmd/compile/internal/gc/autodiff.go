// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives are compiled behind the functions that were declared, one at a
// time: the SSA of one shows which others it needs.

package gc

import (
	"cmd/compile/internal/autodiff"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssagen"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/walk"
)

// derivatives are those of the package being compiled, or nil.
var derivatives *autodiff.Worklist

// derivativeHeap is there as soon as derivatives are.
var derivativeHeap *heapRule

// collectDerivatives takes the derivatives out of the package, as far as they
// are there.
func collectDerivatives() {
	derivatives = autodiff.Collect(derivatives, typecheck.Target, ssagen.Arch.SoftFloat)
	if derivatives != nil && derivativeHeap == nil {
		derivativeHeap = newHeapRule()
	}
}

// compileDerivative compiles one derivative, and reports whether there was one.
// Its code is optimised also where the rest of the package is not, and the
// pass does not get to see instrumentation.
func compileDerivative(symABIs *ssagen.SymABIs) bool {
	if derivatives == nil {
		return false
	}
	n, l, instrumenting := base.Flag.N, base.Flag.LowerL, base.Flag.Cfg.Instrumenting
	optimize, temps := ssagen.AutodiffOptimize(true), walk.AutodiffTemps(true)
	base.Flag.N, base.Flag.LowerL, base.Flag.Cfg.Instrumenting = 0, max(l, 1), false
	defer func() {
		base.Flag.N, base.Flag.LowerL, base.Flag.Cfg.Instrumenting = n, l, instrumenting
		ssagen.AutodiffOptimize(optimize)
		walk.AutodiffTemps(temps)
	}()

	derivativeHeap.apply()
	fn := derivatives.Next()
	if fn == nil {
		base.ExitIfErrors()
		return false
	}
	enqueueFunc(fn, symABIs)
	compilequeue = nil
	for todo := []*ir.Func{fn}; len(todo) > 0; {
		next := todo[len(todo)-1]
		todo = append(todo[:len(todo)-1], next.Closures...)
		ssagen.Compile(next, 0, nil)
	}
	return true
}
