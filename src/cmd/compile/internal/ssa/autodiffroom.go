// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Room in registers for the loops of a derivative. The register allocator enters a loop
// with the registers as they are in front of it. What is in them and only needed behind the
// loop has to be there at the start of every iteration; if the loop needs more registers than
// are left, it loads what it uses, and loads again what stood there, each time round:
//
//	loop: MOVQ p, AX                     loop: … AX …
//	      … AX …             becomes           JNE loop
//	      MOVQ q, AX                           MOVQ q, AX
//	      JNE loop
//
// So in front of a loop without calls such values lose their registers, as many as the loop
// needs: first those that are used last. In front of one that makes a call in each iteration
// all of them do, as no register outlives a call. Derivatives have many such values: what the
// other sweep, or the other loops of this one, need.

package ssa

import (
	"cmp"
	"slices"
)

// autodiffMakeRoom frees registers at the end of b, in front of the loop l, where all of it
// but the branch has been allocated. It returns what may be loaded for the loop.
func (s *regAllocState) autodiffMakeRoom(b *Block, l *loop) []liveInfo {
	if s.f != autodiffMade || s.loopnest.hasIrreducible {
		return s.live[b.ID]
	}
	need := newLoopNeed(s, l)
	need.measure(s)
	used, idle := need.split(s, b)
	for c, mask := range [2]regMask{s.f.Config.gpRegMask, s.f.Config.fpRegMask} {
		slices.SortStableFunc(idle[c], func(x, y liveInfo) int { return cmp.Compare(y.dist, x.dist) })
		most := countRegs(mask & s.allocatable)
		s.autodiffFree(idle[c][:min(len(idle[c]), max(0, need.registers[c]+len(idle[c])-most))])
	}
	return used
}

// autodiffLeave is autodiffMakeRoom in front of a loop that makes a call in each iteration,
// for which nothing is loaded.
func (s *regAllocState) autodiffLeave(b *Block, l *loop) bool {
	if s.f == autodiffMade && !s.loopnest.hasIrreducible {
		_, idle := newLoopNeed(s, l).split(s, b)
		for _, list := range idle {
			s.autodiffFree(list)
		}
	}
	return true
}

// autodiffFree frees the registers of the values in list.
func (s *regAllocState) autodiffFree(list []liveInfo) {
	for _, x := range list {
		s.freeRegs(s.values[x.ID].regs)
	}
}

// A loopNeed is what a loop uses, and how many registers that takes.
type loopNeed struct {
	blocks    []*Block
	uses      map[ID]bool // values that are used, or made, in the loop
	registers [2]int      // of each class
}

func newLoopNeed(s *regAllocState, l *loop) *loopNeed {
	n := &loopNeed{blocks: s.autodiffBlocks(l), uses: make(map[ID]bool)}
	for _, b := range n.blocks {
		for _, v := range b.Values {
			n.uses[v.ID] = true
			for _, x := range v.Args {
				n.uses[x.ID] = true
			}
		}
		for _, v := range b.ControlValues() {
			n.uses[v.ID] = true
		}
	}
	return n
}

// autodiffLoops are the blocks of each loop of the function for which registers are allocated.
// Derivatives are compiled one by one.
var autodiffLoops struct {
	f      *Func
	blocks map[*loop][]*Block
}

// autodiffBlocks returns the blocks of l, those of loops in it included.
func (s *regAllocState) autodiffBlocks(l *loop) []*Block {
	loops := &autodiffLoops
	if loops.f != s.f {
		loops.f, loops.blocks = s.f, make(map[*loop][]*Block)
		for _, b := range s.f.Blocks {
			for in := s.loopnest.b2l[b.ID]; in != nil; in = in.outer {
				loops.blocks[in] = append(loops.blocks[in], b)
			}
		}
	}
	return loops.blocks[l]
}

// split returns which of the values that are alive behind b, in front of the loop, are used
// in it, and those of each class that are not, and are in registers.
func (n *loopNeed) split(s *regAllocState, b *Block) (used []liveInfo, idle [2][]liveInfo) {
	for _, x := range s.live[b.ID] {
		if n.uses[x.ID] {
			used = append(used, x)
		} else if c := registerClass(s.orig[x.ID]); c >= 0 && s.values[x.ID].regs != 0 {
			idle[c] = append(idle[c], x)
		}
	}
	return used, idle
}

// measure finds out how many registers the loop needs.
func (n *loopNeed) measure(s *regAllocState) {
	for _, b := range n.blocks {
		n.block(s, b)
	}
}

// block makes n large enough for b.
func (n *loopNeed) block(s *regAllocState, b *Block) {
	live := make(map[ID]bool)
	var count [2]int
	set := func(v *Value, alive bool) {
		if c := registerClass(v); c >= 0 && live[v.ID] != alive {
			live[v.ID] = alive
			if alive {
				count[c]++
			} else {
				count[c]--
			}
		}
	}
	for _, x := range s.live[b.ID] {
		if n.uses[x.ID] {
			set(s.orig[x.ID], true)
		}
	}
	for _, v := range b.ControlValues() {
		set(v, true)
	}
	for i := len(b.Values) - 1; ; i-- {
		for c := range count {
			n.registers[c] = max(n.registers[c], count[c])
		}
		if i < 0 || b.Values[i].Op == OpPhi {
			return
		}
		v := b.Values[i]
		var extra [2]int // for constants, and for what is overwritten by its result
		for j, x := range v.Args {
			if x.Type.IsFloat() && x.rematerializeable() {
				extra[1]++
			} else if c := registerClass(x); c >= 0 && j == 0 && live[x.ID] && opcodeTable[v.Op].resultInArg0 {
				extra[c]++
			}
		}
		set(v, false)
		for _, x := range v.Args {
			set(x, true)
		}
		for c := range count {
			n.registers[c] = max(n.registers[c], count[c]+extra[c])
		}
	}
}
