// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Maximum likelihood for units that failed and units that were still running.

package main

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// bearings are the lives of 23 ball bearings in millions of revolutions
// (Lieblein and Zelen, Journal of Research of the National Bureau of
// Standards 57, 1956).
var bearings = []float64{
	17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80,
	68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40,
}

// A lifeFit is a gamma distribution fitted to a test that ended at time end.
type lifeFit struct {
	shape, rate float64
	logLik      float64
	deviation   [2]float64 // standard errors of shape and rate
	censored    int        // units still running
	steps       int
}

// sums adds up score and its outer products over all units.
func sums(shape, rate, end float64) (l float64, g [2]float64, h [2][2]float64, censored int) {
	for _, t := range bearings {
		failed := t <= end
		if !failed {
			censored++
			t = end
		}
		li, gi := score(shape, rate, t, failed)
		l += li
		for i := range g {
			g[i] += gi[i]
			for j := range g {
				h[i][j] += gi[i] * gi[j]
			}
		}
	}
	return
}

// fitLife climbs the likelihood after Berndt, Hall, Hall and Hausman: the
// outer products of the scores stand for the Hessian.
func fitLife(end float64) (lifeFit, error) {
	f := lifeFit{shape: 1, rate: 0.01}
	l, g, h, censored := sums(f.shape, f.rate, end)
	for ; f.steps < 1000; f.steps++ {
		det := h[0][0]*h[1][1] - h[0][1]*h[1][0]
		d := [2]float64{(h[1][1]*g[0] - h[0][1]*g[1]) / det, (h[0][0]*g[1] - h[1][0]*g[0]) / det}
		f.logLik, f.censored = l, censored
		f.deviation = [2]float64{math.Sqrt(h[1][1] / det), math.Sqrt(h[0][0] / det)}
		if math.Abs(d[0]) < 1e-13*f.shape && math.Abs(d[1]) < 1e-13*f.rate {
			return f, nil
		}
		if !climb(&f, &l, &g, &h, d, end) {
			return f, nil
		}
	}
	return f, fmt.Errorf("no convergence after %d steps", f.steps)
}

// climb takes the largest part of step d that does not lower the likelihood.
func climb(f *lifeFit, l *float64, g *[2]float64, h *[2][2]float64, d [2]float64, end float64) bool {
	for part := 1.0; part > 1e-4; part /= 2 {
		shape, rate := f.shape+part*d[0], f.rate+part*d[1]
		if shape <= 0 || rate <= 0 {
			continue
		}
		next, gNext, hNext, _ := sums(shape, rate, end)
		if next >= *l-1e-13*math.Abs(*l) && gradient(gNext, shape, rate) < 2*gradient(*g, f.shape, f.rate) {
			f.shape, f.rate, *l, *g, *h = shape, rate, next, gNext, hNext
			return true
		}
	}
	return false
}

// gradient measures g in relative steps.
func gradient(g [2]float64, shape, rate float64) float64 {
	return math.Hypot(g[0]*shape, g[1]*rate)
}

// textbook solves log(shape) - ψ(shape) = log(mean) - mean(log) for the test
// that ran until all had failed, by bisection: no derivative is involved.
func textbook() (shape, rate float64) {
	mean, logs := 0.0, 0.0
	for _, t := range bearings {
		mean += t / float64(len(bearings))
		logs += math.Log(t) / float64(len(bearings))
	}
	lo, hi := 0.1, 100.0
	for range 200 {
		mid := (lo + hi) / 2
		if math.Log(mid)-mathext.Digamma(mid) > math.Log(mean)-logs {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo, lo / mean
}
