// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package width

import (
	"fmt"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

func TestPacked(t *testing.T) {
	x, v, l := []float64{1, -0.5, 2, 0.25}, vec{1, 2, -3}, block5{0.5, 1, 2, 3, 4}
	lw := large{1, 2, 3, 4, 5, []float64{0.5, -0.25}}
	check.Forward(t, out, one, x, v, lw, 1.5, complex(0.5, 2))
	check.Forward(t, out, dOut3, check.Width(3), x, v, lw, 1.5, complex(0.5, 2))
	check.Reverse(t, in, oneBack, x, v, l, 1.5, complex(0.5, 2))
	check.Reverse(t, in, rIn3, check.Width(3), x, v, l, 1.5, complex(0.5, 2))
	check.Reverse(t, unused, oneUnused, 1.5, l, v)
	check.Reverse(t, unused, rUnused2, check.Width(2), 1.5, l, v)
	check.Forward(t, outOut1, dOutOut1, 1.5, v)
	check.Forward(t, outOut2, dOutOut2, check.Width(2), 1.5, v)
}

// A derivative in several directions is not called as a function value, as any other.
func TestPackedAsValue(t *testing.T) {
	check.Both(t, applied, dApplied, rApplied, check.Acts("Const Dual Dual"), check.Fixed(), inPlace, 0.7)
	defer func() {
		const want = "cannot differentiate dTimes2, a derivative, where it is called as a function value; call it by name"
		if text := fmt.Sprint(recover()); !strings.Contains(text, want) {
			t.Error(text)
		}
	}()
	dApplied(appliers[0], 0.7, 1)
}

// one is dOut1 without arrays.
func one(x, dx []float64, v, dv vec, l, dl large, a, da float64, z, dz complex128) (s, ds float64, w, dw vec, c, dc complex128, y, dy []float64, m, dm large, p, dp *large) {
	s, s1, w, w1, c, c1, y, y1, m, m1, p, p1 := dOut1(x, [1][]float64{dx}, v, [1]vec{dv}, l, [1]large{dl}, a, [1]float64{da}, z, [1]complex128{dz})
	return s, s1[0], w, w1[0], c, c1[0], y, y1[0], m, m1[0], p, p1[0]
}

// oneBack is rIn1 without arrays.
func oneBack(x, dx []float64, v vec, l block5, a float64, z complex128, ds float64, dw vec, dm block5, dc complex128) (float64, vec, block5, complex128, vec, block5, float64, complex128) {
	s, w, m, c, dv, dl, da, dz := rIn1(x, [1][]float64{dx}, v, l, a, z, [1]float64{ds}, [1]vec{dw}, [1]block5{dm}, [1]complex128{dc})
	return s, w, m, c, dv[0], dl[0], da[0], dz[0]
}

// oneUnused is rUnused1 without arrays.
func oneUnused(a float64, l block5, v vec, ds float64) (float64, float64, block5, vec) {
	s, da, dl, dv := rUnused1(a, l, v, [1]float64{ds})
	return s, da[0], dl[0], dv[0]
}
