// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls: what a callee keeps for the way back.

package reverse

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dCall Forward
//go:autodiff revCall Reverse
func call(x, y float64) float64 {
	return outer(x, outer(y, x*y)) * y
}

//go:noinline
func outer(a, b float64) float64 { return math.Sin(a)*b + inner(&a, b)*a }

//go:noinline
func inner(p *float64, b float64) float64 {
	*p *= b
	return *p + b*b
}

// inLoop calls in every round, with memory that the callee changes.
//
//go:autodiff dInLoop Forward
//go:autodiff revInLoop Reverse
func inLoop(x []float64, n int) float64 {
	s := 0.0
	for i := range n {
		s += change(x, i%len(x), s)
	}
	return s * x[0]
}

//go:noinline
func change(x []float64, i int, s float64) float64 {
	old := x[i]
	x[i] = math.Sin(old + s)
	return old * x[i]
}

// several uses some of several results.
//
//go:autodiff dSeveral Forward
//go:autodiff revSeveral Reverse
func several(x, y float64) (float64, float64) {
	a, n, b := three(x, y)
	_, _, c := three(b, float64(n)*a)
	return a * c, b
}

//go:noinline
func three(x, y float64) (float64, int, float64) {
	if x > y {
		return x * y, 2, y
	}
	return x - y, 3, y * y
}

// makes calls what returns memory.
//
//go:autodiff dMakes Forward
//go:autodiff revMakes Reverse
func makes(x float64, n int) float64 {
	v := make1(x, n)
	w := tail(v)
	w[0] *= x
	p := address(v, 2)
	*p += w[0]
	return v[1]*v[2] + *p
}

//go:noinline
func make1(x float64, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = x * float64(i+1)
	}
	return v
}

//go:noinline
func tail(v []float64) []float64 { return v[1:] }

//go:noinline
func address(v []float64, i int) *float64 { return &v[i] }

// factorial recurses, with a product behind the call.
//
//go:autodiff dFactorial Forward
//go:autodiff revFactorial Reverse
func factorial(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return (x + float64(n)) * factorial(x*0.9, n-1)
}

// binary recurses twice.
//
//go:autodiff dBinary Forward
//go:autodiff revBinary Reverse
func binary(x float64, n int) float64 {
	if n < 2 {
		return x
	}
	a := binary(x*0.9, n-1)
	return a*binary(x+a, n-2) + x
}

//go:autodiff dPing Forward
//go:autodiff revPing Reverse
func ping(x []float64, n int) float64 {
	if n == 0 {
		return x[0]
	}
	x[n%3] *= 0.5 + x[(n+1)%3]
	return pong(x, n-1) + x[1]
}

func pong(x []float64, n int) float64 {
	if n <= 0 {
		return x[1]
	}
	y := ping(x, n-1)
	x[0] += y * x[2]
	return y * x[0]
}

// quick sorts by recursion over slices.
//
//go:autodiff dQuick Forward
//go:autodiff revQuick Reverse
func quick(x []float64) float64 {
	partition(x)
	s := 0.0
	for i, v := range x {
		s += v * v * float64(i)
	}
	return s
}

func partition(x []float64) {
	if len(x) < 2 {
		return
	}
	p, k := x[0], 0
	for i := 1; i < len(x); i++ {
		if x[i] < p {
			k++
			x[i], x[k] = x[k], x[i]
		}
	}
	x[0], x[k] = x[k], x[0]
	partition(x[:k])
	partition(x[k+1:])
}

// aliases passes the same memory twice.
//
//go:autodiff dAliases Forward
//go:autodiff revAliases Reverse
func aliases(x []float64) float64 {
	axpy(0.5, x[1:], x[:4])
	axpy(x[0], x, x)
	return x[0] * x[3]
}

//go:noinline
func axpy(a float64, x, y []float64) {
	for i := range x {
		y[i] += a * x[i] * y[i]
	}
}

// byValue passes structs and arrays.
//
//go:autodiff dByValue Forward
//go:autodiff revByValue Reverse
func byValue(x []float64) float64 {
	p := point{x: x[0], v: [3]float64{x[1], x[2], x[3]}}
	q := p.step(x[0])
	q.move(p.v)
	return q.x*p.x + q.v[1]
}

type point struct {
	x float64
	v [3]float64
}

//go:noinline
func (p point) step(t float64) point {
	p.x += t * p.v[0]
	p.v[1] *= p.x
	return p
}

//go:noinline
func (p *point) move(v [3]float64) {
	for i := range v {
		p.v[i] = p.v[i]*v[i] + p.x
	}
}

// inactiveCallee calls what changes nothing that counts.
//
//go:autodiff dInactiveCallee Forward
//go:autodiff revInactiveCallee Reverse
func inactiveCallee(x []float64) float64 {
	n := count(x)
	return x[n] * float64(n)
}

//go:noinline
func count(x []float64) int {
	n := 0
	for _, v := range x {
		if v > 5 {
			n++
		}
	}
	return n
}

func TestCalls(t *testing.T) {
	x := check.Range(-2, 2)
	check.Both(t, call, dCall, revCall, x, x)
	check.Both(t, inLoop, dInLoop, revInLoop, check.Vec(4, -1, 1), 5)
	check.Both(t, several, dSeveral, revSeveral, x, x)
	check.Both(t, makes, dMakes, revMakes, x, 4)
	check.Both(t, factorial, dFactorial, revFactorial, x, 5)
	check.Both(t, binary, dBinary, revBinary, x, 6)
	check.Both(t, ping, dPing, revPing, check.Vec(3, -1, 1), 5)
	check.Both(t, quick, dQuick, revQuick, check.Vec(9, -1, 1))
	check.Both(t, aliases, dAliases, revAliases, check.Vec(5, -1, 1))
	check.Both(t, byValue, dByValue, revByValue, check.Vec(4, -1, 1))
	check.Both(t, inactiveCallee, dInactiveCallee, revInactiveCallee, check.Vec(4, -1, 1))
}
