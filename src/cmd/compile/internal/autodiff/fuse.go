// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Fusion: a loop that only sums up is reversed iteration by iteration, while the
// primal goes on:
//
//	header ──► body ──► latch                  header ──► body ──► latch
//	   ▲                  │          becomes      ▲                  │
//	   └──────────────────┘                       └─ reverse(body) ◄─┘
//
// Nothing is kept from one iteration to the next then, however many there are.
// That is possible if
//   - all that is passed from an iteration to the next, and has an adjoint, are
//     sums, whose adjoint does not change in the loop, and is known in front of it
//     (foresee.go);
//   - the loop is left at its header;
//   - no iteration writes memory with adjoints but its own, and nothing behind the
//     loop writes where it loaded from. Then all that comes to shadow memory in the loop
//     is added to it, and it does not matter when.
//
// What comes to a value that is made in front of the loop is summed up in a phi at the
// header.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A fusion is a loop that is reversed iteration by iteration.
type fusion struct {
	loop  *loop
	latch *ssa.Block // the end of an iteration of the primal
	start *ssa.Block // its first block, behind the header
	exit  *ssa.Block // behind the loop
	back  int        // the latch among the predecessors of the header

	sums  map[*ssa.Value]*ssa.Value // from phi of the header to its adjoint
	outer []*outerSum
	mem   *ssa.Value            // at the end of the primal's iteration
	tops  map[*stack]*ssa.Value // likewise
}

// An outerSum is what comes to a value that is made in front of a fused loop.
type outerSum struct {
	x   quantity
	phi *ssa.Value // at the header
}

// fuse finds the loops to fuse.
func (r *reverse) fuse(s *foresight) {
	r.way.fusions = make(map[*loop]*fusion)
	if r.split != nil || len(r.lanes) > 1 {
		return // the seeds are not there in the forward sweep, or there are many
	}
	stab := newStability(r)
	for _, l := range slices.Backward(r.way.nest.loops) { // what is behind first
		if l.depth == 1 && !r.idleLoop(l) {
			if u := r.fusionOf(l, s, stab); u != nil {
				r.way.fusions[l] = u
			}
		}
	}
}

// fusionOf returns the fusion of l, or nil if l has to be kept.
func (r *reverse) fusionOf(l *loop, s *foresight, stab *stability) *fusion {
	u := r.shapeOf(l, s)
	if u == nil || !r.onlyPhis(l.header) || !r.writesNothing(l, stab) || !r.untouched(u, stab) {
		return nil
	}
	return r.foreseeSums(u, s)
}

// shapeOf returns where l begins and ends, or nil unless it is left at its header only.
func (r *reverse) shapeOf(l *loop, s *foresight) *fusion {
	u := &fusion{loop: l, sums: make(map[*ssa.Value]*ssa.Value), tops: make(map[*stack]*ssa.Value)}
	h := l.header
	for i, e := range h.Preds {
		if l.contains(e.Block()) {
			u.latch, u.back = e.Block(), i
		}
	}
	for _, e := range r.way.nest.exits(l) {
		if !s.live[e.to()] {
			continue
		}
		if e.from != h || u.exit != nil {
			return nil
		}
		u.exit = e.to()
	}
	if u.exit == nil || h.Kind != ssa.BlockIf || len(u.exit.Preds) != 1 {
		return nil
	}
	for _, e := range h.Succs {
		if l.contains(e.Block()) {
			u.start = e.Block()
		}
	}
	if u.start == nil || len(u.start.Preds) != 1 || !s.live[u.latch] {
		return nil
	}
	return u
}

// onlyPhis reports whether nothing in b has an adjoint or acts back but phis.
func (r *reverse) onlyPhis(b *ssa.Block) bool {
	for _, v := range r.order[b] {
		if v.Op != ssa.OpPhi && (r.varies(v) || r.actsBack(v)) {
			return false
		}
	}
	return true
}

// foreseeSums emits in front of the loop what the adjoints of its phis are. It returns
// nil if one is not a sum, or not known there.
func (r *reverse) foreseeSums(u *fusion, s *foresight) *fusion {
	front := u.loop.front()
	r.e.b, r.e.pos = front, front.Pos
	for _, phi := range u.loop.header.Values {
		if phi.Op != ssa.OpPhi || !r.varies(phi) {
			continue
		}
		sum := s.sumOf(phi)
		if sum == nil {
			return nil
		}
		u.sums[phi] = s.adjoint(sum.behind, vantage{at: front, from: u.exit, end: r.exit})
		if u.sums[phi] == nil {
			return nil
		}
	}
	if len(u.sums) == 0 {
		return nil
	}
	for phi, adjoint := range u.sums {
		s.sums[phi].adjoint = adjoint
	}
	return u
}

// writesNothing reports whether the iterations of l write no memory with adjoints
// but what each has made itself.
func (r *reverse) writesNothing(l *loop, stab *stability) bool {
	for _, b := range l.blocks {
		for _, v := range r.order[b] {
			if c := r.calls[v]; c != nil {
				if !c.quiet() {
					return false
				}
				continue
			}
			if !r.actsBack(v) {
				continue
			}
			switch v.Op {
			case ssa.OpStore, ssa.OpMove, ssa.OpZero:
				if !r.ownOf(l, v.Args[0], stab) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

// ownOf reports whether ptr leads to memory that an iteration of l has made itself,
// and that nothing else leads to.
func (r *reverse) ownOf(l *loop, ptr *ssa.Value, stab *stability) bool {
	roots := stab.roots(ptr)
	for _, root := range roots {
		if !stab.own(root) || carriesOver(l, root, stab) {
			return false
		}
		if root.Op != ssa.OpLocalAddr {
			if !l.contains(root.Block) {
				return false
			}
			continue
		}
		for _, b := range r.f.Blocks {
			for _, v := range b.Values {
				if (v.Op == ssa.OpLocalAddr || v.Op == ssa.OpVarDef) && v.Aux.(*ir.Name) == root.Aux.(*ir.Name) && !l.contains(b) {
					return false
				}
			}
		}
	}
	return len(roots) > 0
}

// carriesOver reports whether the next iteration of l may still reach what root leads
// to, by way of a phi of the header.
func carriesOver(l *loop, root *ssa.Value, stab *stability) bool {
	for _, phi := range l.header.Values {
		if phi.Op != ssa.OpPhi || phi.Type.IsMemory() || !phi.Type.HasPointers() && !phi.Type.IsUintptr() {
			continue
		}
		for i, e := range l.header.Preds {
			if !l.contains(e.Block()) {
				continue
			}
			from := stab.roots(phi.Args[i])
			if len(from) == 0 && !isNil(phi.Args[i]) {
				return true // it may come from anywhere
			}
			for _, x := range from {
				if x == root || x.Op == ssa.OpLocalAddr && x.Aux == root.Aux {
					return true
				}
			}
		}
	}
	return false
}

// untouched reports whether nothing writes where iterations have loaded from what
// has an adjoint.
func (r *reverse) untouched(u *fusion, stab *stability) bool {
	calls := false
	for _, b := range u.loop.blocks {
		for _, v := range r.order[b] {
			switch {
			case r.calls[v] != nil:
				calls = true
			case v.Op == ssa.OpLoad && r.varies(v):
				if !r.ownOf(u.loop, v.Args[0], stab) && stab.overwritten(v, v.Args[0], v.Type) {
					return false
				}
			case v.Op == ssa.OpMove && r.actsBack(v) && r.a.active(v.Args[1]):
				if !r.ownOf(u.loop, v.Args[1], stab) && stab.overwritten(v, v.Args[1], v.Aux.(*types.Type)) {
					return false
				}
			case v.Op == ssa.OpDereference && r.a.active(v.Args[0]):
				return false
			}
		}
	}
	return !calls || r.nothingWritten(u.exit, stab)
}

// nothingWritten reports whether nothing from b on writes memory with adjoints that
// a called function might have loaded from.
func (r *reverse) nothingWritten(b *ssa.Block, stab *stability) bool {
	after := stab.reachable(b)
	for _, c := range r.f.Blocks {
		if c != b && !after.has(c) {
			continue
		}
		for _, v := range r.order[c] {
			if call := r.calls[v]; call != nil {
				if !call.quiet() {
					return false
				}
				continue
			}
			if _, seed := r.seeds[v]; seed || !r.actsBack(v) {
				continue
			}
			if v.Op != ssa.OpStore && v.Op != ssa.OpMove && v.Op != ssa.OpZero {
				return false
			}
			for _, root := range stab.roots(v.Args[0]) {
				if !stab.own(root) {
					return false
				}
			}
			if len(stab.roots(v.Args[0])) == 0 {
				return false
			}
		}
	}
	return true
}

// outermost returns the outermost loop that b is in, or nil.
func (n *loopNest) outermost(b *ssa.Block) *loop {
	l := n.innermost(b)
	for l != nil && l.parent != nil {
		l = l.parent
	}
	return l
}

// fusion returns the fused loop that the block b, of the primal or of the reverse
// sweep, belongs to, or nil.
func (rt *route) fusion(b *ssa.Block) *fusion {
	if p := rt.primal[b]; p != nil {
		b = p
	}
	return rt.fusions[rt.nest.outermost(b)]
}

// behind reports whether b belongs to the reverse sweep that stands behind the whole
// primal.
func (rt *route) behind(b *ssa.Block) bool {
	return rt.primal[b] != nil && rt.fusion(b) == nil
}

// joinFusion lets the reverse of an iteration follow the iteration.
func (r *reverse) joinFusion(u *fusion) {
	first, last := r.way.turns[u.latch].blocks[0], r.way.turns[u.start].blocks[0]
	ssa.AutodiffDetour(u.latch, u.loop.header, first, last)
	u.mem = first.NewValue0(first.Pos, ssa.OpUnknown, types.TypeMem)
}

// beginIteration gives the adjoints of sums to what the iteration has made of them.
func (r *reverse) beginIteration(u *fusion) {
	for _, phi := range u.loop.header.Values {
		if a := u.sums[phi]; a != nil {
			r.contribute(phi.Args[u.back], 0, a)
		}
	}
}

// enteringIteration returns what the variable x is where the reverse of an iteration
// begins.
func (r *reverse) enteringIteration(u *fusion, x quantity, t *types.Type) *ssa.Value {
	switch of := x.of.(type) {
	case *ssa.Value:
		if !u.loop.contains(of.Block) {
			return r.outerSum(u, x, t)
		}
		return r.zeroOf(t)
	case *stack:
		if u.tops[of] == nil {
			u.tops[of] = u.latch.NewValue0(u.latch.Pos, ssa.OpUnknown, t)
		}
		return u.tops[of]
	}
	if x == memoryOf {
		return u.mem
	}
	return wordConst(r.f, 0)
}

// outerSum returns the sum so far of what has come to x, made in front of the loop.
func (r *reverse) outerSum(u *fusion, x quantity, t *types.Type) *ssa.Value {
	h := u.loop.header
	phi := h.NewValue0(h.Pos, ssa.OpPhi, t)
	u.outer = append(u.outer, &outerSum{x, phi})
	return phi
}

// endIteration closes the sums of what has come to values made in front of the loop.
func (r *reverse) endIteration(u *fusion) {
	last := r.way.turns[u.start].blocks[0]
	for _, o := range u.outer {
		x := r.vars.read(o.x, o.phi.Type, last)
		args := []*ssa.Value{x, x}
		args[1-u.back] = r.zeroOf(o.phi.Type)
		o.phi.AddArgs(args...)
	}
}

// passFusion goes on behind the fused loop, in the reverse of the block at its exit,
// with the adjoints of the sums and of what was made in front of the loop.
func (r *reverse) passFusion(u *fusion) {
	for _, phi := range u.loop.header.Values {
		if u.sums[phi] != nil {
			r.phiAdjoints[phi] = r.take(phi)
		}
	}
	for _, o := range u.outer {
		phi := u.exit.NewValue1(u.exit.Pos, ssa.OpPhi, o.phi.Type, o.phi)
		r.contribute(o.x.of.(*ssa.Value), o.x.part, phi)
	}
}
