// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The order of a derivative's values. Where the scheduler can choose it goes by the
// lines of the source, which says little about a reverse sweep, or about several directions
// at once: more values are then alive at a time than there are registers. This pass comes
// behind the scheduler, and orders stretches of a block anew where that is so:
//
//	a = f x                    a = f x
//	b = f y                    c = g a
//	c = g a        becomes     Store p c
//	d = g b                    b = f y
//	Store p c                  d = g b
//	Store q d                  Store q d
//
// A stretch ends at what has to stay where it is: calls, nil checks, flags. It is
// ordered from its end to its beginning: next comes what makes the fewest further values
// alive, and among those what was used last. The new order is taken if fewer values are
// alive beyond the number of registers.

package ssa

import (
	"math/bits"
	"slices"
)

// shortStretch is the number of values below which a stretch keeps its order.
const shortStretch = 8

// autodiffMade is the derivative that was made last; they are compiled one by one.
var autodiffMade *Func

// AutodiffMade says that f is a derivative. Its loops are taken for hot ones: on some
// machines they begin at an address that suits the processor.
func AutodiffMade(f *Func) {
	autodiffMade = f
	f.IsPgoHot = true
}

// autodiffPressure is the pass.
func autodiffPressure(f *Func) {
	if f != autodiffMade {
		return
	}
	long := slices.ContainsFunc(f.Blocks, func(b *Block) bool { return len(b.Values) >= shortStretch })
	if !long {
		return
	}
	p := newPressure(f)
	crossing, ends := p.liveAtEnds(f)
	for _, b := range f.Blocks {
		if len(b.Values) >= shortStretch {
			p.begin(crossing, ends[b.ID])
			for _, v := range b.ControlValues() {
				p.set(v.ID, true)
			}
			p.block(b)
		}
	}
}

// A pressure orders the values of a function.
type pressure struct {
	limit [2]int // registers, of each class
	class []int8 // from value ID

	// While a block is gone through backwards:
	live  []bool // from value ID
	ids   []ID   // of all that have been alive
	alive [2]int // how many are, of each class

	// For the stretch in progress, from value ID:
	member []bool  // is it in there
	users  []int32 // how many of those that use it have no place yet
	used   []int32 // when the last one of them got its place
}

func newPressure(f *Func) *pressure {
	n := f.NumValues()
	p := &pressure{
		limit:  [2]int{bits.OnesCount64(uint64(f.Config.gpRegMask)), bits.OnesCount64(uint64(f.Config.fpRegMask))},
		class:  make([]int8, n),
		live:   make([]bool, n),
		member: make([]bool, n),
		users:  make([]int32, n),
		used:   make([]int32, n),
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			p.class[v.ID] = registerClass(v)
		}
	}
	return p
}

// registerClass returns the class of registers that v needs: 0 for numbers and pointers,
// 1 for floats, and -1 if it needs none for long, as constants do.
func registerClass(v *Value) int8 {
	t := v.Type
	switch {
	case t.IsMemory() || t.IsVoid() || t.IsFlags() || t.IsTuple() || t.IsResults() || opcodeTable[v.Op].fixedReg || v.rematerializeable():
		return -1
	case t.IsFloat():
		return 1
	}
	return 0
}

// liveAtEnds returns the values that are used in another block than their own, or by a phi,
// and for each block, by ID, a bit for each of them that is alive at its end.
func (p *pressure) liveAtEnds(f *Func) (crossing []ID, ends [][]uint64) {
	number := make([]int32, f.NumValues()) // in crossing, from 1
	note := func(v *Value, in *Block) {
		if v.Block != in && number[v.ID] == 0 && p.class[v.ID] >= 0 {
			crossing = append(crossing, v.ID)
			number[v.ID] = int32(len(crossing))
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if v.Op == OpPhi {
					note(x, nil)
				} else {
					note(v.Args[i], b)
				}
			}
		}
		for _, v := range b.ControlValues() {
			note(v, b)
		}
	}

	// Of each block: what is alive at its end and at its beginning, and what it defines. What is
	// alive at the beginning is what is used there before it is defined, and what is alive at the
	// end and not defined. Phis use values at the ends of the blocks that they come from.
	words := (len(crossing) + 63) / 64
	n := f.NumBlocks()
	all := make([]uint64, 3*n*words)
	ends = make([][]uint64, n)
	starts, defines := make([][]uint64, n), make([][]uint64, n)
	for i := range n {
		row := func() []uint64 {
			r := all[:words:words]
			all = all[words:]
			return r
		}
		ends[i], starts[i], defines[i] = row(), row(), row()
	}
	set := func(s []uint64, v *Value) {
		if i := number[v.ID]; i > 0 {
			s[(i-1)/64] |= 1 << ((i - 1) % 64)
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			set(defines[b.ID], v)
			for i, x := range v.Args {
				if v.Op == OpPhi {
					set(ends[b.Preds[i].b.ID], x)
				} else if x.Block != b {
					set(starts[b.ID], x)
				}
			}
		}
		for _, v := range b.ControlValues() {
			set(ends[b.ID], v)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, b := range f.postorder() {
			end, start, defined := ends[b.ID], starts[b.ID], defines[b.ID]
			for _, e := range b.Succs {
				for w, x := range starts[e.b.ID] {
					end[w] |= x
				}
			}
			for w, x := range end {
				if x = start[w] | x&^defined[w]; x != start[w] {
					start[w] = x
					changed = true
				}
			}
		}
	}
	return crossing, ends
}

// begin goes to the end of a block, where those of the values in crossing are alive that
// have a bit in end.
func (p *pressure) begin(crossing []ID, end []uint64) {
	for _, id := range p.ids {
		p.live[id] = false
	}
	p.ids, p.alive = p.ids[:0], [2]int{}
	for w, word := range end {
		for ; word != 0; word &= word - 1 {
			p.set(crossing[w*64+bits.TrailingZeros64(word)], true)
		}
	}
}

// set makes a value alive or not.
func (p *pressure) set(id ID, live bool) {
	if c := p.class[id]; c >= 0 && p.live[id] != live {
		p.live[id] = live
		if live {
			p.ids = append(p.ids, id)
			p.alive[c]++
		} else {
			p.alive[c]--
		}
	}
}

// pass goes back over v.
func (p *pressure) pass(v *Value) {
	p.set(v.ID, false)
	if v.Op != OpPhi {
		for _, x := range v.Args {
			p.set(x.ID, true)
		}
	}
}

// block orders the stretches of b, the last one first.
func (p *pressure) block(b *Block) {
	for end := len(b.Values); end > 0; {
		start := end
		for start > 0 && !stays(b.Values[start-1]) {
			start--
		}
		if end-start >= shortStretch {
			p.stretch(b.Values[start:end])
		}
		start = max(start-1, 0)
		for ; end > start; end-- {
			p.pass(b.Values[end-1])
		}
	}
}

// stays reports whether v has to stay where it is in its block.
func stays(v *Value) bool {
	switch v.Op {
	case OpPhi, OpArg, OpArgIntReg, OpArgFloatReg, OpSP, OpSB, OpInitMem, OpSelect0, OpSelect1, OpSelectN, OpVarDef, OpVarLive, OpKeepAlive, OpWBend, OpGetG:
		return true
	}
	op, t := &opcodeTable[v.Op], v.Type
	if op.call || op.nilCheck || op.hasSideEffects || op.unsafePoint || op.reg.clobbers != 0 || v.Op.isLoweredGetClosurePtr() ||
		t.IsVoid() || t.IsFlags() || t.IsTuple() || t.IsResults() {
		return true
	}
	for _, x := range v.Args {
		if x.Type.IsFlags() || x.Type.IsTuple() || x.Type.IsResults() {
			return true
		}
	}
	return false
}

// stretch orders values anew if that helps.
func (p *pressure) stretch(values []*Value) {
	old := p.excess(values)
	if old == [2]int{} {
		return
	}
	weight := [2]int{1, 1}
	for c := range old {
		if old[c] > 0 {
			weight[c] = 2
		}
	}
	order := p.ordered(values, weight)
	if now := p.excess(order); now[0]+now[1] < old[0]+old[1] {
		copy(values, order)
	}
}

// excess returns how many values are alive beyond the number of registers, of each
// class, summed up over the stretch.
func (p *pressure) excess(values []*Value) (sum [2]int) {
	defer p.mark(values)()
	for i := len(values) - 1; i >= 0; i-- {
		p.pass(values[i])
		for c := range sum {
			sum[c] += max(0, p.alive[c]-p.limit[c])
		}
	}
	return sum
}

// mark returns a function that goes to where p is now, behind values.
func (p *pressure) mark(values []*Value) (reset func()) {
	alive, at := p.alive, len(p.ids)
	live := make([]bool, len(values))
	for i, v := range values {
		live[i] = p.live[v.ID]
	}
	return func() {
		for _, id := range p.ids[at:] {
			p.live[id] = false
		}
		for i, v := range values {
			p.live[v.ID] = live[i]
		}
		p.ids, p.alive = p.ids[:at], alive
	}
}

// ordered returns values in the order in which the fewest are alive, as far as one can
// see from one to the next.
func (p *pressure) ordered(values []*Value, weight [2]int) []*Value {
	next := make(map[*Value]*Value) // from memory to the store in the stretch that changes it
	for _, v := range values {
		p.member[v.ID] = true
		if v.Type.IsMemory() {
			next[v.MemoryArg()] = v
		}
	}
	before := make(map[*Value][]*Value) // from store to the loads that come before it
	for _, v := range values {
		for _, x := range v.Args {
			p.users[x.ID]++
		}
		if s := next[v.MemoryArg()]; s != nil && s != v {
			before[s] = append(before[s], v)
			p.users[v.ID]++
		}
	}
	var ready []*Value
	for _, v := range values {
		if p.users[v.ID] == 0 {
			ready = append(ready, v)
		}
	}
	defer p.mark(values)()
	order := make([]*Value, len(values))
	for i := len(values) - 1; i >= 0; i-- {
		best, cost := -1, 0
		for k, v := range ready {
			if c := p.cost(v, weight); best < 0 || c < cost || c == cost && p.used[v.ID] >= p.used[ready[best].ID] {
				best, cost = k, c
			}
		}
		v := ready[best]
		ready = append(ready[:best], ready[best+1:]...)
		order[i] = v
		p.pass(v)
		placed := func(x *Value) {
			p.users[x.ID]--
			p.used[x.ID] = int32(len(values) - i)
			if p.users[x.ID] == 0 && p.member[x.ID] {
				ready = append(ready, x)
			}
		}
		for _, x := range v.Args {
			placed(x)
		}
		for _, x := range before[v] {
			placed(x)
		}
	}
	for _, v := range values {
		p.member[v.ID], p.used[v.ID] = false, 0
		for _, x := range v.Args {
			p.used[x.ID] = 0
		}
	}
	return order
}

// cost returns how many more values are alive in front of v than behind it.
func (p *pressure) cost(v *Value, weight [2]int) int {
	n := 0
	if c := p.class[v.ID]; c >= 0 && p.live[v.ID] {
		n -= weight[c]
	}
	for i, x := range v.Args {
		if c := p.class[x.ID]; c >= 0 && !p.live[x.ID] && (i == 0 || x != v.Args[0]) {
			n += weight[c]
		}
	}
	return n
}
