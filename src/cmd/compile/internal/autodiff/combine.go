// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Combined calls: where the adjoints of a call's results are known at the call
// (foresee.go), one call carries out both sweeps, and nothing is kept in between:
//
//	tape, y = f-vjp(false, nil, x, x', 0)   …   _, _, x̄ = f-vjp(true, tape, x, x', ȳ)
//
// becomes
//
//	y, x̄ = f-vjp1(x, x', ȳ)
//
// The called function may write nothing that its arguments lead to, and nothing behind
// the call may write memory with adjoints that it may have loaded from.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// combine finds the calls that can be combined, and asks for the instances of all.
func (r *reverse) combine(s *foresight) {
	var stab *stability
	if r.split == nil && len(r.calls) > 0 && len(r.lanes) == 1 {
		stab = newStability(r)
	}
	for _, b := range r.f.Blocks {
		for _, v := range r.order[b] {
			c := r.calls[v]
			if c == nil {
				continue
			}
			if c.inst != nil && (stab == nil || s == nil || !r.combineCall(v, c, s, stab)) {
				r.a.inst.list.want(c.inst)
			}
		}
	}
}

// combineCall makes the call c, in the place of v, a combined one, and reports
// whether it could.
func (r *reverse) combineCall(v *ssa.Value, c *splitCall, s *foresight, stab *stability) bool {
	if !c.quiet() {
		return false
	}
	b := c.call.Block
	w := vantage{at: b, from: b, end: r.exit, before: v}
	if l := r.way.nest.innermost(b); l != nil {
		w.end = r.way.nest.latches(l)[0]
	}
	for i, p := range c.inst.params {
		if !ssa.CanSSA(c.args[i].Type) && (p.gradient >= 0 || p.shadow != nil) {
			return false
		}
	}
	if !r.nothingWritten(b, stab) {
		return false
	}
	r.e.b, r.e.pos = b, v.Pos
	var seeds []*ssa.Value
	for i, res := range c.inst.results {
		if res.seed == nil {
			continue
		}
		t := c.inst.primal.Type().Result(i).Type
		switch sel := c.sels[i]; {
		case sel == nil && ssa.CanSSA(t):
			seeds = append(seeds, r.zeroValue(t))
		case sel == nil || !isFloat(t) || t.IsComplex():
			return false
		default:
			a := s.adjoint(sel, w)
			if a == nil {
				return false
			}
			seeds = append(seeds, a)
		}
	}
	r.callOnce(v, c, seeds)
	return true
}

// callOnce replaces the call c by a call of the instance that carries out both sweeps,
// with the given adjoints of the results.
func (r *reverse) callOnce(v *ssa.Value, c *splitCall, seeds []*ssa.Value) {
	old, was := c.call, c.inst
	inst := was.list.calledOnce(was)
	types.CalcSize(inst.fn.Type())
	aux := ssa.StaticAuxCall(inst.fn.Linksym(), r.f.ABIDefault.ABIAnalyze(inst.fn.Type(), false))
	args := old.Args[2 : len(old.Args)-1] // without mode and tape
	args = append(append([]*ssa.Value(nil), args[:len(args)-len(seeds)]...), seeds...)
	call := r.newCall(v, aux, args, old.MemoryArg())
	for _, b := range r.f.Blocks {
		for _, sel := range b.Values {
			if (sel.Op == ssa.OpSelectN || sel.Op == ssa.OpSelectNAddr) && sel.Args[0] == old {
				sel.SetArg(0, call)
				if sel != c.tapes[0] {
					sel.AuxInt--
				}
				if sel.Type == types.TypeMem {
					sel.AuxInt = aux.NResults()
				}
			}
		}
	}
	tape := c.tapes[0]
	tape.SetArg(0, call)
	become(tape, r.f.ConstNil(tape.Type))
	r.retire(old)
	c.inst, c.aux, c.call, c.once = inst, aux, call, true
	c.gradients = make([]*ssa.Value, len(inst.params))
	gives := false
	for i, p := range inst.params {
		if p.gradient >= 0 {
			c.gradients[i] = call.Block.NewValue1I(v.Pos, ssa.OpSelectN, c.args[i].Type, int64(p.gradient), call)
			gives = true
		}
	}
	if !gives {
		delete(r.calls, v) // nothing is left to do in the reverse sweep
	}
}

// passOn gives the arguments of the combined call c their gradients.
func (r *reverse) passOn(c *splitCall) {
	for _, sel := range c.sels {
		if sel != nil {
			r.take(sel)
		}
	}
	for i, g := range c.gradients {
		if g == nil || !r.varies(c.args[i]) {
			continue
		}
		for k, l := range leaves(g.Type) {
			r.contribute(c.args[i], k, r.part(g, l))
		}
	}
}

// harmless reports whether the primal writes no memory that was there before, so that
// a call of it changes nothing that can be loaded. Of other functions that is not known.
func (a *activity) harmless() bool {
	for _, b := range a.f.Blocks {
		for _, v := range b.Values {
			switch v.Op {
			case ssa.OpStore, ssa.OpMove, ssa.OpZero:
				if !isOwnMemory(v.Args[0]) {
					return false
				}
			case ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
				return false
			case ssa.OpStaticLECall:
				name := v.Aux.(*ssa.AuxCall).Fn.Name
				dst, known := runtimeWrites[name]
				switch {
				case known && dst < 0, a.returns != nil && !a.returns[b.ID]:
				case funcRule(name) != nil, name == "runtime.autodiffSeed", a.inst.callees[v.Aux.(*ssa.AuxCall).Fn] == a.inst.primal:
				default:
					return false
				}
			}
		}
	}
	return true
}

// isOwnMemory reports whether ptr leads to a local variable or to what has just been
// allocated.
func isOwnMemory(ptr *ssa.Value) bool {
	for {
		switch ptr.Op {
		case ssa.OpCopy, ssa.OpOffPtr, ssa.OpPtrIndex, ssa.OpAddPtr, ssa.OpNilCheck, ssa.OpSlicePtr, ssa.OpSliceMake:
			ptr = ptr.Args[0]
		case ssa.OpLocalAddr:
			return true
		default:
			return isFresh(ptr)
		}
	}
}
