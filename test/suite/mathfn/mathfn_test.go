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

func fAcos(x float64) float64 { return math.Acos(x) * x }

//go:autodiff fAcos Forward Dual Dual
func dAcos(x, dx float64) (float64, float64)

func fAcosh(x float64) float64 { return math.Acosh(x) * x }

//go:autodiff fAcosh Forward Dual Dual
func dAcosh(x, dx float64) (float64, float64)

func fAsin(x float64) float64 { return math.Asin(x) * x }

//go:autodiff fAsin Forward Dual Dual
func dAsin(x, dx float64) (float64, float64)

func fAsinh(x float64) float64 { return math.Asinh(x) * x }

//go:autodiff fAsinh Forward Dual Dual
func dAsinh(x, dx float64) (float64, float64)

func fAtan(x float64) float64 { return math.Atan(x) * x }

//go:autodiff fAtan Forward Dual Dual
func dAtan(x, dx float64) (float64, float64)

func fAtanh(x float64) float64 { return math.Atanh(x) * x }

//go:autodiff fAtanh Forward Dual Dual
func dAtanh(x, dx float64) (float64, float64)

func fCbrt(x float64) float64 { return math.Cbrt(x) * x }

//go:autodiff fCbrt Forward Dual Dual
func dCbrt(x, dx float64) (float64, float64)

func fCeil(x float64) float64 { return math.Ceil(x) * x }

//go:autodiff fCeil Forward Dual Dual
func dCeil(x, dx float64) (float64, float64)

func fCos(x float64) float64 { return math.Cos(x) * x }

//go:autodiff fCos Forward Dual Dual
func dCos(x, dx float64) (float64, float64)

func fCosh(x float64) float64 { return math.Cosh(x) * x }

//go:autodiff fCosh Forward Dual Dual
func dCosh(x, dx float64) (float64, float64)

func fErf(x float64) float64 { return math.Erf(x) * x }

//go:autodiff fErf Forward Dual Dual
func dErf(x, dx float64) (float64, float64)

func fErfc(x float64) float64 { return math.Erfc(x) * x }

//go:autodiff fErfc Forward Dual Dual
func dErfc(x, dx float64) (float64, float64)

func fErfcinv(x float64) float64 { return math.Erfcinv(x) * x }

//go:autodiff fErfcinv Forward Dual Dual
func dErfcinv(x, dx float64) (float64, float64)

func fErfinv(x float64) float64 { return math.Erfinv(x) * x }

//go:autodiff fErfinv Forward Dual Dual
func dErfinv(x, dx float64) (float64, float64)

func fExp(x float64) float64 { return math.Exp(x) * x }

//go:autodiff fExp Forward Dual Dual
func dExp(x, dx float64) (float64, float64)

func fExp2(x float64) float64 { return math.Exp2(x) * x }

//go:autodiff fExp2 Forward Dual Dual
func dExp2(x, dx float64) (float64, float64)

func fExpm1(x float64) float64 { return math.Expm1(x) * x }

//go:autodiff fExpm1 Forward Dual Dual
func dExpm1(x, dx float64) (float64, float64)

func fFloor(x float64) float64 { return math.Floor(x) * x }

//go:autodiff fFloor Forward Dual Dual
func dFloor(x, dx float64) (float64, float64)

func fGamma(x float64) float64 { return math.Gamma(x) * x }

//go:autodiff fGamma Forward Dual Dual
func dGamma(x, dx float64) (float64, float64)

func fJ0(x float64) float64 { return math.J0(x) * x }

//go:autodiff fJ0 Forward Dual Dual
func dJ0(x, dx float64) (float64, float64)

func fJ1(x float64) float64 { return math.J1(x) * x }

//go:autodiff fJ1 Forward Dual Dual
func dJ1(x, dx float64) (float64, float64)

func fLog(x float64) float64 { return math.Log(x) * x }

//go:autodiff fLog Forward Dual Dual
func dLog(x, dx float64) (float64, float64)

func fLog10(x float64) float64 { return math.Log10(x) * x }

//go:autodiff fLog10 Forward Dual Dual
func dLog10(x, dx float64) (float64, float64)

func fLog1p(x float64) float64 { return math.Log1p(x) * x }

//go:autodiff fLog1p Forward Dual Dual
func dLog1p(x, dx float64) (float64, float64)

func fLog2(x float64) float64 { return math.Log2(x) * x }

//go:autodiff fLog2 Forward Dual Dual
func dLog2(x, dx float64) (float64, float64)

func fLogb(x float64) float64 { return math.Logb(x) * x }

//go:autodiff fLogb Forward Dual Dual
func dLogb(x, dx float64) (float64, float64)

func fRound(x float64) float64 { return math.Round(x) * x }

//go:autodiff fRound Forward Dual Dual
func dRound(x, dx float64) (float64, float64)

func fRoundToEven(x float64) float64 { return math.RoundToEven(x) * x }

//go:autodiff fRoundToEven Forward Dual Dual
func dRoundToEven(x, dx float64) (float64, float64)

func fSin(x float64) float64 { return math.Sin(x) * x }

//go:autodiff fSin Forward Dual Dual
func dSin(x, dx float64) (float64, float64)

func fSinh(x float64) float64 { return math.Sinh(x) * x }

//go:autodiff fSinh Forward Dual Dual
func dSinh(x, dx float64) (float64, float64)

func fSqrt(x float64) float64 { return math.Sqrt(x) * x }

//go:autodiff fSqrt Forward Dual Dual
func dSqrt(x, dx float64) (float64, float64)

func fTan(x float64) float64 { return math.Tan(x) * x }

//go:autodiff fTan Forward Dual Dual
func dTan(x, dx float64) (float64, float64)

func fTanh(x float64) float64 { return math.Tanh(x) * x }

//go:autodiff fTanh Forward Dual Dual
func dTanh(x, dx float64) (float64, float64)

func fTrunc(x float64) float64 { return math.Trunc(x) * x }

//go:autodiff fTrunc Forward Dual Dual
func dTrunc(x, dx float64) (float64, float64)

func fY0(x float64) float64 { return math.Y0(x) * x }

//go:autodiff fY0 Forward Dual Dual
func dY0(x, dx float64) (float64, float64)

func fY1(x float64) float64 { return math.Y1(x) * x }

//go:autodiff fY1 Forward Dual Dual
func dY1(x, dx float64) (float64, float64)

func fAtan2(x, y float64) float64 { return math.Atan2(x, y) + x }

//go:autodiff fAtan2 Forward Dual Dual Dual
func dAtan2(x, dx, y, dy float64) (float64, float64)

//go:autodiff fAtan2 Forward Const Dual Dual
func dAtan2Y(x, y, dy float64) (float64, float64)

func fCopysign(x, y float64) float64 { return math.Copysign(x, y) + x }

//go:autodiff fCopysign Forward Dual Dual Dual
func dCopysign(x, dx, y, dy float64) (float64, float64)

//go:autodiff fCopysign Forward Const Dual Dual
func dCopysignY(x, y, dy float64) (float64, float64)

func fDim(x, y float64) float64 { return math.Dim(x, y) + x }

//go:autodiff fDim Forward Dual Dual Dual
func dDim(x, dx, y, dy float64) (float64, float64)

//go:autodiff fDim Forward Const Dual Dual
func dDimY(x, y, dy float64) (float64, float64)

func fHypot(x, y float64) float64 { return math.Hypot(x, y) + x }

//go:autodiff fHypot Forward Dual Dual Dual
func dHypot(x, dx, y, dy float64) (float64, float64)

//go:autodiff fHypot Forward Const Dual Dual
func dHypotY(x, y, dy float64) (float64, float64)

func fMax(x, y float64) float64 { return math.Max(x, y) + x }

//go:autodiff fMax Forward Dual Dual Dual
func dMax(x, dx, y, dy float64) (float64, float64)

//go:autodiff fMax Forward Const Dual Dual
func dMaxY(x, y, dy float64) (float64, float64)

func fMin(x, y float64) float64 { return math.Min(x, y) + x }

//go:autodiff fMin Forward Dual Dual Dual
func dMin(x, dx, y, dy float64) (float64, float64)

//go:autodiff fMin Forward Const Dual Dual
func dMinY(x, y, dy float64) (float64, float64)

func fMod(x, y float64) float64 { return math.Mod(x, y) + x }

//go:autodiff fMod Forward Dual Dual Dual
func dMod(x, dx, y, dy float64) (float64, float64)

//go:autodiff fMod Forward Const Dual Dual
func dModY(x, y, dy float64) (float64, float64)

func fNextafter(x, y float64) float64 { return math.Nextafter(x, y) + x }

//go:autodiff fNextafter Forward Dual Dual Dual
func dNextafter(x, dx, y, dy float64) (float64, float64)

//go:autodiff fNextafter Forward Const Dual Dual
func dNextafterY(x, y, dy float64) (float64, float64)

func fPow(x, y float64) float64 { return math.Pow(x, y) + x }

//go:autodiff fPow Forward Dual Dual Dual
func dPow(x, dx, y, dy float64) (float64, float64)

//go:autodiff fPow Forward Const Dual Dual
func dPowY(x, y, dy float64) (float64, float64)

func fRemainder(x, y float64) float64 { return math.Remainder(x, y) + x }

//go:autodiff fRemainder Forward Dual Dual Dual
func dRemainder(x, dx, y, dy float64) (float64, float64)

//go:autodiff fRemainder Forward Const Dual Dual
func dRemainderY(x, y, dy float64) (float64, float64)

func TestOne(t *testing.T) {
	check.Forward(t, fAbs, dAbs, any64)
	check.Forward(t, fAcos, dAcos, unit)
	check.Forward(t, fAcosh, dAcosh, big)
	check.Forward(t, fAsin, dAsin, unit)
	check.Forward(t, fAsinh, dAsinh, any64)
	check.Forward(t, fAtan, dAtan, any64)
	check.Forward(t, fAtanh, dAtanh, unit)
	check.Forward(t, fCbrt, dCbrt, pos)
	check.Forward(t, fCeil, dCeil, any64)
	check.Forward(t, fCos, dCos, any64)
	check.Forward(t, fCosh, dCosh, any64)
	check.Forward(t, fErf, dErf, any64)
	check.Forward(t, fErfc, dErfc, any64)
	check.Forward(t, fErfcinv, dErfcinv, check.Range(0.3, 1.7))
	check.Forward(t, fErfinv, dErfinv, unit)
	check.Forward(t, fExp, dExp, any64)
	check.Forward(t, fExp2, dExp2, any64)
	check.Forward(t, fExpm1, dExpm1, any64)
	check.Forward(t, fFloor, dFloor, any64)
	check.Forward(t, fGamma, dGamma, pos)
	check.Forward(t, fJ0, dJ0, pos)
	check.Forward(t, fJ1, dJ1, pos)
	check.Forward(t, fLog, dLog, pos)
	check.Forward(t, fLog10, dLog10, pos)
	check.Forward(t, fLog1p, dLog1p, pos)
	check.Forward(t, fLog2, dLog2, pos)
	check.Forward(t, fLogb, dLogb, pos)
	check.Forward(t, fRound, dRound, any64)
	check.Forward(t, fRoundToEven, dRoundToEven, any64)
	check.Forward(t, fSin, dSin, any64)
	check.Forward(t, fSinh, dSinh, any64)
	check.Forward(t, fSqrt, dSqrt, pos)
	check.Forward(t, fTan, dTan, unit)
	check.Forward(t, fTanh, dTanh, any64)
	check.Forward(t, fTrunc, dTrunc, any64)
	check.Forward(t, fY0, dY0, pos)
	check.Forward(t, fY1, dY1, pos)
}

func TestTwo(t *testing.T) {
	check.Forward(t, fAtan2, dAtan2, any64, pos)
	check.Forward(t, fAtan2, dAtan2Y, check.Acts("Const Dual Dual"), any64, pos)
	check.Forward(t, fCopysign, dCopysign, any64, any64)
	check.Forward(t, fCopysign, dCopysignY, check.Acts("Const Dual Dual"), any64, any64)
	check.Forward(t, fDim, dDim, any64, any64)
	check.Forward(t, fDim, dDimY, check.Acts("Const Dual Dual"), any64, any64)
	check.Forward(t, fHypot, dHypot, any64, any64)
	check.Forward(t, fHypot, dHypotY, check.Acts("Const Dual Dual"), any64, any64)
	check.Forward(t, fMax, dMax, any64, any64)
	check.Forward(t, fMax, dMaxY, check.Acts("Const Dual Dual"), any64, any64)
	check.Forward(t, fMin, dMin, any64, any64)
	check.Forward(t, fMin, dMinY, check.Acts("Const Dual Dual"), any64, any64)
	check.Forward(t, fMod, dMod, big, pos)
	check.Forward(t, fMod, dModY, check.Acts("Const Dual Dual"), big, pos)
	check.Forward(t, fNextafter, dNextafter, any64, any64)
	check.Forward(t, fNextafter, dNextafterY, check.Acts("Const Dual Dual"), any64, any64)
	check.Forward(t, fPow, dPow, pos, any64)
	check.Forward(t, fPow, dPowY, check.Acts("Const Dual Dual"), pos, any64)
	check.Forward(t, fRemainder, dRemainder, big, pos)
	check.Forward(t, fRemainder, dRemainderY, check.Acts("Const Dual Dual"), big, pos)
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
