// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Descent along gradients, which are reverse derivatives: all parameters in
// one sweep for each observation.

package main

import (
	"math"
	"sort"
	"strings"

	"gonum.org/v1/gonum/optimize"
)

// descend minimises the logarithm of the sum of squares after Broyden,
// Fletcher, Goldfarb and Shanno, starting at start.
//
// The parameters differ by many orders of magnitude, so that the descent is
// in multiples of them; it starts again in multiples of what it has found
// until that helps no more.
func (p *problem) descend(start []float64) *fitter {
	n := len(start)
	f := &fitter{problem: p, b: append([]float64(nil), start...), r: make([]float64, len(p.x))}
	f.rss = f.residuals(f.b, f.r)
	unit, at := append([]float64(nil), start...), make([]float64, n)
	place := func(u []float64) []float64 {
		for k := range u {
			at[k] = u[k] * unit[k]
		}
		return at
	}
	task := optimize.Problem{
		Func: func(u []float64) float64 {
			if v := math.Log(f.residuals(place(u), f.r)); !math.IsNaN(v) {
				return v
			}
			return math.Inf(1)
		},
		Grad: func(du, u []float64) {
			f.steps++
			f.gradient(place(u), du)
			for k := range du {
				du[k] *= unit[k]
			}
		},
	}
	settings := &optimize.Settings{MajorIterations: 2000, GradientThreshold: 1e-13, Converger: optimize.NeverTerminate{}}
	for last := math.Inf(1); f.rss < last*(1-1e-12); {
		last = f.rss
		ones := make([]float64, n)
		for k := range ones {
			ones[k] = 1
		}
		// A line search that finds nothing lower ends the descent, and says so
		// with an error.
		result, _ := optimize.Minimize(task, ones, settings, &optimize.BFGS{})
		if result == nil {
			break
		}
		copy(f.b, place(result.X))
		copy(unit, f.b)
		f.rss = f.residuals(f.b, f.r)
	}
	f.order()
	return f
}

// gradient stores the derivatives of log Σ r² in g.
func (f *fitter) gradient(b, g []float64) {
	rss := f.residuals(b, f.r)
	clear(g)
	for i, x := range f.x {
		f.grad(b, g, x, -2*f.r[i]/rss)
	}
}

// order sorts the terms of Lanczos' sums, which are all alike, as NIST does.
func (f *fitter) order() {
	if strings.HasPrefix(f.name, "Lanczos") {
		sort.Sort(terms(f.b))
	}
}

// terms are pairs of factor and exponent.
type terms []float64

func (t terms) Len() int           { return len(t) / 2 }
func (t terms) Less(i, j int) bool { return t[2*i+1] < t[2*j+1] }
func (t terms) Swap(i, j int) {
	t[2*i], t[2*j] = t[2*j], t[2*i]
	t[2*i+1], t[2*j+1] = t[2*j+1], t[2*i+1]
}
