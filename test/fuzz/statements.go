// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Random functions: signatures and statements.

package main

import (
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"strings"
)

// A kind is the type of a variable, as its Go text.
type kind string

const (
	float    kind = "float64"
	single   kind = "float32"
	number   kind = "int"
	slice    kind = "[]float64"
	array    kind = "[3]float64"
	ptr      kind = "*float64"
	strct    kind = "S"
	strctp   kind = "*S"
	matrix   kind = "[][]float64"
	structs  kind = "[]S"
	grid     kind = "[2][3]float64"
	sliceptr kind = "*[]float64"
	ptrptr   kind = "**float64"
	generic  kind = "Pair[float64]"
	pair     kind = "complex128"
	singles  kind = "[]float32"
	ptrs     kind = "[]*float64"

	// Of variables only.
	table kind = "map[int]float64"
	funcs kind = "func(float64) float64"
	shape kind = "Shape"
)

var kinds = []kind{float, float, float, float, single, number, slice, slice, slice, array, ptr, strct, strctp, matrix, structs, grid, sliceptr, ptrptr, generic, pair, singles, ptrs}

// dynamics are the kinds that make calls dynamic, or memory that moves by itself.
var dynamics = []kind{table, funcs, shape}

// generators name the functions that draw arguments.
var generators = map[kind]string{
	float: "check.Range(-1, 1)", single: "check.Range(-1, 1)", number: "integer", slice: "vec", array: "check.Range(-1, 1)",
	ptr: "ptr", strct: "str", strctp: "strp", matrix: "mat",
	structs: "strs", grid: "check.Range(-1, 1)", sliceptr: "vecp", ptrptr: "ptrp", generic: "check.Range(-1, 1)",
	pair: "check.Range(-1, 1)", singles: "vec32", ptrs: "ptrv",
}

// A signature is what a call of a function needs to know.
type signature struct {
	name            string
	params, results []kind
	deep            bool   // the last parameter counts recursion
	mate            string // the function that it calls instead of itself, or ""
	weight          int    // bytes of its text and that of what it calls
}

// A generator writes programs.
type generator struct {
	r     *rand.Rand
	size  int
	tol   float64
	out   strings.Builder
	funcs []signature
	cases []string
	both  bool       // reverse derivatives, too
	any   bool       // dynamic calls and maps, too
	limit int        // of a function's weight
	next  *signature // of the function that is written next, if it is known already
	mate  *signature // of the function that the one being written and the next call in turn

	// Of the function being written.
	vars    map[kind][]string
	names   int
	sig     signature
	named   bool     // results have names
	results []string // their names
	depth   string   // the parameter that counts recursion, or ""
	loops   int
	label   string
	weight  int // of what it calls
	closed  int // how many function literals are open
}

func (g *generator) printf(format string, args ...any) { fmt.Fprintf(&g.out, format, args...) }

// fresh returns a new name.
func (g *generator) fresh() string {
	g.names++
	return fmt.Sprintf("v%d", g.names)
}

// signature draws the signature of function i.
func (g *generator) signature(i int) signature {
	sig := signature{name: fmt.Sprintf("f%d", i)}
	for p := range 1 + g.r.Intn(5) {
		k := kinds[g.r.Intn(len(kinds))]
		if p == 0 && k == number {
			k = float
		}
		sig.params = append(sig.params, k)
	}
	if g.r.Intn(5) == 0 {
		sig.params = append(sig.params, number)
		sig.deep = true
	}
	for range 1 + g.r.Intn(3) {
		sig.results = append(sig.results, kinds[g.r.Intn(len(kinds))])
	}
	return sig
}

// function writes function i, its derivatives and its cases.
func (g *generator) function(i int) {
	g.vars, g.names, g.loops, g.label, g.depth, g.weight = map[kind][]string{}, 0, 0, "", "", 0
	if g.next == nil && g.r.Intn(5) == 0 {
		g.kernel(i)
		return
	}
	from := g.out.Len()
	sig := g.next
	g.next = nil
	if sig == nil {
		s := g.signature(i)
		sig = &s
		if sig.deep && g.r.Intn(3) == 0 {
			n := g.signature(i + 1)
			if !n.deep {
				n.params, n.deep = append(n.params, number), true
			}
			n.mate, sig.mate = sig.name, n.name
			g.next = &n
			g.mate = &n
		}
	}
	var in []string
	for p, k := range sig.params {
		name := g.fresh()
		in = append(in, fmt.Sprintf("%s %s", name, k))
		if sig.deep && p == len(sig.params)-1 {
			g.depth = name
		} else {
			g.add(k, name)
		}
	}
	var out []string
	g.results = nil
	g.named = g.r.Intn(4) == 0
	for _, k := range sig.results {
		if g.named {
			name := g.fresh()
			g.results = append(g.results, name)
			out = append(out, name+" "+string(k))
		} else {
			out = append(out, string(k))
		}
	}
	g.sig = *sig
	if g.r.Intn(3) == 0 {
		g.printf("//go:noinline\n")
	}
	g.printf("func %s(%s) (%s) {\n", sig.name, strings.Join(in, ", "), strings.Join(out, ", "))
	for i, name := range g.results {
		// Not before it has a value: elements of nil are out of range.
		g.printf("%s = %s\n", name, g.expr(sig.results[i], 1))
		g.add(sig.results[i], name)
	}
	if g.depth != "" {
		g.recurse()
	}
	g.block(g.size/2+g.r.Intn(g.size+1), 0)
	g.ret()
	g.printf("}\n\n")
	sig.weight = g.weight + g.out.Len() - from
	g.derivatives(*sig)
	g.mate = sig
	if g.next == nil { // of two that call each other, others call the second
		g.funcs = append(g.funcs, *sig)
	}
}

// block writes n statements in a scope of their own.
func (g *generator) block(n, depth int) {
	saved := maps.Clone(g.vars)
	for range n {
		g.statement(depth)
	}
	if depth > 0 {
		g.vars = saved
	}
}

// add makes variable name of kind k known, without touching saved scopes.
func (g *generator) add(k kind, name string) { g.vars[k] = append(slices.Clip(g.vars[k]), name) }

// declare writes a variable of kind k with value e.
func (g *generator) declare(k kind, e string) {
	name := g.fresh()
	if g.r.Intn(3) == 0 {
		g.printf("var %s %s = %s\n_ = %s\n", name, k, e, name)
	} else {
		g.printf("%s := %s(%s)\n_ = %s\n", name, paren(k), e, name)
	}
	g.add(k, name)
}

// paren makes k usable as a conversion.
func paren(k kind) string {
	if k[0] == '*' {
		return "(" + string(k) + ")"
	}
	return string(k)
}

// recurse calls the function that is being written, or its mate, with less to do.
func (g *generator) recurse() {
	callee := g.sig
	if g.sig.mate != "" {
		callee = *g.mate
	}
	g.printf("if %s > 0 && (%s) {\n", g.depth, g.cond())
	saved := maps.Clone(g.vars)
	defer func() { g.vars = saved }()
	var args []string
	for _, k := range callee.params[:len(callee.params)-1] {
		args = append(args, g.expr(k, 1))
	}
	g.keep(fmt.Sprintf("%s(%s, min(%s-1, 2))", callee.name, strings.Join(args, ", "), g.depth), callee.results)
	g.printf("%s = %s\n}\n", g.place(), g.tame(2))
}

// keep declares variables for the results of a call.
func (g *generator) keep(call string, results []kind) {
	var res []string
	for range results {
		res = append(res, g.fresh())
	}
	g.printf("%s := %s\n", strings.Join(res, ", "), call)
	for i, k := range results {
		g.printf("_ = %s\n", res[i])
		g.add(k, res[i])
	}
}

// ret writes a return statement.
func (g *generator) ret() {
	if g.named && g.r.Intn(2) == 0 {
		g.printf("return\n")
		return
	}
	var es []string
	for _, k := range g.sig.results {
		es = append(es, g.expr(k, 2))
	}
	g.printf("return %s\n", strings.Join(es, ", "))
}

// statement writes one statement.
func (g *generator) statement(depth int) {
	switch n := g.r.Intn(30); {
	case n == 20 && depth < 2 && g.loops == 0 && g.closed == 0:
		g.jumps(depth)
		return
	case n == 21 && depth < 3 && g.loops < 2:
		g.list(depth)
		return
	case n >= 22 && depth < 3:
		g.construct(depth)
		return
	case n >= 20:
		g.assign()
		return
	}
	switch n := g.r.Intn(20); {
	case n < 4:
		k := kinds[g.r.Intn(len(kinds))]
		g.declare(k, g.expr(k, 3))
	case n < 9:
		g.assign()
	case n < 10:
		g.printf("%s, %s = %s, %s\n", g.place(), g.place(), g.tame(2), g.tame(2))
	case n < 12 && depth < 3:
		g.printf("if %s {\n", g.cond())
		g.block(1+g.r.Intn(3), depth+1)
		if g.r.Intn(2) == 0 {
			g.printf("} else {\n")
			g.block(1+g.r.Intn(3), depth+1)
		}
		g.printf("}\n")
	case n < 15 && depth < 3 && g.loops < 2:
		g.loop(depth)
	case n < 16 && depth < 3:
		g.choice(depth)
	case n < 17 && g.loops > 0:
		word := [...]string{"break", "continue"}[g.r.Intn(2)]
		if g.label != "" && g.r.Intn(2) == 0 {
			word += " " + g.label
		}
		g.printf("if %s {\n%s\n}\n", g.cond(), word)
	case n < 18 && depth > 0 && g.closed == 0 && g.r.Intn(4) == 0:
		g.printf("if %s {\n", g.cond())
		g.ret()
		g.printf("}\n")
	case n < 19:
		g.call()
	default:
		g.memory()
	}
}

// assign changes a variable, an element, a field or what a pointer points to.
func (g *generator) assign() {
	switch g.r.Intn(8) {
	case 0:
		k := kinds[g.r.Intn(len(kinds))]
		if v := g.variable(k); v != "" && k != number {
			g.printf("%s = %s\n", v, g.expr(k, 3))
			return
		}
	case 1:
		g.printf("%s += %s\n", g.place(), g.tame(3))
		return
	case 2:
		g.printf("%s *= %s\n", g.place(), g.tame(2))
		return
	}
	g.printf("%s = %s\n", g.place(), g.tame(4))
}

// loop writes a loop of a few rounds.
func (g *generator) loop(depth int) {
	i := g.fresh()
	label := g.label
	if g.r.Intn(3) == 0 && g.loops == 0 {
		g.label = "L" + i
		g.printf("%s:\n", g.label)
		defer func() { g.label = label }()
	}
	used := g.label != label
	saved := g.vars[number]
	switch g.r.Intn(4) {
	case 0:
		g.printf("for %s := 0; %s < %d; %s++ {\n", i, i, 1+g.r.Intn(4), i)
	case 1:
		g.printf("for %s := range %d {\n", i, 1+g.r.Intn(4))
	case 2:
		x := g.fresh()
		g.printf("for %s, %s := range %s {\n_ = %s\n", i, x, g.expr([...]kind{slice, array}[g.r.Intn(2)], 1), x)
		g.vars[float] = append(g.vars[float][:len(g.vars[float]):len(g.vars[float])], x)
		defer func(v []string) { g.vars[float] = v }(g.vars[float][:len(g.vars[float])-1])
	case 3:
		g.printf("for %s := %d; %s > 0; %s-- {\n", i, 1+g.r.Intn(4), i, i)
	}
	g.vars[number] = append(saved[:len(saved):len(saved)], i)
	if used {
		g.printf("if %s {\ncontinue %s\n}\n", g.cond(), g.label)
	}
	g.printf("_ = %s\n", i)
	g.loops++
	g.block(1+g.r.Intn(4), depth+1)
	g.loops--
	g.printf("}\n")
	g.vars[number] = saved
}

// reducible leaves out loops that have more than one entry, static leaves out
// dynamic calls and maps.
var reducible, static bool

// jumps writes a loop made of goto, which has one entry or two.
func (g *generator) jumps(depth int) {
	n, l := g.fresh(), g.fresh()
	label := g.label
	g.label = "" // a loop outside is no loop of these
	g.printf("%s := 0\n", n)
	switch {
	case reducible:
	case g.r.Intn(2) == 0:
		g.printf("if %s {\ngoto M%s\n}\n", g.cond(), l)
	default:
		g.printf("if %s {\n%s = 1\ngoto M%s\n}\n", g.cond(), n, l)
	}
	g.printf("L%s:\n{\n", l)
	g.block(1+g.r.Intn(2), depth+1)
	if reducible {
		g.printf("}\n%s++\n{\n", n)
	} else {
		g.printf("}\nM%s:\n%s++\n{\n", l, n)
	}
	g.block(1+g.r.Intn(2), depth+1)
	g.printf("}\nif %s < %d && (%s) {\ngoto L%s\n}\n", n, 2+g.r.Intn(3), g.cond(), l)
	g.label = label
}

// list writes a loop along a list, which may have a cycle.
func (g *generator) list(depth int) {
	s := g.variable(strctp)
	if s == "" {
		g.assign()
		return
	}
	p, n := g.fresh(), g.fresh()
	g.printf("for %s, %s := %s, 0; %s != nil && %s < %d; %s, %s = %s.Next, %s+1 {\n", p, n, s, p, n, 2+g.r.Intn(3), p, n, p, n)
	g.loops++
	saved := maps.Clone(g.vars)
	g.printf("%s.%s = %s\n", p, [...]string{"A", "B", "V[1]"}[g.r.Intn(3)], g.tame(2))
	g.printf("%s += %s.%s * %.2f\n", g.place(), p, [...]string{"A", "B", "V[0]"}[g.r.Intn(3)], g.r.Float64())
	g.block(1+g.r.Intn(2), depth+1)
	g.vars = saved
	g.loops--
	g.printf("}\n")
}

// choice writes a switch.
func (g *generator) choice(depth int) {
	g.printf("switch %s {\n", g.expr(number, 1))
	for i := range 2 + g.r.Intn(3) {
		g.printf("case %d:\n", i)
		g.block(1+g.r.Intn(2), depth+1)
		if g.r.Intn(4) == 0 && i < 1 {
			g.printf("fallthrough\n")
		}
	}
	g.printf("default:\n")
	g.block(1, depth+1)
	g.printf("}\n")
}

// call calls an earlier function and keeps its results.
func (g *generator) call() {
	if p := g.variable(strctp); p != "" && g.r.Intn(3) == 0 {
		g.printf("%s = %s.set(%s)\n", g.place(), p, g.tame(2))
		return
	}
	if len(g.funcs) == 0 || g.loops > 1 {
		return
	}
	f := g.funcs[g.r.Intn(len(g.funcs))]
	if g.weight+f.weight > g.limit {
		g.assign()
		return
	}
	g.weight += f.weight
	var args []string
	for _, k := range f.params {
		args = append(args, g.expr(k, 1))
	}
	g.keep(fmt.Sprintf("%s(%s)", f.name, strings.Join(args, ", ")), f.results)
}

// memory moves memory around.
func (g *generator) memory() {
	switch g.r.Intn(10) {
	case 9:
		if p := g.variable(strctp); p != "" {
			g.printf("%s.Next = %s\n", p, g.expr(strctp, 1))
		}
	case 0:
		g.printf("copy(%s, %s)\n", g.expr(slice, 1), g.expr(slice, 1))
	case 1:
		if s := g.variable(slice); s != "" {
			g.printf("copy(%s[1:], %s)\n", s, s)
		}
	case 2:
		if s := g.variable(slice); s != "" {
			g.printf("%s = append(%s, %s)\n", s, g.expr(slice, 1), g.tame(2))
		}
	case 3:
		if p := g.variable(strctp); p != "" {
			g.printf("*%s = %s\n", p, g.expr(strct, 1))
		}
	case 4:
		g.printf("clear(%s[:1])\n", g.expr(slice, 1))
	case 6:
		if p := g.variable(sliceptr); p != "" {
			g.printf("*%s = append(*%s, %s)\n", p, p, g.tame(2))
		}
	case 7:
		if p := g.variable(ptrptr); p != "" {
			g.printf("*%s = %s\n", p, g.expr(ptr, 1))
		}
	case 8:
		if s := g.variable(structs); s != "" {
			g.printf("%s[0], %s[1] = %s[1], %s\n", s, s, s, g.expr(strct, 1))
		}
	case 5:
		if m := g.variable(matrix); m != "" {
			g.printf("%s[0], %s[1] = %s[1], %s\n", m, m, m, g.expr(slice, 1))
		}
	}
}
