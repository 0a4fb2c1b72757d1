// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command bench measures what derivatives cost, next to the functions
// themselves, to derivatives written by hand, and to other ways to them.
//
// Usage:
//
//	bench [-mode forward|reverse|all] [-rounds n] [-time d] [case ...]
//
// In every round each variant of a case runs in turn, so that whatever slows
// the machine down slows all of them down; the best round of each counts.
// Times are CPU times of the process, what the garbage collector does included.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"goenzyme/bench/forward"
)

func main() {
	mode := flag.String("mode", "all", "`mode` to measure: forward, reverse or all")
	rounds := flag.Int("rounds", 20, "rounds of measurement")
	slice := flag.Duration("time", 5*time.Millisecond, "time for one variant in one round")
	flag.Parse()
	switch *mode {
	case "forward", "all":
		forward.Table(os.Stdout, flag.Args(), *rounds, *slice)
	default:
		fmt.Fprintf(os.Stderr, "bench: unknown mode %s\n", *mode)
		os.Exit(2)
	}
}
