// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// A keeper holds a slice.
type keeper struct {
	n    int
	data []float64
}

func (h *keeper) set(x []float64) {
	copy(h.data, x)
	h.n, h.data = len(x), x
}

// held calls a method of nil in one branch, as gonum's Cholesky.SymRankOne does.
//
//go:autodiff dHeld Forward
//go:autodiff rHeld Reverse
func held(x []float64, own bool) float64 {
	y := x
	if !own {
		var h *keeper
		h.set(x)
		y = h.data
	}
	return y[0] * y[1]
}

// TestNilReceiver stores active values behind nil, which was refused though it never happens.
func TestNilReceiver(t *testing.T) {
	check.Both(t, held, dHeld, rHeld, []float64{1, 2}, true)
	check.Panics(t, held, dHeld, []float64{1, 2}, false)
	check.ReversePanics(t, held, rHeld, []float64{1, 2}, false)
}
