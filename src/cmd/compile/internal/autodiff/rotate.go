// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loop rotation: a loop that tests before each iteration becomes one that
// tests behind each, in a branch that tests before the first.
//
//	    │                          guard: the test, for the first iteration
//	┌─► header ─► behind            │         │
//	│   │                          front      │       executed once, if there
//	│   body                   ┌─► body       │       is an iteration
//	│   │                      │    …         │
//	└── latch                  └── header ─► behind
//
// What stands at the start of the body and does not change may then be executed
// in front of it. The test is made as often as before. A value of the
// header has two definitions now, and meets itself in phis of the body and of
// what is behind.

package autodiff

import "cmd/compile/internal/ssa"

// maxTest is the number of values in a header that is worth a copy.
const maxTest = 32

// rotatable reports whether l tests first, and the test can be copied.
func rotatable(f *ssa.Func, l *loop) bool {
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

// rotate rotates l and returns its new header. Loops found before are out of
// date then.
func rotate(f *ssa.Func, l *loop) *ssa.Block {
	h, in := l.header, inSucc(l)
	guard := ssa.AutodiffMergePreds(h, func(b *ssa.Block) bool { return !l.contains(b) })
	first := make(map[*ssa.Value]*ssa.Value) // from value of h to what it is before the first iteration
	for _, v := range ssa.AutodiffOrder(h) {
		if v.Op == ssa.OpPhi {
			first[v] = v.Args[len(v.Args)-1]
		} else if v.Op != ssa.OpInlMark {
			first[v] = copyTo(guard, v, first)
		}
	}
	unlink(guard, h)
	body := ssa.AutodiffSplitEdge(h, in)
	behind := ssa.AutodiffSplitEdge(h, 1-in)
	guard.Kind, guard.Likely, guard.Pos = ssa.BlockIf, h.Likely, h.Pos
	guard.SetControl(mapped(h.Controls[0], first))
	for i := range 2 {
		if i == in {
			guard.AddEdgeTo(body)
		} else {
			guard.AddEdgeTo(behind)
		}
	}
	ssa.AutodiffSplitEdge(guard, in)
	r := &rejoin{f: f, h: h, guard: guard, body: body, behind: behind, first: first, dom: f.Sdom(), starts: make(map[*ssa.Value]map[*ssa.Block]*ssa.Value)}
	r.run()
	return body
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

// unlink removes the edge from b to its only successor h, whose last predecessor
// it is.
func unlink(b, h *ssa.Block) {
	last := len(h.Preds) - 1
	for _, v := range h.Values {
		if v.Op == ssa.OpPhi {
			args := append([]*ssa.Value(nil), v.Args[:last]...)
			ssa.AutodiffClearArgs(v)
			v.AddArgs(args...)
		}
	}
	b.Succs = b.Succs[:0]
	h.Preds = h.Preds[:last]
}

// A rejoin gives the values of a header that has been rotated to where they are
// used.
type rejoin struct {
	f                      *ssa.Func
	h, guard, body, behind *ssa.Block
	first                  map[*ssa.Value]*ssa.Value
	dom                    ssa.SparseTree
	starts                 map[*ssa.Value]map[*ssa.Block]*ssa.Value
}

// run replaces all uses outside of the header.
func (r *rejoin) run() {
	for _, b := range ssa.AutodiffReversePostorder(r.f) {
		if b == r.guard {
			continue
		}
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			for i, x := range v.Args {
				if x.Block != r.h {
					continue
				}
				if v.Op == ssa.OpPhi {
					if p := b.Preds[i].Block(); p != r.guard { // there it is mapped already
						v.SetArg(i, r.end(x, p))
					}
				} else if b != r.h {
					v.SetArg(i, r.start(x, b))
				}
			}
		}
		if b == r.h {
			continue
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
	switch b {
	case r.h:
		return x
	case r.guard:
		return r.first[x]
	}
	return r.start(x, b)
}

// start returns what x is at the start of b.
func (r *rejoin) start(x *ssa.Value, b *ssa.Block) *ssa.Value {
	for _, c := range []*ssa.Block{r.body, r.behind} {
		if r.dom.IsAncestorEq(c, b) {
			b = c
		}
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
