// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package plain

import (
	"math"
	"testing"

	"goenzyme/suite/check"
	"goenzyme/suite/generics/made"
)

type layer = made.Layer[float64]

func net() *layer {
	return &layer{
		W:    [][]float64{{1, 2}, {-0.5, 0.3}, {0.1, 1}},
		B:    []float64{0.1, 0.2, 0.3},
		Next: &layer{W: [][]float64{{0.4, -1, 0.7}}, B: []float64{0.5}},
	}
}

func TestGeneric(t *testing.T) {
	x64, x32 := []float64{1, -2, 0.5}, []float32{3, 0.25, -1}
	check.Both(t, made.Sum[float64], made.DSum[float64], made.RSum[float64], x64)
	check.Both(t, made.Sum[float32], made.DSum[float32], made.RSum[float32], x32)
	check.Both(t, sum, dSum, rSum, []meters{1, 2})
	check.Forward(t, made.Sum[float64], made.DSum3[float64], check.Width(3), x64)
	check.Forward(t, made.Sum[float32], made.DSum3[float32], check.Width(3), x32)
	check.Both(t, made.Root[float64], made.DRoot[float64], made.RRoot[float64], 2.5)
	check.Forward(t, made.Dot[[]float64, float64, int], made.DDot[[]float64, float64, int], x64, []float64{4, 5}, 2)
	check.Reverse(t, made.Dot[[]float32, float32, int], made.RDot[[]float32, float32, int], x32, []float32{4, 5}, 2)
	type pair = made.Pair[float64, float64]
	check.Both(t, pair.Swap, pair.DSwap, pair.RSwap, pair{First: 1, Second: 2}, 3.0)
	check.Both(t, (*layer).Run, (*layer).DRun, (*layer).RRun, net(), []float64{0.3, -0.7})
	check.Forward(t, (*layer).Blank, (*layer).DBlank, net(), 1.5)
	check.Forward(t, made.Map[int, []float64], made.DMap[int, []float64], 2, x64, 1.5)
}

func TestSlope(t *testing.T) {
	if got := slope(4.0); math.Abs(got-0.25) > 1e-9 {
		t.Errorf("slope(4) = %v", got)
	}
	if got := slope[float32](4); math.Abs(float64(got)-0.25) > 1e-6 {
		t.Errorf("slope(4) = %v for float32", got)
	}
}

func TestGenericChecks(t *testing.T) {
	defer func() {
		if e, ok := recover().(error); !ok || e.Error() != "autodiff: DSum: shadow dx is shorter than x" {
			t.Errorf("DSum with a short shadow: %v", e)
		}
	}()
	made.DSum([]float64{1, 2}, []float64{1})
}
