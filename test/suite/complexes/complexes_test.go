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

//go:autodiff revSquare Reverse
func square(z complex128) complex128 { return z * z }

//go:autodiff revNorm Reverse
func norm(zs []complex64) float32 {
	return real(zs[0])*real(zs[0]) + imag(zs[0])*imag(zs[0])
}

//go:autodiff dMixed Forward
//go:autodiff revMixed Reverse
func mixed(z complex128) float64 { return real(z)*real(z) + 3*imag(z) }

// The convention that doc/rules.md describes, in numbers.
func TestConvention(t *testing.T) {
	z := 2 + 1i
	if _, dz := revSquare(z, 1); dz != 2*(2+1i) {
		t.Errorf("gradient of z² with seed 1: %v", dz)
	}
	if _, dz := revSquare(z, 1i); dz != 2*(2+1i)*1i {
		t.Errorf("gradient of z² with seed i: %v", dz)
	}
	dzs := []complex64{10}
	if revNorm([]complex64{2 + 1i}, dzs, 1); dzs[0] != 10+2*(2-1i) {
		t.Errorf("gradient of |z|²: %v", dzs[0]-10)
	}
	if _, dz := revMixed(z, 1); dz != 4-3i {
		t.Errorf("gradient of x² + 3y: %v", dz)
	}
	if _, dy := dMixed(z, 1i); dy != 3 {
		t.Errorf("tangent of x² + 3y in direction i: %v", dy)
	}
}
