// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Inductions: what follows from the number of the iteration, and so needs no tape.
//
//	header: i = Phi start (Add i step)      i = start + step · iteration
//	        If (Less i n) → body exit
//	exit:   c = Phi count                   c = n - start, if step is 1 and start < n, else 0

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// An induction is a phi, or the count at the exit of a loop, that follows from the
// number of the iteration.
type induction struct {
	loop  *loop
	start *ssa.Value
	step  *ssa.Value // nil: 1
	minus bool
	count *ssa.Value // the count itself

	bound     *ssa.Value // at the exit of a loop: start ≤ bound gives the count
	inclusive bool
	late      bool // the exit stands behind the body
}

func (ind *induction) operands() []*ssa.Value {
	var list []*ssa.Value
	for _, x := range []*ssa.Value{ind.start, ind.step, ind.bound} {
		if x != nil {
			list = append(list, x)
		}
	}
	return list
}

// value emits the value in the reverse block b.
func (ind *induction) value(p *provider, b *ssa.Block) *ssa.Value {
	word := types.Types[types.TINT]
	if ind.bound != nil {
		return ind.exitCount(p, b)
	}
	n := p.r.vars.read(quantity{of: ind.loop}, word, b)
	if ind.count != nil {
		return n
	}
	t := ind.start.Type
	if t.Size() != word.Size() {
		n = b.NewValue1(b.Pos, ssa.OpTrunc64to32, t, n)
	}
	mul, add, sub := ssa.OpMul64, ssa.OpAdd64, ssa.OpSub64
	if t.Size() == 4 {
		mul, add, sub = ssa.OpMul32, ssa.OpAdd32, ssa.OpSub32
	}
	if ind.start.Op == ssa.OpConvert { // an address, which stays a pointer
		ptr := types.Types[types.TUNSAFEPTR]
		n = b.NewValue2(b.Pos, mul, types.Types[types.TUINTPTR], n, p.available(ind.step, b))
		return b.NewValue2(b.Pos, ssa.OpAddPtr, ptr, p.available(ind.start.Args[0], b), n)
	}
	if ind.step != nil {
		n = b.NewValue2(b.Pos, mul, t, n, p.available(ind.step, b))
	}
	if ind.minus {
		return b.NewValue2(b.Pos, sub, t, p.available(ind.start, b), n)
	}
	return b.NewValue2(b.Pos, add, t, p.available(ind.start, b), n)
}

// exitCount emits the number of iterations at the exit of a loop whose condition
// is start + iteration < bound.
func (ind *induction) exitCount(p *provider, b *ssa.Block) *ssa.Value {
	return ind.emitCount(p.r.f, b, p.available(ind.start, b), p.available(ind.bound, b))
}

// emitCount emits that number in b, where start and bound are what the two are.
func (ind *induction) emitCount(f *ssa.Func, b *ssa.Block, start, bound *ssa.Value) *ssa.Value {
	word := types.Types[types.TINT]
	less := wordOp(ssa.OpLess32, ssa.OpLess64)
	if ind.inclusive {
		less = wordOp(ssa.OpLeq32, ssa.OpLeq64)
	}
	add, sub := wordOp(ssa.OpAdd32, ssa.OpAdd64), wordOp(ssa.OpSub32, ssa.OpSub64)
	runs := b.NewValue2(b.Pos, less, types.Types[types.TBOOL], start, bound)
	n := b.NewValue2(b.Pos, sub, word, bound, start)
	more := int64(0)
	if ind.inclusive {
		more++
	}
	if ind.late {
		more--
	}
	if more != 0 {
		n = b.NewValue2(b.Pos, add, word, n, wordConst(f, more))
	}
	return b.NewValue3(b.Pos, ssa.OpCondSelect, word, n, wordConst(f, 0), runs)
}

// countLoops returns the loops that have one exit, and there a count that is known
// in front of the loop.
func (p *provider) countLoops() map[*loop]*induction {
	counted := make(map[*loop]*induction)
	for _, l := range p.r.way.nest.loops {
		var only *ssa.Block
		n := 0
		for _, e := range p.r.way.nest.exits(l) {
			if b := e.to(); p.stability.live[b] {
				only = b
				n++
			}
		}
		if n == 1 {
			if ind := p.inducts[resolve(p.r.canon.exits[spot{only, quantity{of: l.header}}])]; ind != nil && ind.bound != nil {
				counted[l] = ind
			}
		}
	}
	return counted
}

// findInductions finds the inductions of all loops that are reversed.
func (p *provider) findInductions() {
	rt := p.r.way
	for _, l := range rt.nest.loops {
		t := rt.turns[l.header]
		if t == nil || t.kind != turnLoop {
			continue
		}
		count := p.r.canon.counts[l.header]
		p.inducts[count] = &induction{loop: l, count: count}
		for _, v := range l.header.Values {
			if v.Op == ssa.OpPhi && v != count && v.Type.IsInteger() && v.Type.Size() >= 4 && v.Type.Size() <= int64(types.PtrSize) {
				if ind := p.inductionOf(l, v); ind != nil {
					p.inducts[v] = ind
				}
			}
		}
	}
	for _, b := range rt.found {
		for _, l := range rt.entered(b) {
			p.findExitCount(l, b)
		}
	}
}

// inductionOf returns what the phi v at the header of l is by induction, or nil.
func (p *provider) inductionOf(l *loop, v *ssa.Value) *induction {
	ind := &induction{loop: l}
	for i, e := range v.Block.Preds {
		x := resolve(v.Args[i])
		if !l.contains(e.Block()) {
			ind.start = x
			continue
		}
		switch x.Op {
		case ssa.OpAdd64, ssa.OpAdd32:
			switch {
			case resolve(x.Args[0]) == v:
				ind.step = resolve(x.Args[1])
			case resolve(x.Args[1]) == v:
				ind.step = resolve(x.Args[0])
			default:
				return nil
			}
		case ssa.OpSub64, ssa.OpSub32:
			if resolve(x.Args[0]) != v {
				return nil
			}
			ind.step, ind.minus = resolve(x.Args[1]), true
		default:
			return nil
		}
	}
	if ind.step == nil || l.contains(ind.step.Block) && !isFree(ind.step) {
		return nil
	}
	if ind.start.Op == ssa.OpConvert {
		if !ind.start.Args[0].Type.IsPtrShaped() || ind.minus {
			return nil
		}
	} else if ind.start.Type.IsUintptr() && !isFree(ind.start) {
		return nil
	} else if isOne(ind.step) {
		ind.step = nil
	}
	return ind
}

func isOne(v *ssa.Value) bool {
	return (v.Op == ssa.OpConst64 || v.Op == ssa.OpConst32) && v.AuxInt == 1
}

// findExitCount sees whether the count of l at b, behind an exit of l, follows from
// the condition of the loop.
func (p *provider) findExitCount(l *loop, b *ssa.Block) {
	exit := resolve(p.r.canon.exits[spot{b, quantity{of: l.header}}])
	from := b.Preds[0].Block()
	count := p.r.canon.counts[l.header]
	if exit.Op != ssa.OpPhi || exit.Block != b || resolve(exit.Args[0]) != count {
		return
	}
	rt := p.r.way
	if from.Kind != ssa.BlockIf || from.Succs[1].Block() != b || rt.nest.innermost(from) != l || !rt.dom.IsAncestorEq(from, rt.nest.latches(l)[0]) {
		return
	}
	c := resolve(from.Controls[0])
	ind := &induction{loop: l}
	switch c.Op {
	case wordOp(ssa.OpLess32, ssa.OpLess64):
	case wordOp(ssa.OpLeq32, ssa.OpLeq64):
		ind.inclusive = true
	default:
		return
	}
	x := resolve(c.Args[0])
	ind.bound = resolve(c.Args[1])
	i := p.inducts[x]
	if i == nil && x.Op == wordOp(ssa.OpAdd32, ssa.OpAdd64) {
		for k := 0; k < 2; k++ {
			if isOne(resolve(x.Args[1-k])) && p.inducts[resolve(x.Args[k])] != nil {
				i = p.inducts[resolve(x.Args[k])]
				ind.late = true
			}
		}
	}
	if i == nil || i.loop != l || i.step != nil || i.minus || i.bound != nil || l.contains(ind.bound.Block) && !isFree(ind.bound) {
		return
	}
	ind.start = i.start
	for _, x := range []*ssa.Value{ind.start, ind.bound} {
		if in := rt.nest.innermost(x.Block); in != nil && !in.contains(b) && !isFree(x) {
			return // it changes in a loop that this exit leaves, too
		}
	}
	if i.count != nil {
		ind.start = wordConst(p.r.f, 0)
	}
	p.inducts[exit] = ind
}
