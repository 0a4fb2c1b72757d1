// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package bodies tests //go:autodiffbody: functions that are written in assembly, or
// in a way that cannot be differentiated, and have a body elsewhere.
package bodies

import (
	"testing"

	_ "goenzyme/suite/bodies/extra"
	"goenzyme/suite/bodies/vec"
	"goenzyme/suite/check"
)

//go:autodiff dPoly Forward
//go:autodiff rPoly Reverse
func poly(x, y float64) float64 {
	p := vec.Half(x) * vec.Twice(y)
	for range 3 {
		p = vec.Parallel(p, vec.Twice(x)) + vec.Half(p)
	}
	return p
}

//go:autodiff dTwice Forward
//go:autodiff rTwice Reverse
func twice(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += vec.Twice(v) * local(v)
	}
	return s
}

// local is differentiated as something else, so that it shows.
func local(x float64) float64 { return x * x }

//go:autodiffbody goenzyme/suite/bodies.local
func Local(x float64) float64 { return x * x * 1 }

//go:autodiff vec.Parallel Forward
func dParallel(x, dx, y, dy float64) (float64, float64)

//go:autodiff vec.Parallel Reverse
func rParallel(x, y, dret float64) (p, dx, dy float64)

//go:autodiff dBuffered Forward
//go:autodiff rBuffered Reverse
func buffered(x []float64) float64 {
	s := 0.0
	var b vec.Buffer
	for _, v := range x {
		b.Reset()
		b.Add(v * v)
		b.Add(v)
		s += b.Product()
	}
	return s
}

func TestBodies(t *testing.T) {
	check.Both(t, poly, dPoly, rPoly, check.Range(0.5, 1.5), check.Range(-1, 1))
	check.Both(t, twice, dTwice, rTwice, check.Vec(6, -1, 1))
	check.Both(t, buffered, dBuffered, rBuffered, check.Vec(6, -1, 1))
	check.Both(t, vec.Parallel, dParallel, rParallel, check.Range(0.5, 1.5), check.Range(-1, 1))
}
