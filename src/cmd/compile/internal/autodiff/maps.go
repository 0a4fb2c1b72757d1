// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Maps in forward mode; mapsback.go has reverse mode. What is done to a map that holds
// active values is done to its shadow, a map of the same type, first (see known.go).
// An iterator has a shadow, too, which leads to the shadows of what the iterator leads to:
//
//	mapIterStart(T, m, it)   →   mapIterStart(T, m, it); autodiffMapIter(T, m', it, it')
//	mapIterNext(it)          →   mapIterNext(it); autodiffMapNext(it, it')
//
// The shadow of an inactive map is maps.AutodiffInactive, which holds nothing, and where
// nothing can be stored. maps.Clone is a function of package runtime in
// derivatives (autodiff/kernels/maps.go), and so is its clone of a shadow.

package autodiff

import (
	"strings"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// mapIteration says that an iterator is advanced.
var mapIteration = &known{dst: -1, src: -1, emit: (*forward).callMapIter}

// planMapIter decides what becomes of a call that advances an iterator of a map.
func (a *activity) planMapIter(v *ssa.Value) *plan {
	it := v.Args[len(v.Args)-2]
	if len(v.Args) == 4 {
		m := v.Args[1]
		if a.active(m) {
			a.demand(it)
		}
		if a.active(it) {
			a.demand(m)
		}
	}
	if !a.active(it) {
		return &plan{}
	}
	return &plan{kind: byKnown, known: mapIteration}
}

// mapCloning says that a map is cloned.
var mapCloning = &known{refs: []int{0}, result: true, dst: -1, src: -1, emit: (*forward).callClone}

// planClone decides what becomes of v, which clones the map in an interface value.
func (a *activity) planClone(v *ssa.Value) *plan {
	a.demand(v.Args[0])
	return &plan{kind: byKnown, known: mapCloning, results: []state{active}}
}

// callClone clones the shadow in front of v, which clones a map.
func (f *forward) callClone(v *ssa.Value) {
	m := v.Args[0]
	sel := f.selected(v, 0)
	for _, f.lane = range f.lanes {
		args := []*ssa.Value{m, f.real(m)}
		aux := f.runtimeAux("autodiffMapCloneShadow", args, []*types.Type{sel.Type})
		s := f.newCall(v, aux, args, v.MemoryArg())
		f.chain(v, f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 1, s))
		f.shadows[sel.ID] = f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, sel.Type, 0, s)
	}
}

// callMapIter lets the shadow of an iterator follow behind v, which advances it.
func (f *forward) callMapIter(v *ssa.Value) {
	it := v.Args[len(v.Args)-2]
	mem := f.selected(v, 0)
	last := f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, v)
	f.mem = last
	for _, f.lane = range f.lanes {
		name, args := "autodiffMapNext", []*ssa.Value{it, f.shadow(it)}
		if len(v.Args) == 4 {
			name = "autodiffMapIter"
			args = []*ssa.Value{v.Args[0], f.real(v.Args[1]), it, f.shadow(it)}
		}
		s := f.newCall(v, f.runtimeAux(name, args, nil), args, last)
		last = f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, s)
	}
	become(mem, last)
}

// inactiveMap returns the shadow, of type t, of maps that are inactive.
func (f *forward) inactiveMap(t *types.Type) *ssa.Value {
	sym := base.PkgLinksym("internal/runtime/maps", "AutodiffInactive", obj.ABI0)
	return f.e.b.NewValue1A(f.e.pos, ssa.OpAddr, t, sym, f.sb())
}

// isInactiveMap returns whether m is the shadow of an inactive map.
func (f *forward) isInactiveMap(m *ssa.Value) *ssa.Value {
	return f.e.b.NewValue2(f.e.pos, ssa.OpEqPtr, types.Types[types.TBOOL], m, f.inactiveMap(m.Type))
}

// entryOf returns entry, what looking a key up in the shadow m of a map leads to, or the
// shared zeros if the map is inactive.
func (f *forward) entryOf(m, entry *ssa.Value) *ssa.Value {
	t := entry.Type
	zeros := f.e.b.NewValue1I(f.e.pos, ssa.OpOffPtr, t, 0, f.zeros(types.NewPtr(types.Types[types.TUINT8])))
	return f.e.b.NewValue3(f.e.pos, ssa.OpCondSelect, t, zeros, entry, f.isInactiveMap(m))
}

// checkMap lets v, an assignment to a map whose shadow may be that of an inactive
// one, panic if it is.
func (f *forward) checkMap(v, shadow *ssa.Value) {
	if strings.HasPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.mapassign") {
		f.guard(f.isInactiveMap(shadow), "assignment to a map that is inactive where it meets active ones")
		f.checkStore(shadow, nil, nil)
	}
}

const lostKeyReason = "an active value in the key of a map that is ranged over, or known elsewhere: keys carry no derivative"

// losesKey reports whether the call v assigns to a map under a key that holds an active float,
// which a range over the map would give back without its derivative.
func (a *activity) losesKey(v *ssa.Value) bool {
	t := mapType(v)
	return (t == nil || holdsFloat(t.Key())) && a.handsKeyOn(v)
}

// handsKeyOn reports whether the call v assigns to a map, under a key that holds an active float
// or leads to one, and a range over the map may give that back. The map has to be active, if it
// has no elements that are, too: so whoever gets it is differentiated, and a range over it
// refused. Maps whose keys lead to floats are often passed on to note what has been visited.
func (a *activity) handsKeyOn(v *ssa.Value) bool {
	if !strings.HasPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.mapassign") || !a.active(v.Args[2]) {
		return false
	}
	t := mapType(v)
	return (t == nil || a.reaches(t.Key())) && !a.onlyLookedUp(v.Args[1])
}

// onlyLookedUp reports whether the map m has been made here, and nothing but looking keys up,
// assigning to them and deleting them is ever done with it.
func (a *activity) onlyLookedUp(m *ssa.Value) bool {
	strip := func(v *ssa.Value) *ssa.Value {
		for v.Op == ssa.OpCopy || v.Op == ssa.OpOffPtr || v.Op == ssa.OpNilCheck {
			v = v.Args[0]
		}
		return v
	}
	m = strip(m)
	made := m.Op == ssa.OpSelectN && m.Args[0].Op == ssa.OpStaticLECall && strings.HasPrefix(m.Args[0].Aux.(*ssa.AuxCall).Fn.Name, "runtime.makemap")
	if !made && m.Op != ssa.OpLocalAddr {
		return false
	}
	is := func(v *ssa.Value) bool {
		v = strip(v)
		return v == m || v.Op == ssa.OpLocalAddr && m.Op == ssa.OpLocalAddr && v.Aux == m.Aux
	}
	for _, b := range a.f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if is(x) && !looksUp(v, i) {
					return false
				}
			}
		}
	}
	return true
}

// looksUp reports whether v, whose argument i is a map or an address in its header, gives the map
// to nobody, and does not go over it.
func looksUp(v *ssa.Value, i int) bool {
	switch v.Op {
	case ssa.OpCopy, ssa.OpOffPtr, ssa.OpNilCheck, ssa.OpIsNonNil, ssa.OpLoad, ssa.OpVarDef, ssa.OpVarLive:
		return true
	case ssa.OpStore, ssa.OpZero:
		return i == 0
	case ssa.OpStaticLECall:
		name := v.Aux.(*ssa.AuxCall).Fn.Name
		for _, known := range []string{"runtime.mapaccess", "runtime.mapassign", "runtime.mapdelete", "runtime.mapclear"} {
			if strings.HasPrefix(name, known) {
				return i == 1
			}
		}
	}
	return false
}

const keyReason = "a range over a map whose keys lead to floats"

// keyReason returns why v cannot be differentiated if it copies a key that holds
// references from where an iterator has come to, which has no shadow.
func (a *activity) keyReason(v *ssa.Value) string {
	var from *ssa.Value
	t := v.Type
	switch {
	case v.Op == ssa.OpLoad || v.Op == ssa.OpDereference:
		from = v.Args[0]
	case v.Op == ssa.OpMove:
		from, t = v.Args[1], v.Aux.(*types.Type)
	case v.Op == ssa.OpStaticLECall && v.Aux.(*ssa.AuxCall).Fn.Name == "runtime.typedmemmove":
		from, t = v.Args[2], describedType(v.Args[0])
	default:
		return ""
	}
	if base, _ := constantOffset(from); base.Op != ssa.OpLoad || !leadsToKey(base.Args[0]) {
		return ""
	}
	if t == nil || a.holdsReference(t) {
		return keyReason
	}
	return ""
}

// isKey reports whether v is a pointer as the key of a map, which runtime.mapaccess1_fast64
// and its like take for an integer. It is the primal's in the shadow map as well.
func isKey(v *ssa.Value) bool {
	return v.Op == ssa.OpConvert && v.Type.IsInteger() && !v.Type.IsUintptr()
}

// leadsToKey reports whether ptr is where an iterator has the address of its key. Keys
// are inactive.
func leadsToKey(ptr *ssa.Value) bool {
	_, field := iteratorField(ptr)
	return field == "key"
}
