// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package rivals has programs of the kinds that other tools for automatic
// differentiation are tested with, or are known to fail at: written here, from
// the idea, with all of Go that they invite. Every one is differentiated in both modes.
package rivals

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// solveLU factorizes a in place, with row exchanges, and solves for b, in place.
//
//go:autodiff dSolveLU Forward
//go:autodiff rSolveLU Reverse
func solveLU(a [][]float64, b []float64) float64 {
	n := len(a)
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		a[k], a[p] = a[p], a[k]
		b[k], b[p] = b[p], b[k]
		for i := k + 1; i < n; i++ {
			f := a[i][k] / a[k][k]
			a[i][k] = f
			for j := k + 1; j < n; j++ {
				a[i][j] -= f * a[k][j]
			}
			b[i] -= f * b[k]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	s := 0.0
	for i, v := range b {
		s += float64(i+1) * v
	}
	return s
}

// cholesky overwrites the lower half of a, and returns the logarithm of its determinant.
//
//go:autodiff dCholesky Forward
//go:autodiff rCholesky Reverse
func cholesky(a []float64, n int) float64 {
	for i := range n {
		a[i*n+i] += float64(n)
	}
	logdet := 0.0
	for j := range n {
		for k := range j {
			a[j*n+j] -= a[j*n+k] * a[j*n+k]
		}
		if a[j*n+j] <= 0 {
			return math.Inf(-1)
		}
		a[j*n+j] = math.Sqrt(a[j*n+j])
		logdet += 2 * math.Log(a[j*n+j])
		for i := j + 1; i < n; i++ {
			for k := range j {
				a[i*n+j] -= a[i*n+k] * a[j*n+k]
			}
			a[i*n+j] /= a[j*n+j]
		}
	}
	return logdet
}

// gramSchmidt orthogonalizes the columns of a fixed array, a copy of its argument.
//
//go:autodiff dGramSchmidt Forward
//go:autodiff rGramSchmidt Reverse
func gramSchmidt(a [4][4]float64) (det float64, q [4][4]float64) {
	det = 1
	for j := range 4 {
		for k := range j {
			dot := 0.0
			for i := range 4 {
				dot += a[i][j] * a[i][k]
			}
			for i := range 4 {
				a[i][j] -= dot * a[i][k]
			}
		}
		norm := 0.0
		for i := range 4 {
			norm = math.Hypot(norm, a[i][j])
		}
		for i := range 4 {
			a[i][j] /= norm
		}
		det *= norm
	}
	return det, a
}

// powerIteration runs until the eigenvalue stands still.
//
//go:autodiff dPowerIteration Forward
//go:autodiff rPowerIteration Reverse
func powerIteration(a [][]float64) float64 {
	n := len(a)
	v, w := make([]float64, n), make([]float64, n)
	for i := range v {
		v[i] = 1
	}
	lambda, last := 0.0, math.Inf(1)
	for math.Abs(lambda-last) > 1e-12 {
		last = lambda
		norm := 0.0
		for i, row := range a {
			w[i] = 0
			for j, x := range row {
				w[i] += x * v[j]
			}
			norm += w[i] * w[i]
		}
		lambda = math.Sqrt(norm)
		for i := range w {
			w[i] /= lambda
		}
		v, w = w, v
	}
	return lambda
}

type matrix2 [2][2]float64

func (a matrix2) mul(b matrix2) (c matrix2) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return c
}

// matrixPower squares and multiplies as the bits of n say.
//
//go:autodiff dMatrixPower Forward
//go:autodiff rMatrixPower Reverse
func matrixPower(a matrix2, n uint) matrix2 {
	p := matrix2{{1, 0}, {0, 1}}
	for ; n != 0; n >>= 1 {
		if n&1 != 0 {
			p = p.mul(a)
		}
		a = a.mul(a)
	}
	return p
}

// jacobi and gaussSeidel solve the same equations, with two buffers and with one.
//
//go:autodiff dJacobi Forward
//go:autodiff rJacobi Reverse
func jacobi(u []float64, rounds int) float64 {
	old, now := u, make([]float64, len(u))
	for range rounds {
		copy(now, old)
		for i := 1; i < len(u)-1; i++ {
			now[i] = (old[i-1] + old[i+1] + old[i]*old[i]) / 3
		}
		old, now = now, old
	}
	s := 0.0
	for i, v := range old {
		s += v * float64(i)
	}
	return s
}

//go:autodiff dGaussSeidel Forward
//go:autodiff rGaussSeidel Reverse
func gaussSeidel(u []float64) (rounds int) {
	for change := 1.0; change > 1e-3; rounds++ {
		change = 0
		for i := 1; i < len(u)-1; i++ {
			v := (u[i-1] + u[i+1]) / 2
			change = max(change, math.Abs(v-u[i]))
			u[i] = v
		}
	}
	return rounds
}

// determinant expands along the first row, with all minors on the heap.
//
//go:autodiff dDeterminant Forward
//go:autodiff rDeterminant Reverse
func determinant(a [][]float64) float64 {
	if len(a) == 1 {
		return a[0][0]
	}
	d, sign := 0.0, 1.0
	for c := range a {
		var minor [][]float64
		for _, row := range a[1:] {
			minor = append(minor, append(append([]float64(nil), row[:c]...), row[c+1:]...))
		}
		d += sign * a[0][c] * determinant(minor)
		sign = -sign
	}
	return d
}

func TestLinear(t *testing.T) {
	check.Both(t, solveLU, dSolveLU, rSolveLU, check.Mat(5, 5, -1, 1), check.Vec(5, -1, 1))
	check.Both(t, cholesky, dCholesky, rCholesky, check.Vec(25, 0, 1), 5)
	check.Both(t, gramSchmidt, dGramSchmidt, rGramSchmidt, check.Range(-1, 1))
	check.Both(t, powerIteration, dPowerIteration, rPowerIteration, check.Mat(4, 4, 0.1, 1), check.Tol(1e-5))
	check.Both(t, matrixPower, dMatrixPower, rMatrixPower, check.Range(-1, 1), uint(13))
	check.Both(t, jacobi, dJacobi, rJacobi, check.Vec(7, -1, 1), 5)
	check.Both(t, gaussSeidel, dGaussSeidel, rGaussSeidel, check.Vec(7, -1, 1))
	check.Both(t, determinant, dDeterminant, rDeterminant, check.Mat(4, 4, -1, 1))
}
