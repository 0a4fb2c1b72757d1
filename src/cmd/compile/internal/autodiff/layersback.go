// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls of derivatives, in forward mode, in a function that is differentiated in reverse mode:
//
//	//go:autodiff du Forward Const Dual          //go:autodiff rloss Reverse
//	func u(w []float64, x float64) float64       func loss(w []float64, x float64) float64 {
//	                                             	y, dy := du(w, x, 1)
//	                                             	return (dy - y) * (dy - y)
//	                                             }
//
// The derivative of du in reverse mode is a derivative in forward mode of that of u in reverse
// mode (turn.go). Here it is called twice, so it is the tangent of a function that is: the
// tape of u, which holds references, gets one beside it.
//
//	tape, tape', y, ẏ = du-vjp(false, nil, nil, w, w̄, spare, x, dx, 0, 0)
//	_, _, _, _, x̄, d̄x = du-vjp(true, tape, tape', w, w̄, spare, x, dx, ȳ, d̄y)
//
// For what is Const in du the derivative of u in reverse mode has a shadow all the same, of
// which w̄ is the tangent. It is handed spare memory for that, a dummy (fresh.go).

package autodiff

import (
	"fmt"
	"slices"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// countTapes returns how many tapes a call of inst, which is split, returns.
func (inst *instance) countTapes() int {
	if inst.over == nil {
		return 1
	}
	if below := inst.list.derivative(inst.over.primal); below != nil {
		in := &instance{list: inst.list, over: below}
		return 2 * in.countTapes()
	}
	return 2
}

// countTapes returns how many tapes the call returns.
func (c *splitCall) countTapes() int {
	if c.inst == nil {
		return 1
	}
	return c.inst.countTapes()
}

// parameter returns the number of the parameter name of inst, which has one.
func (inst *instance) parameter(name *ir.Name) int {
	return slices.IndexFunc(inst.fn.Type().RecvParams(), func(f *types.Field) bool { return f.Nname == name })
}

// countSpares returns how much spare memory a call of the derivative in reverse mode of the
// derivative inst gets, in each direction, for its parameter i: one if it is Const, and what
// the layer inside gets, with a tangent for each.
func (inst *instance) countSpares(i int) int {
	j := slices.IndexFunc(inst.params, func(p param) bool { return p.primal != nil && inst.parameter(p.primal) == i })
	if j < 0 {
		return 0 // a shadow or a seed
	}
	n := 0
	if inst.params[j].shadow == nil {
		n = 1
	}
	if below := inst.list.derivative(inst.primal); below != nil {
		n += 2 * below.countSpares(j)
	}
	return n
}

// shadowPairs returns the numbers of the parameters of inst that are the primal and the
// shadow of a reference, in inst itself or in a layer inside.
func (inst *instance) shadowPairs() (pairs [][2]int) {
	car := newCarrier()
	for _, p := range inst.params {
		if p.primal != nil && p.shadow != nil && car.holdsReference(p.primal.Type()) {
			pairs = append(pairs, [2]int{inst.parameter(p.primal), inst.parameter(p.shadow)})
		}
	}
	if below := inst.list.derivative(inst.primal); below != nil {
		for _, pair := range below.shadowPairs() {
			x, s := inst.params[pair[0]].primal, inst.params[pair[1]].primal
			if x != nil && s != nil {
				pairs = append(pairs, [2]int{inst.parameter(x), inst.parameter(s)})
			}
		}
	}
	return pairs
}

// noteCall notes how inst, which is split, is called: when its body is made, its parameters
// become those of a derivative in forward mode.
func (inst *instance) noteCall() {
	for _, p := range inst.params {
		inst.in = append(inst.in, passed{p.shadow != nil, len(p.spares), p.gradient})
	}
	for i, res := range inst.results {
		inst.out = append(inst.out, returned{inst.primal.Type().Result(i).Type, res.primal, res.shadow, res.seed != nil})
	}
}

// planLayer changes the plan p of a call of the derivative of: what has a shadow in inner
// layers needs a tangent there as well. It returns why that cannot be, or "".
func (a *activity) planLayer(p *plan, of *instance) string {
	pairs := of.shadowPairs()
	for changed := true; changed; {
		changed = false
		for _, pair := range pairs {
			x, s := p.states[pair[0]], p.states[pair[1]]
			if (x == inactive) == (s == inactive) {
				continue
			}
			if reason := of.vagueShadow(pair[0]); reason != "" {
				return reason + ", of which only one of primal and shadow is active"
			}
			p.states[pair[0]], p.states[pair[1]] = active, active
			changed = true
		}
	}
	for i, s := range p.states {
		if s == inactive || of.countSpares(i) == 0 {
			continue
		}
		if reason := of.vagueShadow(i); reason != "" {
			return reason + ", which is Const there"
		}
		if field := of.fn.Type().RecvParams()[i]; a.holdsReference(field.Type) && !field.Type.IsPtr() && !field.Type.IsSlice() {
			return fmt.Sprintf("call to %s, a derivative, in reverse mode: parameter %s, which is Const there and no pointer or slice", userName(of.fn.Linksym()), field.Sym.Name)
		}
	}
	return ""
}

// vagueShadow returns a reason if shadow memory of what parameter i of the derivative inst leads
// to does not tell what is active: of what is called or looked up at run time.
func (inst *instance) vagueShadow(i int) string {
	field := inst.fn.Type().RecvParams()[i]
	if !leadsToFunctions(field.Type, make(map[*types.Type]bool)) {
		return ""
	}
	return "call to " + userName(inst.fn.Linksym()) + ", a derivative, in reverse mode: maps, interfaces and functions by way of parameter " + field.Sym.Name
}

// contract returns the request for inst, or that for the derivative that inst differentiates
// for a call of it, or nil: what the shadows that are passed to it have to hold to.
func (inst *instance) contract() *request.Request {
	if inst.request != nil {
		return inst.request
	}
	return inst.called
}

// isTape reports whether the parameter name holds a tape.
func (inst *instance) isTape(name *ir.Name) bool {
	return inst.split != nil && slices.Contains(inst.split.tapes, name)
}

// spareShadows returns the spare shadow memory for argument i of the call c.
func (r *reverse) spareShadows(c *splitCall, i int) []*ssa.Value {
	if c.in[i].spares > 0 && c.spares == nil {
		c.spares = make(map[int][]*ssa.Value)
	}
	for range c.in[i].spares {
		s := r.freshShadow(c.args[i])
		r.shadowMemory[s] = true
		c.spares[i] = append(c.spares[i], s)
	}
	return c.spares[i]
}

// passTapes passes mode and tapes of t.inst, which is split, to t.inner.
func (t *turning) passTapes(pass func(name *ir.Name, value ir.Node, tangent []*ir.Name), outs []result) {
	from, to := t.inst.split, t.inner.split
	n := len(to.tapes)
	pass(to.mode, from.mode, nil)
	for i, tape := range to.tapes {
		pass(tape, from.tapes[i], from.tapes[n+i:n+i+1])
		outs[i] = result{primal: i, shadow: n + i}
	}
}
