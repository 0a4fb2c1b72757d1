// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package bases tests addresses of which a part does not change in a loop.
package bases

import "math"

// flat multiplies by a matrix in one slice, from its second row on.
func flat(a, x []float64, rows int) float64 {
	s := 0.0
	for i := range rows {
		q := 0.0
		for j := range x {
			q += a[(i+1)*len(x)+j] * x[j]
		}
		s += q * q
	}
	return s
}

//go:autodiff flat Forward
func dFlat(a, da, x, dx []float64, rows int) (float64, float64)

//go:autodiff flat Reverse
func revFlat(a, da, x, dx []float64, rows int, seed float64) float64

// packed has rows of different lengths, the first of none.
func packed(low, x []float64) float64 {
	s, at := 0.0, 0
	for i := range x {
		q := x[i]
		for j := range i {
			q += low[at] * x[j]
			at++
		}
		s += q * math.Sin(q)
	}
	return s
}

//go:autodiff packed Forward
func dPacked(low, dlow, x, dx []float64) (float64, float64)

//go:autodiff packed Reverse
func revPacked(low, dlow, x, dx []float64, seed float64) float64

// seldom reads in front of x but where it must not.
func seldom(x []float64, k int) float64 {
	s := 0.0
	for range 2 {
		for i := range x {
			if i >= k {
				s += x[i-k] * x[i] * s
			}
			if i+k < len(x) {
				s += x[i+k] * x[i]
			}
		}
	}
	return s
}

//go:autodiff seldom Forward
func dSeldom(x, dx []float64, k int) (float64, float64)

//go:autodiff seldom Reverse
func revSeldom(x, dx []float64, k int, seed float64) float64

// windows reads beside i on both sides, in float32, and writes.
func windows(x, y []float32, from, k int) float32 {
	s := float32(0)
	for r := range 3 {
		for i := from; i < k; i++ {
			y[r+i] = x[r+i]*x[r+i+1] - y[r+i]*x[i]
			s += y[r+i] * y[r+i]
		}
	}
	return s
}

//go:autodiff windows Forward
func dWindows(x, dx, y, dy []float32, from, k int) (float32, float32)

//go:autodiff windows Reverse
func revWindows(x, dx, y, dy []float32, from, k int, seed float32) float32

// fields has elements of three words, and an array.
func fields(ps []triple, k int) float64 {
	s := 0.0
	var sums [8]float64
	for n := range 2 {
		for i := range k {
			p := &ps[n*k+i]
			p.c += p.a * p.b * sums[n+i]
			sums[n+i+1] += p.c * p.a
		}
	}
	for _, v := range sums {
		s += v * v
	}
	return s
}

type triple struct{ a, b, c float64 }

//go:autodiff fields Forward
func dFields(ps, dps []triple, k int) (float64, float64)

//go:autodiff fields Reverse
func revFields(ps, dps []triple, k int, seed float64) float64

// called calls something in the loop, which may collect garbage.
func called(a []float64, rows, columns int) float64 {
	s := 0.0
	for i := range rows {
		for j := range columns {
			s += square(a[i*columns+j]) * s
			s += a[i*columns+j]
		}
	}
	return s
}

//go:noinline
func square(x float64) float64 {
	p := new(float64)
	*p = x
	sink = make([]float64, 10)
	return *p * x
}

var sink []float64

//go:autodiff called Forward
func dCalled(a, da []float64, rows, columns int) (float64, float64)

//go:autodiff called Reverse
func revCalled(a, da []float64, rows, columns int, seed float64) float64
