// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Error values. An error is inactive, whatever it holds, so that the error which most
// functions return costs nothing. What comes out of one again has lost its derivative:
//
//	var o *outside
//	if errors.As(err, &o) {   // o is lost, and what it leads to
//		log.Print(o.limit)    // nobody asks for a derivative
//		if o.limit > 1 {      // here neither
//			return x, err
//		}
//		return o.limit, nil   // refused
//	}
//
// What is lost is followed through values and through memory that the function has made
// itself. It may be compared, converted to integers, made an error again, and passed to
// functions whose results carry no derivative; whatever else becomes of it is refused.

package autodiff

import (
	"slices"
	"strings"

	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

const errorReason = "what an error holds: the derivatives of the floats in it are lost"

// losses is what comes out of errors in one function.
type losses struct {
	a       *activity
	panics  bool                      // instead: what recover returns
	from    map[*ssa.Value]*ssa.Value // from a value that is lost to the one that it was made of
	objects map[any]*ssa.Value        // local variables, and calls that make memory, to what is lost and stored there
	refused map[*ssa.Value]bool
	changed bool
}

// findLosses follows what comes out of errors, or what recover returns, and returns the values at
// which that is refused.
func (a *activity) findLosses(panics bool) map[*ssa.Value]bool {
	l := &losses{a: a, panics: panics, from: make(map[*ssa.Value]*ssa.Value), objects: make(map[any]*ssa.Value), refused: make(map[*ssa.Value]bool)}
	for l.changed = true; l.changed; {
		l.changed = false
		l.each(l.visit)
	}
	l.each(l.judge)
	return l.refused
}

func (l *losses) each(do func(v *ssa.Value)) {
	for _, b := range l.a.blocks {
		if l.a.normal[b.ID] {
			for _, v := range b.Values {
				do(v)
			}
		}
	}
}

// lose notes that v is lost, since x is.
func (l *losses) lose(v, x *ssa.Value) {
	if l.from[v] == nil {
		l.from[v] = x
		l.changed = true
	}
}

func (l *losses) lost(v *ssa.Value) bool { return l.from[v] != nil }

// counts reports whether v is lost and can carry, or lead to, a derivative. What is behind
// an interface value has the type *uint8; an integer that is lost has the bits of a float.
func (l *losses) counts(v *ssa.Value) bool {
	return l.lost(v) && (l.a.reaches(v.Type) || isDataWord(v.Type) || v.Type.IsInteger())
}

// isDataWord reports whether t is the type that SSA gives the data of interface values.
func isDataWord(t *types.Type) bool { return t.IsPtr() && t.Elem().Kind() == types.TUINT8 }

// visit notes what v makes of what is lost.
func (l *losses) visit(v *ssa.Value) {
	if l.panics && isRecovered(v) || !l.panics && l.a.fromError(v) {
		l.lose(v, v)
	}
	switch v.Op {
	case ssa.OpIData:
		if v.Args[0].Type != types.ErrorType {
			l.inherit(v)
		}
	case ssa.OpLocalAddr:
		if x := l.objects[v.Aux]; x != nil {
			l.lose(v, x)
		}
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		l.visitResult(v)
	case ssa.OpLoad, ssa.OpDereference:
		if l.lost(v.Args[0]) && (l.a.reaches(v.Type) || l.a.loadsBits(v)) {
			l.lose(v, v.Args[0])
		}
	case ssa.OpStore:
		if x := v.Args[1]; x.Op == ssa.OpIData && x.Args[0].Type == types.ErrorType && isDataWord(x.Type) {
			// An error, which is stored word by word.
		} else if l.counts(x) {
			l.spoil(v.Args[0], x, v)
		}
	case ssa.OpMove:
		if l.lost(v.Args[1]) && (isUntyped(v) || l.a.reaches(v.Aux.(*types.Type))) {
			l.spoil(v.Args[0], v.Args[1], v)
		}
	case ssa.OpStaticLECall:
		l.visitCall(v)
	case ssa.OpPhi, ssa.OpCopy, ssa.OpCondSelect, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpConvert, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked:
		if v.Type != types.ErrorType && !v.Type.IsMemory() {
			l.inherit(v)
		}
	default:
		if !v.Type.IsMemory() && !v.Type.IsTuple() && !v.Type.IsResults() && l.a.reaches(v.Type) {
			l.inherit(v)
		}
	}
}

func (l *losses) inherit(v *ssa.Value) {
	for _, x := range v.Args {
		if l.lost(x) {
			l.lose(v, x)
			return
		}
	}
}

// visitResult notes whether v, which selects the result of a call, is lost: that of a call
// that gets what is lost, or gets an error and is not looked into.
func (l *losses) visitResult(v *ssa.Value) {
	call := v.Args[0]
	if !call.Op.IsCall() || v.Type.IsMemory() {
		return
	}
	if x := l.objects[call]; x != nil {
		l.lose(v, x)
	}
	if !l.a.reaches(v.Type) && !v.Type.IsPtrShaped() {
		return
	}
	aux := call.Aux.(*ssa.AuxCall)
	if call.Op == ssa.OpStaticLECall && (isReadOnly(aux.Fn.Name) || isInactiveFunc(aux.Fn.Name) && !looksForError(aux.Fn.Name)) {
		return
	}
	for _, x := range call.Args[:len(call.Args)-1] {
		if l.counts(x) {
			l.lose(v, x)
		}
	}
}

// fromError reports whether v is what an error holds: its data, or what is returned by a
// function that gets an error and looks for what it is, or is not looked into.
func (a *activity) fromError(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpIData:
		return v.Args[0].Type == types.ErrorType
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		call := v.Args[0]
		if !call.Op.IsCall() || !a.reaches(v.Type) {
			return false
		}
		if fn := call.Aux.(*ssa.AuxCall).Fn; call.Op == ssa.OpStaticLECall && !looksForError(fn.Name) || call.Op != ssa.OpStaticLECall && a.plans[call].kind != leave {
			return false
		}
		return slices.ContainsFunc(callArgs(call), func(x *ssa.Value) bool { return x.Type == types.ErrorType })
	}
	return false
}

// looksForError reports whether the function with the given symbol name finds an error of
// some type.
func looksForError(name string) bool {
	return name == "errors.As" || strings.HasPrefix(name, "errors.AsType[") || strings.HasPrefix(name, "errors.asType[")
}

// visitCall notes the memory to which the function that v calls writes what is lost.
func (l *losses) visitCall(v *ssa.Value) {
	args := callArgs(v)
	name := v.Aux.(*ssa.AuxCall).Fn.Name
	switch {
	case looksForError(name) && l.panics:
	case name == "errors.As":
		if target := args[1]; target.Op != ssa.OpIMake {
			l.refused[v] = true
		} else if t := describedType(target.Args[0]); t == nil || !t.IsPtr() || l.a.reaches(t.Elem()) {
			l.spoil(target.Args[1], v, v)
		}
	case looksForError(name):
		for _, x := range args {
			if x.Type.IsPtr() && l.a.reaches(x.Type) {
				l.spoil(x, v, v)
			}
		}
	case strings.HasPrefix(name, "runtime."):
		k := knownCalls[strings.TrimPrefix(name, "runtime.")]
		if k != nil && k.dst >= 0 && k.src >= 0 && l.lost(args[k.src]) {
			l.spoil(args[k.dst], args[k.src], v)
		}
	}
}

// spoil notes that x, which is lost, is stored where ptr leads to, by v. That has to be
// memory which the function has made itself, as others would not know.
func (l *losses) spoil(ptr, x, v *ssa.Value) { l.spoilAll(ptr, x, v, make(map[*ssa.Value]bool)) }

func (l *losses) spoilAll(ptr, x, v *ssa.Value, seen map[*ssa.Value]bool) {
	if seen[ptr] {
		return
	}
	seen[ptr] = true
	switch ptr.Op {
	case ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpCopy, ssa.OpConvert, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpSliceMake:
		l.spoilAll(ptr.Args[0], x, v, seen)
		return
	case ssa.OpPhi:
		for _, y := range ptr.Args {
			l.spoilAll(y, x, v, seen)
		}
		return
	case ssa.OpConstNil:
		return
	case ssa.OpLocalAddr:
		l.spoilObject(ptr.Aux, x)
		return
	case ssa.OpSelectN:
		if call := ptr.Args[0]; makesMemory(call) {
			l.spoilObject(call, x)
			return
		}
	}
	l.refused[l.origin(x, v)] = true
}

func (l *losses) spoilObject(object any, x *ssa.Value) {
	if l.objects[object] == nil {
		l.objects[object] = x
		l.changed = true
	}
}

// makesMemory reports whether the call v returns new memory, and passes it to nobody.
func makesMemory(v *ssa.Value) bool {
	if v.Op != ssa.OpStaticLECall {
		return false
	}
	base, ok := strings.CutPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")
	k := knownCalls[base]
	return ok && (k != nil && k.result && k.of == 0 && !strings.HasPrefix(base, "makemap") || strings.HasPrefix(base, "mallocgc"))
}

// judge notes v as refused if it takes what is lost to where it may be asked for its
// derivative.
func (l *losses) judge(v *ssa.Value) {
	switch v.Op {
	case ssa.OpMakeResult:
		for _, x := range v.Args {
			if l.counts(x) {
				l.refused[l.origin(x, v)] = true
			}
		}
	case ssa.OpStore, ssa.OpMove:
		// What the compiler takes for the shadow of a pointer that errors.As has
		// changed is that of what it was before.
		if x := v.Args[1]; l.lost(v.Args[0]) && l.a.active(v.Args[0]) && l.a.argState(x) != inactive && !l.local(v.Args[0]) {
			l.refused[v] = true
		}
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		if l.a.plans[v].kind == bySeed {
			if x := v.Args[0]; l.counts(x) {
				l.refused[l.origin(x, v)] = true
			}
		} else if l.losesInCall(v) {
			l.refused[v] = true
		}
	case ssa.OpZero, ssa.OpVarDef, ssa.OpVarLive, ssa.OpKeepAlive, ssa.OpPrefetchCache, ssa.OpPhi:
	default:
		if !v.Type.IsMemory() && !v.Type.IsTuple() {
			return
		}
		for _, x := range v.Args {
			if l.counts(x) {
				l.refused[v] = true
			}
		}
	}
}

// local reports whether ptr is an address in memory that the function has made itself.
func (l *losses) local(ptr *ssa.Value) bool {
	base := ptr
	for base.Op == ssa.OpOffPtr || base.Op == ssa.OpNilCheck || base.Op == ssa.OpCopy {
		base = base.Args[0]
	}
	return base.Op == ssa.OpLocalAddr || base.Op == ssa.OpSelectN && makesMemory(base.Args[0])
}

// losesInCall reports whether the function that v calls gets what is lost and may store it
// elsewhere. What it returns is lost, too.
func (l *losses) losesInCall(v *ssa.Value) bool {
	gets := false
	for _, x := range v.Args[:len(v.Args)-1] {
		gets = gets || l.counts(x)
	}
	if !gets {
		return false
	}
	aux := v.Aux.(*ssa.AuxCall)
	if v.Op == ssa.OpStaticLECall {
		name := aux.Fn.Name
		if base, ok := strings.CutPrefix(name, "runtime."); ok {
			return knownCalls[base] == nil && !isReadOnly(name) && !makesMemory(v)
		}
		if isInactiveFunc(name) || funcRule(name) != nil {
			return false
		}
	}
	if v.Op == ssa.OpClosureLECall || v.Op != ssa.OpInterLECall && sharesVariables() {
		return true
	}
	for _, x := range callArgs(v) {
		if l.a.holdsReference(x.Type) && !l.counts(x) && !isNil(x) {
			return true
		}
	}
	return false
}

// isReadOnly reports whether the function with the given symbol name is one of package
// runtime that hands on nothing that carries a derivative.
func isReadOnly(name string) bool {
	base, ok := strings.CutPrefix(name, "runtime.")
	if !ok {
		return false
	}
	for _, prefix := range readOnlyCalls {
		if strings.HasPrefix(base, prefix) {
			return true
		}
	}
	return false
}

// origin returns where x, which is lost at v, comes from: the load of a float, or the call
// that returned it, or v if there is none.
func (l *losses) origin(x, v *ssa.Value) *ssa.Value {
	for seen := make(map[*ssa.Value]bool); x != nil && !seen[x]; x = l.from[x] {
		seen[x] = true
		if (x.Op == ssa.OpLoad || x.Op == ssa.OpSelectN) && isFloat(x.Type) || x.Op.IsCall() {
			return x
		}
	}
	return v
}

// lookInto asks for the derivative of the function that v calls though nothing active goes
// in, if it gets an error and may take floats out of it, or store it elsewhere: that is refused
// there. Nobody calls that derivative.
func (a *activity) lookInto(v *ssa.Value) {
	if v.Op != ssa.OpStaticLECall || a.plans[v].kind != leave {
		return
	}
	aux := v.Aux.(*ssa.AuxCall)
	fn := a.inst.callees[aux.Fn]
	if fn == nil || isInactiveFunc(aux.Fn.Name) || fn.Sym().Pkg != types.LocalPkg && noder.AutodiffStandard(fn.Sym().Pkg.Path) ||
		noder.AutodiffRequest(fn) != nil || !noder.AutodiffHaveBody(fn) || a.inst.outer != nil || a.inst.inner != nil {
		return
	}
	holds := false
	for i := range callArgs(v) {
		holds = holds || leadsToError(aux.TypeOfArg(int64(i)), make(map[*types.Type]bool))
	}
	if holds && a.inst.list.opensErrors(fn) {
		a.inst.list.called(fn, make([]state, len(fn.Type().RecvParams())), make([]bool, fn.Type().NumResults()), &invoker{a.inst, v.Pos})
	}
}

// leadsToError reports whether a value of type t may hold, or lead to, an error.
func leadsToError(t *types.Type, seen map[*types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case types.TINTER:
		return t == types.ErrorType
	case types.TPTR, types.TSLICE, types.TARRAY, types.TMAP, types.TCHAN:
		return !t.IsShape() && leadsToError(t.Elem(), seen)
	case types.TSTRUCT:
		for _, f := range t.Fields() {
			if leadsToError(f.Type, seen) {
				return true
			}
		}
	}
	return false
}
