// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls in reverse mode: what becomes of each in the forward sweep, and how the
// reverse sweep undoes it.
//
//	y = math.Exp x         stays                          x̄ += y·ȳ                    rules
//	p = newobject T        p' = newobject T               nothing
//	memmove(d, s, n)       stays                          moves adjoints from d' to s'
//	q = growslice(p, …)    q' = growslice(p', …)          moves adjoints from q' to p'

package autodiff

import (
	"strings"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// augmentCall emits what becomes of the call v in the forward sweep.
func (r *reverse) augmentCall(v *ssa.Value) {
	switch p := r.a.plans[v]; p.kind {
	case bySeed:
		r.removeSeed(v)
	case byCell:
		r.callCell(v)
		r.retireCell(v)
	case byKnown:
		switch {
		case p.known == goStatement:
			r.spawn(v)
		case p.known == newChannel:
			r.makeChan(v)
			r.retire(v)
		case p.known == channelLength:
			r.callLength(v)
		case p.known == channelOperation:
			r.augmentChannel(v)
		case p.known == mapIteration:
			r.augmentMapIter(v)
		case p.known == linkedStart || p.known == linkedNext || p.known == linkedElem:
			r.augmentLinked(v, p.known)
		case p.known == sharedMap:
			r.augmentSharedMap(v)
		case p.known == swapping:
			for _, r.lane = range r.lanes {
				r.augmentSwap(v)
			}
		case p.known == mapCloning:
			for _, r.lane = range r.lanes {
				r.augmentClone(v)
			}
		case p.known.of > 0:
			r.augmentMap(v, p)
		default:
			for _, r.lane = range r.lanes {
				r.augmentKnown(v, p)
			}
		}
	case byInstance:
		r.augmentInstance(v, p)
	case byDynamic:
		r.augmentDynamic(v, p)
	}
}

// retireCell takes what callCell has left of the call v out of the memory chain.
func (r *reverse) retireCell(v *ssa.Value) {
	for _, sel := range r.selects[v] {
		if sel.Type == types.TypeMem {
			r.retire(sel)
		}
	}
	r.retire(v)
}

// A copying is a runtime call that copies or clears elements, in terms of the
// primal's values.
type copying struct {
	elem     *types.Type
	to, from *ssa.Value // shadow pointers; from is nil where nothing active is copied
	count    func() *ssa.Value
}

// augmentKnown doubles the call v of a runtime function, except for floats.
func (r *reverse) augmentKnown(v *ssa.Value, p *plan) {
	k := p.known
	name := strings.TrimPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")
	if k.dst >= 0 {
		if r.a.active(v.Args[k.dst]) {
			r.augmentCopy(v, p, name)
		}
		return
	}
	if k.mirror {
		r.callKnown(v, p)
		return
	}
	if name == "convT32" || name == "convT64" {
		if r.a.active(v.Args[0]) { // the bits of a float that was not opened: see boxes.go
			r.unsupported(v, "an interface value that holds floats of a type known at run time only")
		}
		r.emptyBox(v)
		return
	}
	r.callKnown(v, p)
	switch name {
	case "growslice", "makeslicecopy":
		r.augmentGrowth(v, name)
	case "convT", "convTnoptr":
		t := describedType(v.Args[0])
		if from := v.Args[1].Type; t == nil && from.IsPtr() && from.Elem().IsShape() {
			t = from.Elem() // of a type parameter
		}
		if t == nil || holdsFloat(t) { // not opened: see boxes.go
			r.unsupported(v, "an interface value that holds floats of a type known at run time only")
		}
	}
}

// emptyBox gives the box that the call v makes for what is inactive, an integer or a float, a
// shadow. The runtime's own boxes for small numbers cannot be written.
func (r *reverse) emptyBox(v *ssa.Value) {
	t := v.Args[0].Type
	for _, sel := range r.selects[v] {
		if sel.AuxInt == 0 && sel.Type != types.TypeMem {
			made := r.runtimeCall("newobject", []*types.Type{types.NewPtr(t)}, r.typeAddr(t))
			r.shadows[sel.ID] = r.e.b.NewValue1I(v.Pos, ssa.OpOffPtr, sel.Type, 0, made)
		}
	}
}

// augmentCopy doubles a call that copies or clears elements.
func (r *reverse) augmentCopy(v *ssa.Value, p *plan, name string) {
	k := p.known
	elem := r.elementType(v.Args[k.dst])
	if elem == nil && k.src >= 0 {
		elem = r.elementType(v.Args[k.src])
	}
	switch {
	case elem == nil:
		r.unsupported(v, "a copy of elements of unknown type")
		return
	case r.a.holdsReference(elem) && !holdsFloat(elem) && (k.src < 0 || r.a.active(v.Args[k.src])):
		if k.src >= 0 && !r.a.inst.runtime {
			r.checkDummy(v.Args[k.dst], v.Args[k.src], nil)
		}
		r.callKnown(v, p)
		return
	}
	c := &copying{elem: elem, to: r.shadow(v.Args[k.dst])}
	if k.src >= 0 && r.a.active(v.Args[k.src]) {
		c.from = r.shadow(v.Args[k.src])
	}
	size := v.Args[len(v.Args)-2]
	var some *ssa.Value // that something is copied
	switch name {
	case "memmove", "memclrNoHeapPointers", "memclrHasPointers":
		c.count = func() *ssa.Value { return r.divide(size, elem.Size()) }
		some = size
	case "typedmemmove", "typedmemclr":
		c.count = func() *ssa.Value { return wordConst(r.f, 1) }
	case "typedslicecopy":
		c.count = func() *ssa.Value { return r.lesser(v.Args[2], v.Args[4]) }
	default:
		r.unsupported(v, "a call of runtime."+name)
		return
	}
	switch {
	case c.from == nil:
	case r.a.inst.runtime:
		r.checkStore(c.to, some, v.Args[k.src])
	default:
		r.checkDummy(v.Args[k.dst], v.Args[k.src], some)
	}
	if r.a.holdsReference(elem) {
		from := c.from
		switch {
		case from != nil:
		case k.src >= 0:
			from = r.mirrored(v.Args[k.src], elem, c.count())
		default:
			from = r.f.ConstNil(c.to.Type)
		}
		r.runtimeCall("autodiffCopyReferences", nil, r.typeAddr(elem), c.to, from, c.count())
	}
	if holdsFloat(elem) {
		r.copies[v] = c
	}
}

// divide returns n / size, for bytes of elements.
func (r *reverse) divide(n *ssa.Value, size int64) *ssa.Value {
	if size == 1 {
		return n
	}
	return r.e.b.NewValue2(r.e.pos, wordOp(ssa.OpDiv32u, ssa.OpDiv64u), types.Types[types.TUINTPTR], n, r.sizeConst(size))
}

// elementType returns the type of the elements that ptr points to, nil if it is
// not known.
func (r *reverse) elementType(ptr *ssa.Value) *types.Type {
	return elementFrom(ptr, make(map[*ssa.Value]bool))
}

func elementFrom(ptr *ssa.Value, seen map[*ssa.Value]bool) *types.Type {
	if seen[ptr] {
		return nil
	}
	seen[ptr] = true
	if t := ptr.Type; t.IsPtr() && !t.IsShape() && t.Elem().Kind() != types.TUINT8 {
		t = t.Elem()
		if t.IsArray() {
			t = t.Elem()
		}
		return t
	}
	switch ptr.Op {
	case ssa.OpCopy, ssa.OpConvert, ssa.OpNilCheck, ssa.OpAddPtr, ssa.OpOffPtr, ssa.OpPhi, ssa.OpCondSelect:
		for _, x := range ptr.Args {
			if t := elementFrom(x, seen); t != nil {
				return t
			}
		}
	case ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked:
		return ptr.Args[0].Type.Elem()
	case ssa.OpSelectN:
		if call := ptr.Args[0]; call.Op == ssa.OpStaticLECall && len(call.Args) > 1 {
			return describedType(call.Args[0])
		}
	}
	return nil
}

// describedType returns the type whose descriptor v is the address of, or nil.
func describedType(v *ssa.Value) *types.Type {
	if v.Op != ssa.OpAddr {
		return nil
	}
	if sym, ok := v.Aux.(*obj.LSym); ok && sym.Extra != nil {
		if info, ok := (*sym.Extra).(*obj.TypeInfo); ok {
			t, _ := info.Type.(*types.Type)
			return t
		}
	}
	return nil
}

// augmentGrowth clears the floats that a doubled call has copied to new shadow
// memory: their adjoints are still zero.
func (r *reverse) augmentGrowth(v *ssa.Value, name string) {
	var made *ssa.Value
	for _, sel := range r.selects[v] {
		if sel.AuxInt == 0 && sel.Type != types.TypeMem {
			made = sel
		}
	}
	if made == nil {
		return
	}
	c := &copying{from: r.shadow(v.Args[0])}
	word := types.Types[types.TINT]
	s := r.shadow(made)
	if name == "growslice" {
		c.elem = made.Type.Elem()
		length, added := v.Args[1], v.Args[3]
		c.to = r.e.b.NewValue1(v.Pos, ssa.OpSlicePtr, types.NewPtr(c.elem), s)
		c.count = func() *ssa.Value {
			return r.e.b.NewValue2(r.e.pos, wordOp(ssa.OpSub32, ssa.OpSub64), word, length, added)
		}
	} else {
		c.elem = describedType(v.Args[0])
		c.from = r.shadow(v.Args[3])
		c.to = s
		length, from := v.Args[1], v.Args[2]
		c.count = func() *ssa.Value {
			return r.lesser(length, from)
		}
	}
	if c.elem == nil {
		r.unsupported(v, "a copy of elements of unknown type")
		return
	}
	if !holdsFloat(c.elem) {
		return
	}
	held := r.held
	r.held = nil
	cleared := c.count
	if name == "growslice" { // what is appended was not cleared, either
		cleared = func() *ssa.Value { return v.Args[1] }
	}
	r.runtimeCall("autodiffMoveBack", nil, r.typeAddr(c.elem), c.to, r.f.ConstNil(c.to.Type), cleared())
	r.held = held
	v.SetArg(len(v.Args)-1, r.mem)
	if c.from != nil || r.a.active(v.Args[0]) || name != "growslice" {
		r.copies[v] = c
	}
}

// reverseCall emits what the call v does to adjoints.
func (r *reverse) reverseCall(v *ssa.Value) {
	switch p := r.a.plans[v]; p.kind {
	case byRule:
		r.reverseRule(v, p)
	case byKnown:
		for _, r.lane = range r.lanes {
			c := r.copies[v]
			if c == nil {
				continue
			}
			from := r.f.ConstNil(c.to.Type)
			if c.from != nil {
				from = r.unlessShared(r.current(c.from))
			}
			r.callBack(r.mover(), r.typeAddr(c.elem), r.current(c.to), from, c.count())
		}
		for _, undo := range r.undos[v] {
			undo()
		}
		for _, c := range r.mapChanges[v] {
			r.reverseMap(c)
		}
	}
}

// reverseRule passes the adjoints of the results of v, a call of a function with a
// rule, on to its arguments.
func (r *reverse) reverseRule(v *ssa.Value, p *plan) {
	e, args := &r.e, callArgs(v)
	results := make([]*ssa.Value, len(p.rule.rows))
	for i := range results {
		results[i] = r.resultOf(v, i)
	}
	op := &operation{x: args, y: results, need: func(i int) bool { return r.varies(args[i]) }}
	for i, y := range results {
		if p.rule.rows[i].kind != rowSmooth || !r.varies(y) {
			continue
		}
		r.pass(y, func() derivative { return p.rule.at(e, i, op) }, op)
	}
}

// resultOf returns the value of result i of call.
func (r *reverse) resultOf(call *ssa.Value, i int) *ssa.Value {
	for _, s := range r.selects[call] {
		if s.AuxInt == int64(i) {
			return s
		}
	}
	s := call.Block.NewValue1I(call.Pos, ssa.OpSelectN, call.Aux.(*ssa.AuxCall).TypeOfResult(int64(i)), int64(i), call)
	r.selects[call] = append(r.selects[call], s)
	return s
}
