// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What cmd/compile/internal/autodiff needs of package ssa and cannot reach
// from outside: the hook that the pass calls, a dependency order of a block's
// values, splitting a block, and the optimiser as a whole.

package ssa

// Autodiff transforms f in place if f is a derivative under construction.
// It is set by cmd/compile/internal/autodiff and stays nil in a compilation
// without directives.
var Autodiff func(f *Func)

func autodiff(f *Func) {
	if Autodiff != nil {
		observe(f, AutodiffBefore)
		Autodiff(f)
	}
}

// An AutodiffStage is a point in the making of a derivative.
type AutodiffStage int

const (
	AutodiffStart  AutodiffStage = iota // the primal's SSA as it was built
	AutodiffBefore                      // … as it is differentiated
	AutodiffAfter                       // the derivative as it was made
	AutodiffFinal                       // … cleaned up
)

// AutodiffObserve is called at every stage of f while there are directives, and
// with AutodiffAfter returns how often the derivative is to be cleaned up. It is
// set where -autodiff asks for something.
var AutodiffObserve func(f *Func, stage AutodiffStage) (cleanups int)

func observe(f *Func, stage AutodiffStage) int {
	if AutodiffObserve == nil || Autodiff == nil {
		return 1
	}
	return AutodiffObserve(f, stage)
}

// autodiffStart is the first pass of all.
func autodiffStart(f *Func) { observe(f, AutodiffStart) }

// AutodiffAlone runs the pass, and no other, on f, which nothing but this has
// prepared for passes.
func AutodiffAlone(f *Func) {
	f.cachedLineStarts = newXposmap(nil)
	f.quietly(autodiff)
}

// AutodiffDebug returns the level of -d=ssa/autodiff/debug, while the pass runs
// on f.
func AutodiffDebug(f *Func) int { return f.pass.debug }

// AutodiffOptimize switches the optimiser of all functions that are compiled
// with c on or off, and reports whether it was on.
func (c *Config) AutodiffOptimize(on bool) (was bool) {
	was, c.optimize = c.optimize, on
	return was
}

// AutodiffCleanup removes what became dead or redundant: it is the part of
// the generic optimiser that has run before the pass, once more.
func AutodiffCleanup(f *Func) {
	n := observe(f, AutodiffAfter)
	for range n {
		f.cleanup()
	}
	if n == 0 {
		makeConstants(f)
		f.quietly(copyelim, deadcode, zcse, deadcode) // what later passes rely on
	}
	observe(f, AutodiffFinal)
}

// makeConstants makes slices and interface values that are nil of their parts, which the
// optimiser does otherwise, and which decomposing relies on.
func makeConstants(f *Func) {
	types := &f.Config.Types
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			switch v.Op {
			case OpConstSlice:
				ptr, zero := f.ConstNil(v.Type.Elem().PtrTo()), f.ConstInt64(types.Int, 0)
				if f.Config.PtrSize == 4 {
					zero = f.ConstInt32(types.Int, 0)
				}
				v.reset(OpSliceMake)
				v.AddArgs(ptr, zero, zero)
			case OpConstInterface:
				tab, data := f.ConstNil(types.Uintptr), f.ConstNil(types.BytePtr)
				v.reset(OpIMake)
				v.AddArgs(tab, data)
			}
		}
	}
}

func (f *Func) cleanup() {
	f.quietly(copyelim, deadcode, opt, zcse, deadcode, cse, phiopt, deadcode, nilcheckelim, opt, copyelim, deadcode, fuseEarly)
}

// AutodiffBetween prepares f, which the pass has differentiated, for being
// differentiated again.
func AutodiffBetween(f *Func) {
	f.quietly(copyelim, deadcode, opt, zcse, deadcode, cse, deadcode, nilcheckelim, copyelim, deadcode)
}

// AutodiffDeadcode removes unreachable blocks and unused values.
func AutodiffDeadcode(f *Func) { f.quietly(deadcode) }

// quietly runs passes within the one that is running, whose debug level is not
// meant for them.
func (f *Func) quietly(passes ...func(*Func)) {
	running := f.pass
	defer func() { f.pass = running }()
	f.pass = &pass{name: running.String()}
	for _, run := range passes {
		run(f)
	}
}

// AutodiffReversePostorder returns the reachable blocks of f in an order in
// which every block stands behind its dominators.
func AutodiffReversePostorder(f *Func) []*Block {
	po := f.postorder()
	rpo := make([]*Block, len(po))
	for i, b := range po {
		rpo[len(po)-1-i] = b
	}
	return rpo
}

// AutodiffOrder returns the values of b in an order that executes them
// correctly: phis first, every value behind its arguments, the results of a
// call right behind it, and every load before the store that replaces the
// memory it reads.
func AutodiffOrder(b *Block) []*Value {
	f := b.Func
	sset := f.newSparseSet(f.NumValues())
	defer f.retSparseSet(sset)
	storeNumber := f.Cache.allocInt32Slice(f.NumValues())
	defer f.Cache.freeInt32Slice(storeNumber)
	values := append([]*Value(nil), b.Values...)
	values = storeOrder(values, sset, storeNumber)

	order := make([]*Value, 0, len(values))
	done := make(map[*Value]bool, len(values))
	results := make(map[*Value][]*Value)
	for _, v := range values {
		switch v.Op {
		case OpPhi:
			done[v] = true
			order = append(order, v)
		case OpSelectN, OpSelectNAddr, OpSelect0, OpSelect1:
			results[v.Args[0]] = append(results[v.Args[0]], v)
		}
	}
	var visit func(v *Value)
	visit = func(v *Value) {
		if done[v] || v.Block != b {
			return
		}
		done[v] = true
		for _, a := range v.Args {
			visit(a)
		}
		order = append(order, v)
		for _, r := range results[v] {
			if !done[r] {
				done[r] = true
				order = append(order, r)
			}
		}
	}
	for _, v := range values {
		visit(v)
	}
	return order
}

// AutodiffSplit ends b where it stands and moves the values of rest, its
// control and its successors to a new block, which it returns. The caller
// gives b its new control and edges.
func AutodiffSplit(b *Block, rest []*Value) *Block {
	f := b.Func
	c := f.NewBlock(b.Kind)
	c.Pos = b.Pos
	c.Likely = b.Likely
	c.Aux, c.AuxInt = b.Aux, b.AuxInt
	c.CopyControls(b)
	b.Reset(BlockPlain)
	b.Likely = BranchUnknown

	for _, e := range b.Succs {
		e.b.Preds[e.i].b = c
		c.Succs = append(c.Succs, e)
	}
	clear(b.Succs)
	b.Succs = b.Succs[:0]

	moving := make(map[*Value]bool, len(rest))
	for _, v := range rest {
		if v.Block == b {
			moving[v] = true
		}
	}
	kept := b.Values[:0]
	for _, v := range b.Values {
		if moving[v] {
			v.Block = c
			c.Values = append(c.Values, v)
		} else {
			kept = append(kept, v)
		}
	}
	clear(b.Values[len(kept):])
	b.Values = kept
	if f.DeferReturn == b {
		f.DeferReturn = c
	}
	f.invalidateCFG()
	return c
}
