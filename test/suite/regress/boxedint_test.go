// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestBoxedInteger: an integer in an interface value that may also hold floats was refused in
// reverse mode, as if it were the bits of one.
func TestBoxedInteger(t *testing.T) {
	for c := range 5 {
		check.Both(t, boxedEither, dBoxedEither, revBoxedEither, 1.5, c)
	}
}

type celsius float64

func boxedEither(x float64, c int) float64 {
	var v any = x * x
	switch c {
	case 1:
		v = point2{x, 2 * x}
	case 2:
		v = c
	case 3:
		v = celsius(x)
	case 4:
		v = float32(c)
	}
	switch w := v.(type) {
	case float64:
		return 3 * w
	case point2:
		return w.x * w.y
	case int:
		return float64(w) * x
	case celsius:
		return float64(w * w)
	case float32:
		return float64(w) * x
	}
	return 0
}

//go:autodiff boxedEither Forward
func dBoxedEither(x, dx float64, c int) (float64, float64)

//go:autodiff boxedEither Reverse
func revBoxedEither(x float64, c int, dret float64) (float64, float64)
