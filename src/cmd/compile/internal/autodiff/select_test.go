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

// run executes r's function from its entry to a block without successors
// and returns the values of the results there.
func (r *rig) run(env map[*ssa.Value]any, results ...*ssa.Value) []any {
	b := r.f.Entry
	for len(b.Succs) > 0 {
		edge := b.Succs[0]
		if b.Kind == ssa.BlockIf && !r.eval(b.ControlValues()[0], env).(bool) {
			edge = b.Succs[1]
		}
		b = edge.Block()
		for _, v := range b.Values {
			if v.Op == ssa.OpPhi {
				env[v] = r.eval(v.Args[edge.Index()], env)
			}
		}
	}
	out := make([]any, len(results))
	for i, v := range results {
		out[i] = r.eval(v, env)
	}
	return out
}

// checkBlocks checks that values know their blocks, that definitions dominate
// uses, that edges match, and that no select of floats is left.
func (r *rig) checkBlocks() {
	for _, b := range r.f.Blocks {
		for _, v := range b.Values {
			if v.Block != b {
				r.t.Errorf("%s stands in %s and says %s", v.LongString(), b, v.Block)
			}
			if v.Op == ssa.OpPhi && len(v.Args) != len(b.Preds) {
				r.t.Fatalf("%s in a block with %d predecessors", v.LongString(), len(b.Preds))
			}
			for i, x := range v.Args {
				use := b
				if v.Op == ssa.OpPhi {
					use = b.Preds[i].Block()
				}
				if !r.dominates(x.Block, use) {
					r.t.Errorf("%s uses %s of %s", v.LongString(), x, x.Block)
				}
			}
			if isSelect(v) {
				r.t.Errorf("%s is left", v.LongString())
			}
		}
		for i, e := range b.Succs {
			if p := e.Block().Preds[e.Index()]; p.Block() != b || p.Index() != i {
				r.t.Errorf("edge %d of %s does not match", i, b)
			}
		}
	}
}

// checkNil adds a nil check: without one, and outside of a compilation,
// package ssa does not order memory operations.
func (r *rig) checkNil(p *ssa.Value) {
	r.f.Entry.NewValue2(p.Pos, ssa.OpNilCheck, p.Type, p, r.e.mem)
}

// dominates reports whether every path from the entry to b goes through a.
func (r *rig) dominates(a, b *ssa.Block) bool {
	seen := map[*ssa.Block]bool{a: true}
	var visit func(c *ssa.Block)
	visit = func(c *ssa.Block) {
		if seen[c] {
			return
		}
		seen[c] = true
		for _, e := range c.Succs {
			visit(e.Block())
		}
	}
	visit(r.f.Entry)
	return a == b || !seen[b]
}

func TestExpandSelects(t *testing.T) {
	r := newRig(t)
	f := types.Types[types.TFLOAT64]
	x, y := r.arg(f), r.arg(f)
	e := r.e
	r.checkNil(r.arg(f.PtrTo()))
	below := e.less(x, y)
	low := e.choose(below, x, y)               // shares its branch
	high := e.choose(below, y, x)              // with this one
	ratio := e.div(low, high)                  // and stands behind it
	late := e.choose(below, ratio, e.neg(low)) // depends on the first
	sum := e.add(late, e.choose(e.less(ratio, late), high, low))
	expandSelects(r.f)
	r.checkBlocks()
	branches := 0
	for _, b := range r.f.Blocks {
		if b.Kind == ssa.BlockIf {
			branches++
		}
	}
	if branches != 3 {
		t.Errorf("%d branches, want 3", branches)
	}
	for _, tt := range [][2]float64{{1, 2}, {2, 1}, {-1, 3}, {5, 5}, {math.NaN(), 1}} {
		low, high := tt[1], tt[0]
		late := -low
		if tt[0] < tt[1] {
			low, high = tt[0], tt[1]
			late = low / high
		}
		want := late + low
		if low/high < late {
			want = late + high
		}
		got := r.run(map[*ssa.Value]any{x: tt[0], y: tt[1]}, sum)[0].(float64)
		if !near(got, want, 0) {
			t.Errorf("%v: %v, want %v", tt, got, want)
		}
	}
}

// TestExpandNestedSelects checks that only the arm that needs an inner select
// computes it.
func TestExpandNestedSelects(t *testing.T) {
	r := newRig(t)
	f := types.Types[types.TFLOAT64]
	x := r.arg(f)
	e := r.e
	r.checkNil(r.arg(f.PtrTo()))
	root := e.sqrt(x)
	small := e.choose(e.eq(x, e.zero(f)), e.constant(f, 7), root)
	y := e.choose(e.less(x, e.constant(f, 1)), small, e.div(x, e.constant(f, 2)))
	e.add(y, y)
	expandSelects(r.f)
	r.checkBlocks()
	if small.Block == y.Block || small.Block == r.f.Entry || root.Block == r.f.Entry {
		t.Errorf("inner values stand in %s and %s, the outer select in %s", small.Block, root.Block, y.Block)
	}
	for _, tt := range [][2]float64{{0, 7}, {0.25, 0.5}, {4, 2}} {
		if got := r.run(map[*ssa.Value]any{x: tt[0]}, y)[0]; got != tt[1] {
			t.Errorf("%v: %v, want %v", tt[0], got, tt[1])
		}
	}
}

// TestExpandSelectsKeepsMemoryOrder has a load behind the select whose memory
// a store that does not depend on the select replaces.
func TestExpandSelectsKeepsMemoryOrder(t *testing.T) {
	r := newRig(t)
	f := types.Types[types.TFLOAT64]
	b := r.f.Entry
	p := r.arg(f.PtrTo())
	x := r.arg(f)
	r.checkNil(p)
	s := r.e.choose(r.e.less(x, r.e.zero(f)), x, nil)
	index := b.NewValue1(s.Pos, ssa.OpCvt64Fto64, types.Types[types.TINT], s)
	at := b.NewValue2(s.Pos, ssa.OpAddPtr, p.Type, p, index)
	load := b.NewValue2(s.Pos, ssa.OpLoad, f, at, r.e.mem)
	store := b.NewValue3A(s.Pos, ssa.OpStore, types.TypeMem, f, p, x, r.e.mem)
	b.SetControl(store)
	expandSelects(r.f)
	r.checkBlocks()
	if load.Block != store.Block || load.Block == b {
		t.Errorf("the load stands in %s, the store that has to follow it in %s", load.Block, store.Block)
	}
}
