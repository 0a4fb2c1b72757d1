// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Natural loops. An edge to a block that dominates where it comes from closes
// a loop: that block is its header, and every block that leads back to the
// header without passing it is in the loop.
//
//	    │
//	┌─► header ─► …      leaves by an exit
//	│   │
//	└── latch            goes back to the header
//
// Loops with one header are one loop. Two loops are nested or have no block in
// common. A cycle that can be entered at two blocks is not a loop: it is
// irreducible, which only goto can write.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
)

// A loop is a natural loop.
type loop struct {
	header *ssa.Block
	parent *loop        // the loop around it, nil for an outermost one
	depth  int          // 1 for an outermost loop
	blocks []*ssa.Block // all of it, inner loops included, the header first, in reverse postorder
	inside blockSet
}

// A blockSet is a set of blocks that were there when it was made.
type blockSet []bool // from block ID

func (s blockSet) has(b *ssa.Block) bool { return int(b.ID) < len(s) && s[b.ID] }

func (s blockSet) add(b *ssa.Block) { s[b.ID] = true }

func (s blockSet) remove(b *ssa.Block) {
	if s.has(b) {
		s[b.ID] = false
	}
}

// A loopNest has the loops of a function as they were when it was made.
type loopNest struct {
	loops       []*loop // outer ones before inner ones
	of          []*loop // from block ID to the innermost loop, nil outside of all
	irreducible bool    // some cycle has no header
}

// A flowEdge is the edge from a block to one of its successors.
type flowEdge struct {
	from *ssa.Block
	succ int // index in from.Succs
}

func (e flowEdge) to() *ssa.Block { return e.from.Succs[e.succ].Block() }

// findLoops returns the loops among the reachable blocks of f.
func findLoops(f *ssa.Func) *loopNest {
	blocks := ssa.AutodiffReversePostorder(f)
	dom := f.Sdom()
	n := &loopNest{of: make([]*loop, f.NumBlocks())}
	seen := make([]bool, f.NumBlocks())
	headers := make(map[*ssa.Block]bool)
	number := make([]int, f.NumBlocks())
	for i, b := range blocks {
		seen[b.ID], number[b.ID] = true, i
		for _, e := range b.Succs {
			switch c := e.Block(); {
			case !seen[c.ID]:
			case dom.IsAncestorEq(c, b):
				headers[c] = true
			default:
				n.irreducible = true // c leads to b, and so does a way around c
			}
		}
	}
	for _, b := range blocks {
		if headers[b] {
			n.add(b, number, dom)
		}
	}
	return n
}

// add adds the loop with the given header. Loops around it are there already.
// number has the place of each block in reverse postorder.
func (n *loopNest) add(header *ssa.Block, number []int, dom ssa.SparseTree) {
	l := &loop{
		header: header,
		parent: n.of[header.ID],
		depth:  1,
		blocks: []*ssa.Block{header},
		inside: make(blockSet, len(number)),
	}
	l.inside.add(header)
	if l.parent != nil {
		l.depth = l.parent.depth + 1
	}
	var work []*ssa.Block
	add := func(b *ssa.Block) {
		if !l.inside.has(b) && dom.IsAncestorEq(header, b) {
			l.inside.add(b)
			l.blocks = append(l.blocks, b)
			work = append(work, b)
		}
	}
	for _, e := range header.Preds {
		add(e.Block())
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range b.Preds {
			add(e.Block())
		}
	}
	slices.SortFunc(l.blocks, func(b, c *ssa.Block) int { return number[b.ID] - number[c.ID] })
	for _, b := range l.blocks {
		n.of[b.ID] = l
	}
	n.loops = append(n.loops, l)
}

// contains reports whether b is in l. It is false for blocks made since.
func (l *loop) contains(b *ssa.Block) bool { return l.inside.has(b) }

// latches returns the blocks of l that lead back to its header.
func (n *loopNest) latches(l *loop) (bs []*ssa.Block) {
	for _, e := range l.header.Preds {
		if b := e.Block(); l.inside.has(b) {
			bs = append(bs, b)
		}
	}
	return bs
}

// entries returns the edges from outside to the header of l.
func (n *loopNest) entries(l *loop) (es []flowEdge) {
	for _, e := range l.header.Preds {
		if b := e.Block(); !l.inside.has(b) {
			es = append(es, flowEdge{b, e.Index()})
		}
	}
	return es
}

// exits returns the edges that leave l.
func (n *loopNest) exits(l *loop) (es []flowEdge) {
	for _, b := range l.blocks {
		for i, e := range b.Succs {
			if !l.inside.has(e.Block()) {
				es = append(es, flowEdge{b, i})
			}
		}
	}
	return es
}

// innermost returns the innermost loop that b is in, or nil.
func (n *loopNest) innermost(b *ssa.Block) *loop {
	if int(b.ID) >= len(n.of) {
		return nil
	}
	return n.of[b.ID]
}

// depth returns in how many loops b is.
func (n *loopNest) depth(b *ssa.Block) int {
	if l := n.innermost(b); l != nil {
		return l.depth
	}
	return 0
}
