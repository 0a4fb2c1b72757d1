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

//go:autodiff math.Abs Reverse Active Active
func revMathAbs(x, dret float64) (float64, float64)

//go:autodiff math.Acos Forward Dual Dual
func mathAcos(x, dx float64) (float64, float64)

//go:autodiff math.Acos Reverse Active Active
func revMathAcos(x, dret float64) (float64, float64)

//go:autodiff math.Acosh Forward Dual Dual
func mathAcosh(x, dx float64) (float64, float64)

//go:autodiff math.Acosh Reverse Active Active
func revMathAcosh(x, dret float64) (float64, float64)

//go:autodiff math.Asin Forward Dual Dual
func mathAsin(x, dx float64) (float64, float64)

//go:autodiff math.Asin Reverse Active Active
func revMathAsin(x, dret float64) (float64, float64)

//go:autodiff math.Asinh Forward Dual Dual
func mathAsinh(x, dx float64) (float64, float64)

//go:autodiff math.Asinh Reverse Active Active
func revMathAsinh(x, dret float64) (float64, float64)

//go:autodiff math.Atan Forward Dual Dual
func mathAtan(x, dx float64) (float64, float64)

//go:autodiff math.Atan Reverse Active Active
func revMathAtan(x, dret float64) (float64, float64)

//go:autodiff math.Atanh Forward Dual Dual
func mathAtanh(x, dx float64) (float64, float64)

//go:autodiff math.Atanh Reverse Active Active
func revMathAtanh(x, dret float64) (float64, float64)

//go:autodiff math.Cbrt Forward Dual Dual
func mathCbrt(x, dx float64) (float64, float64)

//go:autodiff math.Cbrt Reverse Active Active
func revMathCbrt(x, dret float64) (float64, float64)

//go:autodiff math.Ceil Forward Dual Dual
func mathCeil(x, dx float64) (float64, float64)

//go:autodiff math.Ceil Reverse Active Active
func revMathCeil(x, dret float64) (float64, float64)

//go:autodiff math.Cos Forward Dual Dual
func mathCos(x, dx float64) (float64, float64)

//go:autodiff math.Cos Reverse Active Active
func revMathCos(x, dret float64) (float64, float64)

//go:autodiff math.Cosh Forward Dual Dual
func mathCosh(x, dx float64) (float64, float64)

//go:autodiff math.Cosh Reverse Active Active
func revMathCosh(x, dret float64) (float64, float64)

//go:autodiff math.Erf Forward Dual Dual
func mathErf(x, dx float64) (float64, float64)

//go:autodiff math.Erf Reverse Active Active
func revMathErf(x, dret float64) (float64, float64)

//go:autodiff math.Erfc Forward Dual Dual
func mathErfc(x, dx float64) (float64, float64)

//go:autodiff math.Erfc Reverse Active Active
func revMathErfc(x, dret float64) (float64, float64)

//go:autodiff math.Erfcinv Forward Dual Dual
func mathErfcinv(x, dx float64) (float64, float64)

//go:autodiff math.Erfcinv Reverse Active Active
func revMathErfcinv(x, dret float64) (float64, float64)

//go:autodiff math.Erfinv Forward Dual Dual
func mathErfinv(x, dx float64) (float64, float64)

//go:autodiff math.Erfinv Reverse Active Active
func revMathErfinv(x, dret float64) (float64, float64)

//go:autodiff math.Exp Forward Dual Dual
func mathExp(x, dx float64) (float64, float64)

//go:autodiff math.Exp Reverse Active Active
func revMathExp(x, dret float64) (float64, float64)

//go:autodiff math.Exp2 Forward Dual Dual
func mathExp2(x, dx float64) (float64, float64)

//go:autodiff math.Exp2 Reverse Active Active
func revMathExp2(x, dret float64) (float64, float64)

//go:autodiff math.Expm1 Forward Dual Dual
func mathExpm1(x, dx float64) (float64, float64)

//go:autodiff math.Expm1 Reverse Active Active
func revMathExpm1(x, dret float64) (float64, float64)

//go:autodiff math.Floor Forward Dual Dual
func mathFloor(x, dx float64) (float64, float64)

//go:autodiff math.Floor Reverse Active Active
func revMathFloor(x, dret float64) (float64, float64)

//go:autodiff math.Gamma Forward Dual Dual
func mathGamma(x, dx float64) (float64, float64)

//go:autodiff math.Gamma Reverse Active Active
func revMathGamma(x, dret float64) (float64, float64)

//go:autodiff math.J0 Forward Dual Dual
func mathJ0(x, dx float64) (float64, float64)

//go:autodiff math.J0 Reverse Active Active
func revMathJ0(x, dret float64) (float64, float64)

//go:autodiff math.J1 Forward Dual Dual
func mathJ1(x, dx float64) (float64, float64)

//go:autodiff math.J1 Reverse Active Active
func revMathJ1(x, dret float64) (float64, float64)

//go:autodiff math.Log Forward Dual Dual
func mathLog(x, dx float64) (float64, float64)

//go:autodiff math.Log Reverse Active Active
func revMathLog(x, dret float64) (float64, float64)

//go:autodiff math.Log10 Forward Dual Dual
func mathLog10(x, dx float64) (float64, float64)

//go:autodiff math.Log10 Reverse Active Active
func revMathLog10(x, dret float64) (float64, float64)

//go:autodiff math.Log1p Forward Dual Dual
func mathLog1p(x, dx float64) (float64, float64)

//go:autodiff math.Log1p Reverse Active Active
func revMathLog1p(x, dret float64) (float64, float64)

//go:autodiff math.Log2 Forward Dual Dual
func mathLog2(x, dx float64) (float64, float64)

//go:autodiff math.Log2 Reverse Active Active
func revMathLog2(x, dret float64) (float64, float64)

//go:autodiff math.Logb Forward Dual Dual
func mathLogb(x, dx float64) (float64, float64)

//go:autodiff math.Logb Reverse Active Active
func revMathLogb(x, dret float64) (float64, float64)

//go:autodiff math.Round Forward Dual Dual
func mathRound(x, dx float64) (float64, float64)

//go:autodiff math.Round Reverse Active Active
func revMathRound(x, dret float64) (float64, float64)

//go:autodiff math.RoundToEven Forward Dual Dual
func mathRoundToEven(x, dx float64) (float64, float64)

//go:autodiff math.RoundToEven Reverse Active Active
func revMathRoundToEven(x, dret float64) (float64, float64)

//go:autodiff math.Sin Forward Dual Dual
func mathSin(x, dx float64) (float64, float64)

//go:autodiff math.Sin Reverse Active Active
func revMathSin(x, dret float64) (float64, float64)

//go:autodiff math.Sinh Forward Dual Dual
func mathSinh(x, dx float64) (float64, float64)

//go:autodiff math.Sinh Reverse Active Active
func revMathSinh(x, dret float64) (float64, float64)

//go:autodiff math.Sqrt Forward Dual Dual
func mathSqrt(x, dx float64) (float64, float64)

//go:autodiff math.Sqrt Reverse Active Active
func revMathSqrt(x, dret float64) (float64, float64)

//go:autodiff math.Tan Forward Dual Dual
func mathTan(x, dx float64) (float64, float64)

//go:autodiff math.Tan Reverse Active Active
func revMathTan(x, dret float64) (float64, float64)

//go:autodiff math.Tanh Forward Dual Dual
func mathTanh(x, dx float64) (float64, float64)

//go:autodiff math.Tanh Reverse Active Active
func revMathTanh(x, dret float64) (float64, float64)

//go:autodiff math.Trunc Forward Dual Dual
func mathTrunc(x, dx float64) (float64, float64)

//go:autodiff math.Trunc Reverse Active Active
func revMathTrunc(x, dret float64) (float64, float64)

//go:autodiff math.Y0 Forward Dual Dual
func mathY0(x, dx float64) (float64, float64)

//go:autodiff math.Y0 Reverse Active Active
func revMathY0(x, dret float64) (float64, float64)

//go:autodiff math.Y1 Forward Dual Dual
func mathY1(x, dx float64) (float64, float64)

//go:autodiff math.Y1 Reverse Active Active
func revMathY1(x, dret float64) (float64, float64)

//go:autodiff math.Atan2 Forward Dual Dual Dual
func mathAtan2(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Atan2 Reverse Active Active Active
func revMathAtan2(y, x, dret float64) (float64, float64, float64)

//go:autodiff math.Copysign Forward Dual Dual Dual
func mathCopysign(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Copysign Reverse Active Active Active
func revMathCopysign(f, sign, dret float64) (float64, float64, float64)

//go:autodiff math.Dim Forward Dual Dual Dual
func mathDim(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Dim Reverse Active Active Active
func revMathDim(x, y, dret float64) (float64, float64, float64)

//go:autodiff math.Hypot Forward Dual Dual Dual
func mathHypot(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Hypot Reverse Active Active Active
func revMathHypot(p, q, dret float64) (float64, float64, float64)

//go:autodiff math.Max Forward Dual Dual Dual
func mathMax(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Max Reverse Active Active Active
func revMathMax(x, y, dret float64) (float64, float64, float64)

//go:autodiff math.Min Forward Dual Dual Dual
func mathMin(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Min Reverse Active Active Active
func revMathMin(x, y, dret float64) (float64, float64, float64)

//go:autodiff math.Mod Forward Dual Dual Dual
func mathMod(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Mod Reverse Active Active Active
func revMathMod(x, y, dret float64) (float64, float64, float64)

//go:autodiff math.Nextafter Forward Dual Dual Dual
func mathNextafter(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Nextafter Reverse Active Active Active
func revMathNextafter(x, y, dr float64) (float64, float64, float64)

//go:autodiff math.Pow Forward Dual Dual Dual
func mathPow(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Pow Reverse Active Active Active
func revMathPow(x, y, dret float64) (float64, float64, float64)

//go:autodiff math.Remainder Forward Dual Dual Dual
func mathRemainder(x, dx, y, dy float64) (float64, float64)

//go:autodiff math.Remainder Reverse Active Active Active
func revMathRemainder(x, y, dret float64) (float64, float64, float64)

//go:autodiff math.FMA Forward
func mathFMA(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff math.FMA Reverse
func revMathFMA(x, y, z, dret float64) (float64, float64, float64, float64)

//go:autodiff math.Sincos Forward
func mathSincos(x, dx float64) (sin, dsin, cos, dcos float64)

//go:autodiff math.Sincos Reverse
func revMathSincos(x, dsin, dcos float64) (float64, float64, float64)

//go:autodiff math.Ldexp Forward
func mathLdexp(x, dx float64, e int) (float64, float64)

//go:autodiff math.Ldexp Reverse
func revMathLdexp(frac float64, exp int, dret float64) (float64, float64)

//go:autodiff math.Frexp Forward
func mathFrexp(x, dx float64) (float64, float64, int)

//go:autodiff math.Frexp Reverse
func revMathFrexp(f, dfrac float64) (float64, int, float64)

//go:autodiff math.Modf Forward
func mathModf(x, dx float64) (int, dint, frac, dfrac float64)

//go:autodiff math.Modf Reverse
func revMathModf(f, dinteger, dfractional float64) (float64, float64, float64)

//go:autodiff math.Lgamma Forward
func mathLgamma(x, dx float64) (float64, float64, int)

//go:autodiff math.Lgamma Reverse
func revMathLgamma(x, dlgamma float64) (float64, int, float64)

//go:autodiff math.Jn Forward
func mathJn(n int, x, dx float64) (float64, float64)

//go:autodiff math.Jn Reverse
func revMathJn(n int, x, dret float64) (float64, float64)

//go:autodiff math.Yn Forward
func mathYn(n int, x, dx float64) (float64, float64)

//go:autodiff math.Yn Reverse
func revMathYn(n int, x, dret float64) (float64, float64)

func TestDirect(t *testing.T) {
	check.Both(t, math.Abs, mathAbs, revMathAbs, any64)
	check.Both(t, math.Acos, mathAcos, revMathAcos, unit)
	check.Both(t, math.Acosh, mathAcosh, revMathAcosh, big)
	check.Both(t, math.Asin, mathAsin, revMathAsin, unit)
	check.Both(t, math.Asinh, mathAsinh, revMathAsinh, any64)
	check.Both(t, math.Atan, mathAtan, revMathAtan, any64)
	check.Both(t, math.Atanh, mathAtanh, revMathAtanh, unit)
	check.Both(t, math.Cbrt, mathCbrt, revMathCbrt, pos)
	check.Both(t, math.Ceil, mathCeil, revMathCeil, any64)
	check.Both(t, math.Cos, mathCos, revMathCos, any64)
	check.Both(t, math.Cosh, mathCosh, revMathCosh, any64)
	check.Both(t, math.Erf, mathErf, revMathErf, any64)
	check.Both(t, math.Erfc, mathErfc, revMathErfc, any64)
	check.Both(t, math.Erfcinv, mathErfcinv, revMathErfcinv, check.Range(0.3, 1.7))
	check.Both(t, math.Erfinv, mathErfinv, revMathErfinv, unit)
	check.Both(t, math.Exp, mathExp, revMathExp, any64)
	check.Both(t, math.Exp2, mathExp2, revMathExp2, any64)
	check.Both(t, math.Expm1, mathExpm1, revMathExpm1, any64)
	check.Both(t, math.Floor, mathFloor, revMathFloor, any64)
	check.Both(t, math.Gamma, mathGamma, revMathGamma, pos)
	check.Both(t, math.J0, mathJ0, revMathJ0, pos)
	check.Both(t, math.J1, mathJ1, revMathJ1, pos)
	check.Both(t, math.Log, mathLog, revMathLog, pos)
	check.Both(t, math.Log10, mathLog10, revMathLog10, pos)
	check.Both(t, math.Log1p, mathLog1p, revMathLog1p, pos)
	check.Both(t, math.Log2, mathLog2, revMathLog2, pos)
	check.Both(t, math.Logb, mathLogb, revMathLogb, pos)
	check.Both(t, math.Round, mathRound, revMathRound, any64)
	check.Both(t, math.RoundToEven, mathRoundToEven, revMathRoundToEven, any64)
	check.Both(t, math.Sin, mathSin, revMathSin, any64)
	check.Both(t, math.Sinh, mathSinh, revMathSinh, any64)
	check.Both(t, math.Sqrt, mathSqrt, revMathSqrt, pos)
	check.Both(t, math.Tan, mathTan, revMathTan, unit)
	check.Both(t, math.Tanh, mathTanh, revMathTanh, any64)
	check.Both(t, math.Trunc, mathTrunc, revMathTrunc, any64)
	check.Both(t, math.Y0, mathY0, revMathY0, pos)
	check.Both(t, math.Y1, mathY1, revMathY1, pos)
	check.Both(t, math.Atan2, mathAtan2, revMathAtan2, any64, pos)
	check.Both(t, math.Copysign, mathCopysign, revMathCopysign, any64, any64)
	check.Both(t, math.Dim, mathDim, revMathDim, any64, any64)
	check.Both(t, math.Hypot, mathHypot, revMathHypot, any64, any64)
	check.Both(t, math.Max, mathMax, revMathMax, any64, any64)
	check.Both(t, math.Min, mathMin, revMathMin, any64, any64)
	check.Both(t, math.Mod, mathMod, revMathMod, big, pos)
	check.Both(t, math.Nextafter, mathNextafter, revMathNextafter, any64, any64)
	check.Both(t, math.Pow, mathPow, revMathPow, pos, any64)
	check.Both(t, math.Remainder, mathRemainder, revMathRemainder, big, pos)
	check.Both(t, math.FMA, mathFMA, revMathFMA, any64, any64, any64)
	check.Both(t, math.Sincos, mathSincos, revMathSincos, any64)
	check.Both(t, math.Ldexp, mathLdexp, revMathLdexp, any64, 3)
	check.Both(t, math.Frexp, mathFrexp, revMathFrexp, 1.2)
	check.Both(t, math.Modf, mathModf, revMathModf, 2.5)
	check.Both(t, math.Lgamma, mathLgamma, revMathLgamma, pos)
	for n := range 4 {
		check.Both(t, math.Jn, mathJn, revMathJn, n, pos)
		check.Both(t, math.Yn, mathYn, revMathYn, n, pos)
	}
}
