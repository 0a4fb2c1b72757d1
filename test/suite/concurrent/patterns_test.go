// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff onceValue Forward
func dOnceValue(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff onceValue Reverse
func rOnceValue(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff onceFunc Forward
func dOnceFunc(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff onceFunc Reverse
func rOnceFunc(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff onceValues Forward
func dOnceValues(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff onceValues Reverse
func rOnceValues(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff waits Forward
func dWaits(x, dx []float64) (float64, float64)

//go:autodiff waits Reverse
func rWaits(x, dx []float64, dret float64) float64

//go:autodiff scratchPool Forward
func dScratchPool(x, dx []float64) (float64, float64)

//go:autodiff scratchPool Reverse
func rScratchPool(x, dx []float64, dret float64) float64

//go:autodiff counted Forward
func dCounted(x, dx []float64) (float64, float64)

//go:autodiff counted Reverse
func rCounted(x, dx []float64, dret float64) float64

//go:autodiff cachedValue Forward
func dCachedValue(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff cachedValue Reverse
func rCachedValue(x, dx []float64, a, dret float64) (float64, float64)

//go:autodiff tried Forward
func dTried(x, dx []float64) (float64, float64)

//go:autodiff tried Reverse
func rTried(x, dx []float64, dret float64) float64

//go:autodiff local Forward
func dLocal(x, dx []float64) (float64, float64)

//go:autodiff local Reverse
func rLocal(x, dx []float64, dret float64) float64

//go:autodiff later Forward
func dLater(x, dx float64) (float64, float64)

//go:autodiff later Reverse
func rLater(x, dret float64) (float64, float64)

//go:autodiff releases Forward
func dReleases(x, dx float64) (float64, float64)

//go:autodiff releases Reverse
func rReleases(x, dret float64) (float64, float64)

func TestOnceValue(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, onceValue, dOnceValue, rOnceValue, check.AnyOrder(), xs, x)
}

func TestOnceFunc(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, onceFunc, dOnceFunc, rOnceFunc, check.AnyOrder(), xs, x)
}

func TestOnceValues(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, onceValues, dOnceValues, rOnceValues, check.AnyOrder(), xs, x)
}

func TestWaits(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, waits, dWaits, rWaits, check.AnyOrder(), xs)
}

func TestScratchPool(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, scratchPool, dScratchPool, rScratchPool, check.AnyOrder(), xs)
}

func TestCounted(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, counted, dCounted, rCounted, check.AnyOrder(), xs)
}

func TestCachedValue(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, cachedValue, dCachedValue, rCachedValue, check.AnyOrder(), xs, x)
}

func TestTried(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, tried, dTried, rTried, check.AnyOrder(), xs)
}

func TestLocal(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, local, dLocal, rLocal, check.AnyOrder(), xs)
}

func TestLater(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, later, dLater, rLater, check.AnyOrder(), x)
}

func TestReleases(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(7, -1, 1)
	_, _ = x, xs
	check.Both(t, releases, dReleases, rReleases, check.AnyOrder(), x)
}
