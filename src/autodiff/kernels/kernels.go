// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package kernels holds bodies in Go for functions that others wrote in
// assembly. It is the toolchain's table of them:
//
//	//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.DotUnitary
//	func F64DotUnitary(x, y []float64) float64 { return dot(x, y) }
//
// makes the compiler differentiate F64DotUnitary wherever a derivative calls
// gonum's DotUnitary and there is no body of it. Any package can extend the
// table: the compiler looks in the package that declares the function, in the
// one that asks for the derivative, in those that this one imports, and here.
//
// A derivative computes the primal's result by the same body, so it may differ in
// the last bits from that of the assembly, which adds in another order.
//
// This file has the algorithms, and there is a file for each package of gonum.
package kernels

import "math"

type float interface{ float32 | float64 }

type number interface {
	float32 | float64 | complex64 | complex128
}

func dot[T number](x, y []T) (sum T) {
	y = y[:len(x)]
	for i, v := range x {
		sum += y[i] * v
	}
	return sum
}

func dotInc[T number](x, y []T, n, incX, incY, ix, iy uintptr) (sum T) {
	for range int(n) {
		sum += y[iy] * x[ix]
		ix += incX
		iy += incY
	}
	return sum
}

func axpy[T number](alpha T, x, y []T) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += alpha * v
	}
}

func axpyTo[T number](dst []T, alpha T, x, y []T) {
	dst, y = dst[:len(x)], y[:len(x)]
	for i, v := range x {
		dst[i] = alpha*v + y[i]
	}
}

func axpyInc[T number](alpha T, x, y []T, n, incX, incY, ix, iy uintptr) {
	for range int(n) {
		y[iy] += alpha * x[ix]
		ix += incX
		iy += incY
	}
}

func axpyIncTo[T number](dst []T, incDst, idst uintptr, alpha T, x, y []T, n, incX, incY, ix, iy uintptr) {
	for range int(n) {
		dst[idst] = alpha*x[ix] + y[iy]
		ix += incX
		iy += incY
		idst += incDst
	}
}

func scal[T number](alpha T, x []T) {
	for i := range x {
		x[i] *= alpha
	}
}

func scalTo[T number](dst []T, alpha T, x []T) {
	dst = dst[:len(x)]
	for i, v := range x {
		dst[i] = alpha * v
	}
}

func scalInc[T number](alpha T, x []T, n, incX uintptr) {
	var ix uintptr
	for range int(n) {
		x[ix] *= alpha
		ix += incX
	}
}

func scalIncTo[T number](dst []T, incDst uintptr, alpha T, x []T, n, incX uintptr) {
	var idst, ix uintptr
	for range int(n) {
		dst[idst] = alpha * x[ix]
		ix += incX
		idst += incDst
	}
}

func sum[T number](x []T) (sum T) {
	for _, v := range x {
		sum += v
	}
	return sum
}

// first returns the index of the first of n elements that are inc apart, which
// is the last one in memory if inc is negative.
func first(n, inc uintptr) uintptr {
	if int(inc) < 0 {
		return uintptr(-int(n-1) * int(inc))
	}
	return 0
}

func ger[T float](m, n uintptr, alpha T, x []T, incX uintptr, y []T, incY uintptr, a []T, lda uintptr) {
	ix, ky := first(m, incX), first(n, incY)
	for i := uintptr(0); i < m; i++ {
		row := a[i*lda : i*lda+n]
		f := alpha * x[ix]
		iy := ky
		for j := range row {
			row[j] += f * y[iy]
			iy += incY
		}
		ix += incX
	}
}

func gemvN[T float](m, n uintptr, alpha T, a []T, lda uintptr, x []T, incX uintptr, beta T, y []T, incY uintptr) {
	kx, iy := first(n, incX), first(m, incY)
	for i := uintptr(0); i < m; i++ {
		var sum T
		ix := kx
		for _, v := range a[i*lda : i*lda+n] {
			sum += v * x[ix]
			ix += incX
		}
		if beta == 0 {
			y[iy] = alpha * sum // whatever y holds, NaN too
		} else {
			y[iy] = beta*y[iy] + alpha*sum
		}
		iy += incY
	}
}

func gemvT[T float](m, n uintptr, alpha T, a []T, lda uintptr, x []T, incX uintptr, beta T, y []T, incY uintptr) {
	ix, ky := first(m, incX), first(n, incY)
	iy := ky
	for range int(n) {
		if beta == 0 {
			y[iy] = 0
		} else {
			y[iy] *= beta
		}
		iy += incY
	}
	for i := uintptr(0); i < m; i++ {
		f := alpha * x[ix]
		iy := ky
		for _, v := range a[i*lda : i*lda+n] {
			y[iy] += f * v
			iy += incY
		}
		ix += incX
	}
}

// A norm is the Euclidean norm of what was added to it, as scale · √sum, so that
// no square overflows or vanishes.
type norm struct{ scale, sum float64 }

func (n norm) add(v float64) norm {
	if v == 0 {
		return n
	}
	v = math.Abs(v)
	if n.scale < v {
		s := n.scale / v
		return norm{v, 1 + n.sum*s*s}
	}
	s := v / n.scale
	return norm{n.scale, n.sum + s*s}
}

func (n norm) value() float64 {
	if math.IsInf(n.scale, 1) {
		return math.Inf(1)
	}
	return n.scale * math.Sqrt(n.sum)
}
