// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package layered

import (
	"math/rand"
	"testing"

	"goenzyme/suite/check"
)

func TestResidual(t *testing.T) {
	check.Both(t, residual, dResidual, rResidual, check.Vec(9, -1, 1), check.Vec(5, -1, 1))
	check.Both(t, weighted, dWeighted, rWeighted, check.Vec(6, -1, 1), check.Vec(6, -1, 1), 0.3, 0.6)
	check.Both(t, fixed, dFixed, rFixed, check.Vec(6, -1, 1), 0.3)
	check.Both(t, along, dAlong, rAlong, check.Vec(5, -1, 1), 0.3)
}

func TestSecond(t *testing.T) {
	check.Both(t, heat, dHeat, rHeat, check.Vec(9, -1, 1), check.Vec(5, -1, 1))
	check.Reverse(t, heat, rHeat2, check.Width(2), check.Vec(9, -1, 1), check.Vec(5, -1, 1))
}

// network returns a network of two layers, from 3 to 2.
func network(r *rand.Rand) *layer {
	matrix := func(n, m int) (w [][]float64) {
		for range n {
			w = append(w, vector(r, m))
		}
		return w
	}
	return &layer{
		w: matrix(2, 4), b: vector(r, 2), gain: 1 + r.Float64(),
		inner: &layer{w: matrix(4, 3), b: vector(r, 4), gain: 1 + r.Float64()},
	}
}

func vector(r *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = r.Float64() - 0.5
	}
	return v
}

func TestMemory(t *testing.T) {
	check.Both(t, spread, dSpread, rSpread, network, check.Vec(3, -1, 1), check.Vec(3, -1, 1))
	check.Both(t, turned, dTurned, rTurned, network, network, check.Vec(3, -1, 1))
	check.Both(t, slopes, dSlopes, rSlopes, check.Vec(4, -1, 1), check.Vec(4, -1, 1), 0.7)
}

func TestRecursion(t *testing.T) {
	check.Both(t, slope, dSlope, rSlope, 0.8, 4)
}

func TestHigher(t *testing.T) {
	w, v := []float64{0.3, 0.7, 1.1, -0.4, 0.6, 0.2}, []float64{1, -0.5, 0.2, 0.3, 0.4, -1}
	xs, ds := []float64{0.4, -0.3}, []float64{1, 0.5}
	check.Both(t, rResidual, drResidual, rrResidual, check.Inexact(), w, v, xs, ds, 0.8)
}

func TestIndirect(t *testing.T) {
	for n := range 4 {
		check.Both(t, chosen, dChosen, rChosen, check.Vec(9, -1, 1), 0.8, n)
	}
	check.Both(t, distant, dDistant, rDistant, check.Vec(4, 0.5, 1), 0.8)
	check.Both(t, parallel, dParallel, rParallel, check.AnyOrder(), check.Vec(9, -1, 1), check.Vec(4, -1, 1))
}

// TestChecks: what the derivative that is called checks is checked.
func TestChecks(t *testing.T) {
	check.ReversePanics(t, short, rShort, []float64{1, 2, 3, 4, 5, 6}, 0.5, 2)
	check.Panics(t, short, dShort, []float64{1, 2, 3, 4, 5, 6}, 0.5, 2)
}

func TestFloat32(t *testing.T) {
	check.Both(t, singles, dSingles, rSingles, check.Range(0.5, 1.5), check.Range(0.5, 1.5))
}
