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
// The calls are then inlined like any other. If one of the statements is in a loop, all
// put a number on a stack, and on others what they call or call it with:
//
//	for … {                            for … {
//		defer f(x)                         order, args = append(order, 1), append(args, x)
//		defer func() { z *= x }()          order, fns = append(order, 2), append(fns, func() { z *= x })
//	}                                  }
//	                                   for len(order) > 0 {
//	                                           … the last number k goes …
//	                                           if k == 1 { … the last of args goes, to x …; f(x) }
//	                                           if k == 2 { … the last of fns goes, to g …; g() }
//	                                   }
//
// When a derivative panics none of them is made but those that clean up (cleanups.go), and
// recover returns nil, but for functions that recover themselves (attempts.go, panics.go).

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
	always bool     // where the walk is, every way comes by
	zeroed map[*ir.Name]bool
	stack  *ir.ForStmt // behind the body: the calls, if one is deferred in a loop
	order  *ir.Name    // the numbers of the defer statements that have been executed
	number *ir.Name    // that is called now
	count  int64       // of defer statements so far
	jump   *jump       // where panics are jumps to, or nil
	list   *ir.Name    // if a range over a function defers: a pointer to what is deferred
}

// lowerDefers rewrites the defer statements in body, the body of a function that
// was taken into fn and ends with the label that its returns lead to. It returns
// the new body.
func lowerDefers(fn *ir.Func, body ir.Nodes, refuse func(pos src.XPos, what string)) ir.Nodes {
	d := &deferral{fn: fn, refuse: refuse, zeroed: make(map[*ir.Name]bool)}
	if defersInRange(body) {
		return d.deferToList(body)
	}
	if defersInLoop(body) {
		d.makeStack()
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
	ir.Visit(fn, func(n ir.Node) { deferred = deferred || n.Op() == ir.ODEFER || isDeferToken(n) })
	if deferred {
		ir.WithFunc(fn, func() { fn.Body = lowerDefers(fn, fn.Body, refuse) })
	}
	return deferred
}

// edit rewrites the defer statements in n.
func (d *deferral) edit(n ir.Node) ir.Node {
	switch n := n.(type) {
	case *ir.InlinedCallExpr:
		always := d.always
		d.always = false
		for i, stmt := range n.Init() { // what its arguments are computed from
			n.Init()[i] = d.edit(stmt)
		}
		d.always = always
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
	}
	if d.list != nil && isDeferToken(n) {
		return d.token(n.Pos())
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
	case !ok:
		d.refuse(pos, "a defer statement without a call")
		return n
	case n.DeferAt != nil || d.list != nil:
		return d.listed(n, call)
	case d.stack != nil:
		return d.push(n, call)
	}
	flag := typecheck.TempAt(pos, d.fn, types.Types[types.TBOOL])
	d.before = append(d.before, assign(pos, flag, ir.NewBool(pos, false)))
	stmts := append(ir.TakeInit(n), assign(pos, flag, ir.NewBool(pos, true)))
	if cleansUp(call) {
		now, then := d.protect(call)
		d.behind = append([]ir.Node{typecheck.Stmt(ir.NewIfStmt(pos, flag, then, nil))}, d.behind...)
		return ir.NewBlockStmt(pos, append(stmts, now...))
	}
	then := d.calls(call)
	if d.jump != nil {
		then = d.jump.takeIn(then, d.refuse)
	}
	enlargeDeferred(then)
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
	body := clo.Func.Body
	clo.Func.Body = []ir.Node{ir.NewBlockStmt(call.Pos(), nil)} // nobody calls it
	for i, n := range body {
		body[i] = edit(n)
	}
	for _, name := range clo.Func.Dcl { // of functions that were inlined into the literal
		name.Curfn = d.fn
		d.fn.Dcl = append(d.fn.Dcl, name)
	}
	clo.Func.Dcl = nil
	return body
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

// makeStack makes the stack of numbers, and behind the body the loop that empties it.
func (d *deferral) makeStack() {
	pos := d.fn.Pos()
	d.order = d.emptySlice(pos, types.Types[types.TINT])
	d.number = typecheck.TempAt(pos, d.fn, types.Types[types.TINT])
	some := ir.NewBinaryExpr(pos, ir.OGT, ir.NewUnaryExpr(pos, ir.OLEN, d.order), ir.NewInt(pos, 0))
	d.stack = ir.NewForStmt(pos, nil, typecheck.DefaultLit(typecheck.Expr(some), nil), nil, pop(pos, d.order, d.number), false)
	d.behind = append(d.behind, d.stack)
}

// push makes the defer statement n put what it calls on the stacks.
func (d *deferral) push(n *ir.GoDeferStmt, call *ir.CallExpr) ir.Node {
	pos := n.Pos()
	d.count++
	stmts := append(ir.TakeInit(n), appendTo(pos, d.order, ir.NewInt(pos, d.count)))
	var calls, then []ir.Node
	if cleansUp(call) {
		now, made := d.protect(call)
		stmts, calls = append(stmts, now...), made
	} else if clo, ok := call.Fun.(*ir.ClosureExpr); ok && clo.Func.Wrapper() {
		for _, v := range clo.Func.ClosureVars {
			values := d.emptySlice(pos, v.Type())
			stmts = append(stmts, appendTo(pos, values, v.Outer))
			d.declare(pos, v.Outer)
			then = append(then, pop(pos, values, v.Outer)...)
		}
	} else if ir.StaticCalleeName(call.Fun) == nil || ok {
		fns := d.emptySlice(pos, call.Fun.Type())
		f := typecheck.TempAt(pos, d.fn, call.Fun.Type())
		stmts = append(stmts, appendTo(pos, fns, call.Fun))
		then = append(then, pop(pos, fns, f)...)
		call.Fun = f
	}
	if calls == nil {
		calls = d.calls(call)
		enlargeDeferred(calls)
	}
	this := ir.NewBinaryExpr(pos, ir.OEQ, d.number, ir.NewInt(pos, d.count))
	cond := typecheck.DefaultLit(typecheck.Expr(this), nil)
	d.stack.Body = append(d.stack.Body, typecheck.Stmt(ir.NewIfStmt(pos, cond, append(then, calls...), nil)))
	return ir.NewBlockStmt(pos, stmts)
}

// emptySlice returns a variable that is an empty slice of elements of type t in front of
// the body.
func (d *deferral) emptySlice(pos src.XPos, t *types.Type) *ir.Name {
	s := typecheck.TempAt(pos, d.fn, types.NewSlice(t))
	d.before = append(d.before, assign(pos, s, ir.NewZero(pos, s.Type())))
	return s
}

// appendTo returns the statement that appends x to the slice s.
func appendTo(pos src.XPos, s *ir.Name, x ir.Node) ir.Node {
	return assign(pos, s, ir.NewCallExpr(pos, ir.OAPPEND, nil, []ir.Node{s, x}))
}

// pop returns the statements that take the last element of the slice s away, to x.
func pop(pos src.XPos, s, x *ir.Name) []ir.Node {
	last := func() ir.Node {
		return ir.NewBinaryExpr(pos, ir.OSUB, ir.NewUnaryExpr(pos, ir.OLEN, s), ir.NewInt(pos, 1))
	}
	return []ir.Node{
		assign(pos, x, ir.NewIndexExpr(pos, s, last())),
		assign(pos, s, ir.NewSliceExpr(pos, ir.OSLICE, s, nil, last(), nil)),
	}
}

// defersInLoop reports whether a defer statement in body, but for functions inlined
// there, may be executed several times.
func defersInLoop(body ir.Nodes) bool {
	loops, found := 0, false
	if jumpsBack(body) {
		loops++
	}
	var visit func(n ir.Node) bool
	visit = func(n ir.Node) bool {
		switch n.(type) {
		case *ir.InlinedCallExpr:
			return false
		case *ir.ForStmt, *ir.RangeStmt:
			loops++
			defer func() { loops-- }()
		}
		found = found || n.Op() == ir.ODEFER && loops > 0
		ir.DoChildren(n, visit)
		return false
	}
	for _, n := range body {
		visit(n)
	}
	return found
}

// refuseRecover refuses what recovers in fn, which a goroutine executes: a panic there
// ends the program, and nobody could recover for it.
func refuseRecover(fn *ir.Func, refuse func(pos src.XPos, what string)) {
	seen := make(map[src.XPos]bool)
	ir.VisitFuncAndClosures(fn, func(n ir.Node) {
		if n.Op() == ir.ORECOVER && !seen[n.Pos()] {
			seen[n.Pos()] = true
			refuse(n.Pos(), "a goroutine that calls recover")
		}
	})
}

// forgetRecover makes recover return nil in fn. Its closures are those of the primal,
// which call it in functions that they defer.
func forgetRecover(fn *ir.Func) {
	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		ir.EditChildren(n, edit)
		if n.Op() != ir.ORECOVER {
			return n
		}
		pos := n.Pos() // an expression or a statement
		e := typecheck.TempAt(pos, fn, n.Type())
		made := ir.NewInlinedCallExpr(pos, []ir.Node{assign(pos, e, ir.NewZero(pos, e.Type()))}, []ir.Node{e})
		made.SetType(n.Type())
		made.SetTypecheck(1)
		return made
	}
	ir.WithFunc(fn, func() { ir.EditChildren(fn, edit) })
}

// enlargeDeferred lets the inliner take in what stmts call by name.
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
