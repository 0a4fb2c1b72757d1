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

// An access reads or writes a variable with a value.
type access struct {
	x     quantity
	v     *ssa.Value
	write bool
}

// TestVariables writes and reads variables all over random functions, and checks
// along random ways that each read brings what was written last.
func TestVariables(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	phis := 0
	for range 1500 {
		f, blocks := randomGraph(t, rnd, 1+rnd.Intn(9))
		initial := newInt(f.Entry, ssa.OpUnknown)
		s := newVariables(f.Entry, func(quantity, *types.Type, *ssa.Block) *ssa.Value { return initial })
		accesses := make(map[*ssa.Block][]access)
		write := func(b *ssa.Block, x quantity) {
			v := newInt(b, ssa.OpUnknown)
			s.write(x, b, v)
			accesses[b] = append(accesses[b], access{x, v, true})
		}
		read := func(b *ssa.Block, x quantity) {
			accesses[b] = append(accesses[b], access{x, s.read(x, types.Types[types.TINT], b), false})
		}
		if rnd.Intn(2) == 0 { // as a sweep does
			order := ssa.AutodiffReversePostorder(f)
			s.openAll(order)
			for _, b := range order {
				for range rnd.Intn(6) {
					if x := (quantity{of: "x", part: rnd.Intn(2)}); rnd.Intn(2) == 0 {
						write(b, x)
					} else {
						read(b, x)
					}
				}
				s.fill(b)
			}
		} else { // as those do who know all that is written
			for _, b := range blocks {
				if rnd.Intn(3) == 0 {
					write(b, quantity{of: "x"})
				}
			}
			for range 8 {
				read(blocks[rnd.Intn(len(blocks))], quantity{of: "x"})
			}
		}
		s.simplify()
		phis += checkPhis(t, s)
		for range 10 {
			checkAccesses(t, rnd, f, initial, accesses)
		}
	}
	if phis < 500 {
		t.Errorf("only %d phis", phis)
	}
}

// checkPhis checks that there are no phis that could be copies, and counts them.
func checkPhis(t *testing.T, s *variables) (n int) {
	for _, phi := range s.phis {
		if phi.Op != ssa.OpPhi {
			continue
		}
		n++
		if len(phi.Args) != len(phi.Block.Preds) {
			t.Fatalf("%v in a block with %d predecessors", phi.LongString(), len(phi.Block.Preds))
		}
		if simplifyPhi(phi) {
			t.Fatalf("%v was a phi of one value", phi.LongString())
		}
	}
	return n
}

// checkAccesses goes one way through f.
func checkAccesses(t *testing.T, rnd *rand.Rand, f *ssa.Func, initial *ssa.Value, accesses map[*ssa.Block][]access) {
	var now int64
	last := make(map[quantity]int64)
	w := &walk{t: t}
	w.eval = func(v *ssa.Value) (int64, bool) {
		if v == initial {
			return 0, true
		}
		now++
		return now, true
	}
	w.next = func(b *ssa.Block) int { return rnd.Intn(len(b.Succs)) }
	w.see = func(b *ssa.Block) {
		for _, a := range accesses[b] {
			if a.write {
				last[a.x] = w.value(a.v)
			} else if got := w.value(a.v); got != last[a.x] {
				t.Fatalf("%v: %v brings what was written at time %d, not %d\n%v", b, a.v.LongString(), got, last[a.x], f)
			}
		}
	}
	w.run(f.Entry, 30)
}
