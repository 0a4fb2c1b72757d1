// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Kernels over vectors and matrices: log-sum-exp, matrix-vector, least
// squares, a stencil, determinants by minors.

package forward

import (
	"math"

	"gonum.org/v1/gonum/num/dual"
)

// lse is log(Σ exp(x)).
func lse(x []float64) float64 {
	m := x[0]
	for _, v := range x[1:] {
		if v > m {
			m = v
		}
	}
	s := 0.0
	for _, v := range x {
		s += math.Exp(v - m)
	}
	return m + math.Log(s)
}

//go:autodiff lse Forward Dual Dual
func lseOurs(x, dx []float64) (y, dy float64)

func lseHand(x, dx []float64) (y, dy float64) {
	m := x[0]
	for _, v := range x[1:] {
		if v > m {
			m = v
		}
	}
	s, ds := 0.0, 0.0
	for i, v := range x {
		e := math.Exp(v - m)
		s += e
		ds += e * dx[i]
	}
	return m + math.Log(s), ds / s
}

func lseDual(x []dual.Number) dual.Number {
	m := x[0]
	for _, v := range x[1:] {
		if v.Real > m.Real {
			m = v
		}
	}
	var s dual.Number
	for _, v := range x {
		s = dual.Add(s, dual.Exp(dual.Sub(v, m)))
	}
	return dual.Add(m, dual.Log(s))
}

func lseCase(n int) benchmark {
	x, dx := random(n), random(n)
	nx := pair(x, dx)
	return benchmark{"log-sum-exp",
		func() float64 { return lse(x) },
		func() (float64, float64) { return lseHand(x, dx) },
		func() (float64, float64) { return lseOurs(x, dx) },
		func() (float64, float64) { return parts(lseDual(nx)) },
	}
}

// matVec stores a·x in y and returns its sum.
func matVec(a [][]float64, x, y []float64) float64 {
	total := 0.0
	for i, row := range a {
		s := 0.0
		for j, v := range row {
			s += v * x[j]
		}
		y[i] = s
		total += s
	}
	return total
}

//go:autodiff matVec Forward Dual Dual Dual Dual
func matVecOurs(a, da [][]float64, x, dx, y, dy []float64) (r, dr float64)

func matVecHand(a, da [][]float64, x, dx, y, dy []float64) (total, dtotal float64) {
	for i, row := range a {
		drow := da[i]
		s, ds := 0.0, 0.0
		for j, v := range row {
			s += v * x[j]
			ds += drow[j]*x[j] + v*dx[j]
		}
		y[i], dy[i] = s, ds
		total += s
		dtotal += ds
	}
	return total, dtotal
}

func matVecDual(a [][]dual.Number, x, y []dual.Number) (total dual.Number) {
	for i, row := range a {
		var s dual.Number
		for j, v := range row {
			s = dual.Add(s, dual.Mul(v, x[j]))
		}
		y[i] = s
		total = dual.Add(total, s)
	}
	return total
}

func matVecCase(n int) benchmark {
	a, da, na := make([][]float64, n), make([][]float64, n), make([][]dual.Number, n)
	for i := range a {
		a[i], da[i] = random(n), random(n)
		na[i] = pair(a[i], da[i])
	}
	x, dx, y, dy := random(n), random(n), make([]float64, n), make([]float64, n)
	nx, ny := pair(x, dx), make([]dual.Number, n)
	return benchmark{"matrix-vector",
		func() float64 { return matVec(a, x, y) },
		func() (float64, float64) { return matVecHand(a, da, x, dx, y, dy) },
		func() (float64, float64) { return matVecOurs(a, da, x, dx, y, dy) },
		func() (float64, float64) { return parts(matVecDual(na, nx, ny)) },
	}
}

// leastSquares is |a·x - b|² for a flat matrix.
func leastSquares(a, b, x []float64) float64 {
	n, sum := len(x), 0.0
	for i := range b {
		r := -b[i]
		row := a[i*n : i*n+n]
		for j, v := range row {
			r += v * x[j]
		}
		sum += r * r
	}
	return sum
}

//go:autodiff leastSquares Forward Const Const Dual Dual
func leastSquaresOurs(a, b, x, dx []float64) (y, dy float64)

func leastSquaresHand(a, b, x, dx []float64) (sum, dsum float64) {
	n := len(x)
	for i := range b {
		r, dr := -b[i], 0.0
		row := a[i*n : i*n+n]
		for j, v := range row {
			r += v * x[j]
			dr += v * dx[j]
		}
		sum += r * r
		dsum += 2 * r * dr
	}
	return sum, dsum
}

func leastSquaresDual(a, b []float64, x []dual.Number) (sum dual.Number) {
	n := len(x)
	for i := range b {
		r := num(-b[i])
		row := a[i*n : i*n+n]
		for j, v := range row {
			r = dual.Add(r, dual.Scale(v, x[j]))
		}
		sum = dual.Add(sum, dual.Mul(r, r))
	}
	return sum
}

func leastSquaresCase(m, n int) benchmark {
	a, b, x, dx := random(m*n), random(m), random(n), random(n)
	nx := pair(x, dx)
	return benchmark{"least squares",
		func() float64 { return leastSquares(a, b, x) },
		func() (float64, float64) { return leastSquaresHand(a, b, x, dx) },
		func() (float64, float64) { return leastSquaresOurs(a, b, x, dx) },
		func() (float64, float64) { return parts(leastSquaresDual(a, b, nx)) },
	}
}

// stencil takes explicit steps of the heat equation between u and v.
func stencil(u, v []float64, alpha float64, steps int) float64 {
	for range steps {
		for i := 1; i+1 < len(u); i++ {
			v[i] = u[i] + alpha*(u[i-1]-2*u[i]+u[i+1])
		}
		u, v = v, u
	}
	return u[len(u)/2]
}

//go:autodiff stencil Forward Dual Dual Dual Const Dual
func stencilOurs(u, du, v, dv []float64, alpha, dalpha float64, steps int) (y, dy float64)

func stencilHand(u, du, v, dv []float64, alpha, dalpha float64, steps int) (y, dy float64) {
	for range steps {
		for i := 1; i+1 < len(u); i++ {
			lap := u[i-1] - 2*u[i] + u[i+1]
			v[i] = u[i] + alpha*lap
			dv[i] = du[i] + dalpha*lap + alpha*(du[i-1]-2*du[i]+du[i+1])
		}
		u, v, du, dv = v, u, dv, du
	}
	return u[len(u)/2], du[len(u)/2]
}

func stencilDual(u, v []dual.Number, alpha dual.Number, steps int) dual.Number {
	for range steps {
		for i := 1; i+1 < len(u); i++ {
			lap := dual.Add(dual.Sub(u[i-1], dual.Scale(2, u[i])), u[i+1])
			v[i] = dual.Add(u[i], dual.Mul(alpha, lap))
		}
		u, v = v, u
	}
	return u[len(u)/2]
}

func stencilCase(n, steps int) benchmark {
	u, du, v, dv := random(n), random(n), make([]float64, n), make([]float64, n)
	u0, du0 := append([]float64(nil), u...), append([]float64(nil), du...)
	nu0 := pair(u0, du0)
	nu, nv := make([]dual.Number, n), make([]dual.Number, n)
	return benchmark{"stencil",
		func() float64 { copy(u, u0); return stencil(u, v, 0.2, steps) },
		func() (float64, float64) { copy(u, u0); copy(du, du0); return stencilHand(u, du, v, dv, 0.2, 1, steps) },
		func() (float64, float64) { copy(u, u0); copy(du, du0); return stencilOurs(u, du, v, dv, 0.2, 1, steps) },
		func() (float64, float64) {
			copy(nu, nu0)
			return parts(stencilDual(nu, nv, dual.Number{Real: 0.2, Emag: 1}, steps))
		},
	}
}

// minors expands the determinant of the rows from row on, without the columns in used.
func minors(a []float64, n, row int, used uint) float64 {
	if row == n {
		return 1
	}
	d, sign := 0.0, 1.0
	for c := 0; c < n; c++ {
		if used>>c&1 == 1 {
			continue
		}
		d += sign * a[row*n+c] * minors(a, n, row+1, used|1<<c)
		sign = -sign
	}
	return d
}

//go:autodiff minors Forward Dual Const Const Const Dual
func minorsOurs(a, da []float64, n, row int, used uint) (y, dy float64)

func minorsHand(a, da []float64, n, row int, used uint) (d, dd float64) {
	if row == n {
		return 1, 0
	}
	sign := 1.0
	for c := 0; c < n; c++ {
		if used>>c&1 == 1 {
			continue
		}
		m, dm := minorsHand(a, da, n, row+1, used|1<<c)
		d += sign * a[row*n+c] * m
		dd += sign * (da[row*n+c]*m + a[row*n+c]*dm)
		sign = -sign
	}
	return d, dd
}

func minorsDual(a []dual.Number, n, row int, used uint) (d dual.Number) {
	if row == n {
		return num(1)
	}
	sign := 1.0
	for c := 0; c < n; c++ {
		if used>>c&1 == 1 {
			continue
		}
		m := minorsDual(a, n, row+1, used|1<<c)
		d = dual.Add(d, dual.Scale(sign, dual.Mul(a[row*n+c], m)))
		sign = -sign
	}
	return d
}

func minorsCase(n int) benchmark {
	a, da := random(n*n), random(n*n)
	na := pair(a, da)
	return benchmark{"determinant",
		func() float64 { return minors(a, n, 0, 0) },
		func() (float64, float64) { return minorsHand(a, da, n, 0, 0) },
		func() (float64, float64) { return minorsOurs(a, da, n, 0, 0) },
		func() (float64, float64) { return parts(minorsDual(na, n, 0, 0)) },
	}
}
