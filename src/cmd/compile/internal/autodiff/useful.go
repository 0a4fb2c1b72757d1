// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Usefulness: which values have an adjoint.
//
// A value is varied if it depends on an active input (activity.go), useful if
// an active output depends on it, and active in reverse mode if it is both
// (Hascoët and Pascual, The Tapenade Automatic Differentiation Tool, 2013).
// Outputs are the results that have a seed, what is stored into active memory,
// and what is passed to a function that is differentiated itself.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// useful returns the values, by ID, that are varied and useful.
func (a *activity) useful() []bool {
	u := &usefulness{a: a, is: make([]bool, a.f.NumValues())}
	for _, b := range a.blocks {
		if !a.returns[b.ID] {
			continue
		}
		for _, v := range b.Values {
			u.root(v)
		}
	}
	for len(u.work) > 0 {
		v := u.work[len(u.work)-1]
		u.work = u.work[:len(u.work)-1]
		u.pass(v)
	}
	return u.is
}

// A usefulness is the analysis in progress.
type usefulness struct {
	a    *activity
	is   []bool
	work []*ssa.Value
}

// mark says that an output depends on v.
func (u *usefulness) mark(v *ssa.Value) {
	if u.a.active(v) && holdsFloat(v.Type) && !u.is[v.ID] {
		u.is[v.ID] = true
		u.work = append(u.work, v)
	}
}

// root marks what v makes an output.
func (u *usefulness) root(v *ssa.Value) {
	switch v.Op {
	case ssa.OpStore:
		if u.a.active(v.Args[0]) {
			u.mark(v.Args[1])
		}
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		switch p := u.a.plans[v]; p.kind {
		case bySeed, byInstance, byDynamic:
			for _, x := range callArgs(v) {
				u.mark(x)
			}
		}
	}
}

// pass marks what the useful value v is computed from.
func (u *usefulness) pass(v *ssa.Value) {
	switch v.Op {
	case ssa.OpLoad, ssa.OpDereference, ssa.OpArg:
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		if call := v.Args[0]; u.a.plans[call].kind == byRule {
			for _, x := range callArgs(call) {
				u.mark(x)
			}
		}
	default:
		for _, x := range v.Args {
			u.mark(x)
		}
	}
}

// holdsFloat reports whether a value of type t holds a float by value.
func holdsFloat(t *types.Type) bool {
	switch {
	case isFloat(t):
		return true
	case t.IsStruct():
		for _, f := range t.Fields() {
			if holdsFloat(f.Type) {
				return true
			}
		}
	case t.IsArray():
		return t.NumElem() > 0 && holdsFloat(t.Elem())
	}
	return false
}
