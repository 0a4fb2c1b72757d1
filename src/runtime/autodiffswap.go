// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Swapping elements of a slice whose type is known at run time only, for sort.Slice in
// derivatives: package autodiff/kernels calls autodiffSwap. In forward mode elements of
// the shadow are swapped as well. In reverse mode the forward sweep swaps what is not a
// float in them, and the reverse sweep the floats, which are adjoints.

package runtime

import (
	"internal/abi"
	"unsafe"
)

// autodiffSlice returns the slice in x and the type of its elements, nil if x holds
// something else.
func autodiffSlice(x any) (s *slice, elem *abi.Type) {
	e := efaceOf(&x)
	if e._type == nil || e._type.Kind() != abi.Slice {
		return nil, nil
	}
	return (*slice)(e.data), (*abi.SliceType)(unsafe.Pointer(e._type)).Elem
}

// autodiffSliceLength returns the length of the slice in x, or -1 if there is none.
//
//go:linkname autodiffSliceLength
func autodiffSliceLength(x any) int {
	if s, _ := autodiffSlice(x); s != nil {
		return s.len
	}
	return -1
}

// autodiffSwap swaps elements i and j of the slice in x.
//
//go:linkname autodiffSwap
func autodiffSwap(x any, i, j int) {
	s, elem := autodiffSlice(x)
	if uint(i) >= uint(s.len) || uint(j) >= uint(s.len) {
		panic("reflect: slice index out of range")
	}
	autodiffSwapAt(elem, s.array, i, j)
}

// autodiffSwapAt swaps elements i and j, of type elem, at array.
func autodiffSwapAt(elem *abi.Type, array unsafe.Pointer, i, j int) {
	p, q := add(array, uintptr(i)*elem.Size_), add(array, uintptr(j)*elem.Size_)
	switch {
	case i == j:
	case !elem.Pointers() && elem.Size_ == 8:
		a, b := (*uint64)(p), (*uint64)(q)
		*a, *b = *b, *a
	case !elem.Pointers() && elem.Size_ <= 256:
		var held [256]byte
		autodiffSwapBy(elem, p, q, noescape(unsafe.Pointer(&held)))
	default:
		autodiffSwapBy(elem, p, q, mallocgc(elem.Size_, elem, true))
	}
}

// autodiffSwapBy swaps what lies at p and q, by way of held.
func autodiffSwapBy(t *abi.Type, p, q, held unsafe.Pointer) {
	typedmemmove(t, held, p)
	typedmemmove(t, p, q)
	typedmemmove(t, q, held)
}

// autodiffShared reports whether p is nil or leads to the zeros that all share.
func autodiffShared(p unsafe.Pointer) bool {
	return p == nil || uintptr(p)-uintptr(unsafe.Pointer(&autodiffZeros)) < unsafe.Sizeof(autodiffZeros)
}

// autodiffSwapShadow swaps elements i and j of d, the shadow of the slice x, unless that
// is inactive.
func autodiffSwapShadow(x, d any, i, j int) {
	if array, elem := autodiffSwapped(x, d, i, j); array != nil {
		autodiffSwapAt(elem, array, i, j)
	}
}

// autodiffSwapped returns where the elements of d are, the shadow of the slice x of which
// elements i and j are about to be swapped, and their type; nil if there are none.
func autodiffSwapped(x, d any, i, j int) (array unsafe.Pointer, elem *abi.Type) {
	s, elem := autodiffSlice(x)
	e := efaceOf(&d)
	if s == nil || uint(i) >= uint(s.len) || uint(j) >= uint(s.len) || autodiffShared(e.data) {
		return nil, nil // or the primal is about to panic
	}
	if t := (*slice)(e.data); !autodiffShared(t.array) && t.array != s.array {
		if uint(i) >= uint(t.len) || uint(j) >= uint(t.len) {
			autodiffPanic("the shadow of a slice that is sorted is shorter than it")
		}
		return t.array, elem
	}
	return nil, nil
}

// autodiffSwapReferences is autodiffSwapShadow for what is not a float, and returns what
// autodiffSwapFloats needs.
func autodiffSwapReferences(x, d any, i, j int) (array unsafe.Pointer, elem *abi.Type) {
	array, elem = autodiffSwapped(x, d, i, j)
	if array != nil && i != j {
		autodiffSwapParts(elem, add(array, uintptr(i)*elem.Size_), add(array, uintptr(j)*elem.Size_), false)
	}
	return array, elem
}

// autodiffSwapFloats swaps the floats in elements i and j, of type elem, at array.
func autodiffSwapFloats(array unsafe.Pointer, elem *abi.Type, i, j int) {
	if array != nil && i != j {
		autodiffSwapParts(elem, add(array, uintptr(i)*elem.Size_), add(array, uintptr(j)*elem.Size_), true)
	}
}

// autodiffSwapParts swaps the floats in values of type t at p and q, or what is none.
func autodiffSwapParts(t *abi.Type, p, q unsafe.Pointer, floats bool) {
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128:
		if floats {
			autodiffSwapFlat(t, p, q)
		}
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		for i := uintptr(0); i < a.Len; i++ {
			autodiffSwapParts(a.Elem, add(p, i*a.Elem.Size_), add(q, i*a.Elem.Size_), floats)
		}
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			autodiffSwapParts(f.Typ, add(p, f.Offset), add(q, f.Offset), floats)
		}
	default:
		if floats {
			return
		}
		if t.Pointers() {
			autodiffSwapBy(t, p, q, mallocgc(t.Size_, t, true))
		} else {
			autodiffSwapFlat(t, p, q)
		}
	}
}

// autodiffSwapFlat swaps values of type t, a basic type without pointers, at p and q.
func autodiffSwapFlat(t *abi.Type, p, q unsafe.Pointer) {
	var held [16]byte
	autodiffSwapBy(t, p, q, noescape(unsafe.Pointer(&held)))
}
