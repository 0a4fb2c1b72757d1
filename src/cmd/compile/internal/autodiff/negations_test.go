// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"math"
	"math/rand/v2"
	"testing"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// TestFoldNegations folds negations in random expressions: none may have another
// value than before, to the bit, and no operation more.
func TestFoldNegations(t *testing.T) {
	ops := []ssa.Op{ssa.OpNeg64F, ssa.OpNeg64F, ssa.OpAdd64F, ssa.OpSub64F, ssa.OpMul64F, ssa.OpDiv64F}
	inputs := []float64{0, negZero, 1.5, -2, 1e-300, inf, -inf, 3}
	before, after := 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		r := newRig(t)
		f := types.Types[types.TFLOAT64]
		args := []*ssa.Value{r.arg(f), r.arg(f), r.arg(f)}
		values := append([]*ssa.Value(nil), args...)
		for range 12 {
			op := ops[rng.IntN(len(ops))]
			x, y := values[rng.IntN(len(values))], values[rng.IntN(len(values))]
			if op == ssa.OpNeg64F {
				values = append(values, r.e.b.NewValue1(r.e.pos, op, f, x))
			} else {
				values = append(values, r.e.b.NewValue2(r.e.pos, op, f, x, y))
			}
		}
		var roots []*ssa.Value
		for _, v := range values {
			if v.Uses == 0 {
				v.Uses++ // as if something outside used it
				roots = append(roots, v)
			}
		}
		env := make(map[*ssa.Value]any)
		for _, x := range args {
			env[x] = inputs[rng.IntN(len(inputs))]
		}
		var want []float64
		for _, v := range roots {
			want = append(want, r.eval(v, env).(float64))
		}
		before += operations(roots)
		foldNegations(r.f, 0)
		after += operations(roots)
		for i, v := range roots {
			got := r.eval(v, env).(float64)
			if math.Float64bits(got) != math.Float64bits(want[i]) && !(got != got && want[i] != want[i]) {
				t.Errorf("seed %d: %v is %v, was %v", seed, v.LongString(), got, want[i])
			}
		}
	}
	if after >= before {
		t.Errorf("%d operations became %d", before, after)
	}
}

// operations returns how many operations roots need.
func operations(roots []*ssa.Value) int {
	seen := make(map[*ssa.Value]bool)
	var visit func(v *ssa.Value)
	visit = func(v *ssa.Value) {
		for v.Op == ssa.OpCopy {
			v = v.Args[0]
		}
		if !seen[v] && v.Op != ssa.OpArg {
			seen[v] = true
			for _, x := range v.Args {
				visit(x)
			}
		}
	}
	for _, v := range roots {
		visit(v)
	}
	return len(seen)
}

// TestPrimalNegations leaves alone what was there before.
func TestPrimalNegations(t *testing.T) {
	r := newRig(t)
	f := types.Types[types.TFLOAT64]
	x, y := r.arg(f), r.arg(f)
	sum := r.e.b.NewValue2(r.e.pos, ssa.OpAdd64F, f, x, r.e.neg(y))
	sum.Uses++
	foldNegations(r.f, sum.ID+1)
	if sum.Op != ssa.OpAdd64F {
		t.Errorf("the primal's sum became %v", sum.LongString())
	}
}
