// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What became of the functions, in numbers, and the reasons for refusing.

package main

import (
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A tally counts.
type tally struct {
	functions        int
	forward, reverse int            // passed
	unwritten        int            // wrappers that do not compile
	left             map[string]int // what there are no cases for, and why
	reasons          [2]map[string]int
	somewhere        int        // passed at some points, and at others there is no derivative to compare with
	strong           int        // passed with strongzero
	nowhere          int        // at no point differences agree, but forward and reverse do: not passed
	again            []*wrapper // to be tried with strongzero
	failures         []string
}

func (t *tally) bad() int { return len(t.failures) }

func (t *tally) add(o *tally) {
	t.functions += o.functions
	t.forward += o.forward
	t.reverse += o.reverse
	t.unwritten += o.unwritten
	t.somewhere += o.somewhere
	t.strong += o.strong
	t.nowhere += o.nowhere
	for k, n := range o.left {
		t.leave(k, n)
	}
	for m := range t.reasons {
		for k, n := range o.reasons[m] {
			t.refuse(m, k, n)
		}
	}
	t.failures = append(t.failures, o.failures...)
}

func (t *tally) leave(why string, n int) {
	if t.left == nil {
		t.left = make(map[string]int)
	}
	t.left[why] += n
}

var hidden = regexp.MustCompile(`\b(w\d+|func\d+(\.\d+)*|v\d+)\b|0x[0-9a-f]+`)

func (t *tally) refuse(mode int, why string, n int) {
	if t.reasons[mode] == nil {
		t.reasons[mode] = make(map[string]int)
	}
	t.reasons[mode][hidden.ReplaceAllString(why, "…")] += n
}

// passed counts a function of whose derivatives some are right and the others refused.
func (t *tally) passed(f *wrapper, fwd, rev bool) {
	t.functions++
	if f.option != "" && (fwd || rev) {
		t.strong++
	}
	if fwd {
		t.forward++
	}
	if rev {
		t.reverse++
	}
	if f.fwd != "" {
		t.refuse(0, f.fwd, 1)
	}
	if f.rev != "" {
		t.refuse(1, f.rev, 1)
	}
	if *everything && (f.fwd != "" || f.rev != "") {
		fmt.Printf("\t%s: forward %q, reverse %q\n", f.name, f.fwd, f.rev)
	}
}

func (t *tally) failed(f *wrapper, where, what string) {
	t.functions++
	t.failures = append(t.failures, fmt.Sprintf("%s (%s): %s", f.name, where, what))
	fmt.Printf("\t%s\n", t.failures[len(t.failures)-1])
}

var (
	atRunTime = regexp.MustCompile(`panic: (.*(?:of which no derivative was compiled|cannot differentiate|autodiff).*)`)
	inPrimal  = regexp.MustCompile(`: panic: `)
	inOurs    = regexp.MustCompile(`\.(fwd|rev)\d+\(|-[jv][jv]p-`)
	converge  = regexp.MustCompile(`the differences of .* do not converge|differences give`)
	infinite  = regexp.MustCompile(`is not linear: (NaN|[+-]Inf)|⟩ is (NaN|[+-]Inf), but|shadow went from .* to (NaN|[+-]Inf)|the tangent of .* is (NaN|[+-]Inf), differences`)
	drifted   = regexp.MustCompile(`was only read, its shadow went from (\S+) to (\S+)|a second call gives .* (\S+) instead of (\S+)`)
	linePlace = regexp.MustCompile(`^\d+`)
)

// drift reports whether r says that a sum came back to what it was, and its tangent did so
// but for rounding; or that a second call adds in the order that a map has then.
func (f *wrapper) drift(r string) bool {
	m := drifted.FindStringSubmatch(r)
	if m == nil {
		return false
	}
	a, err1 := strconv.ParseFloat(m[1]+m[3], 64)
	b, err2 := strconv.ParseFloat(m[2]+m[4], 64)
	tol := 1e-9
	if f.short {
		tol = 1e-4
	}
	return err1 == nil && err2 == nil && math.Abs(a-b) <= tol*max(1, math.Abs(a))
}

// wrong sorts a failed test: derivatives that panic at run time since they are refused,
// primals that panic themselves, differences of functions that are not smooth, adjoints of
// 0 · Inf, for which there is strongzero, and what is wrong indeed.
func (t *tally) wrong(f *wrapper, sub string, i int, said string) {
	reports := strings.Split(said, "    w_test.go:")
	var other []string
	fwd, rev := f.fwd == "", f.rev == ""
	rough := make(map[string]bool) // points at which there is nothing to compare with
	strong := false
	for _, r := range reports {
		if strings.TrimSpace(r) == "" {
			continue
		}
		back := strings.Contains(r, ", reverse: ")
		if m := atRunTime.FindStringSubmatch(r); m != nil {
			if why := "at run time: " + m[1]; back {
				f.rev, rev = why, false
			} else {
				f.fwd, fwd = why, false
			}
			continue
		}
		if inPrimal.MatchString(r) && !inOurs.MatchString(r) {
			t.leave("panics at other points", 1)
			return
		}
		switch {
		case f.drift(r):
		case infinite.MatchString(r):
			strong = true
			fallthrough
		case converge.MatchString(r):
			rough[linePlace.FindString(r)] = true
		default:
			other = append(other, r)
		}
	}
	if len(other) > 0 {
		t.failed(f, fmt.Sprintf("%s TestW%d", sub, i), firstLine(other[0]))
		return
	}
	switch {
	case strong && f.option == "" && (fwd || rev):
		f.option = " strongzero"
		t.again = append(t.again, f)
		return
	case len(rough) > 0 && len(rough) == len(f.cases):
		t.nowhere++
		t.functions++
		fmt.Printf("\t%s (%s TestW%d): differences: %s\n", f.name, sub, i, firstLine(said))
		return
	case len(rough) > 0:
		t.somewhere++
		if *everything {
			fmt.Printf("\t%s (%s TestW%d): at some points: %s\n", f.name, sub, i, firstLine(said))
		}
	}
	t.passed(f, fwd, rev)
}

func (t *tally) print(w io.Writer, name string) {
	fmt.Fprintf(w, "%s: %d functions, forward %d, reverse %d; %d failures, %d without a smooth point; %d not smooth at some points, %d with strongzero; left out: %d cannot be written",
		name, t.functions, t.forward, t.reverse, len(t.failures), t.nowhere, t.somewhere, t.strong, t.unwritten)
	for _, k := range sorted(t.left) {
		fmt.Fprintf(w, ", %d %s", t.left[k], k)
	}
	fmt.Fprintln(w)
	for m, mode := range []string{"forward", "reverse"} {
		reasons := sorted(t.reasons[m])
		slices.SortStableFunc(reasons, func(a, b string) int { return t.reasons[m][b] - t.reasons[m][a] })
		for _, r := range reasons {
			fmt.Fprintf(w, "\t%s %d × %s\n", mode, t.reasons[m][r], r)
		}
	}
}
