// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build noasm || !(386 || amd64 || arm64)

// Functions that call assembly, unless it is switched off. Assembly cannot be
// differentiated, and saying so is what the compiler does.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize/functions"
	"gonum.org/v1/gonum/stat"
)

//go:autodiff stat.Mean Forward
func dMean(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.Variance Forward
func dVariance(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.StdDev Forward
func dStdDev(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.Skew Forward
func dSkew(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.ExKurtosis Forward
func dExKurtosis(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.PopVariance Forward
func dPopVariance(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.PopStdDev Forward
func dPopStdDev(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.MeanStdDev Forward
func dMeanStdDev(x, dx, w, dw []float64) (m, dm, s, ds float64)

//go:autodiff stat.MeanVariance Forward
func dMeanVariance(x, dx, w, dw []float64) (m, dm, s, ds float64)

//go:autodiff stat.PopMeanVariance Forward
func dPopMeanVariance(x, dx, w, dw []float64) (m, dm, s, ds float64)

//go:autodiff stat.PopMeanStdDev Forward
func dPopMeanStdDev(x, dx, w, dw []float64) (m, dm, s, ds float64)

//go:autodiff stat.Covariance Forward
func dCovariance(x, dx, y, dy, w, dw []float64) (float64, float64)

//go:autodiff stat.Correlation Forward
func dCorrelation(x, dx, y, dy, w, dw []float64) (float64, float64)

//go:autodiff stat.RSquared Forward
func dRSquared(x, dx, y, dy, w, dw []float64, alpha, dalpha, beta, dbeta float64) (float64, float64)

//go:autodiff stat.LinearRegression Forward
func dLinearRegression(x, dx, y, dy, w, dw []float64, origin bool) (alpha, dalpha, beta, dbeta float64)

//go:autodiff floats.Distance Forward
func dDistance(s, ds, u, du []float64, l, dl float64) (float64, float64)

//go:autodiff functions.Linear.Func Forward
func dLinear(f functions.Linear, x, dx []float64) (float64, float64)

func TestAssembly(t *testing.T) {
	check.Forward(t, stat.Mean, dMean, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.Variance, dVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.StdDev, dStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.Skew, dSkew, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.ExKurtosis, dExKurtosis, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.PopVariance, dPopVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.PopStdDev, dPopStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.MeanStdDev, dMeanStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.MeanVariance, dMeanVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.PopMeanVariance, dPopMeanVariance, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.PopMeanStdDev, dPopMeanStdDev, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.Covariance, dCovariance, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.Correlation, dCorrelation, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.RSquared, dRSquared, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Range(0, 1), check.Range(0, 1))
	check.Forward(t, stat.LinearRegression, dLinearRegression, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), false)
	check.Forward(t, stat.LinearRegression, dLinearRegression, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), true)
	check.Forward(t, floats.Distance, dDistance, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Range(2.2, 3.3))
	check.Forward(t, functions.Linear.Func, dLinear, functions.Linear{}, check.Vec(3, 0.3, 1.4))
}
