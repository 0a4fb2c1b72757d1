// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package reloads

import (
	"math/rand"
	"testing"

	"goenzyme/suite/check"
)

// random returns a body that leads to two others.
func random(r *rand.Rand) *body {
	b := &body{}
	for _, p := range []*float64{&b.x, &b.v, &b.m, &b.w[0], &b.w[1], &b.in.a, &b.in.b} {
		*p = 0.5 + r.Float64()
	}
	return b
}

func chain(r *rand.Rand) *body {
	a, b, c := random(r), random(r), random(r)
	a.next, b.next = b, c
	return a
}

func TestReloads(t *testing.T) {
	for _, n := range []int{0, 1, 4} {
		check.Both(t, pull, dPull, revPull, random, random, n)
		check.Both(t, updates, dUpdates, revUpdates, random, random, n)
		check.Both(t, quotients, dQuotients, revQuotients, random, random, n)
		check.Both(t, pairs, dPairs, revPairs, check.Fill(make([]body, n), 0.5, 1.5))
		check.Both(t, apart, dApart, revApart, check.Vec(n+1, -1, 1), check.Vec(n+1, -1, 1))
		check.Both(t, together, dTogether, revTogether, check.Vec(n+1, -1, 1), check.Vec(n+1, -1, 1))
	}
	check.Both(t, written, dWritten, revWritten, random, random)
	check.Both(t, through, dThrough, revThrough, random, func(r *rand.Rand) *float64 { x := r.Float64(); return &x })
	check.Both(t, throughField, dThroughField, revThroughField, random)
	check.Both(t, throughInner, dThroughInner, revThroughInner, random, check.Fill(&inner{}, 0.5, 1.5))
	check.Both(t, throughOwnInner, dThroughOwnInner, revThroughOwnInner, random)
	for i := range 2 {
		check.Both(t, throughArray, dThroughArray, revThroughArray, random, i)
		check.Both(t, whole, dWhole, revWhole, random, random, i == 0)
		check.Both(t, flow, dFlow, revFlow, random, random, i == 0)
		for j := range 2 {
			check.Both(t, elements, dElements, revElements, check.Vec(2, 0.5, 1.5), i, j)
		}
	}
	check.Both(t, called, dCalled, revCalled, random)
	check.Both(t, list, dList, revList, chain)
}

// TestReloadsOfOne: both arguments are the same body, or the same slice.
func TestReloadsOfOne(t *testing.T) {
	for _, n := range []int{1, 4} {
		check.Both(t, pullOne, dPullOne, revPullOne, random, n)
		check.Both(t, updatesOne, dUpdatesOne, revUpdatesOne, random, n)
		check.Both(t, quotientsOne, dQuotientsOne, revQuotientsOne, random, n)
		check.Both(t, togetherOne, dTogetherOne, revTogetherOne, check.Vec(n+1, -1, 1), 0)
		check.Both(t, togetherOne, dTogetherOne, revTogetherOne, check.Vec(n+1, -1, 1), 1)
		check.Both(t, togetherBack, dTogetherBack, revTogetherBack, check.Vec(n+1, -1, 1))
	}
	check.Both(t, writtenOne, dWrittenOne, revWrittenOne, random)
	for i := range 2 {
		check.Both(t, wholeOne, dWholeOne, revWholeOne, random, i == 0)
		check.Both(t, flowOne, dFlowOne, revFlowOne, random, i == 0)
	}
}
