// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for sync.Map. The shadow of one is a sync.Map that has the shadows of its values, under
// the same keys. All that is done is made of a few functions that the compiler knows by name
// (cmd/compile/internal/autodiff/sharedmaps.go), most of which become two, on the map and on its shadow;
// so one goroutine at a time does anything.

package kernels

import (
	"internal/abi"
	"sync"
)

//go:noinline
func mapLoad(m *sync.Map, key any) (value any, ok bool) { return m.Load(key) }

//go:noinline
func mapStore(m *sync.Map, key, value any) { m.Store(key, value) }

//go:noinline
func mapDelete(m *sync.Map, key any) { m.Delete(key) }

// mapKeys returns the keys of m, which carry no derivative.
//
//go:noinline
func mapKeys(m *sync.Map) (keys []any) {
	m.Range(func(key, _ any) bool {
		keys = append(keys, key)
		return true
	})
	return keys
}

// mapLoadShadow returns what the shadow d of m has under key.
//
//go:noinline
func mapLoadShadow(m, d *sync.Map, key any) any {
	value, ok := m.Load(key)
	shadow, there := d.Load(key)
	switch {
	case ok && !there:
		panic("autodiff: the shadow of a sync.Map lacks a key that the map has")
	case ok && words(&value)[0] != words(&shadow)[0]:
		panic("autodiff: the shadow of a sync.Map holds another type than the map")
	}
	return shadow
}

// mapStoreShadow stores the shadow of a value in the shadow d of a map, under a key that may lead
// to active floats.
//
//go:noinline
func mapStoreShadow(d *sync.Map, key, value any) {
	if key != nil && leadsToFloat(abi.TypeOf(key), nil) {
		panic("autodiff: a key of a sync.Map that may lead to active floats: keys carry no derivative")
	}
	d.Store(key, value)
}

// leadsToFloat reports whether a value of type t can hold a float, or lead to one. Those in
// outer are looked at already.
func leadsToFloat(t *abi.Type, outer []*abi.Type) bool {
	for _, o := range outer {
		if o == t {
			return false
		}
	}
	outer = append(outer, t)
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128, abi.Interface, abi.Func, abi.UnsafePointer:
		return true
	case abi.Pointer, abi.Slice, abi.Array, abi.Chan:
		return leadsToFloat(t.Elem(), outer)
	case abi.Map:
		return leadsToFloat(t.MapType().Key, outer) || leadsToFloat(t.Elem(), outer)
	case abi.Struct:
		for _, f := range t.StructType().Fields {
			if leadsToFloat(f.Typ, outer) {
				return true
			}
		}
	}
	return false
}

//go:autodiffbody sync.(*Map).Load
func SyncMapLoad(m *sync.Map, key any) (value any, ok bool) {
	pairs.Lock()
	defer pairs.Unlock()
	value, ok = mapLoad(m, key)
	return value, ok
}

//go:autodiffbody sync.(*Map).Store
func SyncMapStore(m *sync.Map, key, value any) {
	pairs.Lock()
	defer pairs.Unlock()
	mapStore(m, key, value)
}

//go:autodiffbody sync.(*Map).LoadOrStore
func SyncMapLoadOrStore(m *sync.Map, key, value any) (actual any, loaded bool) {
	pairs.Lock()
	defer pairs.Unlock()
	actual, loaded = mapLoad(m, key)
	if !loaded {
		mapStore(m, key, value)
		actual = value
	}
	return actual, loaded
}

//go:autodiffbody sync.(*Map).LoadAndDelete
func SyncMapLoadAndDelete(m *sync.Map, key any) (value any, loaded bool) {
	pairs.Lock()
	defer pairs.Unlock()
	value, loaded = mapLoad(m, key)
	mapDelete(m, key)
	return value, loaded
}

//go:autodiffbody sync.(*Map).Delete
func SyncMapDelete(m *sync.Map, key any) {
	pairs.Lock()
	defer pairs.Unlock()
	mapDelete(m, key)
}

//go:autodiffbody sync.(*Map).Swap
func SyncMapSwap(m *sync.Map, key, value any) (previous any, loaded bool) {
	pairs.Lock()
	defer pairs.Unlock()
	previous, loaded = mapLoad(m, key)
	mapStore(m, key, value)
	return previous, loaded
}

// stillThere reports whether m has value under key, the same one.
func stillThere(m *sync.Map, key, value any) bool {
	now, ok := mapLoad(m, key)
	return ok && words(&now)[0] == words(&value)[0] && words(&now)[1] == words(&value)[1]
}

// replacedIn stores value under key if m still has old there.
func replacedIn(m *sync.Map, key, old, value any) bool {
	pairs.Lock()
	defer pairs.Unlock()
	there := stillThere(m, key, old)
	if there {
		mapStore(m, key, value)
	}
	return there
}

// deletedIn deletes key if m still has old there.
func deletedIn(m *sync.Map, key, old any) bool {
	pairs.Lock()
	defer pairs.Unlock()
	there := stillThere(m, key, old)
	if there {
		mapDelete(m, key)
	}
	return there
}

//go:autodiffbody sync.(*Map).CompareAndSwap
func SyncMapCompareAndSwap(m *sync.Map, key, old, value any) bool {
	for {
		now, ok := SyncMapLoad(m, key)
		if !ok || now != old {
			return false
		}
		if replacedIn(m, key, now, value) {
			return true
		}
	}
}

//go:autodiffbody sync.(*Map).CompareAndDelete
func SyncMapCompareAndDelete(m *sync.Map, key, old any) bool {
	for {
		now, ok := SyncMapLoad(m, key)
		if !ok || now != old {
			return false
		}
		if deletedIn(m, key, now) {
			return true
		}
	}
}

// SyncMapRange goes over the keys that there are when it begins.
//
//go:autodiffbody sync.(*Map).Range
func SyncMapRange(m *sync.Map, f func(key, value any) bool) {
	for _, key := range mapKeys(m) {
		value, ok := SyncMapLoad(m, key)
		if ok && !f(key, value) {
			break
		}
	}
}

//go:autodiffbody sync.(*Map).Clear
func SyncMapClear(m *sync.Map) {
	for _, key := range mapKeys(m) {
		SyncMapDelete(m, key)
	}
}
