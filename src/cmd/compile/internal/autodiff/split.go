// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Two sweeps in one function that is called twice:
//
//	entry: If reverse? -> reverse sweep, else the primal
//	exit:  tape = &{what is kept}; return tape, …
//	first: what is kept = *tape; the reverse sweep
//
// Between the two calls memory may change, so that nothing is loaded again, and
// the frame goes, so that nothing in it lives on. Shadows of local variables are
// zero when each of the calls begins.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A split is what the two calls of an internal derivative have in common.
type split struct {
	mode  *ir.Name   // parameter
	tapes []*ir.Name // parameters: one, and its tangents in the derivative of a derivative (layersback.go)
	entry *ssa.Block
	kept  []keptField
}

// A keptField is a value that is kept in the tape object: from at the end of the
// forward sweep, to at the start of the reverse sweep.
type keptField struct {
	from, to *ssa.Value
}

// keep has from at the end of the forward sweep kept, and returns it as it is in
// the reverse sweep.
func (r *reverse) keep(from *ssa.Value) *ssa.Value {
	to := r.way.first.NewValue0(from.Pos, ssa.OpUnknown, from.Type)
	r.split.kept = append(r.split.kept, keptField{from, to})
	return to
}

// beginSplit ends the entry block where the sweeps part.
func (r *reverse) beginSplit() {
	b := r.e.b
	r.split.entry = b
	next := ssa.AutodiffSplit(b, r.rest)
	b.AddEdgeTo(next)
	r.e.b = next
}

// joinSplit leads from the entry to both sweeps.
func (r *reverse) joinSplit() {
	b := r.split.entry
	b.Kind = ssa.BlockIf
	b.SetControl(b.NewValue1(b.Pos, ssa.OpNot, types.Types[types.TBOOL], r.arg(r.split.mode)))
	b.AddEdgeTo(r.way.first)
}

// endSplit emits the tape object, and the results of the forward part.
func (r *reverse) endSplit() {
	s, b := r.split, r.exit
	ptr := types.Types[types.TUNSAFEPTR]
	old := r.result
	r.e.b, r.e.pos, r.held, r.mem = b, b.Pos, nil, old.Args[len(old.Args)-1]
	tape := r.f.ConstNil(ptr)
	if len(s.kept) > 0 {
		var fields []*types.Field
		for i, k := range s.kept {
			fields = append(fields, types.NewField(b.Pos, types.LocalPkg.LookupNum("F", i), keptType(k.from.Type)))
		}
		t := types.NewStruct(fields)
		types.CalcSize(t)
		tape = r.runtimeCall("autodiffNew", []*types.Type{types.NewPtr(t)}, r.typeAddr(t))
		in, first := r.arg(s.tapes[0]), r.way.first
		for i, k := range s.kept {
			ft := t.Field(i)
			p := b.NewValue1I(b.Pos, ssa.OpOffPtr, types.NewPtr(k.from.Type), ft.Offset, tape)
			r.mem = b.NewValue3(b.Pos, ssa.OpStore, types.TypeMem, p, k.from, r.mem)
			r.mem.Aux = k.from.Type
			q := first.NewValue1I(first.Pos, ssa.OpOffPtr, types.NewPtr(k.to.Type), ft.Offset, in)
			become(k.to, first.NewValue2(first.Pos, ssa.OpLoad, k.to.Type, q, r.entryMem))
		}
	}
	made := b.NewValue0(b.Pos, ssa.OpMakeResult, old.Type)
	tapes := r.a.inst.places(0)
	for i, x := range old.Args[:len(old.Args)-1] {
		switch {
		case slices.Contains(tapes, i):
			x = tape
		case x.Op == ssa.OpDereference:
			x = b.NewValue2(b.Pos, ssa.OpDereference, x.Type, x.Args[0], r.mem)
		}
		made.AddArg(x)
	}
	for _, res := range r.a.inst.results {
		if res.shadow < 0 {
			continue
		}
		for _, r.lane = range r.lanes {
			for _, i := range r.a.inst.places(res.shadow + r.index) {
				made.SetArg(i, r.real(old.Args[i]))
			}
		}
	}
	made.AddArg(r.mem)
	b.SetControl(made)
	r.retire(old)
}

// keptType returns the type of a field that holds a value of type t.
func keptType(t *types.Type) *types.Type {
	switch {
	case t.IsPtrShaped():
		return types.Types[types.TUNSAFEPTR]
	case t.IsFloat(), t.IsBoolean(), t.IsInteger():
		return types.Types[t.Kind()]
	}
	return t
}
