// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command compile measures what derivatives cost when they are compiled: the processor time
// of the compiler for a package with derivatives next to that for the same package without
// them, and how much code comes out.
//
//	go run ./compile [-rounds n] [-autodiff list] [-keep dir] [directory ...]       in misc/bench
//
// Without derivatives means: the same files, tests included, in which each directive is
// blanked, and each function that one of them declares panics:
//
//	//go:autodiff sum Reverse                       // no autodiff sum Reverse
//	func revSum(x, dx []float64, dret float64)      func revSum(x, dx []float64, dret float64) { panic("none") }
//
// So the primals and all that calls derivatives are the same on both sides, and a package
// that has little else (that of a test suite) shows the highest ratio. The compiler is called as the go
// command calls it, for this one package; what it imports is compiled already. Both sides run in
// turn, and the best round of each counts. Code is that of all functions in the object file.
//
// The word gonum in place of a directory stands for packages of gonum to which a directive or two
// have been added (gonum.go). Where derivatives are made of functions of other packages, their
// bodies count with derivatives only.
package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"

	"goenzyme/bench/clock"
)

// directories are the packages that are measured if none is named, relative to misc/bench.
var directories = []string{
	"reverse", "forward", "parallel", "../examples/lifetime", "../examples/nist", "../examples/train",
	"../../test/suite/arith", "../../test/suite/loops", "../../test/suite/slices", "../../test/suite/pointers", "../../test/suite/calls",
	"../../test/suite/models", "../../test/suite/programs", "../../test/suite/numerics",
}

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 5, "how often each side is compiled")
	flags := flag.String("autodiff", "", "`list` of names for the compiler's flag -autodiff")
	keep := flag.String("keep", "", "leave what is compiled, and the commands, in `dir`")
	flag.Parse()
	var packages []*source
	if flag.NArg() == 0 {
		for _, d := range directories {
			packages = append(packages, inDirectory(d)...)
		}
		packages = append(packages, gonum()...)
	}
	for _, d := range flag.Args() {
		if d == "gonum" {
			packages = append(packages, gonum()...)
			continue
		}
		packages = append(packages, inDirectory(d)...)
	}
	dir := *keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "compile"); err != nil {
			log.Fatal(err)
		}
		defer os.RemoveAll(dir)
	}
	fmt.Println("| package | derivatives | without, ms | with, ms | ratio | ms for a derivative | without, kB | with, kB | ratio |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
	var times, sizes []float64
	for i, s := range packages {
		m := s.measure(filepath.Join(dir, fmt.Sprint(i)), *flags, *rounds)
		times, sizes = append(times, m.with.ms/m.without.ms), append(sizes, m.with.code/m.without.code)
		fmt.Printf("| %s | %d | %.0f | %.0f | %.2f | %.2f | %.0f | %.0f | %.2f |\n", s.name, m.derivatives, m.without.ms, m.with.ms, m.with.ms/m.without.ms,
			(m.with.ms-m.without.ms)/float64(m.derivatives), m.without.code/1e3, m.with.code/1e3, m.with.code/m.without.code)
	}
	if len(packages) > 1 {
		fmt.Printf("| geometric mean | | | | %.2f | | | | %.2f |\n", clock.Mean(times), clock.Mean(sizes))
	}
}

// A cost is what a compilation costs: processor time, and code.
type cost struct{ ms, code float64 }

// A measurement is what both sides of a package cost.
type measurement struct {
	derivatives   int
	with, without cost
}

// measure compiles both sides of s in turn.
func (s *source) measure(dir, flags string, rounds int) measurement {
	with := s.prepare(filepath.Join(dir, "with"), flags, true)
	without := s.prepare(filepath.Join(dir, "without"), "", false)
	m := measurement{with.derivatives, cost{ms: math.Inf(1)}, cost{ms: math.Inf(1)}}
	if m.derivatives == 0 {
		log.Fatalf("%s has no derivatives", s.name)
	}
	for range rounds {
		m.without.ms = min(m.without.ms, without.compile())
		m.with.ms = min(m.with.ms, with.compile())
	}
	m.with.code, m.without.code = with.code(), without.code()
	return m
}

// short returns the end of an import path that tells packages of this repository apart.
func short(path string) string {
	path, _, _ = strings.Cut(path, " ")
	return strings.TrimPrefix(path, "goenzyme/")
}
