// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls that the pass has emitted itself, where what it made is differentiated again
// in forward mode (see layers.go): shadows of results, and tapes. Beside a tape stands
// another one, with the same frames, on which shadows are kept.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// layerCalls is knownCalls for the functions that derivatives call.
var layerCalls = map[string]*known{
	"autodiffDummy":      {result: true, dst: -1, src: -1},
	"autodiffNew":        {result: true, dst: -1, src: -1},
	"autodiffMirror":     {result: true, dst: -1, src: -1},
	"autodiffOwn":        {refs: []int{1, 2}, result: true, dst: -1, src: -1},
	"autodiffStill":      {refs: []int{1}, dst: 1, src: -1},
	"autodiffOwnParts":   {refs: []int{2}, dst: 2, src: -1},
	"autodiffGrow":       {refs: []int{0, 1}, result: true, dst: -1, src: -1, emit: (*forward).growShadow},
	"autodiffGrowBeside": {refs: []int{0, 1}, result: true, dst: -1, src: -1, emit: (*forward).growShadow},
	"autodiffRelease":    {refs: []int{0}, dst: -1, src: -1},
	"autodiffMoveBack":   {refs: []int{1, 2}, dst: -1, src: -1, emit: (*forward).moveBackShadow},
}

// growShadow emits, behind the call v that makes room on a tape, the call that makes
// room on its shadow. The shadow gets as much as the tape has, on which alone it is
// looked for:
//
//	top, limit   = runtime.autodiffGrow(top, limit, frame, need, …)
//	top', limit' = runtime.autodiffGrowBeside(top', limit', frame, limit, …)
func (f *forward) growShadow(v *ssa.Value) {
	e, args := &f.e, callArgs(v)
	top, limit, mem := f.selected(v, 0), f.selected(v, 1), f.selected(v, 2)
	last := e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 2, v)
	for _, f.lane = range f.lanes {
		own := []*ssa.Value{f.real(args[0]), f.real(args[1]), args[2], limit, args[4]}
		s := f.newCall(v, f.runtimeAux("autodiffGrowBeside", own, []*types.Type{top.Type, limit.Type}), own, last)
		for i, x := range []*ssa.Value{top, limit} {
			f.shadows[x.ID] = e.b.NewValue1I(v.Pos, ssa.OpSelectN, x.Type, int64(i), s)
		}
		last = e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 2, s)
	}
	become(mem, last)
}

// moveBackShadow emits the call of autodiffMoveBack, which is linear, on shadows. What
// is not zero must not be added to the zeros that inactive memory shares.
func (f *forward) moveBackShadow(v *ssa.Value) {
	e, to, from := &f.e, v.Args[1], v.Args[2]
	f.held = v
	for _, f.lane = range f.lanes {
		args := append([]*ssa.Value(nil), callArgs(v)...)
		args[1], args[2] = f.real(to), f.real(from)
		if !isNil(from) && f.a.state(from) != active {
			boolean := types.Types[types.TBOOL]
			lost := e.b.NewValue1(v.Pos, ssa.OpNot, boolean, f.isZeros(args[1]))
			f.guard(e.binaryBool(ssa.OpAndB, f.isZeros(args[2]), lost), "an adjoint that varies comes to inactive memory")
		}
		s := f.newCall(v, v.Aux.(*ssa.AuxCall), args, v.MemoryArg())
		f.chain(v, e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, s))
	}
}
