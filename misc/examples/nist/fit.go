// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Least squares after Levenberg and Marquardt, with exact Jacobians.

package main

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// maxSteps bounds the Jacobians that one fit may take.
const maxSteps = 5000

// A fitter is the state of one run of least squares on a problem.
type fitter struct {
	*problem
	b     []float64  // parameters
	r     []float64  // y - f(x; b)
	rss   float64    // its sum of squares
	j     *mat.Dense // derivatives of f(x; b) by b
	scale []float64  // of the columns of j, not falling fast
	steps int        // Jacobians taken
}

// fitFrom minimises the sum of squares, starting at start.
//
// A step d solves min |J·d - r|² + λ·|D·d|², where D holds the scales of the
// columns of J. It is bent along the model's curvature (Transtrum and Sethna,
// 2012), without which MGH10's valley takes forever. A step that helps lowers
// λ, another one raises it.
func (p *problem) fitFrom(start []float64) *fitter {
	m, n := len(p.x), len(start)
	f := &fitter{problem: p, b: append([]float64(nil), start...), r: make([]float64, m), j: mat.NewDense(m, n, nil), scale: make([]float64, n)}
	f.rss = f.residuals(f.b, f.r)
	next, rNext := make([]float64, n), make([]float64, m)
	for lambda := 1e4; f.steps < maxSteps && lambda < 1e25; {
		f.jacobian()
		for ; lambda < 1e25; lambda *= 3 {
			d, ok := f.solve(f.r, lambda)
			if !ok || !f.bend(d, lambda) {
				continue
			}
			for k := range next {
				next[k] = f.b[k] + d[k]
			}
			small := relative(d, f.b) < 1e-14
			rss := f.residuals(next, rNext)
			if rss < f.rss {
				copy(f.b, next)
				copy(f.r, rNext)
				f.rss = rss
				lambda /= 9
			} else if !small {
				continue
			}
			if small {
				lambda = math.Inf(1)
			}
			break
		}
	}
	f.polish()
	return f
}

// residuals stores y - f(x; b) in r and returns the sum of squares.
func (p *problem) residuals(b, r []float64) float64 {
	s := 0.0
	for i, x := range p.x {
		r[i] = p.y[i] - p.value(b, x)
		s += r[i] * r[i]
	}
	return s
}

// jacobian takes the derivatives at f.b: one direction for each column.
func (f *fitter) jacobian() {
	f.steps++
	db := make([]float64, len(f.b))
	for k := range db {
		db[k] = 1
		norm := 0.0
		for i, x := range f.x {
			_, dy := f.deriv(f.b, db, x)
			f.j.Set(i, k, dy)
			norm = math.Hypot(norm, dy)
		}
		db[k] = 0
		f.scale[k] = math.Max(0.9*f.scale[k], norm)
	}
}

// solve finds the damped step for residuals r by QR.
func (f *fitter) solve(r []float64, lambda float64) (d []float64, ok bool) {
	m, n := f.j.Dims()
	a := mat.NewDense(m+n, n, nil)
	rhs := mat.NewVecDense(m+n, nil)
	for i := range m {
		rhs.SetVec(i, r[i])
		for k := range n {
			a.Set(i, k, f.j.At(i, k)/f.scale[k])
		}
	}
	for k := range n {
		a.Set(m+k, k, math.Sqrt(lambda))
	}
	var qr mat.QR
	qr.Factorize(a)
	v := mat.NewVecDense(n, nil)
	if err := qr.SolveVecTo(v, false, rhs); err != nil {
		if _, ill := err.(mat.Condition); !ill {
			return nil, false
		}
	}
	d = v.RawVector().Data
	for k := range d {
		d[k] /= f.scale[k]
		if math.IsNaN(d[k]) || math.IsInf(d[k], 0) {
			return nil, false
		}
	}
	return d, true
}

// bend adds to step d half of the acceleration along it, and reports whether
// that was small against d. The curvature of the model is how its derivative
// along d changes a tenth of the way.
func (f *fitter) bend(d []float64, lambda float64) bool {
	const h = 0.1
	moved, curve := make([]float64, len(d)), make([]float64, len(f.r))
	for k := range d {
		moved[k] = f.b[k] + h*d[k]
	}
	for i, x := range f.x {
		_, here := f.deriv(f.b, d, x)
		_, there := f.deriv(moved, d, x)
		curve[i] = -(there - here) / (2 * h)
	}
	a, ok := f.solve(curve, lambda)
	if !ok {
		return false
	}
	var na, nd float64
	for k := range d {
		na = math.Hypot(na, a[k]*f.scale[k])
		nd = math.Hypot(nd, d[k]*f.scale[k])
	}
	for k := range d {
		d[k] += a[k]
	}
	return na <= 0.375*nd
}

// polish takes undamped steps while they shrink: next to the minimum the sum
// of squares is too flat to tell good parameters from better ones.
func (f *fitter) polish() {
	last := 1e-3
	for range 20 {
		f.jacobian()
		d, ok := f.solve(f.r, 0)
		if !ok || relative(d, f.b) >= last {
			break
		}
		last = relative(d, f.b)
		for k := range d {
			f.b[k] += d[k]
		}
		f.rss = f.residuals(f.b, f.r)
	}
}

// relative returns the largest relative change that step d makes to b.
func relative(d, b []float64) float64 {
	size := 0.0
	for k := range d {
		size = math.Max(size, math.Abs(d[k]/b[k]))
	}
	return size
}
