// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"testing"
)

func TestPrint(t *testing.T) {
	runCases(t, "print.txt", func(x *text) string { return analyse(x.inst, x.f).String() })
}

func TestPrintResult(t *testing.T) {
	for want, r := range map[string]result{
		"primal and shadow": {primal: 0, shadow: 1},
		"primal":            {primal: 0, shadow: -1},
		"shadow":            {primal: -1, shadow: 0},
		"neither":           {primal: -1, shadow: -1},
	} {
		if got := r.String(); got != want {
			t.Errorf("%d, %d: %s, want %s", r.primal, r.shadow, got, want)
		}
	}
}

// TestPrintOrder checks that the printout does not depend on the order of
// values in a block.
func TestPrintOrder(t *testing.T) {
	x := parseText(t, `
func f(x Dual[float64]) Dual[float64]

b1:
	mem = InitMem <mem>
	x = Arg <float64> {x}
	a = Add64F <float64> x x @2:5
	b = Sub64F <float64> a x @1:9
	c = Neg64F <float64> b @1:9
	r = MakeResult <float64; float64; mem> c c mem
	Ret r
`)
	before := analyse(x.inst, x.f).String()
	values := x.f.Entry.Values
	for i := range len(values) / 2 {
		j := len(values) - 1 - i
		values[i], values[j] = values[j], values[i]
	}
	if after := analyse(x.inst, x.f).String(); after != before {
		t.Errorf("%sthen\n%s", before, after)
	}
}
