// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command fuzz writes random programs whose derivatives have to be right.
//
// Usage:
//
//	fuzz [-seed n] [-count n] [-size n] [-without kinds] [-modes forward|both] DIR
//	fuzz -shrink DIR
//	fuzz -drop OUTPUT DIR
//
// DIR becomes a module with a package of random functions, their derivatives
// and a test that checks them. Everything is smooth and bounded almost
// everywhere, so that differences tell the truth, but values travel by all
// roads: locals, fields, elements, pointers, lists, copies, appends, aliases,
// branches, loops, jumps, calls, recursion and results.
//
// With -shrink, the program in DIR, which fails, is made smaller for as long as
// it fails in the same way. With -drop, derivatives are left out that the compiler's
// output in a file says it refuses.
package main

import (
	"flag"
	"fmt"
	"go/format"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// trials is how many directions a program that is made smaller is tried with.
var trials *int

func main() {
	seed := flag.Int64("seed", 1, "seed of the programs")
	count := flag.Int("count", 20, "functions to write")
	size := flag.Int("size", 8, "statements of a function, about")
	modes := flag.String("modes", "forward", "derivatives to check: forward or both")
	small := flag.Bool("shrink", false, "make the program in DIR smaller")
	trials = flag.Int("trials", 4, "directions that a program that is made smaller is tried with")
	output := flag.String("drop", "", "leave out of the program in DIR what this file, the compiler's output, says is refused")
	suite := flag.String("suite", "../suite", "directory of the suite's module")
	without := flag.String("without", "", "types not to use, irreducible (loops of two entries), or dynamic (function values, interfaces and maps), separated by commas")
	flag.Parse()
	leaveOut(*without)
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	dir := flag.Arg(0)
	var err error
	switch {
	case *small:
		err = shrink(dir)
	case *output != "":
		err = dropRefused(dir, *output)
	default:
		err = create(dir, *suite, generate(*seed, *count, *size, *modes == "both"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

// dropRefused leaves out of the program in dir what the compiler has refused.
func dropRefused(dir, output string) error {
	out, err := os.ReadFile(output)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, program)
	src, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	rest, reasons := drop(string(src), string(out))
	if reasons == nil {
		return fmt.Errorf("%s holds no refusals", output)
	}
	for _, line := range counted(reasons) {
		fmt.Println(line)
	}
	return os.WriteFile(name, []byte(rest), 0o666)
}

// leaveOut takes note of what programs are not to use.
func leaveOut(without string) {
	words := strings.Split(without, ",")
	reducible = slices.Contains(words, "irreducible")
	static = slices.Contains(words, "dynamic")
	kinds = slices.DeleteFunc(kinds, func(k kind) bool { return slices.Contains(words, string(k)) })
	dynamics = slices.DeleteFunc(dynamics, func(k kind) bool { return slices.Contains(words, string(k)) })
}

// create makes dir a module whose test is src.
func create(dir, suite, src string) error {
	suite, err := filepath.Abs(suite)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	text, err := format.Source([]byte(src))
	if err != nil {
		os.WriteFile(filepath.Join(dir, program), []byte(src), 0o666)
		return err
	}
	mod := fmt.Appendf(nil, "module random\n\ngo 1.26\n\nrequire goenzyme/suite v0.0.0\n\nreplace goenzyme/suite => %s\n", suite)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), mod, 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, program), text, 0o666)
}

// program is the name of a program's file.
const program = "random_test.go"

// generate returns the source of a test file.
func generate(seed int64, count, size int, both bool) string {
	g := &generator{size: size, both: both, tol: 1e-6, r: rand.New(rand.NewSource(seed))}
	g.any = !static && g.r.Intn(3) == 0
	g.limit = 8000
	if g.r.Intn(6) == 0 {
		g.limit = 1 << 20
	}
	if slices.ContainsFunc(kinds, func(k kind) bool { return slices.Contains([]kind{single, singles, strct, strctp, structs}, k) }) {
		g.tol = 2e-3
	}
	g.printf("// Random programs of seed %d.\n\npackage torture\n\n", seed)
	g.printf("import (\n")
	for _, name := range []string{"cmp", "errors", "fmt", "iter", "math", "math/cmplx", "math/rand", "slices", "sort", "sync", "sync/atomic", "testing"} {
		g.printf("%q\n", name)
	}
	g.printf("\n\"goenzyme/suite/check\"\n)\n\n%s\n", prelude)
	for i := range count {
		g.function(i)
	}
	if g.next != nil {
		g.function(count)
	}
	g.printf("func Test(t *testing.T) {\n")
	for _, c := range g.cases {
		g.printf("%s\n", c)
	}
	g.printf("}\n")
	return g.out.String()
}
