// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loops whose result was not taken are spared the way back.
//
//	for each centre {
//		d := 0.0
//		for i := range x { d += … }
//		if d < best { best = d }
//	}
//
// Where the condition did not hold, nothing has come to the adjoint of d: the reverse
// of the inner loop would pass zeros on. It begins with a count of iterations, and that
// is 0 then, and what the loop has kept is taken off the tape all at once.

package autodiff

import "cmd/compile/internal/ssa"

// A sparing is the condition under which a loop has to be gone back through.
type sparing struct {
	cond    *ssa.Value
	negated bool
	skipped *ssa.Value // in the reverse sweep: the number of iterations that are passed over
}

// sparingOf returns under which condition the reverse sweep has anything to do in l,
// which it enters from the reverse of b, or nil if that is not known.
func (r *reverse) sparingOf(l *loop, b *ssa.Block) *sparing {
	if !r.way.nest.isInnermost(l) || r.way.fusions[l] != nil || b.Preds[0].Block() != l.header || !r.onlyPure(l) {
		return nil
	}
	branch := r.nextBranch(b, l)
	if branch == nil {
		return nil
	}
	for i := range 2 {
		then := branch.Succs[i].Block()
		if len(then.Preds) == 1 && r.usedOnlyBehind(l, b, then) {
			return &sparing{cond: branch.Controls[0], negated: i == 1}
		}
	}
	return nil
}

// onlyPure reports whether the reverse of l does nothing but to pass adjoints on: to
// its operands, and to memory that it has loaded from. In its header it has nothing
// to do.
func (r *reverse) onlyPure(l *loop) bool {
	for _, b := range l.blocks {
		for _, v := range r.order[b] {
			if r.actsBack(v) || v.Op.IsCall() || b == l.header && v.Op != ssa.OpPhi && r.varies(v) {
				return false
			}
		}
	}
	return true
}

// nextBranch returns the block with the first branch that is always reached from b in
// the same iteration of the loop around l, or nil.
func (r *reverse) nextBranch(b *ssa.Block, l *loop) *ssa.Block {
	live := r.comingBack()
	for range 100 {
		if r.way.nest.innermost(b) != l.parent {
			return nil
		}
		var next []*ssa.Block
		for _, e := range b.Succs {
			if live[e.Block()] {
				next = append(next, e.Block())
			}
		}
		switch {
		case len(next) == 1 && len(next[0].Preds) == 1:
			b = next[0]
		case len(next) == 2 && b.Kind == ssa.BlockIf:
			return b
		default:
			return nil
		}
	}
	return nil
}

// usedOnlyBehind reports whether adjoints come to what l makes only from what stands
// behind then; b is the block behind its exit.
func (r *reverse) usedOnlyBehind(l *loop, b, then *ssa.Block) bool {
	made := make(map[*ssa.Value]bool) // what l makes, and what is made of it in front of then
	for _, c := range l.blocks {
		for _, v := range c.Values {
			made[v] = true
		}
	}
	behind := func(c *ssa.Block) bool { return r.way.dom.IsAncestorEq(then, c) }
	for changed := true; changed; {
		changed = false
		for _, c := range r.f.Blocks {
			if r.way.primal[c] != nil || l.contains(c) || behind(c) {
				continue
			}
			for _, v := range c.Values {
				if made[v] {
					continue
				}
				for i, x := range v.Args {
					if !made[x] || x.Type.IsMemory() || !r.varies(x) || v.Op == ssa.OpPhi && behind(c.Preds[i].Block()) {
						continue
					}
					if r.actsBack(v) || v.Op.IsCall() || v.Op == ssa.OpMakeResult {
						return false
					}
					if !r.varies(v) {
						continue
					}
					if v.Op == ssa.OpPhi && c != b {
						return false // in another iteration, or on another way
					}
					made[v] = true
					changed = true
					break
				}
			}
		}
	}
	for _, seed := range r.seeds {
		if made[seed.x] {
			return false // the call that says so is gone
		}
	}
	return true
}

// spare lets the reverse sweep enter l, behind the reverse of b, with a count of zero
// if nothing is to be done there, and returns the count.
func (r *reverse) spare(l *loop, b *ssa.Block, count *ssa.Value) *ssa.Value {
	s := r.sparingOf(l, b)
	if s == nil {
		return count
	}
	e := &r.e
	yes, no := count, wordConst(r.f, 0)
	if s.negated {
		yes, no = no, yes
	}
	n := e.b.NewValue3(e.pos, ssa.OpCondSelect, count.Type, yes, no, s.cond)
	s.skipped = e.b.NewValue2(e.pos, wordOp(ssa.OpSub32, ssa.OpSub64), count.Type, count, n)
	r.spared[l] = s
	return n
}
