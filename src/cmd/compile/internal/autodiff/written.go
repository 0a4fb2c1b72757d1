// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Which arguments of the primal lead to memory that it writes.

package autodiff

import (
	"strconv"

	"cmd/compile/internal/escape"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A writeSearch finds places whose memory is written.
type writeSearch struct {
	inst   *instance
	found  map[place]bool
	copies map[*ir.Name]*ir.Name // from local variable to the parameter that it is a copy of
}

// writes returns the places whose memory is certainly meant to be written: by a
// store, or by a called function of which escape analysis says so.
func (a *activity) writes() map[place]bool {
	w := &writeSearch{a.inst, make(map[place]bool), make(map[*ir.Name]*ir.Name)}
	for _, b := range a.blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpMove || v.Args[0].Op != ssa.OpLocalAddr || v.Args[1].Op != ssa.OpLocalAddr {
				continue
			}
			if dst, src := v.Args[0].Aux.(*ir.Name), v.Args[1].Aux.(*ir.Name); src.Class == ir.PPARAM && v.AuxInt == dst.Type().Size() {
				w.copies[dst] = src
			}
		}
	}
	for _, b := range a.blocks {
		for _, v := range b.Values {
			switch v.Op {
			case ssa.OpStore, ssa.OpMove, ssa.OpZero:
				w.add(v.Args[0])
			case ssa.OpStaticLECall:
				w.addCall(v, a.plans[v])
			}
		}
	}
	return w.found
}

// addCall adds the places that lead to memory which call writes.
func (w *writeSearch) addCall(call *ssa.Value, p *plan) {
	args := callArgs(call)
	if p != nil && p.kind == byKnown {
		if p.known.dst >= 0 {
			w.add(args[p.known.dst])
		}
		return
	}
	fn := w.inst.callees[call.Aux.(*ssa.AuxCall).Fn]
	if fn == nil {
		return
	}
	for i, f := range fn.Type().RecvParams() {
		if i < len(args) && escape.ParseLeaks(f.Note).Mutator() == 0 {
			w.add(args[i])
		}
	}
}

// add adds the places that the reference ref can come from.
func (w *writeSearch) add(ref *ssa.Value) {
	type step struct {
		v    *ssa.Value
		path string
	}
	seen := make(map[step]bool)
	var follow func(v *ssa.Value, path string)
	follow = func(v *ssa.Value, path string) {
		if seen[step{v, path}] {
			return
		}
		seen[step{v, path}] = true
		switch v.Op {
		case ssa.OpArg:
			w.found[place{v.Aux.(*ir.Name), path}] = true
		case ssa.OpStructSelect, ssa.OpArraySelect:
			follow(v.Args[0], "."+strconv.FormatInt(v.AuxInt, 10)+path)
		case ssa.OpLoad, ssa.OpDereference:
			if at, ok := w.placeAt(v.Args[0], v.Type); ok {
				w.found[place{at.param, at.path + path}] = true
			}
		case ssa.OpPhi, ssa.OpCopy, ssa.OpCondSelect:
			for _, x := range v.Args {
				follow(x, path)
			}
		case ssa.OpSliceMake, ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpOffPtr, ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpNilCheck, ssa.OpConvert:
			follow(v.Args[0], path)
		case ssa.OpSelectN:
			if call := v.Args[0]; call.Op == ssa.OpStaticLECall && call.Aux.(*ssa.AuxCall).Fn.Name == "runtime.autodiffCell" {
				if p := w.inst.params[call.Args[1].AuxInt]; path == "" {
					w.found[place{param: p.primal}] = true
				}
			}
		}
	}
	follow(ref, "")
}

// placeAt returns the place of type t whose address is ptr, if that is in a
// parameter that lives in memory, or in a copy of one.
func (w *writeSearch) placeAt(ptr *ssa.Value, t *types.Type) (place, bool) {
	off := int64(0)
	for ptr.Op == ssa.OpOffPtr {
		off += ptr.AuxInt
		ptr = ptr.Args[0]
	}
	if ptr.Op != ssa.OpLocalAddr {
		return place{}, false
	}
	name := ptr.Aux.(*ir.Name)
	if of := w.copies[name]; of != nil {
		name = of
	}
	at, in := place{param: name}, name.Type()
	for name.Class == ir.PPARAM && in.Size() != t.Size() {
		index := -1
		switch {
		case in.IsStruct():
			for i, f := range in.Fields() {
				if f.Offset <= off && off < f.Offset+f.Type.Size() {
					index = i
				}
			}
			if index >= 0 {
				f := in.Field(index)
				off, in = off-f.Offset, f.Type
			}
		case in.IsArray() && in.Elem().Size() != 0 && off < in.Size():
			index = int(off / in.Elem().Size())
			off, in = off%in.Elem().Size(), in.Elem()
		}
		if index < 0 {
			return place{}, false
		}
		at = at.in(index)
	}
	return at, off == 0 && name.Class == ir.PPARAM
}
