// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The option runtimeactivity: a reference whose shadow is the reference itself is
// inactive, which shows at run time only.
//
//	s = dx                    s = dx == x ? zeros : dx         at entry
//	q' = Load s m             q' = Load s m == q ? zeros : …   nested references
//	*s += v̄                   *s += s in zeros ? 0 : v̄         reverse mode
//	Store s q'                Store s (q' in zeros ? q : q')   and results
//
// So inside of the derivative such a reference is one that leads to the shared zeros
// (shadow.go): what is loaded through it has derivative zero, and storing an active
// value there panics. In forward mode that is a value whose tangent is not zero; in
// reverse mode, where adjoints are not known beforehand, any that the compiler takes
// for active. Outside, inactive references are their own shadows again.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// An inactivity returns whether the reference v, whose shadow is s, is inactive.
type inactivity func(v, s *ssa.Value) *ssa.Value

// decideArguments gives the arguments that lead to inactive memory the shadows that say so.
func (f *forward) decideArguments() {
	if !f.a.inst.runtime || f.a.inst.request == nil {
		return
	}
	for i := range f.a.inst.params {
		p := &f.a.inst.params[i]
		if p.shadow == nil || p.moved || !f.a.holdsReference(p.primal.Type()) || !ssa.CanSSA(p.primal.Type()) {
			continue
		}
		x := f.arg(p.primal)
		for _, l := range f.lanes {
			l.grow(int(x.ID) + 1)
			f.lane = l
			twin := f.twin(x) // x gets the capacity of its shadow
			f.shadows[x.ID] = f.loaded(twin, f.passedShadow(p, l.index), f.same)
		}
	}
	f.lane = f.lanes[0]
}

// passedShadow returns the shadow of p as the caller passes it.
func (f *forward) passedShadow(p *param, lane int) *ssa.Value {
	s := f.arg(p.in(lane))
	if p.byAddress() {
		return f.e.b.NewValue2(f.e.pos, ssa.OpLoad, p.primal.Type(), s, f.mem)
	}
	return s
}

// entryShadow returns the shadow of p, an argument that SSA has a value of, in a lane.
func (f *forward) entryShadow(p *param, lane int) *ssa.Value {
	if f.a.inst.runtime {
		return f.lanes[lane].shadows[f.arg(p.primal).ID]
	}
	return f.passedShadow(p, lane)
}

// nestedInactivity returns what decides whether a reference that is loaded through from
// is inactive, nil if it is not: what is nested in inactive memory is.
func (f *forward) nestedInactivity(from *ssa.Value) inactivity {
	mayBeZeros := f.a.state(from) == maybe
	if !mayBeZeros && !f.a.inst.runtime {
		return nil
	}
	var shared *ssa.Value
	if mayBeZeros {
		shared = f.isZeros(f.shadow(from))
	}
	return func(v, s *ssa.Value) *ssa.Value {
		switch {
		case !f.a.inst.runtime:
			return shared
		case shared == nil:
			return f.same(v, s)
		}
		return f.e.binaryBool(ssa.OpOrB, shared, f.same(v, s))
	}
}

// same returns whether the slice, pointer or interface value s leads to where v leads.
func (f *forward) same(v, s *ssa.Value) *ssa.Value {
	e := &f.e
	pointer := func(v *ssa.Value) *ssa.Value {
		switch {
		case v.Type.IsSlice():
			return e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(v.Type.Elem()), v)
		case v.Type.IsInterface():
			return e.b.NewValue1(e.pos, ssa.OpIData, types.NewPtr(types.Types[types.TUINT8]), v)
		}
		return v
	}
	return e.b.NewValue2(e.pos, ssa.OpEqPtr, types.Types[types.TBOOL], pointer(v), pointer(s))
}

// exposed returns the shadow s of x, nil if there is none, as code outside of the
// derivative may see it: inactive references are their own shadows.
func (f *forward) exposed(x, s *ssa.Value) *ssa.Value {
	e, t := &f.e, x.Type
	part := func(op ssa.Op, t *types.Type, of *ssa.Value) *ssa.Value { return e.b.NewValue1(e.pos, op, t, of) }
	choose := func(cond, x, s *ssa.Value) *ssa.Value {
		return e.b.NewValue3(e.pos, ssa.OpCondSelect, s.Type, x, s, cond)
	}
	switch {
	case !f.a.holdsReference(t) || !ssa.CanSSA(t):
		if s == nil {
			return f.still(x)
		}
		return s
	case t.IsStruct() || t.IsArray():
		made := e.b.NewValue0(e.pos, makeOp(t), t)
		for i := 0; i < numElements(t); i++ {
			var si *ssa.Value
			if s != nil {
				si = newElement(e.b, s, i)
			}
			made.AddArg(f.exposed(newElement(e.b, x, i), si))
		}
		return made
	case s == nil:
		return x
	case t.IsSlice():
		pt, integer := types.NewPtr(t.Elem()), types.Types[types.TINT]
		ptr := part(ssa.OpSlicePtr, pt, s)
		shared := f.isZeros(ptr)
		return e.b.NewValue3(e.pos, ssa.OpSliceMake, t, choose(shared, part(ssa.OpSlicePtr, pt, x), ptr),
			choose(shared, part(ssa.OpSliceLen, integer, x), part(ssa.OpSliceLen, integer, s)),
			choose(shared, part(ssa.OpSliceCap, integer, x), part(ssa.OpSliceCap, integer, s)))
	case t.IsInterface():
		word := types.NewPtr(types.Types[types.TUINT8])
		data := part(ssa.OpIData, word, s)
		return e.b.NewValue2(e.pos, ssa.OpIMake, t, part(ssa.OpITab, types.Types[types.TUINTPTR], x), choose(f.isZeros(data), part(ssa.OpIData, word, x), data))
	case t.IsMap():
		return choose(f.isInactiveMap(s), x, s)
	}
	return choose(f.isZeros(s), x, s)
}

// stored returns the shadow of x, which is stored in shadow memory.
func (f *forward) stored(x *ssa.Value) *ssa.Value {
	if f.a.inst.runtime {
		return f.exposed(x, f.shadow(x))
	}
	return f.real(x)
}

// counting returns what t adds to the adjoint in shadow memory at p: nothing, if that
// is inactive.
func (r *reverse) counting(p, t *ssa.Value) *ssa.Value {
	if !r.a.inst.runtime {
		return t
	}
	return r.e.choose(r.isZeros(p), nil, t)
}

// checkRuntimeStore makes the derivative in reverse mode panic in front of v, a store or
// a copy, if it stores something active in inactive memory.
func (r *reverse) checkRuntimeStore(v *ssa.Value) {
	var from *ssa.Value
	switch {
	case v.Op == ssa.OpZero || !r.storesActive(v):
		return
	case v.Op == ssa.OpMove:
		from = v.Args[1]
	}
	r.checkStore(r.shadow(v.Args[0]), nil, from)
}

// unlessShared returns the shadow p that adjoints move to, nil if that is inactive.
func (r *reverse) unlessShared(p *ssa.Value) *ssa.Value {
	if !r.a.inst.runtime {
		return p
	}
	return r.e.b.NewValue3(r.e.pos, ssa.OpCondSelect, p.Type, r.f.ConstNil(p.Type), p, r.isZeros(p))
}
