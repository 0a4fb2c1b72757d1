// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"flag"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var (
	first    = flag.Int64("first", 1, "seed of the first package of programs")
	programs = flag.Int("programs", 0, "programs to test; 300, or 50 with -short, if 0")
	count    = flag.Int("count", 50, "programs of a package")
	size     = flag.Int("size", 6, "statements of a program, about")
	modes    = flag.String("modes", "both", "derivatives to check: forward or both")
	keep     = flag.String("keep", "", "directory to leave packages that fail in")
	without  = flag.String("without", "", "types not to use, or irreducible, separated by commas")
	gcflags  = flag.String("gcflags", "", "flags of the compiler")
)

// TestPrograms builds random programs and runs their tests.
func TestPrograms(t *testing.T) {
	leaveOut(*without)
	n := *programs
	if n == 0 {
		n = 300
		if testing.Short() {
			n = 50
		}
	}
	for seed := *first; n > 0; seed++ {
		k := min(n, *count)
		n -= k
		t.Run(fmt.Sprint(seed), func(t *testing.T) { testPackage(t, seed, k) })
	}
}

// testPackage tests the programs of one seed.
func testPackage(t *testing.T, seed int64, count int) {
	dir := t.TempDir()
	if *keep != "" {
		dir = filepath.Join(*keep, fmt.Sprint(seed))
	}
	if err := create(dir, "../suite", generate(seed, count, *size, *modes == "both")); err != nil {
		t.Fatal(err)
	}
	var refused []string
	for round := 1; ; round++ {
		out, err := test(dir)
		if err == nil {
			if *keep != "" {
				os.RemoveAll(dir)
			}
			break
		}
		name := filepath.Join(dir, program)
		src, _ := os.ReadFile(name)
		rest, reasons := drop(string(src), out)
		if reasons == nil || round == 20 {
			t.Errorf("go run . -seed %d -count %d -size %d -modes %s DIR: %v\n%s", seed, count, *size, *modes, err, out)
			break
		}
		refused = append(refused, reasons...)
		if err := os.WriteFile(name, []byte(rest), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range counted(refused) {
		t.Logf("left out: %s", line)
	}
}

// test runs the test of the package in dir and returns its output.
func test(dir string) (string, error) {
	cmd := exec.Command("go", "test", "-vet=off", "-gcflags="+*gcflags, ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOARCH=", "GOOS=") // that of the go command, which may differ from the test's
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestReproducible checks that a seed always gives the same program.
func TestReproducible(t *testing.T) {
	a, b := generate(7, 10, 6, true), generate(7, 10, 6, true)
	if a != b {
		t.Error("two programs of one seed differ")
	}
	if _, err := format.Source([]byte(a)); err != nil {
		t.Error(err)
	}
}
