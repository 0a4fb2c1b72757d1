// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What is done to a sync.Map that holds active values is done to its shadow first, a sync.Map with
// the shadows of its values under the same keys. The methods have bodies of their own in derivatives
// (autodiff/kernels/syncmap.go), which come down to
//
//	v, ok = mapLoad(m, k)    v' = mapLoadShadow(m, m', k); v, ok = mapLoad(m, k)
//	mapStore(m, k, v)        mapStore(m', k, v'); mapStore(m, k, v)
//	                         mapStoreShadow(m', k, v') where k may lead to active floats: it panics if it can
//	mapDelete(m, k)          mapDelete(m', k); mapDelete(m, k)
//	keys = mapKeys(m)        stays: keys carry no derivative
//
// Values are interface values, whose shadows are references in both modes, so that there is nothing
// to do in the reverse sweep.

package autodiff

import (
	"strings"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

const kernelsPath = "autodiff/kernels"

// sharedMap says that something is done to a sync.Map.
var sharedMap = &known{dst: -1, src: -1, emit: (*forward).callSharedMap}

const inactiveSharedMap = "a sync.Map that is inactive where it meets active ones"

// planSharedMap decides what becomes of v if it is a call of one of these functions; else it returns nil.
func (a *activity) planSharedMap(name string, v *ssa.Value) *plan {
	name, ok := strings.CutPrefix(name, kernelsPath+".map")
	if !ok {
		return nil
	}
	args := callArgs(v)
	m := args[0]
	p := &plan{kind: byKnown, known: sharedMap}
	switch name {
	case "Load":
		p.results = []state{maybe}
		if a.demanded[v] {
			a.demand(m)
		}
	case "Store":
		if a.argState(args[2]) != inactive {
			a.demand(m)
		}
		if a.active(m) {
			a.demand(args[2])
		} else if a.argState(args[2]) != inactive {
			return &plan{kind: refuse, reason: a.storeReason(m)}
		}
		if a.active(m) && a.keyState(args[1]) == active {
			return &plan{kind: refuse, reason: "an active value in the key of a sync.Map: keys carry no derivative"}
		}
	case "Delete":
	default:
		return &plan{}
	}
	switch {
	case !a.active(m):
		return &plan{}
	case a.inst.outer != nil || a.inst.inner != nil:
		return &plan{kind: refuse, reason: "a sync.Map that holds active values, in a derivative of a derivative"}
	case a.inst.runtime:
		return &plan{kind: refuse, reason: "a sync.Map that holds active values, with runtimeactivity"}
	}
	return p
}

// keyState returns whether the interface value x, a key, leads to active floats: maybe if only run
// time knows. Strings and the like count as active where they are passed on.
func (a *activity) keyState(x *ssa.Value) state {
	switch {
	case a.argState(x) == inactive:
		return inactive
	case resolve(x).Op != ssa.OpIMake:
		return maybe
	}
	t := describedType(resolve(x).Args[0])
	switch {
	case t == nil:
		return maybe
	case a.reaches(t):
		return active
	}
	return inactive
}

// callSharedMap emits what v does to a sync.Map on its shadow, in front of v.
func (f *forward) callSharedMap(v *ssa.Value) {
	args := callArgs(v)
	const load, store = kernelsPath + ".mapLoad", kernelsPath + ".mapStore"
	for _, f.lane = range f.lanes {
		d := f.real(args[0])
		if f.a.state(args[0]) == maybe && !f.refs {
			f.guard(f.isZeros(d), inactiveSharedMap)
		}
		name := v.Aux.(*ssa.AuxCall).Fn.Name
		with, results := []*ssa.Value{d, args[1]}, []*types.Type(nil)
		switch name {
		case load:
			name += "Shadow"
			with, results = []*ssa.Value{args[0], d, args[1]}, []*types.Type{args[1].Type}
		case store:
			with = append(with, f.argShadow(args[2]))
			if f.a.keyState(args[1]) == maybe {
				name += "Shadow"
			}
		}
		aux := f.kernelAux(strings.TrimPrefix(name, kernelsPath+"."), with, results)
		s := f.newCall(v, aux, with, v.MemoryArg())
		f.chain(v, f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, aux.NResults(), s))
		if len(results) > 0 {
			for _, sel := range f.selects[v] {
				if sel.AuxInt == 0 {
					f.shadows[sel.ID] = f.e.b.NewValue1I(v.Pos, sel.Op, sel.Type, 0, s)
				}
			}
		}
	}
}

// augmentSharedMap is callSharedMap in reverse mode, where inactive memory has dummies.
func (r *reverse) augmentSharedMap(v *ssa.Value) {
	if m := v.Args[0]; r.a.mayBeDummy(m) {
		r.lane = r.lanes[0]
		r.guard(r.isDummy(r.shadow(m)), inactiveSharedMap)
	}
	r.callSharedMap(v)
}

// kernelAux returns the call information of a function of the package of bodies.
func (f *forward) kernelAux(name string, args []*ssa.Value, results []*types.Type) *ssa.AuxCall {
	params := make([]*types.Type, len(args))
	for i, x := range args {
		params[i] = x.Type
	}
	sym := base.PkgLinksym(kernelsPath, name, obj.ABIInternal)
	return ssa.StaticAuxCall(sym, f.f.ABIDefault.ABIAnalyzeTypes(params, results))
}
