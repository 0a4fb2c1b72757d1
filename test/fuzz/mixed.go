// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statements in which memory without derivatives meets active memory, and statements that
// defer, recover and take memory from a pool.

package main

// mixed writes one statement that puts inactive references and active ones side by side. What
// the inactive ones lead to is only read.
func (g *generator) mixed(depth int) {
	v, i := g.fresh(), g.fresh()
	switch g.r.Intn(12) {
	case 0:
		n := 1 + g.r.Intn(3)
		g.printf("%s := append(fixedRows[:%d:%[2]d], %[3]s)\n", v, n, g.expr(slice, 1))
		g.printf("for %s := range %s {\n%s += 0.5 * %[2]s[%[1]s][0] * %[2]s[len(%[2]s)-1][1]\n}\n", i, v, g.place())
	case 1:
		g.printf("%s := slices.Clone(fixedRows)\n%[1]s[idx(%s)] = %s\n%s = %[1]s[0][1] * %[1]s[1][0] - %[1]s[2][1]\n", v, g.expr(number, 0), g.expr(slice, 1), g.place())
	case 2:
		g.printf("%s := make([]S, 3)\ncopy(%[1]s, fixedStructs)\n%[1]s[1].A, %[1]s[0].L = %[2]s, %[3]s\n", v, g.tame(1), g.expr(slice, 1))
		g.printf("%s += %s[0].L[1]*%[2]s[1].L[0] + %[2]s[2].L[1]*%[2]s[1].A + *%[2]s[idx(%[3]s)].Q\n", g.place(), v, g.expr(number, 0))
	case 3:
		g.printf("%s := *fixedArray\n%[1]s[1].Q = %s\n%[1]s[2].F = float32(%[3]s)\n", v, g.expr(ptr, 0), g.leaf())
		g.printf("%s = *%s[0].Q * *%[2]s[1].Q + float64(%[2]s[2].F) * %[2]s[0].V[1]\n", g.place(), v)
	case 4:
		g.printf("var %s any = fixedStructs[1]\nif %s {\n%[1]s = %[3]s\n}\n", v, g.cond(), g.expr(strct, 1))
		g.printf("if %s, ok := %s.(S); ok {\n%s += %[1]s.A * %[1]s.L[0]\n}\n", i, v, g.place())
	case 5:
		g.printf("%s := map[string][]float64{\"a\": fixedRows[1], \"b\": %s}\n%s = %[1]s[\"a\"][0] * %[1]s[\"b\"][1]\n", v, g.expr(slice, 1), g.place())
	case 6:
		g.printf("for _, %s := range []Shape{fixedShape, Disk{%s, %s}} {\n%s += 0.3 * %[1]s.at(%[5]s)\n}\n", v, g.tame(1), g.leaf(), g.place(), g.leaf())
	case 7:
		g.printf("%s := struct {\nm map[string]float64\nx []float64\nf func(float64) float64\n}{fixedMap, %s, sq}\n", v, g.expr(slice, 1))
		g.printf("%s = %s.m[\"a\"]*%[2]s.x[0] + %[2]s.f(%[3]s)\n", g.place(), v, g.leaf())
	case 8:
		g.printf("%s := []*float64{&fixedNumber, %s}\nif %s {\n%[1]s[0], %[1]s[1] = %[1]s[1], %[1]s[0]\n}\n%[4]s -= *%[1]s[0] * 0.5 * *%[1]s[1]\n", v, g.expr(ptr, 0), g.cond(), g.place())
	case 9:
		g.printf("%s := S{L: fixedRows[2], Q: &fixedNumber, Next: &fixedStructs[0]}\n%[1]s.A, %[1]s.V[1] = %s, %s\n%[4]s = %[1]s.whole(2)\n", v, g.tame(1), g.leaf(), g.place())
	case 10:
		g.printf("%s := append([]S{%s}, fixedStructs...)\n%[1]s[2].B = %[3]s\n%[4]s = %[1]s[0].B * %[1]s[2].B + %[1]s[1].L[1]\n", v, g.expr(strct, 1), g.tame(1), g.place())
	case 11:
		g.printf("%s := [2]any{fixedNumber, %s}\n%s += %[1]s[0].(float64) * %[1]s[1].(float64)\n", v, g.tame(1), g.place())
	}
}

// returning writes calls of functions that change their results when they return, recover, or
// use memory from a pool.
func (g *generator) returning(depth int) {
	v, err := g.fresh(), g.fresh()
	switch g.r.Intn(4) {
	case 0:
		g.printf("%s := raised(%s, %s)\n_ = %[1]s\n", v, g.tame(1), g.leaf())
	case 1:
		g.printf("%s, %s := rescued(%s)\nif %[2]s != nil {\n%[1]s += 0.5\n}\n", v, err, g.tame(1))
	case 2:
		g.printf("%s := pooled(%s, %s)\n_ = %[1]s\n", v, g.tame(1), g.expr(slice, 1))
	case 3:
		g.printf("%s := stacked(%s, %s)\n_ = %[1]s\n", v, g.expr(slice, 1), g.leaf())
	}
	g.add(float, v)
}
