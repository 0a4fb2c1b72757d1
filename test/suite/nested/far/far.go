// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package far declares derivatives that another package differentiates.
package far

import "math"

// Form A and form B, of functions that nobody else knows.
//
//go:autodiff DEnergy Forward
//go:autodiff DEnergy2 Forward(2)
//go:autodiff REnergy Reverse
func energy(x []float64, k float64) float64 {
	s := 0.0
	for i := 1; i < len(x); i++ {
		d := x[i] - x[i-1]
		s += k * d * d * math.Cos(x[i])
	}
	return s
}

//go:autodiff half Reverse Active ActiveOnly
func GradHalf(x, seed float64) (dx float64)

func half(x float64) float64 { return 0.5 * x * x * math.Exp(x) }

// A Spring has derivatives that are methods.
type Spring struct{ K, L float64 }

//go:autodiff DPull Forward
//go:autodiff RPull Reverse
func (s *Spring) Pull(x float64) float64 { return s.K * (x - s.L) * (x - s.L) * x }

// Newton calls a derivative.
func Newton(x, y float64) float64 {
	for range 3 {
		f, df := dRoot(x, 1, y, 0)
		x -= f / df
	}
	return x
}

//go:autodiff dRoot Forward
func root(x, y float64) float64 { return x*x*x + x - y }
