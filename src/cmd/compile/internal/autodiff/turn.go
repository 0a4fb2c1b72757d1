// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Reverse mode of a derivative: forward mode of a derivative in reverse mode, whose
// parameters and results have changed places.
//
//	//go:autodiff f Forward                func df(x, dx float64) (y, dy float64)
//	//go:autodiff df Reverse               func r(x, dx, ȳ, dȳ float64) (y, dy, x̄, dx̄ float64)
//
// Let g be the derivative of f in reverse mode, (x, s) ↦ (y, s·f'). In direction dx of x
// and ȳ of s it has the tangents (f'·dx, ȳ·f' + s·f"·dx), which are dy and x̄ if s is dȳ;
// what g itself returns are y and dx̄. That holds with several arguments as well, since
// second derivatives are symmetric, and with memory that f writes:
//
//	in r                    in the derivative of g in forward mode
//	x, dx                   x, and its tangent
//	shadow of dx, of x      the shadow of x, and its tangent
//	dȳ, ȳ                   the seed, and its tangent
//	y, dy                   the result, and its tangent
//	dx̄, x̄                   the gradient, and its tangent
//
// The derivative in reverse mode of g has the same values in other places:
//
//	in r                    in the derivative of g in forward mode
//	x, shadow of g's dx     x, and its tangent (of a float, the seed of its gradient)
//	dx, shadow of x         the shadow of x, and its tangent
//	s, ȳ                    the seed, and its tangent
//	y, s̄                    the result, and its tangent
//	dx, x̄                   the gradient, and its tangent
//
// So reverse mode only ever sees the innermost function, and layers.go does the rest.

package autodiff

import (
	"fmt"
	"slices"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
)

// A turning makes inst, in reverse mode, of which of is the primal, a derivative in
// forward mode of inner.
type turning struct {
	inst, of, inner *instance
	args            map[*ir.Name]ir.Node // from parameter of of to what inst passes
	ins             map[*ir.Name]*param  // … to what inst has for it
	reason          string               // why it cannot be done
}

// A swapped parameter of the innermost function: what stands for it, its tangent and
// its shadow.
type swapped struct {
	value    ir.Node
	tangent  []*ir.Name // one for each direction of inst, or none
	shadow   []*ir.Name // one for each direction of inner, or none
	second   []*ir.Name // tangents of shadow
	gradient int        // among the results of inst, or -1
	first    int        // of the gradient's tangents there, or -1
	active   bool
}

// A swappedResult is a result of the innermost function.
type swappedResult struct {
	primal, tangent int        // among the results of inst, or -1
	seed            []*ir.Name // one for each direction of inner, or none
	second          []*ir.Name // tangents of seed
	shadow, first   int        // shadow of the tangent and of the primal among the results of inst, or -1
}

// turn makes inst a derivative in forward mode. It returns what inst is the derivative
// of then, or nil and the reason why it cannot.
func (inst *instance) turn(of *instance) (*instance, string) {
	t := &turning{inst: inst, of: of, args: make(map[*ir.Name]ir.Node), ins: make(map[*ir.Name]*param)}
	for i, f := range of.fn.Type().RecvParams() {
		name := f.Nname.(*ir.Name)
		t.args[name] = inst.call.Args[i]
		if j := paramPassed(inst.params, inst.call.Args[i]); j >= 0 {
			t.ins[name] = &inst.params[j]
		}
	}
	if inst.runtime || of.runtime {
		return nil, "the option runtimeactivity, in reverse mode of a derivative"
	}
	var params []swapped
	var results []swappedResult
	for i := range of.params {
		params = append(params, t.param(i))
	}
	for i := range of.results {
		results = append(results, t.result(i))
	}
	if t.reason != "" {
		return nil, t.reason
	}
	if inst.split != nil {
		inst.called = of.request
	}
	t.declare(params, results)
	t.connect(params, results)
	return t.inner, ""
}

// paramPassed returns the index of the parameter whose primal arg is, or -1.
func paramPassed(params []param, arg ir.Node) int {
	return slices.IndexFunc(params, func(p param) bool { return ir.Node(p.primal) == arg })
}

func (t *turning) refuse(format string, args ...any) {
	if t.reason == "" {
		t.reason = fmt.Sprintf(format, args...)
	}
}

// shadows returns the names that p has for its shadows.
func (p *param) shadows() []*ir.Name {
	if p == nil || p.shadow == nil {
		return nil
	}
	return append([]*ir.Name{p.shadow}, p.others...)
}

// seeds returns the names that result i of inst has for its seeds.
func (t *turning) seeds(i int) []*ir.Name {
	if i < 0 || t.inst.results[i].seed == nil {
		return nil
	}
	return append([]*ir.Name{t.inst.results[i].seed}, t.inst.results[i].others...)
}

// primal returns the place of result i of inst's primal, or -1.
func (t *turning) primal(i int) int {
	if i < 0 {
		return -1
	}
	return t.inst.results[i].primal
}

// shadow returns the place of the shadow of result i of inst's primal, or -1.
func (t *turning) shadow(i int) int {
	if i < 0 {
		return -1
	}
	return t.inst.results[i].shadow
}

// param says what becomes of parameter i of the innermost function.
func (t *turning) param(i int) swapped {
	p := &t.of.params[i]
	at := t.ins[p.primal]
	s := swapped{value: t.args[p.primal], gradient: -1, first: -1}
	if at == nil || p.moved || at.moved || !slices.Contains(t.of.args, ir.Node(p.primal)) {
		t.refuse("a parameter that is not passed on as it is (a pointer by value, a promoted method), in reverse mode of a derivative")
		return s
	}
	typ, name := p.primal.Type(), p.primal.Sym().Name
	refs, floats := newCarrier().holdsReference(typ), holdsFloat(typ)
	switch {
	case p.shadow == nil && p.gradient < 0 && at.shadow != nil && len(at.spares) == 0:
		t.refuse("parameter %s in reverse mode of a derivative in which it is Const; make it Const here, too", name)
		return s
	case refs && floats && (p.shadow != nil || at.shadow != nil):
		t.refuse("a struct or array that holds floats and references, in reverse mode of a derivative")
		return s
	}
	if t.of.mode == request.Forward {
		t.paramOfForward(&s, p, at)
	} else {
		t.paramOfReverse(&s, p, at)
	}
	s.active = len(s.shadow) > 0 || s.gradient >= 0 || s.first >= 0
	return s
}

// paramOfForward fills s if the derivative to turn is one of a derivative in forward mode.
func (t *turning) paramOfForward(s *swapped, p, at *param) {
	s.first = at.gradient
	if p.shadow == nil {
		if len(at.spares) > 0 {
			s.shadow, s.second = at.spares[:t.inst.width], at.shadows()
		}
		return
	}
	s.tangent = []*ir.Name{t.args[p.shadow].(*ir.Name)}
	dx := t.ins[p.shadow]
	s.gradient = dx.gradient
	s.shadow, s.second = dx.shadows(), at.shadows()
	if len(s.shadow) != len(s.second) {
		t.refuse("parameters %s and %s in reverse mode, of which only one has a shadow; make both of them Duplicated, or Const", p.primal.Sym().Name, p.shadow.Sym().Name)
	}
}

// paramOfReverse fills s if the derivative to turn is one of a derivative in reverse mode.
func (t *turning) paramOfReverse(s *swapped, p, at *param) {
	s.first = at.gradient
	if p.gradient >= 0 {
		s.gradient = t.primal(p.gradient)
		s.tangent = t.seeds(p.gradient)
	}
	if p.shadow == nil {
		return
	}
	dx := t.ins[p.shadow]
	s.shadow = []*ir.Name{t.args[p.shadow].(*ir.Name)}
	s.tangent, s.second = dx.shadows(), at.shadows()
	if len(s.second) == 0 && len(s.tangent) > 0 {
		t.refuse("parameters %s and %s in reverse mode, of which only one has a shadow; make both of them Duplicated, or Const", p.primal.Sym().Name, p.shadow.Sym().Name)
	}
}

// result says what becomes of result i of the innermost function.
func (t *turning) result(i int) swappedResult {
	r := t.of.results[i]
	s := swappedResult{primal: t.primal(r.primal), tangent: -1, shadow: -1, first: -1}
	if t.of.mode == request.Forward {
		s.tangent = t.primal(r.shadow)
		s.seed, s.second = t.seeds(r.shadow), t.seeds(r.primal)
		s.shadow, s.first = t.shadow(r.shadow), t.shadow(r.primal)
	} else if r.seed != nil {
		s.tangent = t.ins[r.seed].gradient
		s.seed, s.second = []*ir.Name{t.args[r.seed].(*ir.Name)}, t.seeds(r.primal)
	} else {
		s.second = t.seeds(r.primal)
	}
	if len(s.seed) == 0 && len(s.second) > 0 || s.shadow < 0 && s.first >= 0 {
		t.refuse("a result in reverse mode of a derivative in which it is Const, or whose tangent is; make it Const here, too")
	}
	return s
}

// declare makes t.inner: the derivative in reverse mode of the innermost function.
func (t *turning) declare(params []swapped, results []swappedResult) {
	inst, of := t.inst, t.of
	inner := &instance{list: inst.list, primal: of.primal, width: 1, asked: inst.asked, strong: inst.strong || of.strong, mode: request.Reverse}
	if of.mode == request.Forward {
		inner.width = inst.width
	}
	layer := "-layer"
	if inst.split != nil {
		inner.split, inner.shared, inner.over = new(split), inst.shared, inst.list.derivative(of.primal)
		layer = "-split-layer"
	}
	states := make([]state, len(of.args))
	for k, arg := range of.args {
		if i := paramPassed(of.params, arg); i >= 0 && params[i].active {
			states[k] = active
		}
	}
	resultStates := make([]state, len(results))
	for i, r := range results {
		if len(r.seed) > 0 || r.shadow >= 0 {
			resultStates[i] = active
		}
	}
	sym := of.primal.Sym().Pkg.Lookup(reverseName(of.primal, inner.width, states, resultStates) + inner.suffix() + layer)
	if t.inner = inst.list.layers[sym]; t.inner == nil {
		inner.declareReverse(newCarrier(), sym, states, resultStates)
		inner.args = slices.Clone(inner.call.Args)
		inner.params = slices.DeleteFunc(inner.params, func(p param) bool {
			return paramPassed(of.params, of.args[slices.Index(inner.args, ir.Node(p.primal))]) < 0
		})
		t.inner = inner
		inst.list.layers[sym] = inner
	}
}

// connect gives inst the parameters and results of the derivative in forward mode of inner.
func (t *turning) connect(params []swapped, results []swappedResult) {
	inst, inner := t.inst, t.inner
	fields := inner.fn.Type().RecvParams()
	args := make([]ir.Node, len(fields))
	ins := make([]param, len(fields))
	number := make(map[*ir.Name]int)
	for i, f := range fields {
		number[f.Nname.(*ir.Name)] = i
		ins[i].gradient = -1
	}
	pass := func(name *ir.Name, value ir.Node, tangent []*ir.Name) {
		i := number[name]
		args[i] = value
		ins[i].primal, _ = value.(*ir.Name)
		if len(tangent) > 0 {
			ins[i].shadow, ins[i].others, ins[i].state = tangent[0], tangent[1:], active
		}
	}
	lane := func(list []*ir.Name, i int) []*ir.Name { // the tangents of what inner has in lane i
		if len(list) == 0 || inner.width == 1 {
			return list
		}
		return list[i : i+1]
	}
	outs := make([]result, len(inner.fn.Type().Results()))
	for i := range outs {
		outs[i] = result{primal: -1, shadow: -1}
	}

	if inst.split != nil {
		t.passTapes(pass, outs)
	}
	for k, arg := range inner.args { // a dictionary is no parameter
		pass(arg.(*ir.Name), substitute(ir.DeepCopy(inst.fn.Pos(), t.of.args[k]), t.args), nil)
	}
	for i := range inner.params {
		x, s := &inner.params[i], params[i]
		if n := len(x.spares); n > 0 {
			own := t.ins[t.of.params[i].primal].spares
			own = own[len(own)-2*n:]
			for j, name := range x.spares {
				pass(name, own[j], own[n+j:n+j+1])
			}
		}
		pass(x.primal, s.value, s.tangent)
		for l, name := range x.shadows() {
			pass(name, s.shadow[l], lane(s.second, l))
		}
		for lane := range inner.width {
			if x.gradient < 0 {
				break
			}
			out := &outs[x.gradient+lane]
			if s.gradient >= 0 {
				out.primal = s.gradient + lane
			}
			if s.first >= 0 {
				out.shadow = s.first + lane
			}
		}
	}
	for i, r := range results {
		x := &inner.results[i]
		outs[x.primal].primal, outs[x.primal].shadow = r.primal, r.tangent
		for l := range inner.width {
			if x.shadow < 0 {
				break
			}
			if r.shadow >= 0 {
				outs[x.shadow+l].primal = r.shadow + l
			}
			if r.first >= 0 {
				outs[x.shadow+l].shadow = r.first + l
			}
		}
		if x.seed == nil {
			continue
		}
		for l, name := range append([]*ir.Name{x.seed}, x.others...) {
			pass(name, r.seed[l], lane(r.second, l))
		}
	}
	ins = slices.DeleteFunc(ins, func(p param) bool { return p.primal == nil })
	inst.mode, inst.primal, inst.params, inst.results = request.Forward, inner.fn, ins, outs
	if inner.width > 1 {
		inst.width = 1
	}
	inst.call = inner.callOf(args)
	inst.args = slices.Clone(args)
}
