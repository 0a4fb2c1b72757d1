// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Provision: the reverse sweep was written as if the primal's values were still
// there. Each is made available where it is used, in one of these ways:
//
//	free        a constant, a parameter, an address
//	recomputed  from values that are available, or loaded again
//	induction   start + step · iteration
//	kept        outside of loops, as an SSA value that lives on; in a loop, on the
//	            tape (tape.go)
//
// choice.go chooses over the whole function. A value is made in the reverse block
// that is in the same iteration of the same loop as the value, so that inner
// loops do not make it again and again.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A demand is the use of a value of the primal in the reverse sweep: an argument
// of v, or, if v is nil, a control of b.
type demand struct {
	v  *ssa.Value
	b  *ssa.Block
	i  int
	of *ssa.Value
}

// provide makes everything that the reverse sweep uses available.
func (r *reverse) provide() *tape {
	p := &provider{
		r:         r,
		stability: newStability(r),
		made:      make(map[provision]*ssa.Value),
		atoms:     make(map[selection]*ssa.Value),
		idom:      r.f.Idom(),
		inducts:   make(map[*ssa.Value]*induction),
		framed:    make(map[*ssa.Value]bool),
		twins:     make(map[*ssa.Value]*twin),
		firsts:    make(map[provision]*ssa.Value),
		frames:    make(map[*ssa.Value]*frameAddress),
	}
	p.findInductions()
	demands := p.demands()
	kept, ok := p.choose(demands)
	if !ok {
		d := &diagnostics{inst: r.a.inst}
		d.errorf(r.a.inst.primal.Pos(), "cannot differentiate a function that moves pointers to its own local variables about in a loop in reverse mode: not yet supported")
		return nil
	}
	p.kept = kept
	p.explainKept()
	p.tape = r.layTape(kept, p.twinned())
	p.tape.counted = p.countLoops()
	p.noteFork()
	for _, d := range demands {
		x := p.available(d.of, d.b)
		if d.v != nil {
			d.v.SetArg(d.i, x)
		} else {
			d.b.ReplaceControl(d.i, x)
		}
	}
	p.tape.emit()
	return p.tape
}

// A provider makes values available.
type provider struct {
	r         *reverse
	stability *stability
	kept      map[*ssa.Value]bool
	tape      *tape
	made      map[provision]*ssa.Value
	atoms     map[selection]*ssa.Value
	idom      []*ssa.Block
	inducts   map[*ssa.Value]*induction
	twins     map[*ssa.Value]*twin     // what twinOf has answered
	firsts    map[provision]*ssa.Value // where twins begin on the tape

	framed     map[*ssa.Value]bool // what inFrame has answered
	search     frameSearch
	frames     map[*ssa.Value]*frameAddress // from phi that may be an address in the frame
	frameNames []*ir.Name                   // variables that such phis lead to
}

// A provision is a value of the primal in a reverse block.
type provision struct {
	b *ssa.Block
	v *ssa.Value
}

// demands returns the uses of values of the primal in the reverse sweep.
func (p *provider) demands() []demand {
	var ds []demand
	primal := func(v *ssa.Value) bool { return p.r.way.primal[v.Block] == nil && v != p.r.entryMem }
	for _, b := range p.r.back {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if x = resolve(x); !primal(x) || x.Type.IsMemory() || isConst(x) {
					continue
				}
				at := b
				if v.Op == ssa.OpPhi {
					at = b.Preds[i].Block()
				}
				if p.r.way.primal[at] != nil {
					ds = append(ds, demand{v, at, i, x})
				}
			}
		}
		for i, x := range b.ControlValues() {
			if x = resolve(x); primal(x) && !isConst(x) {
				ds = append(ds, demand{nil, b, i, x})
			}
		}
	}
	return ds
}

// isConst reports whether v is a constant that stands in the entry block, or
// anything else that can be used everywhere as it is.
func isConst(v *ssa.Value) bool {
	if v.Block != v.Block.Func.Entry {
		return false
	}
	switch v.Op {
	case ssa.OpLocalAddr:
		return false
	case ssa.OpComplexMake:
		return isConst(v.Args[0]) && isConst(v.Args[1])
	}
	return isFree(v)
}

// home returns the reverse block, b or one that dominates it, in which v is to be
// made for a use in b: in the same iteration of the loop of v, and outside of inner
// loops unless one is entered from outside of both.
func (p *provider) home(v *ssa.Value, b *ssa.Block) *ssa.Block {
	nest := p.r.way.nest
	l := nest.innermost(v.Block)
	if !p.within(b, l) {
		p.r.unsupported(v, "a value that is used behind its loop")
		return b
	}
	for nest.innermost(p.r.way.primal[b]) != l {
		c := p.idom[b.ID]
		if c == nil || p.r.way.primal[c] == nil || !p.within(c, l) {
			break
		}
		b = c
	}
	return b
}

// within reports whether the reverse block b is in l, nil for all of the function.
func (p *provider) within(b *ssa.Block, l *loop) bool {
	in := p.r.way.nest.innermost(p.r.way.primal[b])
	for in != nil && in != l {
		in = in.parent
	}
	return in == l
}

// available returns v in the reverse block b.
func (p *provider) available(v *ssa.Value, b *ssa.Block) *ssa.Value {
	v = p.origin(v)
	if isConst(v) {
		return v
	}
	if !isFree(v) {
		b = p.home(v, b)
	}
	at := provision{b, v}
	if x := p.made[at]; x != nil {
		return x
	}
	x := p.make(v, b)
	p.made[at] = x
	return x
}

// make makes v in the reverse block b.
func (p *provider) make(v *ssa.Value, b *ssa.Block) *ssa.Value {
	mem := resolve(p.r.startMem[b])
	if p.kept[v] {
		return p.tape.load(v, b, mem)
	}
	switch v.Op {
	case ssa.OpLocalAddr:
		p.r.used[v.Aux.(*ir.Name)] = true
		return b.NewValue2A(v.Pos, v.Op, v.Type, v.Aux, p.available(v.Args[0], b), mem)
	case ssa.OpNilCheck, ssa.OpConvert:
		return p.available(v.Args[0], b)
	}
	if ind := p.inducts[v]; ind != nil {
		return ind.value(p, b)
	}
	if fa := p.frameOf(v); fa != nil {
		return p.makeFrameAddress(v, fa, b)
	}
	if t := p.twins[v]; t != nil {
		return p.makeTwin(v, t, b, mem)
	}
	args := p.operands(v)
	x := b.NewValue0(v.Pos, v.Op, v.Type)
	x.Aux, x.AuxInt = v.Aux, v.AuxInt
	if p.atomised(v) {
		x.Op, x.Aux, x.AuxInt = compositeOp(v.Type), nil, 0
	}
	for _, y := range args {
		x.AddArg(p.available(y, b))
	}
	if x.Op == ssa.OpLoad {
		x.AddArg(mem)
	}
	return x
}

// operands returns the values of the primal that v is recomputed from.
func (p *provider) operands(v *ssa.Value) []*ssa.Value {
	switch {
	case v.Op == ssa.OpLoad && !p.atomised(v):
		return v.Args[:1]
	case v.Op == ssa.OpLocalAddr:
		return nil
	case v.Op == ssa.OpNilCheck || v.Op == ssa.OpConvert:
		return v.Args[:1]
	case p.inducts[v] != nil:
		return p.inducts[v].operands()
	case p.atomised(v):
		var list []*ssa.Value
		for i := range atomOps(v.Type) {
			list = append(list, p.atom(v, i))
		}
		return list
	}
	if fa := p.frameOf(v); fa != nil {
		return []*ssa.Value{fa.heap, fa.which, fa.off}
	}
	return v.Args
}

// recomputable reports whether v can be made from its operands.
func (p *provider) recomputable(v *ssa.Value) bool {
	switch {
	case p.r.elements[v] != nil:
		return false // it may have moved
	case isFree(v), v.Op == ssa.OpNilCheck, v.Op == ssa.OpConvert, p.inducts[v] != nil:
		return true
	case v.Op == ssa.OpLoad && p.stability.stable(v):
		return true
	case p.atomised(v), p.frameOf(v) != nil:
		return true
	case p.isAtom(v):
		return false
	}
	return ssa.AutodiffPure(v.Op) && (len(v.Args) == 0 || !v.Args[len(v.Args)-1].Type.IsMemory()) && !v.Type.IsTuple() && !hasTuple(v)
}

func hasTuple(v *ssa.Value) bool {
	for _, x := range v.Args {
		if x.Type.IsTuple() || x.Type.IsMemory() {
			return true
		}
	}
	return false
}

// atomised reports whether v is not a single word and comes from where it cannot
// be made again, so that it is put together from its parts.
func (p *provider) atomised(v *ssa.Value) bool {
	if atomOps(v.Type) == nil {
		return false
	}
	switch v.Op {
	case ssa.OpPhi, ssa.OpSelectN:
		return true
	case ssa.OpLoad:
		return !p.stability.stable(v)
	}
	return p.isAtom(v)
}

// origin returns the value that stands for v: what v is a copy of, or the part of
// another value that it selects.
func (p *provider) origin(v *ssa.Value) *ssa.Value {
	for {
		v = resolve(v)
		i := partIndex(v)
		if i < 0 {
			return v
		}
		whole := p.origin(v.Args[0])
		switch {
		case whole.Op == compositeOp(whole.Type) && i < len(whole.Args) && whole.Args[i].Op != ssa.OpConstNil:
			// The optimiser takes the pointer of a slice for not nil, unless it is
			// compared with that of a nil slice.
			v = whole.Args[i]
		case p.atomised(whole):
			return p.atom(whole, i)
		default:
			return v
		}
	}
}

// partIndex returns which part of its argument v selects, or -1.
func partIndex(v *ssa.Value) int {
	switch v.Op {
	case ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpStringPtr, ssa.OpITab, ssa.OpComplexReal:
		return 0
	case ssa.OpSliceLen, ssa.OpStringLen, ssa.OpIData, ssa.OpComplexImag:
		return 1
	case ssa.OpSliceCap:
		return 2
	case ssa.OpStructSelect, ssa.OpArraySelect:
		return int(v.AuxInt)
	}
	return -1
}

// isAtom reports whether v is a part of an atomised value.
func (p *provider) isAtom(v *ssa.Value) bool {
	return partIndex(v) >= 0 && p.atomised(resolve(v.Args[0]))
}

// atom returns part i of the atomised value v, beside v.
func (p *provider) atom(v *ssa.Value, i int) *ssa.Value {
	at := selection{v, i}
	x := p.atoms[at]
	if x == nil && v.Op == ssa.OpPhi && p.inFrame(v) {
		return p.partPhi(v, i)
	}
	if x == nil {
		part := atomOps(v.Type)[i]
		x = v.Block.NewValue1I(v.Pos, part.op, part.t, part.i, v)
		p.atoms[at] = x
	}
	return x
}

// An atomOp selects a part of a value.
type atomOp struct {
	op ssa.Op
	t  *types.Type
	i  int64
}

// atomOps returns the parts of a value of type t, nil if it is a single word.
func atomOps(t *types.Type) []atomOp {
	word := types.Types[types.TINT]
	switch {
	case t.IsSlice():
		return []atomOp{{ssa.OpSlicePtr, types.NewPtr(t.Elem()), 0}, {ssa.OpSliceLen, word, 0}, {ssa.OpSliceCap, word, 0}}
	case t.IsString():
		return []atomOp{{ssa.OpStringPtr, types.NewPtr(types.Types[types.TUINT8]), 0}, {ssa.OpStringLen, word, 0}}
	case t.IsInterface():
		return []atomOp{{ssa.OpITab, types.Types[types.TUINTPTR], 0}, {ssa.OpIData, types.NewPtr(types.Types[types.TUINT8]), 0}}
	case t.IsComplex():
		part := types.FloatForComplex(t)
		return []atomOp{{ssa.OpComplexReal, part, 0}, {ssa.OpComplexImag, part, 0}}
	}
	var list []atomOp
	for i := 0; i < numElements(t); i++ {
		op := ssa.OpStructSelect
		if t.IsArray() {
			op = ssa.OpArraySelect
		}
		list = append(list, atomOp{op, elementType(t, i), int64(i)})
	}
	return list
}

// compositeOp returns the op that puts a value of type t together.
func compositeOp(t *types.Type) ssa.Op {
	switch {
	case t.IsSlice():
		return ssa.OpSliceMake
	case t.IsString():
		return ssa.OpStringMake
	case t.IsInterface():
		return ssa.OpIMake
	case t.IsComplex():
		return ssa.OpComplexMake
	}
	return makeOp(t)
}
