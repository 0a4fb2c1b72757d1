// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Distributions, by their parameters and by the place.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/stat/distuv"
)

//go:autodiff distuv.Normal.LogProb Forward Dual Dual Dual
func dNormalDLogProb(d, dd distuv.Normal, x, dx float64) (float64, float64)

//go:autodiff distuv.Normal.CDF Forward Dual Dual Dual
func dNormalDCDF(d, dd distuv.Normal, x, dx float64) (float64, float64)

//go:autodiff distuv.Normal.Survival Forward Dual Dual Dual
func dNormalDSurvival(d, dd distuv.Normal, x, dx float64) (float64, float64)

//go:autodiff distuv.Normal.Quantile Forward Dual Dual Dual
func dNormalDQuantile(d, dd distuv.Normal, x, dx float64) (float64, float64)

//go:autodiff distuv.Beta.LogProb Forward Dual Dual Dual
func dBetaDLogProb(d, dd distuv.Beta, x, dx float64) (float64, float64)

//go:autodiff distuv.Beta.CDF Forward Dual Dual Dual
func dBetaDCDF(d, dd distuv.Beta, x, dx float64) (float64, float64)

//go:autodiff distuv.Beta.Survival Forward Dual Dual Dual
func dBetaDSurvival(d, dd distuv.Beta, x, dx float64) (float64, float64)

//go:autodiff distuv.Beta.Quantile Forward Dual Dual Dual
func dBetaDQuantile(d, dd distuv.Beta, x, dx float64) (float64, float64)

//go:autodiff distuv.Chi.LogProb Forward Dual Dual Dual
func dChiDLogProb(d, dd distuv.Chi, x, dx float64) (float64, float64)

//go:autodiff distuv.Chi.CDF Forward Dual Dual Dual
func dChiDCDF(d, dd distuv.Chi, x, dx float64) (float64, float64)

//go:autodiff distuv.Chi.Survival Forward Dual Dual Dual
func dChiDSurvival(d, dd distuv.Chi, x, dx float64) (float64, float64)

//go:autodiff distuv.ChiSquared.LogProb Forward Dual Dual Dual
func dChiSquaredDLogProb(d, dd distuv.ChiSquared, x, dx float64) (float64, float64)

//go:autodiff distuv.ChiSquared.CDF Forward Dual Dual Dual
func dChiSquaredDCDF(d, dd distuv.ChiSquared, x, dx float64) (float64, float64)

//go:autodiff distuv.ChiSquared.Survival Forward Dual Dual Dual
func dChiSquaredDSurvival(d, dd distuv.ChiSquared, x, dx float64) (float64, float64)

//go:autodiff distuv.Exponential.LogProb Forward Dual Dual Dual
func dExponentialDLogProb(d, dd distuv.Exponential, x, dx float64) (float64, float64)

//go:autodiff distuv.Exponential.CDF Forward Dual Dual Dual
func dExponentialDCDF(d, dd distuv.Exponential, x, dx float64) (float64, float64)

//go:autodiff distuv.Exponential.Survival Forward Dual Dual Dual
func dExponentialDSurvival(d, dd distuv.Exponential, x, dx float64) (float64, float64)

//go:autodiff distuv.Exponential.Quantile Forward Dual Dual Dual
func dExponentialDQuantile(d, dd distuv.Exponential, x, dx float64) (float64, float64)

//go:autodiff distuv.F.LogProb Forward Dual Dual Dual
func dFDLogProb(d, dd distuv.F, x, dx float64) (float64, float64)

//go:autodiff distuv.F.CDF Forward Dual Dual Dual
func dFDCDF(d, dd distuv.F, x, dx float64) (float64, float64)

//go:autodiff distuv.F.Survival Forward Dual Dual Dual
func dFDSurvival(d, dd distuv.F, x, dx float64) (float64, float64)

//go:autodiff distuv.F.Quantile Forward Dual Dual Dual
func dFDQuantile(d, dd distuv.F, x, dx float64) (float64, float64)

//go:autodiff distuv.Gamma.LogProb Forward Dual Dual Dual
func dGammaDLogProb(d, dd distuv.Gamma, x, dx float64) (float64, float64)

//go:autodiff distuv.Gamma.CDF Forward Dual Dual Dual
func dGammaDCDF(d, dd distuv.Gamma, x, dx float64) (float64, float64)

//go:autodiff distuv.Gamma.Survival Forward Dual Dual Dual
func dGammaDSurvival(d, dd distuv.Gamma, x, dx float64) (float64, float64)

//go:autodiff distuv.GumbelRight.LogProb Forward Dual Dual Dual
func dGumbelRightDLogProb(d, dd distuv.GumbelRight, x, dx float64) (float64, float64)

//go:autodiff distuv.GumbelRight.CDF Forward Dual Dual Dual
func dGumbelRightDCDF(d, dd distuv.GumbelRight, x, dx float64) (float64, float64)

//go:autodiff distuv.GumbelRight.Survival Forward Dual Dual Dual
func dGumbelRightDSurvival(d, dd distuv.GumbelRight, x, dx float64) (float64, float64)

//go:autodiff distuv.GumbelRight.Quantile Forward Dual Dual Dual
func dGumbelRightDQuantile(d, dd distuv.GumbelRight, x, dx float64) (float64, float64)

//go:autodiff distuv.InverseGamma.LogProb Forward Dual Dual Dual
func dInverseGammaDLogProb(d, dd distuv.InverseGamma, x, dx float64) (float64, float64)

//go:autodiff distuv.InverseGamma.CDF Forward Dual Dual Dual
func dInverseGammaDCDF(d, dd distuv.InverseGamma, x, dx float64) (float64, float64)

//go:autodiff distuv.InverseGamma.Survival Forward Dual Dual Dual
func dInverseGammaDSurvival(d, dd distuv.InverseGamma, x, dx float64) (float64, float64)

//go:autodiff distuv.InverseGamma.Quantile Forward Dual Dual Dual
func dInverseGammaDQuantile(d, dd distuv.InverseGamma, x, dx float64) (float64, float64)

//go:autodiff distuv.Laplace.LogProb Forward Dual Dual Dual
func dLaplaceDLogProb(d, dd distuv.Laplace, x, dx float64) (float64, float64)

//go:autodiff distuv.Laplace.CDF Forward Dual Dual Dual
func dLaplaceDCDF(d, dd distuv.Laplace, x, dx float64) (float64, float64)

//go:autodiff distuv.Laplace.Survival Forward Dual Dual Dual
func dLaplaceDSurvival(d, dd distuv.Laplace, x, dx float64) (float64, float64)

//go:autodiff distuv.Laplace.Quantile Forward Dual Dual Dual
func dLaplaceDQuantile(d, dd distuv.Laplace, x, dx float64) (float64, float64)

//go:autodiff distuv.Logistic.LogProb Forward Dual Dual Dual
func dLogisticDLogProb(d, dd distuv.Logistic, x, dx float64) (float64, float64)

//go:autodiff distuv.Logistic.CDF Forward Dual Dual Dual
func dLogisticDCDF(d, dd distuv.Logistic, x, dx float64) (float64, float64)

//go:autodiff distuv.Logistic.Survival Forward Dual Dual Dual
func dLogisticDSurvival(d, dd distuv.Logistic, x, dx float64) (float64, float64)

//go:autodiff distuv.Logistic.Quantile Forward Dual Dual Dual
func dLogisticDQuantile(d, dd distuv.Logistic, x, dx float64) (float64, float64)

//go:autodiff distuv.LogNormal.LogProb Forward Dual Dual Dual
func dLogNormalDLogProb(d, dd distuv.LogNormal, x, dx float64) (float64, float64)

//go:autodiff distuv.LogNormal.CDF Forward Dual Dual Dual
func dLogNormalDCDF(d, dd distuv.LogNormal, x, dx float64) (float64, float64)

//go:autodiff distuv.LogNormal.Survival Forward Dual Dual Dual
func dLogNormalDSurvival(d, dd distuv.LogNormal, x, dx float64) (float64, float64)

//go:autodiff distuv.LogNormal.Quantile Forward Dual Dual Dual
func dLogNormalDQuantile(d, dd distuv.LogNormal, x, dx float64) (float64, float64)

//go:autodiff distuv.Pareto.LogProb Forward Dual Dual Dual
func dParetoDLogProb(d, dd distuv.Pareto, x, dx float64) (float64, float64)

//go:autodiff distuv.Pareto.CDF Forward Dual Dual Dual
func dParetoDCDF(d, dd distuv.Pareto, x, dx float64) (float64, float64)

//go:autodiff distuv.Pareto.Survival Forward Dual Dual Dual
func dParetoDSurvival(d, dd distuv.Pareto, x, dx float64) (float64, float64)

//go:autodiff distuv.Pareto.Quantile Forward Dual Dual Dual
func dParetoDQuantile(d, dd distuv.Pareto, x, dx float64) (float64, float64)

//go:autodiff distuv.StudentsT.LogProb Forward Dual Dual Dual
func dStudentsTDLogProb(d, dd distuv.StudentsT, x, dx float64) (float64, float64)

//go:autodiff distuv.StudentsT.CDF Forward Dual Dual Dual
func dStudentsTDCDF(d, dd distuv.StudentsT, x, dx float64) (float64, float64)

//go:autodiff distuv.StudentsT.Survival Forward Dual Dual Dual
func dStudentsTDSurvival(d, dd distuv.StudentsT, x, dx float64) (float64, float64)

//go:autodiff distuv.StudentsT.Quantile Forward Dual Dual Dual
func dStudentsTDQuantile(d, dd distuv.StudentsT, x, dx float64) (float64, float64)

//go:autodiff distuv.Weibull.LogProb Forward Dual Dual Dual
func dWeibullDLogProb(d, dd distuv.Weibull, x, dx float64) (float64, float64)

//go:autodiff distuv.Weibull.CDF Forward Dual Dual Dual
func dWeibullDCDF(d, dd distuv.Weibull, x, dx float64) (float64, float64)

//go:autodiff distuv.Weibull.Survival Forward Dual Dual Dual
func dWeibullDSurvival(d, dd distuv.Weibull, x, dx float64) (float64, float64)

//go:autodiff distuv.Weibull.Quantile Forward Dual Dual Dual
func dWeibullDQuantile(d, dd distuv.Weibull, x, dx float64) (float64, float64)

//go:autodiff distuv.Uniform.LogProb Forward Dual Dual Dual
func dUniformDLogProb(d, dd distuv.Uniform, x, dx float64) (float64, float64)

//go:autodiff distuv.Uniform.CDF Forward Dual Dual Dual
func dUniformDCDF(d, dd distuv.Uniform, x, dx float64) (float64, float64)

//go:autodiff distuv.Uniform.Survival Forward Dual Dual Dual
func dUniformDSurvival(d, dd distuv.Uniform, x, dx float64) (float64, float64)

//go:autodiff distuv.Uniform.Quantile Forward Dual Dual Dual
func dUniformDQuantile(d, dd distuv.Uniform, x, dx float64) (float64, float64)

//go:autodiff distuv.Poisson.LogProb Forward Dual Const Dual
func dPoissonDLogProb(d, dd distuv.Poisson, x float64) (float64, float64)

//go:autodiff distuv.Binomial.LogProb Forward Dual Const Dual
func dBinomialDLogProb(d, dd distuv.Binomial, x float64) (float64, float64)

func TestDistuv(t *testing.T) {
	check.Forward(t, distuv.Normal.LogProb, dNormalDLogProb, check.Tol(1e-6), distuv.Normal{Mu: 0.3, Sigma: 1.4}, check.Range(-1, 2))
	check.Forward(t, distuv.Normal.CDF, dNormalDCDF, check.Tol(1e-6), distuv.Normal{Mu: 0.3, Sigma: 1.4}, check.Range(-1, 2))
	check.Forward(t, distuv.Normal.Survival, dNormalDSurvival, check.Tol(1e-6), distuv.Normal{Mu: 0.3, Sigma: 1.4}, check.Range(-1, 2))
	check.Forward(t, distuv.Normal.Quantile, dNormalDQuantile, check.Tol(1e-6), distuv.Normal{Mu: 0.3, Sigma: 1.4}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Beta.LogProb, dBetaDLogProb, check.Tol(1e-6), distuv.Beta{Alpha: 1.7, Beta: 2.6}, check.Range(0.2, 0.8))
	check.Forward(t, distuv.Beta.CDF, dBetaDCDF, check.Tol(1e-6), distuv.Beta{Alpha: 1.7, Beta: 2.6}, check.Range(0.2, 0.8))
	check.Forward(t, distuv.Beta.Survival, dBetaDSurvival, check.Tol(1e-6), distuv.Beta{Alpha: 1.7, Beta: 2.6}, check.Range(0.2, 0.8))
	check.Forward(t, distuv.Beta.Quantile, dBetaDQuantile, check.Tol(1e-6), distuv.Beta{Alpha: 1.7, Beta: 2.6}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Chi.LogProb, dChiDLogProb, check.Tol(1e-6), distuv.Chi{K: 2.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.Chi.CDF, dChiDCDF, check.Tol(1e-6), distuv.Chi{K: 2.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.Chi.Survival, dChiDSurvival, check.Tol(1e-6), distuv.Chi{K: 2.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.ChiSquared.LogProb, dChiSquaredDLogProb, check.Tol(1e-6), distuv.ChiSquared{K: 2.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.ChiSquared.CDF, dChiSquaredDCDF, check.Tol(1e-6), distuv.ChiSquared{K: 2.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.ChiSquared.Survival, dChiSquaredDSurvival, check.Tol(1e-6), distuv.ChiSquared{K: 2.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.Exponential.LogProb, dExponentialDLogProb, check.Tol(1e-6), distuv.Exponential{Rate: 1.3}, check.Range(0.2, 2))
	check.Forward(t, distuv.Exponential.CDF, dExponentialDCDF, check.Tol(1e-6), distuv.Exponential{Rate: 1.3}, check.Range(0.2, 2))
	check.Forward(t, distuv.Exponential.Survival, dExponentialDSurvival, check.Tol(1e-6), distuv.Exponential{Rate: 1.3}, check.Range(0.2, 2))
	check.Forward(t, distuv.Exponential.Quantile, dExponentialDQuantile, check.Tol(1e-6), distuv.Exponential{Rate: 1.3}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.F.LogProb, dFDLogProb, check.Tol(1e-6), distuv.F{D1: 3.3, D2: 5.2}, check.Range(0.5, 2))
	check.Forward(t, distuv.F.CDF, dFDCDF, check.Tol(1e-6), distuv.F{D1: 3.3, D2: 5.2}, check.Range(0.5, 2))
	check.Forward(t, distuv.F.Survival, dFDSurvival, check.Tol(1e-6), distuv.F{D1: 3.3, D2: 5.2}, check.Range(0.5, 2))
	check.Forward(t, distuv.F.Quantile, dFDQuantile, check.Tol(1e-6), distuv.F{D1: 3.3, D2: 5.2}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Gamma.LogProb, dGammaDLogProb, check.Tol(1e-6), distuv.Gamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.Gamma.CDF, dGammaDCDF, check.Tol(1e-6), distuv.Gamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.Gamma.Survival, dGammaDSurvival, check.Tol(1e-6), distuv.Gamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.GumbelRight.LogProb, dGumbelRightDLogProb, check.Tol(1e-6), distuv.GumbelRight{Mu: 0.2, Beta: 1.3}, check.Range(-1, 2))
	check.Forward(t, distuv.GumbelRight.CDF, dGumbelRightDCDF, check.Tol(1e-6), distuv.GumbelRight{Mu: 0.2, Beta: 1.3}, check.Range(-1, 2))
	check.Forward(t, distuv.GumbelRight.Survival, dGumbelRightDSurvival, check.Tol(1e-6), distuv.GumbelRight{Mu: 0.2, Beta: 1.3}, check.Range(-1, 2))
	check.Forward(t, distuv.GumbelRight.Quantile, dGumbelRightDQuantile, check.Tol(1e-6), distuv.GumbelRight{Mu: 0.2, Beta: 1.3}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.InverseGamma.LogProb, dInverseGammaDLogProb, check.Tol(1e-6), distuv.InverseGamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.InverseGamma.CDF, dInverseGammaDCDF, check.Tol(1e-6), distuv.InverseGamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.InverseGamma.Survival, dInverseGammaDSurvival, check.Tol(1e-6), distuv.InverseGamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.InverseGamma.Quantile, dInverseGammaDQuantile, check.Tol(1e-6), distuv.InverseGamma{Alpha: 2.3, Beta: 1.2}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Laplace.LogProb, dLaplaceDLogProb, check.Tol(1e-6), distuv.Laplace{Mu: 0.3, Scale: 1.2}, check.Range(0.5, 2))
	check.Forward(t, distuv.Laplace.CDF, dLaplaceDCDF, check.Tol(1e-6), distuv.Laplace{Mu: 0.3, Scale: 1.2}, check.Range(0.5, 2))
	check.Forward(t, distuv.Laplace.Survival, dLaplaceDSurvival, check.Tol(1e-6), distuv.Laplace{Mu: 0.3, Scale: 1.2}, check.Range(0.5, 2))
	check.Forward(t, distuv.Laplace.Quantile, dLaplaceDQuantile, check.Tol(1e-6), distuv.Laplace{Mu: 0.3, Scale: 1.2}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Logistic.LogProb, dLogisticDLogProb, check.Tol(1e-6), distuv.Logistic{Mu: 0.3, S: 1.2}, check.Range(-1, 2))
	check.Forward(t, distuv.Logistic.CDF, dLogisticDCDF, check.Tol(1e-6), distuv.Logistic{Mu: 0.3, S: 1.2}, check.Range(-1, 2))
	check.Forward(t, distuv.Logistic.Survival, dLogisticDSurvival, check.Tol(1e-6), distuv.Logistic{Mu: 0.3, S: 1.2}, check.Range(-1, 2))
	check.Forward(t, distuv.Logistic.Quantile, dLogisticDQuantile, check.Tol(1e-6), distuv.Logistic{Mu: 0.3, S: 1.2}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.LogNormal.LogProb, dLogNormalDLogProb, check.Tol(1e-6), distuv.LogNormal{Mu: 0.3, Sigma: 0.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.LogNormal.CDF, dLogNormalDCDF, check.Tol(1e-6), distuv.LogNormal{Mu: 0.3, Sigma: 0.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.LogNormal.Survival, dLogNormalDSurvival, check.Tol(1e-6), distuv.LogNormal{Mu: 0.3, Sigma: 0.7}, check.Range(0.5, 3))
	check.Forward(t, distuv.LogNormal.Quantile, dLogNormalDQuantile, check.Tol(1e-6), distuv.LogNormal{Mu: 0.3, Sigma: 0.7}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Pareto.LogProb, dParetoDLogProb, check.Tol(1e-6), distuv.Pareto{Xm: 0.8, Alpha: 1.7}, check.Range(1.2, 3))
	check.Forward(t, distuv.Pareto.CDF, dParetoDCDF, check.Tol(1e-6), distuv.Pareto{Xm: 0.8, Alpha: 1.7}, check.Range(1.2, 3))
	check.Forward(t, distuv.Pareto.Survival, dParetoDSurvival, check.Tol(1e-6), distuv.Pareto{Xm: 0.8, Alpha: 1.7}, check.Range(1.2, 3))
	check.Forward(t, distuv.Pareto.Quantile, dParetoDQuantile, check.Tol(1e-6), distuv.Pareto{Xm: 0.8, Alpha: 1.7}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.StudentsT.LogProb, dStudentsTDLogProb, check.Tol(1e-6), distuv.StudentsT{Mu: 0.2, Sigma: 1.1, Nu: 3.3}, check.Range(-1, 2))
	check.Forward(t, distuv.StudentsT.CDF, dStudentsTDCDF, check.Tol(1e-6), distuv.StudentsT{Mu: 0.2, Sigma: 1.1, Nu: 3.3}, check.Range(-1, 2))
	check.Forward(t, distuv.StudentsT.Survival, dStudentsTDSurvival, check.Tol(1e-6), distuv.StudentsT{Mu: 0.2, Sigma: 1.1, Nu: 3.3}, check.Range(-1, 2))
	check.Forward(t, distuv.StudentsT.Quantile, dStudentsTDQuantile, check.Tol(1e-6), distuv.StudentsT{Mu: 0.2, Sigma: 1.1, Nu: 3.3}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Weibull.LogProb, dWeibullDLogProb, check.Tol(1e-6), distuv.Weibull{K: 1.7, Lambda: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.Weibull.CDF, dWeibullDCDF, check.Tol(1e-6), distuv.Weibull{K: 1.7, Lambda: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.Weibull.Survival, dWeibullDSurvival, check.Tol(1e-6), distuv.Weibull{K: 1.7, Lambda: 1.2}, check.Range(0.5, 3))
	check.Forward(t, distuv.Weibull.Quantile, dWeibullDQuantile, check.Tol(1e-6), distuv.Weibull{K: 1.7, Lambda: 1.2}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Uniform.LogProb, dUniformDLogProb, check.Tol(1e-6), distuv.Uniform{Min: -1, Max: 2}, check.Range(-0.5, 1.5))
	check.Forward(t, distuv.Uniform.CDF, dUniformDCDF, check.Tol(1e-6), distuv.Uniform{Min: -1, Max: 2}, check.Range(-0.5, 1.5))
	check.Forward(t, distuv.Uniform.Survival, dUniformDSurvival, check.Tol(1e-6), distuv.Uniform{Min: -1, Max: 2}, check.Range(-0.5, 1.5))
	check.Forward(t, distuv.Uniform.Quantile, dUniformDQuantile, check.Tol(1e-6), distuv.Uniform{Min: -1, Max: 2}, check.Range(0.1, 0.9))
	check.Forward(t, distuv.Poisson.LogProb, dPoissonDLogProb, check.Acts("Dual Const Dual"), check.Tol(1e-6), distuv.Poisson{Lambda: 3.4}, 3.0)
	check.Forward(t, distuv.Binomial.LogProb, dBinomialDLogProb, check.Acts("Dual Const Dual"), check.Tol(1e-6), distuv.Binomial{N: 9, P: 0.3}, 4.0)
}
