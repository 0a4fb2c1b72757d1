// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command torture writes random programs whose derivatives have to be right.
//
// Usage:
//
//	torture [-seed n] [-count n] [-size n] [-without kinds] DIR
//
// DIR becomes a package of random functions, their forward derivatives and a
// test that checks them; it has to lie inside the suite's module. Everything
// is smooth and bounded almost everywhere, so that differences tell the truth,
// but values travel by all roads: locals, fields, elements, pointers, copies,
// appends, aliases, branches, loops, jumps, calls and results.
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

func main() {
	seed := flag.Int64("seed", 1, "seed of the programs")
	count := flag.Int("count", 20, "functions to write")
	size := flag.Int("size", 8, "statements of a function, about")
	without := flag.String("without", "", "types not to use, separated by commas")
	flag.Parse()
	kinds = slices.DeleteFunc(kinds, func(k kind) bool { return slices.Contains(strings.Split(*without, ","), string(k)) })
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	src, err := format.Source([]byte(generate(*seed, *count, *size)))
	if err == nil {
		if err = os.MkdirAll(flag.Arg(0), 0o777); err == nil {
			err = os.WriteFile(filepath.Join(flag.Arg(0), "torture_test.go"), src, 0o666)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}

// generate returns the source of a test file.
func generate(seed int64, count, size int) string {
	g := &generator{size: size, tol: 1e-6, r: rand.New(rand.NewSource(seed))}
	if slices.ContainsFunc(kinds, func(k kind) bool { return slices.Contains([]kind{single, strct, strctp, structs}, k) }) {
		g.tol = 2e-3
	}
	g.printf("// Random programs of seed %d.\n\npackage torture\n\n", seed)
	g.printf("import (\n\"math\"\n\"math/rand\"\n\"testing\"\n\n\"goenzyme/suite/check\"\n)\n\n%s\n", prelude)
	for i := range count {
		g.function(i)
	}
	g.printf("func Test(t *testing.T) {\n")
	for _, c := range g.cases {
		g.printf("%s\n", c)
	}
	g.printf("}\n")
	return g.out.String()
}

// prelude is what all programs use.
const prelude = `
type S struct {
	A, B float64
	V    [3]float64
	N    int
	L    []float64
	Q    *float64
	F    float32
	Next *S
}

func idx(i int) int { return (i%3 + 3) % 3 }

func (s S) val(x float64) float64 { return s.A*x + s.V[idx(s.N)] - s.L[1] }

func (s *S) set(x float64) float64 {
	s.B, s.A = x, s.B
	s.N++
	*s.Q += x * 0.5
	return s.B * s.A
}

// A Pair is generic.
type Pair[T float32 | float64] struct{ X, Y T }

func (p Pair[T]) Sum() T { return p.X*0.5 - p.Y }

func swapped[T float32 | float64](p Pair[T]) Pair[T] { return Pair[T]{p.Y, p.X} }

func ref(p *float64) **float64 { return &p }

func pick(p, q *float64, c bool) *float64 {
	if c {
		return p
	}
	return q
}

func sum(xs ...float64) (s float64) {
	for _, x := range xs {
		s += x * 0.5
	}
	return
}

func float(r *rand.Rand) float64 { return 2*r.Float64() - 1 }

func vec(r *rand.Rand) []float64 {
	v := make([]float64, 3+r.Intn(3), 8)
	for i := range v {
		v[i] = float(r)
	}
	return v
}

func mat(r *rand.Rand) [][]float64 { return [][]float64{vec(r), vec(r), vec(r)} }

func ptr(r *rand.Rand) *float64 { x := float(r); return &x }

func str(r *rand.Rand) S {
	return S{float(r), float(r), [3]float64{float(r), float(r), float(r)}, r.Intn(5), vec(r), ptr(r), float32(float(r)), nil}
}

func strp(r *rand.Rand) *S { s := str(r); t := str(r); s.Next = &t; return &s }

func strs(r *rand.Rand) []S { return []S{str(r), str(r)} }

func vecp(r *rand.Rand) *[]float64 { v := vec(r); return &v }

func ptrp(r *rand.Rand) **float64 { p := ptr(r); return &p }

func integer(r *rand.Rand) int { return r.Intn(6) }

var _ = math.Pi
`
