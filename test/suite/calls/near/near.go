// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package near stands between package calls and package far.
package near

import (
	"math"

	"goenzyme/suite/calls/far"
)

// Smooth calls into another package, twice.
func Smooth(x, y float64) float64 { return far.Soft(x, y) + far.Soft(y*y, x) }

// Damped changes a copy of x.
func Damped(x []float64) []float64 {
	y := append([]float64(nil), x...)
	far.Damp(y)
	y[0] += far.New(0.5, x...).At(0.3)
	return y
}

// A Shape is what the method tests use.
type Shape struct {
	W, H float64
	tags []string
}

// Area has a value receiver.
func (s Shape) Area() float64 { return s.W * s.H * factor() }

// Grow has a pointer receiver.
func (s *Shape) Grow(by float64) float64 {
	s.W *= by
	s.H += s.unexported(by)
	return s.W
}

func (s *Shape) unexported(by float64) float64 { return math.Sin(by) * s.W }

// Tagged mixes floats and strings.
func (s Shape) Tagged(tag string, x ...float64) (float64, bool) {
	s.tags = append(s.tags, tag)
	t := 0.0
	for _, v := range x {
		t += v * s.W
	}
	return t, len(s.tags) > 0
}

func factor() float64 { return 0.5 }

// Vec is a slice with methods.
type Vec []float64

// Dot has a value receiver that is a slice.
func (v Vec) Dot(w Vec) float64 {
	s := 0.0
	for i := range v {
		s += v[i] * w[i]
	}
	return s
}

// Degrees is a float with a method.
type Degrees float64

// Radians converts.
func (d Degrees) Radians() float64 { return float64(d) * math.Pi / 180 }

// Same has a namesake in package far, of the same type.
//
//go:noinline
func Same(x float64) float64 { return x * x }
