// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions of gonum that call assembly, unless it is switched off: what is
// differentiated are the bodies in Go that the toolchain has for it.

package gonum

import (
	"math"
	"math/rand"
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/blas"
	kernels "gonum.org/v1/gonum/blas/gonum"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize/functions"
	"gonum.org/v1/gonum/stat"
)

//go:autodiff stat.Mean Forward
func dAsmStatMean(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.Mean Reverse
func rAsmStatMean(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.Variance Forward
func dAsmStatVariance(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.Variance Reverse
func rAsmStatVariance(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.StdDev Forward
func dAsmStatStdDev(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.StdDev Reverse
func rAsmStatStdDev(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.Skew Forward
func dAsmStatSkew(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.Skew Reverse
func rAsmStatSkew(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.ExKurtosis Forward
func dAsmStatExKurtosis(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.ExKurtosis Reverse
func rAsmStatExKurtosis(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.PopVariance Forward
func dAsmStatPopVariance(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.PopVariance Reverse
func rAsmStatPopVariance(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.PopStdDev Forward
func dAsmStatPopStdDev(x, dx []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.PopStdDev Reverse
func rAsmStatPopStdDev(x, dx []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.MeanStdDev Forward
func dAsmStatMeanStdDev(x, dx []float64, w, dw []float64) (float64, float64, float64, float64)

//go:autodiff stat.MeanStdDev Reverse
func rAsmStatMeanStdDev(x, dx []float64, w, dw []float64, s0 float64, s1 float64) (float64, float64)

//go:autodiff stat.MeanVariance Forward
func dAsmStatMeanVariance(x, dx []float64, w, dw []float64) (float64, float64, float64, float64)

//go:autodiff stat.MeanVariance Reverse
func rAsmStatMeanVariance(x, dx []float64, w, dw []float64, s0 float64, s1 float64) (float64, float64)

//go:autodiff stat.PopMeanVariance Forward
func dAsmStatPopMeanVariance(x, dx []float64, w, dw []float64) (float64, float64, float64, float64)

//go:autodiff stat.PopMeanVariance Reverse
func rAsmStatPopMeanVariance(x, dx []float64, w, dw []float64, s0 float64, s1 float64) (float64, float64)

//go:autodiff stat.PopMeanStdDev Forward
func dAsmStatPopMeanStdDev(x, dx []float64, w, dw []float64) (float64, float64, float64, float64)

//go:autodiff stat.PopMeanStdDev Reverse
func rAsmStatPopMeanStdDev(x, dx []float64, w, dw []float64, s0 float64, s1 float64) (float64, float64)

//go:autodiff stat.Covariance Forward
func dAsmStatCovariance(x, dx []float64, y, dy []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.Covariance Reverse
func rAsmStatCovariance(x, dx []float64, y, dy []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.Correlation Forward
func dAsmStatCorrelation(x, dx []float64, y, dy []float64, w, dw []float64) (float64, float64)

//go:autodiff stat.Correlation Reverse
func rAsmStatCorrelation(x, dx []float64, y, dy []float64, w, dw []float64, s0 float64) float64

//go:autodiff stat.RSquared Forward
func dAsmStatRSquared(x, dx []float64, y, dy []float64, w, dw []float64, alpha, dalpha float64, beta, dbeta float64) (float64, float64)

//go:autodiff stat.RSquared Reverse
func rAsmStatRSquared(x, dx []float64, y, dy []float64, w, dw []float64, alpha float64, beta float64, s0 float64) (float64, float64, float64)

//go:autodiff stat.LinearRegression Forward
func dAsmStatLinearRegression(x, dx []float64, y, dy []float64, w, dw []float64, origin bool) (float64, float64, float64, float64)

//go:autodiff stat.LinearRegression Reverse
func rAsmStatLinearRegression(x, dx []float64, y, dy []float64, w, dw []float64, origin bool, s0 float64, s1 float64) (float64, float64)

//go:autodiff floats.Distance Forward
func dAsmFloatsDistance(s, ds []float64, u, du []float64, l, dl float64) (float64, float64)

//go:autodiff floats.Distance Reverse
func rAsmFloatsDistance(s, ds []float64, u, du []float64, l float64, s0 float64) (float64, float64)

//go:autodiff floats.Norm Forward
func dAsmFloatsNorm(s, ds []float64, l, dl float64) (float64, float64)

//go:autodiff floats.Norm Reverse
func rAsmFloatsNorm(s, ds []float64, l float64, s0 float64) (float64, float64)

//go:autodiff floats.Norm Forward Dual Const Dual
func dAsmFloatsNormConst(s, ds []float64, l float64) (float64, float64)

//go:autodiff floats.Norm Reverse Duplicated Const Active
func rAsmFloatsNormConst(s, ds []float64, l float64, s0 float64) float64

//go:autodiff floats.Distance Forward Dual Dual Const Dual
func dAsmFloatsDistanceConst(s, ds []float64, u, du []float64, l float64) (float64, float64)

//go:autodiff floats.Distance Reverse Duplicated Duplicated Const Active
func rAsmFloatsDistanceConst(s, ds []float64, u, du []float64, l float64, s0 float64) float64

//go:autodiff floats.Dot Forward
func dAsmFloatsDot(s, ds []float64, u, du []float64) (float64, float64)

//go:autodiff floats.Dot Reverse
func rAsmFloatsDot(s, ds []float64, u, du []float64, s0 float64) float64

//go:autodiff floats.Sum Forward
func dAsmFloatsSum(s, ds []float64) (float64, float64)

//go:autodiff floats.Sum Reverse
func rAsmFloatsSum(s, ds []float64, s0 float64) float64

//go:autodiff floats.Add Forward
func dAsmFloatsAdd(s, ds []float64, u, du []float64)

//go:autodiff floats.Add Reverse
func rAsmFloatsAdd(s, ds []float64, u, du []float64)

//go:autodiff floats.AddConst Forward
func dAsmFloatsAddConst(a, da float64, s, ds []float64)

//go:autodiff floats.AddConst Reverse
func rAsmFloatsAddConst(a float64, s, ds []float64) float64

//go:autodiff floats.AddScaled Forward
func dAsmFloatsAddScaled(s, ds []float64, a, da float64, u, du []float64)

//go:autodiff floats.AddScaled Reverse
func rAsmFloatsAddScaled(s, ds []float64, a float64, u, du []float64) float64

//go:autodiff floats.Scale Forward
func dAsmFloatsScale(a, da float64, s, ds []float64)

//go:autodiff floats.Scale Reverse
func rAsmFloatsScale(a float64, s, ds []float64) float64

//go:autodiff floats.Div Forward
func dAsmFloatsDiv(s, ds []float64, u, du []float64)

//go:autodiff floats.Div Reverse
func rAsmFloatsDiv(s, ds []float64, u, du []float64)

//go:autodiff floats.Sub Forward
func dAsmFloatsSub(s, ds []float64, u, du []float64)

//go:autodiff floats.Sub Reverse
func rAsmFloatsSub(s, ds []float64, u, du []float64)

//go:autodiff floats.CumSum Forward
func dAsmFloatsCumSum(s, ds []float64, u, du []float64) ([]float64, []float64)

//go:autodiff floats.CumSum Reverse
func rAsmFloatsCumSum(s, ds []float64, u, du []float64) []float64

//go:autodiff floats.CumProd Forward
func dAsmFloatsCumProd(s, ds []float64, u, du []float64) ([]float64, []float64)

//go:autodiff floats.CumProd Reverse
func rAsmFloatsCumProd(s, ds []float64, u, du []float64) []float64

//go:autodiff floats.DivTo Forward
func dAsmFloatsDivTo(s, ds []float64, u, du []float64, v, dv []float64) ([]float64, []float64)

//go:autodiff floats.DivTo Reverse
func rAsmFloatsDivTo(s, ds []float64, u, du []float64, v, dv []float64) []float64

//go:autodiff floats.ScaleTo Forward
func dAsmFloatsScaleTo(s, ds []float64, a, da float64, u, du []float64) ([]float64, []float64)

//go:autodiff floats.ScaleTo Reverse
func rAsmFloatsScaleTo(s, ds []float64, a float64, u, du []float64) ([]float64, float64)

//go:autodiff floats.AddScaledTo Forward
func dAsmFloatsAddScaledTo(s, ds []float64, u, du []float64, a, da float64, v, dv []float64) ([]float64, []float64)

//go:autodiff floats.AddScaledTo Reverse
func rAsmFloatsAddScaledTo(s, ds []float64, u, du []float64, a float64, v, dv []float64) ([]float64, float64)

//go:autodiff functions.Linear.Func Forward
func dAsmFunctionsLinearFunc(f functions.Linear, x, dx []float64) (float64, float64)

//go:autodiff functions.Linear.Func Reverse
func rAsmFunctionsLinearFunc(f functions.Linear, x, dx []float64, s0 float64) float64

//go:autodiff kernels.Implementation.Ddot Forward
func dAsmBlasDdot(b kernels.Implementation, n int, x, dx []float64, ix int, y, dy []float64, iy int) (float64, float64)

//go:autodiff kernels.Implementation.Ddot Reverse
func rAsmBlasDdot(b kernels.Implementation, n int, x, dx []float64, ix int, y, dy []float64, iy int, s0 float64) float64

//go:autodiff kernels.Implementation.Daxpy Forward
func dAsmBlasDaxpy(b kernels.Implementation, n int, alpha, dalpha float64, x, dx []float64, ix int, y, dy []float64, iy int)

//go:autodiff kernels.Implementation.Daxpy Reverse
func rAsmBlasDaxpy(b kernels.Implementation, n int, alpha float64, x, dx []float64, ix int, y, dy []float64, iy int) float64

//go:autodiff kernels.Implementation.Dnrm2 Forward
func dAsmBlasDnrm2(b kernels.Implementation, n int, x, dx []float64, ix int) (float64, float64)

//go:autodiff kernels.Implementation.Dnrm2 Reverse
func rAsmBlasDnrm2(b kernels.Implementation, n int, x, dx []float64, ix int, s0 float64) float64

//go:autodiff kernels.Implementation.Dscal Forward
func dAsmBlasDscal(b kernels.Implementation, n int, alpha, dalpha float64, x, dx []float64, ix int)

//go:autodiff kernels.Implementation.Dscal Reverse
func rAsmBlasDscal(b kernels.Implementation, n int, alpha float64, x, dx []float64, ix int) float64

//go:autodiff kernels.Implementation.Dasum Forward
func dAsmBlasDasum(b kernels.Implementation, n int, x, dx []float64, ix int) (float64, float64)

//go:autodiff kernels.Implementation.Dasum Reverse
func rAsmBlasDasum(b kernels.Implementation, n int, x, dx []float64, ix int, s0 float64) float64

//go:autodiff kernels.Implementation.Dger Forward
func dAsmBlasDger(b kernels.Implementation, m int, n int, alpha, dalpha float64, x, dx []float64, ix int, y, dy []float64, iy int, a, da []float64, lda int)

//go:autodiff kernels.Implementation.Dger Reverse
func rAsmBlasDger(b kernels.Implementation, m int, n int, alpha float64, x, dx []float64, ix int, y, dy []float64, iy int, a, da []float64, lda int) float64

//go:autodiff kernels.Implementation.Dgemv Forward
func dAsmBlasDgemv(b kernels.Implementation, t blas.Transpose, m int, n int, alpha, dalpha float64, a, da []float64, lda int, x, dx []float64, ix int, beta, dbeta float64, y, dy []float64, iy int)

//go:autodiff kernels.Implementation.Dgemv Reverse
func rAsmBlasDgemv(b kernels.Implementation, t blas.Transpose, m int, n int, alpha float64, a, da []float64, lda int, x, dx []float64, ix int, beta float64, y, dy []float64, iy int) (float64, float64)

//go:autodiff kernels.Implementation.Dgemm Forward
func dAsmBlasDgemm(b kernels.Implementation, ta blas.Transpose, tb blas.Transpose, m int, n int, k int, alpha, dalpha float64, a, da []float64, lda int, x, dx []float64, ldb int, beta, dbeta float64, y, dy []float64, ldc int)

//go:autodiff kernels.Implementation.Dgemm Reverse
func rAsmBlasDgemm(b kernels.Implementation, ta blas.Transpose, tb blas.Transpose, m int, n int, k int, alpha float64, a, da []float64, lda int, x, dx []float64, ldb int, beta float64, y, dy []float64, ldc int) (float64, float64)

//go:autodiff kernels.Implementation.Dsyrk Forward
func dAsmBlasDsyrk(b kernels.Implementation, u blas.Uplo, t blas.Transpose, n int, k int, alpha, dalpha float64, a, da []float64, lda int, beta, dbeta float64, y, dy []float64, ldc int)

//go:autodiff kernels.Implementation.Dsyrk Reverse
func rAsmBlasDsyrk(b kernels.Implementation, u blas.Uplo, t blas.Transpose, n int, k int, alpha float64, a, da []float64, lda int, beta float64, y, dy []float64, ldc int) (float64, float64)

//go:autodiff kernels.Implementation.Dtrsm Forward
func dAsmBlasDtrsm(b kernels.Implementation, s blas.Side, u blas.Uplo, t blas.Transpose, d blas.Diag, m int, n int, alpha, dalpha float64, a, da []float64, lda int, x, dx []float64, ldb int)

//go:autodiff kernels.Implementation.Dtrsm Reverse
func rAsmBlasDtrsm(b kernels.Implementation, s blas.Side, u blas.Uplo, t blas.Transpose, d blas.Diag, m int, n int, alpha float64, a, da []float64, lda int, x, dx []float64, ldb int) float64

//go:autodiff kernels.Implementation.Dtrmm Forward
func dAsmBlasDtrmm(b kernels.Implementation, s blas.Side, u blas.Uplo, t blas.Transpose, d blas.Diag, m int, n int, alpha, dalpha float64, a, da []float64, lda int, x, dx []float64, ldb int)

//go:autodiff kernels.Implementation.Dtrmm Reverse
func rAsmBlasDtrmm(b kernels.Implementation, s blas.Side, u blas.Uplo, t blas.Transpose, d blas.Diag, m int, n int, alpha float64, a, da []float64, lda int, x, dx []float64, ldb int) float64

//go:autodiff kernels.Implementation.Zdotc Forward
func dAsmBlasZdotc(b kernels.Implementation, n int, x, dx []complex128, ix int, y, dy []complex128, iy int) (complex128, complex128)

//go:autodiff kernels.Implementation.Zdotc Reverse
func rAsmBlasZdotc(b kernels.Implementation, n int, x, dx []complex128, ix int, y, dy []complex128, iy int, s0 complex128) complex128

//go:autodiff kernels.Implementation.Zdotu Forward
func dAsmBlasZdotu(b kernels.Implementation, n int, x, dx []complex128, ix int, y, dy []complex128, iy int) (complex128, complex128)

//go:autodiff kernels.Implementation.Zdotu Reverse
func rAsmBlasZdotu(b kernels.Implementation, n int, x, dx []complex128, ix int, y, dy []complex128, iy int, s0 complex128) complex128

//go:autodiff kernels.Implementation.Zaxpy Forward
func dAsmBlasZaxpy(b kernels.Implementation, n int, alpha, dalpha complex128, x, dx []complex128, ix int, y, dy []complex128, iy int)

//go:autodiff kernels.Implementation.Zaxpy Reverse
func rAsmBlasZaxpy(b kernels.Implementation, n int, alpha complex128, x, dx []complex128, ix int, y, dy []complex128, iy int) complex128

//go:autodiff kernels.Implementation.Zscal Forward
func dAsmBlasZscal(b kernels.Implementation, n int, alpha, dalpha complex128, x, dx []complex128, ix int)

//go:autodiff kernels.Implementation.Zscal Reverse
func rAsmBlasZscal(b kernels.Implementation, n int, alpha complex128, x, dx []complex128, ix int) complex128

//go:autodiff kernels.Implementation.Cdotc Forward
func dAsmBlasCdotc(b kernels.Implementation, n int, x, dx []complex64, ix int, y, dy []complex64, iy int) (complex64, complex64)

//go:autodiff kernels.Implementation.Cdotc Reverse
func rAsmBlasCdotc(b kernels.Implementation, n int, x, dx []complex64, ix int, y, dy []complex64, iy int, s0 complex64) complex64

//go:autodiff kernels.Implementation.Cdotu Forward
func dAsmBlasCdotu(b kernels.Implementation, n int, x, dx []complex64, ix int, y, dy []complex64, iy int) (complex64, complex64)

//go:autodiff kernels.Implementation.Cdotu Reverse
func rAsmBlasCdotu(b kernels.Implementation, n int, x, dx []complex64, ix int, y, dy []complex64, iy int, s0 complex64) complex64

//go:autodiff kernels.Implementation.Caxpy Forward
func dAsmBlasCaxpy(b kernels.Implementation, n int, alpha, dalpha complex64, x, dx []complex64, ix int, y, dy []complex64, iy int)

//go:autodiff kernels.Implementation.Caxpy Reverse
func rAsmBlasCaxpy(b kernels.Implementation, n int, alpha complex64, x, dx []complex64, ix int, y, dy []complex64, iy int) complex64

//go:autodiff kernels.Implementation.Cscal Forward
func dAsmBlasCscal(b kernels.Implementation, n int, alpha, dalpha complex64, x, dx []complex64, ix int)

//go:autodiff kernels.Implementation.Cscal Reverse
func rAsmBlasCscal(b kernels.Implementation, n int, alpha complex64, x, dx []complex64, ix int) complex64

//go:autodiff kernels.Implementation.Sdot Forward
func dAsmBlasSdot(b kernels.Implementation, n int, x, dx []float32, ix int, y, dy []float32, iy int) (float32, float32)

//go:autodiff kernels.Implementation.Sdot Reverse
func rAsmBlasSdot(b kernels.Implementation, n int, x, dx []float32, ix int, y, dy []float32, iy int, s0 float32) float32

//go:autodiff kernels.Implementation.Saxpy Forward
func dAsmBlasSaxpy(b kernels.Implementation, n int, alpha, dalpha float32, x, dx []float32, ix int, y, dy []float32, iy int)

//go:autodiff kernels.Implementation.Saxpy Reverse
func rAsmBlasSaxpy(b kernels.Implementation, n int, alpha float32, x, dx []float32, ix int, y, dy []float32, iy int) float32

//go:autodiff kernels.Implementation.Sscal Forward
func dAsmBlasSscal(b kernels.Implementation, n int, alpha, dalpha float32, x, dx []float32, ix int)

//go:autodiff kernels.Implementation.Sscal Reverse
func rAsmBlasSscal(b kernels.Implementation, n int, alpha float32, x, dx []float32, ix int) float32

//go:autodiff kernels.Implementation.Zdscal Forward
func dAsmBlasZdscal(b kernels.Implementation, n int, alpha, dalpha float64, x, dx []complex128, ix int)

//go:autodiff kernels.Implementation.Zdscal Reverse
func rAsmBlasZdscal(b kernels.Implementation, n int, alpha float64, x, dx []complex128, ix int) float64

//go:autodiff kernels.Implementation.Sger Forward
func dAsmBlasSger(b kernels.Implementation, m int, n int, alpha, dalpha float32, x, dx []float32, ix int, y, dy []float32, iy int, a, da []float32, lda int)

//go:autodiff kernels.Implementation.Sger Reverse
func rAsmBlasSger(b kernels.Implementation, m int, n int, alpha float32, x, dx []float32, ix int, y, dy []float32, iy int, a, da []float32, lda int) float32

//go:autodiff kernels.Implementation.Sgemm Forward
func dAsmBlasSgemm(b kernels.Implementation, ta blas.Transpose, tb blas.Transpose, m int, n int, k int, alpha, dalpha float32, a, da []float32, lda int, x, dx []float32, ldb int, beta, dbeta float32, c, dc []float32, ldc int)

//go:autodiff kernels.Implementation.Sgemm Reverse
func rAsmBlasSgemm(b kernels.Implementation, ta blas.Transpose, tb blas.Transpose, m int, n int, k int, alpha float32, a, da []float32, lda int, x, dx []float32, ldb int, beta float32, c, dc []float32, ldc int) (float32, float32)

//go:autodiff kernels.Implementation.Dsdot Forward
func dAsmBlasDsdot(b kernels.Implementation, n int, x, dx []float32, ix int, y, dy []float32, iy int) (float64, float64)

//go:autodiff kernels.Implementation.Dsdot Reverse
func rAsmBlasDsdot(b kernels.Implementation, n int, x, dx []float32, ix int, y, dy []float32, iy int, s0 float64) float64

func TestAssembly(t *testing.T) {
	check.Both(t, stat.Mean, dAsmStatMean, rAsmStatMean, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.Variance, dAsmStatVariance, rAsmStatVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.StdDev, dAsmStatStdDev, rAsmStatStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.Skew, dAsmStatSkew, rAsmStatSkew, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.ExKurtosis, dAsmStatExKurtosis, rAsmStatExKurtosis, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.PopVariance, dAsmStatPopVariance, rAsmStatPopVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.PopStdDev, dAsmStatPopStdDev, rAsmStatPopStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.MeanStdDev, dAsmStatMeanStdDev, rAsmStatMeanStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.MeanVariance, dAsmStatMeanVariance, rAsmStatMeanVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.PopMeanVariance, dAsmStatPopMeanVariance, rAsmStatPopMeanVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.PopMeanStdDev, dAsmStatPopMeanStdDev, rAsmStatPopMeanStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.Covariance, dAsmStatCovariance, rAsmStatCovariance, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.Correlation, dAsmStatCorrelation, rAsmStatCorrelation, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, stat.RSquared, dAsmStatRSquared, rAsmStatRSquared, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Range(0, 1), check.Range(0, 1), check.Inexact())
	check.Both(t, stat.LinearRegression, dAsmStatLinearRegression, rAsmStatLinearRegression, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), false, check.Inexact())
	check.Both(t, stat.LinearRegression, dAsmStatLinearRegression, rAsmStatLinearRegression, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), true, check.Inexact())
	check.Both(t, floats.Distance, dAsmFloatsDistance, rAsmFloatsDistance, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Range(2.2, 3.3), check.Inexact())
	check.Both(t, floats.Norm, dAsmFloatsNorm, rAsmFloatsNorm, check.Vec(7, -1, 2), check.Range(2.2, 3.3), check.Inexact())
	check.Forward(t, floats.Norm, dAsmFloatsNormConst, check.Vec(7, -1, 2), 1.0, check.Inexact(), check.Acts("Dual Const Dual"))
	check.Reverse(t, floats.Norm, rAsmFloatsNormConst, check.Vec(7, -1, 2), 1.0, check.Inexact(), check.Acts("Duplicated Const Active"))
	check.Forward(t, floats.Distance, dAsmFloatsDistanceConst, check.Vec(7, -1, 2), check.Vec(7, -1, 2), 1.0, check.Inexact(), check.Acts("Dual Dual Const Dual"))
	check.Reverse(t, floats.Distance, rAsmFloatsDistanceConst, check.Vec(7, -1, 2), check.Vec(7, -1, 2), 1.0, check.Inexact(), check.Acts("Duplicated Duplicated Const Active"))
	check.Forward(t, floats.Norm, dAsmFloatsNormConst, check.Vec(7, -1, 2), 2.0, check.Inexact(), check.Acts("Dual Const Dual"))
	check.Reverse(t, floats.Norm, rAsmFloatsNormConst, check.Vec(7, -1, 2), 2.0, check.Inexact(), check.Acts("Duplicated Const Active"))
	check.Forward(t, floats.Distance, dAsmFloatsDistanceConst, check.Vec(7, -1, 2), check.Vec(7, -1, 2), 2.0, check.Inexact(), check.Acts("Dual Dual Const Dual"))
	check.Reverse(t, floats.Distance, rAsmFloatsDistanceConst, check.Vec(7, -1, 2), check.Vec(7, -1, 2), 2.0, check.Inexact(), check.Acts("Duplicated Duplicated Const Active"))
	check.Forward(t, floats.Norm, dAsmFloatsNormConst, check.Vec(7, -1, 2), math.Inf(1), check.Inexact(), check.Acts("Dual Const Dual"))
	check.Reverse(t, floats.Norm, rAsmFloatsNormConst, check.Vec(7, -1, 2), math.Inf(1), check.Inexact(), check.Acts("Duplicated Const Active"))
	check.Forward(t, floats.Distance, dAsmFloatsDistanceConst, check.Vec(7, -1, 2), check.Vec(7, -1, 2), math.Inf(1), check.Inexact(), check.Acts("Dual Dual Const Dual"))
	check.Reverse(t, floats.Distance, rAsmFloatsDistanceConst, check.Vec(7, -1, 2), check.Vec(7, -1, 2), math.Inf(1), check.Inexact(), check.Acts("Duplicated Duplicated Const Active"))
	check.Both(t, floats.Dot, dAsmFloatsDot, rAsmFloatsDot, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.Sum, dAsmFloatsSum, rAsmFloatsSum, check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.Add, dAsmFloatsAdd, rAsmFloatsAdd, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.AddConst, dAsmFloatsAddConst, rAsmFloatsAddConst, check.Range(0, 1), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.AddScaled, dAsmFloatsAddScaled, rAsmFloatsAddScaled, check.Vec(7, -1, 2), check.Range(0, 1), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.Scale, dAsmFloatsScale, rAsmFloatsScale, check.Range(0, 1), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.Div, dAsmFloatsDiv, rAsmFloatsDiv, check.Vec(7, 0.5, 1.5), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, floats.Sub, dAsmFloatsSub, rAsmFloatsSub, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.CumSum, dAsmFloatsCumSum, rAsmFloatsCumSum, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.CumProd, dAsmFloatsCumProd, rAsmFloatsCumProd, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.DivTo, dAsmFloatsDivTo, rAsmFloatsDivTo, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Vec(7, 0.5, 1.5), check.Inexact())
	check.Both(t, floats.ScaleTo, dAsmFloatsScaleTo, rAsmFloatsScaleTo, check.Vec(7, -1, 2), check.Range(0, 1), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, floats.AddScaledTo, dAsmFloatsAddScaledTo, rAsmFloatsAddScaledTo, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Range(0, 1), check.Vec(7, -1, 2), check.Inexact())
	check.Both(t, functions.Linear.Func, dAsmFunctionsLinearFunc, rAsmFunctionsLinearFunc, functions.Linear{}, check.Vec(3, 0.3, 1.4), check.Inexact())
	check.Both(t, kernels.Implementation.Ddot, dAsmBlasDdot, rAsmBlasDdot, kernels.Implementation{}, 5, check.Vec(5, -1, 1), 1, check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Daxpy, dAsmBlasDaxpy, rAsmBlasDaxpy, kernels.Implementation{}, 5, check.Range(0.5, 1), check.Vec(5, -1, 1), 1, check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Dnrm2, dAsmBlasDnrm2, rAsmBlasDnrm2, kernels.Implementation{}, 5, check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Dscal, dAsmBlasDscal, rAsmBlasDscal, kernels.Implementation{}, 5, check.Range(0.5, 1), check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Dasum, dAsmBlasDasum, rAsmBlasDasum, kernels.Implementation{}, 5, check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Dger, dAsmBlasDger, rAsmBlasDger, kernels.Implementation{}, 5, 5, check.Range(0.5, 1), check.Vec(5, -1, 1), 1, check.Vec(5, -1, 1), 1, check.Vec(30, -1, 1), 6, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemv, dAsmBlasDgemv, rAsmBlasDgemv, kernels.Implementation{}, blas.NoTrans, 5, 5, check.Range(0.5, 1), check.Vec(30, -1, 1), 6, check.Vec(5, -1, 1), 1, check.Range(0.5, 1), check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemv, dAsmBlasDgemv, rAsmBlasDgemv, kernels.Implementation{}, blas.Trans, 5, 5, check.Range(0.5, 1), check.Vec(30, -1, 1), 6, check.Vec(5, -1, 1), 1, check.Range(0.5, 1), check.Vec(5, -1, 1), 1, check.Inexact())
	check.Both(t, kernels.Implementation.Ddot, dAsmBlasDdot, rAsmBlasDdot, kernels.Implementation{}, 5, check.Vec(9, -1, 1), 2, check.Vec(13, -1, 1), -3, check.Inexact())
	check.Both(t, kernels.Implementation.Daxpy, dAsmBlasDaxpy, rAsmBlasDaxpy, kernels.Implementation{}, 5, check.Range(0.5, 1), check.Vec(9, -1, 1), 2, check.Vec(13, -1, 1), -3, check.Inexact())
	check.Both(t, kernels.Implementation.Dnrm2, dAsmBlasDnrm2, rAsmBlasDnrm2, kernels.Implementation{}, 5, check.Vec(9, -1, 1), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Dscal, dAsmBlasDscal, rAsmBlasDscal, kernels.Implementation{}, 5, check.Range(0.5, 1), check.Vec(9, -1, 1), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Dasum, dAsmBlasDasum, rAsmBlasDasum, kernels.Implementation{}, 5, check.Vec(9, -1, 1), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Dger, dAsmBlasDger, rAsmBlasDger, kernels.Implementation{}, 5, 5, check.Range(0.5, 1), check.Vec(9, -1, 1), 2, check.Vec(13, -1, 1), 3, check.Vec(30, -1, 1), 6, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemv, dAsmBlasDgemv, rAsmBlasDgemv, kernels.Implementation{}, blas.NoTrans, 5, 5, check.Range(0.5, 1), check.Vec(30, -1, 1), 6, check.Vec(9, -1, 1), 2, check.Range(0.5, 1), check.Vec(13, -1, 1), -3, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemv, dAsmBlasDgemv, rAsmBlasDgemv, kernels.Implementation{}, blas.Trans, 5, 5, check.Range(0.5, 1), check.Vec(30, -1, 1), 6, check.Vec(9, -1, 1), 2, check.Range(0.5, 1), check.Vec(13, -1, 1), -3, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemm, dAsmBlasDgemm, rAsmBlasDgemm, kernels.Implementation{}, blas.NoTrans, blas.NoTrans, 3, 3, 3, check.Range(0.5, 1), check.Vec(12, -1, 1), 4, check.Vec(9, -1, 1), 3, check.Range(0.5, 1), check.Vec(15, -1, 1), 5, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemm, dAsmBlasDgemm, rAsmBlasDgemm, kernels.Implementation{}, blas.NoTrans, blas.Trans, 3, 3, 3, check.Range(0.5, 1), check.Vec(12, -1, 1), 4, check.Vec(9, -1, 1), 3, check.Range(0.5, 1), check.Vec(15, -1, 1), 5, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemm, dAsmBlasDgemm, rAsmBlasDgemm, kernels.Implementation{}, blas.Trans, blas.NoTrans, 3, 3, 3, check.Range(0.5, 1), check.Vec(12, -1, 1), 4, check.Vec(9, -1, 1), 3, check.Range(0.5, 1), check.Vec(15, -1, 1), 5, check.Inexact())
	check.Both(t, kernels.Implementation.Dgemm, dAsmBlasDgemm, rAsmBlasDgemm, kernels.Implementation{}, blas.Trans, blas.Trans, 3, 3, 3, check.Range(0.5, 1), check.Vec(12, -1, 1), 4, check.Vec(9, -1, 1), 3, check.Range(0.5, 1), check.Vec(15, -1, 1), 5, check.Inexact())
	check.Both(t, kernels.Implementation.Dsyrk, dAsmBlasDsyrk, rAsmBlasDsyrk, kernels.Implementation{}, blas.Upper, blas.Trans, 3, 4, check.Range(0.5, 1), check.Vec(12, -1, 1), 3, check.Range(0.5, 1), check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrsm, dAsmBlasDtrsm, rAsmBlasDtrsm, kernels.Implementation{}, blas.Left, blas.Upper, blas.NoTrans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrmm, dAsmBlasDtrmm, rAsmBlasDtrmm, kernels.Implementation{}, blas.Left, blas.Lower, blas.NoTrans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrsm, dAsmBlasDtrsm, rAsmBlasDtrsm, kernels.Implementation{}, blas.Left, blas.Upper, blas.Trans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrmm, dAsmBlasDtrmm, rAsmBlasDtrmm, kernels.Implementation{}, blas.Left, blas.Lower, blas.Trans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrsm, dAsmBlasDtrsm, rAsmBlasDtrsm, kernels.Implementation{}, blas.Right, blas.Upper, blas.NoTrans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrmm, dAsmBlasDtrmm, rAsmBlasDtrmm, kernels.Implementation{}, blas.Right, blas.Lower, blas.NoTrans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrsm, dAsmBlasDtrsm, rAsmBlasDtrsm, kernels.Implementation{}, blas.Right, blas.Upper, blas.Trans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dtrmm, dAsmBlasDtrmm, rAsmBlasDtrmm, kernels.Implementation{}, blas.Right, blas.Lower, blas.Trans, blas.NonUnit, 3, 3, check.Range(0.5, 1), check.Vec(9, 1, 2), 3, check.Vec(9, -1, 1), 3, check.Inexact())
}

func TestOtherAssembly(t *testing.T) {
	check.Both(t, kernels.Implementation.Zdotc, dAsmBlasZdotc, rAsmBlasZdotc, kernels.Implementation{}, 5, slice[complex128](9), 2, slice[complex128](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Zdotu, dAsmBlasZdotu, rAsmBlasZdotu, kernels.Implementation{}, 5, slice[complex128](9), 2, slice[complex128](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Zaxpy, dAsmBlasZaxpy, rAsmBlasZaxpy, kernels.Implementation{}, 5, complex(0.5, -0.7), slice[complex128](9), 2, slice[complex128](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Zscal, dAsmBlasZscal, rAsmBlasZscal, kernels.Implementation{}, 5, complex(0.5, -0.7), slice[complex128](9), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Cdotc, dAsmBlasCdotc, rAsmBlasCdotc, kernels.Implementation{}, 5, slice[complex64](9), 2, slice[complex64](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Cdotu, dAsmBlasCdotu, rAsmBlasCdotu, kernels.Implementation{}, 5, slice[complex64](9), 2, slice[complex64](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Caxpy, dAsmBlasCaxpy, rAsmBlasCaxpy, kernels.Implementation{}, 5, complex64(complex(0.5, -0.7)), slice[complex64](9), 2, slice[complex64](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Cscal, dAsmBlasCscal, rAsmBlasCscal, kernels.Implementation{}, 5, complex64(complex(0.5, -0.7)), slice[complex64](9), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Sdot, dAsmBlasSdot, rAsmBlasSdot, kernels.Implementation{}, 5, slice[float32](9), 2, slice[float32](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Saxpy, dAsmBlasSaxpy, rAsmBlasSaxpy, kernels.Implementation{}, 5, float32(0.75), slice[float32](9), 2, slice[float32](9), -2, check.Inexact())
	check.Both(t, kernels.Implementation.Sscal, dAsmBlasSscal, rAsmBlasSscal, kernels.Implementation{}, 5, float32(0.75), slice[float32](9), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Zdscal, dAsmBlasZdscal, rAsmBlasZdscal, kernels.Implementation{}, 5, 0.75, slice[complex128](9), 2, check.Inexact())
	check.Both(t, kernels.Implementation.Sger, dAsmBlasSger, rAsmBlasSger, kernels.Implementation{}, 4, 3, float32(0.75), slice[float32](7), 2, slice[float32](5), 2, slice[float32](12), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Sgemm, dAsmBlasSgemm, rAsmBlasSgemm, kernels.Implementation{}, blas.NoTrans, blas.Trans, 3, 3, 3, float32(0.75), slice[float32](9), 3, slice[float32](9), 3, float32(0.5), slice[float32](9), 3, check.Inexact())
	check.Both(t, kernels.Implementation.Dsdot, dAsmBlasDsdot, rAsmBlasDsdot, kernels.Implementation{}, 5, slice[float32](5), 1, slice[float32](5), 1, check.Inexact())
}

// slice makes a generator of slices of n floats.
func slice[T any](n int) func(r *rand.Rand) []T {
	return func(r *rand.Rand) []T {
		x := make([]T, n)
		for i := range x {
			switch p := any(&x[i]).(type) {
			case *float32:
				*p = r.Float32()
			case *complex64:
				*p = complex(r.Float32(), r.Float32())
			case *complex128:
				*p = complex(r.Float64(), r.Float64())
			}
		}
		return x
	}
}
