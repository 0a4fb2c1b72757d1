// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The reverse examples of the book on automatic differentiation in Rust,
// written in Go: the numbers that it gives, and the state of every shadow
// behind the call.

package book

import (
	"slices"
	"testing"

	"goenzyme/suite/check"
)

// equal reports a value that is not what the book says. All of its numbers are exact.
func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// intoPointer is f of the chapter on reverse mode, with its output behind a pointer.
//
//go:autodiff forwardIntoPointer Forward Dual Dual
//go:autodiff reverseIntoPointer Reverse Duplicated Duplicated
func intoPointer(x *[2]float32, y *float32) {
	*y = x[0]*x[0] + x[1]*x[0]
}

// asResult is the same with a result.
//
//go:autodiff reverseAsResult Reverse Duplicated Active
func asResult(x *[2]float32) float32 {
	return x[0]*x[0] + x[1]*x[0]
}

// TestSeedBehindPointer: the gradient is added to bx, the seed is zeroed.
func TestSeedBehindPointer(t *testing.T) {
	x, bx := [2]float32{2, 3}, [2]float32{}
	y, by := float32(0), float32(1)
	reverseIntoPointer(&x, &bx, &y, &by)
	equal(t, "bx", bx, [2]float32{7, 2})
	equal(t, "y", y, 10)
	equal(t, "by", by, 0)
	equal(t, "x", x, [2]float32{2, 3})
}

// TestSeedUsedUp: another call without another seed adds nothing.
func TestSeedUsedUp(t *testing.T) {
	x, bx := [2]float32{2, 3}, [2]float32{}
	y, by := float32(0), float32(1)
	reverseIntoPointer(&x, &bx, &y, &by)
	reverseIntoPointer(&x, &bx, &y, &by)
	equal(t, "bx", bx, [2]float32{7, 2})
	by = 1
	reverseIntoPointer(&x, &bx, &y, &by)
	equal(t, "bx", bx, [2]float32{14, 4})
	equal(t, "by", by, 0)
}

// TestSeedAsArgument: the seed of a result is the last argument.
func TestSeedAsArgument(t *testing.T) {
	x, bx := [2]float32{2, 3}, [2]float32{}
	y := reverseAsResult(&x, &bx, 1)
	equal(t, "bx", bx, [2]float32{7, 2})
	equal(t, "y", y, 10)
}

// TestBothModes: two forward calls give what one reverse call gives.
func TestBothModes(t *testing.T) {
	x := [2]float32{2, 3}
	dx0, dx1 := [2]float32{1, 0}, [2]float32{0, 1}
	y, dyf := float32(0), [2]float32{}
	forwardIntoPointer(&x, &dx0, &y, &dyf[0])
	forwardIntoPointer(&x, &dx1, &y, &dyf[1])
	equal(t, "dyf", dyf, [2]float32{7, 2})
	equal(t, "dx0", dx0, [2]float32{1, 0})
	equal(t, "dx1", dx1, [2]float32{0, 1})

	bx, by := [2]float32{}, float32(1)
	y = 0
	reverseIntoPointer(&x, &bx, &y, &by)
	equal(t, "bx", bx, dyf)
	equal(t, "y", y, 10)
	equal(t, "by", by, 0)
}

// basic is the first example of the chapter on how Enzyme differentiates.
//
//go:autodiff reverseBasic Reverse Active Active Active
//go:autodiff reverseBasicOnly Reverse Active Active ActiveOnly
func basic(x, y float32) float32 { return x*x + 3.0*y }

// byReference takes y by reference.
//
//go:autodiff reverseByReference Reverse Active Duplicated Active
func byReference(x float32, y *float32) float32 { return x*x + 3.0**y }

func TestBasic(t *testing.T) {
	z, bx, by := reverseBasic(5, 7, 1)
	equal(t, "z", z, 46)
	equal(t, "bx", bx, 10)
	equal(t, "by", by, 3)
}

// TestActiveOnly: the primal result is left out, the gradients are not.
func TestActiveOnly(t *testing.T) {
	bx, by := reverseBasicOnly(5, 7, 1)
	equal(t, "bx", bx, 10)
	equal(t, "by", by, 3)
}

// TestFiveCalls: five calls give five times the gradient of what is behind a
// pointer, but every call returns the gradient of what is passed by value.
func TestFiveCalls(t *testing.T) {
	y, dy := float32(7), float32(0)
	for range 5 {
		z, dx := reverseByReference(5, &y, &dy, 1)
		equal(t, "z", z, 46)
		equal(t, "dx", dx, 10)
	}
	equal(t, "dy", dy, 15)
}

// TestSeedScales: any seed will do.
func TestSeedScales(t *testing.T) {
	y, dy := float32(7), float32(100)
	z, dx := reverseByReference(5, &y, &dy, -2)
	equal(t, "z", z, 46)
	equal(t, "dx", dx, -20)
	equal(t, "dy", dy, 94)
}

// trainingLoss stands for do_some_math of the book. Its values are small
// integers, so that every number below is exact.
//
//go:autodiff backprop Reverse Duplicated Duplicated Active
//go:autodiff backpropConst Reverse Constant Duplicated Active
//go:autodiff backpropNoLoss Reverse Constant Duplicated DuplicatedNoNeed
//go:autodiff backpropScratch Reverse Constant DuplicatedNoNeed DuplicatedNoNeed
func trainingLoss(images, weights []float32) float32 {
	loss := float32(0)
	for i := range weights {
		p := float32(0)
		for j := range 2 {
			p += images[2*i+j] * weights[i]
		}
		loss += p * p
	}
	return loss
}

var (
	images  = []float32{1, 2, 3, 4}
	weights = []float32{2, -1}
)

// The loss is (3·2)² + (7·(-1))², its gradients are 2·(Σ images)²·w and 2·p·w.
const loss = 36 + 49

var (
	weightGradient = []float32{36, -98}
	imageGradient  = []float32{24, 24, 14, 14}
)

func TestBackprop(t *testing.T) {
	dimages, dweights := make([]float32, 4), make([]float32, 2)
	for n := range 5 {
		equal(t, "loss", backprop(images, dimages, weights, dweights, 1), loss)
		for i, g := range weightGradient {
			equal(t, "dweights", dweights[i], float32(n+1)*g)
		}
		for i, g := range imageGradient {
			equal(t, "dimages", dimages[i], float32(n+1)*g)
		}
	}
}

func TestBackpropConst(t *testing.T) {
	dweights := make([]float32, 2)
	equal(t, "loss", backpropConst(images, weights, dweights, 1), loss)
	equal(t, "dweights", [2]float32(dweights), [2]float32(weightGradient))
}

func TestBackpropNoLoss(t *testing.T) {
	dweights := make([]float32, 2)
	backpropNoLoss(images, weights, dweights, 1)
	equal(t, "dweights", [2]float32(dweights), [2]float32(weightGradient))
	equal(t, "weights", [2]float32(weights), [2]float32{2, -1})
}

func TestBackpropScratch(t *testing.T) {
	w, dweights := slices.Clone(weights), make([]float32, 2)
	backpropScratch(images, w, dweights, 1)
	equal(t, "dweights", [2]float32(dweights), [2]float32(weightGradient))
}

// byValue is what DuplicatedOnly makes of references: the primal's values move in.
//
//go:autodiff reverseByValue Reverse DuplicatedOnly DuplicatedOnly
func byValue(x *float32, out *float32) { *out = *x * *x }

func TestDuplicatedOnly(t *testing.T) {
	dx, dout := float32(0), float32(1)
	reverseByValue(3, &dx, 0, &dout)
	equal(t, "dx", dx, 6)
	equal(t, "dout", dout, 0)
}

// square is fsquare, with the directive on the primal.
//
//go:autodiff reverseSquare Reverse Active Active
func square(x float64) float64 { return x * x }

// The directive on the derivative, of which the primal may be in another package.
//
//go:autodiff square Reverse Active Active
func reverseSquareB(x, dret float64) (float64, float64)

func TestSquare(t *testing.T) {
	x := 3.14
	res, dres := reverseSquare(x, 1)
	equal(t, "dres", dres, 2*x)
	equal(t, "res", res, square(x))
	res, dres = reverseSquareB(x, 1)
	equal(t, "dres", dres, 2*x)
	equal(t, "res", res, square(x))
}

// A training loop of the book: weights -= rate * dweights.
func TestTraining(t *testing.T) {
	w := slices.Clone(weights)
	last := trainingLoss(images, w)
	for range 10 {
		dw := make([]float32, len(w))
		l := backpropConst(images, w, dw, 1)
		if l > last {
			t.Fatalf("the loss rises from %v to %v", last, l)
		}
		last = l
		for i := range w {
			w[i] -= 0.01 * dw[i]
		}
	}
	if last > 2 {
		t.Errorf("the loss is %v behind ten steps", last)
	}
}

// TestAll: what holds of every derivative holds of these.
func TestAll(t *testing.T) {
	check.Both(t, intoPointer, forwardIntoPointer, reverseIntoPointer, check.Range(-2, 2), check.Range(-2, 2))
	check.Reverse(t, asResult, reverseAsResult, check.Range(-2, 2))
	check.Reverse(t, basic, reverseBasic, check.Range(-2, 2), check.Range(-2, 2))
	check.Reverse(t, basic, reverseBasicOnly, check.Acts("Active Active ActiveOnly"), check.Range(-2, 2), check.Range(-2, 2))
	check.Reverse(t, byReference, reverseByReference, check.Range(-2, 2), check.Range(-2, 2))
	check.Reverse(t, trainingLoss, backprop, check.Vec(6, -1, 1), check.Vec(3, -1, 1))
	check.Reverse(t, trainingLoss, backpropConst, check.Acts("Const Duplicated Active"), check.Vec(6, -1, 1), check.Vec(3, -1, 1))
	check.Reverse(t, byValue, reverseByValue, check.Acts("DuplicatedOnly DuplicatedOnly"), check.Range(-2, 2), check.Range(-2, 2))
	check.Reverse(t, square, reverseSquare, check.Range(-2, 2))
	check.Reverse(t, square, reverseSquareB, check.Range(-2, 2))
}
