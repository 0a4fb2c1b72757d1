// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Demand: memory that the function itself made gets a shadow when an active
// value comes to lie in it.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// visitStore applies a store: an active value makes its memory active, and a
// reference that lies in active memory leads to active memory where that was
// made here. An interface value may be stored word by word: what it holds is a *uint8 then.
func (a *activity) visitStore(v *ssa.Value) {
	ptr, val := v.Args[0], v.Args[1]
	if caseArray(ptr) != nil {
		return // see channels.go
	}
	if (a.argState(val) != inactive || a.isOpener(val)) && !a.active(ptr) {
		a.demand(ptr)
	}
	if a.active(ptr) && (a.holdsReference(val.Type) || val.Op == ssa.OpIData) {
		a.demand(val)
	}
}

// visitMove applies a copy from memory to memory.
func (a *activity) visitMove(v *ssa.Value) {
	dst, src := v.Args[0], v.Args[1]
	if a.active(src) && !a.active(dst) {
		a.demand(dst)
	}
	if a.active(dst) && dst.Type.IsPtr() && a.holdsReference(dst.Type.Elem()) {
		a.demand(src)
	}
}

// demandCopied asks for a shadow of what the call v copies elements from to active memory, if
// they hold references.
func (a *activity) demandCopied(v *ssa.Value, k *known) {
	if elem := copiedElement(v, k); elem != nil && a.holdsReference(elem) {
		a.demand(v.Args[k.src])
	}
}

// demand asks for a shadow of the memory that v, or a reference in v, leads
// to. It has no effect on memory that was not made here.
func (a *activity) demand(v *ssa.Value) {
	a.demandFrom(v, make(map[*ssa.Value]bool))
}

func (a *activity) demandFrom(v *ssa.Value, seen map[*ssa.Value]bool) {
	if seen[v] || !a.mayLead(v) {
		return
	}
	seen[v] = true
	switch v.Op {
	case ssa.OpLocalAddr:
		if name := v.Aux.(*ir.Name); name.Class != ir.PPARAM && !a.autos[name] {
			a.autos[name] = true
			a.changed = true
		}
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		if call := v.Args[0]; !a.demanded[call] {
			a.demanded[call] = true
			a.changed = true
		}
	case ssa.OpLoad, ssa.OpDereference:
		a.demandFrom(v.Args[0], seen)
	case ssa.OpPhi, ssa.OpCopy, ssa.OpCondSelect, ssa.OpStructMake, ssa.OpArrayMake1, ssa.OpIMake, ssa.OpSliceMake,
		ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpIData,
		ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpConvert, ssa.OpAdd64, ssa.OpAdd32, ssa.OpSub64, ssa.OpSub32:
		for _, x := range v.Args {
			a.demandFrom(x, seen)
		}
	}
}

// mayLead reports whether v can be, hold or be part of a reference.
func (a *activity) mayLead(v *ssa.Value) bool {
	t := v.Type
	return !t.IsMemory() && !isFloat(t) && (!t.IsInteger() || t.Kind() == types.TUINTPTR) && !t.IsBoolean() && !t.IsString()
}
