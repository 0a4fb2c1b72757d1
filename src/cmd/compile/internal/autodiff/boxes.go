// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Boxes: what an interface value that holds a float or a struct leads to. The
// runtime's functions copy a value into a new box, a float as an integer of its
// size:
//
//	r, m₁ = convT64 (Load <uint64> p m) m₀        r, m₁ = newobject float64, m₀
//	                                         →    m₂ = Store r (Load <float64> p m) m₁
//	r, m₁ = convT T p m₀                          r, m₁ = newobject T, m₀
//	                                         →    m₂ = Move {T} r p m₁
//
// An integer has no adjoint, a store and a copy do.

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/reflectdata"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// openBoxes rewrites the calls in f that make boxes for floats.
func openBoxes(f *ssa.Func) {
	defer ssa.AutodiffDeadcode(f)
	for _, b := range f.Blocks {
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			if v.Op != ssa.OpStaticLECall {
				continue
			}
			switch v.Aux.(*ssa.AuxCall).Fn.Name {
			case "runtime.convT32", "runtime.convT64":
				bits := v.Args[0]
				if bits.Op != ssa.OpLoad || !isFloatAt(bits.Args[0], bits.Type) {
					continue
				}
				t := leafAt(bits.Args[0].Type.Elem(), 0)
				x := bits.Block.NewValue2(v.Pos, ssa.OpLoad, t, typedPointer(bits.Block, bits.Args[0], t), bits.Args[1])
				sym := b.NewValue1A(v.Pos, ssa.OpAddr, types.NewPtr(types.Types[types.TUINT8]), reflectdata.TypeLinksym(t), staticBase(f))
				openBox(f, v, sym, t, func(box, mem *ssa.Value) *ssa.Value {
					return b.NewValue3A(v.Pos, ssa.OpStore, types.TypeMem, t, box, x, mem)
				})
			case "runtime.convT", "runtime.convTnoptr":
				t, from := describedType(v.Args[0]), v.Args[1]
				if t == nil && from.Type.IsPtr() { // a type parameter: its shape is known
					t = from.Type.Elem()
				}
				if t == nil || !holdsFloat(t) {
					continue
				}
				openBox(f, v, v.Args[0], t, func(box, mem *ssa.Value) *ssa.Value {
					s := b.NewValue3I(v.Pos, ssa.OpMove, types.TypeMem, t.Size(), box, typedPointer(b, from, t), mem)
					s.Aux = t
					return s
				})
			}
		}
	}
}

// typeBoxedSlices gives slices back their types that lie in a struct or an array
// and go into a box: what makes the box loads every slice as a []uint8.
func typeBoxedSlices(f *ssa.Func) {
	for _, b := range f.Blocks {
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			if v.Op != ssa.OpStaticLECall || v.Aux.(*ssa.AuxCall).Fn.Name != "runtime.convTslice" {
				continue
			}
			s := v.Args[0]
			if s.Op != ssa.OpLoad || !s.Args[0].Type.IsPtr() {
				continue
			}
			if t := soleField(s.Args[0].Type.Elem()); t.IsSlice() && t != s.Type {
				v.SetArg(0, s.Block.NewValue2(v.Pos, ssa.OpLoad, t, typedPointer(s.Block, s.Args[0], t), s.Args[1]))
			}
		}
	}
	ssa.AutodiffDeadcode(f)
}

// soleField returns the type of what t holds, where that is one field or element.
func soleField(t *types.Type) *types.Type {
	for {
		switch {
		case t.IsStruct() && t.NumFields() == 1:
			t = t.FieldType(0)
		case t.IsArray() && t.NumElem() == 1:
			t = t.Elem()
		default:
			return t
		}
	}
}

// openBox makes call, which makes a box for a value of type t, an allocation
// that is followed by what fill returns.
func openBox(f *ssa.Func, call, typ *ssa.Value, t *types.Type, fill func(box, mem *ssa.Value) *ssa.Value) {
	b, mem := call.Block, call.MemoryArg()
	pt := types.NewPtr(t)
	sym := base.PkgLinksym("runtime", "newobject", obj.ABIInternal)
	aux := ssa.StaticAuxCall(sym, f.ABIDefault.ABIAnalyzeTypes([]*types.Type{typ.Type}, []*types.Type{pt}))
	made := b.NewValue0A(call.Pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	made.AddArgs(typ, mem)
	made.AuxInt = aux.ArgWidth()
	box := b.NewValue1I(call.Pos, ssa.OpSelectN, pt, 0, made)
	filled := fill(box, b.NewValue1I(call.Pos, ssa.OpSelectN, types.TypeMem, 1, made))
	instead := make(map[*ssa.Value]*ssa.Value)
	for _, v := range b.Values {
		if v.Op == ssa.OpSelectN && v.Args[0] == call {
			instead[v] = box
			if v.Type == types.TypeMem {
				instead[v] = filled
			}
		}
	}
	replaceUses(f, instead)
	become(call, mem)
}

// replaceUses puts what instead has for a value wherever that is used.
func replaceUses(f *ssa.Func, instead map[*ssa.Value]*ssa.Value) {
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if y := instead[x]; y != nil {
					v.SetArg(i, y)
				}
			}
		}
		for i, c := range b.ControlValues() {
			if y := instead[c]; y != nil {
				b.ReplaceControl(i, y)
			}
		}
	}
}

// typedPointer returns p as a pointer to a value of type t.
func typedPointer(b *ssa.Block, p *ssa.Value, t *types.Type) *ssa.Value {
	if p.Type.IsPtr() && types.Identical(p.Type.Elem(), t) {
		return p
	}
	return b.NewValue1I(p.Pos, ssa.OpOffPtr, types.NewPtr(t), 0, p)
}

// staticBase returns the static base of f, which addresses of symbols refer to.
func staticBase(f *ssa.Func) *ssa.Value {
	for _, v := range f.Entry.Values {
		if v.Op == ssa.OpSB {
			return v
		}
	}
	return f.Entry.NewValue0(f.Entry.Pos, ssa.OpSB, types.Types[types.TUINTPTR])
}
