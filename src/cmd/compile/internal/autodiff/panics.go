// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions that recover, in reverse mode and in derivatives of derivatives. There is no way
// back from a panic, as nobody knows how far the primal has come. But where the panic is in the function
// itself, or in one that was inlined into it, it is a jump:
//
//	func f(x float64) (y float64, err error) {      panicking, value := false, any(nil)
//		defer func() {                              …
//			if r := recover(); r != nil {           if x > 1 {
//				y, err = 0, fmt.Errorf("%v", r)             panicking, value = true, "too large"
//			}                                           goto end
//		}()                                         }
//		if x > 1 {                                  y = x * x
//			panic("too large")                      end:
//		}                                           r := any(nil)
//		y = x * x                                   if panicking { r, panicking = value, false }
//		return y, nil                               if r != nil { y, err = 0, fmt.Errorf("%v", r) }
//	}                                               if panicking { panic(value) }
//
// Other panics, of functions that stay calls and of the language itself (an index that is out of
// range), make the derivative panic. For forward mode see attempts.go.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// A jump is where a function goes on that panics and recovers.
type jump struct {
	list      *Worklist
	fn        *ir.Func
	panicking *ir.Name
	value     *ir.Name      // what it panics with
	end       *types.Sym    // the label in front of the deferred calls
	body      *ir.BlockStmt // where panics are jumps
}

// jumpAtPanic prepares body, of a function that was taken into inst and recovers, for its panics to become
// jumps. It returns the new body, and nil if it has deferred calls in a loop.
func (inst *instance) jumpAtPanic(body ir.Nodes, refuse func(pos src.XPos, what string)) ir.Nodes {
	last, ok := body[len(body)-1].(*ir.LabelStmt)
	if !ok || defersInLoop(body) {
		return nil
	}
	fn, pos := inst.fn, inst.fn.Pos()
	j := &jump{list: inst.list, fn: fn, end: last.Label}
	j.panicking = typecheck.TempAt(pos, fn, types.Types[types.TBOOL])
	j.value = typecheck.TempAt(pos, fn, types.Types[types.TINTER])
	inst.list.jumps = append(inst.list.jumps, j)

	d := &deferral{fn: fn, refuse: refuse, zeroed: make(map[*ir.Name]bool), jump: j, always: true}
	for i, n := range body {
		body[i] = d.edit(n)
		d.always = d.always && !ir.Any(body[i], mayJump)
	}
	j.body = ir.NewBlockStmt(pos, body[:len(body)-1])
	again := typecheck.Stmt(ir.NewUnaryExpr(pos, ir.OPANIC, j.value))
	made := append(d.before, assign(pos, j.panicking, ir.NewBool(pos, false)), assign(pos, j.value, ir.NewZero(pos, j.value.Type())), j.body, last)
	made = append(made, d.behind...)
	return append(made, typecheck.Stmt(ir.NewIfStmt(pos, j.panicking, []ir.Node{again}, nil)))
}

// mayJump reports whether n may be a jump to the end, or become one when what it calls is inlined.
func mayJump(n ir.Node) bool {
	switch n.Op() {
	case ir.OGOTO, ir.OPANIC, ir.OCALLFUNC, ir.OCALLMETH, ir.OCALLINTER:
		return true
	}
	return false
}

// takeIn puts the bodies of what stmts call, which are deferred, in place of the calls, if it is a function
// literal or recovers.
func (j *jump) takeIn(stmts []ir.Node, refuse func(pos src.XPos, what string)) []ir.Node {
	for i, n := range stmts {
		call, ok := n.(*ir.CallExpr)
		if !ok || call.Op() != ir.OCALLFUNC {
			continue
		}
		var inl *ir.InlinedCallExpr
		if clo, ok := call.Fun.(*ir.ClosureExpr); ok && noder.AutodiffHaveBody(clo.Func) {
			if clo.Func.LSym == nil {
				ir.InitLSym(clo.Func, true) // which the linker asks of what is inlined
			}
			inl = noder.AutodiffInlineLiteral(j.fn, callWith(clo.Func, nil), clo.Func)
		} else if fn := callee(call); !ok && fn != nil && j.list.callsRecover(fn) {
			inl = noder.AutodiffInlineCall(j.fn, call, fn)
		} else {
			continue
		}
		body := ir.TakeInit(inl)
		for i, n := range inl.Body {
			inl.Body[i] = j.recoverIn(n)
		}
		block := ir.NewBlockStmt(call.Pos(), append(body, lowerDefers(j.fn, inl.Body, refuse)...))
		block.SetTypecheck(1)
		stmts[i] = block
	}
	return stmts
}

// recoverIn makes recover in n return what the function panics with.
func (j *jump) recoverIn(n ir.Node) ir.Node {
	ir.EditChildren(n, j.recoverIn)
	if n.Op() != ir.ORECOVER {
		return n
	}
	pos := n.Pos()
	r := typecheck.TempAt(pos, j.fn, n.Type())
	taken := []ir.Node{assign(pos, r, j.value), assign(pos, j.panicking, ir.NewBool(pos, false))}
	made := ir.NewInlinedCallExpr(pos, []ir.Node{
		assign(pos, r, ir.NewZero(pos, r.Type())),
		typecheck.Stmt(ir.NewIfStmt(pos, j.panicking, taken, nil)),
	}, []ir.Node{r})
	made.SetType(n.Type())
	made.SetTypecheck(1)
	return made
}

// finish turns the panics in the body into jumps, when all has been inlined. Those of functions with
// deferred calls of their own stay.
func (j *jump) finish() {
	var edit func(n ir.Node) ir.Node
	edit = func(n ir.Node) ir.Node {
		if inl, ok := n.(*ir.InlinedCallExpr); ok && len(inl.Body) > 0 && inl.Body[len(inl.Body)-1].Op() != ir.OLABEL {
			return n // behind the label that its returns lead to it makes deferred calls
		}
		ir.EditChildren(n, edit)
		if n.Op() != ir.OPANIC {
			return n
		}
		pos := n.Pos()
		return ir.NewBlockStmt(pos, []ir.Node{
			assign(pos, j.value, n.(*ir.UnaryExpr).X),
			assign(pos, j.panicking, ir.NewBool(pos, true)),
			ir.NewBranchStmt(pos, ir.OGOTO, j.end),
		})
	}
	ir.WithFunc(j.fn, func() { edit(j.body) })
}
