// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Geometry, quaternions, dual numbers and windows.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/dsp/window"
	"gonum.org/v1/gonum/num/dual"
	"gonum.org/v1/gonum/num/dualquat"
	"gonum.org/v1/gonum/num/hyperdual"
	"gonum.org/v1/gonum/num/quat"
	"gonum.org/v1/gonum/spatial/r2"
	"gonum.org/v1/gonum/spatial/r3"
)

//go:autodiff r3.Cross Forward
func dr3Cross(p, dp, q, dq r3.Vec) (r3.Vec, r3.Vec)

//go:autodiff r3.Norm Forward
func dr3Norm(p, dp r3.Vec) (float64, float64)

//go:autodiff r3.Unit Forward
func dr3Unit(p, dp r3.Vec) (r3.Vec, r3.Vec)

//go:autodiff r3.Cos Forward
func dr3Cos(p, dp, q, dq r3.Vec) (float64, float64)

//go:autodiff r3.Rotate Forward
func dr3Rotate(p, dp r3.Vec, alpha, dalpha float64, axis, daxis r3.Vec) (r3.Vec, r3.Vec)

//go:autodiff r3.Triangle.Area Forward
func dr3TriangleArea(t, dt r3.Triangle) (float64, float64)

//go:autodiff r2.Rotate Forward
func dr2Rotate(p, dp r2.Vec, alpha, dalpha float64, q, dq r2.Vec) (r2.Vec, r2.Vec)

//go:autodiff r2.Triangle.Area Forward
func dr2TriangleArea(t, dt r2.Triangle) (float64, float64)

//go:autodiff quat.Mul Forward
func dquatMul(x, dx, y, dy quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Mul Forward
func ddualMul(x, dx, y, dy dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Mul Forward
func dhyperdualMul(x, dx, y, dy hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Exp Forward
func dquatExp(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Exp Forward
func ddualExp(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Exp Forward
func dhyperdualExp(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Log Forward
func dquatLog(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Log Forward
func ddualLog(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Log Forward
func dhyperdualLog(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Sqrt Forward
func dquatSqrt(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Sqrt Forward
func ddualSqrt(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Sqrt Forward
func dhyperdualSqrt(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Sin Forward
func dquatSin(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Sin Forward
func ddualSin(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Sin Forward
func dhyperdualSin(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Tanh Forward
func dquatTanh(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Tanh Forward
func ddualTanh(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Tanh Forward
func dhyperdualTanh(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Inv Forward
func dquatInv(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Inv Forward
func ddualInv(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Inv Forward
func dhyperdualInv(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff quat.Atan Forward
func dquatAtan(x, dx quat.Number) (quat.Number, quat.Number)

//go:autodiff dual.Atan Forward
func ddualAtan(x, dx dual.Number) (dual.Number, dual.Number)

//go:autodiff hyperdual.Atan Forward
func dhyperdualAtan(x, dx hyperdual.Number) (hyperdual.Number, hyperdual.Number)

//go:autodiff dualquat.Mul Forward
func ddualquatMul(x, dx, y, dy dualquat.Number) (dualquat.Number, dualquat.Number)

//go:autodiff dualquat.Exp Forward
func ddualquatExp(x, dx dualquat.Number) (dualquat.Number, dualquat.Number)

//go:autodiff window.Hann Forward
func dwindowHann(s, ds []float64) ([]float64, []float64)

//go:autodiff window.Hamming Forward
func dwindowHamming(s, ds []float64) ([]float64, []float64)

//go:autodiff window.Blackman Forward
func dwindowBlackman(s, ds []float64) ([]float64, []float64)

//go:autodiff window.FlatTop Forward
func dwindowFlatTop(s, ds []float64) ([]float64, []float64)

//go:autodiff window.Nuttall Forward
func dwindowNuttall(s, ds []float64) ([]float64, []float64)

//go:autodiff window.Sine Forward
func dwindowSine(s, ds []float64) ([]float64, []float64)

func TestNumbers(t *testing.T) {
	check.Forward(t, r3.Cross, dr3Cross, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, r3.Norm, dr3Norm, check.Range(0.5, 1.5))
	check.Forward(t, r3.Unit, dr3Unit, check.Range(0.5, 1.5))
	check.Forward(t, r3.Cos, dr3Cos, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, r3.Rotate, dr3Rotate, check.Range(0.5, 1.5), check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, r3.Triangle.Area, dr3TriangleArea, check.Range(0.5, 1.5))
	check.Forward(t, r2.Rotate, dr2Rotate, check.Range(0.5, 1.5), check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, r2.Triangle.Area, dr2TriangleArea, check.Range(0.5, 1.5))
	check.Forward(t, quat.Mul, dquatMul, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, dual.Mul, ddualMul, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Mul, dhyperdualMul, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, quat.Exp, dquatExp, check.Range(0.5, 1.5))
	check.Forward(t, dual.Exp, ddualExp, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Exp, dhyperdualExp, check.Range(0.5, 1.5))
	check.Forward(t, quat.Log, dquatLog, check.Range(0.5, 1.5))
	check.Forward(t, dual.Log, ddualLog, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Log, dhyperdualLog, check.Range(0.5, 1.5))
	check.Forward(t, quat.Sqrt, dquatSqrt, check.Range(0.5, 1.5))
	check.Forward(t, dual.Sqrt, ddualSqrt, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Sqrt, dhyperdualSqrt, check.Range(0.5, 1.5))
	check.Forward(t, quat.Sin, dquatSin, check.Range(0.5, 1.5))
	check.Forward(t, dual.Sin, ddualSin, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Sin, dhyperdualSin, check.Range(0.5, 1.5))
	check.Forward(t, quat.Tanh, dquatTanh, check.Range(0.5, 1.5))
	check.Forward(t, dual.Tanh, ddualTanh, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Tanh, dhyperdualTanh, check.Range(0.5, 1.5))
	check.Forward(t, quat.Inv, dquatInv, check.Range(0.5, 1.5))
	check.Forward(t, dual.Inv, ddualInv, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Inv, dhyperdualInv, check.Range(0.5, 1.5))
	check.Forward(t, quat.Atan, dquatAtan, check.Range(0.5, 1.5))
	check.Forward(t, dual.Atan, ddualAtan, check.Range(0.5, 1.5))
	check.Forward(t, hyperdual.Atan, dhyperdualAtan, check.Range(0.5, 1.5))
	check.Forward(t, dualquat.Mul, ddualquatMul, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
	check.Forward(t, dualquat.Exp, ddualquatExp, check.Range(0.5, 1.5))
	check.Forward(t, window.Hann, dwindowHann, check.Vec(8, -1, 1))
	check.Forward(t, window.Hamming, dwindowHamming, check.Vec(8, -1, 1))
	check.Forward(t, window.Blackman, dwindowBlackman, check.Vec(8, -1, 1))
	check.Forward(t, window.FlatTop, dwindowFlatTop, check.Vec(8, -1, 1))
	check.Forward(t, window.Nuttall, dwindowNuttall, check.Vec(8, -1, 1))
	check.Forward(t, window.Sine, dwindowSine, check.Vec(8, -1, 1))
}
