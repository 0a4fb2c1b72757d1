// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The choice between keeping and recomputing, over the whole function: a minimum
// cut.
//
//	source ──recompute──► in(v) ──keep──► out(v) ──∞──► in(w), where w is computed from v
//	                                      out(v) ──∞──► sink, where the sweep uses v
//
// A value that is available is on the sink's side with out(v). Then either the
// edge keep is cut, or in(v) is on that side, too: then recompute is cut, and all
// its operands are available. Costs are weighted by how deep in loops a value is.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// choose returns the values that are kept. It reports false if something can
// neither be kept nor be made again.
func (p *provider) choose(demands []demand) (map[*ssa.Value]bool, bool) {
	g := newFlowGraph()
	nodes := make(map[*ssa.Value]int) // in(v); out(v) is the next one
	var order []*ssa.Value
	var add func(v *ssa.Value) int
	held := make(map[*ssa.Value]int) // likewise, of what is of no use unless it is on the tape
	keep := func(v *ssa.Value) int {
		if !p.recomputable(v) && p.twinOf(v) == nil {
			return add(v)
		}
		n, ok := held[v]
		if !ok {
			n = g.node()
			g.node()
			held[v] = n
			g.edge(0, n, infinite)
			g.edge(n, n+1, p.keepCost(v))
		}
		return n
	}
	add = func(v *ssa.Value) int {
		v = p.origin(v)
		if n, ok := nodes[v]; ok {
			return n
		}
		n := g.node()
		g.node()
		nodes[v] = n
		order = append(order, v)
		g.edge(n, n+1, p.keepCost(v))
		if t := p.twinOf(v); t != nil {
			g.edge(0, n, p.recomputeCost(v))
			g.edge(keep(t.kept)+1, n, infinite)
			for _, x := range []*ssa.Value{t.index, p.startOf(p.inducts[t.outerIndex])} {
				if x = p.origin(x); !isConst(x) {
					g.edge(add(x)+1, n, infinite)
				}
			}
			return n
		}
		if !p.recomputable(v) {
			g.edge(0, n, infinite)
			return n
		}
		g.edge(0, n, p.recomputeCost(v))
		for _, x := range p.operands(v) {
			if x = p.origin(x); !isConst(x) {
				g.edge(add(x)+1, n, infinite)
			}
		}
		return n
	}
	used := make(map[*ssa.Value]bool)
	for _, d := range demands {
		v := p.origin(d.of)
		if isConst(v) {
			continue
		}
		if !used[v] {
			used[v] = true
			g.edge(add(v)+1, 1, infinite)
		}
	}
	source, ok := g.cut()
	if !ok {
		return nil, false
	}
	kept := make(map[*ssa.Value]bool)
	for _, v := range order {
		if n := nodes[v]; source[n] && !source[n+1] {
			kept[v] = true
		}
	}
	for v, n := range held {
		if !source[n+1] {
			kept[v] = true
		}
	}
	return kept, true
}

// frequency estimates how often the block of v is executed.
func (p *provider) frequency(v *ssa.Value) int64 {
	f := int64(1)
	for d := min(p.r.way.nest.depth(v.Block), 6); d > 0; d-- {
		f *= 16
	}
	return f
}

// keepCost returns what it costs to keep v.
func (p *provider) keepCost(v *ssa.Value) int64 {
	l := p.r.way.nest.innermost(v.Block)
	inLoop := l != nil && p.r.way.fusions[l] == nil
	switch {
	case isFree(v), p.r.elements[v] != nil:
		return infinite
	case !isWord(v.Type):
		return infinite
	case v.Op == ssa.OpAddPtr || v.Op == ssa.OpPtrIndex || v.Op == ssa.OpOffPtr:
		return infinite // may lead behind its object where it is not used; its base does not
	case !inLoop && p.r.split == nil:
		return 4
	case mayLeadAnywhere(v.Type) && p.inFrame(v):
		return infinite
	}
	if v.Type.IsPtrShaped() {
		return 40 * p.frequency(v) // with a write barrier
	}
	return 16 * p.frequency(v)
}

// mayLeadAnywhere reports whether a value of type t may be an address.
func mayLeadAnywhere(t *types.Type) bool { return t.IsPtrShaped() || t.IsUintptr() }

// isWord reports whether a value of type t can be kept: a number or a pointer.
func isWord(t *types.Type) bool {
	return t.IsFloat() || t.IsInteger() || t.IsBoolean() || t.IsPtrShaped()
}

// recomputeCost returns what it costs to make v from its operands.
func (p *provider) recomputeCost(v *ssa.Value) int64 {
	c := int64(1)
	switch v.Op {
	case ssa.OpLoad:
		c = 5
	case ssa.OpDiv64F, ssa.OpDiv32F, ssa.OpSqrt, ssa.OpSqrt32, ssa.OpDiv64, ssa.OpDiv32, ssa.OpMod64, ssa.OpMod32, ssa.OpDiv64u, ssa.OpMod64u:
		c = 20
	case ssa.OpAdd64F, ssa.OpSub64F, ssa.OpMul64F, ssa.OpAdd32F, ssa.OpSub32F, ssa.OpMul32F, ssa.OpFMA:
		c = 4
	default:
		if isFree(v) {
			c = 0
		}
	}
	c *= p.frequency(v)
	if l := p.r.way.nest.innermost(v.Block); p.r.spared[l] != nil {
		c /= 4 // the sweep seldom comes here
	}
	return c
}
