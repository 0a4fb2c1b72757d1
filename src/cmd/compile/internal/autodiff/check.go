// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Run-time checks: what can only be known at run time is a panic, before
// anything is written, that names the derivative and what is wrong.
//
//	cur:  If cond -> fail next   (unlikely)
//	fail: call runtime.autodiffPanic(message); Exit
//	next: the rest of the block
//
// Those of arguments have one such block for all of them (suspect.go).

package autodiff

import (
	"slices"
	"strconv"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// guard makes the derivative panic with message if cond holds. The block in
// progress ends here; what is emitted next stands in a new one.
func (f *forward) guard(cond *ssa.Value, message string) {
	if f.trusted {
		return
	}
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

	panicIn(f.f, fail, f.a.inst.name()+": "+message, f.mem)
	f.e.b = next
}

// checkEntry checks the shadows that the caller of a derivative passes.
func (f *forward) checkEntry() {
	req := f.a.inst.contract()
	f.decideArguments()
	if !f.checked() {
		return
	}
	f.trusted = f.a.inst.disjoint
	defer func() { f.trusted = false }()
	written := f.a.writes() // before checks split blocks
	f.suspects = newSuspects(&f.e)
	o := &overlapCheck{carrier: f.a.carrier, suspects: f.suspects, noalias: req.Options.NoAlias, adjoints: f.a.inst.mode == request.Reverse, written: written, still: make(map[*ir.Name]bool)}
	o.shared = f.a.inst.runtime
	spilled := false
	for i := range f.a.inst.params {
		p := &f.a.inst.params[i]
		if !p.moved && !f.a.holdsReference(p.primal.Type()) || f.a.inst.isTape(p.primal) {
			continue
		}
		a := &argument{primal: reference{what: p.primal.Sym().Name}, at: place{param: p.primal}}
		o.still[p.primal] = p.state == inactive
		for lane := range p.lanes() {
			a.shadows = append(a.shadows, reference{what: "shadow " + p.in(lane).Sym().Name})
		}
		switch t := p.primal.Type(); {
		case p.moved:
			for lane, s := range a.shadows {
				o.add(f.arg(p.in(lane)), s.what, a.at, true)
			}
			continue
		case !ssa.CanSSA(t):
			if !spilled {
				f.spill()
				spilled = true
			}
			a.primal.v = f.localAddr(p.primal)
			for lane := range a.shadows {
				if p.byAddress() {
					a.shadows[lane].v = f.arg(p.in(lane))
				} else {
					a.shadows[lane].v = f.localAddr(p.in(lane))
				}
			}
			f.checkMemory(o, a, t)
			continue
		}
		a.primal.v = f.arg(p.primal)
		for lane := range a.shadows {
			s := &a.shadows[lane]
			s.v = f.entryShadow(p, lane)
			f.clampCapacity(a.primal.v, s.v, s.what, a.primal.what)
		}
		f.checkArgument(o, a)
	}
	o.compare()
	f.checkSpare(o)
	f.checkBoxes()
	f.emitSuspects()
}

// checked reports whether the derivative is one that a directive asks for with checks.
func (f *forward) checked() bool {
	req := f.a.inst.contract()
	return req != nil && !req.Options.Unchecked && !debug.Flags.NoSafetyChecks
}

// byAddress reports whether the shadow is passed by its address.
func (p *param) byAddress() bool {
	return p.shadow != nil && !types.Identical(p.shadow.Type(), p.primal.Type())
}

// An argument is an argument with its shadows, or a field of one.
type argument struct {
	primal  reference
	shadows []reference // one for each direction, or none
	at      place
}

// A reference is a value, or its address, and what to call it.
type reference struct {
	v    *ssa.Value
	what string
}

// checkArgument checks the value a against its shadows, and adds all to o.
func (f *forward) checkArgument(o *overlapCheck, a *argument) {
	o.add(a.primal.v, a.primal.what, a.at, false)
	for _, s := range a.shadows {
		f.checkAgainst(a.primal.v, s.v, s.what, a.primal.what, true)
		f.checkOwn(s.v, s.what)
		o.add(s.v, s.what, a.at, true)
	}
}

// checkMemory checks the struct or array of type t at address a, of which SSA
// has no value, field by field.
func (f *forward) checkMemory(o *overlapCheck, a *argument, t *types.Type) {
	part := func(t *types.Type, off int64, name string, index int) {
		if !f.a.holdsReference(t) {
			return
		}
		pt := types.NewPtr(t)
		inside := func(of reference) reference {
			v := f.e.b.NewValue1I(f.e.pos, ssa.OpOffPtr, pt, off, of.v)
			if ssa.CanSSA(t) {
				v = f.e.b.NewValue2(f.e.pos, ssa.OpLoad, t, v, f.mem)
			}
			return reference{v, name + " of " + of.what}
		}
		in := &argument{primal: inside(a.primal), at: a.at.in(index)}
		for _, s := range a.shadows {
			s = inside(s)
			if f.a.inst.runtime && ssa.CanSSA(t) {
				s.v = f.loaded(in.primal.v, s.v, f.same)
			}
			in.shadows = append(in.shadows, s)
		}
		if ssa.CanSSA(t) {
			f.checkArgument(o, in)
		} else {
			f.checkMemory(o, in, t)
		}
	}
	const most = 8 // elements of an array that are looked at
	switch {
	case t.IsStruct():
		for i, field := range t.Fields() {
			part(field.Type, field.Offset, "field "+field.Sym.Name, i)
		}
	case t.IsArray():
		for i := range min(t.NumElem(), most) {
			part(t.Elem(), i*t.Elem().Size(), "element "+strconv.FormatInt(i, 10), int(i))
		}
	}
}

// localAddr returns the address of a parameter that lives in memory.
func (f *forward) localAddr(name *ir.Name) *ssa.Value {
	return f.e.b.NewValue2A(f.e.pos, ssa.OpLocalAddr, types.NewPtr(name.Type()), name, f.stackPointer(), f.mem)
}

// spill visits the stores of parameters that live in memory and are passed in
// registers, which are the first ones.
func (f *forward) spill() {
	for i := 0; i < len(f.rest); i++ {
		v := f.rest[i]
		if v.Op != ssa.OpStore || v.MemoryArg() != f.mem || v.Args[1].Op != ssa.OpArgIntReg && v.Args[1].Op != ssa.OpArgFloatReg {
			continue
		}
		f.early(v)
		f.mem = v
		i = -1
	}
}

// early visits v, and before it what of the block it depends on.
func (f *forward) early(v *ssa.Value) {
	i := slices.Index(f.rest, v)
	if i < 0 {
		return
	}
	for _, x := range v.Args {
		f.early(x)
	}
	i = slices.Index(f.rest, v)
	f.rest = slices.Delete(f.rest, i, i+1)
	f.value(v)
}

// checkOwn makes the derivative panic if a shadow from its caller is memory that
// another derivative gave out as the shadow of something inactive: it is shared.
func (f *forward) checkOwn(shadow *ssa.Value, name string) {
	ptr := shadow
	switch t := shadow.Type; {
	case f.a.inst.runtime: // it is inactive
		return
	case t.IsSlice() && t.Elem().Size() != 0:
		ptr = f.e.b.NewValue1(f.e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), shadow)
	case t.IsPtr():
	default:
		return
	}
	is := func() *ssa.Value { return f.isZeros(ptr) }
	f.requireCase(caseZeros, shadow, nil, name+" is the shadow of inactive memory", is, is)
}

// checkReference checks a nested reference where it is loaded.
func (f *forward) checkReference(primal, shadow *ssa.Value, name, of string) {
	if debug.Flags.NoSafetyChecks {
		return
	}
	f.checkAgainst(primal, shadow, name, of, false)
}

// checkAgainst checks the slice or pointer shadow, or the ones in a struct,
// against its primal. The two are described for the message. Of a slice that is
// longer than its primal the rest counts if it is whole.
func (f *forward) checkAgainst(primal, shadow *ssa.Value, name, of string, whole bool) {
	e := &f.e
	boolean := types.Types[types.TBOOL]
	switch t := primal.Type; {
	case t.IsStruct():
		for i, field := range t.Fields() {
			if f.a.holdsReference(field.Type) {
				x := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), primal)
				dx := e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), shadow)
				f.checkAgainst(x, dx, "field "+field.Sym.Name+" of "+name, "that of "+of, whole)
			}
		}
	case t.IsArray() && t.NumElem() == 1:
		x := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, primal)
		dx := e.b.NewValue1I(e.pos, ssa.OpArraySelect, t.Elem(), 0, shadow)
		f.checkAgainst(x, dx, "the element of "+name, "that of "+of, whole)
	case t.IsSlice():
		is := func() *ssa.Value {
			n := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], primal)
			dn := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], shadow)
			return e.b.NewValue2(e.pos, f.wordOp(ssa.OpLess32, ssa.OpLess64), boolean, dn, n)
		}
		f.requireCase(caseShorter, primal, shadow, name+" is shorter than "+of, is, is)
		if t.Elem().Size() == 0 {
			return
		}
		elem := types.NewPtr(t.Elem())
		p := e.b.NewValue1(e.pos, ssa.OpSlicePtr, elem, primal)
		dp := e.b.NewValue1(e.pos, ssa.OpSlicePtr, elem, shadow)
		if whole {
			f.suspects.apart(f.suspects.slice(primal, p), f.suspects.slice(shadow, dp), name+" overlaps "+of)
			return
		}
		size := e.bytes(primal)
		f.guard(e.binaryBool(ssa.OpOrB, e.within(dp, p, size), e.within(p, dp, size)), name+" overlaps "+of)
	case t.IsMap():
		some := func() *ssa.Value { return e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, primal) }
		same := func() *ssa.Value { return e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, shadow, primal) }
		f.requireCase(caseOverlap, primal, shadow, name+" overlaps "+of, same, func() *ssa.Value { return e.binaryBool(ssa.OpAndB, same(), some()) })
		f.requireShadow(primal, shadow, name, of)
	case t.IsInterface():
		f.checkBox(primal, shadow, name, of)
	case t.IsPtr() && t.Elem().Size() != 0:
		if whole {
			f.suspects.apart(f.suspects.pointer(primal), f.suspects.pointer(shadow), name+" overlaps "+of)
		} else {
			size := e.word(t.Elem().Size())
			overlaps := e.binaryBool(ssa.OpOrB, e.within(shadow, primal, size), e.within(primal, shadow, size))
			f.guard(e.binaryBool(ssa.OpAndB, overlaps, e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, primal)), name+" overlaps "+of)
		}
		f.requireShadow(primal, shadow, name, of)
	}
}

// requireShadow makes the derivative panic if the reference primal has no shadow.
func (f *forward) requireShadow(primal, shadow *ssa.Value, name, of string) {
	e := &f.e
	boolean := types.Types[types.TBOOL]
	none := func() *ssa.Value {
		return e.b.NewValue1(e.pos, ssa.OpNot, boolean, e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, shadow))
	}
	f.requireCase(caseNil, primal, shadow, name+" is nil and "+of+" is not", none, func() *ssa.Value {
		return e.binaryBool(ssa.OpAndB, none(), e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, primal))
	})
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
// what always stores something, and from nil for what is not copied from memory. What is
// copied from inactive memory is inactive.
func (f *forward) checkStore(ptr, size, from *ssa.Value) {
	cond := f.isZeros(ptr)
	if from != nil && f.a.state(from) == maybe {
		active := f.e.b.NewValue1(f.e.pos, ssa.OpNot, cond.Type, f.isZeros(f.shadow(from)))
		cond = f.e.binaryBool(ssa.OpAndB, cond, active)
	}
	if size != nil {
		some := f.e.b.NewValue2(f.e.pos, f.wordOp(ssa.OpNeq32, ssa.OpNeq64), cond.Type, size, f.wordConst(0))
		cond = f.e.b.NewValue2(f.e.pos, ssa.OpAndB, cond.Type, cond, some)
	}
	f.guard(cond, inactiveStore)
}

// checkTangent is checkStore for a float with the tangent t, which may be zero.
func (f *forward) checkTangent(ptr, t *ssa.Value) {
	e := &f.e
	some := func(t *ssa.Value) *ssa.Value { return e.neq(t, e.zero(t.Type)) }
	var cond *ssa.Value
	if t.Type.IsComplex() {
		cond = e.binaryBool(ssa.OpOrB, some(e.real(t)), some(e.imag(t)))
	} else {
		cond = some(t)
	}
	f.guard(e.binaryBool(ssa.OpAndB, f.isZeros(ptr), cond), inactiveStore)
}

// name returns the name of the derivative for messages.
func (inst *instance) name() string {
	if req := inst.contract(); req != nil {
		return req.Name
	}
	return "derivative of " + inst.primal.Sym().Name
}
