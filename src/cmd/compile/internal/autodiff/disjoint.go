// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arguments that turn out not to overlap, in reverse mode. Without the option noalias a
// store through one parameter may change what another one leads to: what is loaded from
// there is kept, and stays in loops.
//
//	func f'(x, x', y, y' []float64) {
//		if x and y do not overlap {
//			return f'-noalias(x, x', y, y')
//		}
//		…
//
// If something is kept, or stays, that would not if distinct parameters led to distinct
// memory, there is a second derivative that relies on that, and the first one asks. What is
// asked of is what arguments lead to directly: what is loaded from there may lead anywhere,
// in the second derivative, too. Where the primal may look behind the end of a slice,
// all of its capacity counts.

package autodiff

import (
	"fmt"
	"slices"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A fork is where a derivative decides whether to call its second one.
type fork struct {
	pays    bool       // something would be done otherwise there
	whole   bool       // slices count with all of their capacity
	overlap *ssa.Block // ends in the test, nil before there is one
	fast    *ssa.Block // the other way
}

// mostRegions is how many regions may be compared, each with each.
const mostRegions = 8

// considerFork prepares the fork of inst, whose primal is f as it was built, unless it
// cannot have one.
func (inst *instance) considerFork(f *ssa.Func) {
	req, fn := inst.request, inst.fn
	if req == nil || inst.mode != request.Reverse || inst.inner != nil || inst.outer != nil || req.Options.NoAlias || inst.disjoint || inst.runtime || req.Width > 0 ||
		inst.candidate != nil || inst.goroutine != nil || len(inst.launches) > 0 || inst.concurrent() || debug.Flags.NoVecUnroll ||
		noder.AutodiffDict(fn) != nil || fn.Dupok() || len(inst.args) != len(inst.params) {
		return
	}
	regions := 0
	for i := range inst.params {
		p := &inst.params[i]
		n := regionsIn(p.primal.Type())
		if p.moved || n < 0 || inst.args[i] != ir.Node(p.primal) {
			return
		}
		regions += n
	}
	for _, fields := range [][]*types.Field{fn.Type().RecvParams(), fn.Type().Results()} {
		for _, field := range fields {
			if !ssa.CanSSA(field.Type) {
				return
			}
		}
	}
	if regions < 2 || regions > mostRegions {
		return
	}
	k := new(fork)
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			switch {
			case v.Op == ssa.OpConvert || v.Type.IsUnsafePtr() && v.Op != ssa.OpConstNil:
				return // an address may lead out of what it was made from
			case v.Op == ssa.OpSliceCap && v.Uses > 0, v.Op.IsCall() && !isPureCall(v) && !marks(v):
				k.whole = true
			}
		}
	}
	inst.fork = k
}

// marks reports whether v is a call that marks a value, and is no call.
func marks(v *ssa.Value) bool {
	aux, ok := v.Aux.(*ssa.AuxCall)
	return ok && aux.Fn != nil && aux.Fn.Name == "runtime.autodiffSeed"
}

// regionsIn returns to how many regions a value of type t leads directly, or -1 if it is
// not known to which.
func regionsIn(t *types.Type) int {
	switch {
	case !t.HasPointers() || t.IsString():
		return 0
	case !ssa.CanSSA(t):
		return -1
	case t.IsSlice(), t.IsPtr():
		return 1
	case t.IsStruct():
		n := 0
		for _, f := range t.Fields() {
			k := regionsIn(f.Type)
			if k < 0 {
				return -1
			}
			n += k
		}
		return n
	}
	return -1
}

// forkEntry emits the test behind the checks at entry.
func (r *reverse) forkEntry() {
	k := r.a.inst.fork
	if k == nil {
		return
	}
	e := &r.e
	o := &extents{e: e}
	for i := range r.a.inst.params {
		p := &r.a.inst.params[i]
		o.add(r.arg(p.primal), place{param: p.primal}, false, k.whole)
		if p.shadow != nil && !r.checked() {
			o.add(r.arg(p.shadow), place{param: p.primal}, true, k.whole)
		}
	}
	var any *ssa.Value
	for i := range o.all {
		for j := range i {
			p, q := &o.all[i], &o.all[j]
			if p.kinds&q.kinds == 0 || p.place.param == q.place.param && p.shadow == q.shadow {
				continue
			}
			both := e.overlapping(p.ptr, p.size, q.ptr, q.size)
			if any != nil {
				both = e.binaryBool(ssa.OpOrB, any, both)
			}
			any = both
		}
	}
	if any == nil {
		return
	}
	b := e.b
	next := ssa.AutodiffSplit(b, r.rest)
	k.overlap, k.fast = b, r.f.NewBlock(ssa.BlockExit)
	k.fast.Pos = b.Pos
	k.fast.SetControl(r.mem)
	b.Kind = ssa.BlockIf
	b.SetControl(any)
	b.Likely = ssa.BranchUnlikely
	b.AddEdgeTo(next)
	b.AddEdgeTo(k.fast)
	e.b = next
}

// An extent is the memory that an argument leads to, whether or not anything there can
// carry a derivative.
type extent struct {
	place     place
	shadow    bool
	kinds     uint64     // of the basic types in it
	ptr, size *ssa.Value // where it starts, and how many bytes it has
}

// extents are those of all arguments.
type extents struct {
	e   *emitter
	all []extent
}

// add adds what v, the argument or its shadow at a place, leads to.
func (o *extents) add(v *ssa.Value, at place, shadow, whole bool) {
	e, t := o.e, v.Type
	switch {
	case !t.HasPointers() || t.IsString():
	case t.IsStruct():
		for i, field := range t.Fields() {
			o.add(e.b.NewValue1I(e.pos, ssa.OpStructSelect, field.Type, int64(i), v), at.in(i), shadow, whole)
		}
	case t.IsSlice():
		ptr := e.b.NewValue1(e.pos, ssa.OpSlicePtr, types.NewPtr(t.Elem()), v)
		n := e.b.NewValue1(e.pos, ssa.OpSliceLen, types.Types[types.TINT], v)
		if whole {
			n = e.b.NewValue1(e.pos, ssa.OpSliceCap, types.Types[types.TINT], v)
		}
		size := e.onWords(ssa.OpMul32, ssa.OpMul64, n, e.word(t.Elem().Size()))
		o.all = append(o.all, extent{place: at, shadow: shadow, kinds: basicKinds(t.Elem()), ptr: ptr, size: size})
	case t.IsPtr():
		some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, types.Types[types.TBOOL], v)
		size := e.b.NewValue3(e.pos, ssa.OpCondSelect, types.Types[types.TUINTPTR], e.word(t.Elem().Size()), e.word(0), some)
		o.all = append(o.all, extent{place: at, shadow: shadow, kinds: basicKinds(t.Elem()), ptr: v, size: size})
	}
}

// overlapping returns whether the size(p) bytes from p on overlap the size(q)
// bytes from q on:
//
//	q + size(q)-1 - p  <  size(p) + size(q)-1     (unsigned)
//
// What is empty is taken for one byte at an address where nothing is, another one
// for p than for q. All but a subtraction, an addition and the comparison is the
// same for every pair that a region is in.
func (e *emitter) overlapping(p, sizeP, q, sizeQ *ssa.Value) *ssa.Value {
	start, length := e.some(p, sizeP, 1)
	from, n := e.some(q, sizeQ, 2)
	before := e.onWords(ssa.OpSub32, ssa.OpSub64, n, e.word(1))
	last := e.onWords(ssa.OpAdd32, ssa.OpAdd64, from, before)
	off := e.onWords(ssa.OpSub32, ssa.OpSub64, last, start)
	all := e.onWords(ssa.OpAdd32, ssa.OpAdd64, before, length)
	return e.b.NewValue2(e.pos, wordSized(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], off, all)
}

// some returns address and size of the size bytes from p on, or those of one byte at
// the given address if there are none.
func (e *emitter) some(p, size *ssa.Value, at int64) (start, length *ssa.Value) {
	word := types.Types[types.TUINTPTR]
	none := e.b.NewValue2(e.pos, wordSized(ssa.OpEq32, ssa.OpEq64), types.Types[types.TBOOL], size, e.word(0))
	one := e.b.NewValue1(e.pos, ssa.OpCvtBoolToUint8, types.Types[types.TUINT8], none)
	one = e.b.NewValue1(e.pos, wordSized(ssa.OpZeroExt8to32, ssa.OpZeroExt8to64), word, one)
	keep := e.onWords(ssa.OpSub32, ssa.OpSub64, one, e.word(1)) // all bits, or none
	start = e.b.NewValue2(e.pos, ssa.OpSubPtr, word, p, e.b.Func.ConstNil(p.Type))
	start = e.onWords(ssa.OpAnd32, ssa.OpAnd64, start, keep)
	for range at {
		start = e.onWords(ssa.OpAdd32, ssa.OpAdd64, start, one)
	}
	return start, e.onWords(ssa.OpAdd32, ssa.OpAdd64, size, one)
}

// endFork lets the way from the test on that is not taken into account by the sweeps call
// the second derivative, if that pays, and be none otherwise.
func (r *reverse) endFork() {
	inst := r.a.inst
	k := inst.fork
	if k == nil || k.overlap == nil {
		return
	}
	if !k.pays || r.exit == nil {
		k.overlap.SetControl(r.f.ConstBool(types.Types[types.TBOOL], true))
		return
	}
	twin := inst.relyingTwin()
	types.CalcSize(twin.fn.Type())
	aux := ssa.StaticAuxCall(twin.fn.Linksym(), r.f.ABIDefault.ABIAnalyze(twin.fn.Type(), false))
	b, mem := k.fast, k.fast.Controls[0]
	call := b.NewValue0A(b.Pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	for _, field := range inst.fn.Type().RecvParams() {
		call.AddArg(r.arg(field.Nname.(*ir.Name)))
	}
	call.AddArg(mem)
	call.AuxInt = aux.ArgWidth()
	made := b.NewValue0(b.Pos, ssa.OpMakeResult, r.result.Type)
	for i, field := range inst.fn.Type().Results() {
		made.AddArg(b.NewValue1I(b.Pos, ssa.OpSelectN, field.Type, int64(i), call))
	}
	made.AddArg(b.NewValue1I(b.Pos, ssa.OpSelectN, types.TypeMem, int64(inst.fn.Type().NumResults()), call))
	b.Kind = ssa.BlockRet
	b.SetControl(made)
	if debug.Flags.PrintPerf {
		fmt.Printf("%s: if the arguments do not overlap, %s is called\n", inst.symbol(), twin.symbol())
	}
}

// relyingTwin returns the derivative that relies on arguments that do not overlap.
func (inst *instance) relyingTwin() *instance {
	old := inst.fn
	sym := old.Sym().Pkg.Lookup(old.Sym().Name + "-noalias")
	copied := func(fields []*types.Field, prefix string) (list []*types.Field) {
		for i, f := range fields {
			s := f.Sym
			if s == nil || s.IsBlank() || prefix == "~r" {
				s = sym.Pkg.LookupNum(prefix, i)
			}
			list = append(list, types.NewField(f.Pos, s, f.Type))
		}
		return list
	}
	fn := ir.NewFunc(old.Pos(), old.Pos(), sym, types.NewSignature(nil, copied(old.Type().RecvParams(), "~p"), copied(old.Type().Results(), "~r")))
	fn.Nname.Defn = fn
	fn.DeclareParams(true)
	names := make(map[*ir.Name]*ir.Name)
	for i, f := range old.Type().RecvParams() {
		names[f.Nname.(*ir.Name)] = fn.Type().Params()[i].Nname.(*ir.Name)
	}
	twin := &instance{list: inst.list, fn: fn, primal: inst.primal, request: inst.request, mode: inst.mode, width: 1, strong: inst.strong, disjoint: true}
	var args []ir.Node
	for _, p := range inst.params {
		p.primal = names[p.primal]
		if p.shadow != nil {
			p.shadow = names[p.shadow]
		}
		twin.params = append(twin.params, p)
		args = append(args, p.primal)
	}
	for _, res := range inst.results {
		if res.seed != nil {
			res.seed = names[res.seed]
		}
		twin.results = append(twin.results, res)
	}
	call := ir.NewCallExpr(inst.call.Pos(), inst.call.Op(), inst.call.Fun, args)
	call.IsDDD = inst.call.IsDDD
	call.SetTypecheck(1)
	call.SetType(inst.call.Type())
	twin.call = call
	inst.list.add(twin)
	return twin
}

// noteFork notes whether anything that is kept in a loop need not be if arguments do not
// overlap.
func (p *provider) noteFork() {
	k := p.r.a.inst.fork
	if k == nil || k.overlap == nil {
		return
	}
	var kept []*ssa.Value
	for v := range p.tape.slots {
		kept = append(kept, v)
	}
	for _, v := range kept {
		if spared, ok := p.madeIfApart(v, 20); spared && ok {
			k.pays = true
		}
	}
}

// madeIfApart reports whether v could be made again if arguments do not overlap, and whether
// it could not otherwise.
func (p *provider) madeIfApart(v *ssa.Value, depth int) (spared, ok bool) {
	v = p.origin(v)
	switch {
	case isConst(v) || isFree(v):
		return false, true
	case depth == 0:
		return false, false
	case v.Op == ssa.OpLoad && !p.stability.stable(v):
		return true, p.stability.stableIfApart(v)
	case !p.recomputable(v):
		l := p.r.way.nest.innermost(v.Block)
		return false, l == nil // lives on
	}
	ok = true
	for _, x := range p.operands(v) {
		s, made := p.madeIfApart(x, depth-1)
		spared, ok = spared || s, ok && made
	}
	return spared, ok
}

// stableIfApart reports whether the load v, which is not stable, would be if distinct
// parameters led to distinct memory.
func (s *stability) stableIfApart(v *ssa.Value) bool {
	known, because := s.r.known, s.because[v]
	s.r.known = promise{noalias: true}
	ok := s.check(v)
	s.r.known = known
	if because != nil {
		s.because[v] = because
	}
	return ok
}

// relies reports whether reference arguments of inst are known not to overlap, and
// whether that is so for all that they lead to.
func (inst *instance) relies() (direct, nested bool) {
	noalias := inst.request != nil && inst.request.Options.NoAlias
	return noalias || inst.disjoint, noalias
}

// wouldChange notes that the loop from which w comes could be treated otherwise if
// arguments do not overlap: only those of writes that do then write to l.
func (w *writer) wouldChange(writes []*ssa.Value, l location) {
	if w.known.fork == nil || slices.ContainsFunc(writes, func(v *ssa.Value) bool { return !w.apartIfDisjoint(v, l) }) {
		return
	}
	w.known.fork.pays = true
}

// apartIfDisjoint reports whether v, which may write to l, does not if arguments do not
// overlap.
func (w *writer) apartIfDisjoint(v *ssa.Value, l location) bool {
	switch v.Op {
	case ssa.OpStore, ssa.OpZero, ssa.OpMove:
		return promise{noalias: true}.apart(locate(v.Args[0], types.Types[types.TUINT8], 0).base, l.base)
	}
	return false
}
