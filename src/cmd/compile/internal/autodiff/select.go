// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Branches for the selects that derivatives emit: of floats by rules, of
// pointers and capacities by shadows of what may be nil or shorter.
//
// A rule at a kink needs one of two derivatives, and what is not chosen must
// not count even if it is Inf or NaN, so multiplying by 0 or 1 will not do.
// emitter.choose emits
//
//	b:  v = CondSelect <float64> x y cond
//
// for which architectures have no instruction. This step makes it
//
//	b:  If cond -> yes no
//	yes: Plain -> c
//	no:  Plain -> c
//	c:  v = Phi <float64> x y
//
// where c takes everything of b that comes behind v, and yes and no take
// what only x or only y needs. Selects on the same condition share their
// branches.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
)

// expandSelects replaces every CondSelect in f by a branch.
func expandSelects(f *ssa.Func) {
	for i := 0; i < len(f.Blocks); i++ { // the blocks that expandSelect appends are visited too
		for hasSelect(f.Blocks[i]) {
			expandSelect(f.Blocks[i])
		}
	}
}

// expandSelect replaces the first selects of b, which has some. The others are
// left, in b those whose values only what was split off needs.
func expandSelect(b *ssa.Block) {
	order := ssa.AutodiffOrder(b)
	inner := innerValues(b)
	first := 0
	for !isSelect(order[first]) || inner[order[first]] {
		first++
	}
	rest := order[first:]
	cond := order[first].Args[2]

	late := make(map[*ssa.Value]bool, len(rest)) // values that stand behind the branch
	for _, v := range rest {
		late[v] = true
	}
	var selects []*ssa.Value
	for _, v := range rest {
		if isSelect(v) && v.Args[2] == cond && !late[v.Args[0]] && !late[v.Args[1]] {
			selects = append(selects, v)
		}
	}

	c := ssa.AutodiffSplit(b, rest)
	yes, no := b.Func.NewBlock(ssa.BlockPlain), b.Func.NewBlock(ssa.BlockPlain)
	pos := order[first].Pos
	yes.Pos, no.Pos = pos, pos
	b.Kind = ssa.BlockIf
	b.Pos = pos
	b.SetControl(cond)
	b.AddEdgeTo(yes)
	b.AddEdgeTo(no)
	yes.AddEdgeTo(c)
	no.AddEdgeTo(c)
	for _, v := range selects {
		v.Op = ssa.OpPhi
		v.SetArgs2(v.Args[0], v.Args[1])
		sink(v.Args[0], b, yes)
		sink(v.Args[1], b, no)
	}
}

// innerValues returns the values of b that belong into an arm of a select.
func innerValues(b *ssa.Block) map[*ssa.Value]bool {
	inner := make(map[*ssa.Value]bool)
	var mark func(v *ssa.Value)
	mark = func(v *ssa.Value) {
		if inner[v] || !sinks(v, b) {
			return
		}
		inner[v] = true
		for _, x := range v.Args {
			mark(x)
		}
	}
	for _, v := range b.Values {
		if isSelect(v) {
			mark(v.Args[0])
			mark(v.Args[1])
		}
	}
	return inner
}

// sink moves v from b to arm, and with it what only v needs.
func sink(v *ssa.Value, b, arm *ssa.Block) {
	if !sinks(v, b) {
		return
	}
	last := len(b.Values) - 1
	i := slices.Index(b.Values, v)
	b.Values[i] = b.Values[last]
	b.Values[last] = nil
	b.Values = b.Values[:last]
	v.Block = arm
	arm.Values = append(arm.Values, v)
	for _, x := range v.Args {
		sink(x, b, arm)
	}
}

// sinks reports whether v is arithmetic in b that may go where its one use is.
func sinks(v *ssa.Value, b *ssa.Block) bool {
	return v.Block == b && v.Uses == 1 && len(v.Args) > 0 && (opRule(v.Op) != nil || isSelect(v))
}

func hasSelect(b *ssa.Block) bool {
	for _, v := range b.Values {
		if isSelect(v) {
			return true
		}
	}
	return false
}

// isSelect reports whether v is a select. At this point in the compilation there
// are hardly any others than those that were emitted here.
func isSelect(v *ssa.Value) bool {
	return v.Op == ssa.OpCondSelect
}
