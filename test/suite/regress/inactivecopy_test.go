// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// grown appends rows that nothing has been stored in to active ones, as gonum's LBFGS does.
//
//go:autodiff dGrown Forward
//go:autodiff rGrown Reverse
func grown(rows [][]float64, x []float64) (sum float64) {
	more := make([][]float64, 3)
	rows = append(rows[:len(rows):len(rows)], more...)
	for i := range rows {
		if rows[i] == nil {
			rows[i] = make([]float64, len(x))
		}
		for j := range rows[i] {
			rows[i][j] += x[j] * float64(i+1)
			sum += rows[i][j] * rows[i][j]
		}
	}
	return sum
}

// filled appends rows that hold numbers, into which active ones are stored afterwards.
//
//go:autodiff dFilled Forward
//go:autodiff rFilled Reverse
func filled(rows [][]float64, x []float64) (sum float64) {
	more := make([][]float64, 2)
	for i := range more {
		more[i] = []float64{1, 2, 3}
	}
	rows = append(rows[:len(rows):len(rows)], more...)
	for i := range rows {
		for j := range rows[i] {
			rows[i][j] *= x[j]
			sum += rows[i][j] * rows[i][j]
		}
	}
	return sum
}

// constRows copies rows of the caller, of which nothing is active, to active ones.
//
//go:autodiff dConstRows Forward Dual Const Dual Dual
//go:autodiff rConstRows Reverse Duplicated Const Duplicated Active
func constRows(rows, fixed [][]float64, x []float64) (sum float64) {
	n := copy(rows, fixed)
	rows[n] = x
	for i := range rows {
		for j := range rows[i] {
			sum += rows[i][j] * rows[i][j] * float64(i+j+1)
		}
	}
	return sum
}

// A weighted holds floats and a reference.
type weighted struct {
	w float64
	x []float64
}

//go:autodiff dConstPairs Forward Dual Const Dual Dual
//go:autodiff rConstPairs Reverse Duplicated Const Duplicated Active
func constPairs(ps, fixed []weighted, x []float64) (sum float64) {
	ps = append(ps[:1:1], fixed...)
	ps = append(ps, weighted{x[0], x})
	for i, p := range ps {
		for _, v := range p.x {
			sum += v * v * p.w * float64(i+1)
		}
	}
	return sum
}

// TestInactiveCopy copies inactive references to active memory, which reverse mode refused.
func TestInactiveCopy(t *testing.T) {
	rows := func() [][]float64 { return [][]float64{{1, 2, 3}, {0.5, 0.25, 2}} }
	x := check.Vec(3, 0.5, 2)
	check.Both(t, grown, dGrown, rGrown, rows(), x)
	check.Both(t, filled, dFilled, rFilled, rows(), x)
	fixed := [][]float64{{2, 1, 4}}
	check.Both(t, constRows, dConstRows, rConstRows, rows(), fixed, x, check.Acts("Dual Const Dual Dual"))
	pairs := []weighted{{1, []float64{2, 3}}, {3, []float64{1, 5, 2}}}
	check.Both(t, constPairs, dConstPairs, rConstPairs, pairs, pairs[1:], x, check.Acts("Dual Const Dual Dual"))
}

//go:autodiff constPairs Forward(2) Dual Const Dual Dual
func wConstPairs(ps []weighted, dps [2][]weighted, fixed []weighted, x []float64, dx [2][]float64) (float64, [2]float64)

//go:autodiff constPairs Forward Dual Const Dual Dual runtimeactivity
func aConstPairs(ps, dps, fixed []weighted, x, dx []float64) (float64, float64)

//go:autodiff constPairs Reverse Duplicated Const Duplicated Active runtimeactivity
func arConstPairs(ps, dps, fixed []weighted, x, dx []float64, dret float64) float64

// TestInactiveCopyVariants does the same in two directions, and with activity at run time.
func TestInactiveCopyVariants(t *testing.T) {
	x := check.Vec(3, 0.5, 2)
	pairs := []weighted{{1, []float64{2, 3}}, {3, []float64{1, 5, 2}}}
	check.Forward(t, constPairs, wConstPairs, pairs, pairs[1:], x, check.Acts("Dual Const Dual Dual"), check.Width(2))
	check.Both(t, constPairs, aConstPairs, arConstPairs, pairs, pairs[1:], x, check.Acts("Dual Const Dual Dual"))
}
