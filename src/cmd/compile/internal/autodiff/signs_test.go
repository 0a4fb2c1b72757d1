// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"math"
	"testing"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

func TestInlineSigns(t *testing.T) {
	r := newRig(t)
	f := types.Types[types.TFLOAT64]
	x, s := r.arg(f), r.arg(f)
	start := r.e.mem
	abs := r.e.call("math.Abs", x)
	signed := r.e.call("math.Copysign", x, s)
	inlineSigns(r.f)
	calls := 0
	for m := r.e.mem; m != start; {
		if m.Op == ssa.OpCopy || m.Op == ssa.OpSelectN {
			m = m.Args[0]
		} else {
			if m.Op.IsCall() {
				calls++
			}
			m = m.MemoryArg()
		}
	}
	if calls != 0 {
		t.Errorf("%d calls are left", calls)
	}
	values := []float64{0, negZero, 1.5, -2, inf, -inf, math.Float64frombits(0xfff8000000000001), nan}
	for _, xv := range values {
		for _, sv := range values {
			env := map[*ssa.Value]any{x: xv, s: sv}
			for _, c := range []struct {
				name string
				v    *ssa.Value
				want float64
			}{{"Abs", abs, math.Abs(xv)}, {"Copysign", signed, math.Copysign(xv, sv)}} {
				got := r.eval(c.v, env).(float64)
				if math.Float64bits(got) != math.Float64bits(c.want) {
					t.Errorf("%s(%v, %v) = %v, want %v", c.name, xv, sv, got, c.want)
				}
			}
		}
	}
}
