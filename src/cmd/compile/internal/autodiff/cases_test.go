// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Files of cases. A case is a function as text (see text_test.go), and what the
// analysis finds out about its values:
//
//	=== name: what it shows
//	function
//	--- want
//	value: state
//	...
//
// A test prints how its file differs, and go test -update corrects the file.

package autodiff

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

var update = flag.Bool("update", false, "update what the files in testdata expect")

const (
	caseMark = "=== "
	wantMark = "--- want\n"
)

// runCases compares what print returns for each case of testdata/file with what
// the case wants.
func runCases(t *testing.T, file string, print func(x *text) string) {
	path := filepath.Join("testdata", file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	comment, cases, _ := strings.Cut("\n"+string(data), "\n"+caseMark)
	out := strings.TrimPrefix(comment, "\n") + "\n"
	for i, c := range strings.Split(cases, "\n"+caseMark) {
		title, rest, _ := strings.Cut(c, "\n")
		source, want, _ := strings.Cut(rest, wantMark)
		want = strings.Trim(want, "\n") + "\n"
		got := want
		name, _, _ := strings.Cut(title, ":")
		t.Run(name, func(t *testing.T) {
			got = print(parseText(t, source))
			if got != want && !*update {
				t.Errorf("%s: %s\n%sIf that is right: go test cmd/compile/internal/autodiff -run '%s' -update", path, title, differences(want, got), t.Name())
			}
		})
		if i > 0 {
			out += "\n"
		}
		out += caseMark + title + "\n" + source + wantMark + got
	}
	if *update && out != string(data) {
		if err := os.WriteFile(path, []byte(out), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// differences shows which lines of two texts are not in the other.
func differences(want, got string) string {
	var b strings.Builder
	only := func(mark, text, other string) {
		for line := range strings.Lines(text) {
			if !strings.Contains("\n"+other, "\n"+line) {
				b.WriteString(mark + line)
			}
		}
	}
	only("-", want, got)
	only("+", got, want)
	if b.Len() == 0 {
		return "the same lines in another order:\n" + got
	}
	return b.String()
}

// states returns the state of every value, local variable and call in a
// function that can have one.
func (x *text) states(a *activity) string {
	var b strings.Builder
	seen := make(map[*ir.Name]bool)
	for _, name := range x.names {
		v := x.values[name]
		if v.Op == ssa.OpLocalAddr {
			if local := v.Aux.(*ir.Name); local.Class != ir.PPARAM && !seen[local] {
				seen[local] = true
				has := "no shadow"
				if a.autos[local] {
					has = "shadow"
				}
				fmt.Fprintf(&b, "variable %s: %s\n", local.Sym().Name, has)
			}
		}
		if v.Type == types.TypeMem || v.Type.IsResults() && a.plans[v] == nil || !a.reaches(v.Type) && !a.active(v) && a.plans[v] == nil {
			continue
		}
		text := a.describe(v, nil)
		if p := a.plans[v]; p == nil {
			text = a.state(v).String()
		}
		fmt.Fprintf(&b, "%s: %s\n", name, text)
	}
	return b.String()
}
