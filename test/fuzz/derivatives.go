// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Directives and cases of random functions.

package main

import (
	"fmt"
	"strings"
)

// flattened is how a result of each kind becomes a number: what leads to
// memory has no seed in reverse mode.
var flattened = map[kind]string{
	slice: "flat(%s...)", ptr: "*%s", strct: "%s.whole(2)", strctp: "%s.whole(2)", matrix: "flats(%s)",
	structs: "wholes(%s)", sliceptr: "flat(*%s...)", ptrptr: "**%s",
	singles: "flat32(%s)", ptrs: "flatp(%s)",
}

// leads reports whether k leads to memory.
func (k kind) leads() bool { return flattened[k] != "" }

// derivatives writes the derivatives of a function and the cases for them.
func (g *generator) derivatives(sig signature) {
	flat := g.both && (g.r.Intn(4) > 0)
	any := false
	for _, k := range sig.results {
		any = any || k.leads()
	}
	if !flat || !any {
		g.directives(sig, g.both)
		return
	}
	if g.r.Intn(4) == 0 {
		g.directives(sig, g.r.Intn(2) == 0)
	}
	w := signature{name: sig.name + "Flat", params: sig.params, deep: sig.deep}
	var in, args, res, out, types []string
	for i, k := range sig.params {
		in = append(in, fmt.Sprintf("p%d %s", i, k))
		args = append(args, fmt.Sprintf("p%d", i))
	}
	for i, k := range sig.results {
		r := fmt.Sprintf("r%d", i)
		res = append(res, r)
		t := k
		if f := flattened[k]; f != "" {
			r, t = fmt.Sprintf(f, r), float
		}
		w.results = append(w.results, t)
		out = append(out, r)
		types = append(types, string(t))
	}
	g.printf("func %s(%s) (%s) {\n%s := %s(%s)\nreturn %s\n}\n\n", w.name, strings.Join(in, ", "), strings.Join(types, ", "),
		strings.Join(res, ", "), sig.name, strings.Join(args, ", "), strings.Join(out, ", "))
	g.directives(w, true)
}

// directives declares the forward derivative of a function, and its reverse
// derivative if both is set, and adds a case for them; for some functions also
// derivatives in two directions at once.
func (g *generator) directives(sig signature, both bool) {
	acts := g.activities(sig)
	g.declared(sig, acts, both, 1)
	if !sig.deep && g.r.Intn(6) == 0 {
		g.declared(sig, acts, both, 2)
	}
}

// activities draws the activities of parameters and results, in the words of forward mode.
func (g *generator) activities(sig signature) []string {
	var acts []string
	dual := false
	for _, k := range sig.params {
		switch {
		case k == number || dual && g.r.Intn(6) == 0 && (k == float || k == single || k == array):
			acts = append(acts, "Const")
			continue
		case k.leads() && k != strct && g.r.Intn(10) == 0:
			acts = append(acts, "DualOnly")
		default:
			acts = append(acts, "Dual")
		}
		dual = true
	}
	for _, k := range sig.results {
		switch {
		case k == number:
			acts = append(acts, "Const")
		case g.r.Intn(8) == 0:
			acts = append(acts, "DualOnly")
		default:
			acts = append(acts, "Dual")
		}
	}
	return acts
}

// declared declares the derivatives in n directions, and their cases.
func (g *generator) declared(sig signature, acts []string, both bool, n int) {
	wide, width, prefix, option := "", "", "", ""
	if n > 1 {
		wide, width, prefix, option = fmt.Sprintf("[%d]", n), fmt.Sprintf("(%d)", n), fmt.Sprint("w", n), fmt.Sprintf(" check.Width(%d),", n)
	}
	var fin, fout, args []string
	var rin, seeds, rout, gradients, racts []string
	for i, k := range sig.params {
		name := fmt.Sprintf("x%d", i)
		plain := fmt.Sprintf("%s %s", name, k)
		shadow := fmt.Sprintf("d%s %s%s", name, wide, k)
		if acts[i] == "DualOnly" && k[0] == '*' {
			plain = fmt.Sprintf("%s %s", name, k[1:])
		}
		if sig.deep && i == len(sig.params)-1 {
			args = append(args, "2")
		} else {
			args = append(args, generators[k])
		}
		if acts[i] == "Const" {
			fin, rin, racts = append(fin, plain), append(rin, plain), append(racts, "Const")
			continue
		}
		fin = append(fin, plain, shadow)
		switch {
		case k == strct:
			rin, racts = append(rin, plain, fmt.Sprintf("d%s %s*%s", name, wide, k)), append(racts, "Duplicated")
		case k.leads():
			rin, racts = append(rin, plain, shadow), append(racts, strings.Replace(acts[i], "Dual", "Duplicated", 1))
		default:
			rin, racts, gradients = append(rin, plain), append(racts, "Active"), append(gradients, wide+string(k))
		}
	}
	for i, k := range sig.results {
		act := acts[len(sig.params)+i]
		switch act {
		case "Const":
			fout = append(fout, string(k))
		case "DualOnly":
			fout = append(fout, wide+string(k))
		default:
			fout = append(fout, string(k), wide+string(k))
		}
		switch {
		case k == number || k.leads():
			rout, racts = append(rout, string(k)), append(racts, "Const")
			continue
		case act == "DualOnly":
			racts = append(racts, "ActiveOnly")
		default:
			rout, racts = append(rout, string(k)), append(racts, "Active")
		}
		seeds = append(seeds, fmt.Sprintf("s%d %s%s", i, wide, k))
	}
	call, rev := "Forward", ""
	g.printf("//go:autodiff %s Forward%s %s%s\nfunc d%s%s(%s) (%s)\n\n", sig.name, width, strings.Join(acts, " "), g.options(), prefix, sig.name, strings.Join(fin, ", "), strings.Join(fout, ", "))
	if both {
		call, rev = "Both", fmt.Sprintf(" rev%s%s,", prefix, sig.name)
		g.printf("//go:autodiff %s Reverse%s %s%s\nfunc rev%s%s(%s) (%s)\n\n", sig.name, width, strings.Join(racts, " "), g.options(), prefix, sig.name,
			strings.Join(append(rin, seeds...), ", "), strings.Join(append(rout, gradients...), ", "))
	}
	last := fmt.Sprintf("check.Acts(%q), check.Rough(), check.Tol(%g), %s)", strings.Join(acts, " "), g.tol, strings.Join(args, ", "))
	switch {
	case n == 1:
		g.cases = append(g.cases, fmt.Sprintf("check.%s(t, %s, d%s,%s %s", call, sig.name, sig.name, rev, last))
	case both: // float32s inside have no differences to speak of; the forward derivative was compared with them
		g.cases = append(g.cases, fmt.Sprintf("check.Reverse(t, %s,%s%s check.Against(d%s), %s", sig.name, rev, option, sig.name, last))
		fallthrough
	default:
		g.cases = append(g.cases, fmt.Sprintf("check.Forward(t, %s, d%s%s,%s %s", sig.name, prefix, sig.name, option, last))
	}
}

// options draws options of a directive: arguments do not overlap, shadows are not their primals,
// and what is computed is finite, so that each may be there and change nothing.
func (g *generator) options() string {
	text := ""
	for _, option := range []string{"noalias", "runtimeactivity", "strongzero", "unchecked"} {
		if g.r.Intn(12) == 0 {
			text += " " + option
		}
	}
	return text
}
