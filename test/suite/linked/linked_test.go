// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package linked has iterators of maps that lie in memory of the package and are advanced
// through go:linkname, as in gonum's graph/iterator.
package linked

import (
	"slices"
	"strings"
	"testing"
	"unsafe"

	"goenzyme/suite/check"
)

// A state is what package runtime keeps in an iterator.
type state struct {
	key, elem, typ, it unsafe.Pointer
}

//go:linkname mapiterinit runtime.mapiterinit
//go:noescape
func mapiterinit(t, m unsafe.Pointer, it *state)

//go:linkname mapiternext reflect.mapiternext
//go:noescape
func mapiternext(it *state)

//go:linkname mapiterkey reflect.mapiterkey
//go:noescape
func mapiterkey(it *state) unsafe.Pointer

//go:linkname mapiterelem reflect.mapiterelem
//go:noescape
func mapiterelem(it *state) unsafe.Pointer

type eface struct{ typ, word unsafe.Pointer }

// An iter goes over a map.
type iter struct {
	m  *eface
	at state
}

func over(m any) *iter { return &iter{m: (*eface)(unsafe.Pointer(&m))} }

func (i *iter) next() bool {
	if i.at.typ == nil {
		mapiterinit(i.m.typ, i.m.word, &i.at)
	} else {
		mapiternext(&i.at)
	}
	return mapiterkey(&i.at) != nil
}

func (i *iter) key() int64 { return *(*int64)(mapiterkey(&i.at)) }

// A body is what maps lead to.
type body struct{ mass, x float64 }

// ordered returns what m has, by keys.
func ordered(m map[int64]*body) []*body {
	var keys []int64
	found := make([]*body, 64)
	for it := over(m); it.next(); {
		keys = append(keys, it.key())
		found[it.key()] = *(**body)(mapiterelem(&it.at))
	}
	slices.Sort(keys)
	list := make([]*body, len(keys))
	for i, k := range keys {
		list[i] = found[k]
	}
	return list
}

//go:autodiff dCentre Forward
//go:autodiff rCentre Reverse
func centre(x []float64) float64 {
	m := make(map[int64]*body)
	for i, v := range x {
		m[int64(3*i%31)] = &body{v, v * v}
	}
	moment, mass := 0.0, 0.0
	for i, b := range ordered(m) {
		moment += b.mass * b.x * float64(i+1)
		mass += b.mass
	}
	return moment / mass
}

// Nothing but the numbers beside the map is active.
//
//go:autodiff dBeside Forward
//go:autodiff rBeside Reverse
func beside(x []float64) float64 {
	m := map[int64]*body{1: {2, 3}, 4: {5, 6}}
	sum := 0.0
	for i, b := range ordered(m) {
		sum += b.mass * x[i] * x[i]
	}
	return sum
}

// An iterator that starts again is one over what the map holds then.
//
//go:autodiff dAgain Forward
//go:autodiff rAgain Reverse
func again(x []float64) float64 {
	m := map[int64]*body{1: {x[0], x[1]}}
	it := over(m)
	sum := 0.0
	for range 3 {
		it.at = state{}
		for it.next() {
			b := *(**body)(mapiterelem(&it.at))
			sum += b.mass * b.x
			m[1] = &body{b.x, sum}
		}
	}
	return sum
}

//go:autodiff dFloats Forward
func floats(m map[int64]float64) float64 {
	found := make([]float64, 64)
	for it := over(m); it.next(); {
		found[it.key()] = *(*float64)(mapiterelem(&it.at))
	}
	sum := 0.0
	for i, v := range found {
		sum += v * v * float64(i)
	}
	return sum
}

//go:autodiff rBack Reverse
func back(x []float64) float64 { return floats(map[int64]float64{1: x[0], 5: x[1]}) }

//go:autodiff dNamed Forward
func named(x []float64) float64 {
	m := map[*body]*body{{1, 2}: {x[0], x[1]}}
	sum := 0.0
	for it := over(m); it.next(); {
		sum += (*(**body)(mapiterelem(&it.at))).mass
	}
	return sum
}

// step goes on with an iterator of the caller.
//
//go:autodiff dStep Forward
func step(it *iter, x []float64) float64 {
	it.next()
	return x[0]
}

func TestLinkedIterators(t *testing.T) {
	x := check.Vec(9, 0.5, 2)
	check.Both(t, centre, dCentre, rCentre, x)
	check.Both(t, beside, dBeside, rBeside, check.Vec(2, 0.5, 2))
	check.Both(t, again, dAgain, rAgain, check.Vec(2, 0.5, 2))
	for _, m := range []map[int64]float64{{1: 2, 7: 3}, {}} {
		d := map[int64]float64{1: 0.5}
		want := 0.0
		for k, v := range m {
			want += 2 * v * d[k] * float64(k)
		}
		if y, dy := dFloats(m, d); y != floats(m) || dy != want {
			t.Errorf("dFloats(%v, %v) = %v, %v, want %v, %v", m, d, y, dy, floats(m), want)
		}
	}
}

// panics checks that f panics with a message.
func panics(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), want) {
			t.Errorf("panic %v, want %s", err, want)
		}
	}()
	f()
}

func TestLinkedIteratorsPanic(t *testing.T) {
	x, dx := []float64{1, 2}, []float64{0, 0}
	panics(t, "autodiff: an iterator by go:linkname over a map of floats, in reverse mode", func() { rBack(x, dx, 1) })
	panics(t, "autodiff: an iterator by go:linkname over a map whose keys hold references", func() { dNamed(x, dx) })
	m := map[int64]*body{1: {1, 2}, 2: {3, 4}}
	it, dit := over(m), over(m)
	it.next()
	dit.next()
	panics(t, "autodiff: an iterator by go:linkname that was not started in a derivative", func() { dStep(it, dit, x, dx) })
}
