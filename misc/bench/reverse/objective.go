// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package reverse measures what gradients cost: next to the function itself,
// to a reverse sweep written by hand, to central differences and to infergo.
//
// Each file holds one objective: the function as a Go programmer writes it,
// its gradient by hand, and the case that puts both on flat inputs. The
// functions follow the published definitions of ADBench and GradBench.
// The compiler's gradients are declared in derivs.go.
package reverse

import (
	"math"

	"gonum.org/v1/gonum/diff/fd"
)

// An objective is a function of flat inputs and ways to its derivatives.
type objective struct {
	name string

	// x are the inputs by which the function is differentiated; the slices
	// and structures that it works on are views of x.
	x []float64

	// primal computes the function at x.
	primal func() float64

	// hand and ours store the gradient at x in dx, which has the length of x.
	// Where jacobian is set they store one row of dx for each output instead.
	dx         []float64
	hand, ours func()

	// jacobian computes the outputs where there are several.
	jacobian *jacobian

	// tangent returns the derivative in direction dx, by forward mode; nil
	// where there are several outputs.
	tangent func() float64

	// infergo returns the gradient at x; nil where it cannot.
	infergo func() []float64
}

// A jacobian says what its objective's outputs are.
type jacobian struct {
	y           []float64 // the outputs after primal
	differences func()    // stores central differences in dx
	ours        func()    // is the objective's ours, with all directions at once
}

// atOnce makes ours compute all columns of the Jacobian at once.
func (o *objective) atOnce() *objective {
	o.ours = o.jacobian.ours
	return o
}

// differences stores the derivatives by central differences in dx.
func (o *objective) differences() {
	if o.jacobian != nil {
		o.jacobian.differences()
		return
	}
	at := append([]float64(nil), o.x...)
	fd.Gradient(o.dx, func(x []float64) float64 {
		copy(o.x, x)
		return o.primal()
	}, at, &fd.Settings{Formula: fd.Central})
	copy(o.x, at)
}

// dot is Σ a·b.
func dot(a, b []float64) float64 {
	s := 0.0
	for i, v := range a {
		s += v * b[i]
	}
	return s
}

// sigmoid is the logistic function.
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// split cuts x into views of the lengths n.
func split(x []float64, n ...int) [][]float64 {
	var parts [][]float64
	for _, k := range n {
		parts = append(parts, x[:k:k])
		x = x[k:]
	}
	return parts
}

// rows cuts x into views of n numbers each.
func rows(x []float64, n int) [][]float64 {
	var parts [][]float64
	for len(x) > 0 {
		parts = append(parts, x[:n:n])
		x = x[n:]
	}
	return parts
}
