// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Adjoints: one variable for each float in a value of the primal.
//
// The adjoint of a value is added to wherever the reverse sweep meets a use, and
// taken where it meets the definition: taken means read and set to zero, since in
// a loop the same value is defined again in the iteration before.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A leaf is a float in a type.
type leaf struct {
	off  int64
	t    *types.Type
	path []int // of elements that lead to it
}

// leaves returns the floats in a value of type t, in the order of memory.
func leaves(t *types.Type) []leaf {
	if isFloat(t) {
		return []leaf{{t: t}}
	}
	var ls []leaf
	add := func(i int, off int64, t *types.Type) {
		for _, l := range leaves(t) {
			ls = append(ls, leaf{off + l.off, l.t, append([]int{i}, l.path...)})
		}
	}
	switch {
	case t.IsStruct():
		for i, f := range t.Fields() {
			add(i, f.Offset, f.Type)
		}
	case t.IsArray() && holdsFloat(t.Elem()):
		for i := int64(0); i < t.NumElem(); i++ {
			add(int(i), i*t.Elem().Size(), t.Elem())
		}
	}
	return ls
}

// part returns the float l of the struct or array v.
func (r *reverse) part(v *ssa.Value, l leaf) *ssa.Value {
	for _, i := range l.path {
		if v.Op == ssa.OpStructMake || v.Op == ssa.OpArrayMake1 {
			v = v.Args[i]
		} else {
			v = newElement(r.e.b, v, i)
		}
	}
	return v
}

// zeroOf returns the one zero of float type t that stands for no adjoint.
func (r *reverse) zeroOf(t *types.Type) *ssa.Value {
	if !t.IsComplex() {
		return r.e.constant(t, 0)
	}
	z := r.zeroComplex[t]
	if z == nil {
		part := r.e.constant(types.FloatForComplex(t), 0)
		z = r.f.Entry.NewValue2(r.f.Entry.Pos, ssa.OpComplexMake, t, part, part)
		r.zeroComplex[t] = z
	}
	return z
}

// some returns the adjoint v, or nil if it is zero.
func (r *reverse) some(v *ssa.Value) *ssa.Value {
	if v = resolve(v); v == r.zeroOf(v.Type) {
		return nil
	}
	return v
}

// adjointOf returns the variable that is the adjoint of float i of v in the lane in
// progress.
func (r *reverse) adjointOf(v *ssa.Value, i int) quantity {
	if r.index > 0 {
		i += r.index * len(leaves(v.Type))
	}
	return quantity{v, i}
}

// take returns the adjoints of the floats in v, nil where one is zero, and sets
// them to zero.
func (r *reverse) take(v *ssa.Value) []*ssa.Value {
	ls := leaves(v.Type)
	ts := make([]*ssa.Value, len(ls))
	if !r.varies(v) {
		return ts
	}
	for i, l := range ls {
		x := r.adjointOf(v, i)
		ts[i] = r.some(r.vars.read(x, l.t, r.e.b))
		if ts[i] != nil {
			r.vars.write(x, r.e.b, r.zeroOf(l.t))
		}
	}
	return ts
}

// contribute adds t to the adjoint of float i of v.
func (r *reverse) contribute(v *ssa.Value, i int, t *ssa.Value) {
	if t == nil || !r.varies(v) {
		return
	}
	x := r.adjointOf(v, i)
	sum := r.e.add(r.some(r.vars.read(x, t.Type, r.e.b)), t)
	r.vars.write(x, r.e.b, sum)
}

// contributeAll adds the adjoints ts to those of v.
func (r *reverse) contributeAll(v *ssa.Value, ts []*ssa.Value) {
	for i, t := range ts {
		r.contribute(v, i, t)
	}
}

// assemble returns the struct, array or float of type t whose floats are ts, and
// everything else zero.
func (r *reverse) assemble(t *types.Type, ts []*ssa.Value) *ssa.Value {
	if isFloat(t) {
		return r.e.value(t, ts[0])
	}
	n := numElements(t)
	if n < 0 {
		return r.nothing(t)
	}
	made := r.e.b.NewValue0(r.e.pos, makeOp(t), t)
	for i := 0; i < n; i++ {
		et := elementType(t, i)
		k := len(leaves(et))
		made.AddArg(r.assemble(et, ts[:k]))
		ts = ts[k:]
	}
	return made
}

func elementType(t *types.Type, i int) *types.Type {
	if t.IsStruct() {
		return t.FieldType(i)
	}
	return t.Elem()
}

// nothing returns the zero of a type that is not a float.
func (r *reverse) nothing(t *types.Type) *ssa.Value {
	f := r.f
	switch {
	case t.IsSlice():
		return f.Entry.NewValue0(f.Entry.Pos, ssa.OpConstSlice, t)
	case t.IsInterface():
		return f.Entry.NewValue0(f.Entry.Pos, ssa.OpConstInterface, t)
	case t.IsString():
		return f.Entry.NewValue0A(f.Entry.Pos, ssa.OpConstString, t, ssa.StringToAux(""))
	case t.IsPtrShaped():
		return f.ConstNil(t)
	case t.IsBoolean():
		return f.ConstBool(t, false)
	case t.IsInteger():
		return integerConst(f, t, 0)
	}
	return r.assemble(t, make([]*ssa.Value, len(leaves(t))))
}

// load returns the adjoint in shadow memory at p, of float type t.
func (r *reverse) load(p *ssa.Value, t *types.Type) *ssa.Value {
	return r.e.b.NewValue2(r.e.pos, ssa.OpLoad, t, p, r.e.mem)
}

// store sets the adjoint in shadow memory at p.
func (r *reverse) store(p, x *ssa.Value) {
	s := r.e.b.NewValue3(r.e.pos, ssa.OpStore, types.TypeMem, p, x, r.e.mem)
	s.Aux = x.Type
	r.e.mem = s
}

// accumulate adds t to the adjoint in shadow memory at p.
func (r *reverse) accumulate(p, t *ssa.Value) {
	if t != nil && r.mayBeShared(p) {
		t = r.counting(p, t)
		if !r.gather(p, t) {
			r.addShared(p, t)
		}
	} else if t != nil {
		r.store(p, r.e.add(r.load(p, t.Type), r.counting(p, t)))
	}
}
