// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Shadows: the value that stands beside a primal value in the derivative.
//
// The shadow of a float is its tangent, of a reference a reference to shadow
// memory; of a struct or array the same by parts. What carries no derivative
// (an integer, a string) is its own shadow, so that shadow memory mirrors the
// shape of the primal's.
//
// Where an inactive value meets active ones, its shadow has to be made real: a
// float has tangent 0, and a reference leads to zeros. All such references
// share the zeros of runtime.autodiffZeros. They may be read like any shadow;
// that no tangent but zero is ever written there is checked at run time, where
// a reference may be one of these.

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/reflectdata"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// zerosSize is the number of bytes of runtime.autodiffZeros.
func (f *forward) zerosSize() int64 {
	if types.PtrSize == 4 {
		return 1 << 22
	}
	return 1 << 26
}

// shadow returns the shadow of v, or nil if v is inactive.
func (f *forward) shadow(v *ssa.Value) *ssa.Value {
	if int(v.ID) >= len(f.shadows) {
		return nil
	}
	return f.shadows[v.ID]
}

// real returns the shadow of v, made real if v is inactive.
func (f *forward) real(v *ssa.Value) *ssa.Value {
	if s := f.shadow(v); s != nil {
		return s
	}
	return f.still(v)
}

// still returns the shadow of the inactive value v: the derivative of what
// stands still.
func (f *forward) still(v *ssa.Value) *ssa.Value {
	t := v.Type
	switch {
	case isFloat(t):
		return f.e.zero(t)
	case resolve(v).Op == ssa.OpIData && !f.a.inst.runtime: // of type *uint8, whatever it leads to
		return f.unlessNil(v, f.zeros(t))
	case !f.a.reaches(t) || isNil(v):
		return v
	case f.fresh != nil && !t.IsStruct() && !t.IsArray():
		return f.fresh(v)
	case !ssa.CanSSA(t):
		return f.inMemory(v, f.stillWay())
	case t.IsPtr():
		return f.unlessNil(v, f.zeros(t))
	case t.IsUnsafePtr():
		zeros := f.zeros(types.NewPtr(types.Types[types.TUINT8]))
		return f.unlessNil(v, f.e.b.NewValue1I(f.e.pos, ssa.OpOffPtr, t, 0, zeros))
	case t.IsSlice():
		return f.stillSlice(v, nil)
	case t.IsStruct():
		return f.stillStruct(v)
	case t.IsArray():
		if t.NumElem() == 1 {
			elem := f.still(f.e.b.NewValue1I(f.e.pos, ssa.OpArraySelect, t.Elem(), 0, v))
			return f.e.b.NewValue1(f.e.pos, ssa.OpArrayMake1, t, elem)
		}
	case t.IsInterface():
		word := types.NewPtr(types.Types[types.TUINT8])
		itab := f.e.b.NewValue1(f.e.pos, ssa.OpITab, types.Types[types.TUINTPTR], v)
		return f.e.b.NewValue2(f.e.pos, ssa.OpIMake, t, itab, f.zeros(word))
	case t.IsMap():
		return f.unlessNil(v, f.inactiveMap(t))
	case t.IsChan():
		return f.f.ConstNil(t) // nothing can be sent there
	}
	return v
}

// zeros returns a pointer of type t to zeros.
func (f *forward) zeros(t *types.Type) *ssa.Value {
	sym := base.PkgLinksym("runtime", "autodiffZeros", obj.ABI0)
	if t.Elem().Size() > f.zerosSize() {
		base.FatalfAt(f.e.pos, "type %v is too large to be inactive in active memory", t.Elem())
	}
	return f.e.b.NewValue1A(f.e.pos, ssa.OpAddr, t, sym, f.sb())
}

// typeAddr returns the address of the run-time type descriptor of t.
func (f *forward) typeAddr(t *types.Type) *ssa.Value {
	return f.e.b.NewValue1A(f.e.pos, ssa.OpAddr, types.NewPtr(types.Types[types.TUINT8]), reflectdata.TypeLinksym(t), f.sb())
}

// sb returns the static base, which addresses of global symbols refer to.
func (f *forward) sb() *ssa.Value {
	if f.staticBase == nil {
		f.staticBase = f.f.Entry.NewValue0(f.f.Entry.Pos, ssa.OpSB, types.Types[types.TUINTPTR])
	}
	return f.staticBase
}

// stillSlice returns a slice of zeros as long as v. Whether there are that many
// is checked, if only is not nil where that holds.
func (f *forward) stillSlice(v, only *ssa.Value) *ssa.Value {
	e := &f.e
	length := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], v)
	capacity := e.b.NewValue1(e.pos, ssa.OpSliceCap, types.Types[types.TINT], v)
	if size := v.Type.Elem().Size(); size > 0 {
		long := e.b.NewValue2(e.pos, f.wordOp(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], f.wordConst(f.zerosSize()/size), capacity)
		if only != nil {
			long = e.b.NewValue2(e.pos, ssa.OpAndB, long.Type, long, only)
		}
		f.guard(long, "an inactive slice in active memory is too long to have a shadow of zeros; make it active")
	}
	pt := types.NewPtr(v.Type.Elem())
	ptr := f.unlessNil(e.b.NewValue1(e.pos, ssa.OpSlicePtr, pt, v), f.zeros(pt))
	return e.b.NewValue3(e.pos, ssa.OpSliceMake, v.Type, ptr, length, capacity)
}

// unlessNil returns s, or nil if the pointer v is nil: the shadow of nil is nil.
func (f *forward) unlessNil(v, s *ssa.Value) *ssa.Value {
	e := &f.e
	some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, types.Types[types.TBOOL], v)
	return e.b.NewValue3(e.pos, ssa.OpCondSelect, s.Type, s, f.f.ConstNil(s.Type), some)
}

func (f *forward) stillStruct(v *ssa.Value) *ssa.Value {
	var fields []*ssa.Value
	for i, field := range v.Type.Fields() {
		fields = append(fields, f.still(f.e.b.NewValue1I(f.e.pos, ssa.OpStructSelect, field.Type, int64(i), v)))
	}
	made := f.e.b.NewValue0(f.e.pos, ssa.OpStructMake, v.Type)
	made.AddArgs(fields...)
	return made
}

// loaded returns the shadow of the reference v, which s was loaded as: s itself,
// or zeros where still says that v is inactive.
func (f *forward) loaded(v, s *ssa.Value, still inactivity) *ssa.Value {
	e, t := &f.e, v.Type
	if f.a.holdsReference(t) && (t.IsStruct() || t.IsArray() && t.NumElem() == 1) {
		made := e.b.NewValue0(e.pos, makeOp(t), t)
		for i := 0; i < numElements(t); i++ {
			made.AddArg(f.loaded(newElement(f.e.b, v, i), newElement(f.e.b, s, i), still))
		}
		return made
	}
	if !f.a.holdsReference(t) || t.IsArray() {
		return s
	}
	shared := still(v, s)
	choose := func(x, y *ssa.Value) *ssa.Value {
		return f.e.b.NewValue3(f.e.pos, ssa.OpCondSelect, y.Type, x, y, shared)
	}
	switch {
	case t.IsSlice():
		pt, integer := types.NewPtr(t.Elem()), types.Types[types.TINT]
		still := f.stillSlice(v, shared)
		part := func(op ssa.Op, t *types.Type) *ssa.Value {
			return choose(f.e.b.NewValue1(e.pos, op, t, still), f.e.b.NewValue1(e.pos, op, t, s))
		}
		return e.b.NewValue3(e.pos, ssa.OpSliceMake, t, part(ssa.OpSlicePtr, pt), part(ssa.OpSliceLen, integer), part(ssa.OpSliceCap, integer))
	case t.IsInterface():
		word := types.NewPtr(types.Types[types.TUINT8])
		itab := e.b.NewValue1(e.pos, ssa.OpITab, types.Types[types.TUINTPTR], v)
		data := choose(f.zeros(word), e.b.NewValue1(e.pos, ssa.OpIData, word, s))
		return e.b.NewValue2(e.pos, ssa.OpIMake, t, itab, data)
	}
	return choose(f.still(v), s)
}

// shadowName returns the variable that holds the shadow of the memory of the
// local variable or parameter name.
func (f *forward) shadowName(name *ir.Name) *ir.Name {
	if p := f.a.params[name]; p != nil && p.shadow != nil && types.Identical(p.shadow.Type(), name.Type()) {
		return p.in(f.index)
	}
	s := f.names[name]
	if s == nil {
		s = typecheck.TempAt(name.Pos(), f.a.inst.fn, name.Type())
		s.SetAddrtaken(true)
		s.SetNonMergeable(true)
		f.names[name] = s
	}
	return s
}

// isZeros returns whether the reference p leads to the shared zeros. It asks about the one
// that p was computed from, which leads to the same memory and changes less often.
func (f *forward) isZeros(p *ssa.Value) *ssa.Value {
	e := &f.e
	p = object(p)
	word := types.Types[types.TUINTPTR]
	start := f.zeros(types.NewPtr(types.Types[types.TUINT8]))
	off := e.b.NewValue2(e.pos, ssa.OpSubPtr, word, p, start)
	return e.b.NewValue2(e.pos, f.wordOp(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], off, f.wordConst(f.zerosSize()))
}

// object returns the pointer that the pointer p was computed from by going on in what it
// leads to.
func object(p *ssa.Value) *ssa.Value {
	for {
		switch p.Op {
		case ssa.OpCopy, ssa.OpNilCheck, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex:
			p = p.Args[0]
		default:
			of := slicedFrom(p)
			if of == nil {
				return p
			}
			p = of
		}
	}
}

// wordOp returns the one of two ops that fits an int of the target.
func (f *forward) wordOp(op32, op64 ssa.Op) ssa.Op { return wordOp(op32, op64) }

// wordConst returns the int constant c.
func (f *forward) wordConst(c int64) *ssa.Value { return wordConst(f.f, c) }
