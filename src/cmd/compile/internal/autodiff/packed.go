// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Parameters and results that hold all lanes: those of a derivative in several directions
// that a directive asks for. They are arrays in memory, in which the pass would not see the
// lanes. So it works with a parameter and a result for each of them:
//
//	func df(x float64, dx [2]float64) (y float64, dy [2]float64)
//
//	MakeResult y dy                       as it was built; marks say what dy[0] and dy[1] stand for
//	MakeResult y y y                      open
//	ẏ₀ = Mul64F (Arg {dx[0]}) …           differentiated
//	MakeResult y ẏ₀ ẏ₁
//	Store (OffPtr [8] (LocalAddr {dy})) ẏ₁ …
//	MakeResult y (Dereference {dy})       close
//	ẏ₀ = Mul64F (Arg {dx} [0]) …          settle
//
// The parameters that stand for lanes are names that nobody declares. Nothing is copied on
// the way in: an element is used where the caller has put it, and on the way out it is
// stored where the caller takes it.

package autodiff

import (
	"strconv"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
)

// A packing is what arrays of lanes the parameters and results of a derivative are. The
// methods of nil, of a derivative that has none, do nothing.
type packing struct {
	elements map[*ir.Name]element // from the name that stands for a lane of a parameter
	results  []packedResult
	places   int
	values   map[int]ir.Node // from place to what it stands for in the beginning
}

// An element is an element of an array that a parameter is.
type element struct {
	array *ir.Name
	index int64
}

// A packedResult is a result, and the first one of the places that it is for the pass.
type packedResult struct {
	name  *ir.Name
	place int
	width int // 0 if it is no array of lanes
}

// newPacking returns that of fn, which req asks for, without parameters.
func newPacking(fn *ir.Func, req *request.Request) *packing {
	k := &packing{elements: make(map[*ir.Name]element), values: make(map[int]ir.Node)}
	for i, f := range fn.Type().Results() {
		width := req.ResultSlots[i].Width
		k.results = append(k.results, packedResult{f.Nname.(*ir.Name), k.places, width})
		k.places += max(width, 1)
	}
	return k
}

// split returns names that stand for the elements of the parameter array.
func (k *packing) split(array *ir.Name) []*ir.Name {
	var names []*ir.Name
	for i := range array.Type().NumElem() {
		sym := array.Sym().Pkg.Lookup(array.Sym().Name + "[" + strconv.FormatInt(i, 10) + "]")
		name := ir.NewNameAt(array.Pos(), sym, array.Type().Elem())
		name.Class, name.Curfn = ir.PPARAM, array.Curfn
		k.elements[name] = element{array, i}
		names = append(names, name)
	}
	return names
}

// holds reports whether name stands for an element of a parameter.
func (k *packing) holds(name *ir.Name) bool {
	if k == nil {
		return false
	}
	_, ok := k.elements[name]
	return ok
}

// assign notes that the result at place is value until the pass replaces it.
func (k *packing) assign(place int, value ir.Node) { k.values[place] = value }

// assignResults ends the body of fn with what has been noted: an assignment, or a mark for
// a lane. One of which nothing has been noted is zero.
func (k *packing) assignResults(fn *ir.Func) {
	for _, r := range k.results {
		if value := k.values[r.place]; r.width == 0 && value != nil {
			fn.Body.Append(typecheck.Stmt(ir.NewAssignStmt(fn.Pos(), resultPlace(r.name, value.Type()), value)))
		}
	}
	for _, r := range k.results {
		var zero ir.Node
		for lane := range r.width {
			value := k.values[r.place+lane]
			if value == nil && zero == nil {
				zero = typecheck.TempAt(fn.Pos(), fn, r.name.Type().Elem())
				fn.Body.Append(typecheck.Stmt(ir.NewAssignStmt(fn.Pos(), zero, nil)))
			}
			if value == nil {
				value = zero
			}
			mark(fn, "autodiffLane", value, r.place+lane)
		}
	}
}

// open gives the MakeResult of f, as it was built, an argument for each place, and removes
// the marks.
func (k *packing) open(f *ssa.Func) {
	if k == nil {
		return
	}
	lanes := make(map[int]*ssa.Value)
	before := make(map[*ssa.Value]*ssa.Value) // from memory behind a mark to that in front of it
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if v.Op == ssa.OpSelectN && isLaneMark(v.Args[0]) {
				before[v] = v.Args[0].MemoryArg()
			}
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				for before[x] != nil {
					x = before[x]
				}
				v.SetArg(i, x)
			}
			if isLaneMark(v) {
				lanes[int(v.Args[1].AuxInt)] = v.Args[0]
			}
		}
	}
	for _, b := range f.Blocks {
		if b.Kind != ssa.BlockRet {
			continue
		}
		was := b.Controls[0]
		made := b.NewValue0(was.Pos, ssa.OpMakeResult, was.Type)
		for i, r := range k.results {
			if r.width == 0 {
				made.AddArg(was.Args[i])
			}
			for lane := range r.width {
				made.AddArg(lanes[r.place+lane])
			}
		}
		made.AddArg(was.MemoryArg())
		b.SetControl(made)
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if isLaneMark(v) || before[v] != nil {
				become(v, f.ConstBool(types.Types[types.TBOOL], false))
			}
		}
	}
	ssa.AutodiffDeadcode(f)
}

// isLaneMark reports whether v is a call that marks what a lane stands for.
func isLaneMark(v *ssa.Value) bool {
	aux, ok := v.Aux.(*ssa.AuxCall)
	return ok && v.Op == ssa.OpStaticLECall && aux.Fn != nil && aux.Fn.Name == "runtime.autodiffLane"
}

// close stores the results of f that belong to lanes in their arrays.
func (k *packing) close(f *ssa.Func) {
	if k == nil {
		return
	}
	for _, b := range f.Blocks {
		if b.Kind == ssa.BlockRet && len(b.Controls[0].Args) == k.places+1 {
			k.closeBlock(f, b)
		}
	}
}

// closeBlock is close where b returns.
func (k *packing) closeBlock(f *ssa.Func, b *ssa.Block) {
	was := b.Controls[0]
	pos, mem := was.Pos, was.MemoryArg()
	address := func(r packedResult) *ssa.Value {
		return b.NewValue2A(pos, ssa.OpLocalAddr, types.NewPtr(r.name.Type()), r.name, stackPointer(f), mem)
	}
	for _, r := range k.results {
		if r.width == 0 || ssa.CanSSA(r.name.Type()) {
			continue
		}
		elem, to := r.name.Type().Elem(), address(r)
		for lane := range r.width {
			x := was.Args[r.place+lane]
			at := b.NewValue1I(pos, ssa.OpOffPtr, types.NewPtr(elem), int64(lane)*elem.Size(), to)
			if ssa.CanSSA(elem) {
				mem = b.NewValue3A(pos, ssa.OpStore, types.TypeMem, elem, at, x, mem)
			} else {
				mem = b.NewValue3A(pos, ssa.OpMove, types.TypeMem, elem, at, x.Args[0], mem)
				mem.AuxInt = elem.Size()
			}
		}
	}
	made := b.NewValue0(pos, ssa.OpMakeResult, was.Type)
	for _, r := range k.results {
		x := was.Args[r.place]
		switch {
		case r.width != 0 && ssa.CanSSA(r.name.Type()):
			x = b.NewValue1(pos, ssa.OpArrayMake1, r.name.Type(), x)
		case r.width != 0:
			x = b.NewValue2(pos, ssa.OpDereference, r.name.Type(), address(r), mem)
		case x.Op == ssa.OpDereference:
			x = b.NewValue2(pos, ssa.OpDereference, x.Type, x.Args[0], mem)
		}
		made.AddArg(x)
	}
	made.AddArg(mem)
	b.SetControl(made)
}

// settle has what f, the derivative, uses of the names that stand for elements taken from
// where these lie.
func (k *packing) settle(f *ssa.Func) {
	if k == nil {
		return
	}
	whole := make(map[*ir.Name]*ssa.Value) // from array to its value
	for _, v := range f.Entry.Values {
		if v.Op == ssa.OpArg && v.AuxInt == 0 {
			name := v.Aux.(*ir.Name)
			if types.Identical(v.Type, name.Type()) {
				whole[name] = v
			}
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			name, ok := v.Aux.(*ir.Name)
			if !ok || !k.holds(name) {
				continue
			}
			e := k.elements[name]
			t := e.array.Type()
			off := e.index * t.Elem().Size()
			switch {
			case v.Op == ssa.OpArg && ssa.CanSSA(t):
				if whole[e.array] == nil {
					whole[e.array] = b.NewValue0A(v.Pos, ssa.OpArg, t, e.array)
				}
				v.Op, v.Aux, v.AuxInt = ssa.OpArraySelect, nil, 0
				v.AddArg(whole[e.array])
			case v.Op == ssa.OpArg:
				v.Aux, v.AuxInt = e.array, v.AuxInt+off
			case v.Op == ssa.OpLocalAddr:
				base := b.NewValue2A(v.Pos, ssa.OpLocalAddr, types.NewPtr(t), e.array, v.Args[0], v.Args[1])
				v.Op, v.Aux, v.AuxInt = ssa.OpOffPtr, nil, off
				v.SetArgs1(base)
			default:
				v.Aux = e.array
			}
		}
	}
}
