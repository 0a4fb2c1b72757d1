// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Deferred calls in a range over a function. Such a defer statement stands in a function
// literal, the body of the loop, and defers for the function around it. The compiler connects
// the two by a variable; in a derivative that leads to a slice of what has been deferred:
//
//	for x := range seq {                    fns := new([]func())
//		defer func() { y *= x }()           defers := any(fns)
//	}                                       seq(func(x float64) bool {
//	…                                               fns := defers.(*[]func())
//	                                                *fns = append(*fns, func() { y *= x })
//	                                                return true
//	                                        })
//	                                        …
//	                                        for len(*fns) > 0 { … the last one goes, to f …; f() }
//
// All that the function defers is put there then, for the order.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// listedBodies has the bodies of the function literals that the compiler has put around deferred calls
// with arguments: there is no other source of them when their derivatives are made.
var listedBodies = make(map[*ir.Func]ir.Nodes)

// captureAgain returns a copy of body, of the literal clo, for fn, which has captured the same.
func captureAgain(body ir.Nodes, clo, fn *ir.Func) ir.Nodes {
	captured := make(map[*ir.Name]*ir.Name)
	for i, cv := range clo.ClosureVars {
		captured[cv] = fn.ClosureVars[i]
	}
	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		if name, ok := n.(*ir.Name); ok && captured[name] != nil {
			return captured[name]
		}
		ir.EditChildren(n, edit)
		return n
	}
	var again ir.Nodes
	for _, n := range body {
		again = append(again, edit(ir.DeepCopy(fn.Pos(), n)))
	}
	return again
}

// isDeferToken reports whether n is the call that makes the compiler's variable.
func isDeferToken(n ir.Node) bool {
	call, ok := n.(*ir.CallExpr)
	if !ok || call.Op() != ir.OCALLFUNC {
		return false
	}
	name, ok := call.Fun.(*ir.Name)
	return ok && name.Sym() != nil && name.Sym().Name == "deferrangefunc" && (name.Sym().Pkg.Path == "runtime" || name.Sym().Pkg.Path == "go.runtime")
}

// defersInRange reports whether a range over a function in body, but for functions inlined
// there, defers.
func defersInRange(body ir.Nodes) bool {
	found := false
	var visit func(n ir.Node) bool
	visit = func(n ir.Node) bool {
		if _, ok := n.(*ir.InlinedCallExpr); !ok {
			found = found || isDeferToken(n)
			ir.DoChildren(n, visit)
		}
		return false
	}
	for _, n := range body {
		visit(n)
	}
	return found
}

// deferToList rewrites body, which has such a range, so that all that it defers is in a slice.
func (d *deferral) deferToList(body ir.Nodes) ir.Nodes {
	fn, pos := d.fn, d.fn.Pos()
	list := types.NewSlice(plainFunc())
	d.list = typecheck.TempAt(pos, fn, types.NewPtr(list))
	made := assign(pos, d.list, ir.NewUnaryExpr(pos, ir.ONEW, ir.TypeNode(list)))
	for i, n := range body {
		body[i] = d.edit(n)
		listInLiterals(body[i])
	}
	elems := func() ir.Node { return typecheck.Expr(ir.NewStarExpr(pos, d.list)) }
	some := ir.NewBinaryExpr(pos, ir.OGT, ir.NewUnaryExpr(pos, ir.OLEN, elems()), ir.NewInt(pos, 0))
	loop := ir.NewForStmt(pos, nil, typecheck.DefaultLit(typecheck.Expr(some), nil), nil, nil, false)
	f := typecheck.TempAt(pos, fn, plainFunc())
	last := func() ir.Node {
		return ir.NewBinaryExpr(pos, ir.OSUB, ir.NewUnaryExpr(pos, ir.OLEN, elems()), ir.NewInt(pos, 1))
	}
	loop.Body = []ir.Node{
		assign(pos, f, ir.NewIndexExpr(pos, elems(), last())),
		assign(pos, elems(), ir.NewSliceExpr(pos, ir.OSLICE, elems(), nil, last(), nil)),
		typecheck.Call(pos, f, nil, false),
	}
	return append(slices.Concat(ir.Nodes{made}, body), loop)
}

// listInLiterals does for the function literals in n, which may be called as they are, what
// becomes of their derivatives as well.
func listInLiterals(n ir.Node) {
	ir.Visit(n, func(n ir.Node) {
		clo, ok := n.(*ir.ClosureExpr)
		if !ok {
			return
		}
		d := &deferral{fn: clo.Func}
		var edit func(n ir.Node) ir.Node
		edit = func(n ir.Node) ir.Node {
			if stmt, ok := n.(*ir.GoDeferStmt); ok && stmt.DeferAt != nil {
				return d.listed(stmt, stmt.Call.(*ir.CallExpr))
			}
			ir.EditChildren(n, edit)
			return n
		}
		ir.WithFunc(clo.Func, func() {
			for i, n := range clo.Func.Body {
				clo.Func.Body[i] = edit(n)
				listInLiterals(clo.Func.Body[i])
			}
		})
	})
}

// plainFunc returns the type func().
func plainFunc() *types.Type { return types.NewSignature(nil, nil, nil) }

// listed returns the statement that puts what n defers into the slice of its function.
func (d *deferral) listed(n *ir.GoDeferStmt, call *ir.CallExpr) ir.Node {
	pos := n.Pos()
	stmts := ir.TakeInit(n)
	list := ir.Node(d.list)
	if n.DeferAt != nil {
		t := types.NewPtr(types.NewSlice(plainFunc()))
		p := typecheck.TempAt(pos, d.fn, t)
		stmts = append(stmts, assign(pos, p, typecheck.Expr(ir.NewTypeAssertExpr(pos, n.DeferAt, t))))
		list = p
	}
	elems := func() ir.Node { return typecheck.Expr(ir.NewStarExpr(pos, list)) }
	call.GoDefer = false
	if clo, ok := call.Fun.(*ir.ClosureExpr); ok && clo.Func.Wrapper() {
		listedBodies[clo.Func] = nil
		for _, n := range clo.Func.Body {
			listedBodies[clo.Func] = append(listedBodies[clo.Func], ir.DeepCopy(pos, n))
		}
	}
	return ir.NewBlockStmt(pos, append(stmts, assign(pos, elems(), ir.NewCallExpr(pos, ir.OAPPEND, nil, []ir.Node{elems(), call.Fun}))))
}

// token returns what stands for the compiler's variable.
func (d *deferral) token(pos src.XPos) ir.Node {
	return typecheck.Expr(typecheck.Conv(d.list, types.Types[types.TINTER]))
}
