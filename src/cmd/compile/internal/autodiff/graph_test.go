// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Random control flow, and an interpreter of what is computed along it.

package autodiff

import (
	"math/rand"
	"testing"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// randomGraph returns a function of n blocks that are all reachable from the
// first. Each has up to two successors, none of them the first.
func randomGraph(t *testing.T, rnd *rand.Rand, n int) (*ssa.Func, []*ssa.Block) {
	f := newRig(t).f
	f.Entry.ResetControls()
	f.Entry.Kind = ssa.BlockRet
	blocks := []*ssa.Block{f.Entry}
	edge := func(from, to *ssa.Block) {
		if len(from.Succs) < 2 {
			from.AddEdgeTo(to)
			from.Kind = []ssa.BlockKind{ssa.BlockPlain, ssa.BlockIf}[len(from.Succs)-1]
		}
	}
	for len(blocks) < n {
		b := f.NewBlock(ssa.BlockRet)
		for len(b.Preds) == 0 {
			edge(blocks[rnd.Intn(len(blocks))], b)
		}
		blocks = append(blocks, b)
	}
	for range rnd.Intn(n + 1) {
		if from := blocks[rnd.Intn(n)]; n > 1 && rnd.Intn(4) > 0 {
			edge(from, blocks[1+rnd.Intn(n-1)])
		}
	}
	return f, blocks
}

// A walk is one way through a function.
type walk struct {
	t    *testing.T
	env  map[*ssa.Value]int64
	eval func(v *ssa.Value) (int64, bool) // what is not a phi; false: it has no value
	next func(b *ssa.Block) int           // which successor to go on to
	see  func(b *ssa.Block)               // what is there when b ends
}

// run walks at most steps blocks from b, and returns the last one, or nil if there
// are more.
func (w *walk) run(b *ssa.Block, steps int) *ssa.Block {
	w.env = make(map[*ssa.Value]int64)
	in := -1
	for range steps {
		w.enter(b, in)
		w.see(b)
		if len(b.Succs) == 0 {
			return b
		}
		e := b.Succs[w.next(b)]
		b, in = e.Block(), e.Index()
	}
	return nil
}

// enter computes the values of b, which is entered by its predecessor number in.
func (w *walk) enter(b *ssa.Block, in int) {
	phis := make(map[*ssa.Value]int64)
	for _, v := range b.Values {
		if v.Op == ssa.OpPhi {
			phis[v] = w.value(v.Args[in])
		}
	}
	for v, x := range phis {
		w.env[v] = x
	}
	done := make(map[*ssa.Value]bool)
	var compute func(v *ssa.Value)
	compute = func(v *ssa.Value) {
		if v.Op == ssa.OpPhi || v.Block != b || done[v] {
			return
		}
		done[v] = true
		for _, x := range v.Args {
			compute(resolve(x))
		}
		if v.Op == ssa.OpCopy {
			return
		}
		if x, ok := w.eval(v); ok {
			w.env[v] = x
		}
	}
	for _, v := range b.Values {
		compute(v)
	}
}

// value returns what v is now.
func (w *walk) value(v *ssa.Value) int64 {
	x, ok := w.env[resolve(v)]
	if !ok {
		w.t.Fatalf("%v is used where it is not known", v.LongString())
	}
	return x
}

// newInt emits an int in b.
func newInt(b *ssa.Block, op ssa.Op, args ...*ssa.Value) *ssa.Value {
	v := b.NewValue0(src.NoXPos, op, types.Types[types.TINT])
	v.AddArgs(args...)
	return v
}
