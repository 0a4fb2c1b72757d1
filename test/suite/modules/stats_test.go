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

//go:autodiff stats.Float64Data.Clip Forward
func dStatsFloat64DataClip(p0, dp0 stats.Float64Data, p1, dp1 float64, p2, dp2 float64) ([]float64, []float64, error)

//go:autodiff stats.CoefficientOfVariation Forward
func dStatsCoefficientOfVariation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.CoefficientOfVariation Forward
func dStatsFloat64DataCoefficientOfVariation(p0, dp0 stats.Float64Data) (float64, float64, error)

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

//go:autodiff stats.Float64Data.CumulativeProduct Forward
func dStatsFloat64DataCumulativeProduct(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.CumulativeMax Forward
func dStatsFloat64DataCumulativeMax(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.CumulativeMin Forward
func dStatsFloat64DataCumulativeMin(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.CumulativeSum Forward
func dStatsCumulativeSum(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.Get Forward
func dStatsFloat64DataGet(p0, dp0 stats.Float64Data, p1 int) (float64, float64)

//go:autodiff stats.Float64Data.Min Forward
func dStatsFloat64DataMin(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Max Forward
func dStatsFloat64DataMax(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Sum Forward
func dStatsFloat64DataSum(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.CumulativeSum Forward
func dStatsFloat64DataCumulativeSum(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.Mean Forward
func dStatsFloat64DataMean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Median Forward
func dStatsFloat64DataMedian(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.GeometricMean Forward
func dStatsFloat64DataGeometricMean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.HarmonicMean Forward
func dStatsFloat64DataHarmonicMean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.MedianAbsoluteDeviation Forward
func dStatsFloat64DataMedianAbsoluteDeviation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.MedianAbsoluteDeviationPopulation Forward
func dStatsFloat64DataMedianAbsoluteDeviationPopulation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.StandardDeviation Forward
func dStatsFloat64DataStandardDeviation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.StandardDeviationPopulation Forward
func dStatsFloat64DataStandardDeviationPopulation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.StandardDeviationSample Forward
func dStatsFloat64DataStandardDeviationSample(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Percentile Forward
func dStatsFloat64DataPercentile(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.Float64Data.PercentileNearestRank Forward
func dStatsFloat64DataPercentileNearestRank(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.Float64Data.Correlation Forward
func dStatsFloat64DataCorrelation(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.AutoCorrelation Forward
func dStatsFloat64DataAutoCorrelation(p0, dp0 stats.Float64Data, p1 int) (float64, float64, error)

//go:autodiff stats.Float64Data.Pearson Forward
func dStatsFloat64DataPearson(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.InterQuartileRange Forward
func dStatsFloat64DataInterQuartileRange(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Midhinge Forward
func dStatsFloat64DataMidhinge(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Trimean Forward
func dStatsFloat64DataTrimean(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Variance Forward
func dStatsFloat64DataVariance(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.PopulationVariance Forward
func dStatsFloat64DataPopulationVariance(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.SampleVariance Forward
func dStatsFloat64DataSampleVariance(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Covariance Forward
func dStatsFloat64DataCovariance(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.CovariancePopulation Forward
func dStatsFloat64DataCovariancePopulation(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Sigmoid Forward
func dStatsFloat64DataSigmoid(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.SoftMax Forward
func dStatsFloat64DataSoftMax(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.Entropy Forward
func dStatsFloat64DataEntropy(p0, dp0 stats.Float64Data) (float64, float64, error)

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

//go:autodiff stats.Float64Data.Diff Forward
func dStatsFloat64DataDiff(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.PercentChange Forward
func dStatsFloat64DataPercentChange(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

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

//go:autodiff stats.Float64Data.EWMA Forward
func dStatsFloat64DataEWMA(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.Range Forward
func dStatsRange(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Range Forward
func dStatsFloat64DataRange(p0, dp0 stats.Float64Data) (float64, float64, error)

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

//go:autodiff stats.Float64Data.KendallTau Forward
func dStatsFloat64DataKendallTau(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Kurtosis Forward
func dStatsKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.PopulationKurtosis Forward
func dStatsPopulationKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.SampleKurtosis Forward
func dStatsSampleKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Kurtosis Forward
func dStatsFloat64DataKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.PopulationKurtosis Forward
func dStatsFloat64DataPopulationKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.SampleKurtosis Forward
func dStatsFloat64DataSampleKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

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

//go:autodiff stats.Float64Data.MovingMedian Forward
func dStatsFloat64DataMovingMedian(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingMin Forward
func dStatsFloat64DataMovingMin(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingMax Forward
func dStatsFloat64DataMovingMax(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingSum Forward
func dStatsFloat64DataMovingSum(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

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

//go:autodiff stats.Float64Data.PercentileOfScore Forward
func dStatsFloat64DataPercentileOfScore(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.Product Forward
func dStatsProduct(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Product Forward
func dStatsFloat64DataProduct(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.InterQuartileRange Forward
func dStatsInterQuartileRange(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Midhinge Forward
func dStatsMidhinge(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Trimean Forward
func dStatsTrimean(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Rescale Forward
func dStatsRescale(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.Rescale Forward
func dStatsFloat64DataRescale(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.RMS Forward
func dStatsRMS(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.RMS Forward
func dStatsFloat64DataRMS(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.MovingAverage Forward
func dStatsMovingAverage(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.MovingStdDev Forward
func dStatsMovingStdDev(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingAverage Forward
func dStatsFloat64DataMovingAverage(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingStdDev Forward
func dStatsFloat64DataMovingStdDev(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Round Forward
func dStatsRound(p0, dp0 float64, p1 int) (float64, float64, error)

//go:autodiff stats.SEM Forward
func dStatsSEM(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.SEM Forward
func dStatsFloat64DataSEM(p0, dp0 stats.Float64Data) (float64, float64, error)

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

//go:autodiff stats.Float64Data.TrimmedMean Forward
func dStatsFloat64DataTrimmedMean(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

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

//go:autodiff stats.Float64Data.WeightedMean Forward
func dStatsFloat64DataWeightedMean(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Winsorize Forward
func dStatsWinsorize(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.Winsorize Forward
func dStatsFloat64DataWinsorize(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.ZScore Forward
func dStatsZScore(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.ZScore Forward
func dStatsFloat64DataZScore(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.ZTest Forward
func dStatsZTest(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data, p2, dp2 float64, p3, dp3 float64) (float64, float64, float64, float64, error)

func TestStats(t *testing.T) {
	check.Forward(t, stats.Clip, dStatsClip, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.Clip, dStatsFloat64DataClip, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.CoefficientOfVariation, dStatsCoefficientOfVariation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CoefficientOfVariation, dStatsFloat64DataCoefficientOfVariation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Correlation, dStatsCorrelation, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Pearson, dStatsPearson, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.AutoCorrelation, dStatsAutoCorrelation, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.CumulativeProduct, dStatsCumulativeProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CumulativeMax, dStatsCumulativeMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CumulativeMin, dStatsCumulativeMin, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeProduct, dStatsFloat64DataCumulativeProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeMax, dStatsFloat64DataCumulativeMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeMin, dStatsFloat64DataCumulativeMin, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CumulativeSum, dStatsCumulativeSum, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Get, dStatsFloat64DataGet, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.Min, dStatsFloat64DataMin, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Max, dStatsFloat64DataMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Sum, dStatsFloat64DataSum, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeSum, dStatsFloat64DataCumulativeSum, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Mean, dStatsFloat64DataMean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Median, dStatsFloat64DataMedian, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.GeometricMean, dStatsFloat64DataGeometricMean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.HarmonicMean, dStatsFloat64DataHarmonicMean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.MedianAbsoluteDeviation, dStatsFloat64DataMedianAbsoluteDeviation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.MedianAbsoluteDeviationPopulation, dStatsFloat64DataMedianAbsoluteDeviationPopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.StandardDeviation, dStatsFloat64DataStandardDeviation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.StandardDeviationPopulation, dStatsFloat64DataStandardDeviationPopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.StandardDeviationSample, dStatsFloat64DataStandardDeviationSample, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Percentile, dStatsFloat64DataPercentile, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.PercentileNearestRank, dStatsFloat64DataPercentileNearestRank, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.Correlation, dStatsFloat64DataCorrelation, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.AutoCorrelation, dStatsFloat64DataAutoCorrelation, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.Pearson, dStatsFloat64DataPearson, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.InterQuartileRange, dStatsFloat64DataInterQuartileRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Midhinge, dStatsFloat64DataMidhinge, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Trimean, dStatsFloat64DataTrimean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Variance, dStatsFloat64DataVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.PopulationVariance, dStatsFloat64DataPopulationVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.SampleVariance, dStatsFloat64DataSampleVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Covariance, dStatsFloat64DataCovariance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CovariancePopulation, dStatsFloat64DataCovariancePopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Sigmoid, dStatsFloat64DataSigmoid, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.SoftMax, dStatsFloat64DataSoftMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Entropy, dStatsFloat64DataEntropy, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MedianAbsoluteDeviation, dStatsMedianAbsoluteDeviation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MedianAbsoluteDeviationPopulation, dStatsMedianAbsoluteDeviationPopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StandardDeviation, dStatsStandardDeviation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StandardDeviationPopulation, dStatsStandardDeviationPopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.StandardDeviationSample, dStatsStandardDeviationSample, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Diff, dStatsDiff, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PercentChange, dStatsPercentChange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Diff, dStatsFloat64DataDiff, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.PercentChange, dStatsFloat64DataPercentChange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ChebyshevDistance, dStatsChebyshevDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.EuclideanDistance, dStatsEuclideanDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ManhattanDistance, dStatsManhattanDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MinkowskiDistance, dStatsMinkowskiDistance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Entropy, dStatsEntropy, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.EWMA, dStatsEWMA, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.EWMA, dStatsFloat64DataEWMA, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Range, dStatsRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Range, dStatsFloat64DataRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ProbGeom, dStatsProbGeom, check.Tol(1e-6), 2, 2, check.Range(0.3, 0.7))
	check.Forward(t, stats.ExpGeom, dStatsExpGeom, check.Tol(1e-6), check.Range(0.3, 0.7))
	check.Forward(t, stats.VarGeom, dStatsVarGeom, check.Tol(1e-6), check.Range(0.3, 0.7))
	check.Forward(t, stats.Interp, dStatsInterp, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.KendallTau, dStatsKendallTau, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.KendallTau, dStatsFloat64DataKendallTau, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Kurtosis, dStatsKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PopulationKurtosis, dStatsPopulationKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SampleKurtosis, dStatsSampleKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Kurtosis, dStatsFloat64DataKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.PopulationKurtosis, dStatsFloat64DataPopulationKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.SampleKurtosis, dStatsFloat64DataSampleKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
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
	check.Forward(t, stats.Float64Data.MovingMedian, dStatsFloat64DataMovingMedian, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingMin, dStatsFloat64DataMovingMin, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingMax, dStatsFloat64DataMovingMax, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingSum, dStatsFloat64DataMovingSum, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
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
	check.Forward(t, stats.Float64Data.PercentileOfScore, dStatsFloat64DataPercentileOfScore, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Product, dStatsProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Product, dStatsFloat64DataProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.InterQuartileRange, dStatsInterQuartileRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Midhinge, dStatsMidhinge, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Trimean, dStatsTrimean, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Rescale, dStatsRescale, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Rescale, dStatsFloat64DataRescale, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.RMS, dStatsRMS, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.RMS, dStatsFloat64DataRMS, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.MovingAverage, dStatsMovingAverage, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.MovingStdDev, dStatsMovingStdDev, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingAverage, dStatsFloat64DataMovingAverage, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingStdDev, dStatsFloat64DataMovingStdDev, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Round, dStatsRound, check.Tol(1e-6), check.Range(0.3, 0.7), 2)
	check.Forward(t, stats.SEM, dStatsSEM, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.SEM, dStatsFloat64DataSEM, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Sigmoid, dStatsSigmoid, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Skewness, dStatsSkewness, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PopulationSkewness, dStatsPopulationSkewness, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SampleSkewness, dStatsSampleSkewness, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SoftMax, dStatsSoftMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Sum, dStatsSum, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.TrimmedMean, dStatsTrimmedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.TrimmedMean, dStatsFloat64DataTrimmedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.TTest, dStatsTTest, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Variance, dStatsVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.PopulationVariance, dStatsPopulationVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.SampleVariance, dStatsSampleVariance, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Covariance, dStatsCovariance, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.CovariancePopulation, dStatsCovariancePopulation, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.WeightedMean, dStatsWeightedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.WeightedMean, dStatsFloat64DataWeightedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Winsorize, dStatsWinsorize, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.Winsorize, dStatsFloat64DataWinsorize, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.ZScore, dStatsZScore, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.ZScore, dStatsFloat64DataZScore, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.ZTest, dStatsZTest, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
}
