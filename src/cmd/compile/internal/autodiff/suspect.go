// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Checks of arguments: whether one fails is asked twice. What is always carried out
// is a chain of branches that are never taken, each on a condition that is cheap, and
// holds wherever the check fails, but may hold elsewhere as well. All lead to one block
// that asks who knows better:
//
//	If suspect₁ -> fail c₁
//	c₁:   If suspect₂ -> fail c₂          (all unlikely)
//	…
//	fail: words = where each argument starts, and how many bytes it has
//	      call runtime.autodiffArguments(checks, &words), which panics if one fails
//	      Plain -> next
//
// What has to be checked, and the messages, are in a string (describe). Two regions of memory
// overlap if
//
//	end(q)-1 - start(p)  <  size(q)-1 + size(p)     (unsigned)
//
// which is two additions and a comparison for a pair. That is exact unless
// one of the two is empty, or the target of a nil pointer.
//
// While the derivative is made the block fail is one that panics; settle lets it go on.
// Where there are many conditions, eight lead to a branch, which takes longer than eight branches and
// is less code. In many directions there are a thousand pairs of arguments: who knows better
// is asked at once.

package autodiff

import (
	"slices"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

const (
	manyBranches = 64  // conditions from which on there are several to a branch
	perBranch    = 8   // as many: more registers are needed in between, but less goes on behind each
	manyCases    = 256 // conditions from which on the question is asked in any case
)

// suspects are the checks of the arguments of a derivative.
type suspects struct {
	e      *emitter
	checks []*entryCheck
	spans  map[*ssa.Value]*span // from argument

	fail, next *ssa.Block
	end        *ssa.Value // memory at the end of fail
	words      []*ssa.Value
}

func newSuspects(e *emitter) *suspects {
	return &suspects{e: e, spans: make(map[*ssa.Value]*span)}
}

// An entryCheck is something that must not be.
type entryCheck struct {
	message string
	suspect func() *ssa.Value // emits whether it may be, or nil
	is      func() *ssa.Value // emits whether it is, or nil
	cases   []checkCase       // or in terms of spans: none of these must be
}

// A checkCase is a relation between two spans, or a property of one.
type checkCase struct {
	op   byte // as package runtime knows it
	p, q *span
}

// Relations and properties, see runtime.autodiffArguments.
const (
	caseWord    = 'w' // the word at p is not zero
	caseShorter = 's' // q is shorter than p
	caseNil     = 'n' // q is nil, and p is not
	caseZeros   = 'z' // p is in the shared zeros
	caseOverlap = 'o' // p and q overlap
	caseOwn     = 'p' // the same, unless one of the two is in the shared zeros
)

// A span is the bytes that an argument leads to.
type span struct {
	number int        // from 1
	word   int        // where it is among the words, or -1
	ptr    *ssa.Value // where they start, if there are any
	of     *ssa.Value // the slice or pointer
	shared bool       // it does not count in the shared zeros

	// For conditions that are cheap:
	size, before, end *ssa.Value // how many bytes, the same less one, and where they end
	minus             *ssa.Value // the negative of the address of the byte behind the first one
}

// slice returns the span of the elements of v, which start at ptr.
func (s *suspects) slice(v, ptr *ssa.Value) *span { return s.span(v, ptr) }

// pointer returns the span of what v leads to.
func (s *suspects) pointer(v *ssa.Value) *span { return s.span(v, v) }

func (s *suspects) span(v, ptr *ssa.Value) *span {
	p := s.spans[v]
	if p == nil {
		p = &span{number: len(s.spans) + 1, word: -1, ptr: ptr, of: v}
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
	c.cases = append(c.cases, checkCase{caseOverlap, p, q})
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

// requireCase is requireOr if what is emits is a relation between the spans of the arguments v
// and w, or a property of that of v if w is nil.
func (f *forward) requireCase(op byte, v, w *ssa.Value, message string, suspect, is func() *ssa.Value) {
	if f.suspects == nil {
		f.guard(is(), message)
		return
	}
	c := &entryCheck{message: message, suspect: suspect, cases: []checkCase{{op: op, p: f.spanOf(v)}}}
	if w != nil {
		c.cases[0].q = f.spanOf(w)
	}
	f.suspects.checks = append(f.suspects.checks, c)
}

// spanOf returns the span of the slice, pointer or map v.
func (f *forward) spanOf(v *ssa.Value) *span {
	if !v.Type.IsSlice() {
		return f.suspects.pointer(v)
	}
	return f.suspects.slice(v, f.e.b.NewValue1(f.e.pos, ssa.OpSlicePtr, types.NewPtr(v.Type.Elem()), v))
}

// emitSuspects emits the checks, and ends the block in progress. From here on
// what is required is checked on the spot.
func (f *forward) emitSuspects() {
	s := f.suspects
	f.suspects = nil
	if len(s.checks) == 0 || f.trusted {
		return
	}
	order := s.inOrder()
	if len(order) > manyCases {
		before := f.mem
		f.mem = s.ask(f.a.inst.name(), before)
		f.goOnWith(before)
		return
	}
	f.entryChecks = s
	e, b := &f.e, f.e.b
	next := ssa.AutodiffSplit(b, f.rest)
	s.fail = f.f.NewBlock(ssa.BlockExit)
	s.fail.Pos = e.pos
	size := 1
	if len(order) > manyBranches {
		size = perBranch
	}
	for group := range slices.Chunk(order, size) {
		cond := group[0]()
		for _, suspect := range group[1:] {
			cond = e.binaryBool(ssa.OpOrB, cond, suspect())
		}
		b := e.b
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
	s.end = s.ask(f.a.inst.name(), f.mem)
	e.b.SetControl(s.end)
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
		for _, k := range c.cases {
			if k.op != caseOverlap || c.suspect != nil {
				continue
			}
			pair := [2]*span{k.p, k.q}
			if k.p.number > k.q.number {
				pair = [2]*span{k.q, k.p}
			}
			pairs = append(pairs, pair)
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
	if p.size == nil {
		p.size = s.bytesOf(p)
	}
}

// bytesOf emits how many bytes p has, if its pointer is not nil. Elements and maps without a size
// count as one byte.
func (s *suspects) bytesOf(p *span) *ssa.Value {
	t := p.of.Type
	switch {
	case t.IsSlice() && t.Elem().Size() == 0:
		return s.e.b.NewValue1(s.e.pos, ssa.OpSliceLen, types.Types[types.TINT], p.of)
	case t.IsSlice():
		return s.e.bytes(p.of)
	case t.IsPtr():
		return s.e.word(t.Elem().Size())
	}
	return s.e.word(1)
}

// ask emits the question whether a check fails, and returns the memory behind it.
func (s *suspects) ask(name string, mem *ssa.Value) *ssa.Value {
	e := s.e
	text := e.b.NewValue0A(e.pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(s.describe(name)))
	word := types.Types[types.TUINTPTR]
	words := e.b.Func.NewLocal(e.pos, types.NewArray(word, int64(len(s.words))))
	ptr := types.NewPtr(word)
	place := func(i int) *ssa.Value {
		addr := e.b.NewValue2A(e.pos, ssa.OpLocalAddr, types.NewPtr(words.Type()), words, stackPointer(e.b.Func), mem)
		return e.b.NewValue1I(e.pos, ssa.OpOffPtr, ptr, int64(i)*word.Size(), addr)
	}
	for i, v := range s.words {
		mem = e.b.NewValue3A(e.pos, ssa.OpStore, types.TypeMem, word, place(i), v, mem)
	}
	sym := base.PkgLinksym("runtime", "autodiffArguments", obj.ABIInternal)
	info := e.b.Func.ABIDefault.ABIAnalyzeTypes([]*types.Type{types.Types[types.TSTRING], ptr}, nil)
	aux := ssa.StaticAuxCall(sym, info)
	call := e.b.NewValue0A(e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(text, place(0), mem)
	call.AuxInt = aux.ArgWidth()
	return e.b.NewValue1I(e.pos, ssa.OpSelectN, types.TypeMem, 0, call)
}

// describe returns what to check, and the messages, as runtime.autodiffArguments reads it,
// and emits the words that this is about.
func (s *suspects) describe(name string) string {
	e := s.e
	var cases []byte
	messages := name + ": "
	number := func(n int) { cases = append(cases, byte(n), byte(n>>8)) }
	word := func(p *span) {
		if p == nil {
			number(0)
			return
		}
		if p.word < 0 {
			p.word = len(s.words)
			s.words = append(s.words, e.address(p.ptr), s.bytesOf(p))
		}
		number(p.word)
	}
	for i, c := range s.checks {
		messages += "\n" + c.message
		if c.is != nil {
			cases = append(cases, caseWord)
			number(i)
			number(len(s.words))
			number(0)
			s.words = append(s.words, e.bit(c.is()))
			continue
		}
		for _, k := range c.cases {
			op := k.op
			if op == caseOverlap && (k.p.shared || k.q.shared) {
				op = caseOwn
			}
			cases = append(cases, op)
			number(i)
			word(k.p)
			word(k.q)
		}
	}
	return string(append(cases, 0)) + messages
}

// settle lets the block where a check may fail go on if none does. What the primal does has
// memory from two sides then.
func (s *suspects) settle() {
	if s == nil {
		return
	}
	before := s.memory()
	phi := s.next.NewValue0(s.next.Pos, ssa.OpPhi, types.TypeMem)
	for b := range reachable(s.next) {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if x == before {
					v.SetArg(i, phi)
				}
			}
		}
		for i, x := range b.ControlValues() {
			if x == before {
				b.ReplaceControl(i, phi)
			}
		}
	}
	for range s.next.Preds {
		phi.AddArg(before)
	}
	phi.AddArg(s.end)
	s.fail.Kind = ssa.BlockPlain
	s.fail.ResetControls()
	s.fail.AddEdgeTo(s.next)
}

// memory returns memory as it is where the block begins in which a check may fail.
func (s *suspects) memory() *ssa.Value {
	mem := s.end
	for mem.Block == s.fail {
		if mem.Op == ssa.OpSelectN {
			mem = mem.Args[0]
		} else {
			mem = mem.MemoryArg()
		}
	}
	return mem
}

// reachable returns the blocks that b leads to, and b.
func reachable(b *ssa.Block) map[*ssa.Block]bool {
	seen := map[*ssa.Block]bool{b: true}
	for list := []*ssa.Block{b}; len(list) > 0; {
		b, list = list[len(list)-1], list[:len(list)-1]
		for _, e := range b.Succs {
			if next := e.Block(); !seen[next] {
				seen[next] = true
				list = append(list, next)
			}
		}
	}
	return seen
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
