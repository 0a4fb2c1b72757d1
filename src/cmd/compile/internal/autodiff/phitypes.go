// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Pointers to what is appended to. In a function with many blocks, all appends share one
// variable of SSA for the pointer, and its phis have the type of the first one. They get
// the type of what they choose from again:
//
//	p = Phi <*int> (SlicePtr <*float64> s) (SlicePtr <*float64> t)       p = Phi <*float64> …

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// typePhis gives the phis of f that are pointers their types.
func typePhis(f *ssa.Func) {
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpPhi && isTypedPointer(v.Type) {
				if t := chosenType(v); t != nil {
					v.Type = t
				}
			}
		}
	}
}

// chosenType returns the type of the pointers that phi chooses from, nil if they are of
// several, or none is known.
func chosenType(phi *ssa.Value) *types.Type {
	var t *types.Type
	for _, x := range phi.Args {
		switch {
		case x.Op == ssa.OpPhi || x.Op == ssa.OpConstNil:
		case !isTypedPointer(x.Type) || t != nil && !types.Identical(t, x.Type):
			return nil
		default:
			t = x.Type
		}
	}
	return t
}

// isTypedPointer reports whether t is a pointer that says what it leads to: *uint8 is also
// what an interface value holds.
func isTypedPointer(t *types.Type) bool { return t.IsPtr() && t.Elem().Kind() != types.TUINT8 }
