// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Reverse mode: behind the primal, its blocks are gone through backwards.
//
//	entry ──► … ──► return            the primal, with shadows of references
//	                   │              (augment.go) and stores to the tape (tape.go)
//	reverse(entry) ◄─ … ◄─ reverse(return)      adjoints (sweep.go)
//
// The steps, in order:
//
//	canonicalise   the flow gets a form that can be reversed        canonical.go
//	analyse        which values are active                          activity.go, useful.go
//	augment        references get shadows                           augment.go
//	route          reverse blocks and their edges                   route.go
//	sweep          adjoints, in terms of the primal's values        sweep.go, adjoint.go, accumulate.go
//	prune          adjoints that are always zero go                 prune.go
//	provide        what the sweep uses of the primal is made        provide.go, choice.go,
//	               available: recomputed, loaded again or kept      stable.go, tape.go
//	thread         one memory chain through it all                  thread.go

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A reverse is one derivative under construction in reverse mode.
type reverse struct {
	*forward // the walk that gives references their shadows
	canon    *canon
	useful   []bool // from ID of the primal's values

	order  map[*ssa.Block][]*ssa.Value // the primal's values in each block, in the order of execution
	way    *route
	vars   *variables                // of the reverse sweep
	linear map[*ssa.Value]*ssa.Value // from a product in the reverse sweep to its factor that is an adjoint

	exit         *ssa.Block                // where the forward sweep ends
	result       *ssa.Value                // the primal's MakeResult
	seeds        map[*ssa.Value]seeding    // from the call that marks a result
	calls        map[*ssa.Value]*splitCall // from call of an instance
	zeroComplex  map[*types.Type]*ssa.Value
	shadowMemory map[*ssa.Value]bool         // large arguments that are shadows
	spared       map[*loop]*sparing          // loops that need not always be gone back through
	used         map[*ir.Name]bool           // local variables of the primal that the reverse sweep uses
	after        map[*ssa.Value][]func()     // from the memory behind a call to what follows it
	retired      map[*ssa.Value]bool         // what was memory before it was retired
	elements     map[*ssa.Value]*mapElement  // from address of an element of a shadow map in the forward sweep
	mapChanges   map[*ssa.Value][]*mapChange // from call that changes a map, for each lane
	undos        map[*ssa.Value][]func()     // from call to what emits its reverse, for each lane
	keyAutos     map[*types.Type]*ir.Name    // variables that hold keys of maps for a call
	autos        []*ir.Name                  // made on the way
	split        *split                      // nil unless the two sweeps are carried out by two calls
	known        promise
	region       *ssa.Value                  // that begins in this function (concurrent.go), or nil
	spawned      map[*ssa.Value]*ssa.Value   // from call that starts a goroutine to what it is known by
	brackets     map[*ssa.Value]*bracket     // from what may synchronise goroutines
	channelMoves map[*ssa.Value]*channelMove // from operation on channels
	gathers      gathering
	steadiness   *stability                // of the forward sweep, once it is asked for
	harmless     bool                      // the primal writes no memory that was there before
	dummy        map[*ssa.Value]*ssa.Value // from a reference to whether it leads to a dummy, nil if that was not asked yet (dummies.go)

	back     []*ssa.Block              // reverse blocks, in reverse postorder
	startMem map[*ssa.Block]*ssa.Value // from reverse block to the memory at its start
	entryMem *ssa.Value                // memory at the start of the reverse sweep
}

// reverseDifferentiate makes f the derivative in reverse mode that inst asks for,
// and reports whether it could.
func reverseDifferentiate(inst *instance, f *ssa.Func) bool {
	c, ok := canonicalise(f)
	if !ok {
		d := &diagnostics{inst: inst}
		d.errorf(inst.primal.Pos(), "cannot differentiate %v in reverse mode: a goto enters a loop from outside", inst.primal)
		return false
	}
	a := analyse(inst, f)
	if !inst.runtime {
		a.settle()
	}
	a.print()
	if a.refuse() {
		return false
	}
	r := &reverse{
		forward:      newForward(a, f),
		canon:        c,
		useful:       a.useful(),
		order:        make(map[*ssa.Block][]*ssa.Value),
		linear:       make(map[*ssa.Value]*ssa.Value),
		seeds:        make(map[*ssa.Value]seeding),
		calls:        make(map[*ssa.Value]*splitCall),
		zeroComplex:  make(map[*types.Type]*ssa.Value),
		shadowMemory: make(map[*ssa.Value]bool),
		spared:       make(map[*loop]*sparing),
		used:         make(map[*ir.Name]bool),
		after:        make(map[*ssa.Value][]func()),
		retired:      make(map[*ssa.Value]bool),
		elements:     make(map[*ssa.Value]*mapElement),
		mapChanges:   make(map[*ssa.Value][]*mapChange),
		undos:        make(map[*ssa.Value][]func()),
		keyAutos:     make(map[*types.Type]*ir.Name),
		spawned:      make(map[*ssa.Value]*ssa.Value),
		brackets:     make(map[*ssa.Value]*bracket),
		channelMoves: make(map[*ssa.Value]*channelMove),
		split:        inst.split,
		known:        inst.promised(f),
		startMem:     make(map[*ssa.Block]*ssa.Value),
	}
	if !inst.runtime {
		r.forward.fresh = r.freshShadow
	}
	for _, l := range r.lanes {
		l.reverse()
	}
	r.harmless = a.harmless()
	r.forward.e.linear = r.linear
	r.e.strongZero = inst.strong
	errors, refusals := base.Errors(), len(inst.outermost().refusals)
	r.run()
	inst.lanes = r.lanes
	return base.Errors() == errors && len(inst.outermost().refusals) == refusals
}

func (r *reverse) run() {
	r.augment()
	if r.exit != nil { // else it never returns
		r.plotRoute()
		r.traceOrigins()
		r.sweep()
		r.prune()
		r.thread(r.provide())
	}
	r.endFork()
	r.entryChecks.settle()
}

// settle ends the distinction between references that have a shadow and those
// that may have the shared zeros for one, which reverse mode does not use. What is
// left of it is which ones may have a dummy, here and in called functions.
func (a *activity) settle() {
	a.doubtful = make([]bool, len(a.states))
	for i, s := range a.states {
		if s == maybe {
			a.states[i] = active
			a.doubtful[i] = true
		}
	}
	for _, p := range a.plans {
		for i, s := range p.results {
			if s == maybe {
				p.results[i] = active
			}
		}
	}
}

// varies reports whether the primal's value v has an adjoint.
func (r *reverse) varies(v *ssa.Value) bool {
	return int(v.ID) < len(r.useful) && r.useful[v.ID]
}

// shadowParam returns the shadow parameter that belongs to name, or nil.
func (r *reverse) shadowParam(name *ir.Name) *ir.Name {
	if p := r.a.params[name]; p != nil {
		return p.in(r.index)
	}
	return nil
}

// memoryOf is the variable that memory is.
var memoryOf = quantity{of: "memory"}
