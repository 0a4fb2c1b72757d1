// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package indirect has no variable with a shadow, and imports no package that has one:
// what it calls does.
package indirect

import (
	"testing"

	"goenzyme/suite/check"
	"goenzyme/suite/variables/via"
)

//go:autodiff dIndirect Forward
//go:autodiff rIndirect Reverse
func indirect(x float64) float64 {
	y := via.Offset(0) * x
	via.Step()
	return y * via.Offset(1)
}

func in(x float64, s via.State) (float64, via.State) {
	via.Put(s, via.State{})
	y := indirect(x)
	s, _ = via.Get()
	return y, s
}

func dIn(x, dx float64, s, ds via.State) (float64, float64, via.State, via.State) {
	via.Put(s, ds)
	y, dy := dIndirect(x, dx)
	s, ds = via.Get()
	return y, dy, s, ds
}

func rIn(x float64, s via.State, dy float64, ds via.State) (float64, via.State, float64, via.State) {
	via.Put(s, ds)
	y, dx := rIndirect(x, dy)
	s, ds = via.Get()
	return y, s, dx, ds
}

func TestIndirect(t *testing.T) {
	check.Both(t, in, dIn, rIn, check.Serial(), 0.7, via.State{Scale: [2]float64{1, 2}, Bias: 3})
}
