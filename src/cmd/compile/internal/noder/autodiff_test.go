// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package noder_test

import (
	"bytes"
	"flag"
	"internal/testenv"
	"internal/txtar"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the compiler says into testdata")

// TestAutodiff compiles the packages in testdata/autodiff/*.txtar and compares
// what the compiler says with their //want comments.
//
// Files in lib/ make up package lib, which the others may import. Files in any
// other folder make up one package, and a file outside folders is one of its own.
// Its first line may be "//flags" with flags for the compiler; with -autodiffdecl
// the file written is compared as well.
func TestAutodiff(t *testing.T) {
	testenv.MustHaveGoBuild(t)
	archives, err := filepath.Glob("testdata/autodiff/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no test archives (%v)", err)
	}
	for _, file := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			testArchive(t, file)
		})
	}
}

func testArchive(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	packages := make(map[string][]int) // from name to indices in archive.Files
	var names []string
	for i, f := range archive.Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		pkg := path.Dir(f.Name)
		if pkg == "." {
			pkg = f.Name
		}
		if packages[pkg] == nil {
			names = append(names, pkg)
		}
		packages[pkg] = append(packages[pkg], i)
	}
	c := compiler{t, dir}
	cfg := ""
	if lib := packages["lib"]; lib != nil {
		var files []string
		for _, i := range lib {
			files = append(files, archive.Files[i].Name)
		}
		if out := c.compile("lib", files, "-o", "lib.a"); out != "" {
			t.Fatalf("package lib: %s", out)
		}
		cfg = "packagefile lib=lib.a\n"
	}
	if err := os.WriteFile(filepath.Join(dir, "importcfg"), []byte(cfg), 0o666); err != nil {
		t.Fatal(err)
	}
	changed := false
	for _, name := range names {
		if name != "lib" && c.test(archive, name, packages[name]) {
			changed = true
		}
	}
	if changed && *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// A compiler compiles in a folder.
type compiler struct {
	t   *testing.T
	dir string
}

// test compiles the files of the package called name and reports whether it changed archive.
func (c *compiler) test(archive *txtar.Archive, name string, indices []int) bool {
	var files []string
	for _, i := range indices {
		files = append(files, archive.Files[i].Name)
	}
	last := &archive.Files[indices[len(indices)-1]]
	source, want := cutWant(last.Data)
	flags := []string{"-o", "out.a"}
	first, _, _ := strings.Cut(string(archive.Files[indices[0]].Data), "\n")
	if rest, ok := strings.CutPrefix(first, "//flags "); ok {
		flags = append(flags, strings.Fields(rest)...)
	}
	got := c.compile("p", files, flags...)
	if len(indices) == 1 {
		got = strings.ReplaceAll(got, name+":", "")
	}
	if text, err := os.ReadFile(filepath.Join(c.dir, "decl.go")); err == nil {
		os.Remove(filepath.Join(c.dir, "decl.go"))
		got += strings.ReplaceAll(string(text), c.dir+string(filepath.Separator), "")
	}
	if got == want {
		return false
	}
	if !*update {
		c.t.Errorf("%s:\nhave:\n%s\nwant:\n%s\n(go test -run %s -update writes what it has)", name, got, want, c.t.Name())
		return false
	}
	for _, line := range strings.SplitAfter(got, "\n") {
		if line != "" {
			source = append(source, "//want "+line...)
		}
	}
	last.Data = source
	return true
}

// cutWant cuts the //want comments from the end of a file.
func cutWant(data []byte) (source []byte, want string) {
	for _, line := range bytes.SplitAfter(data, []byte("\n")) {
		if text, ok := bytes.CutPrefix(line, []byte("//want ")); ok {
			want += string(text)
		} else {
			source = append(source, line...)
		}
	}
	return source, want
}

// compile runs the compiler and returns what it says.
func (c *compiler) compile(pkg string, files []string, flags ...string) string {
	c.t.Helper()
	args := append([]string{"tool", "compile", "-p", pkg, "-complete", "-importcfg", "importcfg"}, flags...)
	if pkg == "lib" {
		args = append([]string{"tool", "compile", "-p", pkg, "-complete"}, flags...)
	}
	cmd := testenv.Command(c.t, testenv.GoToolPath(c.t), append(args, files...)...)
	cmd.Dir = c.dir
	out, err := cmd.CombinedOutput()
	if err != nil && len(out) == 0 {
		c.t.Fatalf("%s: %v", strings.Join(files, " "), err)
	}
	if err == nil && len(out) > 0 && !strings.Contains(strings.Join(flags, " "), "-autodiff") {
		c.t.Errorf("%s: output, but no failure", strings.Join(files, " "))
	}
	return strings.ReplaceAll(string(out), c.dir+string(filepath.Separator), "")
}
