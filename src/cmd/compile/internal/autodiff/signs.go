// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls of math.Abs and math.Copysign that are a few instructions.
//
// A function with a rule is not inlined into a primal, so that its rule finds
// it. Where Abs and Copysign are not instructions they are a mask on the bits
// of a float, which is a good deal cheaper than a call; once the tangents are
// there, nothing needs the calls any more. As in the inlined function, a float
// is turned into its bits, and back, by way of a local variable, which
// lowering removes:
//
//	y, m' = StaticLECall {math.Abs} x m
//
// becomes
//
//	m1 = Store {float64} &tmp x m;      bits = Load <uint64> &tmp m1
//	m' = Store {uint64} &tmp2 mask m1;  y = Load <float64> &tmp2 m'
//
// with mask = bits &^ sign.

package autodiff

import (
	"math"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// inlineSigns replaces the calls of math.Abs and math.Copysign in f. It leaves
// copies behind that elimination of dead code removes.
func inlineSigns(f *ssa.Func) {
	results := make(map[*ssa.Value][]*ssa.Value) // from call to the selects of its results
	var calls []*ssa.Value
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpSelectN && isSignCall(v.Args[0]) {
				call := v.Args[0]
				if results[call] == nil {
					calls = append(calls, call)
				}
				results[call] = append(results[call], v)
			}
		}
	}
	for _, call := range calls {
		inlineSign(call, results[call])
	}
}

func isSignCall(v *ssa.Value) bool {
	if v.Op != ssa.OpStaticLECall {
		return false
	}
	name := v.Aux.(*ssa.AuxCall).Fn.Name
	return name == "math.Abs" || name == "math.Copysign"
}

// inlineSign replaces call, whose results are selected by results.
func inlineSign(call *ssa.Value, results []*ssa.Value) {
	e := &emitter{b: call.Block, pos: call.Pos, mem: call.MemoryArg()}
	u := types.Types[types.TUINT64]
	sign := e.b.Func.ConstInt64(u, math.MinInt64)
	rest := e.b.Func.ConstInt64(u, math.MaxInt64)
	y := e.b.NewValue2(e.pos, ssa.OpAnd64, u, e.reinterpret(call.Args[0], u), rest)
	if len(call.Args) == 3 {
		s := e.b.NewValue2(e.pos, ssa.OpAnd64, u, e.reinterpret(call.Args[1], u), sign)
		y = e.b.NewValue2(e.pos, ssa.OpOr64, u, y, s)
	}
	y = e.reinterpret(y, types.Types[types.TFLOAT64])
	call.Op, call.Type, call.Aux, call.AuxInt = ssa.OpCopy, types.TypeMem, nil, 0
	call.SetArgs1(e.mem)
	for _, v := range results {
		v.Op = ssa.OpCopy
		if v.AuxInt == 0 {
			v.SetArgs1(y)
		} else {
			v.SetArgs1(call)
		}
		v.AuxInt = 0
	}
}

// reinterpret returns the bits of x as a value of type t, of the same size.
func (e *emitter) reinterpret(x *ssa.Value, t *types.Type) *ssa.Value {
	f := e.b.Func
	tmp := f.NewLocal(e.pos, x.Type)
	addr := e.b.NewValue2A(e.pos, ssa.OpLocalAddr, types.NewPtr(x.Type), tmp, stackPointer(f), e.mem)
	e.mem = e.b.NewValue3A(e.pos, ssa.OpStore, types.TypeMem, x.Type, addr, x, e.mem)
	return e.b.NewValue2(e.pos, ssa.OpLoad, t, addr, e.mem)
}

// stackPointer returns the SP of f.
func stackPointer(f *ssa.Func) *ssa.Value {
	for _, v := range f.Entry.Values {
		if v.Op == ssa.OpSP {
			return v
		}
	}
	return f.Entry.NewValue0(f.Entry.Pos, ssa.OpSP, types.Types[types.TUINTPTR])
}
