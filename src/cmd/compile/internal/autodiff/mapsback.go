// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Maps in reverse mode. The shadow of a map whose elements hold floats has adjoints
// under the same keys. What is found under a key moves when the map grows, so that
// the reverse sweep looks each key up again, in its slot, a place in the shadow map that
// keeps the key (see runtime/autodiffmap.go):
//
//	p = mapaccess1(T, m, k)     p', s = autodiffMapAccess(T, m, m', &k)
//	v = Load p                  q = autodiffMapAt(T, m', s); *q += v̄
//
//	p = mapassign(T, m, k)      p', s, new = autodiffMapAssign(T, m, m', &k)
//	                            autodiffMapForget(T, m', s, new)
//	mapdelete(T, m, k)          s = autodiffMapDelete(T, m, m', &k)
//	                            autodiffMapForget(T, m', s, true)
//	q = autodiffMapClone(m)     q', T, … = autodiffMapCloneReferences(m, m')
//	                            autodiffMapCloneBack(T, m', q')
//
// Where elements hold references only, the shadow map has their shadows, as in forward
// mode, and there is nothing to do in the reverse sweep.

package autodiff

import (
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A mapElement says how the reverse sweep finds an element of a shadow map.
type mapElement struct {
	t, m, slot *ssa.Value // descriptor of the map type, shadow map
}

// A mapChange is a call that changes a map.
type mapChange struct {
	mapElement            // slot is nil if all keys go
	really     *ssa.Value // whether the key is new, or goes
}

// augmentMap doubles v, a call on a map.
func (r *reverse) augmentMap(v *ssa.Value, p *plan) {
	name := strings.TrimPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")
	t := mapType(v)
	if t == nil {
		r.unsupported(v, "a map of unknown type")
		return
	}
	if !strings.HasPrefix(name, "mapassign") && !holdsFloat(t.Elem()) {
		for _, r.lane = range r.lanes {
			r.callKnown(v, p)
		}
		return
	}
	for _, r.lane = range r.lanes {
		r.augmentMapInLane(v, name, holdsFloat(t.Elem()))
	}
}

// augmentMapInLane is augmentMap for one lane, where the name of the called function is
// known, and whether elements hold floats.
func (r *reverse) augmentMapInLane(v *ssa.Value, name string, floats bool) {
	at := mapElement{t: v.Args[0], m: r.shadow(v.Args[1])}
	unsafePtr, boolean := types.Types[types.TUNSAFEPTR], types.Types[types.TBOOL]
	change := func(really *ssa.Value) { r.mapChanges[v] = append(r.mapChanges[v], &mapChange{at, really}) }
	switch {
	case name == "mapclear":
		r.runtimeCall("autodiffMapClear", nil, at.t, at.m)
		change(nil)
	case strings.HasPrefix(name, "mapdelete"):
		at.slot = r.runtimeCall("autodiffMapDelete", []*types.Type{unsafePtr}, at.t, v.Args[1], at.m, r.keyAddress(v, name))
		change(r.f.ConstBool(boolean, true))
	default:
		sel := r.selected(v, 0)
		results := []*types.Type{sel.Type, unsafePtr}
		fn, assigns := "autodiffMapAccess", strings.HasPrefix(name, "mapassign")
		if assigns {
			fn, results = "autodiffMapAssign", append(results, boolean)
		}
		elem := r.runtimeCall(fn+r.sharedMaps(), results, at.t, v.Args[1], at.m, r.keyAddress(v, name))
		r.shadows[sel.ID] = elem
		if !floats {
			return
		}
		at.slot = r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, unsafePtr, 1, elem.Args[0])
		r.elements[elem] = &at
		if assigns {
			change(r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, boolean, 2, elem.Args[0]))
		}
	}
}

// augmentClone clones the shadow in front of v, which clones a map: what is not a float
// in it. In the reverse sweep the adjoints under its keys go to those of the map.
func (r *reverse) augmentClone(v *ssa.Value) {
	m, sel, p := v.Args[0], r.selected(v, 0), types.Types[types.TUNSAFEPTR]
	s := r.runtimeCall("autodiffMapCloneReferences"+r.sharedMaps(), []*types.Type{sel.Type, p, p, p}, m, r.real(m))
	r.shadows[sel.ID] = s
	var parts []*ssa.Value
	for i := int64(1); i < 4; i++ {
		parts = append(parts, r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, p, i, s.Args[0]))
	}
	r.undos[v] = append(r.undos[v], func() { r.callBack("autodiffMapCloneBack", parts...) })
}

// sharedMaps returns what is added to the names of functions of package runtime that may add a
// key to a shadow map, if other goroutines may know it.
func (r *reverse) sharedMaps() string {
	if r.a.inst.concurrent() {
		return "Shared"
	}
	return ""
}

// mapType returns the type of the map that the call v is about, nil if it is not known.
func mapType(v *ssa.Value) *types.Type {
	if t := v.Args[1].Type; t.IsMap() {
		return t
	}
	if t := describedType(v.Args[0]); t != nil && t.IsMap() {
		return t
	}
	return nil
}

// keyAddress returns the address of the key that v, a call of the named function, gets.
func (r *reverse) keyAddress(v *ssa.Value, name string) *ssa.Value {
	key := v.Args[2]
	if !strings.Contains(name, "_fast") {
		return key
	}
	auto := r.keyAutos[key.Type]
	if auto == nil {
		auto = r.newAuto(key.Type)
		r.keyAutos[key.Type] = auto
	}
	addr := r.e.b.NewValue2A(v.Pos, ssa.OpLocalAddr, types.NewPtr(key.Type), auto, r.stackPointer(), r.mem)
	s := r.e.b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, addr, key, r.mem)
	s.Aux = key.Type
	r.chain(v, s)
	return addr
}

// augmentMapIter lets the shadow of an iterator follow behind v, which advances it.
func (r *reverse) augmentMapIter(v *ssa.Value) {
	it := v.Args[len(v.Args)-2]
	mem := r.selected(v, 0)
	r.after[mem] = append(r.after[mem], func() {
		for _, r.lane = range r.lanes {
			if len(v.Args) == 4 {
				r.runtimeCall("autodiffMapIterSlot"+r.sharedMaps(), nil, v.Args[0], r.real(v.Args[1]), it, r.shadow(it))
			} else {
				r.runtimeCall("autodiffMapNextSlot"+r.sharedMaps(), nil, it, r.shadow(it))
			}
		}
	})
}

// noteElement notes how the reverse sweep finds what the pointer v leads to, if that is
// the element of a map to which an iterator has come.
func (r *reverse) noteElement(v *ssa.Value) {
	it, field := iteratorField(v.Args[0])
	if it == nil || field != "elem" {
		return
	}
	load := func(i int) *ssa.Value {
		f := it.Type.Elem().Field(i)
		p := r.e.b.NewValue1I(v.Pos, ssa.OpOffPtr, types.NewPtr(f.Type), f.Offset, r.shadow(it))
		return r.e.b.NewValue2(v.Pos, ssa.OpLoad, f.Type, p, r.mem)
	}
	const typ, m, tab = 2, 3, 9
	r.elements[r.shadows[v.ID]] = &mapElement{t: load(typ), m: load(m), slot: load(tab)}
}

// iteratorField returns the address of the iterator of a map, and the name of its
// field, if that is what p leads to.
func iteratorField(p *ssa.Value) (it *ssa.Value, name string) {
	base, off := constantOffset(p)
	if base.Op != ssa.OpLocalAddr || !isIterator(base.Aux.(*ir.Name).Type()) || !isIterator(base.Type.Elem()) {
		return nil, ""
	}
	for _, f := range base.Type.Elem().Fields() {
		if f.Offset == off {
			return base, f.Sym.Name
		}
	}
	return nil, ""
}

// isIterator reports whether t is the type of iterators of maps.
func isIterator(t *types.Type) bool {
	return t.Sym() != nil && t.Sym().Pkg == ir.Pkgs.InternalMaps && t.Sym().Name == "Iter"
}

// current returns the shadow address s as it is now in the reverse sweep: s itself, or
// where an element of a shadow map has moved in the meantime.
func (r *reverse) current(s *ssa.Value) *ssa.Value {
	if len(r.elements) == 0 {
		return s
	}
	var steps []*ssa.Value
	base := s
	for isStep(base.Op) {
		steps = append(steps, base)
		base = base.Args[0]
	}
	el := r.elements[base]
	if el == nil {
		if r.leadsToElement(base, make(map[*ssa.Value]bool)) {
			r.unsupported(s, "the choice between two elements of maps")
		}
		return s
	}
	p := r.callBackFor("autodiffMapAt", base.Type, el.t, el.m, el.slot)
	for i := len(steps) - 1; i >= 0; i-- {
		x := steps[i]
		if x.Op == ssa.OpNilCheck {
			continue
		}
		y := r.e.b.NewValue0(r.e.pos, x.Op, x.Type)
		y.AuxInt = x.AuxInt
		y.AddArg(p)
		y.AddArgs(x.Args[1:]...)
		p = y
	}
	return p
}

// isStep reports whether op makes an address out of one inside the same object.
func isStep(op ssa.Op) bool {
	switch op {
	case ssa.OpCopy, ssa.OpNilCheck, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex:
		return true
	}
	return false
}

// leadsToElement reports whether v may be an address in a shadow map.
func (r *reverse) leadsToElement(v *ssa.Value, seen map[*ssa.Value]bool) bool {
	switch {
	case r.elements[v] != nil:
		return true
	case seen[v] || !isStep(v.Op) && v.Op != ssa.OpPhi && v.Op != ssa.OpCondSelect && v.Op != ssa.OpConvert:
		return false
	}
	seen[v] = true
	for _, x := range v.Args {
		if r.leadsToElement(x, seen) {
			return true
		}
	}
	return false
}

// reverseMap undoes the change v of a map for its shadow.
func (r *reverse) reverseMap(c *mapChange) {
	if c.slot == nil {
		r.callBack("autodiffMapForgetAll", c.t, c.m)
		return
	}
	r.callBack("autodiffMapForget", c.t, c.m, c.slot, c.really)
}
