// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What a loop only chooses is read again behind it, in derivatives only.
//
//	m := x[0]                                m, found := x[0], false
//	for i, v := range x {                    for i, v := range x {
//		if v > m {                               if v > m {
//			m = v                   →                m, found, k = v, true, i
//		}                                        }
//	}                                        }
//	… m …                                    if found { m = x[k] }
//	                                         … m …
//
// In the loop m is then compared, and nothing else: it carries no derivative. Tangents
// are not passed from iteration to iteration, and on the way back nothing has to be known
// of the branch, and nothing to be done in the loop.
//
// That is so if what is chosen can be made again behind the loop: from what does not
// change, from integers that the loop counts, and from memory that it does not write.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A chosen value is a phi of the header of a loop that is what it was, or one value.
type chosen struct {
	f    *ssa.Func
	n    *loopNest
	l    *loop
	w    *writer
	m    *ssa.Value   // the phi
	in   int          // the argument of m from in front of the loop
	out  int          // the successor of the header behind the loop
	tree []*ssa.Value // m, and phis in the loop that are it or the value
	v    *ssa.Value   // the value
	made []*ssa.Value // what v is made of in the loop, and v, in order
	of   []*ssa.Value // phis of the header that it is made of
}

// mostMade is of how many operations what is chosen may be made.
const mostMade = 12

// readChosen lets what loops of f choose be read behind them; something is known of the
// parameters of f. It returns in which loops.
func readChosen(f *ssa.Func, known promise) (moves []loopMove) {
	n := findLoops(f)
	if n.irreducible {
		return nil
	}
	skipCopies(f)
	returns := leadingToReturn(f)
	var found []*chosen
	for _, l := range n.loops {
		w := newWriter(f, l.blocks, known)
		for _, phi := range l.header.Values {
			if phi.Op == ssa.OpPhi && phi.Type.IsFloat() {
				c := &chosen{f: f, n: n, l: l, w: w, m: phi, tree: []*ssa.Value{phi}}
				if c.findEnds(returns) && c.is() && c.usedBehind(returns) {
					found = append(found, c)
				}
			}
		}
	}
	for _, c := range found {
		c.read()
		moves = append(moves, loopMove{loop: c.l.header.Pos, chosen: true})
	}
	return moves
}

// findEnds finds where the header is entered from outside, and left for a return. It reports
// false if that is not at one place.
func (c *chosen) findEnds(returns map[*ssa.Block]bool) bool {
	h := c.l.header
	if h.Kind != ssa.BlockIf || len(c.n.entries(c.l)) != 1 {
		return false
	}
	for i, e := range h.Preds {
		if !c.l.contains(e.Block()) {
			c.in = i
		}
	}
	for i, e := range h.Succs {
		if b := e.Block(); !c.l.contains(b) {
			c.out = i
			return returns[b]
		}
	}
	return false
}

// is reports whether m is chosen, and nothing else, and can be made behind the loop.
func (c *chosen) is() bool {
	if !c.grow(c.m) || c.v == nil {
		return false
	}
	for _, b := range c.l.blocks {
		for _, v := range b.Values {
			for _, x := range v.Args {
				if slices.Contains(c.tree, x) && !slices.Contains(c.tree, v) && !isComparison(v.Op) {
					return false
				}
			}
		}
	}
	if !c.remake(c.v) {
		return false
	}
	for _, v := range c.made {
		if v.Op == ssa.OpLoad {
			return true
		}
	}
	return false
}

// usedBehind reports whether outside of the loop m is used only behind its header, or where
// no return follows, and nothing else of the tree is used there.
func (c *chosen) usedBehind(returns map[*ssa.Block]bool) bool {
	h, dom := c.l.header, c.f.Sdom()
	behind := h.Succs[c.out].Block()
	for _, b := range c.f.Blocks {
		if c.l.contains(b) {
			continue
		}
		for _, v := range b.Values {
			for i, x := range v.Args {
				if !slices.Contains(c.tree, x) || !returns[b] {
					continue
				}
				at := b
				if v.Op == ssa.OpPhi {
					at = b.Preds[i].Block()
				}
				if x != c.m || !(v.Op == ssa.OpPhi && at == h && b == behind) && !(len(behind.Preds) == 1 && dom.IsAncestorEq(behind, at)) {
					return false
				}
			}
		}
	}
	return true
}

// grow takes what phi, in the tree, is made of in the loop into the tree, and reports whether
// that is m, or v.
func (c *chosen) grow(phi *ssa.Value) bool {
	for i, x := range phi.Args {
		switch {
		case phi == c.m && i == c.in, slices.Contains(c.tree, x), x == c.v:
		case x.Op == ssa.OpPhi && c.n.innermost(x.Block) == c.l && x.Block != c.l.header:
			c.tree = append(c.tree, x)
			if !c.grow(x) {
				return false
			}
		case c.v == nil && c.n.innermost(x.Block) == c.l:
			c.v = x
		default:
			return false
		}
	}
	return true
}

// isComparison reports whether op compares floats.
func isComparison(op ssa.Op) bool {
	switch op {
	case ssa.OpLess64F, ssa.OpLess32F, ssa.OpLeq64F, ssa.OpLeq32F, ssa.OpEq64F, ssa.OpEq32F, ssa.OpNeq64F, ssa.OpNeq32F:
		return true
	}
	return false
}

// remake notes what v is made of in the loop, and reports whether it can be made behind it.
func (c *chosen) remake(v *ssa.Value) bool {
	if !c.l.contains(v.Block) {
		return true
	}
	if slices.Contains(c.made, v) || slices.Contains(c.of, v) {
		return true
	}
	if c.n.innermost(v.Block) != c.l || len(c.made) == mostMade {
		return false
	}
	args := v.Args
	switch {
	case v.Op == ssa.OpPhi && v.Block == c.l.header && v.Type.IsInteger():
		c.of = append(c.of, v)
		return true
	case v.Op == ssa.OpNilCheck || v.Op == ssa.OpLoad:
		if c.memory(v) == nil || v.Op == ssa.OpLoad && c.w.changes(locate(v.Args[0], v.Type, v.Type.Size())) {
			return false
		}
		args = args[:1]
	case !isPure(v):
		return false
	}
	for _, x := range args {
		if !c.remake(x) {
			return false
		}
	}
	c.made = append(c.made, v)
	return true
}

// memory returns the memory behind the loop, of which v uses some in it, or nil.
func (c *chosen) memory(v *ssa.Value) *ssa.Value {
	for _, phi := range c.l.header.Values {
		if phi.Op == ssa.OpPhi && phi.Type == types.TypeMem {
			return phi
		}
	}
	if mem := v.MemoryArg(); !c.l.contains(mem.Block) {
		return mem
	}
	return nil
}

// read makes the value that was chosen behind the loop, on the header's edge out of it:
//
//	enter: If found -> again not;  again -> join;  not -> join;  join: Phi
func (c *chosen) read() {
	h, f := c.l.header, c.f
	found := c.mirror(f.ConstBool(types.Types[types.TBOOL], true), f.ConstBool(types.Types[types.TBOOL], false))
	behind := make(map[*ssa.Value]*ssa.Value)
	for _, x := range c.of {
		behind[x] = c.mirror(x, integerConst(f, x.Type, 0))
	}
	join := ssa.AutodiffSplitEdge(h, c.out)
	enter := ssa.AutodiffSplitEdge(h, c.out)
	ssa.AutodiffSplitEdge(enter, 0)
	again := f.NewBlock(ssa.BlockPlain)
	again.Pos = h.Pos
	enter.Kind = ssa.BlockIf
	enter.SetControl(enter.NewValue1(h.Pos, ssa.OpNot, types.Types[types.TBOOL], found))
	enter.AddEdgeTo(again)
	again.AddEdgeTo(join)
	enter.Likely = ssa.BranchUnlikely
	for _, v := range c.made {
		x := again.NewValue0(v.Pos, v.Op, v.Type)
		x.Aux, x.AuxInt = v.Aux, v.AuxInt
		for _, y := range v.Args {
			switch {
			case y.Type == types.TypeMem:
				y = c.memory(v)
			case behind[y] != nil:
				y = behind[y]
			}
			x.AddArg(y)
		}
		behind[v] = x
	}
	whole := join.NewValue0(c.m.Pos, ssa.OpPhi, c.m.Type)
	whole.AddArg(c.m.Args[c.in])
	whole.AddArg(behind[c.v])
	dom := f.Sdom()
	for _, b := range f.Blocks {
		if c.l.contains(b) {
			continue
		}
		for _, v := range b.Values {
			for i, x := range v.Args {
				at := b
				if v.Op == ssa.OpPhi {
					at = b.Preds[i].Block()
				}
				if x == c.m && v != whole && dom.IsAncestorEq(join, at) {
					v.SetArg(i, whole)
				}
			}
		}
	}
}

// mirror returns the phi of the header that is x where v was chosen last, as it was then,
// and start if it never was.
func (c *chosen) mirror(x, start *ssa.Value) *ssa.Value {
	made := make(map[*ssa.Value]*ssa.Value)
	for _, phi := range c.tree {
		made[phi] = phi.Block.NewValue0(phi.Pos, ssa.OpPhi, x.Type)
	}
	for _, phi := range c.tree {
		for i, z := range phi.Args {
			switch {
			case phi == c.m && i == c.in:
				made[phi].AddArg(start)
			case made[z] != nil:
				made[phi].AddArg(made[z])
			default:
				made[phi].AddArg(x)
			}
		}
	}
	return made[c.m]
}
