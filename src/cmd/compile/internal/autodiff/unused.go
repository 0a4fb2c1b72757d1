// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What a recursive derivative only passes on to itself.
//
//	f(x, y []float64, n int) { … x[n] … y[n] … f(x, y, n-1) … }
//
// reads neither the capacities of x and y nor, since shadows are as long as their
// primals, the length of a shadow y. Everything that a call passes on has to be
// saved before the one call and loaded again for the next, and a derivative passes
// twice as much. So such a call passes
//
//	f(x[:len(x):0], y[:0:0], n-1)
//
// in terms of slice headers, where constants cost nothing.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// passConstants has calls of f by itself pass zeros for what f does not use.
func passConstants(f *ssa.Func) {
	self := f.Frontend().Func()
	u := &unused{f: f, params: make(map[*ssa.Value]int), used: make(map[parameterPart]bool)}
	index := make(map[*ir.Name]int)
	for i, p := range self.Type().RecvParams() {
		if p.Nname != nil {
			index[p.Nname.(*ir.Name)] = i
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			switch v.Op {
			case ssa.OpStaticLECall:
				if v.Aux.(*ssa.AuxCall).Fn.Name == self.Linksym().Name {
					u.calls = append(u.calls, v)
				}
			case ssa.OpArg:
				if i, ok := index[v.Aux.(*ir.Name)]; ok && v.AuxInt == 0 && v.Type == self.Type().RecvParams()[i].Type {
					u.params[v] = i
				}
			}
		}
	}
	if len(u.calls) == 0 {
		return
	}
	for u.propagate() {
	}
	for _, call := range u.calls {
		u.clear(call)
	}
}

// A parameterPart is the part op of the parameter with the given index: a
// SliceLen or SliceCap, or with OpInvalid a parameter that is a number.
type parameterPart struct {
	index int
	op    ssa.Op
}

// unused are the parts of parameters of f that only its calls of itself use.
type unused struct {
	f      *ssa.Func
	calls  []*ssa.Value
	params map[*ssa.Value]int // from OpArg to the parameter's index
	used   map[parameterPart]bool
}

// propagate marks the parts that are used, as far as is known by now, and reports
// whether it has found any.
func (u *unused) propagate() bool {
	found := false
	mark := func(i int, op ssa.Op) {
		if p := (parameterPart{i, op}); !u.used[p] {
			u.used[p] = true
			found = true
		}
	}
	parts := make(map[*ssa.Value]parameterPart) // values that are a part
	for _, b := range u.f.Blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpSliceLen || v.Op == ssa.OpSliceCap {
				if i, ok := u.params[v.Args[0]]; ok {
					parts[v] = parameterPart{i, v.Op}
				}
			}
		}
	}
	use := func(x *ssa.Value) { // is used for something else than a call
		if p, ok := parts[x]; ok {
			mark(p.index, p.op)
		} else if i, ok := u.params[x]; ok {
			for _, op := range partsOf(x.Type) {
				mark(i, op)
			}
		}
	}
	headers := u.headers()
	pass := func(x *ssa.Value, to parameterPart) { // is passed on as that part
		if u.used[to] {
			use(x)
		}
	}
	for _, b := range u.f.Blocks {
		for _, x := range b.ControlValues() {
			use(x)
		}
		for _, v := range b.Values {
			switch {
			case v.Op == ssa.OpSlicePtr, v.Op == ssa.OpSliceLen, v.Op == ssa.OpSliceCap, headers[v]:
			case u.isCall(v):
				for i, x := range v.Args[:len(v.Args)-1] {
					switch j, ok := u.params[x]; {
					case headers[x]:
						pass(x.Args[1], parameterPart{i, ssa.OpSliceLen})
						pass(x.Args[2], parameterPart{i, ssa.OpSliceCap})
					case ok:
						for _, op := range partsOf(x.Type) {
							if u.used[parameterPart{i, op}] {
								mark(j, op)
							}
						}
					default:
						pass(x, parameterPart{i, ssa.OpInvalid})
					}
				}
			default:
				for _, x := range v.Args {
					use(x)
				}
			}
		}
	}
	return found
}

// headers returns the slices that are made for calls of the function by itself only.
func (u *unused) headers() map[*ssa.Value]bool {
	uses := make(map[*ssa.Value]int32)
	for _, call := range u.calls {
		for _, x := range call.Args {
			if x.Op == ssa.OpSliceMake {
				uses[x]++
			}
		}
	}
	headers := make(map[*ssa.Value]bool)
	for x, n := range uses {
		headers[x] = x.Uses == n
	}
	return headers
}

func (u *unused) isCall(v *ssa.Value) bool {
	return slices.Contains(u.calls, v)
}

// partsOf returns the parts that a parameter of type t has, none if it has to be
// passed as it is.
func partsOf(t *types.Type) []ssa.Op {
	switch {
	case t.IsSlice():
		return []ssa.Op{ssa.OpSliceLen, ssa.OpSliceCap}
	case t.IsInteger(), t.IsFloat():
		return []ssa.Op{ssa.OpInvalid}
	}
	return nil
}

// clear has the call pass zeros for what is not used.
func (u *unused) clear(call *ssa.Value) {
	e := &emitter{b: call.Block, pos: call.Pos}
	for i, x := range call.Args[:len(call.Args)-1] {
		part := func(op ssa.Op) *ssa.Value {
			if !u.used[parameterPart{i, op}] {
				return wordConst(u.f, 0)
			}
			return e.b.NewValue1(e.pos, op, types.Types[types.TINT], x)
		}
		unused := false
		for _, op := range partsOf(x.Type) {
			unused = unused || !u.used[parameterPart{i, op}]
		}
		switch t := x.Type; {
		case !unused:
		case t.IsSlice():
			ptr := e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), x)
			call.SetArg(i, e.b.NewValue3(e.pos, ssa.OpSliceMake, t, ptr, part(ssa.OpSliceLen), part(ssa.OpSliceCap)))
		case t.IsFloat():
			call.SetArg(i, e.zero(t))
		default:
			call.SetArg(i, integerConst(u.f, t, 0))
		}
	}
}
