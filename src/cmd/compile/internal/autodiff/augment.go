// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The forward sweep of reverse mode: the primal, in which references have
// shadows as in forward mode, and floats have none.
//
//	p = PtrIndex q i        p' = PtrIndex q' i
//	v = Load <[]T> p m      v' = Load <[]T> p' m
//	m₂ = Store p v m₁       m' = Store p' v' m₁, then the primal     unless v is a float
//	s = newobject           s' = newobject
//
// Shadow memory that the function itself makes starts as zeros. Where memory
// that does not belong to an active input meets active references, it gets
// shadow memory of its own, for adjoints that nobody asks for.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
)

// augment emits the shadows of references beside the primal.
func (r *reverse) augment() {
	r.refs = true
	r.collect()
	r.declarePhis()
	r.findOrigins()
	for _, b := range r.a.blocks {
		r.augmentBlock(b)
	}
	r.fillPhis()
	r.clearLate()
	r.clearInterrupted()
}

func (r *reverse) augmentBlock(b *ssa.Block) {
	r.mem = r.startMemory(b)
	r.followRetired(b)
	if !r.a.returns[b.ID] {
		r.ends[b] = r.mem
		return
	}
	r.e.b, r.e.pos = b, b.Pos
	r.rest = ssa.AutodiffOrder(b)
	primal := r.rest
	if b == r.f.Entry {
		r.augmentEntry()
	}
	for len(r.rest) > 0 {
		v := r.rest[0]
		r.rest = r.rest[1:]
		r.e.pos = v.Pos
		if r.takesMemory(v) && r.mem != nil {
			v.SetArg(len(v.Args)-1, r.mem)
		}
		r.augmentValue(v)
		if v.Type == types.TypeMem {
			r.mem = v
			for _, then := range r.after[v] {
				then()
			}
		}
	}
	for _, v := range primal {
		r.order[v.Block] = append(r.order[v.Block], v)
	}
	r.ends[r.e.b] = r.mem
	if r.e.b.Kind == ssa.BlockRet {
		r.exit, r.result = r.e.b, r.e.b.Controls[0]
		r.endRegion()
	}
}

// followRetired lets what in b takes the memory of a retired call, which was in another
// block, take the memory that there is where b starts: the order of b depends on it.
func (r *reverse) followRetired(b *ssa.Block) {
	for _, v := range b.Values {
		if n := len(v.Args) - 1; r.takesMemory(v) && r.retired[v.Args[n]] {
			v.SetArg(n, r.mem)
		}
	}
}

// augmentEntry moves what the checks at entry depend on to the front, clears the
// shadows of local variables, and emits the checks.
func (r *reverse) augmentEntry() {
	var front, rest []*ssa.Value
	for _, v := range r.rest {
		if len(v.Args) == 0 {
			front = append(front, v)
			if v.Op == ssa.OpInitMem {
				r.mem = v
			}
		} else {
			rest = append(rest, v)
		}
	}
	r.rest = rest
	for _, v := range front {
		r.augmentValue(v)
	}
	r.enterCaptured()
	r.spill()
	for _, name := range r.shadowedAutos() {
		for _, r.lane = range r.lanes {
			r.clearAuto(r.shadowName(name))
			if p := r.shadowParam(name); p != nil {
				r.takeReferences(name, p)
			}
		}
	}
	for i := range r.a.inst.params {
		if p := &r.a.inst.params[i]; r.collectsInShadow(p) {
			for lane := range p.lanes() {
				r.clearFloats(p.in(lane))
			}
		}
	}
	if r.split != nil {
		r.beginSplit()
	}
	r.enterRegion()
	r.checkEntry()
	r.forkEntry()
	for _, v := range front {
		r.askOrigin(v)
	}
}

// shadowedAutos returns the local variables that have a shadow, in the order in
// which they were declared.
func (r *reverse) shadowedAutos() []*ir.Name {
	var names []*ir.Name
	seen := make(map[*ir.Name]bool)
	for _, b := range r.a.blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpLocalAddr {
				continue
			}
			if name := v.Aux.(*ir.Name); r.a.active(v) && !seen[name] && !r.hasShadowParam(name) {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// clearAuto defines the variable name and sets it to zero.
func (r *reverse) clearAuto(name *ir.Name) {
	r.mem = r.clearedAuto(r.e.b, name, r.mem)
}

// hasShadowParam reports whether the shadow of the memory of name is a parameter.
func (r *reverse) hasShadowParam(name *ir.Name) bool {
	p := r.shadowParam(name)
	return p != nil && types.Identical(p.Type(), name.Type())
}

// takeReferences copies the references in the shadow of the parameter name, which
// p leads to, to its local shadow, whose floats collect what comes to name.
func (r *reverse) takeReferences(name, p *ir.Name) {
	t := name.Type()
	to := r.e.b.NewValue2A(r.e.pos, ssa.OpLocalAddr, types.NewPtr(t), r.shadowName(name), r.stackPointer(), r.mem)
	r.copyReferences(t, to, r.arg(p))
}

// copyReferences copies what is not a float of the value of type t at from to to.
func (r *reverse) copyReferences(t *types.Type, to, from *ssa.Value) {
	var walk func(t *types.Type, off int64)
	walk = func(t *types.Type, off int64) {
		switch {
		case t.Size() == 0 || allFloats(t):
		case !holdsFloat(t):
			s := r.e.b.NewValue3I(r.e.pos, ssa.OpMove, types.TypeMem, t.Size(), r.offset(to, off, t), r.offset(from, off, t), r.mem)
			s.Aux = t
			r.mem = s
		case t.IsStruct():
			for _, f := range t.Fields() {
				walk(f.Type, off+f.Offset)
			}
		default:
			for i := int64(0); i < t.NumElem(); i++ {
				walk(t.Elem(), off+i*t.Elem().Size())
			}
		}
	}
	walk(t, 0)
}

// augmentValue emits the shadow of v if it is a reference, and doubles what v
// does to references in memory.
func (r *reverse) augmentValue(v *ssa.Value) {
	switch v.Op {
	case ssa.OpPhi, ssa.OpSelectN, ssa.OpSelectNAddr, ssa.OpMakeResult, ssa.OpVarDef, ssa.OpVarLive:
	case ssa.OpStore, ssa.OpMove, ssa.OpZero:
		r.held = v
		for _, r.lane = range r.lanes {
			r.augmentMemory(v)
		}
		r.held = nil
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		r.number(v)
		r.held = v
		r.augmentCall(v)
		r.held = nil
	case ssa.OpNilCheck:
		for _, r.lane = range r.lanes {
			if r.a.active(v) {
				r.shadows[v.ID] = r.shadow(v.Args[0])
			}
		}
	case ssa.OpLoad:
		if !r.shadowed(v) {
			return
		}
		for _, r.lane = range r.lanes {
			r.mirror(v)
		}
		from := v.Args[0]
		for _, r.lane = range r.lanes {
			if r.a.holdsReference(v.Type) {
				r.reachNested(v, from)
				r.noteElement(v)
			}
		}
		r.askOrigin(v)
	case ssa.OpArg:
		for _, r.lane = range r.lanes {
			if r.shadowed(v) {
				r.shadows[v.ID] = r.argumentShadow(v)
			}
		}
	case ssa.OpLocalAddr:
		for _, r.lane = range r.lanes {
			if r.shadowed(v) {
				r.shadows[v.ID] = r.addressShadow(v)
			}
		}
	default:
		r.number(v)
		if r.shadowed(v) && r.shadow(v) == nil {
			r.active(v)
			if v.Op == ssa.OpIData {
				r.unboxed(v)
			}
			r.askOrigin(v)
		}
	}
}

// argumentShadow returns the references of the shadow of the parameter v.
func (r *reverse) argumentShadow(v *ssa.Value) *ssa.Value {
	name := r.shadowParam(v.Aux.(*ir.Name))
	if name == nil {
		return nil
	}
	s := r.arg(name)
	if !types.Identical(s.Type, v.Type) { // floats and references: the shadow is passed by its address
		return r.e.b.NewValue2(v.Pos, ssa.OpLoad, v.Type, s, r.mem)
	}
	return s
}

// addressShadow returns the address of the shadow of the variable whose address v is.
func (r *reverse) addressShadow(v *ssa.Value) *ssa.Value {
	s := r.shadowName(v.Aux.(*ir.Name))
	return r.e.b.NewValue2A(v.Pos, ssa.OpLocalAddr, v.Type, s, v.Args[0], v.Args[1])
}

// reachNested checks the shadow of the reference v that has just been loaded through
// from, from active memory. A slice is taken with the capacity of its shadow where that is
// smaller.
func (r *reverse) reachNested(v, from *ssa.Value) {
	s, x := r.shadows[v.ID], v
	clamp := holdsSlice(v.Type) && !holdsFloat(v.Type)
	if clamp {
		x = r.twin(v)
		r.held = v
	}
	if still := r.nestedInactivity(from); still != nil {
		s = r.loaded(x, s, still)
		r.shadows[v.ID] = s
	}
	if clamp {
		become(v, r.clamped(x, s))
		r.held = nil
	}
	r.checkReference(v, s, "the shadow of a nested reference", "it")
}

// augmentMemory doubles what the store, copy or clearing v does to what is not a
// float in active memory.
func (r *reverse) augmentMemory(v *ssa.Value) {
	ptr := v.Args[0]
	if !r.a.active(ptr) || r.a.stillStores[v] {
		return
	}
	if r.a.inst.runtime {
		r.checkRuntimeStore(v)
	} else if v.Op != ssa.OpZero && r.storesActive(v) {
		r.checkDummy(ptr, v.Args[1], nil)
	}
	switch v.Op {
	case ssa.OpStore:
		val := v.Args[1]
		if val.Op != ssa.OpArgIntReg && val.Op != ssa.OpArgFloatReg && !isFloatAt(ptr, val.Type) {
			r.storeReferences(v, val.Type, 0, r.shadow(ptr), val)
		}
	case ssa.OpMove:
		if isUntyped(v) {
			r.unsupported(v, "a copy of elements of unknown type")
			return
		}
		r.moveReferences(v, v.Aux.(*types.Type), 0, r.shadow(ptr), v.Args[1])
	case ssa.OpZero:
		if isUntyped(v) {
			r.unsupported(v, "the clearing of elements of unknown type")
			return
		}
		r.clearReferences(v, v.Aux.(*types.Type), 0, r.shadow(ptr))
	}
}

// storeReferences stores what is not a float of val, which is of type t and off
// bytes from the start of what v stores.
func (r *reverse) storeReferences(v *ssa.Value, t *types.Type, off int64, to, val *ssa.Value) {
	switch {
	case isFloat(t):
	case holdsFloat(t):
		for i := 0; i < numElements(t); i++ {
			x := newElement(r.e.b, val, i)
			at := off
			if t.IsStruct() {
				at += t.Field(i).Offset
			}
			if int(val.ID) < len(r.shadows) && r.shadow(val) != nil {
				r.storeElement(v, x.Type, at, to, x, newElement(r.e.b, r.shadow(val), i))
			} else {
				r.storeReferences(v, x.Type, at, to, x)
			}
		}
	case r.isBase(v, val):
		r.storeAt(v, t, off, to, r.freshBase(v))
	default:
		r.storeAt(v, t, off, to, r.stored(val))
	}
}

// storeElement is storeReferences for an element with its shadow s.
func (r *reverse) storeElement(v *ssa.Value, t *types.Type, off int64, to, x, s *ssa.Value) {
	switch {
	case isFloat(t):
	case holdsFloat(t):
		for i := 0; i < numElements(t); i++ {
			at := off
			if t.IsStruct() {
				at += t.Field(i).Offset
			}
			xi := newElement(r.e.b, x, i)
			r.storeElement(v, xi.Type, at, to, xi, newElement(r.e.b, s, i))
		}
	case !r.a.reaches(t):
		r.storeAt(v, t, off, to, x)
	case r.a.inst.runtime:
		r.storeAt(v, t, off, to, r.exposed(x, s))
	default:
		r.storeAt(v, t, off, to, s)
	}
}

// storeAt stores x off bytes behind to, in front of v.
func (r *reverse) storeAt(v *ssa.Value, t *types.Type, off int64, to, x *ssa.Value) {
	store := func(mem *ssa.Value) *ssa.Value {
		s := r.e.b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, r.offset(to, off, t), x, mem)
		s.Aux = t
		return s
	}
	if r.a.inst.runtime {
		r.chain(v, r.unlessZeros(to, store))
	} else {
		r.chain(v, store(r.mem))
	}
}

// offset returns the pointer off bytes behind p, to a value of type t.
func (r *reverse) offset(p *ssa.Value, off int64, t *types.Type) *ssa.Value {
	if off == 0 && p.Type.IsPtr() && types.Identical(p.Type.Elem(), t) {
		return p
	}
	return r.e.b.NewValue1I(r.e.pos, ssa.OpOffPtr, types.NewPtr(t), off, p)
}

// moveReferences copies what is not a float of the type t that is off bytes from
// the start of what v copies. References of inactive memory get shadows.
func (r *reverse) moveReferences(v *ssa.Value, t *types.Type, off int64, to, src *ssa.Value) {
	switch {
	case t.Size() == 0 || allFloats(t):
	case !holdsFloat(t) && r.a.active(src):
		from := r.offset(r.shadow(src), off, t)
		s := r.e.b.NewValue3I(v.Pos, ssa.OpMove, types.TypeMem, t.Size(), r.offset(to, off, t), from, r.mem)
		s.Aux = t
		r.chain(v, s)
	case t.IsStruct():
		for _, field := range t.Fields() {
			r.moveReferences(v, field.Type, off+field.Offset, to, src)
		}
	case t.IsArray() && t.NumElem() <= maxUnrolled:
		for i := int64(0); i < t.NumElem(); i++ {
			r.moveReferences(v, t.Elem(), off+i*t.Elem().Size(), to, src)
		}
	case ssa.CanSSA(t):
		x := r.e.b.NewValue2(v.Pos, ssa.OpLoad, t, r.offset(src, off, t), r.mem)
		s := r.still(x)
		if r.a.inst.runtime {
			s = r.exposed(x, nil)
		}
		r.storeAt(v, t, off, to, s)
	default:
		from := r.offset(src, off, t)
		if r.a.active(src) {
			from = r.offset(r.shadow(src), off, t)
		} else {
			from = r.mirrored(from, t, wordConst(r.f, 1))
		}
		r.runtimeCall("autodiffCopyReferences", nil, r.typeAddr(t), r.offset(to, off, t), from, wordConst(r.f, 1))
	}
}

// clearReferences sets what is not a float of the type t that is off bytes from
// the start of what v clears to zero.
func (r *reverse) clearReferences(v *ssa.Value, t *types.Type, off int64, to *ssa.Value) {
	switch {
	case t.Size() == 0 || allFloats(t):
	case !holdsFloat(t) || v.Args[0].Op == ssa.OpLocalAddr && off == 0:
		s := r.e.b.NewValue2I(v.Pos, ssa.OpZero, types.TypeMem, t.Size(), r.offset(to, off, t), r.mem)
		s.Aux = t
		r.chain(v, s)
	case t.IsStruct():
		for _, field := range t.Fields() {
			r.clearReferences(v, field.Type, off+field.Offset, to)
		}
	case t.IsArray() && t.NumElem() <= maxUnrolled:
		for i := int64(0); i < t.NumElem(); i++ {
			r.clearReferences(v, t.Elem(), off+i*t.Elem().Size(), to)
		}
	default:
		to = r.offset(to, off, t)
		r.runtimeCall("autodiffCopyReferences", nil, r.typeAddr(t), to, r.f.ConstNil(to.Type), wordConst(r.f, 1))
	}
}

// maxUnrolled is up to how many elements of an array are treated one by one.
const maxUnrolled = 16

// unsupported reports that v cannot be differentiated, which only showed now.
func (r *reverse) unsupported(v *ssa.Value, what string) {
	d := &diagnostics{inst: r.a.inst}
	d.errorf(v.Pos, "cannot differentiate %s in reverse mode: not yet supported", what)
}

// allFloats reports whether t is made of floats alone.
func allFloats(t *types.Type) bool {
	switch {
	case isFloat(t):
		return true
	case t.IsStruct():
		for _, f := range t.Fields() {
			if !allFloats(f.Type) {
				return false
			}
		}
		return true
	case t.IsArray():
		return t.NumElem() == 0 || allFloats(t.Elem())
	}
	return false
}

// runtimeCall emits a call of a function of package runtime where the forward
// sweep stands, and returns its result, nil if there is none.
func (r *reverse) runtimeCall(name string, results []*types.Type, args ...*ssa.Value) *ssa.Value {
	b := r.e.b
	aux := r.runtimeAux(name, args, results)
	call := b.NewValue0A(r.e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(args...)
	call.AddArg(r.mem)
	call.AuxInt = aux.ArgWidth()
	mem := b.NewValue1I(r.e.pos, ssa.OpSelectN, types.TypeMem, int64(len(results)), call)
	if r.held != nil && r.held.Op != ssa.OpPhi && len(r.held.Args) > 0 && r.held.Args[len(r.held.Args)-1].Type == types.TypeMem {
		r.held.SetArg(len(r.held.Args)-1, mem)
	}
	r.mem = mem
	if len(results) == 0 {
		return nil
	}
	return b.NewValue1I(r.e.pos, ssa.OpSelectN, results[0], 0, call)
}

// clearedAuto defines the variable name in b and sets it to zero.
func (r *reverse) clearedAuto(b *ssa.Block, name *ir.Name, mem *ssa.Value) *ssa.Value {
	t := name.Type()
	if t.HasPointers() {
		mem = b.NewValue1A(b.Pos, ssa.OpVarDef, types.TypeMem, name, mem)
	}
	addr := b.NewValue2A(b.Pos, ssa.OpLocalAddr, types.NewPtr(t), name, r.stackPointer(), mem)
	z := b.NewValue2I(b.Pos, ssa.OpZero, types.TypeMem, t.Size(), addr, mem)
	z.Aux = t
	return z
}

// clearFloats sets the floats of the variable name to zero.
func (r *reverse) clearFloats(name *ir.Name) {
	t := name.Type()
	addr := r.e.b.NewValue2A(r.e.pos, ssa.OpLocalAddr, types.NewPtr(t), name, r.stackPointer(), r.mem)
	if len(leaves(t)) > maxUnrolled {
		r.runtimeCall("autodiffMoveBack", nil, r.typeAddr(t), addr, r.f.ConstNil(addr.Type), wordConst(r.f, 1))
		return
	}
	for _, l := range leaves(t) {
		s := r.e.b.NewValue3(r.e.pos, ssa.OpStore, types.TypeMem, r.offset(addr, l.off, l.t), r.e.zero(l.t), r.mem)
		s.Aux = l.t
		r.mem = s
	}
}

// clearLate clears the variables that were made on the way when the function begins.
func (r *reverse) clearLate() {
	if len(r.autos) == 0 {
		return
	}
	init := r.initMem()
	mem := init
	b := r.f.Entry
	old := len(b.Values)
	for _, name := range r.autos {
		mem = r.clearedAuto(b, name, mem)
	}
	for _, c := range r.f.Blocks {
		for k, v := range c.Values {
			for i, x := range v.Args {
				if x == init && (c != b || k < old) {
					v.SetArg(i, mem)
				}
			}
		}
	}
}

// newAuto makes a local variable of type t that is zero when the function begins.
func (r *reverse) newAuto(t *types.Type) *ir.Name {
	name := typecheck.TempAt(r.f.Entry.Pos, r.a.inst.fn, t)
	name.SetAddrtaken(true)
	name.SetNonMergeable(true)
	r.autos = append(r.autos, name)
	return name
}
