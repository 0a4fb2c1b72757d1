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

// autodiffArguments is called where a check of arguments may fail, and panics if one does.
// The checks are cases of seven bytes: what must not be, the number of the message, and at
// which of words two arguments are; of an argument there is where it starts and how many bytes it has.
// Behind a zero byte follow what messages begin with and the messages, a line each.
//
// Addresses are those of one moment, and only compared: it does not matter if a stack has moved.
func autodiffArguments(checks string, words *uintptr) {
	at := func(i int) uintptr { return *(*uintptr)(add(unsafe.Pointer(words), uintptr(i)*goarch.PtrSize)) }
	number := func(i int) int { return int(checks[i]) | int(checks[i+1])<<8 }
	zeros := func(ptr uintptr) bool {
		return ptr-uintptr(unsafe.Pointer(&autodiffZeros)) < unsafe.Sizeof(autodiffZeros)
	}
	failed := -1
	c := 0
	for ; checks[c] != 0; c += 7 {
		p, q := number(c+3), number(c+5)
		fails := false
		switch checks[c] {
		case 'w':
			fails = at(p) != 0
		case 's':
			fails = at(q+1) < at(p+1)
		case 'n':
			fails = at(q) == 0 && at(p) != 0
		case 'z':
			fails = zeros(at(p))
		case 'p':
			if zeros(at(p)) || zeros(at(q)) {
				break
			}
			fallthrough
		case 'o':
			// Each starts in front of where the other one ends, and neither is empty or nil.
			fails = at(p) != 0 && at(q) != 0 && at(p) < at(q)+at(q+1) && at(q) < at(p)+at(p+1) && at(p+1) != 0 && at(q+1) != 0
		}
		if fails && failed < 0 {
			failed = number(c + 1)
		}
	}
	if failed < 0 {
		return
	}
	messages := checks[c+1:]
	line := func() (text string) {
		end := bytealg.IndexByteString(messages, '\n')
		if end < 0 {
			end = len(messages)
		}
		text, messages = messages[:end], messages[min(end+1, len(messages)):]
		return
	}
	start := line()
	for range failed {
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
