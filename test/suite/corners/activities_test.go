// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Const arguments beside active ones, in the same data structures.

package corners

import (
	"testing"

	"goenzyme/suite/check"
)

func TestActivities(t *testing.T) {
	t.Run("beside1", func(t *testing.T) {
		check.Both(t, beside1, dBeside1, revBeside1, check.Acts("Dual Const Dual Dual"), check.Vec(4, 0.1, 1), check.Vec(4, 0.1, 1), 0.3)
	})
	t.Run("beside2", func(t *testing.T) {
		check.Both(t, beside2, dBeside2, revBeside2, check.Acts("Const Dual Const Dual"), check.Vec(4, 0.1, 1), check.Vec(4, 0.1, 1), 0.3)
	})
	t.Run("beside3", func(t *testing.T) {
		check.Both(t, beside3, dBeside3, revBeside3, check.Acts("Dual Const Dual Dual"), &tree{a: 0.3, v: []float64{0.1, 0.2}, n: &tree{a: 0.7, v: []float64{0.4}}}, &tree{a: 0.2, v: []float64{0.5}}, 0.3)
	})
	t.Run("beside4", func(t *testing.T) {
		check.Both(t, beside4, dBeside4, revBeside4, check.Acts("Dual Const Const Dual"), &tree{a: 0.3, v: []float64{0.1, 0.2}}, &tree{a: 0.2, v: []float64{0.5}}, 0.3)
	})
	t.Run("beside5", func(t *testing.T) {
		check.Both(t, beside5, dBeside5, revBeside5, check.Acts("Dual Dual Dual"), mixed{[2]float64{0.3, 0.4}, 0.5, 1 + 2i}, 0.3)
	})
	t.Run("beside6", func(t *testing.T) {
		check.Both(t, beside6, dBeside6, revBeside6, check.Acts("Dual Const Dual"), [3]float64{0.3, 0.4, 0.7}, 0.3)
	})
	t.Run("beside7", func(t *testing.T) {
		check.Both(t, beside7, dBeside7, revBeside7, check.Acts("Dual DualOnly"), check.Vec(4, 0.1, 1), check.Vec(4, 0.1, 1))
	})
	t.Run("beside8", func(t *testing.T) {
		check.Both(t, beside8, dBeside8, revBeside8, check.Acts("Dual Const Dual"), &layer{w: []float64{0.1, 0.2}, b: []float64{0.3, 0.4}, data: [][]float64{{1, 2}, {3, 4}}}, [][]float64{{0.5, 0.6}, {0.7, 0.8}})
	})
	t.Run("beside9", func(t *testing.T) {
		check.Both(t, beside9, dBeside9, revBeside9, check.Acts("Dual Const Dual Dual"), 0.3, 0.4, 0.5)
	})
	t.Run("beside10", func(t *testing.T) {
		check.Both(t, beside10, dBeside10, revBeside10, check.Acts("Const Dual Dual"), check.Vec(4, 0.1, 1), 0.3)
	})
	t.Run("beside11", func(t *testing.T) {
		check.Both(t, beside11, dBeside11, revBeside11, check.Acts("Const Dual Dual Dual"), map[string]int{"a": 1}, 0.3, 0.5)
	})
	t.Run("beside12", func(t *testing.T) {
		check.Both(t, beside12, dBeside12, revBeside12, check.Acts("Dual Const Dual Dual"), [][]float64{{1, 2}, {3, 4}}, [][]float64{{0.5, 0.6}, {0.7, 0.8}}, 0.3)
	})
}

type tree struct {
	a float64
	v []float64
	n *tree
	k int
}
type mixed struct {
	x [2]float64
	y float32
	z complex64
}
type layer struct {
	w, b []float64
	act  func(float64) float64
	data [][]float64
	in   *layer
}

//go:autodiff dBeside1 Forward Dual Const Dual Dual
//go:autodiff revBeside1 Reverse Duplicated Const Active Active
func beside1(v, c []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		s += v[i] * c[i] * x
		v[i] = s * c[0]
	}
	return s
}

//go:autodiff dBeside2 Forward Const Dual Const Dual
//go:autodiff revBeside2 Reverse Const Duplicated Const Active
func beside2(c, v []float64, x float64) float64 {
	m := [][]float64{c, v, {x}}
	s := 0.0
	for i := range m {
		for j := range m {
			if j < len(m[i]) {
				s += m[i][j] * m[j][0]
			}
		}
	}
	m[1][2] = s
	return s + v[2]*c[2]
}

//go:autodiff dBeside3 Forward Dual Const Dual Dual
//go:autodiff revBeside3 Reverse Duplicated Const Active Active
func beside3(t, c *tree, x float64) float64 {
	t.n.n = c
	s := 0.0
	for p := t; p != nil; p = p.n {
		s += p.a * x
		for _, e := range p.v {
			s += e * p.a
		}
	}
	t.n.n = nil
	t.v = append(t.v, c.v...)
	return s + t.v[2]*t.v[0]
}

//go:autodiff dBeside4 Forward Dual Const Const Dual
//go:autodiff revBeside4 Reverse Duplicated Const Const Active
func beside4(t, c *tree, x float64) float64 {
	u := *c
	u.n = t
	u.a *= t.a
	t.a = c.a*x + u.a
	w := []tree{u, *t, {a: x, v: c.v}}
	s := 0.0
	for i := range w {
		s += w[i].a * w[i].v[0]
	}
	w[1].v[1] = s
	return s * t.v[1]
}

//go:autodiff dBeside5 Forward Dual Dual Dual
//go:autodiff revBeside5 Reverse Active Active Active
func beside5(g mixed, x float64) float64 {
	g.x[0] *= float64(g.y) * x
	h := g
	h.y += float32(h.x[1])
	h.z *= g.z
	return float64(h.y)*g.x[0] + float64(real(h.z)*imag(g.z))
}

//go:autodiff dBeside6 Forward Dual Const Dual
//go:autodiff revBeside6 Reverse Active Const Active
func beside6(a [3]float64, x float64) [2]float64 {
	b := &a
	for i := range b {
		b[(i+1)%3] += b[i] * x
	}
	return [2]float64{a[0] * a[1], a[2]}
}

//go:autodiff dBeside7 Forward Dual DualOnly
//go:autodiff revBeside7 Reverse Duplicated DuplicatedOnly
func beside7(v, tmp []float64) {
	for i := range v {
		tmp[i] = v[i] * v[(i+1)%4]
	}
	for i := range v {
		v[i] = tmp[i]*tmp[3-i] + tmp[0]
	}
}

//go:autodiff dBeside8 Forward Dual Const Dual
//go:autodiff revBeside8 Reverse Duplicated Const Active
func beside8(l *layer, data [][]float64) float64 {
	m := &layer{w: l.w, b: l.b, data: data, in: l}
	s := 0.0
	for i, r := range m.data {
		z := m.b[i]
		for j, e := range r {
			z += e * m.w[j] * m.in.data[i][j]
		}
		m.b[i] += z * 0.1
		s += z * z
		m.data = m.data[:]
		l.data[i] = data[i]
	}
	return s + l.data[1][0]*l.w[0]
}

//go:autodiff dBeside9 Forward Dual Const Dual Dual
//go:autodiff revBeside9 Reverse Active Const Active Active
func beside9(x, c, y float64) float64 {
	v := []float64{x, c, y}
	f := func(i int) *float64 { return &v[i] }
	*f(1) += *f(0)
	p, q := f(1), f(2)
	*p, *q = *q, *p**q
	c *= *p
	return c*v[2] + v[1]
}

//go:autodiff dBeside10 Forward Const Dual Dual
//go:autodiff revBeside10 Reverse Const Active Active
func beside10(c []float64, x float64) float64 {
	w := make([]float64, 4)
	copy(w, c)
	for i := range w {
		w[i] *= x
	}
	u := append([]float64(nil), c...)
	u = append(u, x)
	s := 0.0
	for i, e := range u {
		s += e * w[i%4]
	}
	a := [4]float64(c)
	b := a
	b[1] = x
	return s + a[1]*b[1]*b[0]
}

//go:autodiff dBeside11 Forward Const Dual Dual Dual
//go:autodiff revBeside11 Reverse Const Active Active Active
func beside11(m map[string]int, x, y float64) float64 {
	t := map[string]float64{}
	for k, n := range m {
		t[k] = x * float64(n)
		m[k] = n
	}
	t["b"] = y
	s := 0.0
	for k := range m {
		s += t[k] * t["b"]
	}
	return s*t["z"] + s
}

//go:autodiff dBeside12 Forward Dual Const Dual Dual
//go:autodiff revBeside12 Reverse Duplicated Const Active Active
func beside12(m, c [][]float64, x float64) float64 {
	o := m[0]
	m[0] = c[1]
	s := m[0][0]*x + m[1][1]*m[0][1]
	m[0] = o
	m[0][1] *= s
	t := [][]float64{c[0], m[1], c[1], m[0]}
	t[0], t[1] = t[1], t[0]
	t[0][0] += s
	for i := range t {
		s += t[i][0] * t[i][1]
	}
	return s
}
