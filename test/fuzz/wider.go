// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statements that use more of the language and its library: boxes and type switches, sorting,
// maps of maps, embedded structs, arrays by value and by address, early errors, goroutines, channels.

package main

import "fmt"

// wide writes one such statement.
func (g *generator) wide(depth int) {
	forms := []func(depth int){g.boxed, g.sorted, g.embedded, g.arrays, g.fails, g.edits, g.elements, g.functions2, g.counts, g.mixed, g.mixed}
	if g.any {
		forms = append(forms, g.nestedMaps, g.captured, g.workers, g.channels, g.onceOnly, g.iterated, g.returning)
	}
	forms[g.r.Intn(len(forms))](depth)
}

// boxed writes a type switch over a value of one of several types.
func (g *generator) boxed(depth int) {
	v, x := g.fresh(), g.fresh()
	values := []string{g.tame(1), g.expr(slice, 1), g.expr(generic, 1), g.expr(ptr, 0), g.expr(number, 0), g.expr(single, 1), g.expr(array, 1)}
	g.printf("var %s any = %s\n", v, values[g.r.Intn(len(values))])
	if g.r.Intn(2) == 0 {
		g.printf("if %s {\n%s = %s\n}\n", g.cond(), v, values[g.r.Intn(len(values))])
	}
	g.printf("switch %s := %s.(type) {\n", x, v)
	for _, k := range []kind{float, slice, generic, ptr, single} {
		g.printf("case %s:\n", k)
		g.scope(func() {
			g.add(k, x)
			g.printf("%s = %s + 0.5 * %s\n", g.place(), g.tame(2), g.use(k, x))
		})
	}
	g.printf("default:\n_ = %s\n%s -= %s\n}\n", x, g.place(), g.tame(1))
}

// use returns a float made of variable v of kind k.
func (g *generator) use(k kind, v string) string {
	return fmt.Sprintf(map[kind]string{float: "%s", single: "float64(%s)", slice: "%s[1]", array: "%s[2]", generic: "%s.Sum()", ptr: "*%s"}[k], v)
}

// sorted writes statements that order or search slices.
func (g *generator) sorted(depth int) {
	x := g.variable(slice)
	if x == "" {
		g.assign()
		return
	}
	switch v := g.fresh(); g.r.Intn(8) {
	case 0:
		g.printf("slices.Sort(%s)\n", x)
	case 1:
		g.printf("sort.Float64s(%s[:3])\n", x)
	case 2:
		g.printf("slices.SortFunc(%s, func(a, b float64) int { return cmp.Compare(math.Sin(3*b), math.Sin(3*a)) })\n", x)
	case 3:
		g.printf("sort.Sort(sort.Reverse(sort.Float64Slice(%s)))\n", x)
	case 4:
		g.printf("slices.Reverse(%s)\n", x)
	case 5:
		g.printf("%s = slices.Max(%s) - 0.5*slices.Min(%[2]s)\n", g.place(), x)
	case 6:
		g.printf("%s := slices.Insert(slices.Clone(%s), 1, %s)\n_ = %[1]s\n", v, x, g.tame(1))
		g.add(slice, v)
	case 7:
		g.printf("%s, _ := slices.BinarySearch(%s, %s)\n_ = %[1]s\n", v, x, g.leaf())
		g.add(number, v)
	}
}

// embedded writes uses of a struct that has others in it.
func (g *generator) embedded(depth int) {
	v := g.fresh()
	g.printf("%s := %s\n", v, g.one([]string{"Both{%s, %s, %s}", "&Both{%s, %s, %s}"}, g.expr(strct, 1), g.expr(generic, 1), g.tame(1)))
	switch g.r.Intn(4) {
	case 0:
		g.printf("%s.X += %s\n%s = %[1]s.Sum() + %[1]s.A\n", v, g.tame(1), g.place())
	case 1:
		g.printf("%s.set(%s)\n%s += %[1]s.B * %[1]s.K\n", v, g.tame(1), g.place())
	case 2:
		w := g.fresh()
		g.printf("%s := %s\n%[1]s.V[1], %[1]s.Y = %[3]s, %[2]s.V[0]\n%[4]s = %[2]s.V[1] - %[1]s.V[1] * %[2]s.Y\n", w, v, g.tame(1), g.place())
	case 3:
		g.printf("%s.L[0] *= 0.5\n%s = %[1]s.val(%[3]s) * %[1]s.K\n", v, g.place(), g.leaf())
	}
	g.printf("_ = %s\n", v)
}

// arrays writes statements about arrays as values, by address, and as slices.
func (g *generator) arrays(depth int) {
	a := g.variable(array)
	if a == "" {
		g.declare(array, g.expr(array, 2))
		return
	}
	v, i := g.fresh(), g.fresh()
	switch g.r.Intn(6) {
	case 0:
		g.printf("for %s, %s := range %s {\n%[3]s[2-%[1]s] = 0.5*%[2]s + %[4]s\n}\n", i, v, a, g.tame(1))
	case 1:
		g.printf("%s := &%s\nfor %s := range %[1]s {\n%[1]s[%[3]s] += %[4]s\n}\n", v, a, i, g.tame(1))
	case 2:
		g.printf("%s := %s[:]\n_ = %[1]s\n", v, a)
		g.add(slice, v)
	case 3:
		if x := g.variable(slice); x != "" {
			g.printf("%s = [3]float64(%s[%s:])\n", a, x, g.one([]string{"0", "len(" + x + ")-3"}))
		}
	case 4:
		if x := g.variable(slice); x != "" {
			g.printf("%s := (*[3]float64)(%s)\n%[1]s[0], %[1]s[2] = %[1]s[2], %[3]s\n", v, x, g.tame(1))
		}
	case 5:
		g.printf("if %s := %s; %[1]s != [3]float64{} {\n%[1]s[0] = %[3]s\n%[2]s[1] += %[1]s[0] * %[1]s[1]\n}\n", v, a, g.tame(1))
	}
}

// fails writes calls of a function that may return an error, or panic and recover.
func (g *generator) fails(depth int) {
	v, err := g.fresh(), g.fresh()
	g.printf("%s, %s := %s(%s)\n", v, err, g.one([]string{"root", "rooted"}), g.tame(1))
	g.printf("if %s != nil {\n%s = %s\n}\n_ = %[2]s\n", err, v, g.tame(1))
	g.add(float, v)
}

// edits writes changes of slices of structs, pointers to elements, and copies of structs.
func (g *generator) edits(depth int) {
	s := g.variable(structs)
	if s == "" {
		g.declare(structs, g.expr(structs, 1))
		return
	}
	v := g.fresh()
	switch g.r.Intn(5) {
	case 0:
		g.printf("%s := &%s[idx(%s)%%2]\n%[1]s.A, %[1]s.F = %[4]s, float32(%[1]s.B)\n", v, s, g.expr(number, 0), g.tame(1))
		g.add(strctp, v)
	case 1:
		g.printf("for _, %s := range %s {\n%s += %[1]s.A * %[1]s.V[0]\n%[1]s.A = 0\n%[1]s.L[1] *= 0.75\n}\n", v, s, g.place())
	case 2:
		g.printf("%s := append(%s[:1:1], %[2]s[1], %[2]s[0])\n%[1]s[2].V[2] += %[3]s\n", v, s, g.tame(1))
		g.add(structs, v)
	case 3:
		g.printf("slices.SortFunc(%s, func(a, b S) int { return cmp.Compare(a.A, b.A) })\n", s)
	case 4:
		g.printf("%s := %s[0]\n%[2]s[0].V = %[2]s[1].V\n%[2]s[1].V = %[1]s.V\n%[2]s[0].Q = %[1]s.Q\n", v, s)
		g.add(strct, v)
	}
}

// elements writes loops over rows and columns.
func (g *generator) elements(depth int) {
	m := g.variable([...]kind{matrix, grid}[g.r.Intn(2)])
	if m == "" {
		g.rows()
		return
	}
	i, j := g.fresh(), g.fresh()
	switch g.r.Intn(3) {
	case 0:
		g.printf("for %s := range 2 {\nfor %s := range 3 {\n%[3]s[%[1]s][%[2]s] = 0.5*%[3]s[1-%[1]s][2-%[2]s] + %[4]s\n}\n}\n", i, j, m, g.tame(1))
	case 1:
		g.printf("for %s := 1; %[1]s >= 0; %[1]s-- {\n%s := %s[%[1]s][0]\n%[3]s[%[1]s][0], %[3]s[%[1]s][2] = %[3]s[%[1]s][2], %[2]s\n}\n", i, j, m)
	case 2:
		g.printf("for %s, %s := range %s {\n%[3]s[0][%[1]s%%2] += %[2]s[1] * %[2]s[2]\nif %[1]s == 1 {\nbreak\n}\n}\n", i, j, m)
	}
}

// functions2 writes functions of math that other expressions do not have.
func (g *generator) functions2(depth int) {
	forms := []string{
		"math.Hypot(1+%s, %s)", "math.Atan2(%s, 2+%s)", "math.Expm1(%s) - math.Log1p(2+%s)", "math.Cbrt(2+%s) * %s",
		"math.Erf(%s) - %s", "math.Gamma(2.5+%s) * %s", "math.Mod(3.3*%s, 1.7) + %s", "math.Copysign(%s, %s)",
		"math.FMA(%s, %[1]s, %s)", "math.Dim(%s, 0.3*%s)", "math.Ldexp(%s, -1) + %s", "math.Sinh(%s) * math.Cosh(%s)",
		"math.Asin(0.9*%s) + math.Acos(0.9*%s)", "math.Max(%s, math.Min(0.3, %s))", "math.Exp2(%s) - math.Log2(3+%s)",
		"max(0.25, %s, %s)", "math.Floor(3*%s) * %s", "math.J0(%s) + math.Y0(2.5+%s)", "math.Remainder(2*%s, 1.3) + %s",
		"math.Abs(%s) * math.Trunc(2*%s)",
	}
	a, b := "math.Sin("+g.leaf()+")", "math.Tanh("+g.leaf()+")"
	g.printf("%s = %s\n", g.place(), g.one(forms, a, b))
}

// counts writes a loop whose number of iterations depends on floats.
func (g *generator) counts(depth int) {
	x, n := g.fresh(), g.fresh()
	g.printf("%s, %s := 1+%s, 0\nfor %[1]s > 0.2 && %[2]s < 6 {\n%[1]s *= 0.6 + 0.1*%[4]s\n%[2]s++\n", x, n, g.tame(1), g.tame(1))
	if g.r.Intn(2) == 0 {
		g.printf("%s += %s * %s\n", g.place(), x, g.tame(1))
	}
	g.printf("}\n")
	g.add(float, x)
	g.add(number, n)
}

// nestedMaps writes maps that hold more than numbers.
func (g *generator) nestedMaps(depth int) {
	m := g.fresh()
	switch g.r.Intn(5) {
	case 0:
		g.printf("%s := map[string][]float64{\"a\": %s}\n%[1]s[\"b\"] = append(%[1]s[\"a\"], %[3]s)\n%[1]s[\"a\"][0] += %[4]s\n%[5]s = %[1]s[\"b\"][0]\n", m, g.expr(slice, 1), g.tame(1), g.tame(1), g.place())
	case 1:
		g.printf("%s := map[int]Pair[float64]{1: %s}\n%[1]s[2] = swapped(%[1]s[1])\n%[3]s = %[1]s[2].X + %[1]s[%[4]s].Sum()\n", m, g.expr(generic, 1), g.place(), g.index())
	case 2:
		g.printf("%s := map[[2]int]float64{{0, 1}: %s}\n%[1]s[[2]int{%[3]s, 1}] -= %[4]s\n%[5]s += %[1]s[[2]int{0, 1}]\n", m, g.tame(1), g.index(), g.tame(1), g.place())
	case 3:
		g.printf("%s := map[int]map[int]float64{0: {1: %s}}\nif %[1]s[%[3]s] == nil {\n%[1]s[%[3]s] = map[int]float64{}\n}\n%[1]s[%[3]s][1] += %[4]s\n%[5]s = %[1]s[0][1]\n", m, g.tame(1), g.index(), g.tame(1), g.place())
	case 4:
		g.printf("%s := map[string]*S{\"x\": %s, \"y\": %s}\n%[1]s[\"x\"].A += %[4]s\nfor _, s := range %[1]s {\ns.B *= 0.5\n}\n%[5]s = %[1]s[\"y\"].A * %[1]s[\"x\"].B\n", m, g.expr(strctp, 1), g.expr(strctp, 1), g.tame(1), g.place())
	}
}

// captured writes function literals that share variables they change.
func (g *generator) captured(depth int) {
	acc, add, x := g.fresh(), g.fresh(), g.fresh()
	g.printf("%s := %s\n%s := func(%s float64) float64 {\n%[1]s = 0.5*%[1]s + %[4]s\nreturn %[1]s * %[4]s\n}\n", acc, g.tame(1), add, x)
	g.printf("%s = %s(%s)\n%s += twice(%[2]s, %[5]s)\n", g.place(), add, g.leaf(), g.place(), g.leaf())
	if g.r.Intn(2) == 0 {
		g.printf("%s := struct{ f func(float64) float64 }{%s}\n%s = %[1]s.f(%[4]s)\n", x, add, g.place(), g.leaf())
	}
	g.add(float, acc)
	g.add(funcs, add)
}

// pure returns an expression that changes no memory, not even behind the end of a slice.
func (g *generator) pure() string {
	return fmt.Sprintf("math.Sin(%s*%s + %s)", g.leaf(), g.leaf(), g.leaf())
}

// workers writes goroutines that compute parts of a slice, and a sum of two terms.
func (g *generator) workers(depth int) {
	if g.closed > 0 || g.loops > 1 {
		g.assign()
		return
	}
	wg, out, i, sum, mu := g.fresh(), g.fresh(), g.fresh(), g.fresh(), g.fresh()
	g.printf("var %s sync.WaitGroup\nvar %s sync.Mutex\n%s, %s := make([]float64, 4), 0.0\n", wg, mu, out, sum)
	start, end := "%[1]s.Add(1)\ngo func() {\ndefer %[1]s.Done()\n", "}()\n"
	if g.r.Intn(2) == 0 {
		start, end = "%[1]s.Go(func() {\n", "})\n"
	}
	g.printf("for %s := range 2 {\n", i)
	g.printf(start, wg)
	g.scope(func() {
		g.add(number, i)
		g.printf("%s[%s] = %s\n%[1]s[3-%[2]s] = %[1]s[%[2]s] * %[4]s\n", out, i, g.pure(), g.pure())
		if g.r.Intn(2) == 0 {
			g.printf("%s.Lock()\n%s += %s * %s[%s]\n%[1]s.Unlock()\n", mu, sum, g.pure(), out, i)
		}
	})
	g.printf("%s}\n%s.Wait()\n_, _ = &%s, %s\n", end, wg, mu, sum)
	g.add(slice, out)
	g.add(float, sum)
}

// channels writes a channel of floats, filled and emptied, here or by a goroutine.
func (g *generator) channels(depth int) {
	if g.closed > 0 || g.loops > 1 {
		g.assign()
		return
	}
	ch, v := g.fresh(), g.fresh()
	switch g.r.Intn(3) {
	case 0:
		g.printf("%s := make(chan float64, 3)\n%[1]s <- %[2]s\n%[1]s <- %[3]s\nclose(%[1]s)\nfor %[4]s := range %[1]s {\n%[5]s += 0.5 * %[4]s\n}\n", ch, g.tame(1), g.tame(1), v, g.place())
	case 1:
		g.printf("%s := make(chan float64)\ngo func() { %[1]s <- %[2]s }()\n%[3]s := <-%[1]s\n_ = %[3]s\n", ch, g.pure(), v)
		g.add(float, v)
	case 2:
		g.printf("%s := make(chan []float64, 1)\n%[1]s <- %[2]s\n%[3]s := <-%[1]s\n%[3]s[0] *= %[4]s\n", ch, g.expr(slice, 1), v, g.tame(1))
		g.add(slice, v)
	}
}

// onceOnly writes what is done once, and atomic counters.
func (g *generator) onceOnly(depth int) {
	v := g.fresh()
	if g.r.Intn(2) == 0 {
		g.printf("var %s sync.Once\nfor range 2 {\n%[1]s.Do(func() { %[2]s = %[3]s })\n}\n", v, g.place(), g.tame(1))
		return
	}
	g.printf("var %s atomic.Int64\n%[1]s.Add(int64(%[2]s))\nif %[1]s.Load() > 1 {\n%[3]s = %[4]s\n}\n", v, g.expr(number, 0), g.place(), g.tame(1))
}

// iterated writes iterators of iterators, left early.
func (g *generator) iterated(depth int) {
	i, v := g.fresh(), g.fresh()
	switch g.r.Intn(3) {
	case 0:
		g.printf("for %s := range halves(slices.Values(%s)) {\n%s += %[1]s * %[4]s\n}\n", v, g.expr(slice, 1), g.place(), g.tame(1))
	case 1:
		g.printf("%s := slices.Collect(halves(slices.Values(%s)))\n%[1]s = append(%[1]s, %[3]s, 0.5, 0.25)\n", v, g.expr(slice, 1), g.tame(1))
		g.add(slice, v)
	case 2:
		g.printf("for %s, %s := range slices.Backward(%s) {\nif %[1]s == 0 {\nbreak\n}\n%[4]s -= %[2]s * %[5]s\n", i, v, g.expr(slice, 1), g.place(), g.tame(1))
		if g.closed == 0 && g.r.Intn(2) == 0 {
			g.printf("if %s {\n", g.cond())
			g.ret()
			g.printf("}\n")
		}
		g.printf("}\n")
	}
}
