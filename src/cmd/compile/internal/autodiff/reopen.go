// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Interface methods that SSA knows. The optimiser calls a method by its name where it sees
// what an interface value holds; but the body names no such function, and many are
// wrappers without a body. Such a call becomes a dynamic one again:
//
//	StaticLECall {(*square).area} p m   →   InterLECall (Addr {(*square).area}) p m

package autodiff

import (
	"slices"
	"strings"

	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// reopenMethods makes the calls in f, the code of inst, of methods that inst does not call
// by name dynamic ones.
func (inst *instance) reopenMethods(f *ssa.Func) {
	for _, b := range f.Blocks {
		for _, v := range slices.Clone(b.Values) {
			if v.Op != ssa.OpStaticLECall {
				continue
			}
			aux := v.Aux.(*ssa.AuxCall)
			if fn := inst.callees[aux.Fn]; fn != nil && noder.AutodiffHaveBody(fn) || inst.list.byCode[aux.Fn] != nil || strings.HasPrefix(aux.Fn.Name, "runtime.") || !inst.isMethod(aux.Fn) {
				continue
			}
			code := b.NewValue1A(v.Pos, ssa.OpAddr, types.Types[types.TUINTPTR], aux.Fn, staticBase(f))
			args := slices.Clone(v.Args)
			v.SetArgs1(code)
			v.AddArgs(args...)
			v.Op = ssa.OpInterLECall
			aux.Fn = nil
		}
	}
}

// isMethod reports whether code is that of a method in the method table of an interface
// which inst calls.
func (inst *instance) isMethod(code *obj.LSym) bool {
	for _, m := range inst.methods {
		for _, t := range inst.list.dynamic.types {
			for _, c := range tabled(t, m.Sym) {
				if c.code == code {
					return true
				}
			}
		}
	}
	return false
}
