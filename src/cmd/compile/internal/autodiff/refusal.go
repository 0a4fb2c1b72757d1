// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Refusal: the default. Whatever an active value flows into has to be known
// here, or it is an error at its position.

package autodiff

import (
	"fmt"
	"strings"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// refuse reports everything in the function that cannot be differentiated,
// and whether there was anything.
func (a *activity) refuse() bool {
	d := &diagnostics{inst: a.inst}
	tainted := a.taint()
	lost, recovers := a.findLosses(false), false
	for _, b := range a.blocks {
		if !a.normal[b.ID] {
			continue
		}
		for _, v := range b.Values {
			if p := a.plans[v]; p != nil {
				a.lookInto(v)
				recovers = recovers || p.known == recovering
			}
			if lost[v] {
				d.errorf(a.usedAt(v), "cannot differentiate %s", errorReason)
			} else if reason := a.reason(v, tainted); reason != "" && !(reason == bitsReason && debug.Flags.LooseTypes) {
				d.errorf(a.usedAt(v), "cannot differentiate %s", reason)
			}
		}
	}
	a.passesPanic = recovers && len(a.findLosses(true)) > 0
	return d.reported
}

// reason returns why v cannot be differentiated, or "".
func (a *activity) reason(v *ssa.Value, tainted map[*ssa.Value]bool) string {
	if a.inst.mode == request.Reverse && a.carriesBits(v) {
		return bitsReason // an integer has no adjoint, not even on the way
	}
	if reason := a.keyReason(v); reason != "" {
		return reason
	}
	switch v.Op {
	case ssa.OpAddr:
		return a.variableReason(v)
	case ssa.OpStore:
		if reason := a.errorStoreReason(v); reason != "" {
			return reason
		}
		if tainted[v.Args[1]] || a.carriesBits(v.Args[1]) && !isFloatAt(v.Args[0], v.Args[1].Type) {
			return bitsReason
		}
		if a.argState(v.Args[1]) != inactive && !a.active(v.Args[0]) && caseArray(v.Args[0]) == nil && !unwritable(v.Args[0]) {
			return a.storeReason(v.Args[0])
		}
		return a.reinterpretation(v.Args[0], v.Args[1].Type)
	case ssa.OpMove:
		if a.active(v.Args[1]) && !a.active(v.Args[0]) && !unwritable(v.Args[0]) {
			return a.storeReason(v.Args[0])
		}
		return a.errorStoreReason(v)
	case ssa.OpLoad:
		return a.reinterpretation(v.Args[0], v.Type)
	case ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpSliceMake, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpNilCheck, ssa.OpPhi:
		return a.recast(v)
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		return a.callReason(v, tainted)
	case ssa.OpIMake:
		if isContext(v.Type) && a.active(v.Args[1]) && !fromContext(v.Args[1].Type) {
			return contextReason
		}
		return ""
	case ssa.OpMakeResult:
		for _, x := range v.Args {
			if tainted[x] || a.carriesBits(x) {
				return bitsReason
			}
			if a.inst.outermost().request != nil && a.active(x) && a.leadsToChannel(x.Type, make(map[*types.Type]bool)) {
				return "a function that returns a channel of active values to the caller of its derivative"
			}
		}
		return ""
	}
	return a.opReason(v, tainted)
}

const contextReason = "an active value that is put into a context"

const bitsReason = "arithmetic on the bits of an active float; //go:autodiffbody gives a function a body without it"

// fromContext reports whether t is a pointer to a type of package context.
func fromContext(t *types.Type) bool {
	return t.IsPtr() && t.Elem().Sym() != nil && t.Elem().Sym().Pkg.Path == "context"
}

// opReason returns why an op that neither writes memory nor calls cannot be
// differentiated.
func (a *activity) opReason(v *ssa.Value, tainted map[*ssa.Value]bool) string {
	if isFloat(v.Type) {
		for _, x := range v.Args {
			if tainted[x] {
				return bitsReason
			}
		}
	}
	if v.Type.IsMemory() || v.Type.IsTuple() {
		for _, x := range v.Args { // an atomic store, or the like
			if v.Op != ssa.OpPhi && (tainted[x] && v.Type.IsMemory() || a.carriesBits(x)) {
				return bitsReason
			}
		}
	}
	if !a.anyActive(v.Args) || a.active(v) || a.mirrors(v) {
		return ""
	}
	switch v.Op {
	case ssa.OpAtomicStorePtrNoWB, ssa.OpAtomicLoadPtr:
		return "an atomic operation on active memory"
	}
	if f := pointee(v.Args[0].Type); f != nil && f.IsFloat() && strings.HasPrefix(v.Op.String(), "Atomic") {
		return "an atomic operation on an active float"
	}
	if isFloat(v.Type) && opRule(v.Op) != nil || !a.reaches(v.Type) && !v.Type.IsMemory() && !v.Type.IsTuple() {
		return "" // a constant derivative, or a result that carries none
	}
	switch v.Op {
	case ssa.OpZero, ssa.OpVarDef, ssa.OpVarLive, ssa.OpPhi, ssa.OpKeepAlive, ssa.OpLocalAddr, ssa.OpInlMark,
		ssa.OpMakeResult, ssa.OpSelectN, ssa.OpSelectNAddr, ssa.OpDereference, ssa.OpPrefetchCache:
		return ""
	}
	if strings.HasPrefix(v.Op.String(), "Atomic") {
		return "" // on integers; architectures have variants of their own
	}
	return fmt.Sprintf("operation %v on active values", v.Op)
}

// mirrors reports whether v selects or assembles values, so that it may be
// inactive where its argument, which holds other things too, is not.
func (a *activity) mirrors(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpITab, ssa.OpSliceLen, ssa.OpSliceCap, ssa.OpStringPtr, ssa.OpStringLen:
		return !a.reaches(v.Type)
	}
	return false
}

// storeReason says why no active value may be stored where ptr points to.
func (a *activity) storeReason(ptr *ssa.Value) string {
	const what = "assignment of an active value to "
	switch root := a.root(ptr, make(map[*ssa.Value]bool)); {
	case root == nil:
	case root.Op == ssa.OpAddr:
		return what + "package-level variable " + variableName(root) + ", which has no shadow; //go:autodiffshadow gives it one"
	case root.Op == ssa.OpArg || root.Op == ssa.OpLocalAddr:
		if name, ok := root.Aux.(*ir.Name); ok && name.Class == ir.PPARAM {
			return what + "memory reached through " + name.Sym().Name + ", which is Const"
		}
	case root.Op == ssa.OpSelectN:
		if p := a.plans[root.Args[0]]; p != nil && p.kind == refuse {
			return p.reason
		}
	}
	return what + "inactive memory"
}

// unwritable reports whether a store to address v cannot come to pass: v is behind nil, as
// where a method is inlined whose receiver is nil, or in read-only memory, as the case of a
// type switch over an interface value that holds a constant has it.
func unwritable(v *ssa.Value) bool { return allUnwritable(v, make(map[*ssa.Value]bool)) }

// allUnwritable is unwritable of v, unless v has been seen.
func allUnwritable(v *ssa.Value, seen map[*ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v.Op {
	case ssa.OpConstNil:
		return true
	case ssa.OpAddr:
		sym := v.Aux.(*obj.LSym)
		return sym.ContentAddressable() || sym.Name == "runtime.staticuint64s" || sym.Name == "runtime.zerobase"
	case ssa.OpCopy, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpIData, ssa.OpConvert,
		ssa.OpStructSelect, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked:
		return allUnwritable(v.Args[0], seen)
	case ssa.OpLoad:
		return behindNil(v.Args[0])
	case ssa.OpIMake:
		return allUnwritable(v.Args[1], seen)
	case ssa.OpPhi:
		for _, x := range v.Args {
			if !allUnwritable(x, seen) {
				return false
			}
		}
		return true
	}
	return false
}

// behindNil reports whether v is an address behind nil, or was loaded from there.
func behindNil(v *ssa.Value) bool {
	for {
		switch v.Op {
		case ssa.OpConstNil:
			return true
		case ssa.OpCopy, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpLoad,
			ssa.OpStructSelect, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked:
			v = v.Args[0]
		default:
			return false
		}
	}
}

// root returns a value that is, or leads to, the memory that v points to and
// is not active, or nil.
func (a *activity) root(v *ssa.Value, seen map[*ssa.Value]bool) *ssa.Value {
	if seen[v] || a.active(v) {
		return nil
	}
	seen[v] = true
	switch v.Op {
	case ssa.OpAddr, ssa.OpArg, ssa.OpLocalAddr, ssa.OpSelectN:
		return v
	}
	for _, x := range v.Args {
		if a.mayLead(x) {
			if r := a.root(x, seen); r != nil {
				return r
			}
		}
	}
	return nil
}

// callReason returns why a call cannot be differentiated.
func (a *activity) callReason(v *ssa.Value, tainted map[*ssa.Value]bool) string {
	p := a.plans[v]
	switch {
	case p.kind == refuse:
		return p.reason
	case p.kind == byKnown && p.known.dst >= 0 && !a.active(v.Args[p.known.dst]) && !unwritable(v.Args[p.known.dst]):
		if p.known.src >= 0 && a.active(v.Args[p.known.src]) {
			return a.storeReason(v.Args[p.known.dst])
		}
	case p.kind == leave && v.Op == ssa.OpStaticLECall && isInactiveFunc(v.Aux.(*ssa.AuxCall).Fn.Name):
		return ""
	}
	for _, x := range callArgs(v) {
		if tainted[x] {
			return bitsReason
		}
	}
	return ""
}

// taint returns the integers that were computed from the bits of an active
// float, other than by moving them.
func (a *activity) taint() map[*ssa.Value]bool {
	tainted := make(map[*ssa.Value]bool)
	for changed := true; changed; {
		changed = false
		for _, b := range a.blocks {
			if !a.returns[b.ID] {
				continue
			}
			for _, v := range b.Values {
				t := v.Type
				if !tainted[v] && (t.IsInteger() || t.IsTuple() || t.IsStruct() || t.IsArray()) && a.taints(v, tainted) {
					tainted[v] = true
					changed = true
				}
			}
		}
	}
	return tainted
}

func (a *activity) taints(v *ssa.Value, tainted map[*ssa.Value]bool) bool {
	switch v.Op {
	case ssa.OpLoad:
		return false
	case ssa.OpSelectN:
		p := a.plans[v.Args[0]]
		return p != nil && p.tainted
	case ssa.OpAnd64, ssa.OpAnd32, ssa.OpRsh64Ux64, ssa.OpRsh64x64, ssa.OpRsh32Ux64, ssa.OpRsh32x64:
		if a.coarse(v) {
			return false
		}
	}
	moves := a.active(v) && v.Type.IsInteger()
	for _, x := range v.Args {
		if tainted[x] || !moves && x.Type.IsInteger() && a.active(x) {
			return true
		}
	}
	return false
}

// coarse reports whether all that v has of the bits of a float is its sign and exponent, which
// do not change with it but at jumps:
//
//	math.Float64bits(x) >> 52 & 0x7ff        math.Float64bits(x) & (1 << 63)
func (a *activity) coarse(v *ssa.Value) bool {
	mantissa := int64(52)
	if v.Type.Size() == 4 {
		mantissa = 23
	}
	switch v.Op {
	case ssa.OpAnd64, ssa.OpAnd32:
		for i, x := range v.Args {
			if isIntConst(x) && x.AuxInt&(1<<mantissa-1) == 0 && a.inPlace(v.Args[1-i]) {
				return true
			}
		}
		return false
	}
	by := v.Args[1]
	return isIntConst(by) && by.AuxInt >= mantissa && a.inPlace(v.Args[0])
}

// inPlace reports whether v has bits of a float where that has them.
func (a *activity) inPlace(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpSelectN:
		p := a.plans[v.Args[0]]
		return p != nil && p.tainted
	case ssa.OpCopy:
		return a.inPlace(v.Args[0])
	case ssa.OpAnd64, ssa.OpAnd32:
		return isIntConst(v.Args[0]) && a.inPlace(v.Args[1]) || isIntConst(v.Args[1]) && a.inPlace(v.Args[0])
	}
	return false
}

func isIntConst(v *ssa.Value) bool { return v.Op == ssa.OpConst64 || v.Op == ssa.OpConst32 }

// reinterpretation returns why active memory at ptr cannot be accessed as a
// value of type t.
func (a *activity) reinterpretation(ptr *ssa.Value, t *types.Type) string {
	if a.active(ptr) && a.inst.mode == request.Reverse {
		if u := a.otherKind(ptr, t); u != nil {
			return fmt.Sprintf("an access to active memory of type %v as %v", u, t)
		}
	}
	if !a.active(ptr) || !ptr.Type.IsPtr() || isFloatAt(ptr, t) {
		return ""
	}
	leaf := pointee(ptr.Type)
	if leaf == nil || leaf.Kind() == types.TUNSAFEPTR || t.IsStruct() || t.IsArray() {
		return ""
	}
	if isFloat(t) {
		t = leafAt(t, 0)
	}
	if leaf.IsFloat() != t.IsFloat() || leaf.IsFloat() && leaf.Size() != t.Size() || leaf.IsSlice() && a.reaches(leaf) && !a.reaches(t) {
		return fmt.Sprintf("an access to active memory of type %v as %v", leaf, t)
	}
	return ""
}

// otherKind returns the type of the memory at ptr if that is complex and t is a float, or
// the other way round, and nil otherwise: the adjoint of x + i·y is x̄ - i·ȳ.
func (a *activity) otherKind(ptr *ssa.Value, t *types.Type) *types.Type {
	for depth := 0; depth < 20; depth++ {
		if u := ptr.Type; (u.IsPtr() || u.IsSlice()) && !u.IsShape() {
			for u = u.Elem(); u.IsArray(); u = u.Elem() {
			}
			if u.IsComplex() && t.IsFloat() || u.IsFloat() && t.IsComplex() {
				return u
			}
		}
		switch ptr.Op {
		case ssa.OpCopy, ssa.OpConvert, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpSliceMake:
			ptr = ptr.Args[0]
		default:
			return nil
		}
	}
	return nil
}

// recast returns why v, which makes a reference of another type than its memory
// has, cannot be differentiated.
func (a *activity) recast(v *ssa.Value) string {
	t := pointee(v.Type)
	if !a.active(v) || t == nil || !t.IsInteger() {
		return ""
	}
	for _, x := range v.Args {
		if !a.active(x) {
			continue
		}
		f := pointee(x.Type)
		if v.Op == ssa.OpOffPtr {
			f = behind(x.Type, v.AuxInt)
		}
		if f != nil && f.IsFloat() {
			return fmt.Sprintf("an access to active memory of type %v as %v", f, t)
		}
	}
	return ""
}

// behind returns the type of the basic element that lies off bytes behind what
// a pointer of type t points to; of what starts inside a float, the float.
func behind(t *types.Type, off int64) *types.Type {
	if !t.IsPtr() || t.IsShape() || t.Elem().Size() == 0 || off < 0 {
		return nil
	}
	off %= t.Elem().Size()
	if leaf := leafAt(t.Elem(), off); leaf != nil {
		return leaf
	}
	for inside := off - 1; inside >= 0 && inside > off-8; inside-- {
		if leaf := leafAt(t.Elem(), inside); leaf != nil {
			return leaf
		}
	}
	return nil
}

// pointee returns the type of the first basic element behind a pointer or slice
// of type t, or nil if it is not known.
func pointee(t *types.Type) *types.Type {
	if (t.IsPtr() || t.IsSlice()) && !t.IsShape() {
		return leafAt(t.Elem(), 0)
	}
	return nil
}

// carriesBits reports whether v is an integer whose shadow is the bits of a
// tangent.
func (a *activity) carriesBits(v *ssa.Value) bool {
	return v.Type.IsInteger() && v.Type.Kind() != types.TUINTPTR && a.active(v)
}
