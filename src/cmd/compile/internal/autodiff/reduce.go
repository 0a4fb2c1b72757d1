// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Irreducible flow: a cycle that is entered at several blocks, which only goto can
// write, has no header. It gets one, through which everything goes that leads to
// one of these blocks, and which remembers to which:
//
//	A   B            A      B
//	│   │             ╲    ╱
//	▼   ▼              ▼  ▼
//	X ⇄ Y              D: s = Phi 0 1 …     If s = 0 → X Y
//
// X and Y then lead to D and not to each other: there is one loop, with header D.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// reduce gives every cycle of f a header.
func reduce(f *ssa.Func) {
	for findLoops(f).irreducible {
		in := make(map[*ssa.Block]bool)
		blocks := ssa.AutodiffReversePostorder(f)
		for _, b := range blocks {
			in[b] = true
		}
		if !reduceIn(f, blocks, in) {
			return
		}
	}
}

// reduceIn gives one of the cycles among blocks, those for which in holds, that are
// entered at several blocks a header. It reports whether there was one.
func reduceIn(f *ssa.Func, blocks []*ssa.Block, in map[*ssa.Block]bool) bool {
	for _, cycle := range cyclesOf(blocks, in) {
		inside := make(map[*ssa.Block]bool)
		for _, b := range cycle {
			inside[b] = true
		}
		var entries []*ssa.Block
		for _, b := range cycle {
			for _, e := range b.Preds {
				if !inside[e.Block()] {
					entries = append(entries, b)
					break
				}
			}
		}
		if len(entries) == 0 {
			entries = []*ssa.Block{f.Entry}
		} else if inside[f.Entry] {
			return false
		}
		if len(entries) > 1 {
			dispatch(f, entries)
			return true
		}
		inside[entries[0]] = false
		var rest []*ssa.Block
		for _, b := range cycle {
			if inside[b] {
				rest = append(rest, b)
			}
		}
		if reduceIn(f, rest, inside) {
			return true
		}
	}
	return false
}

// cyclesOf returns the strongly connected components of the flow among blocks, those
// for which in holds, that have an edge (Tarjan, Depth-First Search and Linear Graph
// Algorithms, 1972).
func cyclesOf(blocks []*ssa.Block, in map[*ssa.Block]bool) (cycles [][]*ssa.Block) {
	index, low := make(map[*ssa.Block]int), make(map[*ssa.Block]int)
	onStack := make(map[*ssa.Block]bool)
	var stack []*ssa.Block
	var visit func(b *ssa.Block)
	visit = func(b *ssa.Block) {
		index[b] = len(index) + 1
		low[b] = index[b]
		stack = append(stack, b)
		onStack[b] = true
		itself := false
		for _, e := range b.Succs {
			c := e.Block()
			switch {
			case !in[c]:
			case index[c] == 0:
				visit(c)
				low[b] = min(low[b], low[c])
			case onStack[c]:
				low[b] = min(low[b], index[c])
			}
			itself = itself || c == b
		}
		if low[b] < index[b] {
			return
		}
		n := len(stack) - 1
		for stack[n] != b {
			n--
		}
		cycle := append([]*ssa.Block(nil), stack[n:]...)
		for _, c := range cycle {
			onStack[c] = false
		}
		stack = stack[:n]
		if len(cycle) > 1 || itself {
			cycles = append(cycles, cycle)
		}
	}
	for _, b := range blocks {
		if index[b] == 0 {
			visit(b)
		}
	}
	return cycles
}

// dispatch leads all edges to the entries through one block.
func dispatch(f *ssa.Func, entries []*ssa.Block) {
	d := f.NewBlock(ssa.BlockPlain)
	d.Pos = entries[0].Pos
	number := types.Types[types.TINT]
	which := d.NewValue0(d.Pos, ssa.OpPhi, number)
	edges := make([]int, len(entries))
	for i, b := range entries {
		edges[i] = len(b.Preds)
		for range b.Preds {
			which.AddArg(wordConst(f, int64(i)))
		}
		ssa.AutodiffRedirect(b, d)
	}
	threadEntries(f, d, entries, edges)
	for i, b := range entries {
		for _, v := range b.Values {
			if v.Op != ssa.OpPhi || v.Type == types.TypeMem {
				continue
			}
			args := append([]*ssa.Value(nil), v.Args...)
			ssa.AutodiffClearArgs(v)
			phi := d.NewValue0(v.Pos, ssa.OpPhi, v.Type)
			for j, n := range edges {
				if j == i {
					phi.AddArgs(args...)
					continue
				}
				for range n {
					phi.AddArg(anything(f, v.Type))
				}
			}
			v.AddArg(phi)
		}
	}
	at := d
	for i := 0; i < len(entries)-1; i++ {
		at.Kind = ssa.BlockIf
		at.SetControl(at.NewValue2(d.Pos, wordOp(ssa.OpEq32, ssa.OpEq64), types.Types[types.TBOOL], which, wordConst(f, int64(i))))
		at.AddEdgeTo(entries[i])
		next := entries[i+1]
		if i+2 < len(entries) {
			next = f.NewBlock(ssa.BlockPlain)
			next.Pos = d.Pos
		}
		at.AddEdgeTo(next)
		at = next
	}
}

// threadEntries lets the memory of the entries, to each of which a number of edges
// leads, pass one phi in d.
func threadEntries(f *ssa.Func, d *ssa.Block, entries []*ssa.Block, edges []int) {
	var args, phis []*ssa.Value
	for i, b := range entries {
		n := len(args)
		for _, v := range b.Values {
			if v.Op == ssa.OpPhi && v.Type == types.TypeMem {
				args = append(args, v.Args...)
				phis = append(phis, v)
			}
		}
		for len(args) < n+edges[i] {
			args = append(args, anything(f, types.TypeMem))
		}
	}
	if len(phis) == 0 {
		return
	}
	phi := d.NewValue0(d.Pos, ssa.OpPhi, types.TypeMem)
	phi.AddArgs(args...)
	for _, v := range phis {
		ssa.AutodiffClearArgs(v)
		v.AddArg(phi)
	}
}

// anything returns a value of type t that nobody looks at.
func anything(f *ssa.Func, t *types.Type) *ssa.Value {
	entry := f.Entry
	constant := func(op ssa.Op) *ssa.Value { return entry.NewValue0(entry.Pos, op, t) }
	switch {
	case t == types.TypeMem:
		for _, v := range entry.Values {
			if v.Op == ssa.OpInitMem {
				return v
			}
		}
	case t.IsSlice():
		return constant(ssa.OpConstSlice)
	case t.IsInterface():
		return constant(ssa.OpConstInterface)
	case t.IsString():
		return entry.NewValue0A(entry.Pos, ssa.OpConstString, t, ssa.StringToAux(""))
	case t.IsPtrShaped():
		return f.ConstNil(t)
	case t.IsBoolean():
		return f.ConstBool(t, false)
	case t.IsComplex():
		part := anything(f, types.FloatForComplex(t))
		return entry.NewValue2(entry.Pos, ssa.OpComplexMake, t, part, part)
	case t.IsFloat():
		if t.Size() == 4 {
			return f.ConstFloat32(t, 0)
		}
		return f.ConstFloat64(t, 0)
	case t.IsInteger():
		return integerConst(f, t, 0)
	}
	made := constant(makeOp(t))
	for i := range numElements(t) {
		made.AddArg(anything(f, elementType(t, i)))
	}
	return made
}
