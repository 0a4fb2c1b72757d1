// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Capacity: a slice and its shadow grow alike.
//
// The shadow of a slice that comes from outside is at least as long as its
// primal (see check.go), but may have less capacity: make([]float64, len(x)) is
// how one makes one. Where the primal then appended in place, the shadow would be
// written behind its end. So the derivative takes such a slice as
//
//	x[:len(x):min(cap(x), cap(dx))]
//
// Both are then moved to new memory when they grow. Whoever then looks for what
// was appended behind x does not find it there; so where the function itself
// appends to x, it panics instead, and so it does where a called function appends, and another argument
// leads there (appended.go).

package autodiff

import (
	"strings"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// clampCapacity limits the capacity of the slices in the argument v to that of
// its shadow.
func (f *forward) clampCapacity(v, shadow *ssa.Value, name, of string) {
	if v.Type.IsSlice() && f.grows(v) {
		f.require(name+" has less capacity than "+of+", which is appended to", func() *ssa.Value { return f.lessCapacity(v, shadow) })
	} else if holdsSlice(v.Type) {
		x := f.twin(v)
		if v.Type.IsSlice() && f.appendsElsewhere(v) {
			f.spare = append(f.spare, spareCapacity{x, shadow, name, of})
		}
		become(v, f.clamped(x, shadow))
		f.standing[v] = x
	}
}

// reach checks the shadows of the reference v that has just been loaded from
// active memory, and limits the capacity of v to that of its shadows.
func (f *forward) reach(v *ssa.Value) {
	from := v.Args[0]
	for _, f.lane = range f.lanes {
		s := f.shadows[v.ID]
		still := f.nestedInactivity(from)
		if still != nil || holdsSlice(v.Type) {
			x := f.twin(v)
			f.held = v // v becomes what is made of x
			if still != nil {
				s = f.loaded(x, s, still)
			}
			become(v, f.clamped(x, s))
			f.held = nil
			f.standing[v] = x
			f.shadows[v.ID] = s
		}
		f.checkReference(v, s, "the shadow of a nested reference", "it")
	}
}

// twin returns a copy of v that does what v does.
func (f *forward) twin(v *ssa.Value) *ssa.Value {
	x := f.e.b.NewValue0(v.Pos, v.Op, v.Type)
	x.Aux, x.AuxInt = v.Aux, v.AuxInt
	x.AddArgs(v.Args...)
	return x
}

// clamped returns v with the capacity of its slices limited to that of shadow.
func (f *forward) clamped(v, shadow *ssa.Value) *ssa.Value {
	e, t := &f.e, v.Type
	switch {
	case !holdsSlice(t):
		return v
	case t.IsStruct():
		made := e.b.NewValue0(e.pos, ssa.OpStructMake, t)
		for i, field := range t.Fields() {
			x := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), v)
			dx := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), shadow)
			made.AddArg(f.clamped(x, dx))
		}
		return made
	case t.IsArray():
		x := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, v)
		dx := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, shadow)
		return e.b.NewValue1(e.pos, ssa.OpArrayMake1, t, f.clamped(x, dx))
	}
	if !f.a.reaches(t) {
		return v
	}
	integer := types.Types[types.TINT]
	ptr := e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), v)
	length := e.b.NewValue1(e.pos, ssa.OpSliceLen, integer, v)
	less := f.lessCapacity(v, shadow)
	dc, c := less.Args[0], less.Args[1]
	return e.b.NewValue3(e.pos, ssa.OpSliceMake, t, ptr, length, e.b.NewValue3(e.pos, ssa.OpCondSelect, integer, dc, c, less))
}

// lessCapacity returns whether the slice shadow has less capacity than v.
func (f *forward) lessCapacity(v, shadow *ssa.Value) *ssa.Value {
	e, integer := &f.e, types.Types[types.TINT]
	c := e.b.NewValue1(e.pos, ssa.OpSliceCap, integer, v)
	dc := e.b.NewValue1(e.pos, ssa.OpSliceCap, integer, shadow)
	return e.b.NewValue2(e.pos, f.wordOp(ssa.OpLess32, ssa.OpLess64), types.Types[types.TBOOL], dc, c)
}

// grows reports whether something is appended to the slice v in this function.
func (f *forward) grows(v *ssa.Value) bool {
	for call, p := range f.a.plans {
		if p.kind == byKnown && strings.HasPrefix(call.Aux.(*ssa.AuxCall).Fn.Name, "runtime.growslice") && f.leadsFrom(call.Args[0], v, make(map[*ssa.Value]bool)) {
			return true
		}
	}
	return false
}

// leadsFrom reports whether the pointer or slice x may be that of the slice v.
func (f *forward) leadsFrom(x, v *ssa.Value, seen map[*ssa.Value]bool) bool {
	if x == v {
		return true
	}
	if seen[x] {
		return false
	}
	seen[x] = true
	switch x.Op {
	case ssa.OpPhi, ssa.OpCopy, ssa.OpCondSelect, ssa.OpSliceMake, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpAddPtr, ssa.OpOffPtr, ssa.OpPtrIndex:
		for _, y := range x.Args {
			if f.leadsFrom(y, v, seen) {
				return true
			}
		}
	case ssa.OpSelectN:
		for _, y := range f.returnedArgs(x) {
			if f.leadsFrom(y, v, seen) {
				return true
			}
		}
	}
	return false
}

// holdsSlice reports whether a value of type t is or holds a slice by value, as
// far as SSA sees into it.
func holdsSlice(t *types.Type) bool {
	switch {
	case t.IsSlice():
		return true
	case t.IsStruct():
		for _, field := range t.Fields() {
			if holdsSlice(field.Type) {
				return true
			}
		}
	case t.IsArray() && t.NumElem() == 1:
		return holdsSlice(t.Elem())
	}
	return false
}
