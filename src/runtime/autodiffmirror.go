// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Shadows of inactive memory that leads to other memory, where it meets active memory in
// reverse mode. They have the shape of the primal, with zeros for its floats:
//
//	&model{n: 2, w: [][]float64{{1, 2}, {3}}}   →   &model{n: 2, w: [][]float64{{0, 0}, {0}}}
//
// What holds no floats is shared with the primal. Interface values lead nowhere: who
// calls their methods takes their receivers for inactive. The shadow of a map is
// maps.AutodiffInactive, of a channel or function itself. All of them are dummies (autodiffdummy.go), unless they are
// the shadow of what a pool has made.

package runtime

import (
	"internal/abi"
	"internal/runtime/maps"
	"unsafe"
)

// An autodiffMirrors holds the shadows that are made for one reference.
type autodiffMirrors struct {
	made  []autodiffMirrored // a hash table by from and t, with open addressing
	count int
	work  []autodiffMirrored // those whose references still lead to the primal
	types []autodiffReaching
	way   int
	real  bool // no dummies
}

// An autodiffMirrored is the shadow to of n values of type t at from.
type autodiffMirrored struct {
	t        *_type
	from, to unsafe.Pointer
	n        int
}

// An autodiffReaching says whether values of type t can lead to floats.
type autodiffReaching struct {
	t       *_type
	reaches bool
}

// autodiffStill makes the n values of type t at to the shadows of the inactive ones at from,
// or of those that have been copied to there if from is nil. Their references lead to the
// zeros that all share, to dummies, where they led, or to other new memory.
func autodiffStill(t *_type, to, from unsafe.Pointer, n, way int) {
	switch {
	case n <= 0 || autodiffShared(to) || t.Size_ == 0:
		return
	case !t.Pointers():
		memclrNoHeapPointers(to, uintptr(n)*t.Size_)
		return
	}
	m := autodiffMirrors{way: way, real: way == autodiffStillNew}
	for i := range uintptr(n) {
		at := add(to, i*t.Size_)
		if from != nil {
			typedmemmove(t, at, add(from, i*t.Size_))
		}
		m.fill(t, at)
	}
	m.finish()
}

// What becomes of references, in the order of cmd/compile/internal/autodiff/stillcopies.go.
const (
	autodiffStillZeros = iota
	autodiffStillDummies
	autodiffStillOwn
	autodiffStillNew
)

// autodiffMirror returns the shadow of the n values of type t at p, which may be nil.
func autodiffMirror(t *_type, p unsafe.Pointer, n int) unsafe.Pointer {
	m := autodiffMirrors{way: autodiffStillDummies}
	return m.all(t, p, n)
}

// all returns the shadow of the n values of type t at p, with all that they lead to.
func (m *autodiffMirrors) all(t *_type, p unsafe.Pointer, n int) unsafe.Pointer {
	to := m.shadow(t, p, n)
	m.finish()
	return to
}

// finish makes the references in all shadows lead to shadows.
func (m *autodiffMirrors) finish() {
	for len(m.work) > 0 {
		next := m.work[len(m.work)-1]
		m.work = m.work[:len(m.work)-1]
		for i := range next.n {
			m.fill(next.t, add(next.to, uintptr(i)*next.t.Size_))
		}
	}
}

// shadow returns the shadow of n values of type t at p.
func (m *autodiffMirrors) shadow(t *_type, p unsafe.Pointer, n int) unsafe.Pointer {
	switch {
	case p == nil || m.way == autodiffStillOwn:
		return p
	case m.way == autodiffStillZeros:
		if t.Size_ > 0 && uintptr(n) > unsafe.Sizeof(autodiffZeros)/t.Size_ {
			autodiffPanic("an inactive slice in active memory is too long to have a shadow of zeros; make it active")
		}
		return unsafe.Pointer(&autodiffZeros)
	}
	if 2*m.count >= len(m.made) {
		m.grow()
	}
	at := m.slot(t, p)
	if at.to != nil && at.n >= n {
		return at.to
	}
	if at.to == nil {
		m.count++
	}
	var to unsafe.Pointer
	if m.real {
		to = makeslice(t, n, n)
	} else {
		to = autodiffDummy(t, n)
	}
	for i := range n {
		off := uintptr(i) * t.Size_
		typedmemmove(t, add(to, off), add(p, off))
	}
	*at = autodiffMirrored{t, p, to, n}
	m.work = append(m.work, *at)
	return to
}

// slot returns the place in the table for the values of type t at p.
func (m *autodiffMirrors) slot(t *_type, p unsafe.Pointer) *autodiffMirrored {
	mask := uintptr(len(m.made) - 1)
	for i := (uintptr(p) >> 3) * 0x9e3779b1 >> 8; ; i++ {
		at := &m.made[i&mask]
		if at.to == nil || at.from == p && at.t == t {
			return at
		}
	}
}

// grow makes the table larger.
func (m *autodiffMirrors) grow() {
	old := m.made
	m.made = make([]autodiffMirrored, max(8, 4*len(old)))
	for _, x := range old {
		if x.to != nil {
			*m.slot(x.t, x.from) = x
		}
	}
}

// fill makes the copy of a value of type t at p its shadow.
func (m *autodiffMirrors) fill(t *_type, p unsafe.Pointer) {
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128:
		memclrNoHeapPointers(p, t.Size_)
	case abi.Pointer:
		if elem := (*abi.PtrType)(unsafe.Pointer(t)).Elem; m.reaches(elem) {
			q := (*unsafe.Pointer)(p)
			*q = m.shadow(elem, *q, 1)
		}
	case abi.Slice:
		if elem := (*abi.SliceType)(unsafe.Pointer(t)).Elem; m.reaches(elem) {
			s := (*slice)(p)
			s.array = m.shadow(elem, s.array, s.cap)
		}
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		for i := range a.Len {
			m.fill(a.Elem, add(p, i*a.Elem.Size_))
		}
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			m.fill(f.Typ, add(p, f.Offset))
		}
	case abi.Interface, abi.Map, abi.UnsafePointer, abi.Chan:
		if m.way != autodiffStillOwn {
			m.mark(t, p)
		}
	}
}

// mark makes the reference of type t at p, which is not followed, the shadow of an inactive
// one.
func (m *autodiffMirrors) mark(t *_type, p unsafe.Pointer) {
	zeros := unsafe.Pointer(&autodiffZeros)
	q := (*unsafe.Pointer)(p)
	switch t.Kind() {
	case abi.Interface:
		if e := (*eface)(p); e.data != nil { // an iface has the same layout
			e.data = zeros
		}
	case abi.Map:
		if *q != nil {
			*q = unsafe.Pointer(&maps.AutodiffInactive)
		}
	case abi.UnsafePointer:
		if m.way == autodiffStillZeros && *q != nil {
			*q = zeros
		} else {
			*q = nil
		}
	case abi.Chan:
		if m.way == autodiffStillZeros {
			*q = nil
		}
	}
}

// reaches reports whether values of type t can lead to floats.
func (m *autodiffMirrors) reaches(t *_type) bool {
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128, abi.Interface, abi.UnsafePointer, abi.Func, abi.Map:
		return true
	case abi.Pointer, abi.Slice, abi.Array, abi.Struct:
	default:
		return false
	}
	for _, known := range m.types {
		if known.t == t {
			return known.reaches
		}
	}
	i := len(m.types)
	m.types = append(m.types, autodiffReaching{t, false})
	reaches := false
	switch t.Kind() {
	case abi.Pointer:
		reaches = m.reaches((*abi.PtrType)(unsafe.Pointer(t)).Elem)
	case abi.Slice:
		reaches = m.reaches((*abi.SliceType)(unsafe.Pointer(t)).Elem)
	case abi.Array:
		reaches = m.reaches((*abi.ArrayType)(unsafe.Pointer(t)).Elem)
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			reaches = reaches || m.reaches(f.Typ)
		}
	}
	if !reaches {
		// That may rest on a type in progress that turns out to reach one.
		m.types = m.types[:i]
		return false
	}
	m.types[i].reaches = true
	return true
}
