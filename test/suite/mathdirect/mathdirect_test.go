// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions of math named as primals.

package mathdirect

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

var (
	any64 = check.Range(-2, 2)
	unit  = check.Range(-0.9, 0.9)
	pos   = check.Range(0.5, 3)
	big   = check.Range(1.5, 20)
)

//go:autodiff math.Abs Forward Dual Dual
func mathAbs(x, dx float64) (float64, float64)

//go:autodiff math.Acos Forward Dual Dual
func mathAcos(x, dx float64) (float64, float64)

//go:autodiff math.Acosh Forward Dual Dual
func mathAcosh(x, dx float64) (float64, float64)

//go:autodiff math.Asin Forward Dual Dual
func mathAsin(x, dx float64) (float64, float64)

//go:autodiff math.Asinh Forward Dual Dual
func mathAsinh(x, dx float64) (float64, float64)

//go:autodiff math.Atan Forward Dual Dual
func mathAtan(x, dx float64) (float64, float64)

//go:autodiff math.Atanh Forward Dual Dual
func mathAtanh(x, dx float64) (float64, float64)

//go:autodiff math.Cbrt Forward Dual Dual
func mathCbrt(x, dx float64) (float64, float64)

//go:autodiff math.Ceil Forward Dual Dual
func mathCeil(x, dx float64) (float64, float64)

//go:autodiff math.Cos Forward Dual Dual
func mathCos(x, dx float64) (float64, float64)

//go:autodiff math.Cosh Forward Dual Dual
func mathCosh(x, dx float64) (float64, float64)

//go:autodiff math.Erf Forward Dual Dual
func mathErf(x, dx float64) (float64, float64)

//go:autodiff math.Erfc Forward Dual Dual
func mathErfc(x, dx float64) (float64, float64)

//go:autodiff math.Erfcinv Forward Dual Dual
func mathErfcinv(x, dx float64) (float64, float64)

//go:autodiff math.Erfinv Forward Dual Dual
func mathErfinv(x, dx float64) (float64, float64)

//go:autodiff math.Exp Forward Dual Dual
func mathExp(x, dx float64) (float64, float64)

//go:autodiff math.Exp2 Forward Dual Dual
func mathExp2(x, dx float64) (float64, float64)

//go:autodiff math.Expm1 Forward Dual Dual
func mathExpm1(x, dx float64) (float64, float64)

//go:autodiff math.Floor Forward Dual Dual
func mathFloor(x, dx float64) (float64, float64)

//go:autodiff math.Gamma Forward Dual Dual
func mathGamma(x, dx float64) (float64, float64)

//go:autodiff math.J0 Forward Dual Dual
func mathJ0(x, dx float64) (float64, float64)

//go:autodiff math.J1 Forward Dual Dual
func mathJ1(x, dx float64) (float64, float64)

//go:autodiff math.Log Forward Dual Dual
func mathLog(x, dx float64) (float64, float64)

//go:autodiff math.Log10 Forward Dual Dual
func mathLog10(x, dx float64) (float64, float64)

//go:autodiff math.Log1p Forward Dual Dual
func mathLog1p(x, dx float64) (float64, float64)

//go:autodiff math.Log2 Forward Dual Dual
func mathLog2(x, dx float64) (float64, float64)

//go:autodiff math.Logb Forward Dual Dual
func mathLogb(x, dx float64) (float64, float64)

//go:autodiff math.Round Forward Dual Dual
func mathRound(x, dx float64) (float64, float64)

//go:autodiff math.RoundToEven Forward Dual Dual
func mathRoundToEven(x, dx float64) (float64, float64)

//go:autodiff math.Sin Forward Dual Dual
func mathSin(x, dx float64) (float64, float64)

//go:autodiff math.Sinh Forward Dual Dual
func mathSinh(x, dx float64) (float64, float64)

//go:autodiff math.Sqrt Forward Dual Dual
func mathSqrt(x, dx float64) (float64, float64)

//go:autodiff math.Tan Forward Dual Dual
func mathTan(x, dx float64) (float64, float64)

//go:autodiff math.Tanh Forward Dual Dual
func mathTanh(x, dx float64) (float64, float64)

//go:autodiff math.Trunc Forward Dual Dual
func mathTrunc(x, dx float64) (float64, float64)

//go:autodiff math.Y0 Forward Dual Dual
func mathY0(x, dx float64) (float64, float64)

//go:autodiff math.Y1 Forward Dual Dual
func mathY1(x, dx float64) (float64, float64)

//go:autodiff math.Atan2 Forward Dual Dual Dual
func mathAtan2(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Copysign Forward Dual Dual Dual
func mathCopysign(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Dim Forward Dual Dual Dual
func mathDim(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Hypot Forward Dual Dual Dual
func mathHypot(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Max Forward Dual Dual Dual
func mathMax(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Min Forward Dual Dual Dual
func mathMin(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Mod Forward Dual Dual Dual
func mathMod(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Nextafter Forward Dual Dual Dual
func mathNextafter(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Pow Forward Dual Dual Dual
func mathPow(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Remainder Forward Dual Dual Dual
func mathRemainder(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.FMA Forward
func mathFMA(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff math.Sincos Forward
func mathSincos(x, dx float64) (sin, dsin, cos, dcos float64)

//go:autodiff math.Ldexp Forward
func mathLdexp(x, dx float64, e int) (float64, float64)

//go:autodiff math.Frexp Forward
func mathFrexp(x, dx float64) (float64, float64, int)

//go:autodiff math.Modf Forward
func mathModf(x, dx float64) (int, dint, frac, dfrac float64)

//go:autodiff math.Lgamma Forward
func mathLgamma(x, dx float64) (float64, float64, int)

//go:autodiff math.Jn Forward
func mathJn(n int, x, dx float64) (float64, float64)

//go:autodiff math.Yn Forward
func mathYn(n int, x, dx float64) (float64, float64)

func TestDirect(t *testing.T) {
	check.Forward(t, math.Abs, mathAbs, any64)
	check.Forward(t, math.Acos, mathAcos, unit)
	check.Forward(t, math.Acosh, mathAcosh, big)
	check.Forward(t, math.Asin, mathAsin, unit)
	check.Forward(t, math.Asinh, mathAsinh, any64)
	check.Forward(t, math.Atan, mathAtan, any64)
	check.Forward(t, math.Atanh, mathAtanh, unit)
	check.Forward(t, math.Cbrt, mathCbrt, pos)
	check.Forward(t, math.Ceil, mathCeil, any64)
	check.Forward(t, math.Cos, mathCos, any64)
	check.Forward(t, math.Cosh, mathCosh, any64)
	check.Forward(t, math.Erf, mathErf, any64)
	check.Forward(t, math.Erfc, mathErfc, any64)
	check.Forward(t, math.Erfcinv, mathErfcinv, check.Range(0.3, 1.7))
	check.Forward(t, math.Erfinv, mathErfinv, unit)
	check.Forward(t, math.Exp, mathExp, any64)
	check.Forward(t, math.Exp2, mathExp2, any64)
	check.Forward(t, math.Expm1, mathExpm1, any64)
	check.Forward(t, math.Floor, mathFloor, any64)
	check.Forward(t, math.Gamma, mathGamma, pos)
	check.Forward(t, math.J0, mathJ0, pos)
	check.Forward(t, math.J1, mathJ1, pos)
	check.Forward(t, math.Log, mathLog, pos)
	check.Forward(t, math.Log10, mathLog10, pos)
	check.Forward(t, math.Log1p, mathLog1p, pos)
	check.Forward(t, math.Log2, mathLog2, pos)
	check.Forward(t, math.Logb, mathLogb, pos)
	check.Forward(t, math.Round, mathRound, any64)
	check.Forward(t, math.RoundToEven, mathRoundToEven, any64)
	check.Forward(t, math.Sin, mathSin, any64)
	check.Forward(t, math.Sinh, mathSinh, any64)
	check.Forward(t, math.Sqrt, mathSqrt, pos)
	check.Forward(t, math.Tan, mathTan, unit)
	check.Forward(t, math.Tanh, mathTanh, any64)
	check.Forward(t, math.Trunc, mathTrunc, any64)
	check.Forward(t, math.Y0, mathY0, pos)
	check.Forward(t, math.Y1, mathY1, pos)
	check.Forward(t, math.Atan2, mathAtan2, any64, pos)
	check.Forward(t, math.Copysign, mathCopysign, any64, any64)
	check.Forward(t, math.Dim, mathDim, any64, any64)
	check.Forward(t, math.Hypot, mathHypot, any64, any64)
	check.Forward(t, math.Max, mathMax, any64, any64)
	check.Forward(t, math.Min, mathMin, any64, any64)
	check.Forward(t, math.Mod, mathMod, big, pos)
	check.Forward(t, math.Nextafter, mathNextafter, any64, any64)
	check.Forward(t, math.Pow, mathPow, pos, any64)
	check.Forward(t, math.Remainder, mathRemainder, big, pos)
	check.Forward(t, math.FMA, mathFMA, any64, any64, any64)
	check.Forward(t, math.Sincos, mathSincos, any64)
	check.Forward(t, math.Ldexp, mathLdexp, any64, 3)
	check.Forward(t, math.Frexp, mathFrexp, 1.2)
	check.Forward(t, math.Modf, mathModf, 2.5)
	check.Forward(t, math.Lgamma, mathLgamma, pos)
	for n := range 4 {
		check.Forward(t, math.Jn, mathJn, n, pos)
		check.Forward(t, math.Yn, mathYn, n, pos)
	}
}
