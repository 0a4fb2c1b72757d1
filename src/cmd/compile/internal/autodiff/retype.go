// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Copies and clearings of a few bytes: the optimiser makes them of calls of memmove
// and forgets what the bytes are. They get the type of what they move again:
//
//	Move {uint8} [16] (OffPtr <*float64> …) …       Move {[2]float64} [16] …

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// retype gives the copies and clearings of f their types.
func retype(f *ssa.Func) {
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpMove && v.Op != ssa.OpZero || v.Aux.(*types.Type).Size() == v.AuxInt {
				continue
			}
			for _, ptr := range v.Args[:len(v.Args)-1] {
				elem := elementFrom(ptr, make(map[*ssa.Value]bool))
				if elem == nil || elem.Size() == 0 || v.AuxInt%elem.Size() != 0 {
					continue
				}
				t := types.NewArray(elem, v.AuxInt/elem.Size())
				types.CalcSize(t)
				v.Aux = t
				break
			}
		}
	}
}

// isUntyped reports whether it is not known what the copy or clearing v moves.
func isUntyped(v *ssa.Value) bool { return v.Aux.(*types.Type).Size() != v.AuxInt }
