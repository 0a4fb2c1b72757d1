// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Function literals, function values, interfaces, iterators and maps.

package main

import "fmt"

// literal writes a function literal that is called where the compiler can see it.
func (g *generator) literal() {
	f, x := g.fresh(), g.fresh()
	g.printf("%s := func(%s float64) float64 {\n", f, x)
	g.scope(func() {
		g.add(float, x)
		if g.r.Intn(3) == 0 {
			g.printf("%s += %s\n", g.place(), g.tame(1))
		}
		g.printf("return %s\n}\n", g.tame(2))
	})
	g.printf("%s = %s(%s)\n", g.place(), f, g.leaf())
	if g.r.Intn(2) == 0 {
		g.printf("%s += %s(%s) * %s\n", g.place(), f, g.tame(1), g.leaf())
	}
}

// dynamicStatement writes a statement that makes or changes what is dynamic.
func (g *generator) dynamicStatement() {
	v := g.fresh()
	switch g.r.Intn(9) {
	case 0, 1:
		g.printf("%s := %s\n_ = %[1]s\n", v, g.function1())
		g.add(funcs, v)
	case 2:
		g.printf("%s := Shape(%s)\n_ = %[1]s\n", v, g.shape())
		g.add(shape, v)
	case 3:
		if s := g.variable(shape); s != "" {
			g.printf("%s.grow(%s)\n", s, g.tame(1))
			return
		}
		g.printf("for _, %s := range []Shape{%s, %s} {\n%[4]s += %[1]s.at(%[5]s)\n}\n", v, g.shape(), g.shape(), g.place(), g.tame(1))
	case 4:
		if len(dynamics) > 0 && dynamics[0] == table {
			g.printf("%s := map[int]float64{0: %s, 2: %s}\n%[1]s[1] += %[4]s\n", v, g.tame(2), g.leaf(), g.tame(1))
			g.add(table, v)
			return
		}
		g.assign()
	case 5:
		if m := g.variable(table); m != "" {
			g.printf("%s", g.one([]string{"delete(%s, %s%.0[3]s)\n", "if %[4]s, ok := %[1]s[%[2]s]; ok {\n%[3]s = %[4]s * 0.7\n}\n", "for %[4]s := range 5 {\n%[1]s[%[4]s] = 0.5 * %[1]s[%[2]s] + %[3]s\n}\n"}, m, g.index(), g.place(), v))
			return
		}
		g.assign()
	case 6:
		i := g.fresh()
		g.printf("for %s, %s := range each(%s) {\n_, _ = %[1]s, %[2]s\n", i, v, g.expr(slice, 1))
		g.scope(func() {
			g.add(number, i)
			g.add(float, v)
			if g.r.Intn(3) == 0 {
				g.printf("if %s {\nbreak\n}\n", g.cond())
			}
			g.printf("%s += %s\n", g.place(), g.tame(2))
		})
		g.printf("}\n")
	case 7:
		g.printf("%s := fold(%s, %s, func(s, x float64) float64 { return 0.5*s*x + %s })\n_ = %[1]s\n", v, g.expr(slice, 1), g.leaf(), g.leaf())
		g.add(float, v)
	case 8:
		g.printf("%s := []func(float64) float64{%s, %s, %s}[%s]\n_ = %[1]s\n", v, g.function1(), g.function1(), g.function1(), g.index())
		g.add(funcs, v)
	}
}

// dynamic returns a float from what is dynamic, or "".
func (g *generator) dynamic(depth int) string {
	switch g.r.Intn(3) {
	case 0:
		if f := g.variable(funcs); f != "" {
			return fmt.Sprintf("%s(%s)", f, g.tame(depth-1))
		}
	case 1:
		if s := g.variable(shape); s != "" {
			return fmt.Sprintf("math.Sin(%s.at(%s))", s, g.tame(depth-1))
		}
	case 2:
		if m := g.variable(table); m != "" {
			return fmt.Sprintf("%s[%s]", m, g.index())
		}
	}
	return ""
}

// function1 returns a function value.
func (g *generator) function1() string {
	switch g.r.Intn(5) {
	case 0:
		return [...]string{"sq", "math.Sin", "math.Tanh"}[g.r.Intn(3)]
	case 1:
		if p := g.variable(strctp); p != "" {
			return p + ".at"
		}
	case 2:
		if s := g.variable(shape); s != "" {
			return s + ".at"
		}
	case 3:
		if s := g.variable(strct); s != "" {
			return s + ".val"
		}
	}
	x, text := g.fresh(), ""
	g.scope(func() {
		g.add(float, x)
		if g.r.Intn(4) == 0 {
			text = fmt.Sprintf("%s += 0.5 * %s; ", g.place(), x)
		}
		text += "return " + g.tame(2)
	})
	return fmt.Sprintf("func(%s float64) float64 { %s }", x, text)
}

// shape returns a value with methods.
func (g *generator) shape() string {
	switch g.r.Intn(3) {
	case 0:
		return fmt.Sprintf("Disk{%s, %s}", g.tame(1), g.leaf())
	case 1:
		return fmt.Sprintf("Line(%s)", g.expr(slice, 1))
	}
	return g.expr(strctp, 1)
}
