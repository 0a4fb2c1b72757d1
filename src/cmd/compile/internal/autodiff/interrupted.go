// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Variables that a call finds half made.
//
// A variable with pointers is live from where it is defined, and nothing that the
// frontend writes calls anything before it is complete. What makes the shadow of a
// value that is stored there does, and that call may look at the stack or move it:
//
//	VarDef v               VarDef v
//	Store v.a …            Zero v
//	y' = newobject    →    Store v.a …
//	Store v.b y            y' = newobject
//	                       Store v.b y
//
// Only variables in the frame are cleared: where a slice that a closure has captured, or that lies
// in the heap, is appended to it is defined, too, and has no place in the frame.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// clearInterrupted clears the variables that have pointers and are not complete when
// something is called.
func (f *forward) clearInterrupted() {
	for _, b := range f.f.Blocks {
		next := make(map[*ssa.Value]*ssa.Value) // from memory to what changes it in b
		var defs []*ssa.Value
		for _, v := range b.Values {
			if v.Op == ssa.OpPhi {
				continue
			}
			if m := v.MemoryArg(); m != nil && (v.Type.IsMemory() || v.Op.IsCall()) {
				next[m] = v
			} else if v.Op == ssa.OpSelectN && v.Type.IsMemory() {
				next[v.Args[0]] = v
			}
			if v.Op == ssa.OpVarDef && v.Aux.(*ir.Name).OnStack() && v.Aux.(*ir.Name).Type().HasPointers() {
				defs = append(defs, v)
			}
		}
		for _, def := range defs {
			if then := next[def]; then != nil && isInterrupted(def, next) {
				f.clearBehind(def, then)
			}
		}
	}
}

// isInterrupted reports whether something is called, or the block ends, before all of the
// variable that def defines is written.
func isInterrupted(def *ssa.Value, next map[*ssa.Value]*ssa.Value) bool {
	name := def.Aux.(*ir.Name)
	words := make(map[int64]bool) // that are written, by their offset
	for v := next[def]; v != nil; v = next[v] {
		switch v.Op {
		case ssa.OpStore, ssa.OpZero, ssa.OpMove:
			t := v.Aux.(*types.Type)
			size := v.AuxInt
			if v.Op == ssa.OpStore {
				size = t.Size()
			}
			if l := locate(v.Args[0], t, size); l.exact && l.base.Op == ssa.OpLocalAddr && l.base.Aux.(*ir.Name) == name {
				for off := l.off; off < l.off+size; off += int64(types.PtrSize) {
					words[off&^int64(types.PtrSize-1)] = true
				}
			}
		case ssa.OpVarDef, ssa.OpVarLive, ssa.OpCopy, ssa.OpInlMark:
		default:
			if !v.Op.IsCall() {
				continue
			}
			return !isComplete(name, words)
		}
	}
	return len(def.Block.Succs) > 0 && !isComplete(name, words)
}

// isComplete reports whether words has all offsets of words of the variable name.
func isComplete(name *ir.Name, words map[int64]bool) bool {
	for off := int64(0); off < name.Type().Size(); off += int64(types.PtrSize) {
		if !words[off] {
			return false
		}
	}
	return true
}

// clearBehind clears the variable that def defines in front of then, which comes next.
func (f *forward) clearBehind(def, then *ssa.Value) {
	name, b := def.Aux.(*ir.Name), def.Block
	t := name.Type()
	addr := b.NewValue2A(def.Pos, ssa.OpLocalAddr, types.NewPtr(t), name, f.stackPointer(), def)
	z := b.NewValue2I(def.Pos, ssa.OpZero, types.TypeMem, t.Size(), addr, def)
	z.Aux = t
	for i, x := range then.Args {
		if x == def {
			then.SetArg(i, z)
		}
	}
}
