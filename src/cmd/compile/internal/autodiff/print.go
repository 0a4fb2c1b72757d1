// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The printout of the analysis, for -d=ssa/autodiff/debug=1. For
//
//	func f(x float64, n int) float64 { return g(x) * x }
//
//	//go:autodiff f Forward
//	func df(x, dx float64, n int) (float64, float64)
//
// it is
//
//	df: forward derivative of f
//		f.go:4:9: parameter x float64: active
//		f.go:4:16: parameter n int: inactive
//		result 0 float64: primal and shadow
//		f.go:1:44: call of g: instance g-jvp-d-d
//		f.go:1:44: SelectN[0] float64: active
//		f.go:1:48: Mul64F float64: active
//
// Local variables follow the parameters. Constants, and values whose type
// carries no derivative, are left out, and so is code that leads to a panic.
// Lines are sorted by position, so that neither the numbers nor the order of
// values matters. With debug=2 the derivative's SSA follows.

package autodiff

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/internal/src"
)

// print prints the analysis, if that is asked for.
func (a *activity) print() {
	if ssa.AutodiffDebug(a.f) >= 1 {
		os.Stdout.WriteString(a.String())
	}
	a.explain()
}

// printCode prints the derivative's code, if that is asked for.
func (inst *instance) printCode(f *ssa.Func) {
	if ssa.AutodiffDebug(f) >= 2 {
		fmt.Printf("%s, differentiated:\n%s", inst.symbol(), f)
	}
}

// String returns the analysis as text.
func (a *activity) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s derivative of %s\n", a.inst.symbol(), strings.ToLower(a.inst.mode.String()), userName(a.inst.primal.Linksym()))
	for _, p := range a.inst.params {
		fmt.Fprintf(&b, "\t%s: parameter %s %v: %v", position(p.primal.Pos()), p.primal.Sym().Name, p.primal.Type(), p.state)
		if p.moved {
			b.WriteString(", by value")
		}
		b.WriteByte('\n')
	}
	for i, t := range a.inst.primal.Type().Results() {
		fmt.Fprintf(&b, "\tresult %d %v: %v\n", i, t.Type, a.inst.results[i])
	}
	for _, list := range [][]line{a.variableLines(), a.valueLines()} {
		slices.SortFunc(list, line.compare)
		for _, l := range list {
			fmt.Fprintf(&b, "\t%s: %s\n", position(l.pos), l.text)
		}
	}
	return b.String()
}

// symbol returns the name of inst's code.
func (inst *instance) symbol() string { return userName(inst.fn.Linksym()) }

func (r result) String() string {
	switch {
	case r.primal >= 0 && r.shadow >= 0:
		return "primal and shadow"
	case r.primal >= 0:
		return "primal"
	case r.shadow >= 0:
		return "shadow"
	}
	return "neither"
}

// A line is one line of the printout.
type line struct {
	pos  src.XPos
	text string
}

func (l line) compare(m line) int {
	p, q := base.Ctxt.PosTable.Pos(l.pos), base.Ctxt.PosTable.Pos(m.pos)
	return cmp.Or(
		strings.Compare(filepath.Base(p.RelFilename()), filepath.Base(q.RelFilename())),
		cmp.Compare(p.RelLine(), q.RelLine()),
		cmp.Compare(p.RelCol(), q.RelCol()),
		strings.Compare(l.text, m.text),
	)
}

// position returns file:line:col of pos, wherever it was inlined to.
func position(pos src.XPos) string {
	p := base.Ctxt.PosTable.Pos(pos)
	if !p.IsKnown() {
		return "?"
	}
	return fmt.Sprintf("%s:%d:%d", filepath.Base(p.RelFilename()), p.RelLine(), p.RelCol())
}

// variableLines says which local variables in memory have a shadow.
func (a *activity) variableLines() []line {
	var lines []line
	seen := make(map[*ir.Name]bool)
	for _, b := range a.blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpLocalAddr {
				continue
			}
			name := v.Aux.(*ir.Name)
			if seen[name] || name.Class == ir.PPARAM || !a.reaches(name.Type()) {
				continue
			}
			seen[name] = true
			has := "no shadow"
			if a.autos[name] {
				has = "shadow"
			}
			lines = append(lines, line{name.Pos(), fmt.Sprintf("variable %s %v: %s", variable(name), name.Type(), has)})
		}
	}
	return lines
}

// variable returns the name of a local variable. The compiler numbers its own.
func variable(name *ir.Name) string {
	if s := name.Sym().Name; !strings.HasPrefix(s, ".") {
		return s
	}
	return "(temporary)"
}

// valueLines says what the analysis found out about values and calls.
func (a *activity) valueLines() []line {
	var lines []line
	names := a.namesOfValues()
	for _, b := range a.blocks {
		if !a.returns[b.ID] {
			continue
		}
		for _, v := range b.Values {
			if text := a.describe(v, names); text != "" {
				lines = append(lines, line{v.Pos, text})
			}
		}
	}
	return lines
}

// describe returns what the analysis found out about v, or "" if v can carry
// no derivative.
func (a *activity) describe(v *ssa.Value, names map[*ssa.Value][]string) string {
	if p := a.plans[v]; p != nil {
		text := "call of " + called(v) + ": " + p.String()
		if a.demanded[v] {
			text += ", result demanded"
		}
		return text
	}
	if len(v.Args) == 0 || !a.active(v) && !a.reaches(v.Type) {
		return ""
	}
	text := v.Op.String()
	switch v.Op {
	case ssa.OpSelectN, ssa.OpSelectNAddr, ssa.OpStructSelect, ssa.OpArraySelect, ssa.OpOffPtr:
		text += fmt.Sprintf("[%d]", v.AuxInt)
	}
	text += " " + v.Type.String()
	if name, ok := v.Aux.(*ir.Name); ok {
		text += " " + variable(name)
	}
	if of := names[v]; len(of) > 0 {
		text += " (" + strings.Join(of, ", ") + ")"
	}
	return text + ": " + a.state(v).String()
}

// namesOfValues returns the names of the variables that values are values of.
func (a *activity) namesOfValues() map[*ssa.Value][]string {
	names := make(map[*ssa.Value][]string)
	for _, slot := range a.f.Names {
		name := slot.N.Sym().Name
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") {
			continue
		}
		for _, v := range a.f.NamedValues[*slot] {
			if v.Type == slot.Type && !slices.Contains(names[v], name) {
				names[v] = append(names[v], name)
			}
		}
	}
	for _, of := range names {
		slices.Sort(of)
	}
	return names
}

// called names the function that a call calls.
func called(call *ssa.Value) string {
	switch call.Op {
	case ssa.OpClosureLECall:
		return "a function value"
	case ssa.OpInterLECall:
		return "an interface method"
	}
	return userName(call.Aux.(*ssa.AuxCall).Fn)
}

func (p *plan) String() string {
	switch p.kind {
	case byRule:
		return "rule"
	case byKnown:
		return "known"
	case byInstance:
		return "instance " + symbolName(p.callee, p.width, p.states, p.marks())
	case byDynamic:
		return "dynamic"
	case byCell:
		return "cell"
	case refuse:
		return "refuse: " + p.reason
	}
	return "leave"
}

// marks says which results of an instance's call carry a tangent.
func (p *plan) marks() []bool {
	marks := make([]bool, p.callee.Type().NumResults())
	for i := range marks {
		marks[i] = p.resultState(i) != inactive
	}
	return marks
}
