// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls: what becomes of each one in the derivative.
//
//	leave     nothing active goes in and nothing that has to be active comes out
//	rule      the function has a row in the table of rules
//	known     a call that the compiler itself inserted: allocations, copies
//	cell      what holds a pointer parameter's value that moved in (see body.go)
//	seed      marks a result that has a seed in reverse mode (see body.go)
//	instance  the derivative of the called function is called instead
//	dynamic   the derivative of whatever function it is, found at run time (see dynamic.go)
//	refuse    none of these: an error

package autodiff

import (
	"fmt"
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

type planKind uint8

const (
	leave planKind = iota
	byRule
	byKnown
	byInstance
	byDynamic
	byCell
	bySeed
	refuse
)

// A plan says what becomes of one call.
type plan struct {
	kind    planKind
	rule    *rule    // byRule
	known   *known   // byKnown
	callee  *ir.Func // byInstance
	width   int      // byInstance: directions at once
	states  []state  // byInstance, and byDynamic in reverse mode: of the arguments
	results []state  // of the results; shorter if the rest is inactive
	reason  string   // refuse: what cannot be done, to stand behind "cannot differentiate"
	tainted bool     // byRule: the result holds bits of an active float
}

func (p *plan) resultState(i int) state {
	if i < len(p.results) {
		return p.results[i]
	}
	return inactive
}

// callArgs returns the arguments of call: without a code pointer, a closure
// and memory.
func callArgs(call *ssa.Value) []*ssa.Value {
	args := call.Args[:len(call.Args)-1]
	switch call.Op {
	case ssa.OpClosureLECall:
		return args[2:]
	case ssa.OpInterLECall:
		return args[1:]
	}
	return args
}

// visitCall decides what becomes of v.
func (a *activity) visitCall(v *ssa.Value) {
	p := a.plan(v)
	old := a.plans[v]
	a.plans[v] = p
	if old == nil || old.kind != p.kind {
		a.changed = true
	}
	if p.kind == byInstance || p.kind == byDynamic {
		// The callee may store active values into whatever it is given.
		for _, x := range callArgs(v) {
			if !a.active(x) && a.holdsReference(x.Type) {
				a.demand(x)
			}
		}
	}
	if p.kind == byDynamic && !a.active(v.Args[1]) {
		a.demand(v.Args[1]) // what it has captured, or the receiver
	}
}

func (a *activity) plan(v *ssa.Value) *plan {
	args := callArgs(v)
	anyActive := a.anyActiveArg(args)
	demanded := a.demandsResult(v)
	aux := v.Aux.(*ssa.AuxCall)
	if v.Op != ssa.OpStaticLECall {
		return a.planDynamic(v)
	}

	name := aux.Fn.Name
	if name == "runtime.autodiffCell" {
		return &plan{kind: byCell, results: []state{active}}
	}
	if name == "runtime.autodiffRecover" {
		return &plan{kind: byKnown, known: recovering}
	}
	if name == "runtime.autodiffSeed" {
		return &plan{kind: bySeed}
	}
	if name == "runtime.Goexit" && a.inst.mode == request.Reverse && (a.inst.goroutine != nil || a.inst.concurrent()) {
		return &plan{kind: refuse, reason: "a call of runtime.Goexit in a goroutine, in reverse mode: the way back begins where a function returns"}
	}
	if r := funcRule(name); r != nil {
		if !anyActive {
			return &plan{}
		}
		return a.planRule(r, v)
	}
	if k := linkedIters[name]; k != nil {
		return a.planLinked(k, v)
	}
	if p := a.planSharedMap(name, v); p != nil {
		return p
	}
	if strings.HasPrefix(name, "runtime.") {
		return a.planKnown(name, v, a.anyActive(args) || demanded || isStart(name[len("runtime."):]) && (sharesVariables() || takesPart(name[len("runtime."):])))
	}
	wanted := anyActive || demanded
	anyActive = anyActive || a.mayShare(aux)
	if strings.HasPrefix(name, "sync.(*Cond).") {
		return &plan{} // waits, and calls Lock and Unlock
	}
	if name == "context.WithValue" && a.argState(args[len(args)-1]) != inactive {
		return &plan{kind: refuse, reason: contextReason}
	}
	if !anyActive && !demanded || isInactiveFunc(name) && !a.callsBack(name, args, aux) && !(demanded && iterates(name, aux)) {
		return &plan{}
	}
	if reason := sharingReason(name); reason != "" {
		return &plan{kind: refuse, reason: reason}
	}
	fn := a.inst.callees[aux.Fn]
	if fn == nil && a.inst.inner != nil {
		fn = a.inst.list.byCode[aux.Fn] // which an inner layer calls
	}
	if fn != nil && noder.AutodiffRequest(fn) != nil && !a.inst.differentiable(fn) {
		return &plan{kind: refuse, reason: "call to " + userName(aux.Fn) + ", a derivative, in reverse mode: only a derivative in mode Forward, in one direction, can be called there"}
	}
	if fn == nil || !noder.AutodiffHaveBody(fn) && !a.inst.differentiable(fn) {
		if !wanted {
			return &plan{}
		}
		return &plan{kind: refuse, reason: "call to " + userName(aux.Fn) + ": it has no Go body and no rule"}
	}
	if i := a.recastArg(args, aux, 0); i >= 0 {
		return &plan{kind: refuse, reason: fmt.Sprintf("call to %s: active memory of type %v is passed as %v", userName(aux.Fn), args[i].Type, aux.TypeOfArg(int64(i)))}
	}
	p := a.planInstance(fn, v, anyActive)
	if of := a.inst.list.derivative(fn); of != nil && a.inst.mode == request.Reverse {
		if reason := a.planLayer(p, of); reason != "" {
			return &plan{kind: refuse, reason: reason}
		}
	}
	return p
}

// sharingReason returns why the function with the given symbol name, of a package that
// lets goroutines share memory, cannot be differentiated, or "".
func sharingReason(name string) string {
	switch {
	case strings.HasPrefix(name, "sync.(*Map)."), strings.HasPrefix(name, "internal/sync.(*HashTrieMap["):
		return "a sync.Map that holds active values: a map and a sync.Mutex can be differentiated"
	case strings.HasPrefix(name, "sync/atomic.") && strings.HasSuffix(name, "Pointer"), strings.HasPrefix(name, "sync/atomic.(*Value)."):
		return "an atomic operation on active memory"
	}
	return ""
}

// demandsResult reports whether a result of the call v that can carry a derivative has to
// have a shadow.
func (a *activity) demandsResult(v *ssa.Value) bool {
	if !a.demanded[v] {
		return false
	}
	aux := v.Aux.(*ssa.AuxCall)
	if aux.Fn != nil && strings.HasPrefix(aux.Fn.Name, "runtime.") {
		return true // some are declared with types that stand for others
	}
	for _, t := range resultTypes(aux) {
		if a.reaches(t) {
			return true
		}
	}
	return false
}

// callsBack reports whether args hold a function value that has captured something
// active, and the function with the given symbol name, which computes nothing active
// itself, may call it. Those of package log and the like only pass their own ones on.
func (a *activity) callsBack(name string, args []*ssa.Value, aux *ssa.AuxCall) bool {
	if !strings.HasPrefix(name, "strings.") && !strings.HasPrefix(name, "time.") && !strings.HasPrefix(name, "context.") {
		return false
	}
	for i, x := range args {
		if aux.TypeOfArg(int64(i)).Kind() == types.TFUNC && a.active(x) {
			return true
		}
	}
	return false
}

// iterates reports whether the function with the given symbol name, of package strings,
// returns an iterator, as SplitSeq does. That calls the body of a range statement, which
// may do anything.
func iterates(name string, aux *ssa.AuxCall) bool {
	return strings.HasPrefix(name, "strings.") && aux.NResults() == 1 && aux.TypeOfResult(0).Kind() == types.TFUNC
}

// recastArg returns the index of an active argument, from first on, that is no
// carrier for the called function, or -1. Such a function would not see the floats
// behind it.
func (a *activity) recastArg(args []*ssa.Value, aux *ssa.AuxCall, first int) int {
	for i := first; i < len(args); i++ {
		if a.argState(args[i]) != inactive && !a.reaches(aux.TypeOfArg(int64(i))) {
			return i
		}
	}
	return -1
}

func (a *activity) planRule(r *rule, v *ssa.Value) *plan {
	p := &plan{kind: byRule, rule: r}
	for _, row := range r.rows {
		s := inactive
		switch row.kind {
		case rowSmooth:
			s = active
		case rowBits:
			p.tainted = true
		}
		p.results = append(p.results, s)
	}
	return p
}

func (a *activity) planInstance(fn *ir.Func, v *ssa.Value, anyActive bool) *plan {
	p := &plan{kind: byInstance, callee: fn, width: a.inst.width}
	p.states = a.passedStates(callArgs(v))
	aux := v.Aux.(*ssa.AuxCall)
	for i := int64(0); i < aux.NResults(); i++ {
		t := aux.TypeOfResult(i)
		s := inactive
		switch {
		case isFloat(t) || !a.holdsReference(t) && a.reaches(t):
			if anyActive {
				s = active
			}
		case a.reaches(t):
			s = maybe
		}
		p.results = append(p.results, s)
	}
	return p
}

// passedStates returns the states in which args are passed to a function.
func (a *activity) passedStates(args []*ssa.Value) []state {
	var states []state
	for _, x := range args {
		s := a.argState(x)
		if isNil(x) && a.holdsReference(x.Type) {
			s = active // the shadow of nil is nil, and the callee need not know that it is inactive
		}
		states = append(states, s)
	}
	return states
}

func (a *activity) anyActive(args []*ssa.Value) bool {
	for _, x := range args {
		if a.active(x) {
			return true
		}
	}
	return false
}

// argState returns the state in which x is passed to a function that is known, or stored. A
// pointer to an integer or the like, or a slice of them, is inactive, also where that
// lies in active memory, and so is an error; but *uint8 is the type of what is behind an
// interface, too, and a function literal may have a shadow whatever it has captured.
func (a *activity) argState(x *ssa.Value) state {
	if x.Type == types.ErrorType || isContext(x.Type) || (x.Type.IsPtr() || x.Type.IsSlice()) && !a.reaches(x.Type) && x.Type.Elem().Kind() != types.TUINT8 && !isLiteral(x.Type.Elem()) {
		return inactive
	}
	if x.Op == ssa.OpIData && isDataWord(x.Type) && !a.reaches(x.Args[0].Type) {
		return inactive // an error, stored word by word
	}
	return a.state(x)
}

// isLiteral reports whether t is what a function literal is in memory: its code, and what it
// has captured.
func isLiteral(t *types.Type) bool {
	return t.IsStruct() && t.Sym() == nil && t.NumFields() > 1 && t.Field(0).Sym.Name == "F" && t.Field(0).Type.IsUintptr() && t.Field(1).Sym.Name == "X0"
}

// anyActiveArg reports whether anything active is passed in args.
func (a *activity) anyActiveArg(args []*ssa.Value) bool {
	for _, x := range args {
		if a.argState(x) != inactive {
			return true
		}
	}
	return false
}

// inactivePackages are the packages, and the generated functions, that turn
// floats into text or a comparison, or make up numbers: their results carry no
// derivative.
var inactivePackages = []string{"type:.eq.", "type:.hash.", "context.", "errors.", "fmt.", "log.", "os.", "strconv.", "internal/strconv.", "time.", "unicode.", "strings.", "internal/race.", "math/rand.", "math/rand/v2.",
	"encoding/json.Marshal", "encoding/json.(*Encoder).Encode"}

// activeFuncs are the exceptions: they store through pointers, or call back.
var activeFuncs = []string{
	"fmt.Sscan", "fmt.Fscan", "fmt.Scan", "strings.Map", "strings.FieldsFunc", "strings.IndexFunc",
	"time.AfterFunc", "time.newTimer",
	"math/rand.Shuffle", "math/rand.(*Rand).Shuffle", "math/rand/v2.Shuffle", "math/rand/v2.(*Rand).Shuffle",
}

// isInactiveFunc reports whether the function with the given symbol name
// neither returns nor writes anything that carries a derivative.
func isInactiveFunc(name string) bool {
	for _, prefix := range activeFuncs {
		if strings.HasPrefix(name, prefix) {
			return false
		}
	}
	for _, prefix := range inactivePackages {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// resultTypes returns the types of the results of a call.
func resultTypes(aux *ssa.AuxCall) []*types.Type {
	ts := make([]*types.Type, aux.NResults())
	for i := range ts {
		ts[i] = aux.TypeOfResult(int64(i))
	}
	return ts
}
