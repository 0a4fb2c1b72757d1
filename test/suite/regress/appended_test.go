// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

//go:noinline
func countTo(n int, f func(i int)) {
	for i := range n {
		f(i)
	}
}

//go:autodiff dCapturedAppend Forward
//go:autodiff rCapturedAppend Reverse
func capturedAppend(env []float64) float64 {
	var floats []float64
	var funcs []func(x float64) float64
	var pointers []*float64
	countTo(len(env), func(i int) {
		floats = append(floats, env[i]*env[0])
	})
	countTo(len(env), func(i int) {
		funcs = append(funcs, func(x float64) float64 { return x * env[i] * floats[i] })
	})
	countTo(len(env), func(i int) {
		pointers = append(pointers, &env[len(env)-1-i])
	})
	s := 0.0
	for i, f := range funcs {
		s += f(*pointers[i])
	}
	return s
}

// TestCapturedAppend appends to slices that function literals have captured, which are not in the frame:
// what was there was cleared in their place, the address to return to.
func TestCapturedAppend(t *testing.T) {
	check.Both(t, capturedAppend, dCapturedAppend, rCapturedAppend, check.Vec(3, 0.5, 2))
	check.Both(t, capturedAppend, dCapturedAppend, rCapturedAppend, check.Vec(9, 0.5, 2))
}
