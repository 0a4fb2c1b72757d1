// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives of primals with a name for them, called like any function.

package forma

import (
	"testing"

	"goenzyme/suite/check"
)

// A primal in a test file may have a derivative, too.
//
//go:autodiff dLocal Forward
//go:autodiff revLocal Reverse
func local(x float64) float64 { return Square(x) + norm([]float64{x, 1}) }

func Test(t *testing.T) {
	a, pos := check.Range(-2, 2), check.Range(0.5, 2)
	check.Both(t, Square, DSquare, revDSquare, a)
	check.Both(t, several, several_x, revSeveral_x, check.Acts("Dual Const Dual"), a, pos)
	check.Both(t, several, several_y, revSeveral_y, check.Acts("Const Dual Dual"), a, pos)
	check.Both(t, several, several_both, revSeveral_both, a, pos)
	check.Both(t, several, several_only, revSeveral_only, check.Acts("Dual Dual DualOnly"), a, pos)
	check.Both(t, norm, dNorm, revNorm, check.Vec(4, -1, 1))
	check.Both(t, scale, dScale, revScale, check.Vec(4, -1, 1), a, 3)
	check.Both(t, root, dRoot, revRoot, pos)
	check.Both(t, root, dRoot, revRoot, -1.0)
	check.Both(t, total, dTotal, revTotal, a, check.Vec(3, -1, 1))
	check.Forward(t, Spring.Energy, Spring.DEnergy, pos, a)
	check.Forward(t, Spring.Energy, Spring.DEnergyX, check.Acts("Const Dual DualOnly"), pos, a)
	check.Forward(t, (*Spring).soften, (*Spring).dSoften, pos, pos)
	check.Forward(t, (*list).sum, (*list).dSum, &list{1, &list{2, nil}})
	check.Both(t, unnamed, dUnnamed, revUnnamed, a, 3, a)
	check.Both(t, local, dLocal, revLocal, a)
	if got := chained(3); got != 15 {
		t.Errorf("chained(3) = %v, want 15", got)
	}
}
