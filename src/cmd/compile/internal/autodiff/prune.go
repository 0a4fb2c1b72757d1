// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Adjoints that are always zero. Where the sweep reads an adjoint at the start of
// a loop it does not know yet whether the loop adds to it. So all adjoints are
// taken for zero until something that is not flows into them, around cycles too;
// what stays zero is removed, and 0 + x becomes x.

package autodiff

import "cmd/compile/internal/ssa"

// prune removes the adjoints that are always zero.
func (r *reverse) prune() {
	zero := make(map[*ssa.Value]bool)
	var values []*ssa.Value
	for _, b := range r.back {
		for _, v := range b.Values {
			if isFloat(v.Type) {
				values = append(values, v)
				zero[v] = true
			}
		}
	}
	is := func(v *ssa.Value) bool {
		v = resolve(v)
		return zero[v] || v == r.zeroOf(v.Type)
	}
	for changed := true; changed; {
		changed = false
		for _, v := range values {
			if zero[v] && !r.staysZero(v, is) {
				delete(zero, v)
				changed = true
			}
		}
	}
	for _, v := range values {
		if zero[v] && v.Op != ssa.OpCopy {
			become(v, r.zeroOf(v.Type))
		}
	}
	for _, v := range values {
		r.dropZero(v)
	}
	r.vars.simplify()
}

// staysZero reports whether v is zero if those values are for which is says so.
func (r *reverse) staysZero(v *ssa.Value, is func(*ssa.Value) bool) bool {
	switch v.Op {
	case ssa.OpCopy:
		return is(v)
	case ssa.OpPhi, ssa.OpAdd32F, ssa.OpAdd64F, ssa.OpSub32F, ssa.OpSub64F, ssa.OpNeg32F, ssa.OpNeg64F,
		ssa.OpCvt32Fto64F, ssa.OpCvt64Fto32F, ssa.OpComplexMake, ssa.OpComplexReal, ssa.OpComplexImag:
		for _, x := range v.Args {
			if !is(x) {
				return false
			}
		}
		return true
	case ssa.OpCondSelect:
		return is(v.Args[0]) && is(v.Args[1])
	}
	if t := r.linear[v]; t != nil {
		return is(t)
	}
	return false
}

// dropZero makes a sum of which one part is zero the other part.
func (r *reverse) dropZero(v *ssa.Value) {
	isZero := func(x *ssa.Value) bool { x = resolve(x); return x == r.zeroOf(x.Type) }
	switch v.Op {
	case ssa.OpAdd32F, ssa.OpAdd64F:
		if isZero(v.Args[0]) {
			become(v, v.Args[1])
		} else if isZero(v.Args[1]) {
			become(v, v.Args[0])
		}
	case ssa.OpSub32F, ssa.OpSub64F:
		if isZero(v.Args[1]) {
			become(v, v.Args[0])
		} else if isZero(v.Args[0]) {
			x := v.Args[1]
			v.Op = ssa.OpNeg64F
			if v.Type.Size() == 4 {
				v.Op = ssa.OpNeg32F
			}
			v.SetArgs1(x)
		}
	}
}
