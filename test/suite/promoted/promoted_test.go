// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package promoted differentiates methods that are promoted from embedded
// fields, functions of aliased and defined types, and functions whose parameters
// have no name, or share one list with many others.
package promoted

import (
	"testing"

	"goenzyme/suite/check"
)

type Base struct{ A, B float64 }

func (b Base) Line(x float64) float64   { return b.A + b.B*x }
func (b *Base) Power(x float64) float64 { b.B *= x; return b.A * b.B }

type Middle struct {
	Base
	C float64
}

type Outer struct {
	N int
	Middle
}

type Pointed struct {
	K float64
	*Base
}

//go:autodiff Outer.Line Forward
func dOuterLine(o, do Outer, x, dx float64) (y, dy float64)

//go:autodiff (*Outer).Line Forward
func dOuterPtrLine(o, do *Outer, x, dx float64) (y, dy float64)

//go:autodiff (*Outer).Power Forward
func dOuterPower(o, do *Outer, x, dx float64) (y, dy float64)

//go:autodiff Pointed.Line Forward
func dPointedLine(p, dp Pointed, x, dx float64) (y, dy float64)

//go:autodiff Pointed.Power Forward
func dPointedPower(p, dp Pointed, x, dx float64) (y, dy float64)

//go:autodiff (*Outer).Line Reverse
func rOuterPtrLine(o, do *Outer, x, dy float64) (y, dx float64)

//go:autodiff Outer.Line Reverse
func rOuterLine(o Outer, x, dret float64) (float64, Outer, float64)

func outer() Outer { return Outer{3, Middle{Base{2, 5}, 7}} }

func TestPromoted(t *testing.T) {
	check.Forward(t, Outer.Line, dOuterLine, outer(), 1.5)
	check.Forward(t, (*Outer).Line, dOuterPtrLine, &Outer{3, Middle{Base{2, 5}, 7}}, 1.5)
	check.Forward(t, (*Outer).Power, dOuterPower, &Outer{3, Middle{Base{2, 5}, 7}}, 1.5)
	check.Forward(t, Pointed.Line, dPointedLine, Pointed{3, &Base{2, 5}}, 1.5)
	check.Forward(t, Pointed.Power, dPointedPower, Pointed{3, &Base{2, 5}}, 1.5)
}

func TestPromotedReverse(t *testing.T) {
	o := outer()
	do := Outer{}
	if y, dx := rOuterPtrLine(&o, &do, 2, 1); y != 12 || dx != 5 || do.A != 1 || do.B != 2 || do.C != 0 {
		t.Error(y, dx, do)
	}
	if y, do, dx := rOuterLine(o, 2, 1); y != 12 || dx != 5 || do.A != 1 || do.B != 2 {
		t.Error(y, dx, do)
	}
}

type (
	Float  float64
	Vector = []float64
	Scalar = float64
	List   []Float
	Alias  = Outer
)

func aliased(v Vector, s Scalar) Scalar { return v[0] * s }

//go:autodiff aliased Forward
func dAliased(v, dv []float64, s, ds float64) (float64, float64)

func defined(l List, f Float) (Float, List) { l[0] *= f; return l[0] + l[1], l }

//go:autodiff defined Forward
func dDefined(l, dl List, f, df Float) (Float, Float, List, List)

//go:autodiff Alias.Line Forward
func dAliasLine(o, do Outer, x, dx float64) (y, dy float64)

func unnamed(float64, []float64, int) float64 { return 3 }

//go:autodiff unnamed Forward
func dUnnamed(float64, float64, []float64, []float64, int) (float64, float64)

func blank(_, x float64, _ []float64, _ int) float64 { return x * x }

//go:autodiff blank Forward
func dBlank(_, _ float64, x, dx float64, _, _ []float64, _ int) (float64, float64)

func variadic(s float64, x ...float64) float64 {
	for _, v := range x {
		s *= v
	}
	return s
}

//go:autodiff variadic Forward
func dVariadic(s, ds float64, x, dx []float64) (float64, float64)

//go:autodiff dFormUnnamed Forward
func formUnnamed(float64, []float64, ...float64) (_ float64, err error) { return 3, nil }

//go:autodiff dFormVariadic Forward
func formVariadic(_ int, x ...float64) float64 { return variadic(2, x...) }

func TestTypes(t *testing.T) {
	check.Forward(t, aliased, dAliased, []float64{2, 3}, 1.5)
	check.Forward(t, defined, dDefined, List{2, 3}, Float(1.5))
	check.Forward(t, Alias.Line, dAliasLine, outer(), 1.5)
}

func TestParameters(t *testing.T) {
	check.Forward(t, unnamed, dUnnamed, 1.5, []float64{2}, 3)
	check.Forward(t, blank, dBlank, 1.5, 2.5, []float64{2}, 3)
	check.Forward(t, variadic, dVariadic, 1.5, []float64{2, 3, 4})
	check.Forward(t, formVariadic, dFormVariadic, 1, []float64{2, 3, 4})
	if y, dy, err := dFormUnnamed(1, 1, []float64{1}, []float64{1}, nil, nil); y != 3 || dy != 0 || err != nil {
		t.Error(y, dy, err)
	}
}
