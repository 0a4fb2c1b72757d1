// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package chosen tests values that a loop chooses among those that it passes.
package chosen

import "math"

// logSumExp is shifted by the largest element.
func logSumExp(x []float64) float64 {
	m := x[0]
	for _, v := range x[1:] {
		if v > m {
			m = v
		}
	}
	s := 0.0
	for _, v := range x {
		s += math.Exp(v - m)
	}
	return m*m + math.Log(s)
}

//go:autodiff logSumExp Forward
func dLogSumExp(x, dx []float64) (float64, float64)

//go:autodiff logSumExp Reverse
func revLogSumExp(x, dx []float64, seed float64) float64

// spread: two are chosen, and neither may have been.
func spread(x []float64, low, high float64) float64 {
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] < low {
			low = x[i]
		}
		if !(x[i] <= high) {
			high = x[i]
		}
	}
	return high*high - low
}

//go:autodiff spread Forward
func dSpread(x, dx []float64, low, dlow, high, dhigh float64) (float64, float64)

//go:autodiff spread Reverse
func revSpread(x, dx []float64, low, high, seed float64) (float64, float64, float64)

// computed: what is chosen is computed from several.
func computed(x, y []float64, c float64) float64 {
	best, at := math.Inf(-1), -1
	for i, v := range x {
		if d := math.Abs(c*v-y[i]) * y[len(y)-1-i]; d > best {
			best, at = d, i
		}
	}
	if at < 0 {
		return c
	}
	return best*c + x[at]
}

//go:autodiff computed Forward
func dComputed(x, dx, y, dy []float64, c, dc float64) (float64, float64)

//go:autodiff computed Reverse
func revComputed(x, dx, y, dy []float64, c, seed float64) (float64, float64)

// rows: for each row anew, in a loop that writes.
func rows(a [][]float64, out []float64) float64 {
	s := 0.0
	for i, row := range a {
		m := 0.0
		for _, v := range row {
			if v > m {
				m = v
			}
		}
		out[i] = m * m
		s += m * out[0]
	}
	return s
}

//go:autodiff rows Forward
func dRows(a, da [][]float64, out, dout []float64) (float64, float64)

//go:autodiff rows Reverse
func revRows(a, da [][]float64, out, dout []float64, seed float64) float64

// structs: fields of what is passed, and writes to others.
func structs(ps []point) float64 {
	m := 0.0
	for i := range ps {
		p := &ps[i]
		p.seen = p.x * p.x
		if p.x > m || p.x < -m {
			m = p.x
		} else if p.x == 0 {
			continue
		}
		p.seen += 1
	}
	for i := range ps {
		m += ps[i].seen * m
	}
	return m
}

type point struct{ x, seen float64 }

//go:autodiff structs Forward
func dStructs(ps, dps []point) (float64, float64)

//go:autodiff structs Reverse
func revStructs(ps, dps []point, seed float64) float64

// narrow: in float32, with a step of two.
func narrow(x []float32) float32 {
	m := float32(-10)
	for i := 0; i+1 < len(x); i += 2 {
		if d := x[i] * x[i+1]; d > m {
			m = d
		}
	}
	return m * m
}

//go:autodiff narrow Forward
func dNarrow(x, dx []float32) (float32, float32)

//go:autodiff narrow Reverse
func revNarrow(x, dx []float32, seed float32) float32
