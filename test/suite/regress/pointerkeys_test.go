// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

type charge struct{ at, q float64 }

// pointerKeys keeps forces under pointers to what they act on, which lead to active memory:
// map functions take such a key for an integer.
//
//go:autodiff dPointerKeys Forward
//go:autodiff rPointerKeys Reverse
func pointerKeys(x []float64, rounds int) (e float64) {
	cs := make([]*charge, len(x))
	for i, v := range x {
		cs[i] = &charge{v * float64(i+1), v}
	}
	for range rounds {
		forces := make(map[*charge][2]float64)
		for i, a := range cs {
			for _, b := range cs[:i] {
				d := a.at - b.at
				f := a.q * b.q / (d*d + 1)
				forces[a] = [2]float64{forces[a][0] + f, d}
				forces[b] = [2]float64{forces[b][0] - f, -d}
			}
		}
		for _, c := range cs {
			c.at += 0.1 * forces[c][0]
			e += forces[c][1] * c.at
		}
	}
	return e
}

func TestPointerKeys(t *testing.T) {
	check.Both(t, pointerKeys, dPointerKeys, rPointerKeys, check.Vec(4, 0.5, 1.5), 3)
}
