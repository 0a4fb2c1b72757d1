// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Dynamic calls: of function values and of interface methods. Which function it
// is shows at run time only, and so does its derivative, which package runtime
// knows by the function's code (see candidates.go for those that it knows):
//
//	y = f(x)        d := runtime.autodiffLookup(code of f, kind, name)
//	                y, y' = d(f', x, x')        with f in the context register
//	y = i.M(x)      y, y' = d(data of i, data of i', x, x')
//
// All derivatives that are called like that have the same activities: whatever
// can carry a derivative by its type has a shadow, which may be the shared zeros.
//
// The shadow of a function value is an object of the same layout: the same code,
// and the shadows of what it has captured. Nil, the function value itself and the
// shared zeros stand for one that has captured nothing active.

package autodiff

import (
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// carriesAtAll reports whether there are values of type t, or of one with the same
// shape, that can carry a derivative: whether a dynamic call passes shadows.
func carriesAtAll(t *types.Type) bool {
	switch t.Kind() {
	case types.TARRAY:
		return t.NumElem() != 0 && carriesAtAll(t.Elem())
	case types.TSTRUCT:
		for _, f := range t.Fields() {
			if carriesAtAll(f.Type) {
				return true
			}
		}
		return false
	case types.TSTRING:
		return false
	}
	return isFloat(t) || t.HasPointers()
}

// planDynamic decides what becomes of v, which calls what is known at run time only.
func (a *activity) planDynamic(v *ssa.Value) *plan {
	args := callArgs(v)
	aux := v.Aux.(*ssa.AuxCall)
	wanted := a.anyActive(args) || a.demandsResult(v)
	if v.Op == ssa.OpClosureLECall && a.active(v.Args[1]) {
		wanted = true
	}
	if !wanted && !a.mayShareDynamic(v) {
		return &plan{}
	}
	first := 0
	if v.Op == ssa.OpInterLECall {
		first = 1
	}
	if i := a.recastArg(args, aux, first); i >= 0 {
		return &plan{kind: refuse, reason: "call of a function that is known at run time only: active memory of type " + args[i].Type.String() + " is passed as " + aux.TypeOfArg(int64(i)).String()}
	}
	p := &plan{kind: byDynamic}
	if a.inst.mode == request.Reverse {
		if a.inst.width > maxDirections {
			return &plan{kind: refuse, reason: "call of a function that is known at run time only, in more than 128 directions at once"}
		}
		p.states = a.passedStates(args)
		if a.manyReferences(v) {
			return &plan{kind: refuse, reason: "call of a function that is known at run time only: it has more than 15 parameters with references"}
		}
	}
	for i := int64(0); i < aux.NResults(); i++ {
		t := aux.TypeOfResult(i)
		s := inactive
		switch {
		case isFloat(t) || !a.holdsReference(t) && a.reaches(t):
			s = active
		case a.reaches(t):
			s = maybe
		}
		p.results = append(p.results, s)
	}
	return p
}

// callDynamic makes v a call of the derivative of the function that v calls.
func (f *forward) callDynamic(v *ssa.Value) {
	e := &f.e
	old := v.Aux.(*ssa.AuxCall)
	kind := f.a.inst.dynamicKind(v)
	f.a.inst.list.wantDynamic(f.a.inst, v, kind, true)
	code := f.lookUp(v, f.e.word(kind))

	ptr := types.Types[types.TUNSAFEPTR]
	args := []*ssa.Value{code}
	var params, results []*types.Type
	pass := func(x *ssa.Value, t *types.Type) {
		args = append(args, x)
		params = append(params, t)
	}
	plain := v.Args[1 : len(v.Args)-1]
	at := int64(0)
	if v.Op == ssa.OpClosureLECall {
		args = append(args, v.Args[1])
		for _, f.lane = range f.lanes {
			pass(f.closureShadow(v.Args[1]), ptr)
		}
		plain = plain[1:]
	} else {
		pass(plain[0], old.TypeOfArg(0))
		for _, f.lane = range f.lanes {
			pass(f.dataShadow(plain[0]), old.TypeOfArg(0))
		}
		plain, at = plain[1:], 1
	}
	for i, x := range plain {
		t := old.TypeOfArg(at + int64(i))
		pass(x, t)
		if carriesAtAll(t) {
			for _, f.lane = range f.lanes {
				pass(f.dynamicShadow(v, x), t)
			}
		}
	}
	places := make([]result, old.NResults())
	for i := range places {
		t := old.TypeOfResult(int64(i))
		places[i] = result{primal: len(results), shadow: -1}
		results = append(results, t)
		if carriesAtAll(t) {
			places[i].shadow = len(results)
			for range f.lanes {
				results = append(results, t)
			}
		}
	}
	info := f.f.ABIDefault.ABIAnalyzeTypes(params, results)
	aux := ssa.ClosureAuxCall(info)
	call := e.b.NewValue0A(v.Pos, v.Op, aux.LateExpansionResultType(), aux)
	call.AddArgs(args...)
	call.AddArg(v.MemoryArg())
	call.AuxInt = aux.ArgWidth()
	for _, sel := range f.selects[v] {
		i := int(sel.AuxInt)
		sel.SetArg(0, call)
		if i == len(places) {
			sel.AuxInt = aux.NResults()
			continue
		}
		sel.AuxInt = int64(places[i].primal)
		if f.a.plans[v].resultState(i) != inactive {
			for _, f.lane = range f.lanes {
				f.shadows[sel.ID] = e.b.NewValue1I(v.Pos, sel.Op, sel.Type, int64(places[i].shadow+f.index), call)
			}
		}
	}
	become(v, call)
}

// lookUp emits the call that finds the derivative, of the given kind, of the function
// that v calls.
func (f *forward) lookUp(v, kind *ssa.Value) *ssa.Value {
	f.checkCaptured(v)
	e, inst := &f.e, f.a.inst.outermost()
	word := types.Types[types.TUINTPTR]
	by := e.b.NewValue0A(v.Pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(inst.name()))
	args := []*ssa.Value{v.Args[0], kind, by}
	name := "autodiffLookup"
	if plain := f.plainSignature(v); plain >= 0 {
		name, args = "autodiffLookupPlain", append(args, f.wordConst(plain), v.Args[1], f.closureShadow(v.Args[1]))
	}
	aux := f.runtimeAux(name, args, []*types.Type{word})
	call := f.newCall(v, aux, args, v.MemoryArg())
	f.chain(v, e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 1, call))
	return e.b.NewValue1I(v.Pos, ssa.OpSelectN, word, 0, call)
}

// plainSignature returns the number by which package runtime knows the signature of the
// function value that v calls, which neither takes nor returns anything that carries a
// derivative, or -1. If it has captured nothing active, it may be called as it is:
// context.CancelFunc, and what cancels with a cause.
func (f *forward) plainSignature(v *ssa.Value) int64 {
	aux := v.Aux.(*ssa.AuxCall)
	if v.Op != ssa.OpClosureLECall || aux.NResults() > 0 {
		return -1
	}
	back := int64(0)
	if f.a.inst.mode == request.Reverse {
		back = 2
	}
	switch {
	case aux.NArgs() == 0:
		return back
	case aux.NArgs() == 1 && aux.TypeOfArg(0) == types.ErrorType && len(f.lanes) == 1:
		return back + 1
	}
	return -1
}

// closureShadow returns the shadow of the function value x as it is passed to the
// derivative of its function.
func (f *forward) closureShadow(x *ssa.Value) *ssa.Value {
	ptr := types.Types[types.TUNSAFEPTR]
	s := f.shadow(x)
	if s == nil {
		return f.f.ConstNil(ptr)
	}
	return f.e.b.NewValue1(f.e.pos, ssa.OpCopy, ptr, s)
}

// dataShadow returns the shadow of the data word x of an interface.
func (f *forward) dataShadow(x *ssa.Value) *ssa.Value {
	if s := f.shadow(x); s != nil {
		return s
	}
	return f.zeros(types.NewPtr(types.Types[types.TUINT8]))
}

// dynamicShadow returns the shadow of the argument x of the call v.
func (f *forward) dynamicShadow(v, x *ssa.Value) *ssa.Value {
	if x.Op != ssa.OpDereference || f.shadow(x) != nil || f.a.active(x.Args[0]) {
		return f.argShadow(x)
	}
	return f.inMemory(x, f.stillWay())
}

// stackPointer returns the stack pointer, which addresses of local variables refer to.
func (f *forward) stackPointer() *ssa.Value {
	for _, v := range f.f.Entry.Values {
		if v.Op == ssa.OpSP {
			return v
		}
	}
	return f.f.Entry.NewValue0(f.f.Entry.Pos, ssa.OpSP, types.Types[types.TUINTPTR])
}

// enterClosure makes the shadow of v, the closure that is called, from what the
// caller passes, and checks that it belongs to the same code.
func (f *forward) enterClosure(v *ssa.Value) {
	e, boolean := &f.e, types.Types[types.TBOOL]
	s := e.b.NewValue1(e.pos, ssa.OpCopy, v.Type, f.closureParam())
	none := e.b.NewValue1(e.pos, ssa.OpNot, boolean, e.b.NewValue1(e.pos, ssa.OpIsNonNil, boolean, s))
	none = e.binaryBool(ssa.OpOrB, none, e.b.NewValue2(e.pos, ssa.OpEqPtr, boolean, s, v))
	none = e.binaryBool(ssa.OpOrB, none, f.isZeros(s))
	s = e.b.NewValue3(e.pos, ssa.OpCondSelect, v.Type, f.zeros(v.Type), s, none)
	some := e.b.NewValue1(e.pos, ssa.OpNot, boolean, none)
	f.shadows[v.ID] = s
	f.guard(e.binaryBool(ssa.OpAndB, some, f.otherCode(v, s)), otherFunction)
}

const otherFunction = "the shadow of a function value is another function"

// otherCode returns whether the closures v and s have different code.
func (f *forward) otherCode(v, s *ssa.Value) *ssa.Value {
	e, word := &f.e, types.Types[types.TUINTPTR]
	codeOf := func(p *ssa.Value) *ssa.Value {
		at := e.b.NewValue1I(e.pos, ssa.OpOffPtr, types.NewPtr(word), 0, p)
		return e.b.NewValue2(e.pos, ssa.OpLoad, word, at, f.mem)
	}
	return e.b.NewValue2(e.pos, f.wordOp(ssa.OpNeq32, ssa.OpNeq64), types.Types[types.TBOOL], codeOf(s), codeOf(v))
}

// closureParam returns the shadow of the closure that is called, as it was passed.
func (f *forward) closureParam() *ssa.Value {
	inst := f.a.inst
	if inst.goroutine == nil {
		return f.arg(inst.closures[f.index])
	}
	ptr := types.Types[types.TUNSAFEPTR]
	at := f.e.b.NewValue1I(f.e.pos, ssa.OpOffPtr, types.NewPtr(ptr), int64(f.index)*int64(types.PtrSize), f.arg(inst.closures[0]))
	return f.e.b.NewValue2(f.e.pos, ssa.OpLoad, ptr, at, f.mem)
}

// captures returns the closure that is called, if its shadow is known, or nil.
func (f *forward) captures() *ssa.Value {
	if f.a.inst.closures == nil {
		return nil
	}
	for _, v := range f.f.Entry.Values {
		if v.Op == ssa.OpGetClosurePtr {
			return v
		}
	}
	return nil
}

// dynamicKind tells the derivatives of one function from each other at run time:
// by mode, options, and whether v, the call, passes a receiver or a closure. In reverse
// mode it is also which references are active (dynamicback.go).
func (inst *instance) dynamicKind(v *ssa.Value) int64 {
	kind := int64(inst.mode)
	if inst.mode == request.Forward {
		kind |= int64(inst.width) << 16
	} else {
		kind |= int64(inst.width-1) << kindDirections
	}
	if inst.strong {
		kind |= 1 << 8
	}
	if v.Op == ssa.OpInterLECall {
		kind |= 1 << 9
	}
	if inst.runtime {
		kind |= 1 << 10
	}
	if inst.mode == request.Reverse && inst.concurrent() {
		kind |= kindShared
	}
	return kind
}

// noteMethods records the calls of interface methods in the body of inst, so that
// the pass, which sees code pointers, finds which methods they are of.
func (inst *instance) noteMethods() {
	ir.VisitFuncAndClosures(inst.fn, func(n ir.Node) {
		if call, ok := n.(*ir.CallExpr); ok && call.Op() == ir.OCALLINTER {
			inst.methods = append(inst.methods, call.Fun.(*ir.SelectorExpr).Selection)
		}
	})
}

// wantDynamic asks for the derivatives of the given kind of all functions that v, a
// dynamic call in inst, may call. If certain is set, there is no other kind for v.
func (l *Worklist) wantDynamic(inst *instance, v *ssa.Value, kind int64, certain bool) {
	w := calledBy(v)
	w.kind, w.certain, w.asked = kind, certain, &invoker{inst, v.Pos}
	if v.Op == ssa.OpClosureLECall {
		l.wantCalled(w)
		return
	}
	for _, m := range inst.calledMethods(w) {
		of := *w
		of.method = m
		l.wantCalled(&of)
	}
}

// calledBy returns what the dynamic call v calls, as far as that follows from types.
func calledBy(v *ssa.Value) *wanted {
	aux := v.Aux.(*ssa.AuxCall)
	w := &wanted{results: resultTypes(aux)}
	first := 0
	if v.Op == ssa.OpInterLECall {
		first = 1
	}
	for i := first; i < int(aux.NArgs()); i++ {
		w.params = append(w.params, aux.TypeOfArg(int64(i)))
	}
	return w
}

// calledMethods returns the names of the interface methods of w's type that inst calls.
func (inst *instance) calledMethods(w *wanted) (names []*types.Sym) {
	for _, m := range inst.outermost().methods {
		if w.matches(m.Type) {
			names = append(names, m.Sym)
		}
	}
	return names
}
