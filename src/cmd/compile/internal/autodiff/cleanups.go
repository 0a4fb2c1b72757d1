// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Deferred calls that clean up, and compute nothing that carries a derivative: of
// functions of the standard library, and of literals that do nothing but make such calls.
// They are made when the derivative panics, too. Package runtime has them in its list of
// deferred calls (runtime/autodiffdefer.go) until the primal would return:
//
//	{                              {
//		defer mu.Unlock()              deferred = true; runtime.autodiffDefer(func() { mu.Unlock() })
//		…                              …
//	}                              }
//	                               if deferred { runtime.autodiffRunDeferred() }

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// cleansUp reports whether the deferred call is one that cleans up.
func cleansUp(call *ir.CallExpr) bool {
	if clo, ok := call.Fun.(*ir.ClosureExpr); ok {
		return len(call.Args) == 0 && !slices.ContainsFunc(clo.Func.Body, func(n ir.Node) bool { return ir.Any(n, computes) })
	}
	return !computesIn(call)
}

// computes reports whether n, a part of a function literal, does more than a literal may
// that cleans up.
func computes(n ir.Node) bool {
	switch n := n.(type) {
	case *ir.AssignStmt:
		return changes(n.X)
	case *ir.AssignOpStmt:
		return changes(n.X)
	case *ir.AssignListStmt:
		return slices.ContainsFunc(n.Lhs, changes)
	case *ir.CallExpr:
		switch n.Op() {
		case ir.OCALLFUNC, ir.OCALLINTER, ir.OCALLMETH:
			return computesIn(n)
		case ir.OAPPEND:
			return newCarrier().reaches(n.Type())
		}
	}
	switch n.Op() {
	case ir.OCLOSE: // of active values, it is differentiated
		return newCarrier().reaches(n.(*ir.UnaryExpr).X.Type().Elem())
	case ir.OCLOSURE, ir.OCLEAR, ir.OCOPY, ir.ODEFER, ir.ODELETE, ir.OGO, ir.ORANGE, ir.ORECOVER, ir.ORECV, ir.OSELECT, ir.OSEND, ir.OTAILCALL:
		return true
	}
	return false
}

// changes reports whether an assignment to n changes something that may lead to a float
// and that others know.
func changes(n ir.Node) bool {
	if n == nil || ir.IsBlank(n) {
		return false
	}
	if name, ok := n.(*ir.Name); ok && name.Class == ir.PAUTO && !name.IsClosureVar() {
		return false
	}
	return newCarrier().reaches(n.Type())
}

// computesIn reports whether the function that call calls may compute something that
// carries a derivative.
func computesIn(call *ir.CallExpr) bool {
	if call.Op() != ir.OCALLFUNC {
		sel, ok := call.Fun.(*ir.SelectorExpr)
		return !ok || !slices.Contains(sayNothing, sel.Sel.Name) && sel.Sel.Name != "Unlock" || reachesAny(call.Fun.Type(), 0)
	}
	name := ir.StaticCalleeName(call.Fun)
	if name == nil {
		t := call.Fun.Type() // the function that cancels a context
		return t.Sym() == nil || t.Sym().Pkg == nil || t.Sym().Pkg.Path != "context"
	}
	sym := name.Sym()
	if sym == nil || sym.Pkg == types.LocalPkg || !noder.AutodiffStandard(sym.Pkg.Path) {
		return true
	}
	first := 0
	if name.Func != nil && ir.IsMethod(name.Func) {
		first = 1
	}
	return !isInactiveFunc(name.Linksym().Name) && reachesAny(name.Type(), first)
}

// reachesAny reports whether a function of type t has parameters, from first on, or
// results that may lead to a float.
func reachesAny(t *types.Type, first int) bool {
	leads := func(f *types.Field) bool { return newCarrier().reaches(f.Type) }
	return slices.ContainsFunc(t.RecvParams()[first:], leads) || slices.ContainsFunc(t.Results(), leads)
}

// protect returns the statements that have package runtime make call, and those that make
// it when nothing has panicked.
func (d *deferral) protect(call *ir.CallExpr) (now, then []ir.Node) {
	pos := call.Pos()
	call.GoDefer = false
	deferred := runtimeFunc(pos, "autodiffDefer", types.NewSignature(nil, nil, nil))
	run := runtimeFunc(pos, "autodiffRunDeferred")
	return []ir.Node{typecheck.Stmt(ir.NewCallExpr(pos, ir.OCALL, deferred.Nname, []ir.Node{call.Fun}))},
		[]ir.Node{typecheck.Stmt(ir.NewCallExpr(pos, ir.OCALL, run.Nname, nil))}
}

// runtimeFunc returns a function of package runtime that has parameters of the given
// types, and no results.
func runtimeFunc(pos src.XPos, name string, params ...*types.Type) *ir.Func {
	var fields []*types.Field
	for _, t := range params {
		fields = append(fields, types.NewField(pos, nil, t))
	}
	fn := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup(name), types.NewSignature(nil, fields, nil))
	fn.Nname.SetTypecheck(1)
	return fn
}
