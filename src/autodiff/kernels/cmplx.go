// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for math/cmplx, which takes large numbers apart bit by bit.

package kernels

import "math"

// CmplxReducePi returns x less the multiple of π that is next to it.
//
//go:autodiffbody math/cmplx.reducePi
func CmplxReducePi(x float64) float64 {
	if math.Abs(x) >= 1<<30 {
		return math.Atan(math.Tan(x))
	}
	const ( // add up to π, in parts that have zeros at their ends
		pi1 = 3.14159265160560607910
		pi2 = 1.98418714791870343106e-9
		pi3 = 1.14423774522196636802e-17
	)
	t := x/math.Pi + 0.5
	n := float64(int64(t))
	return ((x - n*pi1) - n*pi2) - n*pi3
}
