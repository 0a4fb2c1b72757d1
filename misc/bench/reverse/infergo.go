// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Gradients by infergo, from the differentiated copies of package model.

package reverse

import (
	model "goenzyme/bench/reverse/model/ad"

	infergo "bitbucket.org/dtolpin/infergo/model"
)

// observe returns the gradient of m at x.
func observe(m infergo.Model, x []float64) func() []float64 {
	return func() []float64 {
		m.Observe(x)
		return infergo.Gradient(m)
	}
}

// odeModel returns the integrator with its memory.
func odeModel(n int) *model.ODE {
	r := rows(make([]float64, 6*n), n)
	return &model.ODE{Steps: odeSteps, Y: r[0], At: r[1], K1: r[2], K2: r[3], K3: r[4], K4: r[5]}
}

// gmmModel returns the mixture with its memory.
func gmmModel(d, k int, points [][]float64, prior wishart) *model.GMM {
	r := split(make([]float64, k*d+2*k+d), k*d, k, k, d)
	return &model.GMM{D: d, K: k, M: prior.m, Gamma: prior.gamma, Points: points, Diag: r[0], SumQ: r[1], Terms: r[2], Centred: r[3]}
}
