// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runSelf runs goenzyme with args, out of no GOROOT.
func runSelf(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return runExe(t, exe, args...)
}

func runExe(t *testing.T, exe string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), "GOENZYME_TEST_MAIN=1")
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// A fakeRoot is a GOROOT whose bin/go is a shell script.
func fakeRoot(t *testing.T, goScript string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "VERSION"), "go1.2.3-goenzyme\ntime 2026-01-01T00:00:00Z\n")
	write(t, filepath.Join(root, "src", "runtime", "proc.go"), "package runtime\n")
	write(t, filepath.Join(root, "bin", "go"), "#!/bin/sh\n"+goScript)
	if err := os.MkdirAll(filepath.Join(root, "pkg", "tool"), 0o777); err != nil {
		t.Fatal(err)
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(exe)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "bin", "goenzyme"), string(data))
	return root
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
		t.Fatal(err)
	}
}

func TestGoRootOf(t *testing.T) {
	root := fakeRoot(t, "exit 0\n")
	exe := filepath.Join(root, "bin", "goenzyme")
	link := filepath.Join(t.TempDir(), "ge")
	if err := os.Symlink(exe, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{exe, link} {
		if got, err := goRootOf(name); got != root || err != nil {
			t.Errorf("goRootOf(%s) = %s, %v; want %s", name, got, err, root)
		}
	}
	stray := filepath.Join(t.TempDir(), "bin", "goenzyme")
	write(t, stray, "")
	if got, err := goRootOf(stray); err == nil || !strings.Contains(err.Error(), "is not in the bin directory of a Go toolchain") {
		t.Errorf("goRootOf(%s) = %s, %v; want an error", stray, got, err)
	}
}

func TestPassThrough(t *testing.T) {
	t.Setenv("GOROOT", "/nowhere")
	t.Setenv("GOTOOLCHAIN", "go1.2.4")
	root := fakeRoot(t, `echo "$GOROOT" "$GOTOOLCHAIN" "$#:" "$@"; echo to stderr >&2; exit 7`+"\n")
	exe := filepath.Join(root, "bin", "goenzyme")
	for _, name := range []string{"build", "env", "run", "test", "vet"} {
		stdout, stderr, code := runExe(t, exe, name, "-x", "", "a b", "--", "help")
		want := root + " local 6: " + name + " -x  a b -- help\n"
		if stdout != want || stderr != "to stderr\n" || code != 7 {
			t.Errorf("goenzyme %s: stdout %q, stderr %q, exit code %d; want %q, stderr, 7", name, stdout, stderr, code, want)
		}
	}
}

func TestVersion(t *testing.T) {
	root := fakeRoot(t, `echo "$@"`+"\n")
	exe := filepath.Join(root, "bin", "goenzyme")
	if stdout, _, code := runExe(t, exe, "version"); !strings.HasPrefix(stdout, "goenzyme version go1.2.3-goenzyme ") || code != 0 {
		t.Errorf("goenzyme version: %q, exit code %d", stdout, code)
	}
	if stdout, _, _ := runExe(t, exe, "version", "-m", "x"); stdout != "version -m x\n" {
		t.Errorf("goenzyme version -m x: go was run with %q", stdout)
	}
	if err := os.Remove(filepath.Join(root, "VERSION")); err != nil {
		t.Fatal(err)
	}
	if _, stderr, code := runExe(t, exe, "version"); !strings.HasPrefix(stderr, "goenzyme version: reading the version of ") || code != 1 {
		t.Errorf("goenzyme version without VERSION: %q, exit code %d", stderr, code)
	}
}

func TestLink(t *testing.T) {
	root := fakeRoot(t, "echo; echo $0/../../path\n")
	dir := filepath.Join(t.TempDir(), "new", "dir")
	link := filepath.Join(dir, "go1.2.3-goenzyme")
	target := filepath.Join(root, "bin", "go")
	for range 2 { // a second time there is nothing to do
		if got, err := makeLink(root, dir, "go1.2.3-goenzyme"); got != link || err != nil {
			t.Fatalf("makeLink = %s, %v; want %s", got, err, link)
		}
		if got, err := os.Readlink(link); got != target {
			t.Fatalf("link leads to %s, %v; want %s", got, err, target)
		}
	}

	// A link to another go command, even one that is gone, is replaced.
	os.Remove(link)
	if err := os.Symlink("/old/goenzyme/bin/go", link); err != nil {
		t.Fatal(err)
	}
	if _, err := makeLink(root, dir, "go1.2.3-goenzyme"); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.Readlink(link); got != target {
		t.Fatalf("link leads to %s, want %s", got, target)
	}

	// A new version replaces the link of the last one, and no other.
	other := filepath.Join(dir, "go1.2.2-goenzyme")
	if err := os.Symlink("/other/goenzyme/bin/go", other); err != nil {
		t.Fatal(err)
	}
	if _, err := makeLink(root, dir, "go1.2.4-goenzyme"); err != nil {
		t.Fatal(err)
	}
	if links, _ := filepath.Glob(filepath.Join(dir, "*")); len(links) != 2 || links[0] != other || filepath.Base(links[1]) != "go1.2.4-goenzyme" {
		t.Errorf("there are %q, want %s and a link for 1.2.4", links, other)
	}

	// Anything else is not replaced.
	os.Remove(link)
	write(t, link, "somebody's")
	stdout, stderr, code := runExe(t, filepath.Join(root, "bin", "goenzyme"), "link", "-dir", dir)
	if code != 1 || stdout != "" || !strings.Contains(stderr, "exists and is not a link to a go command") {
		t.Errorf("goenzyme link over a file: exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if text, _ := os.ReadFile(link); string(text) != "somebody's" {
		t.Errorf("goenzyme link overwrote a file")
	}
}

func TestLinkDirectory(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for _, tt := range []struct{ gobin, gopath, want string }{
		{"/x/bin", "/y", "/x/bin"},
		{"", "/y:/z", "/y/bin"},
		{"", "", ""},
	} {
		root := fakeRoot(t, "echo '"+tt.gobin+"'; echo '"+tt.gopath+"'\n")
		got, err := linkDir(root)
		if got != tt.want || (err != nil) != (tt.want == "") {
			t.Errorf("GOBIN=%s GOPATH=%s: link in %s, %v; want %s", tt.gobin, tt.gopath, got, err, tt.want)
		}
	}
}
