// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package far is reached from package calls through package near only.
package far

import "math"

// Scale is read by unexported functions of this package.
var Scale = 1.5

// A Curve is a polynomial with an offset that only this package sees.
type Curve struct {
	C      []float64
	offset float64
}

// New returns a curve.
func New(offset float64, c ...float64) *Curve { return &Curve{c, offset} }

// At evaluates the curve.
func (c *Curve) At(x float64) float64 {
	s := 0.0
	for i := len(c.C) - 1; i >= 0; i-- {
		s = s*x + c.C[i]
	}
	return s + c.offset
}

// Soft is a smooth maximum of x and y.
func Soft(x, y float64) float64 { return hidden(x, y) * Scale }

func hidden(x, y float64) float64 {
	m := max(x, y)
	return m + math.Log(math.Exp(x-m)+math.Exp(y-m))
}

// Damp changes x in place.
func Damp(x []float64) {
	for i := range x {
		x[i] *= math.Exp(-float64(i) / Scale)
	}
}

// Same has a namesake in package near, of the same type.
//
//go:noinline
func Same(x float64) float64 { return 3 * x }
