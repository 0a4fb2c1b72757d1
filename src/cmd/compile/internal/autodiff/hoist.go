// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Motion out of loops: what does not change in a loop is computed in front of
// it, in derivatives only.
//
//	for j := range x {                h := a[i]          with its bounds check
//		s += a[i][j] * x[j]   →   for j := range x {
//	}                                         s += h[j] * x[j]
//	                                  }
//
// Go's own optimiser leaves a[i] where it is. Beside it stands the shadow of
// a[i], with its checks, and in reverse mode its adjoint; so the motion is worth
// more here than in any primal.
//
// A loop gets a front (front.go), a place that is executed if and only if an
// iteration follows. To the front go
//
//   - loads from what the loop does not write (clobber.go), calls of pure
//     functions and float arithmetic, if every iteration executes them;
//   - checks, each a branch to a block that panics, if nothing that can be
//     seen from outside happens before them;
//   - loops inside of the loop that do the same in every iteration (stretch.go),
//     likewise.
//
// A load may fault if a check in front of it would have panicked. So what is left of
// the checks in front of it, because it changes from iteration to iteration, is
// made for the first iteration in the front, too:
//
//	for j := range x {                if 0 < len(x) { if 0 >= len(y) { panic }
//		y[j] += a[i] * x[j]   →           h := a[i]
//	}                                         …
//
// A panic thus stays the same panic, behind the same writes.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// hoisting switches the motion.
var hoisting = true

// hoist moves what does not change out of the loops of f, of whose parameters
// something is known. It returns which loops it moved out of which.
func hoist(f *ssa.Func, known promise) (moves []loopMove) {
	if !hoisting {
		return nil
	}
	n := findLoops(f)
	if len(n.loops) == 0 || n.irreducible {
		return nil
	}
	var headers []*ssa.Block
	for _, l := range n.loops {
		headers = append(headers, l.header)
	}
	changed := false
	skipCopies(f)
	returns := leadingToReturn(f)
	for i := len(headers) - 1; i >= 0; i-- { // inner loops first
		if n == nil {
			skipCopies(f)
			n, returns = findLoops(f), leadingToReturn(f)
		}
		l := n.innermost(headers[i])
		if l == nil || l.header != headers[i] {
			continue
		}
		if !newMotion(f, n, l, known, returns).promising() {
			continue
		}
		guarded := guardable(f, l)
		if guarded {
			guard(f, l)
			n = findLoops(f)
			l = n.innermost(headers[i])
			returns = leadingToReturn(f)
		}
		m := newMotion(f, n, l, known, returns)
		m.guarded = guarded
		m.run()
		moves = append(moves, m.moves...)
		changed = true
		n = nil
	}
	if changed {
		ssa.AutodiffCleanup(f)
	}
	return moves
}

// skipCopies lets what uses a copy use what it is a copy of.
func skipCopies(f *ssa.Func) {
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if x.Op == ssa.OpCopy {
					v.SetArg(i, resolve(x))
				}
			}
		}
		for i, x := range b.ControlValues() {
			if x.Op == ssa.OpCopy {
				b.ReplaceControl(i, resolve(x))
			}
		}
	}
}

// A motion moves values out of one loop.
type motion struct {
	f     *ssa.Func
	n     *loopNest
	l     *loop
	w     *writer
	front *ssa.Block // where they go
	entry int        // of the header's predecessors, the one that leads in

	guarded bool // the front is executed only if the body follows, otherwise if the header does

	mem *ssa.Value // memory in the front, nil if it is the same in all of the loop

	fixed   map[*ssa.Value]bool // whether a value of the loop is the same in each iteration
	returns map[*ssa.Block]bool // blocks that lead to a return
	calls   bool                // whether the loop has a call that stays

	silent  bool         // nothing has happened so far that can be seen from outside
	reached bool         // no panic so far, if it does not stand in the front or in pending
	pending []*ssa.Block // checks that the front has to make for the first iteration

	moves []loopMove
}

// newMotion returns the motion out of l, in which nothing has moved. returns has the
// blocks from which a return can be reached; without, only what does not ask for them works.
func newMotion(f *ssa.Func, n *loopNest, l *loop, known promise, returns map[*ssa.Block]bool) *motion {
	m := &motion{
		f:       f,
		n:       n,
		l:       l,
		w:       newWriter(f, l.blocks, known),
		returns: returns,
		silent:  true,
		reached: true,
	}
	m.look()
	return m
}

// look looks anew at what the loop now consists of.
func (m *motion) look() {
	m.fixed = make(map[*ssa.Value]bool)
	m.calls = false
	for _, b := range m.l.blocks {
		for _, v := range b.Values {
			m.calls = m.calls || v.Op.IsCall() && !(isPureCall(v) && m.invariant(v))
		}
	}
}

// leadingToReturn returns the blocks from which a return can be reached.
func leadingToReturn(f *ssa.Func) map[*ssa.Block]bool {
	returns := make(map[*ssa.Block]bool)
	var work []*ssa.Block
	for _, b := range f.Blocks {
		if b.Kind == ssa.BlockRet || b.Kind == ssa.BlockRetJmp {
			returns[b] = true
			work = append(work, b)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range b.Preds {
			if p := e.Block(); !returns[p] {
				returns[p] = true
				work = append(work, p)
			}
		}
	}
	return returns
}

// promising reports whether there is anything in the loop itself that may be worth
// moving, or a loop inside of it.
func (m *motion) promising() bool {
	for _, b := range m.l.blocks {
		if m.n.innermost(b) != m.l {
			continue
		}
		for _, v := range b.Values {
			if m.isWanted(v) && m.invariant(v) {
				return true
			}
		}
	}
	return m.holdsRepeating()
}

// run moves everything that may be moved.
func (m *motion) run() {
	m.openFront()
	var last *ssa.Block
	for _, b := range m.certain() {
		if last != nil && !m.moveStretch(last, b) {
			m.pass(last, b)
		}
		for _, v := range ssa.AutodiffOrder(b) {
			m.visit(v)
		}
		m.check(b)
		last = b
	}
}

// openFront finds or makes the block in front of the loop.
func (m *motion) openFront() {
	h := m.l.header
	entries := m.n.entries(m.l)
	if len(entries) == 1 && len(entries[0].from.Succs) == 1 {
		m.front = entries[0].from
	} else {
		m.front = ssa.AutodiffMergePreds(h, func(b *ssa.Block) bool { return !m.l.contains(b) })
	}
	m.findEntry()
	for _, v := range h.Values {
		if v.Op == ssa.OpPhi && v.Type == types.TypeMem {
			m.mem = v.Args[m.entry]
		}
	}
}

func (m *motion) findEntry() {
	for i, e := range m.l.header.Preds {
		if e.Block() == m.front {
			m.entry = i
		}
	}
}

// certain returns the blocks of the loop that the first iteration executes if it is
// complete, in order, except those in loops inside.
func (m *motion) certain() (bs []*ssa.Block) {
	ends := m.n.latches(m.l)
	for _, e := range m.n.exits(m.l) {
		if m.returns[e.to()] && !(m.guarded && e.from == m.l.header) {
			ends = append(ends, e.from)
		}
	}
	dom := m.f.Sdom()
blocks:
	for _, b := range m.l.blocks {
		if m.n.innermost(b) != m.l {
			continue
		}
		for _, end := range ends {
			if !dom.IsAncestorEq(b, end) {
				continue blocks
			}
		}
		bs = append(bs, b)
	}
	return bs
}

// invariant reports whether v is the same in every iteration, wherever in the loop it
// stands.
func (m *motion) invariant(v *ssa.Value) bool {
	if !m.l.contains(v.Block) {
		return true
	}
	if is, ok := m.fixed[v]; ok {
		return is
	}
	m.fixed[v] = false // for phis
	is := false
	switch {
	case v.Op == ssa.OpLoad:
		is = m.invariant(v.Args[0]) && !m.w.changes(locate(v.Args[0], v.Type, v.Type.Size()))
	case v.Op == ssa.OpNilCheck:
		is = m.invariant(v.Args[0])
	case v.Op == ssa.OpLocalAddr:
		is = !m.w.defined[v.Aux.(*ir.Name)]
	case v.Op == ssa.OpSelectN:
		is = v.Type != types.TypeMem && m.invariant(v.Args[0])
	case isPureCall(v):
		is = m.allInvariant(callArgs(v))
	case isPure(v):
		is = m.allInvariant(v.Args)
	}
	m.fixed[v] = is
	return is
}

func (m *motion) allInvariant(vs []*ssa.Value) bool {
	for _, v := range vs {
		if !m.invariant(v) {
			return false
		}
	}
	return true
}

// isPure reports whether v is computed from its arguments alone, whatever they
// are.
func isPure(v *ssa.Value) bool {
	return ssa.AutodiffPure(v.Op) && v.MemoryArg() == nil && v.Type != types.TypeMem && !isDivision(v.Op)
}

// isDivision reports whether op must not be executed for a divisor of zero.
func isDivision(op ssa.Op) bool {
	switch op {
	case ssa.OpDiv8, ssa.OpDiv8u, ssa.OpDiv16, ssa.OpDiv16u, ssa.OpDiv32, ssa.OpDiv32u, ssa.OpDiv64, ssa.OpDiv64u, ssa.OpDiv128u,
		ssa.OpMod8, ssa.OpMod8u, ssa.OpMod16, ssa.OpMod16u, ssa.OpMod32, ssa.OpMod32u, ssa.OpMod64, ssa.OpMod64u:
		return true
	}
	return false
}

// isWanted reports whether v costs enough to be worth a register across the
// loop, or where the loop calls something, a slot in memory.
func (m *motion) isWanted(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpLoad, ssa.OpNilCheck, ssa.OpDiv64F, ssa.OpDiv32F, ssa.OpSqrt, ssa.OpSqrt32:
		return true
	case ssa.OpMul64, ssa.OpMul32:
		return !m.calls
	case ssa.OpCopy:
		return false
	}
	return isPureCall(v) || !m.calls && isFloat(v.Type) && len(v.Args) > 0 && isPure(v)
}

// visit moves v if it may be moved; otherwise it takes note of what v does.
func (m *motion) visit(v *ssa.Value) {
	if m.isWanted(v) && m.invariant(v) && m.ready(v) {
		m.move(v)
		return
	}
	m.note(v)
}

// note takes note of what v does besides computing something.
func (m *motion) note(v *ssa.Value) {
	switch {
	case v.Op == ssa.OpNilCheck || v.Op.IsCall() && !isPureCall(v):
		m.silent, m.reached = false, false
	case v.Type == types.TypeMem && v.Op != ssa.OpPhi && v.Op != ssa.OpSelectN && v.Op != ssa.OpCopy:
		m.silent = false
	}
}

// ready reports whether the invariant v may be computed in the front now.
func (m *motion) ready(v *ssa.Value) bool {
	if !m.l.contains(v.Block) {
		return true
	}
	switch {
	case v.Op == ssa.OpLoad:
		return (m.reached || isNonNil(v.Args[0], m.l)) && m.ready(v.Args[0])
	case v.Op == ssa.OpNilCheck:
		return m.reached && m.silent && m.ready(v.Args[0])
	case v.Op == ssa.OpLocalAddr:
		return true
	case isPureCall(v):
		return m.mem != nil && m.allReady(callArgs(v))
	}
	return m.allReady(v.Args)
}

func (m *motion) allReady(vs []*ssa.Value) bool {
	for _, v := range vs {
		if !m.ready(v) {
			return false
		}
	}
	return true
}

// isNonNil reports whether ptr leads to memory that is there, whether or not
// anything in the loop is executed.
func isNonNil(ptr *ssa.Value, l *loop) bool {
	for ptr.Op == ssa.OpOffPtr {
		ptr = ptr.Args[0]
	}
	return ptr.Op == ssa.OpLocalAddr || ptr.Op == ssa.OpAddr || ptr.Op == ssa.OpNilCheck && !l.contains(ptr.Block)
}

// needsChecks reports whether v, or what it is made of in the loop, must not be
// executed where a check before it fails.
func (m *motion) needsChecks(v *ssa.Value) bool {
	if !m.l.contains(v.Block) {
		return false
	}
	switch v.Op {
	case ssa.OpLoad:
		return !isNonNil(v.Args[0], m.l) || m.needsChecks(v.Args[0])
	case ssa.OpNilCheck:
		return true
	}
	for _, x := range v.Args {
		if x.Type != types.TypeMem && m.needsChecks(x) {
			return true
		}
	}
	return false
}

// move moves v to the front.
func (m *motion) move(v *ssa.Value) {
	if m.needsChecks(v) {
		m.makeChecks()
	}
	m.bring(v)
}

// bring moves v, and what it is made of, to the front.
func (m *motion) bring(v *ssa.Value) {
	if !m.l.contains(v.Block) {
		return
	}
	for i, x := range v.Args {
		if x.Type != types.TypeMem {
			m.bring(x)
		} else if m.l.contains(x.Block) && !v.Op.IsCall() {
			v.SetArg(i, m.mem)
		}
	}
	if !m.l.contains(v.Block) { // a result has brought its call, and the call its results
		return
	}
	if v.Op.IsCall() {
		m.bringCall(v)
		return
	}
	relocate(v, m.front)
}

// bringCall moves a call and its results to the front, and takes it out of the
// memory chain of the loop.
func (m *motion) bringCall(call *ssa.Value) {
	var results []*ssa.Value
	for _, v := range call.Block.Values {
		if v.Op == ssa.OpSelectN && v.Args[0] == call {
			results = append(results, v)
		}
	}
	before := call.MemoryArg()
	call.SetArg(len(call.Args)-1, m.mem)
	relocate(call, m.front)
	for _, v := range results {
		if v.Type != types.TypeMem {
			relocate(v, m.front)
			continue
		}
		m.mem = m.front.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, v.AuxInt, call)
		become(v, before)
	}
	for _, v := range m.l.header.Values {
		if v.Op == ssa.OpPhi && v.Type == types.TypeMem {
			v.SetArg(m.entry, m.mem)
		}
	}
}

// relocate moves v to the block b.
func relocate(v *ssa.Value, b *ssa.Block) {
	from := v.Block.Values
	last := len(from) - 1
	for i, x := range from {
		if x == v {
			from[i] = from[last]
			from[last] = nil
			v.Block.Values = from[:last]
			break
		}
	}
	v.Block = b
	b.Values = append(b.Values, v)
}
