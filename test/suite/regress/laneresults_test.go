// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestLargeLanes: what a derivative in several directions returns was put together, in a
// derivative of it, in an array that did not begin to live before its last element was
// assigned. It shared its place with another result, if the elements were too large for SSA.
func TestLargeLanes(t *testing.T) {
	check.Forward(t, spun, dSpun, 1.5, spin{1, 2, -3, 0.5, 0.25})
}

type spin struct{ A, B, C, D, E float64 }

//go:autodiff dSpun Forward
func spun(a float64, s spin) float64 {
	r, dr := dSpin(a, [2]float64{a, 1}, s, [2]spin{{A: a, B: 1}, s})
	return r.A + 100*dr[0].A + 10000*dr[1].A
}

//go:autodiff dSpin Forward(2)
func spinBy(a float64, s spin) spin { return spin{s.B * a, s.C * s.B * s.B, s.A, s.E, s.D} }
