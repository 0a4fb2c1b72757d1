// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The reverse sweep: what each value of the primal does to adjoints.
//
//	y = Mul64F a b      ā += b·ȳ,  b̄ += a·ȳ        rules, transposed
//	v = Load p m        *p' += v̄                   the shadow of memory holds adjoints
//	m₂ = Store p v m₁   v̄ += *p';  *p' = 0
//	v = Phi x₀ x₁       x̄ᵢ += v̄ on the way to where the primal came from
//
// Each taken adjoint becomes zero. Values of the primal are used here as if they
// were still there; provide.go sees to it that they are.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// sweep fills the reverse blocks.
func (r *reverse) sweep() {
	rt := r.way
	r.back = rt.order()
	r.entryMem = rt.first.NewValue0(rt.first.Pos, ssa.OpUnknown, types.TypeMem)
	r.vars = newVariables(rt.first, r.initial)
	r.vars.idom, r.vars.dom = r.f.Idom(), r.f.Sdom()
	r.vars.also = make(map[*ssa.Block]bool)
	for _, u := range rt.fusions {
		r.vars.also[rt.turns[u.latch].blocks[0]] = true
	}
	r.vars.openAll(r.back)
	r.findGatherings()
	for _, rb := range r.back {
		if t := rt.turns[rt.primal[rb]]; t.blocks[0] == rb {
			r.sweepBlock(t)
		} else {
			r.startMem[rb] = r.vars.read(memoryOf, types.TypeMem, rb)
		}
		r.vars.fill(rb)
	}
	r.vars.simplify()
}

// initial returns what a variable is when the reverse sweep begins.
func (r *reverse) initial(x quantity, t *types.Type, b *ssa.Block) *ssa.Value {
	if u := r.way.fusion(b); u != nil {
		return r.enteringIteration(u, x, t)
	}
	switch {
	case x == memoryOf:
		return r.entryMem
	case isFloat(t):
		return r.zeroOf(t)
	}
	if s, ok := x.of.(*stack); ok {
		return s.top
	}
	return wordConst(r.f, 0)
}

// sweepBlock fills the reverse of one block.
func (r *reverse) sweepBlock(t *turn) {
	b, rb := t.primal, t.blocks[0]
	e := &r.e
	e.b, e.pos = rb, b.Pos
	e.mem = r.vars.read(memoryOf, types.TypeMem, rb)
	r.startMem[rb] = e.mem
	if b == r.exit && r.region != nil {
		r.callBack("autodiffRegionBack", r.region)
	}
	if b == r.exit {
		r.beginGathering()
	}
	if r.gathers.fronts[b] {
		r.flushGathering()
	}
	r.enterFromSuccessor(b)
	if l := r.way.latches[b]; l != nil && r.way.fusions[l] != nil {
		r.beginIteration(r.way.fusions[l])
	} else if l != nil {
		n := r.count(l)
		r.vars.write(quantity{of: l}, rb, e.b.NewValue2(e.pos, wordOp(ssa.OpSub32, ssa.OpSub64), n.Type, n, wordConst(r.f, 1)))
	}
	order := r.order[b]
	for i := len(order) - 1; i >= 0; i-- {
		e.pos = order[i].Pos
		r.reverseValue(order[i])
	}
	e.pos = b.Pos
	r.reversePhis(b)
	for _, l := range r.way.entered(b) {
		r.vars.write(quantity{of: l}, rb, r.spare(l, b, r.canon.exits[spot{b, quantity{of: l.header}}]))
	}
	for _, l := range r.way.left(b)[:t.skipped] {
		if u := r.way.fusions[l]; u != nil {
			r.passFusion(u)
		}
	}
	r.end(t)
	r.vars.write(memoryOf, rb, e.mem)
	if t.kind == turnFused {
		r.endIteration(r.way.fusion(b))
	}
}

// count returns the number of the iteration of l in which the sweep is.
func (r *reverse) count(l *loop) *ssa.Value {
	return r.vars.read(quantity{of: l}, types.Types[types.TINT], r.e.b)
}

// enterFromSuccessor passes on the adjoints of the phis of the block behind b.
func (r *reverse) enterFromSuccessor(b *ssa.Block) {
	for _, e := range b.Succs {
		s := e.Block()
		if len(s.Preds) == 1 {
			continue
		}
		for _, phi := range s.Values {
			if phi.Op != ssa.OpPhi {
				continue
			}
			for _, r.lane = range r.lanes {
				if r.phiAdjoints[phi] != nil {
					r.contributeAll(phi.Args[e.Index()], r.phiAdjoints[phi])
				}
			}
		}
	}
}

// reversePhis takes the adjoints of the phis of b. If there is one block in front
// of b they are passed on at once.
func (r *reverse) reversePhis(b *ssa.Block) {
	for _, phi := range b.Values {
		if phi.Op != ssa.OpPhi || !r.varies(phi) {
			continue
		}
		for _, r.lane = range r.lanes {
			ts := r.take(phi)
			if len(b.Preds) > 1 {
				r.phiAdjoints[phi] = ts
				continue
			}
			r.contributeAll(phi.Args[0], ts)
		}
	}
}

// end gives the reverse blocks of t their controls.
func (r *reverse) end(t *turn) {
	e := &r.e
	boolean := types.Types[types.TBOOL]
	switch t.kind {
	case turnReturn:
		e.b.SetControl(r.finish())
	case turnLoop:
		n := r.count(t.loop)
		e.b.SetControl(e.b.NewValue2(e.pos, wordOp(ssa.OpNeq32, ssa.OpNeq64), boolean, n, wordConst(r.f, 0)))
	case turnIf:
		e.b.SetControl(t.choice)
	case turnChoice:
		op := ssa.OpEq8
		if t.choice.Type.Size() == 2 {
			op = ssa.OpEq16
		}
		for i, rb := range t.blocks {
			rb.SetControl(rb.NewValue2(e.pos, op, boolean, t.choice, r.choiceConst(t.choice.Type, i)))
		}
	}
}

// reverseValue emits what v does to adjoints.
func (r *reverse) reverseValue(v *ssa.Value) {
	r.reverseMoves(v, false)
	r.reverseConcurrent(v)
	r.reverseMoves(v, true)
	if c := r.calls[v]; c != nil {
		r.reverseInstance(c)
		return
	}
	switch v.Op {
	case ssa.OpPhi, ssa.OpArg, ssa.OpArgFloatReg, ssa.OpArgIntReg, ssa.OpSelectN, ssa.OpSelectNAddr, ssa.OpDereference:
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		r.reverseCall(v)
	default:
		if r.isSmooth(v) {
			op := &operation{x: v.Args, y: []*ssa.Value{v}, need: func(i int) bool { return r.varies(v.Args[i]) }}
			r.pass(v, func() derivative { return opRule(v.Op).at(&r.e, 0, op) }, op)
			return
		}
		for _, r.lane = range r.lanes {
			r.reverseInLane(v)
		}
	}
}

// reverseInLane is reverseValue for what is done in each lane alike.
func (r *reverse) reverseInLane(v *ssa.Value) {
	if s, ok := r.seeds[v]; ok {
		r.reverseSeed(s)
		return
	}
	switch v.Op {
	case ssa.OpStore:
		r.reverseStore(v)
	case ssa.OpMove:
		r.reverseMove(v)
	case ssa.OpZero:
		r.reverseZero(v)
	case ssa.OpLoad:
		r.reverseLoad(v, v.Args[0])
	default:
		if x := r.standing[v]; x != nil {
			if x.Op == ssa.OpLoad {
				r.reverseLoad(v, x.Args[0])
			}
			return // of a parameter finish takes the adjoint
		}
		if r.varies(v) {
			r.reverseParts(v)
		}
	}
}

// reverseLoad adds the adjoints of v to where it was loaded from.
func (r *reverse) reverseLoad(v, from *ssa.Value) {
	if !r.varies(v) {
		return
	}
	ts := r.take(v)
	p := r.current(r.shadow(from))
	for i, l := range leaves(v.Type) {
		if ts[i] != nil {
			r.accumulate(r.offset(p, l.off, l.t), ts[i])
		}
	}
}

// isSmooth reports whether v, which has an adjoint, has the partial derivatives of a rule.
func (r *reverse) isSmooth(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpStore, ssa.OpMove, ssa.OpZero, ssa.OpLoad,
		ssa.OpCopy, ssa.OpStructMake, ssa.OpArrayMake1, ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpCondSelect:
		return false
	}
	return r.varies(v)
}

// pass passes the adjoints of y on to the arguments of op, by the partial derivatives
// that the lanes share.
func (r *reverse) pass(y *ssa.Value, partials func() derivative, op *operation) {
	var d derivative
	made := false
	for _, r.lane = range r.lanes {
		t := r.take(y)[0]
		if t == nil {
			continue
		}
		if !made {
			d, made = partials(), true
		}
		for i, dx := range d.adjoint(&r.e, t, op.need) {
			r.contribute(op.x[i], 0, dx)
		}
	}
}

// reverseParts emits what an op that chooses or moves parts of values does to adjoints.
func (r *reverse) reverseParts(v *ssa.Value) {
	e := &r.e
	switch v.Op {
	case ssa.OpCopy:
		r.contributeAll(v.Args[0], r.take(v))
	case ssa.OpStructMake, ssa.OpArrayMake1:
		ts := r.take(v)
		for _, x := range v.Args {
			n := len(leaves(x.Type))
			r.contributeAll(x, ts[:n])
			ts = ts[n:]
		}
	case ssa.OpStructSelect, ssa.OpArraySelect:
		first := 0
		for i := 0; i < int(v.AuxInt); i++ {
			first += len(leaves(elementType(v.Args[0].Type, i)))
		}
		for i, t := range r.take(v) {
			r.contribute(v.Args[0], first+i, t)
		}
	case ssa.OpCondSelect:
		if t := r.take(v)[0]; t != nil {
			r.contribute(v.Args[0], 0, e.choose(v.Args[2], t, nil))
			r.contribute(v.Args[1], 0, e.choose(v.Args[2], nil, t))
		}
	}
}

// reverseStore takes the adjoints of what v stored from where it stored it.
func (r *reverse) reverseStore(v *ssa.Value) {
	if !r.actsBack(v) {
		return
	}
	p, val := r.current(r.shadow(v.Args[0])), v.Args[1]
	if !holdsFloat(val.Type) { // the bits of a float that carries no derivative
		t := types.Types[types.TFLOAT64]
		if val.Type.Size() == 4 {
			t = types.Types[types.TFLOAT32]
		}
		r.store(r.offset(p, 0, t), r.zeroOf(t))
		return
	}
	if added, minus := r.update(v); added != nil {
		t := r.load(p, val.Type)
		if minus {
			t = r.e.neg(t)
		}
		r.contribute(added, 0, t)
		return
	}
	for i, l := range leaves(val.Type) {
		at := r.offset(p, l.off, l.t)
		if r.varies(val) {
			t := r.load(at, l.t)
			r.store(at, r.e.zero(l.t))
			r.contribute(val, i, t)
		} else {
			r.store(at, r.e.zero(l.t))
		}
	}
}

// update returns what the store v adds to what has been there, or takes away from it:
//
//	m₁ = Store p (Add (Load p m₀) x) m₀
//
// There the adjoint in memory stays what it is, and is that of x, too.
func (r *reverse) update(v *ssa.Value) (added *ssa.Value, minus bool) {
	sum := resolve(v.Args[1])
	if !r.varies(sum) {
		return nil, false
	}
	switch sum.Op {
	case ssa.OpAdd64F, ssa.OpAdd32F, ssa.OpSub64F, ssa.OpSub32F:
	default:
		return nil, false
	}
	for i := 0; i < 2; i++ {
		load, x := resolve(sum.Args[i]), sum.Args[1-i]
		if load.Op != ssa.OpLoad || resolve(load.Args[0]) != resolve(v.Args[0]) || load.Block != v.Block || !r.nothingBetween(load, v) {
			continue
		}
		if minus = sum.Op == ssa.OpSub64F || sum.Op == ssa.OpSub32F; minus && i == 1 {
			continue
		}
		return x, minus
	}
	return nil, false
}

// nothingBetween reports whether no operation of the primal writes memory between v and w,
// which are in one block.
func (r *reverse) nothingBetween(v, w *ssa.Value) bool {
	order := r.order[v.Block]
	for i := slices.Index(order, w) - 1; i >= 0 && order[i] != v; i-- {
		if order[i].Type == types.TypeMem {
			return false
		}
	}
	return true
}

// reverseMove adds the adjoints of a copy to those of what was copied, and sets
// them to zero.
func (r *reverse) reverseMove(v *ssa.Value) {
	if !r.actsBack(v) {
		return
	}
	t := v.Aux.(*types.Type)
	var from *ssa.Value
	if r.a.active(v.Args[1]) {
		from = r.current(r.shadow(v.Args[1]))
	}
	r.moveBack(t, r.current(r.shadow(v.Args[0])), from)
}

// reverseZero sets the adjoints of what v cleared to zero.
func (r *reverse) reverseZero(v *ssa.Value) {
	if r.actsBack(v) {
		r.moveBack(v.Aux.(*types.Type), r.current(r.shadow(v.Args[0])), nil)
	}
}

// moveBack moves the adjoints in the value of type t at to to those at from, or
// away if from is nil.
func (r *reverse) moveBack(t *types.Type, to, from *ssa.Value) {
	ls := leaves(t)
	switch {
	case from == nil && allFloats(t):
		z := r.e.b.NewValue2I(r.e.pos, ssa.OpZero, types.TypeMem, t.Size(), to, r.e.mem)
		z.Aux = t
		r.e.mem = z
	case len(ls) > maxUnrolled:
		one := wordConst(r.f, 1)
		if from == nil {
			from = r.f.ConstNil(to.Type)
		} else {
			from = r.unlessShared(from)
		}
		r.callBack(r.mover(), r.typeAddr(t), to, from, one)
	default: // all is read before anything is added: the two may overlap
		xs := make([]*ssa.Value, len(ls))
		for i, l := range ls {
			at := r.offset(to, l.off, l.t)
			xs[i] = r.load(at, l.t)
			r.store(at, r.e.zero(l.t))
		}
		for i, l := range ls {
			if from != nil {
				r.accumulate(r.offset(from, l.off, l.t), xs[i])
			}
		}
	}
}

// callBack emits a call of a function of package runtime without results in the
// reverse sweep.
func (r *reverse) callBack(name string, args ...*ssa.Value) { r.callBackFor(name, nil, args...) }

// callBackFor emits a call of a function of package runtime with a result of type t, or
// without one if that is nil, in the reverse sweep.
func (r *reverse) callBackFor(name string, t *types.Type, args ...*ssa.Value) (result *ssa.Value) {
	b := r.e.b
	var results []*types.Type
	if t != nil {
		results = append(results, t)
	}
	aux := r.runtimeAux(name, args, results)
	call := b.NewValue0A(r.e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(args...)
	call.AddArg(r.e.mem)
	call.AuxInt = aux.ArgWidth()
	r.e.mem = b.NewValue1I(r.e.pos, ssa.OpSelectN, types.TypeMem, int64(len(results)), call)
	if t != nil {
		result = b.NewValue1I(r.e.pos, ssa.OpSelectN, t, 0, call)
	}
	return result
}
