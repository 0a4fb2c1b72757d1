// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// differentiated runs the pass on the function and returns its code after that,
// in the form of text_test.go. Values and blocks are numbered in the order in
// which they are printed.
func (x *text) differentiated() string {
	l := &Worklist{byFunc: map[*ir.Func]*instance{x.inst.fn: x.inst}, byCode: make(map[*obj.LSym]*ir.Func), bySym: make(map[*types.Sym]*instance)}
	x.inst.list = l
	var code string
	ssa.Autodiff = func(f *ssa.Func) {
		l.differentiate(f)
		code = codeText(f)
	}
	defer func() { ssa.Autodiff = nil }()
	ssa.AutodiffAlone(x.f)
	return code
}

// codeText returns the code of f as text.
func codeText(f *ssa.Func) string {
	blocks := ssa.AutodiffReversePostorder(f)
	values := make([][]*ssa.Value, len(blocks))
	numbers := make(map[*ssa.Value]int)
	for i, b := range blocks {
		values[i] = sortedValues(b)
		for _, v := range values[i] {
			numbers[v] = len(numbers) + 1
		}
	}
	name := func(v *ssa.Value) string { return "v" + strconv.Itoa(numbers[v]) }
	var b strings.Builder
	for i, block := range blocks {
		fmt.Fprintf(&b, "b%d:\n", i+1)
		for _, v := range values[i] {
			fmt.Fprintf(&b, "\t%s = %s", name(v), operationText(v))
			for _, arg := range v.Args {
				b.WriteString(" " + name(arg))
			}
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "\t%v", block.Kind)
		for _, c := range block.ControlValues() {
			b.WriteString(" " + name(c))
		}
		if len(block.Succs) > 0 {
			b.WriteString(" ->")
		}
		for _, e := range block.Succs {
			fmt.Fprintf(&b, " b%d", slices.Index(blocks, e.Block())+1)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// sortedValues returns the values of b in an order that executes them, what has
// no arguments first and by its text.
func sortedValues(b *ssa.Block) []*ssa.Value {
	var first, rest []*ssa.Value
	for _, v := range ssa.AutodiffOrder(b) {
		if len(v.Args) == 0 {
			first = append(first, v)
		} else {
			rest = append(rest, v)
		}
	}
	slices.SortStableFunc(first, func(v, w *ssa.Value) int { return strings.Compare(operationText(v), operationText(w)) })
	return append(first, rest...)
}

// operationText returns what v is, without its arguments.
func operationText(v *ssa.Value) string {
	text := v.Op.String()
	if aux, ok := v.Aux.(*ssa.AuxCall); ok {
		text += " {" + aux.Fn.Name + "}"
		return text
	}
	text += fmt.Sprintf(" <%v>", v.Type)
	switch aux := v.Aux.(type) {
	case nil:
	case *ir.Name:
		text += " {" + variable(aux) + "}"
	default:
		text += fmt.Sprintf(" {%v}", aux)
	}
	switch {
	case v.Op == ssa.OpConst64F || v.Op == ssa.OpConst32F:
		text += fmt.Sprintf(" [%v]", v.AuxFloat())
	case v.AuxInt != 0:
		text += fmt.Sprintf(" [%d]", v.AuxInt)
	}
	return text
}
