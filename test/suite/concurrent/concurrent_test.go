// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff chunks Forward
func dChunks(x, dx []float64, a, da float64, workers int) (float64, float64)

//go:autodiff chunks32 Forward
func dChunks32(x, dx []float32, a, da float32, workers int) (float32, float32)

//go:autodiff inPlace Forward
func dInPlace(x, dx []float64, a, da float64)

//go:autodiff twoWaves Forward
func dTwoWaves(x, dx []float64) (float64, float64)

//go:autodiff steps Forward
func dSteps(x, dx []float64, n int) (float64, float64)

//go:autodiff calls Forward
func dCalls(x, dx float64) (float64, float64)

//go:autodiff methods Forward
func dMethods(w, dw []float64, x, dx float64) (float64, float64)

//go:autodiff byValue Forward
func dByValue(x, dx, a, da float64) (float64, float64)

//go:autodiff tree Forward
func dTree(x, dx []float64) (float64, float64)

//go:autodiff shares Forward
func dShares(w, dw, x, dx []float64) (float64, float64)

//go:autodiff pool Forward
func dPool(x, dx []float64, workers int) (float64, float64)

//go:autodiff some Forward
func dSome(x, dx float64, n int) (float64, float64)

//go:autodiff values Forward
func dValues(x, dx float64, n int) (float64, float64)

//go:autodiff generic Forward
func dGeneric(x, dx []float64) (float64, float64)

//go:autodiff chunks Forward(3)
func d3Chunks(x []float64, dx [3][]float64, a float64, da [3]float64, workers int) (float64, [3]float64)

func TestForkJoin(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Forward(t, chunks, dChunks, xs, x, 3)
	check.Forward(t, chunks, d3Chunks, check.Width(3), xs, x, 3)
	check.Forward(t, chunks32, dChunks32, xs, x, 3)
	check.Forward(t, inPlace, dInPlace, xs, x)
	check.Forward(t, twoWaves, dTwoWaves, xs)
	check.Forward(t, steps, dSteps, xs, 5)
	check.Forward(t, calls, dCalls, x)
	check.Forward(t, methods, dMethods, xs, x)
	check.Forward(t, byValue, dByValue, x, x)
	check.Forward(t, tree, dTree, xs)
	check.Forward(t, shares, dShares, xs, xs)
	check.Forward(t, pool, dPool, xs, 3)
	for n := range 4 {
		check.Forward(t, some, dSome, x, n)
		check.Forward(t, values, dValues, x, n)
	}
	check.Forward(t, generic, dGeneric, xs)
}

//go:autodiff sums Forward
func dSums(x, dx float64) (float64, float64)

//go:autodiff products Forward
func dProducts(x, dx []float64) (float64, float64)

//go:autodiff readers Forward
func dReaders(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff once Forward
func dOnce(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff errors Forward
func dErrors(x, dx []float64) (float64, float64, error)

func TestLocks(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Forward(t, sums, dSums, check.AnyOrder(), x)
	check.Forward(t, products, dProducts, check.AnyOrder(), xs)
	check.Forward(t, readers, dReaders, check.AnyOrder(), xs, x)
	check.Forward(t, once, dOnce, xs, x)
	check.Forward(t, errors, dErrors, xs)
}
