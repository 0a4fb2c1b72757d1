// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Optional derivatives: those that a dynamic call may call, and what they call.
// What cannot be differentiated there is no error, since it may never be called.
// The derivative panics instead, with what the error would have said:
//
//	func f-dyn(...) { runtime.autodiffPanic("derivative of f: f.go:12:9: cannot differentiate …") }
//
// When a derivative that a directive needs calls one of these, it stops being
// optional, and the errors are reported after all.

package autodiff

import (
	"fmt"
	"path/filepath"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// A refusal is an error of an optional instance.
type refusal struct {
	pos  src.XPos
	text string
}

// postpone keeps an error of an optional instance, and reports whether inst is one.
func (inst *instance) postpone(pos src.XPos, text string) bool {
	inst = inst.outermost()
	if inst.optional {
		inst.refusals = append(inst.refusals, refusal{pos, text})
	}
	return inst.optional
}

// calledBy notes that by calls inst by name. If by is not optional, inst is not
// either.
func (inst *instance) calledBy(asked *invoker) {
	by := asked.by.outermost()
	by.calls = append(by.calls, &requirement{inst, asked})
	if !by.optional {
		inst.require(asked)
	}
}

// A requirement is a call of an instance by name.
type requirement struct {
	inst  *instance
	asked *invoker
}

// require makes inst one that has to be differentiated, for the call asked.
func (inst *instance) require(asked *invoker) {
	if !inst.optional {
		return
	}
	inst.optional = false
	inst.asked = asked
	d := &diagnostics{inst: inst}
	for _, r := range inst.refusals {
		d.errorf(r.pos, "%s", r.text)
	}
	for _, c := range inst.calls {
		c.inst.require(c.asked)
	}
}

// refusalText says why the optional instance inst cannot be differentiated.
func (inst *instance) refusalText() string {
	r := inst.refusals[0]
	p := base.Ctxt.PosTable.Pos(innermost(r.pos))
	return fmt.Sprintf("%s: %s:%d:%d: %s", inst.name(), filepath.Base(p.RelFilename()), p.RelLine(), p.RelCol(), r.text)
}

// panicBody makes the body of inst, which could not be built, a panic.
func (inst *instance) panicBody() {
	fn := inst.fn
	pos := fn.Pos()
	fn.Body = nil
	fn.ClosureVars = nil
	fn.SetNeedctxt(false)
	fn.Dcl = fn.Dcl[:fn.Type().NumParams()+fn.Type().NumResults()]
	inst.closures = nil
	inst.panics = true
	ir.WithFunc(fn, func() {
		text := ir.NewString(pos, inst.refusalText())
		field := types.NewField(pos, nil, types.Types[types.TSTRING])
		callee := ir.NewFunc(pos, pos, ir.Pkgs.Runtime.Lookup("autodiffPanic"), types.NewSignature(nil, []*types.Field{field}, nil))
		callee.Nname.SetTypecheck(1)
		call := ir.NewCallExpr(pos, ir.OCALL, callee.Nname, []ir.Node{text})
		fn.Body = []ir.Node{typecheck.Stmt(call), typecheck.Stmt(ir.NewReturnStmt(pos, nil))}
	})
	analyseEscapes(fn)
}

// panicInstead makes f, the code of an instance that is not made, a panic with message.
func panicInstead(f *ssa.Func, message string) {
	b := f.Entry
	var mem *ssa.Value
	var rest []*ssa.Value
	for _, v := range b.Values {
		if v.Op == ssa.OpInitMem {
			mem = v
		} else if len(v.Args) > 0 {
			rest = append(rest, v)
		}
	}
	ssa.AutodiffSplit(b, rest)
	b.Kind = ssa.BlockExit
	panicIn(f, b, message, mem)
	ssa.AutodiffBetween(f) // for 32 bits strings have to be taken apart
}

// panicIn ends b, an exit block, with a panic.
func panicIn(f *ssa.Func, b *ssa.Block, message string, mem *ssa.Value) {
	text := b.NewValue0A(b.Pos, ssa.OpConstString, types.Types[types.TSTRING], ssa.StringToAux(message))
	sym := base.PkgLinksym("runtime", "autodiffPanic", obj.ABIInternal)
	info := f.ABIDefault.ABIAnalyzeTypes([]*types.Type{types.Types[types.TSTRING]}, nil)
	aux := ssa.StaticAuxCall(sym, info)
	call := b.NewValue0A(b.Pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(text, mem)
	call.AuxInt = aux.ArgWidth()
	b.SetControl(b.NewValue1I(b.Pos, ssa.OpSelectN, types.TypeMem, 0, call))
}
