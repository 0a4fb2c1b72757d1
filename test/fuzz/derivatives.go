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
// derivative if both is set, and adds a case for them.
func (g *generator) directives(sig signature, both bool) {
	var fin, fout, facts, args []string
	var rin, seeds, rout, gradients, racts []string
	dual := false
	for i, k := range sig.params {
		name := fmt.Sprintf("x%d", i)
		plain := fmt.Sprintf("%s %s", name, k)
		last := sig.deep && i == len(sig.params)-1
		if last {
			args = append(args, "2")
		} else {
			args = append(args, generators[k])
		}
		if k == number || dual && g.r.Intn(6) == 0 && (k == float || k == single || k == array) {
			fin, facts = append(fin, plain), append(facts, "Const")
			rin, racts = append(rin, plain), append(racts, "Const")
			continue
		}
		dual = true
		fin, facts = append(fin, fmt.Sprintf("%s, d%s", name, plain)), append(facts, "Dual")
		switch {
		case k == strct:
			rin, racts = append(rin, plain, fmt.Sprintf("d%s *%s", name, k)), append(racts, "Duplicated")
		case k.leads():
			rin, racts = append(rin, plain, fmt.Sprintf("d%s", plain)), append(racts, "Duplicated")
		default:
			rin, racts, gradients = append(rin, plain), append(racts, "Active"), append(gradients, string(k))
		}
	}
	for i, k := range sig.results {
		only := k != number && g.r.Intn(8) == 0
		switch {
		case k == number:
			fout, facts = append(fout, string(k)), append(facts, "Const")
		case only:
			fout, facts = append(fout, string(k)), append(facts, "DualOnly")
		default:
			fout, facts = append(fout, string(k), string(k)), append(facts, "Dual")
		}
		switch {
		case k == number || k.leads():
			rout, racts = append(rout, string(k)), append(racts, "Const")
			continue
		case only:
			racts = append(racts, "ActiveOnly")
		default:
			rout, racts = append(rout, string(k)), append(racts, "Active")
		}
		seeds = append(seeds, fmt.Sprintf("s%d %s", i, k))
	}
	call, rev := "Forward", ""
	g.printf("//go:autodiff %s Forward %s\nfunc d%s(%s) (%s)\n\n", sig.name, strings.Join(facts, " "), sig.name, strings.Join(fin, ", "), strings.Join(fout, ", "))
	if both {
		call, rev = "Both", " rev"+sig.name+","
		g.printf("//go:autodiff %s Reverse %s\nfunc rev%s(%s) (%s)\n\n", sig.name, strings.Join(racts, " "), sig.name,
			strings.Join(append(rin, seeds...), ", "), strings.Join(append(rout, gradients...), ", "))
	}
	g.cases = append(g.cases, fmt.Sprintf("check.%s(t, %s, d%s,%s check.Acts(%q), check.Rough(), check.Tol(%g), %s)",
		call, sig.name, sig.name, rev, strings.Join(facts, " "), g.tol, strings.Join(args, ", ")))
}
