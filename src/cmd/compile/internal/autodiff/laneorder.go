// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What is done to memory in several directions is done direction by direction.
//
//	store dx[0]; store dx[1]; store x; store dy[0]; store dy[1]; store y
//
// becomes
//
//	store x; store y; store dx[0]; store dy[0]; store dx[1]; store dy[1]
//
// so that what is computed of one direction need not wait, in registers that there are
// not, for the other ones: the order of the code is that of the stores, as far as the
// pressure on registers goes (ssa/autodiffpressure.go).
//
// Stores may change places if one is of the primal's memory and the other one of
// shadows, or both of shadows in different directions: shadows overlap neither their
// primals nor each other (overlap.go, check.go), but with runtimeactivity. To whom an
// address belongs the parameter or variable tells that it comes from. A stretch of stores
// ends at what needs memory as it is there, and at any address of which that is not known.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// owners are whose memory addresses lead to: 0 is the primal's, and from 1 on are the
// shadows in each direction.
type owners struct {
	names map[*ir.Name]int            // of parameters and local variables
	known map[*ssa.Value]int          // of pointers, and values that hold them
	users map[*ssa.Value][]*ssa.Value // of memory
}

// nobody is the owner of memory of which that is not known.
const nobody = -1

// orderLanes brings stores in f, the derivative inst, into that order.
func (inst *instance) orderLanes(f *ssa.Func) {
	if inst.width == 1 || inst.inner != nil || inst.outer != nil || inst.runtime {
		return
	}
	orderByOwner(f, inst.laneNames())
}

// orderByOwner is orderLanes where names are the owners of what parameters and local
// variables lead to, or are.
func orderByOwner(f *ssa.Func, names map[*ir.Name]int) {
	o := &owners{names, make(map[*ssa.Value]int), make(map[*ssa.Value][]*ssa.Value)}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			o.use(v)
		}
	}
	for _, b := range f.Blocks {
		var run []*ssa.Value
		for _, v := range ssa.AutodiffOrder(b) {
			if v.Type != types.TypeMem || v.Op == ssa.OpPhi {
				continue
			}
			if o.of(v) == nobody || len(run) > 0 && v.MemoryArg() != run[len(run)-1] {
				o.reorder(run)
				run = nil
			}
			if o.of(v) == nobody {
				continue
			}
			run = append(run, v)
			if !o.passable(v) {
				o.reorder(run)
				run = nil
			}
		}
		o.reorder(run)
	}
}

// use notes what memory v needs.
func (o *owners) use(v *ssa.Value) {
	for i, x := range v.Args {
		if x.Type.IsMemory() && !slices.Contains(v.Args[:i], x) {
			o.users[x] = append(o.users[x], v)
		}
	}
}

// laneNames returns the owners of what parameters and local variables of the derivative
// lead to, or are.
func (inst *instance) laneNames() map[*ir.Name]int {
	names := make(map[*ir.Name]int)
	for _, l := range inst.lanes {
		for primal, shadow := range l.names {
			names[primal] = 0
			names[shadow] = l.index + 1
		}
	}
	for i := range inst.params {
		p := &inst.params[i]
		names[p.primal] = 0
		for lane := range p.lanes() {
			names[p.in(lane)] = lane + 1
		}
	}
	return names
}

// of returns the owner of the memory that v, which is done to memory, is done to.
func (o *owners) of(v *ssa.Value) int {
	switch v.Op {
	case ssa.OpStore, ssa.OpLoad, ssa.OpZero, ssa.OpNilCheck:
		return o.behind(v.Args[0])
	case ssa.OpMove:
		if to := o.behind(v.Args[0]); to == o.behind(v.Args[1]) {
			return to
		}
	}
	return nobody
}

// behind returns the owner of what p leads to, where p is a pointer or a value that holds some.
func (o *owners) behind(p *ssa.Value) int {
	if owner, ok := o.known[p]; ok {
		return owner
	}
	owner := nobody
	switch p.Op {
	case ssa.OpArg, ssa.OpLocalAddr:
		if n, ok := o.names[p.Aux.(*ir.Name)]; ok {
			owner = n
		}
	case ssa.OpCopy, ssa.OpNilCheck, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked,
		ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpSliceMake, ssa.OpLoad:
		owner = o.behind(p.Args[0])
	}
	o.known[p] = owner
	return owner
}

// passable reports whether everything that needs memory as v has left it can move with what
// it belongs to.
func (o *owners) passable(v *ssa.Value) bool {
	for _, u := range o.users[v] {
		switch {
		case u.Block != v.Block:
			return false
		case u.Op == ssa.OpLocalAddr:
		case o.of(u) == nobody:
			return false
		}
	}
	return !slices.Contains(v.Block.ControlValues(), v)
}

// reorder brings run, a part of a memory chain, into the order of its owners.
func (o *owners) reorder(run []*ssa.Value) {
	order := slices.Clone(run)
	slices.SortStableFunc(order, func(v, w *ssa.Value) int { return o.of(v) - o.of(w) })
	if slices.Equal(order, run) {
		return
	}
	start, end := run[0].MemoryArg(), run[len(run)-1]
	states := append([]*ssa.Value{start}, run...)
	var users []*ssa.Value // of all of them
	in := make(map[*ssa.Value]bool)
	for _, v := range run {
		in[v] = true
	}
	now := make(map[int]*ssa.Value) // from owner to the memory as it is for those who read what is its own
	last := start
	for _, v := range order {
		if owner := o.of(v); now[owner] == nil {
			now[owner] = last
		}
		last = v
	}
	was := make(map[*ssa.Value]*ssa.Value) // the memory that a value has needed
	set := func(v, mem *ssa.Value) {
		i := len(v.Args) - 1
		was[v] = v.Args[i]
		v.SetArg(i, mem)
	}
	for _, state := range states {
		if state == end {
			users = append(users, o.users[state]...)
			break
		}
		if state != start {
			now[o.of(state)] = state
		}
		for _, u := range o.users[state] {
			users = append(users, u)
			if u.Block != end.Block || in[u] {
				continue
			}
			switch u.Op {
			case ssa.OpLocalAddr:
				set(u, start)
			case ssa.OpLoad, ssa.OpNilCheck:
				if to := now[o.of(u)]; to != nil {
					set(u, to)
				} else {
					set(u, start)
				}
			}
		}
	}
	mem := start
	for _, v := range order {
		set(v, mem)
		mem = v
	}
	if hasCycle(end.Block) {
		for v, mem := range was {
			v.SetArg(len(v.Args)-1, mem)
		}
		return
	}
	for _, u := range o.users[end] {
		for i, x := range u.Args {
			if x == end && !in[u] {
				u.SetArg(i, mem)
			}
		}
	}
	for i, x := range end.Block.ControlValues() {
		if x == end {
			end.Block.ReplaceControl(i, mem)
		}
	}
	for _, state := range states {
		delete(o.users, state)
	}
	again := make(map[*ssa.Value]bool)
	for _, u := range users {
		if !again[u] {
			again[u] = true
			for i, x := range u.Args {
				if (in[x] || x == start) && !slices.Contains(u.Args[:i], x) {
					o.users[x] = append(o.users[x], u)
				}
			}
		}
	}
}

// hasCycle reports whether values of b depend on themselves: on their arguments, and what
// writes memory also on what reads it before that.
func hasCycle(b *ssa.Block) bool {
	readers := make(map[*ssa.Value][]*ssa.Value)
	for _, v := range b.Values {
		if v.Op == ssa.OpLoad || v.Op == ssa.OpNilCheck {
			readers[v.MemoryArg()] = append(readers[v.MemoryArg()], v)
		}
	}
	const inProgress, done = 1, 2
	state := make(map[*ssa.Value]int)
	var depends func(v *ssa.Value) bool
	depends = func(v *ssa.Value) bool {
		if v.Block != b || v.Op == ssa.OpPhi || state[v] == done {
			return false
		}
		if state[v] == inProgress {
			return true
		}
		state[v] = inProgress
		if slices.ContainsFunc(v.Args, depends) {
			return true
		}
		if v.Type.IsMemory() && v.MemoryArg() != nil && slices.ContainsFunc(readers[v.MemoryArg()], depends) {
			return true
		}
		state[v] = done
		return false
	}
	return slices.ContainsFunc(b.Values, depends)
}
