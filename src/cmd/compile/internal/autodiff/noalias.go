// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the option noalias says about pointers: memory that is reached from one
// parameter is not reached from another one.
//
//	x[i], p.a.b[j]     are reached from x, and from p
//	rows[i][j]         from rows, if the function stores no pointer
//
// A function that stores pointers may make what is loaded from one parameter
// lead to what belongs to another.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A promise is what is known of the parameters of a function.
type promise struct {
	noalias bool // distinct ones lead to distinct memory
	nested  bool // and so does what is loaded from there

	fork *fork // where it is noted what would be done otherwise if noalias held, or nil
}

// promised returns what holds for f, the primal that inst differentiates.
func (inst *instance) promised(f *ssa.Func) promise {
	direct, nested := inst.relies()
	return promise{noalias: direct, nested: nested && !storesPointers(f), fork: inst.fork}
}

// apart reports whether pointers that were derived from p and from q lead to
// different parameters' memory.
func (m promise) apart(p, q *ssa.Value) bool {
	if !m.noalias {
		return false
	}
	a, b := m.reachedFrom(p), m.reachedFrom(q)
	return a != nil && b != nil && a != b
}

// reachedFrom returns the one parameter from which p was reached, or nil.
func (m promise) reachedFrom(p *ssa.Value) *ir.Name {
	for {
		switch p.Op {
		case ssa.OpArg:
			return p.Aux.(*ir.Name)
		case ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpNilCheck, ssa.OpCopy,
			ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr:
			p = p.Args[0]
		case ssa.OpLoad:
			p = locate(p.Args[0], types.Types[types.TUINT8], 0).base
			if p.Op == ssa.OpLocalAddr && p.Aux.(*ir.Name).Class == ir.PPARAM && m.nested {
				return p.Aux.(*ir.Name)
			}
			if !m.nested {
				return nil
			}
		default:
			return nil
		}
	}
}

// storesPointers reports whether f may store a pointer where one is loaded that
// seems to come from a parameter.
func storesPointers(f *ssa.Func) bool {
	for _, b := range f.Blocks {
		if b.Kind == ssa.BlockExit {
			continue
		}
		for _, v := range b.Values {
			if storesPointer(v) {
				return true
			}
		}
	}
	return false
}

func storesPointer(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpStore:
		return v.Aux.(*types.Type).HasPointers() && !isParameterHome(v) && !leadsToOwn(v.Args[0])
	case ssa.OpMove:
		return v.Aux.(*types.Type).HasPointers() && !leadsToOwn(v.Args[0])
	case ssa.OpStaticLECall:
		return callStoresPointer(v)
	case ssa.OpPhi, ssa.OpSelectN, ssa.OpSelect1, ssa.OpInitMem, ssa.OpCopy, ssa.OpZero, ssa.OpVarDef, ssa.OpVarLive, ssa.OpKeepAlive, ssa.OpMakeResult:
		return false
	}
	return v.Op.IsCall() || v.Type == types.TypeMem || v.Type.IsTuple() && v.Type.FieldType(1).IsMemory()
}

// isParameterHome reports whether v stores a parameter in the place that it has in
// the frame.
func isParameterHome(v *ssa.Value) bool {
	return v.Args[0].Op == ssa.OpLocalAddr && v.Args[1].Op == ssa.OpArg && v.Args[0].Aux == v.Args[1].Aux
}

// leadsToOwn reports whether ptr leads to a local variable, or to memory that the
// function has made.
func leadsToOwn(ptr *ssa.Value) bool {
	base := locate(ptr, types.Types[types.TUINT8], 0).base
	if base.Op == ssa.OpLocalAddr {
		return base.Aux.(*ir.Name).Class != ir.PPARAM
	}
	return isAllocation(base)
}

func callStoresPointer(v *ssa.Value) bool {
	name := v.Aux.(*ssa.AuxCall).Fn.Name
	if isPureCall(v) || isInactiveFunc(name) || name == "runtime.autodiffCell" || name == "runtime.autodiffSeed" {
		return false
	}
	if dst, ok := runtimeWrites[name]; ok {
		if dst < 0 || leadsToOwn(v.Args[dst]) {
			return false
		}
		t := elementBehind(v.Args[dst])
		return t == nil || t.HasPointers()
	}
	for _, x := range callArgs(v) {
		if x.Type.HasPointers() {
			return true
		}
	}
	return false
}
