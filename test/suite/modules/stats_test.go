// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statistics of slices, with errors.

package modules

import (
	"testing"

	"github.com/montanaflynn/stats"

	"goenzyme/suite/check"
)

//go:autodiff stats.Clip Forward
func dStatsClip(p0, dp0 stats.Float64Data, p1, dp1 float64, p2, dp2 float64) ([]float64, []float64, error)

//go:autodiff stats.CoefficientOfVariation Forward
func dStatsCoefficientOfVariation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Correlation Forward
func dStatsCorrelation(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Pearson Forward
func dStatsPearson(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.AutoCorrelation Forward
func dStatsAutoCorrelation(p0, dp0 stats.Float64Data, p1 int) (float64, float64, error)

//go:autodiff stats.CumulativeProduct Forward
func dStatsCumulativeProduct(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.CumulativeMax Forward
func dStatsCumulativeMax(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.CumulativeMin Forward
func dStatsCumulativeMin(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.CumulativeSum Forward
func dStatsCumulativeSum(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.MedianAbsoluteDeviation Forward
func dStatsMedianAbsoluteDeviation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.MedianAbsoluteDeviationPopulation Forward
func dStatsMedianAbsoluteDeviationPopulation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.StandardDeviation Forward
func dStatsStandardDeviation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.StandardDeviationPopulation Forward
func dStatsStandardDeviationPopulation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.StandardDeviationSample Forward
func dStatsStandardDeviationSample(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Diff Forward
func dStatsDiff(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.PercentChange Forward
func dStatsPercentChange(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.ChebyshevDistance Forward
func dStatsChebyshevDistance(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.EuclideanDistance Forward
func dStatsEuclideanDistance(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.ManhattanDistance Forward
func dStatsManhattanDistance(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.MinkowskiDistance Forward
func dStatsMinkowskiDistance(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data, p2, dp2 float64) (float64, float64, error)

//go:autodiff stats.Entropy Forward
func dStatsEntropy(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.EWMA Forward
func dStatsEWMA(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.Range Forward
func dStatsRange(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.ProbGeom Forward
func dStatsProbGeom(p0 int, p1 int, p2, dp2 float64) (float64, float64, error)

//go:autodiff stats.ExpGeom Forward
func dStatsExpGeom(p0, dp0 float64) (float64, float64, error)

//go:autodiff stats.VarGeom Forward
func dStatsVarGeom(p0, dp0 float64) (float64, float64, error)

//go:autodiff stats.Interp Forward
func dStatsInterp(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data, p2, dp2 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.KendallTau Forward
func dStatsKendallTau(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Kurtosis Forward
func dStatsKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.PopulationKurtosis Forward
func dStatsPopulationKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.SampleKurtosis Forward
func dStatsSampleKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.VarP Forward
func dStatsVarP(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.VarS Forward
func dStatsVarS(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.StdDevP Forward
func dStatsStdDevP(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.StdDevS Forward
func dStatsStdDevS(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Max Forward
func dStatsMax(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Mean Forward
func dStatsMean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.GeometricMean Forward
func dStatsGeometricMean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.HarmonicMean Forward
func dStatsHarmonicMean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Median Forward
func dStatsMedian(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Min Forward
func dStatsMin(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.MovingMedian Forward
func dStatsMovingMedian(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.MovingMin Forward
func dStatsMovingMin(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.MovingMax Forward
func dStatsMovingMax(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.MovingSum Forward
func dStatsMovingSum(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.NormPdf Forward
func dStatsNormPdf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormLogPdf Forward
func dStatsNormLogPdf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormCdf Forward
func dStatsNormCdf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormLogCdf Forward
func dStatsNormLogCdf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormSf Forward
func dStatsNormSf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormLogSf Forward
func dStatsNormLogSf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormPpf Forward
func dStatsNormPpf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormIsf Forward
func dStatsNormIsf(p0, dp0 float64, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormMoment Forward
func dStatsNormMoment(p0 int, p1, dp1 float64, p2, dp2 float64) (float64, float64)

//go:autodiff stats.NormEntropy Forward
func dStatsNormEntropy(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff stats.NormMedian Forward
func dStatsNormMedian(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff stats.NormMean Forward
func dStatsNormMean(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff stats.NormVar Forward
func dStatsNormVar(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff stats.NormStd Forward
func dStatsNormStd(p0, dp0 float64, p1, dp1 float64) (float64, float64)

//go:autodiff stats.Percentile Forward
func dStatsPercentile(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.PercentileNearestRank Forward
func dStatsPercentileNearestRank(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.PercentileOfScore Forward
func dStatsPercentileOfScore(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.Product Forward
func dStatsProduct(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.InterQuartileRange Forward
func dStatsInterQuartileRange(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Midhinge Forward
func dStatsMidhinge(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Trimean Forward
func dStatsTrimean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Rescale Forward
func dStatsRescale(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.RMS Forward
func dStatsRMS(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.MovingAverage Forward
func dStatsMovingAverage(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.MovingStdDev Forward
func dStatsMovingStdDev(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Round Forward
func dStatsRound(p0, dp0 float64, p1 int) (float64, float64, error)

//go:autodiff stats.SEM Forward
func dStatsSEM(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Sigmoid Forward
func dStatsSigmoid(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Skewness Forward
func dStatsSkewness(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.PopulationSkewness Forward
func dStatsPopulationSkewness(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.SampleSkewness Forward
func dStatsSampleSkewness(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.SoftMax Forward
func dStatsSoftMax(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Sum Forward
func dStatsSum(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.TrimmedMean Forward
func dStatsTrimmedMean(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.TTest Forward
func dStatsTTest(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data, p2, dp2 float64) (float64, float64, float64, float64, error)

//go:autodiff stats.Variance Forward
func dStatsVariance(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.PopulationVariance Forward
func dStatsPopulationVariance(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.SampleVariance Forward
func dStatsSampleVariance(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Covariance Forward
func dStatsCovariance(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.CovariancePopulation Forward
func dStatsCovariancePopulation(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.WeightedMean Forward
func dStatsWeightedMean(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Winsorize Forward
func dStatsWinsorize(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.ZScore Forward
func dStatsZScore(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.ZTest Forward
func dStatsZTest(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data, p2, dp2 float64, p3, dp3 float64) (float64, float64, float64, float64, error)

func TestStats(t *testing.T) {
	check.Forward(t, stats.Clip, dStatsClip, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.CoefficientOfVariation, dStatsCoefficientOfVariation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Correlation, dStatsCorrelation, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Pearson, dStatsPearson, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.AutoCorrelation, dStatsAutoCorrelation, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.CumulativeProduct, dStatsCumulativeProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CumulativeMax, dStatsCumulativeMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CumulativeMin, dStatsCumulativeMin, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CumulativeSum, dStatsCumulativeSum, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MedianAbsoluteDeviation, dStatsMedianAbsoluteDeviation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MedianAbsoluteDeviationPopulation, dStatsMedianAbsoluteDeviationPopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StandardDeviation, dStatsStandardDeviation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StandardDeviationPopulation, dStatsStandardDeviationPopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StandardDeviationSample, dStatsStandardDeviationSample, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Diff, dStatsDiff, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PercentChange, dStatsPercentChange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ChebyshevDistance, dStatsChebyshevDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.EuclideanDistance, dStatsEuclideanDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ManhattanDistance, dStatsManhattanDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MinkowskiDistance, dStatsMinkowskiDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Entropy, dStatsEntropy, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.EWMA, dStatsEWMA, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Range, dStatsRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ProbGeom, dStatsProbGeom, check.Tol(1e-6), 2, 2, check.Range(0.3, 0.7))
	check.Forward(t, stats.ExpGeom, dStatsExpGeom, check.Tol(1e-6), check.Range(0.3, 0.7))
	check.Forward(t, stats.VarGeom, dStatsVarGeom, check.Tol(1e-6), check.Range(0.3, 0.7))
	check.Forward(t, stats.Interp, dStatsInterp, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.KendallTau, dStatsKendallTau, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Kurtosis, dStatsKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PopulationKurtosis, dStatsPopulationKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SampleKurtosis, dStatsSampleKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.VarP, dStatsVarP, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.VarS, dStatsVarS, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StdDevP, dStatsStdDevP, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StdDevS, dStatsStdDevS, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Max, dStatsMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Mean, dStatsMean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.GeometricMean, dStatsGeometricMean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.HarmonicMean, dStatsHarmonicMean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Median, dStatsMedian, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Min, dStatsMin, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MovingMedian, dStatsMovingMedian, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.MovingMin, dStatsMovingMin, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.MovingMax, dStatsMovingMax, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.MovingSum, dStatsMovingSum, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.NormPdf, dStatsNormPdf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormLogPdf, dStatsNormLogPdf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormCdf, dStatsNormCdf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormLogCdf, dStatsNormLogCdf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormSf, dStatsNormSf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormLogSf, dStatsNormLogSf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormPpf, dStatsNormPpf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormIsf, dStatsNormIsf, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormMoment, dStatsNormMoment, check.Tol(1e-6), 2, check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormEntropy, dStatsNormEntropy, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormMedian, dStatsNormMedian, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormMean, dStatsNormMean, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormVar, dStatsNormVar, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.NormStd, dStatsNormStd, check.Tol(1e-6), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.Percentile, dStatsPercentile, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.PercentileNearestRank, dStatsPercentileNearestRank, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.PercentileOfScore, dStatsPercentileOfScore, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Product, dStatsProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.InterQuartileRange, dStatsInterQuartileRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Midhinge, dStatsMidhinge, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Trimean, dStatsTrimean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Rescale, dStatsRescale, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.RMS, dStatsRMS, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MovingAverage, dStatsMovingAverage, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.MovingStdDev, dStatsMovingStdDev, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Round, dStatsRound, check.Tol(1e-6), check.Range(0.3, 0.7), 2)
	check.Forward(t, stats.SEM, dStatsSEM, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Sigmoid, dStatsSigmoid, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Skewness, dStatsSkewness, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PopulationSkewness, dStatsPopulationSkewness, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SampleSkewness, dStatsSampleSkewness, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SoftMax, dStatsSoftMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Sum, dStatsSum, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.TrimmedMean, dStatsTrimmedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.TTest, dStatsTTest, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Variance, dStatsVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PopulationVariance, dStatsPopulationVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SampleVariance, dStatsSampleVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Covariance, dStatsCovariance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CovariancePopulation, dStatsCovariancePopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.WeightedMean, dStatsWeightedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Winsorize, dStatsWinsorize, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.ZScore, dStatsZScore, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ZTest, dStatsZTest, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
}
