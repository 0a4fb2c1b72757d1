// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package failures

import (
	"strings"
	"testing"

	"goenzyme/suite/check"
)

// Function literals that have captured an error.

type beyond struct{ limit float64 }

func (e *beyond) Error() string { return "too large" }

//go:noinline
func bounded(x float64) (float64, error) {
	if x > 1 {
		return x, &beyond{x * x}
	}
	return x * x, nil
}

//go:noinline
func outcome(f func() float64) float64 { return f() }

func limitInLiteral(x float64) float64 {
	y, err := bounded(x)
	return y * outcome(func() float64 {
		if o, ok := err.(*beyond); ok {
			return o.limit
		}
		return 1
	})
}

//go:autodiff limitInLiteral Forward
func dLimitInLiteral(x, dx float64) (y, dy float64)

//go:autodiff limitInLiteral Reverse
func rLimitInLiteral(x, dy float64) (y, dx float64)

func textInLiteral(x float64) float64 {
	y, err := bounded(x)
	return y * outcome(func() float64 {
		if err != nil && err.Error() == "too large" {
			return 3
		}
		return 2
	})
}

//go:autodiff textInLiteral Forward
func dTextInLiteral(x, dx float64) (y, dy float64)

//go:autodiff textInLiteral Reverse
func rTextInLiteral(x, dy float64) (y, dx float64)

// TestErrorInLiteral: a function literal that had captured an error, and nothing active, was called as
// it is, and what it took out of the error had no derivative.
func TestErrorInLiteral(t *testing.T) {
	for _, do := range []func(){func() { dLimitInLiteral(1.5, 1) }, func() { rLimitInLiteral(1.5, 1) }} {
		func() {
			defer func() {
				const want = "cannot differentiate what an error holds: the derivatives of the floats in it are lost"
				if err, ok := recover().(error); !ok || !strings.Contains(err.Error(), want) {
					t.Errorf("panic %v", err)
				}
			}()
			do()
		}()
	}
	check.Both(t, textInLiteral, dTextInLiteral, rTextInLiteral, 0.5)
	check.Both(t, textInLiteral, dTextInLiteral, rTextInLiteral, 1.5)
}
