// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build slow

package main

// A test with the real toolchain, for all.bash: no object of an old compiler
// is used after the compiler has changed.

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestChangedCompilerRebuilds builds a package with the toolchain, changes the
// compiler in a copy of the repository, and builds the package with the result.
func TestChangedCompilerRebuilds(t *testing.T) {
	real, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	repo := t.TempDir()
	for _, dir := range []string{"src", "patches", "bootstrap"} {
		if err := os.CopyFS(filepath.Join(repo, dir), os.DirFS(filepath.Join(real, dir))); err != nil {
			t.Fatal(err)
		}
	}
	if err := copyFile(filepath.Join(real, "VERSION"), filepath.Join(repo, "VERSION")); err != nil {
		t.Fatal(err)
	}
	f := &fake{t: t, repo: repo}
	f.write(repo, "m/go.mod", "module m\n\ngo 1.24\n")
	f.write(repo, "m/p.go", "package m\n\nfunc F(x float64) float64 { return x * x }\n")
	cache := t.TempDir()

	// compiled reports whether a build with the toolchain of a repository
	// compiles the package.
	compiled := func(of string) bool {
		cmd := exec.Command(filepath.Join(of, "_build/go/bin/go"), "build", "-v", ".")
		cmd.Dir = filepath.Join(repo, "m")
		cmd.Env = append(withoutGo(os.Environ()), "GOCACHE="+cache, "GOTOOLCHAIN=local", "GOENV=off")
		text, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		return strings.TrimSpace(string(text)) == "m"
	}
	if !compiled(real) {
		t.Error("the first build did not compile the package")
	}
	if compiled(real) {
		t.Error("the second build compiled the package again")
	}

	f.write(repo, "src/cmd/compile/internal/gc/changed.go", "package gc\n\n// Changed is not in the compiler of the repository.\nvar Changed = 1\n")
	b := newBuilder(repo)
	b.report = &report{w: &f.out}
	if err := b.make(false); err != nil {
		t.Fatalf("%v\n%s", err, &f.out)
	}
	if !compiled(repo) {
		t.Error("the changed compiler did not compile the package again")
	}
	if compiled(repo) {
		t.Error("the changed compiler compiled the package twice")
	}
}
