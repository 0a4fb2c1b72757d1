// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What lasts from the one call of the derivative of a goroutine to the other, so that the
// second one can load it again:
//
//	func loss(w, x []float64) float64 {
//		sums := make([]float64, n)
//		for i := range n {
//			go func() { … sums[i] += w[j] * x[k] … }()
//		}
//	}
//
// Here all that is written is memory that the function has made itself, sums. So what w and x
// lead to is the same as long as the derivative runs. That is known if there is one go
// statement, in a function that a directive asks for, and nothing is called that may write
// elsewhere. What the literal has captured can then be told apart by where it comes from.

package autodiff

import (
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
)

// An origin says what a captured reference leads to.
type origin uint8

const (
	fromAnywhere origin = iota
	fromOutside         // memory that was there before
	fromInside          // memory that the function has made
)

// traceOrigins finds out, for the goroutine that r starts, where what it has captured comes
// from, if all that r writes is memory that it has made.
func (r *reverse) traceOrigins() {
	inst := r.a.inst
	if inst.request == nil || inst.outer != nil || inst.inner != nil || len(inst.launches) != 1 || len(r.spawned) != 1 || len(r.calls) > 0 {
		return
	}
	s := r.stability()
	if !s.writesInside(s.made) {
		return
	}
	for _, task := range r.spawned {
		c, off := constantOffset(task.Args[0].Args[1])
		if !isFresh(c) || off != 0 {
			return
		}
		origins := make(map[int64]origin)
		for _, b := range r.f.Blocks {
			for _, v := range b.Values {
				if v.Op != ssa.OpStore {
					continue
				}
				if base, off := constantOffset(v.Args[0]); base == c {
					origins[off] = s.originOf(v.Args[1])
				}
			}
		}
		r.a.inst.derivativeOf(inst.launches[0]).origins = origins
	}
}

// originOf returns the origin of the reference x.
func (s *stability) originOf(x *ssa.Value) origin {
	roots := s.roots(x)
	if len(roots) == 0 {
		return fromAnywhere
	}
	o := fromAnywhere
	for i, root := range roots {
		var is origin
		switch {
		case root.Op == ssa.OpArg:
			is = fromOutside
		case isFresh(root):
			is = fromInside
		}
		if i > 0 && is != o {
			return fromAnywhere
		}
		o = is
	}
	return o
}

// made reports whether root is memory that the function, which starts goroutines, has made.
func (s *stability) made(root *ssa.Value) bool {
	return root.Op == ssa.OpLocalAddr && root.Aux.(*ir.Name).Class != ir.PPARAM || isFresh(root)
}

// writesInside reports whether all that is written is memory that ours tells, or memory of
// package runtime and sync.
func (s *stability) writesInside(ours func(root *ssa.Value) bool) bool {
	for _, w := range s.writes {
		switch {
		case w.v.Op == ssa.OpVarDef:
			continue
		case w.ptr == nil:
			if !onlySynchronises(w.v) {
				return false
			}
			continue
		}
		roots := s.roots(w.ptr)
		if len(roots) == 0 {
			return false
		}
		for _, root := range roots {
			if !ours(root) {
				return false
			}
		}
	}
	return true
}

// onlySynchronises reports whether the call or atomic operation v writes nothing that
// derivatives load, but to what they receive.
func onlySynchronises(v *ssa.Value) bool {
	if v.Op != ssa.OpStaticLECall {
		return false
	}
	name := v.Aux.(*ssa.AuxCall).Fn.Name
	for _, prefix := range []string{"runtime.autodiff", "runtime.chan", "runtime.closechan", "sync.(*WaitGroup).", "sync.(*Cond).", "sync.(*Mutex).", "sync.(*RWMutex)."} {
		if strings.HasPrefix(name, prefix) {
			return name != "sync.(*WaitGroup).Go"
		}
	}
	return false
}

// lasting reports whether what lies at an address with the given roots is the same in
// both calls of the derivative of a goroutine: what it has captured itself, and, if only
// memory from inside is written, what leads to memory from outside.
func (s *stability) lasting(roots []*ssa.Value) bool {
	inst := s.r.a.inst
	if inst.goroutine == nil {
		return false
	}
	for _, root := range roots {
		if s.isLiteral(root) {
			continue // captured by value
		}
		if inst.origins == nil || !s.outside(root, make(map[*ssa.Value]bool)) || !s.onlyInside() {
			return false
		}
	}
	return true
}

// onlyInside reports whether a goroutine only writes to memory from inside.
func (s *stability) onlyInside() bool {
	if s.inside == nil {
		only := s.writesInside(func(root *ssa.Value) bool { return s.made(root) || s.captured(root) == fromInside })
		s.inside = &only
	}
	return *s.inside
}

// outside reports whether root leads to memory that was there before, if nothing is
// written there.
func (s *stability) outside(root *ssa.Value, seen map[*ssa.Value]bool) bool {
	if root.Op != ssa.OpLoad || seen[root] {
		return false
	}
	if o := s.captured(root); o != fromAnywhere {
		return o == fromOutside
	}
	seen[root] = true
	roots := s.roots(root.Args[0])
	for _, r := range roots {
		if !s.outside(r, seen) {
			return false
		}
	}
	return len(roots) > 0
}

// captured returns the origin of root if that is what the function literal of a goroutine
// has captured by value.
func (s *stability) captured(root *ssa.Value) origin {
	inst := s.r.a.inst
	if root.Op != ssa.OpLoad || inst.goroutine == nil || len(inst.launches) > 0 || len(s.r.calls) > 0 {
		return fromAnywhere
	}
	if base, off := constantOffset(root.Args[0]); s.isLiteral(base) {
		return inst.origins[off]
	}
	return fromAnywhere
}

// isLiteral reports whether v is the function literal of the goroutine.
func (s *stability) isLiteral(v *ssa.Value) bool {
	return s.r.a.inst.goroutine != nil && resolve(v).Op == ssa.OpGetClosurePtr
}
