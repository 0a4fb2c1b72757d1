// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Gathering: where other goroutines may add to the same adjoints, a loop that comes to
// the same places again sums them up in a table of its own (runtime/autodiffgather.go):
//
//	for each sample {                     g := autodiffGatherBegin(false)
//		for j := range w {                for each sample, for j: autodiffGather64(g, &w'[j], …)
//			a += w[j] * x[j]    becomes
//		}                                 autodiffGatherFlush(g)
//	}                                     autodiffGatherEnd(g)
//
// All that comes to the table has to be in memory before anybody asks for it. So
// such a loop takes no adjoints from where it may have added some, nor does it do
// anything by which goroutines synchronise.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A gathering says which loops of a function gather adjoints.
type gathering struct {
	loops  map[*loop]bool
	fronts map[*ssa.Block]bool // in front of these loops
	tables [2]*ssa.Value       // for float64, for float32; nil if there is none
	wanted [2]bool
}

// findGatherings finds the loops that gather adjoints.
func (r *reverse) findGatherings() {
	if !r.a.inst.concurrent() {
		return
	}
	r.gathers = gathering{loops: make(map[*loop]bool), fronts: make(map[*ssa.Block]bool)}
	for _, l := range r.way.nest.loops {
		if (l.parent == nil || !r.gathers.loops[l.parent]) && l.front() != nil && r.way.turns[l.header] != nil && !r.idleLoop(l) && r.onlyAdds(l) {
			r.gathers.fronts[l.front()] = true
			r.gathers.loops[l] = true
		} else if l.parent != nil && r.gathers.loops[l.parent] {
			r.gathers.loops[l] = true
		}
	}
}

// onlyAdds reports whether the reverse of l only adds to adjoints that other goroutines
// may know, and notes for which types it needs a table.
func (r *reverse) onlyAdds(l *loop) bool {
	var taken, added []*ssa.Value // shadow addresses
	var wanted [2]bool
	note := func(p *ssa.Value, t *types.Type) {
		added = append(added, p)
		for _, leaf := range leaves(t) {
			wanted[tableOf(leaf.t)] = true
		}
	}
	for _, b := range l.blocks {
		for _, v := range r.order[b] {
			if c := r.calls[v]; c != nil {
				if !c.quiet() {
					return false
				}
				continue
			}
			for _, r.lane = range r.lanes {
				switch {
				case v.Op == ssa.OpLoad && r.varies(v):
					note(r.shadow(v.Args[0]), v.Type)
				case v.Op == ssa.OpMove && r.actsBack(v) && r.a.active(v.Args[1]):
					note(r.shadow(v.Args[1]), v.Aux.(*types.Type))
				}
			}
			if !r.actsBack(v) {
				continue
			}
			switch v.Op {
			case ssa.OpStore, ssa.OpMove, ssa.OpZero:
				for _, r.lane = range r.lanes {
					p := r.shadow(v.Args[0])
					if r.mayBeShared(p) {
						return false
					}
					taken = append(taken, p)
				}
			default:
				return false
			}
		}
	}
	for _, p := range added {
		if !r.mayBeShared(p) {
			continue
		}
		roots := r.stability().roots(p)
		for _, q := range taken {
			others := r.stability().roots(q)
			if len(roots) == 0 || len(others) == 0 || slices.ContainsFunc(others, func(x *ssa.Value) bool { return slices.Contains(roots, x) }) {
				return false
			}
		}
	}
	for i, is := range wanted {
		r.gathers.wanted[i] = r.gathers.wanted[i] || is
	}
	return true
}

// tableOf returns the index of the table for adjoints of type t.
func tableOf(t *types.Type) int {
	if t.Kind() == types.TFLOAT32 || t.Kind() == types.TCOMPLEX64 {
		return 1
	}
	return 0
}

// beginGathering emits what makes the tables, at the start of the reverse sweep.
func (r *reverse) beginGathering() {
	for i, is := range r.gathers.wanted {
		if is {
			small := r.f.ConstBool(types.Types[types.TBOOL], i == 1)
			r.gathers.tables[i] = r.callBackFor("autodiffGatherBegin", types.Types[types.TUNSAFEPTR], small)
		}
	}
}

// flushGathering adds what is in the tables to memory, behind the reverse of a loop.
func (r *reverse) flushGathering() { r.eachTable("autodiffGatherFlush") }

// endGathering gives the tables back.
func (r *reverse) endGathering() { r.eachTable("autodiffGatherEnd") }

func (r *reverse) eachTable(name string) {
	for _, table := range r.gathers.tables {
		if table != nil {
			r.callBack(name, table)
		}
	}
}

// gather adds t to the adjoint at p by way of a table, and reports whether it has. Where an
// element of a shadow map is shows in the reverse sweep only.
func (r *reverse) gather(p, t *ssa.Value) bool {
	table := r.gathers.tables[tableOf(t.Type)]
	base, _ := constantOffset(p)
	if table == nil || r.way.primal[base.Block] != nil || !r.comesAgain(p, r.way.nest.innermost(r.way.primal[r.e.b])) {
		return false
	}
	name := [2]string{"autodiffGather64", "autodiffGather32"}[tableOf(t.Type)]
	if !t.Type.IsComplex() {
		r.callBack(name, table, p, t)
		return true
	}
	part := types.FloatForComplex(t.Type)
	for i, op := range []ssa.Op{ssa.OpComplexReal, ssa.OpComplexImag} {
		at := r.e.b.NewValue1I(r.e.pos, ssa.OpOffPtr, types.NewPtr(part), int64(i)*part.Size(), p)
		r.callBack(name, table, at, r.e.b.NewValue1(r.e.pos, op, part, t))
	}
	return true
}

// comesAgain reports whether a loop that gathers, l or one around it, comes to the address
// p in more than one iteration.
func (r *reverse) comesAgain(p *ssa.Value, l *loop) bool {
	for ; l != nil && r.gathers.loops[l]; l = l.parent {
		if !follows(p, l, make(map[*ssa.Value]bool)) {
			return true
		}
	}
	return false
}

// follows reports whether v depends on the iteration of l.
func follows(v *ssa.Value, l *loop, seen map[*ssa.Value]bool) bool {
	v = resolve(v)
	if seen[v] || !l.contains(v.Block) {
		return false
	}
	seen[v] = true
	switch {
	case v.Op == ssa.OpPhi && v.Block == l.header, v.Op == ssa.OpSelectN, v.Op == ssa.OpSelectNAddr:
		return true
	}
	for _, x := range v.Args {
		if !x.Type.IsMemory() && follows(x, l, seen) {
			return true
		}
	}
	return false
}

// expandGathers puts what autodiffGather64 does if the address is in the table in the place
// of its calls:
//
//	e := &g.slots[p>>3 & g.mask]; if e.p == p { e.sum += x } else { autodiffGather64(g, p, x) }
func expandGathers(f *ssa.Func) {
	if types.PtrSize != 8 {
		return
	}
	var calls []*ssa.Value
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpStaticLECall && v.Aux.(*ssa.AuxCall).Fn != nil && v.Aux.(*ssa.AuxCall).Fn.Name == "runtime.autodiffGather64" {
				calls = append(calls, v)
			}
		}
	}
	for _, v := range calls {
		expandGather(v)
	}
}

// expandGather is expandGathers for the call v.
func expandGather(v *ssa.Value) {
	b := v.Block
	f := b.Func
	var behind *ssa.Value
	for _, w := range b.Values {
		if w.Op == ssa.OpSelectN && w.Args[0] == v {
			behind = w
		}
	}
	order := ssa.AutodiffOrder(b)
	c := ssa.AutodiffSplit(b, order[slices.Index(order, v):])
	hit, miss := f.NewBlock(ssa.BlockPlain), f.NewBlock(ssa.BlockPlain)
	hit.Pos, miss.Pos = v.Pos, v.Pos

	word, ptr := types.Types[types.TUINTPTR], types.Types[types.TUNSAFEPTR]
	g, p, x, mem := v.Args[0], v.Args[1], v.Args[2], v.MemoryArg()
	field := func(b *ssa.Block, of *ssa.Value, i int64, t *types.Type) *ssa.Value {
		return b.NewValue1I(v.Pos, ssa.OpOffPtr, types.NewPtr(t), i*8, of)
	}
	load := func(b *ssa.Block, of *ssa.Value, i int64, t *types.Type) *ssa.Value {
		return b.NewValue2(v.Pos, ssa.OpLoad, t, field(b, of, i, t), mem)
	}
	hash := b.NewValue2(v.Pos, ssa.OpRsh64Ux64, word, b.NewValue2(v.Pos, ssa.OpConvert, word, p, mem), f.ConstInt64(types.Types[types.TUINT64], 3))
	at := b.NewValue2(v.Pos, ssa.OpAnd64, word, hash, load(b, g, 1, word))
	at = b.NewValue2(v.Pos, ssa.OpLsh64x64, word, at, f.ConstInt64(types.Types[types.TUINT64], 4))
	e := b.NewValue2(v.Pos, ssa.OpAddPtr, ptr, load(b, g, 0, ptr), at)
	b.Kind = ssa.BlockIf
	b.Pos = v.Pos
	b.Likely = ssa.BranchLikely
	b.SetControl(b.NewValue2(v.Pos, ssa.OpEqPtr, types.Types[types.TBOOL], load(b, e, 0, ptr), p))
	b.AddEdgeTo(hit)
	b.AddEdgeTo(miss)

	sum := hit.NewValue2(v.Pos, ssa.OpAdd64F, x.Type, load(hit, e, 1, x.Type), x)
	store := hit.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, field(hit, e, 1, x.Type), sum, mem)
	store.Aux = x.Type
	hit.AddEdgeTo(c)

	i := slices.Index(c.Values, v)
	c.Values = slices.Delete(c.Values, i, i+1)
	v.Block = miss
	miss.Values = append(miss.Values, v)
	after := miss.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, v)
	miss.AddEdgeTo(c)

	phi := c.NewValue2(v.Pos, ssa.OpPhi, types.TypeMem, store, after)
	become(behind, phi)
}
