// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The harness against tangents written by hand, right ones and wrong ones.

package check

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"strings"
	"testing"
)

// A recorder keeps what a check reports.
type recorder struct{ msgs []string }

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.msgs = append(r.msgs, fmt.Sprintf(format, args...))
}

func square(x float64) float64 { return x * x }

func dot(x, y []float64) float64 {
	s := 0.0
	for i := range x {
		s += x[i] * y[i]
	}
	return s
}

func scale(x []float64, a float64) {
	for i := range x {
		x[i] *= a
	}
}

func root(x float64) (float64, error) {
	if x < 0 {
		return 0, errors.New("negative")
	}
	return math.Sqrt(x), nil
}

type node struct {
	x    float64
	n    int
	next *node
}

func (n *node) sum() float64 {
	s := 0.0
	for ; n != nil; n = n.next {
		s += math.Sin(n.x)
	}
	return s
}

func poly(c []float32, x float32) float32 {
	y := float32(0)
	for _, a := range c {
		y = y*x + a
	}
	return y
}

func poly64(c []float64, x float64) float64 {
	y := 0.0
	for _, a := range c {
		y = y*x + a
	}
	return y
}

func dpoly(c, dc []float32, x, dx float32) (float32, float32) {
	y, dy := float32(0), float32(0)
	for i, a := range c {
		y, dy = y*x+a, dy*x+y*dx+dc[i]
	}
	return y, dy
}

var right = []struct {
	name  string
	f, df any
	args  []any
}{
	{"scalar", square, func(x, dx float64) (float64, float64) { return x * x, 2 * x * dx }, []any{1.5}},
	{"onlyTangent", square, func(x, dx float64) float64 { return 2 * x * dx }, []any{Acts("Dual DualOnly"), -3.0}},
	{"slices", dot, func(x, dx, y, dy []float64) (float64, float64) {
		return dot(x, y), dot(dx, y) + dot(x, dy)
	}, []any{Vec(4, -1, 1), Vec(4, -1, 1)}},
	{"const", dot, func(x, dx, y []float64) (float64, float64) {
		return dot(x, y), dot(dx, y)
	}, []any{Acts("Dual Const Dual"), Vec(4, -1, 1), Vec(4, -1, 1)}},
	{"inPlace", scale, func(x, dx []float64, a, da float64) {
		for i := range x {
			x[i], dx[i] = x[i]*a, dx[i]*a+x[i]*da
		}
	}, []any{Vec(3, 1, 2), 0.7}},
	{"error", root, func(x, dx float64) (float64, float64, error) {
		y, err := root(x)
		if err != nil {
			return y, 0, err
		}
		return y, dx / (2 * y), nil
	}, []any{2.0}},
	{"errorTaken", root, func(x, dx float64) (float64, float64, error) {
		return 0, 0, errors.New("negative")
	}, []any{-2.0}},
	{"list", (*node).sum, func(n, dn *node) (float64, float64) {
		s, ds := 0.0, 0.0
		for ; n != nil; n, dn = n.next, dn.next {
			s, ds = s+math.Sin(n.x), ds+math.Cos(n.x)*dn.x
		}
		return s, ds
	}, []any{&node{1, 7, &node{2, 8, nil}}}},
	{"float32", poly, dpoly, []any{[]float32{1, 2, 3}, 0.5}},
	{"float32Twin", poly, dpoly, []any{Twin(poly64), []float32{1, 2, 3}, 0.5}},
	{"variadic", func(xs ...float64) float64 { return dot(xs, xs) }, func(xs, dxs []float64) (float64, float64) {
		return dot(xs, xs), 2 * dot(xs, dxs)
	}, []any{Vec(3, -1, 1)}},
	{"width", square, func(x float64, dx [2]float64) (float64, [2]float64) {
		return x * x, [2]float64{2 * x * dx[0], 2 * x * dx[1]}
	}, []any{Width(2), Range(-1, 1)}},
	{"complex", func(z complex128) complex128 { return z * z }, func(z, dz complex128) (complex128, complex128) {
		return z * z, 2 * z * dz
	}, []any{Range(-1, 1)}},
	{"dualOnly", func(x *float64) float64 { return *x * *x }, func(x float64, dx *float64) (float64, float64) {
		return x * x, 2 * x * *dx
	}, []any{Acts("DualOnly Dual"), new(float64)}},
	{"kept", func(x []float64) []float64 { return x[1:] }, func(x, dx []float64) ([]float64, []float64) {
		return x[1:], dx[1:]
	}, []any{func(r *rand.Rand) []float64 { return []float64{1, r.Float64()} }}},
}

func TestRight(t *testing.T) {
	for _, c := range right {
		t.Run(c.name, func(t *testing.T) { Forward(t, c.f, c.df, c.args...) })
	}
}

var calls int

var wrong = []struct {
	name  string
	f, df any
	args  []any
	want  string
}{
	{"tangent", square, func(x, dx float64) (float64, float64) { return x * x, x * dx }, []any{1.5}, "differences give"},
	{"small", square, func(x, dx float64) (float64, float64) { return x * x, 2 * x * dx * (1 + 1e-6) }, []any{1.5}, "differences give"},
	{"primal", square, func(x, dx float64) (float64, float64) { return x*x + 1e-15, 2 * x * dx }, []any{1.5}, "the primal gives"},
	{"silentZero", dot, func(x, dx, y, dy []float64) (float64, float64) {
		return dot(x, y), dot(dx, y)
	}, []any{Vec(4, -1, 1), Vec(4, -1, 1)}, "differences give"},
	{"shadowLost", dot, func(x, dx, y, dy []float64) (float64, float64) {
		defer clear(dx)
		return dot(x, y), dot(dx, y) + dot(x, dy)
	}, []any{Vec(4, -1, 1), Vec(4, -1, 1)}, "the tangent of argument 1[0]"},
	{"shadowTouched", dot, func(x, dx, y, dy []float64) (float64, float64) {
		defer func() { dx[0] *= 1 + 1e-14 }()
		return dot(x, y), dot(dx, y) + dot(x, dy)
	}, []any{Vec(4, -1, 1), Vec(4, -1, 1)}, "was only read"},
	{"stale", scale, func(x, dx []float64, a, da float64) { scale(x, a) }, []any{Vec(3, 1, 2), 0.7}, "differences give"},
	{"notZero", func(x float64) float64 { return 1 }, func(x, dx float64) (float64, float64) { return 1, 1e-12 }, []any{1.0}, "zero shadows"},
	{"unstable", square, func(x, dx float64) (float64, float64) {
		calls++
		return x * x, 2 * x * dx * (1 + float64(calls)*1e-15)
	}, []any{Serial(), 1.5}, "second call"},
	{"type", square, func(x, dx float32) (float64, float64) { return 0, 0 }, []any{1.5}, "another type"},
	{"activities", square, func(x, dx float64) (float64, float64) { return 0, 0 }, []any{Acts("Dual"), 1.5}, "1 activities"},
	{"panics", square, func(x, dx float64) (float64, float64) { panic("no") }, []any{1.5}, "panic: no"},
	{"shape", func(x []float64) []float64 { return x }, func(x, dx []float64) ([]float64, []float64) {
		return x, dx[:1]
	}, []any{Vec(3, 1, 2)}, "another shape"},
}

func TestWrong(t *testing.T) {
	for _, c := range wrong {
		t.Run(c.name, func(t *testing.T) {
			var r recorder
			forward(&r, c.f, c.df, c.args)
			if c.name == "primal" && Fuses() {
				return // the last bits do not count here
			}
			if got := strings.Join(r.msgs, "\n"); got == "" || !strings.Contains(got, c.want) {
				t.Errorf("have %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestPanics(t *testing.T) {
	f := func(x []float64, i int) float64 { return x[i] }
	Panics(t, f, func(x, dx []float64, i int) (float64, float64) { return x[i], dx[i] }, []float64{1}, 3)
}
