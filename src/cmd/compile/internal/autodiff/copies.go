// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Copies: function literals that are the same. Each derivative has a copy of its primal's body,
// and with it function literals of its own, with code of their own:
//
//	func f(x float64) float64 { return apply(func(y float64) float64 { return x * y }) }
//
//	f.func1, df.f.func1, revf.f.func1, f-jvp-d-d.f.func1, …
//
// A dynamic call may call any of them, so the table (table.go) has a row for each. Their
// derivatives are the same if their SSA is: then all the rows name the first one, and the others
// are not made. What the SSA of a literal leaves open, what it has captured and for which call
// the derivative is, counts as well.

package autodiff

import (
	"fmt"
	"reflect"
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/hash"
	"cmd/internal/obj"
)

// A likeness is the same for functions that have the same derivatives.
type likeness [32]byte

// copyOf returns a derivative that does what inst would, whose primal is f, or nil, and f's
// likeness; ok is false if that cannot be told.
func (inst *instance) copyOf(f *ssa.Func) (same *instance, like likeness, ok bool) {
	c := inst.candidate
	if c == nil || c.as != aFunction || inst.goroutine != nil || len(inst.launches) > 0 || inst.charge || inst.inner != nil || inst.outer != nil {
		return nil, like, false
	}
	d := describer{inst: inst, f: f, names: make(map[*ir.Name]int), values: make(map[ssa.ID]int), blocks: make(map[ssa.ID]int)}
	d.all()
	if d.failed {
		return nil, like, false
	}
	like = hash.Sum32([]byte(d.text.String()))
	return inst.list.dynamic.alike[like], like, true
}

// A describer writes down a function so that functions which do the same by the same
// operations have the same text.
type describer struct {
	inst   *instance
	f      *ssa.Func
	text   strings.Builder
	names  map[*ir.Name]int
	values map[ssa.ID]int
	blocks map[ssa.ID]int
	failed bool // there is something that no text stands for
}

func (d *describer) printf(format string, args ...any) { fmt.Fprintf(&d.text, format, args...) }

// all describes the function.
func (d *describer) all() {
	inst := d.inst
	d.printf("%d %d %s\n%s\n", inst.mode, inst.width, strings.TrimPrefix(inst.fn.Sym().Name, inst.candidate.symbol().Name), inst.fn.Type().LinkString())
	for _, v := range inst.fn.ClosureVars {
		d.printf("captures %s %v\n", v.Type().LinkString(), v.Byval())
	}
	for i, f := range inst.fn.Type().RecvParams() {
		d.names[f.Nname.(*ir.Name)] = -1 - i
	}
	for _, m := range inst.methods {
		d.printf("method %s %s\n", m.Sym.Linkname, m.Type.LinkString())
	}
	for i, b := range d.f.Blocks {
		d.blocks[b.ID] = i
		for _, v := range b.Values {
			if v.Op != ssa.OpInlMark {
				d.values[v.ID] = len(d.values)
			}
		}
	}
	for _, b := range d.f.Blocks {
		d.printf("block %v %v %d %s", b.Kind, b.Likely, b.AuxInt, d.aux(b.Aux))
		for _, e := range b.Succs {
			d.printf(" %d/%d", d.blocks[e.Block().ID], e.Index())
		}
		for _, v := range b.ControlValues() {
			d.printf(" c%d", d.values[v.ID])
		}
		d.printf("\n")
		for _, v := range b.Values {
			if v.Op == ssa.OpInlMark {
				continue // says where, not what
			}
			d.printf("%v %s %d %s", v.Op, typeText(v.Type), v.AuxInt, d.aux(v.Aux))
			for _, x := range v.Args {
				d.printf(" %d", d.values[x.ID])
			}
			d.printf("\n")
		}
	}
}

// typeText returns a text that stands for t.
func typeText(t *types.Type) string {
	switch t.Kind() {
	case types.TSSA, types.TTUPLE, types.TRESULTS:
		return t.String()
	}
	return t.LinkString()
}

// aux returns a text that stands for what a value or block has beside its arguments.
func (d *describer) aux(aux ssa.Aux) string {
	switch aux := aux.(type) {
	case nil:
		return ""
	case *ir.Name:
		return d.variable(aux)
	case *ssa.AuxNameOffset:
		return fmt.Sprintf("%s+%d", d.variable(aux.Name), aux.Offset)
	case *obj.LSym:
		return fmt.Sprintf("s%p", aux)
	case *types.Type:
		return aux.LinkString()
	case *ssa.AuxCall:
		var b strings.Builder
		fmt.Fprintf(&b, "f%p", aux.Fn)
		for i := range aux.NArgs() {
			b.WriteString(" " + aux.TypeOfArg(i).LinkString())
		}
		b.WriteString(" :")
		for i := range aux.NResults() {
			b.WriteString(" " + aux.TypeOfResult(i).LinkString())
		}
		return b.String()
	}
	if v := reflect.ValueOf(aux); v.Kind() == reflect.String {
		return fmt.Sprintf("%q", v.String())
	}
	d.failed = true
	return ""
}

// variable returns a text that stands for a parameter or variable.
func (d *describer) variable(name *ir.Name) string {
	n, known := d.names[name]
	if !known {
		n = len(d.names)
		d.names[name] = n
	}
	return fmt.Sprintf("n%d %d %s", n, name.Class, name.Type().LinkString())
}

// leaveOut makes f, the code of inst, empty: nothing leads there, since rows of the table
// name same instead.
func (inst *instance) leaveOut(f *ssa.Func, same *instance) {
	inst.same = same
	panicInstead(f, inst.name()+": "+same.name()+" stands for it")
}
