// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Go statements. Each becomes a call that package runtime knows, of the function
// literal that the goroutine executes:
//
//	go f(x)                       runtime.autodiffGo(i, func() { f(x) })
//	wg.Go(func() { … })           wg.Add(1); runtime.autodiffGo(i, func() { …; wg.Done() })
//
// In a derivative the i-th literal is known, and with it the derivative of its code,
// which gets the literal and its shadow: what they have captured is memory like any
// other.
//
//	autodiffGo(i, c)      →       autodiffStart(derivative of literal i, c, &[…]{c', …})
//
// For reverse mode see concurrent.go.

package autodiff

import (
	"strconv"
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/staticdata"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// A goroutine is what a go statement executes.
type goroutine struct {
	clo  *ir.Func // a function literal
	body *ir.Func // whose body clo has; clo captures what it captures, and more
	done *ir.Name // of clo: the WaitGroup that waits for it, or nil

	attempt *attempt // if it is none, but what package runtime executes for a function that recovers
}

// A launch is a go statement in a body: the goroutine, and where it stands.
type launch struct {
	*goroutine
	pos src.XPos
}

// lowerGo rewrites the go statements in the body of inst, and reports whether there
// were any.
func (inst *instance) lowerGo(refuse func(pos src.XPos, what string)) bool {
	fn := inst.fn
	before := len(inst.launches)
	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		switch n := n.(type) {
		case *ir.GoDeferStmt:
			if n.Op() == ir.OGO {
				clo := inst.literalOf(n.Call.(*ir.CallExpr), n)
				return inst.launch(n.Pos(), ir.TakeInit(n), &goroutine{clo: clo})
			}
		case *ir.CallExpr:
			if g := inst.waitGroupGo(n, refuse); g != nil {
				return g
			}
		}
		ir.EditChildren(n, edit)
		return n
	}
	ir.WithFunc(fn, func() { ir.EditChildren(fn, edit) })
	return len(inst.launches) > before
}

// launch returns the call that stands for a go statement behind init.
func (inst *instance) launch(pos src.XPos, init ir.Nodes, g *goroutine) ir.Node {
	id := int64(len(inst.launches))
	inst.launches = append(inst.launches, launch{g, pos})
	inst.list.started[g.clo] = true
	field := func(t *types.Type) *types.Field { return types.NewField(pos, nil, t) }
	start := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup("autodiffGo"), types.NewSignature(nil,
		[]*types.Field{field(types.Types[types.TINT]), field(g.clo.Type())}, nil))
	start.Nname.SetTypecheck(1)
	call := ir.NewCallExpr(pos, ir.OCALL, start.Nname, []ir.Node{ir.NewInt(pos, id), g.clo.OClosure})
	return ir.NewBlockStmt(pos, append(init, typecheck.Stmt(call)))
}

// literalOf returns the function literal that call, which has no arguments, calls.
// Another function value is called by a new literal.
func (inst *instance) literalOf(call *ir.CallExpr, stmt *ir.GoDeferStmt) *ir.Func {
	call.GoDefer = false
	if clo, ok := call.Fun.(*ir.ClosureExpr); ok {
		return clo.Func
	}
	pos := stmt.Pos()
	clo := ir.NewClosureFunc(pos, pos, ir.OGO, types.NewSignature(nil, nil, nil), inst.fn, typecheck.Target)
	clo.DeclareParams(true)
	clo.SetWrapper(true)
	if ir.StaticCalleeName(call.Fun) == nil {
		f := typecheck.TempAt(pos, inst.fn, call.Fun.Type())
		f.Defn = ir.NewAssignStmt(pos, f, call.Fun)
		stmt.PtrInit().Append(typecheck.Stmt(f.Defn))
		call.Fun = ir.NewClosureVar(pos, clo, f)
	}
	clo.Body = []ir.Node{call}
	return clo
}

// waitGroupGo returns what stands for call, if that is wg.Go(func() { … }), or nil.
func (inst *instance) waitGroupGo(call *ir.CallExpr, refuse func(pos src.XPos, what string)) ir.Node {
	fn := inst.fn
	if call.Op() != ir.OCALLFUNC || len(call.Args) != 2 {
		return nil
	}
	f := callee(call)
	if f == nil || !isWaitGroupGo(f) {
		return nil
	}
	lit, ok := call.Args[1].(*ir.ClosureExpr)
	if !ok || !noder.AutodiffHaveBody(lit.Func) {
		return nil
	}
	pos := call.Pos()
	init := ir.TakeInit(call)
	wg := typecheck.TempAt(pos, fn, call.Args[0].Type())
	set := ir.NewAssignStmt(pos, wg, call.Args[0])
	wg.Defn = set
	method := func(recv ir.Node, name string, args ...ir.Node) ir.Node {
		return typecheck.Stmt(typecheck.Call(pos, typecheck.XDotMethod(pos, recv, typecheck.Lookup(name), true), args, false))
	}
	init.Append(typecheck.Stmt(set), method(wg, "Add", ir.NewInt(pos, 1)))

	clo := ir.NewClosureFunc(pos, pos, ir.OGO, types.NewSignature(nil, nil, nil), fn, typecheck.Target)
	clo.DeclareParams(true)
	for _, cv := range lit.Func.ClosureVars {
		ir.NewClosureVar(cv.Pos(), clo, cv.Outer)
	}
	g := &goroutine{clo: clo, body: lit.Func}
	if lit.Func.LSym == nil {
		ir.InitLSym(lit.Func, true) // which the linker asks of what is inlined, and walk will not meet
	}
	ir.WithFunc(clo, func() {
		inl := noder.AutodiffInlineClosure(clo, inst.callLiteral(lit.Func), lit.Func)
		g.done = ir.NewClosureVar(pos, clo, wg)
		clo.Body = append(ir.TakeInit(inl), lowerDefers(clo, inl.Body, refuse)...)
		clo.Body.Append(method(g.done, "Done"))
	})
	return inst.launch(pos, init, g)
}

// isWaitGroupGo reports whether fn is the method Go of a sync.WaitGroup.
func isWaitGroupGo(fn *ir.Func) bool {
	s := fn.Sym()
	return s != nil && s.Pkg.Path == "sync" && s.Name == "(*WaitGroup).Go"
}

// callLiteral returns a call of a function literal without parameters, by its name.
func (inst *instance) callLiteral(lit *ir.Func) *ir.CallExpr {
	call := ir.NewCallExpr(lit.Pos(), ir.OCALLFUNC, lit.Nname, nil)
	call.SetTypecheck(1)
	return call
}

// derivativeOf returns the derivative of what the launch l in inst executes.
func (inst *instance) derivativeOf(l launch) *instance {
	if made := inst.list.goroutines[l.goroutine]; made != nil {
		return made
	}
	asked := &invoker{inst, l.pos}
	g := &instance{list: inst.list, asked: asked, strong: inst.strong, runtime: inst.runtime, width: inst.width, mode: inst.mode, goroutine: l.goroutine, shared: inst.mode == request.Reverse}
	g.primal = l.clo
	g.candidate = &candidate{fn: l.clo}
	g.optional = inst.outermost().optional
	g.calledBy(asked)
	g.declareGoroutine()
	inst.list.goroutines[l.goroutine] = g
	inst.list.add(g)
	return g
}

// declareGoroutine makes the function of the derivative of a goroutine: its last
// parameters are the literal and its shadow, or in forward mode the place where the
// shadows for each direction are. In reverse mode it is called twice (instantiate.go).
func (inst *instance) declareGoroutine() {
	of := inst.goroutine.clo.Sym()
	name := of.Name + "-jvp"
	if inst.width > 1 {
		name += strconv.Itoa(inst.width)
	}
	pos, ptr := inst.primal.Pos(), types.Types[types.TUNSAFEPTR]
	ins, outs := []*types.Type{ptr, ptr}, []*types.Type(nil)
	if inst.mode == request.Reverse {
		name = of.Name + "-vjp"
		ins, outs = []*types.Type{types.Types[types.TBOOL], ptr, ptr, ptr}, []*types.Type{ptr}
	}
	sym := of.Pkg.Lookup(name + "-go" + inst.suffix())
	fields := func(prefix string, ts []*types.Type) []*types.Field {
		var list []*types.Field
		for i, t := range ts {
			list = append(list, types.NewField(pos, sym.Pkg.LookupNum(prefix, i), t))
		}
		return list
	}
	fn := ir.NewFunc(pos, pos, sym, types.NewSignature(nil, fields("~p", ins), fields("~r", outs)))
	fn.Nname.Defn = fn
	fn.DeclareParams(true)
	fn.SetDupok(true)
	inst.fn = fn
	n := len(ins)
	inst.literal, inst.closures = fn.Dcl[n-2], fn.Dcl[n-1:n:n]
	if inst.mode == request.Reverse {
		inst.split = &split{mode: fn.Dcl[0], tapes: fn.Dcl[1:2:2]}
	}
}

// buildGoroutine makes the body of the derivative of a goroutine. It returns the
// reason why it cannot.
func (inst *instance) buildGoroutine(d *diagnostics) string {
	g, fn := inst.goroutine, inst.fn
	pos := fn.Pos()
	noder.AutodiffCapture(fn, g.clo)
	captured := make(map[*ir.Name]*ir.Name)
	for i, cv := range g.clo.ClosureVars {
		captured[cv] = fn.ClosureVars[i]
	}
	body := g.body
	if body == nil {
		body = g.clo
	} else {
		for i, cv := range body.ClosureVars {
			captured[cv] = fn.ClosureVars[i]
		}
	}
	if g.attempt != nil && g.attempt.primal != nil {
		inst.buildAttempt(d, func(cv *ir.Name) *ir.Name { return captured[cv] })
		fn.Body.Append(typecheck.Stmt(ir.NewReturnStmt(pos, nil)))
		return ""
	}
	if !noder.AutodiffHaveBody(body) { // a call with arguments, which the compiler has wrapped
		var edit func(n ir.Node) ir.Node
		edit = func(n ir.Node) ir.Node {
			if name, ok := n.(*ir.Name); ok && captured[name] != nil {
				return captured[name]
			}
			ir.EditChildren(n, edit)
			return n
		}
		call := wrapped(body)
		if g.attempt != nil && call != nil && inst.list.callsRecover(callee(call)) {
			primal := callee(call)
			call = edit(ir.DeepCopy(pos, call)).(*ir.CallExpr)
			inl := noder.AutodiffInlineCall(fn, call, primal)
			fn.Body = append(fn.Body, ir.TakeInit(inl)...)
			inst.recoverFrom(inl.Body, captured[g.attempt.handle])
			fn.Body = append(fn.Body, lowerDefers(fn, inl.Body, d.statement)...)
		} else {
			for _, n := range body.Body {
				fn.Body.Append(edit(ir.DeepCopy(pos, n)))
			}
		}
	} else {
		inl := noder.AutodiffInlineClosure(fn, inst.callLiteral(body), body)
		fn.Body = append(fn.Body, ir.TakeInit(inl)...)
		if g.attempt != nil {
			inst.recoverFrom(inl.Body, captured[g.attempt.handle])
		}
		fn.Body = append(fn.Body, lowerDefers(fn, inl.Body, d.statement)...)
		fn.Endlineno = body.Endlineno
	}
	if g.done != nil {
		wg := captured[g.done]
		dot := typecheck.XDotMethod(pos, wg, typecheck.Lookup("Done"), true)
		fn.Body.Append(typecheck.Stmt(typecheck.Call(pos, dot, nil, false)))
	}
	fn.Body.Append(typecheck.Stmt(ir.NewReturnStmt(pos, nil)))
	return ""
}

// dropLiterals takes the function literals out of funcs that nothing refers to any
// more, and returns the rest.
func (inst *instance) dropLiterals(funcs []*ir.Func, from int) []*ir.Func {
	if len(inst.launches) == 0 && len(inst.list.jumps) == 0 {
		return funcs
	}
	used := make(map[*ir.Func]bool)
	for _, fn := range append([]*ir.Func{inst.fn}, funcs[from:]...) {
		if fn.OClosure == nil {
			ir.VisitFuncAndClosures(fn, func(n ir.Node) {
				if n, ok := n.(*ir.ClosureExpr); ok {
					used[n.Func] = true
				}
			})
		}
	}
	rest := funcs[:from]
	for _, fn := range funcs[from:] {
		if fn.OClosure == nil || used[fn] {
			rest = append(rest, fn)
		}
	}
	clear(funcs[len(rest):])
	return rest
}

// goStatement says that a goroutine is started.
var goStatement = &known{dst: -1, src: -1, emit: (*forward).start}

// planGo decides what becomes of v, which starts a goroutine.
func (a *activity) planGo(v *ssa.Value) *plan {
	c := v.Args[1]
	if name, _ := strings.CutPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime."); takesPart(name) {
		a.demand(c)
		return &plan{kind: byKnown, known: goStatement}
	}
	if !a.active(c) && !sharesVariables() {
		return &plan{}
	}
	a.demand(c)
	if a.inst.outer != nil || a.inst.inner != nil {
		return &plan{kind: refuse, reason: "a go statement with active values in a derivative of a derivative"}
	}
	return &plan{kind: byKnown, known: goStatement}
}

// start makes v, which starts a goroutine, start its derivative.
func (f *forward) start(v *ssa.Value) {
	g := f.a.started(v)
	if g.goroutine.attempt != nil {
		f.handOver(v, g)
		return
	}
	args := []*ssa.Value{f.funcValue(g.fn), v.Args[1], f.closureShadows(v)}
	call := f.newCall(v, f.runtimeAux("autodiffStart", args, nil), args, v.MemoryArg())
	for _, sel := range f.selects[v] {
		sel.SetArg(0, call)
	}
	become(v, call)
}

// closureShadows returns the address of new memory that holds the shadows, for each
// direction, of the literal that v starts.
func (f *forward) closureShadows(v *ssa.Value) *ssa.Value {
	e, ptr := &f.e, types.Types[types.TUNSAFEPTR]
	t := types.NewArray(ptr, int64(len(f.lanes)))
	types.CalcSize(t)
	made := f.newCall(v, f.runtimeAux("newobject", []*ssa.Value{f.typeAddr(t)}, []*types.Type{types.NewPtr(t)}), []*ssa.Value{f.typeAddr(t)}, v.MemoryArg())
	f.chain(v, e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 1, made))
	array := e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.NewPtr(t), 0, made)
	for _, f.lane = range f.lanes {
		at := e.b.NewValue1I(v.Pos, ssa.OpOffPtr, types.NewPtr(ptr), int64(f.index)*int64(types.PtrSize), array)
		s := e.b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, at, f.closureShadow(v.Args[1]), v.MemoryArg())
		s.Aux = ptr
		f.chain(v, s)
	}
	return array
}

// funcValue returns fn, a function without a receiver, as a function value.
func (f *forward) funcValue(fn *ir.Func) *ssa.Value {
	ptr := types.NewPtr(types.Types[types.TUINTPTR])
	return f.e.b.NewValue1A(f.e.pos, ssa.OpAddr, ptr, staticdata.FuncLinksym(fn.Nname), f.sb())
}

// isStart reports whether name, without its package, is that of the call that stands
// for a go statement.
func isStart(name string) bool { return strings.HasPrefix(name, "autodiffGo") }

// takeClosure makes f, the code of the derivative of a goroutine, take the literal
// from its first parameter, where other closures find it in a register.
func (inst *instance) takeClosure(f *ssa.Func) {
	if inst.goroutine == nil {
		return
	}
	var at *ssa.Value
	for _, v := range f.Entry.Values {
		if v.Op == ssa.OpGetClosurePtr {
			at = v
		}
	}
	if at == nil {
		return
	}
	name := inst.literal
	arg := f.Entry.NewValue0A(at.Pos, ssa.OpArg, name.Type(), name)
	for _, v := range f.Entry.Values {
		if v.Op == ssa.OpArg && v.Aux == name && v != arg {
			arg = v
		}
	}
	at.Op = ssa.OpCopy
	at.SetArgs1(arg)
}
