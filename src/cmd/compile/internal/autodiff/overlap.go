// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Overlap: arguments of a derivative that lead to the same memory.
//
// A slice or pointer argument, or one in a struct, leads to a region: the bytes
// from its first element to behind its last. Two regions overlap if they have a byte
// in common, so neither is empty.
//
// The shadow of an argument must not overlap the argument itself, nor, if one of
// the two is written, any other argument or shadow. Nor may a Const argument overlap one
// with a shadow, if one of the two is written: what is written by way of one would be
// read by way of the other without its derivative. Else arguments of the primal may overlap
// each other, unless there is the option noalias. The mode says which regions are
// written; where that is in doubt, they are not.

package autodiff

import (
	"strconv"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A region is the memory that an argument leads to.
type region struct {
	what    string // for messages
	place   place
	shadow  bool
	still   bool // of a Const argument
	written bool
	kinds   uint64     // of the basic types in it
	ptr     *ssa.Value // its start
	size    *ssa.Value // in bytes, a uintptr; zero if it is empty
}

// A place is a parameter of the primal, or a field in it.
type place struct {
	param *ir.Name
	path  string // indices of fields, each behind a dot
}

// in returns the place of the field or element i of what is at p.
func (p place) in(i int) place { return place{p.param, p.path + "." + strconv.Itoa(i)} }

// An overlapCheck emits comparisons of regions.
type overlapCheck struct {
	*carrier
	e        *emitter
	guard    func(cond *ssa.Value, message string)
	noalias  bool
	adjoints bool // shadows are added to, all of them
	written  map[place]bool
	still    map[*ir.Name]bool               // Const parameters
	shared   func(ptr *ssa.Value) *ssa.Value // returns whether ptr leads to the shared zeros; nil if none does
	regions  []region
}

// manyPairs is the number of pairs of regions from which on there is one message
// for each region instead of one for each pair.
const manyPairs = 64

// add adds the regions that v, the argument or its shadow at a place, leads to.
func (o *overlapCheck) add(v *ssa.Value, what string, at place, shadow bool) {
	e, t := o.e, v.Type
	add := func(ptr, size *ssa.Value, kinds uint64) {
		if shadow && o.shared != nil {
			size = e.b.NewValue3(e.pos, ssa.OpCondSelect, size.Type, e.word(0), size, o.shared(ptr))
		}
		o.regions = append(o.regions, region{what, at, shadow, o.still[at.param], o.written[at] || shadow && o.adjoints, kinds, ptr, size})
	}
	switch {
	case !o.holdsReference(t) || !ssa.CanSSA(t):
	case t.IsStruct():
		for i, field := range t.Fields() {
			x := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), v)
			o.add(x, "field "+field.Sym.Name+" of "+what, at.in(i), shadow)
		}
	case t.IsArray() && t.NumElem() == 1:
		x := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, v)
		o.add(x, "the element of "+what, at.in(0), shadow)
	case t.IsSlice() && t.Elem().Size() != 0:
		ptr := e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), v)
		add(ptr, e.bytes(v), basicKinds(t.Elem()))
	case t.IsPtr() && t.Elem().Size() != 0:
		some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, types.Types[types.TBOOL], v)
		size := e.b.NewValue3(e.pos, ssa.OpCondSelect, types.Types[types.TUINTPTR], e.word(t.Elem().Size()), e.word(0), some)
		add(v, size, basicKinds(t.Elem()))
	}
}

// emit emits the comparisons.
func (o *overlapCheck) emit() {
	type pair struct{ r, s *region }
	var pairs []pair
	for i := range o.regions {
		for j := range o.regions {
			r, s := &o.regions[i], &o.regions[j]
			if (r.shadow && !s.shadow || r.shadow == s.shadow && i < j) && o.conflict(r, s) {
				pairs = append(pairs, pair{r, s})
			}
		}
	}
	var any *ssa.Value // of the pairs with the same first region
	for i, p := range pairs {
		both := o.e.overlapping(p.r.ptr, p.r.size, p.s.ptr, p.s.size)
		if len(pairs) <= manyPairs {
			o.guard(both, o.message(p.r, p.s))
			continue
		}
		if any != nil {
			both = o.e.binaryBool(ssa.OpOrB, any, both)
		}
		any = both
		if i+1 == len(pairs) || pairs[i+1].r != p.r {
			o.guard(any, p.r.what+" overlaps another argument")
			any = nil
		}
	}
}

// conflict reports whether r and s must not overlap. That a shadow does not
// overlap its own primal is checked elsewhere.
func (o *overlapCheck) conflict(r, s *region) bool {
	switch {
	case r.kinds&s.kinds == 0, r.shadow != s.shadow && r.place == s.place:
		return false
	case r.shadow || s.shadow:
		return r.written || s.written
	}
	return o.noalias && r.place.param != s.place.param || r.still != s.still && (r.written || s.written)
}

func (o *overlapCheck) message(r, s *region) string {
	switch {
	case r.shadow:
	case o.noalias:
		return r.what + " and " + s.what + " overlap, but the directive says noalias"
	case s.still:
		r, s = s, r
		fallthrough
	default:
		written := r
		if s.written {
			written = s
		}
		return r.what + ", which is Const, overlaps " + s.what + ", and " + written.what + " is written"
	}
	return r.what + " overlaps " + s.what
}

// basicKinds returns the set of kinds of the basic types, slices, pointers and so
// on that a value of type t consists of. Two regions with no kind in common do not
// overlap.
func basicKinds(t *types.Type) uint64 {
	switch t.Kind() {
	case types.TARRAY:
		return basicKinds(t.Elem())
	case types.TSTRUCT:
		var kinds uint64
		for _, f := range t.Fields() {
			kinds |= basicKinds(f.Type)
		}
		return kinds
	}
	return 1 << t.Kind()
}

// overlapping returns whether the size(p) bytes from p on overlap the size(q)
// bytes from q on:
//
//	q + size(q)-1 - p  <  size(p) + size(q)-1     (unsigned)
//
// What is empty is taken for one byte at an address where nothing is, another one
// for p than for q. All but a subtraction, an addition and the comparison is the
// same for every pair that a region is in.
func (e *emitter) overlapping(p, sizeP, q, sizeQ *ssa.Value) *ssa.Value {
	start, length := e.some(p, sizeP, 1)
	from, n := e.some(q, sizeQ, 2)
	before := e.onWords(ssa.OpSub32, ssa.OpSub64, n, e.word(1))
	last := e.onWords(ssa.OpAdd32, ssa.OpAdd64, from, before)
	off := e.onWords(ssa.OpSub32, ssa.OpSub64, last, start)
	all := e.onWords(ssa.OpAdd32, ssa.OpAdd64, before, length)
	return e.b.NewValue2(e.pos, wordSized(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], off, all)
}

// some returns address and size of the size bytes from p on, or those of one byte at
// the given address if there are none.
func (e *emitter) some(p, size *ssa.Value, at int64) (start, length *ssa.Value) {
	word := types.Types[types.TUINTPTR]
	none := e.b.NewValue2(e.pos, wordSized(ssa.OpEq32, ssa.OpEq64), types.Types[types.TBOOL], size, e.word(0))
	one := e.b.NewValue1(e.pos, ssa.OpCvtBoolToUint8, types.Types[types.TUINT8], none)
	one = e.b.NewValue1(e.pos, wordSized(ssa.OpZeroExt8to32, ssa.OpZeroExt8to64), word, one)
	keep := e.onWords(ssa.OpSub32, ssa.OpSub64, one, e.word(1)) // all bits, or none
	start = e.b.NewValue2(e.pos, ssa.OpSubPtr, word, p, e.b.Func.ConstNil(p.Type))
	start = e.onWords(ssa.OpAnd32, ssa.OpAnd64, start, keep)
	for range at {
		start = e.onWords(ssa.OpAdd32, ssa.OpAdd64, start, one)
	}
	return start, e.onWords(ssa.OpAdd32, ssa.OpAdd64, size, one)
}

// onWords returns what op32 or op64, whichever fits, makes of x and y.
func (e *emitter) onWords(op32, op64 ssa.Op, x, y *ssa.Value) *ssa.Value {
	return e.b.NewValue2(e.pos, wordSized(op32, op64), types.Types[types.TUINTPTR], x, y)
}

// within returns whether q is the address of one of the size bytes from p on.
func (e *emitter) within(q, p, size *ssa.Value) *ssa.Value {
	off := e.b.NewValue2(e.pos, ssa.OpSubPtr, types.Types[types.TUINTPTR], q, p)
	return e.b.NewValue2(e.pos, wordSized(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], off, size)
}

// binaryBool returns x and y, or x or y.
func (e *emitter) binaryBool(op ssa.Op, x, y *ssa.Value) *ssa.Value {
	return e.b.NewValue2(e.pos, op, types.Types[types.TBOOL], x, y)
}

// bytes returns the size of the elements of the slice v.
func (e *emitter) bytes(v *ssa.Value) *ssa.Value {
	word := types.Types[types.TUINTPTR]
	n := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], v)
	return e.b.NewValue2(e.pos, wordSized(ssa.OpMul32, ssa.OpMul64), word, n, e.word(v.Type.Elem().Size()))
}

// word returns the uintptr constant c.
func (e *emitter) word(c int64) *ssa.Value {
	return integerConst(e.b.Func, types.Types[types.TUINTPTR], c)
}

// wordSized returns the one of two ops that fits a uintptr of the target.
func wordSized(op32, op64 ssa.Op) ssa.Op {
	if types.PtrSize == 4 {
		return op32
	}
	return op64
}
