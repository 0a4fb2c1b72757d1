// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package twins has loops in loops that load what another iteration of the outer loop
// has on the tape, and as many that only look like it. All overwrite what they load, or
// might, so that nothing can be loaded again.
package twins

import "math"

// triangle is like the inner loop of a Gaussian mixture: scratch memory, filled anew
// for each row.
func triangle(x, low, scratch []float64, rows int) float64 {
	total := 0.0
	n := len(scratch)
	for r := range rows {
		for i := range scratch {
			scratch[i] = x[r*n+i] * x[r*n+i]
		}
		at := 0
		for i, v := range scratch {
			q := math.Sin(v)
			for _, u := range scratch[:i] {
				q += low[at] * u * u
				at++
			}
			total += q * q
		}
	}
	return total
}

//go:autodiff triangle Forward
func dTriangle(x, dx, low, dlow, scratch, dscratch []float64, rows int) (float64, float64)

//go:autodiff triangle Reverse noalias
func revTriangle(x, dx, low, dlow, scratch, dscratch []float64, rows int, seed float64) float64

// triangleNarrow is the same in float32, with the index from 1.
func triangleNarrow(x, scratch []float32, rows int) float32 {
	total := float32(0)
	n := len(scratch)
	for r := range rows {
		for i := range scratch {
			scratch[i] = x[r*n+i] * 0.5
		}
		for i := 1; i < n; i++ {
			v := scratch[i]
			for j := 1; j < i; j++ {
				total += v * scratch[j] * scratch[j]
			}
		}
	}
	return total
}

//go:autodiff triangleNarrow Forward
func dTriangleNarrow(x, dx, scratch, dscratch []float32, rows int) (float32, float32)

//go:autodiff triangleNarrow Reverse
func revTriangleNarrow(x, dx, scratch, dscratch []float32, rows int, seed float32) float32

// substitute solves L·y = b forwards, with an L that has ones on its diagonal, and
// overwrites b with y; then does so again.
func substitute(l, b []float64) float64 {
	n := len(b)
	for range 2 {
		for i := range b {
			s := b[i]
			for j := 0; j < i; j++ {
				s -= l[i*n+j] * b[j]
			}
			b[i] = s / (2 + s*s)
		}
	}
	total := 0.0
	for _, v := range b {
		total += v * v
	}
	return total
}

//go:autodiff substitute Forward
func dSubstitute(l, dl, b, db []float64) (float64, float64)

//go:autodiff substitute Reverse noalias
func revSubstitute(l, dl, b, db []float64, seed float64) float64

// pairs is like the n-body problem: all pairs, then everything moves.
func pairs(x []float64, steps int) float64 {
	total := 0.0
	for range steps {
		for i := 0; i < len(x); i++ {
			p := x[i]
			for j := i + 1; j < len(x); j++ {
				d := p - x[j]
				total += math.Sqrt(1+d*d) * math.Cos(x[j])
			}
		}
		for i := range x {
			x[i] = 0.9*x[i] + 0.1*math.Sin(x[i])
		}
	}
	return total
}

//go:autodiff pairs Forward
func dPairs(x, dx []float64, steps int) (float64, float64)

//go:autodiff pairs Reverse
func revPairs(x, dx []float64, steps int, seed float64) float64

// recurrence is a twin three loops deep: f(i) of all smaller ones, weighted twice.
func recurrence(f, w []float64, turns int) float64 {
	total := 0.0
	for range turns {
		for i := range f {
			s := f[i]
			for k := 0; k < 2; k++ {
				for j := 0; j < i; j++ {
					s += w[j] * f[j] * float64(k+1)
				}
			}
			f[i] = math.Tanh(s)
		}
		total += f[len(f)-1]
	}
	return total
}

//go:autodiff recurrence Forward
func dRecurrence(f, df, w, dw []float64, turns int) (float64, float64)

//go:autodiff recurrence Reverse noalias
func revRecurrence(f, df, w, dw []float64, turns int, seed float64) float64
