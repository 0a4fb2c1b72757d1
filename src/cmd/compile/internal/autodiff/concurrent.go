// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Goroutines in reverse mode. The reverse sweep runs concurrently where the primal
// did: what a go statement started is waited for where the sweep comes to it. The
// outermost function with go statements, and all that it calls and starts, is a
// region (runtime/autodiffgo.go). Where its reverse sweep begins all goroutines begin
// theirs.
//
//	r := autodiffRegionBegin()                        at entry
//	t := autodiffSpawn(d, c, c')                      go c()
//	n := autodiffBefore(); wg.Done(); m := …After()   what may synchronise
//	autodiffRegionEnd(r)                              waits for what was started
//	                                                  … the sweeps part here
//	autodiffRegionBack(r)                             starts the reverse of each goroutine
//	autodiffUndo(m, n)                                wg.Done()
//	autodiffJoin(t)                                   go c()
//	autodiffRegionLeave(r)                            at the end
//
// How goroutines synchronise is not looked into. Everything that may be a part of it
// (atomic operations, channels, calls of functions that are not differentiated) gets
// two numbers, one in front of it and one behind it, in the order of time. What one
// goroutine has done before an operation is seen by another one only behind an operation
// with a later number; so the reverse of an operation waits until all operations have
// been undone that ended after it began.
//
// Adjoints of memory that several goroutines read are added to by all of them, so
// that is done atomically.

package autodiff

import (
	"strings"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A bracket has the numbers in front of and behind an operation that may synchronise.
type bracket struct {
	before, after *ssa.Value
}

// starts reports whether the body of inst has go statements, or calls what leaves the
// goroutines behind that it starts.
func (inst *instance) starts() bool { return len(inst.launches) > 0 || inst.charge }

// concurrent reports whether other goroutines with adjoints may run while inst does.
func (inst *instance) concurrent() bool { return inst.shared || inst.starts() }

// enterRegion emits what stands at the entry of a function with go statements, unless
// that is called in another region.
func (r *reverse) enterRegion() {
	if r.a.inst.shared || !r.a.inst.starts() {
		return
	}
	r.region = r.runtimeCall("autodiffRegionBegin", []*types.Type{types.Types[types.TUNSAFEPTR]})
}

// endRegion emits what stands at the end of the forward sweep, in the block with the
// results.
func (r *reverse) endRegion() {
	if r.region == nil {
		return
	}
	r.held = nil
	r.runtimeCall("autodiffRegionEnd", nil, r.region)
	r.result.SetArg(len(r.result.Args)-1, r.mem)
}

// spawn makes v, which starts a goroutine, start the forward part of its derivative.
func (r *reverse) spawn(v *ssa.Value) {
	c := v.Args[1]
	args := []*ssa.Value{r.funcValue(r.a.started(v).fn), c, r.closureShadow(c)}
	if len(r.lanes) > 1 {
		args[2] = r.closureShadows(v)
	}
	call := r.newCall(v, r.runtimeAux("autodiffSpawn", args, []*types.Type{types.Types[types.TUNSAFEPTR]}), args, v.MemoryArg())
	r.spawned[v] = r.e.b.NewValue1I(v.Pos, ssa.OpSelectN, types.Types[types.TUNSAFEPTR], 0, call)
	for _, sel := range r.selects[v] {
		sel.SetArg(0, call)
		sel.AuxInt = 1
	}
	r.retire(v)
}

// synchronises reports whether v may be part of how goroutines synchronise.
func (r *reverse) synchronises(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpStaticLECall:
		name := v.Aux.(*ssa.AuxCall).Fn.Name
		if r.a.plans[v].known == channelOperation {
			return true
		}
		if r.a.plans[v].kind != leave || isInactiveFunc(name) || funcRule(name) != nil {
			return false
		}
		base, ok := strings.CutPrefix(name, "runtime.")
		if !ok {
			return true
		}
		for _, prefix := range []string{"chansend", "chanrecv", "select", "closechan", "block", "autodiffGo", "autodiffRunDeferred"} {
			if strings.HasPrefix(base, prefix) {
				return true
			}
		}
		return false
	case ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		return r.a.plans[v].kind == leave
	}
	return strings.HasPrefix(v.Op.String(), "Atomic")
}

// number emits the calls that take the numbers in front of v, and behind it.
func (r *reverse) number(v *ssa.Value) {
	if !r.a.inst.concurrent() || !r.synchronises(v) {
		return
	}
	integer := []*types.Type{types.Types[types.TINT]}
	b := new(bracket)
	r.brackets[v] = b
	held := r.held
	r.held = v
	b.before = r.runtimeCall("autodiffBefore", integer)
	r.held = held
	end := r.memoryBehind(v)
	r.after[end] = append(r.after[end], func() {
		r.held = nil
		b.after = r.runtimeCall("autodiffAfter", integer)
	})
}

// memoryBehind returns the memory that v makes.
func (r *reverse) memoryBehind(v *ssa.Value) *ssa.Value {
	if v.Type == types.TypeMem {
		return v
	}
	for _, w := range r.rest {
		if w.Type == types.TypeMem && (w.Op == ssa.OpSelectN || w.Op == ssa.OpSelect1) && w.Args[0] == v {
			return w
		}
	}
	r.f.Fatalf("autodiff: nothing follows %s", v.LongString())
	return nil
}

// reverseConcurrent emits the reverse of v as far as it concerns other goroutines.
func (r *reverse) reverseConcurrent(v *ssa.Value) {
	if t := r.spawned[v]; t != nil {
		r.callBack("autodiffJoin", t)
	}
	if b := r.brackets[v]; b != nil {
		r.callBack("autodiffUndo", b.after, b.before)
	}
}

// addShared adds t to the adjoint in shadow memory at p, which other goroutines may
// add to at the same time.
func (r *reverse) addShared(p, t *ssa.Value) {
	name := map[types.Kind]string{
		types.TFLOAT64: "autodiffAdd64", types.TFLOAT32: "autodiffAdd32",
		types.TCOMPLEX128: "autodiffAddComplex128", types.TCOMPLEX64: "autodiffAddComplex64",
	}[t.Type.Kind()]
	r.callBack(name, p, t)
}

// mayBeShared reports whether other goroutines may know the shadow memory at p: not so if
// it is on the stack, or has been made here, and its address is nowhere in memory.
func (r *reverse) mayBeShared(p *ssa.Value) bool {
	if !r.a.inst.concurrent() {
		return false
	}
	stab := r.stability()
	roots := stab.roots(p)
	for _, root := range roots {
		if root.Op != ssa.OpLocalAddr && !stab.own(root) {
			return true
		}
	}
	return len(roots) == 0
}

// stability returns what is known of the memory of the forward sweep.
func (r *reverse) stability() *stability {
	if r.steadiness == nil {
		r.steadiness = newStability(r)
	}
	return r.steadiness
}

// mover returns the name of the function of package runtime that moves adjoints.
func (r *reverse) mover() string {
	if r.a.inst.concurrent() {
		return "autodiffMoveBackShared"
	}
	return "autodiffMoveBack"
}
