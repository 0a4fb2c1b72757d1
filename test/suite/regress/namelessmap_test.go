// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// chosenBy takes functions and numbers out of maps that have no variables.
//
//go:autodiff dChosenBy Forward
//go:autodiff rChosenBy Reverse
func chosenBy(names []string, x, y float64) (sum float64) {
	for i, name := range names {
		op := map[string]func(a, b float64) float64{
			"+":   func(a, b float64) float64 { return a + b },
			"*":   func(a, b float64) float64 { return a * b * x },
			"pow": math.Pow,
		}[name]
		weight := map[string]float64{"+": math.Exp(x), "*": y}[name]
		sum += op(x, y+float64(i)) * (1 + weight)
		for _, v := range map[int]float64{i: math.Sin(sum)} {
			sum += v * v
		}
	}
	return sum
}

// TestNamelessMap indexes map literals in which something is called, which reverse mode refused.
func TestNamelessMap(t *testing.T) {
	check.Both(t, chosenBy, dChosenBy, rChosenBy, []string{"pow", "+", "*", "+"}, 1.3, 0.7)
}
