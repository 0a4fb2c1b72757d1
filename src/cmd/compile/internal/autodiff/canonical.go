// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Canonical form: what the primal looks like before its flow is reversed.
//
//   - Every cycle has a header (reduce.go).
//   - No edge leads from a block with several successors to one with several
//     predecessors.
//   - The header of a loop has two predecessors: one in front of the loop, and one
//     latch. Each edge that leaves a loop has a block of its own behind it.
//   - A value that is made in a loop and used behind it passes a phi on the way
//     out, so that inside of the loop every use is one in the same iteration.
//   - Every loop counts its iterations, in a phi of its header.
//
// Only blocks from which a return can be reached are of interest.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A canon is a function in canonical form.
type canon struct {
	f       *ssa.Func
	returns []bool                    // from block ID: can reach a return
	counts  map[*ssa.Block]*ssa.Value // from the header of a loop to the iterations that are done
	exits   map[spot]*ssa.Value       // from a block behind a loop and its header to the count there
	uses    map[*ssa.Value][]use
	selects map[selection]*ssa.Value // elements of structs
}

// A selection is an element of a struct or array value.
type selection struct {
	of *ssa.Value
	i  int
}

// canonicalise brings f into canonical form. It reports false for a flow that has
// none: a loop that is entered at several blocks.
func canonicalise(f *ssa.Func) (*canon, bool) {
	c := &canon{f: f, counts: make(map[*ssa.Block]*ssa.Value), exits: make(map[spot]*ssa.Value), selects: make(map[selection]*ssa.Value)}
	reduce(f)
	retype(f)
	c.findReturns()
	c.splitCritical()
	nest := findLoops(f)
	if nest.irreducible {
		return nil, false
	}
	for _, l := range nest.loops {
		if len(nest.entries(l)) > 1 {
			ssa.AutodiffMergePreds(l.header, func(b *ssa.Block) bool { return !l.contains(b) })
		}
		if len(nest.latches(l)) > 1 {
			ssa.AutodiffMergePreds(l.header, l.contains)
		}
	}
	c.findReturns()
	nest = findLoops(f)
	c.count(nest)
	c.usePointers(nest)
	c.close(nest)
	return c, true
}

// findReturns marks the blocks from which a return can be reached.
func (c *canon) findReturns() {
	c.returns = make([]bool, c.f.NumBlocks())
	var work []*ssa.Block
	mark := func(b *ssa.Block) {
		if !c.returns[b.ID] {
			c.returns[b.ID] = true
			work = append(work, b)
		}
	}
	for _, b := range c.f.Blocks {
		if b.Kind == ssa.BlockRet {
			mark(b)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range b.Preds {
			mark(e.Block())
		}
	}
}

// splitCritical puts a block into each edge from a block with several successors
// to one with several predecessors.
func (c *canon) splitCritical() {
	for _, b := range append([]*ssa.Block(nil), c.f.Blocks...) {
		if len(b.Succs) < 2 {
			continue
		}
		for i, e := range b.Succs {
			if len(e.Block().Preds) > 1 && c.returns[e.Block().ID] {
				ssa.AutodiffSplitEdge(b, i)
			}
		}
	}
}

// count makes the counters of all loops.
func (c *canon) count(nest *loopNest) {
	t := types.Types[types.TINT]
	for _, l := range nest.loops {
		if !c.returns[l.header.ID] {
			continue
		}
		h := l.header
		latch := nest.latches(l)[0]
		n := h.NewValue0(h.Pos, ssa.OpPhi, t)
		next := latch.NewValue2(latch.Pos, wordOp(ssa.OpAdd32, ssa.OpAdd64), t, n, wordConst(c.f, 1))
		for _, e := range h.Preds {
			if e.Block() == latch {
				n.AddArg(next)
			} else {
				n.AddArg(wordConst(c.f, 0))
			}
		}
		c.counts[h] = n
	}
}

// usePointers makes the address that a range loop keeps as a uintptr, from one
// iteration to the next, a pointer again:
//
//	h = Phi (Convert p) (Add h step)          …
//	Convert <unsafe.Pointer> h                AddPtr p (count · step)
//
// That is right as long as nothing in the loop can call the garbage collector or
// move the stack, but the sweeps make room on the tape there.
func (c *canon) usePointers(nest *loopNest) {
	for _, l := range nest.loops {
		n := c.counts[l.header]
		if n == nil {
			continue
		}
		for _, h := range l.header.Values {
			if h.Op == ssa.OpPhi && h.Type.IsUintptr() {
				c.usePointer(l, h, n)
			}
		}
	}
}

func (c *canon) usePointer(l *loop, h, n *ssa.Value) {
	var start, step *ssa.Value
	for i, e := range l.header.Preds {
		x := resolve(h.Args[i])
		switch {
		case !l.contains(e.Block()):
			start = x
		case (x.Op == ssa.OpAdd64 || x.Op == ssa.OpAdd32) && address(x.Args[0]) == h:
			step = resolve(x.Args[1])
		case (x.Op == ssa.OpAdd64 || x.Op == ssa.OpAdd32) && address(x.Args[1]) == h:
			step = resolve(x.Args[0])
		}
	}
	if start == nil || step == nil || start.Op != ssa.OpConvert || !start.Args[0].Type.IsPtrShaped() || l.contains(step.Block) && !isFree(step) {
		return
	}
	for _, b := range c.f.Blocks {
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			if v.Op != ssa.OpConvert || v.Type.IsUintptr() || address(v.Args[0]) != h {
				continue
			}
			off := b.NewValue2(v.Pos, wordOp(ssa.OpMul32, ssa.OpMul64), h.Type, n, step)
			p := start.Args[0]
			t := v.Type
			v.Op = ssa.OpAddPtr
			v.SetArgs2(p, off)
			v.Type = t
		}
	}
}

// address returns what the pointer or uintptr v was converted from.
func address(v *ssa.Value) *ssa.Value {
	for v.Op == ssa.OpConvert || v.Op == ssa.OpCopy {
		v = v.Args[0]
	}
	return v
}

// close lets every value that is used outside of the loop in which it is made
// pass phis at the exits of the loop, and records the counters there.
func (c *canon) close(nest *loopNest) {
	vars := newVariables(c.f.Entry, nil)
	vars.forced = func(b *ssa.Block) bool {
		return len(b.Preds) == 1 && nest.depth(b) < nest.depth(b.Preds[0].Block())
	}
	vars.keep = func(phi, x *ssa.Value) bool {
		l := nest.innermost(x.Block)
		return l != nil && !l.contains(phi.Block)
	}
	c.findUses()
	for _, b := range append([]*ssa.Block(nil), c.f.Blocks...) {
		l := nest.innermost(b)
		if l == nil || !c.returns[b.ID] {
			continue
		}
		for _, v := range append([]*ssa.Value(nil), b.Values...) {
			c.closeValue(nest, vars, l, v)
		}
	}
	for _, l := range nest.loops {
		n := c.counts[l.header]
		if n == nil {
			continue
		}
		for _, e := range nest.exits(l) {
			if to := e.to(); c.returns[to.ID] {
				vars.write(quantity{of: n}, n.Block, n)
				c.exits[spot{to, quantity{of: l.header}}] = vars.start(quantity{of: n}, n.Type, to)
			}
		}
	}
	vars.simplify()
}

// A use is one argument of a value, or one control of a block.
type use struct {
	v *ssa.Value // or nil
	b *ssa.Block // where the value has to be: for a phi the predecessor
	i int
}

// closeValue rewrites the uses of v outside of l, the innermost loop of its block.
func (c *canon) closeValue(nest *loopNest, vars *variables, l *loop, v *ssa.Value) {
	if v.Type.IsMemory() || v.Type.IsTuple() || v.Type.IsVoid() || v.Type.IsResults() || isFree(v) {
		return
	}
	for _, u := range c.uses[v] {
		if l.contains(u.b) {
			continue
		}
		x := c.outside(nest, vars, v, u.b)
		if u.v == nil {
			u.b.ReplaceControl(u.i, x)
		} else {
			u.v.SetArg(u.i, x)
		}
	}
}

// findUses records the uses of values in blocks that can reach a return.
func (c *canon) findUses() {
	c.uses = make(map[*ssa.Value][]use)
	for _, b := range c.f.Blocks {
		if !c.returns[b.ID] {
			continue
		}
		for _, w := range b.Values {
			for i, x := range w.Args {
				at := b
				if w.Op == ssa.OpPhi {
					at = b.Preds[i].Block()
				}
				c.uses[x] = append(c.uses[x], use{w, at, i})
			}
		}
		for i, x := range b.ControlValues() {
			c.uses[x] = append(c.uses[x], use{nil, b, i})
		}
	}
}

// outside returns v as it is where b stands, which may not be in the loop of v. An
// address in the frame is made again there: it cannot be kept.
func (c *canon) outside(nest *loopNest, vars *variables, v *ssa.Value, b *ssa.Block) *ssa.Value {
	if l := nest.innermost(v.Block); l == nil || l.contains(b) || isFree(v) {
		return v
	}
	n := numElements(v.Type)
	if n < 0 && isAddress(v) {
		again := b.NewValue0(v.Pos, v.Op, v.Type)
		again.Aux, again.AuxInt = v.Aux, v.AuxInt
		for _, x := range v.Args {
			again.AddArg(c.outside(nest, vars, x, b))
		}
		return again
	}
	if n < 0 {
		vars.write(quantity{of: v}, v.Block, v)
		return vars.read(quantity{of: v}, v.Type, b)
	}
	made := b.NewValue0(v.Pos, makeOp(v.Type), v.Type)
	for i := 0; i < n; i++ {
		made.AddArg(c.outside(nest, vars, c.element(v, i), b))
	}
	return made
}

// isAddress reports whether v is computed from an address in the frame.
func isAddress(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr, ssa.OpSliceMake:
		return leadsToFrame(v)
	}
	return false
}

// element returns element i of the struct or array v, beside v.
func (c *canon) element(v *ssa.Value, i int) *ssa.Value {
	if v.Op == ssa.OpStructMake || v.Op == ssa.OpArrayMake1 {
		return v.Args[i]
	}
	at := selection{v, i}
	x := c.selects[at]
	if x == nil {
		x = newElement(v.Block, v, i)
		c.selects[at] = x
	}
	return x
}

// numElements returns of how many values a struct or array in SSA is made, or -1
// if t is the type of a single value.
func numElements(t *types.Type) int {
	switch {
	case t.IsStruct():
		return t.NumFields()
	case t.IsArray():
		return int(t.NumElem())
	}
	return -1
}

// makeOp returns the op that makes a struct or array of its elements.
func makeOp(t *types.Type) ssa.Op {
	if t.IsStruct() {
		return ssa.OpStructMake
	}
	if t.NumElem() == 0 {
		return ssa.OpEmpty
	}
	return ssa.OpArrayMake1
}

// newElement emits the selection of element i of the struct or array v in b.
func newElement(b *ssa.Block, v *ssa.Value, i int) *ssa.Value {
	if v.Type.IsStruct() {
		return b.NewValue1I(v.Pos, ssa.OpStructSelect, v.Type.FieldType(i), int64(i), v)
	}
	return b.NewValue1I(v.Pos, ssa.OpArraySelect, v.Type.Elem(), int64(i), v)
}

// isFree reports whether v can be used, or made again, wherever it is needed.
func isFree(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpSP, ssa.OpSB, ssa.OpAddr, ssa.OpArg, ssa.OpLocalAddr, ssa.OpEmpty,
		ssa.OpConst8, ssa.OpConst16, ssa.OpConst32, ssa.OpConst64, ssa.OpConst32F, ssa.OpConst64F,
		ssa.OpConstBool, ssa.OpConstString, ssa.OpConstNil, ssa.OpConstSlice, ssa.OpConstInterface:
		return true
	}
	return false
}

// wordOp returns the one of two ops that fits an int of the target.
func wordOp(op32, op64 ssa.Op) ssa.Op {
	if types.PtrSize == 4 {
		return op32
	}
	return op64
}

// wordConst returns the int constant c.
func wordConst(f *ssa.Func, c int64) *ssa.Value {
	return integerConst(f, types.Types[types.TINT], c)
}

// integerConst returns the constant c of the integer type t.
func integerConst(f *ssa.Func, t *types.Type, c int64) *ssa.Value {
	switch t.Size() {
	case 1:
		return f.ConstInt8(t, int8(c))
	case 2:
		return f.ConstInt16(t, int16(c))
	case 4:
		return f.ConstInt32(t, int32(c))
	}
	return f.ConstInt64(t, c)
}
