// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package golden compares what the compiler prints about derivatives, with
// -d=ssa/autodiff/debug=1, with what the files in testdata expect. Each is a
// txtar archive of one behaviour: a comment that names it, Go files, and what
// is printed for them. The toolchain is the one that make.bash built, or the
// one that GOENZYME_GOROOT names.
//
//	go test ./test/golden                    all files
//	go test ./test/golden -run Golden/loop   those that begin with loop
//	go test ./test/golden -update            correct what they expect
//
// Everything is compiled for linux/amd64: which operations there are depends
// on the target.
package golden

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "update what the files in testdata expect")

const want = "want" // the name of what is expected in an archive

func TestGolden(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			compare(t, root, file, name)
		})
	}
}

// compare compares what the toolchain at root prints about the archive file
// with what it expects.
func compare(t *testing.T, root, file, name string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	expected := &txtar.File{Name: want}
	var sources []txtar.File
	for i, f := range archive.Files {
		if f.Name == want {
			expected = &archive.Files[i]
			continue
		}
		sources = append(sources, f)
		path := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module ex\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	got := printout(t, root, dir)
	if got == string(expected.Data) {
		return
	}
	if *update {
		expected.Data = []byte(got)
		archive.Files = append(sources, *expected)
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Logf("updated %s", file)
		return
	}
	t.Errorf("the printout differs:\n%s\nIf that is right: go test ./test/golden -run 'Golden/^%s$' -update",
		diff.Diff(file, expected.Data, "printed", []byte(got)), name)
}

// printout returns what the toolchain at root prints about the packages in dir,
// a derivative or an error at a time.
func printout(t *testing.T, root, dir string) string {
	cmd := exec.Command(filepath.Join(root, "bin", "go"), "build", "-gcflags=-d=ssa/autodiff/debug=1", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(),
		"GOROOT="+root,
		"GOTOOLCHAIN=local",
		"GOFLAGS=",
		"GOENV=off",
		"GOWORK=off",
		"GOPROXY=off",
		"GOOS=linux",
		"GOARCH=amd64",
		"GOAMD64=v1",
		"GOEXPERIMENT=",
		"CGO_ENABLED=0",
	)
	out, err := cmd.CombinedOutput()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "# ") { // the name of a package
			b.WriteString(line)
		}
	}
	return b.String()
}

// findRoot returns the GOROOT of the toolchain under test.
func findRoot() (string, error) {
	root := os.Getenv("GOENZYME_GOROOT")
	if root == "" {
		root = filepath.Join("..", "..", "_build", "go")
	}
	root, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(root, "src", "cmd", "compile", "internal", "autodiff")); err != nil {
		return "", fmt.Errorf("no toolchain to test: %v; run ./make.bash or set GOENZYME_GOROOT", err)
	}
	return root, nil
}
