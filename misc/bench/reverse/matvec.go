// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Matrix-vector: half the squared norm of a·x, differentiated by both.

package reverse

import "goenzyme/bench/clock"

func matVec(a [][]float64, x []float64) float64 {
	total := 0.0
	for _, row := range a {
		s := 0.0
		for j, v := range row {
			s += v * x[j]
		}
		total += s * s
	}
	return total / 2
}

// matVecHand adds the gradients to da and dx: nothing has to be kept.
func matVecHand(a, da [][]float64, x, dx []float64) float64 {
	total := 0.0
	dx = dx[:len(x)]
	for i, row := range a {
		row, drow := row[:len(x)], da[i][:len(x)]
		s := 0.0
		for j, v := range row {
			s += v * x[j]
		}
		total += s * s
		for j, v := range row {
			drow[j] += s * x[j]
			dx[j] += s * v
		}
	}
	return total / 2
}

func matVecCase(m, n int) *objective {
	x, dx := clock.NewSource(4).Numbers(m*n+n), make([]float64, m*n+n)
	a, da := rows(x[:m*n], n), rows(dx[:m*n], n)
	v, dv := x[m*n:], dx[m*n:]
	return &objective{
		name:   "matrix-vector",
		x:      x,
		dx:     dx,
		primal: func() float64 { return matVec(a, v) },
		hand: func() {
			clear(dx)
			matVecHand(a, da, v, dv)
		},
		tangent: func() float64 {
			_, d := matVecTangent(a, da, v, dv)
			return d
		},
		ours: func() {
			clear(dx)
			matVecGrad(a, da, v, dv, 1)
		},
	}
}
