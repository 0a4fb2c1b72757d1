// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls in forward mode: each is carried out as its plan says (see call.go).

package autodiff

import (
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// call emits what becomes of v.
func (f *forward) call(v *ssa.Value) {
	switch p := f.a.plans[v]; p.kind {
	case byRule:
		f.callRule(v, p)
	case byKnown:
		if p.known.emit != nil {
			p.known.emit(f, v)
			return
		}
		for _, f.lane = range f.lanes {
			f.callKnown(v, p)
		}
	case byInstance:
		f.callInstance(v, p)
	case byDynamic:
		f.callDynamic(v)
	case byCell:
		f.callCell(v)
	}
}

// callCell replaces a call that stands for a value that moved in: it is where
// the value lies, and its shadow is the shadow parameter.
func (f *forward) callCell(v *ssa.Value) {
	cell, index, mem := v.Args[0], v.Args[1], v.MemoryArg()
	for _, sel := range f.selects[v] {
		x := cell
		if sel.Type == types.TypeMem {
			x = mem
		} else {
			for _, f.lane = range f.lanes {
				f.shadows[sel.ID] = f.arg(f.a.inst.params[index.AuxInt].in(f.index))
			}
		}
		become(sel, x)
	}
	become(v, mem)
}

// become makes v a copy of x. A call that is replaced has to stop being one:
// unlike other values it would stay without a use.
func become(v, x *ssa.Value) {
	v.Op, v.Type = ssa.OpCopy, x.Type
	v.Aux, v.AuxInt = nil, 0
	v.SetArgs1(x)
}

// callRule emits the tangents of the results of v, behind it.
func (f *forward) callRule(v *ssa.Value, p *plan) {
	args := callArgs(v)
	results := make([]*ssa.Value, len(p.rule.rows))
	for i := range results {
		results[i] = f.selected(v, i)
	}
	mem := f.selected(v, len(results))
	start := f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, mem.AuxInt, v)
	f.e.mem = start
	op := &operation{x: args, y: results, need: activeIn(f.tangents(args))}
	for i, y := range results {
		if p.rule.rows[i].kind != rowSmooth {
			continue
		}
		d := p.rule.at(&f.e, i, op)
		for _, f.lane = range f.lanes {
			f.shadows[y.ID] = f.e.value(y.Type, d.tangent(&f.e, f.tangents(args)))
		}
	}
	// Whoever used the memory behind the call uses the memory behind the tangents.
	become(mem, f.e.mem)
}

// selected returns the value of result i of call, where the number of results
// stands for memory. A result that nothing used so far gets a value.
func (f *forward) selected(call *ssa.Value, i int) *ssa.Value {
	for _, s := range f.selects[call] {
		if s.AuxInt == int64(i) {
			return s
		}
	}
	aux := call.Aux.(*ssa.AuxCall)
	t := types.TypeMem
	if int64(i) < aux.NResults() {
		t = aux.TypeOfResult(int64(i))
	}
	s := f.e.b.NewValue1I(call.Pos, ssa.OpSelectN, t, int64(i), call)
	f.selects[call] = append(f.selects[call], s)
	for int(s.ID) >= len(f.a.states) {
		f.a.states = append(f.a.states, inactive)
	}
	for _, l := range f.lanes {
		l.grow(len(f.a.states))
	}
	return s
}

// callKnown emits a call of the same runtime function on shadows, before v.
func (f *forward) callKnown(v *ssa.Value, p *plan) {
	k := p.known
	if k.dst >= 0 && !f.a.active(v.Args[k.dst]) {
		return
	}
	if k.mirror {
		f.shareResult(v)
		return
	}
	if k.src >= 0 && !f.a.active(v.Args[k.src]) {
		f.clearKnown(v, k)
		return
	}
	args := append([]*ssa.Value(nil), callArgs(v)...)
	still := false // the primal's elements are copied
	for _, i := range k.refs {
		if s := f.shadow(args[i]); s != nil {
			args[i] = s
		} else if f.copiesStill(v, i) {
			still = true
		} else if args[i].Type.IsInteger() {
			args[i] = integerConst(f.f, args[i].Type, 0)
		} else {
			args[i] = f.still(args[i])
		}
	}
	if k.dst >= 0 && f.a.state(v.Args[k.dst]) == maybe && k.src >= 0 {
		var size *ssa.Value
		if k.size > 0 {
			size = v.Args[k.size]
		}
		f.checkStore(args[k.dst], size, v.Args[k.src])
	}
	if k.of > 0 && k.result && f.a.state(v.Args[k.of]) == maybe {
		f.checkMap(v, args[k.of])
	}
	old := v.Aux.(*ssa.AuxCall)
	aux := old
	if strings.HasPrefix(old.Fn.Name, "runtime.mallocgc") && f.a.inst.mode == request.Reverse {
		// The primal's memory need not be zeroed where a copy fills it at once. The copy
		// brings no adjoints: those come later, and add to what is there.
		args[2] = f.f.ConstBool(args[2].Type, true)
	}
	if k.as != "" {
		args = args[:k.nargs]
		aux = f.runtimeAux(k.as, args, resultTypes(old))
	}
	s := f.newCall(v, aux, args, v.MemoryArg())
	mem := f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, aux.NResults(), s)
	f.chain(v, mem)
	if still {
		f.stillResult(v, s)
	}
	if k.result {
		for _, sel := range f.selects[v] {
			if sel.AuxInt == 0 {
				f.shadows[sel.ID] = f.e.b.NewValue1I(v.Pos, sel.Op, sel.Type, 0, s)
				if k.of > 0 && f.a.state(v.Args[k.of]) == maybe {
					f.shadows[sel.ID] = f.entryOf(args[k.of], f.shadows[sel.ID])
				}
			}
		}
	}
}

// shareResult makes the result of v its own shadow.
func (f *forward) shareResult(v *ssa.Value) {
	for _, sel := range f.selects[v] {
		if sel.AuxInt == 0 {
			f.shadows[sel.ID] = sel
		}
	}
}

// clearKnown gives the copies that v makes of inactive elements in active memory their
// shadows: floats are zero, and references get those of inactive ones.
func (f *forward) clearKnown(v *ssa.Value, k *known) {
	dst, src := f.shadow(v.Args[k.dst]), v.Args[k.src]
	elem := copiedElement(v, k)
	references := elem != nil && f.a.holdsReference(elem)
	switch v.Aux.(*ssa.AuxCall).Fn.Name {
	case "runtime.typedslicecopy":
		f.fillStill(v.Args[0], dst, src, f.lesser(v.Args[2], v.Args[4]))
	case "runtime.memmove":
		size := v.Args[k.size]
		if references {
			n := f.e.b.NewValue2(v.Pos, f.wordOp(ssa.OpDiv32u, ssa.OpDiv64u), types.Types[types.TUINTPTR], size, f.wordConst(elem.Size()))
			f.fillStill(f.typeAddr(elem), dst, src, n)
		} else {
			f.effect("memclrNoHeapPointers", dst, f.e.b.NewValue1(v.Pos, ssa.OpCopy, types.Types[types.TUINTPTR], size))
		}
	default: // typedmemmove
		f.fillStill(v.Args[0], dst, src, f.wordConst(1))
	}
}

// copiedElement returns the type of the elements that the call v copies, nil if it is not known.
func copiedElement(v *ssa.Value, k *known) *types.Type {
	elem := elementFrom(v.Args[k.dst], make(map[*ssa.Value]bool))
	if elem == nil {
		elem = elementFrom(v.Args[k.src], make(map[*ssa.Value]bool))
	}
	return elem
}

// chain puts mem in front of v on the memory chain.
func (f *forward) chain(v, mem *ssa.Value) {
	v.SetArg(len(v.Args)-1, mem)
	f.mem = mem
}

// runtimeAux returns the call information of a function of package runtime.
func (f *forward) runtimeAux(name string, args []*ssa.Value, results []*types.Type) *ssa.AuxCall {
	params := make([]*types.Type, len(args))
	for i, x := range args {
		params[i] = x.Type
	}
	sym := base.PkgLinksym("runtime", name, obj.ABIInternal)
	return ssa.StaticAuxCall(sym, f.f.ABIDefault.ABIAnalyzeTypes(params, results))
}

// newCall emits a static call in the place of v.
func (f *forward) newCall(v *ssa.Value, aux *ssa.AuxCall, args []*ssa.Value, mem *ssa.Value) *ssa.Value {
	s := f.e.b.NewValue0A(v.Pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	s.AddArgs(args...)
	s.AddArg(mem)
	s.AuxInt = aux.ArgWidth()
	return s
}

// callInstance makes v a call of the derivative of the function that it calls.
func (f *forward) callInstance(v *ssa.Value, p *plan) {
	old := v.Aux.(*ssa.AuxCall)
	marks := make([]bool, old.NResults())
	for i := range marks {
		marks[i] = p.resultState(i) != inactive
	}
	inst := f.a.inst.list.called(p.callee, p.states, marks, &invoker{f.a.inst, v.Pos})
	var args []*ssa.Value
	for i, x := range callArgs(v) {
		args = append(args, x)
		if p.states[i] != inactive {
			for _, f.lane = range f.lanes {
				args = append(args, f.argShadow(x))
			}
		}
	}
	types.CalcSize(inst.fn.Type())
	aux := ssa.StaticAuxCall(inst.fn.Linksym(), f.f.ABIDefault.ABIAnalyze(inst.fn.Type(), false))
	call := f.newCall(v, aux, args, v.MemoryArg())
	for _, sel := range f.selects[v] {
		i := int(sel.AuxInt)
		sel.SetArg(0, call)
		if i == len(inst.results) {
			sel.AuxInt = aux.NResults()
			continue
		}
		place := inst.results[i]
		sel.AuxInt = int64(place.primal)
		if place.shadow >= 0 {
			for _, f.lane = range f.lanes {
				f.shadows[sel.ID] = f.e.b.NewValue1I(v.Pos, sel.Op, sel.Type, int64(place.shadow+f.index), call)
			}
		}
	}
	become(v, call)
}

// argShadow returns the shadow of an argument; one that is passed in memory is
// read from shadow memory.
func (f *forward) argShadow(x *ssa.Value) *ssa.Value {
	if x.Op == ssa.OpDereference && f.shadow(x) == nil {
		f.mirror(x)
	}
	return f.real(x)
}
