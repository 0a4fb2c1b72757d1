// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Special functions from their definitions: recurrences, fractions, means, tables.

package rivals

import (
	"errors"
	"iter"
	"math"
	"math/cmplx"
	"testing"

	"goenzyme/suite/check"
)

// agm returns the arithmetic-geometric mean, by recursion with several results.
func agm(a, b float64, depth int) (float64, int) {
	if math.Abs(a-b) < 1e-15*a || depth == 60 {
		return a, depth
	}
	return agm((a+b)/2, math.Sqrt(a*b), depth+1)
}

// ellipticK is the complete integral of the first kind.
//
//go:autodiff dEllipticK Forward
//go:autodiff rEllipticK Reverse
func ellipticK(m float64) float64 {
	mean, _ := agm(1, math.Sqrt(1-m), 0)
	return math.Pi / (2 * mean)
}

// lambertW solves w·exp(w) = x by Halley's method, on either branch.
//
//go:autodiff dLambertW Forward
//go:autodiff rLambertW Reverse
func lambertW(x float64, lower bool) float64 {
	w := math.Log1p(x)
	if lower {
		l := math.Log(-x)
		w = l - math.Log(-l)
	}
	for {
		e := math.Exp(w)
		f := w*e - x
		step := f / (e*(w+1) - (w+2)*f/(2*w+2))
		w -= step
		if math.Abs(step) < 1e-15*(1+math.Abs(w)) {
			return w
		}
	}
}

// terms yields the partial numerators and denominators of the fraction of Γ(a, x).
func terms(a, x float64) iter.Seq2[float64, float64] {
	return func(yield func(float64, float64) bool) {
		if !yield(1, x+1-a) {
			return
		}
		for n := 1.0; ; n++ {
			if !yield(-n*(n-a), x+2*n+1-a) {
				return
			}
		}
	}
}

// upperGamma evaluates the fraction by Lentz's method.
//
//go:autodiff dUpperGamma Forward
//go:autodiff rUpperGamma Reverse
func upperGamma(a, x float64) float64 {
	const tiny = 1e-300
	f, c, d := tiny, tiny, 0.0
	for p, q := range terms(a, x) {
		d = 1 / (q + p*d)
		c = q + p/c
		delta := c * d
		f *= delta
		if math.Abs(delta-1) < 1e-15 {
			break
		}
	}
	return f * math.Exp(-x+a*math.Log(x))
}

// bessel returns Jₙ(x) by Miller's recurrence, downwards.
//
//go:autodiff dBessel Forward
//go:autodiff rBessel Reverse
func bessel(n int, x float64) float64 {
	next, now, sum, found := 0.0, 1e-30, 0.0, 0.0
	for k := 40; k > 0; k-- {
		next, now = now, 2*float64(k)/x*now-next
		if k-1 == n {
			found = now
		}
		switch {
		case k == 1:
			sum += now
		case k%2 == 1:
			sum += 2 * now
		}
	}
	return found / sum
}

// clenshaw sums a series of Chebyshev's polynomials whose coefficients it makes first.
//
//go:autodiff dClenshaw Forward
//go:autodiff rClenshaw Reverse
func clenshaw(rate, x float64) float64 {
	const n = 12
	var c [n]float64
	for j := range c {
		for k := range n {
			angle := math.Pi * (float64(k) + 0.5) / n
			c[j] += 2.0 / n * math.Exp(rate*math.Cos(angle)) * math.Cos(float64(j)*angle)
		}
	}
	var b1, b2 float64
	for j := n - 1; j > 0; j-- {
		b1, b2 = c[j]+2*x*b1-b2, b1
	}
	return c[0]/2 + x*b1 - b2
}

// romberg integrates with a table of slices that grow.
//
//go:autodiff dRomberg Forward
//go:autodiff rRomberg Reverse
func romberg(a, b, k float64) (float64, error) {
	f := func(x float64) float64 { return math.Sin(k*x) / (1 + x*x) }
	table := [][]float64{{(b - a) / 2 * (f(a) + f(b))}}
	for n := 1; n < 12; n++ {
		panels := 1 << n
		h := (b - a) / float64(panels)
		sum := 0.0
		for i := 1; i < panels; i += 2 {
			sum += f(a + float64(i)*h)
		}
		last := table[n-1]
		row := []float64{last[0]/2 + h*sum}
		scale := 1.0
		for j, v := range last {
			scale *= 4
			row = append(row, row[j]+(row[j]-v)/(scale-1))
		}
		table = append(table, row)
		if math.Abs(row[n]-last[n-1]) < 1e-13 {
			return row[n], nil
		}
	}
	return math.NaN(), errors.New("no convergence")
}

// simpson goes on where it does not suffice, with the integrand as an interface.
type integrand interface{ at(x float64) float64 }

type bump struct{ width, centre float64 }

func (b *bump) at(x float64) float64 {
	u := (x - b.centre) / b.width
	return math.Exp(-u * u)
}

func simpson(f integrand, a, b, fa, fm, fb, whole, tol float64) float64 {
	m := (a + b) / 2
	fl, fr := f.at((a+m)/2), f.at((m+b)/2)
	left, right := (m-a)/6*(fa+4*fl+fm), (b-m)/6*(fm+4*fr+fb)
	if d := left + right - whole; math.Abs(d) <= 15*tol {
		return left + right + d/15
	}
	return simpson(f, a, m, fa, fl, fm, left, tol/2) + simpson(f, m, b, fm, fr, fb, right, tol/2)
}

//go:autodiff dAdaptiveSimpson Forward
//go:autodiff rAdaptiveSimpson Reverse
func adaptiveSimpson(b bump, end float64) float64 {
	f := &b
	fa, fm, fb := f.at(0), f.at(end/2), f.at(end)
	return simpson(f, 0, end, fa, fm, fb, end/6*(fa+4*fm+fb), 1e-10)
}

// gaussLegendre finds nodes and weights by Newton's method, and integrates.
//
//go:autodiff dGaussLegendre Forward
//go:autodiff rGaussLegendre Reverse
func gaussLegendre(lo, hi, p float64) (sum float64) {
	const n = 9
	for i := range n {
		x := math.Cos(math.Pi * (float64(i) + 0.75) / (n + 0.5))
		var slope float64
		for range 30 {
			p0, p1 := 1.0, x
			for k := 2.0; k <= n; k++ {
				p0, p1 = p1, ((2*k-1)*x*p1-(k-1)*p0)/k
			}
			slope = n * (x*p1 - p0) / (x*x - 1)
			x -= p1 / slope
		}
		at := (lo + hi + (hi-lo)*x) / 2
		sum += (hi - lo) / ((1 - x*x) * slope * slope) * math.Pow(at, p)
	}
	return sum
}

// zeta is Riemann's, by alternating series and complex powers.
//
//go:autodiff dZeta Forward
//go:autodiff rZeta Reverse
func zeta(s complex128) complex128 {
	const n = 24
	var d [n + 1]float64
	term, sum := 1.0/n, 0.0
	for i := range d {
		sum += term
		d[i] = n * sum
		term *= 4 * float64((n+i)*(n-i)) / float64((2*i+1)*(2*i+2))
	}
	var total complex128
	for k := range n {
		v := complex(d[k]-d[n], 0) * cmplx.Pow(complex(float64(k+1), 0), -s)
		if k%2 == 1 {
			v = -v
		}
		total += v
	}
	return -total / (complex(d[n], 0) * (1 - cmplx.Pow(2, 1-s)))
}

// wynn accelerates a series by the epsilon algorithm, in one slice, in place.
//
//go:autodiff dWynn Forward
//go:autodiff rWynn Reverse
func wynn(x float64) float64 {
	var e []float64
	sum, power := 0.0, 1.0
	for n := 1; n <= 11; n++ {
		power *= -x
		sum -= power / float64(n)
		e = append(e, sum)
		before := 0.0
		for j := len(e) - 1; j > 0; j-- {
			old := e[j-1]
			e[j-1] = before + 1/(e[j]-e[j-1])
			before = old
		}
	}
	return e[0]
}

func TestSeries(t *testing.T) {
	check.Both(t, ellipticK, dEllipticK, rEllipticK, 0.6)
	check.Both(t, lambertW, dLambertW, rLambertW, 1.7, false)
	check.Both(t, lambertW, dLambertW, rLambertW, -0.2, true)
	check.Both(t, upperGamma, dUpperGamma, rUpperGamma, 1.4, 2.6)
	for n := range 4 {
		check.Both(t, bessel, dBessel, rBessel, n, 2.3)
	}
	check.Both(t, clenshaw, dClenshaw, rClenshaw, 0.9, 0.3)
	check.Both(t, romberg, dRomberg, rRomberg, 0.2, 1.5, 1.3)
	check.Both(t, adaptiveSimpson, dAdaptiveSimpson, rAdaptiveSimpson, bump{0.4, 0.7}, 2.0, check.Tol(1e-5))
	check.Both(t, gaussLegendre, dGaussLegendre, rGaussLegendre, 0.5, 2.0, 1.6)
	check.Both(t, zeta, dZeta, rZeta, complex(1.7, 0.9))
	check.Both(t, wynn, dWynn, rWynn, 0.8)
}
