// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Called functions that append to a slice that they get. Where its shadow has less capacity,
// the caller has limited that of the slice (clamp.go): the function would append to new memory,
// and not where an argument may lead that overlaps what is behind the slice.
//
//	func f(s, y []float64, v float64) float64 {
//		s = push(s, v)       // append(s, v): y[0] changes if y is behind s
//		return y[0] * s[0]
//	}
//
// So the derivative of f panics where the two overlap.

package autodiff

import (
	"slices"

	"cmd/compile/internal/escape"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A passedSlice is a parameter of a function, by its number.
type passedSlice struct {
	fn *ir.Func
	i  int
}

// A spareCapacity is an argument to which a called function may append in place, and its
// shadow. The two are described for the message.
type spareCapacity struct {
	v, shadow *ssa.Value
	name, of  string
}

// appendsElsewhere reports whether a called function may append to the slice v in place.
func (f *forward) appendsElsewhere(v *ssa.Value) bool {
	for call, p := range f.a.plans {
		if call.Op != ssa.OpStaticLECall || p.kind != byInstance {
			continue
		}
		for i, x := range callArgs(call) {
			if x.Type.IsSlice() && f.leadsFrom(x, v, make(map[*ssa.Value]bool)) && f.a.inst.list.appendsTo(passedSlice{p.callee, i}) {
				return true
			}
		}
	}
	return false
}

// checkSpare makes the derivative panic if an argument leads to the spare capacity of a slice
// that is appended to, and the shadow of that has less.
func (f *forward) checkSpare(o *overlapCheck) {
	for _, s := range f.spare {
		kinds := basicKinds(s.v.Type.Elem())
		for i := range o.regions {
			r := &o.regions[i]
			if !r.shadow && r.kinds&kinds != 0 {
				f.require(r.what+" overlaps the capacity of "+s.of+", to which a called function appends, and "+s.name+" has less", func() *ssa.Value { return f.meetsSpare(s, r.span) })
			}
		}
	}
	f.spare = nil
}

// meetsSpare returns whether the shadow in s has less capacity, and p leads to that of the slice.
func (f *forward) meetsSpare(s spareCapacity, p *span) *ssa.Value {
	e, elem := &f.e, s.v.Type.Elem()
	less := f.lessCapacity(s.v, s.shadow)
	bytes := func(n *ssa.Value) *ssa.Value { return e.onWords(ssa.OpMul32, ssa.OpMul64, n, e.word(elem.Size())) }
	length := bytes(e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], s.v))
	size := e.onWords(ssa.OpSub32, ssa.OpSub64, bytes(less.Args[1]), length)
	start := e.onWords(ssa.OpAdd32, ssa.OpAdd64, e.address(e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(elem), s.v)), length)
	within := func(q, p, size *ssa.Value) *ssa.Value {
		return e.b.NewValue2(e.pos, wordSized(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], e.onWords(ssa.OpSub32, ssa.OpSub64, q, p), size)
	}
	at := e.address(p.ptr)
	meets := e.binaryBool(ssa.OpOrB, within(at, start, size), within(start, at, newSuspects(e).bytesOf(p)))
	return e.binaryBool(ssa.OpAndB, less, meets)
}

// returnedArgs returns the slices that v, a result of a call, may be.
func (f *forward) returnedArgs(v *ssa.Value) (xs []*ssa.Value) {
	call := v.Args[0]
	if call.Op != ssa.OpStaticLECall {
		return nil
	}
	fn := f.a.inst.callees[call.Aux.(*ssa.AuxCall).Fn]
	if fn == nil {
		return nil
	}
	args := callArgs(call)
	for i, p := range fn.Type().RecvParams() {
		if i < len(args) && args[i].Type.IsSlice() && escape.ParseLeaks(p.Note).Result(int(v.AuxInt)) == 0 {
			xs = append(xs, args[i])
		}
	}
	return xs
}

// appendsTo reports whether the function appends to the slice that it gets, or passes it to one
// that does.
func (l *Worklist) appendsTo(p passedSlice) bool {
	if known, ok := l.appending[p]; ok {
		return known
	}
	l.appending[p] = false // while it is looked at
	found := false
	if fn := p.fn; fn != nil && fn.Nname != nil && fn.Sym() != nil && len(fn.ClosureVars) == 0 && noder.AutodiffHaveBody(fn) {
		body, args := l.peekCall(fn)
		if p.i < len(args) {
			found = l.appendsThrough(body, args[p.i].(*ir.Name))
		}
	}
	l.appending[p] = found
	return found
}

// appendsThrough reports whether body appends to what name holds.
func (l *Worklist) appendsThrough(body ir.Nodes, name *ir.Name) bool {
	names := map[*ir.Name]bool{name: true} // variables that may hold it
	is := func(n ir.Node) bool {
		for n != nil {
			switch x := n.(type) {
			case *ir.Name:
				return names[x.Canonical()]
			case *ir.SliceExpr:
				n = x.X
			case *ir.ConvExpr:
				n = x.X
			case *ir.ParenExpr:
				n = x.X
			case *ir.InlinedCallExpr:
				return slices.ContainsFunc(x.ReturnVars, func(r ir.Node) bool { return names[r.(*ir.Name)] })
			default:
				return false
			}
		}
		return false
	}
	for {
		known, found := len(names), false
		hold := func(to, from ir.Node) {
			if to, ok := to.(*ir.Name); ok && from != nil && is(from) {
				names[to.Canonical()] = true
			}
		}
		var visit func(n ir.Node) bool
		visit = func(n ir.Node) bool {
			switch n := n.(type) {
			case *ir.AssignStmt:
				hold(n.X, n.Y)
			case *ir.AssignListStmt:
				for i, x := range n.Lhs {
					if len(n.Lhs) == len(n.Rhs) {
						hold(x, n.Rhs[i])
					}
				}
			case *ir.ClosureExpr:
				for _, stmt := range n.Func.Body {
					if visit(stmt) {
						return true
					}
				}
			case *ir.CallExpr:
				if n.Op() == ir.OAPPEND && is(n.Args[0]) {
					found = true
					return true
				}
				if n.Op() != ir.OCALLFUNC {
					break
				}
				for i, x := range n.Args {
					if x.Type().IsSlice() && is(x) && l.appendsTo(passedSlice{callee(n), i}) {
						found = true
						return true
					}
				}
			}
			return ir.DoChildren(n, visit)
		}
		for _, stmt := range body {
			if visit(stmt) {
				break
			}
		}
		if found || len(names) == known {
			return found
		}
	}
}
