// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestImpossibleCase stores active values where a type switch over interface values that hold
// constants never comes; the store was taken for one to a package-level variable and refused.
func TestImpossibleCase(t *testing.T) {
	for _, b := range []bool{false, true} {
		check.Both(t, constantBox, dConstantBox, rConstantBox, 1.3, b)
	}
}

func constantBox(x float64, b bool) float64 {
	var a any = 2.5
	if b {
		a = "x"
	}
	switch v := a.(type) {
	case *float64:
		*v = x
	case *struct{ x, y float64 }:
		v.y = x * x
		x = v.x
	case float64:
		x *= v
	}
	return x
}

//go:autodiff constantBox Forward
func dConstantBox(x, dx float64, b bool) (float64, float64)

//go:autodiff constantBox Reverse
func rConstantBox(x float64, b bool, dret float64) (float64, float64)
