// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Run-time support of derivatives. The compiler emits the references to it;
// a program without derivatives does not link it.

package runtime

import (
	"internal/abi"
	"internal/bytealg"
	"internal/goarch"
	"internal/runtime/maps"
	"unsafe"
)

// autodiffZeros is what the shadow of inactive memory leads to. Only zeros are
// ever written here.
var autodiffZeros [1 << (22 + 4*(goarch.PtrSize/8))]byte

// autodiffPanic is called where a derivative finds at run time what it cannot
// go on with.
//
//go:noinline
func autodiffPanic(message string) {
	panic(autodiffError(message))
}

// autodiffPanicAt is called where a check of arguments fails. The first line of
// messages is what they begin with, the i-th one behind it says what is wrong.
//
//go:noinline
func autodiffPanicAt(messages string, i uintptr) {
	line := func() (text string) {
		end := bytealg.IndexByteString(messages, '\n')
		if end < 0 {
			end = len(messages)
		}
		text, messages = messages[:end], messages[min(end+1, len(messages)):]
		return
	}
	start := line()
	for range i - 1 {
		line()
	}
	autodiffPanic(start + line())
}

// An autodiffError is a run-time error of a derivative.
type autodiffError string

func (autodiffError) RuntimeError() {}

func (e autodiffError) Error() string { return "autodiff: " + string(e) }

// autodiffCell marks p as the place of parameter i, a pointer whose value was
// passed instead. The compiler replaces the call by p.
//
//go:noinline
func autodiffCell(p unsafe.Pointer, i int) unsafe.Pointer { return p }

// autodiffOwnParts is autodiffOwn for all references in the value of type t at shadow.
func autodiffOwnParts(t *_type, primal, shadow unsafe.Pointer) {
	switch t.Kind() {
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		for i := range a.Len {
			autodiffOwnParts(a.Elem, add(primal, i*a.Elem.Size_), add(shadow, i*a.Elem.Size_))
		}
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			autodiffOwnParts(f.Typ, add(primal, f.Offset), add(shadow, f.Offset))
		}
	case abi.Slice:
		x, d := (*slice)(primal), (*slice)(shadow)
		own := autodiffOwn((*abi.SliceType)(unsafe.Pointer(t)).Elem, x.array, d.array, x.len)
		if own != d.array {
			*d = slice{own, x.len, x.len}
		}
	case abi.Pointer:
		if d := (*unsafe.Pointer)(shadow); autodiffShared(*d) {
			*d = autodiffOwn((*abi.PtrType)(unsafe.Pointer(t)).Elem, *(*unsafe.Pointer)(primal), *d, 1)
		}
	case abi.Map:
		if d := (**maps.Map)(shadow); *d == &maps.AutodiffInactive {
			*d = nil
		}
	}
}

// autodiffOwn returns the shadow of a reference that a derivative gives to its
// caller: shadow, unless that is nil or leads to the zeros that all share. Then
// it is new memory for n elements of type et, or nil if primal is nil.
func autodiffOwn(et *_type, primal, shadow unsafe.Pointer, n int) unsafe.Pointer {
	switch {
	case primal == nil:
		return nil
	case shadow != nil && uintptr(shadow)-uintptr(unsafe.Pointer(&autodiffZeros)) >= unsafe.Sizeof(autodiffZeros):
		return shadow
	}
	return makeslice(et, n, n)
}
