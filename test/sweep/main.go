// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Sweep checks derivatives of the exported functions and methods of other people's packages:
//
//	go run ./test/sweep -dir /tmp/sweep -module gonum.org/v1/gonum@v0.17.0 gonum.org/v1/gonum/stat
//
// Each of them is wrapped into a function of three slices,
//
//	func w7(x []float64, n []int, y []float64) {
//		s, t := &src{x: x, n: n}, &sink{y: y}
//		a0 := s.floats()
//		a1 := s.floats()
//		r0 := stat.Mean(a0, a1)
//		t.put(r0)
//		…
//	}
//
// which makes arguments of x (build.go, recipes.go): numbers, slices, structs, maps,
// function values, what constructors return, types that implement an interface. Into y goes
// all that can be read of the results and of the arguments afterwards (flatten.go). What
// sizes, ranges and choices suit a function is tried out first (probe.go): it should neither
// panic nor hang, and y should depend on x. Then packages of wrappers with two directives
// each are compiled and checked with check.Both (cases.go). Derivatives that the compiler
// refuses are left out; the reasons are counted (report.go).
//
// It is to be run with the go command of goenzyme. DIR is kept: failures can be looked at
// in the packages below it, whose names the report gives.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

var (
	dirFlag    = flag.String("dir", "", "`directory` of the packages that are written, and of their go.mod")
	modules    = flag.String("module", "", "`modules` to get first, as go get has them, separated by commas")
	suite      = flag.String("suite", "test/suite", "`directory` of the module goenzyme/suite")
	size       = flag.Int("size", 40, "functions in a package")
	limit      = flag.Int("limit", 0, "functions to try of each package at most, spread over all; 0 for all")
	only       = flag.String("run", "", "try functions only whose names this `expression` matches")
	trials     = flag.Int("trials", 2, "random directions to try in every case")
	timeout    = flag.Duration("timeout", 5*time.Minute, "how long a compilation or a test may take")
	everything = flag.Bool("v", false, "say what became of each function")
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("sweep: ")
	flag.Parse()
	if *dirFlag == "" || flag.NArg() == 0 {
		log.Fatal("usage: sweep -dir DIR [-module MODULE@VERSION,...] PACKAGE...")
	}
	match, err := regexp.Compile(*only)
	if err != nil {
		log.Fatal(err)
	}
	if out, err := exec.Command("go", "version").Output(); err != nil || !strings.Contains(string(out), "goenzyme") {
		log.Fatalf("the go command is none of goenzyme: %s", out)
	}
	dir, err := setup(*dirFlag, *suite, *modules)
	if err != nil {
		log.Fatal(err)
	}
	paths, err := list(dir, flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	w, err := load(dir, flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	var all tally
	for _, path := range paths {
		t := sweep(dir, w, path, match)
		t.print(os.Stdout, path)
		all.add(t)
	}
	all.print(os.Stdout, "all")
	if all.bad() > 0 {
		os.Exit(1)
	}
}

// sweep checks the functions of one package.
func sweep(dir string, w *world, path string, match *regexp.Regexp) *tally {
	t := &tally{}
	for _, short := range []bool{false, true} {
		fs := w.wrappers(path, short, match)
		if *limit > 0 && len(fs) > *limit {
			some := make([]*wrapper, *limit)
			for i := range some {
				some[i] = fs[i*len(fs) / *limit]
			}
			fs = some
		}
		if len(fs) == 0 {
			continue
		}
		name := strings.NewReplacer("/", "_", ".", "_", "-", "_", "~", "_").Replace(path)
		if short {
			name += "_32"
		}
		sub := filepath.Join(dir, name)
		if err := os.RemoveAll(sub); err != nil {
			log.Fatal(err)
		}
		fs = probe(dir, sub, fs, t)
		for i := 0; len(fs) > 0; i++ {
			n := min(*size, len(fs))
			check(dir, filepath.Join(sub, fmt.Sprintf("c%d", i)), fs[:n], t)
			fs = fs[n:]
		}
	}
	return t
}

// setup makes dir a module that can import the harness, and gets modules.
func setup(dir, suite, modules string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if suite, err = filepath.Abs(suite); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	mod := filepath.Join(dir, "go.mod")
	if _, err := os.Stat(mod); err != nil {
		text := fmt.Sprintf("module sweep\n\ngo 1.26\n\nrequire goenzyme/suite v0.0.0\n\nreplace goenzyme/suite => %s\n", suite)
		if err := os.WriteFile(mod, []byte(text), 0o666); err != nil {
			return "", err
		}
	}
	for m := range strings.SplitSeq(modules, ",") {
		if m == "" {
			continue
		}
		if out, err := command(dir, "go", "get", m).CombinedOutput(); err != nil {
			return "", fmt.Errorf("go get %s: %v\n%s", m, err, out)
		}
	}
	return dir, nil
}

// command prepares a command of the go tool in dir, where modules may be added as they are needed.
func command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	return cmd
}
