// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives of gonum's functions, whose source is as its authors wrote it.

package main

import (
	"math"

	"gonum.org/v1/gonum/interp"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// The regularized incomplete gamma function: mathext → mathext/internal/cephes → math.
//
//go:autodiff mathext.GammaIncReg Forward Dual Dual Dual
func dGammaIncReg(a, da, x, dx float64) (p, dp float64)

// The regularized incomplete beta function takes the same road.
//
//go:autodiff mathext.RegIncBeta Forward Dual Dual Dual Dual
func dRegIncBeta(a, da, b, db, x, dx float64) (i, di float64)

// betaDensity is the derivative of the incomplete beta function by x.
func betaDensity(a, b, x float64) float64 {
	return math.Exp((a-1)*math.Log(x) + (b-1)*math.Log1p(-x) - mathext.Lbeta(a, b))
}

// The gamma distribution by its parameters: stat/distuv → mathext → mathext/internal/cephes → math.
//
//go:autodiff distuv.Gamma.Survival Forward Dual Const Dual
func dSurvival(g, dg distuv.Gamma, x float64) (s, ds float64)

//go:autodiff distuv.Gamma.LogProb Forward Dual Const Dual
func dLogProb(g, dg distuv.Gamma, x float64) (l, dl float64)

// Interpolation by the place: interp → mat → sort.
//
//go:autodiff interp.(*FritschButland).Predict Forward Const Dual Dual
func dPredict(s *interp.FritschButland, x, dx float64) (y, dy float64)

// score returns the log-likelihood of a unit's life and its derivatives by
// shape and rate. A unit that was still running at t tells P(life > t).
func score(shape, rate, t float64, failed bool) (l float64, d [2]float64) {
	g := distuv.Gamma{Alpha: shape, Beta: rate}
	for k, dg := range [2]distuv.Gamma{{Alpha: 1}, {Beta: 1}} {
		if failed {
			l, d[k] = dLogProb(g, dg, t)
		} else {
			s, ds := dSurvival(g, dg, t)
			l, d[k] = math.Log(s), ds/s
		}
	}
	return l, d
}
