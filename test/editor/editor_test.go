// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package editor loads packages with derivatives the way gopls and other tools
// do, by golang.org/x/tools/go/packages and the toolchain's go command: they
// must see every derivative declared, where its directive is.
package editor

import (
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

var files = map[string]string{
	"go.mod": "module ex\n\ngo 1.26\n",
	"a/a.go": `package a

import "ex/b"

//go:autodiff dnorm Forward
func norm(v b.Vec, n int) (length float64) { return v.X + v.Y }

//go:autodiff dscale Forward Dual Const
func scale(v *b.Vec, n int) { v.X *= float64(n) }

func Use(v b.Vec) float64 {
	_, d := dnorm(v, b.Vec{X: 1}, 2)
	dscale(&v, &v, 2)
	return d
}
`,
	"a/a_test.go": `package a

//go:autodiff dhelper Forward
func helper(x float64) float64 { return x }

var _, _ = dhelper(1, 1)
`,
	"b/b.go": `package b

type Vec struct{ X, Y float64 }
`,
}

func TestLoad(t *testing.T) {
	dir := writeFiles(t, files)
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedDeps | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo,
		Dir:   dir,
		Env:   toolchainEnv(t),
		Tests: true,
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]string{
		"ex/a": {"dnorm": "a.go:5:", "dscale": "a.go:8:"},
		"ex/a [ex/a.test]": {
			"dnorm": "a.go:5:", "dscale": "a.go:8:", "dhelper": "a_test.go:3:",
		},
	}
	for _, p := range pkgs {
		for _, err := range p.Errors {
			t.Errorf("%s: %v", p.ID, err)
		}
		for name, pos := range want[p.ID] {
			fn, ok := p.Types.Scope().Lookup(name).(*types.Func)
			if !ok {
				t.Errorf("%s: %s is not declared", p.ID, name)
				continue
			}
			if got := p.Fset.Position(fn.Pos()).String(); !strings.HasPrefix(got, filepath.Join(dir, "a", pos)) {
				t.Errorf("%s: %s is at %s, want %s", p.ID, name, got, pos)
			}
		}
		delete(want, p.ID)
	}
	for id := range want {
		t.Errorf("%s was not loaded", id)
	}
}

// writeFiles writes files to a new folder, and returns its path.
func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// toolchainEnv returns the environment in which go is the toolchain's.
func toolchainEnv(t *testing.T) []string {
	t.Helper()
	root := os.Getenv("GOENZYME_GOROOT")
	if root == "" {
		root = filepath.Join("..", "..", "_build", "go")
	}
	root, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(root, "bin")
	if _, err := os.Stat(filepath.Join(bin, "goenzyme")); err != nil {
		t.Fatalf("no toolchain to test: %v; run ./make.bash or set GOENZYME_GOROOT", err)
	}
	path := bin + string(filepath.ListSeparator) + os.Getenv("PATH")
	t.Setenv("PATH", path) // package packages looks the go command up here
	return append(os.Environ(), "GOROOT="+root, "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
}
