// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Error values. An error is inactive, whatever it holds, so that the error which most
// functions return costs nothing. What comes out of one again would have lost its
// derivative:
//
//	if e, ok := err.(*outside); ok {
//		return e.limit   // refused
//	}
//
// Nothing is refused where only integers, strings and the like are looked at, nor where
// floats are only compared, or put into an interface value, as for a text.

package autodiff

import (
	"slices"
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

const errorReason = "what an error holds: the derivatives of the floats in it are lost"

// fromError reports whether pointer v may be what an error value holds, or lead into it.
func fromError(v *ssa.Value, seen map[*ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v.Op {
	case ssa.OpIData:
		return v.Args[0].Type == types.ErrorType || fromError(v.Args[0], seen)
	case ssa.OpIMake:
		return fromError(v.Args[1], seen)
	case ssa.OpCopy, ssa.OpNilCheck, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex:
		return fromError(v.Args[0], seen)
	case ssa.OpPhi, ssa.OpCondSelect:
		for _, x := range v.Args {
			if !x.Type.IsBoolean() && fromError(x, seen) {
				return true
			}
		}
	}
	return false
}

// lostInError returns why v cannot be differentiated, if it takes what can carry a
// derivative out of an error, or "".
func (a *activity) lostInError(v *ssa.Value) string {
	lost := func(x *ssa.Value, t *types.Type) bool {
		return a.reaches(t) && fromError(x, make(map[*ssa.Value]bool))
	}
	switch v.Op {
	case ssa.OpLoad, ssa.OpDereference:
		if lost(v.Args[0], v.Type) && a.counts(v, make(map[*ssa.Value]bool)) {
			return errorReason
		}
	case ssa.OpMove:
		if lost(v.Args[1], v.Aux.(*types.Type)) {
			return errorReason
		}
	case ssa.OpStore:
		if x := v.Args[1]; lost(x, x.Type) {
			return errorReason
		}
	case ssa.OpMakeResult:
		for _, x := range v.Args {
			if lost(x, x.Type) {
				return errorReason
			}
		}
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		return a.lostInCall(v)
	}
	return ""
}

// counts reports whether v, or a float that is computed from it, goes anywhere but into
// comparisons, integers, and interface values.
func (a *activity) counts(v *ssa.Value, seen map[*ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	for _, b := range a.blocks {
		for _, u := range b.Values {
			if !slices.Contains(u.Args, v) {
				continue
			}
			switch {
			case u.Op == ssa.OpStore && isBox(u.Args[0]):
			case u.Op == ssa.OpStore && localVariable(u.Args[0]) != nil:
				if a.countsIn(localVariable(u.Args[0]), seen) {
					return true
				}
			case u.Op == ssa.OpStaticLECall && (isInactiveFunc(u.Aux.(*ssa.AuxCall).Fn.Name) || strings.HasPrefix(u.Aux.(*ssa.AuxCall).Fn.Name, "runtime.convT")):
			case u.Type.IsMemory() || u.Type.IsTuple() || u.Type.IsResults():
				return true
			case a.reaches(u.Type) && a.counts(u, seen):
				return true
			}
		}
	}
	return false
}

// countsIn reports whether what is loaded from a local variable counts, or its address is
// used for anything but loads and stores.
func (a *activity) countsIn(name *ir.Name, seen map[*ssa.Value]bool) bool {
	for _, b := range a.blocks {
		for _, u := range b.Values {
			for i, x := range u.Args {
				if localVariable(x) != name {
					continue
				}
				switch u.Op {
				case ssa.OpLoad, ssa.OpDereference:
					if a.counts(u, seen) {
						return true
					}
				case ssa.OpOffPtr, ssa.OpCopy, ssa.OpNilCheck:
				default:
					if u.Op != ssa.OpStore || i != 0 {
						return true
					}
				}
			}
		}
	}
	return false
}

// localVariable returns the local variable that ptr leads to, or nil.
func localVariable(ptr *ssa.Value) *ir.Name {
	for ptr.Op == ssa.OpOffPtr || ptr.Op == ssa.OpCopy || ptr.Op == ssa.OpNilCheck {
		ptr = ptr.Args[0]
	}
	if ptr.Op != ssa.OpLocalAddr {
		return nil
	}
	name, _ := ptr.Aux.(*ir.Name)
	return name
}

// isBox reports whether ptr is new memory that is put into an interface value.
func isBox(ptr *ssa.Value) bool {
	if ptr.Op != ssa.OpSelectN || ptr.Args[0].Op != ssa.OpStaticLECall {
		return false
	}
	return ptr.Args[0].Aux.(*ssa.AuxCall).Fn.Name == "runtime.newobject" && ptr.Type.IsPtr() && isFloat(ptr.Type.Elem())
}

// lostInCall is lostInError for calls: of functions that get what an error holds and
// return what can carry a derivative, and of those that look for errors of a type that can.
func (a *activity) lostInCall(v *ssa.Value) string {
	aux := v.Aux.(*ssa.AuxCall)
	if aux.Fn != nil && isInactiveFunc(aux.Fn.Name) && !strings.HasPrefix(aux.Fn.Name, "errors.As") {
		return ""
	}
	if aux.Fn != nil && aux.Fn.Name == "errors.As" {
		target := callArgs(v)[1]
		if target.Op != ssa.OpIMake {
			return errorReason
		}
		if t := describedType(target.Args[0]); t == nil || !t.IsPtr() || t.Elem() != types.ErrorType && a.reaches(t.Elem()) {
			return errorReason
		}
		return ""
	}
	reaches := false
	for _, t := range resultTypes(aux) {
		reaches = reaches || a.reaches(t)
	}
	if !reaches {
		return ""
	}
	for _, x := range callArgs(v) {
		if fromError(x, make(map[*ssa.Value]bool)) || x.Type == types.ErrorType && aux.Fn != nil && strings.HasPrefix(aux.Fn.Name, "errors.AsType[") {
			return errorReason
		}
	}
	return ""
}
