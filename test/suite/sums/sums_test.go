// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package sums

import (
	"testing"

	"goenzyme/suite/check"
)

func TestSums(t *testing.T) {
	unit := check.Range(-1, 1)
	vec := func(n int) check.Gen { return check.Vec(n, -1, 1) }
	check.Both(t, plain, dPlain, revPlain, vec(3), vec(9), check.Range(0.5, 2))
	check.Both(t, several, dSeveral, revSeveral, vec(7), unit)
	check.Both(t, mean, dMean, revMean, vec(5))
	check.Both(t, mean, dMean, revMean, vec(0))
	check.Both(t, deep, dDeep, revDeep, check.Mat(3, 4, -1, 1), unit)
	check.Both(t, nonlinear, dNonlinear, revNonlinear, vec(6))
	check.Both(t, product, dProduct, revProduct, vec(6), vec(6))
	check.Both(t, scaled, dScaled, revScaled, vec(6))
	check.Both(t, fed, dFed, revFed, vec(6))
	check.Both(t, restarted, dRestarted, revRestarted, vec(9))
	check.Both(t, doubled, dDoubled, revDoubled, vec(5))
	check.Both(t, mirrored, dMirrored, revMirrored, vec(5))
	check.Both(t, early, dEarly, revEarly, vec(9), 1.3)
	check.Both(t, overwritten, dOverwritten, revOverwritten, vec(5))
	check.Both(t, written, dWritten, revWritten, vec(5), vec(6))
	check.Both(t, inplace, dInplace, revInplace, vec(5))
	check.Both(t, local, dLocal, revLocal, vec(9), unit)
	check.Both(t, kept, dKept, revKept, vec(9))
	check.Both(t, conditional, dConditional, revConditional, vec(4), unit)
	check.Both(t, repeated, dRepeated, revRepeated, vec(4))
	check.Both(t, twice, dTwice, revTwice, vec(4))
	check.Both(t, stored, dStored, revStored, vec(4), vec(2))
	check.Both(t, listed, dListed, revListed, list(5), unit)
	check.Both(t, single, dSingle, revSingle, check.Fill(make([]float32, 6), -1, 1), check.Fill(float32(0), -1, 1))
	check.Both(t, mixed, dMixed, revMixed, check.Fill(make([]float32, 6), -1, 1), check.Fill(float32(0), -1, 1))
	check.Both(t, remembered, dRemembered, revRemembered, vec(5))
	check.Both(t, trailing, dTrailing, revTrailing, vec(5))
	check.Both(t, headed, dHeaded, revHeaded, vec(6))
}

// list returns a generator of lists.
func list(n int) check.Gen {
	var shape *node
	for range n {
		shape = &node{next: shape}
	}
	return check.Fill(shape, -1, 1)
}

func TestCalls(t *testing.T) {
	unit := check.Range(-1, 1)
	vec := func(n int) check.Gen { return check.Vec(n, -1, 1) }
	mat := check.Mat(3, 4, -1, 1)
	check.Both(t, minors, dMinors, revMinors, vec(16), 4, 0, uint(0))
	check.Both(t, tree, dTree, revTree, vec(9), unit, 5)
	check.Both(t, power, dPower, revPower, unit, 11)
	check.Both(t, straight, dStraight, revStraight, vec(5), unit)
	check.Both(t, looped, dLooped, revLooped, mat, unit)
	check.Both(t, weighted, dWeighted, revWeighted, mat, vec(3))
	check.Both(t, maybe, dMaybe, revMaybe, mat, unit)
	check.Both(t, inner, dInner, revInner, mat, unit)
	check.Both(t, fedCall, dFedCall, revFedCall, mat, unit)
	check.Both(t, before, dBefore, revBefore, vec(4), unit)
	check.Both(t, behind, dBehind, revBehind, vec(4), unit)
	check.Both(t, spoiled, dSpoiled, revSpoiled, vec(4), unit)
	check.Both(t, unspoiled, dUnspoiled, revUnspoiled, vec(4), unit)
	check.Both(t, both, dBoth, revBoth, vec(4), unit)
	check.Both(t, half, dHalf, revHalf, vec(4), unit)
	check.Both(t, chosen, dChosen, revChosen, vec(4), unit)
	check.Both(t, ragged, dRagged, revRagged, vec(5), 5, 0)
	check.ReversePanics(t, ragged, revRagged, make([]float64, 3), 5, 0)
	check.ReversePanics(t, minors, revMinors, make([]float64, 11), 4, 0, uint(0))
}

func TestUpdates(t *testing.T) {
	vec := func(n int) check.Gen { return check.Vec(n, -1, 1) }
	check.Both(t, spread, dSpread, revSpread, vec(7), vec(3), check.Range(-1, 1))
	check.Both(t, reused, dReused, revReused, vec(5), vec(2))
	check.Both(t, itself, dItself, revItself, vec(4))
	for _, j := range []int{1, 2} {
		check.Both(t, aliased, dAliased, revAliased, vec(3), 1, j)
		check.Both(t, move, dMove, revMove, check.Fill(make([]cell, 3), -1, 1), 1, j)
	}
}
