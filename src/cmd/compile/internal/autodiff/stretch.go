// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Motion of loops out of loops. What lies between two blocks that every iteration
// passes is a stretch; one with a loop in it that does the same in every iteration
// goes to the front as a whole:
//
//	for i := range x {                  if 0 < len(x) {
//		s := 0.0                            s := 0.0
//		for _, v := range w {               for _, v := range w {
//			s += v * v            →                 s += v * v
//		}                                   }
//		x[i] /= s                           for i := range x { x[i] /= s }
//	}                                   }
//
// So a call of a function with a loop, once it is inlined, is executed once. A
// stretch does the same in every iteration if it writes no memory, reads none that
// the loop writes, and uses nothing else that changes. It may panic, or never come
// to an end, and so it moves only if nothing before it can be seen from outside:
// then it does what the first iteration would do.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// A loopMove is the motion of one loop out of another one.
type loopMove struct {
	loop, outOf src.XPos
	chosen      bool // it is no motion of a loop, but of what the loop chooses (chosen.go)
}

// A stretch is what lies between two certain blocks of a loop.
type stretch struct {
	m        *motion
	from, to *ssa.Block
	only     int          // the successor of from that leads into it; -1 if all do
	blocks   []*ssa.Block // those from which to can be reached
	lost     []*ssa.Block // those behind them that only panic
	inside   map[*ssa.Block]bool
	loops    bool       // there is one in it
	before   *ssa.Value // the memory at its start, nil if it uses none
	memory   bool       // it has memory of its own: calls of pure functions
}

// moveStretch moves what lies between two certain blocks to the front, if that is
// worth it and can be done.
func (m *motion) moveStretch(from, to *ssa.Block) bool {
	if !m.silent || !m.reached {
		return false
	}
	s := &stretch{m: m, from: from, to: to, inside: make(map[*ssa.Block]bool)}
	if !s.find() || !s.loops || !s.same() {
		return false
	}
	for _, l := range m.n.loops {
		if s.inside[l.header] && l.parent == m.l {
			m.moves = append(m.moves, loopMove{loop: l.header.Pos, outOf: m.l.header.Pos})
		}
	}
	m.makeChecks()
	s.move()
	return true
}

// find finds the blocks, and reports whether they are all that leads to s.to.
func (s *stretch) find() bool {
	fail := panicSucc(s.from)
	switch {
	case s.from.Kind == ssa.BlockPlain:
		s.only = 0
	case s.from == s.m.l.header && s.m.guarded:
		s.only = inSucc(s.m.l)
	case s.from.Kind == ssa.BlockIf && fail >= 0:
		s.only = 1 - fail
	case s.from.Kind == ssa.BlockIf:
		s.only = -1
	default:
		return false
	}
	ok := true
	var visit func(b *ssa.Block)
	visit = func(b *ssa.Block) {
		if b == s.to || s.inside[b] || !ok {
			return
		}
		s.inside[b] = true
		switch {
		case s.m.l.contains(b):
			s.blocks = append(s.blocks, b)
			s.loops = s.loops || s.m.n.innermost(b) != s.m.l
			ok = b.Kind == ssa.BlockPlain || b.Kind == ssa.BlockIf
		case s.m.returns[b]:
			ok = false
		default:
			s.lost = append(s.lost, b)
		}
		for _, e := range b.Succs {
			visit(e.Block())
		}
	}
	for i, e := range s.from.Succs {
		if s.only < 0 || i == s.only {
			visit(e.Block())
		}
	}
	if !ok || !s.alone(s.to) {
		return false
	}
	for b := range s.inside {
		if !s.alone(b) {
			return false
		}
	}
	return true
}

// alone reports whether nothing but the stretch leads to b.
func (s *stretch) alone(b *ssa.Block) bool {
	for _, e := range b.Preds {
		if !s.inside[e.Block()] && (e.Block() != s.from || s.only >= 0 && e.Index() != s.only) {
			return false
		}
	}
	return true
}

// same reports whether the stretch does the same in every iteration.
func (s *stretch) same() bool {
	for _, b := range s.blocks {
		for _, v := range b.Values {
			if !s.m.repeats(v) || !s.allAvailable(v.Args) {
				return false
			}
			s.memory = s.memory || v.Type == types.TypeMem && v.Op != ssa.OpCopy
		}
		if !s.allAvailable(b.ControlValues()) {
			return false
		}
	}
	for _, b := range s.lost {
		for _, v := range b.Values {
			if !s.allAvailable(v.Args) {
				return false
			}
		}
		if !s.allAvailable(b.ControlValues()) {
			return false
		}
	}
	if s.only < 0 && !s.allAvailable(s.from.ControlValues()) {
		return false
	}
	for _, v := range s.to.Values {
		if v.Op == ssa.OpPhi && !s.allAvailable(v.Args) {
			return false
		}
	}
	if s.m.mem == nil {
		return !s.memory && (s.before == nil || !s.m.l.contains(s.before.Block))
	}
	return !s.memory || len(s.behind()) <= 1
}

// repeats reports whether v, if its arguments do the same in every iteration, does
// so, too.
func (m *motion) repeats(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpPhi, ssa.OpCopy, ssa.OpNilCheck, ssa.OpInlMark:
		return true
	case ssa.OpSelectN:
		return isPureCall(v.Args[0])
	case ssa.OpLoad:
		return !m.w.changes(locate(v.Args[0], v.Type, v.Type.Size()))
	case ssa.OpLocalAddr:
		return !m.w.defined[v.Aux.(*ir.Name)]
	}
	return isPureCall(v) || ssa.AutodiffPure(v.Op) && v.MemoryArg() == nil && v.Type != types.TypeMem
}

// allAvailable reports whether the arguments vs of something in the stretch are there
// in the front, or in the stretch itself.
func (s *stretch) allAvailable(vs []*ssa.Value) bool {
	for _, x := range vs {
		switch {
		case s.inside[x.Block]:
		case x.Type == types.TypeMem:
			if s.before != nil && s.before != x {
				return false
			}
			s.before = x
		case !s.m.invariant(x) || !s.m.ready(x):
			return false
		}
	}
	return true
}

// behind returns the memory of the stretch that is used behind it, without a phi at
// its end.
func (s *stretch) behind() (mems []*ssa.Value) {
	note := func(x *ssa.Value) {
		if x.Type == types.TypeMem && s.inside[x.Block] && !slices.Contains(mems, x) {
			mems = append(mems, x)
		}
	}
	for _, b := range s.m.f.Blocks {
		if s.inside[b] {
			continue
		}
		for _, v := range b.Values {
			if b == s.to && v.Op == ssa.OpPhi {
				continue
			}
			for _, x := range v.Args {
				note(x)
			}
		}
		for _, x := range b.ControlValues() {
			note(x)
		}
	}
	return mems
}

// move moves the stretch:
//
//	front ─► header … from ─► stretch ─► to     front ─► stretch ─► more ─► header … from ─► to
func (s *stretch) move() {
	m := s.m
	s.bring()
	from := s.from
	if s.only >= 0 && from.Kind == ssa.BlockIf {
		from = ssa.AutodiffSplitEdge(from, s.only)
	}
	start := ssa.AutodiffSplit(from, nil)
	end := ssa.AutodiffMergePreds(s.to, func(*ssa.Block) bool { return true })
	leave := ssa.AutodiffSplit(end, nil)
	more := ssa.AutodiffSplit(m.front, nil)
	m.front.AddEdgeTo(start)
	end.AddEdgeTo(more)
	from.AddEdgeTo(leave)
	s.inside[end] = true
	s.rethread()
	for _, v := range s.to.Values {
		if v.Op == ssa.OpPhi {
			x := v.Args[0]
			if x.Type == types.TypeMem {
				x = s.before
			}
			become(v, x)
		}
	}
	m.front = more
	m.findEntry()
	for _, v := range m.l.header.Values {
		if v.Op == ssa.OpPhi && v.Type == types.TypeMem {
			v.SetArg(m.entry, m.mem)
		}
	}
	for b := range s.inside {
		m.l.inside.remove(b)
	}
	m.l.blocks = slices.DeleteFunc(m.l.blocks, func(b *ssa.Block) bool { return s.inside[b] })
	m.look()
}

// bring brings what the stretch uses of the loop to the front.
func (s *stretch) bring() {
	all := func(vs []*ssa.Value) {
		for _, x := range vs {
			if x.Type != types.TypeMem && !s.inside[x.Block] {
				s.m.bring(x)
			}
		}
	}
	for _, b := range slices.Concat(s.blocks, s.lost) {
		for _, v := range b.Values {
			all(v.Args)
		}
		all(b.ControlValues())
	}
	if s.only < 0 {
		all(s.from.ControlValues())
	}
	for _, v := range s.to.Values {
		if v.Op == ssa.OpPhi {
			all(v.Args)
		}
	}
}

// rethread takes the stretch, which has moved, out of the memory chain of the loop and
// into that of the front.
func (s *stretch) rethread() {
	m := s.m
	if m.mem == nil {
		return
	}
	after := m.mem
	for _, v := range s.to.Values {
		if v.Op == ssa.OpPhi && v.Type == types.TypeMem {
			if x := v.Args[0]; s.inside[x.Block] {
				after = x
			}
		}
	}
	for _, x := range s.behind() {
		after = x
		s.replace(x, s.before, false)
	}
	if s.before != nil {
		s.replace(s.before, m.mem, true)
	}
	m.mem = after
}

// replace replaces the memory x by y, in the stretch or outside of it.
func (s *stretch) replace(x, y *ssa.Value, inside bool) {
	for _, b := range s.m.f.Blocks {
		if s.inside[b] != inside {
			continue
		}
		for _, v := range b.Values {
			if b == s.to && v.Op == ssa.OpPhi {
				continue
			}
			for i, z := range v.Args {
				if z == x {
					v.SetArg(i, y)
				}
			}
		}
		for i, z := range b.ControlValues() {
			if z == x {
				b.ReplaceControl(i, y)
			}
		}
	}
}

// holdsRepeating reports whether there is a loop in the loop that may do the same
// in every iteration.
func (m *motion) holdsRepeating() bool {
	for _, in := range m.n.loops {
		if in.parent == m.l && m.repeatsLoop(in) {
			return true
		}
	}
	return false
}

// repeatsLoop reports whether the loop in does the same in every iteration, as far as
// its own blocks show.
func (m *motion) repeatsLoop(in *loop) bool {
	for _, b := range in.blocks {
		for _, v := range b.Values {
			if !m.repeats(v) {
				return false
			}
			for _, x := range v.Args {
				if x.Type != types.TypeMem && !in.contains(x.Block) && !m.invariant(x) && x.Op != ssa.OpPhi {
					return false
				}
			}
		}
	}
	return true
}
