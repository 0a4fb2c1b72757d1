// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The table: every objective at the sizes of the published benchmarks.

package reverse

import (
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
	// Allocs and Bytes are what a call of ours allocates, First what the first
	// one behind a collection does: it finds no tape to use again.
	Allocs, Bytes, First float64
}

// patience is the longest time that a gradient by differences may take.
const patience = time.Second

// Measure measures the objectives called names, or all.
func Measure(names []string, rounds int, slice time.Duration) []Result {
	var results []Result
	for _, o := range objectives() {
		if len(names) > 0 && !slices.Contains(names, o.name) {
			continue
		}
		results = append(results, o.measure(rounds, slice))
	}
	return results
}

func (o *objective) measure(rounds int, slice time.Duration) Result {
	r := Result{Name: o.name}
	variants := o.variants()
	start := clock.CPU()
	sink += o.primal()
	r.Estimated = o.jacobian == nil && time.Duration(2*len(o.x))*(clock.CPU()-start) > patience
	if r.Estimated {
		r.Ratios[differencesRun-1] = float64(2*len(o.x) + 1)
		variants[differencesRun].run = nil
	}
	var run []func()
	for _, v := range variants {
		if v.run != nil {
			run = append(run, v.run)
		}
	}
	times := clock.Measure(run, rounds, slice)
	r.Primal = time.Duration(times[0])
	i := 0
	for k, v := range variants {
		if v.run == nil {
			continue
		}
		if k != primalRun {
			r.Ratios[k-1] = times[i] / times[0]
		}
		i++
	}
	if o.ours != nil {
		r.Allocs, r.Bytes = clock.Allocs(o.ours)
		r.First = clock.First(o.ours)
	}
	return r
}

// Table writes a table of results.
func Table(out io.Writer, results []Result) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "reverse\tprimal\thand/primal\tours/primal\tdifferences/primal\tinfergo/primal\tours/hand\tallocs\tbytes\tfirst call\t")
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
		if r.Ratios[oursRun-1] == 0 {
			fmt.Fprintln(w, "-\t-\t-\t-\t")
			continue
		}
		hands = append(hands, r.Ratios[oursRun-1]/r.Ratios[handRun-1])
		fmt.Fprintf(w, "%.2f\t%.1f\t%.0f\t%.0f\t\n", hands[len(hands)-1], r.Allocs, r.Bytes, r.First)
	}
	if len(hands) > 0 {
		fmt.Fprintf(w, "geometric mean\t\t\t\t\t\t%.2f\t\t\t\t\n", clock.Mean(hands))
	}
	w.Flush()
}
