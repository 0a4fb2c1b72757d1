// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for gonum.org/v1/gonum/internal/asm/f64.

package kernels

import "math"

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.AxpyUnitary
func F64AxpyUnitary(alpha float64, x, y []float64) { axpy(alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.AxpyUnitaryTo
func F64AxpyUnitaryTo(dst []float64, alpha float64, x, y []float64) { axpyTo(dst, alpha, x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.AxpyInc
func F64AxpyInc(alpha float64, x, y []float64, n, incX, incY, ix, iy uintptr) {
	axpyInc(alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.AxpyIncTo
func F64AxpyIncTo(dst []float64, incDst, idst uintptr, alpha float64, x, y []float64, n, incX, incY, ix, iy uintptr) {
	axpyIncTo(dst, incDst, idst, alpha, x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.DotUnitary
func F64DotUnitary(x, y []float64) (sum float64) { return dot(x, y) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.DotInc
func F64DotInc(x, y []float64, n, incX, incY, ix, iy uintptr) (sum float64) {
	return dotInc(x, y, n, incX, incY, ix, iy)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.ScalUnitary
func F64ScalUnitary(alpha float64, x []float64) { scal(alpha, x) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.ScalUnitaryTo
func F64ScalUnitaryTo(dst []float64, alpha float64, x []float64) { scalTo(dst, alpha, x) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.ScalInc
func F64ScalInc(alpha float64, x []float64, n, incX uintptr) { scalInc(alpha, x, n, incX) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.ScalIncTo
func F64ScalIncTo(dst []float64, incDst uintptr, alpha float64, x []float64, n, incX uintptr) {
	scalIncTo(dst, incDst, alpha, x, n, incX)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.Sum
func F64Sum(x []float64) float64 { return sum(x) }

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.Ger
func F64Ger(m, n uintptr, alpha float64, x []float64, incX uintptr, y []float64, incY uintptr, a []float64, lda uintptr) {
	ger(m, n, alpha, x, incX, y, incY, a, lda)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.GemvN
func F64GemvN(m, n uintptr, alpha float64, a []float64, lda uintptr, x []float64, incX uintptr, beta float64, y []float64, incY uintptr) {
	gemvN(m, n, alpha, a, lda, x, incX, beta, y, incY)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.GemvT
func F64GemvT(m, n uintptr, alpha float64, a []float64, lda uintptr, x []float64, incX uintptr, beta float64, y []float64, incY uintptr) {
	gemvT(m, n, alpha, a, lda, x, incX, beta, y, incY)
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.L1Norm
func F64L1Norm(x []float64) (sum float64) {
	for _, v := range x {
		sum += math.Abs(v)
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.L1NormInc
func F64L1NormInc(x []float64, n, incX int) (sum float64) {
	for i := 0; i < n*incX; i += incX {
		sum += math.Abs(x[i])
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.L1Dist
func F64L1Dist(s, t []float64) float64 {
	var sum float64
	for i, v := range s {
		sum += math.Abs(t[i] - v)
	}
	return sum
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.LinfDist
func F64LinfDist(s, t []float64) float64 {
	var norm float64
	for i, v := range s {
		if d := math.Abs(t[i] - v); i == 0 || d > norm || math.IsNaN(norm) {
			norm = d
		}
	}
	return norm
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.L2NormUnitary
func F64L2NormUnitary(x []float64) float64 {
	n := norm{0, 1}
	for _, v := range x {
		n = n.add(v)
	}
	return n.value()
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.L2NormInc
func F64L2NormInc(x []float64, n, incX uintptr) float64 {
	l2 := norm{0, 1}
	for ix := uintptr(0); ix < n*incX; ix += incX {
		l2 = l2.add(x[ix])
	}
	return l2.value()
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.L2DistanceUnitary
func F64L2DistanceUnitary(x, y []float64) float64 {
	n := norm{0, 1}
	for i, v := range x {
		n = n.add(v - y[i])
	}
	return n.value()
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.Add
func F64Add(dst, s []float64) {
	for i, v := range s {
		dst[i] += v
	}
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.AddConst
func F64AddConst(alpha float64, x []float64) {
	for i := range x {
		x[i] += alpha
	}
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.CumSum
func F64CumSum(dst, s []float64) []float64 {
	sum := 0.0
	for i, v := range s {
		sum += v
		dst[i] = sum
	}
	return dst
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.CumProd
func F64CumProd(dst, s []float64) []float64 {
	prod := 1.0
	for i, v := range s {
		prod *= v
		dst[i] = prod
	}
	return dst
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.Div
func F64Div(dst, s []float64) {
	for i, v := range s {
		dst[i] /= v
	}
}

//go:autodiffbody gonum.org/v1/gonum/internal/asm/f64.DivTo
func F64DivTo(dst, x, y []float64) []float64 {
	for i, v := range x {
		dst[i] = v / y[i]
	}
	return dst
}
