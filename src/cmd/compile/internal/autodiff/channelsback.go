// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Channels of active values in reverse mode. What is sent travels with the address of a
// slot, new memory for its adjoints: who sends copies to the slot, who receives copies
// from it, and the way back goes the other way.
//
//	slot = autodiffSend(c, &v, …)         *v' += *slot; *slot = 0
//	slot = autodiffReceive(c, &v, …)      *slot += *v'; *v' = 0
//	slot, i = autodiffSelect(…)           the same for the case that was taken, i
//
// Which receive belongs to which send does not matter: both have the same slot. That
// the adjoint has come before it is taken follows from what concurrent.go does with all
// that may synchronise: the reverse of a receive moves adjoints and then counts as done,
// the reverse of a send waits before it moves them.

package autodiff

import (
	"strings"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A channelMove is an operation on channels, as the reverse sweep undoes it.
type channelMove struct {
	name string // of the function of package runtime
	ends []channelEnd
	slot *ssa.Value

	taken *ssa.Value // the number of the case that was taken, or whether the operation was carried out
}

// augmentChannel emits the forward part of v, an operation on channels.
func (r *reverse) augmentChannel(v *ssa.Value) {
	name := runtimeName(v)
	ends := r.a.channelEnds(name, v)
	call, slot := r.operate(v, ends)
	if name != "closechan" {
		m := &channelMove{name: name, ends: ends, slot: slot}
		if strings.HasPrefix(name, "select") {
			m.taken = r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, call.Aux.(*ssa.AuxCall).TypeOfResult(0), 0, call)
		}
		r.channelMoves[v] = m
	}
	r.retire(v)
}

// reverseMoves emits the reverse of v as far as it is an operation on channels: of what
// was sent, or of what was received.
func (r *reverse) reverseMoves(v *ssa.Value, sent bool) {
	m := r.channelMoves[v]
	if m == nil {
		return
	}
	boolean := types.Types[types.TBOOL]
	for i, end := range m.ends {
		if end.send != sent || !r.a.active(end.c) || !r.a.active(end.at) {
			continue
		}
		t := carried(end)
		if t == nil {
			r.unsupported(v, "a channel of unknown type")
			return
		}
		if !holdsFloat(t) {
			continue
		}
		done := r.f.ConstBool(boolean, true)
		switch m.name {
		case "selectgo":
			done = r.e.b.NewValue2(r.e.pos, wordOp(ssa.OpEq32, ssa.OpEq64), boolean, m.taken, wordConst(r.f, int64(i)))
		case "selectnbsend", "selectnbrecv":
			done = m.taken
		}
		name := "autodiffReceiveBack"
		if sent {
			name = "autodiffSendBack"
		}
		for _, r.lane = range r.lanes {
			r.callBack(name, done, r.typeAddr(t), r.current(r.shadow(end.at)), m.slot, wordConst(r.f, int64(r.index)))
		}
	}
}

// carried returns the type of the values that are sent or received at end, nil if it is
// not known.
func carried(end channelEnd) *types.Type {
	if t := end.c.Type; t.IsChan() {
		return t.Elem()
	}
	if t := end.at.Type; t.IsPtr() && !t.IsShape() {
		return t.Elem()
	}
	return nil
}
