// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package deferred

import (
	"iter"
	"slices"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// each is an iterator that is not inlined.
//
//go:noinline
func each(xs []float64) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for _, x := range xs {
			if !yield(x) {
				return
			}
		}
	}
}

//go:autodiff dRanged Forward
//go:autodiff rRanged Reverse
//go:autodiff wRanged Forward(2)
func ranged(xs []float64) (y float64) {
	y = 1
	defer func() { y *= y }()
	for x := range each(xs) {
		defer func() { y = y*x + 1 }()
		y += x * x
	}
	defer func() { y *= 3 * xs[0] }()
	return y * xs[1]
}

// values defers in an iterator that is inlined, and leaves the loop.
//
//go:autodiff dValues Forward
//go:autodiff rValues Reverse
func values(xs []float64, limit float64) (y float64) {
	for x := range slices.Values(xs) {
		if x > limit {
			break
		}
		defer add(&y, x*limit)
		y += x
	}
	return y * y
}

func add(y *float64, x float64) { *y = *y*x + x }

// nested has a range in a range, and returns out of both.
//
//go:autodiff dNestedRanges Forward
//go:autodiff rNestedRanges Reverse
func nestedRanges(xs, ys []float64) (z float64) {
	for x := range each(xs) {
		defer func() { z += x * x }()
		for y := range each(ys) {
			defer func() { z *= x + y }()
			if x*y > 1 {
				return x * y
			}
			z += x * y
		}
	}
	return z
}

// ranging calls what defers in a range.
//
//go:autodiff dRanging Forward
//go:autodiff rRanging Reverse
func ranging(xs []float64) float64 {
	return ranged(xs)*values(xs, 0.5) + values(xs[1:], 2)
}

// counts defers what has nothing to do with derivatives.
//
//go:autodiff dCounts Forward
//go:autodiff rCounts Reverse
func counts(xs []float64) (y float64, n int) {
	var mu sync.Mutex
	y = 1
	for x := range each(xs) {
		y *= x
		func() {
			for i := range slices.Values([]int{1, 2}) {
				mu.Lock()
				defer mu.Unlock()
				defer func() { n += i }()
				mu.Unlock()
				mu.Lock()
				break
			}
		}()
	}
	return y, n
}

func TestRange(t *testing.T) {
	for _, xs := range [][]float64{{0.3, 0.7}, {0.3, 0.7, 1.4, 0.2}} {
		check.Both(t, ranged, dRanged, rRanged, xs)
		check.Forward(t, ranged, wRanged, xs, check.Width(2))
		check.Both(t, values, dValues, rValues, xs, 1.0)
		check.Both(t, values, dValues, rValues, xs, 2.0)
		check.Both(t, nestedRanges, dNestedRanges, rNestedRanges, xs, []float64{0.5, 0.9})
		check.Both(t, nestedRanges, dNestedRanges, rNestedRanges, xs, []float64{0.5, 1.2})
		check.Both(t, ranging, dRanging, rRanging, xs)
		check.Both(t, counts, dCounts, rCounts, xs)
	}
}
