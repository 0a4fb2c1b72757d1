// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// TestMovedInBeforeBranch: the call that moves the value of a DuplicatedOnly pointer in was
// removed, and what took its memory in another block found none (a compiler crash).
func TestMovedInBeforeBranch(t *testing.T) {
	check.Both(t, checkedFirst, dCheckedFirst, revCheckedFirst, check.Acts("DualOnly Dual Dual"), &[]float64{0.5, 2, 1}, 0.7)
}

func checkedFirst(p *[]float64, x float64) float64 {
	y := math.Atan((*p)[0])
	scratch := []float64{y, x}
	scratch[1] *= (*p)[2]
	return scratch[0] * scratch[1]
}

//go:autodiff checkedFirst Forward DualOnly Dual Dual
func dCheckedFirst(p []float64, dp *[]float64, x, dx float64) (float64, float64)

//go:autodiff checkedFirst Reverse DuplicatedOnly Active Active
func revCheckedFirst(p []float64, dp *[]float64, x, dret float64) (float64, float64)

// TestInactiveArrayInLanes: the tangent of an array that does not depend on anything was, in
// all directions but the first, the array itself.
func TestInactiveArrayInLanes(t *testing.T) {
	x, acts := 0.5, check.Acts("Dual Const Dual")
	check.Forward(t, besideArray, dBesideArray, acts, check.Width(3), &x, [3]float64{5, 6, 7})
	check.Forward(t, besideStruct, dBesideStruct, acts, check.Width(2), &x, wideStruct{1, 2, 3, 4, 5, 6})
}

func besideArray(x *float64, v [3]float64) [3]float64 {
	*x *= 2
	return v
}

//go:autodiff besideArray Forward(3) Dual Const Dual
func dBesideArray(x *float64, dx [3]*float64, v [3]float64) ([3]float64, [3][3]float64)

type wideStruct struct{ a, b, c, d, e, f float64 }

func besideStruct(x *float64, v wideStruct) wideStruct {
	*x *= v.b
	return v
}

//go:autodiff besideStruct Forward(2) Dual Const Dual
func dBesideStruct(x *float64, dx [2]*float64, v wideStruct) (wideStruct, [2]wideStruct)
