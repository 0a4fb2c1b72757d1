// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// unusedArray has a gradient that nothing comes to, in memory: in the second of two
// calls nothing had cleared it, and what was on the stack came out.
//
//go:noinline
func unusedArray(x float64, unused [3]float64) float64 {
	if x > 100 {
		return unusedArray(x-1, unused)
	}
	return math.Sin(x)
}

func usesUnused(x float64, y []float64) float64 {
	s := 0.0
	for i := range 3 {
		scribble(float64(i))
		s += y[i] * unusedArray(x*y[0], [3]float64{x, y[1], y[2] * x})
	}
	return s
}

//go:noinline
func scribble(x float64) float64 {
	var a [64]float64
	for i := range a {
		a[i] = x + float64(i) + 1
	}
	return a[int(x)]
}

//go:autodiff usesUnused Forward
func dUsesUnused(x, dx float64, y, dy []float64) (float64, float64)

//go:autodiff usesUnused Reverse
func revUsesUnused(x float64, y, dy []float64, seed float64) (float64, float64)

func TestUnusedArray(t *testing.T) {
	check.Both(t, usesUnused, dUsesUnused, revUsesUnused, check.Range(-1, 1), check.Vec(3, -1, 1))
}
