// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Complex arithmetic: the derivative of a holomorphic function is its complex derivative.

package complexes

import (
	"testing"

	"goenzyme/suite/check"
)

var any64 = check.Range(-3, 3)

func complexMul(a, b complex128) complex128 { return a*b + a/b - 2i*a }
func complexParts(x, y float64) float64 {
	z := complex(x, y)
	w := z * z
	return real(w)*imag(w) + real(z)
}
func complexResult(x float64) complex128 { return complex(x, x*x) }

//go:autodiff complexMul Forward
func dComplexMul(a, da, b, db complex128) (complex128, complex128)

//go:autodiff complexMul Reverse
func revComplexMul(a, b, dret complex128) (complex128, complex128, complex128)

//go:autodiff complexParts Forward
func dComplexParts(x, dx, y, dy float64) (float64, float64)

//go:autodiff complexParts Reverse
func revComplexParts(x, y, dret float64) (float64, float64, float64)

//go:autodiff complexResult Forward
func dComplexResult(x, dx float64) (complex128, complex128)

//go:autodiff complexResult Reverse
func revComplexResult(x float64, dret complex128) (complex128, float64)

func TestComplex(t *testing.T) {
	check.Both(t, complexMul, dComplexMul, revComplexMul, any64, check.Range(1, 2))
	check.Both(t, complexParts, dComplexParts, revComplexParts, any64, any64)
	check.Both(t, complexResult, dComplexResult, revComplexResult, any64)
}
