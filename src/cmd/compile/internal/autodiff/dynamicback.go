// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Dynamic calls in reverse mode. As a derivative that is called by name, one that is
// found at run time (dynamic.go) is called twice (instantiate.go):
//
//	y = f(x)        d := runtime.autodiffLookup(code of f, kind, name)
//	                tape, y = d(false, nil, f', x, 0)      forward
//	                _, _, x̄ = d(true, tape, f', x, ȳ)      reverse
//
// Which of the arguments are active is known at the call, and a part of the kind:
// adjoints cannot be added to zeros that all share, so there is a derivative for each
// choice of active references. Whether what a function value has captured is active, or
// what the receiver of a method leads to, shows at run time: not so if f' is nil or f
// itself.

package autodiff

import (
	"slices"
	"strconv"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

const (
	kindDirections = 1       // in reverse mode: the first of the bits with the number of directions, less one
	maxDirections  = 1 << 7  // as many as there are such bits for
	kindCaptured   = 1 << 11 // in reverse mode: what the closure has captured, or the receiver, is active
	kindShared     = 1 << 12 // in reverse mode: other goroutines may add to the same adjoints
	kindReferences = 16      // the first of the bits that say which references are active
	maxReferences  = 15
)

// leadsAtAll reports whether a value of type t, or of one with the same shape, can hold
// references that can lead to floats.
func leadsAtAll(t *types.Type) bool {
	return !isFloat(t) && carriesAtAll(t) && t.HasPointers()
}

// parameterTypes returns the types of the parameters of the function that v, a dynamic
// call, calls, without the receiver.
func parameterTypes(v *ssa.Value) []*types.Type {
	aux := v.Aux.(*ssa.AuxCall)
	var ts []*types.Type
	for i := int64(0); i < aux.NArgs(); i++ {
		ts = append(ts, aux.TypeOfArg(i))
	}
	if v.Op == ssa.OpInterLECall {
		ts = ts[1:]
	}
	return ts
}

// manyReferences reports whether the dynamic call v passes more references than a kind
// has bits for.
func (a *activity) manyReferences(v *ssa.Value) bool {
	n := 0
	for _, t := range parameterTypes(v) {
		if leadsAtAll(t) {
			n++
		}
	}
	return n > maxReferences
}

// references returns the part of the kind that says which references the dynamic call v
// passes with a shadow.
func (p *plan) references(v *ssa.Value) int64 {
	ts := parameterTypes(v)
	states := p.states[len(p.states)-len(ts):]
	kind, bit := int64(0), kindReferences
	for i, t := range ts {
		if leadsAtAll(t) {
			if states[i] != inactive {
				kind |= 1 << bit
			}
			bit++
		}
	}
	return kind
}

// A backLayout has the parameters and results of a derivative in reverse mode that
// dynamic calls call: as of one that is called by name, but for the shadow of the closure
// in front of the parameters.
type backLayout struct {
	params, results []*types.Type
	captured        int // the parameter that is the shadow of the closure, or -1
	in              []backIn
	out             []backOut
}

// A backIn has the places of a parameter, of its shadow and of its gradient, or -1.
type backIn struct{ primal, shadow, gradient int }

// A backOut has the places of a result, of its shadow and of its seed, or -1.
type backOut struct{ primal, shadow, seed int }

// layBack returns the layout of derivatives of the given kind of functions with these
// parameters and results, in width directions: a shadow, seed or gradient has as many places,
// from the given one on. recv is the type of the receiver, or nil.
func layBack(recv *types.Type, params, results []*types.Type, kind int64, width int) *backLayout {
	ptr := types.Types[types.TUNSAFEPTR]
	l := &backLayout{params: []*types.Type{types.Types[types.TBOOL], ptr}, results: []*types.Type{ptr}, captured: -1}
	param := func(t *types.Type, n int) int {
		l.params = append(l.params, slices.Repeat([]*types.Type{t}, n)...)
		return len(l.params) - n
	}
	result := func(t *types.Type, n int) int {
		l.results = append(l.results, slices.Repeat([]*types.Type{inMemory(t)}, n)...)
		return len(l.results) - n
	}
	if recv != nil {
		l.in = append(l.in, backIn{param(recv, 1), param(recv, width), -1})
	} else {
		l.captured = param(ptr, width)
	}
	bit := kindReferences
	for _, t := range params {
		in := backIn{param(t, 1), -1, -1}
		if leadsAtAll(t) {
			if kind>>bit&1 != 0 {
				in.shadow = param(t, width)
			}
			bit++
		}
		l.in = append(l.in, in)
	}
	for _, t := range results {
		out := backOut{result(t, 1), -1, -1}
		if holdsFloat(t) {
			out.seed = param(t, width)
		}
		if leadsAtAll(t) {
			out.shadow = result(t, width)
		}
		l.out = append(l.out, out)
	}
	first := len(l.in) - len(params)
	for i, t := range params {
		in := &l.in[first+i]
		if holdsFloat(t) && (in.shadow >= 0 || !leadsAtAll(t)) {
			in.gradient = result(t, width)
		}
	}
	return l
}

// declareDynamicBack makes the function of an instance in reverse mode that dynamic
// calls call.
func (inst *instance) declareDynamicBack(kind int64) {
	c := inst.candidate
	suffix := "-vjp-dyn" + strconv.FormatInt(kind>>kindReferences, 16)
	if kind&kindCaptured != 0 {
		suffix += "-d"
	}
	if inst.width > 1 {
		suffix += "-" + strconv.Itoa(inst.width)
	}
	others := func(i int) []*ir.Name { return inst.fn.Dcl[i+1 : i+inst.width : i+inst.width] }
	sym, pos := inst.dynamicSymbol(suffix)
	l := layBack(c.receiver(), c.params, c.results, kind, inst.width)
	fields := func(prefix string, ts []*types.Type) []*types.Field {
		var list []*types.Field
		for i, t := range ts {
			list = append(list, types.NewField(pos, sym.Pkg.LookupNum(prefix, i), t))
		}
		return list
	}
	fn := ir.NewFunc(pos, pos, sym, types.NewSignature(nil, fields("~p", l.params), fields("~r", l.results)))
	fn.Nname.Defn = fn
	fn.DeclareParams(true)
	fn.SetDupok(true)
	inst.fn = fn
	inst.primal = c.primal(pos)
	inst.split = &split{mode: fn.Dcl[0], tapes: fn.Dcl[1:2:2]}
	car := newCarrier()
	for i, in := range l.in {
		p := param{primal: fn.Dcl[in.primal], gradient: in.gradient}
		t := p.primal.Type()
		passes := in.shadow >= 0
		if i == 0 && c.receiver() != nil {
			passes = kind&kindCaptured != 0
		}
		if passes && car.holdsReference(t) {
			p.shadow, p.others = fn.Dcl[in.shadow], others(in.shadow)
		}
		if p.shadow != nil || p.gradient >= 0 {
			p.state = active
			if car.holdsReference(t) && !inst.runtime {
				p.state = maybe
			}
		}
		inst.params = append(inst.params, p)
	}
	for _, out := range l.out {
		res := result{primal: out.primal, shadow: -1}
		if out.seed >= 0 {
			res.seed, res.others = fn.Dcl[out.seed], others(out.seed)
		}
		if out.shadow >= 0 && car.holdsReference(l.results[out.primal]) {
			res.shadow = out.shadow
		}
		inst.results = append(inst.results, res)
	}
	if l.captured >= 0 && kind&kindCaptured != 0 {
		inst.closures = fn.Dcl[l.captured : l.captured+inst.width : l.captured+inst.width]
	}
}

// augmentDynamic makes v the forward part of the call of the derivative of the function
// that v calls.
func (r *reverse) augmentDynamic(v *ssa.Value, p *plan) {
	e, inst := &r.e, r.a.inst
	old := v.Aux.(*ssa.AuxCall)
	c := &splitCall{args: append([]*ssa.Value(nil), callArgs(v)...)}
	callee, recv := v.Args[1], (*types.Type)(nil) // the closure or the receiver
	var shadows []*ssa.Value                      // of callee, by lane
	for _, r.lane = range r.lanes {
		if v.Op == ssa.OpInterLECall {
			recv = old.TypeOfArg(0)
			shadows = append(shadows, r.receiverShadow(callee))
		} else {
			c.closure = callee
			c.captured = append(c.captured, r.closureShadow(callee))
			shadows = c.captured
		}
	}
	kind := inst.dynamicKind(v) | p.references(v)
	which := e.word(kind)
	certain := !r.a.active(callee)
	inst.list.wantDynamic(inst, v, kind, certain)
	if !certain {
		inst.list.wantDynamic(inst, v, kind|kindCaptured, true)
		none := r.nothingCaptured(callee, shadows[0])
		for _, s := range shadows[1:] {
			r.guard(e.b.NewValue2(e.pos, ssa.OpNeqB, none.Type, none, r.nothingCaptured(callee, s)), "a function value or receiver has a shadow in some directions, and none in others")
		}
		which = e.b.NewValue3(e.pos, ssa.OpCondSelect, which.Type, which, e.word(kind|kindCaptured), none)
		if c.closure != nil {
			for _, s := range shadows {
				r.guard(r.otherCode(callee, e.b.NewValue3(e.pos, ssa.OpCondSelect, callee.Type, callee, s, none)), otherFunction)
			}
		}
	}
	c.code = r.lookUp(v, which)

	l := layBack(recv, parameterTypes(v), resultTypes(old), kind, inst.width)
	c.aux = ssa.ClosureAuxCall(r.f.ABIDefault.ABIAnalyzeTypes(l.params, l.results))
	for _, in := range l.in {
		c.in = append(c.in, passed{in.shadow >= 0, 0, in.gradient})
	}
	for i, out := range l.out {
		c.out = append(c.out, returned{old.TypeOfResult(int64(i)), out.primal, out.shadow, out.seed >= 0})
	}
	r.augmentSplit(v, c)
}

// nothingCaptured returns whether s, the shadow of the closure or receiver callee, says that
// what it has captured is inactive.
func (r *reverse) nothingCaptured(callee, s *ssa.Value) *ssa.Value {
	e, boolean := &r.e, types.Types[types.TBOOL]
	none := e.b.NewValue1(e.pos, ssa.OpNot, boolean, e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, s))
	none = e.binaryBool(ssa.OpOrB, none, e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, s, callee))
	return e.binaryBool(ssa.OpOrB, none, r.isZeros(s))
}

// receiverShadow returns the shadow of the data word x of an interface, nil if it is
// inactive.
func (r *reverse) receiverShadow(x *ssa.Value) *ssa.Value {
	if s := r.shadow(x); s != nil {
		return s
	}
	return r.f.ConstNil(x.Type)
}

// handedShadow returns the shadow of argument i of the call c.
func (r *reverse) handedShadow(c *splitCall, i int) *ssa.Value {
	x := c.args[i]
	if c.code != nil && c.closure == nil && i == 0 {
		return r.receiverShadow(x)
	}
	return r.argShadow(x)
}

// enterCaptured gives the closure that is called the shadow that the caller passes.
func (r *reverse) enterCaptured() {
	clo := r.captures()
	if clo == nil {
		return
	}
	for _, r.lane = range r.lanes {
		s := r.closureParam()
		if r.a.inst.goroutine != nil && len(r.lanes) == 1 {
			s = r.arg(r.a.inst.closures[0])
		}
		r.shadows[clo.ID] = r.e.b.NewValue1(r.e.pos, ssa.OpCopy, clo.Type, s)
	}
}
