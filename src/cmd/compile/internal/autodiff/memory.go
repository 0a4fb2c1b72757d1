// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Memory: what the primal does to active memory is done to shadow memory
// first, on the same memory chain.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// memory doubles the store, copy or definition v.
func (f *forward) memory(v *ssa.Value) {
	switch v.Op {
	case ssa.OpStore:
		f.store(v)
	case ssa.OpMove:
		f.move(v)
	case ssa.OpZero:
		if ptr := v.Args[0]; f.a.active(ptr) {
			f.before(v, f.e.b.NewValue2I(v.Pos, ssa.OpZero, types.TypeMem, v.AuxInt, f.shadow(ptr), v.MemoryArg()), v.Aux)
		}
	case ssa.OpVarDef, ssa.OpVarLive:
		// A variable without pointers is only defined for the sake of sharing
		// its slot with others, which shadows do not.
		if name := v.Aux.(*ir.Name); f.a.autos[name] && (v.Op == ssa.OpVarLive || name.Type().HasPointers()) {
			f.before(v, f.e.b.NewValue1(v.Pos, v.Op, types.TypeMem, v.MemoryArg()), f.shadowName(name))
		}
	}
}

// before puts the memory operation s, with the given aux, right in front of v
// on the memory chain.
func (f *forward) before(v, s *ssa.Value, aux ssa.Aux) {
	s.Aux = aux
	v.SetArg(len(v.Args)-1, s)
	f.mem = s
}

// store doubles a store into active memory. Where the shadow may be the shared
// zeros, a tangent must not be stored there (a panic), and whatever else is not
// zero is not (no one will look for it).
func (f *forward) store(v *ssa.Value) {
	ptr, val := v.Args[0], v.Args[1]
	if !f.a.active(ptr) || val.Op == ssa.OpArgIntReg || val.Op == ssa.OpArgFloatReg || f.a.stillStores[v] {
		return
	}
	dptr := f.shadow(ptr)
	dval := f.stored(val)
	store := func(mem *ssa.Value) *ssa.Value {
		s := f.e.b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, dptr, dval, mem)
		s.Aux = v.Aux
		return s
	}
	switch {
	case !f.a.active(val) && val.Type.IsInteger() && isFloatAt(ptr, val.Type):
		dval = integerConst(f.f, val.Type, 0)
	case f.a.state(ptr) != maybe:
	case f.a.active(val) && f.a.inst.runtime && isFloat(val.Type):
		f.checkTangent(dptr, dval)
	case f.a.active(val):
		f.checkStore(dptr, nil, nil)
	case !isFloat(val.Type) && !isNil(val):
		f.chain(v, f.unlessZeros(dptr, store))
		return
	}
	f.chain(v, store(v.MemoryArg()))
}

// move doubles a copy into active memory. Inactive memory has derivative zero.
func (f *forward) move(v *ssa.Value) {
	dst, src := v.Args[0], v.Args[1]
	if !f.a.active(dst) {
		return
	}
	ddst := f.shadow(dst)
	if f.a.active(src) {
		if f.a.state(dst) == maybe {
			f.checkStore(ddst, nil, src)
		}
		f.before(v, f.e.b.NewValue3I(v.Pos, ssa.OpMove, types.TypeMem, v.AuxInt, ddst, f.shadow(src), v.MemoryArg()), v.Aux)
		return
	}
	t := v.Aux.(*types.Type)
	f.before(v, f.e.b.NewValue2I(v.Pos, ssa.OpZero, types.TypeMem, v.AuxInt, ddst, v.MemoryArg()), t)
	switch {
	case t.Size() != v.AuxInt:
	case f.holdsManyReferences(t):
		f.fillStill(f.typeAddr(t), ddst, src, f.wordConst(1))
	default:
		f.copyStill(v, t, 0, ddst, src)
	}
}

// copyStill fills the shadow of a copy from inactive memory with what is not
// zero in it: what carries no derivative, and references. It goes through the
// fields of structs, not through the elements of arrays.
func (f *forward) copyStill(v *ssa.Value, t *types.Type, off int64, ddst, src *ssa.Value) {
	if t.IsStruct() {
		for _, field := range t.Fields() {
			f.copyStill(v, field.Type, off+field.Offset, ddst, src)
		}
		return
	}
	if isFloat(t) || t.IsArray() || !ssa.CanSSA(t) || t.Size() == 0 {
		return
	}
	pt := types.NewPtr(t)
	from := f.e.b.NewValue1I(v.Pos, ssa.OpOffPtr, pt, off, src)
	val := f.e.b.NewValue2(v.Pos, ssa.OpLoad, t, from, v.MemoryArg())
	s := f.still(val)
	if f.a.inst.runtime {
		s = f.exposed(val, nil)
	}
	store := func(mem *ssa.Value) *ssa.Value {
		to := f.e.b.NewValue1I(v.Pos, ssa.OpOffPtr, pt, off, ddst)
		s := f.e.b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, to, s, mem)
		s.Aux = t
		return s
	}
	if f.a.state(v.Args[0]) == maybe {
		f.chain(v, f.unlessZeros(ddst, store))
	} else {
		f.chain(v, store(v.MemoryArg()))
	}
}
