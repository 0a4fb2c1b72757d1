// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Checks of the shadows of interface values and function values (checkboxes.go of the
// compiler).

package runtime

import (
	"internal/abi"
	"unsafe"
)

// autodiffCheckBox panics if the interface value shadowTable, shadow cannot be the shadow of
// table, data. What are the words that describe the two, in two lines; methods says that
// the type of the interface has some, and adds that the derivative adds to what shadow leads
// to.
func autodiffCheckBox(what string, methods, adds bool, table, shadowTable, data, shadow unsafe.Pointer) {
	switch {
	case table == nil:
		return
	case shadowTable == nil:
		autodiffPanicAbout(what, " is nil and ", " is not")
	case shadowTable != table:
		autodiffPanicAbout(what, " holds another type than ", "")
	case shadow == nil && data != nil:
		autodiffPanicAbout(what, " holds nil and ", " does not")
	case autodiffShared(shadow):
		return
	}
	t := (*_type)(table)
	if methods {
		t = (*itab)(table).Type
	}
	switch {
	case !t.IsDirectIface():
		// Boxes are nobody's to write: constants share them, and so do small numbers.
		if adds && (shadow == data || spanOf(uintptr(shadow)) == nil) && new(autodiffMirrors).reaches(t) {
			if shadow == data {
				autodiffPanicAbout(what, " overlaps ", "")
			}
			autodiffPanicAbout(what, " is in read-only memory, where nothing can be added, and ", " is not a pointer; let both hold pointers")
		}
	case t.Kind() == abi.Pointer:
		elem := (*abi.PtrType)(unsafe.Pointer(t)).Elem
		if uintptr(shadow)-uintptr(data) < elem.Size_ || uintptr(data)-uintptr(shadow) < elem.Size_ {
			if new(autodiffMirrors).reaches(elem) {
				autodiffPanicAbout(what, " overlaps ", "")
			}
		}
	case t.Kind() == abi.Map && shadow == data:
		if new(autodiffMirrors).reaches((*abi.MapType)(unsafe.Pointer(t)).Elem) {
			autodiffPanicAbout(what, " overlaps ", "")
		}
	}
}

// autodiffPanicAbout panics with the first line of what, is, the second line and not.
func autodiffPanicAbout(what, is, not string) {
	for i := range len(what) {
		if what[i] == '\n' {
			autodiffPanic(what[:i] + is + what[i+1:] + not)
		}
	}
}

// autodiffCheckCaptured panics if the function value c has captured variables, and its
// shadow is nil. What has captured nothing lies in read-only memory.
func autodiffCheckCaptured(by string, c, shadow unsafe.Pointer) {
	if shadow == nil && spanOf(uintptr(c)) != nil {
		autodiffPanic(by + ": the shadow of a function value is nil, and the function has captured variables")
	}
}
