// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"go/ast"
	"go/parser"
	"go/token"
	"internal/testenv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// runtimeFuncs returns the functions of package runtime that the compiler
// knows, by name.
func runtimeFuncs(t *testing.T) map[string]*ast.FuncType {
	path := filepath.Join(testenv.GOROOT(t), "src/cmd/compile/internal/typecheck/_builtin/runtime.go")
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	funcs := make(map[string]*ast.FuncType)
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			funcs[f.Name.Name] = f.Type
		}
	}
	return funcs
}

// TestKnownCalls compares the table with the signatures of the functions.
func TestKnownCalls(t *testing.T) {
	funcs := runtimeFuncs(t)
	for name, k := range knownCalls {
		if strings.HasPrefix(name, "autodiff") {
			continue // not upstream's
		}
		typ := funcs[name]
		if typ == nil {
			t.Errorf("the compiler knows no runtime.%s", name)
			continue
		}
		n := typ.Params.NumFields()
		for what, i := range map[string]int{"dst": k.dst, "src": k.src, "size": k.size} {
			if i >= n && i > 0 {
				t.Errorf("%s: %s is argument %d of %d", name, what, i, n)
			}
		}
		for _, i := range k.refs {
			if i < 0 || i >= n {
				t.Errorf("%s: refs has argument %d of %d", name, i, n)
			}
		}
		if !slices.IsSorted(k.refs) {
			t.Errorf("%s: refs %v is not sorted", name, k.refs)
		}
		if k.dst >= 0 && !slices.Contains(k.refs, k.dst) || k.src >= 0 && !slices.Contains(k.refs, k.src) {
			t.Errorf("%s: refs %v lacks what is written (%d) or read (%d)", name, k.refs, k.dst, k.src)
		}
		if k.result && typ.Results.NumFields() == 0 {
			t.Errorf("%s has no result", name)
		}
		if k.of == 0 && k.dst < 0 && !k.result {
			t.Errorf("%s neither returns new memory nor writes any", name)
		}
		checkAlias(t, name, k, funcs)
	}
}

// checkAlias checks that the function that is called on shadows instead of name
// takes the same arguments as far as it takes any.
func checkAlias(t *testing.T, name string, k *known, funcs map[string]*ast.FuncType) {
	if k.as == "" {
		if k.nargs != 0 {
			t.Errorf("%s: %d arguments of no other function", name, k.nargs)
		}
		return
	}
	as := funcs[k.as]
	if as == nil || knownCalls[k.as] == nil {
		t.Errorf("%s: %s is not known", name, k.as)
		return
	}
	if n := as.Params.NumFields(); n != k.nargs {
		t.Errorf("%s: %s has %d arguments, not %d", name, k.as, n, k.nargs)
	}
	have, want := paramTypes(as), paramTypes(funcs[name])
	if len(want) < k.nargs || !slices.Equal(have, want[:k.nargs]) {
		t.Errorf("%s has arguments %v, %s has %v", name, want, k.as, have)
	}
}

// paramTypes returns the names of the parameters' types, for comparison.
func paramTypes(typ *ast.FuncType) []string {
	var names []string
	for _, f := range typ.Params.List {
		name := "other"
		switch e := f.Type.(type) {
		case *ast.Ident:
			name = e.Name
		case *ast.StarExpr:
			name = "pointer"
		}
		for range max(len(f.Names), 1) {
			names = append(names, name)
		}
	}
	return names
}

// TestReadOnlyCalls checks that every prefix is one of a function that the
// compiler knows, or that package runtime has under that name.
func TestReadOnlyCalls(t *testing.T) {
	funcs := runtimeFuncs(t)
	declared := runtimeDeclarations(t)
	for _, prefix := range readOnlyCalls {
		found := false
		for name := range funcs {
			found = found || strings.HasPrefix(name, prefix)
		}
		for _, name := range declared {
			found = found || strings.HasPrefix(name, prefix)
		}
		if !found {
			t.Errorf("there is no runtime.%s…", prefix)
		}
		for name := range knownCalls {
			if strings.HasPrefix(name, prefix) {
				t.Errorf("runtime.%s is known, and only reads as %s…", name, prefix)
			}
		}
	}
}

// runtimeDeclarations returns the names of the functions declared in package
// runtime.
func runtimeDeclarations(t *testing.T) []string {
	files, err := filepath.Glob(filepath.Join(testenv.GOROOT(t), "src/runtime/*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of package runtime: %v", err)
	}
	decl := regexp.MustCompile(`(?m)^func (\w+)\(`)
	var names []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range decl.FindAllStringSubmatch(string(text), -1) {
			names = append(names, m[1])
		}
	}
	return names
}

func TestRuntimeReason(t *testing.T) {
	for name, want := range map[string]string{
		"mapassign_faststr":    "a map that holds active values",
		"chansend1":            "a channel that carries active values",
		"selectgo":             "a channel that carries active values",
		"closechan":            "a channel that carries active values",
		"deferprocStack":       "a deferred call with active values",
		"newproc":              "a go statement with active values",
		"reflect_typedmemmove": "reflection on active values",
		"unheardof":            "call to runtime.unheardof with an active argument",
	} {
		if got := runtimeReason(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
