// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Deferred calls: the body of a primal is taken into its derivative, and what it
// defers is called where the primal would return:
//
//	{                                  deferred := false
//		…                              …
//		defer func() { z *= x }()      deferred = true
//		…                              …
//		goto end                       goto end
//		…                              …
//	end:                           end:
//	}                                  if deferred { func() { z *= x }() }
//
// The calls are then inlined like any other. When a derivative panics none of them
// is made: one that might call recover is refused.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// A deferral is the deferred calls of one body that was taken in.
type deferral struct {
	fn     *ir.Func
	refuse func(pos src.XPos, what string)
	before ir.Nodes // to stand in front of the body
	behind ir.Nodes // to stand behind it
	loops  int      // around where the walk is
	always bool     // where the walk is, every way comes by
	zeroed map[*ir.Name]bool
}

// lowerDefers rewrites the defer statements in body, the body of a function that
// was taken into fn and ends with the label that its returns lead to. It returns
// the new body.
func lowerDefers(fn *ir.Func, body ir.Nodes, refuse func(pos src.XPos, what string)) ir.Nodes {
	d := &deferral{fn: fn, refuse: refuse, zeroed: make(map[*ir.Name]bool)}
	if jumpsBack(body) {
		d.loops++
	}
	d.always = true
	for i, n := range body {
		body[i] = d.edit(n)
		d.always = d.always && !ir.Any(body[i], func(n ir.Node) bool { return n.Op() == ir.OGOTO })
	}
	if len(d.behind) == 0 {
		return body
	}
	return append(append(d.before, body...), d.behind...)
}

// lowerInlined does the same for the functions that were inlined into fn, and
// reports whether there was anything to do.
func lowerInlined(fn *ir.Func, refuse func(pos src.XPos, what string)) bool {
	deferred := false
	ir.Visit(fn, func(n ir.Node) { deferred = deferred || n.Op() == ir.ODEFER })
	if deferred {
		ir.WithFunc(fn, func() { fn.Body = lowerDefers(fn, fn.Body, refuse) })
	}
	return deferred
}

// edit rewrites the defer statements in n.
func (d *deferral) edit(n ir.Node) ir.Node {
	switch n := n.(type) {
	case *ir.InlinedCallExpr:
		n.Body = lowerDefers(d.fn, n.Body, d.refuse)
		return n
	case *ir.GoDeferStmt:
		if n.Op() == ir.ODEFER {
			return d.lower(n)
		}
	case *ir.BlockStmt:
		if d.always {
			for i, stmt := range n.List {
				n.List[i] = d.edit(stmt)
			}
			return n
		}
	case *ir.ForStmt, *ir.RangeStmt:
		d.loops++
		defer func() { d.loops-- }()
	}
	always := d.always
	d.always = false
	ir.EditChildren(n, d.edit)
	d.always = always
	return n
}

// lower takes the call out of the defer statement n.
func (d *deferral) lower(n *ir.GoDeferStmt) ir.Node {
	pos := n.Pos()
	call, ok := n.Call.(*ir.CallExpr)
	switch {
	case n.DeferAt != nil:
		d.refuse(pos, "a defer statement in a range over a function")
		return n
	case d.loops > 0:
		d.refuse(pos, "a defer statement in a loop")
		return n
	case !ok || recovers(call):
		d.refuse(pos, "a deferred function that calls recover")
		return n
	}
	then := d.calls(call)
	enlargeDeferred(then)
	flag := typecheck.TempAt(pos, d.fn, types.Types[types.TBOOL])
	d.before = append(d.before, assign(pos, flag, ir.NewBool(pos, false)))
	stmts := append(ir.TakeInit(n), assign(pos, flag, ir.NewBool(pos, true)))
	if clo, ok := call.Fun.(*ir.ClosureExpr); ok {
		for _, v := range clo.Func.ClosureVars {
			d.declare(pos, v.Outer)
		}
	} else if ir.StaticCalleeName(call.Fun) == nil {
		f := typecheck.TempAt(pos, d.fn, call.Fun.Type())
		stmts = append(stmts, assign(pos, f, call.Fun))
		d.declare(pos, f)
		call.Fun = f
	}
	d.behind = append([]ir.Node{typecheck.Stmt(ir.NewIfStmt(pos, flag, then, nil))}, d.behind...)
	return ir.NewBlockStmt(pos, stmts)
}

// calls returns the statements that make the deferred call. The literal that the
// compiler has put around a call with arguments goes.
func (d *deferral) calls(call *ir.CallExpr) []ir.Node {
	call.GoDefer = false
	clo, ok := call.Fun.(*ir.ClosureExpr)
	if !ok || !clo.Func.Wrapper() {
		return []ir.Node{call}
	}
	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		if name, ok := n.(*ir.Name); ok && name.IsClosureVar() {
			return name.Outer
		}
		ir.EditChildren(n, edit)
		return n
	}
	for i, n := range clo.Func.Body {
		clo.Func.Body[i] = edit(n)
	}
	return clo.Func.Body
}

// declare sets name to zero in front of the body: what is deferred on some ways
// only uses it behind all of them.
func (d *deferral) declare(pos src.XPos, name *ir.Name) {
	if d.always || name == nil || name.Class != ir.PAUTO || d.zeroed[name] || name.InlFormal() {
		return
	}
	d.zeroed[name] = true
	d.before = append(d.before, ir.NewDecl(pos, ir.ODCL, name), assign(pos, name, ir.NewZero(pos, name.Type())))
}

func assign(pos src.XPos, to, value ir.Node) ir.Node {
	return typecheck.Stmt(ir.NewAssignStmt(pos, to, value))
}

// recovers reports whether the function literal that call calls calls recover.
func recovers(call *ir.CallExpr) bool {
	clo, ok := call.Fun.(*ir.ClosureExpr)
	if !ok {
		return false
	}
	found := false
	ir.VisitFuncAndClosures(clo.Func, func(n ir.Node) {
		switch n.Op() {
		case ir.ORECOVER:
			found = true
		}
	})
	return found
}

// enlargeDeferred lets the inliner take in what stmts call by name. If that calls
// recover, it will show.
func enlargeDeferred(stmts []ir.Node) {
	for _, n := range stmts {
		call, ok := n.(*ir.CallExpr)
		if !ok || call.Op() != ir.OCALLFUNC {
			continue
		}
		name := ir.StaticCalleeName(call.Fun)
		if name == nil || name.Func.OClosure != nil || name.Sym().Pkg.Path == "sync" || isInactiveFunc(name.Linksym().Name) || !noder.AutodiffHaveBody(name.Func) {
			continue
		}
		if name.Func.Inl == nil {
			name.Func.Inl = new(ir.Inline)
		}
		name.Func.Inl.Cost = 1
	}
}

// jumpsBack reports whether a goto in body leads back to a label in it.
func jumpsBack(body ir.Nodes) bool {
	labels := make(map[*types.Sym]bool)
	back := false
	var visit func(n ir.Node)
	visit = func(n ir.Node) {
		switch n := n.(type) {
		case *ir.InlinedCallExpr:
			return
		case *ir.LabelStmt:
			labels[n.Label] = true
		case *ir.BranchStmt:
			back = back || n.Op() == ir.OGOTO && labels[n.Label]
		}
		ir.DoChildren(n, func(n ir.Node) bool { visit(n); return false })
	}
	for _, n := range body {
		visit(n)
	}
	return back
}
