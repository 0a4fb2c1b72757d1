// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

var (
	first    = flag.Int64("first", 1, "seed of the first program")
	programs = flag.Int("programs", 2, "programs to test")
	keep     = flag.String("keep", "", "directory to leave the programs in")
)

// TestPrograms builds random programs and runs their tests.
func TestPrograms(t *testing.T) {
	suite, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for seed := *first; seed < *first+int64(*programs); seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := *keep
			if dir == "" {
				dir = t.TempDir()
			}
			src, err := format.Source([]byte(generate(seed, 25, 6)))
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "torture_test.go"), src)
			write(t, filepath.Join(dir, "go.mod"), fmt.Appendf(nil, "module torture\n\ngo 1.26\n\nrequire goenzyme/suite v0.0.0\n\nreplace goenzyme/suite => %s\n", suite))
			cmd := exec.Command("go", "test", "-vet=off", ".")
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "GOARCH=", "GOOS=") // that of the go command, which may differ from the test's
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("go run . -seed %d -count 25 -size 6: %v\n%s", seed, err, out)
			}
		})
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestReproducible checks that a seed always gives the same program.
func TestReproducible(t *testing.T) {
	if a, b := generate(7, 10, 6), generate(7, 10, 6); !bytes.Equal([]byte(a), []byte(b)) {
		t.Error("two programs of one seed differ")
	}
}
