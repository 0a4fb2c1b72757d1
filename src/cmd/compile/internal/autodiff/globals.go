// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package-level variables. Most are inactive. One that has a shadow, which a directive
// //go:autodiffshadow names (noder/autodiffshadow.go), is active in every derivative, as
// what a parameter leads to is that is Dual or Duplicated:
//
//	p = Addr {weights}      p' = Addr {dWeights}
//
// In several directions the shadow is an array, with one for each direction.
//
// Any function may use such a variable, whatever it gets and returns. So where there are
// some, in the package under compilation or in one that it depends on, calls with nothing
// active are differentiated as well, but for those that cannot come to one: of a function
// of the standard library that gets nothing that may lead to a function or an active value.

package autodiff

import (
	"slices"
	"strconv"
	"strings"

	"cmd/compile/internal/noder"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// shadowOf returns the shadow of the package-level variable whose address v is, or nil.
func shadowOf(v *ssa.Value) *noder.AutodiffShadow {
	sym, ok := v.Aux.(*obj.LSym)
	if !ok {
		return nil
	}
	if s, ok := noder.AutodiffShadows()[sym]; ok {
		return &s
	}
	return nil
}

// variableShadow returns the address of the shadow of the package-level variable whose address v is.
func (f *forward) variableShadow(v *ssa.Value) *ssa.Value {
	s := shadowOf(v)
	p := f.e.b.NewValue1A(v.Pos, ssa.OpAddr, v.Type, s.Sym, f.sb())
	if s.Width == 0 {
		return p
	}
	return f.e.b.NewValue1I(v.Pos, ssa.OpOffPtr, v.Type, int64(f.index)*v.Type.Elem().Size(), p)
}

// sharesVariables reports whether a function may use a variable with a shadow.
func sharesVariables() bool { return len(noder.AutodiffShadows()) > 0 }

// mayShare reports whether the function that aux is about may use a variable with a shadow.
func (a *activity) mayShare(aux *ssa.AuxCall) bool {
	if !sharesVariables() {
		return false
	}
	fn := a.inst.callees[aux.Fn]
	if fn == nil || fn.Sym() == nil || fn.Sym().Pkg.Path == "" || !noder.AutodiffStandard(fn.Sym().Pkg.Path) {
		return true
	}
	for i := int64(0); i < aux.NArgs(); i++ {
		if a.reaches(aux.TypeOfArg(i)) {
			return true
		}
	}
	return false
}

// sayNothing are the methods that types of all kinds have, which compute no floats.
var sayNothing = []string{"Close", "Done", "Err", "Error", "Read", "String", "Unwrap", "Write", "WriteByte", "WriteString"}

// mayShareDynamic reports whether the function that the dynamic call v calls may use a
// variable with a shadow.
func (a *activity) mayShareDynamic(v *ssa.Value) bool {
	if !sharesVariables() {
		return false
	}
	names := a.inst.calledMethods(calledBy(v))
	return v.Op != ssa.OpInterLECall || len(names) == 0 || slices.ContainsFunc(names, func(m *types.Sym) bool {
		return !slices.Contains(sayNothing, m.Name)
	})
}

// variableReason returns why a derivative cannot use the package-level variable whose
// address v is, or "".
func (a *activity) variableReason(v *ssa.Value) string {
	s := shadowOf(v)
	if s == nil {
		return ""
	}
	what := "package-level variable " + variableName(v) + ", which has a shadow for one direction, "
	if s.Width > 0 {
		what = "package-level variable " + variableName(v) + ", which has a shadow for " + strconv.Itoa(s.Width) + " directions at once, "
	}
	switch {
	case a.inst.width > 1 && s.Width == 0:
		return what + "in several directions at once"
	case a.inst.width != max(s.Width, 1):
		return what + "in " + strconv.Itoa(a.inst.width)
	case a.inst.outer != nil || a.inst.inner != nil:
		return what + "in a derivative of a derivative"
	}
	return ""
}

// usedAt returns the position of v, or of the first use of it that has one: the address of
// a variable has none.
func (a *activity) usedAt(v *ssa.Value) src.XPos {
	if v.Op != ssa.OpAddr {
		return v.Pos
	}
	of := map[*ssa.Value]bool{v: true}
	for changed := true; changed; {
		changed = false
		for _, b := range a.blocks {
			for _, w := range b.Values {
				if of[w] || !slices.ContainsFunc(w.Args, func(x *ssa.Value) bool { return of[x] }) {
					continue
				}
				if w.Pos.IsKnown() {
					return w.Pos
				}
				of[w] = true
				changed = true
			}
		}
	}
	return v.Pos
}

// variableName returns the name of the package-level variable whose address v is.
func variableName(v *ssa.Value) string {
	name := v.Aux.(*obj.LSym).Name
	return name[strings.LastIndexByte(name, '/')+1:]
}
