// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"math/rand"
	"testing"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// TestCanonicalText shows the canonical form of some functions.
func TestCanonicalText(t *testing.T) {
	runCases(t, "canonical.txt", func(x *text) string {
		code := "irreducible\n"
		ssa.Autodiff = func(f *ssa.Func) {
			if c, ok := canonicalise(f); ok {
				checkCanonical(x.t, c)
				code = codeText(f)
			}
		}
		defer func() { ssa.Autodiff = nil }()
		ssa.AutodiffAlone(x.f)
		return code
	})
}

// TestCanonical checks for random functions that the canonical form is what it
// claims to be, and that it computes the same.
func TestCanonical(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	loops, returned, reduced := 0, 0, 0
	for range 3000 {
		f := randomFunc(t, rnd, 2+rnd.Intn(10))
		if findLoops(f).irreducible {
			reduced++
		}
		var seeds, want []int64
		for range 5 {
			seed := rnd.Int63()
			result, ok := interpret(t, f, nil, seed, 100)
			if ok {
				seeds, want = append(seeds, seed), append(want, result)
				returned++
			}
		}
		c, ok := canonicalise(f)
		if !ok {
			t.Fatalf("no canonical form\n%v", f)
		}
		checkCanonical(t, c)
		loops += len(c.counts)
		for i, seed := range seeds {
			if got, ok := interpret(t, f, c, seed, 1000); !ok || got != want[i] {
				t.Fatalf("returns %d (%v), not %d\n%v", got, ok, want[i], f)
			}
		}
	}
	if loops < 300 || returned < 1000 || reduced < 100 {
		t.Errorf("%d loops, %d returns, %d irreducible: that shows little", loops, returned, reduced)
	}
}

// randomFunc returns a random function of n blocks that computes with ints.
func randomFunc(t *testing.T, rnd *rand.Rand, n int) *ssa.Func {
	f, blocks := randomGraph(t, rnd, n)
	mem := f.Entry.Values[0]
	params := make([]*ssa.Value, 3)
	for i := range params {
		params[i] = newInt(f.Entry, ssa.OpUnknown)
	}
	s := newVariables(f.Entry, func(x quantity, _ *types.Type, _ *ssa.Block) *ssa.Value { return params[x.part] })
	order := ssa.AutodiffReversePostorder(f)
	s.openAll(order)
	for _, b := range order {
		get := func() *ssa.Value {
			return s.read(quantity{of: "x", part: rnd.Intn(3)}, types.Types[types.TINT], b)
		}
		for range rnd.Intn(4) {
			op := []ssa.Op{ssa.OpAdd64, ssa.OpSub64, ssa.OpMul64, ssa.OpXor64}[rnd.Intn(4)]
			s.write(quantity{of: "x", part: rnd.Intn(3)}, b, newInt(b, op, get(), get()))
		}
		switch b.Kind {
		case ssa.BlockIf:
			less := newInt(b, ssa.OpLess64, get(), get())
			less.Type = types.Types[types.TBOOL]
			b.SetControl(less)
		case ssa.BlockRet:
			if rnd.Intn(3) == 0 && len(order) > 1 {
				b.Kind = ssa.BlockExit
				b.SetControl(mem)
				break
			}
			r := newInt(b, ssa.OpMakeResult, get(), mem)
			r.Type = types.NewResults([]*types.Type{types.Types[types.TINT], types.TypeMem})
			b.SetControl(r)
		}
		s.fill(b)
	}
	s.simplify()
	replaceCopies(blocks)
	return f
}

// replaceCopies lets everything use what copies are copies of.
func replaceCopies(blocks []*ssa.Block) {
	for _, b := range blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if v.Op != ssa.OpCopy {
					v.SetArg(i, resolve(x))
				}
			}
		}
		for i, x := range b.ControlValues() {
			b.ReplaceControl(i, resolve(x))
		}
	}
}

// interpret returns what f returns for the parameters that seed stands for, and
// whether it does so within a number of steps. If c is not nil the counts of loops
// have to be right.
func interpret(t *testing.T, f *ssa.Func, c *canon, seed int64, steps int) (result int64, ok bool) {
	rnd := rand.New(rand.NewSource(seed))
	w := &walk{t: t}
	w.eval = func(v *ssa.Value) (int64, bool) {
		arg := func(i int) int64 { return w.value(v.Args[i]) }
		switch v.Op {
		case ssa.OpUnknown:
			return int64(rnd.Intn(20) - 10), true
		case ssa.OpConst64:
			return v.AuxInt, true
		case ssa.OpAdd64:
			return arg(0) + arg(1), true
		case ssa.OpSub64:
			return arg(0) - arg(1), true
		case ssa.OpMul64:
			return arg(0) * arg(1), true
		case ssa.OpXor64:
			return arg(0) ^ arg(1), true
		case ssa.OpLess64:
			if arg(0) < arg(1) {
				return 1, true
			}
			return 0, true
		case ssa.OpEq64:
			if arg(0) == arg(1) {
				return 1, true
			}
			return 0, true
		case ssa.OpMakeResult:
			return arg(0), true
		}
		return 0, false
	}
	w.next = func(b *ssa.Block) int {
		if b.Kind == ssa.BlockIf {
			return 1 - int(w.value(b.Controls[0]))
		}
		return 0
	}
	w.see = func(*ssa.Block) {}
	if c != nil {
		w.see = countChecker(t, c, w)
	}
	b := w.run(f.Entry, steps)
	if b == nil || b.Kind != ssa.BlockRet {
		return 0, b != nil && b.Kind == ssa.BlockExit
	}
	return w.value(b.Controls[0]), true
}

// countChecker counts iterations beside the counters of c.
func countChecker(t *testing.T, c *canon, w *walk) func(b *ssa.Block) {
	nest := findLoops(c.f)
	done := make(map[*ssa.Block]int64)
	var last *ssa.Block
	return func(b *ssa.Block) {
		if n := c.counts[b]; n != nil {
			if nest.latches(nest.innermost(b))[0] == last {
				done[b]++
			} else {
				done[b] = 0
			}
			if got := w.value(n); got != done[b] {
				t.Fatalf("count %d at %v in iteration %d\n%v", got, b, done[b], c.f)
			}
		}
		for at, n := range c.exits {
			if at.b != b {
				continue
			}
			if header := at.x.of.(*ssa.Block); w.value(n) != done[header] {
				t.Fatalf("count %d of the loop at %v at %v behind %d iterations\n%v", w.value(n), header, b, done[header], c.f)
			}
		}
		last = b
	}
}

// checkCanonical checks what canonical.go says of the form that c is in.
func checkCanonical(t *testing.T, c *canon) {
	t.Helper()
	nest := findLoops(c.f)
	blocks := ssa.AutodiffReversePostorder(c.f)
	for _, b := range blocks {
		for _, e := range b.Succs {
			if s := e.Block(); c.returns[s.ID] && len(b.Succs) > 1 && len(s.Preds) > 1 {
				t.Fatalf("critical edge %v-%v\n%v", b, s, c.f)
			}
		}
	}
	for _, l := range nest.loops {
		if !c.returns[l.header.ID] {
			continue
		}
		if p, q := len(nest.entries(l)), len(nest.latches(l)); p != 1 || q != 1 || len(l.header.Preds) != 2 {
			t.Fatalf("loop at %v: %d entries, %d latches, %d predecessors\n%v", l.header, p, q, len(l.header.Preds), c.f)
		}
		if c.counts[l.header] == nil {
			t.Fatalf("loop at %v is not counted\n%v", l.header, c.f)
		}
		for _, e := range nest.exits(l) {
			if to := e.to(); c.returns[to.ID] && (len(to.Preds) != 1 || c.exits[spot{to, quantity{of: l.header}}] == nil) {
				t.Fatalf("exit %v-%v: %d predecessors, count %v\n%v", e.from, to, len(to.Preds), c.exits[spot{to, quantity{of: l.header}}], c.f)
			}
		}
	}
	checkClosed(t, c, nest)
}

// checkClosed checks that values are only used in the loops in which they are made.
func checkClosed(t *testing.T, c *canon, nest *loopNest) {
	t.Helper()
	c.findUses()
	for v, uses := range c.uses {
		if l := nest.innermost(v.Block); l != nil && v.Op != ssa.OpCopy && !v.Type.IsMemory() && !v.Type.IsResults() && !isFree(v) {
			for _, u := range uses {
				if !l.contains(u.b) && (u.v == nil || u.v.Op != ssa.OpCopy) {
					t.Fatalf("%v is used at %v, outside of its loop\n%v", v.LongString(), u.b, c.f)
				}
			}
		}
	}
}
