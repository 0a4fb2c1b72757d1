// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package clock times several variants of a computation side by side.
package clock

import (
	"math"
	"math/rand/v2"
	"runtime"
	"syscall"
	"time"
)

// CPU returns the time that this process has computed for, on all its threads:
// what the garbage collector does next door counts.
func CPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Measure returns the nanoseconds that a call of each variant takes. In every
// round each variant runs in turn for about slice, so that whatever slows the
// machine down slows all of them down; the best round of each counts. A
// variant of which one call takes longer than slice takes part in fewer rounds.
func Measure(variants []func(), rounds int, slice time.Duration) []float64 {
	best := make([]float64, len(variants))
	calls := make([]int, len(variants))
	spent := make([]time.Duration, len(variants))
	for i, f := range variants {
		best[i] = math.Inf(1)
		f()
		start := CPU()
		for batch := 1; ; batch *= 2 {
			for range batch {
				f()
			}
			calls[i] += batch
			spent[i] = CPU() - start
			if spent[i] >= slice {
				break
			}
		}
		calls[i] = max(1, int(float64(calls[i])*float64(slice)/float64(spent[i])))
	}
	budget := time.Duration(rounds) * slice * 2
	for range rounds {
		for i, f := range variants {
			if spent[i] > budget && !math.IsInf(best[i], 1) {
				continue
			}
			start := CPU()
			for range calls[i] {
				f()
			}
			took := CPU() - start
			spent[i] += took
			best[i] = min(best[i], float64(took)/float64(calls[i]))
		}
	}
	return best
}

// Allocs returns how often a call of f allocates, and how many bytes.
func Allocs(f func()) (count, bytes float64) {
	const calls = 10
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range calls {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / calls, float64(after.TotalAlloc-before.TotalAlloc) / calls
}

// Mean is the geometric mean.
func Mean(xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += math.Log(x)
	}
	return math.Exp(s / float64(len(xs)))
}

// A Source makes the same numbers in every run.
type Source struct{ r *rand.Rand }

// NewSource returns a source of its own.
func NewSource(seed uint64) Source { return Source{rand.New(rand.NewPCG(1, seed))} }

// Between returns n numbers between lo and hi.
func (s Source) Between(lo, hi float64, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = lo + (hi-lo)*s.r.Float64()
	}
	return x
}

// Numbers returns n numbers between -1 and 1.
func (s Source) Numbers(n int) []float64 { return s.Between(-1, 1, n) }

// Below returns n integers from 0 to limit-1.
func (s Source) Below(limit, n int) []int {
	x := make([]int, n)
	for i := range x {
		x[i] = s.r.IntN(limit)
	}
	return x
}
