// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestFusedCopies: a loop was reversed iteration by iteration, though what it had copied
// from, an array as a whole, was written behind it: the reverse of that took the adjoints
// that the loop had just added there.
func TestFusedCopies(t *testing.T) {
	check.Both(t, copiedFromMap, dCopiedFromMap, revCopiedFromMap, 0.5, 0.4)
	check.Both(t, copiedFromSlice, dCopiedFromSlice, revCopiedFromSlice, [][3]float64{{1, 2, 3}, {0.4, 0.5, 0.6}}, 0.7)
	check.Both(t, copiedFromField, dCopiedFromField, revCopiedFromField, &copied{[5]float64{1, 2, 3, 4, 5}, 0.7}, 0.7)
}

type copied struct {
	a [5]float64
	x float64
}

func copiedFromMap(x, y float64) float64 {
	m := map[string][3]float64{"a": {x, y, 1}}
	sum := 0.0
	for range 2 {
		v := m["a"]
		sum += v[0] * v[1]
	}
	delete(m, "a")
	return sum
}

func copiedFromSlice(a [][3]float64, x float64) float64 {
	sum := 0.0
	for i := range a {
		v := a[i]
		sum += v[0] * v[1] * v[(i+1)%3]
	}
	a[1][0] = x
	a[0] = [3]float64{x, x, sum}
	return sum
}

func copiedFromField(p *copied, x float64) float64 {
	sum := 0.0
	for i := range 5 {
		v := *p
		sum += v.a[i] * v.a[(i+1)%5] * v.x
	}
	p.a[2] = x * x
	return sum + p.a[2]
}

//go:autodiff copiedFromMap Forward
func dCopiedFromMap(x, dx, y, dy float64) (float64, float64)

//go:autodiff copiedFromMap Reverse
func revCopiedFromMap(x, y, dret float64) (float64, float64, float64)

//go:autodiff copiedFromSlice Forward
func dCopiedFromSlice(a, da [][3]float64, x, dx float64) (float64, float64)

//go:autodiff copiedFromSlice Reverse
func revCopiedFromSlice(a, da [][3]float64, x, dret float64) (float64, float64)

//go:autodiff copiedFromField Forward
func dCopiedFromField(p, dp *copied, x, dx float64) (float64, float64)

//go:autodiff copiedFromField Reverse
func revCopiedFromField(p, dp *copied, x, dret float64) (float64, float64)
