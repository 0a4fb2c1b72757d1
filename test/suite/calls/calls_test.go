// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Static calls: within and across packages, methods, recursion, variadic functions.

package calls

import (
	"math"
	"testing"

	"goenzyme/suite/calls/far"
	"goenzyme/suite/calls/near"
	"goenzyme/suite/check"
)

func sq(x float64) float64        { return x * x }
func twice(x float64) float64     { return sq(sq(x)) + sq(x+1) }
func deep1(x float64) float64     { return deep2(x) * 2 }
func deep2(x float64) float64     { return deep3(x, 3) + x }
func deep3(x, y float64) float64  { return deep4([]float64{x, y}) * y }
func deep4(x []float64) float64   { return math.Sin(x[0]) * x[1] }
func constArg(x float64) float64  { return deep3(2, x) + deep3(x, 2) + deep3(1, 1) }
func fill(x []float64, v float64) { x[0], x[1] = v, v*v }

//go:noinline
func opaque(x, y float64) (float64, float64) { return x * y, x + y }

func viaOpaque(x float64) float64 {
	a, b := opaque(x, 3)
	c, _ := opaque(a, b)
	_, d := opaque(2, 3)
	return c + d
}

func inPlace(x float64) float64 {
	buf := make([]float64, 2)
	fill(buf, x)
	fill(buf[:2], buf[1])
	return buf[0] + buf[1]
}

func factorial(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return (x + float64(n)) * factorial(x, n-1)
}

func fib(x, y float64, n int) float64 {
	if n < 2 {
		return x*float64(n) + y
	}
	return fib(y, x*0.5, n-1) + fib(x, y, n-2)
}

func even(x float64, n int) float64 {
	if n == 0 {
		return x
	}
	return odd(x*x*0.5, n-1) + 1
}

func odd(x float64, n int) float64 {
	if n == 0 {
		return -x
	}
	return math.Sin(even(x+1, n-1))
}

func ackermann(m, n int, x float64) float64 {
	switch {
	case m == 0:
		return x*float64(n) + 1
	case n == 0:
		return ackermann(m-1, 1, x*0.9)
	}
	return ackermann(m-1, n-1, ackermann(m, n-1, x)*0.1)
}

func simpson(a, b, fa, fm, fb float64, depth int) float64 {
	m := (a + b) / 2
	l, r := gauss((a+m)/2), gauss((m+b)/2)
	whole := (b - a) / 6 * (fa + 4*fm + fb)
	parts := (b - a) / 12 * (fa + 4*l + 2*fm + 4*r + fb)
	if depth == 0 || math.Abs(parts-whole) < 1e-4 {
		return parts + (parts-whole)/15
	}
	return simpson(a, m, fa, l, fm, depth-1) + simpson(m, b, fm, r, fb, depth-1)
}

func gauss(x float64) float64 { return math.Exp(-x * x) }

func integral(b float64) float64 { return simpson(0, b, gauss(0), gauss(b/2), gauss(b), 2) }

func sum(xs ...float64) float64 {
	s := 0.0
	for i, x := range xs {
		s += x * float64(i+1)
	}
	return s
}

func scaled(k float64, n int, xs ...float64) float64 { return k * sum(xs...) * float64(n) }

func variadics(x, y float64) float64 {
	return sum() + sum(x) + sum(x, y, x*y) + scaled(x, 2, y, 3, x) + sum([]float64{x, y}...)
}

func variadicMutates(x, y float64) float64 {
	double := []float64{x, y}
	grow(double...)
	return double[0] * double[1]
}

func grow(xs ...float64) {
	for i := range xs {
		xs[i] *= xs[i]
	}
}

func cross(x, y float64) float64 { return near.Smooth(x, y) * x }

func methods(w, h, by float64) float64 {
	s := near.Shape{W: w, H: h}
	a := s.Area()
	g := s.Grow(by)
	t, _ := s.Tagged("t", w, h)
	return a*g + s.Area() + t + near.Vec{w, h}.Dot(near.Vec{h, by}) + near.Degrees(w).Radians()
}

type inner struct{ k float64 }

func (i inner) value(x float64) float64 { return i.k * x }
func (i *inner) bump(x float64)         { i.k += x * x }

type outer struct {
	inner
	*near.Shape
	name string
}

func promoted(x float64) float64 {
	o := outer{inner{x}, &near.Shape{W: x, H: 2}, "o"}
	o.bump(x)
	return o.value(x) + o.Grow(x) + o.Area()
}

type counter float64

func (c *counter) add(x float64) { *c += counter(x) }
func (c counter) get() float64   { return float64(c) }

func counting(x []float64) float64 {
	var c counter
	for _, v := range x {
		c.add(v * v)
	}
	return c.get() * c.get()
}

func methodExpr(x float64) float64 {
	return inner.value(inner{2}, x) + near.Degrees.Radians(near.Degrees(x))
}

//go:autodiff twice Forward Dual Dual
func dTwice(x, dx float64) (float64, float64)

//go:autodiff twice Reverse Active Active
func revTwice(x, dret float64) (float64, float64)

//go:autodiff deep1 Forward
func dDeep1(x, dx float64) (float64, float64)

//go:autodiff deep1 Reverse
func revDeep1(x, dret float64) (float64, float64)

//go:autodiff constArg Forward
func dConstArg(x, dx float64) (float64, float64)

//go:autodiff constArg Reverse
func revConstArg(x, dret float64) (float64, float64)

//go:autodiff viaOpaque Forward
func dViaOpaque(x, dx float64) (float64, float64)

//go:autodiff viaOpaque Reverse
func revViaOpaque(x, dret float64) (float64, float64)

//go:autodiff inPlace Forward
func dInPlace(x, dx float64) (float64, float64)

//go:autodiff inPlace Reverse
func revInPlace(x, dret float64) (float64, float64)

//go:autodiff factorial Forward
func dFactorial(x, dx float64, n int) (float64, float64)

//go:autodiff factorial Reverse
func revFactorial(x float64, n int, dret float64) (float64, float64)

//go:autodiff fib Forward
func dFib(x, dx, y, dy float64, n int) (float64, float64)

//go:autodiff fib Reverse
func revFib(x, y float64, n int, dret float64) (float64, float64, float64)

//go:autodiff even Forward
func dEven(x, dx float64, n int) (float64, float64)

//go:autodiff even Reverse
func revEven(x float64, n int, dret float64) (float64, float64)

//go:autodiff odd Forward
func dOdd(x, dx float64, n int) (float64, float64)

//go:autodiff odd Reverse
func revOdd(x float64, n int, dret float64) (float64, float64)

//go:autodiff ackermann Forward
func dAckermann(m, n int, x, dx float64) (float64, float64)

//go:autodiff ackermann Reverse
func revAckermann(m, n int, x, dret float64) (float64, float64)

//go:autodiff integral Forward
func dIntegral(b, db float64) (float64, float64)

//go:autodiff integral Reverse
func revIntegral(b, dret float64) (float64, float64)

//go:autodiff sum Forward Dual Dual
func dSum(xs, dxs []float64) (float64, float64)

//go:autodiff sum Reverse Duplicated Active
func revSum(xs, dxs []float64, dret float64) float64

//go:autodiff scaled Forward
func dScaled(k, dk float64, n int, xs, dxs []float64) (float64, float64)

//go:autodiff scaled Reverse
func revScaled(k float64, n int, xs, dxs []float64, dret float64) (float64, float64)

//go:autodiff variadics Forward
func dVariadics(x, dx, y, dy float64) (float64, float64)

//go:autodiff variadics Reverse
func revVariadics(x, y, dret float64) (float64, float64, float64)

//go:autodiff variadicMutates Forward
func dVariadicMutates(x, dx, y, dy float64) (float64, float64)

//go:autodiff variadicMutates Reverse
func revVariadicMutates(x, y, dret float64) (float64, float64, float64)

//go:autodiff cross Forward
func dCross(x, dx, y, dy float64) (float64, float64)

//go:autodiff cross Reverse
func revCross(x, y, dret float64) (float64, float64, float64)

//go:autodiff methods Forward
func dMethods(w, dw, h, dh, by, dby float64) (float64, float64)

//go:autodiff methods Reverse
func revMethods(w, h, by, dret float64) (float64, float64, float64, float64)

//go:autodiff promoted Forward
func dPromoted(x, dx float64) (float64, float64)

//go:autodiff promoted Reverse
func revPromoted(x, dret float64) (float64, float64)

//go:autodiff counting Forward
func dCounting(x, dx []float64) (float64, float64)

//go:autodiff counting Reverse
func revCounting(x, dx []float64, dret float64) float64

//go:autodiff methodExpr Forward
func dMethodExpr(x, dx float64) (float64, float64)

//go:autodiff methodExpr Reverse
func revMethodExpr(x, dret float64) (float64, float64)

//go:autodiff near.Smooth Forward Dual Dual Dual
func dSmooth(x, dx, y, dy float64) (float64, float64)

//go:autodiff near.Smooth Reverse Active Active Active
func revSmooth(x, y, dret float64) (float64, float64, float64)

//go:autodiff near.Damped Forward
func dDamped(x, dx []float64) ([]float64, []float64)

//go:autodiff near.Damped Reverse
func revDamped(x, dx []float64) []float64

//go:autodiff near.Shape.Area Forward
func dArea(s, ds near.Shape) (float64, float64)

//go:autodiff near.Shape.Area Reverse
func revArea(p0 near.Shape, dp0 *near.Shape, dret float64) float64

//go:autodiff near.(*Shape).Grow Forward
func dGrow(s, ds *near.Shape, by, dby float64) (float64, float64)

//go:autodiff near.(*Shape).Grow Reverse
func revGrow(s, ds *near.Shape, by, dret float64) (float64, float64)

//go:autodiff near.Shape.Tagged Forward
func dTagged(s, ds near.Shape, tag string, x, dx []float64) (float64, float64, bool)

//go:autodiff near.Shape.Tagged Reverse
func revTagged(s near.Shape, ds *near.Shape, tag string, x, dx []float64, dret float64) (float64, bool)

//go:autodiff near.Vec.Dot Forward
func dDot(v, dv, w, dw near.Vec) (float64, float64)

//go:autodiff near.Vec.Dot Reverse
func revDot(v, dv, w, dw near.Vec, dret float64) float64

//go:autodiff near.Degrees.Radians Forward
func dRadians(d, dd near.Degrees) (float64, float64)

//go:autodiff near.Degrees.Radians Reverse
func revRadians(p0 near.Degrees, dret float64) (float64, near.Degrees)

//go:autodiff inner.value Forward
func dValue(i, di inner, x, dx float64) (float64, float64)

//go:autodiff inner.value Reverse
func revValue(i inner, x, dret float64) (float64, inner, float64)

//go:autodiff (*counter).add Forward
func dAdd(c, dc *counter, x, dx float64)

//go:autodiff (*counter).add Reverse
func revAdd(c, dc *counter, x float64) float64

var (
	any64 = check.Range(-2, 2)
	pos   = check.Range(0.5, 2)
)

func TestStatic(t *testing.T) {
	check.Both(t, twice, dTwice, revTwice, any64)
	check.Both(t, deep1, dDeep1, revDeep1, any64)
	check.Both(t, constArg, dConstArg, revConstArg, any64)
	check.Both(t, viaOpaque, dViaOpaque, revViaOpaque, any64)
	check.Both(t, inPlace, dInPlace, revInPlace, any64)
}

func TestRecursion(t *testing.T) {
	for n := range 6 {
		check.Both(t, factorial, dFactorial, revFactorial, any64, n)
		check.Both(t, fib, dFib, revFib, any64, any64, n)
		check.Both(t, even, dEven, revEven, any64, n)
		check.Both(t, odd, dOdd, revOdd, any64, n)
	}
	check.Both(t, ackermann, dAckermann, revAckermann, 2, 3, any64)
	check.Both(t, integral, dIntegral, revIntegral, pos)
}

func TestVariadic(t *testing.T) {
	check.Both(t, sum, dSum, revSum, check.Vec(3, -1, 1))
	check.Both(t, sum, dSum, revSum, check.Vec(0, -1, 1))
	check.Both(t, scaled, dScaled, revScaled, any64, 3, check.Vec(3, -1, 1))
	check.Both(t, variadics, dVariadics, revVariadics, any64, any64)
	check.Both(t, variadicMutates, dVariadicMutates, revVariadicMutates, any64, any64)
}

func TestPackages(t *testing.T) {
	check.Both(t, cross, dCross, revCross, any64, any64)
	check.Both(t, near.Smooth, dSmooth, revSmooth, any64, any64)
	check.Both(t, near.Damped, dDamped, revDamped, check.Vec(4, -1, 1))
}

func TestMethods(t *testing.T) {
	check.Both(t, methods, dMethods, revMethods, pos, pos, pos)
	check.Both(t, promoted, dPromoted, revPromoted, any64)
	check.Both(t, counting, dCounting, revCounting, check.Vec(4, -1, 1))
	check.Both(t, methodExpr, dMethodExpr, revMethodExpr, any64)
	check.Both(t, near.Shape.Area, dArea, revArea, near.Shape{W: 2, H: 3})
	check.Both(t, (*near.Shape).Grow, dGrow, revGrow, &near.Shape{W: 2, H: 3}, pos)
	check.Both(t, near.Shape.Tagged, dTagged, revTagged, near.Shape{W: 2, H: 3}, "x", check.Vec(3, -1, 1))
	check.Both(t, near.Vec.Dot, dDot, revDot, check.Vec(3, -1, 1), check.Vec(3, -1, 1))
	check.Both(t, near.Degrees.Radians, dRadians, revRadians, any64)
	check.Both(t, inner.value, dValue, revValue, any64, any64)
	check.Both(t, (*counter).add, dAdd, revAdd, any64, any64)
}

func sameName(x float64) float64 { return near.Same(x) + far.Same(x) }

//go:autodiff sameName Forward
func dSameName(x, dx float64) (float64, float64)

//go:autodiff sameName Reverse
func revSameName(x, dret float64) (float64, float64)

// TestSameName: derivatives of functions of one name in two packages were one.
func TestSameName(t *testing.T) {
	check.Both(t, sameName, dSameName, revSameName, check.Range(-2, 2))
}
