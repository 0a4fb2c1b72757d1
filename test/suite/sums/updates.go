// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package sums

import "math"

// spread adds to memory.
//
//go:autodiff dSpread Forward
//go:autodiff revSpread Reverse
func spread(x, y []float64, s float64) float64 {
	for i, v := range x {
		y[i%len(y)] += v * v
		y[(i+1)%len(y)] -= math.Sin(v * s)
		y[(i*i)%len(y)] = v - y[(i*i)%len(y)]
	}
	return y[0] * y[1]
}

// reused uses what it adds, what was there, and the sum.
//
//go:autodiff dReused Forward
//go:autodiff revReused Reverse
func reused(x, y []float64) float64 {
	r := 0.0
	for i, v := range x {
		e := math.Exp(v)
		was := y[i%2]
		now := was + e
		y[i%2] = now
		r += now*now + was*e
	}
	return r
}

// itself adds what is there to itself.
//
//go:autodiff dItself Forward
//go:autodiff revItself Reverse
func itself(x []float64) float64 {
	for i := range x {
		x[i] += x[i]
		x[i] = x[i] - x[i]*x[0]
	}
	return x[len(x)-1]
}

// aliased adds through two pointers to one place.
//
//go:autodiff dAliased Forward
//go:autodiff revAliased Reverse
func aliased(x []float64, i, j int) float64 {
	p, q := &x[i], &x[j]
	*p += *q
	*q += math.Sin(*p)
	*p -= *q * *q
	return *p + 2**q
}

// A cell has fields that are updated beside others.
type cell struct {
	pos, vel [2]float64
	mass     float64
	next     *cell
}

// move updates fields of structs that may be the same.
//
//go:autodiff dMove Forward
//go:autodiff revMove Reverse
func move(cells []cell, i, j int) float64 {
	a, b := &cells[i], &cells[j]
	for range 3 {
		d := a.pos[0] - b.pos[1]
		f := d * a.mass * b.mass
		a.vel[0] -= f * b.mass
		b.vel[1] += f * a.mass
		a.mass *= 1.1
		a.pos[0] += 0.1 * a.vel[0]
		b.pos[1] += 0.1 * b.vel[1]
	}
	return a.pos[0]*b.pos[1] + a.mass*b.vel[0]
}
