// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Lifetimes in reverse mode. A pointer that changes in a loop may be kept on the
// tape, which is in the heap, and nothing there may lead into a stack. So in the
// body of a derivative in reverse mode everything is in the heap that
//
//   - a variable leads to that is assigned more than once, that holds several
//     references, or that leads to memory with references;
//   - is passed to a function, whatever that function does with it;
//   - is a map, whose shadow has slots that are kept (mapsback.go), and has a variable for that;
//   - is a slice whose length is known at run time only, however short.
//
// What stays in the frame is then only ever reached from its own variable, and its
// address can be made again.

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
)

// analyseLifetimes runs escape analysis on fns, of which the first is the
// derivative, under these rules.
func (inst *instance) analyseLifetimes(fns []*ir.Func) {
	bodies := make([]ir.Nodes, len(fns))
	for i, fn := range fns {
		bodies[i] = fn.Body
		leaks := leakPassed(fn)
		if fn == inst.fn {
			leaks = append(inst.leaks(), inst.leakCaptured()...)
		}
		fn.Body = append(fn.Body[:len(fn.Body):len(fn.Body)], leaks...)
	}
	restore := inst.forgetTags()
	for _, fn := range fns {
		analyseEscapes(fn)
	}
	restore()
	for i, fn := range fns {
		fn.Body = bodies[i]
	}
	base.Debug.VariableMakeThreshold = 0 // until the next derivative is built
}

// leaks returns calls that make what certain variables lead to escape.
func (inst *instance) leaks() []ir.Node {
	fn := inst.fn
	nameMaps(fn)
	var oracle ir.ReassignOracle
	oracle.Init(fn)
	var calls []ir.Node
	ir.WithFunc(fn, func() {
		for _, name := range fn.Dcl {
			t := name.Type()
			if name.Class != ir.PAUTO && name.Class != ir.PPARAM || t == nil || !t.HasPointers() {
				continue
			}
			if !leadsToReferences(t) && !oracle.Reassigned(name) {
				continue
			}
			calls = append(calls, leak(fn, name))
		}
		ir.Visit(fn, func(n ir.Node) {
			if (n.Op() == ir.OMAPLIT || n.Op() == ir.OMAKEMAP) && !ir.Any(n, doesMore) {
				calls = append(calls, leak(fn, n))
			}
		})
	})
	return calls
}

// nameMaps gives each map that is made in the midst of an expression of fn, and cannot be
// analysed twice, a variable:
//
//	map[string]func(){"a": func() { … }}["a"]   →   { m = map[string]func(){…}; m }["a"]
func nameMaps(fn *ir.Func) {
	ir.WithFunc(fn, func() {
		var edit func(n ir.Node) ir.Node
		edit = func(n ir.Node) ir.Node {
			ir.EditChildren(n, edit)
			if n.Op() != ir.OMAPLIT && n.Op() != ir.OMAKEMAP || !ir.Any(n, doesMore) {
				return n
			}
			m := typecheck.TempAt(n.Pos(), fn, n.Type())
			named := ir.NewInlinedCallExpr(n.Pos(), []ir.Node{assign(n.Pos(), m, n)}, []ir.Node{m})
			named.SetType(n.Type())
			named.SetTypecheck(1)
			return named
		}
		ir.EditChildren(fn, edit)
	})
}

// leakPassed returns calls that make what the parameters of a closure lead to escape:
// escape analysis sees which closure a call calls.
func leakPassed(fn *ir.Func) []ir.Node {
	if !fn.IsClosure() {
		return nil
	}
	var calls []ir.Node
	ir.WithFunc(fn, func() {
		for _, name := range fn.Dcl {
			if name.Class == ir.PPARAM && name.Type().HasPointers() && !ir.IsBlank(name) {
				calls = append(calls, leak(fn, name))
			}
		}
	})
	return calls
}

// doesMore reports whether n does more than to make a value, so that it cannot be
// analysed twice.
func doesMore(n ir.Node) bool {
	switch n.Op() {
	case ir.OCLOSURE, ir.OINLCALL, ir.OCALLFUNC, ir.OCALLINTER, ir.OCALLMETH:
		return true
	}
	return false
}

// leadsToReferences reports whether a variable of type t, which has pointers, holds
// several references, or leads to memory that holds others.
func leadsToReferences(t *types.Type) bool {
	switch {
	case t.IsPtr(), t.IsSlice():
		return t.Elem().HasPointers()
	}
	return !t.IsUnsafePtr() && !t.IsString()
}

// leak returns a call, for escape analysis only, of a function that keeps x.
func leak(fn *ir.Func, x ir.Node) ir.Node {
	pos := fn.Pos()
	to := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup("autodiffLeak"), types.NewSignature(nil,
		[]*types.Field{types.NewField(pos, nil, x.Type())}, nil))
	to.Nname.SetTypecheck(1)
	return typecheck.Stmt(ir.NewCallExpr(pos, ir.OCALL, to.Nname, []ir.Node{x}))
}

// forgetTags makes escape analysis assume that every function that the body calls
// keeps its arguments. It returns what undoes that.
func (inst *instance) forgetTags() (restore func()) {
	type tag struct {
		field *types.Field
		note  string
	}
	var tags []tag
	seen := make(map[*types.Field]bool)
	ir.VisitFuncAndClosures(inst.fn, func(n ir.Node) {
		call, ok := n.(*ir.CallExpr)
		if !ok || call.Op() != ir.OCALLFUNC {
			return
		}
		fn := callee(call)
		if fn == nil || hasRule(fn) || fn.Sym() == nil || fn.Sym().Pkg == ir.Pkgs.Runtime {
			return
		}
		for _, f := range fn.Type().RecvParams() {
			if !seen[f] {
				seen[f] = true
				tags = append(tags, tag{f, f.Note})
				f.Note = ""
			}
		}
	})
	return func() {
		for _, t := range tags {
			t.field.Note = t.note
		}
	}
}
