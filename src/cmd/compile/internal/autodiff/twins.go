// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Twins: what an inner loop loads, and another iteration of an outer one has kept.
//
//	for i := range x {                   for i := range x {
//		v := x[i]                            for j := 0; j < i; j++ {
//		for j := 0; j < i; j++ {                 … x[j] …
//			… x[j] …                         }
//		}                                    x[i] = v
//	}                                    }
//
// If x may be overwritten behind the loop, all that is loaded of it has to be kept.
// But x[j] is what v was in iteration j, and that is on the tape: v has a stack of its
// own there, on which the frames of all iterations of the loop lie side by side. What
// takes n² words without this takes n.
//
// That is so if nothing in the outer loop can overwrite x, or only the store that the
// twin is the value of, and if iteration j is one that was carried out.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A twin is where a load finds what it loaded on the tape.
type twin struct {
	kept       *ssa.Value // in iteration index of the outer loop
	index      *ssa.Value // of the load, in the inner loop
	outerIndex *ssa.Value // of what was kept
}

// twinOf returns the twin of the load v, or nil.
func (p *provider) twinOf(v *ssa.Value) *twin {
	t, done := p.twins[v]
	if !done {
		t = p.findTwin(v)
		p.twins[v] = t
	}
	return t
}

func (p *provider) findTwin(v *ssa.Value) *twin {
	nest := p.r.way.nest
	inner := nest.innermost(v.Block)
	if inner == nil || v.Op != ssa.OpLoad || !v.Type.IsFloat() || p.stability.stable(v) {
		return nil
	}
	at := p.element(v.Args[0])
	if at.index == nil || p.inducts[at.index] == nil || p.inducts[at.index].loop != inner {
		return nil
	}
	for l := inner.parent; l != nil; l = l.parent {
		if p.r.way.fusions[l] != nil || p.r.way.fusions[inner] != nil {
			return nil
		}
		for _, w := range p.candidates(v, l) {
			there := p.element(w.Args[0])
			i := there.index
			if i == nil || there != (elementPlace{at.base, i, at.scale, at.off}) || p.inducts[i] == nil || p.inducts[i].loop != l || !unchanging(at.base, l) {
				continue
			}
			stored := w.Op == ssa.OpStore
			if !p.carriedOut(at.index, i, stored) {
				continue
			}
			if stored {
				w = w.Args[1]
			}
			if w = p.origin(w); w.Type.IsFloat() && w.Type.Size() == v.Type.Size() && nest.innermost(w.Block) == l && !isConst(w) {
				return &twin{kept: w, index: at.index, outerIndex: i}
			}
		}
	}
	return nil
}

// candidates returns loads or stores of all iterations of l of which v may load the
// values: the only store in l that writes where v loads from, or, if there is none,
// loads.
func (p *provider) candidates(v *ssa.Value, l *loop) []*ssa.Value {
	s := p.stability
	roots := s.roots(v.Args[0])
	if len(roots) == 0 {
		return nil
	}
	var stores []*ssa.Value
	for _, w := range s.writes {
		if l.contains(w.v.Block) && s.writesTo(v, roots, w) {
			stores = append(stores, w.v)
		}
	}
	always := func(b *ssa.Block) bool {
		return p.r.way.nest.innermost(b) == l && p.r.way.dom.IsAncestorEq(b, p.r.way.nest.latches(l)[0])
	}
	if len(stores) > 0 {
		if w := stores[0]; len(stores) == 1 && w.Op == ssa.OpStore && always(w.Block) {
			return stores
		}
		return nil
	}
	var loads []*ssa.Value
	for _, b := range l.blocks {
		if !always(b) {
			continue
		}
		for _, w := range b.Values {
			if w.Op == ssa.OpLoad && w.Type == v.Type {
				loads = append(loads, w)
			}
		}
	}
	return loads
}

// An elementPlace is an address of the form base + index·scale + off.
type elementPlace struct {
	base, index *ssa.Value
	scale, off  int64
}

// element returns the place that address is; its index is nil if it is none.
func (p *provider) element(address *ssa.Value) elementPlace {
	off := int64(0)
	address = resolve(address)
	for ; address.Op == ssa.OpOffPtr || address.Op == ssa.OpNilCheck; address = resolve(address.Args[0]) {
		if address.Op == ssa.OpOffPtr {
			off += address.AuxInt
		}
	}
	switch address.Op {
	case ssa.OpPtrIndex:
		return elementPlace{p.origin(address.Args[0]), resolve(address.Args[1]), address.Type.Elem().Size(), off}
	case ssa.OpAddPtr:
		index, scale := multiple(resolve(address.Args[1]))
		return elementPlace{p.origin(address.Args[0]), index, scale, off}
	}
	return elementPlace{}
}

// multiple returns what v is a multiple of, nil if it is none.
func multiple(v *ssa.Value) (index *ssa.Value, scale int64) {
	if len(v.Args) != 2 {
		return nil, 0
	}
	x, y := resolve(v.Args[0]), resolve(v.Args[1])
	isConst := func(v *ssa.Value) bool { return v.Op == ssa.OpConst64 || v.Op == ssa.OpConst32 }
	switch v.Op {
	case ssa.OpLsh64x64, ssa.OpLsh32x64:
		if isConst(y) && y.AuxInt >= 0 && y.AuxInt < 32 {
			return x, 1 << y.AuxInt
		}
	case ssa.OpMul64, ssa.OpMul32:
		if isConst(y) {
			x, y = y, x
		}
		if isConst(x) {
			return y, x.AuxInt
		}
	}
	return nil, 0
}

// unchanging reports whether v is the same in all iterations of l.
func unchanging(v *ssa.Value, l *loop) bool {
	if !l.contains(v.Block) || isFree(v) {
		return true
	}
	switch v.Op {
	case ssa.OpSlicePtr, ssa.OpOffPtr, ssa.OpCopy, ssa.OpNilCheck, ssa.OpLocalAddr:
		return unchanging(v.Args[0], l)
	}
	return false
}

// carriedOut reports whether, wherever index is used in its loop, the outer loop has
// an iteration in which its index i is the same: one in front of the present one, or,
// unless it has to be in front, any.
func (p *provider) carriedOut(index, i *ssa.Value, before bool) bool {
	in, out := p.inducts[index], p.inducts[i]
	if !in.upwards() || !out.upwards() || index.Type.Size() != int64(types.PtrSize) || i.Type.Size() != int64(types.PtrSize) {
		return false
	}
	bound := p.boundOf(in.loop, index)
	if bound == nil {
		return false
	}
	if bound == i { // start ≤ index < i
		return p.startOf(in) == p.startOf(out) || sameConst(p.startOf(in), p.startOf(out))
	}
	if before {
		return false
	}
	// i < index < bound
	start := resolve(p.startOf(in))
	if exits := p.r.way.nest.exits(out.loop); bound != p.boundOf(out.loop, i) || len(exits) != 1 {
		return false // some iteration may have been the last
	}
	if start == i {
		return true
	}
	if start.Op == ssa.OpAdd64 || start.Op == ssa.OpAdd32 {
		x, y := resolve(start.Args[0]), resolve(start.Args[1])
		return x == i && isOne(y) || y == i && isOne(x)
	}
	return false
}

// upwards reports whether the induction goes up in steps of one.
func (ind *induction) upwards() bool {
	return ind.step == nil && !ind.minus && ind.bound == nil && (ind.count != nil || ind.start.Op != ssa.OpConvert)
}

// startOf returns what the induction is in the first iteration.
func (p *provider) startOf(ind *induction) *ssa.Value {
	if ind.count != nil {
		return wordConst(p.r.f, 0)
	}
	return resolve(ind.start)
}

// sameConst reports whether v and w are the same integer constant.
func sameConst(v, w *ssa.Value) bool {
	return v.Op == w.Op && (v.Op == ssa.OpConst64 || v.Op == ssa.OpConst32) && v.AuxInt == w.AuxInt
}

// boundOf returns what index is less than in the body of l, which it is compared with
// at the header, or nil.
func (p *provider) boundOf(l *loop, index *ssa.Value) *ssa.Value {
	h := l.header
	if h.Kind != ssa.BlockIf || !l.contains(h.Succs[0].Block()) || l.contains(h.Succs[1].Block()) {
		return nil
	}
	c := resolve(h.Controls[0])
	if c.Op != wordOp(ssa.OpLess32, ssa.OpLess64) || resolve(c.Args[0]) != index {
		return nil
	}
	return p.origin(c.Args[1])
}

// twinned returns the values that loads have as twins.
func (p *provider) twinned() map[*ssa.Value]bool {
	set := make(map[*ssa.Value]bool)
	for v, t := range p.twins {
		if t != nil && !p.kept[v] && p.kept[t.kept] {
			set[t.kept] = true
		}
	}
	return set
}

// makeTwin makes the load v in the reverse block b from its twin on the tape.
func (p *provider) makeTwin(v *ssa.Value, t *twin, b *ssa.Block, mem *ssa.Value) *ssa.Value {
	word := types.Types[types.TINT]
	index, start := p.available(t.index, b), p.startOf(p.inducts[t.outerIndex])
	if !isConst(start) || start.AuxInt != 0 {
		index = b.NewValue2(v.Pos, wordOp(ssa.OpSub32, ssa.OpSub64), word, index, p.available(start, b))
	}
	size := p.tape.slots[t.kept].frame.size
	off := b.NewValue2(v.Pos, wordOp(ssa.OpMul32, ssa.OpMul64), word, index, wordConst(p.r.f, size))
	at := b.NewValue2(v.Pos, ssa.OpAddPtr, types.NewPtr(v.Type), p.firstFrame(t, b), off)
	return b.NewValue2(v.Pos, ssa.OpLoad, v.Type, at, mem)
}

// firstFrame returns where the twin lies on the tape of the first iteration of its loop,
// for use in b.
func (p *provider) firstFrame(t *twin, b *ssa.Block) *ssa.Value {
	b = p.home(t.kept, b)
	at := provision{b, t.kept}
	if x := p.firsts[at]; x != nil {
		return x
	}
	s := p.tape.slots[t.kept]
	word, ptr := types.Types[types.TINT], types.Types[types.TUNSAFEPTR]
	top := p.r.vars.read(quantity{of: s.stack}, ptr, b)
	n := p.r.vars.read(quantity{of: p.r.way.nest.innermost(t.kept.Block)}, word, b)
	below := b.NewValue2(b.Pos, wordOp(ssa.OpMul32, ssa.OpMul64), word, n, wordConst(p.r.f, -s.frame.size))
	x := b.NewValue2(b.Pos, ssa.OpAddPtr, ptr, top, below)
	p.firsts[at] = x
	return x
}
