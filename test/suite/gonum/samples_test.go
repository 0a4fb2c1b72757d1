// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Quadrature of samples, and slices of floats.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/integrate"
)

//go:autodiff integrate.Trapezoidal Forward
func dTrapezoidal(x, dx, f, df []float64) (float64, float64)

//go:autodiff integrate.Simpsons Forward
func dSimpsons(x, dx, f, df []float64) (float64, float64)

//go:autodiff integrate.Romberg Forward
func dRomberg(f, df []float64, dx, ddx float64) (float64, float64)

//go:autodiff floats.LogSumExp Forward
func dLogSumExp(s, ds []float64) (float64, float64)

//go:autodiff floats.Span Forward
func dSpan(s, ds []float64, l, dl, u, du float64) ([]float64, []float64)

//go:autodiff floats.Reverse Forward
func dReverse(s, ds []float64)

//go:autodiff floats.MulTo Forward
func dMulTo(z, dz, s, ds, u, du []float64) ([]float64, []float64)

//go:autodiff floats.Prod Forward
func dProd(s, ds []float64) (float64, float64)

func TestSamples(t *testing.T) {
	check.Forward(t, integrate.Trapezoidal, dTrapezoidal, []float64{0, 1, 2.5, 3, 4, 7}, check.Vec(6, -1, 1))
	check.Forward(t, integrate.Simpsons, dSimpsons, []float64{0, 1, 2.5, 3, 4, 7}, check.Vec(6, -1, 1))
	check.Forward(t, integrate.Romberg, dRomberg, check.Vec(9, -1, 1), check.Range(0.1, 0.2))
	check.Forward(t, floats.LogSumExp, dLogSumExp, check.Vec(7, -1, 2))
	check.Forward(t, floats.Span, dSpan, check.Vec(7, -1, 2), check.Range(0, 1), check.Range(2, 3))
	check.Forward(t, floats.Reverse, dReverse, check.Vec(7, -1, 2))
	check.Forward(t, floats.MulTo, dMulTo, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, -1, 2))
	check.Forward(t, floats.Prod, dProd, check.Vec(7, -1, 2))
}
