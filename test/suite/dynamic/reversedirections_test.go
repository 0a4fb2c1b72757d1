// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Dynamic calls in reverse mode, in two directions at once.

package dynamic

import (
	"strings"
	"testing"

	"goenzyme/suite/check"
)

func TestReverseDirections(t *testing.T) {
	x, xs := check.Range(0.5, 2), check.Vec(5, -2, 2)
	check.Reverse(t, byValue, gByValue2, check.Width(2), x, x)
	check.Reverse(t, byValue32, gByValue322, check.Width(2), x, x)
	check.Reverse(t, byReference, gByReference2, check.Width(2), x, x)
	check.Reverse(t, counter, gCounter2, check.Width(2), x, 4)
	check.Reverse(t, capturedSlice, gCapturedSlice2, check.Width(2), xs, x)
	check.Reverse(t, writesArgument, gWritesArgument2, check.Width(2), xs, x)
	check.Reverse(t, factorial, gFactorial2, check.Width(2), x, 4)
	check.Reverse(t, compose, gCompose2, check.Width(2), check.Range(-1, 1), check.Range(-1, 1))
	check.Reverse(t, fields, gFields2, check.Width(2), x, x)
	check.Reverse(t, fromTable, gFromTable2, check.Width(2), x)
	check.Reverse(t, chosen, gChosen2, check.Width(2), check.Range(-2, 3), x)
	check.Reverse(t, pair, gPair2, check.Width(2), check.Range(-2, 3))
	check.Reverse(t, bigValues, gBigValues2, check.Width(2), x)
	check.Reverse(t, complexValues, gComplexValues2, check.Width(2), x)
	check.Reverse(t, variadic, gVariadic2, check.Width(2), x)
	check.Reverse(t, called, gCalled2, check.Width(2), x, 5)
	check.Reverse(t, inactiveToo, gInactiveToo2, check.Width(2), xs)
	check.Reverse(t, integral, gIntegral2, check.Width(2), x, x)
	check.Reverse(t, rangeOver, gRangeOver2, check.Width(2), x, 7)
	check.Reverse(t, callbacks, gCallbacks2, check.Width(2), x)
	check.Reverse(t, shapes, gShapes2, check.Width(2), x, x)
	check.Reverse(t, embedded, gEmbedded2, check.Width(2), x)
	check.Reverse(t, evaluators, gEvaluators2, check.Width(2), x, x)
	check.Reverse(t, methodValues, gMethodValues2, check.Width(2), x, x)
	check.Reverse(t, network, gNetwork2, check.Width(2), check.Mat(3, 3, -1, 1), check.Vec(3, -1, 1))
	check.Reverse(t, constrained, gConstrained2, check.Width(2), x)
	check.Reverse(t, generic, gGeneric2, check.Width(2), xs)
	check.Reverse(t, sorted, gSorted2, check.Width(2), xs)
	check.Reverse(t, sortedFunc, gSortedFunc2, check.Width(2), xs)
	check.Reverse(t, sortedFunc, gSortedFunc2, check.Width(2), check.Vec(30, -2, 2))
}

// TestShadowsInSomeDirections: which derivative is called does not depend on the direction.
func TestShadowsInSomeDirections(t *testing.T) {
	defer func() {
		if e, ok := recover().(error); !ok || !strings.Contains(e.Error(), "has a shadow in some directions, and none in others") {
			t.Errorf("panic %v", e)
		}
	}()
	f := adder(2)
	gApplyBoth2(f, [2]func(float64) float64{f, adder(0)}, 1, [2]float64{1, 1})
}

//go:autodiff byValue Reverse(2)
func gByValue2(a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff byValue32 Reverse(2)
func gByValue322(a float32, x float32, dret [2]float32) (ret float32, da [2]float32, dx [2]float32)

//go:autodiff byReference Reverse(2)
func gByReference2(a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff counter Reverse(2)
func gCounter2(x float64, n int, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff capturedSlice Reverse(2)
func gCapturedSlice2(xs []float64, dxs [2][]float64, a float64, dret [2]float64) (ret float64, da [2]float64)

//go:autodiff writesArgument Reverse(2)
func gWritesArgument2(xs []float64, dxs [2][]float64, a float64) (da [2]float64)

//go:autodiff factorial Reverse(2)
func gFactorial2(x float64, n int, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff compose Reverse(2)
func gCompose2(x float64, a float64, dret [2]float64) (ret float64, dx [2]float64, da [2]float64)

//go:autodiff fields Reverse(2)
func gFields2(x float64, y float64, dret [2]float64) (ret float64, dx [2]float64, dy [2]float64)

//go:autodiff fromTable Reverse(2)
func gFromTable2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff chosen Reverse(2)
func gChosen2(x float64, y float64, dret [2]float64) (ret float64, dx [2]float64, dy [2]float64)

//go:autodiff pair Reverse(2)
func gPair2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff bigValues Reverse(2)
func gBigValues2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff complexValues Reverse(2)
func gComplexValues2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff variadic Reverse(2)
func gVariadic2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff called Reverse(2)
func gCalled2(x float64, n int, dy [2]float64) (y float64, dx [2]float64)

//go:autodiff inactiveToo Reverse(2)
func gInactiveToo2(xs []float64, dxs [2][]float64, dret [2]float64) (ret float64)

//go:autodiff integral Reverse(2)
func gIntegral2(k float64, b float64, dret [2]float64) (ret float64, dk [2]float64, db [2]float64)

//go:autodiff rangeOver Reverse(2)
func gRangeOver2(x float64, n int, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff callbacks Reverse(2)
func gCallbacks2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff shapes Reverse(2)
func gShapes2(x float64, y float64, dret [2]float64) (ret float64, dx [2]float64, dy [2]float64)

//go:autodiff embedded Reverse(2)
func gEmbedded2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff evaluators Reverse(2)
func gEvaluators2(a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff methodValues Reverse(2)
func gMethodValues2(a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff network Reverse(2)
func gNetwork2(w [][]float64, dw [2][][]float64, x []float64, dx [2][]float64, dret [2]float64) (ret float64)

//go:autodiff constrained Reverse(2)
func gConstrained2(x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff generic Reverse(2)
func gGeneric2(xs []float64, dxs [2][]float64, dret [2]float64) (ret float64)

//go:autodiff sorted Reverse(2)
func gSorted2(xs []float64, dxs [2][]float64, dret [2]float64) (ret float64)

//go:autodiff sortedFunc Reverse(2)
func gSortedFunc2(xs []float64, dxs [2][]float64, dret [2]float64) (ret float64)

//go:autodiff apply Reverse(2) Const Active Active
func gApply2(f func(float64) float64, x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff apply Reverse(2) Duplicated Active Active
func gApplyBoth2(f func(float64) float64, df [2]func(float64) float64, x float64, dret [2]float64) (ret float64, dx [2]float64)

//go:autodiff areaOf Reverse(2)
func gAreaOf2(s shape, ds [2]shape, dret [2]float64) (ret float64)

//go:autodiff trapezoid Reverse(2) Const Const Active Const Active
func gTrapezoid2(f func(float64) float64, a float64, b float64, n int, dret [2]float64) (ret float64, db [2]float64)

//go:autodiff capturesData Reverse(2) Const Active Active Active
func gCapturesData2(d *data, a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff capturesRows Reverse(2) Const Const Active Active
func gCapturesRows2(rows [][]float64, flat []float64, a float64, dret [2]float64) (ret float64, da [2]float64)

//go:autodiff wrapped Reverse(2) Const Active Active Active
func gWrapped2(e evaluator, a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff inLoops Reverse(2)
func gInLoops2(xs []float64, dxs [2][]float64, n int, dret [2]float64) (ret float64)

//go:autodiff writesCaptured Reverse(2)
func gWritesCaptured2(a float64, x float64, dret [2]float64) (ret float64, da [2]float64, dx [2]float64)

//go:autodiff whileTrue Reverse(2)
func gWhileTrue2(xs []float64, dxs [2][]float64, dret [2]float64) (ret float64)
