// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives that dynamic calls call (see dynamic.go). They have the same layout
// whatever the function is, and its captured variables come as they come to it:
//
//	func(x float64) float64          f-dyn(f' unsafe.Pointer, x, x') (y, y')
//	(*T) M(x float64) float64        M-dyn(t, t' *T, x, x') (y, y')
//
// The body is the function's, or a call of it: of a method by the receiver that the
// interface or the method value holds, which may be an embedded one.

package autodiff

import (
	"fmt"
	"strconv"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// calledDynamically returns the instance for dynamic calls of c.
func (l *Worklist) calledDynamically(c *candidate, w *wanted) *instance {
	inst := &instance{list: l, asked: w.asked, strong: w.asked.by.strong, runtime: w.asked.by.runtime, width: w.asked.by.width, mode: request.Mode(w.kind & 1), candidate: c, optional: true, shared: w.kind&kindShared != 0}
	inst.calledDirectly(c, w)
	if inst.mode == request.Reverse {
		inst.declareDynamicBack(w.kind)
	} else {
		inst.declareDynamic()
	}
	l.add(inst)
	return inst
}

// calledDirectly notes the call of inst, the derivative of c that w wants, if c is called where it
// stands, and so must have a derivative.
func (inst *instance) calledDirectly(c *candidate, w *wanted) {
	if call := inst.list.dynamic.direct[c.fn]; call != nil && call.by.mode == inst.mode && w.certain {
		if inst.optional {
			inst.asked = call
		}
		inst.calledBy(call)
	}
}

// receiver returns the type of the receiver, if the derivative has it as a
// parameter, or nil.
func (c *candidate) receiver() *types.Type {
	if c.as == tabledMethod {
		return c.recv
	}
	return nil
}

// symbol returns the function that c is, or the one that the compiler makes of
// the method.
func (c *candidate) symbol() *types.Sym {
	switch c.as {
	case aFunction:
		return c.fn.Sym()
	case boundMethod:
		return ir.MethodSymSuffix(c.recv, c.method.Sym, "-fm")
	}
	return ir.MethodSym(c.recv, c.method.Sym)
}

// primal returns the function that is differentiated, as far as it is known.
func (c *candidate) primal(pos src.XPos) *ir.Func {
	if c.fn != nil {
		return c.fn
	}
	return ir.NewFunc(pos, pos, c.symbol(), types.NewSignature(nil, nil, nil))
}

// dynamicSymbol returns the symbol of an instance that dynamic calls call, and where it
// is in the source.
func (inst *instance) dynamicSymbol(suffix string) (*types.Sym, src.XPos) {
	c := inst.candidate
	of := c.symbol()
	name := of.Name + suffix
	if c.as == tabledMethod {
		name += "-tab"
	}
	name += inst.suffix()
	pos := inst.asked.pos
	if c.fn != nil {
		pos = c.fn.Pos()
	} else if c.method != nil && c.method.Pos.IsKnown() { // not that of an interface in an interface
		pos = c.method.Pos
	}
	return of.Pkg.Lookup(name), pos
}

// declareDynamic makes the function of an instance that dynamic calls call.
func (inst *instance) declareDynamic() {
	c := inst.candidate
	suffix := "-jvp"
	if inst.width > 1 {
		suffix += strconv.Itoa(inst.width)
	}
	sym, pos := inst.dynamicSymbol(suffix + "-dyn")

	var params, outs []*types.Field
	in := func(t *types.Type, n int) int {
		first := len(params)
		for range n {
			params = append(params, types.NewField(pos, sym.Pkg.LookupNum("~p", len(params)), t))
		}
		return first
	}
	out := func(t *types.Type, n int) int {
		first := len(outs)
		for range n {
			outs = append(outs, types.NewField(pos, sym.Pkg.LookupNum("~r", len(outs)), t))
		}
		return first
	}
	type place struct{ primal, shadow int }
	var ins []place
	ts := c.params
	if t := c.receiver(); t != nil {
		ins = append(ins, place{in(t, 1), in(t, inst.width)})
	} else {
		in(types.Types[types.TUNSAFEPTR], inst.width)
	}
	for _, t := range ts {
		p := place{in(t, 1), -1}
		if carriesAtAll(t) {
			p.shadow = in(t, inst.width)
		}
		ins = append(ins, p)
	}
	for _, t := range c.results {
		r := result{primal: out(t, 1), shadow: -1}
		if carriesAtAll(t) {
			r.shadow = out(t, inst.width)
		}
		inst.results = append(inst.results, r)
	}

	fn := ir.NewFunc(pos, pos, sym, types.NewSignature(nil, params, outs))
	fn.Nname.Defn = fn
	fn.DeclareParams(true)
	fn.SetDupok(true)
	inst.fn = fn
	car := newCarrier()
	for _, p := range ins {
		q := param{primal: fn.Dcl[p.primal], gradient: -1}
		if t := q.primal.Type(); p.shadow >= 0 && car.reaches(t) {
			q.shadow = fn.Dcl[p.shadow]
			q.others = fn.Dcl[p.shadow+1 : p.shadow+inst.width : p.shadow+inst.width]
			q.state = active
			if car.holdsReference(t) {
				q.state = maybe
			}
		}
		inst.params = append(inst.params, q)
	}
	inst.primal = c.primal(pos)
	if c.receiver() == nil {
		inst.closures = fn.Dcl[:inst.width:inst.width]
	}
}

// buildDynamic makes the body of an instance that dynamic calls call. It returns
// the reason why it cannot.
func (inst *instance) buildDynamic(d *diagnostics) string {
	c, fn := inst.candidate, inst.fn
	var args []ir.Node
	for _, p := range inst.params {
		args = append(args, p.primal)
	}
	if c.as != aFunction {
		inst.assignResults(inst.callMethod(args))
		return ""
	}
	primal := c.fn
	name := primal.Linksym().Name
	if hasRule(primal) || isInactiveFunc(name) && primal.OClosure == nil || isOpaque(primal) {
		inst.call = inst.callOf(args)
		inst.assignResults(inst.callPrimal())
		return ""
	}
	if body := noder.AutodiffBody(primal); body != nil {
		primal, inst.primal = body, body
	}
	if body := listedBodies[primal]; body != nil {
		noder.AutodiffCapture(fn, primal)
		for _, n := range captureAgain(body, primal, fn) {
			fn.Body.Append(n)
		}
		inst.assignResults(nil)
		return ""
	}
	if !noder.AutodiffHaveBody(primal) {
		return fmt.Sprintf("cannot differentiate %v: it has no Go body and no rule", primal)
	}
	inst.call = inst.callOf(args)
	if len(primal.ClosureVars) > 0 {
		noder.AutodiffCapture(fn, primal)
	}
	inst.assignResults(inst.takeIn(d, inst.call, primal))
	return ""
}

// callMethod makes the body a call of the method that the candidate is, and
// returns the variables that hold its results.
func (inst *instance) callMethod(args []ir.Node) []ir.Node {
	c, fn := inst.candidate, inst.fn
	pos := fn.Pos()
	var recv ir.Node
	if c.as == boundMethod {
		recv = ir.NewHiddenParam(pos, fn, typecheck.Lookup(".this"), c.recv)
	} else {
		recv, args = args[0], args[1:]
	}
	dot := typecheck.XDotMethod(pos, recv, c.method.Sym, true)
	call := typecheck.Call(pos, dot, args, c.method.Type.IsVariadic())
	var values []ir.Node
	for _, t := range c.results {
		values = append(values, typecheck.TempAt(pos, fn, t))
	}
	var stmt ir.Node = call
	switch len(values) {
	case 0:
	case 1:
		stmt = ir.NewAssignStmt(pos, values[0], call)
	default:
		stmt = ir.NewAssignListStmt(pos, ir.OAS2, values, []ir.Node{call})
	}
	fn.Body = append(fn.Body, typecheck.Stmt(stmt))
	return values
}

// leakCaptured returns calls that make what variables captured by reference lead
// to escape: they live on when the closure is done.
func (inst *instance) leakCaptured() []ir.Node {
	var calls []ir.Node
	ir.WithFunc(inst.fn, func() {
		for _, cv := range inst.fn.ClosureVars {
			if !cv.Byval() {
				calls = append(calls, leak(inst.fn, typecheck.NodAddr(cv)))
			}
		}
	})
	return calls
}
