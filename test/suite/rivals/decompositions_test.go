// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Decompositions of matrices, each written in a style of its own.

package rivals

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// A real is what matrices below may hold.
type real interface{ ~float32 | ~float64 }

// A grid is a matrix by rows.
type grid[T real] struct {
	rows, cols int
	at         []T
}

func newGrid[T real](rows, cols int, at []T) *grid[T] {
	g := &grid[T]{rows, cols, make([]T, rows*cols)}
	copy(g.at, at)
	return g
}

func (g *grid[T]) row(i int) []T { return g.at[i*g.cols : (i+1)*g.cols : (i+1)*g.cols] }

// rotate turns rows i and j.
func (g *grid[T]) rotate(i, j int, c, s T) {
	x, y := g.row(i), g.row(j)
	for k := range x {
		x[k], y[k] = c*x[k]-s*y[k], s*x[k]+c*y[k]
	}
}

// jacobiValues returns the singular values of g squared, by one-sided rotations of rows.
func (g *grid[T]) jacobiValues() []T {
	for range 30 {
		off := 0.0
		for i := range g.rows {
			for j := i + 1; j < g.rows; j++ {
				var a, b, p T
				for k, x := range g.row(i) {
					y := g.row(j)[k]
					a, b, p = a+x*x, b+y*y, p+x*y
				}
				off += math.Abs(float64(p))
				if p == 0 {
					continue
				}
				z := float64((b - a) / (2 * p))
				t := 1 / (math.Abs(z) + math.Sqrt(1+z*z))
				if z < 0 {
					t = -t
				}
				c := 1 / math.Sqrt(1+t*t)
				g.rotate(i, j, T(c), T(c*t))
			}
		}
		if off < 1e-14 {
			break
		}
	}
	values := make([]T, g.rows)
	for i := range values {
		for _, x := range g.row(i) {
			values[i] += x * x
		}
	}
	return values
}

//go:autodiff dSingular Forward
//go:autodiff rSingular Reverse
func singular(a []float64) (sum float64) {
	for _, v := range newGrid(3, 4, a).jacobiValues() {
		sum += v * v * v // whatever their order
	}
	return sum
}

// A reflector is one of Householder's.
type reflector struct {
	v    []float64
	beta float64
}

// apply returns a closure that reflects vectors.
func (r reflector) apply() func(x []float64) {
	return func(x []float64) {
		dot := 0.0
		for i, v := range r.v {
			dot += v * x[i]
		}
		for i, v := range r.v {
			x[i] -= r.beta * dot * v
		}
	}
}

// leastSquares solves by QR with the reflections kept as closures.
//
//go:autodiff dLeastSquares Forward
//go:autodiff rLeastSquares Reverse
func leastSquares(a, b []float64) (x [2]float64) {
	const m, n = 4, 2
	cols := [n][]float64{}
	for j := range cols {
		cols[j] = make([]float64, m)
		for i := range m {
			cols[j][i] = a[i*n+j]
		}
	}
	rhs := append([]float64(nil), b...)
	var diagonal [n]float64
	var applied []func([]float64)
	for j := range n {
		v := append([]float64(nil), cols[j][j:]...)
		norm := 0.0
		for _, w := range v {
			norm = math.Hypot(norm, w)
		}
		if v[0] > 0 {
			norm = -norm
		}
		diagonal[j] = norm
		v[0] -= norm
		square := 0.0
		for _, w := range v {
			square += w * w
		}
		reflect := reflector{v, 2 / square}.apply()
		applied = append(applied, func(y []float64) { reflect(y[j:]) })
		for k := j + 1; k < n; k++ {
			reflect(cols[k][j:])
		}
	}
	for _, f := range applied {
		f(rhs)
	}
	for j := n - 1; j >= 0; j-- {
		s := rhs[j]
		for k := j + 1; k < n; k++ {
			s -= cols[k][j] * x[k]
		}
		x[j] = s / diagonal[j]
	}
	return x
}

// blockCholesky returns the log determinant, by recursion on a Schur complement, in place.
//
//go:autodiff dBlockCholesky Forward
//go:autodiff rBlockCholesky Reverse
func blockCholesky(a [][]float64) float64 {
	if len(a) == 0 {
		return 0
	}
	p := a[0][0]
	rest := a[1:]
	for i := range rest {
		f := rest[i][0] / p
		for j := 1; j < len(a); j++ {
			rest[i][j] -= f * a[0][j]
		}
		rest[i] = rest[i][1:]
	}
	return math.Log(p) + blockCholesky(rest)
}

// bidiagonal returns the eigenvalue of a symmetric tridiagonal matrix that bisection with
// Sturm's sequence finds, polished by Rayleigh quotients: an implicit function.
//
//go:autodiff dBidiagonal Forward
//go:autodiff rBidiagonal Reverse
func bidiagonal(d, e []float64) float64 {
	count := func(x float64) (n int) {
		q := 1.0
		for i := range d {
			var off float64
			if i > 0 {
				off = e[i-1] * e[i-1] / q
			}
			if q = d[i] - x - off; q < 0 {
				n++
			}
		}
		return n
	}
	lo, hi := -10.0, 10.0
	for range 12 {
		if mid := (lo + hi) / 2; count(mid) >= 2 {
			hi = mid
		} else {
			lo = mid
		}
	}
	// Newton's method for det(T - x) = 0, with the recurrence and its derivative.
	x := (lo + hi) / 2
	for range 40 {
		p, p1, dp, dp1 := 1.0, 0.0, 0.0, 0.0
		for i := range d {
			off := 0.0
			if i > 0 {
				off = e[i-1] * e[i-1]
			}
			p, p1, dp, dp1 = (d[i]-x)*p-off*p1, p, (d[i]-x)*dp-p-off*dp1, dp
		}
		step := p / dp
		if x -= step; math.Abs(step) < 1e-14 {
			break
		}
	}
	return x
}

// exponential scales and squares, with Taylor's series of arrays that are passed by value.
//
//go:autodiff dExponential Forward
//go:autodiff rExponential Reverse
func exponential(a [2][2]float64) [2][2]float64 {
	type matrix = [2][2]float64
	mul := func(x, y matrix) (z matrix) {
		for i := range x {
			for j := range y {
				for k := range y {
					z[i][j] += x[i][k] * y[k][j]
				}
			}
		}
		return z
	}
	const squarings = 4
	for i := range a {
		for j := range a[i] {
			a[i][j] /= 1 << squarings
		}
	}
	term, sum := matrix{{1, 0}, {0, 1}}, matrix{{1, 0}, {0, 1}}
	for n := 1; n < 12; n++ {
		term = mul(term, a)
		for i := range term {
			for j := range term[i] {
				term[i][j] /= float64(n)
				sum[i][j] += term[i][j]
			}
		}
	}
	for range squarings {
		sum = mul(sum, sum)
	}
	return sum
}

// conjugate solves a system by conjugate gradients through an interface.
type operator interface{ times(y, x []float64) }

type laplacian struct{ k, shift float64 }

func (l laplacian) times(y, x []float64) {
	for i := range x {
		y[i] = (2*l.k + l.shift) * x[i]
		if i > 0 {
			y[i] -= l.k * x[i-1]
		}
		if i+1 < len(x) {
			y[i] -= l.k * x[i+1]
		}
	}
}

//go:autodiff dConjugate Forward
//go:autodiff rConjugate Reverse
func conjugate(k, shift float64, b []float64) float64 {
	var op operator = laplacian{k, shift}
	dot := func(x, y []float64) (s float64) {
		for i := range x {
			s += x[i] * y[i]
		}
		return s
	}
	n := len(b)
	x, q := make([]float64, n), make([]float64, n)
	r := append([]float64(nil), b...)
	p := append([]float64(nil), b...)
	rr := dot(r, r)
	for range n {
		op.times(q, p)
		alpha := rr / dot(p, q)
		for i := range x {
			x[i] += alpha * p[i]
			r[i] -= alpha * q[i]
		}
		next := dot(r, r)
		if next < 1e-26 {
			break
		}
		beta := next / rr
		for i := range p {
			p[i] = r[i] + beta*p[i]
		}
		rr = next
	}
	return dot(x, b) + x[0]
}

func TestDecompositions(t *testing.T) {
	check.Both(t, singular, dSingular, rSingular, []float64{3, 1, 0.5, 0.2, -1, 2, 0.3, 1, 0.4, -0.6, 1.5, 0.8}, check.Tol(1e-6))
	check.Both(t, leastSquares, dLeastSquares, rLeastSquares, check.Vec(8, 0.5, 2), check.Vec(4, 0.5, 2), check.Tol(1e-6))
	check.Both(t, blockCholesky, dBlockCholesky, rBlockCholesky, [][]float64{{4, 1, 0.5}, {1, 5, 2}, {0.5, 2, 6}})
	check.Both(t, bidiagonal, dBidiagonal, rBidiagonal, []float64{1, 2.5, 4, 5.5}, []float64{0.5, 0.7, 0.3}, check.Tol(1e-6))
	check.Both(t, exponential, dExponential, rExponential, [2][2]float64{{0.3, -1.2}, {0.8, 0.5}})
	check.Both(t, conjugate, dConjugate, rConjugate, 1.3, 0.4, check.Vec(6, 0.5, 2), check.Tol(1e-6))
}
