// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package api compares the frozen surface in api/goenzyme.txt with what the
// built toolchain (or the one that GOENZYME_GOROOT names) has to offer:
//
//	directive …  the words of the directive, as the compiler itself lists them
//	command …    the usage lines of goenzyme's commands
//	topic …      the help topics of goenzyme
//	flag …       what goenzyme adds to the flags of Go's tools
//	debug …      the names that -autodiff=LIST knows
//	pkg …        exported names that goenzyme adds to the standard library
//
// A line that disappears breaks somebody's code or script; one that is new is
// a promise. Either way the file is changed on purpose, with
//
//	go test ./test/api -update
package api

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

var update = flag.Bool("update", false, "write what there is to api/goenzyme.txt")

const (
	repo   = "../.."
	golden = repo + "/api/goenzyme.txt"
)

func TestSurface(t *testing.T) {
	tc := findToolchain(t)
	var lines []string
	lines = append(lines, tc.directiveWords(t)...)
	lines = append(lines, tc.commands(t)...)
	lines = append(lines, tc.toolFlags(t)...)
	lines = append(lines, tc.debugNames(t)...)
	lines = append(lines, exportedNames(t, repo+"/src")...)
	got := []byte(strings.Join(lines, "\n") + "\n")
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the surface differs from the frozen one; if that is meant, run\n\n\tgo test ./test/api -update\n\n%s",
			diff.Diff("api/goenzyme.txt", want, "toolchain", got))
	}
}

// A toolchain is the GOROOT under test.
type toolchain string

func findToolchain(t *testing.T) toolchain {
	t.Helper()
	root := os.Getenv("GOENZYME_GOROOT")
	if root == "" {
		root = repo + "/_build/go"
	}
	root, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "bin", "goenzyme")); err != nil {
		t.Fatalf("no toolchain to test: %v; run ./make.bash or set GOENZYME_GOROOT", err)
	}
	return toolchain(root)
}

// output runs a program of the toolchain and returns what it
// prints on both standard files, whatever its exit code.
func (tc toolchain) output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(filepath.Join(string(tc), "bin", name), args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "GOROOT="+string(tc), "GOTOOLCHAIN=local")
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out)
}

// directiveWords returns the grammar of the directive and its words, which
// the compiler lists when it meets one that it does not know.
func (tc toolchain) directiveWords(t *testing.T) []string {
	var lines []string
	add := func(directive, kind, pattern string) {
		msg := tc.compile(t, directive)
		m := regexp.MustCompile(pattern).FindStringSubmatch(msg)
		if m == nil {
			t.Errorf("the compiler says of %s:\n%swant a message that matches %s", directive, msg, pattern)
			return
		}
		for word := range strings.SplitSeq(m[1], ", ") {
			lines = append(lines, "directive "+kind+word)
		}
	}
	add("//go:autodiff", "", `\(usage: (.*)\)`)
	lines = append(lines, "directive //go:autodiffbody PATH.FUNCTION", "directive //go:autodiffshadow VARIABLE")
	add("//go:autodiff df Nothing", "mode ", `modes are (.*)`)
	for _, mode := range []string{"Forward", "Reverse"} {
		add("//go:autodiff df "+mode+" Nothing", "activity "+mode+" ", `activities of mode \w+ are (.*)`)
		for _, other := range []string{"Constant", "DuplicatedNoNeed"} { // spellings that are accepted and not proposed
			msg := tc.compile(t, "//go:autodiff df "+mode+" "+other)
			if !strings.Contains(msg, "unknown activity") && !strings.Contains(msg, "is an activity of mode") {
				lines = append(lines, "directive activity "+mode+" "+other)
			}
		}
	}
	add("//go:autodiff df Forward nothing", "option ", `options are (.*)`)
	return lines
}

// compile compiles a function with the directive and returns what the compiler says.
func (tc toolchain) compile(t *testing.T, directive string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "p.go")
	src := "package p\n\n" + directive + "\nfunc f(x *float64) {}\n"
	if err := os.WriteFile(file, []byte(src), 0o666); err != nil {
		t.Fatal(err)
	}
	return tc.output(t, "go", "tool", "compile", "-p=p", "-o", filepath.Join(filepath.Dir(file), "p.o"), file)
}

// commands returns the usage lines of goenzyme's commands, and its topics.
func (tc toolchain) commands(t *testing.T) []string {
	var lines []string
	for line := range strings.Lines(tc.output(t, "goenzyme", "help")) {
		entry, ok := strings.CutPrefix(line, "\t")
		name, _, ok2 := strings.Cut(entry, " ")
		if !ok || !ok2 || name == "goenzyme" {
			continue
		}
		usage, _, _ := strings.Cut(tc.output(t, "goenzyme", "help", name), "\n")
		if usage, ok := strings.CutPrefix(usage, "usage: "); ok {
			lines = append(lines, "command "+usage)
		} else {
			lines = append(lines, "topic goenzyme help "+name)
		}
	}
	return lines
}

// toolFlags returns the flags that Go's own compiler does not have.
func (tc toolchain) toolFlags(t *testing.T) []string {
	var lines []string
	for _, m := range regexp.MustCompile(`(?m)^  (-autodiff\w*)`).FindAllStringSubmatch(tc.output(t, "go", "tool", "compile", "-help"), -1) {
		lines = append(lines, "flag compile "+m[1])
	}
	return lines
}

// debugNames returns the names that -autodiff knows, as the compiler lists them.
// All of them are documented.
func (tc toolchain) debugNames(t *testing.T) []string {
	help := tc.output(t, "goenzyme", "help", "autodiff")
	msg := tc.output(t, "go", "tool", "compile", "-autodiff=?", "-V")
	_, names, ok := strings.Cut(strings.TrimSpace(msg), "names are ")
	if !ok {
		t.Fatalf("the compiler says of -autodiff=?: %s", msg)
	}
	var lines []string
	for name := range strings.SplitSeq(names, ", ") {
		if !strings.Contains(help, name) {
			t.Errorf("goenzyme help autodiff does not mention %s", name)
		}
		lines = append(lines, "debug "+name)
	}
	return lines
}

// exportedNames returns the exported names of the packages below src that
// users may import.
func exportedNames(t *testing.T, src string) []string {
	var lines []string
	err := filepath.WalkDir(src, func(path string, d fs.DirEntry, err error) error {
		rel := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(path, src), string(filepath.Separator)))
		switch {
		case err != nil:
			return err
		case d.IsDir() && (rel == "cmd" || rel == "autodiff/kernels" || d.Name() == "internal" || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		pkg, _, _ := strings.Cut(rel, "/"+d.Name())
		for _, decl := range f.Decls {
			for _, name := range exported(decl) {
				lines = append(lines, "pkg "+pkg+", "+name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return slices.Compact(lines) // one line for several systems
}

// exported returns what decl exports, as in "func Name" and "method (*T) Name".
func exported(decl ast.Decl) []string {
	var names []string
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		switch {
		case !decl.Name.IsExported():
		case decl.Recv == nil:
			names = append(names, "func "+decl.Name.Name)
		default:
			if recv := typeString(decl.Recv.List[0].Type); ast.IsExported(strings.Trim(recv, "(*)")) {
				names = append(names, fmt.Sprintf("method %s %s", recv, decl.Name.Name))
			}
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() {
					names = append(names, "type "+spec.Name.Name)
				}
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					if name.IsExported() {
						names = append(names, decl.Tok.String()+" "+name.Name)
					}
				}
			}
		}
	}
	return names
}

// typeString writes the type of a receiver without its type parameters.
func typeString(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.StarExpr:
		return "(*" + typeString(x.X) + ")"
	case *ast.IndexExpr:
		return typeString(x.X)
	case *ast.IndexListExpr:
		return typeString(x.X)
	}
	return ""
}
