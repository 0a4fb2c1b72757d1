// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Stability: which loads of the primal bring the same when they are carried out
// again in the reverse sweep. That is so if nothing that the primal does after
// the load can write where it loads from.
//
// Two accesses do not meet if
//   - the types differ: Go's memory is typed, and a float is never where a pointer
//     or an integer is;
//   - they lead to different local variables, or one to a local variable and the
//     other to memory that was there before, or that the function made;
//   - they lead to memory that the function made at two places, or one to such
//     memory that it never stored anywhere, and the other to what it loaded;
//   - with option noalias, they lead to memory of different parameters (noalias.go).

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A stability answers for one function which loads are stable.
type stability struct {
	r       *reverse
	writes  []write
	reach   map[*ssa.Block]blockSet   // blocks that can follow
	because map[*ssa.Value]*ssa.Value // from load that is not stable to what may write there
	escaped map[*ssa.Value]bool       // allocations whose address is stored or passed on
	live    map[*ssa.Block]bool       // blocks from which the end can be reached
	taken   map[*ir.Name]bool         // local variables likewise
	known   map[*ssa.Value]bool
	inside  *bool                     // what onlyInside has answered
	at      map[*ssa.Value]int        // positions in blocks
	calls   map[*ssa.Value]*splitCall // from call of an instance
}

// A write is one operation that writes memory.
type write struct {
	v   *ssa.Value
	ptr *ssa.Value // nil if it may write anywhere
	t   *types.Type
	all bool // t is the type of the elements, of which any number is written
}

func newStability(r *reverse) *stability {
	s := &stability{r: r, reach: make(map[*ssa.Block]blockSet), escaped: make(map[*ssa.Value]bool), taken: make(map[*ir.Name]bool), because: make(map[*ssa.Value]*ssa.Value), known: make(map[*ssa.Value]bool), at: make(map[*ssa.Value]int)}
	s.live = r.comingBack()
	s.calls = make(map[*ssa.Value]*splitCall)
	for _, c := range r.calls {
		s.calls[c.call] = c
	}
	for _, b := range r.f.Blocks {
		if !s.live[b] || r.way.primal[b] != nil {
			continue
		}
		for _, v := range b.Values {
			s.record(v)
		}
	}
	return s
}

// comingBack returns the blocks of the forward sweep from which its end can be
// reached: what a panic writes is of no concern.
func (r *reverse) comingBack() map[*ssa.Block]bool {
	set := map[*ssa.Block]bool{r.exit: true}
	for work := []*ssa.Block{r.exit}; len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range b.Preds {
			if c := e.Block(); !set[c] {
				set[c] = true
				work = append(work, c)
			}
		}
	}
	return set
}

// record notes what v writes, and whose address it hands on.
func (s *stability) record(v *ssa.Value) {
	switch v.Op {
	case ssa.OpStore:
		s.writes = append(s.writes, write{v: v, ptr: v.Args[0], t: v.Args[1].Type})
		s.escape(v.Args[1])
	case ssa.OpMove, ssa.OpZero:
		s.writes = append(s.writes, write{v: v, ptr: v.Args[0], t: v.Aux.(*types.Type)})
	case ssa.OpVarDef:
		s.writes = append(s.writes, write{v: v, t: nil})
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		s.recordCall(v)
	default:
		if v.Type == types.TypeMem || v.Type.IsTuple() && v.Type.FieldType(1).IsMemory() {
			switch v.Op {
			case ssa.OpPhi, ssa.OpSelectN, ssa.OpSelect1, ssa.OpInitMem, ssa.OpCopy, ssa.OpVarLive, ssa.OpKeepAlive, ssa.OpInlMark, ssa.OpUnknown:
			default:
				s.writes = append(s.writes, write{v: v, all: true})
			}
		}
	}
}

// recordCall notes what a call writes.
func (s *stability) recordCall(v *ssa.Value) {
	p := s.r.a.plans[v]
	aux := v.Aux.(*ssa.AuxCall)
	switch {
	case p != nil && (p.kind == byRule || p.kind == bySeed || p.kind == byCell):
		return
	case aux.Fn != nil && (funcRule(aux.Fn.Name) != nil || isInactiveFunc(aux.Fn.Name)):
		return
	case p != nil && p.kind == byKnown && p.known.dst >= 0:
		ptr := v.Args[p.known.dst]
		s.writes = append(s.writes, write{v: v, ptr: ptr, t: elementBehind(ptr), all: true})
		return
	}
	if aux.Fn != nil {
		if dst, ok := runtimeWrites[aux.Fn.Name]; ok {
			if dst >= 0 {
				s.writes = append(s.writes, write{v: v, ptr: v.Args[dst], t: elementBehind(v.Args[dst]), all: true})
			}
			return
		}
	}
	for _, x := range callArgs(v) {
		s.escape(x)
	}
	s.writes = append(s.writes, write{v: v, all: true})
}

// runtimeWrites has the argument through which a runtime function writes, or -1.
var runtimeWrites = map[string]int{
	"runtime.newobject":            -1,
	"runtime.makeslice":            -1,
	"runtime.makeslice64":          -1,
	"runtime.makeslicecopy":        -1,
	"runtime.growslice":            -1,
	"runtime.memmove":              0,
	"runtime.memclrNoHeapPointers": 0,
	"runtime.memclrHasPointers":    0,
	"runtime.typedmemclr":          1,
	"runtime.typedmemmove":         1,
	"runtime.typedslicecopy":       1,
	"runtime.autodiffPanic":        -1,
	"runtime.autodiffArguments":    -1,
	"runtime.memequal":             -1,
	"runtime.autodiffMoveBack":     -1,
	"runtime.autodiffMirror":       -1,
	"runtime.autodiffDummy":        -1,
	"runtime.autodiffIsDummy":      -1,
	"runtime.autodiffMakeChan":     -1,
}

// elementBehind returns the type of what ptr points to, nil if it is not known.
func elementBehind(ptr *ssa.Value) *types.Type {
	for {
		if ptr.Type.IsPtr() && !ptr.Type.IsShape() && ptr.Type.Elem().Kind() != types.TUINT8 {
			return ptr.Type.Elem()
		}
		switch ptr.Op {
		case ssa.OpCopy, ssa.OpConvert, ssa.OpNilCheck:
			ptr = ptr.Args[0]
		case ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked:
			return ptr.Args[0].Type.Elem()
		default:
			return nil
		}
	}
}

// escape notes that the reference x, if it is one, is handed on.
func (s *stability) escape(x *ssa.Value) {
	for _, root := range s.roots(x) {
		if root.Op == ssa.OpLocalAddr {
			s.taken[root.Aux.(*ir.Name)] = true
		}
		s.escaped[root] = true
	}
}

// own reports whether nothing but what is made from the root v leads where v does.
func (s *stability) own(v *ssa.Value) bool {
	if v.Op == ssa.OpLocalAddr {
		name := v.Aux.(*ir.Name)
		return name.Class != ir.PPARAM && !s.taken[name]
	}
	return isFresh(v) && !s.escaped[v]
}

// stable reports whether the load v can be carried out again at any time in the
// reverse sweep.
func (s *stability) stable(v *ssa.Value) bool {
	if ok, done := s.known[v]; done {
		return ok
	}
	ok := s.check(v)
	s.known[v] = ok
	return ok
}

func (s *stability) check(v *ssa.Value) bool {
	ptr := v.Args[0]
	roots := s.roots(ptr)
	if len(roots) == 0 {
		return false
	}
	if s.r.split != nil {
		return s.lasting(roots)
	}
	for _, w := range s.writes {
		if s.follows(w.v, v) && s.writesTo(v, roots, w) {
			if w.v.Op != ssa.OpVarDef {
				s.because[v] = w.v
			}
			return false
		}
	}
	return true
}

// writesTo reports whether w may write where the load v, whose address has the given
// roots, loads from.
func (s *stability) writesTo(v *ssa.Value, roots []*ssa.Value, w write) bool {
	if w.v.Op != ssa.OpVarDef {
		return s.meet(v.Args[0], roots, v.Type, w)
	}
	for _, root := range roots {
		if root.Op == ssa.OpLocalAddr && root.Aux == w.v.Aux {
			return true
		}
	}
	return false
}

// overwritten reports whether something that writes memory with adjoints may, behind
// v, which reads a value of type t at ptr, write there.
func (s *stability) overwritten(v, ptr *ssa.Value, t *types.Type) bool {
	roots := s.roots(ptr)
	if len(roots) == 0 {
		return true
	}
	for _, w := range s.writes {
		c := s.calls[w.v]
		switch {
		case c != nil && c.quiet(), !s.follows(w.v, v):
			continue
		case c == nil && (int(w.v.ID) >= len(s.r.useful) || !s.r.actsBack(w.v)): // not the primal's, or without adjoints
			continue
		}
		if s.meet(ptr, roots, t, w) {
			return true
		}
	}
	return false
}

// follows reports whether w may be carried out after v.
func (s *stability) follows(w, v *ssa.Value) bool {
	if w.Block == v.Block && s.position(w) > s.position(v) {
		return true
	}
	return s.reachable(v.Block).has(w.Block)
}

// position returns where v stands in its block.
func (s *stability) position(v *ssa.Value) int {
	if _, done := s.at[v]; !done {
		for i, w := range ssa.AutodiffOrder(v.Block) {
			s.at[w] = i
		}
	}
	return s.at[v]
}

// reachable returns the blocks that can be entered after b.
func (s *stability) reachable(b *ssa.Block) blockSet {
	if set := s.reach[b]; set != nil {
		return set
	}
	set := make(blockSet, b.Func.NumBlocks())
	s.reach[b] = set
	for work := []*ssa.Block{b}; len(work) > 0; {
		c := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range c.Succs {
			if d := e.Block(); !set.has(d) && !s.r.way.behind(d) {
				set.add(d)
				work = append(work, d)
			}
		}
	}
	return set
}

// meet reports whether w may write into a value of type t at ptr.
func (s *stability) meet(ptr *ssa.Value, roots []*ssa.Value, t *types.Type, w write) bool {
	if w.ptr == nil {
		for _, root := range roots {
			if !s.own(root) {
				return true
			}
		}
		return len(roots) == 0
	}
	if w.t != nil && !typesMeet(t, w.t) {
		return false
	}
	others := s.roots(w.ptr)
	if len(roots) == 0 || len(others) == 0 {
		return true
	}
	for _, p := range roots {
		for _, q := range others {
			if s.rootsMeet(p, q) && (w.all || !apart(ptr, t, w)) {
				return true
			}
		}
	}
	return false
}

// apart reports whether ptr and w lead to different places at constant distances
// from the same base, or to different fields of structs of the same type, of which two
// are either one or have nothing in common.
func apart(ptr *ssa.Value, t *types.Type, w write) bool {
	p, i := constantOffset(ptr)
	q, j := constantOffset(w.ptr)
	return (p == q || sameStruct(p, q, max(i+t.Size(), j+w.t.Size())) && i >= 0 && j >= 0) && (i+t.Size() <= j || j+w.t.Size() <= i)
}

// sameStruct reports whether p and q point to structs of one type, of at least size
// bytes.
func sameStruct(p, q *ssa.Value, size int64) bool {
	if !p.Type.IsPtr() || !q.Type.IsPtr() {
		return false
	}
	t := p.Type.Elem()
	return t.IsStruct() && size <= t.Size() && types.Identical(t, q.Type.Elem())
}

// constantOffset returns the pointer from which p is a constant distance away.
func constantOffset(p *ssa.Value) (*ssa.Value, int64) {
	off := int64(0)
	for {
		switch p.Op {
		case ssa.OpOffPtr:
			off += p.AuxInt
			p = p.Args[0]
		case ssa.OpCopy, ssa.OpNilCheck:
			p = p.Args[0]
		default:
			return p, off
		}
	}
}

// typesMeet reports whether a value of type t and one of type u can have a basic
// element in common.
func typesMeet(t, u *types.Type) bool {
	a, b := kindsOf(t), kindsOf(u)
	return a&b != 0
}

// kindsOf returns a set of the kinds of basic elements in t.
func kindsOf(t *types.Type) uint64 {
	switch {
	case t.IsStruct():
		set := uint64(0)
		for _, f := range t.Fields() {
			set |= kindsOf(f.Type)
		}
		return set
	case t.IsArray():
		if t.NumElem() == 0 {
			return 0
		}
		return kindsOf(t.Elem())
	case t.IsComplex():
		return kindsOf(types.FloatForComplex(t))
	case t.IsFloat():
		return 1 << t.Size() // 4 or 8
	case t.IsPtrShaped():
		return 1 << 16
	case t.IsSlice(), t.IsString(), t.IsInterface():
		return 1<<16 | 1<<17
	}
	return 1 << 17
}

// isFresh reports whether v is memory that the function made.
func isFresh(v *ssa.Value) bool {
	if v.Op != ssa.OpSelectN || v.Args[0].Op != ssa.OpStaticLECall {
		return false
	}
	dst, ok := runtimeWrites[v.Args[0].Aux.(*ssa.AuxCall).Fn.Name]
	return ok && dst < 0
}

// rootsMeet reports whether memory reached from p and from q may be the same.
func (s *stability) rootsMeet(p, q *ssa.Value) bool {
	if p == q {
		return true
	}
	if p.Op == ssa.OpLocalAddr && q.Op == ssa.OpLocalAddr {
		return p.Aux == q.Aux
	}
	switch {
	case s.own(p) || s.own(q):
		return false
	case isFresh(p) && isFresh(q):
		return false
	case isFresh(p) && q.Op == ssa.OpArg, p.Op == ssa.OpArg && isFresh(q):
		return false
	case p.Op == ssa.OpAddr && q.Op == ssa.OpAddr:
		return p.Aux == q.Aux
	}
	return !s.r.known.noalias || !s.ofDistinctParameters(p, q)
}

// ofDistinctParameters reports whether p and q were reached from two parameters.
func (s *stability) ofDistinctParameters(p, q *ssa.Value) bool {
	a, b := s.parameter(p, 0), s.parameter(q, 0)
	return a != nil && b != nil && a != b
}

// apartWithNoalias reports whether the load v and the store w are known not to meet
// if parameters do not overlap.
func (s *stability) apartWithNoalias(v, w *ssa.Value) bool {
	if w.Op != ssa.OpStore {
		return false
	}
	for _, p := range s.roots(v.Args[0]) {
		for _, q := range s.roots(w.Args[0]) {
			if !s.ofDistinctParameters(p, q) {
				return false
			}
		}
	}
	return true
}

// parameter returns the one parameter from which p was reached, or nil.
func (s *stability) parameter(p *ssa.Value, depth int) *ir.Name {
	switch {
	case p.Op == ssa.OpArg:
		return p.Aux.(*ir.Name)
	case p.Op == ssa.OpLocalAddr:
		if name := p.Aux.(*ir.Name); name.Class == ir.PPARAM {
			return name
		}
	case p.Op == ssa.OpLoad && depth < 8 && s.r.known.nested:
		var one *ir.Name
		for _, root := range s.roots(p.Args[0]) {
			name := s.parameter(root, depth+1)
			if name == nil || one != nil && one != name {
				return nil
			}
			one = name
		}
		return one
	}
	return nil
}

// roots returns what the reference p was made from: parameters, variables,
// allocations, loads. An empty list means that anything is possible.
func (s *stability) roots(p *ssa.Value) []*ssa.Value {
	var list []*ssa.Value
	seen := make(map[*ssa.Value]bool)
	ok := true
	var visit func(p *ssa.Value)
	visit = func(p *ssa.Value) {
		if seen[p] || !ok {
			return
		}
		seen[p] = true
		switch p.Op {
		case ssa.OpCopy, ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr, ssa.OpNilCheck, ssa.OpConvert,
			ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpSliceMake, ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpIData, ssa.OpArrayMake1:
			visit(p.Args[0])
		case ssa.OpIMake:
			visit(p.Args[1])
		case ssa.OpStructMake:
			for _, x := range p.Args {
				if x.Type.HasPointers() {
					visit(x)
				}
			}
		case ssa.OpPhi:
			for _, x := range p.Args {
				visit(x)
			}
		case ssa.OpCondSelect:
			visit(p.Args[0])
			visit(p.Args[1])
		case ssa.OpLocalAddr, ssa.OpArg, ssa.OpAddr, ssa.OpLoad, ssa.OpSelectN, ssa.OpGetClosurePtr:
			list = append(list, p)
		case ssa.OpAdd64, ssa.OpAdd32, ssa.OpSub64, ssa.OpSub32: // an address as a uintptr
			for _, x := range p.Args {
				visit(x)
			}
		case ssa.OpConst64, ssa.OpConst32:
		case ssa.OpConstNil, ssa.OpConstSlice, ssa.OpConstInterface, ssa.OpConstString:
		default:
			if p.Type.HasPointers() || p.Type.IsUintptr() {
				ok = false
			}
		}
	}
	visit(p)
	if !ok {
		return nil
	}
	return list
}
