// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Central differences, extrapolated to a zero step after Richardson and Ridders.

package check

import "math"

// An estimate is a numerical derivative with an estimate of its error.
type estimate struct {
	d, err float64
}

// steps tells how differences are taken for one width of floats.
type steps struct {
	starts []float64 // first steps to try
	ratio  float64   // of one step to the next
	n      int       // steps from each start
}

var (
	steps64 = steps{[]float64{0.1, 1e-2, 1e-3, 1e-4}, 1.6, 9}
	steps32 = steps{[]float64{0.25, 0.05}, 1.5, 6}
	rough   = steps{[]float64{0.25, 0.05, 1e-2, 1e-3, 1e-4, 1e-5}, 1.5, 6}
)

// differentiate returns the derivative of every component of g at 0: one
// estimate for each start of s. g returns nil where it is not defined, or has
// another shape.
func differentiate(g func(h float64) []float64, n int, s steps) [][]estimate {
	out := make([][]estimate, n)
	for _, h := range s.starts {
		var rows [][]float64 // rows[k] are the differences for step k
		for range s.n {
			hi, lo := g(h), g(-h)
			if len(hi) != n || len(lo) != n {
				rows = nil
			} else {
				row := make([]float64, n)
				for i := range row {
					row[i] = (hi[i] - lo[i]) / (2 * h)
				}
				rows = append(rows, row)
			}
			h /= s.ratio
		}
		for i := range out {
			out[i] = append(out[i], extrapolate(rows, i, s.ratio))
		}
	}
	return out
}

// best returns the estimate with the smallest error.
func best(es []estimate) estimate {
	b := estimate{math.NaN(), math.Inf(1)}
	for _, e := range es {
		if e.err < b.err {
			b = e
		}
	}
	return b
}

// extrapolate runs Neville's scheme over column i of rows, whose steps fall by
// ratio, and returns the entry whose neighbours agree best with it.
func extrapolate(rows [][]float64, i int, ratio float64) estimate {
	best := estimate{math.NaN(), math.Inf(1)}
	var last []float64
	for _, row := range rows {
		cur := []float64{row[i]}
		f := 1.0
		for j, above := range last {
			f *= ratio * ratio
			v := cur[j] + (cur[j]-above)/(f-1)
			cur = append(cur, v)
			err := math.Max(math.Abs(v-cur[j]), math.Abs(v-above))
			if err < best.err {
				best = estimate{v, err}
			}
		}
		last = cur
	}
	return best
}
