// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statistics of slices, with errors, as methods.

package modules

import (
	"testing"

	"github.com/montanaflynn/stats"

	"goenzyme/suite/check"
)

//go:autodiff stats.Float64Data.Clip Forward
func dStatsFloat64DataClip(p0, dp0 stats.Float64Data, p1, dp1 float64, p2, dp2 float64) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.CoefficientOfVariation Forward
func dStatsFloat64DataCoefficientOfVariation(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.CumulativeProduct Forward
func dStatsFloat64DataCumulativeProduct(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.CumulativeMax Forward
func dStatsFloat64DataCumulativeMax(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.CumulativeMin Forward
func dStatsFloat64DataCumulativeMin(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

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

//go:autodiff stats.Float64Data.Diff Forward
func dStatsFloat64DataDiff(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.PercentChange Forward
func dStatsFloat64DataPercentChange(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.EWMA Forward
func dStatsFloat64DataEWMA(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.Range Forward
func dStatsFloat64DataRange(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.KendallTau Forward
func dStatsFloat64DataKendallTau(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Kurtosis Forward
func dStatsFloat64DataKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.PopulationKurtosis Forward
func dStatsFloat64DataPopulationKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.SampleKurtosis Forward
func dStatsFloat64DataSampleKurtosis(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.MovingMedian Forward
func dStatsFloat64DataMovingMedian(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingMin Forward
func dStatsFloat64DataMovingMin(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingMax Forward
func dStatsFloat64DataMovingMax(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingSum Forward
func dStatsFloat64DataMovingSum(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.PercentileOfScore Forward
func dStatsFloat64DataPercentileOfScore(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.Float64Data.Product Forward
func dStatsFloat64DataProduct(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Rescale Forward
func dStatsFloat64DataRescale(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.RMS Forward
func dStatsFloat64DataRMS(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.MovingAverage Forward
func dStatsFloat64DataMovingAverage(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.MovingStdDev Forward
func dStatsFloat64DataMovingStdDev(p0, dp0 stats.Float64Data, p1 int) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.SEM Forward
func dStatsFloat64DataSEM(p0, dp0 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.TrimmedMean Forward
func dStatsFloat64DataTrimmedMean(p0, dp0 stats.Float64Data, p1, dp1 float64) (float64, float64, error)

//go:autodiff stats.Float64Data.WeightedMean Forward
func dStatsFloat64DataWeightedMean(p0, dp0 stats.Float64Data, p1, dp1 stats.Float64Data) (float64, float64, error)

//go:autodiff stats.Float64Data.Winsorize Forward
func dStatsFloat64DataWinsorize(p0, dp0 stats.Float64Data, p1, dp1 float64) ([]float64, []float64, error)

//go:autodiff stats.Float64Data.ZScore Forward
func dStatsFloat64DataZScore(p0, dp0 stats.Float64Data) ([]float64, []float64, error)

func TestStatsMethods(t *testing.T) {
	check.Forward(t, stats.Float64Data.Clip, dStatsFloat64DataClip, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.CoefficientOfVariation, dStatsFloat64DataCoefficientOfVariation, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeProduct, dStatsFloat64DataCumulativeProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeMax, dStatsFloat64DataCumulativeMax, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.CumulativeMin, dStatsFloat64DataCumulativeMin, check.Tol(1e-6), check.Vec(6, 0.3, 2))
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
	check.Forward(t, stats.Float64Data.Diff, dStatsFloat64DataDiff, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.PercentChange, dStatsFloat64DataPercentChange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.EWMA, dStatsFloat64DataEWMA, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.Range, dStatsFloat64DataRange, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.KendallTau, dStatsFloat64DataKendallTau, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Kurtosis, dStatsFloat64DataKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.PopulationKurtosis, dStatsFloat64DataPopulationKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.SampleKurtosis, dStatsFloat64DataSampleKurtosis, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.MovingMedian, dStatsFloat64DataMovingMedian, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingMin, dStatsFloat64DataMovingMin, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingMax, dStatsFloat64DataMovingMax, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingSum, dStatsFloat64DataMovingSum, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.PercentileOfScore, dStatsFloat64DataPercentileOfScore, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.Product, dStatsFloat64DataProduct, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Rescale, dStatsFloat64DataRescale, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.RMS, dStatsFloat64DataRMS, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.MovingAverage, dStatsFloat64DataMovingAverage, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.MovingStdDev, dStatsFloat64DataMovingStdDev, check.Tol(1e-6), check.Vec(6, 0.3, 2), 2)
	check.Forward(t, stats.Float64Data.SEM, dStatsFloat64DataSEM, check.Tol(1e-6), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.TrimmedMean, dStatsFloat64DataTrimmedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.WeightedMean, dStatsFloat64DataWeightedMean, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Vec(6, 0.3, 2))
	check.Forward(t, stats.Float64Data.Winsorize, dStatsFloat64DataWinsorize, check.Tol(1e-6), check.Vec(6, 0.3, 2), check.Range(0.3, 0.7))
	check.Forward(t, stats.Float64Data.ZScore, dStatsFloat64DataZScore, check.Tol(1e-6), check.Vec(6, 0.3, 2))
}
