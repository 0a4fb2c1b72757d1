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
	kinds   uint64 // of the basic types in it
	*span
}

// A place is a parameter of the primal, or a field in it.
type place struct {
	param *ir.Name
	path  string // indices of fields, each behind a dot
}

// in returns the place of the field or element i of what is at p.
func (p place) in(i int) place { return place{p.param, p.path + "." + strconv.Itoa(i)} }

// An overlapCheck compares regions.
type overlapCheck struct {
	*carrier
	*suspects
	noalias  bool
	adjoints bool // shadows are added to, all of them
	written  map[place]bool
	still    map[*ir.Name]bool // Const parameters
	shared   bool              // shadows may lead to the shared zeros
	regions  []region
}

// manyPairs is the number of pairs of regions from which on there is one message
// for each region instead of one for each pair.
const manyPairs = 64

// add adds the regions that v, the argument or its shadow at a place, leads to.
func (o *overlapCheck) add(v *ssa.Value, what string, at place, shadow bool) {
	e, t := o.e, v.Type
	add := func(s *span, kinds uint64) {
		s.shared = s.shared || shadow && o.shared
		o.regions = append(o.regions, region{what, at, shadow, o.still[at.param], o.written[at] || shadow && o.adjoints, kinds, s})
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
		add(o.slice(v, ptr), basicKinds(t.Elem()))
	case t.IsPtr() && t.Elem().Size() != 0:
		add(o.pointer(v), basicKinds(t.Elem()))
	}
}

// compare asks for the comparisons.
func (o *overlapCheck) compare() {
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
	if len(pairs) <= manyPairs {
		for _, p := range pairs {
			o.apart(p.r.span, p.s.span, o.message(p.r, p.s))
		}
		return
	}
	for i, p := range pairs {
		if i == 0 || pairs[i-1].r != p.r {
			o.begin(p.r.what + " overlaps another argument")
		}
		o.alsoApart(p.r.span, p.s.span)
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
