// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Swaps of elements of a slice whose type is known at run time only: sort.Slice makes
// them (autodiff/kernels/sort.go), and package runtime carries them out
// (runtime/autodiffswap.go), on the slice and on its shadow.
//
//	autodiffSwap(x, i, j)       forward: autodiffSwapShadow(x, x', i, j) in front of it
//	                            reverse: a, t = autodiffSwapReferences(x, x', i, j) in front,
//	                                     autodiffSwapFloats(a, t, i, j) in the reverse sweep

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// swapping says that elements of a slice are swapped.
var swapping = &known{dst: -1, src: -1, emit: (*forward).callSwap}

// swapCalls has the functions of package runtime that swap elements.
var swapCalls = map[string]bool{"autodiffSwap": true, "autodiffSwapShadow": true}

// callSwap swaps elements of shadows in front of v. Those of v's second argument, if
// that is a shadow itself, follow those of the primal in the same way.
func (f *forward) callSwap(v *ssa.Value) {
	args := callArgs(v)
	i, j := args[len(args)-2], args[len(args)-1]
	for _, f.lane = range f.lanes {
		for _, x := range args[:len(args)-2] {
			if !f.a.active(x) {
				continue
			}
			with := []*ssa.Value{args[0], f.shadow(x), i, j}
			s := f.newCall(v, f.runtimeAux("autodiffSwapShadow", with, nil), with, v.MemoryArg())
			f.chain(v, f.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.TypeMem, 0, s))
		}
	}
}

// augmentSwap swaps what is not a float in the elements of the shadow in front of v.
func (r *reverse) augmentSwap(v *ssa.Value) {
	x, i, j := v.Args[0], v.Args[1], v.Args[2]
	pointers := []*types.Type{types.Types[types.TUNSAFEPTR], types.Types[types.TUNSAFEPTR]}
	array := r.runtimeCall("autodiffSwapReferences", pointers, x, r.shadow(x), i, j)
	elem := r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, pointers[1], 1, array.Args[0])
	r.undos[v] = append(r.undos[v], func() { r.callBack("autodiffSwapFloats", array, elem, i, j) })
}
