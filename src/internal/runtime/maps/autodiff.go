// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package maps

import (
	"internal/abi"
	"unsafe"
)

// AutodiffFind looks up the key that key points to, and returns pointers to the key
// in the map and to its element, or nil if it is not there. Unless keys are deleted, the
// memory of the key stays as it is, wherever the map moves its entries. It is no method, which the
// type would tell of.
func AutodiffFind(m *Map, typ *abi.MapType, key unsafe.Pointer) (slot, elem unsafe.Pointer) {
	if m == nil {
		return nil, nil
	}
	slot, elem, _ = m.getWithKey(typ, key)
	return slot, elem
}

// AutodiffInactive is the shadow of all inactive maps. It holds nothing, and its flag
// stops whoever stores there.
var AutodiffInactive = Map{writing: 1}
