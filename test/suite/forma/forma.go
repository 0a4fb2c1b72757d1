// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Primals that name their derivatives: the package gets functions that no file declares.

package forma

import (
	"errors"
	"math"
)

var errDomain = errors.New("domain")

// Square is exported, and so is its derivative.
//
//go:autodiff DSquare Forward Dual Dual
//go:autodiff revDSquare Reverse Active Active
func Square(x float64) float64 { return x * x }

// several has one derivative for each argument.
//
//go:autodiff several_x Forward Dual Const Dual
//go:autodiff revSeveral_x Reverse Active Const Active
//go:autodiff several_y Forward Const Dual Dual
//go:autodiff revSeveral_y Reverse Const Active Active
//go:autodiff several_both Forward
//go:autodiff revSeveral_both Reverse
//go:autodiff several_only Forward x=Dual y=Dual return=DualOnly
//go:autodiff revSeveral_only Reverse x=Active y=Active return=ActiveOnly
func several(x, y float64) float64 { return math.Sin(x)*y + x/y }

//go:autodiff dNorm Forward
//go:autodiff revNorm Reverse
func norm(v []float64) (n float64) {
	for _, x := range v {
		n += x * x
	}
	return math.Sqrt(n)
}

//go:autodiff dScale Forward
//go:autodiff revScale Reverse
func scale(v []float64, by float64, n int) {
	for i := range v[:n] {
		v[i] *= by
	}
}

//go:autodiff dRoot Forward
//go:autodiff revRoot Reverse
func root(x float64) (y float64, err error) {
	if x < 0 {
		return 0, errDomain
	}
	return math.Sqrt(x), nil
}

//go:autodiff dTotal Forward
//go:autodiff revTotal Reverse
func total(first float64, rest ...float64) float64 {
	for _, x := range rest {
		first += x * first
	}
	return first
}

// A Spring has derivatives of its methods.
type Spring struct {
	K, Damping float64
	name       string
}

// Energy has a value receiver.
//
//go:autodiff DEnergy Forward
//go:autodiff DEnergyX Forward Const Dual DualOnly
func (s Spring) Energy(x float64) float64 { return s.K * x * x / 2 }

//go:autodiff dSoften Forward
func (s *Spring) soften(by float64) float64 {
	s.K /= 1 + by
	s.Damping += s.K * by
	return s.K
}

type list struct {
	v    float64
	next *list
}

//go:autodiff dSum Forward
func (l *list) sum() float64 {
	if l == nil {
		return 0
	}
	return l.v*l.v + l.next.sum()
}

//go:autodiff dUnnamed Forward
//go:autodiff revUnnamed Reverse
func unnamed(float64, int, _ float64) float64 { return 2 }

// chained uses the derivative of another function, like any function.
func chained(x float64) float64 {
	y, dy := DSquare(x, 1)
	return y + dy
}
