// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBuild(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	version, _, _ := strings.Cut(f.read("VERSION"), "\n")
	if !strings.HasPrefix(version, "go1.99.1-goenzyme-devel_") {
		t.Errorf("VERSION says %q", version)
	}
	if s := f.read("src/internal/buildcfg/zbootstrap.go"); !strings.Contains(s, "`"+version+"`") {
		t.Errorf("zbootstrap.go lacks the version:\n%s", s)
	}
	if s := f.read("go.env"); !strings.Contains(s, "GOTOOLCHAIN=local\n") {
		t.Errorf("go.env:\n%s", s)
	}
	if s := f.read(upstreamFile); !strings.Contains(s, "line e\nours // goenzyme: a hook\nline f\n") {
		t.Errorf("not patched:\n%s", s)
	}
	if !f.has("src/cmd/compile/internal/autodiff/pass.go") || !f.has("test/test.go") || !f.has("bin/go") {
		t.Error("files are missing")
	}
	for _, step := range steps {
		if !strings.Contains(f.out.String(), "  "+step.name) {
			t.Errorf("step %s was not shown:\n%s", step.name, &f.out)
		}
	}
}

func TestFullBuild(t *testing.T) {
	f := newFake(t)
	f.write(f.repo, "src/cmd/goenzyme/main.go", "package main\n")
	b := newBuilder(f.repo)
	b.report = &report{w: &f.out}
	b.full = true
	if err := b.make(false); err != nil {
		t.Fatal(err)
	}
	if !f.has("bin/goenzyme") || f.has(b.toolDir()+"/goenzyme") {
		t.Error("our command is not in bin, or among the tools")
	}
	if s := f.read(b.toolDir() + "/compile"); !strings.Contains(s, "-goenzyme-devel_") {
		t.Errorf("the version did not reach make.bash:\n%s", s)
	}
	f.mustBuild()
	if f.out.Len() != 0 {
		t.Errorf("a full build is not enough for a plain one:\n%s", &f.out)
	}
	// The second of these builds works on the tree of the full one.
	for _, text := range []string{"package src\n", "package src // edited\n"} {
		f.write(f.repo, "src/new.go", text)
		f.mustBuild()
	}
	if f.has("src/fmt/zfmt.go") || !f.has("src/new.go") {
		t.Error("a tree of a full build was not replaced")
	}
}

func TestNothingChanged(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	f.mustBuild()
	if f.out.Len() != 0 {
		t.Errorf("the second build did something:\n%s", &f.out)
	}
}

// TestEdits builds after each of a series of edits, so that both trees that
// take turns are brought up to date from an older state.
func TestEdits(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	first := f.read("VERSION")

	f.write(f.repo, "src/cmd/compile/internal/autodiff/pass.go", "package autodiff // edited\n")
	f.write(f.repo, "src/cmd/compile/internal/autodiff/more/more.go", "package more\n")
	f.mustBuild()
	if !strings.Contains(f.read("src/cmd/compile/internal/autodiff/pass.go"), "edited") {
		t.Error("the edit did not arrive")
	}
	if f.read("VERSION") == first {
		t.Error("the version is the same after an edit")
	}
	if strings.Contains(f.out.String(), "warm") {
		t.Error("std was compiled again")
	}

	f.write(f.repo, "patches/hook.patch", strings.ReplaceAll(goodPatch, "ours", "changed"))
	f.mustBuild()
	if s := f.read(upstreamFile); !strings.Contains(s, "changed // goenzyme") || strings.Contains(s, "ours") {
		t.Errorf("the changed patch did not arrive:\n%s", s)
	}
	if !strings.Contains(f.out.String(), "lay") || !strings.Contains(f.out.String(), "files as upstream") {
		t.Errorf("unexpected output:\n%s", &f.out)
	}

	if err := os.RemoveAll(filepath.Join(f.repo, "src/cmd/compile/internal/autodiff/more")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(f.repo, "patches/hook.patch")); err != nil {
		t.Fatal(err)
	}
	f.mustBuild()
	if !strings.Contains(f.out.String(), "kept") {
		t.Errorf("the tree was copied again:\n%s", &f.out)
	}
	if f.read(upstreamFile) != upstreamText() {
		t.Error("the patch is still applied")
	}
	if f.has("src/cmd/compile/internal/autodiff/more") {
		t.Error("the removed package is still there")
	}
}

func TestTestsKeepVersion(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	version := f.read("VERSION")
	f.write(f.repo, "src/cmd/compile/internal/autodiff/pass_test.go", "package autodiff\n")
	f.mustBuild()
	if f.read("VERSION") != version {
		t.Error("a test changed the version")
	}
	if !f.has("src/cmd/compile/internal/autodiff/pass_test.go") {
		t.Error("the test did not arrive")
	}
}

func TestFailedBuildKeepsToolchain(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	version := f.read("VERSION")
	f.write(f.repo, "src/cmd/compile/internal/autodiff/pass.go", "syntax error\n")
	f.wantError("build: ", "pass.go")
	if f.read("VERSION") != version || f.read("src/cmd/compile/internal/autodiff/pass.go") != "package autodiff\n" {
		t.Error("the failed build changed the toolchain")
	}
	f.write(f.repo, "src/cmd/compile/internal/autodiff/pass.go", "package autodiff // right\n")
	f.mustBuild()
	if f.read("VERSION") == version {
		t.Error("the repaired build did not arrive")
	}
}

func TestInterruptedSwap(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	root := filepath.Join(f.repo, "_build/go")
	if err := os.Rename(root, filepath.Join(f.repo, "_build/prev")); err != nil {
		t.Fatal(err)
	}
	f.mustBuild()
	if f.out.Len() != 0 || !f.has("bin/go") {
		t.Errorf("the toolchain was not put back:\n%s", &f.out)
	}
}

func TestInterruptedLay(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	f.write(f.repo, "_build/next/src/half.go", "half a copy")
	f.write(f.repo, "src/new.go", "package src\n")
	f.mustBuild()
	if f.has("src/half.go") || !f.has("src/new.go") {
		t.Error("a half copied tree was used")
	}
}

func TestEditedTree(t *testing.T) {
	f := newFake(t)
	f.mustBuild()
	f.write(f.repo, "src/new.go", "package src\n")
	f.mustBuild()
	f.write(f.repo, "_build/next/src/extra.go", "package src\n")
	f.write(f.repo, "_build/next/src/fmt/print.go", "package edited\n")
	f.write(f.repo, "src/new.go", "package src // edited\n")
	f.mustBuild()
	if f.has("src/extra.go") || f.read("src/fmt/print.go") != "package fmt\n" {
		t.Error("edits in _build ended up in the toolchain")
	}
}

func TestNoGo(t *testing.T) {
	f := newFake(t)
	t.Setenv("PATH", "/nonexistent")
	f.wantError("locate: no go command on PATH")
}

func TestWrongVersionNoNetwork(t *testing.T) {
	f := newFake(t)
	f.write(f.root, "VERSION", "go1.98.0\ntime x\n")
	b := newBuilder("")
	f.write(f.repo, "VERSION", "go go1.99.1\nsuffix goenzyme-devel\ntoolchain "+b.goos+"/"+b.arch+" h1:x\n")
	f.wantError("locate: go1.99.1 is needed", f.root+" is go1.98.0", "could not be downloaded", "no network")
	f.write(f.repo, "VERSION", "go go1.99.1\nsuffix goenzyme-devel\n")
	f.wantError("VERSION has no hash for " + b.goos)
}

func TestIncompleteRoot(t *testing.T) {
	f := newFake(t)
	if err := os.Remove(filepath.Join(f.root, "pkg/include/textflag.h")); err != nil {
		t.Fatal(err)
	}
	f.wantError("lacks pkg/include/textflag.h")
}

func TestUpstreamHasFile(t *testing.T) {
	f := newFake(t)
	f.write(f.repo, "src/fmt/print.go", "package fmt\n")
	f.wantError("overlay: src/fmt/print.go: upstream has a file of this name")
}
