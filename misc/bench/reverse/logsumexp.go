// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Log-sum-exp: log(Σ exp(x)).

package reverse

import (
	"math"

	"goenzyme/bench/clock"
	model "goenzyme/bench/reverse/model/ad"
)

// logSumExp is log(Σ exp(x)), shifted by the largest x.
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
	return m + math.Log(s)
}

// logSumExpHand stores the gradient in dx and returns the value.
func logSumExpHand(x, dx []float64) float64 {
	m := x[0]
	for _, v := range x[1:] {
		if v > m {
			m = v
		}
	}
	s := 0.0
	dx = dx[:len(x)]
	for i, v := range x {
		e := math.Exp(v - m)
		dx[i] = e
		s += e
	}
	share := 1 / s
	for i := range dx {
		dx[i] *= share
	}
	return m + math.Log(s)
}

func logSumExpCase(n int) *objective {
	x, dx := clock.NewSource(1).Numbers(n), make([]float64, n)
	return &objective{
		name:   "log-sum-exp",
		x:      x,
		dx:     dx,
		primal: func() float64 { return logSumExp(x) },
		hand:   func() { logSumExpHand(x, dx) },
		tangent: func() float64 {
			_, d := logSumExpTangent(x, dx)
			return d
		},
		ours: func() {
			clear(dx)
			logSumExpGrad(x, dx, 1)
		},
		infergo: observe(&model.LogSumExp{}, x),
	}
}
