// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The way back: a reverse block for each block of the primal, and an edge from
// reverse(B) to reverse(A) for each edge from A to B.
//
//	A ──► B ──► C          reverse(C) ──► reverse(B) ──► reverse(A)
//
// Where B was entered from several blocks, reverse(B) has to know from which. At
// the header of a loop the count of iterations tells; behind an if, its condition;
// elsewhere a phi of constants. What lies between a merge and its dominator and
// has no adjoints is passed over.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A route is the control flow of the reverse sweep.
type route struct {
	nest    *loopNest // of the forward sweep
	dom     ssa.SparseTree
	idom    []*ssa.Block
	first   *ssa.Block                // of the reverse sweep
	last    *ssa.Block                // reverse(entry)
	turns   map[*ssa.Block]*turn      // from block of the primal
	primal  map[*ssa.Block]*ssa.Block // from reverse block
	found   []*ssa.Block              // blocks of the primal that are reversed
	latches map[*ssa.Block]*loop      // the blocks that close a loop

	fusions map[*loop]*fusion // loops that are reversed iteration by iteration
}

// A turn is the reverse of one block.
type turn struct {
	primal  *ssa.Block
	kind    turnKind
	blocks  []*ssa.Block // reverse blocks: one, or a chain of tests
	targets []*ssa.Block // blocks of the primal that it goes on to
	choice  *ssa.Value   // turnIf: where the first target is right. turnChoice: the number of the target.
	loop    *loop        // turnLoop
	skipped int          // how many of the loops that the edge to it leaves have no adjoints and are not gone back into
}

type turnKind uint8

const (
	turnReturn turnKind = iota // reverse of the entry
	turnPlain                  // one target
	turnLoop                   // the latch where the count is not zero, else what is in front of the loop
	turnIf                     // two targets
	turnChoice                 // any number
	turnFused                  // the next iteration of a fused loop
)

// plotRoute makes the reverse blocks and their edges.
func (r *reverse) plotRoute() {
	nest := findLoops(r.f)
	rt := &route{
		nest:    nest,
		dom:     r.f.Sdom(),
		idom:    r.f.Idom(),
		turns:   make(map[*ssa.Block]*turn),
		primal:  make(map[*ssa.Block]*ssa.Block),
		latches: make(map[*ssa.Block]*loop),
	}
	r.way = rt
	for _, l := range nest.loops {
		for _, b := range nest.latches(l) {
			rt.latches[b] = l
		}
	}
	var known *foresight // nothing, where it is not known what other goroutines do to memory
	if !r.a.inst.concurrent() {
		known = newForesight(r)
		r.fuse(known)
	}
	r.combine(known)
	work := []*ssa.Block{r.exit}
	for _, l := range nest.loops {
		if u := rt.fusions[l]; u != nil {
			work = append(work, u.latch)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if rt.turns[b] != nil {
			continue
		}
		t := r.turnOf(b)
		rt.turns[b] = t
		work = append(work, t.targets...)
	}
	for _, b := range r.f.Blocks {
		if rt.turns[b] != nil {
			rt.found = append(rt.found, b)
		}
	}
	for _, b := range rt.found {
		r.makeBlocks(b)
	}
	for _, b := range rt.found {
		r.connect(rt.turns[b])
	}
	for _, l := range nest.loops {
		if u := rt.fusions[l]; u != nil {
			r.joinFusion(u)
		}
	}
	rt.first = rt.turns[r.exit].blocks[0]
	rt.last = rt.turns[r.f.Entry].blocks[0]
	r.joinSweeps()
}

// turnOf decides how the reverse of b goes on.
func (r *reverse) turnOf(b *ssa.Block) *turn {
	t := &turn{primal: b}
	if len(b.Preds) == 0 {
		return t
	}
	if u := r.way.fusion(b); u != nil && b == u.start {
		t.kind = turnFused
		return t
	}
	t.kind = turnPlain
	if len(b.Preds) == 1 {
		t.targets = []*ssa.Block{b.Preds[0].Block()}
		for i, l := range r.way.left(b) {
			if r.idleLoop(l) || r.way.fusions[l] != nil {
				t.targets[0], t.skipped = l.front(), i+1
			}
		}
		return t
	}
	d := r.way.idom[b.ID]
	if r.way.nest.innermost(b) == r.way.nest.innermost(d) && r.idle(b, d) {
		t.targets = []*ssa.Block{d}
		return t
	}
	for _, e := range b.Preds {
		t.targets = append(t.targets, e.Block())
	}
	if l := r.way.nest.innermost(b); l != nil && l.header == b {
		t.kind, t.loop = turnLoop, l
		if !l.contains(t.targets[0]) {
			t.targets[0], t.targets[1] = t.targets[1], t.targets[0]
		}
		return t
	}
	if c := r.condition(b, d); c != nil {
		t.kind, t.choice = turnIf, c
		if !r.way.dom.IsAncestorEq(d.Succs[0].Block(), t.targets[0]) {
			t.targets[0], t.targets[1] = t.targets[1], t.targets[0]
		}
		return t
	}
	t.kind = turnChoice
	t.choice = b.NewValue0(b.Pos, ssa.OpPhi, types.Types[types.TUINT8])
	if len(t.targets) > 256 {
		t.choice.Type = types.Types[types.TUINT16]
	}
	for i := range t.targets {
		t.choice.AddArg(r.choiceConst(t.choice.Type, i))
	}
	return t
}

// choiceConst returns the constant i of the type of a choice.
func (r *reverse) choiceConst(t *types.Type, i int) *ssa.Value {
	if t.Size() == 2 {
		return r.f.ConstInt16(t, int16(i))
	}
	return r.f.ConstInt8(t, int8(i))
}

// condition returns the condition of the if statement that b ends, whose
// dominator is d: it holds where b was reached through the first successor of d.
// It returns nil if it is not that simple.
func (r *reverse) condition(b, d *ssa.Block) *ssa.Value {
	if len(b.Preds) != 2 || d.Kind != ssa.BlockIf || len(d.Succs) != 2 || r.way.nest.innermost(b) != r.way.nest.innermost(d) {
		return nil
	}
	yes, no := d.Succs[0].Block(), d.Succs[1].Block()
	p, q := b.Preds[0].Block(), b.Preds[1].Block()
	dom := r.way.dom
	if len(yes.Preds) != 1 || len(no.Preds) != 1 {
		return nil
	}
	if dom.IsAncestorEq(yes, p) && dom.IsAncestorEq(no, q) || dom.IsAncestorEq(yes, q) && dom.IsAncestorEq(no, p) {
		return d.Controls[0]
	}
	return nil
}

// idle reports whether the reverse of b may go on to the reverse of its dominator
// d at once: nothing between them has an adjoint.
func (r *reverse) idle(b, d *ssa.Block) bool {
	for _, v := range b.Values {
		if v.Op == ssa.OpPhi && r.varies(v) {
			return false
		}
	}
	seen := map[*ssa.Block]bool{d: true}
	var work []*ssa.Block
	for _, e := range b.Preds {
		work = append(work, e.Block())
	}
	for len(work) > 0 {
		c := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[c] {
			continue
		}
		seen[c] = true
		if r.works(c) {
			return false
		}
		for _, e := range c.Preds {
			work = append(work, e.Block())
		}
	}
	return true
}

// idleLoop reports whether nothing in l has an adjoint: its reverse would only find
// the way back to its front.
func (r *reverse) idleLoop(l *loop) bool {
	for _, b := range l.blocks {
		if r.works(b) {
			return false
		}
	}
	return true
}

// front returns the block in front of l.
func (l *loop) front() *ssa.Block {
	for _, e := range l.header.Preds {
		if b := e.Block(); !l.contains(b) {
			return b
		}
	}
	return nil
}

// works reports whether the reverse of b has something to do.
func (r *reverse) works(b *ssa.Block) bool {
	for _, v := range r.order[b] {
		if r.varies(v) || r.actsBack(v) {
			return true
		}
	}
	return false
}

// actsBack reports whether v, which has no adjoint, is undone in the reverse sweep.
func (r *reverse) actsBack(v *ssa.Value) bool {
	if _, ok := r.seeds[v]; ok || r.calls[v] != nil || r.spawned[v] != nil || r.brackets[v] != nil || r.channelMoves[v] != nil {
		return true
	}
	switch v.Op {
	case ssa.OpStore:
		return r.a.active(v.Args[0]) && (holdsFloat(v.Args[1].Type) || isFloatAt(v.Args[0], v.Args[1].Type))
	case ssa.OpMove, ssa.OpZero:
		return r.a.active(v.Args[0]) && holdsFloat(v.Aux.(*types.Type))
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		return r.copies[v] != nil || r.mapChanges[v] != nil || r.undos[v] != nil
	}
	return false
}

// makeBlocks makes the reverse blocks of b: one for each target but the last,
// and at least one.
func (r *reverse) makeBlocks(b *ssa.Block) {
	t := r.way.turns[b]
	n := 1
	if t.kind == turnChoice {
		n = len(t.targets) - 1
	}
	for i := 0; i < n; i++ {
		rb := r.f.NewBlock(ssa.BlockPlain)
		rb.Pos = b.Pos
		t.blocks = append(t.blocks, rb)
		r.way.primal[rb] = b
	}
}

// connect makes the edges of t.
func (r *reverse) connect(t *turn) {
	to := func(i int) *ssa.Block { return r.way.turns[t.targets[i]].blocks[0] }
	rb := t.blocks[0]
	switch t.kind {
	case turnReturn:
		rb.Kind = ssa.BlockRet
	case turnFused: // joinFusion makes the edge
	case turnPlain:
		rb.AddEdgeTo(to(0))
	case turnLoop, turnIf:
		rb.Kind = ssa.BlockIf
		rb.AddEdgeTo(to(0))
		rb.AddEdgeTo(to(1))
		if t.kind == turnLoop {
			rb.Likely = ssa.BranchLikely
		}
	case turnChoice:
		for i, rb := range t.blocks {
			rb.Kind = ssa.BlockIf
			rb.AddEdgeTo(to(i))
			if i+1 < len(t.blocks) {
				rb.AddEdgeTo(t.blocks[i+1])
			} else {
				rb.AddEdgeTo(to(i + 1))
			}
		}
	}
}

// entered returns the loops that the reverse sweep enters behind the reverse of b:
// those that the edge to b leaves, as far as there is something to do in them.
func (rt *route) entered(b *ssa.Block) []*loop {
	if t := rt.turns[b]; t != nil {
		return rt.left(b)[t.skipped:]
	}
	return nil
}

// left returns the loops that the edge to b leaves, inner ones first.
func (rt *route) left(b *ssa.Block) (ls []*loop) {
	if len(b.Preds) != 1 {
		return nil
	}
	for l := rt.nest.innermost(b.Preds[0].Block()); l != nil && !l.contains(b); l = l.parent {
		ls = append(ls, l)
	}
	return ls
}

// order returns the reverse blocks in reverse postorder, those of fused loops first.
func (rt *route) order() []*ssa.Block {
	var post []*ssa.Block
	seen := make(map[*ssa.Block]bool)
	var visit func(b *ssa.Block)
	visit = func(b *ssa.Block) {
		seen[b] = true
		for i := len(b.Succs) - 1; i >= 0; i-- {
			if c := b.Succs[i].Block(); !seen[c] && rt.primal[c] != nil {
				visit(c)
			}
		}
		post = append(post, b)
	}
	visit(rt.first)
	for _, l := range slices.Backward(rt.nest.loops) {
		if u := rt.fusions[l]; u != nil {
			visit(rt.turns[u.latch].blocks[0])
		}
	}
	slices.Reverse(post)
	return post
}
