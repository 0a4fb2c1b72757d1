// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command bench measures what derivatives cost, next to the functions
// themselves, to derivatives written by hand, and to other ways to them.
//
// Usage:
//
//	bench [-mode forward|reverse|parallel|all] [-rounds n] [-time d] [-plot file.svg] [case ...]
//
// In every round each variant of a case runs in turn, so that whatever slows
// the machine down slows all of them down; the best round of each counts.
// Times are CPU times of the process, what the garbage collector does included.
// A number with ~ before it is counted, not measured.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"goenzyme/bench/forward"
	"goenzyme/bench/parallel"
	"goenzyme/bench/reverse"
)

func main() {
	mode := flag.String("mode", "all", "`mode` to measure: forward, reverse, parallel or all")
	rounds := flag.Int("rounds", 20, "rounds of measurement")
	slice := flag.Duration("time", 5*time.Millisecond, "time for one variant in one round")
	plot := flag.String("plot", "", "write a picture of the gradients' times to `file` (SVG)")
	flag.Parse()
	if *mode != "forward" && *mode != "reverse" && *mode != "parallel" && *mode != "all" {
		fmt.Fprintf(os.Stderr, "bench: unknown mode %s\n", *mode)
		os.Exit(2)
	}
	if *mode == "parallel" || *mode == "all" {
		parallel.Table(os.Stdout, parallel.Measure(*rounds))
	}
	if *mode == "parallel" {
		return
	}
	if *mode != "reverse" {
		forward.Table(os.Stdout, flag.Args(), *rounds, *slice)
	}
	if *mode == "forward" {
		return
	}
	results := reverse.Measure(flag.Args(), *rounds, *slice)
	reverse.Table(os.Stdout, results)
	if *plot == "" {
		return
	}
	if err := picture(*plot, results); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// picture writes the plot of results to the file called name.
func picture(name string, results []reverse.Result) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := reverse.Plot(f, results); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
