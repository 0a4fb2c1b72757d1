// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Panics that say the same at the same place stand in one block:
//
//	If c₁ -> p₁ b                     If c₁ -> p b
//	b:  If c₂ -> p₂ d                 b:  If c₂ -> p d
//	p₁: autodiffPanic("…"), mem₁  →   p:  mem = Phi mem₁ mem₂
//	p₂: autodiffPanic("…"), mem₂          autodiffPanic("…"), mem
//
// What checks a nested reference has several conditions for one message, and in several
// directions as many of them as there are directions.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A panicking is what a block says that does nothing but panic, and on which line.
type panicking struct {
	text   ssa.Aux
	length int64
	file   int32 // or inlined call
	line   uint
}

// sharePanics leaves one block of those of f that panic alike.
func sharePanics(f *ssa.Func) {
	first := make(map[panicking]*ssa.Block)
	found := false
	for _, b := range f.Blocks {
		call := soleCall(b)
		if call == nil {
			continue
		}
		says, ok := textOf(call)
		p := first[says]
		if !ok || p == nil {
			if ok {
				first[says] = b
			}
			continue
		}
		joinPanic(b, call, p)
		found = true
	}
	if found {
		ssa.AutodiffDeadcode(f)
	}
}

// soleCall returns the call of runtime.autodiffPanic in b, if b has one predecessor and does
// nothing else, or nil.
func soleCall(b *ssa.Block) *ssa.Value {
	if b.Kind != ssa.BlockExit || len(b.Preds) != 1 || b.Preds[0].Block().Kind != ssa.BlockIf {
		return nil
	}
	mem := b.Controls[0]
	if mem.Op != ssa.OpSelectN || mem.Args[0].Op != ssa.OpStaticLECall || mem.Block != b || mem.Args[0].Block != b {
		return nil
	}
	call := mem.Args[0]
	if call.Aux.(*ssa.AuxCall).Fn.Name != "runtime.autodiffPanic" {
		return nil
	}
	for _, v := range b.Values {
		if v.Type == types.TypeMem && v != mem || v.Op == ssa.OpPhi {
			return nil
		}
	}
	return call
}

// textOf returns what call, of runtime.autodiffPanic, says.
func textOf(call *ssa.Value) (says panicking, ok bool) {
	says.file, says.line = call.Pos.FileIndex(), call.Pos.Line()
	switch x := call.Args[0]; {
	case x.Op == ssa.OpConstString:
		says.text, says.length = x.Aux, -1
		return says, true
	case x.Op == ssa.OpStringMake && x.Args[0].Op == ssa.OpAddr && (x.Args[1].Op == ssa.OpConst64 || x.Args[1].Op == ssa.OpConst32):
		says.text, says.length = x.Args[0].Aux, x.Args[1].AuxInt
		return says, true
	}
	return says, false
}

// joinPanic lets what leads to b, which calls call and panics, lead to p instead.
func joinPanic(b *ssa.Block, call *ssa.Value, p *ssa.Block) {
	to := p.Controls[0].Args[0]
	n := len(to.Args) - 1
	mem := to.Args[n]
	if len(p.Preds) == 1 {
		phi := p.NewValue0(to.Pos, ssa.OpPhi, types.TypeMem)
		phi.AddArg(mem)
		to.SetArg(n, phi)
		mem = phi
	}
	ssa.AutodiffRedirect(b, p)
	mem.AddArg(call.Args[len(call.Args)-1])
}
