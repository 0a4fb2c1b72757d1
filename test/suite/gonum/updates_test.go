// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Factors that are updated.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/mat"
)

// rankOne updates a factor: a method of a nil vector is in one of its branches.
//
//go:autodiff dRankOne Forward
//go:autodiff rRankOne Reverse
func rankOne(a []float64, alpha float64, x []float64) float64 {
	var c, d mat.Cholesky
	c.Factorize(mat.NewSymDense(3, a))
	d.SymRankOne(&c, alpha, mat.NewVecDense(3, x))
	return d.LogDet()
}

func TestUpdates(t *testing.T) {
	a := []float64{5, 1, 2, 1, 6, 1.5, 2, 1.5, 7}
	check.Both(t, rankOne, dRankOne, rRankOne, a, 0.7, check.Vec(3, 0.5, 2), check.Inexact())
	check.Both(t, rankOne, dRankOne, rRankOne, a, -0.1, check.Vec(3, 0.1, 0.5), check.Inexact())
}
