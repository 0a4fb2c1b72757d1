// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"strings"
	"testing"

	"cmd/compile/internal/ssa"
)

func TestIsInactiveFunc(t *testing.T) {
	for name, want := range map[string]bool{
		"fmt.Println":          true,
		"fmt.Sprintf":          true,
		"fmt.Sscanf":           false,
		"fmt.Fscan":            false,
		"strconv.FormatFloat":  true,
		"errors.New":           true,
		"type:.eq.p.pair":      true,
		"math.Sin":             false,
		"p.fmt":                false,
		"example.com/fmt.Show": false,
	} {
		if got := isInactiveFunc(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestCallArgs checks what of a call is an argument of the function called.
func TestCallArgs(t *testing.T) {
	x := parseText(t, `
func f(x Dual[float64], g func(float64) float64, h any)

b1:
	mem = InitMem <mem>
	x = Arg <float64> {x}
	y = Arg <float64> {x}
	g = Arg <func(float64) float64> {g}
	h = Arg <any> {h}
	code = Load <uintptr> g mem
	data = IData <*uint8> h
	static = StaticLECall <> {p.g} x y mem
	closure = ClosureLECall <> code g x y mem
	method = InterLECall <> code data x y mem
	r = MakeResult <mem> mem
	Ret r
`)
	for call, want := range map[string]string{"static": "x y", "closure": "x y", "method": "data x y"} {
		want := strings.Fields(want)
		args := callArgs(x.values[call])
		if len(args) != len(want) {
			t.Errorf("%s has %d arguments", call, len(args))
			continue
		}
		for i, name := range want {
			if args[i] != x.values[name] {
				t.Errorf("argument %d of %s is %v, not %s", i, call, args[i].LongString(), name)
			}
		}
	}
}

// TestPlanIsStable checks that a call's plan does not depend on how often the
// analysis has come by.
func TestPlanIsStable(t *testing.T) {
	x := parseText(t, `
func f(x Dual[float64]) Dual[float64]

b1:
	mem = InitMem <mem>
	x = Arg <float64> {x}
	call = StaticLECall <float64> {math.Sin} x mem
	y = SelectN <float64> [0] call
	mem1 = SelectN <mem> [1] call
	r = MakeResult <float64; float64; mem> y y mem1
	Ret r
`)
	a := analyse(x.inst, x.f)
	call := x.values["call"]
	before := a.plans[call].String()
	a.changed = false
	a.visitCall(call)
	if a.changed || a.plans[call].String() != before {
		t.Errorf("%s, then %s", before, a.plans[call])
	}
	if a.plans[call].resultState(0) != active || a.plans[call].resultState(1) != inactive {
		t.Errorf("results of %s: %v", before, a.plans[call].results)
	}
	if got := resultTypes(call.Aux.(*ssa.AuxCall)); len(got) != 1 || got[0] != x.values["y"].Type {
		t.Errorf("result types %v", got)
	}
}
