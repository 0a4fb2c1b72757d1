// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package parallel measures whether gradients of functions with goroutines scale like
// these functions.
package parallel

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"text/tabwriter"
	"time"

	"goenzyme/bench/clock"
)

// The size of the network and its data.
const (
	features = 20
	hidden   = 16
	samples  = 2000
)

// A run is one function to measure, with a number of workers.
type run struct {
	name string
	call func(workers int)
}

// sink keeps results alive.
var sink float64

// runs returns what is measured, the functions in front of their gradients.
func runs(samples int) []run {
	rnd := rand.New(rand.NewPCG(1, 2))
	w, x := make([]float64, hidden*(features+2)), make([]float64, samples*(features+1))
	for _, s := range [][]float64{w, x} {
		for i := range s {
			s[i] = 0.3 * rnd.NormFloat64()
		}
	}
	dw, dx := make([]float64, len(w)), make([]float64, len(x))
	return []run{
		{"function", func(n int) { sink += shared(w, x, features, hidden, n) }},
		{"by hand, parts added up", func(n int) { sink += byHand(w, dw, x, features, hidden, n, 1) }},
		{"shared weights", func(n int) { sink += revShared(w, dw, x, features, hidden, n, 1) }},
		{"a copy for each worker", func(n int) { sink += revPrivate(w, dw, x, features, hidden, n, 1) }},
		{"jobs and results on channels", func(n int) { sink += revJobs(w, dw, x, features, hidden, n, 1) }},
		{"weights and data", func(n int) { sink += revInputs(w, dw, x, dx, features, hidden, n, 1) }},
		{"without goroutines", func(int) { sink += revKernel(w, dw, x, features, hidden, 1) }},
	}
}

// A Result is what was measured of one function: times of a call with one and with two
// workers, which may use as many processors.
type Result struct {
	Name      string
	CPU, Wall [2]time.Duration
}

// Measure measures all functions, for a number of rounds in which each has its turn. The
// best round counts, of each time for itself.
func Measure(rounds int) []Result {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	all := runs(samples)
	results := make([]Result, len(all))
	for i, f := range all {
		results[i].Name = f.name
		for n := range 2 {
			results[i].CPU[n], results[i].Wall[n] = math.MaxInt64, math.MaxInt64
		}
	}
	for range rounds {
		for n := range 2 {
			runtime.GOMAXPROCS(n + 1)
			for i, f := range all {
				start, cpu := time.Now(), clock.CPU()
				f.call(n + 1)
				r := &results[i]
				r.CPU[n], r.Wall[n] = min(r.CPU[n], clock.CPU()-cpu), min(r.Wall[n], time.Since(start))
			}
		}
	}
	return results
}

// Table writes a table of results, in multiples of the first one.
func Table(out io.Writer, results []Result) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "parallel\tCPU, 1 worker\tratio\tCPU, 2 workers / 1\ttime, 1 worker / 2\t")
	for _, r := range results {
		fmt.Fprintf(w, "%s\t%v\t%.2f\t%.2f\t%.2f\t\n", r.Name, r.CPU[0], ratio(r.CPU[0], results[0].CPU[0]), ratio(r.CPU[1], r.CPU[0]), ratio(r.Wall[0], r.Wall[1]))
	}
	w.Flush()
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }
