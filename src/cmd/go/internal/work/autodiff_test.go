// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package work

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"cmd/go/internal/autodiff"
	"cmd/go/internal/load"
)

// newPackage returns a package in dir with one file that holds text.
func newPackage(t *testing.T, path, text string, imports ...*load.Package) *load.Package {
	t.Helper()
	p := new(load.Package)
	p.ImportPath, p.Name, p.Dir = path, filepath.Base(path), t.TempDir()
	p.GoFiles = []string{"x.go"}
	if err := os.WriteFile(filepath.Join(p.Dir, "x.go"), []byte("package x\n\n"+text+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	p.Internal.Imports = imports
	for _, imp := range imports {
		p.Imports = append(p.Imports, imp.ImportPath)
		p.Internal.RawImports = append(p.Internal.RawImports, strings.TrimPrefix(imp.ImportPath, "vendor/"))
	}
	return p
}

// testGraph returns the action that builds d, which holds text, in
// d ──► q ──► vendor/p ──► r, where q is installed.
func testGraph(t *testing.T, text string) (d *Action) {
	build := func(p *load.Package, deps ...*Action) *Action {
		return &Action{Mode: "build", Package: p, Deps: deps, buildID: "action/content-" + p.Name, built: p.ImportPath + ".a"}
	}
	r := build(newPackage(t, "r", ""))
	p := build(newPackage(t, "vendor/p", "", r.Package), r)
	q := build(newPackage(t, "q", "", p.Package), p)
	install := &Action{Mode: "build-install", Package: q.Package, Deps: []*Action{q}, buildID: q.buildID, built: "q.a"}
	d = build(newPackage(t, "d", text, q.Package), install, &Action{Mode: "preprocess PGO profile"})
	check := &Action{Mode: "build check cache", Package: d.Package, Deps: d.Deps}
	d.Deps = append(d.Deps, check, &Action{Mode: "nop", Deps: []*Action{r}})
	return d
}

func TestAutodiffImports(t *testing.T) {
	for _, tt := range []struct{ text, hash, imports string }{
		{"", "", ""},
		{
			"//go:autodiff f Forward\nfunc df(x, dx float64) (float64, float64)",
			"autodiff import vendor/p content-p\nautodiff import r content-r\n",
			"packagefile vendor/p=vendor/p.a\npackagefile r=r.a\n",
		},
	} {
		a := testGraph(t, tt.text)
		var hash, imports bytes.Buffer
		hashAutodiff(&hash, a)
		writeAutodiffImports(&imports, a)
		if hash.String() != tt.hash || imports.String() != tt.imports {
			t.Errorf("%q: hashed\n%swant\n%simports\n%swant\n%s", tt.text, hash.String(), tt.hash, imports.String(), tt.imports)
		}
	}
}

func TestAutodiffIndirectDepsForTest(t *testing.T) {
	a := testGraph(t, "")
	forTest := &Action{Mode: "build", Package: newPackage(t, "vendor/p", ""), built: "p-for-test.a"}
	a.Deps = append(a.Deps, forTest)
	for _, dep := range indirectDeps(a) {
		if dep.Package.ImportPath == "vendor/p" {
			t.Errorf("%s is imported directly, as %s", dep.built, forTest.built)
		}
	}
}

func TestAutodiffUse(t *testing.T) {
	p := newPackage(t, "p", "//go:autodiff df Forward\nfunc f(x float64) float64 { return x }")
	if got := autodiffUse(p); got != autodiff.Declares {
		t.Errorf("got %d, want %d", got, autodiff.Declares)
	}
	p.Goroot = true
	if got := autodiffUse(p); got != autodiff.None {
		t.Errorf("in GOROOT: got %d, want %d", got, autodiff.None)
	}
}

func TestAutodiffSources(t *testing.T) {
	a := testGraph(t, "")
	q := a.Package.Internal.Imports[0]
	p := q.Internal.Imports[0]
	r := p.Internal.Imports[0]
	file := func(p *load.Package) []string { return []string{filepath.Join(p.Dir, "x.go")} }
	want := map[string]autodiffSource{
		"d":        {Name: "d", ImportMap: map[string]string{}},
		"q":        {Name: "q", Files: file(q), ImportMap: map[string]string{"p": "vendor/p"}},
		"vendor/p": {Name: "p", Files: file(p), ImportMap: map[string]string{}},
		"r":        {Name: "r", Files: file(r), ImportMap: map[string]string{}},
	}
	if got := autodiffSources(a.Package); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}
