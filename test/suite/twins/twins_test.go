// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package twins

import (
	"autodiff/debug"
	"testing"

	"goenzyme/suite/check"
)

func TestTwins(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7} {
		low := check.Vec(n*(n-1)/2+1, -1, 1)
		for _, rows := range []int{0, 1, 3} {
			check.Both(t, triangle, dTriangle, revTriangle, check.Vec(n*rows+1, -1, 1), low, check.Vec(n, -1, 1), rows)
			check.Both(t, recurrence, dRecurrence, revRecurrence, check.Vec(n, -1, 1), check.Vec(n, -1, 1), rows)
			check.Both(t, pairs, dPairs, revPairs, check.Vec(n, -1, 1), rows)
		}
		check.Both(t, triangleNarrow, dTriangleNarrow, revTriangleNarrow, check.Fill(make([]float32, 3*n), -1, 1), check.Fill(make([]float32, n), -1, 1), 3)
		check.Both(t, substitute, dSubstitute, revSubstitute, check.Vec(n*n, -1, 1), check.Vec(n, -1, 1))
	}
}

func TestStrangers(t *testing.T) {
	for _, n := range []int{1, 2, 3, 6} {
		x := check.Vec(n, -1, 1)
		check.Both(t, otherRows, dOtherRows, revOtherRows, check.Mat(n, n, -1, 1), 2)
		check.Both(t, between, dBetween, revBetween, x)
		check.Both(t, sometimes, dSometimes, revSometimes, x, check.Range(-1, 1))
		check.Both(t, twice, dTwice, revTwice, x)
		check.Both(t, early, dEarly, revEarly, x, 0.5)
		check.Both(t, offset, dOffset, revOffset, x)
		check.Both(t, shifted, dShifted, revShifted, x)
		check.Both(t, aliased, dAliased, revAliased, x, x)
		check.Both(t, onItself, dOnItself, revOnItself, x)
		check.Both(t, forwards, dForwards, revForwards, x)
	}
}

// TestTwinBytes: the tape grows with n, not with n².
func TestTwinBytes(t *testing.T) {
	for _, c := range []struct {
		name string
		run  func(n int)
	}{
		{"triangle", func(n int) {
			revTriangle(make([]float64, n), make([]float64, n), make([]float64, n*n), make([]float64, n*n), make([]float64, n), make([]float64, n), 1, 1)
		}},
		{"substitute", func(n int) {
			revSubstitute(make([]float64, n*n), make([]float64, n*n), make([]float64, n), make([]float64, n), 1)
		}},
		{"recurrence", func(n int) {
			revRecurrence(make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), 1, 1)
		}},
	} {
		bytes := func(n int) uint64 {
			before := debug.TapeBytes()
			c.run(n)
			return debug.TapeBytes() - before
		}
		small, large := bytes(50), bytes(500)
		if large > 11*small || small == 0 {
			t.Errorf("%s: %d bytes for 50, %d for 500", c.name, small, large)
		}
	}
}
