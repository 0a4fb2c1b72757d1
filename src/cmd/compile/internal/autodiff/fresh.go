// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Shadows of inactive references that meet active ones in reverse mode: memory of their
// own, for adjoints that nobody asks for: dummies. An active value may not be stored beside
// one (dummies.go).
//
//	&point{x, y}, inactive            runtime.autodiffDummy(point, 1)
//	[]float64{1, 2}, inactive         runtime.autodiffDummy(float64, cap)
//	what leads to other memory        a copy of its shape (runtime/autodiffmirror.go)
//	a map                             maps.AutodiffInactive, as in forward mode
//	an interface value                the same type and zeros: dynamic calls take it for inactive

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// freshShadow returns shadow memory for the inactive reference v, which meets
// active ones.
func (r *reverse) freshShadow(v *ssa.Value) *ssa.Value {
	e, t := &r.e, v.Type
	switch {
	case t.IsPtr() && !r.a.holdsReference(t.Elem()) && t.Elem().Size() > 0:
		return r.unlessNil(v, r.dummyOf(t.Elem(), wordConst(r.f, 1)))
	case t.IsSlice() && t.Elem().Size() > 0:
		length := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], v)
		capacity := e.b.NewValue1(e.pos, ssa.OpSliceCap, types.Types[types.TINT], v)
		from := e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), v)
		return e.b.NewValue3(e.pos, ssa.OpSliceMake, t, r.freshElements(from, capacity, t.Elem()), length, capacity)
	case t.IsInterface():
		itab := e.b.NewValue1(e.pos, ssa.OpITab, types.Types[types.TUINTPTR], v)
		return e.b.NewValue2(e.pos, ssa.OpIMake, t, itab, r.zeros(types.NewPtr(types.Types[types.TUINT8])))
	case t.IsPtr() && t.Elem().Size() > 0:
		return r.runtimeCall("autodiffMirror", []*types.Type{t}, r.typeAddr(t.Elem()), v, wordConst(r.f, 1))
	case t.IsMap():
		return r.unlessNil(v, r.inactiveMap(t))
	case t.IsUnsafePtr():
		r.unsupported(v, "an inactive unsafe.Pointer that meets an active one") // it must not be its own shadow
	}
	return v
}

// freshElements returns shadow memory for the elements of an inactive slice, with the
// given pointer and capacity.
func (r *reverse) freshElements(ptr, capacity *ssa.Value, elem *types.Type) *ssa.Value {
	if r.a.holdsReference(elem) {
		return r.runtimeCall("autodiffMirror", []*types.Type{types.NewPtr(elem)}, r.typeAddr(elem), ptr, capacity)
	}
	return r.dummyOf(elem, capacity)
}

// dummyOf returns the address of n zeros of type t, which leads to no other memory.
func (r *reverse) dummyOf(t *types.Type, n *ssa.Value) *ssa.Value {
	made := r.runtimeCall("autodiffDummy", []*types.Type{types.Types[types.TUNSAFEPTR]}, r.typeAddr(t), n)
	return r.e.b.NewValue1I(r.e.pos, ssa.OpOffPtr, types.NewPtr(t), 0, made)
}

// isBase reports whether the store v stores val, the pointer of an inactive slice: slices
// are stored part by part.
func (r *reverse) isBase(v, val *ssa.Value) bool {
	if v.Op != ssa.OpStore || v.Args[1] != val || r.a.active(val) || r.a.inst.runtime || isNil(val) || !val.Type.IsPtrShaped() || !v.Args[0].Type.IsPtr() {
		return false
	}
	leaf := leafAt(v.Args[0].Type.Elem(), 0)
	return leaf != nil && leaf.IsSlice() && r.a.reaches(leaf) && leaf.Elem().Size() > 0
}

// freshBase returns shadow memory for the elements of the slice whose pointer v stores.
func (r *reverse) freshBase(v *ssa.Value) *ssa.Value {
	ptr := resolve(v.Args[1])
	elem := leafAt(v.Args[0].Type.Elem(), 0).Elem()
	var capacity *ssa.Value
	if ptr.Op == ssa.OpSlicePtr || ptr.Op == ssa.OpSlicePtrUnchecked {
		capacity = r.e.b.NewValue1(v.Pos, ssa.OpSliceCap, types.Types[types.TINT], ptr.Args[0])
	} else {
		capacity = storedBefore(v, 2*int64(types.PtrSize))
	}
	if capacity == nil {
		r.unsupported(v, "an inactive slice of unknown capacity in active memory")
		return v.Args[1]
	}
	return r.freshElements(ptr, capacity, elem)
}

// storedBefore returns what one of the stores right in front of the store v stores off bytes
// behind where v does, or nil.
func storedBefore(v *ssa.Value, off int64) *ssa.Value {
	base, at := constantOffset(v.Args[0])
	for mem := v.MemoryArg(); mem.Op == ssa.OpStore; mem = mem.MemoryArg() {
		p, i := constantOffset(mem.Args[0])
		if p == base && i == at+off {
			return mem.Args[1]
		}
	}
	return nil
}
