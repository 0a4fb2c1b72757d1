// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statements in the shapes that programs are made of, and that compilers treat
// specially: sums, updates, memory that is carried from one iteration to the next,
// deferred calls, jumps out of nested statements, what carries no derivative.

package main

import (
	"fmt"
	"maps"
)

// construct writes statements of one such shape.
func (g *generator) construct(depth int) {
	switch g.r.Intn(26) {
	case 0, 1, 2:
		g.remember(depth)
	case 3, 4:
		g.sums()
	case 5, 6:
		g.updates()
	case 7:
		g.literal()
	case 8:
		g.deferred(depth)
	case 9:
		g.inactive()
	case 10, 11:
		g.instantiated()
	case 12, 13:
		g.aliases()
	case 14:
		g.leave()
	case 15:
		g.rows()
	case 16, 17, 18, 19, 20, 21, 22:
		g.wide(depth)
	default:
		if g.any {
			g.dynamicStatement()
		} else {
			g.memory()
		}
	}
}

// scope writes what body writes, whose variables are not known behind it.
func (g *generator) scope(body func()) {
	saved := maps.Clone(g.vars)
	body()
	g.vars = saved
}

// one returns one of forms with args filled in.
func (g *generator) one(forms []string, args ...any) string {
	return fmt.Sprintf(forms[g.r.Intn(len(forms))], args...)
}

// remember writes a loop that keeps in a pointer what the iteration before made.
func (g *generator) remember(depth int) {
	if g.loops > 1 {
		g.assign()
		return
	}
	k := [...]kind{ptr, strctp, slice, ptr}[g.r.Intn(4)]
	value := map[kind]string{ptr: "*", strctp: ".A", slice: "[1]"}[k]
	at := func(name string) string {
		if k == ptr {
			return value + name
		}
		return name + value
	}
	last, i, made := g.fresh(), g.fresh(), g.fresh()
	first := "nil"
	if g.r.Intn(2) == 0 {
		first = g.expr(k, 1)
	}
	g.printf("%s := %s(%s)\nfor %s := range %d {\n_ = %[4]s\n", last, paren(k), first, i, 2+g.r.Intn(4))
	g.loops++
	g.scope(func() {
		g.add(number, i)
		g.printf("%s := %s(%s)\n", made, paren(k), g.made(k))
		g.printf("%s = %s\n", at(made), g.tame(2))
		g.printf("if %s != nil {\n", last)
		if g.r.Intn(2) == 0 {
			g.printf("%s += %s * %s\n", at(made), at(last), g.tame(1))
		}
		if g.r.Intn(2) == 0 {
			g.printf("%s = %s - %s\n", g.place(), at(last), g.tame(1))
		}
		if g.r.Intn(3) == 0 {
			g.printf("%s *= 0.5\n", at(last))
		}
		g.printf("}\n")
		g.add(k, made)
		g.block(g.r.Intn(3), depth+1)
		if g.r.Intn(4) == 0 {
			g.printf("if %s {\ncontinue\n}\n", g.cond())
		}
		g.printf("%s = %s\n}\n", last, made)
	})
	g.loops--
	if first != "nil" {
		g.printf("%s = %s + %s\n", g.place(), at(last), g.tame(1))
	}
}

// made returns new memory of kind k, or a place in some.
func (g *generator) made(k kind) string {
	switch k {
	case ptr:
		if v := g.variable(slice); v != "" && g.r.Intn(3) == 0 {
			return fmt.Sprintf("&%s[%s]", v, g.index())
		}
		return "new(float64)"
	case strctp:
		return fmt.Sprintf("&S{B: %s, L: []float64{0.3, 0.1, %s}, Q: %s}", g.leaf(), g.leaf(), g.expr(ptr, 0))
	}
	return fmt.Sprintf("[]float64{%s, %s, %s}", g.leaf(), g.leaf(), g.leaf())
}

// sums writes loops that add up, alone or one in another, and a use of their sum.
func (g *generator) sums() {
	x, y := g.expr(slice, 1), g.expr([...]kind{slice, array}[g.r.Intn(2)], 1)
	sum, i, j, a, b := g.fresh(), g.fresh(), g.fresh(), g.fresh(), g.fresh()
	g.printf("%s := %s\n", sum, g.leaf())
	g.scope(func() {
		g.printf("for %s, %s := range %s {\n_, _ = %[1]s, %[2]s\n", i, a, x)
		g.add(number, i)
		g.add(float, a)
		switch g.r.Intn(4) {
		case 0:
			g.printf("%s += %s\n", sum, g.tame(3))
		case 1:
			g.printf("if %s {\ncontinue\n}\n%s += %s * %s\n", g.cond(), sum, a, g.tame(2))
		default:
			inner := sum
			if g.r.Intn(2) == 0 {
				inner = g.fresh()
				g.printf("%s := 0.0\n", inner)
			}
			g.scope(func() {
				g.printf("for %s, %s := range %s {\n_, _ = %[1]s, %[2]s\n", j, b, y)
				g.add(number, j)
				g.add(float, b)
				g.printf("%s %s %s\n}\n", inner, g.one([]string{"+=", "-="}), g.one([]string{"%[1]s * %[2]s%.0[3]s", "%[3]s%.0[1]s", "0.3 * %[2]s * %[3]s%.0[1]s"}, a, b, g.tame(2)))
			})
			if inner != sum {
				g.printf("%s += %s\n", sum, g.one([]string{"math.Sin(%s)%.0[2]s", "%s * %s", "math.Sqrt(1 + %s*%[1]s)%.0[2]s", "%s / 3%.0[2]s"}, inner, a))
			}
		}
		g.printf("}\n")
	})
	g.printf("%s = %s\n", g.place(), g.one([]string{"math.Tanh(%s)", "0.2 * math.Cos(%s)", "math.Sin(%s / 4)"}, sum))
}

// updates writes loops over slices that change elements in place, some by others.
func (g *generator) updates() {
	x := g.variable(slice)
	if x == "" {
		g.assign()
		return
	}
	i := g.fresh()
	g.scope(func() {
		from := g.r.Intn(2)
		switch g.r.Intn(4) {
		case 0:
			from = 0
			g.printf("for %s := range %s {\n", i, x)
		case 1:
			g.printf("for %s := len(%s) - 1; %[1]s >= %[3]d; %[1]s-- {\n", i, x, from)
		default:
			g.printf("for %s := %d; %[1]s < len(%[3]s); %[1]s++ {\n", i, from, x)
		}
		g.add(number, i)
		forms := []string{"%s[%s] += 0.3 * %s\n", "%s[%s] -= 0.5 * %s\n", "%s[%s] *= 0.6 * %s\n", "%s[%s] = %s\n", "%s[%s] = math.Sin(%[1]s[%[2]s] + %[3]s)\n"}
		if from == 1 {
			forms = append(forms, "%s[%s] += 0.2 * math.Tanh(%[1]s[%[2]s-1]) * %s\n", "%s[%s-1] -= 0.3 * math.Sin(%[1]s[%[2]s]) + %s\n")
		}
		if y := g.variable(slice); y != "" {
			forms = append(forms, "%[1]s[%[2]s] += 0.3 * math.Sin("+y+"[idx(%[2]s)]) * %[3]s\n")
		}
		for range 1 + g.r.Intn(2) {
			g.printf("%s", g.one(forms, x, i, g.tame(2)))
		}
		g.printf("}\n")
	})
}

// rows writes the product of a matrix and a vector.
func (g *generator) rows() {
	m, x := g.variable(matrix), g.expr(slice, 0)
	if m == "" {
		g.updates()
		return
	}
	y, i, j := g.fresh(), g.fresh(), g.fresh()
	g.printf("%s := make([]float64, 3+len(%s))\n", y, m)
	g.printf("for %[1]s := range %[2]s {\nfor %[3]s := range %[2]s[%[1]s][:3] {\n%[4]s[%[1]s] %[5]s %[2]s[%[1]s][%[3]s] * (%[6]s)[idx(%[3]s)]\n}\n}\n", i, m, j, y, g.one([]string{"+=", "-="}), x)
	g.add(slice, y)
}

// deferred writes a deferred call that changes a named result or memory.
func (g *generator) deferred(depth int) {
	if g.loops > 0 || depth > 0 || g.closed > 0 {
		g.updates()
		return
	}
	if p := g.variable(ptr); p != "" && g.r.Intn(2) == 0 {
		g.printf("defer damp(%s, %s)\n", p, g.tame(1))
		return
	}
	for i, k := range g.sig.results {
		if g.named && k == float {
			g.printf("defer func() { %s = %s }()\n", g.results[i], g.one([]string{"math.Sin(%s)", "%s*%[1]s + 0.5", "0.75 * %s"}, g.results[i]))
			return
		}
	}
	g.assign()
}

// inactive writes statements about what has no derivative, on which one depends.
func (g *generator) inactive() {
	a, b := g.fresh(), g.fresh()
	switch g.r.Intn(4) {
	case 0:
		g.printf("for %s, %s := range %q {\n_ = %[1]s\n", a, b, "goenzyme"[g.r.Intn(4):][:3])
		g.scope(func() {
			g.add(number, a)
			g.printf("%s += 0.01 * float64(%s-'a') * %s\n", g.place(), b, g.tame(1))
		})
		g.printf("}\n")
	case 1:
		g.printf("%s := []string{\"a\", \"bc\", \"d\"}[idx(%s)]\n", a, g.expr(number, 0))
		g.printf("switch %s + \"x\" {\ncase \"ax\":\n%s = %s\n", a, g.place(), g.tame(1))
		g.printf("case \"bcx\":\n%s *= %s\n}\n", g.place(), g.tame(1))
		g.add(number, "len("+a+")")
	case 2:
		g.printf("%s := make(chan int, 2)\n%[1]s <- %s\n", a, g.expr(number, 0))
		g.printf("select {\ncase %s := <-%s:\nif %[1]s > 1 {\n%[3]s = %[4]s\n}\ndefault:\n%[5]s = 0.5\n}\n", b, a, g.place(), g.tame(1), g.place())
	case 3:
		g.printf("%s := map[string]int{\"a\": 1, \"b\": %s}\n", a, g.expr(number, 0))
		g.printf("if %s, ok := %s[\"b\"]; ok && %[1]s > 0 {\n%[3]s = %[4]s\n}\n", b, a, g.place(), g.tame(1))
	}
}

// leave writes loops in a switch in a loop, left from the inside.
func (g *generator) leave() {
	if g.loops > 0 || g.closed > 0 {
		g.assign()
		return
	}
	l, i, j := g.fresh(), g.fresh(), g.fresh()
	g.printf("N%s:\nfor %s := range %d {\n_ = %[2]s\n", l, i, 2+g.r.Intn(3))
	g.scope(func() {
		g.add(number, i)
		g.printf("switch {\ncase %s:\n%s += %s\nif %s {\nbreak\n}\n%s = %s\n", g.cond(), g.place(), g.tame(1), g.cond(), g.place(), g.tame(1))
		if g.r.Intn(2) == 0 {
			g.printf("fallthrough\n")
		}
		g.printf("case %s:\nfor %s := 0; ; %[2]s++ {\nif %[2]s > 2 {\nbreak N%s\n}\nif %s {\ncontinue N%[3]s\n}\n%[5]s = %[6]s\n}\n", g.cond(), j, l, g.cond(), g.place(), g.tame(2))
		g.printf("default:\n%s -= %s\n}\n", g.place(), g.tame(1))
	})
	g.printf("}\n")
}

// instantiated writes uses of generic types and functions.
func (g *generator) instantiated() {
	v := g.fresh()
	switch g.r.Intn(4) {
	case 0:
		g.printf("%s := scaled(%s, %s)\n_ = %[1]s\n", v, g.expr(slice, 1), g.tame(1))
		g.add(slice, v)
	case 1:
		g.printf("%s := scaled(%s, float32(%s))\n_ = %[1]s\n", v, g.expr(singles, 1), g.tame(1))
		g.add(singles, v)
	case 2:
		g.printf("var %s Stack[float64]\n%[1]s.push(%s)\n%[1]s.push(%[3]s)\n", v, g.tame(1), g.leaf())
		if g.r.Intn(2) == 0 {
			g.printf("*%s.top = %s\n", v, g.tame(1))
		}
		g.printf("%s += %s.pop()*%[2]s.all[0]\n", g.place(), v)
	case 3:
		g.printf("%s := &Stack[float64]{all: %s}\nfor range 3 {\n%[1]s.push(%[3]s)\n}\n%[4]s = *%[1]s.top\n", v, g.expr(slice, 1), g.tame(1), g.place())
	}
}

// aliases writes what makes one memory known by several names.
func (g *generator) aliases() {
	v := g.fresh()
	x := g.variable(slice)
	if x == "" {
		g.assign()
		return
	}
	switch g.r.Intn(7) {
	case 0:
		g.printf("%s := append(%s[:2], %s...)\n_ = %[1]s\n", v, x, g.expr(slice, 1))
		g.add(slice, v)
	case 1:
		g.printf("%s := %s[len(%[2]s)-3:]\n%[1]s[0] = %[3]s\n%[2]s[2] += %[1]s[1]\n", v, x, g.tame(1))
		g.add(slice, v)
	case 2:
		g.printf("copy(%s, %[1]s[1:])\n", x)
	case 3:
		g.printf("%s := append(%s, %s)\n%[1]s[0] *= %[4]s\n%[2]s[1] -= %[1]s[len(%[1]s)-1]\n", v, x, g.tame(1), g.tame(1))
		g.add(slice, v)
	case 4:
		if m := g.variable(matrix); m != "" {
			g.printf("%s = append(%[1]s, %s, %[1]s[0])\n%[1]s[1] = append(%[1]s[1][:3:3], %[3]s)\n", m, x, g.tame(1))
		}
	case 5:
		if s := g.variable(structs); s != "" {
			g.printf("%s = append(%[1]s, %[1]s[1])\nfor %s := range %[1]s {\n%[1]s[%[2]s].A += %s\n%[1]s[%[2]s].L = %[4]s\n}\n", s, v, g.tame(1), x)
		}
	case 6:
		if p := g.variable(ptrs); p != "" {
			g.printf("%s[0], %[1]s[1] = &%s[1], %[1]s[2]\nfor _, %[3]s := range %[1]s {\n*%[3]s += %s\n}\n", p, x, v, g.tame(1))
		}
	}
}
