// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestSparedResult: the reverse of a loop whose value went into the result was left out where
// a branch behind the loop was not taken, though the result is not in that branch.
func TestSparedResult(t *testing.T) {
	check.Both(t, resultBesideAppend, dResultBesideAppend, revResultBesideAppend, check.Vec(3, -1, 1))
}

type appendedTo struct {
	list  []float64
	first *float64
}

func totalOf(xs ...float64) (s float64) {
	for _, x := range xs {
		s += x
	}
	return
}

func besideAppend(v []float64) (float64, *appendedTo, *[]float64) {
	return totalOf(v[0], v[0]) * v[1], &appendedTo{list: append([]float64{0.429}, v...), first: &v[0]}, &v
}

func resultBesideAppend(v []float64) float64 {
	r, _, _ := besideAppend(v)
	return r
}

//go:autodiff resultBesideAppend Forward
func dResultBesideAppend(v, dv []float64) (float64, float64)

//go:autodiff resultBesideAppend Reverse
func revResultBesideAppend(v, dv []float64, dret float64) float64
