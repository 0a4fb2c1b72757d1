// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What -autodiff=PrintTA, PrintAA, PrintPerf and Print show about one function:
//
//	df: types of f
//		f.go:5:12: Mul64F float64: float, its shadow is a float64
//	df: activity of f
//		f.go:5:12: Mul64F float64: active, from parameter x at f.go:4:8
//	df: costs of f
//		f.go:6:10: makeslice: allocates a shadow
//	df: forward derivative of f
//		f.go:5:9: call of math.Sin: rule

package autodiff

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// explain prints what is asked for.
func (a *activity) explain() {
	o := &debug.Flags
	if o.PrintTA && (o.PrintTAFn == "" || o.PrintTAFn == userName(a.inst.primal.Linksym()) || o.PrintTAFn == a.inst.primal.Sym().Name) {
		a.printLines("types", a.typeLine)
	}
	if o.PrintAA {
		a.printLines("activity", a.activityLine)
	}
	if o.PrintPerf {
		a.printLines("costs", a.costLine)
	}
	if o.Print {
		a.printLines("steps", a.stepLine)
	}
}

// printLines prints what of returns for the values of the function, if it is not "",
// by position.
func (a *activity) printLines(title string, of func(v *ssa.Value) string) {
	fmt.Printf("%s: %s of %s\n", a.inst.symbol(), title, userName(a.inst.primal.Linksym()))
	var lines []line
	for _, b := range a.blocks {
		for _, v := range b.Values {
			if !a.returns[b.ID] {
				continue
			}
			if text := of(v); text != "" {
				lines = append(lines, line{v.Pos, text})
			}
		}
	}
	slices.SortFunc(lines, line.compare)
	for _, l := range slices.Compact(lines) {
		fmt.Fprintf(os.Stdout, "\t%s: %s\n", position(l.pos), l.text)
	}
}

// short describes v on its own.
func short(v *ssa.Value) string {
	switch v.Op {
	case ssa.OpArg:
		return "parameter " + v.Aux.(*ir.Name).Sym().Name
	case ssa.OpLocalAddr:
		return "address of " + variable(v.Aux.(*ir.Name))
	case ssa.OpStaticLECall, ssa.OpClosureLECall, ssa.OpInterLECall, ssa.OpTailLECall:
		return "call of " + called(v)
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		return fmt.Sprintf("result %d of %s", v.AuxInt, short(v.Args[0]))
	}
	return v.Op.String() + " " + v.Type.String()
}

// typeLine says what class the type of v belongs to and what its shadow is.
func (a *activity) typeLine(v *ssa.Value) string {
	t := v.Type
	if t.IsMemory() || t.IsResults() || t.IsTuple() || t == types.TypeVoid || t == types.TypeFlags {
		return ""
	}
	class, shadow := "inactive", "none"
	switch {
	case isFloat(t):
		class, shadow = "float", "its tangent, a "+t.String()
	case a.holdsReference(t):
		class, shadow = "reference", "a "+t.String()+" that leads to shadow memory"
	case a.reaches(t):
		class, shadow = "aggregate", "a "+t.String()+" of tangents"
	case a.active(v):
		class, shadow = "bits of a float", "the bits of its tangent"
	}
	if !a.active(v) {
		shadow = "none"
	}
	return fmt.Sprintf("%s: %s, shadow: %s", short(v), class, shadow)
}

// activityLine says what the activity of v is, and why.
func (a *activity) activityLine(v *ssa.Value) string {
	if v.Type.IsMemory() || v.Type.IsResults() || !a.active(v) && (!a.reaches(v.Type) || len(v.Args) == 0) {
		return ""
	}
	if !a.active(v) {
		return short(v) + ": inactive"
	}
	return fmt.Sprintf("%s: %v, %s", short(v), a.state(v), a.why(v))
}

// why says why v is active.
func (a *activity) why(v *ssa.Value) string {
	switch v.Op {
	case ssa.OpArg, ssa.OpArgIntReg, ssa.OpArgFloatReg:
		return "as the directive or the call that needs this derivative says"
	case ssa.OpLocalAddr:
		name := v.Aux.(*ir.Name)
		if name.Class == ir.PPARAM {
			return "as the directive or the call that needs this derivative says"
		}
		if s := a.activeStore(name); s != nil {
			return "because an active value is stored there at " + position(s.Pos)
		}
		return "because a function that is called at an active value gets it"
	case ssa.OpSelectN, ssa.OpSelectNAddr:
		call := v.Args[0]
		for _, x := range callArgs(call) {
			if a.active(x) {
				return fmt.Sprintf("because the call at %s has the active argument %s", position(call.Pos), short(x))
			}
		}
		if a.demanded[call] {
			return "because an active value comes to lie in it"
		}
	case ssa.OpLoad, ssa.OpDereference:
		return "because " + short(v.Args[0]) + " leads to active memory"
	}
	for _, x := range v.Args {
		if x.Type != types.TypeMem && a.active(x) {
			return fmt.Sprintf("from %s at %s", short(x), position(x.Pos))
		}
	}
	return "from itself, around a loop"
}

// activeStore returns a store of something active into a local variable, or nil.
func (a *activity) activeStore(name *ir.Name) *ssa.Value {
	for _, b := range a.blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpStore && v.Op != ssa.OpMove || !a.active(v.Args[1]) {
				continue
			}
			p := v.Args[0]
			for p.Op == ssa.OpOffPtr || p.Op == ssa.OpAddPtr || p.Op == ssa.OpPtrIndex || p.Op == ssa.OpNilCheck {
				p = p.Args[0]
			}
			if p.Op == ssa.OpLocalAddr && p.Aux == ssa.Aux(name) {
				return v
			}
		}
	}
	return nil
}

// costLine says what the derivative does at v beside arithmetic.
func (a *activity) costLine(v *ssa.Value) string {
	switch v.Op {
	case ssa.OpLoad:
		if a.active(v) && a.holdsReference(v.Type) {
			text := "load of a nested reference: its shadow is checked"
			if a.state(v.Args[0]) == maybe {
				text += ", and may be the shared zeros"
			}
			return text
		}
	case ssa.OpStore, ssa.OpMove:
		if a.active(v.Args[0]) && a.state(v.Args[0]) == maybe {
			return "store through a reference that may be inactive: checked"
		}
	case ssa.OpClosureLECall, ssa.OpInterLECall:
		if a.plans[v].kind == byDynamic {
			return "call of " + called(v) + ": its derivative is looked up at run time"
		}
	case ssa.OpStaticLECall:
		p := a.plans[v]
		switch {
		case p == nil:
		case p.kind == byKnown && p.known.result:
			return called(v) + ": allocates a shadow"
		case p.kind == byKnown:
			return called(v) + ": carried out on shadows, too"
		case p.kind == byInstance:
			return "call of " + called(v) + ": not inlined, calls its derivative"
		}
	case ssa.OpArg:
		if p := a.params[v.Aux.(*ir.Name)]; p != nil && p.shadow != nil && a.holdsReference(v.Type) && a.inst.request != nil && !a.inst.request.Options.Unchecked {
			return "parameter " + p.primal.Sym().Name + ": its shadow is checked at entry"
		}
	}
	return ""
}

// stepLine says what becomes of a call.
func (a *activity) stepLine(v *ssa.Value) string {
	if p := a.plans[v]; p != nil {
		return "call of " + called(v) + ": " + strings.TrimSpace(p.String())
	}
	return ""
}
