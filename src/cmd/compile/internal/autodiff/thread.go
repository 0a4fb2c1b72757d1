// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// One memory chain: after the forward sweep got stores to the tape, its memory
// values are put in line again, block by block, and the reverse sweep is put
// behind.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// thread puts the memory of the forward sweep in line.
func (r *reverse) thread(t *tape) {
	var blocks []*ssa.Block
	for _, b := range ssa.AutodiffReversePostorder(r.f) {
		if !r.way.behind(b) {
			blocks = append(blocks, b)
		}
	}
	init := r.initMem()
	for _, u := range r.way.fusions {
		become(u.mem, init) // until the block is threaded
	}
	r.forgetCopies(blocks)
	vars := newVariables(r.f.Entry, func(quantity, *types.Type, *ssa.Block) *ssa.Value { return init })
	vars.openAll(blocks)
	for _, b := range blocks {
		order := ssa.AutodiffOrder(b)
		mem := vars.read(memoryOf, types.TypeMem, b)
		if b == r.f.Entry {
			mem = r.clearUsed(b, mem)
		}
		for _, v := range order {
			if v.Op == ssa.OpPhi || v.Op == ssa.OpInitMem {
				continue
			}
			if r.takesMemory(v) {
				v.SetArg(len(v.Args)-1, mem)
			}
			if v.Type == types.TypeMem && v.Op != ssa.OpCopy {
				mem = v
			}
		}
		if t != nil {
			for _, s := range t.stores[b] {
				mem = t.store(b, s, mem)
			}
		}
		for i, c := range b.ControlValues() {
			if c.Type == types.TypeMem {
				b.ReplaceControl(i, mem)
			}
		}
		vars.write(memoryOf, b, mem)
		vars.fill(b)
	}
	vars.simplify()
	end := r.exit
	if r.split != nil {
		end = r.split.entry
	}
	become(r.entryMem, resolve(vars.read(memoryOf, types.TypeMem, end)))
}

// forgetCopies takes the copies of memory out of the reverse blocks among blocks.
func (r *reverse) forgetCopies(blocks []*ssa.Block) {
	var copies []*ssa.Value
	for _, b := range blocks {
		if r.way.primal[b] == nil {
			continue
		}
		for _, v := range b.Values {
			for i, x := range v.Args {
				if x.Type == types.TypeMem {
					v.SetArg(i, resolve(x))
				}
			}
			if v.Type == types.TypeMem && v.Op == ssa.OpCopy {
				copies = append(copies, v)
			}
		}
	}
	for _, v := range copies {
		r.retire(v)
	}
}

// clearUsed clears the local variables of the primal with pointers that the reverse
// sweep uses when the function begins: the garbage collector does not know that
// the sweep only gets there if the primal has defined them.
func (r *reverse) clearUsed(b *ssa.Block, mem *ssa.Value) *ssa.Value {
	cleared := make(map[*ir.Name]bool)
	for _, name := range r.names {
		cleared[name] = true
	}
	for _, name := range r.autos {
		cleared[name] = true
	}
	for _, name := range r.a.inst.fn.Dcl {
		if r.used[name] && !cleared[name] && name.Class == ir.PAUTO && name.Type().HasPointers() {
			mem = r.clearedAuto(b, name, mem)
		}
	}
	return mem
}

// takesMemory reports whether the last argument of v is memory.
func (r *reverse) takesMemory(v *ssa.Value) bool {
	n := len(v.Args)
	return n > 0 && v.Op != ssa.OpPhi && v.Op != ssa.OpSelectN && (v.Args[n-1].Type == types.TypeMem || r.retired[v.Args[n-1]])
}

// initMem returns the memory with which the function begins.
func (r *reverse) initMem() *ssa.Value {
	for _, v := range r.f.Entry.Values {
		if v.Op == ssa.OpInitMem {
			return v
		}
	}
	r.f.Fatalf("autodiff: no memory at entry")
	return nil
}

// store emits the store of a value on the tape at the end of its block.
func (t *tape) store(b *ssa.Block, s slotStore, mem *ssa.Value) *ssa.Value {
	v := s.v
	p := b.NewValue1I(v.Pos, ssa.OpOffPtr, types.NewPtr(v.Type), s.off, s.frame.start)
	m := b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, p, v, mem)
	m.Aux = v.Type
	return m
}

// sizeConst returns the uintptr constant n.
func (r *reverse) sizeConst(n int64) *ssa.Value {
	return integerConst(r.f, types.Types[types.TUINTPTR], n)
}
