// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package nested

import (
	"testing"

	"goenzyme/suite/check"
	"goenzyme/suite/nested/far"
)

//go:autodiff far.DEnergy Forward
func ddEnergy(x, x2, dx, dx2 []float64, k, k2, dk, dk2 float64) (y, y2, dy, dy2 float64)

//go:autodiff far.DEnergy Reverse
func rdEnergy(x, x2, dx, dx2 []float64, k, dk, s, ds float64) (y, dy, gk, gdk float64)

//go:autodiff far.REnergy Forward
func hEnergy(x, x2, dx, dx2 []float64, k, k2, s, s2 float64) (y, y2, dk, dk2 float64)

//go:autodiff far.REnergy Reverse
func rrEnergy(x, x2, dx, dx2 []float64, k, s, c0, c1 float64) (y, dk, gk, gs float64)

//go:autodiff far.GradHalf Forward
func hHalf(x, x2, s, s2 float64) (dx, dx2 float64)

//go:autodiff hHalf Forward Dual Const Const Const Const Dual
func thirdHalf(x, x3, x2, s, s2 float64) (dx, dx2, dx3 float64)

//go:autodiff (*far.Spring).DPull Forward
func ddPull(p, p2, dp, dp2 *far.Spring, x, x2, dx, dx2 float64) (y, y2, dy, dy2 float64)

//go:autodiff far.(*Spring).RPull Reverse
func rrPull(p, p2, dp, dp2 *far.Spring, x, s, c0, c1 float64) (y, dx, gx, gs float64)

//go:autodiff far.Newton Forward
func dNewtonFar(x, dx, y, dy float64) (r, dr float64)

//go:autodiff dGradient Forward
func gradient(x, k float64) float64 {
	y, dk := far.DEnergy([]float64{x, k, x * k}, []float64{1, 0, k}, k, 0)
	return y * dk * far.GradHalf(x, 1)
}

// Derivatives of another package, and calls of them, are differentiated like those of this one.
func TestFar(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	check.Both(t, far.DEnergy, ddEnergy, rdEnergy, check.Inexact(), x, v, 0.3, 1.0)
	check.Both(t, far.REnergy, hEnergy, rrEnergy, check.Inexact(), x, v, 0.3, 1.0)
	check.Forward(t, far.GradHalf, hHalf, check.Inexact(), 0.7, 1.3)
	check.Forward(t, hHalf, thirdHalf, check.Acts("Dual Const Const Const Const Dual"), check.Inexact(), 0.7, 1.0, 1.3, 0.0)
	check.Forward(t, (*far.Spring).DPull, ddPull, check.Inexact(), &far.Spring{K: 2, L: 1}, &far.Spring{K: 0.5, L: 1}, 1.7, 1.0)
	check.Reverse(t, (*far.Spring).RPull, rrPull, check.Inexact(), &far.Spring{K: 2, L: 1}, &far.Spring{}, 1.7, 1.0)
	check.Forward(t, far.Newton, dNewtonFar, check.Inexact(), 0.7, 1.4)
	check.Forward(t, gradient, dGradient, check.Inexact(), 0.7, 1.4)
}
