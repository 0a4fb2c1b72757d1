// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The harness against gradients written by hand, right ones and wrong ones.

package check

import (
	"math"
	"strings"
	"testing"
)

// rdot adds the gradient of dot to the shadows.
func rdot(x, dx, y, dy []float64, seed float64) float64 {
	for i := range x {
		dx[i] += seed * y[i]
		dy[i] += seed * x[i]
	}
	return dot(x, y)
}

func rscale(x, dx []float64, a float64) (da float64) {
	for i := range x {
		da += dx[i] * x[i]
		dx[i] *= a
	}
	scale(x, a)
	return da
}

// fillWith overwrites y.
func fillWith(y []float64, x float64) {
	for i := range y {
		y[i] = x * float64(i)
	}
}

func rfillWith(y, dy []float64, x float64) (dx float64) {
	fillWith(y, x)
	for i := range dy {
		dx += dy[i] * float64(i)
		dy[i] = 0
	}
	return dx
}

type pair struct {
	a, b float64
	n    int
}

func (p pair) mul() (float64, pair) { return p.a * p.b, pair{p.b, p.a, p.n} }

type bag struct {
	w float64
	v []float64
}

func (b bag) sum() float64 { return b.w * dot(b.v, b.v) }

// swap changes which pointer is where.
func swap(ps []*float64, x float64) {
	ps[0], ps[1] = ps[1], ps[0]
	*ps[0] *= x
}

func rswap(ps, ds []*float64, x float64) float64 {
	ps[0], ps[1] = ps[1], ps[0]
	ds[0], ds[1] = ds[1], ds[0]
	old := *ps[0]
	*ps[0] *= x
	seed := *ds[0]
	*ds[0] = seed * x
	return seed * old
}

var rightReverse = []struct {
	name    string
	f, df   any
	reverse any
	args    []any
}{
	{"scalar", square, nil, func(x, s float64) (float64, float64) { return x * x, 2 * x * s }, []any{1.5}},
	{"only", square, nil, func(x, s float64) float64 { return 2 * x * s }, []any{Acts("Active ActiveOnly"), 1.5}},
	{"only of forward", square, nil, func(x, s float64) float64 { return 2 * x * s }, []any{Acts("Dual DualOnly"), 1.5}},
	{"slices", dot, nil, rdot, []any{Vec(4, -1, 1), Vec(4, -1, 1)}},
	{"against", dot, func(x, dx, y, dy []float64) (float64, float64) {
		return dot(x, y), dot(dx, y) + dot(x, dy)
	}, rdot, []any{Vec(4, -1, 1), Vec(4, -1, 1)}},
	{"const", dot, nil, func(x, y, dy []float64, s float64) float64 {
		return rdot(x, make([]float64, len(x)), y, dy, s)
	}, []any{Acts("Const Duplicated Active"), Vec(4, -1, 1), Vec(4, -1, 1)}},
	{"in place", scale, nil, rscale, []any{Vec(3, 1, 2), 0.7}},
	{"overwritten", fillWith, nil, rfillWith, []any{Vec(3, 1, 2), 0.7}},
	{"struct", pair.mul, nil, func(p pair, s float64, t pair) (float64, pair, pair) {
		y, q := p.mul()
		return y, q, pair{a: s*p.b + t.b, b: s*p.a + t.a}
	}, []any{pair{1, 2, 3}}},
	{"mixed", bag.sum, nil, func(b bag, db *bag, s float64) float64 {
		db.w += s * dot(b.v, b.v)
		for i, x := range b.v {
			db.v[i] += 2 * s * b.w * x
		}
		return b.sum()
	}, []any{bag{2, []float64{1, 2}}}},
	{"error", root, nil, func(x, s float64) (float64, error, float64) {
		y, err := root(x)
		return y, err, s / (2 * y)
	}, []any{2.0}},
	{"list", (*node).sum, nil, func(n, dn *node, s float64) float64 {
		y := n.sum()
		for ; n != nil; n, dn = n.next, dn.next {
			dn.x += math.Cos(n.x) * s
		}
		return y
	}, []any{&node{1, 7, &node{2, 8, nil}}}},
	{"float32", poly, dpoly, rpoly, []any{[]float32{1, 2, 3}, 0.5}},
	{"float32 twin", poly, nil, rpoly, []any{Twin(poly64), []float32{1, 2, 3}, 0.5}},
	{"width", square, nil, func(x float64, s [2]float64) (float64, [2]float64) {
		return x * x, [2]float64{2 * x * s[0], 2 * x * s[1]}
	}, []any{Width(2), Range(-1, 1)}},
	{"complex", func(z complex128) complex128 { return z * z }, nil, func(z, s complex128) (complex128, complex128) {
		return z * z, 2 * z * s
	}, []any{Range(-1, 1)}},
	{"by value", func(x *float64) float64 { return *x * *x }, nil, func(x float64, dx *float64, s float64) float64 {
		*dx += 2 * x * s
		return x * x
	}, []any{Acts("DuplicatedOnly Active"), new(float64)}},
	{"pointers", swap, nil, rswap, []any{[]*float64{new(float64), new(float64)}, 3.0}},
	{"float32 inside", rounded, func(x, dx []float64) (float64, float64) {
		return rounded(x), 2*x[0]*dx[0] + 1e-9*dx[1]
	}, func(x, dx []float64, s float64) float64 {
		dx[0] += 2 * x[0] * s
		dx[1] += 1e-9 * s
		return rounded(x)
	}, []any{Rough(), Vec(2, 1, 2)}},
	{"closed", square, nil, func(x, s float64) (float64, float64) { return x * x, 2 * x * s }, []any{1.5, Closed(func(x, s float64) (float64, float64) { return x * x, s * 2 * x })}},
}

// rounded depends so little on x[1] that no difference shows it.
func rounded(x []float64) float64 { return x[0]*x[0] + float64(float32(1e-9*x[1]+1)) }

func rpoly(c, dc []float32, x, seed float32) (float32, float32) {
	dx, p := float32(0), float32(1)
	for i := len(c) - 1; i >= 0; i-- {
		dc[i] += seed * p
		if i < len(c)-1 {
			dx = dx + seed*float32(len(c)-1-i)*c[i]*p/x
		}
		p *= x
	}
	return poly(c, x), dx
}

func TestRightReverse(t *testing.T) {
	for _, c := range rightReverse {
		t.Run(c.name, func(t *testing.T) {
			if c.df != nil {
				Both(t, c.f, c.df, c.reverse, c.args...)
				return
			}
			Reverse(t, c.f, c.reverse, c.args...)
		})
	}
}

var wrongReverse = []struct {
	name    string
	f       any
	reverse any
	args    []any
	want    string
}{
	{"gradient", square, func(x, s float64) (float64, float64) { return x * x, x * s }, []any{1.5}, "argument 1 gets"},
	{"small", square, func(x, s float64) (float64, float64) { return x * x, 2 * x * s * (1 + 1e-6) }, []any{1.5}, "differences give"},
	{"primal", square, func(x, s float64) (float64, float64) { return x*x + 1e-15, 2 * x * s }, []any{1.5}, "the primal gives"},
	{"no seed", square, func(x, s float64) (float64, float64) { return x * x, 2 * x }, []any{1.5}, "differences give"},
	{"one lost", dot, func(x, dx, y, dy []float64, s float64) float64 {
		old := dx[2]
		defer func() { dx[2] = old }()
		return rdot(x, dx, y, dy, s)
	}, []any{Vec(4, -1, 1), Vec(4, -1, 1)}, "argument 1[2] gets"},
	{"set", dot, func(x, dx, y, dy []float64, s float64) float64 {
		clear(dx)
		clear(dy)
		return rdot(x, dx, y, dy, s)
	}, []any{Vec(4, -1, 1), Vec(4, -1, 1)}, "differences give"},
	{"seed left", fillWith, func(y, dy []float64, x float64) (dx float64) {
		old := append([]float64(nil), dy...)
		defer copy(dy, old)
		return rfillWith(y, dy, x)
	}, []any{Vec(3, 1, 2), 0.7}, "argument 1[0] gets"},
	{"memory", scale, func(x, dx []float64, a float64) (da float64) {
		old := append([]float64(nil), x...)
		defer copy(x, old)
		return rscale(x, dx, a)
	}, []any{Vec(3, 1, 2), 0.7}, "argument 1 after the call[0]"},
	{"not zero", func(x float64) float64 { return 1 }, func(x, s float64) (float64, float64) { return 1, 1e-12 }, []any{1.0}, "zero seeds"},
	{"unstable", square, func(x, s float64) (float64, float64) {
		calls++
		return x * x, 2 * x * s * (1 + float64(calls)*1e-15)
	}, []any{Serial(), 1.5}, "second call"},
	{"only read", func(x []float64) float64 { return x[0] }, func(x, dx []float64, s float64) float64 {
		dx[0] += s
		dx[1] *= 1 + 1e-10
		return x[0]
	}, []any{Vec(2, -1, 1)}, "nothing depends on argument 1[1]"},
	{"type", square, func(x, dx float64) float64 { return 0 }, []any{1.5}, "another type"},
	{"activities", square, func(x, dx float64) (float64, float64) { return 0, 0 }, []any{Acts("Active"), 1.5}, "1 activities"},
	{"panics", square, func(x, dx float64) (float64, float64) { panic("no") }, []any{1.5}, "panic: no"},
	{"by hand", square, func(x, s float64) (float64, float64) { return x * x, 2 * x * s }, []any{1.5, Closed(func(x, s float64) (float64, float64) { return x * x, 3 * x * s })}, "by hand"},
}

func TestWrongReverse(t *testing.T) {
	for _, c := range wrongReverse {
		t.Run(c.name, func(t *testing.T) {
			var r recorder
			reverse(&r, c.f, c.reverse, c.args)
			if c.name == "primal" && Fuses() {
				return // the last bits do not count here
			}
			if got := strings.Join(r.msgs, "\n"); got == "" || !strings.Contains(got, c.want) {
				t.Errorf("have %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestReversePanics(t *testing.T) {
	f := func(x []float64, i int) float64 { return x[i] }
	ReversePanics(t, f, func(x, dx []float64, i int, s float64) float64 { dx[i] += s; return x[i] }, []float64{1}, 3)
	ReversePrimal(t, f, func(x, dx []float64, i int, s float64) float64 { dx[i] += s; return x[i] }, []float64{1}, 0)
}
