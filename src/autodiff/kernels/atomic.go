// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for atomic operations on references: those of atomic.Pointer and atomic.Value. In a
// derivative each is two, on the reference and on its shadow, which must not be parted by
// another goroutine. So all of them hold one lock, and what is in memory is as it was: code
// that is not differentiated goes on with its own instructions.

package kernels

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// pairs is held while a reference and its shadow are read or written.
var pairs sync.Mutex

//go:autodiffbody sync/atomic.LoadPointer
func AtomicLoadPointer(addr *unsafe.Pointer) unsafe.Pointer {
	pairs.Lock()
	defer pairs.Unlock()
	return *addr
}

//go:autodiffbody sync/atomic.StorePointer
func AtomicStorePointer(addr *unsafe.Pointer, val unsafe.Pointer) {
	pairs.Lock()
	defer pairs.Unlock()
	*addr = val
}

//go:autodiffbody sync/atomic.SwapPointer
func AtomicSwapPointer(addr *unsafe.Pointer, val unsafe.Pointer) unsafe.Pointer {
	pairs.Lock()
	defer pairs.Unlock()
	old := *addr
	*addr = val
	return old
}

//go:autodiffbody sync/atomic.CompareAndSwapPointer
func AtomicCompareAndSwapPointer(addr *unsafe.Pointer, old, val unsafe.Pointer) bool {
	pairs.Lock()
	defer pairs.Unlock()
	swapped := *addr == old
	if swapped {
		*addr = val
	}
	return swapped
}

// firstStoreInProgress is what an atomic.Value has for a type while it gets its first value.
//
//go:linkname firstStoreInProgress sync/atomic.firstStoreInProgress
var firstStoreInProgress byte

// held returns where v has its interface value.
func held(v *atomic.Value) *any { return (*any)(unsafe.Pointer(v)) }

// words returns the words of an interface value, the type first.
func words(x *any) *[2]uintptr { return (*[2]uintptr)(unsafe.Pointer(x)) }

// typeOf returns the type word of what an atomic.Value holds, or 0 if that is nothing.
func typeOf(p *any) uintptr {
	t := atomic.LoadUintptr(&words(p)[0])
	if t == uintptr(unsafe.Pointer(&firstStoreInProgress)) {
		return 0
	}
	return t
}

//go:autodiffbody sync/atomic.(*Value).Load
func AtomicValueLoad(v *atomic.Value) (val any) {
	pairs.Lock()
	defer pairs.Unlock()
	if p := held(v); typeOf(p) != 0 {
		val = *p
	}
	return val
}

// exchanged puts val where p points to, and returns what was there, unless that has another type.
func exchanged(p *any, val any) (old any, done bool) {
	pairs.Lock()
	defer pairs.Unlock()
	t := typeOf(p)
	done = t == 0 || t == words(&val)[0]
	if t != 0 {
		old = *p
	}
	if done {
		*p = val
	}
	return old, done
}

//go:autodiffbody sync/atomic.(*Value).Store
func AtomicValueStore(v *atomic.Value, val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	if _, done := exchanged(held(v), val); !done {
		panic("sync/atomic: store of inconsistently typed value into Value")
	}
}

//go:autodiffbody sync/atomic.(*Value).Swap
func AtomicValueSwap(v *atomic.Value, val any) any {
	if val == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	old, done := exchanged(held(v), val)
	if !done {
		panic("sync/atomic: swap of inconsistently typed value into Value")
	}
	return old
}

// replaced puts val where p points to if old still is there, the same one.
func replaced(p *any, old, val any) bool {
	pairs.Lock()
	defer pairs.Unlock()
	same := typeOf(p) == words(&old)[0] && words(p)[1] == words(&old)[1]
	if same {
		*p = val
	}
	return same
}

//go:autodiffbody sync/atomic.(*Value).CompareAndSwap
func AtomicValueCompareAndSwap(v *atomic.Value, old, val any) bool {
	if val == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && words(&old)[0] != words(&val)[0] {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	p := held(v)
	for {
		now := AtomicValueLoad(v)
		if now != nil && words(&now)[0] != words(&val)[0] {
			panic("sync/atomic: compare and swap of inconsistently typed value into Value")
		}
		if now != old {
			return false
		}
		if replaced(p, now, val) {
			return true
		}
	}
}
