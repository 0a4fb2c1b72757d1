// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loads that bring what an earlier one has brought are not made again, in derivatives
// only.
//
//	a.vx -= dx * b.mass * mag             m := b.mass
//	a.vy -= dy * b.mass * mag      →      a.vx -= dx * m * mag
//	                                      a.vy -= dy * m * mag
//
// Go's own optimiser takes the store to a.vx for one that may write b.mass. Beside
// each load stands the load of a tangent, or on the way back an addition to an adjoint
// in memory: so one load is worth more here than in any primal.
//
// What a load reads is followed up the memory chain, past what writes elsewhere
// (clobber.go), to what may have written it. Two loads of one place that come to the same
// memory bring the same. A load that is added to and stored where it came from stays:
// reverse mode leaves the adjoint there where it is.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A reading is what a load reads, and when.
type reading struct {
	base *ssa.Value
	off  int64
	t    *types.Type
	mem  *ssa.Value // the last that may have written there
}

// farthest is how many operations on memory a load is followed past.
const farthest = 100

// mergeLoads lets loads of f, of whose parameters something is known, be those that
// stand before them and bring the same.
func mergeLoads(f *ssa.Func, known promise) {
	w := newWriter(f, nil, known)
	dom := f.Sdom()
	first := make(map[reading][]*ssa.Value)
	skipCopies(f)
	for _, b := range ssa.AutodiffReversePostorder(f) {
		var loads []*ssa.Value
		for _, v := range b.Values {
			if v.Op == ssa.OpLoad {
				loads = append(loads, v)
			}
		}
		if len(loads) == 0 {
			continue
		}
		if len(loads) > 1 {
			loads = loads[:0]
			for _, v := range ssa.AutodiffOrder(b) {
				if v.Op == ssa.OpLoad {
					loads = append(loads, v)
				}
			}
		}
	next:
		for _, v := range loads {
			base, off := constantOffset(v.Args[0])
			at := reading{base, off, v.Type, w.lastWriter(v)}
			for _, x := range first[at] {
				if dom.IsAncestorEq(x.Block, b) && !isUpdated(v) && !isUpdated(x) {
					become(v, x)
					continue next
				}
			}
			first[at] = append(first[at], v)
		}
	}
	skipCopies(f)
}

// lastWriter returns the memory that may be the last that was written where the load v
// reads.
func (w *writer) lastWriter(v *ssa.Value) *ssa.Value {
	l := locate(v.Args[0], v.Type, v.Type.Size())
	mem := resolve(v.Args[1])
	for range farthest {
		switch mem.Op {
		case ssa.OpStore, ssa.OpZero, ssa.OpMove, ssa.OpVarLive, ssa.OpKeepAlive:
		case ssa.OpVarDef:
			if localOf(l.base) == mem.Aux.(*ir.Name) {
				return mem
			}
		case ssa.OpSelectN:
			if w.writesTo(mem, l) {
				return mem
			}
			mem = resolve(mem.Args[0].MemoryArg())
			continue
		default:
			return mem
		}
		if w.writesTo(mem, l) {
			return mem
		}
		mem = resolve(mem.MemoryArg())
	}
	return mem
}

// isUpdated reports whether something is added to what the load v brings, and stored where
// it came from.
func isUpdated(v *ssa.Value) bool {
	for _, sum := range v.Block.Values {
		switch sum.Op {
		case ssa.OpAdd64F, ssa.OpAdd32F, ssa.OpSub64F, ssa.OpSub32F:
		default:
			continue
		}
		if sum.Args[0] != v && sum.Args[1] != v {
			continue
		}
		for _, s := range v.Block.Values {
			if s.Op == ssa.OpStore && s.Args[1] == sum && s.Args[0] == v.Args[0] {
				return true
			}
		}
	}
	return false
}
