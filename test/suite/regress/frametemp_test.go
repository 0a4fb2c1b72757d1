// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestFrameTemporary: the compiler's temporary for a slice that is sent had held slices in
// the frame before. What was loaded from there came to the tape as if it were in the heap,
// and was refused later.
func TestFrameTemporary(t *testing.T) {
	check.Both(t, slicesent, dSlicesent, revSlicesent, 0.7)
	check.Both(t, slicesent, dSlicesent, revSlicesent, -1.3)
}

func summed(xs ...float64) (s float64) {
	for _, x := range xs {
		s += x * 0.5
	}
	return
}

func slicesent(x float64) float64 {
	s := 0.0
	for _, v := range []float64{0.2, x, 0.8} {
		w := 0.0
		for range [3]float64{x, 2, 3} {
			w -= summed(0.8, v)
		}
		s += w * w
	}
	for i, v := range make([]float64, 4) {
		if i < 2 {
			continue
		}
		s += v
	}
	c := make(chan []float64, 1)
	c <- make([]float64, 5)
	n := 0
	if s < 0.14 {
		goto M
	}
L:
	s *= x
M:
	n++
	if n < 3 {
		goto L
	}
	return s + float64(len(<-c))
}

//go:autodiff slicesent Forward
func dSlicesent(x, dx float64) (float64, float64)

//go:autodiff slicesent Reverse
func revSlicesent(x, dret float64) (float64, float64)
