// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for gonum.org/v1/gonum/internal/asm/f32.

package kernels

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.AxpyUnitary
func F32AxpyUnitary(alpha float32, x, y []float32) { axpy(alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.AxpyUnitaryTo
func F32AxpyUnitaryTo(dst []float32, alpha float32, x, y []float32) { axpyTo(dst, alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.AxpyInc
func F32AxpyInc(alpha float32, x, y []float32, n, incX, incY, ix, iy uintptr) {
	axpyInc(alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.AxpyIncTo
func F32AxpyIncTo(dst []float32, incDst, idst uintptr, alpha float32, x, y []float32, n, incX, incY, ix, iy uintptr) {
	axpyIncTo(dst, incDst, idst, alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.DotUnitary
func F32DotUnitary(x, y []float32) (sum float32) { return dot(x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.DotInc
func F32DotInc(x, y []float32, n, incX, incY, ix, iy uintptr) (sum float32) {
	return dotInc(x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.DdotUnitary
func F32DdotUnitary(x, y []float32) (sum float64) {
	for i, v := range x {
		sum += float64(y[i]) * float64(v)
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.DdotInc
func F32DdotInc(x, y []float32, n, incX, incY, ix, iy uintptr) (sum float64) {
	for range int(n) {
		sum += float64(y[iy]) * float64(x[ix])
		ix += incX
		iy += incY
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.Sum
func F32Sum(x []float32) float32 { return sum(x) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f32.Ger
func F32Ger(m, n uintptr, alpha float32, x []float32, incX uintptr, y []float32, incY uintptr, a []float32, lda uintptr) {
	ger(m, n, alpha, x, incX, y, incY, a, lda)
}
