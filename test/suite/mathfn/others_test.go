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

//go:autodiff sincos Forward
func dSincos(x, dx float64) (float64, float64, float64, float64)

//go:autodiff onlySin Forward
func dOnlySin(x, dx float64) (float64, float64)

//go:autodiff frexp Forward
func dFrexp(x, dx float64) (float64, float64)

//go:autodiff ldexp Forward
func dLdexp(x, dx float64, e int) (float64, float64)

//go:autodiff modf Forward
func dModf(x, dx float64) (float64, float64, float64, float64)

//go:autodiff lgamma Forward
func dLgamma(x, dx float64) (float64, float64)

//go:autodiff bessel Forward
func dBessel(n int, x, dx float64) (float64, float64)

//go:autodiff pow10 Forward
func dPow10(x, dx float64, n int) (float64, float64)

//go:autodiff classified Forward
func dClassified(x, dx float64) (float64, float64)

//go:autodiff viaBits Forward
func dViaBits(x, dx float64) (float64, float64)

//go:autodiff composed Forward
func dComposed(x, dx, y, dy float64) (float64, float64)

//go:autodiff powers Forward
func dPowers(x, dx float64) (float64, float64)

//go:autodiff powInt Forward
func dPowInt(x, dx float64, n int) (float64, float64)

//go:autodiff logsumexp Forward
func dLogsumexp(x, dx []float64) (float64, float64)

//go:autodiff sigmoid Forward
func dSigmoid(x, dx float64) (float64, float64)

//go:autodiff distance Forward
func dDistance(a, da, b, db [3]float64) (float64, float64)

//go:autodiff single Forward
func dSingle(x, dx float32) (float32, float32)

//go:autodiff rounding Forward
func dRounding(x, dx float64) (float64, float64)

func TestOthers(t *testing.T) {
	check.Forward(t, fma, dFma, any64, any64, any64)
	check.Forward(t, sincos, dSincos, any64)
	check.Forward(t, onlySin, dOnlySin, any64)
	check.Forward(t, frexp, dFrexp, 1.3)
	check.Forward(t, ldexp, dLdexp, any64, -3)
	check.Forward(t, modf, dModf, 2.5)
	check.Forward(t, modf, dModf, -2.5)
	check.Forward(t, lgamma, dLgamma, pos)
	check.Forward(t, lgamma, dLgamma, -1.5)
	for n := -2; n < 5; n++ {
		check.Forward(t, bessel, dBessel, n, pos)
		check.Forward(t, powInt, dPowInt, pos, n)
		check.Forward(t, powInt, dPowInt, check.Range(-2, -1), n)
	}
	check.Forward(t, pow10, dPow10, any64, 3)
	check.Forward(t, classified, dClassified, 2.7)
	check.Forward(t, classified, dClassified, -2.7)
	check.Forward(t, viaBits, dViaBits, any64)
	check.Forward(t, rounding, dRounding, check.Range(2.1, 2.4))
	check.Forward(t, single, dSingle, pos)
}

func TestComposed(t *testing.T) {
	check.Forward(t, composed, dComposed, check.Range(0.1, 1), pos)
	check.Forward(t, powers, dPowers, pos)
	check.Forward(t, logsumexp, dLogsumexp, check.Vec(5, -3, 3))
	check.Forward(t, logsumexp, dLogsumexp, check.Vec(5, -800, 800), check.Tol(1e-5))
	check.Forward(t, sigmoid, dSigmoid, any64)
	check.Forward(t, distance, dDistance, any64, any64)
}

func TestPlaces(t *testing.T) {
	// Points where the functions are smooth but the formulas are delicate.
	for _, x := range []float64{0, 1e-8, -1e-8, 1, -1, 0.5} {
		at := []any{check.Fixed(), x}
		check.Forward(t, fSin, dSin, at...)
		check.Forward(t, fCos, dCos, at...)
		check.Forward(t, fTan, dTan, at...)
		check.Forward(t, fAtan, dAtan, at...)
		check.Forward(t, fAsinh, dAsinh, at...)
		check.Forward(t, fSinh, dSinh, at...)
		check.Forward(t, fCosh, dCosh, at...)
		check.Forward(t, fTanh, dTanh, at...)
		check.Forward(t, fExp, dExp, at...)
		check.Forward(t, fExp2, dExp2, at...)
		check.Forward(t, fExpm1, dExpm1, at...)
		check.Forward(t, fErf, dErf, at...)
		check.Forward(t, fErfc, dErfc, at...)
	}
	for _, x := range []float64{20, -20, 300, -300} {
		at := []any{check.Fixed(), x}
		check.Forward(t, fTanh, dTanh, at...)
		check.Forward(t, fErf, dErf, at...)
		check.Forward(t, fErfc, dErfc, at...)
		check.Forward(t, fAtan, dAtan, at...)
		check.Forward(t, fAsinh, dAsinh, at...)
		check.Forward(t, sigmoid, dSigmoid, at...)
	}
	for _, x := range []float64{-1.5, -2.5, 0.1, 20} {
		check.Forward(t, fGamma, dGamma, check.Fixed(), x)
	}
}
