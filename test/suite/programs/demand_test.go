// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Memory that comes from a callee, or is made here, and is found to be active
// only later, elsewhere, or through another pointer.

package programs

import (
	"testing"

	"goenzyme/suite/check"
)

type tally struct {
	sum  float64
	hist []float64
	best *float64
	sub  *tally
}

//go:noinline
func (a *tally) add(v float64) {
	a.sum += v
	a.hist = append(a.hist, v*a.sum)
	if a.best == nil || v > *a.best {
		a.best = &a.hist[len(a.hist)-1]
	}
	if a.sub != nil {
		a.sub.add(v * 0.5)
	}
}

//go:noinline
func newTally(depth int) *tally {
	a := &tally{}
	if depth > 0 {
		a.sub = newTally(depth - 1)
	}
	return a
}

// later writes active values to memory that a callee made.
//
//go:autodiff dLater Forward
func later(x []float64) float64 {
	a := newTally(2)
	for _, v := range x {
		a.add(v)
	}
	*a.best *= 2
	s := 0.0
	for ; a != nil; a = a.sub {
		s = s*0.3 + a.sum
		for _, v := range a.hist {
			s += v
		}
	}
	return s
}

//go:noinline
func publishTo(dst **float64, src *float64) { *dst = src }

//go:noinline
func writeTo(p *float64, v float64) { *p = v }

// publish reads through a pointer what is written through another.
//
//go:autodiff dPublish Forward
func publish(x float64) float64 {
	var p *float64
	y := 1.0
	publishTo(&p, &y)
	writeTo(&y, x*x)
	return *p * 3
}

//go:noinline
func grab(t [][]float64, i int) []float64 { return t[i] }

//go:autodiff dGrab Forward
func grabs(x float64) float64 {
	t := make([][]float64, 2)
	for i := range t {
		t[i] = make([]float64, 2)
	}
	r := grab(t, 1)
	r[0] = x * x
	u := t[1]
	grab(t, 0)[1] = u[0] * x
	return t[0][1] + t[1][0]
}

//go:noinline
func either(a, b []float64, k int) []float64 {
	if k > 0 {
		return a
	}
	return b
}

//go:autodiff dChoose Forward
func chooses(x float64, k int) float64 {
	a, b := make([]float64, 2), make([]float64, 2)
	c := either(a, b, k)
	c[0] = x * x
	d := either(b, a, k)
	d[1] = x
	return a[0] + 2*b[0] + 3*a[1] + 5*b[1]
}

//go:autodiff dConstWrite Forward Const Dual Const Dual
func constWrite(buf []float64, x float64, k int) float64 {
	c := either(buf, make([]float64, 2), k)
	c[0] = x * x
	return c[0]
}

//go:noinline
func making(n int) (a, b []float64, s tally) {
	a = make([]float64, n)
	b = a[1:]
	s.hist = b
	s.best = &a[0]
	return
}

//go:autodiff dFill Forward
func fills(x float64) float64 {
	a, b, s := making(3)
	*s.best = x
	s.hist[0] = x * a[0]
	b[1] = a[1] * x
	return a[0] + a[1]*2 + a[2]*3
}

type dense struct {
	d []float64
	n int
}

func (m *dense) row(i int) []float64 { return m.d[i*m.n : (i+1)*m.n : (i+1)*m.n] }

//go:noinline
func factor(m *dense, piv []int) float64 {
	det := 1.0
	for k := 0; k < m.n; k++ {
		p := k
		for i := k + 1; i < m.n; i++ {
			if magnitude(m.row(i)[k]) > magnitude(m.row(p)[k]) {
				p = i
			}
		}
		piv[k] = p
		if p != k {
			a, b := m.row(p), m.row(k)
			for j := range a {
				a[j], b[j] = b[j], a[j]
			}
			det = -det
		}
		det *= m.row(k)[k]
		for i := k + 1; i < m.n; i++ {
			f := m.row(i)[k] / m.row(k)[k]
			m.row(i)[k] = f
			for j := k + 1; j < m.n; j++ {
				m.row(i)[j] -= f * m.row(k)[j]
			}
		}
	}
	return det
}

func magnitude(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

//go:autodiff dDet Forward
func det(d []float64, n int) float64 {
	m := &dense{append([]float64(nil), d...), n}
	return factor(m, make([]int, n))
}

//go:noinline
func quartet(x float64) (lo, hi float64, ok bool, rest []float64) {
	return x * 0.3, x * x, x > 0, []float64{x, 1}
}

//go:autodiff dUnused Forward
func unused(x float64) float64 {
	_, h, ok, _ := quartet(x)
	l, _, _, r := quartet(h)
	if !ok {
		return l
	}
	return r[0] + r[1]
}

//go:autodiff dOnlyTan Forward Dual Dual DualOnly Const
func onlyTan(x, y float64) (float64, float64) { return x * y, x + y }

//go:noinline
func descend(p **float64, n int, x float64) float64 {
	if n == 0 {
		return **p * x
	}
	y := x * float64(n)
	q := &y
	if n%2 == 0 {
		q = *p
	}
	*q += 1
	return descend(&q, n-1, *q) + **p
}

//go:autodiff dRec Forward
func recs(x float64, n int) float64 { p := &x; return descend(&p, n, 2) }

//go:autodiff dZero Forward
func zeroed(x float64, n int) float64 {
	var buf [8]float64
	s := 0.0
	for i := range n {
		var tmp [4]float64 // zero each time
		tmp[i&3] = x * float64(i)
		buf[i] = tmp[0] + tmp[(i+1)&3]
		p := new(float64)
		*p += tmp[i&3]
		s += *p + buf[i]
	}
	buf = [8]float64{1: x}
	return s + buf[1] + buf[2]
}

func TestDemand(t *testing.T) {
	v := check.Vec(4, 0.5, 1)
	check.Forward(t, later, dLater, v)
	check.Forward(t, publish, dPublish, 1.5)
	check.Forward(t, grabs, dGrab, 1.5)
	check.Forward(t, chooses, dChoose, 1.5, 0)
	check.Forward(t, chooses, dChoose, 1.5, 1)
	check.Forward(t, constWrite, dConstWrite, check.Acts("Const Dual Const Dual"), v, 1.5, 0)
	check.Forward(t, fills, dFill, 1.5)
	check.Forward(t, det, dDet, check.Vec(9, 0.2, 1), 3)
	check.Forward(t, unused, dUnused, 1.5)
	check.Forward(t, onlyTan, dOnlyTan, check.Acts("Dual Dual DualOnly Const"), 1.5, 2)
	for n := range 6 {
		check.Forward(t, recs, dRec, 1.5, n)
		check.Forward(t, zeroed, dZero, 1.5, n)
	}
}
