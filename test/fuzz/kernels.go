// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions of a form that the compiler knows: they sum up, update an argument, or call
// themselves in what they return, so that the adjoint of what is called is known before.

package main

import "fmt"

// kernel writes function i as one of them.
func (g *generator) kernel(i int) {
	x, y, a, s := g.fresh(), g.fresh(), g.fresh(), g.fresh()
	g.sig = signature{name: fmt.Sprintf("f%d", i), params: []kind{slice, slice, float}, results: []kind{float}}
	g.named, g.results = false, nil
	from := g.out.Len()
	if g.r.Intn(2) == 0 {
		g.printf("//go:noinline\n")
	}
	g.printf("func %s(%s, %s []float64, %s float64) float64 {\n", g.sig.name, x, y, a)
	g.add(slice, x)
	g.add(slice, y)
	g.add(float, a)
	g.closed++ // no returns and jumps but those of the form
	forms[g.r.Intn(len(forms))](g, x, y, a, s)
	g.closed--
	g.printf("}\n\n")
	g.sig.weight = g.weight + g.out.Len() - from
	g.derivatives(g.sig)
	g.funcs = append(g.funcs, g.sig)
}

// forms write the body of func(x, y []float64, a float64) float64; s is a free name.
var forms = []func(g *generator, x, y, a, s string){
	// A sum of calls, or of terms.
	func(g *generator, x, y, a, s string) {
		i, v := g.fresh(), g.fresh()
		g.printf("%s := 0.0\nfor %s, %s := range %s {\n_, _ = %[2]s, %[3]s\n", s, i, v, x)
		g.scope(func() {
			g.add(number, i)
			g.add(float, v)
			if g.r.Intn(3) == 0 {
				g.printf("if %s {\ncontinue\n}\n", g.cond())
			}
			g.printf("%s %s %s\n", s, g.one([]string{"+=", "-="}), g.term())
			if g.r.Intn(2) == 0 {
				g.printf("%s += 0.5 * %s\n", s, g.tame(2))
			}
		})
		g.printf("}\nreturn %s\n", g.end(s, x))
	},
	// A sum of sums.
	func(g *generator, x, y, a, s string) {
		i, j, t := g.fresh(), g.fresh(), g.fresh()
		g.printf("%s := 0.0\nfor %s := range %s {\n_ = %[2]s\n%[4]s := %s\nfor %s := range %s {\n", s, i, x, t, g.one([]string{"0.0", a}), j, y)
		g.scope(func() {
			g.printf("%s += %s\n", t, g.one([]string{"%[1]s[%[2]s] * %[3]s[%[4]s]%.0[5]s", "math.Sin(%[1]s[%[2]s] + %[5]s*%[3]s[%[4]s])", "%[5]s * math.Exp(-%[3]s[%[4]s]*%[3]s[%[4]s])%.0[1]s"}, x, i, y, j, a))
		})
		g.printf("}\n%s += %s\n}\nreturn %s\n", s, g.one([]string{"%s", "math.Log(2 + %s*%[1]s)", "math.Tanh(%s)", "0.5 * %s * %[1]s"}, t), g.end(s, y))
	},
	// Updates of an argument, then a sum of it.
	func(g *generator, x, y, a, s string) {
		i := g.fresh()
		g.printf("for %s := 0; %[1]s < len(%s) && %[1]s < len(%[3]s); %[1]s++ {\n", i, x, y)
		g.scope(func() {
			g.add(number, i)
			for range 1 + g.r.Intn(2) {
				g.printf("%s", g.one([]string{"%[1]s[%[2]s] += %[4]s\n", "%[1]s[%[2]s] += %[3]s[%[2]s] * %[4]s\n", "%[3]s[%[2]s] -= 0.5 * %[1]s[%[2]s] * %[5]s\n", "%[1]s[%[2]s] *= %[4]s\n"}, x, i, y, g.tame(2), a))
			}
		})
		g.printf("}\n%s := %s\nfor %s, v := range %s {\n%[1]s += v * %[5]s[idx(%[3]s)]\n}\nreturn %[1]s\n", s, a, i, x, y)
	},
	// Halves.
	func(g *generator, x, y, a, s string) {
		g.printf("if len(%s) < 2 {\nreturn %s[0] * math.Sin(%s+%s[1])\n}\n%s := len(%[1]s) / 2\n", x, x, a, y, s)
		if g.r.Intn(2) == 0 {
			g.printf("%s[0] += 0.25 * %s[%s]\n", x, x, s)
		}
		c := g.one([]string{"0.5%.0[1]s", "%[2]s", "math.Cos(%[1]s[2])"}, y, a)
		g.printf("return %s(%s[:%s], %s, %s)*%s + %[1]s(%[2]s[%[3]s:], %[4]s, 0.5*%s)\n", g.sig.name, x, s, y, a, c, a)
	},
	// One less.
	func(g *generator, x, y, a, s string) {
		g.printf("if len(%s) == 0 {\nreturn %s\n}\n%s := %s\n", x, g.one([]string{a, "0.3", y + "[0]"}), s, "math.Sin("+x+"[0]*"+a+")")
		g.printf("return %s", g.one([]string{"%[1]s + %[2]s(%[3]s[1:], %[4]s, %[5]s)\n", "%[1]s*%[4]s[1] + 0.5*%[2]s(%[3]s[1:], %[4]s, %[1]s)\n", "math.Cos(%[2]s(%[3]s[1:], %[4]s, 0.5*%[5]s) + %[1]s)\n"}, s, g.sig.name, x, y, a))
	},
	// Two calls of itself with numbers.
	func(g *generator, x, y, a, s string) {
		g.printf("if %s < 0.3 || %[1]s > 4 {\nreturn %s[0] + %[1]s\n}\n", a, x)
		g.printf("return %s\n", g.one([]string{"0.5*%[1]s(%[2]s, %[3]s, %[4]s-0.4) + %[1]s(%[3]s, %[2]s, %[4]s*0.25)", "%[1]s(%[2]s, %[3]s, %[4]s-0.31) * %[2]s[1]"}, g.sig.name, x, y, a))
	},
}

// term returns a call of an earlier kernel, or an expression.
func (g *generator) term() string {
	for range 5 {
		if len(g.funcs) == 0 {
			break
		}
		f := g.funcs[g.r.Intn(len(g.funcs))]
		if len(f.params) == 3 && f.params[0] == slice && f.params[1] == slice && f.params[2] == float && !f.deep && len(f.results) == 1 && f.results[0] == float && g.weight+f.weight <= g.limit {
			g.weight += f.weight
			return fmt.Sprintf("%s(%s, %s, %s)", f.name, g.expr(slice, 1), g.expr(slice, 0), g.tame(1))
		}
	}
	return g.tame(3)
}

// end returns what a kernel makes of its sum s over x.
func (g *generator) end(s, x string) string {
	return g.one([]string{"%s%.0[2]s", "%s / float64(len(%s))", "0.5 * %s%.0[2]s", "math.Sqrt(1 + %s*%[1]s)%.0[2]s", "math.Log(3 + %s*%[1]s)%.0[2]s"}, s, x)
}
