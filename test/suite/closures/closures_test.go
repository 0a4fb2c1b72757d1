// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Closures that the compiler resolves statically: inlined literals and range over functions.

package closures

import (
	"testing"

	"goenzyme/suite/check"
)

func rangeFunc(x float64, n int) float64 {
	s := 0.0
	upTo := func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
	for i := range upTo {
		if i == 7 {
			break
		}
		s = s*x + float64(i)
	}
	return s
}

func literal(x, y float64) float64 {
	f := func(a float64) float64 { return a*a + y }
	return f(x) * f(y)
}

func capture(x float64, n int) float64 {
	s := x
	step := func() { s = s*s - 1 }
	for range n {
		step()
	}
	return s
}

//go:autodiff rangeFunc Forward
func dRangeFunc(x, dx float64, n int) (float64, float64)

//go:autodiff rangeFunc Reverse
func revRangeFunc(x float64, n int, dret float64) (float64, float64)

//go:autodiff literal Forward
func dLiteral(x, dx, y, dy float64) (float64, float64)

//go:autodiff literal Reverse
func revLiteral(x, y, dret float64) (float64, float64, float64)

//go:autodiff capture Forward
func dCapture(x, dx float64, n int) (float64, float64)

//go:autodiff capture Reverse
func revCapture(x float64, n int, dret float64) (float64, float64)

func Test(t *testing.T) {
	check.Both(t, rangeFunc, dRangeFunc, revRangeFunc, check.Range(0.5, 2), 10)
	check.Both(t, literal, dLiteral, revLiteral, check.Range(-2, 2), check.Range(-2, 2))
	check.Both(t, capture, dCapture, revCapture, check.Range(-1, 1), 3)
}
