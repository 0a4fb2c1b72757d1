// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package strongzero has derivatives with and without the option strongzero: with it
// 0 · Inf and 0 · NaN are 0 in derivative code.
package strongzero

import (
	"math"
	"testing"
)

// At x = 0, y = 0: the root has an infinite derivative, and so has the quotient.
//
//go:autodiff dWeak Forward
//go:autodiff rWeak Reverse
//go:autodiff dStrong Forward strongzero
//go:autodiff rStrong Reverse strongzero
//go:autodiff rStrong2 Reverse(2) strongzero
func roots(x, y float64) float64 { return math.Sqrt(x)*y + inner(x*x, y) }

//go:noinline
func inner(x, y float64) float64 { return math.Cbrt(x) * math.Log(1+y) }

//go:autodiff dStrong Forward strongzero
func ddStrong(x, x2, dx, dx2, y, y2, dy, dy2 float64) (r, r2, dr, dr2 float64)

func TestStrongZero(t *testing.T) {
	if _, d := dWeak(0, 0, 0, 1); !math.IsNaN(d) {
		t.Errorf("forward, without: %v", d)
	}
	if _, d := dStrong(0, 0, 0, 1); d != 0 {
		t.Errorf("forward: %v", d)
	}
	if _, dx, dy := rWeak(0, 0, 1); !math.IsNaN(dx) || dy != 0 {
		t.Errorf("reverse, without: %v, %v", dx, dy)
	}
	if _, dx, dy := rStrong(0, 0, 1); dx != 0 || dy != 0 {
		t.Errorf("reverse: %v, %v", dx, dy)
	}
	if _, dx, dy := rStrong2(0, 0, [2]float64{1, 2}); dx != [2]float64{} || dy != [2]float64{} {
		t.Errorf("reverse, two directions: %v, %v", dx, dy)
	}
	if _, r2, dr, dr2 := ddStrong(0, 0, 0, 0, 0, 1, 1, 0); r2 != 0 || dr != 0 || dr2 != 0 {
		t.Errorf("forward over forward: %v, %v, %v", r2, dr, dr2)
	}
	if _, d := dStrong(4, 1, 3, 0); math.Abs(d-(3.0/4+math.Cbrt(16)*2/12*math.Log(4))) > 1e-14 {
		t.Errorf("at another point: %v", d)
	}
}
