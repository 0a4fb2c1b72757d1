// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Errors that go where errorvalues.go does not follow them:
//
//	last = &outside{x * x}                    a package-level variable: refused if the error may
//	                                          hold an active value
//	f = func() float64 {                      a function literal that has captured one, and takes
//		return err.(*outside).limit           it apart: it gets a shadow, so that its derivative
//	}                                         is called, where that is refused
//	note(err)                                 a function that gets one: looked into if it takes
//	                                          errors apart, or uses variables that lead to some

package autodiff

import (
	"bytes"
	"slices"
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// errorStoreReason returns why v, which stores or copies something, cannot be differentiated
// if it takes an error that may hold an active value to a package-level variable.
func (a *activity) errorStoreReason(v *ssa.Value) string {
	ptr, x := v.Args[0], v.Args[1]
	t := x.Type
	if v.Op == ssa.OpMove {
		t = ptr.Type
	}
	if a.active(ptr) || !isErrorData(x) && !leadsToError(t, make(map[*types.Type]bool)) {
		return ""
	}
	root := a.variableBehind(ptr)
	if root == nil || !a.mayHoldActive(x, make(map[*ssa.Value]bool)) {
		return ""
	}
	return "assignment of an error that may hold an active value to package-level variable " + variableName(root) + ": the derivatives of the floats in it are lost"
}

// isErrorData reports whether x is the data word of an error.
func isErrorData(x *ssa.Value) bool { return x.Op == ssa.OpIData && x.Args[0].Type == types.ErrorType }

// variableBehind returns the address of the package-level variable by which ptr comes to
// where it points to, or nil.
func (a *activity) variableBehind(ptr *ssa.Value) *ssa.Value {
	root := a.root(ptr, make(map[*ssa.Value]bool))
	if root != nil && root.Op == ssa.OpSelectN && root.Args[0].Op == ssa.OpStaticLECall {
		if k := a.knownCall(root.Args[0]); k != nil && k.of > 0 {
			root = a.root(root.Args[0].Args[k.of], make(map[*ssa.Value]bool))
		}
	}
	if root == nil || root.Op != ssa.OpAddr {
		return nil
	}
	return root
}

// knownCall returns how the call v of a function of package runtime is doubled, or nil.
func (a *activity) knownCall(v *ssa.Value) *known {
	base, ok := strings.CutPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")
	if !ok {
		return nil
	}
	return knownCalls[base]
}

// mayHoldActive reports whether x, an error or what leads to one, may lead to an active value.
func (a *activity) mayHoldActive(x *ssa.Value, seen map[*ssa.Value]bool) bool {
	if a.active(x) {
		return true
	}
	if seen[x] || !a.mayLead(x) {
		return false
	}
	seen[x] = true
	switch x.Op {
	case ssa.OpAddr:
		return false // nor does what package-level variables lead to
	case ssa.OpArg, ssa.OpArgIntReg:
		return a.inst.request == nil && leadsToError(x.Type, make(map[*types.Type]bool))
	case ssa.OpLocalAddr:
		return a.mayBeStored(x, seen)
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		call := x.Args[0]
		if p := a.plans[call]; p != nil && (p.kind == byInstance || p.kind == byDynamic) {
			return leadsToError(x.Type, make(map[*types.Type]bool))
		}
		return a.mayBeStored(x, seen) || !(call.Op == ssa.OpStaticLECall && wrapsNothing(call)) && slices.ContainsFunc(callArgs(call), func(y *ssa.Value) bool { return a.mayHoldActive(y, seen) })
	}
	return slices.ContainsFunc(x.Args, func(y *ssa.Value) bool { return a.mayHoldActive(y, seen) })
}

// mayBeStored reports whether a value that may lead to an active one is stored in the memory
// that x, the address of a local variable or of what a call returns, points to.
func (a *activity) mayBeStored(x *ssa.Value, seen map[*ssa.Value]bool) bool {
	for _, b := range a.blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpStore && v.Op != ssa.OpMove {
				continue
			}
			base := v.Args[0]
			for base.Op == ssa.OpOffPtr || base.Op == ssa.OpAddPtr || base.Op == ssa.OpPtrIndex || base.Op == ssa.OpNilCheck || base.Op == ssa.OpCopy {
				base = base.Args[0]
			}
			if (base == x || x.Op == ssa.OpLocalAddr && base.Op == ssa.OpLocalAddr && base.Aux == x.Aux) && a.mayHoldActive(v.Args[1], seen) {
				return true
			}
		}
	}
	return false
}

// wrapsNothing reports whether call is one of fmt.Errorf whose result holds no other error.
func wrapsNothing(call *ssa.Value) bool {
	if name := call.Aux.(*ssa.AuxCall).Fn.Name; name != "fmt.Errorf" && name != "fmt.errorf" {
		return false
	}
	format := resolve(call.Args[0])
	if format.Op != ssa.OpStringMake || format.Args[0].Op != ssa.OpAddr {
		return false
	}
	text, ok := format.Args[0].Aux.(*obj.LSym)
	return ok && len(text.P) > 0 && !bytes.Contains(text.P, []byte("%w"))
}

// noteOpeners notes which function literals in the body of inst have captured what leads to
// errors, and may take some apart.
func (inst *instance) noteOpeners() {
	ir.VisitFuncAndClosures(inst.fn, func(n ir.Node) {
		clo, ok := n.(*ir.ClosureExpr)
		if !ok || !slices.ContainsFunc(clo.Func.ClosureVars, func(cv *ir.Name) bool { return leadsToError(cv.Type(), make(map[*types.Type]bool)) }) {
			return
		}
		if inst.list.opens(clo.Func.Body) {
			inst.openers = append(inst.openers, clo.Func.Nname.LinksymABI(obj.ABIInternal))
		}
	})
}

// isOpener reports whether x is the code of a function literal of noteOpeners.
func (a *activity) isOpener(x *ssa.Value) bool {
	if x.Op != ssa.OpAddr || len(a.inst.openers) == 0 {
		return false
	}
	sym, ok := x.Aux.(*obj.LSym)
	return ok && slices.Contains(a.inst.openers, sym)
}

// opensErrors reports whether fn, or what it calls, may take errors apart, or uses package-level
// variables that lead to some.
func (l *Worklist) opensErrors(fn *ir.Func) bool {
	if known, ok := l.opening[fn]; ok {
		return known
	}
	l.opening[fn] = false // while it is looked at
	found := takenApart(fn) && l.opens(l.peek(fn))
	l.opening[fn] = found
	return found
}

func (l *Worklist) opens(body ir.Nodes) bool {
	var visit func(n ir.Node) bool
	visit = func(n ir.Node) bool {
		switch n := n.(type) {
		case *ir.TypeAssertExpr, *ir.DynamicTypeAssertExpr, *ir.TypeSwitchGuard:
			return true
		case *ir.Name:
			return n.Class == ir.PEXTERN && leadsToError(n.Type(), make(map[*types.Type]bool))
		case *ir.ClosureExpr:
			if l.opens(n.Func.Body) {
				return true
			}
		case *ir.CallExpr:
			if n.Op() != ir.OCALLFUNC {
				break
			}
			if to := callee(n); to != nil && to.Nname != nil && (looksForError(to.Linksym().Name) || l.opensErrors(to)) {
				return true
			}
		}
		return ir.DoChildren(n, visit)
	}
	return slices.ContainsFunc(body, visit)
}
