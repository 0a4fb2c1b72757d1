// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type mixedSlice struct {
	buf []float64
	a   float64
}

//go:noinline
func (m *mixedSlice) sum() float64 {
	s := 0.0
	for i, v := range m.buf {
		s += v * math.Sin(m.a*float64(i))
	}
	return s
}

// inactiveSlicePart stores an inactive slice part by part in active memory: its shadow
// had one element.
func inactiveSlicePart(buf []float64, a float64) float64 { return (&mixedSlice{buf[1:], a}).sum() }

//go:autodiff inactiveSlicePart Reverse Const Active Active
func revInactiveSlicePart(buf []float64, a, dret float64) (y, da float64)

//go:autodiff inactiveSlicePart Forward Const Dual Dual
func fwdInactiveSlicePart(buf []float64, a, da float64) (y, dy float64)

type summer interface{ sum() float64 }

type mixedInterface struct {
	s summer
	a float64
}

//go:noinline
func (m *mixedInterface) sum() float64 { return m.s.sum() * m.a }

//go:noinline
func sumOf(s summer) float64 { return s.sum() }

// inactiveInterface stores an inactive interface value part by part in active memory: what
// it leads to was its own shadow.
func inactiveInterface(s summer, a float64) float64 { return sumOf(&mixedInterface{s, a}) }

//go:autodiff inactiveInterface Reverse Const Active Active
func revInactiveInterface(s summer, a, dret float64) (y, da float64)

//go:autodiff inactiveInterface Forward Const Dual Dual
func fwdInactiveInterface(s summer, a, da float64) (y, dy float64)

func TestInactiveParts(t *testing.T) {
	buf := make([]float64, 1000)
	for i := range buf {
		buf[i] = float64(i)
	}
	check.Both(t, func(a float64) float64 { return inactiveSlicePart(buf, a) },
		func(a, da float64) (float64, float64) { return fwdInactiveSlicePart(buf, a, da) },
		func(a, dret float64) (float64, float64) { return revInactiveSlicePart(buf, a, dret) }, check.Range(0, 1))
	s := &mixedSlice{buf, 0.5}
	check.Both(t, func(a float64) float64 { return inactiveInterface(s, a) },
		func(a, da float64) (float64, float64) { return fwdInactiveInterface(s, a, da) },
		func(a, dret float64) (float64, float64) { return revInactiveInterface(s, a, dret) }, check.Range(0, 1))
}
