// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Activity analysis: which values carry a derivative.
//
// A float is active if it varies with an active input. A reference is active
// if the memory it leads to has shadow memory:
//
//	inactive   no shadow: what is loaded through it has derivative zero, and
//	           no active value may be stored through it
//	active     its shadow is memory of its own
//	maybe      its shadow is memory of its own, or the zeros that stand for
//	           the shadow of inactive memory (see shadow.go)
//
// Memory that the function itself makes (a local variable, an allocation, the
// result of a call) starts out inactive and is demanded: it gets a shadow when
// an active value is stored into it, or when it may be by a callee. Memory
// that comes from outside is what the activities of the parameters say.
//
// Everything only grows, so the analysis runs until nothing changes, and then again for
// what may be this or that: a phi, say, of an active reference and one of which it has only
// turned out later that it is active, too, is no such thing. In blocks that cannot reach a
// return nothing is active: they lead to a panic. In forward mode some of these count as if
// they could, whose effect shows to whoever recovers (attempts.go).

package autodiff

import (
	"slices"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A state is the activity of one value.
type state uint8

const (
	inactive state = iota
	active
	maybe
)

func (s state) String() string { return [...]string{"inactive", "active", "maybe"}[s] }

// An activity is the result of the analysis of one function.
type activity struct {
	*carrier
	inst   *instance
	f      *ssa.Func
	blocks []*ssa.Block // in reverse postorder

	returns  []bool               // from block ID: can reach a return, or what counts as one
	normal   []bool               // from block ID: can reach a return
	states   []state              // from value ID
	autos    map[*ir.Name]bool    // local variables that have a shadow
	demanded map[*ssa.Value]bool  // calls whose result has to have a shadow
	plans    map[*ssa.Value]*plan // from call to what becomes of it
	params   map[*ir.Name]*param  // from parameter to its activity
	shadows  map[*ir.Name]bool    // shadow parameters
	changed  bool
	mixing   bool   // what is active is known, and references may be active or not
	doubtful []bool // from value ID, in reverse mode: its shadow may be a dummy

	passesPanic bool                // what recover returns may go to where its floats are used
	still       map[int64][]capture // from go statement to what is inactive of what the goroutine has captured
	stillStores map[*ssa.Value]bool // that put this into function literals
}

// analyse runs the analysis on f, the code of inst before differentiation.
func analyse(inst *instance, f *ssa.Func) *activity {
	a := &activity{
		carrier:  newCarrier(),
		inst:     inst,
		f:        f,
		blocks:   ssa.AutodiffReversePostorder(f),
		states:   make([]state, f.NumValues()),
		autos:    make(map[*ir.Name]bool),
		demanded: make(map[*ssa.Value]bool),
		plans:    make(map[*ssa.Value]*plan),
		params:   make(map[*ir.Name]*param),
		shadows:  make(map[*ir.Name]bool),
	}
	for i := range inst.params {
		p := &inst.params[i]
		a.params[p.primal] = p
		for lane := range p.lanes() {
			a.shadows[p.in(lane)] = true
		}
	}
	a.findReturns()
	for a.changed = true; a.changed || !a.mixing; {
		a.mixing = a.mixing || !a.changed
		a.changed = false
		for _, b := range a.blocks {
			if !a.returns[b.ID] {
				continue
			}
			for _, v := range b.Values {
				a.visit(v)
			}
			if b.Kind == ssa.BlockRet {
				a.visitReturn(b.Controls[0])
			}
		}
	}
	a.findStill()
	return a
}

// findReturns marks the blocks from which a return can be reached.
func (a *activity) findReturns() {
	a.returns = make([]bool, a.f.NumBlocks())
	var work []*ssa.Block
	mark := func(b *ssa.Block) {
		if !a.returns[b.ID] {
			a.returns[b.ID] = true
			work = append(work, b)
		}
	}
	follow := func() {
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			for _, e := range b.Preds {
				mark(e.Block())
			}
		}
	}
	for _, b := range a.blocks {
		if b.Kind == ssa.BlockRet {
			mark(b)
		}
	}
	follow()
	a.normal = a.returns
	if a.inst.mode != request.Forward || a.inst.outer != nil || a.inst.inner != nil {
		return // nothing recovers
	}
	a.normal = slices.Clone(a.returns)
	for _, b := range a.blocks {
		if !a.normal[b.ID] && slices.ContainsFunc(b.Values, a.showsBehindPanic) {
			mark(b)
		}
	}
	follow()
}

func (a *activity) state(v *ssa.Value) state { return a.states[v.ID] }

// active reports whether v has a shadow value.
func (a *activity) active(v *ssa.Value) bool { return a.states[v.ID] != inactive }

func (a *activity) raise(v *ssa.Value, s state) {
	if s > a.states[v.ID] {
		a.states[v.ID] = s
		a.changed = true
	}
}

// visit applies what v implies: for its own state, and for the memory that it
// writes.
func (a *activity) visit(v *ssa.Value) {
	switch v.Op {
	case ssa.OpStore:
		a.visitStore(v)
	case ssa.OpMove:
		a.visitMove(v)
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		a.visitCall(v)
	default:
		if !v.Type.IsMemory() {
			a.raise(v, a.transfer(v))
		}
	}
}

// transfer returns the state of v given those of its arguments.
func (a *activity) transfer(v *ssa.Value) state {
	switch v.Op {
	case ssa.OpArg:
		return a.paramState(v.Aux.(*ir.Name))
	case ssa.OpArgIntReg, ssa.OpArgFloatReg:
		if !isFloat(v.Type) && !v.Type.IsPtrShaped() {
			return inactive
		}
		return a.paramState(v.Aux.(*ssa.AuxNameOffset).Name)
	case ssa.OpGetClosurePtr:
		if a.inst.closures != nil {
			return maybe
		}
	case ssa.OpLocalAddr:
		name := v.Aux.(*ir.Name)
		if name.Class == ir.PPARAM {
			return a.paramState(name)
		}
		if a.autos[name] {
			return active
		}
	case ssa.OpAddr:
		if shadowOf(v) != nil {
			return active
		}
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		if p := a.plans[v.Args[0]]; p != nil {
			return p.resultState(int(v.AuxInt))
		}
	case ssa.OpPhi, ssa.OpCopy, ssa.OpCondSelect:
		return a.join(v, v.Args)
	case ssa.OpStructMake, ssa.OpArrayMake1, ssa.OpIMake, ssa.OpSliceMake, ssa.OpComplexMake:
		return a.join(v, v.Args)
	case ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpComplexReal, ssa.OpComplexImag,
		ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpIData:
		if v.Op == ssa.OpIData || a.reaches(v.Type) {
			return a.state(v.Args[0])
		}
	case ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck:
		return a.state(v.Args[0])
	case ssa.OpConvert:
		if !isKey(v) {
			return a.state(v.Args[0])
		}
	case ssa.OpAdd64, ssa.OpAdd32, ssa.OpSub64, ssa.OpSub32:
		return a.addressState(v)
	case ssa.OpLoad, ssa.OpDereference:
		return a.loadState(v)
	default:
		return a.arithmeticState(v)
	}
	return inactive
}

// paramState returns the state of a parameter, of its value and of its address.
func (a *activity) paramState(name *ir.Name) state {
	if p := a.params[name]; p != nil && !p.moved {
		if p.state == active && a.inst.runtime && a.holdsReference(name.Type()) {
			return maybe
		}
		return p.state
	}
	return inactive
}

// join returns the state of a value that is, or is made of, one or more of args.
// Where active references meet inactive ones, those are demanded.
func (a *activity) join(v *ssa.Value, args []*ssa.Value) state {
	s, mixed := inactive, false
	for _, x := range args {
		switch {
		case a.active(x):
			s = max(s, a.state(x))
		case !a.reaches(x.Type) || isFloat(x.Type) || isNil(x):
		default:
			mixed = true
			if s != inactive || a.active(v) {
				a.demand(x)
			}
		}
	}
	if s != inactive && mixed && a.mixing {
		return maybe
	}
	if s != inactive && isFloat(v.Type) {
		return active
	}
	return s
}

// addressState returns the state of a sum or difference of integers: an
// address as a uintptr, as a range loop over large elements keeps it, has the
// address in shadow memory as its shadow.
func (a *activity) addressState(v *ssa.Value) state {
	x, y := v.Args[0], v.Args[1]
	if v.Type.Kind() != types.TUINTPTR || a.active(x) == a.active(y) {
		return inactive
	}
	if a.active(y) && (v.Op == ssa.OpSub64 || v.Op == ssa.OpSub32) {
		return inactive
	}
	return max(a.state(x), a.state(y))
}

// isNil reports whether v is a reference to nothing: nil, or of size zero.
func isNil(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpConstNil, ssa.OpConstSlice, ssa.OpConstInterface:
		return true
	case ssa.OpAddr, ssa.OpLocalAddr:
		return v.Type.IsPtr() && v.Type.Elem().Size() == 0 || v.Aux == ir.Syms.Zerobase
	case ssa.OpSliceMake, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpIMake, ssa.OpCopy:
		return isNil(v.Args[0])
	}
	return false
}

// loadState returns the state of what a load brings.
func (a *activity) loadState(v *ssa.Value) state {
	ptr := v.Args[0]
	switch {
	case !a.active(ptr), leadsToKey(ptr), a.loadsStill(v):
		return inactive
	case isFloat(v.Type):
		return active
	case a.holdsReference(v.Type):
		return maybe
	case a.reaches(v.Type) || a.loadsBits(v):
		return active
	}
	return inactive
}

// loadsBits reports whether v loads an integer from where a float lies. Such
// an integer carries the bits of the tangent as its shadow.
func (a *activity) loadsBits(v *ssa.Value) bool {
	return v.Type.IsInteger() && isFloatAt(v.Args[0], v.Type)
}

// isFloatAt reports whether a float as wide as t lies where ptr points to.
func isFloatAt(ptr *ssa.Value, t *types.Type) bool {
	if !ptr.Type.IsPtr() {
		return false
	}
	leaf := leafAt(ptr.Type.Elem(), 0)
	return leaf != nil && leaf.IsFloat() && leaf.Size() == t.Size()
}

// arithmeticState returns the state of an op on floats.
func (a *activity) arithmeticState(v *ssa.Value) state {
	r := opRule(v.Op)
	if r == nil || r.rows[0].kind != rowSmooth || !isFloat(v.Type) {
		return inactive
	}
	for _, x := range v.Args {
		if a.active(x) {
			return active
		}
	}
	return inactive
}

// visitReturn demands shadows for the references that are returned with one.
func (a *activity) visitReturn(ret *ssa.Value) {
	for _, r := range a.inst.results {
		if places := a.inst.places(r.shadow); len(places) > 0 {
			a.demand(ret.Args[places[0]])
		}
	}
}
