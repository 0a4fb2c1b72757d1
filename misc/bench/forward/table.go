// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package forward measures what one forward direction costs: next to the
// primal, to a tangent written by hand, and to gonum's dual numbers.
package forward

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"goenzyme/bench/clock"

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

// Table measures the cases called names, or all, and writes a table of ratios.
func Table(out io.Writer, names []string, rounds int, slice time.Duration) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "forward\tprimal\thand/primal\tours/primal\tdual/primal\tours/hand\tours/dual\t")
	var hands, duals []float64
	for _, b := range benchmarks() {
		if len(names) > 0 && !slices.Contains(names, b.name) {
			continue
		}
		t := clock.Measure([]func(){
			func() { sink += b.primal() },
			func() { _, d := b.hand(); sink += d },
			func() { _, d := b.ours(); sink += d },
			func() { _, d := b.dual(); sink += d },
		}, rounds, slice)
		fmt.Fprintf(w, "%s\t%v\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t\n", b.name, time.Duration(t[0]), t[1]/t[0], t[2]/t[0], t[3]/t[0], t[2]/t[1], t[2]/t[3])
		hands, duals = append(hands, t[2]/t[1]), append(duals, t[2]/t[3])
	}
	if len(hands) > 0 {
		fmt.Fprintf(w, "geometric mean\t\t\t\t\t%.2f\t%.2f\t\n", clock.Mean(hands), clock.Mean(duals))
	}
	w.Flush()
}

// sink keeps results alive.
var sink float64

var source = clock.NewSource(2)

// random returns n numbers between -1 and 1.
func random(n int) []float64 { return source.Numbers(n) }

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
