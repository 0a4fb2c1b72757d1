// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Channels of active values. What a derivative makes in the place of a channel carries
// each value together with its shadow (runtime/autodiffchan.go), so that the two cannot
// part, however many send and receive, and whatever a select statement takes:
//
//	c = makechan(T, n)          c, c' = autodiffMakeChan(T, chan struct{ v, v' T }, n)
//	chansend1(c, &v)            autodiffSend(c, &v, &{c', &v'})
//	chanrecv1(c, &v)            autodiffReceive(c, &v, &{c', &v'})
//	selectgo(&cases, …)         autodiffSelect(&cases, …, &{c', &v', …})
//	closechan(c)                autodiffClose(c, &{c'})
//
// The shadow of an inactive channel is nil. For reverse mode see channelsback.go.

package autodiff

import (
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
)

// channelCalls has what is called on channels and their shadows.
var channelCalls = map[string]string{
	"chansend1":    "autodiffSend",
	"chanrecv1":    "autodiffReceive",
	"chanrecv2":    "autodiffReceive2",
	"selectnbsend": "autodiffTrySend",
	"selectnbrecv": "autodiffTryReceive",
	"selectgo":     "autodiffSelect",
	"closechan":    "autodiffClose",
	"chanlen":      "autodiffChanLen",
	"chancap":      "autodiffChanCap",
}

// channelOperation says that something is done to channels.
var channelOperation = &known{dst: -1, src: -1, emit: (*forward).callChannel}

// channelLength says that the length or capacity of a channel is taken.
var channelLength = &known{dst: -1, src: -1, emit: (*forward).callLength}

// newChannel says that a channel is made.
var newChannel = &known{result: true, dst: -1, src: -1, emit: (*forward).callMakeChan}

// A channelEnd is one channel that an operation is about, and the address of what is
// sent or received there, nil if the operation closes it.
type channelEnd struct {
	c, at *ssa.Value
	send  bool
}

// maxElement is the limit for the size of what a channel carries.
const maxElement = 1 << 16

// planChannel decides what becomes of v, a call of a function of package runtime that
// does something to a channel, nil if it is none.
func (a *activity) planChannel(name string, v *ssa.Value) *plan {
	made := name == "makechan" || name == "makechan64"
	if channelCalls[name] == "" && !made {
		return nil
	}
	if made {
		p := &plan{kind: byKnown, known: newChannel, results: []state{active}}
		switch {
		case !a.demanded[v]:
			return &plan{}
		case a.layered():
			p.kind, p.reason = refuse, "a channel that carries active values in a derivative of a derivative"
		case madeElement(v) == nil:
			p.kind, p.reason = refuse, "a channel of unknown type"
		case pairType(madeElement(v), a.inst).Size() >= maxElement:
			p.kind, p.reason = refuse, "a channel that carries active values of more than 64 kB, with their derivatives"
		}
		return p
	}
	if name == "chanlen" || name == "chancap" {
		if a.active(v.Args[0]) {
			return &plan{kind: byKnown, known: channelLength}
		}
		return &plan{}
	}
	ends := a.channelEnds(name, v)
	acts := false
	for _, end := range ends {
		if end.at != nil && a.active(end.at) {
			a.demand(end.c)
		}
		if a.active(end.c) {
			if a.inst.mode == request.Reverse && a.inst.request != nil && end.c.Op == ssa.OpArg {
				return &plan{kind: refuse, reason: "a channel that carries active values and comes from the caller, in reverse mode"}
			}
			acts = true
			if end.at != nil {
				a.demand(end.at)
			}
		} else if end.send && a.active(end.at) {
			return &plan{kind: refuse, reason: "an active value that is sent on an inactive channel"}
		}
	}
	if !acts {
		return &plan{}
	}
	if a.layered() {
		return &plan{kind: refuse, reason: "a channel that carries active values in a derivative of a derivative"}
	}
	return &plan{kind: byKnown, known: channelOperation}
}

// layered reports whether a derivative is differentiated.
func (a *activity) layered() bool { return a.inst.outer != nil || a.inst.inner != nil }

// channelEnds returns what the call v, of the named function of package runtime, is about.
func (a *activity) channelEnds(name string, v *ssa.Value) []channelEnd {
	switch name {
	case "closechan":
		return []channelEnd{{c: v.Args[0]}}
	case "selectnbrecv":
		return []channelEnd{{c: v.Args[1], at: v.Args[0]}}
	case "selectgo":
		return a.selectEnds(v)
	}
	return []channelEnd{{v.Args[0], v.Args[1], strings.Contains(name, "send")}}
}

// selectEnds returns the ends that the select statement v chooses from: the array of
// its cases has been filled field by field.
func (a *activity) selectEnds(v *ssa.Value) []channelEnd {
	sends := int(v.Args[3].AuxInt)
	ends := make([]channelEnd, sends+int(v.Args[4].AuxInt))
	cases := caseArray(v.Args[0])
	if cases == nil {
		a.f.Fatalf("autodiff: select without cases: %s", v.LongString())
	}
	word := int64(types.PtrSize)
	for _, b := range a.f.Blocks {
		for _, s := range b.Values {
			if s.Op != ssa.OpStore || caseArray(s.Args[0]) != cases {
				continue
			}
			_, off := constantOffset(s.Args[0])
			if end := &ends[off/(2*word)]; off%(2*word) == 0 {
				end.c = resolve(s.Args[1])
			} else {
				end.at = resolve(s.Args[1])
			}
		}
	}
	none := a.f.ConstNil(types.Types[types.TUNSAFEPTR])
	for i := range ends {
		end := &ends[i]
		end.send = i < sends
		if end.c == nil {
			end.c = none
		}
		if end.at == nil {
			end.at = none
		}
	}
	for int(none.ID) >= len(a.states) {
		a.states = append(a.states, inactive)
	}
	return ends
}

// caseArray returns the variable that holds the cases of a select statement if ptr leads
// into one, else nil. It holds addresses of variables, and has no shadow.
func caseArray(ptr *ssa.Value) *ir.Name {
	base, _ := constantOffset(ptr)
	if base.Op != ssa.OpLocalAddr {
		return nil
	}
	name := base.Aux.(*ir.Name)
	if t := name.Type(); t.IsArray() && t.Elem().Sym() != nil && t.Elem().Sym().Pkg == ir.Pkgs.Runtime && t.Elem().Sym().Name == "scase" {
		return name
	}
	return nil
}

// madeElement returns the type of what the channel that v makes carries, nil if it is
// not known.
func madeElement(v *ssa.Value) *types.Type {
	if t := v.Aux.(*ssa.AuxCall).TypeOfResult(0); t.IsChan() {
		return t.Elem()
	}
	return nil
}

// leadsToChannel reports whether a value of type t may lead to a channel of active values,
// other than by way of interfaces and function values.
func (a *activity) leadsToChannel(t *types.Type, seen map[*types.Type]bool) bool {
	if seen[t] || !a.reaches(t) {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case types.TCHAN:
		return true
	case types.TSTRUCT:
		for _, f := range t.Fields() {
			if a.leadsToChannel(f.Type, seen) {
				return true
			}
		}
	case types.TPTR, types.TSLICE, types.TARRAY, types.TMAP:
		return a.leadsToChannel(t.Elem(), seen)
	}
	return false
}

// pairType returns the type of a value of type t with its shadows, as the derivative inst
// sends it.
func pairType(t *types.Type, inst *instance) *types.Type {
	field := func(name string, t *types.Type) *types.Field {
		return types.NewField(inst.fn.Pos(), types.LocalPkg.Lookup(name), t)
	}
	shadows := types.NewArray(t, int64(inst.width))
	if inst.reversed() {
		shadows = types.Types[types.TUNSAFEPTR]
	}
	pair := types.NewStruct([]*types.Field{field("V", t), field("S", shadows)})
	types.CalcSize(pair)
	return pair
}

// callMakeChan makes v make a channel for values with their shadows.
func (f *forward) callMakeChan(v *ssa.Value) { become(v, f.makeChan(v)) }

// makeChan emits the call that makes a channel and its shadow in the place of v.
func (f *forward) makeChan(v *ssa.Value) *ssa.Value {
	old := v.Aux.(*ssa.AuxCall)
	t, size := old.TypeOfResult(0), v.Args[1]
	name := "autodiffMakeChan"
	if strings.HasSuffix(old.Fn.Name, "64") {
		name = "autodiffMakeChan64"
	}
	args := []*ssa.Value{v.Args[0], f.typeAddr(types.NewChan(pairType(madeElement(v), f.a.inst), types.Cboth)), size}
	call := f.newCall(v, f.runtimeAux(name, args, []*types.Type{t, t}), args, v.MemoryArg())
	for _, sel := range f.selects[v] {
		sel.SetArg(0, call)
		if sel.Type.IsMemory() {
			sel.AuxInt = 2
			continue
		}
		for _, f.lane = range f.lanes { // all are sent on one channel
			f.shadows[sel.ID] = f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, t, 1, call)
		}
	}
	return call
}

// callLength makes v ask for the length or capacity of the channel that a derivative has
// made.
func (f *forward) callLength(v *ssa.Value) {
	old := v.Aux.(*ssa.AuxCall)
	v.Aux = f.runtimeAux(channelCalls[runtimeName(v)], callArgs(v), resultTypes(old))
}

// runtimeName returns the name of the function of package runtime that v calls.
func runtimeName(v *ssa.Value) string {
	return strings.TrimPrefix(v.Aux.(*ssa.AuxCall).Fn.Name, "runtime.")
}

// callChannel makes v do what it does to the shadows of channels, too.
func (f *forward) callChannel(v *ssa.Value) {
	call, _ := f.operate(v, f.a.channelEnds(runtimeName(v), v))
	become(v, call)
}

// operate emits the call of what is done to channels and their shadows in the place of
// v. It gets a table of the shadows of each end, those of the channel in front of those
// of where the value is. In reverse mode slot is where the adjoints of the value will be.
func (f *forward) operate(v *ssa.Value, ends []channelEnd) (call, slot *ssa.Value) {
	e, ptr := &f.e, types.Types[types.TUNSAFEPTR]
	n := len(f.lanes)
	none := f.f.ConstNil(ptr)
	table := make([]*ssa.Value, 0, 2*n*len(ends))
	for _, end := range ends {
		for _, x := range []*ssa.Value{end.c, end.at} {
			for _, f.lane = range f.lanes {
				s := none
				if x != nil && f.a.active(end.c) && (f.a.active(x) || !f.refs) {
					s = f.real(x)
				}
				table = append(table, s)
			}
		}
	}
	t := types.NewArray(ptr, int64(len(table)))
	types.CalcSize(t)
	auto := typecheck.TempAt(v.Pos, f.a.inst.fn, t)
	auto.SetAddrtaken(true)
	auto.SetNonMergeable(true)
	f.chain(v, e.b.NewValue1A(v.Pos, ssa.OpVarDef, types.TypeMem, auto, v.MemoryArg()))
	at := e.b.NewValue2A(v.Pos, ssa.OpLocalAddr, types.NewPtr(t), auto, f.stackPointer(), v.MemoryArg())
	for i, s := range table {
		p := e.b.NewValue1I(v.Pos, ssa.OpOffPtr, types.NewPtr(ptr), int64(i*types.PtrSize), at)
		m := e.b.NewValue3(v.Pos, ssa.OpStore, types.TypeMem, p, s, v.MemoryArg())
		m.Aux = ptr
		f.chain(v, m)
	}
	old := v.Aux.(*ssa.AuxCall)
	args := append(append([]*ssa.Value(nil), callArgs(v)...), at, f.wordConst(int64(n)), f.f.ConstBool(types.Types[types.TBOOL], f.refs))
	results := append(resultTypes(old), ptr)
	call = f.newCall(v, f.runtimeAux(channelCalls[runtimeName(v)], args, results), args, v.MemoryArg())
	last := int64(len(results) - 1)
	for _, sel := range f.selects[v] {
		sel.SetArg(0, call)
		if sel.Type.IsMemory() {
			sel.AuxInt = last + 1
		}
	}
	return call, e.b.NewValue1I(v.Pos, ssa.OpSelectN, ptr, last, call)
}
