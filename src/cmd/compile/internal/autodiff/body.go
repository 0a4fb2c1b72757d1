// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The body of a derivative before differentiation is the body of its primal:
//
//	func jvp(x, dx float64) (y, dy float64) {
//		y₀ := primal(x)   // replaced by the body of primal
//		y, dy = y₀, y₀
//		return
//	}
//
// The pass then puts tangents where shadow results stand. The primal's body
// comes from where the inliner takes it, the unified IR of its package, so the
// derivative's lines are the primal's in tracebacks and debuggers.

package autodiff

import (
	"strconv"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/deadlocals"
	"cmd/compile/internal/escape"
	"cmd/compile/internal/inline/interleaved"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/loopvar"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/slice"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// Next takes a derivative off the list and builds its body, ready to be
// walked and compiled. It returns nil when none is left. A derivative whose
// body cannot be built is reported and skipped.
func (l *Worklist) Next() *ir.Func {
	l.release()
	for len(l.pending) > 0 || l.matchCandidates(typecheck.Target.Funcs) {
		inst := l.pending[0]
		l.pending, l.compiling = l.pending[1:], inst
		if inst.build() {
			return inst.fn
		}
		if inst.optional {
			inst.panicBody()
			return inst.fn
		}
	}
	l.writeTable()
	return nil
}

// release lets go of what the derivative that has been compiled last needs no more.
func (l *Worklist) release() {
	for inst := l.compiling; inst != nil; inst = inst.inner {
		inst.lanes, inst.callees, inst.methods = nil, nil, nil
		inst.fn.Body = nil
	}
	l.compiling = nil
}

// build gives inst.fn the body of its primal and runs the frontend on it. It
// reports whether it could.
func (inst *instance) build() bool {
	d := &diagnostics{inst: inst}
	errors := base.Errors()
	inst.list.jumps = nil
	base.Debug.VariableMakeThreshold = inst.list.makeThreshold
	if inst.candidate != nil && (inst.list.derivative(inst.primal) != nil || inst.list.inLanes(inst.primal) != nil) {
		d.errorf(inst.fn.Pos(), "cannot differentiate %v, a derivative, where it is called as a function value; call it by name", inst.primal)
		return false
	}
	in, reason := inst.stack()
	if in == nil {
		d.errorf(inst.fn.Pos(), "cannot differentiate %v: %s", inst.primal, reason)
		return false
	}
	ruled := hasRule(in.primal)
	if body := noder.AutodiffBody(in.primal); body != nil && !ruled && inst.candidate == nil {
		in.primal = body
		in.call.Fun = body.Nname
	}
	wide := inst.list.inLanes(in.primal)
	if wide != nil && in.mode == request.Reverse {
		d.errorf(inst.fn.Pos(), "cannot differentiate %v: it is a derivative in several directions, of which there are derivatives in mode Forward only", in.primal)
		return false
	}
	if inst.candidate == nil && wide == nil && !ruled && !noder.AutodiffHaveBody(in.primal) {
		d.errorf(inst.fn.Pos(), "cannot differentiate %v: it has no Go body and no rule", in.primal)
		return false
	}
	fn := inst.fn
	fn.Nname.Defn = fn
	fn.Pragma |= ir.Norace | ir.NoCheckPtr | ir.Noinline
	// What the body brings along (closures, wrappers of methods that only it
	// uses) follows the functions that are there already.
	target := typecheck.Target
	first := len(target.Funcs)
	ir.WithFunc(fn, func() {
		in.moveIn()
		if inst.goroutine != nil {
			reason = inst.buildGoroutine(d)
		} else if inst.candidate != nil {
			reason = inst.buildDynamic(d)
		} else if wide != nil {
			in.assignResults(in.callWide(wide))
		} else if ruled {
			in.assignResults(in.callPrimal())
		} else {
			in.assignResults(in.takeIn(d, in.call, in.primal))
		}
	})
	if reason != "" {
		d.errorf(fn.Pos(), "%s", reason)
		return false
	}

	interleaved.DevirtualizeAndInlineFunc(fn, nil)
	for inst.lowerGo(d.statement) || inst.useBodies() || !d.reported && lowerInlined(fn, d.statement) {
		interleaved.DevirtualizeAndInlineFunc(fn, nil)
	}
	for _, j := range inst.list.jumps {
		j.finish()
	}
	noder.AutodiffWrappers(target)
	target.Funcs = inst.dropLiterals(target.Funcs, first)
	tellApart(target.Funcs[first:])
	target.Funcs = inst.list.take(target.Funcs, first)
	inst.list.noteBody(fn)
	inst.charge = inst.takesCharge()
	inst.noteMethods()
	inst.noteOpeners()
	inst.liftClosures()
	fns := append([]*ir.Func{fn}, target.Funcs[first:]...)
	if inst.goroutine != nil && inst.goroutine.attempt == nil {
		refuseRecover(fn, d.statement)
	}
	forgetRecover(fn)
	if !inst.checkStatements(d) {
		target.Funcs = target.Funcs[:first]
		return false
	}
	for _, fn := range fns {
		loopvar.ForCapture(fn)
	}
	body := fn.Body
	fn.Body = append(body[:len(body):len(body)], inst.leakCaptured()...) // others may load what is only assigned here
	deadlocals.Funcs(fns)
	fn.Body = fn.Body[:len(body)]
	if inst.reversed() {
		inst.analyseLifetimes(fns)
	} else {
		body = fn.Body
		fn.Body = append(body[:len(body):len(body)], inst.leakCaptured()...)
		for _, fn := range fns {
			analyseEscapes(fn)
		}
		fn.Body = fn.Body[:len(body)]
		slice.Funcs(fns)
	}
	inst.findCallees()
	return base.Errors() == errors
}

// tellApart gives each of funcs, which a body has brought along, a name of its own. A
// statement `go f(x)` or `defer f(x)` becomes the call of a function literal, and all that the body has
// from inlining one function several times are called the same.
func tellApart(funcs []*ir.Func) {
	seen := make(map[*types.Sym]int)
	for _, fn := range funcs {
		if !fn.Wrapper() || fn.OClosure == nil {
			continue
		}
		sym := fn.Sym()
		seen[sym]++
		if n := seen[sym]; n > 1 {
			sym = sym.Pkg.Lookup(sym.Name + "-" + strconv.Itoa(n))
			sym.SetFunc(true)
			fn.Nname.SetSym(sym)
		}
	}
}

// analyseEscapes runs escape analysis on fn with its closures, and before that
// on what it calls and nobody has called so far: instances of generic functions.
func analyseEscapes(fn *ir.Func) {
	if fn.IsClosure() || fn.Esc() != 0 {
		return // with the function that it stands in
	}
	oracles := make(map[*ir.Func]*ir.ReassignOracle)
	batch := []*ir.Func{fn}
	for i := 0; i < len(batch); i++ {
		ir.Visit(batch[i], func(n ir.Node) {
			switch n := n.(type) {
			case *ir.ClosureExpr:
				batch = append(batch, n.Func)
			case *ir.Name:
				if n.Class == ir.PFUNC && n.Defn != nil {
					analyseCallee(n.Func, fn, oracles)
				}
			case *ir.SelectorExpr:
				switch n.Op() {
				case ir.ODOTMETH, ir.OMETHVALUE, ir.OMETHEXPR:
					if name := ir.MethodExprName(n); name != nil && name.Defn != nil {
						analyseCallee(name.Func, fn, oracles)
					}
				}
			}
		})
	}
	escape.Batch(batch, oracles)
}

// analyseCallee runs escape analysis on callee, which fn refers to, and on all
// that it calls, as far as that has not been done.
func analyseCallee(callee, fn *ir.Func, oracles map[*ir.Func]*ir.ReassignOracle) {
	if callee == fn || callee.IsClosure() || callee.Esc() != 0 {
		return
	}
	ir.VisitFuncsBottomUp([]*ir.Func{callee}, func(list []*ir.Func, recursive bool) {
		for _, f := range list {
			if f.Esc() != 0 {
				return
			}
		}
		escape.Batch(list, oracles)
	})
}

// callPrimal makes the body a call of the primal, which has a rule, and returns
// the variables that hold its results.
func (inst *instance) callPrimal() []ir.Node {
	fn := inst.fn
	var values []ir.Node
	for _, field := range inst.primal.Type().Results() {
		values = append(values, typecheck.TempAt(fn.Pos(), fn, field.Type))
	}
	var stmt ir.Node = inst.call
	switch len(values) {
	case 0:
	case 1:
		stmt = ir.NewAssignStmt(fn.Pos(), values[0], inst.call)
	default:
		stmt = ir.NewAssignListStmt(fn.Pos(), ir.OAS2, values, []ir.Node{inst.call})
	}
	fn.Body = append(fn.Body, typecheck.Stmt(stmt))
	return values
}

// moveIn gives the value of a pointer parameter that is passed by value a place
// of its own, out of the caller's sight:
//
//	cell := new(T)
//	*cell = x
//	p := runtime.autodiffCell(cell, i)   // instead of &x
//
// The pass knows from the call that the shadow of p is the shadow parameter i.
func (inst *instance) moveIn() {
	fn := inst.fn
	for i := range inst.params {
		p := &inst.params[i]
		if !p.moved {
			continue
		}
		pos, t := fn.Pos(), p.primal.Type()
		cell := typecheck.TempAt(pos, fn, types.NewPtr(t))
		fn.Body = append(fn.Body,
			typecheck.Stmt(ir.NewAssignStmt(pos, cell, ir.NewUnaryExpr(pos, ir.ONEW, ir.TypeNode(t)))),
			typecheck.Stmt(ir.NewAssignStmt(pos, ir.NewStarExpr(pos, cell), p.primal)))
		field := func(t *types.Type) *types.Field { return types.NewField(pos, nil, t) }
		mark := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup("autodiffCell"), types.NewSignature(nil,
			[]*types.Field{field(cell.Type()), field(types.Types[types.TINT])}, []*types.Field{field(cell.Type())}))
		mark.Nname.SetTypecheck(1)
		ptr := typecheck.TempAt(pos, fn, cell.Type())
		call := ir.NewCallExpr(pos, ir.OCALL, mark.Nname, []ir.Node{cell, ir.NewInt(pos, int64(i))})
		fn.Body = append(fn.Body, typecheck.Stmt(ir.NewAssignStmt(pos, ptr, call)))
		for j, arg := range inst.call.Args {
			if addressOf(arg) == p.primal {
				inst.call.Args[j] = typecheck.Conv(ptr, arg.Type())
			}
		}
		p.primal.SetAddrtaken(false)
	}
}

// addressOf returns the variable whose address n is, or nil.
func addressOf(n ir.Node) *ir.Name {
	for n.Op() == ir.OCONVNOP {
		n = n.(*ir.ConvExpr).X
	}
	if n.Op() == ir.OADDR {
		if name, ok := n.(*ir.AddrExpr).X.(*ir.Name); ok {
			return name
		}
	}
	return nil
}

// assignResults ends the body: every result, and every shadow until the pass
// replaces it, is assigned what the primal returned.
func (inst *instance) assignResults(values []ir.Node) {
	fn := inst.fn
	results := fn.Type().Results()
	packed := inst.outermost().packed
	assign := func(slot int, value ir.Node) {
		for _, slot := range inst.places(slot) {
			if packed != nil {
				packed.assign(slot, value)
				continue
			}
			to := resultPlace(results[slot].Nname.(*ir.Name), value.Type())
			fn.Body = append(fn.Body, typecheck.Stmt(ir.NewAssignStmt(fn.Pos(), to, value)))
		}
	}
	for i, r := range inst.results {
		if r.seed != nil {
			inst.markSeed(values[i], i)
		}
		assign(r.primal, values[i])
		if r.shadow >= 0 {
			for lane := range inst.width {
				assign(r.shadow+lane, values[i])
			}
		}
	}
	if packed != nil {
		packed.assignResults(fn)
	}
	fn.Body = append(fn.Body, typecheck.Stmt(ir.NewReturnStmt(fn.Pos(), nil)))
}

// markSeed ends the body in reverse mode with a call that tells the pass where the
// value of result i is. The pass removes it.
func (inst *instance) markSeed(value ir.Node, i int) { mark(inst.fn, "autodiffSeed", value, i) }

// mark ends the body of fn with a call that tells the pass, which removes it, where value
// is and what number it has.
func mark(fn *ir.Func, name string, value ir.Node, i int) {
	pos := fn.Pos()
	field := func(t *types.Type) *types.Field { return types.NewField(pos, nil, t) }
	mark := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup(name), types.NewSignature(nil,
		[]*types.Field{field(value.Type()), field(types.Types[types.TINT])}, nil))
	mark.Nname.SetTypecheck(1)
	fn.Body = append(fn.Body, typecheck.Stmt(ir.NewCallExpr(pos, ir.OCALL, mark.Nname, []ir.Node{value, ir.NewInt(pos, int64(i))})))
}

// checkStatements refuses statements whose meaning depends on the frame of the
// function that executes them, or that leave it.
func (inst *instance) checkStatements(d *diagnostics) bool {
	seen := make(map[src.XPos]bool)
	refuse := func(n ir.Node, what string) {
		if !seen[n.Pos()] {
			seen[n.Pos()] = true
			d.errorf(n.Pos(), "cannot differentiate %s: not yet supported", what)
		}
	}
	ir.Visit(inst.fn, func(n ir.Node) {
		switch n.Op() {
		case ir.OTAILCALL:
			refuse(n, "a tail call")
		}
	})
	return !d.reported
}

// findCallees records the functions that the body names, so that the pass, which
// sees symbols, finds them. A function value that is known turns into a name there.
func (inst *instance) findCallees() {
	inst.callees = make(map[*obj.LSym]*ir.Func)
	for in := inst.inner; in != nil; in = in.inner {
		in.callees = inst.callees
	}
	add := func(fn *ir.Func) {
		if fn != nil && fn.Nname != nil && !ir.IsBlank(fn.Nname) {
			inst.callees[fn.Linksym()] = fn
		}
	}
	ir.VisitFuncAndClosures(inst.fn, func(n ir.Node) {
		switch n := n.(type) {
		case *ir.CallExpr:
			if n.Op() == ir.OCALLFUNC {
				add(callee(n))
			}
		case *ir.Name:
			if n.Class == ir.PFUNC {
				add(n.Func)
			}
		case *ir.ClosureExpr:
			add(n.Func)
		}
	})
}

// liftClosures has function literals that are called where they stand called as
// function values: what the compiler makes of them otherwise, a function whose
// captured variables are parameters, is none of the source.
//
//	func() { … }()   becomes   f := func() { … }; f()
func (inst *instance) liftClosures() {
	fn := inst.fn
	ir.WithFunc(fn, func() {
		ir.Visit(fn, func(n ir.Node) {
			call, ok := n.(*ir.CallExpr)
			if !ok || call.Op() != ir.OCALLFUNC || call.Fun.Op() != ir.OCLOSURE || !call.Fun.(*ir.ClosureExpr).Func.IsClosure() {
				return
			}
			f := typecheck.TempAt(call.Pos(), fn, call.Fun.Type())
			inst.list.dynamic.direct[call.Fun.(*ir.ClosureExpr).Func] = &invoker{inst, call.Pos()}
			call.PtrInit().Append(typecheck.Stmt(ir.NewAssignStmt(call.Pos(), f, call.Fun)))
			call.Fun = f
		})
	})
}
