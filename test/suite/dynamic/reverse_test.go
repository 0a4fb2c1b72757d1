// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package dynamic

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff byValue Reverse
func gByValue(a float64, x float64, dret float64) (float64, float64, float64)

//go:autodiff byValue32 Reverse
func gByValue32(a float32, x float32, dret float32) (float32, float32, float32)

//go:autodiff byReference Reverse
func gByReference(a float64, x float64, dret float64) (float64, float64, float64)

//go:autodiff counter Reverse
func gCounter(x float64, n int, dret float64) (float64, float64)

//go:autodiff capturedSlice Reverse
func gCapturedSlice(xs []float64, dxs []float64, a float64, dret float64) (float64, float64)

//go:autodiff writesArgument Reverse
func gWritesArgument(xs []float64, dxs []float64, a float64) float64

//go:autodiff factorial Reverse
func gFactorial(x float64, n int, dret float64) (float64, float64)

//go:autodiff compose Reverse
func gCompose(x float64, a float64, dret float64) (float64, float64, float64)

//go:autodiff fields Reverse
func gFields(x float64, y float64, dret float64) (float64, float64, float64)

//go:autodiff fromTable Reverse
func gFromTable(x float64, dret float64) (float64, float64)

//go:autodiff chosen Reverse
func gChosen(x float64, y float64, dret float64) (float64, float64, float64)

//go:autodiff pair Reverse
func gPair(x float64, dret float64) (float64, float64)

//go:autodiff bigValues Reverse
func gBigValues(x float64, dret float64) (float64, float64)

//go:autodiff complexValues Reverse
func gComplexValues(x float64, dret float64) (float64, float64)

//go:autodiff variadic Reverse
func gVariadic(x float64, dret float64) (float64, float64)

//go:autodiff called Reverse
func gCalled(x float64, n int, dy float64) (float64, float64)

//go:autodiff inactiveToo Reverse
func gInactiveToo(xs []float64, dxs []float64, dret float64) float64

//go:autodiff integral Reverse
func gIntegral(k float64, b float64, dret float64) (float64, float64, float64)

//go:autodiff rangeOver Reverse
func gRangeOver(x float64, n int, dret float64) (float64, float64)

//go:autodiff callbacks Reverse
func gCallbacks(x float64, dret float64) (float64, float64)

//go:autodiff shapes Reverse
func gShapes(x float64, y float64, dret float64) (float64, float64, float64)

//go:autodiff embedded Reverse
func gEmbedded(x float64, dret float64) (float64, float64)

//go:autodiff evaluators Reverse
func gEvaluators(a float64, x float64, dret float64) (float64, float64, float64)

//go:autodiff methodValues Reverse
func gMethodValues(a float64, x float64, dret float64) (float64, float64, float64)

//go:autodiff network Reverse
func gNetwork(w [][]float64, dw [][]float64, x []float64, dx []float64, dret float64) float64

//go:autodiff constrained Reverse
func gConstrained(x float64, dret float64) (float64, float64)

//go:autodiff generic Reverse
func gGeneric(xs []float64, dxs []float64, dret float64) float64

//go:autodiff sorted Reverse
func gSorted(xs []float64, dxs []float64, dret float64) float64

//go:autodiff sortedFunc Reverse
func gSortedFunc(xs []float64, dxs []float64, dret float64) float64

// TestReverse checks the derivatives in reverse mode of what the tests of forward mode
// check.
func TestReverse(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(5, -2, 2)
	check.Reverse(t, byValue, gByValue, x, x, check.Against(dByValue))
	check.Reverse(t, byValue32, gByValue32, x, x, check.Against(dByValue32))
	check.Reverse(t, byReference, gByReference, x, x, check.Against(dByReference))
	check.Reverse(t, counter, gCounter, x, 4, check.Against(dCounter))
	check.Reverse(t, capturedSlice, gCapturedSlice, xs, x, check.Against(dCapturedSlice))
	check.Reverse(t, writesArgument, gWritesArgument, xs, x, check.Against(dWritesArgument))
	check.Reverse(t, factorial, gFactorial, x, 4, check.Against(dFactorial))
	check.Reverse(t, compose, gCompose, check.Range(-1, 1), check.Range(-1, 1), check.Against(dCompose))
	check.Reverse(t, fields, gFields, x, x, check.Against(dFields))
	check.Reverse(t, fromTable, gFromTable, x, check.Against(dFromTable))
	check.Reverse(t, chosen, gChosen, check.Range(-2, 3), x, check.Against(dChosen))
	check.Reverse(t, pair, gPair, check.Range(-2, 3), check.Against(dPair))
	check.Reverse(t, bigValues, gBigValues, x, check.Against(dBigValues))
	check.Reverse(t, complexValues, gComplexValues, x, check.Against(dComplexValues))
	check.Reverse(t, variadic, gVariadic, x, check.Against(dVariadic))
	check.Reverse(t, called, gCalled, x, 5, check.Against(dCalled))
	check.Reverse(t, inactiveToo, gInactiveToo, xs, check.Against(dInactiveToo))
	check.Reverse(t, integral, gIntegral, x, x, check.Against(dIntegral))
	check.Reverse(t, rangeOver, gRangeOver, x, 7, check.Against(dRangeOver))
	check.Reverse(t, callbacks, gCallbacks, x, check.Against(dCallbacks))
	check.Reverse(t, shapes, gShapes, x, x, check.Against(dShapes))
	check.Reverse(t, embedded, gEmbedded, x, check.Against(dEmbedded))
	check.Reverse(t, evaluators, gEvaluators, x, x, check.Against(dEvaluators))
	check.Reverse(t, methodValues, gMethodValues, x, x, check.Against(dMethodValues))
	check.Reverse(t, network, gNetwork, check.Mat(3, 3, -1, 1), check.Vec(3, -1, 1), check.Against(dNetwork))
	check.Reverse(t, constrained, gConstrained, x, check.Against(dConstrained))
	check.Reverse(t, generic, gGeneric, xs, check.Against(dGeneric))
	check.Reverse(t, sorted, gSorted, xs, check.Against(dSorted))
	check.Reverse(t, sortedFunc, gSortedFunc, xs, check.Against(dSortedFunc))
	check.Reverse(t, sortedFunc, gSortedFunc, check.Vec(30, -2, 2), check.Against(dSortedFunc))
}

//go:autodiff apply Reverse Const Active Active
func gApply(f func(float64) float64, x, dret float64) (float64, float64)

//go:autodiff apply Reverse Duplicated Active Active
func gApplyBoth(f, df func(float64) float64, x, dret float64) (float64, float64)

//go:autodiff areaOf Reverse
func gAreaOf(s, ds shape, dret float64) float64

//go:autodiff trapezoid Reverse Const Const Active Const Active
func gTrapezoid(f func(float64) float64, a, b float64, n int, dret float64) (float64, float64)

// TestReverseOutside passes values that were made outside of derivatives.
func TestReverseOutside(t *testing.T) {
	a := 3.0
	l := linear{2, 1}
	var e evaluator = &l
	for _, f := range []func(float64) float64{
		math.Sin, cube, func(x float64) float64 { return x * x }, func(x float64) float64 { return a*x + a },
		l.at, (&l).at, e.at, function(math.Exp).at, adder(2), twice(adder(2)), twice(math.Sin),
	} {
		check.Reverse(t, func(x float64) float64 { return apply(f, x) }, func(x, dret float64) (float64, float64) { return gApply(f, x, dret) }, check.Range(-2, 2))
		check.Reverse(t, func(x float64) float64 { return apply(f, x) }, func(x, dret float64) (float64, float64) { return gApplyBoth(f, f, x, dret) }, check.Range(-2, 2))
		check.Reverse(t, func(b float64) float64 { return trapezoid(f, 0, b, 5) }, func(b, dret float64) (float64, float64) { return gTrapezoid(f, 0, b, 5, dret) }, check.Range(-2, 2))
	}
	for _, f := range []func(float64) float64{math.Sin, cube, func(x float64) float64 { return x * x }} { // captures nothing
		check.Reverse(t, func(x float64) float64 { return apply(f, x) }, func(x, dret float64) (float64, float64) { return gApplyBoth(f, nil, x, dret) }, check.Range(-2, 2))
	}
	a++ // captured by reference

	// The adjoint of what a closure has captured is in the closure that is its shadow.
	check.Reverse(t, func(a, x float64) float64 { return apply(adder(a), x) },
		func(a, x, dret float64) (y, da, dx float64) {
			shadow := adder(0)
			y, dx = gApplyBoth(adder(a), shadow, x, dret)
			return y, shadow(2) / 2.5, dx // adder(a)(2) is 2.5 a
		}, check.Range(-2, 2), check.Range(-2, 2))

	check.Reverse(t, func(r float64) float64 { return areaOf(&circle{r}) },
		func(r, dret float64) (y, dr float64) {
			var d circle
			y = gAreaOf(&circle{r}, &d, dret)
			return y, d.r
		}, check.Range(-2, 2))
	check.Reverse(t, func(r, hole float64) float64 { return areaOf(labelled{"", ring{&circle{r}, hole}}) },
		func(r, hole, dret float64) (y, dr, dhole float64) {
			d := ring{&circle{}, 0}
			s := labelled{"", &d}
			y = gAreaOf(labelled{"", &ring{&circle{r}, hole}}, s, dret)
			return y, d.r, d.hole
		}, check.Range(-2, 2), check.Range(-2, 2))
}

//go:autodiff capturesData Reverse Const Active Active Active
func gCapturesData(d *data, a, x, dret float64) (y, da, dx float64)

//go:autodiff capturesData Forward Const Dual Dual Dual
func dCapturesData(d *data, a, da, x, dx float64) (y, dy float64)

//go:autodiff capturesRows Reverse Const Const Active Active
func gCapturesRows(rows [][]float64, flat []float64, a, dret float64) (y, da float64)

//go:autodiff capturesRows Forward Const Const Dual Dual
func dCapturesRows(rows [][]float64, flat []float64, a, da float64) (y, dy float64)

//go:autodiff wrapped Reverse Const Active Active Active
func gWrapped(e evaluator, a, x, dret float64) (y, da, dx float64)

//go:autodiff wrapped Forward Const Dual Dual Dual
func dWrapped(e evaluator, a, da, x, dx float64) (y, dy float64)

//go:autodiff inLoops Reverse
func gInLoops(xs, dxs []float64, n int, dret float64) float64

//go:autodiff inLoops Forward
func dInLoops(xs, dxs []float64, n int) (float64, float64)

//go:autodiff writesCaptured Reverse
func gWritesCaptured(a, x, dret float64) (y, da, dx float64)

//go:autodiff writesCaptured Forward
func dWritesCaptured(a, da, x, dx float64) (float64, float64)

//go:autodiff whileTrue Reverse
func gWhileTrue(xs, dxs []float64, dret float64) float64

//go:autodiff whileTrue Forward
func dWhileTrue(xs, dxs []float64) (float64, float64)

// TestMixed differentiates what is active in part, and what changes what it has captured.
func TestMixed(t *testing.T) {
	x := check.Range(0.5, 2)
	shift := 0.3
	d := &data{rows: [][]float64{{1, 2}, {3}}, shift: &shift, next: &data{rows: [][]float64{{4}}, shift: &shift}}
	check.Both(t, func(a, x float64) float64 { return capturesData(d, a, x) },
		func(a, da, x, dx float64) (float64, float64) { return dCapturesData(d, a, da, x, dx) },
		func(a, x, dret float64) (float64, float64, float64) { return gCapturesData(d, a, x, dret) }, x, x)
	check.Both(t, func(a float64) float64 { return capturesRows(d.rows, []float64{0, 1, 2}, a) },
		func(a, da float64) (float64, float64) { return dCapturesRows(d.rows, []float64{0, 1, 2}, a, da) },
		func(a, dret float64) (float64, float64) { return gCapturesRows(d.rows, []float64{0, 1, 2}, a, dret) }, x)
	for _, e := range []evaluator{function(math.Sin), function(adder(2)), linear{1, 2}, &linear{2, 3},
		&polynomial{[]int{1, 2}, []*linear{{1, 2}, {3, 4}}}, &squared{&polynomial{[]int{1}, []*linear{{1, 2}}}, 2}} {
		check.Both(t, func(a, x float64) float64 { return wrapped(e, a, x) },
			func(a, da, x, dx float64) (float64, float64) { return dWrapped(e, a, da, x, dx) },
			func(a, x, dret float64) (float64, float64, float64) { return gWrapped(e, a, x, dret) }, x, x)
	}
	check.Both(t, inLoops, dInLoops, gInLoops, check.Vec(3, -1, 1), 5)
	check.Both(t, writesCaptured, dWritesCaptured, gWritesCaptured, x, x)
	check.Both(t, whileTrue, dWhileTrue, gWhileTrue, check.Vec(4, -1, 1))
	check.Both(t, whileTrue, dWhileTrue, gWhileTrue, check.Vec(4, 20, 30))
}
