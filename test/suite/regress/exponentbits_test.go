// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// scaledByBits takes sign and exponent out of the bits of a float, and computes with them.
//
//go:autodiff dScaledByBits Forward
//go:autodiff rScaledByBits Reverse
func scaledByBits(x float64, counts []int) (y float64) {
	bits := math.Float64bits(x)
	e := int(bits>>52&0x7ff) - 1023
	counts[e&3]++
	if bits&(1<<63) != 0 {
		y = 1
	}
	power := math.Float64frombits(bits & (0x7ff << 52))
	return y + float64(e)*x*x + x/power*float64(int64(bits)>>62)
}

//go:autodiff dScaled32 Forward
//go:autodiff rScaled32 Reverse
func scaled32(x float32) float32 {
	bits := math.Float32bits(x)
	power := math.Float32frombits(bits &^ (1<<23 - 1))
	return x*x/power + float32(bits>>23)*x
}

// TestExponentBits computes with the exponent of a float, taken from its bits, which was refused.
func TestExponentBits(t *testing.T) {
	for _, x := range []float64{1.3, -5.5, 0.3} {
		check.Both(t, scaledByBits, dScaledByBits, rScaledByBits, x, []int{0, 0, 0, 0})
		check.Both(t, scaled32, dScaled32, rScaled32, float32(x))
	}
}
