// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The table: every objective at the sizes of the published benchmarks.

package reverse

import (
	"autodiff/debug"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"goenzyme/bench/clock"
)

func objectives() []*objective {
	large := gmmCase("GMM d=20 k=50", 20, 50, 100)
	large.infergo = nil // its tape would take gigabytes
	return []*objective{
		gmmCase("GMM d=2 k=5", 2, 5, 1000),
		gmmCase("GMM d=10 k=25", 10, 25, 200),
		large,
		bundleCase(20, 500, 1000),
		lstmCase(14, 2, 128),
		trackingCase("hand tracking, simple", 544, 100, false),
		trackingCase("hand tracking, complicated", 544, 100, true),
		trackingCase("hand tracking, simple, at once", 544, 100, false).atOnce(),
		trackingCase("hand tracking, complicated, at once", 544, 100, true).atOnce(),
		leastSquaresCase(1000, 20),
		logSumExpCase(1000),
		odeCase(32),
		determinantCase(7),
		kmeansCase(500, 10, 10),
		matVecCase(128, 128),
		stencilCase(256, 50),
		nbodyCase(8, 100),
	}
}

// A variant is one way to compute something.
type variant struct {
	name string
	run  func() // nil where there is no such way
}

// The order of an objective's variants.
const (
	primalRun = iota
	handRun
	oursRun
	differencesRun
	infergoRun
)

// sink keeps results alive.
var sink float64

func (o *objective) variants() []variant {
	v := []variant{
		primalRun:      {"primal", func() { sink += o.primal() }},
		handRun:        {"hand", o.hand},
		oursRun:        {"ours", o.ours},
		differencesRun: {"differences", o.differences},
		infergoRun:     {"infergo", nil},
	}
	if o.infergo != nil {
		v[infergoRun].run = func() { o.infergo() }
	}
	return v
}

// A Result is what was measured of one objective.
type Result struct {
	Name   string
	Primal time.Duration
	// Ratios are times of the variants in multiples of the primal's, in the
	// order hand, ours, differences, infergo; 0 where there is no such way.
	Ratios [4]float64
	// Estimated says that differences were not run, but their calls counted.
	Estimated bool
	// Allocs and Bytes are what a call of ours allocates, Tape is how many bytes
	// it keeps from the way there for the way back.
	Allocs, Bytes float64
	Tape          uint64
}

// patience is the longest time that a gradient by differences may take.
const patience = time.Second

// Measure measures the objectives called names, or all. Differences and infergo
// have their rounds behind all others: they leave gigabytes to collect.
func Measure(names []string, rounds int, slice time.Duration) []Result {
	all := objectives()
	if len(names) > 0 {
		all = slices.DeleteFunc(all, func(o *objective) bool { return !slices.Contains(names, o.name) })
	}
	results := make([]Result, len(all))
	for i, o := range all {
		results[i] = o.measure(rounds, slice)
	}
	for i, o := range all {
		o.compete(&results[i], rounds, slice)
	}
	return results
}

// measure measures the primal and the gradients by hand and by the compiler.
func (o *objective) measure(rounds int, slice time.Duration) Result {
	r := Result{Name: o.name}
	r.Primal = time.Duration(o.ratios(&r, rounds, slice, handRun, oursRun))
	r.Allocs, r.Bytes = clock.Allocs(o.ours)
	before := debug.TapeBytes()
	o.ours()
	r.Tape = debug.TapeBytes() - before
	return r
}

// compete measures the other ways to the gradient.
func (o *objective) compete(r *Result, rounds int, slice time.Duration) {
	r.Estimated = o.jacobian == nil && time.Duration(2*len(o.x))*r.Primal > patience
	if r.Estimated {
		r.Ratios[differencesRun-1] = float64(2*len(o.x) + 1)
		o.ratios(r, rounds, slice, infergoRun)
		return
	}
	o.ratios(r, rounds, slice, differencesRun, infergoRun)
}

// ratios measures which of the variants beside the primal, whose time it returns.
func (o *objective) ratios(r *Result, rounds int, slice time.Duration, which ...int) (primal float64) {
	variants := o.variants()
	which = slices.DeleteFunc(which, func(k int) bool { return variants[k].run == nil })
	if len(which) == 0 {
		return 0
	}
	run := []func(){variants[primalRun].run}
	for _, k := range which {
		run = append(run, variants[k].run)
	}
	times := clock.Measure(run, rounds, slice)
	for i, k := range which {
		r.Ratios[k-1] = times[i+1] / times[0]
	}
	return times[0]
}

// Table writes a table of results.
func Table(out io.Writer, results []Result) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "reverse\tprimal\thand/primal\tours/primal\tdifferences/primal\tinfergo/primal\tours/hand\tallocs\tbytes\ttape bytes\t")
	var hands []float64
	for _, r := range results {
		fmt.Fprintf(w, "%s\t%v\t", r.Name, r.Primal)
		for i, ratio := range r.Ratios {
			switch {
			case ratio == 0:
				fmt.Fprint(w, "-\t")
			case i == differencesRun-1 && r.Estimated:
				fmt.Fprintf(w, "~%.0f\t", ratio)
			case ratio >= 100:
				fmt.Fprintf(w, "%.0f\t", ratio)
			default:
				fmt.Fprintf(w, "%.2f\t", ratio)
			}
		}
		hands = append(hands, r.Ratios[oursRun-1]/r.Ratios[handRun-1])
		fmt.Fprintf(w, "%.2f\t%.1f\t%.0f\t%d\t\n", hands[len(hands)-1], r.Allocs, r.Bytes, r.Tape)
	}
	if len(hands) > 0 {
		fmt.Fprintf(w, "geometric mean\t\t\t\t\t\t%.2f\t\t\t\t\n", clock.Mean(hands))
	}
	w.Flush()
}
