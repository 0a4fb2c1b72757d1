// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Two versions of a loop: one without checks, for when none can fail.
//
//	for j := 0; j < n; j++ {              if n <= len(x) {
//		s += x[j]                             for j := 0; j < n; j++ { s += x[j], unchecked }
//	}                               →     } else {
//	                                          for j := 0; j < n; j++ { s += x[j] }
//	                                      }
//
// A loop has two versions if it is an innermost one that counts up to a bound, and
// checks its counter, another one that goes up with it, or such a one plus a
// constant, against lengths that do not change. Primal code has as many
// of these checks as before; but a derivative reads twice as much in the loop,
// and is short of registers for the lengths.
//
// So it has if it checks what is the same in each iteration: whether the shadow of a slice
// is one of inactive memory, where nothing active must be stored (check.go, dummies.go).
// Of those checks there may be many, one for each direction.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

const (
	maxVersion = 128     // values in a loop that is worth two versions, for each direction
	maxStart   = 1 << 20 // constant at which a counter may start, and that may be added to it
)

// A counting is the test that decides in a header whether an iteration follows:
// counter + off < bound.
type counting struct {
	counter *ssa.Value // phi of the header
	off     int64
	start   int64 // of the counter
	bound   *ssa.Value
}

// A bounds is the check, at the end of b, that counter + off is an index below length.
type bounds struct {
	b       *ssa.Block
	counter *ssa.Value // phi of the header
	off     int64
	length  *ssa.Value
}

// makeVersions gives the loops of f, which has that many directions, a version without the
// checks of what they count, and of what does not change in them.
func makeVersions(f *ssa.Func, directions int) {
	if !hoisting {
		return
	}
	n := findLoops(f)
	now := n
	for _, l := range n.loops {
		if !n.isInnermost(l) || !hasChecks(l, maxVersion*directions) {
			continue
		}
		if now == nil {
			now = findLoops(f)
		}
		if makeVersion(f, now, now.innermost(l.header)) {
			now = nil
		}
	}
	if now != n {
		ssa.AutodiffCleanup(f)
	}
}

// hasChecks reports whether l has no more than limit values, and checks something.
func hasChecks(l *loop, limit int) (checks bool) {
	values := 0
	for _, b := range l.blocks {
		values += len(b.Values)
		checks = checks || panicSucc(b) >= 0
	}
	return checks && values <= limit
}

// isInnermost reports whether there is no loop in l.
func (n *loopNest) isInnermost(l *loop) bool {
	for _, b := range l.blocks {
		if n.innermost(b) != l {
			return false
		}
	}
	return true
}

// makeVersion makes two versions of l, if that is worth it. If it does not, f may have
// one more block, in front of the loop.
func makeVersion(f *ssa.Func, n *loopNest, l *loop) bool {
	m := newMotion(f, n, l, promise{}, nil)
	if m.calls || l.header == f.Entry || !m.copies() {
		return false
	}
	m.openFront()
	t := m.counting()
	if t == nil || !m.settled(t.bound) || isCounter(t.bound) {
		return false
	}
	checks, steady := m.boundsChecks(t), m.steadyChecks()
	if len(checks) == 0 && len(steady) == 0 {
		return false
	}
	ok := m.noneFails(t, checks, steady)
	m.split(ok)
	for _, c := range checks {
		steady = append(steady, c.b)
	}
	for _, b := range steady {
		cond := f.ConstBool(types.Types[types.TBOOL], panicSucc(b) == 1)
		b.ResetControls()
		b.SetControl(cond)
	}
	return true
}

// steadyChecks returns the blocks of the loop at the end of which something is checked that
// is the same in each iteration.
func (m *motion) steadyChecks() (blocks []*ssa.Block) {
	for _, b := range m.l.blocks {
		if panicSucc(b) >= 0 && m.settled(b.Controls[0]) && b.Controls[0].Op != ssa.OpConstBool {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// copies reports whether the loop may be copied: it is left by its header, or by a
// panic.
func (m *motion) copies() bool {
	for _, b := range m.l.blocks {
		if b.Kind != ssa.BlockPlain && b.Kind != ssa.BlockIf {
			return false
		}
	}
	if m.l.header.Kind != ssa.BlockIf {
		return false
	}
	for _, e := range m.n.exits(m.l) {
		if (e.from == m.l.header) == (e.to().Kind == ssa.BlockExit) || e.to().Kind == ssa.BlockExit && len(e.to().Values) > maxCheck {
			return false
		}
	}
	return inSucc(m.l) >= 0
}

// counting returns the test of a loop that counts up to a bound, or nil.
func (m *motion) counting() *counting {
	h := m.l.header
	cond := h.Controls[0]
	if inSucc(m.l) != 0 || cond.Op != wordOps().less {
		return nil
	}
	counter, off := plus(cond.Args[0])
	if !m.counts(counter) || off < 0 || off > maxStart {
		return nil
	}
	start := counter.Args[m.entry]
	if start.Op != ssa.OpConst64 && start.Op != ssa.OpConst32 || start.AuxInt < 0 || start.AuxInt > maxStart {
		return nil
	}
	return &counting{counter, off, start.AuxInt, cond.Args[1]}
}

// plus splits v into a value and a constant that is added to it.
func plus(v *ssa.Value) (x *ssa.Value, c int64) {
	if v.Op == ssa.OpAdd64 || v.Op == ssa.OpAdd32 {
		for i, y := range v.Args {
			if y.Op == ssa.OpConst64 || y.Op == ssa.OpConst32 {
				return v.Args[1-i], y.AuxInt
			}
		}
	}
	return v, 0
}

// counts reports whether phi, in the header, goes up by one in each iteration.
func (m *motion) counts(phi *ssa.Value) bool {
	if phi.Op != ssa.OpPhi || phi.Block != m.l.header {
		return false
	}
	for i, e := range phi.Block.Preds {
		if m.l.contains(e.Block()) {
			if x, c := plus(phi.Args[i]); x != phi || c != 1 {
				return false
			}
		}
	}
	return true
}

// isCounter reports whether v counts in a loop around. A loop up to there is often too
// short to be worth a choice.
func isCounter(v *ssa.Value) bool {
	v, _ = plus(v)
	if v.Op == ssa.OpPhi {
		for _, x := range v.Args {
			if y, c := plus(x); y == v && c != 0 {
				return true
			}
		}
	}
	return false
}

// boundsChecks returns the checks of the loop that are of counters.
func (m *motion) boundsChecks(t *counting) (checks []*bounds) {
	for _, b := range m.l.blocks {
		cond := b.Controls[:1]
		if panicSucc(b) != 1 || cond[0].Op != ssa.OpIsInBounds || cond[0].Args[0].Type.Size() != int64(types.PtrSize) {
			continue
		}
		counter, off := plus(cond[0].Args[0])
		if length := cond[0].Args[1]; m.counts(counter) && m.settled(length) && off >= -maxStart && off <= maxStart {
			if counter == t.counter && t.start+off >= 0 || counter != t.counter && off >= 0 {
				checks = append(checks, &bounds{b, counter, off, length})
			}
		}
	}
	return checks
}

// settled reports whether v is the same in each iteration, and computed from what stands
// in front of the loop.
func (m *motion) settled(v *ssa.Value) bool {
	if !m.l.contains(v.Block) {
		return true
	}
	if !isPure(v) {
		return false
	}
	for _, x := range v.Args {
		if !m.settled(x) {
			return false
		}
	}
	return true
}

// noneFails emits, in front of the loop, whether none of the checks can fail:
//
//	first >= 0 && bound <= length - first + start + off of the test
//
// where first is the first index. An overflow makes the right side negative, and then the
// loop has no iteration, or it is the version with checks. At the ends of the blocks in
// steady something is checked that does not change.
func (m *motion) noneFails(t *counting, checks []*bounds, steady []*ssa.Block) *ssa.Value {
	w, integer, boolean, pos := wordOps(), types.Types[types.TINT], types.Types[types.TBOOL], m.l.header.Pos
	emit := func(op ssa.Op, t *types.Type, x, y *ssa.Value) *ssa.Value { return m.front.NewValue2(pos, op, t, x, y) }
	m.bring(t.bound)
	var all *ssa.Value
	require := func(cond *ssa.Value) {
		if all == nil {
			all = cond
		} else {
			all = emit(ssa.OpAndB, boolean, all, cond)
		}
	}
	required := make(map[*ssa.Value]bool)
	for _, b := range steady {
		cond := b.Controls[0]
		if required[cond] {
			continue
		}
		required[cond] = true
		m.bring(cond)
		if panicSucc(b) == 0 {
			cond = m.front.NewValue1(pos, ssa.OpNot, boolean, cond)
		}
		require(cond)
	}
	type limit struct {
		start, length *ssa.Value
	}
	largest := make(map[limit]int64) // of the constants added, for the same counter and length
	for _, c := range checks {
		k := limit{c.counter, c.length}
		if off, ok := largest[k]; !ok || c.off > off {
			largest[k] = c.off
		}
	}
	for _, c := range checks {
		m.bring(c.length)
		start := c.counter.Args[m.entry]
		if c.counter != t.counter {
			first := emit(w.add, integer, start, wordConst(m.f, c.off))
			require(emit(w.leq, boolean, wordConst(m.f, 0), first))
		}
		if k := (limit{c.counter, c.length}); largest[k] == c.off {
			largest[k] = -maxStart - 1 // once is enough
			less := wordConst(m.f, c.off-t.off)
			if c.counter != t.counter {
				less = emit(w.add, integer, start, wordConst(m.f, c.off-t.off-t.start))
			}
			if less.AuxInt == 0 && less.Op != w.add && c.length == t.bound {
				continue // that is the test of the loop
			}
			require(emit(w.leq, boolean, t.bound, emit(w.sub, integer, c.length, less)))
		}
	}
	if all == nil {
		return m.f.ConstBool(boolean, true)
	}
	return all
}

// split copies the loop. The copy is executed where ok is false.
func (m *motion) split(ok *ssa.Value) {
	h := m.l.header
	behind := ssa.AutodiffSplitEdge(h, 1-inSucc(m.l))
	blocks := make(map[*ssa.Block]*ssa.Block)
	values := make(map[*ssa.Value]*ssa.Value)
	for _, b := range m.l.blocks {
		c := m.f.NewBlock(b.Kind)
		c.Pos, c.Likely = b.Pos, b.Likely
		blocks[b] = c
		for _, v := range b.Values {
			w := c.NewValue0(v.Pos, v.Op, v.Type)
			w.Aux, w.AuxInt = v.Aux, v.AuxInt
			values[v] = w
		}
	}
	same := func(x *ssa.Value) *ssa.Value { return mapped(x, values) }
	preds := make(map[*ssa.Block][]int) // from block to where the predecessors of its copy are among its own
	fast := ssa.AutodiffSplitEdge(m.front, 0)
	m.front.Kind, m.front.Likely = ssa.BlockIf, ssa.BranchLikely
	m.front.SetControl(ok)
	m.front.AddEdgeTo(blocks[h])
	for i, e := range h.Preds {
		if e.Block() == fast {
			preds[h] = append(preds[h], i)
		}
	}
	for _, b := range m.l.blocks {
		c := blocks[b]
		for _, x := range b.ControlValues() {
			c.AddControl(same(x))
		}
		for _, e := range b.Succs {
			switch to := e.Block(); {
			case to == behind:
				c.AddEdgeTo(behind)
			case blocks[to] == nil:
				c.AddEdgeTo(m.copyPanic(e, same))
			default:
				c.AddEdgeTo(blocks[to])
				preds[to] = append(preds[to], e.Index())
			}
		}
	}
	for _, b := range m.l.blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpPhi {
				for _, i := range preds[b] {
					values[v].AddArg(same(v.Args[i]))
				}
				continue
			}
			for _, x := range v.Args {
				values[v].AddArg(same(x))
			}
		}
	}
	first := make(map[*ssa.Value]*ssa.Value)
	for _, v := range h.Values {
		first[v] = values[v]
	}
	r := &rejoin{h: h, guard: blocks[h], behind: behind, first: first, dom: m.f.Sdom(), starts: make(map[*ssa.Value]map[*ssa.Block]*ssa.Value)}
	r.run(m.f)
}

// words are the ops on an int of the target.
type words struct {
	add, sub, less, leq ssa.Op
}

func wordOps() words {
	if types.PtrSize == 4 {
		return words{ssa.OpAdd32, ssa.OpSub32, ssa.OpLess32, ssa.OpLeq32}
	}
	return words{ssa.OpAdd64, ssa.OpSub64, ssa.OpLess64, ssa.OpLeq64}
}
