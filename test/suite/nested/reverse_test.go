// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package nested

import (
	"testing"

	"goenzyme/suite/check"
	"goenzyme/suite/nested/far"
)

func TestReverseOverForward(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	check.Both(t, dMany, ddMany, rdMany, check.Inexact(), 0.7, 1.0, 0.4, -0.5)
	check.Reverse(t, dMany, rdManySome, check.Inexact(), check.Acts("Active Const Const Active Const ActiveOnly"), 0.7, 1.0, 0.4, -0.5)
	check.Reverse(t, dMany, rdManyLinear, check.Inexact(), check.Acts("Const Active Const Active ActiveOnly ActiveOnly"), 0.7, 1.0, 0.4, -0.5)
	check.Both(t, dKinks, ddKinks, rdKinks, check.Inexact(), check.Rough(), float32(1.3), float32(1), float32(0.8), float32(-1))
	check.Both(t, dLoop, ddLoop, rdLoop, check.Inexact(), x, v, 0.3, 1.0, 5)
	check.Both(t, dLoop, ddLoop, rdLoop, check.Inexact(), x, v, 0.3, 1.0, 0)
	check.Both(t, dWrites, ddWrites, rdWrites, check.Inexact(), x, v, []float64{1, 2, 3, 4}, []float64{1, 0, 1, 0})
	check.Both(t, (*layer).dRun, ddRun, rdRun, check.Inexact(), net(1), net(0.5), []float64{1, -0.3}, []float64{0.1, 0.2})
	check.Both(t, dSpin, ddSpin, rdSpin, check.Inexact(), vec{1, 2, 3}, vec{1, 0, -1}, [3][3]float64{{1, 2, 3}, {3, -1, 1}, {0, 2, 1}}, [3][3]float64{{1}, {0, 1}, {1, 1, 1}}, 2)
	check.Both(t, dDot[float64], ddDot, rdDot, check.Inexact(), x, v, v, x)
	check.Reverse(t, dPower, rdPower, check.Inexact(), 1+2i, 0.5-1i, -1+0.3i, 2+1i)
}

func TestReverseOverReverse(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	check.Both(t, rMany, hMany, rrMany, check.Inexact(), 0.7, 0.4, 1.0)
	check.Reverse(t, rMany, rrManySome, check.Inexact(), check.Acts("Const Active Active Const ActiveOnly Const"), 0.7, 0.4, 1.0)
	check.Both(t, rKinks, hKinks, rrKinks, check.Inexact(), check.Rough(), float32(1.3), float32(1), float32(0.8), float32(-1))
	check.Both(t, rLoop, hLoop, rrLoop, check.Inexact(), x, v, 0.3, 5, 1.0)
	check.Both(t, rLoop, hLoop, rrLoop, check.Inexact(), x, v, 0.3, 1000, 1e-3, check.Tol(1e-4))
	check.Both(t, rWrites, hWrites, rrWrites, check.Inexact(), x, v, []float64{1, 2, 3, 4}, []float64{1, 0, 1, 0})
	check.Both(t, (*layer).rRun, hRun, rrRun, check.Inexact(), net(1), net(0.5), []float64{1, -0.3}, []float64{0.1, 0.2}, 1.5)
	check.Both(t, rSpin, hSpin, rrSpin, check.Inexact(), vec{1, 2, 3}, [3][3]float64{{1, 2, 3}, {3, -1, 1}, {0, 2, 1}}, 2, vec{1, 0, -1})
	check.Both(t, rDot[float32], hDot, rrDot, check.Inexact(), []float32{1, 2}, []float32{0, 0}, []float32{3, -1}, []float32{1, 1}, float32(1))
	check.Reverse(t, rPower, rrPower, check.Inexact(), 1+2i, 0.5-1i, -1+0.3i)
}

func TestThirdInEveryOrder(t *testing.T) {
	check.Forward(t, rdMany, frdMany, check.Inexact(), 0.7, 1.0, 0.4, -0.5, 1.2, 0.8)
	check.Forward(t, rdMany, frdMany2, check.Inexact(), check.Width(2), 0.7, 1.0, 0.4, -0.5, 1.2, 0.8)
	check.Reverse(t, rrMany, rrrMany, check.Inexact(), 0.7, 0.4, 1.0, 0.3, -0.5, 1.2)
	check.Reverse(t, ddMany, rddMany, check.Inexact(), 0.7, 1.0, 0.4, -0.5, 1.2, 0.8, 0.1, 0.3)
	check.Reverse(t, hMany, rhMany, check.Inexact(), 0.7, 1.0, 0.4, -0.5, 1.2, 0.8)
}

func TestReverseOfDerivativesInSeveralDirections(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	check.Reverse(t, dLoop, rdLoop3, check.Width(3), check.Inexact(), x, v, 0.3, 1.0, 5)
	check.Reverse(t, rLoop, rrLoop3, check.Width(3), check.Inexact(), x, v, 0.3, 5, 1.0)
}

func TestSpecialFunctions(t *testing.T) {
	for _, x := range []float64{0.4, 2.5, -1.3, 7.25} {
		if x > -1 {
			check.Both(t, dSpecial, ddSpecial, rdSpecial, check.Inexact(), x, 1.0)
		} else {
			check.Both(t, dGamma, ddGamma, rdGamma, check.Inexact(), x, 1.0)
		}
	}
	check.Forward(t, ddSpecial, d3Special, check.Inexact(), 1.7, 1.0, 1.0, 0.3)
	check.Forward(t, d3Special, d4Special, check.Acts("Dual Const Const Const Const Const Const Const DualOnly DualOnly DualOnly DualOnly DualOnly DualOnly DualOnly DualOnly"),
		check.Inexact(), 1.7, 1.0, 1.0, 0.3, 1.0, 0.2, 0.1, 0.5)
}

func TestDerivativesInSeveralDirections(t *testing.T) {
	v, w := [3]float64{1, 0, -0.5}, [3]float64{0.3, 1, 2}
	check.Forward(t, dMany3, ddMany3, check.Inexact(), 0.7, v, 0.4, w)
	check.Forward(t, dMany3, ddMany32, check.Width(2), check.Inexact(), 0.7, v, 0.4, w)
	x, dx := []float64{0.3, 0.7, 1.1, -0.4}, [2][]float64{{1, -0.5, 0.2, 0.3}, {0, 1, 0, 0.3}}
	check.Forward(t, rLoop2, hLoop2, check.Inexact(), x, dx, 0.3, 5, [2]float64{1, 0.5})
	check.Forward(t, far.DEnergy2, ddEnergy2, check.Inexact(), x, dx, 0.3, [2]float64{1, 0.5})
	check.Forward(t, sums, dSums, check.Inexact(), 0.7)
}
