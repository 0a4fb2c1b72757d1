// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Which values may be addresses in the frame of a function: computed from the address of a
// local variable, or loaded from a temporary in which the function has stored one. What
// other variables hold is in the heap (lifetime.go), but not what a composite literal without
// a name does, nor temporaries, of which each has one use (AutodiffTemps of package walk).

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
)

// A frameSearch finds addresses in the frame of one function.
type frameSearch struct {
	stores map[*ir.Name][]*ssa.Value // to each local variable, or nil
	values map[*ssa.Value]bool       // that have been looked at
	names  map[*ir.Name]bool         // likewise
}

// leadsToFrame reports whether v may be an address in the frame of its function.
func leadsToFrame(v *ssa.Value) bool { return new(frameSearch).find(v) }

// find reports whether v may be an address in the frame. What has been looked at and is none
// is not looked at again.
func (s *frameSearch) find(v *ssa.Value) bool {
	if s.values == nil {
		s.values, s.names = make(map[*ssa.Value]bool), make(map[*ir.Name]bool)
	}
	found := s.leads(v)
	if found {
		s.values = nil // some of it does lead there
	}
	return found
}

// leads reports whether v, which has not been looked at, may be an address in the frame.
func (s *frameSearch) leads(v *ssa.Value) bool {
	if s.values[v] {
		return false
	}
	s.values[v] = true
	switch v.Op {
	case ssa.OpLocalAddr:
		return true
	case ssa.OpLoad:
		name := frameVariable(v.Args[0])
		return name != nil && name.AutoTemp() && (v.Type.HasPointers() || v.Type.IsUintptr()) && s.holds(v.Block.Func, name)
	case ssa.OpCopy, ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr, ssa.OpNilCheck, ssa.OpConvert, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked,
		ssa.OpSliceMake, ssa.OpStringMake, ssa.OpStringPtr, ssa.OpStructSelect, ssa.OpStructMake, ssa.OpArraySelect, ssa.OpArrayMake1, ssa.OpIData, ssa.OpIMake, ssa.OpPhi, ssa.OpCondSelect, ssa.OpAdd64, ssa.OpAdd32:
		for _, x := range v.Args {
			if s.leads(x) {
				return true
			}
		}
	}
	return false
}

// holds reports whether f may store an address in its frame in the local variable name.
func (s *frameSearch) holds(f *ssa.Func, name *ir.Name) bool {
	if s.names[name] {
		return false
	}
	s.names[name] = true
	if s.stores == nil {
		s.findStores(f)
	}
	for _, v := range s.stores[name] {
		if v.Op == ssa.OpStore && s.leads(v.Args[1]) {
			return true
		}
		if from := frameVariable(v.Args[1]); v.Op == ssa.OpMove && from != nil && s.holds(f, from) {
			return true
		}
	}
	return false
}

// findStores finds the stores and copies to local variables of f.
func (s *frameSearch) findStores(f *ssa.Func) {
	s.stores = make(map[*ir.Name][]*ssa.Value)
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpStore || v.Op == ssa.OpMove {
				if name := frameVariable(v.Args[0]); name != nil {
					s.stores[name] = append(s.stores[name], v)
				}
			}
		}
	}
}

// frameVariable returns the local variable that the address p leads into, or nil.
func frameVariable(p *ssa.Value) *ir.Name {
	for {
		switch p.Op {
		case ssa.OpLocalAddr:
			return p.Aux.(*ir.Name)
		case ssa.OpCopy, ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr, ssa.OpNilCheck, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpSliceMake:
			p = p.Args[0]
		default:
			return nil
		}
	}
}
