// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Copies that overlap, slices that are cut, exchanged and grown in place.

package corners

import (
	"testing"

	"goenzyme/suite/check"
)

func TestOverlaps(t *testing.T) {
	t.Run("overlap1", func(t *testing.T) { check.Both(t, overlap1, dOverlap1, revOverlap1, check.Vec(8, 0.1, 1), 0.4) })
	t.Run("overlap2", func(t *testing.T) { check.Both(t, overlap2, dOverlap2, revOverlap2, check.Vec(40, 0.1, 1), 0.4) })
	t.Run("overlap3", func(t *testing.T) { check.Both(t, overlap3, dOverlap3, revOverlap3, check.Vec(40, 0.1, 1), 0.4) })
	t.Run("overlap4", func(t *testing.T) { check.Both(t, overlap4, dOverlap4, revOverlap4, check.Vec(12, 0.1, 1), 0.4) })
	t.Run("overlap5", func(t *testing.T) { check.Both(t, overlap5, dOverlap5, revOverlap5, check.Vec(6, 0.1, 1), 0.4) })
	t.Run("overlap6", func(t *testing.T) { check.Both(t, overlap6, dOverlap6, revOverlap6, check.Vec(6, 0.1, 1), 0.4) })
	t.Run("overlap7", func(t *testing.T) { check.Both(t, overlap7, dOverlap7, revOverlap7, check.Vec(6, 0.1, 1), 0.4) })
	t.Run("overlap8", func(t *testing.T) { check.Both(t, overlap8, dOverlap8, revOverlap8, check.Vec(6, 0.1, 1), 0.4) })
	t.Run("overlap10", func(t *testing.T) { check.Both(t, overlap10, dOverlap10, revOverlap10, 0.5, 0.4) })
	t.Run("overlap11", func(t *testing.T) { check.Both(t, overlap11, dOverlap11, revOverlap11, check.Mat(3, 3, 0.5, 1), 0.4) })
	t.Run("overlap12", func(t *testing.T) { check.Both(t, overlap12, dOverlap12, revOverlap12, check.Vec(5, 0.1, 1), 0.4) })
}

//go:autodiff dOverlap1 Forward
//go:autodiff revOverlap1 Reverse
func overlap1(v []float64, x float64) float64 {
	p, q := (*[4]float64)(v), (*[4]float64)(v[2:])
	*p = *q
	*q = *(*[4]float64)(v[1:])
	s := 0.0
	for i := range v {
		s += v[i] * float64(i+1) * x
	}
	return s * v[3]
}

//go:autodiff dOverlap2 Forward
//go:autodiff revOverlap2 Reverse
func overlap2(v []float64, x float64) float64 {
	p, q := (*[20]float64)(v), (*[20]float64)(v[3:])
	*q = *p
	*p = *(*[20]float64)(v[7:])
	s := 0.0
	for i := range v {
		s += v[i] * float64(i+1) * x
	}
	*(*[20]float64)(v[1:]) = *(*[20]float64)(v)
	return s * v[3] * v[20]
}

//go:autodiff dOverlap3 Forward
//go:autodiff revOverlap3 Reverse
func overlap3(v []float64, x float64) float64 {
	copy(v[1:], v)
	copy(v, v[5:])
	v = append(v[:3], v[4:]...)
	v = append(v[:10], append([]float64{x}, v[10:]...)...)
	s := 0.0
	for i := range v {
		s += v[i] * float64(i%5+1) * x
	}
	return s * v[3] * v[20]
}

//go:autodiff dOverlap4 Forward
//go:autodiff revOverlap4 Reverse
func overlap4(v []float64, x float64) float64 {
	t := make([][3]float64, 4)
	for i := range t {
		t[i] = [3]float64(v[3*i:])
	}
	copy(t[1:], t)
	t = append(t[:2], t[1:]...)
	s := 0.0
	for i, r := range t {
		s += r[0]*r[1]*x + r[2]*float64(i)
	}
	for i := range t {
		copy(v[2*i:], t[i][:])
	}
	return s*v[4] + v[9]
}

//go:autodiff dOverlap5 Forward
//go:autodiff revOverlap5 Reverse
func overlap5(v []float64, x float64) float64 {
	for i := range v {
		j := (i*5 + 1) % 6
		v[i], v[j], x = v[j]*x, v[i]+x, v[i]*v[j]+0.1
	}
	return x*v[0] + v[5]
}

//go:autodiff dOverlap6 Forward
//go:autodiff revOverlap6 Reverse
func overlap6(v []float64, x float64) float64 {
	i := 0
	f := func() int { i++; return i % 6 }
	v[f()] += v[f()] * x
	v[f()], v[f()] = v[f()], x
	v[f()] *= v[f()] + v[i%6]
	return v[1]*v[3] + v[4]*v[1]
}

//go:autodiff dOverlap7 Forward
//go:autodiff revOverlap7 Reverse
func overlap7(v []float64, x float64) float64 {
	var s float64
	for len(v) > 1 {
		m := len(v) / 2
		for i := 0; i < m; i++ {
			v[i] += v[len(v)-1-i] * x
		}
		s += v[m]
		v = v[:m]
	}
	return s * v[0]
}

//go:autodiff dOverlap8 Forward
//go:autodiff revOverlap8 Reverse
func overlap8(v []float64, x float64) float64 {
	type it struct {
		k int
		w float64
	}
	h := []it{}
	push := func(e it) {
		h = append(h, e)
		for i := len(h) - 1; i > 0 && h[(i-1)/2].w > h[i].w; i = (i - 1) / 2 {
			h[i], h[(i-1)/2] = h[(i-1)/2], h[i]
		}
	}
	pop := func() it {
		t := h[0]
		n := len(h) - 1
		h[0] = h[n]
		h = h[:n]
		i := 0
		for {
			c := 2*i + 1
			if c >= n {
				break
			}
			if c+1 < n && h[c+1].w < h[c].w {
				c++
			}
			if h[i].w <= h[c].w {
				break
			}
			h[i], h[c] = h[c], h[i]
			i = c
		}
		return t
	}
	for i, w := range v {
		push(it{i, w})
	}
	s := 0.0
	for len(h) > 1 {
		a, b := pop(), pop()
		c := it{a.k * b.k, a.w + b.w*x}
		s += c.w * float64(c.k%3+1)
		push(c)
	}
	return s
}

//go:autodiff dOverlap10 Forward
//go:autodiff revOverlap10 Reverse
func overlap10(x, y float64) float64 {
	p := [5]float64{x, y, x * y, 1, 0.3}
	var perm func(k int) float64
	used := 0
	var path [5]int
	perm = func(k int) float64 {
		if k == 3 {
			s := 1.0
			for i := range 3 {
				s *= p[path[i]] + float64(i)
			}
			return s
		}
		t := 0.0
		for i := range p {
			if used>>i&1 == 0 {
				used |= 1 << i
				path[k] = i
				t += perm(k + 1)
				used &^= 1 << i
			}
		}
		return t
	}
	return perm(0) * 1e-2
}

//go:autodiff dOverlap11 Forward
//go:autodiff revOverlap11 Reverse
func overlap11(m [][]float64, x float64) float64 {
	n := len(m)
	a := make([][]float64, n)
	for i := range a {
		a[i] = append(append([]float64{}, m[i]...), make([]float64, n)...)
		a[i][n+i] = x
		a[i][i] += 2
	}
	for i := range a {
		p := i
		for r := i; r < n; r++ {
			if a[r][i]*a[r][i] > a[p][i]*a[p][i] {
				p = r
			}
		}
		a[i], a[p] = a[p], a[i]
		d := a[i][i]
		for j := range a[i] {
			a[i][j] /= d
		}
		for r := range a {
			if r != i {
				f := a[r][i]
				for j := range a[r] {
					a[r][j] -= f * a[i][j]
				}
			}
		}
	}
	s := 0.0
	for i := range a {
		s += a[i][n+i] * a[(i+1)%n][n+i]
	}
	return s
}

//go:autodiff dOverlap12 Forward
//go:autodiff revOverlap12 Reverse
func overlap12(v []float64, x float64) float64 {
	var t [6][6]float64
	for i := range v {
		t[i][i] = v[i]
	}
	for l := 1; l < 5; l++ {
		for i := 0; i+l < 5; i++ {
			j := i + l
			t[i][j] = v[i] * v[j]
			for k := i; k < j; k++ {
				t[i][j] = max(t[i][j], t[i][k]*x+t[k+1][j])
			}
		}
	}
	return t[0][4] * t[1][3]
}
