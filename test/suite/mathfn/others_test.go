// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The functions of math with other signatures, compositions, edges, and float32.

package mathfn

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

func fma(x, y, z float64) float64 { return math.FMA(x, y, z) * z }

func sincos(x float64) (float64, float64) {
	s, c := math.Sincos(x)
	return s * c, s + x
}

func onlySin(x float64) float64 {
	s, _ := math.Sincos(x * x)
	return s
}

func frexp(x float64) float64 {
	f, e := math.Frexp(x)
	return f * f * float64(e)
}

func ldexp(x float64, e int) float64 { return math.Ldexp(x*x, e) }

func modf(x float64) (float64, float64) {
	i, f := math.Modf(x)
	return i * x, f * f
}

func lgamma(x float64) float64 {
	l, sign := math.Lgamma(x)
	return l * float64(sign)
}

func bessel(n int, x float64) float64 { return math.Jn(n, x) + math.Yn(n, x)*x }

func pow10(x float64, n int) float64 { return x * math.Pow10(n) }

func classified(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return math.NaN()
	}
	if math.Signbit(x) {
		return -x * x
	}
	return x * float64(math.Ilogb(x)+5)
}

func viaBits(x float64) float64 {
	if math.Float64bits(x)>>63 == 1 {
		return -x * 2
	}
	return x * math.Float64frombits(0x3ff8000000000000)
}

func composed(x, y float64) float64 {
	return math.Exp(math.Sin(x)*math.Log(y)) / math.Sqrt(1+math.Tanh(x*y)) * math.Pow(y, math.Cos(x))
}

func powers(x float64) float64 {
	return math.Pow(x, 2) + math.Pow(x, 3) + math.Pow(x, 0.5) + math.Pow(x, -1) + math.Pow(x, 0) + math.Pow(2, x)
}

func powInt(x float64, n int) float64 { return math.Pow(x, float64(n)) }

func logsumexp(x []float64) float64 {
	m := math.Inf(-1)
	for _, v := range x {
		m = math.Max(m, v)
	}
	s := 0.0
	for _, v := range x {
		s += math.Exp(v - m)
	}
	return m + math.Log(s)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func distance(a, b [3]float64) float64 {
	s := 0.0
	for i := range a {
		s += math.Pow(a[i]-b[i], 2)
	}
	return math.Sqrt(s)
}

func single(x float32) float32 {
	return float32(math.Sqrt(float64(x))) + float32(math.Abs(float64(x)))*float32(math.Sin(float64(x)))
}

func rounding(x float64) float64 {
	return x*math.Floor(x) + x*math.Ceil(x) + x*math.Trunc(x) + x*math.Round(x) + x*math.RoundToEven(x)
}

//go:autodiff fma Forward
func dFma(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff fma Reverse
func revFma(x, y, z, dret float64) (float64, float64, float64, float64)

//go:autodiff sincos Forward
func dSincos(x, dx float64) (float64, float64, float64, float64)

//go:autodiff sincos Reverse
func revSincos(x, dret1, dret2 float64) (float64, float64, float64)

//go:autodiff onlySin Forward
func dOnlySin(x, dx float64) (float64, float64)

//go:autodiff onlySin Reverse
func revOnlySin(x, dret float64) (float64, float64)

//go:autodiff frexp Forward
func dFrexp(x, dx float64) (float64, float64)

//go:autodiff frexp Reverse
func revFrexp(x, dret float64) (float64, float64)

//go:autodiff ldexp Forward
func dLdexp(x, dx float64, e int) (float64, float64)

//go:autodiff ldexp Reverse
func revLdexp(x float64, e int, dret float64) (float64, float64)

//go:autodiff modf Forward
func dModf(x, dx float64) (float64, float64, float64, float64)

//go:autodiff modf Reverse
func revModf(x, dret1, dret2 float64) (float64, float64, float64)

//go:autodiff lgamma Forward
func dLgamma(x, dx float64) (float64, float64)

//go:autodiff lgamma Reverse
func revLgamma(x, dret float64) (float64, float64)

//go:autodiff bessel Forward
func dBessel(n int, x, dx float64) (float64, float64)

//go:autodiff bessel Reverse
func revBessel(n int, x, dret float64) (float64, float64)

//go:autodiff pow10 Forward
func dPow10(x, dx float64, n int) (float64, float64)

//go:autodiff pow10 Reverse
func revPow10(x float64, n int, dret float64) (float64, float64)

//go:autodiff classified Forward
func dClassified(x, dx float64) (float64, float64)

//go:autodiff classified Reverse
func revClassified(x, dret float64) (float64, float64)

//go:autodiff viaBits Forward
func dViaBits(x, dx float64) (float64, float64)

//go:autodiff viaBits Reverse
func revViaBits(x, dret float64) (float64, float64)

//go:autodiff composed Forward
func dComposed(x, dx, y, dy float64) (float64, float64)

//go:autodiff composed Reverse
func revComposed(x, y, dret float64) (float64, float64, float64)

//go:autodiff powers Forward
func dPowers(x, dx float64) (float64, float64)

//go:autodiff powers Reverse
func revPowers(x, dret float64) (float64, float64)

//go:autodiff powInt Forward
func dPowInt(x, dx float64, n int) (float64, float64)

//go:autodiff powInt Reverse
func revPowInt(x float64, n int, dret float64) (float64, float64)

//go:autodiff logsumexp Forward
func dLogsumexp(x, dx []float64) (float64, float64)

//go:autodiff sigmoid Forward
func dSigmoid(x, dx float64) (float64, float64)

//go:autodiff sigmoid Reverse
func revSigmoid(x, dret float64) (float64, float64)

//go:autodiff distance Forward
func dDistance(a, da, b, db [3]float64) (float64, float64)

//go:autodiff distance Reverse
func revDistance(a, b [3]float64, dret float64) (float64, [3]float64, [3]float64)

//go:autodiff single Forward
func dSingle(x, dx float32) (float32, float32)

//go:autodiff single Reverse
func revSingle(x, dret float32) (float32, float32)

//go:autodiff rounding Forward
func dRounding(x, dx float64) (float64, float64)

//go:autodiff rounding Reverse
func revRounding(x, dret float64) (float64, float64)

func TestOthers(t *testing.T) {
	check.Both(t, fma, dFma, revFma, any64, any64, any64)
	check.Both(t, sincos, dSincos, revSincos, any64)
	check.Both(t, onlySin, dOnlySin, revOnlySin, any64)
	check.Both(t, frexp, dFrexp, revFrexp, 1.3)
	check.Both(t, ldexp, dLdexp, revLdexp, any64, -3)
	check.Both(t, modf, dModf, revModf, 2.5)
	check.Both(t, modf, dModf, revModf, -2.5)
	check.Both(t, lgamma, dLgamma, revLgamma, pos)
	check.Both(t, lgamma, dLgamma, revLgamma, -1.5)
	for n := -2; n < 5; n++ {
		check.Both(t, bessel, dBessel, revBessel, n, pos)
		check.Both(t, powInt, dPowInt, revPowInt, pos, n)
		check.Both(t, powInt, dPowInt, revPowInt, check.Range(-2, -1), n)
	}
	check.Both(t, pow10, dPow10, revPow10, any64, 3)
	check.Both(t, classified, dClassified, revClassified, 2.7)
	check.Both(t, classified, dClassified, revClassified, -2.7)
	check.Both(t, viaBits, dViaBits, revViaBits, any64)
	check.Both(t, rounding, dRounding, revRounding, check.Range(2.1, 2.4))
	check.Both(t, single, dSingle, revSingle, pos)
}

func TestComposed(t *testing.T) {
	check.Both(t, composed, dComposed, revComposed, check.Range(0.1, 1), pos)
	check.Both(t, powers, dPowers, revPowers, pos)
	check.Forward(t, logsumexp, dLogsumexp, check.Vec(5, -3, 3))
	check.Forward(t, logsumexp, dLogsumexp, check.Vec(5, -800, 800), check.Tol(1e-5))
	check.Both(t, sigmoid, dSigmoid, revSigmoid, any64)
	check.Both(t, distance, dDistance, revDistance, any64, any64)
}

func TestPlaces(t *testing.T) {
	// Points where the functions are smooth but the formulas are delicate.
	for _, x := range []float64{0, 1e-8, -1e-8, 1, -1, 0.5} {
		at := []any{check.Fixed(), x}
		check.Both(t, fSin, dSin, revSin, at...)
		check.Both(t, fCos, dCos, revCos, at...)
		check.Both(t, fTan, dTan, revTan, at...)
		check.Both(t, fAtan, dAtan, revAtan, at...)
		check.Both(t, fAsinh, dAsinh, revAsinh, at...)
		check.Both(t, fSinh, dSinh, revSinh, at...)
		check.Both(t, fCosh, dCosh, revCosh, at...)
		check.Both(t, fTanh, dTanh, revTanh, at...)
		check.Both(t, fExp, dExp, revExp, at...)
		check.Both(t, fExp2, dExp2, revExp2, at...)
		check.Both(t, fExpm1, dExpm1, revExpm1, at...)
		check.Both(t, fErf, dErf, revErf, at...)
		check.Both(t, fErfc, dErfc, revErfc, at...)
	}
	for _, x := range []float64{20, -20, 300, -300} {
		at := []any{check.Fixed(), x}
		check.Both(t, fTanh, dTanh, revTanh, at...)
		check.Both(t, fErf, dErf, revErf, at...)
		check.Both(t, fErfc, dErfc, revErfc, at...)
		check.Both(t, fAtan, dAtan, revAtan, at...)
		check.Both(t, fAsinh, dAsinh, revAsinh, at...)
		check.Both(t, sigmoid, dSigmoid, revSigmoid, at...)
	}
	for _, x := range []float64{-1.5, -2.5, 0.1, 20} {
		check.Both(t, fGamma, dGamma, revGamma, check.Fixed(), x)
	}
}
