// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command nist fits NIST's nonlinear regression problems and compares the
// parameters with the certified values.
//
// The fits are by Levenberg and Marquardt over gonum's QR factorization; the
// Jacobians are forward derivatives of the model functions. With -method=bfgs
// they are by gonum's BFGS along gradients, which are reverse derivatives.
// Descent ends in whatever valley it starts in, so that of its fits from
// NIST's two starts the better one counts.
//
// Usage:
//
//	nist [-method lm|bfgs] [-digits n] [problem ...]
//
// It exits with status 1 if a parameter agrees to fewer than n digits.
package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
)

// A method is a way to fit.
type method struct {
	fit    func(p *problem, start []float64) *fitter
	best   bool    // whether only the best of several fits counts
	digits float64 // that have to agree
}

var methods = map[string]method{
	"lm":   {(*problem).fitFrom, false, 8},
	"bfgs": {(*problem).descend, true, 6.5},
}

func main() {
	name := flag.String("method", "lm", "`method` of fitting: lm or bfgs")
	digits := flag.Float64("digits", 0, "digits that have to agree, if not the method's own")
	flag.Parse()
	m, ok := methods[*name]
	if !ok {
		fmt.Fprintf(os.Stderr, "nist: unknown method %s\n", *name)
		os.Exit(2)
	}
	if *digits == 0 {
		*digits = m.digits
	}
	worst, err := report(os.Stdout, m, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "nist:", err)
		os.Exit(2)
	}
	if worst < *digits {
		fmt.Fprintf(os.Stderr, "nist: only %.1f digits agree, want %g\n", worst, *digits)
		os.Exit(1)
	}
}

// report fits the problems called names, or all, by method how, prints a table
// and returns the smallest number of agreeing digits.
func report(w io.Writer, how method, names []string) (worst float64, err error) {
	worst = math.Inf(1)
	count := 0
	for _, m := range models {
		if len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, m.name) }) {
			continue
		}
		p, err := load(m)
		if err != nil {
			return 0, err
		}
		count++
		worst = math.Min(worst, p.report(w, how))
	}
	if count == 0 {
		return 0, fmt.Errorf("no problem called %s", strings.Join(names, ", "))
	}
	starts := "both starts"
	if how.best {
		starts = "the better start"
	}
	fmt.Fprintf(w, "%d problems, %s: at least %.1f digits agree\n", count, starts, worst)
	return worst, nil
}

// report fits one problem from all its starts.
func (p *problem) report(w io.Writer, how method) float64 {
	fmt.Fprintf(w, "%s (%s level, %d observations)\n", p.name, p.level, len(p.x))
	fmt.Fprintf(w, "\t%-6s %18s", "", "certified")
	var fits []*fitter
	best := 0
	for i, s := range p.starts {
		fits = append(fits, how.fit(p, s))
		if fits[i].rss < fits[best].rss {
			best = i
		}
		fmt.Fprintf(w, "%20s %6s", fmt.Sprintf("start %d", i+1), "digits")
	}
	worst := math.Inf(1)
	for k, want := range p.certified {
		fmt.Fprintf(w, "\n\tb%-5d %18.10e", k+1, want)
		for i, f := range fits {
			d := agreement(f.b[k], want)
			if !how.best || i == best {
				worst = math.Min(worst, d)
			}
			fmt.Fprintf(w, "%20.10e %6.1f", f.b[k], d)
		}
	}
	fmt.Fprintf(w, "\n\t%-6s %18.10e", "rss", p.rss)
	for _, f := range fits {
		fmt.Fprintf(w, "%20.10e %6.1f", f.rss, agreement(f.rss, p.rss))
	}
	fmt.Fprintf(w, "\n\t%-6s %18s", "steps", "")
	for _, f := range fits {
		fmt.Fprintf(w, "%20d %6s", f.steps, "")
	}
	fmt.Fprint(w, "\n\n")
	return worst
}

// agreement returns the number of digits to which got agrees with want, which
// is known to eleven.
func agreement(got, want float64) float64 {
	if got == want {
		return 11
	}
	d := -math.Log10(math.Abs(got-want) / math.Abs(want))
	if math.IsNaN(d) || d < 0 {
		return 0
	}
	return math.Min(d, 11)
}
