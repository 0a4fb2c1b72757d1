// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statistics.

package gonum

import (
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/stat"
)

//go:autodiff stat.CircularMean Forward
func dCircularMean(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.GeometricMean Forward
func dGeometricMean(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.HarmonicMean Forward
func dHarmonicMean(x, dx, w, dw []float64) (float64, float64)

//go:autodiff stat.Bhattacharyya Forward
func dBhattacharyya(p, dp, q, dq []float64) (float64, float64)

//go:autodiff stat.CrossEntropy Forward
func dCrossEntropy(p, dp, q, dq []float64) (float64, float64)

//go:autodiff stat.Hellinger Forward
func dHellinger(p, dp, q, dq []float64) (float64, float64)

//go:autodiff stat.JensenShannon Forward
func dJensenShannon(p, dp, q, dq []float64) (float64, float64)

//go:autodiff stat.KullbackLeibler Forward
func dKullbackLeibler(p, dp, q, dq []float64) (float64, float64)

//go:autodiff stat.ChiSquare Forward
func dChiSquare(p, dp, q, dq []float64) (float64, float64)

//go:autodiff stat.Entropy Forward
func dEntropy(p, dp []float64) (float64, float64)

//go:autodiff stat.MomentAbout Forward
func dMomentAbout(m, dm float64, x, dx []float64, mean, dmean float64, w, dw []float64) (float64, float64)

//go:autodiff stat.RNoughtSquared Forward
func dRNoughtSquared(x, dx, y, dy, w, dw []float64, beta, dbeta float64) (float64, float64)

//go:autodiff stat.StdScore Forward
func dStdScore(x, dx, mean, dmean, std, dstd float64) (float64, float64)

//go:autodiff stat.StdErr Forward
func dStdErr(std, dstd, n, dn float64) (float64, float64)

func TestStat(t *testing.T) {
	check.Forward(t, stat.CircularMean, dCircularMean, check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.GeometricMean, dGeometricMean, check.Vec(7, 0.1, 1), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.HarmonicMean, dHarmonicMean, check.Vec(7, 0.1, 1), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.Bhattacharyya, dBhattacharyya, check.Vec(7, 0.1, 1), check.Vec(7, 0.1, 1))
	check.Forward(t, stat.CrossEntropy, dCrossEntropy, check.Vec(7, 0.1, 1), check.Vec(7, 0.1, 1))
	check.Forward(t, stat.Hellinger, dHellinger, check.Vec(7, 0.1, 1), check.Vec(7, 0.1, 1))
	check.Forward(t, stat.JensenShannon, dJensenShannon, check.Vec(7, 0.1, 1), check.Vec(7, 0.1, 1))
	check.Forward(t, stat.KullbackLeibler, dKullbackLeibler, check.Vec(7, 0.1, 1), check.Vec(7, 0.1, 1))
	check.Forward(t, stat.ChiSquare, dChiSquare, check.Vec(7, 0.1, 1), check.Vec(7, 0.1, 1))
	check.Forward(t, stat.Entropy, dEntropy, check.Vec(7, 0.1, 1))
	check.Forward(t, stat.MomentAbout, dMomentAbout, check.Range(2.1, 2.9), check.Vec(7, 0.1, 1), check.Range(-2, -1), check.Vec(7, 0.5, 1.5))
	check.Forward(t, stat.RNoughtSquared, dRNoughtSquared, check.Vec(7, -1, 2), check.Vec(7, -1, 2), check.Vec(7, 0.5, 1.5), check.Range(0, 1))
	check.Forward(t, stat.StdScore, dStdScore, check.Range(0, 1), check.Range(0, 1), check.Range(1, 2))
	check.Forward(t, stat.StdErr, dStdErr, check.Range(1, 2), check.Range(5, 9))
}
