// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Several directions at once: lanes.
//
// A lane is one direction: each active value has a shadow in every lane. A
// derivative that a directive asks for takes and returns arrays, which hold all
// lanes (packed.go). A derivative of that one is made of a function beside it, in
// which each lane has parameters and results of its own, like an instance that a
// call asks for:
//
//	func df(x float64, dx [2]float64) (y float64, dy [2]float64)
//	func df-lanes(x, dx[0], dx[1] float64) (y, dy[0], dy[1] float64)
//
//	func ddf(x, x2 float64, dx, dx2 [2]float64) (y float64, dy [2]float64, …) {
//		y₀, y₁, y₂ := df-lanes(x, dx[0], dx[1])
//		y, dy[0], dy[1] = y₀, y₁, y₂
//		…
//	}

package autodiff

import (
	"slices"
	"strconv"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
)

// A lane is what a derivative under construction has of one direction.
type lane struct {
	index   int
	shadows []*ssa.Value          // from value ID to shadow; values made here have none
	names   map[*ir.Name]*ir.Name // from local variable to its shadow

	// In reverse mode:
	phiAdjoints map[*ssa.Value][]*ssa.Value // from phi to its adjoint, in the blocks behind the reverse of its block
	copies      map[*ssa.Value]*copying     // from call of a runtime function to what it copied
	stills      map[*ssa.Value]*ssa.Value   // from inactive argument to the shadow that it got
}

// newLanes returns n lanes for a function with the given number of values.
func newLanes(n, values int) []*lane {
	lanes := make([]*lane, n)
	for i := range lanes {
		lanes[i] = &lane{index: i, shadows: make([]*ssa.Value, values), names: make(map[*ir.Name]*ir.Name)}
	}
	return lanes
}

// grow makes room for the shadows of n values.
func (l *lane) grow(n int) {
	if n > len(l.shadows) {
		l.shadows = append(l.shadows, make([]*ssa.Value, n-len(l.shadows))...)
	}
}

// in returns p's shadow in the lane with the given index, nil if it has none.
func (p *param) in(lane int) *ir.Name {
	if lane == 0 || p.shadow == nil {
		return p.shadow
	}
	return p.others[lane-1]
}

// seedIn returns r's seed in the lane with the given index.
func (r *result) seedIn(lane int) *ir.Name {
	if lane == 0 {
		return r.seed
	}
	return r.others[lane-1]
}

// reverse makes l a lane of a derivative in reverse mode.
func (l *lane) reverse() {
	l.phiAdjoints = make(map[*ssa.Value][]*ssa.Value)
	l.copies = make(map[*ssa.Value]*copying)
	l.stills = make(map[*ssa.Value]*ssa.Value)
}

// lanes returns the number of p's shadows.
func (p *param) lanes() int {
	if p.shadow == nil {
		return 0
	}
	return 1 + len(p.others)
}

// spread declares the function beside fn, a derivative that req asks for, that has
// parameters and results of its own for each lane. It returns that function and call, fn's
// call of the primal with args, in terms of its parameters.
func spread(fn *ir.Func, call *ir.CallExpr, args []ir.Node, req *request.Request) (*ir.Func, *ir.CallExpr) {
	fields := slotFields(fn)
	params := spreadFields(fields, req.ParamSlots)
	if dict := noder.AutodiffDict(fn); dict != nil {
		params = append(params, types.NewField(dict.Pos, dict.Sym, dict.Type))
	}
	lanes := ir.NewFunc(fn.Pos(), fn.Pos(), fn.Sym().Pkg.Lookup(fn.Sym().Name+"-lanes"), types.NewSignature(nil,
		params, spreadFields(fn.Type().Results(), req.ResultSlots)))
	lanes.DeclareParams(true)
	lanes.SetDupok(true)

	to := make(map[*ir.Name]ir.Node) // from primal parameter of fn to that of lanes
	if dict := noder.AutodiffDict(fn); dict != nil {
		to[dict.Nname.(*ir.Name)] = lanes.Dcl[len(params)-1]
	}
	next := 0
	for i, slot := range req.ParamSlots {
		if slot.Role == request.Primal {
			name := fields[i].Nname.(*ir.Name)
			to[name] = lanes.Dcl[next]
			lanes.Dcl[next].SetAddrtaken(name.Addrtaken())
		}
		next += max(slot.Width, 1)
	}
	call = ir.Copy(call).(*ir.CallExpr)
	call.Args = nil
	for _, arg := range args {
		call.Args.Append(substitute(ir.DeepCopy(fn.Pos(), arg), to))
	}
	return lanes, call
}

// spreadFields returns fields for each lane of what belongs to slots.
func spreadFields(fields []*types.Field, slots []request.Slot) []*types.Field {
	var list []*types.Field
	for i, slot := range slots {
		f, sym := fields[i], fields[i].Nname.Sym()
		if slot.Width == 0 {
			list = append(list, types.NewField(f.Pos, sym, f.Type))
			continue
		}
		for lane := range slot.Width {
			name := sym.Pkg.Lookup(sym.Name + "[" + strconv.Itoa(lane) + "]")
			list = append(list, types.NewField(f.Pos, name, f.Type.Elem()))
		}
	}
	return list
}

// passLanes returns the statements in fn that call lanes, what is beside the derivative that
// req asks for, with args, the arguments of that derivative, and dict, its dictionary or nil,
// and assign the results to places.
func passLanes(fn, lanes *ir.Func, req *request.Request, args []ir.Node, dict ir.Node, places []ir.Node) []ir.Node {
	pos := base.AutogeneratedPos
	parts := func(whole []ir.Node, slots []request.Slot) []ir.Node {
		var list []ir.Node
		for i, slot := range slots {
			if slot.Width == 0 {
				list = append(list, whole[i])
			}
			for lane := range slot.Width {
				list = append(list, typecheck.Expr(ir.NewIndexExpr(pos, whole[i], ir.NewInt(pos, int64(lane)))))
			}
		}
		return list
	}
	passed := parts(args, req.ParamSlots)
	if dict != nil {
		passed = append(passed, dict)
	}
	call := ir.NewCallExpr(pos, ir.OCALL, lanes.Nname, passed)
	results := parts(places, req.ResultSlots)
	var values []ir.Node
	for _, x := range results {
		values = append(values, typecheck.TempAt(pos, fn, x.Type()))
	}
	var body []ir.Node
	switch len(values) {
	case 0:
		body = append(body, typecheck.Stmt(call))
	case 1:
		body = append(body, typecheck.Stmt(ir.NewAssignStmt(pos, values[0], call)))
	default:
		body = append(body, typecheck.Stmt(ir.NewAssignListStmt(pos, ir.OAS2, values, []ir.Node{call})))
	}
	for i, x := range results {
		body = append(body, typecheck.Stmt(ir.NewAssignStmt(pos, x, values[i])))
	}
	return body
}

// callWide makes the body of inst, whose primal is the derivative of in several directions,
// a call of its function with lanes. It returns the variables that hold its results.
func (inst *instance) callWide(of *instance) []ir.Node {
	fn, req := inst.fn, of.request
	args := slices.Clone(inst.call.Args)
	var dict ir.Node
	if f := noder.AutodiffDict(inst.primal); f != nil {
		i := slices.Index(inst.primal.Type().RecvParams(), f)
		dict, args = args[i], slices.Delete(args, i, i+1)
	}
	var places []ir.Node
	for _, f := range inst.primal.Type().Results() {
		place := typecheck.TempAt(fn.Pos(), fn, f.Type)
		fn.Body.Append(typecheck.Stmt(ir.NewAssignStmt(fn.Pos(), place, nil))) // it is assigned element by element
		places = append(places, place)
	}
	fn.Body = append(fn.Body, passLanes(fn, of.fn, req, args, dict, places)...)
	return places
}
