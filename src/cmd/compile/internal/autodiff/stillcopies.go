// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Copies of inactive memory to active memory, by the run time where it takes more than a
// few stores (runtime.autodiffStill): floats become zero, and references get the shadows
// that inactive ones have (shadow.go, fresh.go).
//
//	a = *p, an array of slices          a' = …; autodiffStill(T, &a', p, 1)
//	copy(rows, x)                       autodiffStill(T, rows', x, min(len(rows), len(x)))
//	r = append(x, row)                  r' = growslice(x, …) as the primal's; autodiffStill(T, r', nil, len(x))
//	f(*p), passed in memory             t = …; autodiffStill(T, &t, p, 1); f(*p, t)
//
// In reverse mode adjoints wait in the floats of active memory, so that only the rest is
// copied, from a shadow that the inactive memory gets (runtime.autodiffMirror).

package autodiff

import (
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
)

// What becomes of the references in a shadow of inactive memory, as runtime.autodiffStill
// knows it.
const (
	stillZeros   = iota // they lead to the shared zeros
	stillDummies        // to memory of their own
	stillOwn            // where the primal's do: they are their own shadows
	stillNew            // to memory of their own, which the caller of a derivative may use
)

// stillWay returns what becomes of references.
func (f *forward) stillWay() int64 {
	switch {
	case f.a.inst.runtime:
		return stillOwn
	case f.refs:
		return stillDummies
	}
	return stillZeros
}

// copiedCalls has the calls that copy elements which one argument leads to to what their
// first result leads to. The arguments are the address of the elements, their type, or
// their size in bytes, and one or two numbers.
var copiedCalls = map[string]struct {
	from, elem int
	count      func(f *forward, args []*ssa.Value) *ssa.Value
}{
	"growslice":            {0, 4, (*forward).countGrown},
	"growsliceBuf":         {0, 4, (*forward).countGrown},
	"growsliceNoAlias":     {0, 4, (*forward).countGrown},
	"growsliceBufNoAlias":  {0, 4, (*forward).countGrown},
	"makeslicecopy":        {3, 0, (*forward).countMade},
	"moveSlice":            {1, 0, func(f *forward, args []*ssa.Value) *ssa.Value { return args[3] }},
	"moveSliceNoScan":      {1, 0, func(f *forward, args []*ssa.Value) *ssa.Value { return args[3] }},
	"moveSliceNoCap":       {1, 0, func(f *forward, args []*ssa.Value) *ssa.Value { return args[2] }},
	"moveSliceNoCapNoScan": {1, 0, func(f *forward, args []*ssa.Value) *ssa.Value { return args[2] }},
	"convT":                {1, 0, func(f *forward, args []*ssa.Value) *ssa.Value { return f.wordConst(1) }},
	"convTnoptr":           {1, 0, func(f *forward, args []*ssa.Value) *ssa.Value { return f.wordConst(1) }},
}

// countGrown returns the old length of a slice that grows.
func (f *forward) countGrown(args []*ssa.Value) *ssa.Value {
	return f.e.b.NewValue2(f.e.pos, f.wordOp(ssa.OpSub32, ssa.OpSub64), types.Types[types.TINT], args[1], args[3])
}

// countMade returns how many elements a new slice gets from another one.
func (f *forward) countMade(args []*ssa.Value) *ssa.Value { return f.lesser(args[1], args[2]) }

// lesser returns the lesser of two ints.
func (f *forward) lesser(x, y *ssa.Value) *ssa.Value {
	less := f.e.b.NewValue2(f.e.pos, wordOp(ssa.OpLess32, ssa.OpLess64), types.Types[types.TBOOL], x, y)
	return f.e.b.NewValue3(f.e.pos, ssa.OpCondSelect, x.Type, x, y, less)
}

// copiesStill reports whether argument i of v, a call of a known function, leads to
// inactive elements that are copied to the result.
func (f *forward) copiesStill(v *ssa.Value, i int) bool {
	c, ok := copiedCalls[strings.TrimPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")]
	return ok && c.from == i && f.shadow(v.Args[i]) == nil && !isNil(v.Args[i])
}

// stillResult makes the elements shadows that s, the call for the shadow of v, has copied
// from inactive memory.
func (f *forward) stillResult(v, s *ssa.Value) {
	name := strings.TrimPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")
	c := copiedCalls[name]
	t := v.Aux.(*ssa.AuxCall).TypeOfResult(0)
	ptr := f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, t, 0, s)
	if t.IsSlice() {
		ptr = f.e.b.NewValue1(v.Pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), ptr)
	}
	n := c.count(f, v.Args)
	if strings.HasSuffix(name, "NoScan") {
		size := f.e.b.NewValue2(v.Pos, f.wordOp(ssa.OpMul32, ssa.OpMul64), types.Types[types.TUINTPTR], n, v.Args[c.elem])
		f.effect("memclrNoHeapPointers", ptr, size)
		return
	}
	f.fillStill(v.Args[c.elem], ptr, f.f.ConstNil(ptr.Type), n)
}

// fillStill emits the call that makes n values of the type that t describes, at to, the
// shadows of the inactive ones at from; or of those at to, if from is nil.
func (f *forward) fillStill(t, to, from, n *ssa.Value) {
	f.effect("autodiffStill", t, to, from, n, f.wordConst(f.stillWay()))
}

// effect emits a call of a function of package runtime that returns nothing, in front of
// the memory operation or call that is visited.
func (f *forward) effect(name string, args ...*ssa.Value) {
	call := f.e.b.NewValue0A(f.e.pos, ssa.OpStaticLECall, nil, nil)
	aux := f.runtimeAux(name, args, nil)
	call.Type, call.Aux, call.AuxInt = aux.LateExpansionResultType(), aux, aux.ArgWidth()
	call.AddArgs(args...)
	call.AddArg(f.mem)
	f.mem = f.e.b.NewValue1I(f.e.pos, ssa.OpSelectN, types.TypeMem, 0, call)
	f.effects = true
	if f.held != nil {
		f.held.SetArg(len(f.held.Args)-1, f.mem)
	}
}

// inMemory returns the shadow of the inactive value v, which lies in memory and is passed
// there, with references as way says.
func (f *forward) inMemory(v *ssa.Value, way int64) *ssa.Value {
	e, t := &f.e, v.Type
	if v.Op != ssa.OpDereference || f.held == nil || !f.a.holdsReference(t) && t.Size() <= f.zerosSize() && !t.HasPointers() {
		return e.b.NewValue2(e.pos, ssa.OpDereference, t, f.zeros(types.NewPtr(t)), f.mem)
	}
	name := typecheck.TempAt(e.pos, f.a.inst.fn, t)
	name.SetAddrtaken(true)
	name.SetNonMergeable(true)
	addr := f.clearedTemp(name)
	f.effect("autodiffStill", f.typeAddr(t), addr, v.Args[0], f.wordConst(1), f.wordConst(way))
	return e.b.NewValue2(e.pos, ssa.OpDereference, t, addr, f.mem)
}

// clearedTemp emits the definition of the variable name, with zeros, and returns its address.
func (f *forward) clearedTemp(name *ir.Name) *ssa.Value {
	e, t := &f.e, name.Type()
	def := e.b.NewValue1A(e.pos, ssa.OpVarDef, types.TypeMem, name, f.mem)
	addr := e.b.NewValue2A(e.pos, ssa.OpLocalAddr, types.NewPtr(t), name, f.stackPointer(), def)
	f.mem = e.b.NewValue2I(e.pos, ssa.OpZero, types.TypeMem, t.Size(), addr, def)
	f.mem.Aux = t
	if f.held != nil {
		f.held.SetArg(len(f.held.Args)-1, f.mem)
	}
	return addr
}

// holdsManyReferences reports whether t holds arrays with references, which no stores of
// single fields fill.
func (f *forward) holdsManyReferences(t *types.Type) bool {
	switch {
	case !f.a.holdsReference(t):
		return false
	case t.IsStruct():
		for _, field := range t.Fields() {
			if f.holdsManyReferences(field.Type) {
				return true
			}
		}
		return false
	}
	return t.IsArray()
}

// mirrored returns memory that has, in the places of references, the shadows of the n
// inactive values of type t at ptr.
func (r *reverse) mirrored(ptr *ssa.Value, t *types.Type, n *ssa.Value) *ssa.Value {
	if r.a.inst.runtime {
		return ptr
	}
	return r.runtimeCall("autodiffMirror", []*types.Type{types.NewPtr(t)}, r.typeAddr(t), ptr, n)
}
