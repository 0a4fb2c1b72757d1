// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Iterations: how often, the numbers decide.

package rivals

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// heron's rounds depend on the argument, and the result does not on the start.
//
//go:autodiff dHeron Forward
//go:autodiff rHeron Reverse
func heron(a float64) float64 {
	x := 1.0
	for math.Abs(x*x-a) > 1e-12 {
		x = (x + a/x) / 2
	}
	return x
}

// kepler solves e's equation by Newton's method, inside a loop over the orbit.
//
//go:autodiff dKepler Forward
//go:autodiff rKepler Reverse
func kepler(e float64, orbit []float64) float64 {
	s := 0.0
	for _, m := range orbit {
		x := m
		for range 50 {
			dx := (x - e*math.Sin(x) - m) / (1 - e*math.Cos(x))
			x -= dx
			if math.Abs(dx) < 1e-13 {
				break
			}
		}
		s += math.Cos(x) * m
	}
	return s
}

// series adds terms until they do not count any more.
//
//go:autodiff dSeries Forward
//go:autodiff rSeries Reverse
func series(x float64) (sum float64, n int) {
	for term := 1.0; math.Abs(term) > 1e-17*math.Abs(sum); n++ {
		sum += term
		term *= x / float64(n+1)
	}
	return
}

// collatz mixes an integer's wild course with a float.
//
//go:autodiff dCollatz Forward
//go:autodiff rCollatz Reverse
func collatz(x float64, n int) float64 {
	y := x
	for n != 1 {
		switch {
		case n%2 == 0:
			n /= 2
			y = math.Sin(y) + x
			continue
		case n > 1000:
			return y * y
		}
		n = 3*n + 1
		y *= x
	}
	return y
}

type state struct {
	t      float64
	x, v   [2]float64
	energy struct{ kinetic, potential float64 }
}

func (s state) derivative() (d state) {
	d.t = 1
	r := math.Hypot(s.x[0], s.x[1])
	for i := range s.x {
		d.x[i] = s.v[i]
		d.v[i] = -s.x[i] / (r * r * r)
	}
	return d
}

func (s state) plus(h float64, d state) state {
	s.t += h * d.t
	for i := range s.x {
		s.x[i] += h * d.x[i]
		s.v[i] += h * d.v[i]
	}
	return s
}

// orbit integrates with Runge and Kutta's method.
//
//go:autodiff dOrbit Forward
//go:autodiff rOrbit Reverse
func orbit(s state, h float64, n int) state {
	for range n {
		k1 := s.derivative()
		k2 := s.plus(h/2, k1).derivative()
		k3 := s.plus(h/2, k2).derivative()
		k4 := s.plus(h, k3).derivative()
		s = s.plus(h/6, k1).plus(h/3, k2).plus(h/3, k3).plus(h/6, k4)
	}
	s.energy.kinetic = (s.v[0]*s.v[0] + s.v[1]*s.v[1]) / 2
	s.energy.potential = -1 / math.Hypot(s.x[0], s.x[1])
	return s
}

// adaptive takes steps as large as the error allows, and takes some back.
//
//go:autodiff dAdaptive Forward
//go:autodiff rAdaptive Reverse
func adaptive(y, rate float64) (float64, int) {
	t, h, steps := 0.0, 0.5, 0
	for t < 1 {
		if t+h > 1 {
			h = 1 - t
		}
		k1 := -rate * y * y
		euler := y + h*k1
		heun := y + h/2*(k1-rate*euler*euler)
		if err := math.Abs(heun - euler); err > 1e-2 {
			h /= 2
			continue
		} else if err < 1e-3 {
			count(&steps)
			t += h
			h *= 1.5
		} else {
			t += h
		}
		y = heun
		steps++
	}
	return y, steps
}

func count(steps *int) { *steps += 100 }

// quadrature halves intervals recursively where it has to.
//
//go:autodiff dQuadrature Forward
//go:autodiff rQuadrature Reverse
func quadrature(a, b, p float64, depth int) float64 {
	f := func(x float64) float64 { return math.Exp(-p * x * x) }
	m := (a + b) / 2
	whole := (b - a) / 6 * (f(a) + 4*f(m) + f(b))
	halves := (b - a) / 12 * (f(a) + 4*f((a+m)/2) + 2*f(m) + 4*f((m+b)/2) + f(b))
	if depth == 0 || math.Abs(whole-halves) < 1e-6 {
		return halves
	}
	return quadrature(a, m, p, depth-1) + quadrature(m, b, p, depth-1)
}

// even and odd call each other.
//
//go:autodiff dEven Forward
//go:autodiff rEven Reverse
func even(x float64, n int) float64 {
	if n == 0 {
		return x
	}
	return odd(x*x/2, n-1) + x
}

func odd(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return math.Sin(x) * even(x, n-1)
}

// fibonacci calls itself twice.
//
//go:autodiff dFibonacci Forward
//go:autodiff rFibonacci Reverse
func fibonacci(a, b float64, n int) float64 {
	switch n {
	case 0:
		return a
	case 1:
		return b
	}
	return fibonacci(a, b, n-1) + 0.5*fibonacci(a, b, n-2)*a
}

// kahan's compensation is zero but for rounding, and so is its derivative.
//
//go:autodiff dKahan Forward
//go:autodiff rKahan Reverse
func kahan(x []float64) float64 {
	sum, c := 0.0, 0.0
	for _, v := range x {
		y := v*v - c
		t := sum + y
		c = (t - sum) - y
		sum = t
	}
	return sum
}

// retry goes back to a label until it is content.
//
//go:autodiff dRetry Forward
//go:autodiff rRetry Reverse
func retry(x, y float64) float64 {
	tries := 0
again:
	x = math.Cos(x) * y
	tries++
	if x > 0.5 && tries < 10 {
		y *= 0.9
		goto again
	}
	return x * float64(tries)
}

// search leaves two loops at once.
//
//go:autodiff dSearch Forward
//go:autodiff rSearch Reverse
func search(a [][]float64, bound float64) float64 {
	sum := 0.0
rows:
	for i, row := range a {
		for j, v := range row {
			switch {
			case v < 0:
				continue rows
			case sum > bound:
				break rows
			case j > i:
				break
			default:
				sum += v * v
				fallthrough
			case j == 7:
				sum += v
			}
		}
		sum *= 1.1
	}
	return sum
}

func TestIterate(t *testing.T) {
	check.Both(t, heron, dHeron, rHeron, check.Range(0.5, 20))
	check.Both(t, kepler, dKepler, rKepler, check.Range(0.1, 0.8), check.Vec(5, 0.1, 3))
	check.Both(t, series, dSeries, rSeries, check.Range(0.1, 3))
	check.Both(t, collatz, dCollatz, rCollatz, check.Range(0.8, 1.2), 27)
	check.Both(t, collatz, dCollatz, rCollatz, check.Range(0.8, 1.2), 13)
	check.Both(t, orbit, dOrbit, rOrbit, state{x: [2]float64{1, 0.1}, v: [2]float64{0.2, 0.9}}, 0.05, 10)
	check.Both(t, adaptive, dAdaptive, rAdaptive, check.Range(0.9, 1.1), check.Range(2, 2.2), check.Rough())
	check.Both(t, quadrature, dQuadrature, rQuadrature, check.Range(0, 0.1), check.Range(2, 2.1), check.Range(1, 1.1), 6)
	check.Both(t, even, dEven, rEven, check.Range(0.5, 1), 7)
	check.Both(t, fibonacci, dFibonacci, rFibonacci, check.Range(0.5, 1), check.Range(0.5, 1), 9)
	check.Both(t, kahan, dKahan, rKahan, check.Vec(9, -1, 1))
	check.Both(t, retry, dRetry, rRetry, check.Range(0.1, 0.2), check.Range(0.8, 0.9), check.Rough())
	check.Both(t, search, dSearch, rSearch, check.Mat(4, 5, -0.1, 1), 2.5, check.Rough())
}
