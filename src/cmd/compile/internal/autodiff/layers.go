// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives of derivatives: layers.
//
//	//go:autodiff f Forward               //go:autodiff df Forward
//	func df(x, dx float64) (y, dy)        func ddf(x, x2, dx, dx2 float64) (y, y2, dy, dy2)
//
// The body of ddf is that of f. The pass first makes it the body of df, then
// differentiates what it has made. So each instance whose primal is a derivative has
// the layers
//
//	innermost  f's body, in terms of parameters of ddf: x and dx
//	…
//	outermost  ddf itself
//
// A result of an inner layer has several places among the results of the function:
// that of the primal result of the layer around it, and those of its shadows until the
// pass replaces them.

package autodiff

import (
	"slices"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
)

// stack makes the layers of inst, whose primal may be a derivative, and returns the innermost.
// It returns nil and the reason if it cannot.
func (inst *instance) stack() (*instance, string) {
	of := inst.list.derivative(inst.primal)
	if of == nil {
		return inst, ""
	}
	if inst.mode == request.Reverse {
		turned, reason := inst.turn(of)
		if turned == nil {
			return nil, reason
		}
		of = turned
	}
	in := of.within(inst)
	if in == nil {
		return nil, "a pointer that is DualOnly cannot be passed to a derivative"
	}
	inst.inner = in
	return in.stack()
}

// derivative returns the derivative that fn is, of this package or another one, if its
// directions, or its only one, are not in arrays; else nil.
func (l *Worklist) derivative(fn *ir.Func) *instance {
	if inst := l.byFunc[fn]; inst != nil {
		if inst.packed != nil {
			return nil
		}
		return inst
	}
	if inst, known := l.layers[fn.Sym()]; known {
		return inst
	}
	twin, req := noder.AutodiffImported(fn)
	if twin == nil || req.Width > 0 {
		return nil
	}
	inst := l.requested(twin, req)
	inst.args = slices.Clone(inst.call.Args)
	l.layers[fn.Sym()] = inst
	return inst
}

// inLanes returns what is beside fn, a derivative in several directions, of this package or
// another one, and has a parameter for each lane. It returns nil if fn is something else.
func (l *Worklist) inLanes(fn *ir.Func) *instance {
	if inst := l.wide[fn]; inst != nil {
		return inst
	}
	var inst *instance
	if of := l.byFunc[fn]; of == nil {
		twin, req := noder.AutodiffImported(fn)
		if twin == nil || req.Width == 0 {
			return nil
		}
		call := anchor(twin)
		inst = l.spreadOut(twin, call, call.Args, req)
	} else if of.packed != nil {
		inst = l.spreadOut(fn, of.call, of.args, of.request)
	} else {
		return nil
	}
	l.add(inst)
	l.wide[fn] = inst
	return inst
}

// innermost returns the layer of inst that is made first.
func (inst *instance) innermost() *instance {
	for inst.inner != nil {
		inst = inst.inner
	}
	return inst
}

// outermost returns the instance that inst is a layer of.
func (inst *instance) outermost() *instance {
	for inst.outer != nil {
		inst = inst.outer
	}
	return inst
}

// within returns the derivative inst as the layer inside outer, whose primal it is, or
// nil if a parameter of the primal is not one of outer.
func (inst *instance) within(outer *instance) *instance {
	to := make(map[*ir.Name]ir.Node) // from parameter of inst.fn to what outer passes
	for i, f := range inst.fn.Type().RecvParams() {
		to[f.Nname.(*ir.Name)] = outer.call.Args[i]
	}
	whole := true
	param := func(name *ir.Name) *ir.Name {
		if name == nil {
			return nil
		}
		n, ok := to[name].(*ir.Name)
		whole = whole && ok
		return n
	}
	in := &instance{list: inst.list, outer: outer, fn: outer.fn, primal: inst.primal, request: inst.request, mode: inst.mode, width: inst.width, asked: inst.asked, strong: inst.strong, runtime: inst.runtime}
	if outer.request != nil && in.request != nil {
		req := *in.request
		req.Name, req.Pos = outer.request.Name, outer.request.Pos
		in.request = &req
	}
	if in.request == nil {
		in.asked = outer.outermost().asked
		in.request = outer.request
	}
	for _, p := range inst.params {
		p.primal, p.shadow, p.others = param(p.primal), param(p.shadow), slices.Clone(p.others)
		for i := range p.others {
			p.others[i] = param(p.others[i])
		}
		p.spares = slices.Clone(p.spares)
		for i := range p.spares {
			p.spares[i] = param(p.spares[i])
		}
		in.params = append(in.params, p)
	}
	for _, r := range inst.results {
		r.seed, r.others = param(r.seed), slices.Clone(r.others)
		for i := range r.others {
			r.others[i] = param(r.others[i])
		}
		in.results = append(in.results, r)
	}
	if inst.split != nil {
		in.split = &split{mode: param(inst.split.mode)}
		for _, tape := range inst.split.tapes {
			in.split.tapes = append(in.split.tapes, param(tape))
		}
	}
	in.call = ir.Copy(inst.call).(*ir.CallExpr)
	in.call.Args = nil
	for _, arg := range inst.args {
		in.call.Args = append(in.call.Args, substitute(ir.DeepCopy(inst.fn.Pos(), arg), to))
	}
	in.args = slices.Clone(in.call.Args)
	if !whole {
		return nil
	}
	return in
}

// substitute returns n, in which it replaces names by what they stand for.
func substitute(n ir.Node, to map[*ir.Name]ir.Node) ir.Node {
	if name, ok := n.(*ir.Name); ok {
		if x := to[name]; x != nil {
			return x
		}
		return n
	}
	ir.EditChildren(n, func(n ir.Node) ir.Node { return substitute(n, to) })
	return n
}

// places returns where the result of inst with number i is among the results of the
// function: several places if inst is an inner layer.
func (inst *instance) places(i int) []int {
	if i < 0 {
		return nil
	}
	if inst.outer == nil {
		return []int{i}
	}
	r := inst.outer.results[i]
	list := inst.outer.places(r.primal)
	for lane := range inst.outer.width {
		if r.shadow >= 0 {
			list = append(list, inst.outer.places(r.shadow+lane)...)
		}
	}
	return list
}

// reversed reports whether one of inst's layers is in reverse mode.
func (inst *instance) reversed() bool {
	for ; inst != nil; inst = inst.inner {
		if inst.mode == request.Reverse {
			return true
		}
	}
	return false
}

// differentiable reports whether fn is a derivative that another one can be made of.
func (inst *instance) differentiable(fn *ir.Func) bool {
	if inst.list == nil {
		return false
	}
	of := inst.list.derivative(fn)
	if inst.mode == request.Forward {
		return of != nil || inst.list.inLanes(fn) != nil
	}
	return of != nil && of.request.Mode == request.Forward // turn.go may have changed of.mode
}
