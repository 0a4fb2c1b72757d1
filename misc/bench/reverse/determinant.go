// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Determinant, expanded by minors.

package reverse

import "goenzyme/bench/clock"

// minors expands the rows of the n×n matrix a from row on, without the columns
// in used.
func minors(a []float64, n, row int, used uint) float64 {
	if row == n {
		return 1
	}
	d, sign := 0.0, 1.0
	for c := range n {
		if used>>c&1 == 1 {
			continue
		}
		d += sign * a[row*n+c] * minors(a, n, row+1, used|1<<c)
		sign = -sign
	}
	return d
}

// minorsHand adds seed times the gradient to da. A minor's adjoint depends on
// nothing that is computed below it, so that one sweep down is enough.
func minorsHand(a, da []float64, n, row int, used uint, seed float64) float64 {
	if row == n {
		return 1
	}
	d, sign := 0.0, 1.0
	for c := range n {
		if used>>c&1 == 1 {
			continue
		}
		v := sign * a[row*n+c]
		m := minorsHand(a, da, n, row+1, used|1<<c, seed*v)
		d += v * m
		da[row*n+c] += seed * sign * m
		sign = -sign
	}
	return d
}

func determinantCase(n int) *objective {
	x, dx := clock.NewSource(7).Numbers(n*n), make([]float64, n*n)
	return &objective{
		name:   "determinant",
		x:      x,
		dx:     dx,
		primal: func() float64 { return minors(x, n, 0, 0) },
		hand: func() {
			clear(dx)
			minorsHand(x, dx, n, 0, 0, 1)
		},
		tangent: func() float64 {
			_, d := minorsTangent(x, dx, n, 0, 0)
			return d
		},
		ours: func() {
			clear(dx)
			minorsGrad(x, dx, n, 0, 0, 1)
		},
	}
}
