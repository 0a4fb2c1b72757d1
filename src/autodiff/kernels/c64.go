// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for gonum.org/v1/gonum/internal/asm/c64.

package kernels

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.AxpyUnitary
func C64AxpyUnitary(alpha complex64, x, y []complex64) { axpy(alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.AxpyUnitaryTo
func C64AxpyUnitaryTo(dst []complex64, alpha complex64, x, y []complex64) { axpyTo(dst, alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.AxpyInc
func C64AxpyInc(alpha complex64, x, y []complex64, n, incX, incY, ix, iy uintptr) {
	axpyInc(alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.AxpyIncTo
func C64AxpyIncTo(dst []complex64, incDst, idst uintptr, alpha complex64, x, y []complex64, n, incX, incY, ix, iy uintptr) {
	axpyIncTo(dst, incDst, idst, alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.DotcUnitary
func C64DotcUnitary(x, y []complex64) (sum complex64) {
	for i, v := range x {
		sum += y[i] * conj64(v)
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.DotcInc
func C64DotcInc(x, y []complex64, n, incX, incY, ix, iy uintptr) (sum complex64) {
	for range int(n) {
		sum += y[iy] * conj64(x[ix])
		ix += incX
		iy += incY
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.DotuUnitary
func C64DotuUnitary(x, y []complex64) (sum complex64) { return dot(x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/c64.DotuInc
func C64DotuInc(x, y []complex64, n, incX, incY, ix, iy uintptr) (sum complex64) {
	return dotInc(x, y, n, incX, incY, ix, iy)
}

func conj64(v complex64) complex64 { return complex(real(v), -imag(v)) }
