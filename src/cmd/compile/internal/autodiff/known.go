// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Known calls: the functions of package runtime that the compiler inserts.
//
// The derivative makes most of them twice: once on shadows, once as they were.

package autodiff

import (
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ssa"
)

// A known says how a call of a runtime function is doubled.
type known struct {
	refs   []int                          // arguments that the shadow call gets the shadow of
	result bool                           // result 0 is a reference to new memory
	dst    int                            // argument whose memory is written, or -1
	src    int                            // argument whose memory is read, or -1; where it is inactive, dst's shadow is cleared
	size   int                            // argument that says how much is copied: nothing is if it is zero
	as     string                         // the function called on shadows, if another one
	nargs  int                            // how many of the arguments it takes, if another one
	mirror bool                           // the shadow of the result is the result
	emit   func(f *forward, v *ssa.Value) // emits the shadow call, if that takes more
	of     int                            // argument, a map, without whose shadow there is nothing to do; 0 if there is none
}

// knownCalls has the calls that are doubled.
var knownCalls = map[string]*known{
	"makemap_small": {result: true, dst: -1, src: -1},
	"makemap":       {refs: []int{2}, result: true, dst: -1, src: -1},
	"makemap64":     {refs: []int{2}, result: true, dst: -1, src: -1},

	"newobject":     {result: true, dst: -1, src: -1},
	"makeslice":     {result: true, dst: -1, src: -1},
	"makeslice64":   {result: true, dst: -1, src: -1},
	"makeslicecopy": {refs: []int{3}, result: true, dst: -1, src: -1},

	"growslice":           {refs: []int{0}, result: true, dst: -1, src: -1},
	"growsliceBuf":        {refs: []int{0, 5}, result: true, dst: -1, src: -1},
	"growsliceNoAlias":    {refs: []int{0}, result: true, dst: -1, src: -1, as: "growslice", nargs: 5},
	"growsliceBufNoAlias": {refs: []int{0, 5}, result: true, dst: -1, src: -1, as: "growsliceBuf", nargs: 7},

	"moveSlice":            {refs: []int{1}, result: true, dst: -1, src: -1},
	"moveSliceNoScan":      {refs: []int{1}, result: true, dst: -1, src: -1},
	"moveSliceNoCap":       {refs: []int{1}, result: true, dst: -1, src: -1},
	"moveSliceNoCapNoScan": {refs: []int{1}, result: true, dst: -1, src: -1},

	"convT":       {refs: []int{1}, result: true, dst: -1, src: -1},
	"convTnoptr":  {refs: []int{1}, result: true, dst: -1, src: -1},
	"convT16":     {refs: []int{0}, result: true, dst: -1, src: -1},
	"convT32":     {refs: []int{0}, result: true, dst: -1, src: -1},
	"convT64":     {refs: []int{0}, result: true, dst: -1, src: -1},
	"convTslice":  {refs: []int{0}, result: true, dst: -1, src: -1},
	"convTstring": {result: true, dst: -1, src: -1, mirror: true},

	"memmove":              {refs: []int{0, 1}, dst: 0, src: 1, size: 2},
	"memclrNoHeapPointers": {refs: []int{0}, dst: 0, src: -1},
	"memclrHasPointers":    {refs: []int{0}, dst: 0, src: -1},
	"typedmemclr":          {refs: []int{1}, dst: 1, src: -1},
	"typedmemmove":         {refs: []int{1, 2}, dst: 1, src: 2},
	"typedslicecopy":       {refs: []int{1, 3}, dst: 1, src: 3, size: 4},
}

// Calls on maps: the shadow of a map is a map that has the tangents of the values,
// under the same keys. A key that is not there has tangent zero.
func init() {
	entry := &known{refs: []int{1}, result: true, dst: -1, src: -1, of: 1}
	change := &known{refs: []int{1}, dst: -1, src: -1, of: 1}
	for _, variant := range []string{"", "_fast32", "_fast64", "_faststr"} {
		knownCalls["mapaccess1"+variant] = entry
		knownCalls["mapaccess2"+variant] = entry
		knownCalls["mapassign"+variant] = entry
		knownCalls["mapdelete"+variant] = change
	}
	for _, name := range []string{"mapaccess1_fat", "mapaccess2_fat", "mapassign_fast32ptr", "mapassign_fast64ptr"} {
		knownCalls[name] = entry
	}
	knownCalls["mapclear"] = change
}

// madeCall is the call of autodiffMade in the body of sync.(*Pool).Get.
var madeCall = &known{result: true, dst: -1, src: -1, as: "autodiffMadeShadow", nargs: 1}

// readOnlyCalls are prefixes of runtime functions that read active memory, or
// get active values, and hand on nothing that carries a derivative.
var readOnlyCalls = []string{
	"memequal", "memhash", "f32", "f64", "c64", "c128", "strequal", "strhash", "interequal", "nilinter", "interhash",
	"efaceeq", "ifaceeq", "print", "panic", "goPanic", "gopanic", "throw", "check", "assertE2I", "typeAssert",
	"interfaceSwitch", "cmpstring", "concat", "intstring", "slicebyte", "slicerune", "stringto", "decoderune", "countrunes",
	"autodiffArguments", "autodiffDefer", "autodiffRunDeferred", "autodiffSliceLength", "autodiffIsDummy", "autodiffCheck", "KeepAlive", "goschedguarded", "rand", "libfuzzer",
}

// planKnown decides what becomes of a call of a function of package runtime.
// wanted says that something active goes in or has to come out.
func (a *activity) planKnown(name string, v *ssa.Value, wanted bool) *plan {
	base := strings.TrimPrefix(name, "runtime.")
	if base == "selectgo" {
		return a.planChannel(base, v) // what it is about is in an array
	}
	if !wanted {
		return &plan{}
	}
	k := knownCalls[base]
	if k == nil {
		k = layerCalls[base]
	}
	switch {
	case k == nil && strings.HasPrefix(base, "mallocgc"):
		k = knownCalls["newobject"]
	case base == "autodiffMade":
		k = madeCall
	}
	if isStart(base) {
		return a.planGo(v)
	}
	if swapCalls[base] {
		return &plan{kind: byKnown, known: swapping}
	}
	if base == "autodiffMapClone" {
		return a.planClone(v)
	}
	if p := a.planChannel(base, v); p != nil {
		return p
	}
	if strings.HasPrefix(base, "mapIter") {
		return a.planMapIter(v)
	}
	if k != nil && k.of > 0 {
		if a.losesKey(v) {
			return &plan{kind: refuse, reason: lostKeyReason}
		}
		m := v.Args[k.of]
		keeps := a.handsKeyOn(v)
		if a.demanded[v] || keeps {
			a.demand(m)
		}
		if !a.active(m) {
			if keeps {
				return &plan{kind: refuse, reason: a.storeReason(m)}
			}
			return &plan{}
		}
		if a.inst.mode == request.Reverse && leadsToFrame(m) {
			return &plan{kind: refuse, reason: "a map without a variable, in reverse mode; assign it to one"}
		}
	}
	if k != nil {
		if k.dst >= 0 && k.src >= 0 && a.active(v.Args[k.dst]) {
			a.demandCopied(v, k)
		}
		if k.dst >= 0 && !a.active(v.Args[k.dst]) {
			a.demand(v.Args[k.dst])
			if !a.active(v.Args[k.dst]) {
				return &plan{kind: byKnown, known: k}
			}
		}
		for _, i := range k.refs {
			if i != k.src {
				a.demand(v.Args[i])
			}
		}
		p := &plan{kind: byKnown, known: k}
		if k.result {
			p.results = []state{active, active}[:min(2, v.Aux.(*ssa.AuxCall).NResults())]
			if k.of > 0 && a.state(v.Args[k.of]) == maybe {
				p.results[0] = maybe
			}
		}
		return p
	}
	for _, prefix := range readOnlyCalls {
		if strings.HasPrefix(base, prefix) && (!a.demanded[v] || findsMethods(base)) {
			return &plan{}
		}
	}
	if strings.HasPrefix(base, "mapaccess") && !a.anyActive(callArgs(v)) && a.fromOutside(v.Args[1]) {
		return &plan{} // what an inactive map leads to is inactive
	}
	return &plan{kind: refuse, reason: runtimeReason(base)}
}

// fromOutside reports whether the inactive map v is certainly not one that was made
// here, so that it cannot become active.
func (a *activity) fromOutside(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpLoad, ssa.OpCopy:
		return a.fromOutside(v.Args[0])
	case ssa.OpAddr, ssa.OpArg:
		return !a.active(v)
	}
	return false
}

// findsMethods reports whether the function of package runtime returns the method
// table of an interface value, which is nobody's to write, wanted active or not.
func findsMethods(name string) bool {
	return name == "interfaceSwitch" || name == "typeAssert" || strings.HasPrefix(name, "assertE2I")
}

// runtimeReason says in terms of the language what a runtime function does.
func runtimeReason(name string) string {
	for _, r := range []struct{ prefix, reason string }{
		{"autodiffMap", "a map in a derivative of a derivative"},
		{"autodiff", "a call that is not known, or keeps references for the way back, in a derivative of a derivative"},
		{"map", "a map that holds active values"},
		{"makemap", "a map that holds active values"},
		{"reflect_", "reflection on active values"},
		{"chan", "a channel that carries active values"},
		{"makechan", "a channel that carries active values"},
		{"select", "a channel that carries active values"},
		{"closechan", "a channel that carries active values"},
		{"defer", "a deferred call with active values"},
		{"newproc", "a go statement with active values"},
	} {
		if strings.HasPrefix(name, r.prefix) {
			return r.reason
		}
	}
	return "call to runtime." + name + " with an active argument"
}
