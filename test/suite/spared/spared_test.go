// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package spared

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

func TestSpared(t *testing.T) {
	for _, k := range []int{0, 1, 3, 8} {
		for _, n := range []int{1, 2, 5} {
			m, x := check.Mat(k, n, -1, 1), check.Vec(n, -1, 1)
			check.Both(t, nearest, dNearest, revNearest, m, x)
			check.Both(t, farthest, dFarthest, revFarthest, m, x)
			check.Both(t, otherwise, dOtherwise, revOtherwise, m, x)
			check.Both(t, both, dBoth, revBoth, m, x)
			check.Both(t, later, dLater, revLater, m, x)
			check.Both(t, stored, dStored, revStored, m, x)
			check.Both(t, whiles, dWhiles, revWhiles, m, x)
			check.Both(t, shown, dShown, revShown, m, x)
			check.Both(t, deep, dDeep, revDeep, m, x)
		}
	}
	rows := make([][]float32, 4)
	for i := range rows {
		rows[i] = make([]float32, 3)
	}
	check.Both(t, narrow, dNarrow, revNarrow, check.Fill(rows, -1, 1), check.Fill(make([]float32, 3), -1, 1))
}

// TestSparedInfinite: the infinite derivative of what was not taken does not count.
func TestSparedInfinite(t *testing.T) {
	x, dx := []float64{0, 4, 0}, make([]float64, 3)
	revInfinite(x, dx, 0.5, 1)
	want := 0.5 * (1 + math.Sqrt2 + math.Sqrt(3)) / 4
	if dx[0] != 0 || math.Abs(dx[1]-want) > 1e-15 || dx[2] != 0 {
		t.Errorf("dx = %v, want [0 %v 0]", dx, want)
	}
}
