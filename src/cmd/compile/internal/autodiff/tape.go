// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The tape: where values of loops are kept between the sweeps.
//
// Each execution of a loop's header begins a frame, with a slot for each value
// that is kept of the iteration. Frames of loops of the same depth lie on one
// stack, those of pointers on another, which the garbage collector scans. Since
// the reverse sweep goes through the iterations backwards, what it needs is on
// top:
//
//	forward, at the header     frame = top; top += size      room is checked
//	reverse, into the loop     top -= size, and the frame is at top
//	reverse, at the latch      top -= size
//
// Values outside of loops are not on the tape: they live on as SSA values.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A tape is the layout of what is kept.
type tape struct {
	r      *reverse
	stacks []*stack
	slots  map[*ssa.Value]slot
	frames map[*loop]map[*stack]*frame
	loops  []*loop // those with frames
	end    *variables
	stores map[*ssa.Block][]slotStore
	tops   []headerTop

	counted map[*loop]*induction // loops of which it is known beforehand how often they run
}

// A headerTop is the top of a stack, and its limit, at the header of a loop.
type headerTop struct {
	b          *ssa.Block
	top, limit *ssa.Value
	x, y       quantity
}

// A stack holds the frames of the loops of one depth, or of one value only.
type stack struct {
	depth    int
	pointers bool
	only     *ssa.Value // a value that inner loops find by its iteration (twins.go), or nil
	largest  int64      // frame
	top      *ssa.Value // at the start of the reverse sweep
}

// A frame is what one loop keeps of each iteration.
type frame struct {
	size  int64
	start *ssa.Value // in the forward sweep
}

// A slot is where a value is kept.
type slot struct {
	frame *frame
	stack *stack
	off   int64
}

// A slotStore is a value that is stored on the tape at the end of its block.
type slotStore struct {
	v *ssa.Value
	slot
}

// layTape gives every value that is kept a place.
// Those of alone have a stack of their own.
func (r *reverse) layTape(kept, alone map[*ssa.Value]bool) *tape {
	t := &tape{r: r, slots: make(map[*ssa.Value]slot), frames: make(map[*loop]map[*stack]*frame), stores: make(map[*ssa.Block][]slotStore)}
	nest := r.way.nest
	of := make(map[*loop][]*ssa.Value)
	for _, b := range r.f.Blocks {
		l := nest.innermost(b)
		if l == nil || r.way.primal[b] != nil || r.way.fusions[l] != nil {
			continue
		}
		for _, v := range b.Values {
			if kept[v] {
				of[l] = append(of[l], v)
			}
		}
	}
	for _, l := range nest.loops {
		if len(of[l]) > 0 {
			t.layFrame(l, of[l], alone)
		}
	}
	t.end = newVariables(r.f.Entry, t.nothing)
	t.rewind()
	return t
}

// nothing returns what x, of type typ, is where it has no value.
func (t *tape) nothing(x quantity, typ *types.Type, b *ssa.Block) *ssa.Value {
	if isFloat(typ) {
		return t.r.e.constant(typ, 0)
	}
	return t.r.nothing(typ)
}

// layFrame gives the values of the loop l slots, large ones first.
func (t *tape) layFrame(l *loop, values []*ssa.Value, alone map[*ssa.Value]bool) {
	slices.SortStableFunc(values, func(v, w *ssa.Value) int { return int(w.Type.Size() - v.Type.Size()) })
	t.loops = append(t.loops, l)
	t.frames[l] = make(map[*stack]*frame)
	for _, v := range values {
		only := v
		if !alone[v] {
			only = nil
		}
		s := t.stack(l.depth, v.Type.IsPtrShaped(), only)
		f := t.frames[l][s]
		if f == nil {
			f = new(frame)
			t.frames[l][s] = f
		}
		t.slots[v] = slot{f, s, f.size}
		f.size += v.Type.Size()
	}
	for s, f := range t.frames[l] {
		f.size = (f.size + 7) &^ 7
		s.largest = max(s.largest, f.size)
	}
}

// stack returns the stack for loops of the given depth, and for one value unless it
// is nil.
func (t *tape) stack(depth int, pointers bool, only *ssa.Value) *stack {
	for _, s := range t.stacks {
		if s.depth == depth && s.pointers == pointers && s.only == only {
			return s
		}
	}
	s := &stack{depth: depth, pointers: pointers, only: only}
	s.top = t.r.way.first.NewValue0(t.r.way.first.Pos, ssa.OpUnknown, types.Types[types.TUNSAFEPTR])
	t.stacks = append(t.stacks, s)
	return s
}

// rewind moves the tops of the stacks in the reverse sweep.
func (t *tape) rewind() {
	type move struct {
		x  quantity
		b  *ssa.Block
		to *ssa.Value
		by *ssa.Value // more, or nil
	}
	var moves []move
	ptr := types.Types[types.TUNSAFEPTR]
	back := func(l *loop, b *ssa.Block) {
		for _, s := range t.stacks {
			if f := t.frames[l][s]; f != nil {
				to := b.NewValue0I(b.Pos, ssa.OpOffPtr, ptr, -f.size)
				x := quantity{of: s}
				t.r.vars.write(x, b, to)
				if sp := t.r.spared[l]; sp != nil && sp.skipped.Block == b {
					by := b.NewValue2(b.Pos, wordOp(ssa.OpMul32, ssa.OpMul64), sp.skipped.Type, sp.skipped, wordConst(t.r.f, -f.size))
					below := b.NewValue0(b.Pos, ssa.OpAddPtr, ptr)
					to.AddArg(below)
					moves = append(moves, move{x, b, below, by})
					continue
				}
				moves = append(moves, move{x, b, to, nil})
			}
		}
	}
	way := t.r.way
	for _, b := range way.found {
		rb := way.turns[b].blocks[0]
		for _, l := range way.entered(b) {
			back(l, rb)
		}
		if l := way.latches[b]; l != nil && way.fusions[l] == nil && way.turns[l.header].kind == turnLoop {
			back(l, rb)
		}
	}
	for _, m := range moves {
		m.to.AddArg(t.r.vars.start(m.x, ptr, m.b))
		if m.by != nil {
			m.to.AddArg(m.by)
		}
	}
}

// load returns the value v, which is kept, in the reverse block b.
func (t *tape) load(v *ssa.Value, b *ssa.Block, mem *ssa.Value) *ssa.Value {
	s, ok := t.slots[v]
	if !ok {
		return t.root(v, b)
	}
	top := t.r.vars.read(quantity{of: s.stack}, types.Types[types.TUNSAFEPTR], b)
	p := b.NewValue1I(v.Pos, ssa.OpOffPtr, types.NewPtr(v.Type), s.off, top)
	return b.NewValue2(v.Pos, ssa.OpLoad, v.Type, p, mem)
}

// root returns the value v, which is made outside of all loops, as it is when the
// forward sweep has ended. In the reverse of an iteration of a fused loop, v may also
// be made in the iteration, and is as it is when that has ended.
func (t *tape) root(v *ssa.Value, b *ssa.Block) *ssa.Value {
	x := quantity{of: v}
	t.end.write(x, v.Block, v)
	if u := t.r.way.fusion(b); u != nil {
		if h := u.loop.header; v.Block != h && u.loop.contains(v.Block) {
			t.end.write(x, h, t.nothing(x, v.Type, h))
		}
		return t.end.read(x, v.Type, u.latch)
	}
	if t.r.split != nil {
		return t.r.keep(t.end.read(x, v.Type, t.r.exit))
	}
	return t.end.read(x, v.Type, t.r.exit)
}

// emit makes the frames in the forward sweep, and gives the tapes back at the end
// of the reverse sweep.
func (t *tape) emit() {
	headers := make(map[*ssa.Block]bool)
	for _, l := range t.loops {
		headers[l.header] = true
		for _, s := range t.stacks {
			if f := t.frames[l][s]; f != nil {
				t.reserve(l, s, f)
			}
		}
	}
	t.passFusions()
	ptr := types.Types[types.TUNSAFEPTR]
	for _, h := range t.tops {
		become(h.top, t.end.start(h.x, ptr, h.b))
		if h.limit != nil {
			become(h.limit, t.end.start(h.y, ptr, h.b))
		}
	}
	for _, b := range t.r.f.Blocks {
		for _, v := range b.Values {
			if s, ok := t.slots[v]; ok {
				at := b
				if headers[b] && s.frame.start.Block != b { // the frame begins behind the phis
					at = s.frame.start.Block
				}
				t.stores[at] = append(t.stores[at], slotStore{v, s})
			}
		}
	}
	for _, s := range t.stacks {
		top := t.end.read(quantity{of: s}, ptr, t.r.exit)
		if t.r.split != nil {
			top = t.r.keep(top)
		}
		become(s.top, top)
		t.release(s)
	}
	if t.r.split != nil {
		t.r.endSplit()
	}
	t.end.simplify()
	t.r.vars.simplify()
}

// passFusions lets each iteration of a fused loop begin where the reverse of the one
// before it has left the stacks.
func (t *tape) passFusions() {
	ptr := types.Types[types.TUNSAFEPTR]
	for _, l := range t.r.way.nest.loops {
		u := t.r.way.fusions[l]
		if u == nil {
			continue
		}
		last := t.r.way.turns[u.start].blocks[0]
		for _, s := range t.stacks {
			if top := u.tops[s]; top != nil {
				t.end.write(quantity{of: s}, last, t.r.vars.read(quantity{of: s}, ptr, last))
			}
		}
		for _, s := range t.stacks {
			if top := u.tops[s]; top != nil {
				become(top, t.end.read(quantity{of: s}, ptr, u.latch))
			}
		}
	}
}

// release gives the memory of a stack back where the reverse sweep ends. How far it
// went up is for the count of what tapes hold.
func (t *tape) release(s *stack) {
	r, b := t.r, t.r.way.last
	base := r.vars.read(quantity{of: s}, types.Types[types.TUNSAFEPTR], b)
	result := b.Controls[0]
	n := len(result.Args) - 1
	r.e.b, r.e.pos, r.e.mem = b, b.Pos, result.Args[n]
	r.callBack("autodiffRelease", base, s.top, r.f.ConstBool(types.Types[types.TBOOL], s.pointers))
	result.SetArg(n, r.e.mem)
}

// reserve begins a frame at each execution of the header of l:
//
//	header: phis; If top < limit -> next grow   (likely)
//	grow:   top, limit = runtime.autodiffGrow(top, limit, …) -> next
//	next:   frame = Phi; top = frame + size; the rest of the header
//
// If it is known in front of the loop how often that is, the test is there.
func (t *tape) reserve(l *loop, s *stack, f *frame) {
	h := l.header
	ptr := types.Types[types.TUNSAFEPTR]
	x := quantity{of: s}
	if ind := t.counted[l]; ind != nil {
		t.reserveAll(l, s, f, ind)
		f.start = h.NewValue0(h.Pos, ssa.OpUnknown, ptr)
		t.tops = append(t.tops, headerTop{b: h, top: f.start, x: x})
		t.end.write(x, h, h.NewValue1I(h.Pos, ssa.OpOffPtr, ptr, f.size, f.start))
		return
	}
	var rest []*ssa.Value
	for _, v := range h.Values {
		if v.Op != ssa.OpPhi {
			rest = append(rest, v)
		}
	}
	g := t.test(h, rest, s, nil)
	f.start = g.top
	t.end.write(x, g.next, g.next.NewValue1I(h.Pos, ssa.OpOffPtr, ptr, f.size, f.start))
}

// reserveAll sees in front of the loop l that there is room for all of its frames.
func (t *tape) reserveAll(l *loop, s *stack, f *frame, ind *induction) {
	var b *ssa.Block
	for _, e := range l.header.Preds {
		if !l.contains(e.Block()) {
			b = e.Block()
		}
	}
	word := types.Types[types.TINT]
	n := ind.emitCount(t.r.f, b, resolve(ind.start), resolve(ind.bound))
	n = b.NewValue2(b.Pos, wordOp(ssa.OpAdd32, ssa.OpAdd64), word, n, wordConst(t.r.f, 1))
	n = b.NewValue2(b.Pos, wordOp(ssa.OpMul32, ssa.OpMul64), word, n, wordConst(t.r.f, f.size))
	g := t.test(b, nil, s, n)
	t.end.write(quantity{of: s}, g.next, g.top)
}

// A grown is a test for room: the block behind it, and the top there.
type grown struct {
	next *ssa.Block
	top  *ssa.Value
}

// test ends b, but for the values of rest, with a test for room on s: for need bytes,
// or, if need is nil, for one frame.
func (t *tape) test(b *ssa.Block, rest []*ssa.Value, s *stack, need *ssa.Value) grown {
	r, boolean := t.r, types.Types[types.TBOOL]
	ptr := types.Types[types.TUNSAFEPTR]
	next := ssa.AutodiffSplit(b, rest)
	grow := r.f.NewBlock(ssa.BlockPlain)
	grow.Pos, next.Pos = b.Pos, b.Pos
	top := b.NewValue0(b.Pos, ssa.OpUnknown, ptr)
	limit := b.NewValue0(b.Pos, ssa.OpUnknown, ptr)
	var room *ssa.Value
	if need == nil {
		need = r.sizeConst(s.largest)
		room = b.NewValue2(b.Pos, wordOp(ssa.OpLess32U, ssa.OpLess64U), boolean, top, limit)
	} else {
		left := b.NewValue2(b.Pos, ssa.OpSubPtr, types.Types[types.TINT], limit, top)
		room = b.NewValue2(b.Pos, wordOp(ssa.OpLess32, ssa.OpLess64), boolean, need, left)
	}
	b.Kind = ssa.BlockIf
	b.SetControl(room)
	b.Likely = ssa.BranchLikely
	b.AddEdgeTo(next)
	b.AddEdgeTo(grow)
	grow.AddEdgeTo(next)

	args := []*ssa.Value{top, limit, r.sizeConst(s.largest), need, r.f.ConstBool(boolean, s.pointers)}
	aux := r.runtimeAux("autodiffGrow", args, []*types.Type{ptr, ptr})
	call := grow.NewValue0A(b.Pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(args...)
	call.AddArg(r.initMem())
	call.AuxInt = aux.ArgWidth()
	newTop := grow.NewValue1I(b.Pos, ssa.OpSelectN, ptr, 0, call)
	newLimit := grow.NewValue1I(b.Pos, ssa.OpSelectN, ptr, 1, call)
	grow.NewValue1I(b.Pos, ssa.OpSelectN, types.TypeMem, 2, call)

	x, y := quantity{of: s}, quantity{of: s, part: 1}
	t.end.write(y, next, next.NewValue2(b.Pos, ssa.OpPhi, ptr, limit, newLimit))
	t.tops = append(t.tops, headerTop{b, top, limit, x, y})
	return grown{next, next.NewValue2(b.Pos, ssa.OpPhi, ptr, top, newTop)}
}
