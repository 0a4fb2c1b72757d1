// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"fmt"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// Active values in a sync.Map, by one goroutine and by many.

func mapStored(x, y float64) float64 {
	var m sync.Map
	if _, ok := m.Load("a"); ok {
		return 0
	}
	m.Store("a", x*y)
	v, ok := m.Load("a")
	if !ok {
		return 1
	}
	m.Store("a", v.(float64)*v.(float64))
	w, _ := m.Load("a")
	return w.(float64) * x
}

//go:autodiff mapStored Forward
func dMapStored(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapStored Reverse
func rMapStored(x, y, dz float64) (z, dx, dy float64)

func mapLoadedOrStored(x, y float64) float64 {
	var m sync.Map
	s := 0.0
	for i := range 6 {
		v, loaded := m.LoadOrStore(i%3, &cell{a: x * float64(i+1)})
		p := v.(*cell)
		if loaded {
			p.a *= y
		}
		s += p.a * p.a
	}
	return s
}

//go:autodiff mapLoadedOrStored Forward
func dMapLoadedOrStored(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapLoadedOrStored Reverse
func rMapLoadedOrStored(x, y, dz float64) (z, dx, dy float64)

func mapRanged(x, y float64) float64 {
	var m sync.Map
	for i := range 5 {
		m.Store(fmt.Sprint(i), x*float64(i)+y)
	}
	m.Delete("2")
	m.Swap("3", y*y)
	m.LoadAndDelete("1")
	found := map[string]float64{}
	n := 0
	m.Range(func(k, v any) bool { found[k.(string)] = v.(float64); n += len(k.(string)); return true })
	m.Range(func(k, v any) bool { n++; return false })
	s := found["0"]*found["3"] + found["4"] + found["1"]
	m.Clear()
	m.Range(func(k, v any) bool { s = 0; return false })
	return s * float64(n)
}

//go:autodiff mapRanged Forward
func dMapRanged(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapRanged Reverse
func rMapRanged(x, y, dz float64) (z, dx, dy float64)

func mapCompared(x, y float64) float64 {
	var m sync.Map
	m.Store(1, x)
	for range 3 {
		for {
			o, _ := m.Load(1)
			if m.CompareAndSwap(1, o, o.(float64)*y+x) {
				break
			}
		}
	}
	if m.CompareAndDelete(1, -5.0) || m.CompareAndSwap(2, nil, x) {
		return 0
	}
	v, _ := m.Load(1)
	if !m.CompareAndDelete(1, v) {
		return 0
	}
	return v.(float64)
}

//go:autodiff mapCompared Forward
func dMapCompared(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapCompared Reverse
func rMapCompared(x, y, dz float64) (z, dx, dy float64)

type cache struct {
	m    sync.Map
	hits int
	w    float64
}

//go:noinline
func (c *cache) get(k string, f func() float64) float64 {
	if v, ok := c.m.Load(k); ok {
		c.hits++
		return v.(float64) * c.w
	}
	v := f()
	c.m.Store(k, v)
	return v
}
func mapInStruct(x, y float64) float64 {
	c := &cache{w: y}
	s := 0.0
	for _, k := range []string{"a", "b", "a", "b", "a"} {
		s = s*0.5 + c.get(k, func() float64 { return x*float64(len(k)) + s })
	}
	return s * float64(c.hits)
}

//go:autodiff mapInStruct Forward
func dMapInStruct(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapInStruct Reverse
func rMapInStruct(x, y, dz float64) (z, dx, dy float64)

func mapShared(x, y float64) float64 {
	var m sync.Map
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, _ := m.LoadOrStore(i/2, &cell{a: x * float64(i/2+1)})
			_ = v
			m.Store(10+i, v.(*cell).a*y)
		}()
	}
	wg.Wait()
	s := 0.0
	for i := range 8 {
		v, _ := m.Load(10 + i)
		s += v.(float64) * v.(float64)
	}
	return s
}

//go:autodiff mapShared Forward
func dMapShared(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapShared Reverse
func rMapShared(x, y, dz float64) (z, dx, dy float64)

func mapInactive(x, y float64) float64 {
	var m sync.Map
	m.Store("g", fixed)
	m.Store("c", 3.0)
	m.Store("x", x)
	g, _ := m.Load("g")
	c, _ := m.Load("c")
	v, _ := m.Load("x")
	return g.(*cell).a * c.(float64) * v.(float64) * y
}

//go:autodiff mapInactive Forward
func dMapInactive(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapInactive Reverse
func rMapInactive(x, y, dz float64) (z, dx, dy float64)

var gsm sync.Map

func init()                            { gsm.Store("k", 2.5) }
func mapVariable(x, y float64) float64 { v, _ := gsm.Load("k"); return v.(float64) * x * y }

//go:autodiff mapVariable Forward
func dMapVariable(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapVariable Reverse
func rMapVariable(x, y, dz float64) (z, dx, dy float64)

func mapOfSlices(x, y float64) float64 {
	var m sync.Map
	s := []float64{x, y}
	m.Store("s", s)
	v, _ := m.Load("s")
	w := v.([]float64)
	w[0] *= y
	m.Store("s", append(w, x))
	u, _ := m.Load("s")
	return s[0] * u.([]float64)[2]
}

//go:autodiff mapOfSlices Forward
func dMapOfSlices(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapOfSlices Reverse
func rMapOfSlices(x, y, dz float64) (z, dx, dy float64)

func mapBehindPointers(x, y float64) float64 {
	h := map[string]*cache{"a": {w: x}, "b": {w: y}}
	h["a"].m.Store(1, y)
	for _, k := range []string{"a", "b"} {
		if v, ok := h[k].m.Load(1); ok {
			return v.(float64) * h[k].w * h["b"].w
		}
	}
	return 0
}

//go:autodiff mapBehindPointers Forward
func dMapBehindPointers(x, dx, y, dy float64) (z, dz float64)

//go:autodiff mapBehindPointers Reverse
func rMapBehindPointers(x, y, dz float64) (z, dx, dy float64)

// TestSyncMap: a sync.Map and its shadow have the same keys.
func TestSyncMap(t *testing.T) {
	t.Run("mapStored", func(t *testing.T) { check.Both(t, mapStored, dMapStored, rMapStored, 1.3, 0.7) })
	t.Run("mapLoadedOrStored", func(t *testing.T) { check.Both(t, mapLoadedOrStored, dMapLoadedOrStored, rMapLoadedOrStored, 1.3, 0.7) })
	t.Run("mapRanged", func(t *testing.T) { check.Both(t, mapRanged, dMapRanged, rMapRanged, 1.3, 0.7) })
	t.Run("mapCompared", func(t *testing.T) { check.Both(t, mapCompared, dMapCompared, rMapCompared, 1.3, 0.7) })
	t.Run("mapInStruct", func(t *testing.T) { check.Both(t, mapInStruct, dMapInStruct, rMapInStruct, 1.3, 0.7) })
	t.Run("mapShared", func(t *testing.T) { check.Both(t, mapShared, dMapShared, rMapShared, check.AnyOrder(), 1.3, 0.7) })
	t.Run("mapInactive", func(t *testing.T) { check.Both(t, mapInactive, dMapInactive, rMapInactive, 1.3, 0.7) })
	t.Run("mapVariable", func(t *testing.T) { check.Both(t, mapVariable, dMapVariable, rMapVariable, 1.3, 0.7) })
	t.Run("mapOfSlices", func(t *testing.T) { check.Both(t, mapOfSlices, dMapOfSlices, rMapOfSlices, 1.3, 0.7) })
	t.Run("mapBehindPointers", func(t *testing.T) { check.Both(t, mapBehindPointers, dMapBehindPointers, rMapBehindPointers, 1.3, 0.7) })
}

func outside(m *sync.Map, x float64) float64 {
	v, ok := m.Load("a")
	if !ok {
		return 0
	}
	v.(*cell).a *= x
	m.Store("b", &cell{a: v.(*cell).a})
	return v.(*cell).a * x
}

//go:autodiff outside Forward
func dOutside(m, dm *sync.Map, x, dx float64) (y, dy float64)

//go:autodiff outside Reverse
func rOutside(m, dm *sync.Map, x, dy float64) (y, dx float64)

func keyed(m *sync.Map, key any, x float64) float64 {
	m.Store(key, x)
	v, _ := m.Load(key)
	return v.(float64) * x
}

//go:autodiff keyed Forward
func dKeyed(m, dm *sync.Map, key, dkey any, x, dx float64) (y, dy float64)

func panicOf(f func()) (e any) {
	defer func() { e = recover() }()
	f()
	return nil
}

// TestSyncMapOutside: the caller's map with the caller's shadow.
func TestSyncMapOutside(t *testing.T) {
	with := func(key string, value any) *sync.Map {
		m := new(sync.Map)
		m.Store(key, value)
		return m
	}
	at := func(m *sync.Map, key string) float64 {
		v, ok := m.Load(key)
		if !ok {
			t.Fatalf("no %s", key)
		}
		return v.(*cell).a
	}
	m, dm := with("a", &cell{a: 3}), with("a", &cell{a: 5})
	if y, dy := dOutside(m, dm, 2, 1); y != 12 || dy != 32 || at(m, "b") != 6 || at(dm, "b") != 13 || at(dm, "a") != 13 {
		t.Errorf("forward: %v, %v, b %v, its tangent %v", y, dy, at(m, "b"), at(dm, "b"))
	}
	m, dm = with("a", &cell{a: 3}), with("a", &cell{})
	if y, dx := rOutside(m, dm, 2, 1); y != 12 || dx != 12 || at(dm, "a") != 4 || at(m, "a") != 6 {
		t.Errorf("reverse: %v, %v, adjoint %v", y, dx, at(dm, "a"))
	}
	for _, test := range []struct {
		want string
		do   func()
	}{
		{"autodiff: the shadow of a sync.Map lacks a key that the map has", func() { dOutside(with("a", &cell{}), new(sync.Map), 2, 1) }},
		{"autodiff: the shadow of a sync.Map lacks a key that the map has", func() { rOutside(with("a", &cell{}), new(sync.Map), 2, 1) }},
		{"autodiff: the shadow of a sync.Map holds another type than the map", func() { dOutside(with("a", &cell{}), with("a", 3.0), 2, 1) }},
		{"autodiff: dOutside: shadow dm overlaps m", func() { m := with("a", &cell{}); dOutside(m, m, 2, 1) }},
		{"autodiff: a key of a sync.Map that may lead to active floats: keys carry no derivative", func() { dKeyed(new(sync.Map), new(sync.Map), 3.0, 1.0, 2, 1) }},
		{"autodiff: a key of a sync.Map that may lead to active floats: keys carry no derivative", func() { dKeyed(new(sync.Map), new(sync.Map), &cell{}, &cell{}, 2, 1) }},
		{fmt.Sprint(panicOf(func() { new(sync.Map).Store([]string{}, 1) })), func() { dKeyed(new(sync.Map), new(sync.Map), []string{}, []string{}, 2, 1) }},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != test.want {
					t.Errorf("panic %q, want %q", got, test.want)
				}
			}()
			test.do()
		}()
	}
	if y, dy := dKeyed(new(sync.Map), new(sync.Map), "a", "a", 2, 1); y != 4 || dy != 4 { // and the lock is free
		t.Errorf("keyed: %v, %v", y, dy)
	}
}
