// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package runtimeactivity

import (
	"fmt"
	"math"
	"math/rand"
	"testing"
)

// random makes memory of random numbers, and shadows of it. In full, every shadow is
// memory of its own, and inactive ones are zeros. Otherwise they are the memory itself.
type random struct {
	*rand.Rand
	full    bool
	reverse bool
	all     [][]float64 // shadows that are active
}

// floats returns n random numbers and their shadow.
func (r *random) floats(n int) (x, dx []float64) {
	x, dx = make([]float64, n), make([]float64, n)
	for i := range x {
		x[i] = 1 + r.Float64()
		dx[i] = r.NormFloat64()
	}
	if r.Intn(2) == 0 { // inactive
		clear(dx)
		if !r.full {
			dx = x
		}
		return x, dx
	}
	if r.reverse {
		clear(dx)
	}
	r.all = append(r.all, dx)
	return x, dx
}

func (r *random) float() (p, dp *float64) {
	x, dx := r.floats(1)
	return &x[0], &dx[0]
}

// tangent returns the shadow of a float.
func (r *random) tangent() float64 { return r.NormFloat64() }

func (r *random) node(n int) (p, dp *Node) {
	if n == 0 {
		return nil, nil
	}
	p, dp = new(Node), new(Node)
	p.V, dp.V = 1+r.Float64(), r.NormFloat64()
	p.W, dp.W = r.floats(2)
	p.P, dp.P = r.float()
	p.Next, dp.Next = r.node(n - 1)
	if r.reverse {
		dp.V = 0
	}
	if r.Intn(4) == 0 { // this node is inactive, and the others with it
		if r.full {
			still(dp, r)
		} else {
			dp = p
		}
	}
	return p, dp
}

// still makes the shadow p, of a list, zero.
func still(p *Node, r *random) {
	for ; p != nil; p = p.Next {
		p.V, *p.P = 0, 0
		clear(p.W)
		if r.reverse {
			p.V, p.W, p.P = 0, make([]float64, 2), new(float64) // what comes here is not looked at
		}
	}
}

// collect returns what came to the shadow of a list, without inactive nodes.
func collect(p, dp *Node) []float64 {
	var all []float64
	for ; p != nil && p != dp; p, dp = p.Next, dp.Next {
		all = append(all, dp.V)
		if &p.W[0] != &dp.W[0] {
			all = append(all, dp.W...)
		}
		if p.P != dp.P {
			all = append(all, *dp.P)
		}
	}
	return all
}

// both calls f with and without the option and compares what comes out, for the same
// numbers and with other references inactive each time.
func both(t *testing.T, reverse bool, f func(r *random) []float64) {
	t.Helper()
	for seed := int64(0); seed < 200; seed++ {
		with := &random{Rand: rand.New(rand.NewSource(seed)), reverse: reverse}
		full := &random{Rand: rand.New(rand.NewSource(seed)), reverse: reverse, full: true}
		have, want := f(with), f(full)
		for i := range with.all {
			if reverse {
				have = append(have, with.all[i]...)
				want = append(want, full.all[i]...)
			}
		}
		for i := range want {
			if math.Abs(have[i]-want[i]) > 1e-12*(1+math.Abs(want[i])) {
				t.Fatalf("seed %d: have %v, want %v", seed, have, want)
			}
		}
	}
}

func TestForward(t *testing.T) {
	pick := func(r *random, with, full any) any {
		if r.full {
			return full
		}
		return with
	}
	for _, c := range []struct {
		name string
		f    func(r *random) []float64
	}{
		{"Dot", func(r *random) []float64 {
			x, dx := r.floats(5)
			y, dy := r.floats(5)
			s, ds := pick(r, DDot, DDotFull).(func(_, _, _, _ []float64, _, _ float64) (_, _ float64))(x, dx, y, dy, 2, r.tangent())
			return []float64{s, ds}
		}},
		{"Dot unchecked", func(r *random) []float64 {
			x, dx := r.floats(5)
			y, dy := r.floats(5)
			s, ds := pick(r, DDotUnchecked, DDotFull).(func(_, _, _, _ []float64, _, _ float64) (_, _ float64))(x, dx, y, dy, 2, r.tangent())
			return []float64{s, ds}
		}},
		{"Lanes", func(r *random) []float64 {
			x, dx0 := r.floats(5)
			y, dy0 := r.floats(5)
			dx1, dy1 := dx0, dy0
			if r.Intn(2) == 0 { // one lane has a shadow of its own
				dx1 = []float64{1, 2, 3, 4, 5}
			}
			if r.full {
				s, d0 := DDotFull(x, dx0, y, dy0, 2, 1)
				_, d1 := DDotFull(x, dx1, y, dy1, 2, 3)
				return []float64{s, d0, d1}
			}
			s, ds := Lanes(x, [2][]float64{dx0, dx1}, y, [2][]float64{dy0, dy1}, 2, [2]float64{1, 3})
			return []float64{s, ds[0], ds[1]}
		}},
		{"Rows", func(r *random) []float64 {
			m, dm := make([][]float64, 4), make([][]float64, 4)
			for i := range m {
				m[i], dm[i] = r.floats(3)
			}
			s, ds := pick(r, DRows, DRowsFull).(func(_, _ [][]float64) (_, _ float64))(m, dm)
			return []float64{s, ds}
		}},
		{"List", func(r *random) []float64 {
			n, dn := r.node(6)
			s, ds := pick(r, DList, DListFull).(func(_, _ *Node) (_, _ float64))(n, dn)
			return []float64{s, ds}
		}},
		{"Sum", func(r *random) []float64 {
			n, dn := r.node(6)
			s, ds := pick(r, DSum, DSumFull).(func(_, _ *Node) (_, _ float64))(n, dn)
			return []float64{s, ds}
		}},
		{"OfSmall", func(r *random) []float64 {
			var x, dx Small
			x.A, dx.A = r.floats(3)
			x.B, dx.B = r.floats(3)
			x.F, dx.F = 3, r.tangent()
			s, ds := pick(r, DOfSmall, DOfSmallFull).(func(_, _ Small) (_, _ float64))(x, dx)
			return []float64{s, ds}
		}},
		{"OfLarge", func(r *random) []float64 {
			x, dx := large(r)
			dx.F, dx.G = r.tangent(), r.tangent()
			s, ds := pick(r, DOfLarge, DOfLargeFull).(func(_, _ Large) (_, _ float64))(x, dx)
			return []float64{s, ds}
		}},
		{"Areas", func(r *random) []float64 {
			var x, dx []Shape
			for range 4 {
				if r.Intn(2) == 0 {
					p, dp := r.float()
					x, dx = append(x, Disk{p}), append(dx, Disk{dp})
					continue
				}
				b, db := &Box{r.Float64(), r.Float64()}, &Box{r.Float64(), r.Float64()}
				if r.Intn(2) == 0 {
					*db = Box{}
					if !r.full {
						db = b
					}
				}
				x, dx = append(x, b), append(dx, db)
			}
			s, ds := pick(r, DAreas, DAreasFull).(func(_, _ []Shape) (_, _ float64))(x, dx)
			return []float64{s, ds}
		}},
		{"Lookup", func(r *random) []float64 {
			m, dm := make(map[string][]float64), make(map[string][]float64)
			keys := []string{"a", "b", "c"}
			for _, k := range keys {
				m[k], dm[k] = r.floats(3)
			}
			if r.Intn(3) == 0 {
				for _, k := range keys {
					if r.full {
						dm[k] = make([]float64, 3)
					}
				}
				if !r.full {
					dm = m
				}
			}
			s, ds := pick(r, DLookup, DLookupFull).(func(_, _ map[string][]float64, _ []string) (_, _ float64))(m, dm, keys)
			return []float64{s, ds}
		}},
		{"Total", func(r *random) []float64 {
			m, dm := map[string]float64{"a": 1, "b": 2}, map[string]float64{}
			x, dx := r.floats(2)
			if r.Intn(2) == 0 {
				dm["a"], dm["b"] = r.tangent(), r.tangent()
			} else if !r.full {
				dm = m
			}
			s, ds := pick(r, DTotal, DTotalFull).(func(_, _ map[string]float64, _, _ []float64) (_, _ float64))(m, dm, x, dx)
			return []float64{s, ds}
		}},
		{"Curve", func(r *random) []float64 {
			x, dx := []float64{1, 2}, make([]float64, 2)
			y, dy := []float64{3, 4}, make([]float64, 2)
			tx, ty, tdx, tdy := []float64{r.tangent(), 1}, []float64{2, 3}, make([]float64, 2), make([]float64, 2)
			var s, ts, da, tda float64
			if r.full {
				clear(tx)
				s, ts, da, tda = Curve(x, tx, dx, tdx, y, ty, dy, tdy, 2, 1, 1, 0)
			} else {
				s, ts, da, tda = Curve(x, x, dx, tdx, y, ty, dy, tdy, 2, 1, 1, 0)
			}
			return append(append(append([]float64{s, ts, da, tda}, dx...), tdx...), tdy...)
		}},
	} {
		t.Run(c.name, func(t *testing.T) { both(t, false, c.f) })
	}
}

// large makes a Large, with zero floats in its shadow.
func large(r *random) (x, dx Large) {
	x.A, dx.A = r.floats(3)
	x.B, dx.B = r.floats(3)
	x.C, dx.C = r.floats(3)
	x.F, x.G = 2, 3
	x.P, dx.P = r.float()
	x.Q, dx.Q = r.float()
	for i := range x.R {
		x.R[i], dx.R[i] = r.float()
	}
	return x, dx
}

func TestReverse(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(r *random) []float64
	}{
		{"Dot", func(r *random) []float64 {
			x, dx := r.floats(5)
			y, dy := r.floats(5)
			f := RDot
			if r.full {
				f = RDotFull
			}
			s, da := f(x, dx, y, dy, 2, 3)
			return []float64{s, da}
		}},
		{"Dot unchecked", func(r *random) []float64 {
			x, dx := r.floats(5)
			y, dy := r.floats(5)
			f := RDotUnchecked
			if r.full {
				f = RDotFull
			}
			s, da := f(x, dx, y, dy, 2, 3)
			return []float64{s, da}
		}},
		{"Rows", func(r *random) []float64 {
			m, dm := make([][]float64, 4), make([][]float64, 4)
			for i := range m {
				m[i], dm[i] = r.floats(3)
			}
			if r.full {
				return []float64{RRowsFull(m, dm, 2)}
			}
			return []float64{RRows(m, dm, 2)}
		}},
		{"OfSmall", func(r *random) []float64 {
			var x, dx Small
			x.A, dx.A = r.floats(3)
			x.B, dx.B = r.floats(3)
			x.F = 3
			f := ROfSmall
			if r.full {
				f = ROfSmallFull
			}
			s := f(x, &dx, 3)
			return []float64{s, dx.F}
		}},
		{"OfLarge", func(r *random) []float64 {
			x, dx := large(r)
			f := ROfLarge
			if r.full {
				f = ROfLargeFull
			}
			s := f(x, &dx, 3)
			return []float64{s, dx.F, dx.G}
		}},
		{"Areas", func(r *random) []float64 {
			var x, dx []Shape
			for range 4 {
				p, dp := r.float()
				x, dx = append(x, Disk{p}), append(dx, Disk{dp})
			}
			b, db := &Box{2, 3}, &Box{}
			if r.Intn(2) == 0 && !r.full {
				db = b
			}
			x, dx = append(x, b), append(dx, db)
			if r.full {
				return []float64{RAreasFull(x, dx, 2)}
			}
			return []float64{RAreas(x, dx, 2)}
		}},
		{"Lookup", func(r *random) []float64 {
			m, dm := make(map[string][]float64), make(map[string][]float64)
			keys := []string{"a", "b", "c"}
			for _, k := range keys {
				m[k], dm[k] = r.floats(3)
			}
			f := RLookup
			if r.full {
				f = RLookupFull
			}
			return []float64{f(m, dm, keys, 2)}
		}},
		{"Total", func(r *random) []float64 {
			m, dm := map[string]float64{"a": 1, "b": 2}, map[string]float64{}
			x, dx := r.floats(2)
			inactive := r.Intn(2) == 0
			if r.full {
				s := RTotalFull(m, dm, x, dx, 2)
				if inactive {
					return []float64{s}
				}
				return []float64{s, dm["a"], dm["b"]}
			}
			if inactive {
				return []float64{RTotal(m, m, x, dx, 2), m["a"] - 1}[:1]
			}
			return []float64{RTotal(m, dm, x, dx, 2), dm["a"], dm["b"]}
		}},
		{"Twice", func(r *random) []float64 {
			p, dp := r.float()
			q, dq := r.float()
			w, dw := r.floats(3)
			f := RTwice
			if r.full {
				f = RTwiceFull
			}
			return []float64{f(Halves, nil, p, dp, q, dq, w, dw, 2)}
		}},
	} {
		t.Run(c.name, func(t *testing.T) { both(t, true, c.f) })
	}
}

// TestLists compares gradients of lists in which any node and any part of one may be
// inactive.
func TestLists(t *testing.T) {
	for seed := int64(0); seed < 300; seed++ {
		make := func(full bool) (n, dn *Node) {
			return (&random{Rand: rand.New(rand.NewSource(seed)), reverse: true, full: full}).node(6)
		}
		for name, fs := range map[string][2]func(n, dn *Node, ds float64) float64{"List": {RList, RListFull}, "Sum": {RSum, RSumFull}} {
			n, dn := make(false)
			have := fs[0](n, dn, 2)
			m, dm := make(true)
			if want := fs[1](m, dm, 2); have != want {
				t.Fatalf("%s, seed %d: %v, want %v", name, seed, have, want)
			}
			for i := 0; n != nil && n != dn; i++ {
				same := n.V == m.V && math.Abs(dn.V-dm.V) < 1e-12*(1+math.Abs(dm.V))
				for j := range n.W {
					same = same && (&n.W[0] == &dn.W[0] || math.Abs(dn.W[j]-dm.W[j]) < 1e-12*(1+math.Abs(dm.W[j])))
				}
				same = same && (n.P == dn.P || math.Abs(*dn.P-*dm.P) < 1e-12*(1+math.Abs(*dm.P)))
				if !same {
					t.Fatalf("%s, seed %d: node %d: have %v, want %v", name, seed, i, collect(n, dn), collect(m, dm))
				}
				n, dn, m, dm = n.Next, dn.Next, m.Next, dm.Next
			}
		}
	}
}

// message returns what f panics with.
func message(f func()) (s string) {
	defer func() {
		if e := recover(); e != nil {
			s = fmt.Sprint(e)
		}
	}()
	f()
	return ""
}

func TestStores(t *testing.T) {
	const inactive = "assignment of an active value to inactive memory"
	for _, c := range []struct {
		name, want string
		call       func(x, dx, y, dy []float64)
	}{
		{"active to active", "", func(x, dx, y, dy []float64) { DScale(x, dx, y, dy, 2, 0) }},
		{"active to inactive", "DScale: " + inactive, func(x, dx, y, dy []float64) { DScale(x, dx, y, y, 2, 0) }},
		{"inactive to inactive", "", func(x, dx, y, dy []float64) { DScale(x, x, y, y, 2, 0) }},
		{"inactive to active", "", func(x, dx, y, dy []float64) { DScale(x, x, y, dy, 2, 0) }},
		{"constant to inactive", "", func(x, dx, y, dy []float64) { DFill(x, dx, y, y, 3) }},
		{"copy, active to active", "", func(x, dx, y, dy []float64) { DCopy(x, dx, y, dy) }},
		{"copy, active to inactive", "DCopy: " + inactive, func(x, dx, y, dy []float64) { DCopy(x, dx, y, y) }},
		{"copy, inactive to inactive", "", func(x, dx, y, dy []float64) { DCopy(x, x, y, y) }},
		{"overlap in part", "DScale: shadow dy overlaps y", func(x, dx, y, dy []float64) { DScale(x, dx, y[1:], y[:2], 2, 0) }},
		{"shadow over another", "DScale: shadow dx overlaps y", func(x, dx, y, dy []float64) { DScale(x, y, y, dy, 2, 0) }},
		{"reverse, active to active", "", func(x, dx, y, dy []float64) { RScale(x, dx, y, dy, 2) }},
		{"reverse, active to inactive", "RScale: " + inactive, func(x, dx, y, dy []float64) { RScale(x, dx, y, y, 2) }},
		{"reverse, inactive to active", "", func(x, dx, y, dy []float64) { RScale(x, x, y, dy, 2) }},
		{"reverse, constant to inactive", "", func(x, dx, y, dy []float64) { RFill(x, dx, y, y, 3, 1) }},
		{"reverse, copy, active to inactive", "RCopy: " + inactive, func(x, dx, y, dy []float64) { RCopy(x, dx, y, y, 1) }},
		{"reverse, copy, inactive to inactive", "", func(x, dx, y, dy []float64) { RCopy(x, x, y, y, 1) }},
		{"reverse, copy, inactive to active", "", func(x, dx, y, dy []float64) { RCopy(x, x, y, dy, 1) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, dx, y, dy := []float64{1, 2, 3}, []float64{1, 1, 1}, []float64{4, 5, 6}, []float64{1, 1, 1}
			want := c.want
			if want != "" {
				want = "autodiff: " + want
			}
			if have := message(func() { c.call(x, dx, y, dy) }); have != want {
				t.Errorf("have panic %q, want %q", have, want)
			}
		})
	}
	x, y, dy := []float64{1, 2, 3}, []float64{4, 5, 6}, []float64{7, 7, 7}
	DScale(x, x, y, dy, 2, 5)
	if fmt.Sprint(y, dy) != "[2 4 6] [5 10 15]" {
		t.Error("DScale:", y, dy)
	}
	dy = []float64{1, 10, 100}
	if da := RScale(x, x, y, dy, 2); fmt.Sprint(x, y, dy, da) != "[1 2 3] [2 4 6] [0 0 0] 321" {
		t.Error("RScale:", x, y, dy, da)
	}
	x, dx := []float64{1, 2, 3}, []float64{0, 0, 0}
	if RFill(x, dx, y, y, 3, 2); fmt.Sprint(y, dx) != "[0 3 6] [6 0 0]" {
		t.Error("RFill:", y, dx)
	}
}

// TestOutside: what a derivative gives out has inactive references as their own shadows.
func TestOutside(t *testing.T) {
	n, list := &Node{V: 2}, &Node{V: 3}
	dn := &Node{V: 1}
	if y, dy := DPush(n, dn, list, list); y != 6 || dy != 3 || dn.Next != list {
		t.Error("DPush:", y, dy, dn.Next)
	}
	dn.Next, n.Next = nil, nil
	dn.V = 0
	if RPush(n, dn, list, list); dn.Next != list || n.Next != list {
		t.Error("RPush:", dn.Next, n.Next)
	}
	x, dx, y := []float64{1}, []float64{2}, []float64{3}
	if r, dr := DPick(x, dx, y, y, true); &r[0] != &x[0] || &dr[0] != &dx[0] {
		t.Error("DPick: first")
	}
	if r, dr := DPick(x, dx, y, y, false); &r[0] != &y[0] || &dr[0] != &y[0] {
		t.Error("DPick: second")
	}
	if have := message(func() { DLookup(map[string][]float64{"a": {1}}, nil, []string{"a"}) }); have != "autodiff: DLookup: shadow dm is nil and m is not" {
		t.Errorf("nil map: %q", have)
	}
}
