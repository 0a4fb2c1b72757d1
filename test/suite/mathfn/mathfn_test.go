// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Every function of math, called from a primal and named as a primal.

package mathfn

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

func fAbs(x float64) float64 { return math.Abs(x) * x }

//go:autodiff fAbs Forward Dual Dual
func dAbs(x, dx float64) (float64, float64)

//go:autodiff fAbs Reverse Active Active
func revAbs(x, dret float64) (float64, float64)

func fAcos(x float64) float64 { return math.Acos(x) * x }

//go:autodiff fAcos Forward Dual Dual
func dAcos(x, dx float64) (float64, float64)

//go:autodiff fAcos Reverse Active Active
func revAcos(x, dret float64) (float64, float64)

func fAcosh(x float64) float64 { return math.Acosh(x) * x }

//go:autodiff fAcosh Forward Dual Dual
func dAcosh(x, dx float64) (float64, float64)

//go:autodiff fAcosh Reverse Active Active
func revAcosh(x, dret float64) (float64, float64)

func fAsin(x float64) float64 { return math.Asin(x) * x }

//go:autodiff fAsin Forward Dual Dual
func dAsin(x, dx float64) (float64, float64)

//go:autodiff fAsin Reverse Active Active
func revAsin(x, dret float64) (float64, float64)

func fAsinh(x float64) float64 { return math.Asinh(x) * x }

//go:autodiff fAsinh Forward Dual Dual
func dAsinh(x, dx float64) (float64, float64)

//go:autodiff fAsinh Reverse Active Active
func revAsinh(x, dret float64) (float64, float64)

func fAtan(x float64) float64 { return math.Atan(x) * x }

//go:autodiff fAtan Forward Dual Dual
func dAtan(x, dx float64) (float64, float64)

//go:autodiff fAtan Reverse Active Active
func revAtan(x, dret float64) (float64, float64)

func fAtanh(x float64) float64 { return math.Atanh(x) * x }

//go:autodiff fAtanh Forward Dual Dual
func dAtanh(x, dx float64) (float64, float64)

//go:autodiff fAtanh Reverse Active Active
func revAtanh(x, dret float64) (float64, float64)

func fCbrt(x float64) float64 { return math.Cbrt(x) * x }

//go:autodiff fCbrt Forward Dual Dual
func dCbrt(x, dx float64) (float64, float64)

//go:autodiff fCbrt Reverse Active Active
func revCbrt(x, dret float64) (float64, float64)

func fCeil(x float64) float64 { return math.Ceil(x) * x }

//go:autodiff fCeil Forward Dual Dual
func dCeil(x, dx float64) (float64, float64)

//go:autodiff fCeil Reverse Active Active
func revCeil(x, dret float64) (float64, float64)

func fCos(x float64) float64 { return math.Cos(x) * x }

//go:autodiff fCos Forward Dual Dual
func dCos(x, dx float64) (float64, float64)

//go:autodiff fCos Reverse Active Active
func revCos(x, dret float64) (float64, float64)

func fCosh(x float64) float64 { return math.Cosh(x) * x }

//go:autodiff fCosh Forward Dual Dual
func dCosh(x, dx float64) (float64, float64)

//go:autodiff fCosh Reverse Active Active
func revCosh(x, dret float64) (float64, float64)

func fErf(x float64) float64 { return math.Erf(x) * x }

//go:autodiff fErf Forward Dual Dual
func dErf(x, dx float64) (float64, float64)

//go:autodiff fErf Reverse Active Active
func revErf(x, dret float64) (float64, float64)

func fErfc(x float64) float64 { return math.Erfc(x) * x }

//go:autodiff fErfc Forward Dual Dual
func dErfc(x, dx float64) (float64, float64)

//go:autodiff fErfc Reverse Active Active
func revErfc(x, dret float64) (float64, float64)

func fErfcinv(x float64) float64 { return math.Erfcinv(x) * x }

//go:autodiff fErfcinv Forward Dual Dual
func dErfcinv(x, dx float64) (float64, float64)

//go:autodiff fErfcinv Reverse Active Active
func revErfcinv(x, dret float64) (float64, float64)

func fErfinv(x float64) float64 { return math.Erfinv(x) * x }

//go:autodiff fErfinv Forward Dual Dual
func dErfinv(x, dx float64) (float64, float64)

//go:autodiff fErfinv Reverse Active Active
func revErfinv(x, dret float64) (float64, float64)

func fExp(x float64) float64 { return math.Exp(x) * x }

//go:autodiff fExp Forward Dual Dual
func dExp(x, dx float64) (float64, float64)

//go:autodiff fExp Reverse Active Active
func revExp(x, dret float64) (float64, float64)

func fExp2(x float64) float64 { return math.Exp2(x) * x }

//go:autodiff fExp2 Forward Dual Dual
func dExp2(x, dx float64) (float64, float64)

//go:autodiff fExp2 Reverse Active Active
func revExp2(x, dret float64) (float64, float64)

func fExpm1(x float64) float64 { return math.Expm1(x) * x }

//go:autodiff fExpm1 Forward Dual Dual
func dExpm1(x, dx float64) (float64, float64)

//go:autodiff fExpm1 Reverse Active Active
func revExpm1(x, dret float64) (float64, float64)

func fFloor(x float64) float64 { return math.Floor(x) * x }

//go:autodiff fFloor Forward Dual Dual
func dFloor(x, dx float64) (float64, float64)

//go:autodiff fFloor Reverse Active Active
func revFloor(x, dret float64) (float64, float64)

func fGamma(x float64) float64 { return math.Gamma(x) * x }

//go:autodiff fGamma Forward Dual Dual
func dGamma(x, dx float64) (float64, float64)

//go:autodiff fGamma Reverse Active Active
func revGamma(x, dret float64) (float64, float64)

func fJ0(x float64) float64 { return math.J0(x) * x }

//go:autodiff fJ0 Forward Dual Dual
func dJ0(x, dx float64) (float64, float64)

//go:autodiff fJ0 Reverse Active Active
func revJ0(x, dret float64) (float64, float64)

func fJ1(x float64) float64 { return math.J1(x) * x }

//go:autodiff fJ1 Forward Dual Dual
func dJ1(x, dx float64) (float64, float64)

//go:autodiff fJ1 Reverse Active Active
func revJ1(x, dret float64) (float64, float64)

func fLog(x float64) float64 { return math.Log(x) * x }

//go:autodiff fLog Forward Dual Dual
func dLog(x, dx float64) (float64, float64)

//go:autodiff fLog Reverse Active Active
func revLog(x, dret float64) (float64, float64)

func fLog10(x float64) float64 { return math.Log10(x) * x }

//go:autodiff fLog10 Forward Dual Dual
func dLog10(x, dx float64) (float64, float64)

//go:autodiff fLog10 Reverse Active Active
func revLog10(x, dret float64) (float64, float64)

func fLog1p(x float64) float64 { return math.Log1p(x) * x }

//go:autodiff fLog1p Forward Dual Dual
func dLog1p(x, dx float64) (float64, float64)

//go:autodiff fLog1p Reverse Active Active
func revLog1p(x, dret float64) (float64, float64)

func fLog2(x float64) float64 { return math.Log2(x) * x }

//go:autodiff fLog2 Forward Dual Dual
func dLog2(x, dx float64) (float64, float64)

//go:autodiff fLog2 Reverse Active Active
func revLog2(x, dret float64) (float64, float64)

func fLogb(x float64) float64 { return math.Logb(x) * x }

//go:autodiff fLogb Forward Dual Dual
func dLogb(x, dx float64) (float64, float64)

//go:autodiff fLogb Reverse Active Active
func revLogb(x, dret float64) (float64, float64)

func fRound(x float64) float64 { return math.Round(x) * x }

//go:autodiff fRound Forward Dual Dual
func dRound(x, dx float64) (float64, float64)

//go:autodiff fRound Reverse Active Active
func revRound(x, dret float64) (float64, float64)

func fRoundToEven(x float64) float64 { return math.RoundToEven(x) * x }

//go:autodiff fRoundToEven Forward Dual Dual
func dRoundToEven(x, dx float64) (float64, float64)

//go:autodiff fRoundToEven Reverse Active Active
func revRoundToEven(x, dret float64) (float64, float64)

func fSin(x float64) float64 { return math.Sin(x) * x }

//go:autodiff fSin Forward Dual Dual
func dSin(x, dx float64) (float64, float64)

//go:autodiff fSin Reverse Active Active
func revSin(x, dret float64) (float64, float64)

func fSinh(x float64) float64 { return math.Sinh(x) * x }

//go:autodiff fSinh Forward Dual Dual
func dSinh(x, dx float64) (float64, float64)

//go:autodiff fSinh Reverse Active Active
func revSinh(x, dret float64) (float64, float64)

func fSqrt(x float64) float64 { return math.Sqrt(x) * x }

//go:autodiff fSqrt Forward Dual Dual
func dSqrt(x, dx float64) (float64, float64)

//go:autodiff fSqrt Reverse Active Active
func revSqrt(x, dret float64) (float64, float64)

func fTan(x float64) float64 { return math.Tan(x) * x }

//go:autodiff fTan Forward Dual Dual
func dTan(x, dx float64) (float64, float64)

//go:autodiff fTan Reverse Active Active
func revTan(x, dret float64) (float64, float64)

func fTanh(x float64) float64 { return math.Tanh(x) * x }

//go:autodiff fTanh Forward Dual Dual
func dTanh(x, dx float64) (float64, float64)

//go:autodiff fTanh Reverse Active Active
func revTanh(x, dret float64) (float64, float64)

func fTrunc(x float64) float64 { return math.Trunc(x) * x }

//go:autodiff fTrunc Forward Dual Dual
func dTrunc(x, dx float64) (float64, float64)

//go:autodiff fTrunc Reverse Active Active
func revTrunc(x, dret float64) (float64, float64)

func fY0(x float64) float64 { return math.Y0(x) * x }

//go:autodiff fY0 Forward Dual Dual
func dY0(x, dx float64) (float64, float64)

//go:autodiff fY0 Reverse Active Active
func revY0(x, dret float64) (float64, float64)

func fY1(x float64) float64 { return math.Y1(x) * x }

//go:autodiff fY1 Forward Dual Dual
func dY1(x, dx float64) (float64, float64)

//go:autodiff fY1 Reverse Active Active
func revY1(x, dret float64) (float64, float64)

func fAtan2(x, y float64) float64 { return math.Atan2(x, y) + x }

//go:autodiff fAtan2 Forward Dual Dual Dual
func dAtan2(x, dx, y, dy float64) (float64, float64)

//go:autodiff fAtan2 Reverse Active Active Active
func revAtan2(x, y, dret float64) (float64, float64, float64)

//go:autodiff fAtan2 Forward Const Dual Dual
func dAtan2Y(x, y, dy float64) (float64, float64)

//go:autodiff fAtan2 Reverse Const Active Active
func revAtan2Y(x, y, dret float64) (float64, float64)

func fCopysign(x, y float64) float64 { return math.Copysign(x, y) + x }

//go:autodiff fCopysign Forward Dual Dual Dual
func dCopysign(x, dx, y, dy float64) (float64, float64)

//go:autodiff fCopysign Reverse Active Active Active
func revCopysign(x, y, dret float64) (float64, float64, float64)

//go:autodiff fCopysign Forward Const Dual Dual
func dCopysignY(x, y, dy float64) (float64, float64)

//go:autodiff fCopysign Reverse Const Active Active
func revCopysignY(x, y, dret float64) (float64, float64)

func fDim(x, y float64) float64 { return math.Dim(x, y) + x }

//go:autodiff fDim Forward Dual Dual Dual
func dDim(x, dx, y, dy float64) (float64, float64)

//go:autodiff fDim Reverse Active Active Active
func revDim(x, y, dret float64) (float64, float64, float64)

//go:autodiff fDim Forward Const Dual Dual
func dDimY(x, y, dy float64) (float64, float64)

//go:autodiff fDim Reverse Const Active Active
func revDimY(x, y, dret float64) (float64, float64)

func fHypot(x, y float64) float64 { return math.Hypot(x, y) + x }

//go:autodiff fHypot Forward Dual Dual Dual
func dHypot(x, dx, y, dy float64) (float64, float64)

//go:autodiff fHypot Reverse Active Active Active
func revHypot(x, y, dret float64) (float64, float64, float64)

//go:autodiff fHypot Forward Const Dual Dual
func dHypotY(x, y, dy float64) (float64, float64)

//go:autodiff fHypot Reverse Const Active Active
func revHypotY(x, y, dret float64) (float64, float64)

func fMax(x, y float64) float64 { return math.Max(x, y) + x }

//go:autodiff fMax Forward Dual Dual Dual
func dMax(x, dx, y, dy float64) (float64, float64)

//go:autodiff fMax Reverse Active Active Active
func revMax(x, y, dret float64) (float64, float64, float64)

//go:autodiff fMax Forward Const Dual Dual
func dMaxY(x, y, dy float64) (float64, float64)

//go:autodiff fMax Reverse Const Active Active
func revMaxY(x, y, dret float64) (float64, float64)

func fMin(x, y float64) float64 { return math.Min(x, y) + x }

//go:autodiff fMin Forward Dual Dual Dual
func dMin(x, dx, y, dy float64) (float64, float64)

//go:autodiff fMin Reverse Active Active Active
func revMin(x, y, dret float64) (float64, float64, float64)

//go:autodiff fMin Forward Const Dual Dual
func dMinY(x, y, dy float64) (float64, float64)

//go:autodiff fMin Reverse Const Active Active
func revMinY(x, y, dret float64) (float64, float64)

func fMod(x, y float64) float64 { return math.Mod(x, y) + x }

//go:autodiff fMod Forward Dual Dual Dual
func dMod(x, dx, y, dy float64) (float64, float64)

//go:autodiff fMod Reverse Active Active Active
func revMod(x, y, dret float64) (float64, float64, float64)

//go:autodiff fMod Forward Const Dual Dual
func dModY(x, y, dy float64) (float64, float64)

//go:autodiff fMod Reverse Const Active Active
func revModY(x, y, dret float64) (float64, float64)

func fNextafter(x, y float64) float64 { return math.Nextafter(x, y) + x }

//go:autodiff fNextafter Forward Dual Dual Dual
func dNextafter(x, dx, y, dy float64) (float64, float64)

//go:autodiff fNextafter Reverse Active Active Active
func revNextafter(x, y, dret float64) (float64, float64, float64)

//go:autodiff fNextafter Forward Const Dual Dual
func dNextafterY(x, y, dy float64) (float64, float64)

//go:autodiff fNextafter Reverse Const Active Active
func revNextafterY(x, y, dret float64) (float64, float64)

func fPow(x, y float64) float64 { return math.Pow(x, y) + x }

//go:autodiff fPow Forward Dual Dual Dual
func dPow(x, dx, y, dy float64) (float64, float64)

//go:autodiff fPow Reverse Active Active Active
func revPow(x, y, dret float64) (float64, float64, float64)

//go:autodiff fPow Forward Const Dual Dual
func dPowY(x, y, dy float64) (float64, float64)

//go:autodiff fPow Reverse Const Active Active
func revPowY(x, y, dret float64) (float64, float64)

func fRemainder(x, y float64) float64 { return math.Remainder(x, y) + x }

//go:autodiff fRemainder Forward Dual Dual Dual
func dRemainder(x, dx, y, dy float64) (float64, float64)

//go:autodiff fRemainder Reverse Active Active Active
func revRemainder(x, y, dret float64) (float64, float64, float64)

//go:autodiff fRemainder Forward Const Dual Dual
func dRemainderY(x, y, dy float64) (float64, float64)

//go:autodiff fRemainder Reverse Const Active Active
func revRemainderY(x, y, dret float64) (float64, float64)

func TestOne(t *testing.T) {
	check.Both(t, fAbs, dAbs, revAbs, any64)
	check.Both(t, fAcos, dAcos, revAcos, unit)
	check.Both(t, fAcosh, dAcosh, revAcosh, big)
	check.Both(t, fAsin, dAsin, revAsin, unit)
	check.Both(t, fAsinh, dAsinh, revAsinh, any64)
	check.Both(t, fAtan, dAtan, revAtan, any64)
	check.Both(t, fAtanh, dAtanh, revAtanh, unit)
	check.Both(t, fCbrt, dCbrt, revCbrt, pos)
	check.Both(t, fCeil, dCeil, revCeil, any64)
	check.Both(t, fCos, dCos, revCos, any64)
	check.Both(t, fCosh, dCosh, revCosh, any64)
	check.Both(t, fErf, dErf, revErf, any64)
	check.Both(t, fErfc, dErfc, revErfc, any64)
	check.Both(t, fErfcinv, dErfcinv, revErfcinv, check.Range(0.3, 1.7))
	check.Both(t, fErfinv, dErfinv, revErfinv, unit)
	check.Both(t, fExp, dExp, revExp, any64)
	check.Both(t, fExp2, dExp2, revExp2, any64)
	check.Both(t, fExpm1, dExpm1, revExpm1, any64)
	check.Both(t, fFloor, dFloor, revFloor, any64)
	check.Both(t, fGamma, dGamma, revGamma, pos)
	check.Both(t, fJ0, dJ0, revJ0, pos)
	check.Both(t, fJ1, dJ1, revJ1, pos)
	check.Both(t, fLog, dLog, revLog, pos)
	check.Both(t, fLog10, dLog10, revLog10, pos)
	check.Both(t, fLog1p, dLog1p, revLog1p, pos)
	check.Both(t, fLog2, dLog2, revLog2, pos)
	check.Both(t, fLogb, dLogb, revLogb, pos)
	check.Both(t, fRound, dRound, revRound, any64)
	check.Both(t, fRoundToEven, dRoundToEven, revRoundToEven, any64)
	check.Both(t, fSin, dSin, revSin, any64)
	check.Both(t, fSinh, dSinh, revSinh, any64)
	check.Both(t, fSqrt, dSqrt, revSqrt, pos)
	check.Both(t, fTan, dTan, revTan, unit)
	check.Both(t, fTanh, dTanh, revTanh, any64)
	check.Both(t, fTrunc, dTrunc, revTrunc, any64)
	check.Both(t, fY0, dY0, revY0, pos)
	check.Both(t, fY1, dY1, revY1, pos)
}

func TestTwo(t *testing.T) {
	check.Both(t, fAtan2, dAtan2, revAtan2, any64, pos)
	check.Both(t, fAtan2, dAtan2Y, revAtan2Y, check.Acts("Const Dual Dual"), any64, pos)
	check.Both(t, fCopysign, dCopysign, revCopysign, any64, any64)
	check.Both(t, fCopysign, dCopysignY, revCopysignY, check.Acts("Const Dual Dual"), any64, any64)
	check.Both(t, fDim, dDim, revDim, any64, any64)
	check.Both(t, fDim, dDimY, revDimY, check.Acts("Const Dual Dual"), any64, any64)
	check.Both(t, fHypot, dHypot, revHypot, any64, any64)
	check.Both(t, fHypot, dHypotY, revHypotY, check.Acts("Const Dual Dual"), any64, any64)
	check.Both(t, fMax, dMax, revMax, any64, any64)
	check.Both(t, fMax, dMaxY, revMaxY, check.Acts("Const Dual Dual"), any64, any64)
	check.Both(t, fMin, dMin, revMin, any64, any64)
	check.Both(t, fMin, dMinY, revMinY, check.Acts("Const Dual Dual"), any64, any64)
	check.Both(t, fMod, dMod, revMod, big, pos)
	check.Both(t, fMod, dModY, revModY, check.Acts("Const Dual Dual"), big, pos)
	check.Both(t, fNextafter, dNextafter, revNextafter, any64, any64)
	check.Both(t, fNextafter, dNextafterY, revNextafterY, check.Acts("Const Dual Dual"), any64, any64)
	check.Both(t, fPow, dPow, revPow, pos, any64)
	check.Both(t, fPow, dPowY, revPowY, check.Acts("Const Dual Dual"), pos, any64)
	check.Both(t, fRemainder, dRemainder, revRemainder, big, pos)
	check.Both(t, fRemainder, dRemainderY, revRemainderY, check.Acts("Const Dual Dual"), big, pos)
}

// one and two are all of them.
var one = []struct{ f, df any }{
	{fAbs, dAbs},
	{fAcos, dAcos},
	{fAcosh, dAcosh},
	{fAsin, dAsin},
	{fAsinh, dAsinh},
	{fAtan, dAtan},
	{fAtanh, dAtanh},
	{fCbrt, dCbrt},
	{fCeil, dCeil},
	{fCos, dCos},
	{fCosh, dCosh},
	{fErf, dErf},
	{fErfc, dErfc},
	{fErfcinv, dErfcinv},
	{fErfinv, dErfinv},
	{fExp, dExp},
	{fExp2, dExp2},
	{fExpm1, dExpm1},
	{fFloor, dFloor},
	{fGamma, dGamma},
	{fJ0, dJ0},
	{fJ1, dJ1},
	{fLog, dLog},
	{fLog10, dLog10},
	{fLog1p, dLog1p},
	{fLog2, dLog2},
	{fLogb, dLogb},
	{fRound, dRound},
	{fRoundToEven, dRoundToEven},
	{fSin, dSin},
	{fSinh, dSinh},
	{fSqrt, dSqrt},
	{fTan, dTan},
	{fTanh, dTanh},
	{fTrunc, dTrunc},
	{fY0, dY0},
	{fY1, dY1},
}

var two = []struct{ f, df any }{
	{fAtan2, dAtan2},
	{fCopysign, dCopysign},
	{fDim, dDim},
	{fHypot, dHypot},
	{fMax, dMax},
	{fMin, dMin},
	{fMod, dMod},
	{fNextafter, dNextafter},
	{fPow, dPow},
	{fRemainder, dRemainder},
}

// TestEdges checks that the primal results are right at all special values.
func TestEdges(t *testing.T) {
	edges := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 2, 3, -2.5, math.Inf(1), math.Inf(-1), math.NaN(),
		math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, math.MaxFloat64, -math.MaxFloat64, 0x1p-1022, 1e-300, 1e300, 1 << 53, 171.7, -745.2, 709.8}
	for _, x := range edges {
		for _, c := range one {
			check.Primal(t, c.f, c.df, x)
		}
		for _, y := range edges {
			for _, c := range two {
				check.Primal(t, c.f, c.df, x, y)
			}
		}
	}
}
