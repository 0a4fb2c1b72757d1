// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package disjoint tests derivatives that ask at run time whether their arguments overlap.
package disjoint

import "math"

// scale: x is loaded again, unless y overlaps it.
func scale(x, y []float64) {
	for i, v := range x {
		y[i] = v * v
	}
}

//go:autodiff scale Reverse
func revScale(x, dx, y, dy []float64)

//go:autodiff scale Reverse unchecked
func revScaleUnchecked(x, dx, y, dy []float64)

//go:autodiff scale Forward
func dScale(x, dx, y, dy []float64)

// back is scale from the last element on, and returns a sum.
func back(x, y []float64, c float64) float64 {
	s := 0.0
	for i := len(x) - 1; i >= 0; i-- {
		y[i] = c * x[i] * x[i]
		s += y[i] * x[i]
	}
	return s
}

//go:autodiff back Reverse
func revBack(x, dx, y, dy []float64, c, seed float64) (float64, float64)

//go:autodiff back Forward
func dBack(x, dx, y, dy []float64, c, dc float64) (float64, float64)

// spread: through a pointer to one element, and a field of a struct.
func spread(v view, p *float64) float64 {
	s := 0.0
	for i := range v.data {
		*p = v.data[i] * v.scale
		s += math.Sin(v.data[i]) * *p
	}
	return s
}

type view struct {
	data  []float64
	scale float64
}

//go:autodiff spread Reverse
func revSpread(v view, dv *view, p, dp *float64, seed float64) float64

// appended: writes behind the end of x, where y may be.
func appended(x, y []float64) float64 {
	s := 0.0
	for i, v := range y {
		x = append(x, v*v)
		s += y[i] * x[i]
	}
	return s
}

//go:autodiff appended Reverse
func revAppended(x, dx, y, dy []float64, seed float64) float64

// beyond: reslices x behind its end.
func beyond(x, y []float64) float64 {
	x = x[:cap(x)]
	s := 0.0
	for i, v := range y {
		x[len(x)-1-i] = v * v
		s += x[i] * y[i]
	}
	return s
}

//go:autodiff beyond Reverse
func revBeyond(x, dx, y, dy []float64, seed float64) float64

// normalise: the norm stays in the loop, unless out does not overlap in.
func normalise(out, in []float64) {
	for i := range in {
		out[i] = in[i] / norm(in)
	}
}

func norm(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v * v
	}
	return math.Sqrt(s)
}

//go:autodiff normalise Reverse
func revNormalise(out, dout, in, din []float64)

//go:autodiff normalise Forward
func dNormalise(out, dout, in, din []float64)

// rows: nested slices lead anywhere.
func rows(a [][]float64, x []float64) float64 {
	s := 0.0
	for _, row := range a {
		for j, v := range row {
			x[j] = v * x[j]
			s += x[j] * v
		}
	}
	return s
}

//go:autodiff rows Reverse
func revRows(a, da [][]float64, x, dx []float64, seed float64) float64

// A vector has a method with a derivative.
type vector []float64

func (x vector) into(y vector, n int) (s float64) {
	for i := range n {
		y[i] = x[i] * x[i] * x[i]
		s += y[i]
	}
	return s
}

//go:autodiff vector.into Reverse
func revInto(x, dx, y, dy vector, n int, seed float64) float64

//go:autodiff revMethod Reverse
func (x *pair) square(y *pair) {
	for range 2 {
		y.a = x.a * x.b
		y.b = x.b * y.a
	}
}

type pair struct{ a, b float64 }
