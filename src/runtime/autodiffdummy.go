// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Dummies: the shadows of inactive memory that meets active memory in reverse mode.
// They collect adjoints that nobody asks for, and must be told from other shadow
// memory, since an active value that is stored beside one would be lost: who reads it
// by another way does not know of the dummy. So there is a mark in front of each:
//
//	mark, –, x₀', x₁', x₂', …        of type t; the shadow of the first x is not the start of its object
//
// No other object starts with the address of a variable of this file.

package runtime

import "unsafe"

// autodiffDummies is not zero if there has been a dummy: derivatives look here before they
// ask about one pointer.
var autodiffDummies uint8

// autodiffDummyMark is what the mark is the address of.
var autodiffDummyMark uint8

// autodiffDummyFront is the least space in front of a dummy. What is smaller than that
// might share its object with others.
const autodiffDummyFront = 16

// autodiffDummy returns zeros for the shadows of n values of type t.
func autodiffDummy(t *_type, n int) unsafe.Pointer {
	if t.Size_ == 0 || n == 0 {
		return unsafe.Pointer(&zerobase)
	}
	front := int((autodiffDummyFront + t.Size_ - 1) / t.Size_)
	p := makeslice(t, front+n, front+n)
	*(*uintptr)(p) = uintptr(unsafe.Pointer(&autodiffDummyMark))
	if autodiffDummies == 0 {
		autodiffDummies = 1
	}
	return add(p, uintptr(front)*t.Size_)
}

// autodiffIsDummy reports whether p leads into a dummy.
func autodiffIsDummy(p unsafe.Pointer) bool {
	s := spanOf(uintptr(p))
	if s == nil || s.state.get() != mSpanInUse || uintptr(p) < s.base() || uintptr(p) >= s.limit || s.isUserArenaChunk {
		return false
	}
	start := s.base() + s.objIndex(uintptr(p))*s.elemsize
	if s.spanclass.sizeclass() != 0 && !s.spanclass.noscan() && !heapBitsInSpan(s.elemsize) {
		start += mallocHeaderSize
	}
	return uintptr(p) >= start && *(*uintptr)(unsafe.Pointer(start)) == uintptr(unsafe.Pointer(&autodiffDummyMark))
}
