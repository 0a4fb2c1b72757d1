// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"slices"
	"testing"

	"goenzyme/suite/check"
)

// A weighing is an interface that generic functions have as a type argument.
type weighing interface {
	Weight(scale float64) float64
	Rank() int
}

// A ranked is a weighing.
type ranked struct {
	w    float64
	rank int
}

func (r ranked) Weight(scale float64) float64 { return r.w * r.w * scale }
func (r ranked) Rank() int                    { return r.rank }

func byRank[S ~[]E, E interface{ Rank() int }](s S) {
	slices.SortFunc(s, func(a, b E) int { return a.Rank() - b.Rank() })
}

func weightOf[E interface{ Weight(float64) float64 }](s []E, scale float64) (sum float64) {
	for i, e := range s {
		sum += e.Weight(scale) * float64(i+1)
	}
	return sum
}

//go:autodiff dWeighings Forward
//go:autodiff rWeighings Reverse
func weighings(x []float64, scale float64) float64 {
	var ws []weighing
	for i, v := range x {
		ws = append(ws, ranked{v, 7 * i % 5})
	}
	byRank(ws)
	return weightOf(ws, scale)
}

// TestConstraintMethod calls a method of a type parameter that stands for an interface: the
// dictionary has a function for it, which had no derivative.
func TestConstraintMethod(t *testing.T) {
	check.Both(t, weighings, dWeighings, rWeighings, check.Vec(4, 0.5, 2), 1.3)
}
