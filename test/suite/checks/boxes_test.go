// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import "testing"

type layer interface{ apply(x float64) float64 }

type dense struct{ w float64 }

func (d *dense) apply(x float64) float64 { return d.w * x }

type scaled struct{ w float64 }

func (s scaled) apply(x float64) float64 { return s.w * x }

// boxed returns a layer in memory of its own.
//
//go:noinline
func boxed(w float64) layer { return scaled{w} }

//go:noinline
func boxedNumber(w float64) any { return w }

type plain struct{ n int }

func (p *plain) apply(x float64) float64 { return float64(p.n) * x }

type network struct {
	first  layer
	any    any
	act    func(float64) float64
	params map[string]float64
}

//go:noinline
func applied(l layer, x float64) float64 { return l.apply(x) }

//go:autodiff applied Reverse Duplicated Active Active
func gApplied(l, dl layer, x, dret float64) (float64, float64)

//go:autodiff applied Forward
func dApplied(l, dl layer, x, dx float64) (float64, float64)

func first(n *network, x float64) float64 { return n.first.apply(x) }

//go:autodiff first Reverse Duplicated Active Active
func gFirst(n, dn *network, x, dret float64) (float64, float64)

//go:autodiff first Forward
func dFirst(n, dn *network, x, dx float64) (float64, float64)

func number(n *network, x float64) float64 { return n.any.(float64) * x }

//go:autodiff number Reverse Duplicated Active Active
func gNumber(n, dn *network, x, dret float64) (float64, float64)

//go:autodiff number Forward
func dNumber(n, dn *network, x, dx float64) (float64, float64)

func activated(n *network, x float64) float64 { return n.act(x) }

//go:autodiff activated Reverse Duplicated Active Active
func gActivated(n, dn *network, x, dret float64) (float64, float64)

//go:autodiff activated Forward
func dActivated(n, dn *network, x, dx float64) (float64, float64)

func looked(n *network, x float64) float64 { return n.params["a"] * x }

//go:autodiff looked Reverse Duplicated Active Active
func gLooked(n, dn *network, x, dret float64) (float64, float64)

//go:autodiff looked Forward
func dLooked(n, dn *network, x, dx float64) (float64, float64)

func ranged(n *network, x float64) float64 {
	s := 0.0
	for _, v := range n.params {
		s += v
	}
	return s * x
}

//go:autodiff ranged Reverse Duplicated Active Active
func gRanged(n, dn *network, x, dret float64) (float64, float64)

//go:autodiff ranged Forward
func dRanged(n, dn *network, x, dx float64) (float64, float64)

func inner(m map[string]map[string]float64, x float64) float64 { return m["a"]["b"] * x }

//go:autodiff inner Reverse Duplicated Active Active
func gInner(m, dm map[string]map[string]float64, x, dret float64) (float64, float64)

//go:autodiff inner Forward
func dInner(m, dm map[string]map[string]float64, x, dx float64) (float64, float64)

// TestBoxes passes interface values, function values and maps whose shadows are not what
// they have to be: that is never taken for inactive.
func TestBoxes(t *testing.T) {
	w := 3.0
	d := &dense{3}
	n := &network{first: d, any: w, act: func(x float64) float64 { return w * x }, params: map[string]float64{"a": 3}}
	m := map[string]map[string]float64{"a": {"b": 3}}
	w++ // captured by reference
	const nested = "the shadow of a nested reference"
	for _, test := range []struct {
		what string
		do   func()
		want string
	}{
		{"nil", func() { dApplied(d, nil, 2, 1) }, "dApplied: shadow dl is nil and l is not"},
		{"nil, reverse", func() { gApplied(d, nil, 2, 1) }, "gApplied: shadow dl is nil and l is not"},
		{"a nil pointer", func() { dApplied(d, (*dense)(nil), 2, 1) }, "dApplied: shadow dl holds nil and l does not"},
		{"a nil pointer, reverse", func() { gApplied(d, (*dense)(nil), 2, 1) }, "gApplied: shadow dl holds nil and l does not"},
		{"another type", func() { dApplied(d, scaled{w}, 2, 1) }, "dApplied: shadow dl holds another type than l"},
		{"another type, reverse", func() { gApplied(d, scaled{w}, 2, 1) }, "gApplied: shadow dl holds another type than l"},
		{"the same pointer", func() { dApplied(d, d, 2, 1) }, "dApplied: shadow dl overlaps l"},
		{"the same pointer, reverse", func() { gApplied(d, d, 2, 1) }, "gApplied: shadow dl overlaps l"},
		{"a constant, reverse", func() { gApplied(scaled{w}, scaled{0}, 2, 1) }, "gApplied: shadow dl is in read-only memory, where nothing can be added, and l is not a pointer; let both hold pointers"},
		{"the same box, reverse", func() { l := layer(scaled{w}); gApplied(l, l, 2, 1) }, "gApplied: shadow dl overlaps l"},

		{"nested nil", func() { dFirst(n, &network{}, 2, 1) }, "dFirst: " + nested + " is nil and it is not"},
		{"nested nil, reverse", func() { gFirst(n, &network{}, 2, 1) }, "gFirst: " + nested + " is nil and it is not"},
		{"nested nil pointer", func() { dFirst(n, &network{first: (*dense)(nil)}, 2, 1) }, "dFirst: " + nested + " holds nil and it does not"},
		{"nested nil pointer, reverse", func() { gFirst(n, &network{first: (*dense)(nil)}, 2, 1) }, "gFirst: " + nested + " holds nil and it does not"},
		{"nested other type", func() { dFirst(n, &network{first: scaled{w}}, 2, 1) }, "dFirst: " + nested + " holds another type than it"},
		{"nested other type, reverse", func() { gFirst(n, &network{first: scaled{w}}, 2, 1) }, "gFirst: " + nested + " holds another type than it"},
		{"nested same pointer", func() { dFirst(n, &network{first: d}, 2, 1) }, "derivative of (*dense).apply: the shadow of a receiver overlaps it"},
		{"nested same pointer, reverse", func() { gFirst(n, &network{first: d}, 2, 1) }, "gFirst: " + nested + " overlaps it"},
		{"a number in nil", func() { dNumber(n, &network{}, 2, 1) }, "dNumber: " + nested + " is nil and it is not"},
		{"a number in nil, reverse", func() { gNumber(n, &network{}, 2, 1) }, "gNumber: " + nested + " is nil and it is not"},
		{"a number beside another", func() { dNumber(n, &network{any: 1}, 2, 1) }, "dNumber: " + nested + " holds another type than it"},

		{"function", func() { dActivated(n, &network{}, 2, 1) }, "dActivated: the shadow of a function value is nil, and the function has captured variables"},
		{"function, reverse", func() { gActivated(n, &network{}, 2, 1) }, "gActivated: the shadow of a function value is nil, and the function has captured variables"},

		{"map", func() { dLooked(n, &network{}, 2, 1) }, "dLooked: " + nested + " is nil and it is not"},
		{"map, reverse", func() { gLooked(n, &network{}, 2, 1) }, "gLooked: " + nested + " is nil and it is not"},
		{"range", func() { dRanged(n, &network{}, 2, 1) }, "dRanged: " + nested + " is nil and it is not"},
		{"range, reverse", func() { gRanged(n, &network{}, 2, 1) }, "gRanged: " + nested + " is nil and it is not"},
		{"map of maps", func() { dInner(m, map[string]map[string]float64{}, 2, 1) }, "dInner: " + nested + " is nil and it is not"},
		{"map of maps, reverse", func() { gInner(m, map[string]map[string]float64{}, 2, 1) }, "gInner: " + nested + " is nil and it is not"},
	} {
		if got, want := message(test.do), "autodiff: "+test.want; got != want {
			t.Errorf("%s: panic %q, want %q", test.what, got, want)
		}
	}
}

// TestBoxesLetPass has shadows that are what they have to be.
func TestBoxesLetPass(t *testing.T) {
	w := 3.0
	p := &plain{3}
	static := func(x float64) float64 { return x * x }
	for _, test := range []struct {
		what string
		do   func() (y, dx float64)
	}{
		{"a pointer", func() (float64, float64) { return dApplied(&dense{3}, &dense{0}, 2, 1) }},
		{"a pointer, reverse", func() (float64, float64) { return gApplied(&dense{3}, &dense{0}, 2, 1) }},
		{"no floats", func() (float64, float64) { return dApplied(p, p, 2, 1) }},
		{"no floats, reverse", func() (float64, float64) { return gApplied(p, p, 2, 1) }},
		{"a value", func() (float64, float64) { return dApplied(scaled{3}, scaled{0}, 2, 1) }},
		{"a value, reverse", func() (float64, float64) { return gApplied(boxed(3), boxed(1), 2, 1) }},
		{"a number", func() (float64, float64) { return dNumber(&network{any: w}, &network{any: 0.0}, 2, 1) }},
		{"a number, reverse", func() (float64, float64) {
			return gNumber(&network{any: boxedNumber(3)}, &network{any: boxedNumber(1)}, 2, 1)
		}},
		{"nothing captured", func() (float64, float64) {
			y, dx := dActivated(&network{act: static}, &network{}, 2, 1)
			return y * 1.5, dx * 0.75
		}},
		{"nothing captured, reverse", func() (float64, float64) {
			y, dx := gActivated(&network{act: static}, &network{}, 2, 1)
			return y * 1.5, dx * 0.75
		}},
		{"no map", func() (float64, float64) {
			y, dx := dLooked(&network{}, &network{}, 2, 1)
			return y + 6, dx + 3
		}},
	} {
		if y, dx := test.do(); y != 6 || dx != 3 {
			t.Errorf("%s: %g, derivative %g", test.what, y, dx)
		}
	}
}
