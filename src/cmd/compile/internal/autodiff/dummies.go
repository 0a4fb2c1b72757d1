// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Stores of active values in reverse mode where the shadow may be a dummy, made for
// inactive memory that met active memory (fresh.go). Who reads that memory by another way
// finds no adjoint, so such a store panics:
//
//	rows := [][]float64{w, x}         w is active, x Const: its shadow in rows' is a dummy
//	rows[i][0] = w[1]                 panics if rows'[i] is a dummy
//
// Whether a reference leads to one is asked once, where it comes from:
//
//	cur:  q' = Load p'; If autodiffDummies != 0 -> ask next   (unlikely)
//	ask:  is = autodiffIsDummy(q'); Plain -> next
//	next: Phi false is
//
// An interface value has none, and the pointer that is taken out of it gets one then.
//
// There is nothing to ask about references that certainly are active. A called function
// for which that does not hold has a derivative of its own, as in forward mode.

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

const inactiveStore = "assignment of an active value to inactive memory"

// mayBeDummy reports whether the shadow of the reference v may be a dummy.
func (a *activity) mayBeDummy(v *ssa.Value) bool {
	return int(v.ID) < len(a.doubtful) && a.doubtful[v.ID]
}

// findOrigins finds out about which references will be asked.
func (r *reverse) findOrigins() {
	r.dummy = make(map[*ssa.Value]*ssa.Value)
	for _, b := range r.a.blocks {
		if !r.a.returns[b.ID] {
			continue
		}
		for _, v := range b.Values {
			switch v.Op {
			case ssa.OpStore, ssa.OpMove:
				if r.storesActive(v) && r.a.mayBeDummy(v.Args[0]) {
					r.dummy[cameFrom(v.Args[0])] = nil
				}
			case ssa.OpStaticLECall:
				if p := r.a.plans[v]; p.kind == byKnown && p.known.dst >= 0 && p.known.src >= 0 && r.a.active(v.Args[p.known.src]) && r.a.mayBeDummy(v.Args[p.known.dst]) {
					r.dummy[cameFrom(v.Args[p.known.dst])] = nil
				}
			}
		}
	}
}

// storesActive reports whether v, a store or a copy, stores something active.
func (r *reverse) storesActive(v *ssa.Value) bool {
	x := v.Args[1]
	switch v.Op {
	case ssa.OpStore:
		return r.varies(x) || r.a.argState(x) != inactive && r.a.holdsReference(x.Type) && !isNil(x)
	case ssa.OpMove:
		return r.a.active(x)
	}
	return false
}

// cameFrom returns the reference that the address v was computed from.
func cameFrom(v *ssa.Value) *ssa.Value {
	for isComputed(v) {
		v = v.Args[0]
	}
	return v
}

// isComputed reports whether the address v was computed from its first argument.
func isComputed(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpCopy, ssa.OpNilCheck, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpConvert,
		ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpSliceMake:
		return true
	}
	return false
}

// askOrigin asks about the reference v, whose shadow is there now, if that is needed.
func (r *reverse) askOrigin(v *ssa.Value) {
	if is, ok := r.dummy[v]; ok && is == nil {
		lane := r.lane
		r.lane = r.lanes[0]
		r.dummy[v] = r.isDummy(r.shadow(v))
		r.lane = lane
	}
}

// dummyAt returns whether the shadow of what the reference v leads to is a dummy. A slice
// that was asked about may have become one with less capacity (clamp.go).
func (r *reverse) dummyAt(v *ssa.Value) *ssa.Value {
	for x := v; ; x = x.Args[0] {
		if is := r.dummy[x]; is != nil {
			return is
		}
		if !isComputed(x) {
			return r.isDummy(r.shadow(v))
		}
	}
}

// isDummy emits the question whether the reference s leads to a dummy.
func (r *reverse) isDummy(s *ssa.Value) *ssa.Value {
	e := &r.e
	boolean, byte := types.Types[types.TBOOL], types.Types[types.TUINT8]
	if s.Type.IsSlice() {
		s = e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(s.Type.Elem()), s)
	}
	any := e.b.NewValue1A(e.pos, ssa.OpAddr, types.NewPtr(byte), base.PkgLinksym("runtime", "autodiffDummies", obj.ABI0), r.sb())
	some := e.b.NewValue2(e.pos, ssa.OpNeq8, boolean, e.b.NewValue2(e.pos, ssa.OpLoad, byte, any, r.mem), integerConst(r.f, byte, 0))
	return r.seldom(some, r.f.ConstBool(boolean, false), func() *ssa.Value {
		return r.runtimeCall("autodiffIsDummy", []*types.Type{boolean}, s)
	})
}

// seldom returns what emit emits where cond holds, which is unlikely, and else x.
func (r *reverse) seldom(cond, x *ssa.Value, emit func() *ssa.Value) *ssa.Value {
	e := &r.e
	b, before, held, rest := e.b, r.mem, r.held, r.rest
	if held != nil {
		rest = append([]*ssa.Value{held}, rest...)
	}
	next := ssa.AutodiffSplit(b, rest)
	then := r.f.NewBlock(ssa.BlockPlain)
	then.Pos = e.pos
	b.Kind = ssa.BlockIf
	b.SetControl(cond)
	b.Likely = ssa.BranchUnlikely
	b.Pos = e.pos
	b.AddEdgeTo(then)
	b.AddEdgeTo(next)
	e.b, r.held = then, nil
	y := emit()
	after := r.mem
	then.AddEdgeTo(next)
	e.b, r.held = next, held
	phi := next.NewValue0(e.pos, ssa.OpPhi, x.Type)
	phi.AddArgs(x, y)
	r.mem = next.NewValue0(e.pos, ssa.OpPhi, types.TypeMem)
	r.mem.AddArgs(before, after)
	if held != nil {
		held.SetArg(len(held.Args)-1, r.mem)
	}
	return phi
}

// unboxed gives the pointer v, which has just been taken out of an interface value, a
// dummy if that has none.
func (r *reverse) unboxed(v *ssa.Value) {
	if r.a.inst.runtime || !v.Type.IsPtr() || v.Type.Elem().Size() == 0 || v.Type.Elem().Kind() == types.TUINT8 {
		return
	}
	e, boolean := &r.e, types.Types[types.TBOOL]
	for _, r.lane = range r.lanes {
		s := r.shadow(v)
		none := r.isZeros(s)
		some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, v)
		r.shadows[v.ID] = r.seldom(e.b.NewValue2(e.pos, ssa.OpAndB, boolean, none, some), s, func() *ssa.Value { return r.freshShadow(v) })
	}
}

// checkDummy makes the derivative panic, in front of a store or a copy of something
// active, if the shadow of where that goes is a dummy. From is a reference that is stored, or
// where the copy comes from: what has a dummy itself may lie there. A copy of size zero
// stores nothing; size is nil for what always stores something.
func (r *reverse) checkDummy(to, from, size *ssa.Value) {
	if !r.a.mayBeDummy(to) || r.lane != r.lanes[0] {
		return
	}
	cond := r.dummyAt(to)
	if size != nil {
		some := r.e.b.NewValue2(r.e.pos, r.wordOp(ssa.OpNeq32, ssa.OpNeq64), cond.Type, size, r.wordConst(0))
		cond = r.e.binaryBool(ssa.OpAndB, cond, some)
	}
	if r.a.mayBeDummy(from) && (from.Type.IsPtr() || from.Type.IsSlice()) {
		cond = r.e.binaryBool(ssa.OpAndB, cond, r.e.b.NewValue1(r.e.pos, ssa.OpNot, cond.Type, r.isDummy(r.shadow(from))))
	}
	r.guard(cond, inactiveStore)
}
