// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Diagnostics: an error stands where the user's code cannot be differentiated,
// and shows the calls that lead there from the directive.
//
//	loss.go:12:9: cannot differentiate call to os.ReadFile: …
//		loss.go:40:6: called from loss
//		loss.go:3:1: needed by gradLoss (//go:autodiff)

package autodiff

import (
	"fmt"
	"strings"

	"cmd/compile/internal/base"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// A diagnostics reports errors of one instance.
type diagnostics struct {
	inst     *instance
	reported bool
}

// errorf reports an error at pos, a position in inst's code, with the chain
// that leads there.
func (d *diagnostics) errorf(pos src.XPos, format string, args ...any) {
	d.reported = true
	var b strings.Builder
	fmt.Fprintf(&b, format, args...)
	if d.inst.postpone(pos, b.String()) {
		return
	}
	at := innermost(pos)
	for inst := d.inst; inst != nil; {
		for index := inlining(pos); index >= 0; {
			call := base.Ctxt.InlTree.CallPos(index)
			index = base.Ctxt.InlTree.Parent(index)
			if index < 0 {
				break // the call that stands in the derivative for its primal
			}
			caller := userName(base.Ctxt.InlTree.InlinedFunction(index))
			fmt.Fprintf(&b, "\n\t%s: called from %s", base.FmtPos(innermost(call)), caller)
		}
		if inst.asked == nil || inst.request != nil && inst.outer != nil {
			fmt.Fprintf(&b, "\n\t%s: needed by %s (//go:autodiff)", base.FmtPos(inst.request.Pos), inst.request.Name)
			break
		}
		pos = inst.asked.pos
		inst = inst.asked.by
		fmt.Fprintf(&b, "\n\t%s: called from %s", base.FmtPos(innermost(pos)), enclosing(inst, pos))
	}
	base.ErrorfAt(at, 0, "%s", b.String())
}

// statement reports that what stands at pos cannot be differentiated.
func (d *diagnostics) statement(pos src.XPos, what string) {
	d.errorf(pos, "cannot differentiate %s", what)
}

// enclosing returns the name of the function of the user's in which pos, a
// position in inst's code, stands.
func enclosing(inst *instance, pos src.XPos) string {
	if index := inlining(pos); index >= 0 {
		return userName(base.Ctxt.InlTree.InlinedFunction(index))
	}
	return inst.primal.Sym().Name
}

// userName returns the name of a function as a user would write it.
func userName(sym *obj.LSym) string {
	path, args, generic := strings.Cut(sym.Name, "[")
	name := path[strings.LastIndex(path, "/")+1:]
	if generic {
		name += "[" + args
	}
	return strings.ReplaceAll(strings.TrimPrefix(name, types.LocalPkg.Prefix+"."), "%2e", ".")
}

// inlining returns the index of pos in the inlining tree, or -1.
func inlining(pos src.XPos) int {
	if b := base.Ctxt.PosTable.Pos(pos).Base(); b != nil {
		return b.InliningIndex()
	}
	return -1
}

// innermost returns the position in the source file that pos stands for,
// whatever it was inlined into.
func innermost(pos src.XPos) src.XPos {
	p := base.Ctxt.PosTable.Pos(pos)
	b := p.Base()
	if b == nil || b.InliningIndex() < 0 {
		return pos
	}
	if b.Pos().Base() == b {
		return base.Ctxt.PosTable.XPos(src.MakePos(src.NewFileBase(b.Filename(), b.AbsFilename()), p.Line(), p.Col()))
	}
	file := src.NewFileBase(p.RelFilename(), p.RelFilename()) // behind a line directive
	return base.Ctxt.PosTable.XPos(src.MakePos(file, p.RelLine(), p.RelCol()))
}
