// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Maps that called functions change and return, and maps that come from outside.

package maps

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

//go:noinline
func put(m map[int]float64, k int, v float64) { m[k] = math.Sin(v) }

//go:noinline
func get(m map[int]float64, k int) float64 { return m[k] * m[k+1] }

//go:noinline
func remove(m map[int]float64, k int) (v float64) {
	v = m[k]
	delete(m, k)
	return v
}

//go:noinline
func build(x []float64) map[int]float64 {
	m := make(map[int]float64, len(x))
	for i, v := range x {
		put(m, i, v)
	}
	return m
}

//go:noinline
func grow(m map[int]float64, from, to int) {
	for i := from; i < to; i++ {
		m[i] += math.Sin(m[i-from]*3) * m[i/2]
	}
}

// Sums of calls would be reversed with one call each, if the calls wrote nothing.
//
//go:autodiff dCalled Forward
//go:autodiff rCalled Reverse
func called(x []float64) float64 {
	m := build(x)
	s := 0.0
	for i, v := range x {
		s += get(m, i)
		put(m, i+1, v+m[i])
	}
	grow(m, 10, 100)
	for i := range 50 {
		s += remove(m, i)
	}
	for i := range 50 {
		s += get(m, i)
	}
	return s
}

type world struct {
	cells map[[2]int]float64
	heat  float64
}

//go:noinline
func (w *world) step(i int, v float64) float64 {
	if w.cells == nil {
		w.cells = make(map[[2]int]float64)
	}
	w.cells[[2]int{i, 0}] += v
	w.heat += w.cells[[2]int{i, 0}] * w.cells[[2]int{i - 1, 0}]
	return w.heat * w.cells[[2]int{i % 4, 0}]
}

//go:autodiff dWorlds Forward
//go:autodiff rWorlds Reverse
func worlds(x []float64) float64 {
	var w world
	s := 0.0
	for i, v := range x {
		s += w.step(i%9, v)
	}
	return s + w.heat
}

//go:noinline
func fib(memo map[int]float64, n int, x float64) float64 {
	if n < 2 {
		return x + float64(n)
	}
	if v, ok := memo[n]; ok {
		return v
	}
	v := math.Sin(fib(memo, n-1, x)) + x*fib(memo, n-2, x)
	memo[n] = v
	return v
}

//go:autodiff dMemo Forward
//go:autodiff rMemo Reverse
func memo(x float64) float64 { return fib(map[int]float64{}, 30, x) }

//go:autodiff dLiteral Forward
//go:autodiff rLiteral Reverse
func literal(x float64, k string) float64 {
	return map[string]float64{"a": x, "b": x * x}[k] * x
}

//go:autodiff dNilMap Forward
//go:autodiff rNilMap Reverse
func nilMap(x float64, full bool) float64 {
	var m map[string]float64
	if full {
		m = map[string]float64{"x": x}
	}
	delete(m, "y")
	for _, v := range m {
		x += v * v
	}
	return x*m["x"] + x*x
}

func TestCalls(t *testing.T) {
	check.Both(t, called, dCalled, rCalled, check.Vec(12, -1, 1))
	check.Both(t, worlds, dWorlds, rWorlds, some)
	check.Both(t, memo, dMemo, rMemo, check.Range(-1, 1))
	check.Both(t, literal, dLiteral, rLiteral, check.Range(-1, 1), "b")
	check.Both(t, literal, dLiteral, rLiteral, check.Range(-1, 1), "c")
	check.Both(t, nilMap, dNilMap, rNilMap, check.Range(-1, 1), true)
	check.Both(t, nilMap, dNilMap, rNilMap, check.Range(-1, 1), false)
}

// The shadow of a map that comes from outside accumulates what comes to the values
// that were there; what the function put there is a seed, read and left at zero.

//go:autodiff rOutside Reverse
func outside(m map[string]float64, x float64) float64 {
	y := m["a"] * m["b"] * x
	m["b"] = m["a"] * x
	m["new"] = x * x
	delete(m, "gone")
	return y + m["none"]
}

func TestOutside(t *testing.T) {
	m := map[string]float64{"a": 2, "b": 3, "gone": 4, "idle": 5}
	dm := map[string]float64{"a": 100, "b": 7, "new": 11, "gone": 13}
	y, dx := rOutside(m, dm, 5, 1)
	if y != 30 || dx != 6+7*2+11*10 {
		t.Errorf("y = %v, dx = %v", y, dx)
	}
	want := map[string]float64{"a": 100 + 15 + 7*5, "b": 10, "new": 0, "gone": 0}
	if !reflect.DeepEqual(dm, want) {
		t.Errorf("shadow is %v, want %v", dm, want)
	}
	if want := map[string]float64{"a": 2, "b": 10, "new": 25, "idle": 5}; !reflect.DeepEqual(m, want) {
		t.Errorf("map is %v, want %v", m, want)
	}
}

//go:autodiff rRead Reverse
func read(m map[int]float64) (s float64) {
	for k, v := range m {
		s += v * v * float64(k)
	}
	return s * m[1]
}

// Keys that the shadow lacks are added to it, and only those that are there.
func TestMissingKeys(t *testing.T) {
	m, dm := map[int]float64{}, map[int]float64{}
	for i := range 20 {
		m[i] = float64(i)
	}
	for calls := 1; calls <= 3; calls++ {
		s := rRead(m, dm, 1)
		for i := range 20 {
			want := 2 * float64(i*i)
			if i == 1 {
				want += s
			}
			if want *= float64(calls); dm[i] != want {
				t.Errorf("%d calls: shadow of %d is %v, want %v", calls, i, dm[i], want)
			}
		}
	}
	if len(dm) != 20 {
		t.Errorf("shadow has %d keys", len(dm))
	}
	m = map[int]float64{2: 3}
	dm = map[int]float64{}
	rRead(m, dm, 1)
	if len(dm) != 1 {
		t.Errorf("shadow has keys that the map lacks: %v", dm)
	}
}

type model struct {
	layers map[string]*layer
	bias   map[string]float64
	scale  float64
}

type layer struct{ w []float64 }

//go:autodiff rModel Reverse
func (m *model) loss(x float64) float64 {
	s := 0.0
	for _, k := range []string{"in", "out"} {
		for _, w := range m.layers[k].w {
			s += math.Tanh(w*x+m.bias[k]) * m.scale
		}
	}
	return s
}

func TestNested(t *testing.T) {
	newModel := func(bias map[string]float64) *model {
		return &model{map[string]*layer{"in": {make([]float64, 2)}, "out": {make([]float64, 1)}}, bias, 0}
	}
	m := newModel(map[string]float64{"in": 0.5, "out": -0.25})
	m.layers["in"].w[0], m.layers["in"].w[1], m.layers["out"].w[0], m.scale = 1, 2, 3, 4
	dm := newModel(map[string]float64{})
	_, dx := m.rModel(dm, 0.5, 1)
	d := func(w float64, b string) float64 { // of the tanh
		y := math.Tanh(w*0.5 + m.bias[b])
		return 4 * (1 - y*y)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	near("dx", dx, d(1, "in")+2*d(2, "in")+3*d(3, "out"))
	near("bias of in", dm.bias["in"], d(1, "in")+d(2, "in"))
	near("bias of out", dm.bias["out"], d(3, "out"))
	near("weight", dm.layers["in"].w[1], 0.5*d(2, "in"))

	message := func() (text string) {
		defer func() { text, _ = recover().(error).Error(), 0 }()
		m.rModel(&model{map[string]*layer{"in": {[]float64{0, 0}}}, map[string]float64{}, 0}, 0.5, 1)
		return ""
	}()
	if !strings.Contains(message, "nil") {
		t.Errorf("a layer without a shadow: %q", message)
	}
}

//go:autodiff dNaN Forward k=Const
//go:autodiff rNaN Reverse k=Const
func nan(x float64, k float64) (s float64) {
	m := map[float64]float64{}
	m[k] = x
	m[k] += x
	for _, v := range m {
		s += v
	}
	return s
}

// The shadow of an entry whose key is not equal to itself cannot be found.
func TestNaN(t *testing.T) {
	if _, ds := dNaN(3, 1, 5); ds != 2 {
		t.Errorf("ds = %v", ds)
	}
	if _, dx := rNaN(3, 5, 1); dx != 2 {
		t.Errorf("dx = %v", dx)
	}
	for _, f := range []func(){func() { dNaN(3, 1, math.NaN()) }, func() { rNaN(3, math.NaN(), 1) }} {
		func() {
			defer func() {
				if err, _ := recover().(error); err == nil || !strings.Contains(err.Error(), "not equal to itself") {
					t.Errorf("NaN: %v", err)
				}
			}()
			f()
		}()
	}
}

//go:autodiff rEither Reverse n=Const
func either(m, n map[string]float64, second, write bool) float64 {
	p := m
	if second {
		p = n
	}
	if write {
		p["x"] = m["x"]
	}
	return p["x"] * p["x"]
}

// A map that is Const has no shadow where it meets one that has: it may be read.
func TestConst(t *testing.T) {
	for _, second := range []bool{false, true} {
		m, n := map[string]float64{"x": 3}, map[string]float64{"x": 4}
		dm := map[string]float64{}
		y := rEither(m, dm, n, second, false, 1)
		if want := map[bool]float64{false: 6, true: 0}[second]; dm["x"] != want {
			t.Errorf("second %v: y = %v, shadow %v", second, y, dm)
		}
	}
	defer func() {
		if err, _ := recover().(error); err == nil || !strings.Contains(err.Error(), "inactive") {
			t.Errorf("assignment to a map that is Const: %v", err)
		}
	}()
	rEither(map[string]float64{"x": 3}, map[string]float64{}, map[string]float64{}, true, true, 1)
}
