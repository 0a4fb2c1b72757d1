// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Instances: which derivatives are made.
//
// A directive asks for one derivative. While that one is made, the calls in
// its primal ask for others, each for the activities that hold at the call.
// The worklist holds every (primal, activities) once.

package autodiff

import (
	"slices"
	"strconv"
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/inline"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// A Worklist holds the derivatives of one compilation.
type Worklist struct {
	pending       []*instance
	compiling     *instance                // taken off pending last, or nil
	byFunc        map[*ir.Func]*instance   // from the derivative
	byCode        map[*obj.LSym]*ir.Func   // from the symbol of a derivative's code to it
	bySym         map[*types.Sym]*instance // from the symbol of an internal derivative
	layers        map[*types.Sym]*instance // derivatives that are only layers of others, by a name of theirs (see turn.go)
	makeThreshold int                      // of the compilation: bytes up to which make may use the stack
	wide          map[*ir.Func]*instance   // from derivatives in several directions, of any package, to what is beside them (see lanes.go)
	large         map[*ir.Func]bool        // functions that are too large for the inliner, but not for enlarge
	dynamic       dynamic                  // what dynamic calls may call
	goroutines    map[*goroutine]*instance // derivatives of what go statements execute
	starters      map[*ir.Func]*starter    // functions of the package
	jumps         []*jump                  // of the body that is being built
	recovering    map[*ir.Func]bool        // functions that call recover themselves, or do not
	attempting    map[*ir.Func]bool        // functions that defer such ones, or do not
	opening       map[*ir.Func]bool        // functions that may take errors apart, or do not
	appending     map[passedSlice]bool     // functions that append to a slice that they get, or do not
	started       map[*ir.Func]bool        // function literals that only go statements in derivatives call
}

// An instance is one derivative, from the request for it to its code.
type instance struct {
	list     *Worklist
	fn       *ir.Func // the derivative
	primal   *ir.Func
	call     *ir.CallExpr // of primal, in terms of fn's parameters
	args     []ir.Node    // of call, as they were in the beginning
	params   []param      // in step with the primal's receiver and parameters
	results  []result     // in step with the primal's results
	request  *request.Request
	mode     request.Mode
	width    int       // directions at once
	lanes    []*lane   // of the derivative, once it has been made
	packed   *packing  // if its parameters and results hold several directions, else nil
	outer    *instance // the layer around this one, or nil (see layers.go)
	inner    *instance // the layer inside this one, or nil
	asked    *invoker  // nil for an instance that a directive asks for
	enlarged int       // calls of large functions taken in
	split    *split    // an internal derivative in reverse mode that is called twice
	over     *instance // then, the derivative in forward mode that its primal is, or nil (see layersback.go)
	in       []passed  // then, how it is called
	out      []returned
	called   *request.Request // then, what asks for over

	states, resultStates []state                // of such a one
	strong               bool                   // option strongzero of the directive that all this is for
	runtime              bool                   // its option runtimeactivity
	callees              map[*obj.LSym]*ir.Func // functions that fn's body names
	methods              []*types.Field         // interface methods that fn's body calls
	openers              []*obj.LSym            // function literals in it that may take errors apart that they have captured

	fork     *fork // where it calls a derivative that relies on arguments that do not overlap, or nil
	disjoint bool  // it is one that does

	launches  []launch         // go statements in fn's body
	charge    bool             // fn's body calls what leaves goroutines behind
	shared    bool             // in reverse mode: goroutines that others start may run at the same time
	goroutine *goroutine       // what this is the derivative of, or nil
	origins   map[int64]origin // then, of what it has captured, by offset in the literal; nil if that is not known
	still     []capture        // then, which of that is inactive
	literal   *ir.Name         // then, the parameter that is the function literal

	candidate *candidate     // what this is the derivative for dynamic calls of, or nil
	closures  []*ir.Name     // the parameters that hold the shadow of the closure, one for each direction, or nil
	calls     []*requirement // instances that this one calls by name
	optional  bool           // only asked for by what dynamic calls may call
	refusals  []refusal      // why it cannot be made, if it is optional
	panics    bool           // its body is a panic that says so
}

// A param is a parameter of the primal in a derivative.
type param struct {
	primal *ir.Name
	shadow *ir.Name   // nil if inactive; of several directions, the first
	others []*ir.Name // shadows in the other directions
	state  state
	spares []*ir.Name // shadow memory that nobody asks for, or none (see layersback.go)
	moved  bool       // primal holds what the primal's pointer parameter points to

	gradient int // reverse mode: the place of its gradient, in the first direction, among the derivative's results, or -1
}

// A result is a result of the primal in a derivative: the places that its
// value and its tangent have among the derivative's results, or -1, and in reverse
// mode the parameter that holds its adjoint. The tangents in other directions
// follow the first.
type result struct {
	primal, shadow int
	seed           *ir.Name
	others         []*ir.Name // seeds in the other directions
}

// An invoker is the call that asked for an instance.
type invoker struct {
	by  *instance
	pos src.XPos
}

// Collect takes the derivatives out of the package, so that the frontend does
// not see the bodies that hold only a call of the primal, and adds the work
// that they are to l. It returns l, or what stands for it if l is nil and there is
// work. It is called again when more functions may have come: inlining instantiates
// generic derivatives. Where float operations are calls (softFloat), there is nothing
// in SSA to differentiate.
func Collect(l *Worklist, target *ir.Package, softFloat bool) *Worklist {
	begin := l == nil
	if begin {
		l = &Worklist{
			byFunc:        make(map[*ir.Func]*instance),
			byCode:        make(map[*obj.LSym]*ir.Func),
			bySym:         make(map[*types.Sym]*instance),
			layers:        make(map[*types.Sym]*instance),
			wide:          make(map[*ir.Func]*instance),
			large:         make(map[*ir.Func]bool),
			goroutines:    make(map[*goroutine]*instance),
			started:       make(map[*ir.Func]bool),
			starters:      make(map[*ir.Func]*starter),
			recovering:    make(map[*ir.Func]bool),
			attempting:    make(map[*ir.Func]bool),
			opening:       make(map[*ir.Func]bool),
			appending:     make(map[passedSlice]bool),
			makeThreshold: base.Debug.VariableMakeThreshold,
		}
		l.dynamic.start()
	}
	before := len(l.pending)
	target.Funcs = l.take(target.Funcs, 0)
	if softFloat {
		for _, inst := range l.pending[before:] {
			base.ErrorfAt(inst.request.Pos, 0, "cannot differentiate for a target without floating-point hardware")
		}
	}
	base.ExitIfErrors()
	switch {
	case !begin:
		l.noteCandidates(target)
		return l
	case len(l.pending) == 0:
		return nil
	}
	if base.Flag.LowerL == 0 {
		// Derivatives inline what they would without -l.
		base.Flag.LowerL = 1
		inline.CanInlineFuncs(target.Funcs, nil)
		base.Flag.LowerL = 0
	}
	l.noteCandidates(target)
	l.noteStarters(target.Funcs)
	l.declareTable(target)
	inline.AutodiffKeepCall = l.keepCall
	ssa.Autodiff = l.differentiate
	return l
}

// take adds the derivatives among funcs[from:] to l and returns the rest of funcs.
func (l *Worklist) take(funcs []*ir.Func, from int) []*ir.Func {
	rest := funcs[:from]
	for _, fn := range funcs[from:] {
		req := noder.AutodiffRequest(fn)
		if req == nil {
			rest = append(rest, fn)
			continue
		}
		l.add(l.requested(fn, req))
	}
	clear(funcs[len(rest):])
	return rest
}

// requested returns the instance that a directive asks for. fn's body holds
// one call, of the primal.
func (l *Worklist) requested(fn *ir.Func, req *request.Request) *instance {
	inst := l.request(fn, anchor(fn), req)
	if req.Width > 0 {
		inst.packed = newPacking(fn, req)
	}
	var names [][]*ir.Name
	for i, f := range slotFields(fn) {
		name := f.Nname.(*ir.Name)
		if req.ParamSlots[i].Width == 0 {
			names = append(names, []*ir.Name{name})
		} else {
			names = append(names, inst.packed.split(name))
		}
	}
	inst.bind(names)
	return inst
}

// spreadOut returns the instance beside the derivative fn, which req asks for, that has a
// parameter for each lane. call is fn's call of the primal, with args.
func (l *Worklist) spreadOut(fn *ir.Func, call *ir.CallExpr, args []ir.Node, req *request.Request) *instance {
	lanes, call := spread(fn, call, args, req)
	inst := l.request(lanes, call, req)
	var names [][]*ir.Name
	next := 0
	for _, slot := range req.ParamSlots {
		n := max(slot.Width, 1)
		names = append(names, lanes.Dcl[next:next+n:next+n])
		next += n
	}
	inst.bind(names)
	return inst
}

// request returns an instance, of which the parameters are not known yet, that is made as
// fn, calls its primal by call, and is otherwise what req asks for.
func (l *Worklist) request(fn *ir.Func, call *ir.CallExpr, req *request.Request) *instance {
	fn.Body = nil
	fn.Nname.Defn = nil // until it has a body it is a function from elsewhere
	inst := &instance{list: l, fn: fn, call: call, primal: callee(call), request: req, mode: req.Mode, width: max(req.Width, 1), strong: req.Options.StrongZero, runtime: req.Options.RuntimeActivity}
	inst.params = make([]param, len(req.Params))
	for i := range inst.params {
		inst.params[i].gradient = -1
	}
	inst.results = make([]result, len(req.Results))
	for i := range inst.results {
		inst.results[i] = result{primal: -1, shadow: -1}
	}
	return inst
}

// bind makes names the parameters of inst: one for each slot of its request, or one for
// each lane of it.
func (inst *instance) bind(names [][]*ir.Name) {
	req := inst.request
	for i, slot := range req.ParamSlots {
		name, others := names[i][0], names[i][1:]
		switch slot.Role {
		case request.Primal:
			p := &inst.params[slot.Of]
			p.primal = name
			p.moved = slot.ByValue
		case request.Shadow:
			p := &inst.params[slot.Of]
			p.shadow, p.others = name, others
			p.state = active
		case request.Seed:
			inst.results[slot.Of].seed, inst.results[slot.Of].others = name, others
		}
	}
	i := 0
	for _, slot := range req.ResultSlots {
		switch slot.Role {
		case request.Primal:
			inst.results[slot.Of].primal = i
		case request.Gradient:
			inst.params[slot.Of].gradient = i
			inst.params[slot.Of].state = active
		default:
			inst.results[slot.Of].shadow = i
		}
		i += max(slot.Width, 1)
	}
}

// slotFields returns the parameters of fn, a derivative that a directive asks for, without
// the dictionary of an instance of a generic one.
func slotFields(fn *ir.Func) []*types.Field {
	dict := noder.AutodiffDict(fn)
	return slices.DeleteFunc(slices.Clone(fn.Type().RecvParams()), func(f *types.Field) bool { return f == dict })
}

// anchor returns the call of the primal in the body that the frontend gave fn.
func anchor(fn *ir.Func) *ir.CallExpr {
	var call *ir.CallExpr
	for _, stmt := range fn.Body {
		ir.Any(stmt, func(n ir.Node) bool {
			if c, ok := n.(*ir.CallExpr); ok && c.Op() == ir.OCALLFUNC && callee(c) != nil {
				call = c
				return true
			}
			return false
		})
		if call != nil {
			return call
		}
	}
	base.FatalfAt(fn.Pos(), "derivative %v holds no call of its primal", fn)
	return nil
}

// callee returns the function that call calls by name, or nil.
func callee(call *ir.CallExpr) *ir.Func {
	if name := ir.StaticCalleeName(ir.StaticValue(call.Fun)); name != nil {
		return name.Func
	}
	return nil
}

func (l *Worklist) add(inst *instance) {
	if inst.call != nil {
		inst.args = slices.Clone(inst.call.Args)
	}
	l.pending = append(l.pending, inst)
	l.byFunc[inst.fn] = inst
	l.byCode[inst.fn.Linksym()] = inst.fn
}

// called returns the instance of primal for a call at which the arguments
// have the given states and the results marked in results carry a tangent.
func (l *Worklist) called(primal *ir.Func, states []state, results []bool, asked *invoker) *instance {
	name := symbolName(primal, asked.by.width, states, results) + asked.by.suffix()
	sym := primal.Sym().Pkg.Lookup(name)
	if inst := l.bySym[sym]; inst != nil {
		inst.calledBy(asked)
		return inst
	}
	inst := &instance{list: l, primal: primal, width: asked.by.width, asked: asked, strong: asked.by.strong, runtime: asked.by.runtime, optional: asked.by.outermost().optional}
	inst.calledBy(asked)
	inst.declare(sym, states, results)
	l.bySym[sym] = inst
	l.add(inst)
	return inst
}

// suffix returns what the options add to the names of instances.
func (inst *instance) suffix() string {
	s := ""
	if inst.strong {
		s += "-strong"
	}
	if inst.runtime {
		s += "-runtime"
	}
	if inst.shared {
		s += "-shared"
	}
	if sharesVariables() {
		s += "-variables"
	}
	return s
}

// symbolName returns the name of the derivative of fn with these activities:
// a letter for each parameter, then for each result. In front of them stands the
// number of directions, if there are several.
func symbolName(fn *ir.Func, width int, states []state, results []bool) string {
	var b strings.Builder
	b.WriteString(fn.Sym().Name)
	b.WriteString("-jvp")
	if width > 1 {
		b.WriteString(strconv.Itoa(width))
	}
	b.WriteByte('-')
	for _, s := range states {
		b.WriteByte("cdm"[s])
	}
	b.WriteByte('-')
	for _, r := range results {
		if r {
			b.WriteByte('d')
		} else {
			b.WriteByte('c')
		}
	}
	return b.String()
}

// declare makes the function of an internal instance: the primal's parameters
// with every shadow behind its own, one for each direction, and the results likewise.
func (inst *instance) declare(sym *types.Sym, states []state, results []bool) {
	primal := inst.primal
	var params, outs []*types.Field
	slot := func(list []*types.Field, f *types.Field, prefix string) []*types.Field {
		s := f.Sym
		if s == nil || s.IsBlank() {
			s = sym.Pkg.LookupNum("~p", len(list))
		}
		if prefix != "" {
			s = sym.Pkg.Lookup(prefix + s.Name)
		}
		return append(list, types.NewField(f.Pos, s, f.Type))
	}
	for i, f := range primal.Type().RecvParams() {
		params = slot(params, f, "")
		if states[i] != inactive {
			for range inst.width {
				params = slot(params, f, "d·")
			}
		}
	}
	for i, f := range primal.Type().Results() {
		r := types.NewField(f.Pos, sym.Pkg.LookupNum("~r", len(outs)), f.Type)
		place := result{primal: len(outs), shadow: -1}
		outs = append(outs, r)
		if results[i] {
			place.shadow = len(outs)
			for range inst.width {
				outs = append(outs, types.NewField(f.Pos, sym.Pkg.LookupNum("~r", len(outs)), f.Type))
			}
		}
		inst.results = append(inst.results, place)
	}
	fn := ir.NewFunc(primal.Pos(), primal.Pos(), sym, types.NewSignature(nil, params, outs))
	fn.Nname.Defn = fn
	fn.DeclareParams(true)
	fn.SetDupok(true)
	inst.fn = fn

	var args []ir.Node
	next := 0
	for _, s := range states {
		p := param{primal: fn.Dcl[next], state: s, gradient: -1}
		args = append(args, p.primal)
		next++
		if s != inactive {
			p.shadow = fn.Dcl[next]
			p.others = fn.Dcl[next+1 : next+inst.width : next+inst.width]
			next += inst.width
		}
		inst.params = append(inst.params, p)
	}
	inst.call = inst.callOf(args)
}

// callOf returns the call of the primal with the given arguments.
func (inst *instance) callOf(args []ir.Node) *ir.CallExpr {
	return callWith(inst.primal, args)
}

// keepCall reports whether a call of callee in caller, a function under
// construction, has to reach the pass as a call.
func (l *Worklist) keepCall(caller, callee *ir.Func) bool {
	inst := l.byFunc[caller]
	if inst == nil {
		return false
	}
	if hasRule(callee) || isOpaque(callee) || isWaitGroupGo(callee) || noder.AutodiffBody(callee) != nil {
		return true
	}
	return l.enlarge(inst.innermost(), callee)
}

// isOpaque reports whether callee has nothing to do with derivatives, though its body does
// not show it: it makes up numbers, by way of an interface, has a map whose keys are
// contexts, or waits.
func isOpaque(callee *ir.Func) bool {
	switch callee.Sym().Pkg.Path {
	case "math/rand", "math/rand/v2", "context":
		return true
	case "sync":
		name, _, _ := strings.Cut(callee.Sym().Name, ")")
		return name == "(*WaitGroup" || name == "(*Mutex" || name == "(*RWMutex" || name == "(*Cond"
	}
	return false
}

// hasRule reports whether fn is differentiated by a rule instead of by its body.
func hasRule(fn *ir.Func) bool {
	if fn.Nname.Type().Recv() != nil {
		return false
	}
	name := fn.Sym().Pkg.Path + "." + fn.Sym().Name
	return funcRule(name) != nil && !funcInlines(name)
}
