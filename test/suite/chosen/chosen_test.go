// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package chosen

import (
	"autodiff/debug"
	"math/rand"
	"testing"

	"goenzyme/suite/check"
)

func TestChosen(t *testing.T) {
	for _, n := range []int{1, 2, 3, 8} {
		x, y := check.Vec(n, -1, 1), check.Vec(n, 0.5, 1)
		check.Both(t, logSumExp, dLogSumExp, revLogSumExp, x)
		check.Both(t, computed, dComputed, revComputed, x, y, check.Range(0.5, 2))
		check.Both(t, rows, dRows, revRows, check.Mat(n, 3, -1, 1), x)
		check.Both(t, rows, dRows, revRows, check.Mat(n, 0, -1, 1), x)
		check.Both(t, structs, dStructs, revStructs, check.Fill(make([]point, n), -1, 1))
		check.Both(t, narrow, dNarrow, revNarrow, check.Fill(make([]float32, n), -1, 1))
		for _, low := range []float64{-2, 0, 2} {
			check.Both(t, spread, dSpread, revSpread, x, low, check.Range(-1, 1))
		}
	}
	check.Both(t, spread, dSpread, revSpread, []float64{}, 1.0, 2.0)
	check.Both(t, computed, dComputed, revComputed, []float64{}, []float64{}, 2.0)
}

func TestStrangers(t *testing.T) {
	for _, n := range []int{1, 2, 3, 8} {
		x, y := check.Vec(n, -1, 1), check.Vec(n, -1, 1)
		check.Both(t, written, dWritten, revWritten, x, y)
		check.Both(t, writtenItself, dWrittenItself, revWrittenItself, x)
		check.Both(t, used, dUsed, revUsed, x)
		check.Both(t, ofItself, dOfItself, revOfItself, x)
		check.Both(t, second, dSecond, revSecond, x)
		check.Both(t, two, dTwo, revTwo, x, y)
		check.Both(t, early, dEarly, revEarly, x, 0.3, true, check.Acts("Dual Const Const Dual"))
		check.Both(t, early, dEarly, revEarly, x, 0.3, false, check.Acts("Dual Const Const Dual"))
		check.Both(t, falls, dFalls, revFalls, x, n)
		check.Both(t, moving, dMoving, revMoving, x)
		check.Both(t, called, dCalled, revCalled, x)
		check.Both(t, gone, dGone, revGone, x)
		check.Panics(t, falls, dFalls, make([]float64, n), n+1)
		check.ReversePanics(t, falls, revFalls, make([]float64, n), n+1)
	}
}

// TestChosenBytes: a choice costs no memory.
func TestChosenBytes(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	x, dx := make([]float64, 1000), make([]float64, 1000)
	for i := range x {
		x[i] = r.Float64()
	}
	before := debug.TapeBytes()
	revSpread(x, dx, 1, 0, 1)
	if n := debug.TapeBytes() - before; n != 0 {
		t.Errorf("%d bytes kept", n)
	}
}
