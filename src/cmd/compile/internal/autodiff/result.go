// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Results in forward mode: the shadows that a derivative gives to its caller.
//
// The caller of a derivative that a directive asks for may do with them what it
// likes, so the zeros that the shadows of inactive memory share are not handed out.
// It gets zeros of its own, as many as the primal result has elements:
//
//	y' = runtime.autodiffOwn(type, y, y', len(y))

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/reflectdata"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// result returns the shadow of the result x.
func (f *forward) result(x *ssa.Value) *ssa.Value {
	if f.a.inst.request == nil || isFloat(x.Type) || !f.a.holdsReference(x.Type) {
		return f.real(x)
	}
	s := f.shadow(x)
	if f.a.inst.runtime {
		return f.exposed(x, s)
	}
	if s == nil || f.a.state(x) == maybe {
		return f.own(x, s)
	}
	return s
}

// own returns the shadow s of x, which is nil or may lead to the shared zeros,
// with memory of its own.
func (f *forward) own(x, s *ssa.Value) *ssa.Value {
	e, t := &f.e, x.Type
	part := func(op ssa.Op, t *types.Type, i int64, of *ssa.Value) *ssa.Value {
		if of == nil {
			return nil
		}
		return e.b.NewValue1I(e.pos, op, t, i, of)
	}
	switch {
	case s == nil && !f.a.holdsReference(t):
		return f.still(x)
	case s == nil && !ssa.CanSSA(t):
		return f.inMemory(x, stillNew)
	case f.a.holdsReference(t) && !ssa.CanSSA(t) && s.Op == ssa.OpDereference && x.Op == ssa.OpDereference && f.held != nil:
		f.effect("autodiffOwnParts", f.typeAddr(t), x.Args[0], s.Args[0])
		return e.b.NewValue2(e.pos, ssa.OpDereference, t, s.Args[0], f.mem)
	case !f.a.holdsReference(t) || !ssa.CanSSA(t):
		return s
	case t.IsStruct():
		made := e.b.NewValue0(e.pos, ssa.OpStructMake, t)
		for i, field := range t.Fields() {
			made.AddArg(f.own(part(ssa.OpStructSelect, field.Type, int64(i), x), part(ssa.OpStructSelect, field.Type, int64(i), s)))
		}
		return made
	case t.IsArray() && t.NumElem() == 1:
		elem := f.own(part(ssa.OpArraySelect, t.Elem(), 0, x), part(ssa.OpArraySelect, t.Elem(), 0, s))
		return e.b.NewValue1(e.pos, ssa.OpArrayMake1, t, elem)
	case t.IsSlice():
		return f.ownSlice(x, s)
	case t.IsPtr():
		if s == nil {
			s = f.f.ConstNil(t)
		}
		return f.ownMemory(t, x, s, f.wordConst(1))
	case t.IsMap() && s != nil:
		return e.b.NewValue3(e.pos, ssa.OpCondSelect, t, f.f.ConstNil(t), s, f.isInactiveMap(s))
	case s != nil:
		return s
	case t.IsInterface():
		return e.b.NewValue0(e.pos, ssa.OpConstInterface, t)
	}
	return f.f.ConstNil(t)
}

// ownSlice is own for a slice.
func (f *forward) ownSlice(x, s *ssa.Value) *ssa.Value {
	e, t := &f.e, x.Type
	pt, integer := types.NewPtr(t.Elem()), types.Types[types.TINT]
	n := e.b.NewValue1(e.pos, ssa.OpSliceLen, integer, x)
	ptr := e.b.NewValue1(e.pos, ssa.OpSlicePtr, pt, x)
	if s == nil {
		ptr = f.ownMemory(pt, ptr, f.f.ConstNil(pt), n)
		return e.b.NewValue3(e.pos, ssa.OpSliceMake, t, ptr, n, n)
	}
	old := e.b.NewValue1(e.pos, ssa.OpSlicePtr, pt, s)
	ptr = f.ownMemory(pt, ptr, old, n)
	same := e.b.NewValue2(e.pos, ssa.OpEqPtr, types.Types[types.TBOOL], ptr, old)
	choose := func(op ssa.Op) *ssa.Value {
		return e.b.NewValue3(e.pos, ssa.OpCondSelect, integer, e.b.NewValue1(e.pos, op, integer, s), n, same)
	}
	return e.b.NewValue3(e.pos, ssa.OpSliceMake, t, ptr, choose(ssa.OpSliceLen), choose(ssa.OpSliceCap))
}

// ownMemory emits the call of runtime.autodiffOwn for the pointer primal of type
// pt, whose shadow is shadow, to n elements.
func (f *forward) ownMemory(pt *types.Type, primal, shadow, n *ssa.Value) *ssa.Value {
	e := &f.e
	if pt.Elem().Size() == 0 {
		return primal
	}
	unsafePtr := types.Types[types.TUNSAFEPTR]
	et := e.b.NewValue1A(e.pos, ssa.OpAddr, types.NewPtr(types.Types[types.TUINT8]), reflectdata.TypeLinksym(pt.Elem()), f.sb())
	info := f.f.ABIDefault.ABIAnalyzeTypes([]*types.Type{et.Type, pt, pt, n.Type}, []*types.Type{unsafePtr})
	aux := ssa.StaticAuxCall(base.PkgLinksym("runtime", "autodiffOwn", obj.ABIInternal), info)
	call := e.b.NewValue0A(e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(et, primal, shadow, n, f.mem)
	call.AuxInt = aux.ArgWidth()
	f.mem = e.b.NewValue1I(e.pos, ssa.OpSelectN, types.TypeMem, 1, call)
	made := e.b.NewValue1I(e.pos, ssa.OpSelectN, unsafePtr, 0, call)
	return e.b.NewValue1I(e.pos, ssa.OpOffPtr, pt, 0, made)
}
