// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Function values for parameters: smooth functions of what they get, with two numbers of x.
// Of a func(float64, []float64) float64 it is
//
//	func(p0 float64, p1 []float64) float64 {
//		sum := p0 + s.sum(p1)
//		return c0 + c1*sum
//	}
//
// What returns nothing writes into the first slice that it gets.

package main

import (
	"fmt"
	"go/types"
	"strings"
)

// function writes a function literal.
func (b *builder) function(sig *types.Signature) (string, bool) {
	id := b.fresh()
	b.printf("%sa, %sb := s.float(), s.float()", id, id)
	b.printf("_, _ = %sa, %sb", id, id)
	before := b.text
	b.text = strings.Builder{}
	restore := func() {
		b.text = strings.Builder{}
		b.text.WriteString(before.String())
	}
	var params, sums, ints []string
	target := ""
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		p := fmt.Sprintf("%sp%d", id, i)
		written := b.typ(t)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			written = "..." + strings.TrimPrefix(written, "[]")
		}
		params = append(params, p+" "+written)
		if sl, ok := t.Underlying().(*types.Slice); ok && target == "" && float(sl.Elem()) && sig.Results().Len() == 0 {
			target = p
			continue
		}
		sums = append(sums, b.summands(p, t)...)
		if u, ok := t.Underlying().(*types.Basic); ok && u.Info()&types.IsInteger != 0 {
			ints = append(ints, p)
		}
	}
	sum := id + "s"
	b.printf("%s := %s", sum, strings.Join(append(sums, b.zero()), " + "))
	b.printf("_ = %s", sum)
	if target != "" {
		b.printf("for i := range %s {", target)
		b.printf("%s[i] = %sa*%s + %sb*%s[i%%max(1, len(%s))]*%s", target, id, sum, id, target, target, target+"[i]")
		b.printf("}")
	}
	var results, returned []string
	for i := range sig.Results().Len() {
		t := sig.Results().At(i).Type()
		results = append(results, b.typ(t))
		e, ok := b.returned(t, id, sum, sig, ints)
		if !ok {
			restore()
			return "", false
		}
		returned = append(returned, e)
	}
	b.printf("return %s", strings.Join(returned, ", "))
	body := b.text.String()
	restore()
	return fmt.Sprintf("func(%s) (%s) {\n%s}", strings.Join(params, ", "), strings.Join(results, ", "), body), true
}

func float(t types.Type) bool {
	u, ok := t.Underlying().(*types.Basic)
	return ok && u.Info()&types.IsFloat != 0
}

// zero is the zero of the floats in x.
func (b *builder) zero() string {
	if b.short {
		return "float32(0)"
	}
	return "float64(0)"
}

// summands lists the floats that parameter p has: its own, those of its fields and elements.
func (b *builder) summands(p string, t types.Type) (sums []string) {
	to := types.Typ[b.kind()].Name()
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsFloat != 0 {
			return []string{to + "(" + p + ")"}
		}
		if u.Info()&types.IsComplex != 0 {
			return []string{to + "(real(" + p + "))", to + "(imag(" + p + "))"}
		}
	case *types.Slice:
		if e, ok := u.Elem().(*types.Basic); ok && e.Kind() == b.kind() {
			return []string{"squares(" + p + ")"}
		}
	case *types.Array:
		if u.Len() > 0 && float(u.Elem()) {
			return []string{to + "(" + p + "[0])"}
		}
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() && float(f.Type()) {
				sums = append(sums, to+"("+p+"."+f.Name()+")")
			}
		}
	}
	return sums
}

// returned writes a result of a function literal.
func (b *builder) returned(t types.Type, id, sum string, sig *types.Signature, ints []string) (string, bool) {
	if u, ok := t.Underlying().(*types.Basic); ok {
		switch {
		case u.Info()&types.IsFloat != 0:
			return fmt.Sprintf("%s(%sa + %sb*%s)", b.typ(t), id, id, sum), true
		case u.Info()&types.IsComplex != 0:
			return fmt.Sprintf("%s(complex(%sa*%s, %sb))", b.typ(t), id, sum, id), true
		case u.Info()&types.IsInteger != 0 && len(ints) > 0:
			return b.typ(t) + "(" + ints[0] + ")", true
		case u.Info()&types.IsBoolean != 0 && len(ints) == 2:
			return ints[0] + " < " + ints[1], true
		case u.Info()&types.IsBoolean != 0:
			return fmt.Sprintf("%s > %sa", sum, id), true
		}
	}
	for i := range sig.Params().Len() {
		if types.Identical(sig.Params().At(i).Type(), t) {
			return fmt.Sprintf("%sp%d", id, i), true
		}
	}
	return b.value(t, "")
}
