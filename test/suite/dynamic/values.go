// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package dynamic holds calls of which only the run of the program shows what
// they call: function values in this file, interface methods in methods.go.
package dynamic

import (
	"math"
	"strings"
	"sync"
)

// The functions that call are kept from being inlined: the compiler would see
// which function they call.

//go:noinline
func apply(f func(float64) float64, x float64) float64 { return f(x) }

//go:noinline
func apply32(f func(float32) float32, x float32) float32 { return f(x) * x }

//go:noinline
func each(xs []float64, f func(i int, x float64)) {
	for i, x := range xs {
		f(i, x)
	}
}

func byValue(a, x float64) float64 {
	return apply(func(y float64) float64 { return a*y*y + math.Sin(a) }, x)
}

func byValue32(a, x float32) float32 {
	return apply32(func(y float32) float32 { return a*y*y + a }, x)
}

func byReference(a, x float64) float64 {
	s := a
	f := func(y float64) float64 {
		s += a * y
		return s * y
	}
	y := apply(f, x)
	s *= x // seen by the second call
	return y + apply(f, x) + s
}

func counter(x float64, n int) float64 {
	calls, s := 0, 1.0
	f := func(y float64) float64 {
		calls++
		s *= y
		return s / float64(calls)
	}
	t := 0.0
	for range n {
		t += apply(f, x)
	}
	return t + s
}

func capturedSlice(xs []float64, a float64) float64 {
	ys := make([]float64, len(xs))
	each(xs, func(i int, x float64) { ys[i] = a * x * x })
	s := 0.0
	each(ys, func(_ int, y float64) { s += math.Sqrt(1 + y*y) })
	return s
}

// writesArgument scales its argument through a function value.
func writesArgument(xs []float64, a float64) {
	f := scaleBy(a)
	f(xs)
	f(xs[1:])
}

//go:noinline
func scaleBy(a float64) func([]float64) {
	return func(xs []float64) {
		for i := range xs {
			xs[i] *= a
		}
	}
}

// factorial calls itself through a variable.
func factorial(x float64, n int) float64 {
	var f func(float64, int) float64
	f = func(y float64, n int) float64 {
		if n == 0 {
			return y
		}
		return x * y * f(y+x, n-1)
	}
	return f(x, n)
}

func compose(x, a float64) float64 {
	f := twice(twice(adder(a)))
	g := then(f, math.Exp)
	return g(x) + then(math.Sin, f)(x)
}

//go:noinline
func twice(f func(float64) float64) func(float64) float64 {
	return func(x float64) float64 { return f(f(x)) }
}

//go:noinline
func then(f, g func(float64) float64) func(float64) float64 {
	return func(x float64) float64 { return g(f(x)) }
}

//go:noinline
func adder(a float64) func(float64) float64 {
	return func(x float64) float64 { return a*x + a/2 }
}

type operations struct {
	name     string
	unary    func(float64) float64
	binary   func(a, b float64) float64
	nullary  func() float64
	optional func(float64) float64
}

func fields(x, y float64) float64 {
	ops := makeOperations(x)
	s := ops.binary(ops.unary(y), ops.nullary())
	if ops.optional != nil {
		s += ops.optional(s)
	}
	return s
}

//go:noinline
func makeOperations(x float64) *operations {
	return &operations{
		name:    "operations",
		unary:   math.Cos,
		binary:  func(a, b float64) float64 { return a*b + x },
		nullary: func() float64 { return x * x },
	}
}

var table = map[string]func(float64) float64{
	"sin":  math.Sin,
	"cube": cube,
	"half": func(x float64) float64 { return x / 2 },
}

func cube(x float64) float64 { return x * x * x }

func fromTable(x float64) float64 {
	s := 0.0
	for _, name := range []string{"sin", "cube", "half"} {
		s += table[name](x * (1 + s))
	}
	return s
}

func chosen(x, y float64) float64 {
	f := math.Sin
	switch {
	case x > 1:
		f = func(z float64) float64 { return z * y }
	case x > 0:
		f = cube
	}
	return apply(f, x*y)
}

// pair returns several values, some of which carry nothing.
func pair(x float64) float64 {
	y, ok, s, err := several(func(z float64) (float64, bool, []float64, error) {
		return z * z, z > 0, []float64{z, x * z}, nil
	}, x)
	if !ok || err != nil {
		return -y
	}
	return y + s[0]*s[1]
}

//go:noinline
func several(f func(float64) (float64, bool, []float64, error), x float64) (float64, bool, []float64, error) {
	return f(x)
}

type big struct {
	m [12]float64
	v []float64
	n int
}

// bigValues passes and returns what does not fit into registers.
func bigValues(x float64) float64 {
	var b big
	b.m[3], b.v, b.n = x, []float64{x, x * x}, 1
	c := applyBig(func(b big, k float64) big {
		b.m[4] = b.m[3] * k * x
		b.v = append(b.v, b.v[b.n]*k)
		return b
	}, b, x)
	still := applyBig(func(b big, k float64) big {
		b.m[0] = b.m[5] + k
		return b
	}, big{m: [12]float64{5: 2}, v: []float64{1}}, x)
	return c.m[4] + c.v[2] + still.m[0]*still.v[0]
}

//go:noinline
func applyBig(f func(big, float64) big, b big, k float64) big { return f(b, k) }

func complexValues(x float64) float64 {
	f := func(z complex128) complex128 { return z * z * complex(x, 1) }
	if x > 100 {
		f = nil
	}
	z := applyComplex(f, complex(x, x*x))
	return real(z) + imag(z)
}

//go:noinline
func applyComplex(f func(complex128) complex128, z complex128) complex128 { return f(z) }

func variadic(x float64) float64 {
	return applyAll(func(scale float64, xs ...float64) float64 {
		s := 0.0
		for _, x := range xs {
			s += scale * x * x
		}
		return s
	}, x)
}

//go:noinline
func applyAll(f func(float64, ...float64) float64, x float64) float64 {
	return f(x, 1, x, x*x) + f(2)
}

// called is a function literal that is called where it stands.
func called(x float64, n int) (y float64) {
	func() {
		for i := range n {
			if i%2 == 0 {
				y += x * float64(i)
			} else {
				y *= func(z float64) float64 {
					for range n {
						z = math.Sqrt(z + y*y)
					}
					return z
				}(x)
			}
		}
	}()
	return y
}

// inactiveToo calls a function value that computes no derivative with active
// arguments.
func inactiveToo(xs []float64) float64 {
	n := applyCount(func(xs []float64) int { return len(xs) }, xs)
	return xs[n-1] * float64(n)
}

//go:noinline
func applyCount(f func([]float64) int, xs []float64) int { return f(xs) }

// trapezoid integrates f, a callback.
func trapezoid(f func(float64) float64, a, b float64, n int) float64 {
	h := (b - a) / float64(n)
	s := (f(a) + f(b)) / 2
	for i := 1; i < n; i++ {
		s += f(a + float64(i)*h)
	}
	return s * h
}

func integral(k, b float64) float64 {
	return trapezoid(func(x float64) float64 { return math.Exp(-k * x * x) }, 0, b, 20)
}

func rangeOver(x float64, n int) float64 {
	s := 0.0
	for i, y := range powers(x, n) {
		if i%3 == 2 {
			continue
		}
		s += y * float64(i)
		if s > 1e6 {
			return s
		}
	}
	return s
}

//go:noinline
func powers(x float64, n int) func(yield func(int, float64) bool) {
	return func(yield func(int, float64) bool) {
		y := x
		for i := range n {
			if !yield(i, y) {
				return
			}
			y *= x
		}
	}
}

// callbacks is called back by functions that compute nothing active.
func callbacks(x float64) float64 {
	var once sync.Once
	s := 0.0
	once.Do(func() { s = x * x })
	strings.ContainsFunc("abc", func(r rune) bool {
		s += x * float64(r)
		return r == 'b'
	})
	strings.Map(func(r rune) rune {
		s *= x
		return r
	}, "ab")
	return s
}
