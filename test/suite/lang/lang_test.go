// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package lang goes through Go's specification, and the packages that programs
// are made of: each construct in a function, each function differentiated in
// both modes and compared with differences.
//
//	go test ./lang             checks the table in rows_test.go, and doc/coverage.md against it
//	go test ./lang -update     writes doc/coverage.md
package lang

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

var update = flag.Bool("update", false, "write doc/coverage.md")

// A row is one construct: a primal that uses it, and its derivatives.
type row struct {
	chapter, what string
	primal        any
	fwd, rev      any // the derivatives, each a function or refused
	args          []any
}

// refused stands for a derivative that there is not: part of the error that says
// why, for which there is a test in test/script.
type refused string

func args(xs ...any) []any { return xs }

func TestRows(t *testing.T) {
	for _, r := range rows {
		t.Run(r.chapter+"/"+r.what, func(t *testing.T) {
			_, noForward := r.fwd.(refused)
			_, noReverse := r.rev.(refused)
			if !noForward {
				check.Forward(t, r.primal, r.fwd, r.args...)
			}
			if !noReverse {
				args := r.args
				if !noForward {
					args = append([]any{check.Against(r.fwd)}, args...)
				}
				check.Reverse(t, r.primal, r.rev, args...)
			}
		})
	}
}

// TestRefusals looks for a test of each refusal.
func TestRefusals(t *testing.T) {
	scripts, err := filepath.Glob("../../script/refuse*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var texts []byte
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text...)
	}
	for _, r := range rows {
		for _, d := range []any{r.fwd, r.rev} {
			if why, ok := d.(refused); ok && !bytes.Contains(texts, []byte(why)) {
				t.Errorf("%s, %s: no script tests for %q", r.chapter, r.what, why)
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	const name = "../../../doc/coverage.md"
	want := coverage()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("doc/coverage.md is not what the table says; go test ./lang -update writes it")
	}
}

// coverage returns the text of doc/coverage.md.
func coverage() string {
	var b strings.Builder
	b.WriteString(preface)
	chapter := ""
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.chapter+"/"+r.what] {
			continue
		}
		seen[r.chapter+"/"+r.what] = true
		if r.chapter != chapter {
			chapter = r.chapter
			fmt.Fprintf(&b, "\n## %s\n\n| | forward | reverse | test |\n|---|---|---|---|\n", chapter)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | `%s` |\n", r.what, cell(r.fwd), cell(r.rev), funcName(r.primal))
	}
	return b.String()
}

const preface = `# Coverage: what of Go is differentiated

Written by ` + "`go test ./lang -update`" + ` in test/suite, from the table that it tests. Each row names the function in
test/suite/lang whose derivatives are compared with differences, and the reverse one with the forward one, over random
inputs. What is refused is an error at compile time, at its position and with the calls that lead there; the text is
part of the error. Package-level variables with shadows (//go:autodiffshadow) have tests of their own, in
test/suite/variables.
`

// cell says whether there is the derivative d.
func cell(d any) string {
	if why, ok := d.(refused); ok {
		return "refused: " + string(why)
	}
	return "yes"
}

// funcName returns the name of function f without its package.
func funcName(f any) string {
	name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	return name[strings.LastIndex(name, ".")+1:]
}
