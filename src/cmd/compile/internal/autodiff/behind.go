// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loads go behind the calls of math in front of which nothing needs them.
//
//	x = Load p m;  y, m' = math.Exp z m;  … x·y …
//
// becomes
//
//	y, m' = math.Exp z m;  x = Load p m';  … x·y …
//
// since functions of math write no memory. No float register outlives a call: what
// is loaded before has to be stored and loaded again. In a derivative that is twice
// as much as in its primal, whose loads stand where the source has them.

package autodiff

import (
	"strings"

	"cmd/compile/internal/ssa"
)

// loadBehindCalls moves loads of floats in f behind such calls.
func loadBehindCalls(f *ssa.Func) {
	for _, b := range f.Blocks {
		var loads, calls []*ssa.Value
		after := make(map[*ssa.Value]*ssa.Value) // from call to the memory behind it
		for _, v := range b.Values {
			switch {
			case v.Op == ssa.OpLoad && v.Type.IsFloat():
				loads = append(loads, v)
			case v.Op == ssa.OpSelectN && v.Type.IsMemory() && v.Args[0].Block == b && isMathCall(v.Args[0]):
				calls = append(calls, v.Args[0])
				after[v.Args[0]] = v
			}
		}
		if len(loads) == 0 {
			continue
		}
		for moved := true; moved; {
			moved = false
			for _, call := range calls {
				var needed map[*ssa.Value]bool
				for _, x := range loads {
					if x.MemoryArg() != call.MemoryArg() {
						continue
					}
					if needed == nil {
						needed = neededFor(call)
					}
					if !needed[x] {
						x.SetArg(1, after[call])
						moved = true
					}
				}
			}
		}
	}
}

// neededFor returns the values of the block of v that are needed for v.
func neededFor(v *ssa.Value) map[*ssa.Value]bool {
	needed := make(map[*ssa.Value]bool)
	var need func(x *ssa.Value)
	need = func(x *ssa.Value) {
		if x.Block != v.Block || needed[x] {
			return
		}
		needed[x] = true
		if x.Op != ssa.OpPhi {
			for _, a := range x.Args {
				need(a)
			}
		}
	}
	need(v)
	return needed
}

// isMathCall reports whether v calls a function of math, which does nothing else
// than to compute its result.
func isMathCall(v *ssa.Value) bool {
	if v.Op != ssa.OpStaticLECall {
		return false
	}
	name := v.Aux.(*ssa.AuxCall).Fn.Name
	return strings.HasPrefix(name, "math.arch") || strings.HasPrefix(name, "math.") && funcRule(name) != nil
}
