// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Partial derivatives of functions of this package that take more than a
// line of arithmetic. Only derivatives call these functions, by symbol name
// (see cmd/compile/internal/autodiff/mathrules.go), so that the linker drops
// them from every other program. They are plain Go over functions of this
// package, and so can be differentiated again. The linkname directives let
// them be referred to by name.
//
// Sources: Abramowitz and Stegun, "Handbook of Mathematical Functions" (A&S).

package math

import _ "unsafe" // for linkname

// autodiffPowBase returns ∂/∂x of y = x**p, which is p·x**(p-1), and takes it
// from y where that loses nothing.
//
//go:linkname autodiffPowBase
func autodiffPowBase(x, p, y float64) float64 {
	const (
		tiny = 1e-290 // below, y/x may have lost digits that x**(p-1) has
		huge = 1e+290 // above, y/x may overflow where p·x**(p-1) does not
	)
	if p == 0 {
		return 0
	}
	if a := Abs(y); tiny < a && a < huge {
		if q := y / x; tiny < Abs(q) && Abs(q) < huge {
			return p * q
		}
	}
	return p * Pow(x, p-1)
}

// autodiffPowExponent returns ∂/∂p of y = x**p, which is y·log(x): 0 where y
// is 0 (the limit), 0 at 0**0, NaN for negative x.
//
//go:linkname autodiffPowExponent
func autodiffPowExponent(x, p, y float64) float64 {
	switch {
	case x < 0:
		return NaN()
	case y == 0, x == 0 && p == 0:
		return 0
	case x == 0:
		return Inf(-1) // p < 0: y·log(x) is Inf·(-Inf)
	}
	return y * Log(x)
}

// autodiffExpm1 returns the derivative exp(x) of y = Expm1(x), from y where
// that loses nothing.
//
//go:linkname autodiffExpm1
func autodiffExpm1(x, y float64) float64 {
	if x > -0.5 {
		return y + 1
	}
	return Exp(x)
}

// autodiffGauss returns exp(-x²). With h = x² rounded and l its rounding
// error, exp(-x²) = exp(-h)·exp(-l) = exp(-h)·(1-l) to double precision.
//
//go:linkname autodiffGauss
func autodiffGauss(x float64) float64 {
	const cutoff = 27.5 // beyond, exp(-x²) is 0
	if Abs(x) > cutoff {
		return 0
	}
	h := x * x
	l := FMA(x, x, -h)
	return Exp(-h) * (1 - l)
}

// autodiffDigamma returns ψ(x), the logarithmic derivative of Gamma: NaN at
// the poles -1, -2, ..., -Inf at +0 and +Inf at -0.
//
// Negative x are reflected (A&S 6.3.7), x in (0, 10) is moved to [1, 2] by
// recurrence (6.3.5), larger ones take the asymptotic series (6.3.18).
//
//go:linkname autodiffDigamma
func autodiffDigamma(x float64) float64 {
	switch {
	case x == 0:
		return Copysign(Inf(1), -x)
	case x < 0:
		f := x - Floor(x) // exact; -Inf gives NaN
		if f == 0 {
			return NaN()
		}
		if f > 0.5 {
			f--
		}
		if x > -0.5 {
			f = x // Floor would have rounded a tiny x away
		}
		return autodiffDigamma(1-x) - Pi/Tan(Pi*f)
	case x < 1:
		return digammaNearRoot(x+1) - 1/x
	case x < 10:
		sum := 0.0
		for x > 2 {
			x--
			sum += 1 / x
		}
		return sum + digammaNearRoot(x)
	case IsInf(x, 1) || x != x:
		return x
	}
	return digammaLarge(x)
}

// digammaNearRoot returns ψ(x) for x in [1, 2] as (x - x₀)·g(x - 1.5), where
// x₀ is the positive root of ψ and g a Chebyshev interpolant of degree 23,
// computed with 60 digits; its relative error is below 5e-17.
func digammaNearRoot(x float64) float64 {
	const (
		rootHi = 1.4616321449683622
		rootLo = 9.549995429965697e-17 // the root is rootHi + rootLo
	)
	t := x - 1.5
	g := -8.153978973309418e-05
	g = g*t + 0.00012230983055406747
	g = g*t + -6.11554261750751e-05
	g = g*t + 9.173383289174792e-05
	g = g*t + -0.0002178682145501451
	g = g*t + 0.0003268068044141764
	g = g*t + -0.0004599625144612576
	g = g*t + 0.0006899717801166841
	g = g*t + -0.001042261556504223
	g = g*t + 0.0015635679757533885
	g = g*t + -0.002344650082351321
	g = g*t + 0.0035180800751066694
	g = g*t + -0.00528001782089874
	g = g*t + 0.007927024067961237
	g = g*t + -0.011908215172584002
	g = g*t + 0.017907248195969127
	g = g*t + -0.02697579684427536
	g = g*t + 0.04076083394462657
	g = g*t + -0.06192213327165706
	g = g*t + 0.09498872445283
	g = g*t + -0.14840492305391761
	g = g*t + 0.24054248424078736
	g = g*t + -0.42362742128146047
	g = g*t + 0.9510558760318328
	return ((x - rootHi) - rootLo) * g
}

// digammaLarge returns ψ(x) for x >= 10: log(x) - 1/(2x) - Σ B₂ₖ/(2k·x²ᵏ).
func digammaLarge(x float64) float64 {
	r := 1 / x
	z := r * r
	s := -3617.0 / 8160
	s = s*z + 1.0/12
	s = s*z + -691.0/32760
	s = s*z + 1.0/132
	s = s*z + -1.0/240
	s = s*z + 1.0/252
	s = s*z + -1.0/120
	s = s*z + 1.0/12
	return Log(x) - 0.5*r - s*z
}

// autodiffPolygamma returns ψ⁽ⁿ⁾(x), the n-th derivative of ψ for n >= 1: ±Inf or NaN
// at the poles 0, -1, -2, ...
//
// It is (-1)ⁿ⁺¹·n!·Σ 1/(x+k)ⁿ⁺¹ over k >= 0 (A&S 6.4.10), summed up to where the
// Euler-Maclaurin formula gives the rest. Negative x are reflected (6.4.7).
//
//go:linkname autodiffPolygamma
func autodiffPolygamma(n int, x float64) float64 {
	switch {
	case x != x || IsInf(x, -1):
		return NaN()
	case x <= 0 && x == Floor(x):
		if n%2 == 0 {
			return NaN() // the poles have two signs
		}
		return Inf(1)
	case x < 0:
		f := x - Floor(x)
		if f > 0.5 {
			f--
		}
		if x > -0.5 {
			f = x
		}
		y := autodiffPolygamma(n, 1-x)
		if n%2 != 0 {
			y = -y
		}
		return y - cotDerivative(n, f)
	}
	sign, factorial := -1.0, 1.0
	for i := 1; i <= n; i++ {
		sign, factorial = -sign, factorial*float64(i)
	}
	s := float64(n + 1)
	sum := 0.0
	for x < 16+s {
		sum += Pow(x, -s)
		x++
	}
	z := 1 / (x * x)
	term, rest := s*Pow(x, -s-1), 0.0
	for j, b := range zetaSeries {
		rest += b * term
		term *= (s + float64(2*j+1)) * (s + float64(2*j+2)) * z
	}
	return sign * factorial * (sum + Pow(x, 1-s)/(s-1) + Pow(x, -s)/2 + rest)
}

// zetaSeries are the numbers B₂ⱼ/(2j)!.
var zetaSeries = [...]float64{1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600}

// cotDerivative returns the n-th derivative of π·cot(πx): with c for the cotangent it is
// πⁿ⁺¹·Q(c), where Q is c for n = 0, and -(1+c²)·Q' for one more; -1/2 <= x <= 1/2.
func cotDerivative(n int, x float64) float64 {
	q := []float64{0, 1}
	scale := Pi
	for range n {
		next := make([]float64, len(q)+1)
		for i := 1; i < len(q); i++ {
			d := float64(i) * q[i]
			next[i-1] -= d
			next[i+1] -= d
		}
		q, scale = next, scale*Pi
	}
	c, sum := 1/Tan(Pi*x), 0.0
	if Abs(x) > 0.25 {
		c = Copysign(Tan(Pi*(0.5-Abs(x))), x)
	}
	for i := len(q) - 1; i >= 0; i-- {
		sum = sum*c + q[i]
	}
	return scale * sum
}

// autodiffJ1 returns the derivative of y = J1(x): J0(x) - J1(x)/x (A&S
// 9.1.27), 1/2 at 0.
//
//go:linkname autodiffJ1
func autodiffJ1(x, y float64) float64 {
	if Abs(x) < 1e-150 {
		return 0.5
	}
	return J0(x) - y/x
}

// autodiffJn returns ∂/∂x of Jn(n, x): (Jn(n-1, x) - Jn(n+1, x))/2 (A&S 9.1.27).
//
//go:linkname autodiffJn
func autodiffJn(n int, x float64) float64 {
	return (Jn(n-1, x) - Jn(n+1, x)) / 2
}

// autodiffY1 returns the derivative of y = Y1(x): Y0(x) - Y1(x)/x (A&S
// 9.1.27), +Inf at 0.
//
//go:linkname autodiffY1
func autodiffY1(x, y float64) float64 {
	if IsInf(y, -1) {
		return Inf(1)
	}
	return Y0(x) - y/x
}

// autodiffYn returns ∂/∂x of y = Yn(n, x): (Yn(n-1, x) - Yn(n+1, x))/2 (A&S
// 9.1.27). Where y is infinite it is so with the other sign.
//
//go:linkname autodiffYn
func autodiffYn(n int, x, y float64) float64 {
	if IsInf(y, 0) {
		return -y
	}
	return (Yn(n-1, x) - Yn(n+1, x)) / 2
}
