// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Variables: SSA construction on the fly.
//
// The reverse sweep reads and writes variables: the adjoint of a value, the top
// of a tape, the memory. read finds the value that a variable has where it is
// read, and makes phis where several meet (Braun et al., Simple and Efficient
// Construction of Static Single Assignment Form, 2013). A block is open until
// all its predecessors are filled; what is read at the start of an open block is
// a phi that gets its arguments later.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A variable has one value at each place. It is identified by what it belongs to
// and a number.
type quantity struct {
	of   any
	part int
}

// A place is a variable in a block.
type spot struct {
	b *ssa.Block
	x quantity
}

// A number stands for a variable, in one set of variables.
type number int32

// A cell is a variable, by its number, in a block, by its ID.
type cell uint64

func (x number) in(b *ssa.Block) cell { return cell(x)<<32 | cell(b.ID) }

// variables are the variables of one sweep.
type variables struct {
	// initial returns the value of x at the start of a block b in which the sweep
	// begins.
	initial func(x quantity, t *types.Type, b *ssa.Block) *ssa.Value
	first   *ssa.Block                   // where the sweep begins
	also    map[*ssa.Block]bool          // where it begins, too; may be nil
	forced  func(b *ssa.Block) bool      // blocks with one predecessor that get a phi all the same; may be nil
	keep    func(phi, x *ssa.Value) bool // whether such a phi of x is wanted

	// Where idom is set, a merge is passed over if nothing behind its dominator
	// has been written.
	idom   []*ssa.Block
	dom    ssa.SparseTree
	writes map[number][]*ssa.Block
	filled map[*ssa.Block]bool
	shut   map[*ssa.Block]bool // what closed has answered

	numbers map[quantity]number
	named   []quantity // from number to variable

	ends   map[cell]*ssa.Value // value where the block stands, or at its end
	starts map[cell]*ssa.Value // value at the start of the block
	open   map[*ssa.Block]int  // number of predecessors that are not filled
	late   map[*ssa.Block][]latePhi
	phis   []*ssa.Value
}

// A latePhi is a phi at the start of an open block.
type latePhi struct {
	x   number
	phi *ssa.Value
}

func newVariables(first *ssa.Block, initial func(x quantity, t *types.Type, b *ssa.Block) *ssa.Value) *variables {
	return &variables{
		initial: initial,
		first:   first,
		writes:  make(map[number][]*ssa.Block),
		filled:  make(map[*ssa.Block]bool),
		shut:    make(map[*ssa.Block]bool),
		numbers: make(map[quantity]number),
		ends:    make(map[cell]*ssa.Value),
		starts:  make(map[cell]*ssa.Value),
		open:    make(map[*ssa.Block]int),
		late:    make(map[*ssa.Block][]latePhi),
	}
}

// number returns the number of x.
func (s *variables) number(x quantity) number {
	n, ok := s.numbers[x]
	if !ok {
		n = number(len(s.named))
		s.numbers[x] = n
		s.named = append(s.named, x)
	}
	return n
}

// write sets x in b.
func (s *variables) write(x quantity, b *ssa.Block, v *ssa.Value) {
	n := s.number(x)
	at := n.in(b)
	if s.idom != nil && s.ends[at] == nil {
		s.writes[n] = append(s.writes[n], b)
	}
	s.ends[at] = v
}

// read returns the value of x, of type t, where b stands.
func (s *variables) read(x quantity, t *types.Type, b *ssa.Block) *ssa.Value {
	return s.end(s.number(x), t, b)
}

func (s *variables) end(x number, t *types.Type, b *ssa.Block) *ssa.Value {
	if v := s.ends[x.in(b)]; v != nil {
		return resolve(v)
	}
	return s.begin(x, t, b)
}

// start returns the value of x at the start of b.
func (s *variables) start(x quantity, t *types.Type, b *ssa.Block) *ssa.Value {
	return s.begin(s.number(x), t, b)
}

func (s *variables) begin(x number, t *types.Type, b *ssa.Block) *ssa.Value {
	at := x.in(b)
	if v := s.starts[at]; v != nil {
		return resolve(v)
	}
	first := b == s.first || s.also[b]
	if s.idom != nil && !first && s.open[b] == 0 {
		if d := s.idom[b.ID]; s.closed(b, d) && !s.writtenBehind(x, d) {
			return s.end(x, t, d)
		}
	}
	var v *ssa.Value
	switch {
	case first || len(b.Preds) == 0:
		v = s.initial(s.named[x], t, b)
	case s.open[b] > 0:
		v = s.phi(b, t)
		s.late[b] = append(s.late[b], latePhi{x, v})
	case len(b.Preds) == 1 && (s.forced == nil || !s.forced(b)):
		v = s.end(x, t, b.Preds[0].Block())
	default:
		v = s.phi(b, t)
		s.starts[at] = v
		s.complete(x, v)
		v = resolve(v)
	}
	s.starts[at] = v
	return v
}

// closed reports whether everything between b and its dominator d is filled: the
// reverse of a loop with several exits is entered at several blocks, and what is
// written in one of them later may come to b.
func (s *variables) closed(b, d *ssa.Block) bool {
	if answer, done := s.shut[b]; done {
		return answer
	}
	answer := true
	seen := map[*ssa.Block]bool{d: true}
	var work []*ssa.Block
	for _, e := range b.Preds {
		work = append(work, e.Block())
	}
	for len(work) > 0 && answer {
		c := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[c] {
			continue
		}
		seen[c] = true
		answer = s.filled[c]
		for _, e := range c.Preds {
			work = append(work, e.Block())
		}
	}
	s.shut[b] = answer
	return answer
}

// writtenBehind reports whether x has been written in a block that d dominates.
func (s *variables) writtenBehind(x number, d *ssa.Block) bool {
	for _, w := range s.writes[x] {
		if w != d && s.dom.IsAncestorEq(d, w) {
			return true
		}
	}
	return false
}

func (s *variables) phi(b *ssa.Block, t *types.Type) *ssa.Value {
	v := b.NewValue0(b.Pos, ssa.OpPhi, t)
	s.phis = append(s.phis, v)
	return v
}

// complete gives phi, which is x at the start of its block, its arguments.
func (s *variables) complete(x number, phi *ssa.Value) {
	var args []*ssa.Value
	for _, e := range phi.Block.Preds {
		args = append(args, s.end(x, phi.Type, e.Block()))
	}
	phi.AddArgs(args...)
	if s.forced == nil || !s.forced(phi.Block) {
		simplifyPhi(phi)
	}
}

// openAll declares blocks that fill will be called for, all within the sweep.
func (s *variables) openAll(blocks []*ssa.Block) {
	for _, b := range blocks {
		s.open[b] = len(b.Preds)
	}
}

// fill says that nothing will be written in b any more.
func (s *variables) fill(b *ssa.Block) {
	s.filled[b] = true
	for _, e := range b.Succs {
		c := e.Block()
		s.open[c]--
		if s.open[c] == 0 {
			late := s.late[c]
			delete(s.late, c)
			for _, l := range late {
				s.complete(l.x, l.phi)
			}
		}
	}
}

// simplify removes the phis whose arguments turned out to be one value.
func (s *variables) simplify() {
	for changed := true; changed; {
		changed = false
		for _, phi := range s.phis {
			if phi.Op != ssa.OpPhi || s.forced != nil && s.forced(phi.Block) && s.keep(phi, resolve(phi.Args[0])) {
				continue
			}
			if simplifyPhi(phi) {
				changed = true
			}
		}
	}
}

// simplifyPhi makes phi a copy if it can only be one value, and reports whether
// it did.
func simplifyPhi(phi *ssa.Value) bool {
	var one *ssa.Value
	for _, x := range phi.Args {
		switch x = resolve(x); {
		case x == phi || x == one:
		case one == nil:
			one = x
		default:
			return false
		}
	}
	if one == nil {
		return false
	}
	become(phi, one)
	return true
}

// resolve returns what v is a copy of.
func resolve(v *ssa.Value) *ssa.Value {
	for v.Op == ssa.OpCopy {
		v = v.Args[0]
	}
	return v
}
