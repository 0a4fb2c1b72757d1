// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Maps in derivatives. The shadow of a map is a map of the same type, of an inactive one
// maps.AutodiffInactive.
//
// In reverse mode the shadow of a map whose elements hold floats has an entry for
// each key that the primal finds. Entries of it move when it grows, but none is ever
// deleted, so that the memory where a key has once been, its slot, stays what it is:
// the reverse sweep looks the key up again, in the slot.

package runtime

import (
	"internal/abi"
	"internal/runtime/maps"
	"unsafe"
)

// An autodiffIter is the beginning of an iterator of a map, as the compiler and
// package maps know it.
type autodiffIter struct {
	key  unsafe.Pointer // nil at the end
	elem unsafe.Pointer
	typ  *abi.MapType
	m    *maps.Map

	entryOffset uint64
	dirOffset   uint64
	clearSeq    uint64
	globalDepth uint8
	dirIdx      int
	slot        unsafe.Pointer // of the key in the shadow map; for package maps a table
}

// autodiffMapIter makes d, the shadow of the iterator it, which has just been
// started, one over the map m of type t.
func autodiffMapIter(t *abi.MapType, m *maps.Map, it, d *autodiffIter) {
	d.typ, d.m = t, m
	autodiffMapNext(it, d)
}

// autodiffMapNext lets d lead to the shadow of what it leads to: the value under
// the same key, and zeros where the key is not there.
func autodiffMapNext(it, d *autodiffIter) {
	zeros := unsafe.Pointer(&autodiffZeros)
	d.key, d.elem = it.key, zeros
	if it.key == nil {
		d.elem = nil
		return
	}
	autodiffCheckKey(d.typ, it.key)
	if p, ok := mapaccess2(d.typ, d.m, it.key); ok {
		d.elem = p
	}
}

// autodiffCheckKey panics if key, with which an iterator came, cannot be looked up.
func autodiffCheckKey(t *abi.MapType, key unsafe.Pointer) {
	if !t.Key.Equal(key, key) {
		autodiffPanic("range over a map with a key that is not equal to itself")
	}
}

// An autodiffLinked is a shadow map, and its type. The shadow d of an iterator that a package
// has advanced by go:linkname leads to one, in d.m; d.typ is autodiffLinkedMark, so that it
// can be told from one that somebody else has started.
type autodiffLinked struct {
	t *abi.MapType
	m *maps.Map
}

var autodiffLinkedMark abi.MapType

// autodiffLinkedIter makes s the shadow of the iterator it, which mapiterinit has just
// started over the map m of type t, whose shadow is d.
func autodiffLinkedIter(t *abi.MapType, m, d *maps.Map, it, s *autodiffIter) {
	if t.Key.Pointers() && t.Key.Kind() != abi.String {
		autodiffPanic("an iterator by go:linkname over a map whose keys hold references")
	}
	if d == m || d == &maps.AutodiffInactive || autodiffShared(unsafe.Pointer(d)) {
		d = nil
	}
	if autodiffShared(unsafe.Pointer(s)) {
		if d != nil {
			autodiffPanic("an inactive iterator by go:linkname over a map that holds active values")
		}
		return
	}
	s.typ = &autodiffLinkedMark
	s.m = (*maps.Map)(unsafe.Pointer(&autodiffLinked{t, d}))
	autodiffLinkedNext(it, s)
}

// autodiffLinkedIterBack is autodiffLinkedIter in reverse mode.
func autodiffLinkedIterBack(t *abi.MapType, m, d *maps.Map, it, s *autodiffIter) {
	if autodiffHoldsFloat(t.Elem) {
		autodiffPanic("an iterator by go:linkname over a map of floats, in reverse mode")
	}
	autodiffLinkedIter(t, m, d, it, s)
}

// autodiffLinkedNext lets s, the shadow of it, lead to the shadow of what it leads to, as
// autodiffMapNext does.
func autodiffLinkedNext(it, s *autodiffIter) {
	if autodiffShared(unsafe.Pointer(s)) {
		return
	}
	if s.typ != &autodiffLinkedMark {
		autodiffPanic("an iterator by go:linkname that was not started in a derivative")
	}
	l := (*autodiffLinked)(unsafe.Pointer(s.m))
	s.key, s.elem = it.key, nil
	if it.key == nil {
		return
	}
	autodiffCheckKey(l.t, it.key)
	if p, ok := mapaccess2(l.t, l.m, it.key); ok {
		s.elem = p
	}
}

// autodiffLinkedElem returns the shadow of the element that an iterator leads to, whose
// shadow is s: zeros if there is none.
func autodiffLinkedElem(s *autodiffIter) unsafe.Pointer {
	if autodiffShared(unsafe.Pointer(s)) || s.elem == nil {
		return unsafe.Pointer(&autodiffZeros)
	}
	return s.elem
}

// autodiffMapIterSlot is autodiffMapIter in reverse mode.
func autodiffMapIterSlot(t *abi.MapType, m *maps.Map, it, d *autodiffIter) {
	d.typ, d.m = t, m
	autodiffMapNextSlot(it, d)
}

// autodiffMapNextSlot is autodiffMapNext in reverse mode: the shadow map gets the key
// if there are floats under it.
func autodiffMapNextSlot(it, d *autodiffIter) {
	if it.key == nil || d.m == &maps.AutodiffInactive || !autodiffHoldsFloat(d.typ.Elem) {
		d.slot = nil
		autodiffMapNext(it, d)
		return
	}
	autodiffCheckKey(d.typ, it.key)
	d.key = it.key
	d.slot, d.elem = autodiffMapEntry(d.typ, d.m, it.key)
}

// autodiffMapEntry returns where key is in the shadow map d, and the element under it,
// which is zero if the key was not there. A key that is not equal to itself is nowhere.
func autodiffMapEntry(t *abi.MapType, d *maps.Map, key unsafe.Pointer) (slot, elem unsafe.Pointer) {
	if d == nil {
		autodiffPanic("the shadow of a map is nil, and it is not")
	}
	if slot, elem = maps.AutodiffFind(d, t, key); elem != nil {
		return slot, elem
	}
	elem = d.PutSlot(t, key)
	slot, _ = maps.AutodiffFind(d, t, key)
	return slot, elem
}

// autodiffMapAccess returns the shadow of what is under key in m, whose shadow is d,
// and the slot of the key, nil if there is nothing.
func autodiffMapAccess(t *abi.MapType, m, d *maps.Map, key unsafe.Pointer) (elem, slot unsafe.Pointer) {
	if s, _ := maps.AutodiffFind(m, t, key); s == nil || d == &maps.AutodiffInactive {
		return unsafe.Pointer(&autodiffZeros), nil
	}
	slot, elem = autodiffMapEntry(t, d, key)
	return elem, slot
}

// autodiffMapAssign returns the shadow of what m, whose shadow is d, is about to get
// under key, the slot of the key, and whether m does not have the key yet.
func autodiffMapAssign(t *abi.MapType, m, d *maps.Map, key unsafe.Pointer) (elem, slot unsafe.Pointer, added bool) {
	switch {
	case m == nil:
		panic(plainError("assignment to entry in nil map"))
	case d == &maps.AutodiffInactive:
		autodiffPanic("assignment to a map that is inactive where it meets active ones")
	}
	s, _ := maps.AutodiffFind(m, t, key)
	slot, elem = autodiffMapEntry(t, d, key)
	return elem, slot, s == nil
}

// autodiffMapDelete prepares d, the shadow of m, for that m loses key: references go,
// and what comes to the floats afterwards is nobody's. It returns the slot of the key,
// nil if there is nothing to do.
func autodiffMapDelete(t *abi.MapType, m, d *maps.Map, key unsafe.Pointer) (slot unsafe.Pointer) {
	if s, _ := maps.AutodiffFind(m, t, key); s == nil {
		return nil
	}
	slot, elem := maps.AutodiffFind(d, t, key)
	if elem != nil {
		autodiffClearReferences(t.Elem, elem)
	}
	return slot
}

// autodiffMapClear prepares the shadow map d for that its primal loses all keys.
func autodiffMapClear(t *abi.MapType, d *maps.Map) {
	if d == nil || !t.Elem.Pointers() {
		return
	}
	var it maps.Iter
	it.Init(t, d)
	for it.Next(); it.Key() != nil; it.Next() {
		autodiffClearReferences(t.Elem, it.Elem())
	}
}

// autodiffMapAt returns the element of the shadow map d under the key in slot. If slot
// is nil what comes there goes nowhere.
func autodiffMapAt(t *abi.MapType, d *maps.Map, slot unsafe.Pointer) unsafe.Pointer {
	if slot == nil {
		return mallocgc(t.Elem.Size_, t.Elem, true)
	}
	_, elem := maps.AutodiffFind(d, t, slot)
	if elem == nil {
		throw("autodiff: a shadow map has lost a key")
	}
	return elem
}

// autodiffMapForget sets the floats under the key in slot to zero, if its primal was
// added or deleted: before, there were none, or afterwards.
func autodiffMapForget(t *abi.MapType, d *maps.Map, slot unsafe.Pointer, really bool) {
	if slot != nil && really {
		autodiffMoveBack(t.Elem, autodiffMapAt(t, d, slot), nil, 1)
	}
}

// autodiffMapForgetAll sets the floats under all keys to zero.
func autodiffMapForgetAll(t *abi.MapType, d *maps.Map) {
	if d == nil {
		return
	}
	var it maps.Iter
	it.Init(t, d)
	for it.Next(); it.Key() != nil; it.Next() {
		autodiffMoveBack(t.Elem, it.Elem(), nil, 1)
	}
}

// autodiffMapClone is what maps.Clone calls in derivatives.
//
//go:linkname autodiffMapClone
func autodiffMapClone(m any) any { return mapclone(m) }

// autodiffMapCloneShadow returns the shadow of a clone of m, whose shadow is d: an empty
// map if m is inactive.
func autodiffMapCloneShadow(m, d any) any {
	if e := efaceOf(&d); autodiffInactiveMap(m, d) {
		e._type = efaceOf(&m)._type
		e.data = unsafe.Pointer(makemap_small())
		return d
	}
	return mapclone(d)
}

// autodiffInactiveMap reports whether d, the shadow of the map in m, says that it is
// inactive.
func autodiffInactiveMap(m, d any) bool {
	p := efaceOf(&d).data
	return autodiffShared(p) || p == unsafe.Pointer(&maps.AutodiffInactive) || p == efaceOf(&m).data
}

// autodiffMapCloneReferences is autodiffMapCloneShadow in reverse mode, where floats are
// zero in the clone s. The rest is for autodiffMapCloneBack.
func autodiffMapCloneReferences(m, d any) (s any, t *abi.MapType, from, to *maps.Map) {
	if !autodiffInactiveMap(m, d) {
		from = (*maps.Map)(efaceOf(&d).data)
	}
	s = autodiffMapCloneShadow(m, d)
	e := efaceOf(&s)
	t, to = (*abi.MapType)(unsafe.Pointer(e._type)), (*maps.Map)(e.data)
	autodiffMapForgetAll(t, to)
	return s, t, from, to
}

// autodiffMapCloneBack moves the adjoints in to, the shadow of a clone, to from, that of
// the map, nil if the map is inactive.
func autodiffMapCloneBack(t *abi.MapType, from, to *maps.Map) {
	if from == nil || !autodiffHoldsFloat(t.Elem) {
		return
	}
	var it maps.Iter
	it.Init(t, to)
	for it.Next(); it.Key() != nil; it.Next() {
		autodiffCheckKey(t, it.Key())
		_, elem := maps.AutodiffFind(from, t, it.Key())
		if elem == nil && t.Elem.Size_ <= unsafe.Sizeof(autodiffZeros) && memequal(it.Elem(), unsafe.Pointer(&autodiffZeros), t.Elem.Size_) {
			continue // a key that came to the clone later
		}
		if elem == nil {
			_, elem = autodiffMapEntry(t, from, it.Key())
		}
		autodiffMoveBack(t.Elem, it.Elem(), elem, 1)
	}
}

// autodiffClearReferences clears what is not a float in the value of type t at p.
func autodiffClearReferences(t *abi.Type, p unsafe.Pointer) {
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128:
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		for i := uintptr(0); i < a.Len; i++ {
			autodiffClearReferences(a.Elem, add(p, i*a.Elem.Size_))
		}
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			autodiffClearReferences(f.Typ, add(p, f.Offset))
		}
	default:
		typedmemclr(t, p)
	}
}

// autodiffHoldsFloat reports whether a value of type t holds a float.
func autodiffHoldsFloat(t *abi.Type) bool {
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128:
		return true
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		return a.Len > 0 && autodiffHoldsFloat(a.Elem)
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			if autodiffHoldsFloat(f.Typ) {
				return true
			}
		}
	}
	return false
}
