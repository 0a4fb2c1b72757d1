// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command bench measures what one forward direction costs: next to the primal,
// to a tangent written by hand, and to gonum's dual numbers.
//
// Usage:
//
//	bench [-rounds n] [-time d] [name ...]
//
// In every round each variant of a case runs in turn, so that whatever slows
// the machine down slows all of them down; the best round of each counts.
package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"gonum.org/v1/gonum/num/dual"
)

// A benchmark is one function, its value, and three ways to its derivative.
type benchmark struct {
	name   string
	primal func() float64
	hand   func() (y, dy float64)
	ours   func() (y, dy float64)
	dual   func() (y, dy float64)
}

func benchmarks() []benchmark {
	return []benchmark{
		gmmCase("GMM d=2 k=5", 5, 2, 100),
		gmmCase("GMM d=10 k=25", 25, 10, 20),
		leastSquaresCase(200, 10),
		lstmCase(14, 20),
		minorsCase(6),
		lorenzCase(200),
		kmeansCase(5, 10, 100),
		lseCase(500),
		matVecCase(64),
		stencilCase(256, 20),
	}
}

var (
	rounds = flag.Int("rounds", 20, "rounds of measurement")
	slice  = flag.Duration("time", 5*time.Millisecond, "time for one variant in one round")
)

func main() {
	flag.Parse()
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "case\tprimal\thand/primal\tours/primal\tdual/primal\tours/hand\tours/dual\t")
	var hands, duals []float64
	for _, b := range benchmarks() {
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), b.name) {
			continue
		}
		t := measure(b)
		fmt.Fprintf(w, "%s\t%v\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t\n", b.name, time.Duration(t[0]), t[1]/t[0], t[2]/t[0], t[3]/t[0], t[2]/t[1], t[2]/t[3])
		hands, duals = append(hands, t[2]/t[1]), append(duals, t[2]/t[3])
	}
	fmt.Fprintf(w, "geometric mean\t\t\t\t\t%.2f\t%.2f\t\n", mean(hands), mean(duals))
	w.Flush()
}

// sink keeps results alive.
var sink float64

// measure returns nanoseconds per call of primal, hand, ours and dual.
func measure(b benchmark) [4]float64 {
	variants := [4]func(){
		func() { sink += b.primal() },
		func() { _, d := b.hand(); sink += d },
		func() { _, d := b.ours(); sink += d },
		func() { _, d := b.dual(); sink += d },
	}
	var best [4]float64
	var calls [4]int
	for i, f := range variants {
		best[i] = math.Inf(1)
		start := time.Now()
		for time.Since(start) < *slice {
			f()
			calls[i]++
		}
	}
	for range *rounds {
		for i, f := range variants {
			start := time.Now()
			for range calls[i] {
				f()
			}
			best[i] = math.Min(best[i], float64(time.Since(start))/float64(calls[i]))
		}
	}
	return best
}

// mean is the geometric mean.
func mean(xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += math.Log(x)
	}
	return math.Exp(s / float64(len(xs)))
}

var source = rand.New(rand.NewPCG(1, 2))

// random returns n numbers between -1 and 1.
func random(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = 2*source.Float64() - 1
	}
	return x
}

func num(x float64) dual.Number { return dual.Number{Real: x} }

// pair makes dual numbers of values and a direction.
func pair(x, dx []float64) []dual.Number {
	n := make([]dual.Number, len(x))
	for i := range n {
		n[i] = dual.Number{Real: x[i], Emag: dx[i]}
	}
	return n
}

func parts(n dual.Number) (y, dy float64) { return n.Real, n.Emag }
