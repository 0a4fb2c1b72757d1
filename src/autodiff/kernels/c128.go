// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for gonum.org/v1/gonum/internal/asm/c128.

package kernels

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.AxpyUnitary
func C128AxpyUnitary(alpha complex128, x, y []complex128) { axpy(alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.AxpyUnitaryTo
func C128AxpyUnitaryTo(dst []complex128, alpha complex128, x, y []complex128) {
	axpyTo(dst, alpha, x, y)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.AxpyInc
func C128AxpyInc(alpha complex128, x, y []complex128, n, incX, incY, ix, iy uintptr) {
	axpyInc(alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.AxpyIncTo
func C128AxpyIncTo(dst []complex128, incDst, idst uintptr, alpha complex128, x, y []complex128, n, incX, incY, ix, iy uintptr) {
	axpyIncTo(dst, incDst, idst, alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.DotcUnitary
func C128DotcUnitary(x, y []complex128) (sum complex128) {
	for i, v := range x {
		sum += y[i] * conj128(v)
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.DotcInc
func C128DotcInc(x, y []complex128, n, incX, incY, ix, iy uintptr) (sum complex128) {
	for range int(n) {
		sum += y[iy] * conj128(x[ix])
		ix += incX
		iy += incY
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.DotuUnitary
func C128DotuUnitary(x, y []complex128) (sum complex128) { return dot(x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.DotuInc
func C128DotuInc(x, y []complex128, n, incX, incY, ix, iy uintptr) (sum complex128) {
	return dotInc(x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.ScalUnitary
func C128ScalUnitary(alpha complex128, x []complex128) { scal(alpha, x) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.ScalInc
func C128ScalInc(alpha complex128, x []complex128, n, incX uintptr) { scalInc(alpha, x, n, incX) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.DscalUnitary
func C128DscalUnitary(alpha float64, x []complex128) {
	for i, v := range x {
		x[i] = complex(alpha*real(v), alpha*imag(v))
	}
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c128.DscalInc
func C128DscalInc(alpha float64, x []complex128, n, inc uintptr) {
	var ix uintptr
	for range int(n) {
		x[ix] = complex(alpha*real(x[ix]), alpha*imag(x[ix]))
		ix += inc
	}
}

func conj128(v complex128) complex128 { return complex(real(v), -imag(v)) }
