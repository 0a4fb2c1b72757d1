// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Maps that goroutines share, in reverse mode. What the primal only looks up may come to be
// a new key of the shadow map, so goroutines that look keys up at the same time, as they may,
// would change that. Here one does at a time:
//
//	y += m[k] * x    // in goroutines, nobody else writes m
//
// Whoever changes m is alone with it, as otherwise the primal had a race, and in the reverse sweep
// nothing is looked up that is not there, so nobody has to wait.

package runtime

import (
	"internal/abi"
	"internal/runtime/maps"
	"unsafe"
)

// autodiffMapFree is a semaphore: 0 while someone looks a key up.
var autodiffMapFree uint32 = 1

// autodiffMapAlone waits until nobody looks a key up, and returns what ends that.
func autodiffMapAlone() func() {
	semacquire(&autodiffMapFree)
	return func() { semrelease(&autodiffMapFree) }
}

// autodiffMapAccessShared is autodiffMapAccess for a map that goroutines may share.
func autodiffMapAccessShared(t *abi.MapType, m, d *maps.Map, key unsafe.Pointer) (elem, slot unsafe.Pointer) {
	defer autodiffMapAlone()()
	return autodiffMapAccess(t, m, d, key)
}

// autodiffMapAssignShared is autodiffMapAssign for one.
func autodiffMapAssignShared(t *abi.MapType, m, d *maps.Map, key unsafe.Pointer) (elem, slot unsafe.Pointer, added bool) {
	defer autodiffMapAlone()()
	return autodiffMapAssign(t, m, d, key)
}

// autodiffMapIterSlotShared is autodiffMapIterSlot for one.
func autodiffMapIterSlotShared(t *abi.MapType, m *maps.Map, it, d *autodiffIter) {
	defer autodiffMapAlone()()
	autodiffMapIterSlot(t, m, it, d)
}

// autodiffMapNextSlotShared is autodiffMapNextSlot for one.
func autodiffMapNextSlotShared(it, d *autodiffIter) {
	defer autodiffMapAlone()()
	autodiffMapNextSlot(it, d)
}

// autodiffMapCloneReferencesShared is autodiffMapCloneReferences for one. The shadow d of m gets all
// the keys of m, so that autodiffMapCloneBack has none to add.
func autodiffMapCloneReferencesShared(m, d any) (s any, t *abi.MapType, from, to *maps.Map) {
	defer autodiffMapAlone()()
	primal, shadow := efaceOf(&m), efaceOf(&d)
	if t := (*abi.MapType)(unsafe.Pointer(primal._type)); t != nil && primal.data != nil && !autodiffInactiveMap(m, d) && autodiffHoldsFloat(t.Elem) {
		var it maps.Iter
		it.Init(t, (*maps.Map)(primal.data))
		for it.Next(); it.Key() != nil; it.Next() {
			autodiffCheckKey(t, it.Key())
			autodiffMapEntry(t, (*maps.Map)(shadow.data), it.Key())
		}
	}
	return autodiffMapCloneReferences(m, d)
}
