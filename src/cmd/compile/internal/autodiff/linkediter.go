// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Iterators of maps that a package advances by itself, through go:linkname, as gonum's
// graph/iterator does. They lie in memory of the package, and so do their shadows, which
// lead to the shadow of what they lead to:
//
//	mapiterinit(T, m, it)   →   mapiterinit(T, m, it); autodiffLinkedIter(T, m, m', it, it')
//	mapiternext(it)         →   mapiternext(it); autodiffLinkedNext(it, it')
//	p = mapiterelem(it)     →   p' = autodiffLinkedElem(it'); p = mapiterelem(it)
//	k = mapiterkey(it)          stays: keys are inactive
//
// The type of the map shows at run time only. In reverse mode one whose elements hold floats
// would have to remember where it has come to, as in mapsback.go: it panics.

package autodiff

import (
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

var (
	linkedStart = &known{dst: -1, src: -1, emit: (*forward).callLinkedIter}
	linkedNext  = &known{dst: -1, src: -1, emit: (*forward).callLinkedIter}
	linkedElem  = &known{dst: -1, src: -1, emit: (*forward).callLinkedElem}
	linkedKey   = &known{dst: -1, src: -1}
)

// linkedIters has the functions, by the names under which they are linked.
var linkedIters = map[string]*known{
	"runtime.mapiterinit": linkedStart,
	"reflect.mapiterinit": linkedStart,
	"runtime.mapiternext": linkedNext,
	"reflect.mapiternext": linkedNext,
	"reflect.mapiterelem": linkedElem,
	"reflect.mapiterkey":  linkedKey,
}

// planLinked decides what becomes of v, a call of one of them.
func (a *activity) planLinked(k *known, v *ssa.Value) *plan {
	if k == linkedKey {
		return &plan{}
	}
	it := v.Args[len(v.Args)-2]
	switch {
	case k == linkedStart && a.active(v.Args[1]), a.demanded[v]:
		a.demand(it)
	}
	if !a.active(it) {
		return &plan{}
	}
	p := &plan{kind: byKnown, known: k}
	switch k {
	case linkedStart:
		a.demand(v.Args[1])
	case linkedElem:
		p.results = []state{maybe}
	}
	return p
}

// linkedShadow returns the function that follows v, the start or a step of an iterator,
// with its shadow, and what it gets.
func (f *forward) linkedShadow(v *ssa.Value) (name string, args []*ssa.Value) {
	it := v.Args[len(v.Args)-2]
	if len(v.Args) == 2 {
		return "autodiffLinkedNext", []*ssa.Value{it, f.shadow(it)}
	}
	name = "autodiffLinkedIter"
	if f.a.inst.mode == request.Reverse {
		name = "autodiffLinkedIterBack"
	}
	return name, []*ssa.Value{v.Args[0], v.Args[1], f.real(v.Args[1]), it, f.shadow(it)}
}

// callLinkedIter lets the shadow of an iterator follow behind v.
func (f *forward) callLinkedIter(v *ssa.Value) {
	mem := f.selected(v, 0)
	last := f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, v)
	f.mem = last
	for _, f.lane = range f.lanes {
		name, args := f.linkedShadow(v)
		s := f.newCall(v, f.runtimeAux(name, args, nil), args, last)
		last = f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, s)
	}
	become(mem, last)
}

// callLinkedElem asks the shadow of an iterator for the shadow of an element, in front of v,
// which asks for the element.
func (f *forward) callLinkedElem(v *ssa.Value) {
	sel := f.selected(v, 0)
	for _, f.lane = range f.lanes {
		args := []*ssa.Value{f.shadow(v.Args[0])}
		s := f.newCall(v, f.runtimeAux("autodiffLinkedElem", args, []*types.Type{sel.Type}), args, v.MemoryArg())
		f.chain(v, f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 1, s))
		f.shadows[sel.ID] = f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, sel.Type, 0, s)
	}
}

// augmentLinked is callLinkedIter and callLinkedElem in reverse mode.
func (r *reverse) augmentLinked(v *ssa.Value, k *known) {
	if k == linkedElem {
		sel := r.selected(v, 0)
		for _, r.lane = range r.lanes {
			r.shadows[sel.ID] = r.runtimeCall("autodiffLinkedElem", []*types.Type{sel.Type}, r.shadow(v.Args[0]))
		}
		return
	}
	mem := r.selected(v, 0)
	r.after[mem] = append(r.after[mem], func() {
		for _, r.lane = range r.lanes {
			name, args := r.linkedShadow(v)
			r.runtimeCall(name, nil, args...)
		}
	})
}
