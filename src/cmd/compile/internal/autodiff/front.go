// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The front of a loop: a block that is executed once, if and only if an
// iteration follows. A loop that tests first gets one by testing twice:
//
//	    │                          guard: the test, before the first iteration
//	┌─► header ─► behind            │         │
//	│   │                          front      │
//	│   body                        │         │
//	│   │                      ┌─► header ─► behind
//	└── latch                  │   body
//	                           └── latch
//
// What stands at the start of the body and does not change may then be executed
// in the front. The second test before the first iteration is the price: a loop
// that tests at its end would do without, but Go's register allocator
// moves values about at a branch that goes back.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
)

// maxTest is the number of values in a header that is worth a copy.
const maxTest = 32

// guardable reports whether l tests first, and the test can be copied.
func guardable(f *ssa.Func, l *loop) bool {
	h := l.header
	if h == f.Entry || h.Kind != ssa.BlockIf || len(h.Values) > maxTest {
		return false
	}
	in := inSucc(l)
	if in < 0 || h.Succs[in].Block() == h || l.contains(h.Succs[1-in].Block()) {
		return false
	}
	for _, v := range h.Values {
		switch v.Op {
		case ssa.OpPhi, ssa.OpLoad, ssa.OpNilCheck, ssa.OpLocalAddr, ssa.OpInlMark:
		default:
			if !isPure(v) {
				return false
			}
		}
	}
	return true
}

// inSucc returns which successor of the header of l is in l, or -1.
func inSucc(l *loop) int {
	for i, e := range l.header.Succs {
		if l.contains(e.Block()) {
			return i
		}
	}
	return -1
}

// guard gives l a front that is executed if and only if an iteration follows, and
// returns it.
func guard(f *ssa.Func, l *loop) *ssa.Block {
	h, in := l.header, inSucc(l)
	b := ssa.AutodiffMergePreds(h, func(b *ssa.Block) bool { return !l.contains(b) })
	first := make(map[*ssa.Value]*ssa.Value) // from value of h to what it is before the first iteration
	w := newWriter(f, l.blocks, promise{})
	for _, v := range ssa.AutodiffOrder(h) {
		switch {
		case v.Op == ssa.OpPhi:
			first[v] = v.Args[len(v.Args)-1]
		case v.Op == ssa.OpInlMark:
		case staysSame(v, h, w):
			for i, x := range v.Args {
				v.SetArg(i, mapped(x, first))
			}
			relocate(v, b)
		default:
			first[v] = copyTo(b, v, first)
		}
	}
	front := ssa.AutodiffSplitEdge(b, 0)
	behind := ssa.AutodiffSplitEdge(h, 1-in)
	cond := mapped(h.Controls[0], first)
	if in != 0 {
		cond = b.NewValue1(cond.Pos, ssa.OpNot, cond.Type, cond)
	}
	b.Kind, b.Likely, b.Pos = ssa.BlockIf, ssa.BranchLikely, h.Pos
	b.SetControl(cond)
	b.AddEdgeTo(behind)
	r := &rejoin{h: h, guard: b, behind: behind, first: first, dom: f.Sdom(), starts: make(map[*ssa.Value]map[*ssa.Block]*ssa.Value)}
	r.run(f)
	return front
}

// staysSame reports whether v, in the header h of a loop that writes w, is the same in
// each iteration, so that one is enough.
func staysSame(v *ssa.Value, h *ssa.Block, w *writer) bool {
	if v.Op == ssa.OpLocalAddr {
		return !w.defined[v.Aux.(*ir.Name)]
	}
	if !isPure(v) {
		return false
	}
	for _, x := range v.Args {
		if x.Block == h {
			return false
		}
	}
	return true
}

// copyTo makes a copy of v, with its arguments replaced, at the end of b.
func copyTo(b *ssa.Block, v *ssa.Value, replaced map[*ssa.Value]*ssa.Value) *ssa.Value {
	c := b.NewValue0(v.Pos, v.Op, v.Type)
	c.Aux, c.AuxInt = v.Aux, v.AuxInt
	for _, x := range v.Args {
		c.AddArg(mapped(x, replaced))
	}
	return c
}

func mapped(v *ssa.Value, replaced map[*ssa.Value]*ssa.Value) *ssa.Value {
	if w := replaced[v]; w != nil {
		return w
	}
	return v
}

// A rejoin gives the values of a header to where they are used behind the loop,
// which can now be reached without passing the header.
type rejoin struct {
	h, guard, behind *ssa.Block
	first            map[*ssa.Value]*ssa.Value
	dom              ssa.SparseTree
	starts           map[*ssa.Value]map[*ssa.Block]*ssa.Value
}

func (r *rejoin) run(f *ssa.Func) {
	for _, b := range ssa.AutodiffReversePostorder(f) {
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			for i, x := range v.Args {
				if x.Block != r.h {
					continue
				}
				if v.Op != ssa.OpPhi {
					v.SetArg(i, r.start(x, b))
				} else if p := b.Preds[i].Block(); p != r.guard { // there it is what it should be
					v.SetArg(i, r.end(x, p))
				}
			}
		}
		for i, x := range b.ControlValues() {
			if x.Block == r.h {
				b.ReplaceControl(i, r.start(x, b))
			}
		}
	}
}

// end returns what x is at the end of b.
func (r *rejoin) end(x *ssa.Value, b *ssa.Block) *ssa.Value {
	if b == r.guard {
		return r.first[x]
	}
	return r.start(x, b)
}

// start returns what x is at the start of b, or in b if that is the header.
func (r *rejoin) start(x *ssa.Value, b *ssa.Block) *ssa.Value {
	if r.dom.IsAncestorEq(r.h, b) {
		return x
	}
	if r.dom.IsAncestorEq(r.behind, b) {
		b = r.behind
	}
	if len(b.Preds) == 1 {
		return r.end(x, b.Preds[0].Block())
	}
	starts := r.starts[x]
	if starts == nil {
		starts = make(map[*ssa.Block]*ssa.Value)
		r.starts[x] = starts
	}
	phi := starts[b]
	if phi == nil {
		phi = b.NewValue0(x.Pos, ssa.OpPhi, x.Type)
		starts[b] = phi
		for _, e := range b.Preds {
			phi.AddArg(r.end(x, e.Block()))
		}
	}
	return phi
}
