// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff readAgain Forward
func dReadAgain(w, dw []float64, n int) (float64, float64)

//go:autodiff readAgain Reverse
func rReadAgain(w, dw []float64, n int, d float64) float64

//go:autodiff writtenBehind Forward
func dWrittenBehind(w, dw []float64, n int) (float64, float64)

//go:autodiff writtenBehind Reverse
func rWrittenBehind(w, dw []float64, n int, d float64) float64

//go:autodiff overlapping Forward
func dOverlapping(w, dw []float64, n int) (float64, float64)

//go:autodiff overlapping Reverse
func rOverlapping(w, dw []float64, n int, d float64) float64

//go:autodiff ownSlices Forward
func dOwnSlices(w, dw []float64, n int) (float64, float64)

//go:autodiff ownSlices Reverse
func rOwnSlices(w, dw []float64, n int, d float64) float64

//go:autodiff nestedModel Forward
func dNestedModel(m, dm *network, x, dx []float64, n int) (float64, float64)

//go:autodiff nestedModel Reverse
func rNestedModel(m, dm *network, x, dx []float64, n int, d float64) float64

//go:autodiff inTurns Forward
func dInTurns(w, dw []float64, n int) (float64, float64)

//go:autodiff inTurns Reverse
func rInTurns(w, dw []float64, n int, d float64) float64

//go:autodiff narrow Forward
func dNarrow(w, dw []float32, z, dz []complex128, n int) (float64, float64)

//go:autodiff narrow Reverse
func rNarrow(w, dw []float32, z, dz []complex128, n int, d float64) float64

//go:autodiff large Forward
func dLarge(a, da float64, n int) (float64, float64)

//go:autodiff large Reverse
func rLarge(a float64, n int, d float64) (float64, float64)

//go:autodiff byReference Forward
func dByReference(x, dx, a, da float64, n int) (float64, float64)

//go:autodiff byReference Reverse
func rByReference(x, a float64, n int, d float64) (float64, float64, float64)

//go:autodiff replaced Forward
func dReplaced(m, dm *network, n int) (float64, float64)

//go:autodiff replaced Reverse
func rReplaced(m, dm *network, n int, d float64) float64

//go:autodiff readAgain Reverse(2)
func r2ReadAgain(w []float64, dw [2][]float64, n int, d [2]float64) float64

//go:autodiff nestedModel Reverse(2)
func r2NestedModel(m *network, dm [2]*network, x []float64, dx [2][]float64, n int, d [2]float64) float64

// TestGather is about adjoints that goroutines sum up for themselves, and about what they load
// again.
func TestGather(t *testing.T) {
	x, xs := check.Range(0.5, 1), check.Vec(7, -1, 1)
	m := &network{layers: [][]float64{{0.1, 0.2}, {0.3, 0.4, 0.5}}, bias: []float64{0.1, -0.2}, scale: 0.7}
	check.Both(t, large, dLarge, rLarge, check.AnyOrder(), check.Tol(1e-5), x, 2)
	for n := 1; n < 4; n++ {
		check.Both(t, readAgain, dReadAgain, rReadAgain, check.AnyOrder(), xs, n)
		check.Both(t, writtenBehind, dWrittenBehind, rWrittenBehind, check.AnyOrder(), xs, n)
		check.Both(t, overlapping, dOverlapping, rOverlapping, check.AnyOrder(), xs, n)
		check.Both(t, ownSlices, dOwnSlices, rOwnSlices, check.AnyOrder(), xs, n)
		check.Both(t, nestedModel, dNestedModel, rNestedModel, check.AnyOrder(), m, xs, n)
		check.Both(t, inTurns, dInTurns, rInTurns, check.AnyOrder(), xs, n)
		check.Both(t, narrow, dNarrow, rNarrow, check.AnyOrder(), check.Rough(), xs, check.Vec(5, -1, 1), n)
		check.Both(t, byReference, dByReference, rByReference, check.AnyOrder(), x, x, n)
		check.Both(t, replaced, dReplaced, rReplaced, check.AnyOrder(), m, n)
		check.Reverse(t, readAgain, r2ReadAgain, check.Width(2), check.AnyOrder(), xs, n)
		check.Reverse(t, nestedModel, r2NestedModel, check.Width(2), check.AnyOrder(), m, xs, n)
	}
}
