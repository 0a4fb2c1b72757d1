// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions that recover, in forward mode. Where the derivative goes on behind a panic it
// has no values left but those in memory. So the body of such a function gets a derivative
// of its own, which package runtime calls (runtime/autodiffattempt.go), and all that the two
// share is in memory, with its shadow:
//
//	func f(x float64) (y float64, err error) {      h := runtime.autodiffAttempt()
//		defer func() {                              y, err := new(float64), new(error)
//			if r := recover(); r != nil {           runtime.autodiffGoAttempt(i, func() {
//				y, err = 0, fmt.Errorf("%v", r)           … the body: y₀, err₀ …
//			}                                       }, h)
//		}()                                         return *y, *err
//		…
//	}
//
// The body is made by buildAttempt. Its deferred calls go to package runtime, each as a function literal
// whose derivative is known, like those of go statements (goroutines.go); the one that is
// called last copies the results:
//
//	runtime.autodiffGoDeferred(j, func() { *y, *err = y₀, err₀ }, h)
//	runtime.autodiffGoDeferred(k, func() { if r := runtime.autodiffRecover(h); … }, h)
//
// For reverse mode, and derivatives of derivatives, see panics.go.

package autodiff

import (
	"slices"
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// An attempt is what package runtime executes for a function that recovers: its body, or
// what it defers.
type attempt struct {
	handle  *ir.Name   // what the literal captures: the handle of the runtime
	primal  *ir.Func   // the function, for its body
	args    []*ir.Name // then, captured: its arguments
	results []*ir.Name // and pointers to its results
}

// takeIn puts the body of primal, which call calls, into that of inst, and returns what
// holds its results.
func (inst *instance) takeIn(d *diagnostics, call *ir.CallExpr, primal *ir.Func) []ir.Node {
	fn := inst.fn
	locals, funcs := len(fn.Dcl), len(typecheck.Target.Funcs)
	inl := inst.inlined(call, primal)
	recovers := inst.list.recovers(inl.Body) && !defersInRange(inl.Body)
	if recovers && inst.mode == request.Forward && inst.outer == nil && inst.inner == nil {
		fn.Dcl = fn.Dcl[:locals]
		typecheck.Target.Funcs = typecheck.Target.Funcs[:funcs]
		return inst.attempt(call, primal)
	}
	fn.Body = append(fn.Body, ir.TakeInit(inl)...)
	var body ir.Nodes
	if recovers {
		body = inst.jumpAtPanic(inl.Body, d.statement)
	}
	if body == nil {
		body = lowerDefers(fn, inl.Body, d.statement)
	}
	fn.Body = append(fn.Body, body...)
	fn.Endlineno = primal.Endlineno
	return inl.ReturnVars
}

// inlined returns the body of primal, for call. If it is a function literal, inst has
// captured what it captures.
func (inst *instance) inlined(call *ir.CallExpr, primal *ir.Func) *ir.InlinedCallExpr {
	if len(primal.ClosureVars) > 0 {
		return noder.AutodiffInlineClosure(inst.fn, call, primal)
	}
	return noder.AutodiffInlineCall(inst.fn, call, primal)
}

// recovers reports whether body, of a function, defers what recovers.
func (l *Worklist) recovers(body ir.Nodes) bool {
	return slices.ContainsFunc(body, func(n ir.Node) bool {
		return ir.Any(n, func(n ir.Node) bool {
			stmt, ok := n.(*ir.GoDeferStmt)
			if !ok || stmt.Op() != ir.ODEFER {
				return false
			}
			call, ok := stmt.Call.(*ir.CallExpr)
			if !ok {
				return false
			}
			clo, ok := call.Fun.(*ir.ClosureExpr)
			switch {
			case !ok:
				return l.callsRecover(callee(call))
			case clo.Func.Wrapper():
				call := wrapped(clo.Func)
				return call != nil && l.callsRecover(callee(call))
			}
			return slices.ContainsFunc(clo.Func.Body, isRecover)
		})
	})
}

// isRecover reports whether n, which is no function literal, calls recover.
func isRecover(n ir.Node) bool {
	return ir.Any(n, func(n ir.Node) bool { return n.Op() == ir.ORECOVER })
}

// wrapped returns the call with arguments for which the compiler has made the literal
// clo, or nil.
func wrapped(clo *ir.Func) *ir.CallExpr {
	if len(clo.Body) != 1 {
		return nil
	}
	call, ok := clo.Body[0].(*ir.CallExpr)
	if !ok || call.Op() != ir.OCALLFUNC {
		return nil
	}
	return call
}

// callsRecover reports whether fn, which is deferred, calls recover itself.
func (l *Worklist) callsRecover(fn *ir.Func) bool {
	if !takenApart(fn) {
		return false
	}
	if known, ok := l.recovering[fn]; ok {
		return known
	}
	body := l.peek(fn)
	l.recovering[fn] = slices.ContainsFunc(body, isRecover)
	return l.recovering[fn]
}

// takenApart reports whether fn is a function of the user's with a body, and no derivative.
func takenApart(fn *ir.Func) bool {
	return fn != nil && fn.Nname != nil && fn.Sym() != nil && len(fn.ClosureVars) == 0 &&
		(fn.Sym().Pkg == types.LocalPkg || !noder.AutodiffStandard(fn.Sym().Pkg.Path)) && noder.AutodiffHaveBody(fn)
}

// recoversItself reports whether a call of fn has to stay a call in forward mode, since fn
// recovers.
func (l *Worklist) recoversItself(fn *ir.Func) bool {
	if !takenApart(fn) {
		return false
	}
	if known, ok := l.attempting[fn]; ok {
		return known
	}
	l.attempting[fn] = l.recovers(l.peek(fn))
	return l.attempting[fn]
}

// peek returns the body of fn, to be looked at.
func (l *Worklist) peek(fn *ir.Func) ir.Nodes {
	body, _ := l.peekCall(fn)
	return body
}

// peekCall returns what a call of fn does, and the variables that are its arguments.
func (l *Worklist) peekCall(fn *ir.Func) (body ir.Nodes, args []ir.Node) {
	funcs := len(typecheck.Target.Funcs)
	fields := func(list []*types.Field) (fields []*types.Field) {
		for i, f := range list {
			fields = append(fields, types.NewField(f.Pos, fn.Sym().Pkg.LookupNum("~p", i), f.Type))
		}
		return fields
	}
	scratch := ir.NewFunc(fn.Pos(), fn.Pos(), fn.Sym().Pkg.Lookup(fn.Sym().Name+"-peek"), types.NewSignature(nil, fields(fn.Type().RecvParams()), nil))
	scratch.DeclareParams(true)
	for _, name := range scratch.Dcl {
		args = append(args, name)
	}
	ir.WithFunc(scratch, func() {
		inl := noder.AutodiffInlineCall(scratch, callWith(fn, args), fn)
		body = append(ir.TakeInit(inl), inl.Body...)
	})
	typecheck.Target.Funcs = typecheck.Target.Funcs[:funcs]
	return body, args
}

// callWith returns a call of fn with args.
func callWith(fn *ir.Func, args []ir.Node) *ir.CallExpr {
	call := ir.NewCallExpr(fn.Pos(), ir.OCALLFUNC, fn.Nname, args)
	call.SetTypecheck(1)
	if n := fn.Type().NumResults(); n == 1 {
		call.SetType(fn.Type().Result(0).Type)
	} else if n > 1 {
		call.SetType(fn.Type().ResultsTuple())
	}
	return call
}

// attempt makes the body of inst have package runtime execute that of primal, and returns what
// holds its results.
func (inst *instance) attempt(call *ir.CallExpr, primal *ir.Func) []ir.Node {
	fn, pos := inst.fn, inst.fn.Pos()
	clo := inst.newLiteral(pos)
	for _, cv := range fn.ClosureVars {
		ir.NewClosureVar(cv.Pos(), clo, cv)
	}
	try := &attempt{primal: primal}
	capture := func(t *types.Type, x ir.Node) (outside, inside *ir.Name) {
		outside = typecheck.TempAt(pos, fn, t)
		stmt := ir.NewAssignStmt(pos, outside, x)
		outside.Defn = stmt
		fn.Body.Append(typecheck.Stmt(stmt))
		return outside, ir.NewClosureVar(pos, clo, outside)
	}
	for _, x := range call.Args {
		_, arg := capture(x.Type(), x)
		try.args = append(try.args, arg)
	}
	var results []ir.Node
	for _, f := range primal.Type().Results() {
		outside, inside := capture(types.NewPtr(f.Type), ir.NewUnaryExpr(pos, ir.ONEW, ir.TypeNode(f.Type)))
		try.results = append(try.results, inside)
		results = append(results, typecheck.Expr(ir.NewStarExpr(pos, outside)))
	}
	var handle *ir.Name
	handle, try.handle = capture(handleType(), typecheck.Call(pos, runtimeFuncOf(pos, "autodiffAttempt", nil, handleType()).Nname, nil, false))
	clo.Body = []ir.Node{ir.NewBlockStmt(pos, nil)} // nobody calls it
	fn.Body.Append(inst.hand("autodiffGoAttempt", pos, nil, &goroutine{clo: clo, attempt: try}, handle))
	return results
}

// handleType is the type of the handle of an attempt, which leads to no float.
func handleType() *types.Type { return types.NewPtr(types.Types[types.TINT]) }

// newLiteral returns a function literal without parameters in the body of inst.
func (inst *instance) newLiteral(pos src.XPos) *ir.Func {
	clo := ir.NewClosureFunc(pos, pos, ir.OGO, types.NewSignature(nil, nil, nil), inst.fn, typecheck.Target)
	clo.DeclareParams(true)
	clo.SetWrapper(true)
	return clo
}

// hand returns the statement that hands the literal of g to package runtime.
func (inst *instance) hand(name string, pos src.XPos, init ir.Nodes, g *goroutine, handle ir.Node) ir.Node {
	id := int64(len(inst.launches))
	inst.launches = append(inst.launches, launch{g, pos})
	inst.list.started[g.clo] = true
	callee := runtimeFuncOf(pos, name, []*types.Type{types.Types[types.TINT], g.clo.Type(), handleType()})
	call := ir.NewCallExpr(pos, ir.OCALL, callee.Nname, []ir.Node{ir.NewInt(pos, id), g.clo.OClosure, handle})
	return ir.NewBlockStmt(pos, append(init, typecheck.Stmt(call)))
}

// runtimeFuncOf is runtimeFunc for one that has results.
func runtimeFuncOf(pos src.XPos, name string, params []*types.Type, results ...*types.Type) *ir.Func {
	fields := func(ts []*types.Type) (fields []*types.Field) {
		for _, t := range ts {
			fields = append(fields, types.NewField(pos, nil, t))
		}
		return fields
	}
	fn := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup(name), types.NewSignature(nil, fields(params), fields(results)))
	fn.Nname.SetTypecheck(1)
	return fn
}

// buildAttempt makes the body of inst that of the function which recovers.
func (inst *instance) buildAttempt(d *diagnostics, captured func(*ir.Name) *ir.Name) {
	try, fn, pos := inst.goroutine.attempt, inst.fn, inst.fn.Pos()
	var args []ir.Node
	for _, cv := range try.args {
		args = append(args, captured(cv))
	}
	inl := inst.inlined(callWith(try.primal, args), try.primal)
	fn.Body = append(fn.Body, ir.TakeInit(inl)...)
	handle := captured(try.handle)

	// What is deferred first is called last.
	clo := inst.newLiteral(pos)
	for i, cv := range try.results {
		to := ir.NewClosureVar(pos, clo, captured(cv))
		from := ir.NewClosureVar(pos, clo, inl.ReturnVars[i].(*ir.Name))
		ir.WithFunc(clo, func() { clo.Body.Append(assign(pos, ir.NewStarExpr(pos, to), from)) })
	}
	fn.Body.Append(inst.hand("autodiffGoDeferred", pos, nil, inst.deferred(clo, handle), handle))

	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		stmt, ok := n.(*ir.GoDeferStmt)
		if !ok || stmt.Op() != ir.ODEFER {
			ir.EditChildren(n, edit)
			return n
		}
		call, ok := stmt.Call.(*ir.CallExpr)
		if !ok || stmt.DeferAt != nil {
			d.statement(stmt.Pos(), "a defer statement without a call")
			return n
		}
		lit := inst.literalOf(call, stmt)
		return inst.hand("autodiffGoDeferred", stmt.Pos(), ir.TakeInit(stmt), inst.deferred(lit, handle), handle)
	}
	for _, n := range inl.Body {
		fn.Body.Append(edit(n))
	}
	fn.Endlineno = try.primal.Endlineno
}

// deferred returns what package runtime calls for lit, which is deferred: it captures what
// lit captures, and the handle.
func (inst *instance) deferred(lit *ir.Func, handle *ir.Name) *goroutine {
	clo := inst.newLiteral(lit.Pos())
	for _, cv := range lit.ClosureVars {
		ir.NewClosureVar(cv.Pos(), clo, cv.Outer)
	}
	if lit.LSym == nil {
		ir.InitLSym(lit, true) // which the linker asks of what is inlined, and walk will not meet
	}
	g := &goroutine{clo: clo, body: lit, attempt: &attempt{handle: ir.NewClosureVar(lit.Pos(), clo, handle)}}
	clo.Body = []ir.Node{ir.NewBlockStmt(lit.Pos(), nil)} // nobody calls it
	return g
}

// recoverFrom makes recover in body, which is deferred, ask package runtime.
func (inst *instance) recoverFrom(body ir.Nodes, handle *ir.Name) {
	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		ir.EditChildren(n, edit)
		if n.Op() != ir.ORECOVER {
			return n
		}
		any := n.Type()
		return typecheck.Call(n.Pos(), runtimeFuncOf(n.Pos(), "autodiffRecover", []*types.Type{handleType()}, any).Nname, []ir.Node{handle}, false)
	}
	for i, n := range body {
		body[i] = edit(n)
	}
}

// takesPart reports whether name, without its package, is that of a call which hands a
// literal of an attempt to package runtime.
func takesPart(name string) bool {
	return name == "autodiffGoAttempt" || name == "autodiffGoDeferred"
}

// handOver makes v, a call of that kind, hand over the derivative of the literal.
func (f *forward) handOver(v *ssa.Value, g *instance) {
	name := "autodiffTry"
	if v.Aux.(*ssa.AuxCall).Fn.Name == "runtime.autodiffGoDeferred" {
		name = "autodiffPush"
	}
	args := []*ssa.Value{f.funcValue(g.fn), v.Args[1], f.closureShadows(v), v.Args[2]}
	call := f.newCall(v, f.runtimeAux(name, args, nil), args, v.MemoryArg())
	for _, sel := range f.selects[v] {
		sel.SetArg(0, call)
	}
	become(v, call)
}

// recovering says that a deferred function recovers.
var recovering = &known{dst: -1, src: -1, emit: (*forward).recovers}

// recovers makes v, where the function asks package runtime what recover returns, ask for what
// holds no floats, if the function may pass it on: their derivatives are lost.
func (f *forward) recovers(v *ssa.Value) {
	if f.a.passesPanic {
		v.Aux = f.runtimeAux("autodiffRecoverPlain", callArgs(v), resultTypes(v.Aux.(*ssa.AuxCall)))
	}
}

// isRecovered reports whether v is what recover returns.
func isRecovered(v *ssa.Value) bool {
	return v.Op == ssa.OpSelectN && v.Args[0].Op == ssa.OpStaticLECall && v.Args[0].Aux.(*ssa.AuxCall).Fn.Name == "runtime.autodiffRecover" && v.AuxInt == 0
}

// showsBehindPanic reports whether v, in a block that leads to a panic, may change what
// somebody sees who recovers: it stores what may carry a derivative in memory that was not
// made for the panic, or calls a function that may, or hands over what is deferred.
func (a *activity) showsBehindPanic(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpStore:
		return a.reaches(v.Args[1].Type) && !a.madeForPanic(v.Args[0])
	case ssa.OpMove:
		return (isUntyped(v) || a.reaches(v.Aux.(*types.Type))) && !a.madeForPanic(v.Args[0])
	case ssa.OpStaticLECall:
		name := v.Aux.(*ssa.AuxCall).Fn.Name
		if base, ok := strings.CutPrefix(name, "runtime."); ok {
			k := knownCalls[base]
			return takesPart(base) || k != nil && k.dst >= 0 && !a.madeForPanic(v.Args[k.dst])
		}
		fn := a.inst.callees[v.Aux.(*ssa.AuxCall).Fn]
		return fn != nil && noder.AutodiffHaveBody(fn) && !isInactiveFunc(name) && funcRule(name) == nil
	case ssa.OpClosureLECall, ssa.OpTailLECall:
		return true
	}
	return false
}

// madeForPanic reports whether ptr is an address in the frame, or in memory that was made in a block
// which leads to a panic.
func (a *activity) madeForPanic(ptr *ssa.Value) bool {
	base := ptr
	for base.Op == ssa.OpOffPtr || base.Op == ssa.OpNilCheck || base.Op == ssa.OpCopy || base.Op == ssa.OpPtrIndex || base.Op == ssa.OpAddPtr {
		base = base.Args[0]
	}
	return base.Op == ssa.OpLocalAddr || base.Op == ssa.OpSelectN && makesMemory(base.Args[0]) && !a.normal[base.Block.ID]
}
