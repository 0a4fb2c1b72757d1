// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Forward mode: every active value gets its shadow beside it.
//
// One walk over the blocks in reverse postorder. The primal's values stay what
// they are; behind each active one its shadow is emitted:
//
//	y  = Mul64F a b               ẏ  = ȧ·b + a·ḃ          rules
//	p  = PtrIndex q i             p' = PtrIndex q' i       mirrored
//	v  = Load p m                 v̇  = Load p' m           memory
//	m₂ = Store p v m₁             m' = Store p' v̇ m₁       first the shadow,
//	                              m₂ = Store p v m'        then the primal
//	r  = StaticLECall f x         r, ṙ = StaticLECall f' x ẋ
//
// There is one memory chain. Phis get phis, whose arguments are filled in when
// all blocks are done. Return values that stand for shadow results are replaced
// by the shadows of the values that they are.
//
// In several directions at once all this is done for one lane after the other, with
// one primal and one set of partial derivatives for all (see lanes.go).

package autodiff

import (
	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A forward is one derivative under construction in forward mode.
type forward struct {
	a *activity
	f *ssa.Func
	e emitter

	*lane                               // in progress
	lanes   []*lane                     // one for each direction
	args    map[*ir.Name]*ssa.Value     // from parameter to its value
	selects map[*ssa.Value][]*ssa.Value // from call to the SelectN and SelectNAddr values of its results
	ends    map[*ssa.Block]*ssa.Value   // from block to the memory at its end

	rest        []*ssa.Value // what of the block in progress has not been visited
	held        *ssa.Value   // the memory operation or call in front of which is emitted, or nil
	mem         *ssa.Value   // memory where the block in progress stands
	staticBase  *ssa.Value   // OpSB
	suspects    *suspects    // checks of arguments that are being asked for, or nil
	entryChecks *suspects    // the same when they have been emitted, or nil
	boxes       []func()     // emit the checks of arguments that are interface values
	effects     bool         // something is called in front of a store or copy

	standing map[*ssa.Value]*ssa.Value // from value that stands for another one with less capacity to that

	spare   []spareCapacity // of arguments that are appended to elsewhere
	trusted bool            // what is guarded now has been checked by who calls

	refs  bool                          // only references have shadows: the forward sweep of reverse mode
	fresh func(v *ssa.Value) *ssa.Value // makes the shadow of an inactive reference; nil: zeros that all share
}

// newForward returns a forward for f, analysed as a.
func newForward(a *activity, f *ssa.Func) *forward {
	fw := &forward{
		a:       a,
		f:       f,
		lanes:   newLanes(a.inst.width, f.NumValues()),
		args:    make(map[*ir.Name]*ssa.Value),
		selects: make(map[*ssa.Value][]*ssa.Value),
		ends:    make(map[*ssa.Block]*ssa.Value),

		standing: make(map[*ssa.Value]*ssa.Value),
	}
	fw.lane = fw.lanes[0]
	return fw
}

// shadowed reports whether v gets a shadow.
func (f *forward) shadowed(v *ssa.Value) bool {
	return f.a.active(v) && (!f.refs || !holdsFloat(v.Type) || f.a.holdsReference(v.Type))
}

// differentiate is the pass: it makes f a derivative if it is one under
// construction.
func (l *Worklist) differentiate(f *ssa.Func) {
	inst := l.byFunc[f.Frontend().Func()]
	if inst == nil {
		return
	}
	if inst.panics {
		return
	}
	ssa.AutodiffDeadcode(f)
	inst.packed.open(f)
	inst.reopenMethods(f)
	typePhis(f)
	typeBoxedSlices(f)
	if inst.mode == request.Reverse {
		openBoxes(f)
	}
	inst.considerFork(f)
	if !debug.Flags.NoVecUnroll {
		moves := readChosen(f, inst.promised(f))
		mergeLoads(f, inst.promised(f))
		inst.explainMoves(append(moves, hoist(f, inst.promised(f))...))
		inst.reopenMethods(f) // which the optimiser has closed again
	}
	first := ssa.ID(f.NumValues()) // of what is made here
	for layer := inst.innermost(); layer != nil; layer = layer.outer {
		if layer.inner != nil {
			ssa.AutodiffBetween(f)
			inst.reopenMethods(f)
		}
		made := false
		if layer.mode == request.Reverse {
			made = reverseDifferentiate(layer, f)
		} else {
			made = forwardDifferentiate(layer, f)
		}
		if !made {
			if len(inst.refusals) > 0 {
				panicInstead(f, inst.refusalText())
			}
			inst.packed.close(f)
			inst.packed.settle(f)
			return
		}
	}
	inst.packed.close(f)
	inst.takeClosure(f)
	inlineSigns(f)
	ssa.AutodiffDeadcode(f)
	expandGathers(f)
	expandSelects(f)
	foldNegations(f, first)
	passConstants(f)
	ssa.AutodiffCleanup(f)
	dropIdleCalls(f)
	if !debug.Flags.NoVecUnroll {
		makeVersions(f, inst.width)
		moveBases(f)
	}
	inst.orderLanes(f)
	loadBehindCalls(f)
	inst.packed.settle(f)
	sharePanics(f)
	ssa.AutodiffMade(f)
	inst.printCode(f)
}

// forwardDifferentiate makes f the derivative in forward mode that inst asks for,
// and reports whether it could.
func forwardDifferentiate(inst *instance, f *ssa.Func) bool {
	a := analyse(inst, f)
	a.print()
	if a.refuse() {
		return false
	}
	fw := newForward(a, f)
	fw.e.strongZero = inst.strong
	fw.run()
	inst.lanes = fw.lanes
	return true
}

func (f *forward) run() {
	f.collect()
	f.declarePhis()
	for _, b := range f.a.blocks {
		f.block(b)
	}
	f.fillPhis()
	f.entryChecks.settle()
	if f.effects {
		f.clearInterrupted()
	}
}

// collect finds what the walk refers to before it gets there.
func (f *forward) collect() {
	for _, b := range f.f.Blocks {
		for _, v := range b.Values {
			switch v.Op {
			case ssa.OpSelectN, ssa.OpSelectNAddr:
				f.selects[v.Args[0]] = append(f.selects[v.Args[0]], v)
			case ssa.OpArg:
				f.args[v.Aux.(*ir.Name)] = v
			case ssa.OpSB:
				f.staticBase = v
			}
		}
	}
}

// arg returns the value of a parameter.
func (f *forward) arg(name *ir.Name) *ssa.Value {
	v := f.args[name]
	if v == nil {
		v = f.f.Entry.NewValue0A(f.f.Entry.Pos, ssa.OpArg, name.Type(), name)
		f.args[name] = v
		f.name(v, name)
	}
	return v
}

// name gives v the name of the parameter: saved registers then go to its own slot,
// where pointers are saved anyway.
func (f *forward) name(v *ssa.Value, param *ir.Name) {
	if f.a.inst.outermost().packed.holds(param) {
		return // it has no slot of its own
	}
	slot := ssa.LocalSlot{N: param, Type: param.Type()}
	if f.f.NamedValues[slot] == nil {
		f.f.Names = append(f.f.Names, &slot)
		f.f.CanonicalLocalSlots[slot] = &slot
	}
	f.f.NamedValues[slot] = append(f.f.NamedValues[slot], v)
}

// declarePhis makes the shadows of phis, without arguments.
func (f *forward) declarePhis() {
	for _, b := range f.a.blocks {
		if !f.a.returns[b.ID] {
			continue
		}
		for _, v := range b.Values {
			if v.Op == ssa.OpPhi && f.shadowed(v) {
				for _, f.lane = range f.lanes {
					f.shadows[v.ID] = b.NewValue0(v.Pos, ssa.OpPhi, v.Type)
				}
			}
		}
	}
}

// fillPhis gives the shadows of phis their arguments.
func (f *forward) fillPhis() {
	for _, b := range f.a.blocks {
		if !f.a.returns[b.ID] {
			continue
		}
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			if int(v.ID) >= len(f.shadows) || v.Op != ssa.OpPhi || !f.shadowed(v) {
				continue
			}
			for i, x := range v.Args {
				f.at(b.Preds[i].Block(), v)
				for _, f.lane = range f.lanes {
					f.shadows[v.ID].AddArg(f.real(x))
				}
				f.ends[f.e.b] = f.mem
			}
		}
	}
}

// at goes on emitting at the end of b, for the sake of v.
func (f *forward) at(b *ssa.Block, v *ssa.Value) {
	f.e.b, f.e.pos, f.rest = b, v.Pos, nil
	f.mem = f.ends[b]
}

// block emits the shadows of everything in b.
func (f *forward) block(b *ssa.Block) {
	f.mem = f.startMemory(b)
	if !f.a.returns[b.ID] {
		f.ends[b] = f.mem
		return
	}
	f.e.b, f.e.pos = b, b.Pos
	f.rest = ssa.AutodiffOrder(b)
	if b == f.f.Entry {
		f.enter()
	}
	for len(f.rest) > 0 {
		v := f.rest[0]
		f.rest = f.rest[1:]
		f.e.pos = v.Pos
		f.value(v)
		if v.Type == types.TypeMem {
			f.mem = v
		}
	}
	f.ends[f.e.b] = f.mem
	if f.e.b.Kind == ssa.BlockRet {
		f.returns(f.e.b.Controls[0])
	}
}

// enter moves what the checks at entry depend on to the front of the entry
// block and emits them.
func (f *forward) enter() {
	var front, rest []*ssa.Value
	for _, v := range f.rest {
		if len(v.Args) == 0 {
			front = append(front, v)
			if v.Op == ssa.OpInitMem {
				f.mem = v
			}
		} else {
			rest = append(rest, v)
		}
	}
	f.rest = rest
	for _, v := range front {
		f.value(v)
	}
	if clo := f.captures(); clo != nil {
		for _, f.lane = range f.lanes {
			f.enterClosure(clo)
		}
	}
	f.checkReceiver()
	f.checkEntry()
}

// startMemory returns the memory at the start of b.
func (f *forward) startMemory(b *ssa.Block) *ssa.Value {
	for _, v := range b.Values {
		if v.Op == ssa.OpPhi && v.Type == types.TypeMem {
			return v
		}
	}
	for _, e := range b.Preds {
		if m := f.ends[e.Block()]; m != nil {
			return m
		}
	}
	return nil
}

// value emits the shadow of v, and doubles what v does to memory.
func (f *forward) value(v *ssa.Value) {
	switch v.Op {
	case ssa.OpPhi:
	case ssa.OpStore, ssa.OpMove, ssa.OpZero, ssa.OpVarDef, ssa.OpVarLive:
		f.held = v
		for _, f.lane = range f.lanes {
			f.memory(v)
		}
		f.held = nil
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		f.held = v
		f.call(v)
		f.held = nil
	case ssa.OpNilCheck:
		for _, f.lane = range f.lanes {
			if f.a.active(v) && f.a.state(v) == maybe {
				f.mirror(v)
			} else if f.a.active(v) {
				f.shadows[v.ID] = f.shadow(v.Args[0])
			}
		}
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		// Set where the call is.
	case ssa.OpMakeResult:
		// Set when the block ends.
	default:
		if f.a.active(v) && f.shadow(v) == nil { // a call may have set it already
			f.active(v)
		}
	}
}

// active emits the shadows of the active value v, which does not write memory.
func (f *forward) active(v *ssa.Value) {
	for _, f.lane = range f.lanes {
		if !f.moved(v) {
			f.arithmetic(v)
			return
		}
	}
	if v.Op == ssa.OpLoad && f.a.holdsReference(v.Type) {
		f.reach(v)
	}
	if v.Op == ssa.OpIData {
		f.checkAsserted(v)
	}
}

// moved emits the shadow of v in the lane in progress if v moves a value or makes an
// address, and reports whether it does.
func (f *forward) moved(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpArg:
		f.shadows[v.ID] = f.arg(f.a.params[v.Aux.(*ir.Name)].in(f.index))
	case ssa.OpGetClosurePtr:
		// Set when the function is entered.
	case ssa.OpArgIntReg, ssa.OpArgFloatReg:
		// Stored where the parameter lives, as the shadow parameter is.
	case ssa.OpLocalAddr:
		name := f.shadowName(v.Aux.(*ir.Name))
		f.shadows[v.ID] = f.e.b.NewValue2A(v.Pos, ssa.OpLocalAddr, v.Type, name, v.Args[0], v.Args[1])
	case ssa.OpAddr:
		f.shadows[v.ID] = f.variableShadow(v)
	case ssa.OpCopy:
		f.shadows[v.ID] = f.shadow(v.Args[0])
	case ssa.OpLoad, ssa.OpDereference, ssa.OpStructMake, ssa.OpArrayMake1, ssa.OpIMake, ssa.OpSliceMake, ssa.OpComplexMake,
		ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpComplexReal, ssa.OpComplexImag,
		ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpIData,
		ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpConvert, ssa.OpCondSelect,
		ssa.OpAdd64, ssa.OpAdd32, ssa.OpSub64, ssa.OpSub32:
		f.mirror(v)
	default:
		return false
	}
	return true
}

// mirror emits the shadow of v as v itself over the shadows of its arguments.
func (f *forward) mirror(v *ssa.Value) {
	args := make([]*ssa.Value, len(v.Args))
	for i, x := range v.Args {
		args[i] = x
		if x.Type != types.TypeMem && (v.Op != ssa.OpCondSelect || i < 2) {
			args[i] = f.real(x)
		}
	}
	s := f.e.b.NewValue0(v.Pos, v.Op, v.Type)
	s.Aux, s.AuxInt = v.Aux, v.AuxInt
	s.AddArgs(args...)
	f.shadows[v.ID] = s
}

// arithmetic emits the tangents of a float op from its rule.
func (f *forward) arithmetic(v *ssa.Value) {
	op := &operation{x: v.Args, y: []*ssa.Value{v}, need: activeIn(f.tangents(v.Args))}
	d := opRule(v.Op).at(&f.e, 0, op)
	for _, f.lane = range f.lanes {
		f.shadows[v.ID] = f.e.value(v.Type, d.tangent(&f.e, f.tangents(v.Args)))
	}
}

// tangents returns those of args, nil for what is not an active float.
func (f *forward) tangents(args []*ssa.Value) []*ssa.Value {
	dx := make([]*ssa.Value, len(args))
	for i, x := range args {
		if isFloat(x.Type) {
			dx[i] = f.shadow(x)
		}
	}
	return dx
}

// returns puts shadows into the results that stand for them.
func (f *forward) returns(ret *ssa.Value) {
	f.e.pos = ret.Pos
	f.rest = nil
	f.held = ret // which follows the end of the block where that is split
	mem := len(ret.Args) - 1
	f.mem = ret.Args[mem]
	for _, r := range f.a.inst.results {
		if r.shadow < 0 {
			continue
		}
		places := f.a.inst.places(r.shadow)
		if len(places) == 0 {
			continue // a layer around this one does without it
		}
		// All lanes have the shadow of one copy of the primal result: it is demanded (activity.go).
		x := ret.Args[places[0]]
		for _, f.lane = range f.lanes {
			if f.shadow(x) == nil && x.Op == ssa.OpDereference && f.a.active(x.Args[0]) {
				f.mirror(x)
			}
			s := f.result(x)
			for _, i := range f.a.inst.places(r.shadow + f.index) {
				ret.SetArg(i, s)
			}
		}
	}
	ret.SetArg(mem, f.mem)
	f.held = nil
}
