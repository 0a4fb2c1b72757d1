// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package failures

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

// In reverse mode panics of the function itself, and of what is inlined into it, are jumps.

//go:autodiff guarded Reverse
func rGuarded(x, dret float64) (y float64, err error, dx float64)

// partly keeps what it has done up to the panic.
//
//go:autodiff dPartly Forward
//go:autodiff rPartly Reverse
func partly(xs []float64, limit float64) (y float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			y *= xs[0]
			err = fmt.Errorf("partly: %v", r)
		}
	}()
	y = limit
	for i, x := range xs {
		xs[i] = x * y
		y += x * x * y
		if y > 2 {
			xs[i] *= y
			panic(fmt.Sprint("at ", i))
		}
	}
	return y * y, nil
}

func checked(x float64) float64 {
	if x < 0 {
		panic("negative")
	}
	return math.Sqrt(x)
}

func rescue(y *float64, x float64) {
	if r := recover(); r != nil {
		*y = float64(len(r.(string))) * x * *y
	}
}

// roots panics in a function that is inlined, inside of an expression.
//
//go:autodiff dRoots Forward
//go:autodiff rRoots Reverse
func roots(a, b float64) (y float64) {
	defer rescue(&y, b)
	y = a * b
	y = y*checked(a) + checked(b)*checked(a+b)
	return y * y
}

// both defers two functions that recover; the second is not reached unless the first panics again.
//
//go:autodiff dBoth Forward
//go:autodiff rBoth Reverse
func both(a, b float64) (y float64) {
	defer func() {
		if r := recover(); r != nil {
			y += 100 * a * float64(len(fmt.Sprint(r)))
		}
	}()
	if a > 2 {
		panic("a")
	}
	defer func() {
		if r := recover(); r != nil {
			y = y*b + a
		}
	}()
	y = a * a
	if b > 2 {
		panic("b")
	}
	y *= b
	return y
}

// called recovers in a function that is called.
//
//go:autodiff dCalled Forward
//go:autodiff rCalled Reverse
func called(xs []float64) float64 {
	sum := 0.0
	for i := range xs {
		y, err := guarded(xs[i] * xs[0])
		if err != nil {
			sum += xs[i] * 0.5
			continue
		}
		sum += y * xs[i]
	}
	return sum
}

// inside recovers in a function literal that is called at once, and in one that is passed on.
//
//go:autodiff dInside Forward
//go:autodiff rInside Reverse
func inside(x, limit float64) (z float64) {
	y := x
	func() {
		defer func() {
			if recover() != nil {
				y *= limit
			}
		}()
		y *= x
		if y > limit {
			panic("inside")
		}
		y *= 3
	}()
	each(3, func(i int) {
		defer func() { recover() }()
		z += y * float64(i)
		if z > limit {
			panic("z")
		}
		z *= x
	})
	return z + y*y
}

// thrown panics with a float, which only reverse mode follows.
//
//go:autodiff rThrown Reverse
func thrown(x float64) (y float64) {
	defer func() {
		if v, ok := recover().(float64); ok {
			y = v * x
		}
	}()
	if x > 1 {
		panic(x * x)
	}
	return x
}

//go:autodiff thrown Forward
func dThrown(x, dx float64) (y, dy float64)

func TestJumps(t *testing.T) {
	for _, x := range []float64{0.4, 0.7, 1.2, 2.5} {
		check.Both(t, guarded, dGuarded, rGuarded, x)
		check.Reverse(t, thrown, rThrown, x)
		check.Both(t, inside, dInside, rInside, x, 1.4)
		check.Both(t, called, dCalled, rCalled, []float64{x, 0.8, 1.3, x * x})
		check.Both(t, partly, dPartly, rPartly, []float64{x, 0.8, 1.3, x * x}, 0.9)
		check.Both(t, both, dBoth, rBoth, x, 0.5)
		check.Both(t, both, dBoth, rBoth, x, 2.5)
		check.Both(t, roots, dRoots, rRoots, x, 0.7)
	}
	check.Both(t, roots, dRoots, rRoots, -0.5, 0.7)
	check.Both(t, roots, dRoots, rRoots, 0.4, -0.3)
	check.Both(t, roots, dRoots, rRoots, 0.3, -0.7)
	defer func() {
		if s := fmt.Sprint(recover()); !strings.Contains(s, "the value of a panic is used elsewhere; the derivatives of the floats in a float64 are lost") {
			t.Error(s)
		}
	}()
	dThrown(2, 1)
}
