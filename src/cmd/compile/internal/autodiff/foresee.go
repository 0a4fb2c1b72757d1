// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Foresight: adjoints that are known before the values that they belong to.
//
//	sum := 0.0
//	for … { sum += f(x) }
//	return c * sum           the adjoint of sum, and of each f(x), is c times the seed
//
// What depends linearly on a value, up to a result, gives its adjoint at once if the
// factors are known. Then what belongs to it can be reversed on the spot, with
// nothing kept (fuse.go, combine.go).

package autodiff

import (
	"cmd/compile/internal/ssa"
)

// A foresight finds adjoints of the primal's values from the seeds. It is asked
// between augment and sweep.
type foresight struct {
	r     *reverse
	uses  map[*ssa.Value][]*ssa.Value // by what has an adjoint itself, or acts back
	live  map[*ssa.Block]bool         // blocks from which the end can be reached
	seeds map[*ssa.Value][]*ssa.Value // from value to the calls that marked it as a result
	sums  map[*ssa.Value]*sum         // from the phi at the header of a loop; nil where it is none
}

func newForesight(r *reverse) *foresight {
	s := &foresight{r: r, uses: make(map[*ssa.Value][]*ssa.Value), seeds: make(map[*ssa.Value][]*ssa.Value), sums: make(map[*ssa.Value]*sum), live: r.comingBack()}
	for _, b := range r.f.Blocks {
		for _, v := range r.order[b] {
			if call := r.calls[v]; call != nil {
				for _, x := range call.args {
					s.use(x, v)
				}
				continue
			}
			if seed, ok := r.seeds[v]; ok {
				s.seeds[seed.x] = append(s.seeds[seed.x], v)
				continue
			}
			if r.varies(v) || r.actsBack(v) || v.Op == ssa.OpStaticLECall {
				for _, x := range v.Args {
					s.use(x, v)
				}
			}
		}
	}
	return s
}

func (s *foresight) use(x, by *ssa.Value) {
	if s.r.varies(x) {
		s.uses[x] = append(s.uses[x], by)
	}
}

// A vantage is where an adjoint is wanted: at the end of block at, or in front of
// the value before in it; for a value that is made in block from, on all ways from
// there to the block end.
type vantage struct {
	at, from, end *ssa.Block
	before        *ssa.Value
}

// adjoint returns the adjoint of the float x, emitted at w, or nil if it is not known
// there. That it is zero counts as not known.
func (s *foresight) adjoint(x *ssa.Value, w vantage) *ssa.Value {
	if !isFloat(x.Type) || x.Type.IsComplex() || !s.r.varies(x) {
		return nil
	}
	e := &s.r.e
	var sum *ssa.Value
	for _, call := range s.seeds[x] {
		if s.r.way.nest.innermost(w.from) != nil || !s.always(w, call.Block) {
			return nil
		}
		sum = e.add(sum, s.r.arg(s.r.seeds[call].of.seed))
	}
	for _, u := range s.uses[x] {
		part := s.through(x, u, w)
		if part == nil {
			return nil
		}
		sum = e.add(sum, part)
	}
	return sum
}

// through returns what comes to the adjoint of x from u, which uses it, or nil.
func (s *foresight) through(x, u *ssa.Value, w vantage) *ssa.Value {
	if sum := s.sumOf(u); sum != nil {
		return s.throughSum(u, sum, w)
	}
	if s.r.way.nest.innermost(u.Block) != s.r.way.nest.innermost(w.from) {
		return nil
	}
	if u.Op == ssa.OpPhi {
		if !s.alwaysAs(w, u, x) {
			return nil
		}
		return s.adjoint(u, w)
	}
	if !s.always(w, u.Block) {
		return nil
	}
	switch u.Op {
	case ssa.OpSub64F, ssa.OpSub32F, ssa.OpMul64F, ssa.OpMul32F:
		if u.Args[0] == u.Args[1] {
			return nil
		}
	}
	var factor *ssa.Value
	switch u.Op {
	case ssa.OpMul64F, ssa.OpMul32F:
		other := u.Args[0]
		if other == x {
			other = u.Args[1]
		}
		if factor = s.known(other, w, 0); factor == nil {
			return nil
		}
	case ssa.OpDiv64F, ssa.OpDiv32F:
		if u.Args[0] != x || u.Args[1] == x {
			return nil
		}
		if factor = s.known(u.Args[1], w, 0); factor == nil {
			return nil
		}
	case ssa.OpAdd64F, ssa.OpAdd32F, ssa.OpSub64F, ssa.OpSub32F, ssa.OpNeg64F, ssa.OpNeg32F, ssa.OpCopy, ssa.OpCvt32Fto64F, ssa.OpCvt64Fto32F:
	default:
		return nil
	}
	t := s.adjoint(u, w)
	if t == nil {
		return nil
	}
	e := &s.r.e
	switch u.Op {
	case ssa.OpMul64F, ssa.OpMul32F:
		return e.scale(factor, t)
	case ssa.OpDiv64F, ssa.OpDiv32F:
		return e.unscale(t, factor)
	case ssa.OpSub64F, ssa.OpSub32F:
		if u.Args[1] == x {
			return e.neg(t)
		}
	case ssa.OpNeg64F, ssa.OpNeg32F:
		return e.neg(t)
	case ssa.OpCvt32Fto64F, ssa.OpCvt64Fto32F:
		return e.convert(t, x.Type)
	}
	return t
}

// A sum is a phi at the header of a loop to which iterations add, and which nothing else
// in the loop depends on. Its adjoint in the loop is what it is behind the loop.
type sum struct {
	loop    *loop
	behind  *ssa.Value // what it is behind the loop
	adjoint *ssa.Value // in a fused loop, from its front on
}

// sumOf returns the sum that v is, or nil.
func (s *foresight) sumOf(v *ssa.Value) *sum {
	if v.Op != ssa.OpPhi {
		return nil
	}
	if found, done := s.sums[v]; done {
		return found
	}
	s.sums[v] = nil
	l := s.r.way.nest.innermost(v.Block)
	if l == nil || l.header != v.Block {
		return nil
	}
	u := s.r.shapeOf(l, s)
	if u == nil {
		return nil
	}
	var behind *ssa.Value
	for _, x := range u.exit.Values {
		if x.Op == ssa.OpPhi && resolve(x.Args[0]) == v {
			if behind != nil {
				return nil
			}
			behind = x
		}
	}
	if behind == nil || !s.isSum(u, v) {
		return nil
	}
	s.sums[v] = &sum{loop: l, behind: behind}
	return s.sums[v]
}

// isSum reports whether phi, at the header of the loop, is a sum to which iterations
// add, and nothing else in the loop depends on it.
func (s *foresight) isSum(u *fusion, phi *ssa.Value) bool {
	if !isFloat(phi.Type) || phi.Type.IsComplex() {
		return false
	}
	carry := make(map[*ssa.Value]bool) // the sum so far, wherever it is
	var is func(v *ssa.Value) bool
	is = func(v *ssa.Value) bool {
		v = resolve(v)
		if v == phi || carry[v] {
			return true
		}
		if !u.loop.contains(v.Block) || !s.r.varies(v) {
			return false
		}
		switch v.Op {
		case ssa.OpAdd64F, ssa.OpAdd32F:
			if v.Args[0] == v.Args[1] {
				return false
			}
			carry[v] = true
			if is(v.Args[0]) || is(v.Args[1]) {
				return true
			}
		case ssa.OpSub64F, ssa.OpSub32F:
			if v.Args[0] == v.Args[1] {
				return false
			}
			carry[v] = true
			if is(v.Args[0]) {
				return true
			}
		case ssa.OpPhi:
			carry[v] = true
			all := true
			for _, x := range v.Args {
				all = all && is(x)
			}
			if all {
				return true
			}
		}
		delete(carry, v)
		return false
	}
	if !is(phi.Args[u.back]) {
		return false
	}
	carry[phi] = true
	for v := range carry {
		parts := 0
		for _, x := range v.Args {
			if carry[resolve(x)] {
				parts++
			}
		}
		if v.Op != ssa.OpPhi && parts != 1 {
			return false
		}
		for _, w := range s.uses[v] {
			if !carry[w] && !(w.Op == ssa.OpPhi && w.Block == u.exit) {
				return false
			}
			if (w.Op == ssa.OpSub64F || w.Op == ssa.OpSub32F) && resolve(w.Args[1]) == v {
				return false
			}
		}
		if len(s.seeds[v]) > 0 {
			return false
		}
	}
	return true
}

// throughSum is through for the phi of a sum.
func (s *foresight) throughSum(phi *ssa.Value, sum *sum, w vantage) *ssa.Value {
	nest := s.r.way.nest
	switch in := nest.innermost(w.from); {
	case in == sum.loop && sum.adjoint != nil:
		return sum.adjoint
	case in == sum.loop && sum.loop.parent == nil:
		w.end = s.r.exit
	case in == sum.loop:
		w.end = nest.latches(sum.loop.parent)[0]
	case in != sum.loop.parent || !s.always(w, phi.Block):
		return nil
	}
	w.from = sum.behind.Block
	return s.adjoint(sum.behind, w)
}

// known returns the primal's value v as it is at w, made again if it is made from
// what is there, or nil.
func (s *foresight) known(v *ssa.Value, w vantage, depth int) *ssa.Value {
	v = resolve(v)
	dom := s.r.way.dom
	switch {
	case isConst(v), v.Block != w.at && dom.IsAncestorEq(v.Block, w.at):
		return v
	case v.Block == w.at && w.before == nil:
		return v
	case v.Block == w.at && s.stands(v, w.before):
		return v
	}
	if v.Op == ssa.OpLoad && w.before != nil {
		return s.ahead(v, w, depth)
	}
	if depth > 8 || !ssa.AutodiffPure(v.Op) || v.Type.IsTuple() || v.Type.IsMemory() || len(v.Args) == 0 && !isFree(v) {
		return nil
	}
	var args []*ssa.Value
	for _, x := range v.Args {
		if x.Type.IsMemory() || x.Type.IsTuple() {
			return nil
		}
		y := s.known(x, w, depth+1)
		if y == nil {
			return nil
		}
		args = append(args, y)
	}
	c := s.r.e.b.NewValue0(v.Pos, v.Op, v.Type)
	c.Aux, c.AuxInt = v.Aux, v.AuxInt
	c.AddArgs(args...)
	return c
}

// ahead loads what v, behind the call w.before, loads, in front of it: the call writes
// nothing. Where the checks between them would fail, it loads a zero.
//
//	m := f(…)                      known: i, s, and that f writes nothing
//	y := m * s[i]                  s[i] is known if i < len(s)
func (s *foresight) ahead(v *ssa.Value, w vantage, depth int) *ssa.Value {
	c := s.r.calls[w.before]
	if c.inst.primal != s.r.a.inst.primal || !s.r.harmless {
		return nil
	}
	call := c.call
	mem := resolve(v.Args[1])
	if !isFloat(v.Type) || v.Type.IsComplex() || mem.Op != ssa.OpSelectN || mem.Args[0] != call {
		return nil
	}
	e := &s.r.e
	var ok *ssa.Value
	for b := v.Block; b != w.at; b = b.Preds[0].Block() {
		if len(b.Preds) != 1 {
			return nil
		}
		p := b.Preds[0].Block()
		switch {
		case p.Kind == ssa.BlockPlain:
			continue
		case p.Kind != ssa.BlockIf || p.Succs[0].Block() != b || s.comesBack(p.Succs[1].Block()):
			return nil
		}
		c := s.known(p.Controls[0], w, depth+1)
		if c == nil {
			return nil
		}
		if ok == nil {
			ok = c
		} else {
			ok = e.b.NewValue2(v.Pos, ssa.OpAndB, ok.Type, ok, c)
		}
	}
	ptr := s.known(v.Args[0], w, depth+1)
	if ptr == nil {
		return nil
	}
	if ok != nil {
		ptr = e.b.NewValue3(v.Pos, ssa.OpCondSelect, ptr.Type, ptr, s.r.zeros(ptr.Type), ok)
	}
	return e.b.NewValue2(v.Pos, ssa.OpLoad, v.Type, ptr, call.MemoryArg())
}

// comesBack reports whether the primal can return from b.
func (s *foresight) comesBack(b *ssa.Block) bool {
	return int(b.ID) >= len(s.r.a.returns) || s.r.a.returns[b.ID]
}

// stands reports whether v stands in front of the value before, in the same block.
func (s *foresight) stands(v, before *ssa.Value) bool {
	if v.Op == ssa.OpPhi || len(v.Args) == 0 {
		return true
	}
	for _, x := range s.r.order[v.Block] {
		switch x {
		case v:
			return true
		case before:
			return false
		}
	}
	return false
}

// always reports whether every way from w.from to w.end passes b.
func (s *foresight) always(w vantage, b *ssa.Block) bool {
	if b == w.from || b == w.end {
		return true
	}
	passed := false
	around := s.walk(w, b, func(*ssa.Block) { passed = true })
	return passed && !around
}

// alwaysAs reports whether every way from w.from to w.end passes the block of phi,
// and gives phi the value x.
func (s *foresight) alwaysAs(w vantage, phi, x *ssa.Value) bool {
	if phi.Block == w.from {
		return false
	}
	passed, right := false, true
	around := s.walk(w, phi.Block, func(pred *ssa.Block) {
		passed = true
		for i, e := range phi.Block.Preds {
			if e.Block() == pred && resolve(phi.Args[i]) != x {
				right = false
			}
		}
	})
	return passed && right && !around
}

// walk goes all ways from w.from that do not pass b, calls met for each block from
// which b is reached, and reports whether it came to w.end.
func (s *foresight) walk(w vantage, b *ssa.Block, met func(pred *ssa.Block)) bool {
	seen := map[*ssa.Block]bool{w.from: true}
	ended := w.from == w.end && w.end != b
	for work := []*ssa.Block{w.from}; len(work) > 0; {
		c := work[len(work)-1]
		work = work[:len(work)-1]
		if c == w.end {
			ended = true
			continue
		}
		for _, e := range c.Succs {
			d := e.Block()
			switch {
			case !s.comesBack(d):
			case d == b:
				met(c)
			case !seen[d]:
				seen[d] = true
				work = append(work, d)
			}
		}
	}
	return ended
}
