// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the reverse sweep of a derivative does to the control-flow graph of its
// primal, and package autodiff cannot do from outside.

package ssa

// AutodiffSplitEdge puts a new, empty block into the edge from b to its i'th
// successor, and returns it.
func AutodiffSplitEdge(b *Block, i int) *Block {
	f := b.Func
	e := b.Succs[i]
	m := f.NewBlock(BlockPlain)
	m.Pos = b.Pos
	b.Succs[i] = Edge{m, 0}
	m.Preds = append(m.Preds, Edge{b, i})
	m.Succs = append(m.Succs, e)
	e.b.Preds[e.i] = Edge{m, 0}
	f.invalidateCFG()
	return m
}

// AutodiffDetour lets the edge from b to c pass the blocks from first to last, which
// has no successor yet.
func AutodiffDetour(b, c, first, last *Block) {
	f := b.Func
	for i, e := range b.Succs {
		if e.b == c {
			b.Succs[i] = Edge{first, len(first.Preds)}
			first.Preds = append(first.Preds, Edge{b, i})
			c.Preds[e.i] = Edge{last, len(last.Succs)}
			last.Succs = append(last.Succs, e)
			f.invalidateCFG()
			return
		}
	}
	f.Fatalf("autodiff: no edge from %v to %v", b, c)
}

// AutodiffRedirect lets all edges to b lead to d instead, in their order behind those
// that do. The phis of b and d are left as they are.
func AutodiffRedirect(b, d *Block) {
	for _, e := range b.Preds {
		e.b.Succs[e.i] = Edge{d, len(d.Preds)}
		d.Preds = append(d.Preds, e)
	}
	b.Preds = b.Preds[:0]
	b.Func.invalidateCFG()
}

// AutodiffMergePreds lets the predecessors of b for which in holds meet in a new
// block in front of b, and returns it. The new block is the last predecessor of b.
func AutodiffMergePreds(b *Block, in func(pred *Block) bool) *Block {
	f := b.Func
	m := f.NewBlock(BlockPlain)
	m.Pos = b.Pos
	var moved, kept []int
	for i, e := range b.Preds {
		if in(e.b) {
			moved = append(moved, i)
		} else {
			kept = append(kept, i)
		}
	}
	for _, v := range b.Values {
		if v.Op == OpPhi {
			v.autodiffMergePhi(m, moved, kept)
		}
	}
	preds := append([]Edge(nil), b.Preds...)
	b.Preds = b.Preds[:0]
	for _, i := range kept {
		e := preds[i]
		e.b.Succs[e.i] = Edge{b, len(b.Preds)}
		b.Preds = append(b.Preds, e)
	}
	for _, i := range moved {
		e := preds[i]
		e.b.Succs[e.i] = Edge{m, len(m.Preds)}
		m.Preds = append(m.Preds, e)
	}
	m.AddEdgeTo(b)
	return m
}

// autodiffMergePhi replaces the arguments of the phi v whose indices are in moved
// by one, a phi of them in m where they differ.
func (v *Value) autodiffMergePhi(m *Block, moved, kept []int) {
	args := append([]*Value(nil), v.Args...)
	one := args[moved[0]]
	for _, i := range moved {
		if args[i] != one {
			one = nil
			break
		}
	}
	if one == nil {
		one = m.NewValue0(v.Pos, OpPhi, v.Type)
		for _, i := range moved {
			one.AddArg(args[i])
		}
	}
	v.resetArgs()
	for _, i := range kept {
		v.AddArg(args[i])
	}
	v.AddArg(one)
}

// AutodiffClearArgs takes the arguments of v away.
func AutodiffClearArgs(v *Value) { v.resetArgs() }

// AutodiffPure reports whether op computes its result from its arguments alone:
// it neither touches memory nor depends on where it stands.
func AutodiffPure(op Op) bool {
	switch op {
	case OpPhi, OpArg, OpArgIntReg, OpArgFloatReg, OpInitMem, OpUnknown, OpGetClosurePtr, OpGetG, OpInlMark,
		OpSelectN, OpSelectNAddr, OpSelect0, OpSelect1, OpMakeTuple, OpMakeResult, OpVarDef, OpVarLive, OpKeepAlive,
		OpLocalAddr, OpSP, OpNilCheck, OpConvert:
		return false
	}
	info := &opcodeTable[op]
	return info.generic && !info.hasSideEffects && !info.call && !info.nilCheck
}
