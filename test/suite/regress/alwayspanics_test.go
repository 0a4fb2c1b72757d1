// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

func recoverBig(limit float64) {
	if r := recover(); r == nil {
		panic("nothing to recover")
	}
}

//go:autodiff dAlwaysPanics Forward
//go:autodiff rAlwaysPanics Reverse
func alwaysPanics(x float64) float64 {
	y := x
	func() {
		defer func() { y = x * x }()
		defer recoverBig(x)
		panic("always")
	}()
	return y * x
}

// TestAlwaysPanics recovers in a function that never returns in any other way: its blocks all
// lead to a panic, and so what it defers was not handed over.
func TestAlwaysPanics(t *testing.T) {
	check.Both(t, alwaysPanics, dAlwaysPanics, rAlwaysPanics, 1.5)
}
