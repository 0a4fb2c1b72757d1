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

//go:autodiff chunks Reverse
func rChunks(x, dx []float64, a float64, workers int, dret float64) (float64, float64)

//go:autodiff chunks32 Forward
func dChunks32(x, dx []float32, a, da float32, workers int) (float32, float32)

//go:autodiff chunks32 Reverse
func rChunks32(x, dx []float32, a float32, workers int, dret float32) (float32, float32)

//go:autodiff inPlace Forward
func dInPlace(x, dx []float64, a, da float64)

//go:autodiff inPlace Reverse
func rInPlace(x, dx []float64, a float64) float64

//go:autodiff twoWaves Forward
func dTwoWaves(x, dx []float64) (float64, float64)

//go:autodiff twoWaves Reverse
func rTwoWaves(x, dx []float64, dret float64) float64

//go:autodiff steps Forward
func dSteps(x, dx []float64, n int) (float64, float64)

//go:autodiff steps Reverse
func rSteps(x, dx []float64, n int, dret float64) float64

//go:autodiff calls Forward
func dCalls(x, dx float64) (float64, float64)

//go:autodiff calls Reverse
func rCalls(x, dret float64) (float64, float64)

//go:autodiff methods Forward
func dMethods(w, dw []float64, x, dx float64) (float64, float64)

//go:autodiff methods Reverse
func rMethods(w, dw []float64, x, dret float64) (float64, float64)

//go:autodiff byValue Forward
func dByValue(x, dx, a, da float64) (float64, float64)

//go:autodiff byValue Reverse
func rByValue(x, a, dret float64) (float64, float64, float64)

//go:autodiff tree Forward
func dTree(x, dx []float64) (float64, float64)

//go:autodiff tree Reverse
func rTree(x, dx []float64, dret float64) float64

//go:autodiff shares Forward
func dShares(w, dw, x, dx []float64) (float64, float64)

//go:autodiff shares Reverse
func rShares(w, dw, x, dx []float64, dret float64) float64

//go:autodiff pool Forward
func dPool(x, dx []float64, workers int) (float64, float64)

//go:autodiff pool Reverse
func rPool(x, dx []float64, workers int, dret float64) float64

//go:autodiff some Forward
func dSome(x, dx float64, n int) (float64, float64)

//go:autodiff some Reverse
func rSome(x float64, n int, dret float64) (float64, float64)

//go:autodiff values Forward
func dValues(x, dx float64, n int) (float64, float64)

//go:autodiff values Reverse
func rValues(x float64, n int, dret float64) (float64, float64)

//go:autodiff generic Forward
func dGeneric(x, dx []float64) (float64, float64)

//go:autodiff generic Reverse
func rGeneric(x, dx []float64, dret float64) float64

//go:autodiff chunks Forward(3)
func d3Chunks(x []float64, dx [3][]float64, a float64, da [3]float64, workers int) (float64, [3]float64)

//go:autodiff chunks Reverse(2)
func r2Chunks(x []float64, dx [2][]float64, a float64, workers int, dret [2]float64) (float64, [2]float64)

//go:autodiff byValue Reverse(3)
func r3ByValue(x, a float64, dret [3]float64) (float64, [3]float64, [3]float64)

//go:autodiff twoWaves Reverse(2)
func r2TwoWaves(x []float64, dx [2][]float64, dret [2]float64) float64

//go:autodiff twoWaves Forward(2)
func d2TwoWaves(x []float64, dx [2][]float64) (float64, [2]float64)

// TestDirections has goroutines with several directions at once.
func TestDirections(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Reverse(t, chunks, r2Chunks, check.Width(2), check.AnyOrder(), xs, x, 3)
	check.Reverse(t, byValue, r3ByValue, check.Width(3), check.AnyOrder(), x, x)
	check.Reverse(t, twoWaves, r2TwoWaves, check.Width(2), check.AnyOrder(), xs)
	check.Forward(t, twoWaves, d2TwoWaves, check.Width(2), check.AnyOrder(), xs)
}

func TestForkJoin(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Both(t, chunks, dChunks, rChunks, check.AnyOrder(), xs, x, 3)
	check.Forward(t, chunks, d3Chunks, check.Width(3), xs, x, 3)
	check.Both(t, chunks32, dChunks32, rChunks32, check.AnyOrder(), xs, x, 3)
	check.Both(t, inPlace, dInPlace, rInPlace, check.AnyOrder(), xs, x)
	check.Both(t, twoWaves, dTwoWaves, rTwoWaves, check.AnyOrder(), xs)
	check.Both(t, steps, dSteps, rSteps, check.AnyOrder(), xs, 5)
	check.Both(t, calls, dCalls, rCalls, check.AnyOrder(), x)
	check.Both(t, methods, dMethods, rMethods, check.AnyOrder(), xs, x)
	check.Both(t, byValue, dByValue, rByValue, check.AnyOrder(), x, x)
	check.Both(t, tree, dTree, rTree, check.AnyOrder(), xs)
	check.Both(t, shares, dShares, rShares, check.AnyOrder(), xs, xs)
	check.Both(t, pool, dPool, rPool, check.AnyOrder(), xs, 3)
	for n := range 4 {
		check.Both(t, some, dSome, rSome, check.AnyOrder(), x, n)
		check.Both(t, values, dValues, rValues, check.AnyOrder(), x, n)
	}
	check.Both(t, generic, dGeneric, rGeneric, check.AnyOrder(), xs)
}

//go:autodiff sums Forward
func dSums(x, dx float64) (float64, float64)

//go:autodiff sums Reverse
func rSums(x, dret float64) (float64, float64)

//go:autodiff products Forward
func dProducts(x, dx []float64) (float64, float64)

//go:autodiff products Reverse
func rProducts(x, dx []float64, dret float64) float64

//go:autodiff readers Forward
func dReaders(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff readers Reverse
func rReaders(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff once Forward
func dOnce(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff once Reverse
func rOnce(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff errors Forward
func dErrors(x, dx []float64) (float64, float64, error)

//go:autodiff errors Reverse
func rErrors(x, dx []float64, dret float64) (float64, error)

func TestLocks(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	check.Both(t, sums, dSums, rSums, check.AnyOrder(), x)
	check.Both(t, products, dProducts, rProducts, check.AnyOrder(), xs)
	check.Both(t, readers, dReaders, rReaders, check.AnyOrder(), xs, x)
	check.Both(t, once, dOnce, rOnce, check.AnyOrder(), xs, x)
	check.Both(t, errors, dErrors, rErrors, check.AnyOrder(), xs)
}
