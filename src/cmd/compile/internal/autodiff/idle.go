// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls of math whose results nothing needs go: of log(s) only s is needed for the gradient.
//
//	y, m' = math.Log s m;  z, m" = math.Exp x m'     →     z, m" = math.Exp x m
//
// Calls stay alive without uses, so this is not done by itself.

package autodiff

import "cmd/compile/internal/ssa"

// dropIdleCalls removes them from f.
func dropIdleCalls(f *ssa.Func) {
	for {
		ssa.AutodiffDeadcode(f)
		results := make(map[*ssa.Value]int) // from call to how many there are
		after := make(map[*ssa.Value]*ssa.Value)
		var calls []*ssa.Value
		for _, b := range f.Blocks {
			for _, v := range b.Values {
				switch {
				case v.Op == ssa.OpSelectN && v.Type.IsMemory():
					after[v.Args[0]] = v
				case v.Op == ssa.OpSelectN, v.Op == ssa.OpSelectNAddr:
					results[v.Args[0]]++
				case isMathCall(v):
					calls = append(calls, v)
				}
			}
		}
		dropped := false
		for _, v := range calls {
			if m := after[v]; results[v] == 0 && m != nil {
				mem := v.MemoryArg()
				become(m, mem)
				become(v, mem)
				dropped = true
			}
		}
		if !dropped {
			return
		}
		skipCopies(f)
	}
}
