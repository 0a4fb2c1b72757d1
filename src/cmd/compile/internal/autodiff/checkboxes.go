// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Checks of shadows of which only run time knows what they should be: interface values
// and function values. They are made at entry and where such a value is loaded from active
// memory, as of other references (check.go), and of functions where they are called.
//
//	dl Layer = nil             is nil and l is not
//	dl = other{}               holds another type than l
//	dl = (*dense)(nil)         holds nil and l does not
//	dl = l                     overlaps l
//	dl = scaled{0}             is in read-only memory, where reverse mode cannot add
//	df = nil                   the shadow of a function that has captured variables
//
// A function that has captured nothing needs no shadow. What the compiler marks as
// inactive leads to the shared zeros (shadow.go, fresh.go), and is let pass.

package autodiff

import (
	"slices"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/reflectdata"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// checkBox checks the interface value shadow against its primal, where it is loaded or, at
// entry, as soon as all arguments are known. The two are described for the message.
func (f *forward) checkBox(primal, shadow *ssa.Value, name, of string) {
	switch {
	case f.trusted:
	case f.suspects != nil:
		f.boxes = append(f.boxes, func() { f.callCheckBox(primal, shadow, name, of) })
	case f.refs:
		f.callCheckBox(primal, shadow, name, of)
	default:
		f.guardBox(primal, shadow, name, of)
	}
}

// callCheckBox emits the call of runtime.autodiffCheckBox, which panics if something is wrong.
func (f *forward) callCheckBox(primal, shadow *ssa.Value, name, of string) {
	e, boolean := &f.e, types.Types[types.TBOOL]
	what := e.b.NewValue0A(e.pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(f.a.inst.name()+": "+name+"\n"+of))
	table, data := boxWords(e, primal)
	shadowTable, shadowData := boxWords(e, shadow)
	args := []*ssa.Value{
		what, f.f.ConstBool(boolean, !primal.Type.IsEmptyInterface()), f.f.ConstBool(boolean, f.refs),
		table, shadowTable, data, shadowData,
	}
	aux := f.runtimeAux("autodiffCheckBox", args, nil)
	call := e.b.NewValue0A(e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(args...)
	call.AddArg(f.mem)
	call.AuxInt = aux.ArgWidth()
	f.mem = e.b.NewValue1I(e.pos, ssa.OpSelectN, types.TypeMem, 0, call)
}

// boxWords returns the two words of the interface value v.
func boxWords(e *emitter, v *ssa.Value) (table, data *ssa.Value) {
	table = e.b.NewValue1(e.pos, ssa.OpITab, types.Types[types.TUINTPTR], v)
	return table, e.b.NewValue1(e.pos, ssa.OpIData, types.NewPtr(types.Types[types.TUINT8]), v)
}

// guardBox emits the part of the check that needs no call: in forward mode a load cannot
// be followed by one.
func (f *forward) guardBox(primal, shadow *ssa.Value, name, of string) {
	e, boolean := &f.e, types.Types[types.TBOOL]
	table, data := boxWords(e, primal)
	shadowTable, shadowData := boxWords(e, shadow)
	zero := e.word(0)
	differ := func(x, y *ssa.Value) *ssa.Value {
		return e.b.NewValue2(e.pos, f.wordOp(ssa.OpNeq32, ssa.OpNeq64), boolean, x, y)
	}
	same := func(x, y *ssa.Value) *ssa.Value {
		return e.b.NewValue2(e.pos, f.wordOp(ssa.OpEq32, ssa.OpEq64), boolean, x, y)
	}
	some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, data)
	none := e.b.NewValue1(e.pos, ssa.OpNot, boolean, e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, shadowData))
	holds := differ(table, zero)
	f.guard(e.binaryBool(ssa.OpAndB, same(shadowTable, zero), holds), name+" is nil and "+of+" is not")
	f.guard(e.binaryBool(ssa.OpAndB, differ(shadowTable, table), holds), name+" holds another type than "+of)
	f.guard(e.binaryBool(ssa.OpAndB, none, some), name+" holds nil and "+of+" does not")
}

// checkBoxes emits the checks of interface values that are arguments.
func (f *forward) checkBoxes() {
	if len(f.boxes) == 0 {
		return
	}
	before := f.mem
	for _, check := range f.boxes {
		check()
	}
	f.boxes = nil
	f.goOnWith(before)
}

// goOnWith gives what follows, where it has the memory before, the memory in progress. In
// reverse mode that is done in the end (thread.go).
func (f *forward) goOnWith(before *ssa.Value) {
	if f.refs {
		return
	}
	behind := func(v *ssa.Value) {
		for i, x := range v.Args {
			if x == before {
				v.SetArg(i, f.mem)
			}
		}
	}
	for _, v := range f.rest {
		behind(v)
	}
	for _, b := range append([]*ssa.Block{f.e.b}, f.a.blocks...) {
		for i, c := range b.ControlValues() {
			if c == before {
				b.ReplaceControl(i, f.mem)
			}
		}
		if b == f.e.b || b == f.f.Entry {
			continue
		}
		for _, v := range b.Values {
			behind(v)
		}
	}
}

// checkAsserted checks v, the pointer that a type assertion takes out of an interface value, against
// its shadow, in forward mode; reverse mode has compared them where the interface value was
// loaded. Values that are not pointers do not change behind one, so that these may be their own shadows,
// and in a derivative of a derivative the shared zeros are.
func (f *forward) checkAsserted(v *ssa.Value) {
	box, t := v.Args[0], v.Type
	if f.refs || f.a.inst.runtime || f.a.inst.outer != nil || f.a.inst.inner != nil || debug.Flags.NoSafetyChecks || isDataWord(t) || !t.IsPtr() || t.IsShape() || t.Elem().Size() == 0 || !f.a.reaches(t) {
		return
	}
	e, boolean := &f.e, types.Types[types.TBOOL]
	holds := e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, v)
	if t.HasShape() {
		if onlyUnboxed(v) {
			return
		}
	} else {
		table := reflectdata.TypeLinksym(t)
		if !box.Type.IsEmptyInterface() {
			table = reflectdata.ITabLsym(t, box.Type)
		}
		is := e.b.NewValue1A(e.pos, ssa.OpAddr, types.NewPtr(types.Types[types.TUINT8]), table, f.sb())
		held := e.b.NewValue1(e.pos, ssa.OpITab, is.Type, box)
		holds = e.binaryBool(ssa.OpAndB, holds, e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, held, is))
	}
	for _, f.lane = range f.lanes {
		same := e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, v, f.shadow(v))
		f.guard(e.binaryBool(ssa.OpAndB, same, holds), "the shadow of a nested interface value overlaps it")
	}
}

// onlyUnboxed reports whether all that is done with v, the data of an interface value, is to
// take it for the address of a value that is no pointer.
func onlyUnboxed(v *ssa.Value) bool {
	for _, b := range v.Block.Func.Blocks {
		for _, w := range b.Values {
			if slices.Contains(w.Args, v) && w.Op != ssa.OpLoad && w.Op != ssa.OpDereference && w.Op != ssa.OpMove {
				return false
			}
		}
	}
	return true
}

// checkReceiver makes the derivative of a method that is called dynamically panic if its
// receiver, a pointer, is its own shadow.
func (f *forward) checkReceiver() {
	c := f.a.inst.candidate
	if c == nil || c.receiver() == nil || f.refs || f.a.inst.runtime || debug.Flags.NoSafetyChecks {
		return
	}
	p := &f.a.inst.params[0]
	if t := p.primal.Type(); p.shadow == nil || !t.IsPtr() || t.Elem().Size() == 0 || !f.a.reaches(t) {
		return
	}
	e, boolean := &f.e, types.Types[types.TBOOL]
	x := f.arg(p.primal)
	some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, x)
	for lane := range p.lanes() {
		same := e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, x, f.arg(p.in(lane)))
		f.guard(e.binaryBool(ssa.OpAndB, same, some), "the shadow of a receiver overlaps it")
	}
}

// checkCaptured emits, in front of v, which calls a function value, a call that panics if
// that has captured variables and has no shadow.
func (f *forward) checkCaptured(v *ssa.Value) {
	if v.Op != ssa.OpClosureLECall || f.shadow(v.Args[1]) == nil || debug.Flags.NoSafetyChecks {
		return
	}
	by := f.e.b.NewValue0A(v.Pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(f.a.inst.outermost().name()))
	for _, f.lane = range f.lanes {
		args := []*ssa.Value{by, v.Args[1], f.closureShadow(v.Args[1])}
		call := f.newCall(v, f.runtimeAux("autodiffCheckCaptured", args, nil), args, v.MemoryArg())
		f.chain(v, f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, call))
	}
}
