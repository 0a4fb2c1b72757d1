// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What of an address does not change in a loop that goes back is added to its base in
// front of the loop.
//
//	for ; n != 0; n-- {                  p := &x[at]
//		… x[at+n-1] …         →         for ; n != 0; n-- {
//	}                                        … p[n-1] …
//	                                     }
//
// The index then is the count, which the loop has in a register anyway, and the
// instruction adds it.
//
// The new base is an address like any other to the garbage collector, so it has to lead into
// the object. It is where the last iteration loads or stores; if there is none, or if it might
// not do so, the base stays what it was.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A countdown is a loop that goes back: it counts down to zero.
type countdown struct {
	f     *ssa.Func
	l     *loop
	n     *ssa.Value // the count at the header
	many  *ssa.Value // the count in front of the loop
	from  *ssa.Block // in front of the loop
	latch *ssa.Block // the end of an iteration
	front *ssa.Block // where bases are made, nil before there is one
	mask  *ssa.Value // there: all bits if there is an iteration, else none
	dom   ssa.SparseTree
	offs  map[scaledIndex]*ssa.Value
	done  map[*ssa.Value]bool
}

// A scaledIndex is what an index adds to a base.
type scaledIndex struct {
	index *ssa.Value
	shift int64
}

// moveBases does that in all loops of f that call nothing.
func moveBases(f *ssa.Func) {
	if types.PtrSize != 8 {
		return
	}
	n := findLoops(f)
	if n.irreducible {
		return
	}
	skipCopies(f)
	var found []*countdown
	for _, l := range n.loops {
		if n.isInnermost(l) {
			if c := countdownOf(f, n, l); c != nil {
				found = append(found, c)
			}
		}
	}
	for _, c := range found {
		for _, b := range c.l.blocks {
			if !c.dom.IsAncestorEq(b, c.latch) {
				continue
			}
			for _, v := range append([]*ssa.Value(nil), b.Values...) {
				if v.Op == ssa.OpLoad || v.Op == ssa.OpStore {
					c.move(v.Args[0])
				}
			}
		}
	}
}

// countdownOf returns l as a loop that goes back, or nil if it is none, calls something, or is
// left but at its header and by panics.
func countdownOf(f *ssa.Func, n *loopNest, l *loop) *countdown {
	h := l.header
	latches, entries := n.latches(l), n.entries(l)
	if h.Kind != ssa.BlockIf || len(latches) != 1 || len(entries) != 1 || !l.contains(h.Succs[0].Block()) {
		return nil
	}
	for _, e := range n.exits(l) {
		if e.from != h && e.to().Kind != ssa.BlockExit {
			return nil
		}
	}
	for _, b := range l.blocks {
		for _, v := range b.Values {
			switch {
			case v.Op.IsCall(), v.Op == ssa.OpMove, v.Op == ssa.OpZero, v.Op == ssa.OpStore && v.Args[1].Type.HasPointers():
				return nil
			}
		}
	}
	control := h.Controls[0]
	if control.Op != ssa.OpNeq64 {
		return nil
	}
	c := &countdown{f: f, l: l, from: entries[0].from, latch: latches[0], dom: f.Sdom(), offs: make(map[scaledIndex]*ssa.Value), done: make(map[*ssa.Value]bool)}
	for i, x := range control.Args {
		if isZeroConst(control.Args[1-i]) {
			c.n = x
		}
	}
	if c.n == nil || c.n.Op != ssa.OpPhi || c.n.Block != h {
		return nil
	}
	for i, e := range h.Preds {
		x := c.n.Args[i]
		switch {
		case e.Block() == c.from:
			c.many = x
		case x.Op != ssa.OpAdd64 || !(x.Args[0] == c.n && isMinusOne(x.Args[1]) || x.Args[1] == c.n && isMinusOne(x.Args[0])):
			return nil
		}
	}
	return c
}

func isZeroConst(v *ssa.Value) bool { return v.Op == ssa.OpConst64 && v.AuxInt == 0 }

func isMinusOne(v *ssa.Value) bool { return v.Op == ssa.OpConst64 && v.AuxInt == -1 }

// move gives address, from which every iteration loads or to which it stores, another base
// if that is worth it.
func (c *countdown) move(address *ssa.Value) {
	for address.Op == ssa.OpOffPtr && c.l.contains(address.Block) {
		address = address.Args[0]
	}
	if address.Op != ssa.OpAddPtr || !c.l.contains(address.Block) || c.l.contains(address.Args[0].Block) || c.done[address] {
		return
	}
	index := address.Args[1]
	if index.Op != ssa.OpLsh64x64 || index.Args[1].Op != ssa.OpConst64 || uint64(index.Args[1].AuxInt) > 6 {
		return
	}
	s := &indexSum{c: c}
	if !s.add(index.Args[0]) || s.counts != 1 || len(s.fixed) == 0 {
		return
	}
	c.done[address] = true
	shift := index.Args[1]
	base := c.newBase(address, s, scaledIndex{index.Args[0], shift.AuxInt}, shift)
	b := address.Block
	times := b.NewValue2(address.Pos, ssa.OpLsh64x64, index.Type, c.n, shift)
	behind := b.NewValue2(address.Pos, ssa.OpAddPtr, address.Type, base, times)
	address.Op, address.AuxInt = ssa.OpOffPtr, -1<<shift.AuxInt
	address.SetArgs1(behind)
}

// newBase returns, in front of the loop, the address that is address in the last iteration,
// whose index is the sum s.
func (c *countdown) newBase(address *ssa.Value, s *indexSum, at scaledIndex, shift *ssa.Value) *ssa.Value {
	if c.front == nil {
		c.front = c.from
		if len(c.from.Succs) > 1 {
			for i, e := range c.from.Succs {
				if e.Block() == c.l.header {
					c.front = ssa.AutodiffSplitEdge(c.from, i)
				}
			}
		}
		b := c.front
		some := b.NewValue2(b.Pos, ssa.OpNeq64, types.Types[types.TBOOL], c.many, integerConst(c.f, c.many.Type, 0))
		one := b.NewValue1(b.Pos, ssa.OpCvtBoolToUint8, types.Types[types.TUINT8], some)
		word := b.NewValue1(b.Pos, ssa.OpZeroExt8to64, types.Types[types.TINT], one)
		c.mask = b.NewValue1(b.Pos, ssa.OpNeg64, types.Types[types.TINT], word)
	}
	b, pos, word := c.front, address.Pos, types.Types[types.TINT]
	off := c.offs[at]
	if off == nil {
		sum := s.fixed[0]
		for _, x := range s.fixed[1:] {
			sum = b.NewValue2(pos, ssa.OpAdd64, word, sum, x)
		}
		sum = b.NewValue2(pos, ssa.OpAdd64, word, sum, integerConst(c.f, word, s.more+1))
		off = b.NewValue2(pos, ssa.OpLsh64x64, word, sum, shift)
		off = b.NewValue2(pos, ssa.OpAnd64, word, off, c.mask)
		c.offs[at] = off
	}
	return b.NewValue2(pos, ssa.OpAddPtr, address.Type, address.Args[0], off)
}

// An indexSum is an index in a loop: the sum of its count, of what does not change in it, and
// of a constant.
type indexSum struct {
	c      *countdown
	counts int
	fixed  []*ssa.Value
	more   int64
}

// add adds v to the sum, and reports whether it is of that form.
func (s *indexSum) add(v *ssa.Value) bool {
	switch {
	case v == s.c.n:
		s.counts++
	case v.Op == ssa.OpConst64:
		s.more += v.AuxInt
	case !s.c.l.contains(v.Block):
		s.fixed = append(s.fixed, v)
	case v.Op == ssa.OpAdd64:
		return s.add(v.Args[0]) && s.add(v.Args[1])
	default:
		return false
	}
	return true
}
