// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Special functions.

package modules

import (
	"testing"

	"github.com/aclements/go-moremath/mathx"

	"goenzyme/suite/check"
)

//go:autodiff mathx.Sign Forward
func dMathxSign(p0, dp0 float64) (float64, float64)

//go:autodiff mathx.Beta Forward
func dMathxBeta(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff mathx.BetaInc Forward
func dMathxBetaInc(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff mathx.GammaInc Forward
func dMathxGammaInc(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff mathx.GammaIncComp Forward
func dMathxGammaIncComp(p0, dp0 float64, p1, dp1 float64) (float64, float64)

func TestMathx(t *testing.T) {
	check.Forward(t, mathx.Sign, dMathxSign, check.Tol(1e-6), check.Range(0.3, 0.7))
	check.Forward(t, mathx.Beta, dMathxBeta, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, mathx.BetaInc, dMathxBetaInc, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, mathx.GammaInc, dMathxGammaInc, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, mathx.GammaIncComp, dMathxGammaIncComp, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
}
