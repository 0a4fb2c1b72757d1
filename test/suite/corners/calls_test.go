// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls that read what is written behind them.

package corners

import (
	"testing"

	"goenzyme/suite/check"
)

func TestCalls(t *testing.T) {
	t.Run("written1", func(t *testing.T) {
		check.Both(t, written1, dWritten1, revWritten1, []entry{{[3]float64{1, 2, 3}, 0.5}, {[3]float64{0.5, 2, 1}, 0.7}}, 0.4)
	})
	t.Run("written2", func(t *testing.T) {
		check.Both(t, written2, dWritten2, revWritten2, []entry{{[3]float64{1, 2, 3}, 0.5}, {[3]float64{0.5, 2, 1}, 0.7}}, 0.4)
	})
	t.Run("written3", func(t *testing.T) {
		check.Both(t, written3, dWritten3, revWritten3, []entry{{[3]float64{1, 2, 3}, 0.5}, {[3]float64{0.5, 2, 1}, 0.7}}, 0.4)
	})
	t.Run("written4", func(t *testing.T) {
		check.Both(t, written4, dWritten4, revWritten4, [][5]float64{{1, 2, 3, 4, 5}, {0.1, 0.2, 0.3, 0.4, 0.5}}, 0.4)
	})
	t.Run("written5", func(t *testing.T) {
		check.Both(t, written5, dWritten5, revWritten5, [][5]float64{{1, 2, 3, 4, 5}, {0.1, 0.2, 0.3, 0.4, 0.5}}, 0.4)
	})
	t.Run("written6", func(t *testing.T) {
		check.Both(t, written6, dWritten6, revWritten6, []link{{0.3, &weight}, {0.5, &weight}}, 0.4)
	})
	t.Run("written7", func(t *testing.T) { check.Both(t, written7, dWritten7, revWritten7, check.Mat(3, 4, 0.1, 1), 0.4) })
	t.Run("written8", func(t *testing.T) {
		check.Both(t, written8, dWritten8, revWritten8, [][5]float64{{1, 2, 3, 4, 5}, {0.1, 0.2, 0.3, 0.4, 0.5}}, 0.4)
	})
	t.Run("written9", func(t *testing.T) { check.Both(t, written9, dWritten9, revWritten9, check.Vec(5, 0.1, 1), 0.4) })
	t.Run("written10", func(t *testing.T) { check.Both(t, written10, dWritten10, revWritten10, check.Vec(5, 0.1, 1), 0.4) })
	t.Run("written11", func(t *testing.T) { check.Both(t, written11, dWritten11, revWritten11, 0.3, 0.4) })
	t.Run("written12", func(t *testing.T) { check.Both(t, written12, dWritten12, revWritten12, check.Vec(6, 0.1, 1), 0.4) })
	t.Run("written13", func(t *testing.T) { check.Both(t, written13, dWritten13, revWritten13, check.Vec(6, 0.1, 1), 0.4) })
}

type entry struct {
	v [3]float64
	w float64
}
type link struct {
	w float64
	p *float64
}

//go:noinline
func recordEnergy(r entry) float64 { return r.v[0]*r.v[2] + r.w*r.w }

//go:noinline
func cyclic(a [5]float64, k float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * a[(i+1)%5] * k
	}
	return s
}

//go:noinline
func through(r link) float64 { return r.w * *r.p }

//go:noinline
func crosswise(a, b [5]float64) (s [5]float64, t float64) {
	for i := range a {
		s[i] = a[i] * b[4-i]
		t += s[i]
	}
	return
}

//go:noinline
func cubes(v []float64) float64 {
	s := 0.0
	for _, e := range v {
		s += e * e * v[0]
	}
	return s
}

var weight = 0.4

//go:autodiff dWritten1 Forward
//go:autodiff revWritten1 Reverse
func written1(r []entry, x float64) float64 {
	s := 0.0
	for i := range r {
		s += recordEnergy(r[i])
	}
	r[0].w = x
	return s * x
}

//go:autodiff dWritten2 Forward
//go:autodiff revWritten2 Reverse
func written2(r []entry, x float64) float64 { s := recordEnergy(r[0]); r[0].w = x; return s + x }

//go:autodiff dWritten3 Forward
//go:autodiff revWritten3 Reverse
func written3(r []entry, x float64) float64 {
	s := 0.0
	for i := range r {
		t := r[i]
		t.w *= x
		s += recordEnergy(t) + recordEnergy(r[1])
	}
	r[1] = entry{w: s}
	return s + recordEnergy(r[1])*1e-3
}

//go:autodiff dWritten4 Forward
//go:autodiff revWritten4 Reverse
func written4(a [][5]float64, x float64) float64 {
	s := 0.0
	for i := range a {
		s += cyclic(a[i], x)
	}
	a[0][2] = x
	for i := range a {
		s += cyclic(a[i], 1)
	}
	clear(a)
	return s
}

//go:autodiff dWritten5 Forward
//go:autodiff revWritten5 Reverse
func written5(a [][5]float64, x float64) float64 {
	s := 0.0
	for i := range a {
		u, t := crosswise(a[i], a[1-i])
		s += t * u[2]
		if i == 0 {
			a[0] = u
		}
	}
	a[1][0] = s
	return s * x
}

//go:autodiff dWritten6 Forward
//go:autodiff revWritten6 Reverse
func written6(r []link, x float64) float64 {
	s := 0.0
	for i := range r {
		s += through(r[i]) * x
	}
	r[0].w = x
	*r[1].p = x * x
	for i := range r {
		s += through(r[i])
	}
	return s
}

//go:autodiff dWritten7 Forward
//go:autodiff revWritten7 Reverse
func written7(m [][]float64, x float64) float64 {
	s := 0.0
	for i := range m {
		s += cubes(m[i])
	}
	m[1][0] = x
	m[0] = m[1]
	for i := range m {
		s += cubes(m[i][1:]) * x
	}
	m[2][3] = s
	return s
}

//go:autodiff dWritten8 Forward
//go:autodiff revWritten8 Reverse
func written8(a [][5]float64, x float64) float64 {
	s := cyclic(a[0], x)
	a[0] = a[1]
	a[1][1] = s
	s += cyclic(a[1], x)
	a[1] = [5]float64{x}
	return s + a[0][0]
}

//go:autodiff dWritten9 Forward
//go:autodiff revWritten9 Reverse
func written9(v []float64, x float64) float64 {
	s := cubes(v)
	copy(v, []float64{x, s})
	t := cubes(v[1:])
	clear(v[2:4])
	return s*x + t + cubes(v)
}

//go:autodiff dWritten10 Forward
//go:autodiff revWritten10 Reverse
func written10(v []float64, x float64) float64 {
	a := [5]float64(v)
	s := cyclic(a, x)
	v[0] = s
	a[1] = x
	s += cyclic(a, 1)
	p := &a
	p[2] = 0
	b := *p
	s += cyclic(b, x) + cyclic(*p, 2)
	copy(v, a[:])
	return s + v[1]
}

//go:autodiff dWritten11 Forward
//go:autodiff revWritten11 Reverse
func written11(x, y float64) float64 {
	m := map[int][5]float64{1: {x, y, 1, 2, 3}, 2: {y, x}}
	s := 0.0
	for i := range 3 {
		s += cyclic(m[i], y)
	}
	m[1] = [5]float64{s}
	delete(m, 2)
	for i := range 3 {
		s += cyclic(m[i], x)
	}
	return s
}

//go:autodiff dWritten12 Forward
//go:autodiff revWritten12 Reverse
func written12(v []float64, x float64) float64 {
	s := 0.0
	for i := 0; i+5 <= len(v); i++ {
		s += cyclic([5]float64(v[i:]), x)
	}
	v[3] = s
	return s * v[2]
}

//go:autodiff dWritten13 Forward
//go:autodiff revWritten13 Reverse
func written13(v []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		z := complex(v[i], x)
		z *= z
		s += real(z) * imag(z)
	}
	v[0] = x
	t := 0.0
	for i := range v {
		if v[i] > 0.5 {
			t += v[i] * s
			continue
		}
		t -= v[i]
	}
	v[1] = t
	return s + t
}
