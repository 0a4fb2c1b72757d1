// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Channels of active values in forward mode. The shadow of a channel is a channel of
// the same capacity, for the tangents. So that a value and its tangent stay together,
// package runtime sends and receives both (runtime/autodiffchan.go):
//
//	chansend1(c, &v)          autodiffSend(c, c', &v, &v')
//	chanrecv1(c, &v)          autodiffReceive(c, c', &v, &v')
//	closechan(c)              autodiffClose(c, c')
//
// The shadow of an inactive channel is nil.

package autodiff

import (
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ssa"
)

// channelCalls has what is called on a channel and its shadow.
var channelCalls = map[string]string{
	"chansend1": "autodiffSend",
	"chanrecv1": "autodiffReceive",
	"chanrecv2": "autodiffReceive2",
	"closechan": "autodiffClose",
}

// channelOperation says that something is done to a channel.
var channelOperation = &known{dst: -1, src: -1, emit: (*forward).callChannel}

// newChannel says that a channel is made.
var newChannel = &known{result: true, dst: -1, src: -1}

// planChannel decides what becomes of v, a call of a function of package runtime that
// does something to a channel, nil if it is none.
func (a *activity) planChannel(name string, v *ssa.Value) *plan {
	made := name == "makechan" || name == "makechan64"
	if channelCalls[name] == "" && !made {
		return nil
	}
	if a.inst.mode == request.Reverse || a.inst.width > 1 || a.inst.outer != nil || a.inst.inner != nil {
		if made && !a.demanded[v] {
			return &plan{}
		}
		return &plan{kind: refuse, reason: runtimeReason(name)}
	}
	if made {
		if !a.demanded[v] {
			return &plan{}
		}
		return &plan{kind: byKnown, known: newChannel, results: []state{active}}
	}
	c, value := v.Args[0], v.Args[0]
	if len(v.Args) == 3 {
		value = v.Args[1]
	}
	if a.active(value) {
		a.demand(c)
	}
	if !a.active(c) {
		if a.active(value) && name == "chansend1" {
			return &plan{kind: refuse, reason: "an active value that is sent on an inactive channel"}
		}
		return &plan{}
	}
	a.demand(value)
	return &plan{kind: byKnown, known: channelOperation}
}

// callChannel makes v do what it does to the shadow of the channel, too.
func (f *forward) callChannel(v *ssa.Value) {
	old := v.Aux.(*ssa.AuxCall)
	var args []*ssa.Value
	for _, x := range callArgs(v) {
		args = append(args, x, f.real(x))
	}
	aux := f.runtimeAux(channelCalls[old.Fn.Name[len("runtime."):]], args, resultTypes(old))
	call := f.newCall(v, aux, args, v.MemoryArg())
	for _, sel := range f.selects[v] {
		sel.SetArg(0, call)
	}
	become(v, call)
}
