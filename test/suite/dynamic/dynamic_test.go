// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package dynamic

import (
	"math"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff byValue Forward
func dByValue(a, da, x, dx float64) (float64, float64)

//go:autodiff byValue32 Forward
func dByValue32(a, da, x, dx float32) (float32, float32)

//go:autodiff byReference Forward
func dByReference(a, da, x, dx float64) (float64, float64)

//go:autodiff counter Forward
func dCounter(x, dx float64, n int) (float64, float64)

//go:autodiff capturedSlice Forward
func dCapturedSlice(xs, dxs []float64, a, da float64) (float64, float64)

//go:autodiff writesArgument Forward
func dWritesArgument(xs, dxs []float64, a, da float64)

//go:autodiff factorial Forward
func dFactorial(x, dx float64, n int) (float64, float64)

//go:autodiff compose Forward
func dCompose(x, dx, a, da float64) (float64, float64)

//go:autodiff fields Forward
func dFields(x, dx, y, dy float64) (float64, float64)

//go:autodiff fromTable Forward
func dFromTable(x, dx float64) (float64, float64)

//go:autodiff chosen Forward
func dChosen(x, dx, y, dy float64) (float64, float64)

//go:autodiff pair Forward
func dPair(x, dx float64) (float64, float64)

//go:autodiff bigValues Forward
func dBigValues(x, dx float64) (float64, float64)

//go:autodiff complexValues Forward
func dComplexValues(x, dx float64) (float64, float64)

//go:autodiff variadic Forward
func dVariadic(x, dx float64) (float64, float64)

//go:autodiff called Forward
func dCalled(x, dx float64, n int) (float64, float64)

//go:autodiff inactiveToo Forward
func dInactiveToo(xs, dxs []float64) (float64, float64)

//go:autodiff integral Forward
func dIntegral(k, dk, b, db float64) (float64, float64)

//go:autodiff rangeOver Forward
func dRangeOver(x, dx float64, n int) (float64, float64)

//go:autodiff callbacks Forward
func dCallbacks(x, dx float64) (float64, float64)

func TestFunctionValues(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(5, -2, 2)
	check.Forward(t, byValue, dByValue, x, x)
	check.Forward(t, byValue32, dByValue32, x, x)
	check.Forward(t, byReference, dByReference, x, x)
	check.Forward(t, counter, dCounter, x, 4)
	check.Forward(t, capturedSlice, dCapturedSlice, xs, x)
	check.Forward(t, writesArgument, dWritesArgument, xs, x)
	check.Forward(t, factorial, dFactorial, x, 4)
	check.Forward(t, compose, dCompose, check.Range(-1, 1), check.Range(-1, 1))
	check.Forward(t, fields, dFields, x, x)
	check.Forward(t, fromTable, dFromTable, x)
	check.Forward(t, chosen, dChosen, check.Range(-2, 3), x)
	check.Forward(t, pair, dPair, check.Range(-2, 3))
	check.Forward(t, bigValues, dBigValues, x)
	check.Forward(t, complexValues, dComplexValues, x)
	check.Forward(t, variadic, dVariadic, x)
	check.Forward(t, called, dCalled, x, 5)
	check.Forward(t, inactiveToo, dInactiveToo, xs)
	check.Forward(t, integral, dIntegral, x, x)
	check.Forward(t, rangeOver, dRangeOver, x, 7)
	check.Forward(t, callbacks, dCallbacks, x)
}

//go:autodiff shapes Forward
func dShapes(x, dx, y, dy float64) (float64, float64)

//go:autodiff embedded Forward
func dEmbedded(x, dx float64) (float64, float64)

//go:autodiff evaluators Forward
func dEvaluators(a, da, x, dx float64) (float64, float64)

//go:autodiff methodValues Forward
func dMethodValues(a, da, x, dx float64) (float64, float64)

//go:autodiff network Forward
func dNetwork(w, dw [][]float64, x, dx []float64) (float64, float64)

//go:autodiff constrained Forward
func dConstrained(x, dx float64) (float64, float64)

//go:autodiff generic Forward
func dGeneric(xs, dxs []float64) (float64, float64)

//go:autodiff sorted Forward
func dSorted(xs, dxs []float64) (float64, float64)

//go:autodiff sortedFunc Forward
func dSortedFunc(xs, dxs []float64) (float64, float64)

func TestMethods(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(5, -2, 2)
	check.Forward(t, shapes, dShapes, x, x)
	check.Forward(t, embedded, dEmbedded, x)
	check.Forward(t, evaluators, dEvaluators, x, x)
	check.Forward(t, methodValues, dMethodValues, x, x)
	check.Forward(t, network, dNetwork, check.Mat(3, 3, -1, 1), check.Vec(3, -1, 1))
	check.Forward(t, constrained, dConstrained, x)
	check.Forward(t, generic, dGeneric, xs)
	check.Forward(t, sorted, dSorted, xs)
	check.Forward(t, sortedFunc, dSortedFunc, xs)
	check.Forward(t, sortedFunc, dSortedFunc, check.Vec(30, -2, 2))
}

//go:autodiff byReference Forward(3)
func dByReference3(a float64, da [3]float64, x float64, dx [3]float64) (float64, [3]float64)

//go:autodiff bigValues Forward(2)
func dBigValues2(x float64, dx [2]float64) (float64, [2]float64)

//go:autodiff shapes Forward(2)
func dShapes2(x float64, dx [2]float64, y float64, dy [2]float64) (float64, [2]float64)

//go:autodiff network Forward(2)
func dNetwork2(w [][]float64, dw [2][][]float64, x []float64, dx [2][]float64) (float64, [2]float64)

// TestDirections calls derivatives in several directions at once.
func TestDirections(t *testing.T) {
	x := check.Range(0.5, 2)
	check.Forward(t, byReference, dByReference3, x, x, check.Width(3))
	check.Forward(t, bigValues, dBigValues2, x, check.Width(2))
	check.Forward(t, shapes, dShapes2, x, x, check.Width(2))
	check.Forward(t, network, dNetwork2, check.Mat(3, 3, -1, 1), check.Vec(3, -1, 1), check.Width(2))
}

//go:autodiff apply Forward Const Dual Dual
func dApply(f func(float64) float64, x, dx float64) (float64, float64)

//go:autodiff apply Forward Dual Dual Dual
func dApplyBoth(f, df func(float64) float64, x, dx float64) (float64, float64)

//go:autodiff areaOf Forward
func dAreaOf(s, ds shape) (float64, float64)

//go:autodiff trapezoid Forward Const Const Dual Const Dual
func dTrapezoid(f func(float64) float64, a, b, db float64, n int) (float64, float64)

// TestOutside passes values that were made outside of derivatives.
func TestOutside(t *testing.T) {
	a := 3.0
	l := linear{2, 1}
	var e evaluator = &l
	for _, f := range []func(float64) float64{
		math.Sin, cube, func(x float64) float64 { return x * x }, func(x float64) float64 { return a*x + a },
		l.at, (&l).at, e.at, function(math.Exp).at, adder(2), twice(adder(2)), twice(math.Sin),
	} {
		check.Forward(t, func(x float64) float64 { return apply(f, x) }, func(x, dx float64) (float64, float64) { return dApply(f, x, dx) }, check.Range(-2, 2))
		check.Forward(t, func(x float64) float64 { return apply(f, x) }, func(x, dx float64) (float64, float64) { return dApplyBoth(f, f, x, dx) }, check.Range(-2, 2))
		check.Forward(t, func(b float64) float64 { return trapezoid(f, 0, b, 5) }, func(b, db float64) (float64, float64) { return dTrapezoid(f, 0, b, db, 5) }, check.Range(-2, 2))
	}
	for _, f := range []func(float64) float64{math.Sin, cube, func(x float64) float64 { return x * x }} { // captures nothing
		check.Forward(t, func(x float64) float64 { return apply(f, x) }, func(x, dx float64) (float64, float64) { return dApplyBoth(f, nil, x, dx) }, check.Range(-2, 2))
	}
	a++ // captured by reference

	// A closure of the same function is a shadow: what it has captured is that of what the other has.
	check.Forward(t, func(a, x float64) float64 { return apply(adder(a), x) },
		func(a, da, x, dx float64) (float64, float64) { return dApplyBoth(adder(a), adder(da), x, dx) }, check.Range(-2, 2), check.Range(-2, 2))

	check.Forward(t, func(r float64) float64 { return areaOf(&circle{r}) },
		func(r, dr float64) (float64, float64) { return dAreaOf(&circle{r}, &circle{dr}) }, check.Range(-2, 2))
	check.Forward(t, func(r float64) float64 { return areaOf(labelled{"", ring{&circle{r}, 1}}) },
		func(r, dr float64) (float64, float64) {
			return dAreaOf(labelled{"", ring{&circle{r}, 1}}, labelled{"", ring{&circle{dr}, 0}})
		}, check.Range(-2, 2))
}

// TestGoroutines calls derivatives with dynamic calls from many goroutines.
func TestGoroutines(t *testing.T) {
	_, want := dByReference(1.5, 1, 0.5, 2)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				if _, got := dByReference(1.5, 1, 0.5, 2); got != want {
					t.Errorf("%v, not %v", got, want)
					return
				}
			}
		})
	}
	wg.Wait()
}
