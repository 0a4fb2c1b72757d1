// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Special functions.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/mathext"
)

//go:autodiff mathext.Beta Forward
func dBeta(a, da, b, db float64) (float64, float64)

//go:autodiff mathext.Lbeta Forward
func dLbeta(a, da, b, db float64) (float64, float64)

//go:autodiff mathext.RegIncBeta Forward
func dRegIncBeta(a, da, b, db, x, dx float64) (float64, float64)

//go:autodiff mathext.InvRegIncBeta Forward
func dInvRegIncBeta(a, da, b, db, y, dy float64) (float64, float64)

//go:autodiff mathext.Digamma Forward
func dDigamma(x, dx float64) (float64, float64)

//go:autodiff mathext.EllipticRF Forward
func dEllipticRF(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff mathext.EllipticRD Forward
func dEllipticRD(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff mathext.EllipticF Forward
func dEllipticF(p, dp, m, dm float64) (float64, float64)

//go:autodiff mathext.EllipticE Forward
func dEllipticE(p, dp, m, dm float64) (float64, float64)

//go:autodiff mathext.CompleteK Forward
func dCompleteK(m, dm float64) (float64, float64)

//go:autodiff mathext.CompleteE Forward
func dCompleteE(m, dm float64) (float64, float64)

//go:autodiff mathext.CompleteB Forward
func dCompleteB(m, dm float64) (float64, float64)

//go:autodiff mathext.CompleteD Forward
func dCompleteD(m, dm float64) (float64, float64)

//go:autodiff mathext.NormalQuantile Forward
func dNormalQuantile(p, dp float64) (float64, float64)

//go:autodiff mathext.GammaIncReg Forward
func dGammaIncReg(a, da, x, dx float64) (float64, float64)

//go:autodiff mathext.GammaIncRegComp Forward
func dGammaIncRegComp(a, da, x, dx float64) (float64, float64)

//go:autodiff mathext.GammaIncRegCompInv Forward
func dGammaIncRegCompInv(a, da, y, dy float64) (float64, float64)

//go:autodiff mathext.Hypergeo Forward
func dHypergeo(a, da, b, db, c, dc, z, dz float64) (float64, float64)

//go:autodiff mathext.Zeta Forward
func dZeta(x, dx, q, dq float64) (float64, float64)

//go:autodiff mathext.MvLgamma Forward
func dMvLgamma(v, dv float64, dim int) (float64, float64)

//go:autodiff mathext.AiryAi Forward
func dAiryAi(z, dz complex128) (complex128, complex128)

//go:autodiff mathext.AiryAiDeriv Forward
func dAiryAiDeriv(z, dz complex128) (complex128, complex128)

//go:autodiff mathext.Li2 Forward
func dLi2(z, dz complex128) (complex128, complex128)

func TestMathext(t *testing.T) {
	check.Forward(t, mathext.Beta, dBeta, check.Tol(1e-6), check.Range(0.5, 3), check.Range(0.5, 3))
	check.Forward(t, mathext.Lbeta, dLbeta, check.Tol(1e-6), check.Range(0.5, 3), check.Range(0.5, 3))
	check.Forward(t, mathext.RegIncBeta, dRegIncBeta, check.Tol(1e-6), check.Range(0.6, 2.9), check.Range(0.6, 2.9), check.Range(0.2, 0.8))
	check.Forward(t, mathext.InvRegIncBeta, dInvRegIncBeta, check.Tol(1e-6), check.Range(1.1, 2.9), check.Range(1.1, 2.9), check.Range(0.2, 0.8))
	check.Forward(t, mathext.Digamma, dDigamma, check.Tol(1e-6), check.Range(0.3, 9))
	check.Forward(t, mathext.EllipticRF, dEllipticRF, check.Tol(1e-6), check.Range(0.5, 3), check.Range(0.5, 3), check.Range(0.5, 3))
	check.Forward(t, mathext.EllipticRD, dEllipticRD, check.Tol(1e-6), check.Range(0.5, 3), check.Range(0.5, 3), check.Range(0.5, 3))
	check.Forward(t, mathext.EllipticF, dEllipticF, check.Tol(1e-6), check.Range(0.1, 1.4), check.Range(0.1, 0.8))
	check.Forward(t, mathext.EllipticE, dEllipticE, check.Tol(1e-6), check.Range(0.1, 1.4), check.Range(0.1, 0.8))
	check.Forward(t, mathext.CompleteK, dCompleteK, check.Tol(1e-6), check.Range(0.1, 0.8))
	check.Forward(t, mathext.CompleteE, dCompleteE, check.Tol(1e-6), check.Range(0.1, 0.8))
	check.Forward(t, mathext.CompleteB, dCompleteB, check.Tol(1e-6), check.Range(0.1, 0.8))
	check.Forward(t, mathext.CompleteD, dCompleteD, check.Tol(1e-6), check.Range(0.1, 0.8))
	check.Forward(t, mathext.NormalQuantile, dNormalQuantile, check.Tol(1e-6), check.Range(0.01, 0.99))
	check.Forward(t, mathext.GammaIncReg, dGammaIncReg, check.Tol(1e-6), check.Range(0.6, 9), check.Range(0.2, 9))
	check.Forward(t, mathext.GammaIncRegComp, dGammaIncRegComp, check.Tol(1e-6), check.Range(0.6, 9), check.Range(0.2, 9))
	check.Forward(t, mathext.GammaIncRegCompInv, dGammaIncRegCompInv, check.Tol(1e-6), check.Range(1.1, 5), check.Range(0.1, 0.9))
	check.Forward(t, mathext.Hypergeo, dHypergeo, check.Tol(1e-6), check.Range(0.6, 2.4), check.Range(0.6, 2.4), check.Range(2.6, 3.4), check.Range(-0.4, 0.4))
	check.Forward(t, mathext.Zeta, dZeta, check.Tol(1e-6), check.Range(1.5, 4), check.Range(0.5, 3))
	check.Forward(t, mathext.MvLgamma, dMvLgamma, check.Range(4.1, 9), 3)
	check.Forward(t, mathext.AiryAi, dAiryAi, check.Tol(1e-6), check.Range(0.2, 0.6))
	check.Forward(t, mathext.AiryAiDeriv, dAiryAiDeriv, check.Tol(1e-6), check.Range(0.2, 0.6))
	check.Forward(t, mathext.Li2, dLi2, check.Tol(1e-6), check.Range(0.2, 0.6))
}
