// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

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
}

// autodiffMapIter makes d, the shadow of the iterator it, which has just been
// started, one over the map m of type t.
func autodiffMapIter(t *abi.MapType, m *maps.Map, it, d *autodiffIter) {
	d.typ, d.m = t, m
	autodiffMapNext(it, d)
}

// autodiffMapNext lets d lead to the shadow of what it leads to: the value under
// the same key, and zeros for the key, and where the key is not there.
func autodiffMapNext(it, d *autodiffIter) {
	zeros := unsafe.Pointer(&autodiffZeros)
	if it.key == nil {
		d.key, d.elem = nil, nil
		return
	}
	d.key, d.elem = zeros, zeros
	if p, ok := mapaccess2(d.typ, d.m, it.key); ok {
		d.elem = p
	}
}
