// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package checks holds functions whose derivatives are called with arguments
// that they must not be called with.
package checks

// Read writes nothing.
func Read(x, y []float64) float64 { return x[0] * y[0] }

// Axpy writes y.
func Axpy(a float64, x, y []float64) {
	for i := range x {
		y[i] += a * x[i]
	}
}

// Through writes y in a function that it calls.
func Through(x, y []float64) { twice(y, x) }

//go:noinline
func twice(dst, src []float64) {
	copy(dst, src)
	for i := range dst {
		dst[i] *= 2
	}
}

// Swap writes what both point to.
func Swap(p, q *float64) { *p, *q = *q, *p }

// A Pair has two slices.
type Pair struct{ In, Out []float64 }

// Field writes one of the two slices.
func Field(p Pair, z []float64) {
	for i := range p.In {
		p.Out[i] = p.In[i] * z[i]
	}
}

// Three has a parameter without a shadow.
func Three(c, x []float64) {
	for i := range x {
		x[i] *= c[i]
	}
}

// Nested writes nothing.
func Nested(m [][]float64) float64 { return m[0][0] * m[1][0] }

//go:autodiff Read Forward
func DRead(x, dx, y, dy []float64) (r, dr float64)

//go:autodiff Read Reverse
func RRead(x, dx, y, dy []float64, dr float64) (r float64)

//go:autodiff Read Reverse Duplicated Const Active
func RReadX(x, dx, y []float64, dr float64) (r float64)

//go:autodiff Read Reverse noalias
func RReadNoAlias(x, dx, y, dy []float64, dr float64) (r float64)

//go:autodiff Read Reverse unchecked
func RReadUnchecked(x, dx, y, dy []float64, dr float64) (r float64)

//go:autodiff Read Forward noalias
func DReadNoAlias(x, dx, y, dy []float64) (r, dr float64)

//go:autodiff Axpy Forward
func DAxpy(a, da float64, x, dx, y, dy []float64)

//go:autodiff Axpy Forward unchecked noalias
func DAxpyUnchecked(a, da float64, x, dx, y, dy []float64)

//go:autodiff Through Forward
func DThrough(x, dx, y, dy []float64)

//go:autodiff Swap Forward
func DSwap(p, dp, q, dq *float64)

//go:autodiff Field Forward
func DField(p, dp Pair, z, dz []float64)

//go:autodiff Three Forward Const Dual
func DThree(c, x, dx []float64)

//go:autodiff Nested Forward
func DNested(m, dm [][]float64) (r, dr float64)

//go:autodiff Swap Forward Dual DualOnly
func DSwapOnly(p, dp *float64, q float64, dq *float64)

// Reset writes y, but nothing active.
func Reset(a float64, x, y []float64) {
	for i := range y {
		y[i] = a
	}
	x[0] *= 2
}

//go:autodiff Reset Forward Const Dual Const
func DReset(a float64, x, dx, y []float64)

//go:autodiff Three Reverse Const Duplicated
func RThree(c, x, dx []float64)

// Large may have nothing to do with p, which then is nil.
func Large(p *[4 << 20]float64, x []float64) {
	for i := range x {
		if p != nil {
			x[i] *= p[i]
		}
		x[i] *= 2
	}
}

//go:autodiff Large Reverse
func RLarge(p, dp *[4 << 20]float64, x, dx []float64)
