// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The table of the package's derivatives for dynamic calls, which package runtime
// gets when the package is initialised (runtime/autodiffdynamic.go):
//
//	count, count × (code of the function, code of the derivative, kind)
//
// The table does not keep a function in the program that nothing else leads to.

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/objw"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// A pair is a row of the table.
type pair struct {
	code       *obj.LSym
	derivative *instance
	kind       int64
}

// declareTable makes the package register its table.
func (l *Worklist) declareTable(target *ir.Package) {
	l.dynamic.table = typecheck.Lookup(".autodifftable").Linksym()
	noder.AutodiffInit(target, "autodiffRegister", l.dynamic.table)
}

// writeTable writes the table, when all derivatives are made.
func (l *Worklist) writeTable() {
	d := &l.dynamic
	if d.table == nil {
		return
	}
	s, off := d.table, 0
	off = objw.Uintptr(s, off, uint64(len(d.pairs)))
	for _, p := range d.pairs {
		s.WriteWeakAddr(base.Ctxt, int64(off), types.PtrSize, p.code, 0)
		off += types.PtrSize
		off = objw.SymPtr(s, off, p.derivative.fn.Linksym(), 0)
		off = objw.Uintptr(s, off, uint64(p.kind))
	}
	objw.Global(s, int32(off), obj.NOPTR)
	d.table = nil
}
