// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Linear least squares: a polynomial with coefficients x is fitted to the
// sign of t at equidistant t between -1 and 1.

package reverse

import (
	"goenzyme/bench/clock"
	model "goenzyme/bench/reverse/model/ad"
)

// place returns the i-th of n observations: where, and what was seen there.
func place(i, n int) (t, sign float64) {
	t = -1 + 2*float64(i)/float64(n-1)
	switch {
	case t < 0:
		return t, -1
	case t > 0:
		return t, 1
	}
	return t, 0
}

// leastSquares is half the sum of squares of n residuals.
func leastSquares(x []float64, n int) float64 {
	sum := 0.0
	for i := range n {
		t, r := place(i, n)
		power := 1.0
		for _, c := range x {
			r -= c * power
			power *= t
		}
		sum += r * r
	}
	return sum / 2
}

// leastSquaresHand adds the gradient to dx; powers is scratch memory.
func leastSquaresHand(x, dx []float64, n int, powers []float64) float64 {
	sum := 0.0
	dx, powers = dx[:len(x)], powers[:len(x)]
	for i := range n {
		t, r := place(i, n)
		power := 1.0
		for j, c := range x {
			powers[j] = power
			r -= c * power
			power *= t
		}
		sum += r * r
		for j, p := range powers {
			dx[j] -= r * p
		}
	}
	return sum / 2
}

func leastSquaresCase(n, terms int) *objective {
	x, dx, powers := clock.NewSource(2).Numbers(terms), make([]float64, terms), make([]float64, terms)
	return &objective{
		name:   "least squares",
		x:      x,
		dx:     dx,
		primal: func() float64 { return leastSquares(x, n) },
		hand: func() {
			clear(dx)
			leastSquaresHand(x, dx, n, powers)
		},
		tangent: func() float64 {
			_, d := leastSquaresTangent(x, dx, n)
			return d
		},
		ours: func() {
			clear(dx)
			leastSquaresGrad(x, dx, n, 1)
		},
		infergo: observe(&model.LeastSquares{N: n}, x),
	}
}
