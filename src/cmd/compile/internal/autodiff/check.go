// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Run-time checks: what can only be known at run time is a panic, before
// anything is written, that names the derivative and what is wrong.
//
//	cur:  If cond -> fail next   (unlikely)
//	fail: call runtime.autodiffPanic(message); Exit
//	next: the rest of the block

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// guard makes the derivative panic with message if cond holds. The block in
// progress ends here; what is emitted next stands in a new one.
func (f *forward) guard(cond *ssa.Value, message string) {
	b := f.e.b
	rest := f.rest
	if f.held != nil {
		rest = append([]*ssa.Value{f.held}, rest...)
	}
	next := ssa.AutodiffSplit(b, rest)
	fail := f.f.NewBlock(ssa.BlockExit)
	fail.Pos = f.e.pos
	b.Kind = ssa.BlockIf
	b.SetControl(cond)
	b.Likely = ssa.BranchUnlikely
	b.Pos = f.e.pos
	b.AddEdgeTo(fail)
	b.AddEdgeTo(next)

	text := fail.NewValue0A(f.e.pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(f.a.inst.name()+": "+message))
	sym := base.PkgLinksym("runtime", "autodiffPanic", obj.ABIInternal)
	info := f.f.ABIDefault.ABIAnalyzeTypes([]*types.Type{types.Types[types.TSTRING]}, nil)
	aux := ssa.StaticAuxCall(sym, info)
	call := fail.NewValue0A(f.e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(text, f.mem)
	call.AuxInt = aux.ArgWidth()
	fail.SetControl(fail.NewValue1I(f.e.pos, ssa.OpSelectN, types.TypeMem, 0, call))
	f.e.b = next
}

// checkEntry checks the shadows that the caller of a derivative passes.
func (f *forward) checkEntry() {
	req := f.a.inst.request
	if req == nil || req.Options.Unchecked {
		return
	}
	for i := range f.a.inst.params {
		p := &f.a.inst.params[i]
		if p.state == inactive || p.moved || !f.a.holdsReference(p.primal.Type()) || !ssa.CanSSA(p.primal.Type()) {
			continue
		}
		primal, shadow := f.arg(p.primal), f.arg(p.shadow)
		name := "shadow " + p.shadow.Sym().Name
		f.clampCapacity(primal, shadow, name, p.primal.Sym().Name)
		f.checkReference(primal, shadow, name, p.primal.Sym().Name)
		f.checkOwn(shadow, name)
	}
}

// checkOwn makes the derivative panic if a shadow from its caller is memory that
// another derivative gave out as the shadow of something inactive: it is shared.
func (f *forward) checkOwn(shadow *ssa.Value, name string) {
	switch t := shadow.Type; {
	case t.IsSlice() && t.Elem().Size() != 0:
		shadow = f.e.b.NewValue1(f.e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), shadow)
	case t.IsPtr():
	default:
		return
	}
	f.guard(f.isZeros(shadow), name+" is the shadow of inactive memory")
}

// checkReference checks the slice or pointer shadow, or the ones in a struct,
// against its primal. The two are described for the message.
func (f *forward) checkReference(primal, shadow *ssa.Value, name, of string) {
	e := &f.e
	boolean := types.Types[types.TBOOL]
	switch t := primal.Type; {
	case t.IsStruct():
		for i, field := range t.Fields() {
			if f.a.holdsReference(field.Type) {
				x := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), primal)
				dx := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), shadow)
				f.checkReference(x, dx, "field "+field.Sym.Name+" of "+name, "that of "+of)
			}
		}
	case t.IsArray() && t.NumElem() == 1:
		x := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, primal)
		dx := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, shadow)
		f.checkReference(x, dx, "the element of "+name, "that of "+of)
	case t.IsSlice():
		n := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], primal)
		dn := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], shadow)
		f.guard(e.b.NewValue2(e.pos, f.wordOp(ssa.OpLess32, ssa.OpLess64), boolean, dn, n), name+" is shorter than "+of)
		if t.Elem().Size() == 0 {
			return
		}
		elem := types.NewPtr(t.Elem())
		p := e.b.NewValue1(e.pos, ssa.OpSlicePtr, elem, primal)
		dp := e.b.NewValue1(e.pos, ssa.OpSlicePtr, elem, shadow)
		same := e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, p, dp)
		some := e.b.NewValue2(e.pos, f.wordOp(ssa.OpNeq32, ssa.OpNeq64), boolean, n, f.wordConst(0))
		f.guard(e.b.NewValue2(e.pos, ssa.OpAndB, boolean, same, some), name+" overlaps "+of)
	case t.IsPtr() && t.Elem().Size() != 0:
		same := e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, primal, shadow)
		some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, primal)
		f.guard(e.b.NewValue2(e.pos, ssa.OpAndB, boolean, same, some), name+" overlaps "+of)
		none := e.b.NewValue1(e.pos, ssa.OpNot, boolean, e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, shadow))
		some = e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, primal)
		f.guard(e.b.NewValue2(e.pos, ssa.OpAndB, boolean, none, some), name+" is nil and "+of+" is not")
	}
}

// unlessZeros lets emit emit a store through ptr, the shadow of a reference that
// may be inactive, that is not carried out if ptr leads to the shared zeros:
//
//	cur:  If isZeros(ptr) -> next do   (unlikely)
//	do:   m = what emit returns; Plain -> next
//	next: mem = Phi m₀ m, the rest of the block
func (f *forward) unlessZeros(ptr *ssa.Value, emit func(mem *ssa.Value) *ssa.Value) *ssa.Value {
	cond := f.isZeros(ptr)
	b, before := f.e.b, f.mem
	next := ssa.AutodiffSplit(b, append([]*ssa.Value{f.held}, f.rest...))
	do := f.f.NewBlock(ssa.BlockPlain)
	do.Pos = f.e.pos
	b.Kind = ssa.BlockIf
	b.SetControl(cond)
	b.Likely = ssa.BranchUnlikely
	b.Pos = f.e.pos
	b.AddEdgeTo(next)
	b.AddEdgeTo(do)
	f.e.b = do
	m := emit(before)
	do.AddEdgeTo(next)
	f.e.b = next
	phi := next.NewValue0(f.e.pos, ssa.OpPhi, types.TypeMem)
	phi.AddArgs(before, m)
	return phi
}

// checkStore makes the derivative panic in front of the store of an active
// value if ptr, the shadow of a reference that may be inactive, leads to what
// has no shadow of its own. A copy of size zero stores nothing; size is nil for
// what always stores something.
func (f *forward) checkStore(ptr, size *ssa.Value) {
	cond := f.isZeros(ptr)
	if size != nil {
		some := f.e.b.NewValue2(f.e.pos, f.wordOp(ssa.OpNeq32, ssa.OpNeq64), cond.Type, size, f.wordConst(0))
		cond = f.e.b.NewValue2(f.e.pos, ssa.OpAndB, cond.Type, cond, some)
	}
	f.guard(cond, "assignment of an active value to inactive memory")
}

// name returns the name of the derivative for messages.
func (inst *instance) name() string {
	if inst.request != nil {
		return inst.request.Name
	}
	return "derivative of " + inst.primal.Sym().Name
}
