// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Checks of arguments: whether one fails is asked twice. What is always carried out
// is a chain of branches that are never taken, each on a condition that is cheap, and
// holds wherever the check fails, but may hold elsewhere as well. All lead to one block
// that knows better:
//
//	If suspect₁ -> fail c₁
//	c₁:   If suspect₂ -> fail c₂          (all unlikely)
//	…
//	fail: i = the number of the first check that fails, or 0
//	      If i == 0 -> next panic
//	panic: call runtime.autodiffPanicAt(messages, i); Exit
//
// Two regions of memory overlap if
//
//	end(q)-1 - start(p)  <  size(q)-1 + size(p)     (unsigned)
//
// which is two additions and a comparison for a pair. That is exact unless
// one of the two is empty, or the target of a nil pointer.
//
// While the derivative is made the block fail is one that panics; settle lets it go on.

package autodiff

import (
	"slices"
	"strings"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// suspects are the checks of the arguments of a derivative.
type suspects struct {
	e      *emitter
	checks []*entryCheck
	spans  map[*ssa.Value]*span // from argument

	fail, next *ssa.Block
	index      *ssa.Value   // of the check that fails
	panics     []*ssa.Value // what of fail only the panic needs
}

func newSuspects(e *emitter) *suspects {
	return &suspects{e: e, spans: make(map[*ssa.Value]*span)}
}

// An entryCheck is something that must not be.
type entryCheck struct {
	message string
	suspect func() *ssa.Value // emits whether it may be, or nil
	is      func() *ssa.Value // emits whether it is, or nil
	pairs   [][2]*span        // of which none must overlap
}

// A span is the bytes that an argument leads to.
type span struct {
	number int                             // from 1
	ptr    *ssa.Value                      // where they start, if there are any
	of     *ssa.Value                      // the slice or pointer
	shared func(ptr *ssa.Value) *ssa.Value // whether ptr leads to memory that does not count, or nil

	// For conditions that are cheap:
	size, before, end *ssa.Value // how many bytes, the same less one, and where they end
	minus             *ssa.Value // the negative of the address of the byte behind the first one

	// For exact ones, of one byte at an address where nothing is if there are none:
	from, n *ssa.Value
}

// slice returns the span of the elements of v, which start at ptr.
func (s *suspects) slice(v, ptr *ssa.Value) *span { return s.span(v, ptr) }

// pointer returns the span of what v leads to.
func (s *suspects) pointer(v *ssa.Value) *span { return s.span(v, v) }

func (s *suspects) span(v, ptr *ssa.Value) *span {
	p := s.spans[v]
	if p == nil {
		p = &span{number: len(s.spans) + 1, ptr: ptr, of: v}
		s.spans[v] = p
	}
	return p
}

// apart makes the derivative panic with message if p and q overlap.
func (s *suspects) apart(p, q *span, message string) {
	s.begin(message)
	s.alsoApart(p, q)
}

// begin begins a check that asks for nothing yet.
func (s *suspects) begin(message string) {
	s.checks = append(s.checks, &entryCheck{message: message})
}

// alsoApart lets the last check fail if p and q overlap.
func (s *suspects) alsoApart(p, q *span) {
	c := s.checks[len(s.checks)-1]
	c.pairs = append(c.pairs, [2]*span{p, q})
}

// require makes the derivative panic with message if what is emits holds.
func (f *forward) require(message string, is func() *ssa.Value) { f.requireOr(message, is, is) }

// requireOr is require where suspect emits a condition that holds wherever what is
// emits does, and costs less.
func (f *forward) requireOr(message string, suspect, is func() *ssa.Value) {
	if f.suspects == nil {
		f.guard(is(), message)
		return
	}
	f.suspects.checks = append(f.suspects.checks, &entryCheck{message: message, suspect: suspect, is: is})
}

// emitSuspects emits the checks, and ends the block in progress. From here on
// what is required is checked on the spot.
func (f *forward) emitSuspects() {
	s := f.suspects
	f.suspects = nil
	if len(s.checks) == 0 || f.trusted {
		return
	}
	f.entryChecks = s
	e, b := &f.e, f.e.b
	next := ssa.AutodiffSplit(b, f.rest)
	s.fail = f.f.NewBlock(ssa.BlockExit)
	s.fail.Pos = e.pos
	for _, suspect := range s.inOrder() {
		cond, b := suspect(), e.b
		e.b = f.f.NewBlock(ssa.BlockPlain)
		e.b.Pos = e.pos
		b.Kind = ssa.BlockIf
		b.SetControl(cond)
		b.Likely = ssa.BranchUnlikely
		b.Pos = e.pos
		b.AddEdgeTo(s.fail)
		b.AddEdgeTo(e.b)
	}
	s.next = e.b
	s.next.AddEdgeTo(next)
	e.b = s.fail
	s.findFirst(f.a.inst.name(), f.mem)
	e.b = next
}

// inOrder returns what emits the conditions under which something may be wrong. Pairs are
// in the order of their second spans, so that few addresses are needed at a time.
func (s *suspects) inOrder() []func() *ssa.Value {
	var list []func() *ssa.Value
	var pairs [][2]*span
	for _, c := range s.checks {
		if c.suspect != nil {
			list = append(list, c.suspect)
		}
		for _, p := range c.pairs {
			if p[0].number > p[1].number {
				p[0], p[1] = p[1], p[0]
			}
			pairs = append(pairs, p)
		}
	}
	slices.SortStableFunc(pairs, func(p, q [2]*span) int { return p[1].number - q[1].number })
	for _, p := range pairs {
		list = append(list, func() *ssa.Value { return s.mayOverlap(p[0], p[1]) })
	}
	return list
}

// mayOverlap returns whether p and q may overlap. As the complement of a number is its
// negative less one, which the optimiser does not know, that is two additions and a
// comparison.
func (s *suspects) mayOverlap(p, q *span) *ssa.Value {
	e := s.e
	s.measure(p)
	s.measure(q)
	if p.minus == nil {
		p.minus = e.complement(e.address(p.ptr))
	}
	if q.before == nil {
		q.before = e.complement(e.onWords(ssa.OpSub32, ssa.OpSub64, e.word(0), q.size))
		q.end = e.onWords(ssa.OpAdd32, ssa.OpAdd64, e.address(q.ptr), q.size)
	}
	off := e.onWords(ssa.OpAdd32, ssa.OpAdd64, q.end, p.minus)
	all := e.onWords(ssa.OpAdd32, ssa.OpAdd64, q.before, p.size)
	return e.b.NewValue2(e.pos, wordSized(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], off, all)
}

// measure emits the size of p, if its pointer is not nil.
func (s *suspects) measure(p *span) {
	if t := p.of.Type; p.size == nil && t.IsSlice() {
		p.size = s.e.bytes(p.of)
	} else if p.size == nil {
		p.size = s.e.word(t.Elem().Size())
	}
}

// findFirst emits which check fails first, and the panic.
func (s *suspects) findFirst(name string, mem *ssa.Value) {
	e := s.e
	s.index = e.word(0)
	var messages []string
	for i, c := range slices.Backward(s.checks) {
		fails := e.bit(c.fails(s))
		mask := e.onWords(ssa.OpSub32, ssa.OpSub64, e.word(0), fails)
		differ := e.onWords(ssa.OpXor32, ssa.OpXor64, s.index, e.word(int64(i+1)))
		s.index = e.onWords(ssa.OpXor32, ssa.OpXor64, s.index, e.onWords(ssa.OpAnd32, ssa.OpAnd64, differ, mask))
	}
	for _, c := range s.checks {
		messages = append(messages, c.message)
	}
	text := e.b.NewValue0A(e.pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(name+": \n"+strings.Join(messages, "\n")))
	sym := base.PkgLinksym("runtime", "autodiffPanicAt", obj.ABIInternal)
	info := e.b.Func.ABIDefault.ABIAnalyzeTypes([]*types.Type{types.Types[types.TSTRING], types.Types[types.TUINTPTR]}, nil)
	aux := ssa.StaticAuxCall(sym, info)
	call := e.b.NewValue0A(e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(text, s.index, mem)
	call.AuxInt = aux.ArgWidth()
	end := e.b.NewValue1I(e.pos, ssa.OpSelectN, types.TypeMem, 0, call)
	e.b.SetControl(end)
	s.panics = []*ssa.Value{text, call, end}
}

// fails emits whether what must not be is.
func (c *entryCheck) fails(s *suspects) *ssa.Value {
	var any *ssa.Value
	if c.is != nil {
		any = c.is()
	}
	for _, p := range c.pairs {
		if both := s.overlap(p[0], p[1]); any == nil {
			any = both
		} else {
			any = s.e.binaryBool(ssa.OpOrB, any, both)
		}
	}
	return any
}

// overlap returns whether p and q overlap.
func (s *suspects) overlap(p, q *span) *ssa.Value {
	e := s.e
	s.place(p)
	s.place(q)
	before := e.onWords(ssa.OpSub32, ssa.OpSub64, q.n, e.word(1))
	last := e.onWords(ssa.OpAdd32, ssa.OpAdd64, q.from, before)
	off := e.onWords(ssa.OpSub32, ssa.OpSub64, last, p.from)
	all := e.onWords(ssa.OpAdd32, ssa.OpAdd64, before, p.n)
	return e.b.NewValue2(e.pos, wordSized(ssa.OpLess32U, ssa.OpLess64U), types.Types[types.TBOOL], off, all)
}

// place emits what exact comparisons with p need.
func (s *suspects) place(p *span) {
	if p.from != nil {
		return
	}
	e := s.e
	var size *ssa.Value
	if t := p.of.Type; t.IsSlice() {
		size = e.bytes(p.of)
	} else {
		some := e.b.NewValue1(e.pos, ssa.OpIsNonNil, types.Types[types.TBOOL], p.of)
		size = e.unless(e.b.NewValue1(e.pos, ssa.OpNot, some.Type, some), e.word(t.Elem().Size()))
	}
	if p.shared != nil {
		size = e.unless(p.shared(p.ptr), size)
	}
	none := e.b.NewValue2(e.pos, wordSized(ssa.OpEq32, ssa.OpEq64), types.Types[types.TBOOL], size, e.word(0))
	nowhere := e.onWords(ssa.OpMul32, ssa.OpMul64, e.bit(none), e.word(int64(p.number)))
	p.from = e.onWords(ssa.OpAdd32, ssa.OpAdd64, e.unless(none, e.address(p.ptr)), nowhere)
	p.n = e.onWords(ssa.OpAdd32, ssa.OpAdd64, size, e.bit(none))
}

// settle lets the block where a check may fail go on if none does.
func (s *suspects) settle() {
	if s == nil {
		return
	}
	b := s.fail
	panics := ssa.AutodiffSplit(b, s.panics)
	b.Kind = ssa.BlockIf
	b.SetControl(b.NewValue2(b.Pos, wordSized(ssa.OpEq32, ssa.OpEq64), types.Types[types.TBOOL], s.index, s.e.word(0)))
	b.AddEdgeTo(s.next)
	b.AddEdgeTo(panics)
}

// address returns the pointer p as a number.
func (e *emitter) address(p *ssa.Value) *ssa.Value {
	return e.b.NewValue2(e.pos, ssa.OpSubPtr, types.Types[types.TUINTPTR], p, e.b.Func.ConstNil(p.Type))
}

// complement returns the number x with all bits inverted.
func (e *emitter) complement(x *ssa.Value) *ssa.Value {
	return e.b.NewValue1(e.pos, wordSized(ssa.OpCom32, ssa.OpCom64), types.Types[types.TUINTPTR], x)
}

// bit returns 1 if cond holds, else 0.
func (e *emitter) bit(cond *ssa.Value) *ssa.Value {
	one := e.b.NewValue1(e.pos, ssa.OpCvtBoolToUint8, types.Types[types.TUINT8], cond)
	return e.b.NewValue1(e.pos, wordSized(ssa.OpZeroExt8to32, ssa.OpZeroExt8to64), types.Types[types.TUINTPTR], one)
}

// unless returns the number x, or 0 if cond holds.
func (e *emitter) unless(cond, x *ssa.Value) *ssa.Value {
	keep := e.onWords(ssa.OpSub32, ssa.OpSub64, e.bit(cond), e.word(1)) // all bits, or none
	return e.onWords(ssa.OpAnd32, ssa.OpAnd64, x, keep)
}
