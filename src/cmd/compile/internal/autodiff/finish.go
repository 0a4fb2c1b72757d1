// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Where reverse mode begins and ends: seeds and gradients.
//
// The body marks the values that have a seed by calls that the pass removes
// (body.go). At the end of the reverse sweep stand the results of the primal, and
// what has come to the active parameters.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A seeding is the value of a result with a seed, and that result.
type seeding struct {
	x  *ssa.Value
	of *result
}

// removeSeed takes the call v, which marks a result, out of the primal.
func (r *reverse) removeSeed(v *ssa.Value) {
	r.seeds[v] = seeding{v.Args[0], &r.a.inst.results[v.Args[1].AuxInt]}
	for _, sel := range r.selects[v] {
		r.retire(sel)
	}
	r.retire(v)
}

// retire makes v, a call or memory that nothing in the sweeps refers to any more,
// a value that does nothing.
func (r *reverse) retire(v *ssa.Value) {
	if v.Type == types.TypeMem {
		r.retired[v] = true
	}
	become(v, r.f.ConstBool(types.Types[types.TBOOL], false))
}

// reverseSeed adds the seed to the adjoint of the result.
func (r *reverse) reverseSeed(s seeding) {
	if s.x.Op == ssa.OpDereference {
		if addr := s.x.Args[0]; r.a.active(addr) {
			to := r.shadow(addr)
			from := r.e.b.NewValue2A(r.e.pos, ssa.OpLocalAddr, to.Type, s.of.seedIn(r.index), r.stackPointer(), r.e.mem)
			for _, l := range leaves(s.x.Type) {
				r.accumulate(r.offset(to, l.off, l.t), r.load(r.offset(from, l.off, l.t), l.t))
			}
		}
		return
	}
	if !r.varies(s.x) {
		return
	}
	seed := r.arg(s.of.seedIn(r.index))
	for i, l := range leaves(s.x.Type) {
		r.contribute(s.x, i, r.part(seed, l))
	}
}

// finish emits the results of the derivative.
func (r *reverse) finish() *ssa.Value {
	e := &r.e
	made := e.b.NewValue0(e.pos, ssa.OpMakeResult, r.result.Type)
	results := append([]*ssa.Value(nil), r.result.Args[:len(r.result.Args)-1]...)
	for i := range r.a.inst.params {
		p := &r.a.inst.params[i]
		if p.state == inactive {
			continue
		}
		for _, r.lane = range r.lanes {
			if p.gradient >= 0 {
				t := r.gradient(p)
				for _, i := range r.a.inst.places(p.gradient + r.index) {
					results[i] = t
				}
			} else if p.shadow != nil && !p.moved && holdsFloat(p.primal.Type()) {
				r.giveMixed(p)
			}
		}
	}
	r.endGathering()
	if r.region != nil {
		r.callBack("autodiffRegionLeave", r.region)
	}
	if r.split != nil {
		r.onlyGradients(results)
	}
	for i, x := range results {
		if x.Op == ssa.OpDereference {
			results[i] = e.b.NewValue2(e.pos, ssa.OpDereference, x.Type, x.Args[0], e.mem)
		}
	}
	made.AddArgs(results...)
	made.AddArg(e.mem)
	return made
}

// onlyGradients makes everything else in the results of the reverse part zero. The
// places of results on the stack begin to live here, as in the forward part they
// do in the primal's code.
func (r *reverse) onlyGradients(results []*ssa.Value) {
	is := make(map[int]bool)
	for _, p := range r.a.inst.params {
		if p.gradient < 0 {
			continue
		}
		for lane := range r.lanes {
			for _, i := range r.a.inst.places(p.gradient + lane) {
				is[i] = true
			}
		}
	}
	for _, f := range r.a.inst.fn.Type().Results() {
		if name := f.Nname.(*ir.Name); name.Type().HasPointers() && (!name.IsOutputParamInRegisters() || !ssa.CanSSA(name.Type())) {
			r.e.mem = r.e.b.NewValue1A(r.e.pos, ssa.OpVarDef, types.TypeMem, name, r.e.mem)
		}
	}
	for i, x := range results {
		switch {
		case is[i]:
		case ssa.CanSSA(x.Type):
			results[i] = r.zeroValue(x.Type)
		default:
			results[i] = r.e.b.NewValue2(r.e.pos, ssa.OpDereference, x.Type, r.zeros(types.NewPtr(x.Type)), r.e.mem)
		}
	}
}

// gradient returns what has come to the active parameter p.
func (r *reverse) gradient(p *param) *ssa.Value {
	e, t := &r.e, p.primal.Type()
	var memory *ssa.Value
	s := r.names[p.primal]
	if s == nil && r.collectsInShadow(p) {
		s = p.in(r.index)
	}
	if s != nil {
		memory = e.b.NewValue2A(e.pos, ssa.OpLocalAddr, types.NewPtr(t), s, r.stackPointer(), e.mem)
	}
	if memory != nil && !ssa.CanSSA(t) {
		for i, x := range r.parameterAdjoints(p) {
			r.accumulate(r.offset(memory, leaves(t)[i].off, leaves(t)[i].t), x)
		}
		return e.b.NewValue2(e.pos, ssa.OpDereference, t, memory, e.mem)
	}
	ts := r.parameterAdjoints(p)
	if memory != nil {
		for i, l := range leaves(t) {
			ts[i] = e.add(ts[i], r.load(r.offset(memory, l.off, l.t), l.t))
		}
	}
	if !ssa.CanSSA(t) {
		return r.nothingCame(r.result.Args[r.a.inst.places(p.gradient + r.index)[0]])
	}
	return r.assemble(t, ts)
}

// nothingCame returns zero for the result old, which lies in memory. The primal clears
// results, but of two calls only the first carries out the primal.
func (r *reverse) nothingCame(old *ssa.Value) *ssa.Value {
	if old.Op != ssa.OpDereference || old.Args[0].Op != ssa.OpLocalAddr {
		return old
	}
	e, t := &r.e, old.Type
	memory := e.b.NewValue2A(e.pos, ssa.OpLocalAddr, types.NewPtr(t), old.Args[0].Aux, r.stackPointer(), e.mem)
	e.mem = e.b.NewValue2I(e.pos, ssa.OpZero, types.TypeMem, t.Size(), memory, e.mem)
	e.mem.Aux = t
	return e.b.NewValue2(e.pos, ssa.OpDereference, t, memory, e.mem)
}

// collectsInShadow reports whether what comes to the floats of p, which lies in
// memory, is collected in its shadow parameter, beside the references there.
func (r *reverse) collectsInShadow(p *param) bool {
	t := p.primal.Type()
	return p.gradient >= 0 && p.shadow != nil && holdsFloat(t) && !ssa.CanSSA(t)
}

// giveMixed adds what has come to the floats of a parameter that holds references,
// too, to its shadow.
func (r *reverse) giveMixed(p *param) {
	to := r.arg(p.in(r.index))
	ls := leaves(p.primal.Type())
	for i, x := range r.parameterAdjoints(p) {
		r.accumulate(r.offset(to, ls[i].off, ls[i].t), x)
	}
	if s := r.names[p.primal]; s != nil {
		from := r.e.b.NewValue2A(r.e.pos, ssa.OpLocalAddr, types.NewPtr(p.primal.Type()), s, r.stackPointer(), r.e.mem)
		for _, l := range ls {
			r.accumulate(r.offset(to, l.off, l.t), r.load(r.offset(from, l.off, l.t), l.t))
		}
	}
}

// parameterAdjoints returns the adjoints of the floats of the value of p.
func (r *reverse) parameterAdjoints(p *param) []*ssa.Value {
	ls := leaves(p.primal.Type())
	sum := make([]*ssa.Value, len(ls))
	for _, v := range r.f.Entry.Values {
		is := v
		if x := r.standing[v]; x != nil {
			is = x
		}
		switch is.Op {
		case ssa.OpArg:
			if is.Aux == p.primal && is.AuxInt == 0 && types.Identical(is.Type, p.primal.Type()) {
				for i, t := range r.take(v) {
					sum[i] = r.e.add(sum[i], t)
				}
			}
		case ssa.OpArgFloatReg, ssa.OpArgIntReg:
			at := v.Aux.(*ssa.AuxNameOffset)
			if at.Name != p.primal || !isFloat(v.Type) {
				continue
			}
			for i, l := range ls {
				if l.off == at.Offset {
					sum[i] = r.e.add(sum[i], r.take(v)[0])
				}
			}
		}
	}
	return sum
}

// joinSweeps puts the reverse sweep behind the forward sweep.
func (r *reverse) joinSweeps() {
	if r.split != nil {
		r.joinSplit()
		return
	}
	r.exit.Reset(ssa.BlockPlain)
	r.exit.AddEdgeTo(r.way.first)
}
