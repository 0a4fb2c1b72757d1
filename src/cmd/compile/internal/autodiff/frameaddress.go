// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Addresses in the frame, where the flow decides which: they cannot be kept on the
// tape, since nothing there may lead into a stack. What is kept is which variable
// it is, and how far behind its start:
//
//	p = Phi (OffPtr [8] (LocalAddr x)) q        heap  = Phi nil q
//	                                            which = Phi 1 0
//	                                            off   = Phi 8 0
//	in the reverse sweep                        p = AddPtr (CondSelect (LocalAddr x) heap which=1) off
//
// A slice, string, interface or struct is taken apart first.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A frameAddress is a phi that may be an address in the frame.
type frameAddress struct {
	heap, which, off *ssa.Value
}

// inFrame reports whether v may be an address in the frame.
func (p *provider) inFrame(v *ssa.Value) bool {
	answer, done := p.framed[v]
	if !done {
		answer = p.search.find(v)
		p.framed[v] = answer
	}
	return answer
}

// frameOf returns the parts of v if it is a phi that may be an address in the frame,
// or nil.
func (p *provider) frameOf(v *ssa.Value) *frameAddress {
	if v.Op != ssa.OpPhi || !v.Type.IsPtrShaped() || !p.inFrame(v) {
		return nil
	}
	if fa := p.frames[v]; fa != nil {
		return fa
	}
	phi := func(t *types.Type) *ssa.Value { return v.Block.NewValue0(v.Pos, ssa.OpPhi, t) }
	fa := &frameAddress{heap: phi(v.Type), which: phi(types.Types[types.TUINT16]), off: phi(types.Types[types.TINT])}
	p.frames[v] = fa
	for i, x := range v.Args {
		heap, which, off := p.partsOf(x, v.Block.Preds[i].Block(), v.Type)
		fa.heap.AddArg(heap)
		fa.which.AddArg(which)
		fa.off.AddArg(off)
	}
	return fa
}

// partsOf returns the parts of the address x, of type t, at the end of b.
func (p *provider) partsOf(x *ssa.Value, b *ssa.Block, t *types.Type) (heap, which, off *ssa.Value) {
	f := p.r.f
	which, off = f.ConstInt16(types.Types[types.TUINT16], 0), wordConst(f, 0)
	base := p.baseOf(x)
	distance := func() *ssa.Value {
		if base == p.origin(x) {
			return off
		}
		return b.NewValue2(x.Pos, ssa.OpSubPtr, types.Types[types.TINT], x, base)
	}
	if base.Op == ssa.OpLocalAddr {
		name := base.Aux.(*ir.Name)
		n := slices.Index(p.frameNames, name)
		if n < 0 {
			n = len(p.frameNames)
			p.frameNames = append(p.frameNames, name)
		}
		return f.ConstNil(t), f.ConstInt16(types.Types[types.TUINT16], int16(n+1)), distance()
	}
	if fa := p.frameOf(base); fa != nil {
		return fa.heap, fa.which, b.NewValue2(x.Pos, wordOp(ssa.OpAdd32, ssa.OpAdd64), types.Types[types.TINT], fa.off, distance())
	}
	return x, which, off
}

// baseOf returns what the address x is computed from.
func (p *provider) baseOf(x *ssa.Value) *ssa.Value {
	for {
		x = p.origin(x)
		switch x.Op {
		case ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr, ssa.OpNilCheck:
			x = x.Args[0]
		default:
			return x
		}
	}
}

// makeFrameAddress makes v, whose parts are fa, in the reverse block b.
func (p *provider) makeFrameAddress(v *ssa.Value, fa *frameAddress, b *ssa.Block) *ssa.Value {
	f := p.r.f
	base, which := p.available(fa.heap, b), p.available(fa.which, b)
	sp := p.r.stackPointer()
	mem := resolve(p.r.startMem[b])
	may := make(map[int64]bool)
	whichConsts(fa.which, may, make(map[*ssa.Value]bool))
	for i, name := range p.frameNames {
		if !may[int64(i+1)] {
			continue
		}
		p.r.used[name] = true
		addr := b.NewValue2A(v.Pos, ssa.OpLocalAddr, v.Type, name, sp, mem)
		is := b.NewValue2(v.Pos, ssa.OpEq16, types.Types[types.TBOOL], which, f.ConstInt16(which.Type, int16(i+1)))
		base = b.NewValue3(v.Pos, ssa.OpCondSelect, v.Type, addr, base, is)
	}
	return b.NewValue2(v.Pos, ssa.OpAddPtr, v.Type, base, p.available(fa.off, b))
}

// whichConsts finds the constants that come to the phi v.
func whichConsts(v *ssa.Value, found map[int64]bool, seen map[*ssa.Value]bool) {
	if seen[v] {
		return
	}
	seen[v] = true
	if v.Op != ssa.OpPhi {
		found[v.AuxInt] = true
	}
	for _, x := range v.Args {
		whichConsts(resolve(x), found, seen)
	}
}

// partPhi returns part i of the phi v, which is not a single word, as a phi.
func (p *provider) partPhi(v *ssa.Value, i int) *ssa.Value {
	part := atomOps(v.Type)[i]
	phi := v.Block.NewValue0(v.Pos, ssa.OpPhi, part.t)
	p.atoms[selection{v, i}] = phi
	for k, x := range v.Args {
		b := v.Block.Preds[k].Block()
		phi.AddArg(b.NewValue1I(v.Pos, part.op, part.t, part.i, x))
	}
	return phi
}
