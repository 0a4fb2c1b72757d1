// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Checks in loops: a check is a branch to a block that panics. One whose
// condition does not change moves to the front of the loop,
//
//	front: If cond -> more panic'      with a copy of the panic
//	more:  Plain -> loop
//
// and one whose condition does change is copied there as it is in the first
// iteration, if something behind it moves.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// maxCheck is the number of values that the copy of a check may have.
const maxCheck = 12

// panicSucc returns which successor of b is a block that does nothing but
// panic, or -1.
func panicSucc(b *ssa.Block) int {
	if b.Kind != ssa.BlockIf {
		return -1
	}
	for i, e := range b.Succs {
		if e.Block().Kind == ssa.BlockExit && b.Succs[1-i].Block().Kind != ssa.BlockExit {
			return i
		}
	}
	return -1
}

// mayPanic reports whether b may leave the loop without ever returning.
func (m *motion) mayPanic(b *ssa.Block) bool {
	for _, e := range b.Succs {
		if !m.l.contains(e.Block()) && !m.returns[e.Block()] {
			return true
		}
	}
	return false
}

// check deals with the check at the end of the certain block b, if there is one.
func (m *motion) check(b *ssa.Block) {
	fail := panicSucc(b)
	if fail < 0 {
		if m.mayPanic(b) {
			m.silent, m.reached = false, false
		}
		return
	}
	cond := b.Controls[0]
	if cond.Op == ssa.OpConstBool && (cond.AuxInt != 0) == (fail == 1) {
		return // it has been moved out of a loop inside of this one
	}
	switch {
	case !m.reached || !m.silent:
		m.silent, m.reached = false, false
	case m.invariant(cond) && m.ready(cond) && m.panicIsFixed(b, fail):
		m.makeChecks()
		m.bring(cond)
		m.makeCheck(b, fail, make(map[*ssa.Value]*ssa.Value))
		b.ResetControls()
		b.SetControl(m.f.ConstBool(types.Types[types.TBOOL], fail == 1))
	case m.copyable(b, fail):
		m.pending = append(m.pending, b)
	default:
		m.silent, m.reached = false, false
	}
}

// panicIsFixed reports whether the panic behind b is the same in every iteration,
// and what it is made of can be brought.
func (m *motion) panicIsFixed(b *ssa.Block, fail int) bool {
	e := b.Succs[fail]
	p := e.Block()
	if len(p.Values) > maxCheck {
		return false
	}
	for _, v := range p.Values {
		for i, x := range v.Args {
			if v.Op == ssa.OpPhi && i != e.Index() {
				continue
			}
			if x.Block != p && x.Type != types.TypeMem && !(m.invariant(x) && m.ready(x)) {
				return false
			}
		}
	}
	return true
}

// copyable reports whether the check at the end of b can be made for the first
// iteration in the front.
func (m *motion) copyable(b *ssa.Block, fail int) bool {
	budget := maxCheck
	seen := make(map[*ssa.Value]bool)
	var can func(v *ssa.Value) bool
	can = func(v *ssa.Value) bool {
		if seen[v] || !m.l.contains(v.Block) || v.Block == m.l.header && v.Op == ssa.OpPhi {
			return true
		}
		seen[v] = true
		budget--
		switch {
		case budget < 0:
			return false
		case v.Op == ssa.OpLoad:
			return m.isFirstMemory(v.MemoryArg()) && can(v.Args[0])
		case m.invariant(v) && m.ready(v):
			return true
		case !isPure(v):
			return false
		}
		for _, x := range v.Args {
			if !can(x) {
				return false
			}
		}
		return true
	}
	if !can(b.Controls[0]) {
		return false
	}
	e := b.Succs[fail]
	p := e.Block()
	if len(p.Values) > maxCheck {
		return false
	}
	for _, v := range p.Values {
		for i, x := range v.Args {
			if v.Op == ssa.OpPhi && i != e.Index() || x.Block == p || x.Type == types.TypeMem {
				continue
			}
			if !can(x) {
				return false
			}
		}
	}
	return true
}

// isFirstMemory reports whether mem, in the first iteration, is what it is in the front.
func (m *motion) isFirstMemory(mem *ssa.Value) bool {
	return !m.l.contains(mem.Block) || mem.Block == m.l.header && mem.Op == ssa.OpPhi
}

// makeChecks makes the pending checks in the front.
func (m *motion) makeChecks() {
	pending := m.pending
	m.pending = nil
	for _, b := range pending {
		fail := panicSucc(b)
		m.makeCheck(b, fail, m.firsts())
	}
}

// firsts returns what the phis of the header are in the first iteration.
func (m *motion) firsts() map[*ssa.Value]*ssa.Value {
	firsts := make(map[*ssa.Value]*ssa.Value)
	for _, v := range m.l.header.Values {
		if v.Op == ssa.OpPhi {
			firsts[v] = v.Args[m.entry]
		}
	}
	return firsts
}

// makeCheck ends the front with a copy of the check at the end of b, whose values are
// replaced as given, and goes on in a new front.
func (m *motion) makeCheck(b *ssa.Block, fail int, replaced map[*ssa.Value]*ssa.Value) {
	cond := m.copied(b.Controls[0], replaced)
	e := b.Succs[fail]
	p := e.Block()
	for _, v := range p.Values { // what the panic needs has to stand in front of it
		for i, x := range v.Args {
			if x.Block != p && x.Type != types.TypeMem && (v.Op != ssa.OpPhi || i == e.Index()) {
				m.copied(x, replaced)
			}
		}
	}
	from := m.front
	more := ssa.AutodiffSplit(from, nil)
	fails := m.copyPanic(e, func(x *ssa.Value) *ssa.Value { return m.panicArg(x, replaced) })
	from.Kind, from.Likely, from.Pos = ssa.BlockIf, b.Likely, b.Pos
	from.SetControl(cond)
	for i := range 2 {
		if i == fail {
			from.AddEdgeTo(fails)
		} else {
			from.AddEdgeTo(more)
		}
	}
	m.front = more
	m.findEntry()
}

// copyPanic returns a copy of the panic that e leads to, with its arguments replaced by
// what arg returns for them.
func (m *motion) copyPanic(e ssa.Edge, arg func(x *ssa.Value) *ssa.Value) *ssa.Block {
	p := e.Block()
	c := m.f.NewBlock(ssa.BlockExit)
	c.Pos = p.Pos
	made := make(map[*ssa.Value]*ssa.Value)
	value := func(x *ssa.Value) *ssa.Value {
		if w := made[x]; w != nil {
			return w
		}
		return arg(x)
	}
	for _, v := range ssa.AutodiffOrder(p) {
		if v.Op == ssa.OpPhi {
			made[v] = arg(v.Args[e.Index()])
			continue
		}
		w := c.NewValue0(v.Pos, v.Op, v.Type)
		w.Aux, w.AuxInt = v.Aux, v.AuxInt
		for _, x := range v.Args {
			w.AddArg(value(x))
		}
		made[v] = w
	}
	c.SetControl(value(p.Controls[0]))
	return c
}

// panicArg returns what stands for the argument x in the copy of a panic.
func (m *motion) panicArg(x *ssa.Value, replaced map[*ssa.Value]*ssa.Value) *ssa.Value {
	if r := replaced[x]; r != nil {
		return r
	}
	if x.Type == types.TypeMem && m.mem != nil {
		return m.mem
	}
	return x
}

// copied returns a copy of v, as it is in the first iteration, in the front. What does not
// change is brought there instead.
func (m *motion) copied(v *ssa.Value, replaced map[*ssa.Value]*ssa.Value) *ssa.Value {
	if r := replaced[v]; r != nil {
		return r
	}
	if !m.l.contains(v.Block) {
		return v
	}
	if m.invariant(v) && m.ready(v) {
		m.bring(v)
		return v
	}
	c := m.front.NewValue0(v.Pos, v.Op, v.Type)
	c.Aux, c.AuxInt = v.Aux, v.AuxInt
	for _, x := range v.Args {
		if x.Type == types.TypeMem && m.mem != nil {
			c.AddArg(m.mem)
		} else {
			c.AddArg(m.copied(x, replaced))
		}
	}
	replaced[v] = c
	return c
}

// pass takes note of what may happen between two certain blocks.
func (m *motion) pass(from, to *ssa.Block) {
	seen := map[*ssa.Block]bool{to: true}
	var visit func(b *ssa.Block)
	visit = func(b *ssa.Block) {
		if seen[b] || !m.l.contains(b) {
			return
		}
		seen[b] = true
		if m.n.innermost(b) != m.l || m.mayPanic(b) {
			m.silent, m.reached = false, false // it may not come to an end, or panic
		}
		for _, v := range b.Values {
			m.note(v)
		}
		for _, e := range b.Succs {
			visit(e.Block())
		}
	}
	for _, e := range from.Succs {
		visit(e.Block())
	}
}
