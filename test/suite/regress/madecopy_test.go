// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import "testing"

// madeCopy makes a slice and fills it at once: the compiler takes memory for it that is
// not zeroed.
//
//go:autodiff rMadeCopy Reverse
func madeCopy(x []float64) float64 {
	a := make([]float64, len(x))
	copy(a, x)
	return firstTwo(a)
}

//go:noinline
func firstTwo(a []float64) float64 { return a[0] * a[1] }

//go:autodiff rMadeCopies Reverse
func madeCopies(x []complex128, n int) float64 {
	var a []complex128
	for range n {
		a = make([]complex128, len(x))
		copy(a, x)
		x = a
		x[0] *= 2
	}
	return real(a[0]) * imag(a[1])
}

var garbage [][]float64

// TestMadeCopy checks that the shadow of such memory is zero, whatever lay there before.
func TestMadeCopy(t *testing.T) {
	for range 20 {
		garbage = nil
		for range 10000 {
			g := make([]float64, 9)
			for i := range g {
				g[i] = 7
			}
			garbage = append(garbage, g)
		}
		d := make([]float64, 9)
		if y, want := rMadeCopy([]float64{2, 3, 4, 5, 6, 7, 8, 9, 1}, d, 1), [9]float64{3, 2}; y != 6 || [9]float64(d) != want {
			t.Fatalf("madeCopy is %v, and its gradient %v instead of %v", y, d, want)
		}
		c := make([]complex128, 4)
		if y, want := rMadeCopies([]complex128{2, 3i, 4, 5}, c, 3, 1), [4]complex128{24, -16i}; y != 48 || [4]complex128(c) != want {
			t.Fatalf("madeCopies is %v, and its gradient %v instead of %v", y, c, want)
		}
	}
	garbage = nil
}
