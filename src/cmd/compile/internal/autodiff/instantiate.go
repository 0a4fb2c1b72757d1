// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls of functions that are differentiated themselves, in reverse mode: one
// function holds both sweeps, and is called twice.
//
//	tape, y, y' = f-vjp(false, nil, x, x', 0)      forward: primal results, shadows of references
//	_, _, _, x̄ = f-vjp(true, tape, x, x', ȳ)       reverse: gradients
//
// x stands for the parameters, each with its shadow behind it if it holds
// references, ȳ for the adjoints of the floats in results, x̄ for those in
// parameters. What the forward part hands to its reverse part is one object, the
// tape (split.go).

package autodiff

import (
	"slices"
	"strconv"
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/escape"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A splitCall is a call of a derivative in the forward sweep.
type splitCall struct {
	inst  *instance // nil for a dynamic call
	aux   *ssa.AuxCall
	in    []passed     // in step with args
	out   []returned   // in step with the primal's results
	tapes []*ssa.Value // what the forward part returns
	args  []*ssa.Value // of the primal's call
	call  *ssa.Value   // that call
	sels  []*ssa.Value // its results, by number; nil where one is not used

	once      bool         // the call carries out both sweeps (combine.go)
	gradients []*ssa.Value // then, by parameter: what it returns; nil where there is none

	spares map[int][]*ssa.Value // by argument: its spare shadow memory, by lane

	big [][]*ssa.Value // by lane: the address of the local variable that is the shadow of a result in memory

	code, closure *ssa.Value   // of a dynamic call: the derivative's code, the closure or nil
	captured      []*ssa.Value // of one of a closure: by lane, the shadow of what it has captured
}

// A passed says how an argument is passed: with a shadow or not, with how much spare shadow
// memory (layersback.go), and at which place among the results its gradient comes back, or -1.
type passed struct {
	shadow   bool
	spares   int
	gradient int
}

// A returned says at which places among the results a result and its shadow are, or -1,
// and whether it has a seed.
type returned struct {
	t              *types.Type
	primal, shadow int
	seed           bool
}

// calledBack returns the instance of primal in reverse mode for a call at which
// the arguments and results have the given states.
func (l *Worklist) calledBack(primal *ir.Func, states, results []state, asked *invoker) *instance {
	inst := &instance{list: l, primal: primal, width: asked.by.width, asked: asked, strong: asked.by.strong, runtime: asked.by.runtime, mode: request.Reverse, shared: asked.by.concurrent()}
	c := newCarrier()
	if inst.runtime {
		states = settled(states)
	}
	name := reverseName(primal, inst.width, states, results) + inst.suffix()
	sym := primal.Sym().Pkg.Lookup(name)
	if old := l.bySym[sym]; old != nil {
		old.calledBy(asked)
		return old
	}
	inst.states, inst.resultStates = states, results
	inst.split = new(split)
	inst.optional = asked.by.outermost().optional
	inst.calledBy(asked)
	inst.over = l.derivative(primal)
	inst.declareReverse(c, sym, states, results)
	inst.noteCall()
	l.bySym[sym] = inst
	return inst
}

// settled returns states without the distinction between active and maybe, which a
// parameter is with runtimeactivity anyway.
func settled(states []state) []state {
	states = slices.Clone(states)
	for i, s := range states {
		if s == maybe {
			states[i] = active
		}
	}
	return states
}

// calledOnce returns the instance that carries out both sweeps of the split instance
// inst in one call.
func (l *Worklist) calledOnce(inst *instance) *instance {
	once := &instance{list: l, primal: inst.primal, width: 1, asked: inst.asked, strong: inst.strong, runtime: inst.runtime, mode: request.Reverse, shared: inst.shared}
	sym := inst.primal.Sym().Pkg.Lookup(strings.Replace(inst.fn.Sym().Name, "-vjp-", "-vjp1-", 1))
	if old := l.bySym[sym]; old != nil {
		old.calledBy(inst.asked)
		return old
	}
	once.optional = inst.optional
	once.calledBy(inst.asked)
	once.declareReverse(newCarrier(), sym, inst.states, inst.resultStates)
	l.bySym[sym] = once
	l.want(once)
	return once
}

// want puts inst on the list unless it has been there.
func (l *Worklist) want(inst *instance) {
	if l.byFunc[inst.fn] == nil {
		l.add(inst)
	}
}

// reverseName returns the name of the derivative of fn in reverse mode with these
// activities, in several directions if width says so.
func reverseName(fn *ir.Func, width int, states, results []state) string {
	var b strings.Builder
	b.WriteString(fn.Sym().Name)
	b.WriteString("-vjp")
	if width > 1 {
		b.WriteString(strconv.Itoa(width))
	}
	b.WriteByte('-')
	for _, s := range states {
		b.WriteByte("cdm"[s])
	}
	b.WriteByte('-')
	for _, s := range results {
		b.WriteByte("cdd"[s])
	}
	return b.String()
}

// declareReverse makes the function of an internal instance in reverse mode, for two
// calls if inst.split is set, else for one.
func (inst *instance) declareReverse(c *carrier, sym *types.Sym, states, results []state) {
	primal := inst.primal
	pos := primal.Pos()
	var params, outs []*types.Field
	newParams := func(t *types.Type, n int) int {
		first := len(params)
		for range n {
			params = append(params, types.NewField(pos, sym.Pkg.LookupNum("~p", len(params)), t))
		}
		return first
	}
	newResults := func(t *types.Type, n int) int {
		first := len(outs)
		for range n {
			outs = append(outs, types.NewField(pos, sym.Pkg.LookupNum("~r", len(outs)), t))
		}
		return first
	}
	type place struct{ primal, shadow, spare, spares, seed int }
	if inst.split != nil {
		newParams(types.Types[types.TBOOL], 1)
		newParams(types.Types[types.TUNSAFEPTR], inst.countTapes())
		newResults(types.Types[types.TUNSAFEPTR], inst.countTapes())
	}
	var ins, seeds []place
	for i, f := range primal.Type().RecvParams() {
		p := place{primal: newParams(f.Type, 1), shadow: -1, seed: -1}
		if inst.over != nil && f.Sym != nil && !f.Sym.IsBlank() {
			params[p.primal].Sym = f.Sym // messages name it
		}
		if states[i] != inactive && c.holdsReference(f.Type) {
			p.shadow = newParams(f.Type, inst.width)
			if inst.over != nil {
				p.spares = inst.over.countSpares(i) * inst.width
				p.spare = newParams(f.Type, p.spares)
			}
		}
		ins = append(ins, p)
	}
	for i, f := range primal.Type().Results() {
		p := place{primal: -1, shadow: -1, seed: -1}
		if results[i] == inactive {
			p.primal = newResults(f.Type, 1)
		} else {
			p.primal = newResults(inMemory(f.Type), 1)
			if holdsFloat(f.Type) {
				p.seed = newParams(f.Type, inst.width)
			}
			if c.holdsReference(f.Type) {
				p.shadow = newResults(inMemory(f.Type), inst.width)
			}
		}
		seeds = append(seeds, p)
	}
	gradients := make([]int, len(ins))
	for i, f := range primal.Type().RecvParams() {
		gradients[i] = -1
		if states[i] != inactive && holdsFloat(f.Type) {
			gradients[i] = newResults(inMemory(f.Type), inst.width)
		}
	}

	fn := ir.NewFunc(pos, pos, sym, types.NewSignature(nil, params, outs))
	fn.Nname.Defn = fn
	fn.DeclareParams(true)
	fn.SetDupok(true)
	inst.fn = fn
	if inst.split != nil {
		n := 1 + inst.countTapes()
		inst.split.mode, inst.split.tapes = fn.Dcl[0], fn.Dcl[1:n:n]
	}
	name := func(i int) *ir.Name {
		if i < 0 {
			return nil
		}
		return fn.Dcl[i]
	}
	others := func(i int) []*ir.Name {
		if i < 0 {
			return nil
		}
		return fn.Dcl[i+1 : i+inst.width : i+inst.width]
	}
	var args []ir.Node
	for i, p := range ins {
		args = append(args, name(p.primal))
		in := param{primal: name(p.primal), shadow: name(p.shadow), others: others(p.shadow), state: states[i], gradient: gradients[i]}
		in.spares = fn.Dcl[p.spare : p.spare+p.spares : p.spare+p.spares]
		inst.params = append(inst.params, in)
	}
	for _, p := range seeds {
		inst.results = append(inst.results, result{primal: p.primal, shadow: p.shadow, seed: name(p.seed), others: others(p.seed)})
	}
	inst.call = inst.callOf(args)
}

// augmentInstance makes v the forward part of the call of a derivative.
func (r *reverse) augmentInstance(v *ssa.Value, p *plan) {
	old := v.Aux.(*ssa.AuxCall)
	results := make([]state, old.NResults())
	for i := range results {
		results[i] = p.resultState(i)
	}
	inst := r.a.inst.list.calledBack(p.callee, p.states, results, &invoker{r.a.inst, v.Pos})
	types.CalcSize(inst.fn.Type())
	c := &splitCall{inst: inst, args: append([]*ssa.Value(nil), callArgs(v)...)}
	c.aux = ssa.StaticAuxCall(inst.fn.Linksym(), r.f.ABIDefault.ABIAnalyze(inst.fn.Type(), false))
	c.in, c.out = inst.in, inst.out
	r.augmentSplit(v, c)
}

// augmentSplit emits the call c of the forward part of a derivative in the place of v.
func (r *reverse) augmentSplit(v *ssa.Value, c *splitCall) {
	c.sels = make([]*ssa.Value, len(c.out))
	for range r.lanes {
		c.big = append(c.big, make([]*ssa.Value, len(c.out)))
	}
	args := []*ssa.Value{r.f.ConstBool(types.Types[types.TBOOL], false)}
	for range c.countTapes() {
		args = append(args, r.f.ConstNil(types.Types[types.TUNSAFEPTR]))
	}
	args = append(args, c.captured...)
	for i, x := range c.args {
		args = append(args, x)
		if c.in[i].shadow {
			for _, r.lane = range r.lanes {
				s := r.handedShadow(c, i)
				r.stills[x] = s
				args = append(args, s)
			}
		}
		args = append(args, r.spareShadows(c, i)...)
	}
	for _, res := range c.out {
		if res.seed {
			for range r.lanes {
				args = append(args, r.noSeed(res.t))
			}
		}
	}
	call := r.callSplit(c, args, r.mem)
	c.call = call
	for i := range c.countTapes() {
		c.tapes = append(c.tapes, r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.Types[types.TUNSAFEPTR], int64(i), call))
	}
	for _, sel := range r.selects[v] {
		i := int(sel.AuxInt)
		sel.SetArg(0, call)
		if i < len(c.out) && c.out[i].seed {
			r.fromMemory(sel)
		}
		if i == len(c.out) {
			sel.AuxInt = c.aux.NResults()
			continue
		}
		res := c.out[i]
		c.sels[i] = sel
		sel.AuxInt = int64(res.primal)
		for _, r.lane = range r.lanes {
			switch {
			case sel.Op == ssa.OpSelectNAddr && res.seed:
				big := r.resultShadow(sel)
				c.big[r.index][i] = big
				r.shadows[sel.ID] = big
				if res.shadow >= 0 {
					r.takeResult(v, call, big, res.shadow+r.index)
				}
			case res.shadow >= 0:
				r.shadows[sel.ID] = r.e.b.NewValue1I(v.Pos, sel.Op, sel.Type, int64(res.shadow+r.index), call)
			}
		}
	}
	r.calls[v] = c
	r.retire(v)
}

// quiet reports whether the called function writes nothing that its active arguments lead
// to, and returns no reference, so that its reverse only adds to shadow memory.
func (c *splitCall) quiet() bool {
	if c.inst == nil || c.inst.over != nil || sharesVariables() {
		return false
	}
	for i, f := range c.inst.primal.Type().RecvParams() {
		if !f.Type.HasPointers() || c.inst.params[i].state == inactive {
			continue // leads to nothing with adjoints
		}
		if !strings.HasPrefix(f.Note, "esc:") || leadsToFunctions(f.Type, make(map[*types.Type]bool)) {
			return false
		}
		if l := escape.ParseLeaks(f.Note); l.Mutator() >= 0 || l.Heap() >= 0 {
			return false
		}
	}
	for _, f := range c.inst.primal.Type().Results() {
		if f.Type.HasPointers() {
			return false
		}
	}
	return true
}

// leadsToFunctions reports whether a value of type t can lead to a map, or to a function
// value, which may write what it has captured: escape analysis does not say whether it is
// called, or whether the map changes.
func leadsToFunctions(t *types.Type, seen map[*types.Type]bool) bool {
	if seen[t] || !t.HasPointers() {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case types.TFUNC, types.TINTER, types.TMAP:
		return true
	case types.TPTR, types.TSLICE, types.TARRAY, types.TCHAN:
		return leadsToFunctions(t.Elem(), seen)
	case types.TSTRUCT:
		for _, f := range t.Fields() {
			if leadsToFunctions(f.Type, seen) {
				return true
			}
		}
	}
	return false
}

// noSeed returns the zero of type t as an argument.
func (r *reverse) noSeed(t *types.Type) *ssa.Value {
	if ssa.CanSSA(t) {
		return r.zeroValue(t)
	}
	return r.e.b.NewValue2(r.e.pos, ssa.OpDereference, t, r.zeros(types.NewPtr(t)), r.mem)
}

// zeroValue returns the zero of type t.
func (r *reverse) zeroValue(t *types.Type) *ssa.Value {
	return r.assemble(t, make([]*ssa.Value, len(leaves(t))))
}

// resultShadow returns the address of a new local variable that is the shadow of
// the call's result in memory whose address sel is.
func (r *reverse) resultShadow(sel *ssa.Value) *ssa.Value {
	name := r.newAuto(sel.Type.Elem())
	return r.e.b.NewValue2A(sel.Pos, ssa.OpLocalAddr, sel.Type, name, r.stackPointer(), r.mem)
}

// takeResult copies the references of a result in memory, the shadow of another, to
// the local variable at to, once the call is done. Of the results of a call only
// those copies last.
func (r *reverse) takeResult(v, call, to *ssa.Value, i int) {
	for _, sel := range r.selects[v] {
		if sel.Type == types.TypeMem {
			r.after[sel] = append(r.after[sel], func() {
				from := r.e.b.NewValue1I(r.e.pos, ssa.OpSelectNAddr, to.Type, int64(i), call)
				r.copyReferences(to.Type.Elem(), to, from)
			})
		}
	}
}

// reverseInstance calls the reverse part of a derivative.
func (r *reverse) reverseInstance(c *splitCall) {
	if c.once {
		r.passOn(c)
		return
	}
	e := &r.e
	args := append([]*ssa.Value{r.f.ConstBool(types.Types[types.TBOOL], true)}, c.tapes...)
	args = append(args, c.captured...)
	for i, x := range c.args {
		args = append(args, r.again(x))
		if c.in[i].shadow {
			for _, r.lane = range r.lanes {
				args = append(args, r.again(r.argumentAgain(x)))
			}
		}
		args = append(args, c.spares[i]...)
	}
	for i, res := range c.out {
		if !res.seed {
			continue
		}
		for _, r.lane = range r.lanes {
			args = append(args, r.seedOf(c, i))
		}
	}
	call := r.callSplit(c, args, e.mem)
	e.mem = e.b.NewValue1I(e.pos, ssa.OpSelectN, types.TypeMem, c.aux.NResults(), call)
	for i, p := range c.in {
		if p.gradient >= 0 {
			for _, r.lane = range r.lanes {
				r.giveGradient(c.args[i], call, p.gradient+r.index)
			}
		}
	}
	for _, big := range c.big {
		for _, addr := range big {
			if addr != nil {
				r.moveBack(addr.Type.Elem(), addr, nil)
			}
		}
	}
}

// seedOf returns the adjoint of result i of the call c.
func (r *reverse) seedOf(c *splitCall, i int) *ssa.Value {
	e, t := &r.e, c.out[i].t
	switch sel := c.sels[i]; {
	case c.big[r.index][i] != nil:
		return e.b.NewValue2(e.pos, ssa.OpDereference, t, c.big[r.index][i], e.mem)
	case sel == nil || !ssa.CanSSA(t):
		r.mem = e.mem
		return r.noSeed(t)
	default:
		return r.assemble(t, r.take(sel))
	}
}

// callSplit emits the call c with the given arguments where the sweep stands.
func (r *reverse) callSplit(c *splitCall, args []*ssa.Value, mem *ssa.Value) *ssa.Value {
	op := ssa.OpStaticLECall
	var first []*ssa.Value
	switch {
	case c.closure != nil:
		op, first = ssa.OpClosureLECall, []*ssa.Value{c.code, c.closure}
	case c.code != nil:
		op, first = ssa.OpInterLECall, []*ssa.Value{c.code}
	}
	call := r.e.b.NewValue0A(r.e.pos, op, c.aux.LateExpansionResultType(), c.aux)
	call.AddArgs(first...)
	call.AddArgs(args...)
	call.AddArg(mem)
	call.AuxInt = c.aux.ArgWidth()
	return call
}

// argumentAgain returns the shadow of the argument x, as the forward part got it.
func (r *reverse) argumentAgain(x *ssa.Value) *ssa.Value {
	s := r.shadow(x)
	if s == nil {
		s = r.stills[x]
	}
	r.shadowMemory[s] = true
	return s
}

// again returns the argument x for the reverse part. What a value in memory was is
// not needed there: the forward part has kept what is.
func (r *reverse) again(x *ssa.Value) *ssa.Value {
	if x.Op == ssa.OpDereference {
		if r.shadowMemory[x] {
			return r.e.b.NewValue2(r.e.pos, ssa.OpDereference, x.Type, x.Args[0], r.e.mem)
		}
		r.mem = r.e.mem
		return r.noSeed(x.Type)
	}
	return x
}

// giveGradient adds result i of call to the adjoint of the argument x.
func (r *reverse) giveGradient(x, call *ssa.Value, i int) {
	e, t := &r.e, x.Type
	if ssa.CanSSA(t) {
		if !r.varies(x) {
			return
		}
		g := e.b.NewValue1I(e.pos, ssa.OpSelectN, t, int64(i), call)
		for k, l := range leaves(t) {
			r.contribute(x, k, r.part(g, l))
		}
		return
	}
	if x.Op != ssa.OpDereference || !r.a.active(x.Args[0]) {
		return
	}
	g := e.b.NewValue1I(e.pos, ssa.OpSelectNAddr, types.NewPtr(t), int64(i), call)
	to := r.current(r.shadow(x.Args[0]))
	for _, l := range leaves(t) {
		r.accumulate(r.offset(to, l.off, l.t), r.load(r.offset(g, l.off, l.t), l.t))
	}
}
