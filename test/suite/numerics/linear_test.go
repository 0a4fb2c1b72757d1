// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Linear algebra and transforms written out: LU, Cholesky, QR, FFT, exponentials, splines.

package numerics

import (
	"errors"
	"math"
	"testing"

	"goenzyme/suite/check"
)

var errSingular = errors.New("singular")

// luSolve solves a·x = b with partial pivoting, in place.
func luSolve(a [][]float64, b []float64) ([]float64, error) {
	n := len(a)
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		if a[p][k] == 0 {
			return nil, errSingular
		}
		a[p], a[k] = a[k], a[p]
		b[p], b[k] = b[k], b[p]
		for i := k + 1; i < n; i++ {
			f := a[i][k] / a[k][k]
			for j := k; j < n; j++ {
				a[i][j] -= f * a[k][j]
			}
			b[i] -= f * b[k]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		s := b[i]
		for j := i + 1; j < n; j++ {
			s -= a[i][j] * x[j]
		}
		x[i] = s / a[i][i]
	}
	return x, nil
}

// logDet returns the log-determinant of aᵀa + I by Cholesky.
func logDet(a [][]float64) (float64, error) {
	n := len(a[0])
	l := make([][]float64, n)
	sum := 0.0
	for i := range l {
		l[i] = make([]float64, i+1)
		for j := 0; j <= i; j++ {
			s := 0.0
			if i == j {
				s = 1
			}
			for _, row := range a {
				s += row[i] * row[j]
			}
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i == j {
				if s <= 0 {
					return 0, errSingular
				}
				l[i][i] = math.Sqrt(s)
				sum += 2 * math.Log(l[i][i])
			} else {
				l[i][j] = s / l[j][j]
			}
		}
	}
	return sum, nil
}

// qr factors a by Householder reflections in place and returns the diagonal of R.
func qr(a [][]float64) []float64 {
	m, n := len(a), len(a[0])
	d := make([]float64, n)
	for k := range n {
		nrm := 0.0
		for i := k; i < m; i++ {
			nrm = math.Hypot(nrm, a[i][k])
		}
		if a[k][k] > 0 {
			nrm = -nrm
		}
		for i := k; i < m; i++ {
			a[i][k] /= -nrm
		}
		a[k][k]++
		for j := k + 1; j < n; j++ {
			s := 0.0
			for i := k; i < m; i++ {
				s += a[i][k] * a[i][j]
			}
			s = -s / a[k][k]
			for i := k; i < m; i++ {
				a[i][j] += s * a[i][k]
			}
		}
		d[k] = nrm
	}
	return d
}

// det expands by minors.
func det(a [][]float64) float64 {
	if len(a) == 1 {
		return a[0][0]
	}
	d, sign := 0.0, 1.0
	for c := range a {
		var minor [][]float64
		for _, row := range a[1:] {
			r := append([]float64{}, row[:c]...)
			minor = append(minor, append(r, row[c+1:]...))
		}
		d += sign * a[0][c] * det(minor)
		sign = -sign
	}
	return d
}

// fft transforms in place; the length is a power of two.
func fft(re, im []float64) {
	n := len(re)
	for i, j := 1, 0; i < n; i++ {
		bit := n >> 1
		for ; j&bit != 0; bit >>= 1 {
			j ^= bit
		}
		j ^= bit
		if i < j {
			re[i], re[j] = re[j], re[i]
			im[i], im[j] = im[j], im[i]
		}
	}
	for size := 2; size <= n; size <<= 1 {
		wr, wi := math.Cos(2*math.Pi/float64(size)), -math.Sin(2*math.Pi/float64(size))
		for s := 0; s < n; s += size {
			cr, ci := 1.0, 0.0
			for k := s; k < s+size/2; k++ {
				l := k + size/2
				tr, ti := re[l]*cr-im[l]*ci, re[l]*ci+im[l]*cr
				re[l], im[l] = re[k]-tr, im[k]-ti
				re[k], im[k] = re[k]+tr, im[k]+ti
				cr, ci = cr*wr-ci*wi, cr*wi+ci*wr
			}
		}
	}
}

func spectrum(x []float64) []float64 {
	re, im := append([]float64(nil), x...), make([]float64, len(x))
	fft(re, im)
	for i := range re {
		re[i] = re[i]*re[i] + im[i]*im[i]
	}
	return re[:len(x)/2+1]
}

type mat3 [3][3]float64

func (a *mat3) mul(b *mat3) (c mat3) {
	for i := range a {
		for j := range b {
			for k := range a {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return
}

// expm scales, sums a Taylor series and squares.
func expm(a mat3) mat3 {
	norm := 0.0
	for i := range a {
		r := 0.0
		for j := range a[i] {
			r += math.Abs(a[i][j])
		}
		norm = math.Max(norm, r)
	}
	squarings := 0
	for norm > 0.5 {
		norm /= 2
		squarings++
	}
	f := math.Ldexp(1, -squarings)
	for i := range a {
		for j := range a[i] {
			a[i][j] *= f
		}
	}
	sum, term := mat3{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, mat3{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	for k := 1; k < 18; k++ {
		term = term.mul(&a)
		for i := range term {
			for j := range term[i] {
				term[i][j] /= float64(k)
				sum[i][j] += term[i][j]
			}
		}
	}
	for range squarings {
		sum = sum.mul(&sum)
	}
	return sum
}

// spline evaluates the natural cubic spline through (xs, ys) at x.
func spline(xs, ys []float64, x float64) float64 {
	n := len(xs)
	m, u := make([]float64, n), make([]float64, n)
	for i := 1; i < n-1; i++ {
		sig := (xs[i] - xs[i-1]) / (xs[i+1] - xs[i-1])
		p := sig*m[i-1] + 2
		m[i] = (sig - 1) / p
		d := (ys[i+1]-ys[i])/(xs[i+1]-xs[i]) - (ys[i]-ys[i-1])/(xs[i]-xs[i-1])
		u[i] = (6*d/(xs[i+1]-xs[i-1]) - sig*u[i-1]) / p
	}
	for i := n - 2; i >= 0; i-- {
		m[i] = m[i]*m[i+1] + u[i]
	}
	lo, hi := 0, n-1
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; xs[mid] > x {
			hi = mid
		} else {
			lo = mid
		}
	}
	h := xs[hi] - xs[lo]
	a, b := (xs[hi]-x)/h, (x-xs[lo])/h
	return a*ys[lo] + b*ys[hi] + ((a*a*a-a)*m[lo]+(b*b*b-b)*m[hi])*h*h/6
}

// power returns the largest eigenvalue of a symmetric matrix, after n steps.
func power(a [][]float64, n int) float64 {
	v := make([]float64, len(a))
	for i := range v {
		v[i] = 1
	}
	lambda := 0.0
	for range n {
		w := make([]float64, len(a))
		s := 0.0
		for i := range a {
			for j := range a {
				w[i] += a[i][j] * v[j]
			}
			s += w[i] * w[i]
		}
		lambda = math.Sqrt(s)
		for i := range w {
			v[i] = w[i] / lambda
		}
	}
	return lambda
}

// jacobi rotates a symmetric matrix once over all pairs, in place.
func jacobi(a [][]float64) float64 {
	n := len(a)
	for p := range n {
		for q := p + 1; q < n; q++ {
			theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
			t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
			if theta < 0 {
				t = -t
			}
			c := 1 / math.Sqrt(t*t+1)
			s := t * c
			for k := range n {
				a[k][p], a[k][q] = c*a[k][p]-s*a[k][q], s*a[k][p]+c*a[k][q]
			}
			for k := range n {
				a[p][k], a[q][k] = c*a[p][k]-s*a[q][k], s*a[p][k]+c*a[q][k]
			}
		}
	}
	return a[0][0] * a[1][1]
}

//go:autodiff luSolve Forward
func dLuSolve(a, da [][]float64, b, db []float64) ([]float64, []float64, error)

//go:autodiff luSolve Reverse
func revLuSolve(a, da [][]float64, b, db []float64) ([]float64, error)

//go:autodiff logDet Forward
func dLogDet(a, da [][]float64) (float64, float64, error)

//go:autodiff logDet Reverse
func revLogDet(a, da [][]float64, dret float64) (float64, error)

//go:autodiff qr Forward
func dQr(a, da [][]float64) ([]float64, []float64)

//go:autodiff qr Reverse
func revQr(a, da [][]float64) []float64

//go:autodiff det Forward
func dDet(a, da [][]float64) (float64, float64)

//go:autodiff fft Forward
func dFft(re, dre, im, dim []float64)

//go:autodiff fft Reverse
func revFft(re, dre, im, dim []float64)

//go:autodiff spectrum Forward
func dSpectrum(x, dx []float64) ([]float64, []float64)

//go:autodiff spectrum Reverse
func revSpectrum(x, dx []float64) []float64

//go:autodiff expm Forward
func dExpm(a, da mat3) (mat3, mat3)

//go:autodiff expm Reverse
func revExpm(a, dret mat3) (mat3, mat3)

//go:autodiff spline Forward
func dSpline(xs, dxs, ys, dys []float64, x, dx float64) (float64, float64)

//go:autodiff spline Reverse
func revSpline(xs, dxs, ys, dys []float64, x, dret float64) (float64, float64)

//go:autodiff power Forward
func dPower(a, da [][]float64, n int) (float64, float64)

//go:autodiff jacobi Forward
func dJacobi(a, da [][]float64) (float64, float64)

//go:autodiff jacobi Reverse
func revJacobi(a, da [][]float64, dret float64) float64

func TestSolvers(t *testing.T) {
	check.Both(t, luSolve, dLuSolve, revLuSolve, check.Mat(5, 5, -1, 1), check.Vec(5, -1, 1), check.Tol(1e-6))
	check.Both(t, logDet, dLogDet, revLogDet, check.Mat(6, 4, -1, 1))
	check.Both(t, qr, dQr, revQr, check.Mat(6, 4, -1, 1))
	check.Forward(t, det, dDet, check.Mat(5, 5, -1, 1))
	check.Forward(t, power, dPower, check.Mat(4, 4, 0, 1), 20)
	check.Both(t, jacobi, dJacobi, revJacobi, check.Mat(4, 4, 0, 1))
}

func TestTransforms(t *testing.T) {
	check.Both(t, fft, dFft, revFft, check.Vec(16, -1, 1), check.Vec(16, -1, 1))
	check.Both(t, spectrum, dSpectrum, revSpectrum, check.Vec(32, -1, 1))
	check.Both(t, expm, dExpm, revExpm, check.Range(-1, 1))
	check.Both(t, spline, dSpline, revSpline, []float64{0, 1, 2.5, 3, 5}, check.Vec(5, -1, 1), 1.7)
}
