// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"math"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// TestCaptured: goroutines capture what is active, what is not, and what may be either.
func TestCaptured(t *testing.T) {
	w, x := []float64{0.5, -0.25, 0.75, 1}, []float64{1, 2, -1, 0.5}
	rows := [][]float64{{0.5, 1}, {-1, 0.25}, {2, 0.125}}
	acts := check.Acts("Dual Const Const Const Dual")
	back := check.Acts("Duplicated Const Const Const Active")
	for _, n := range []int{0, 1, 3} {
		check.Forward(t, fit, dFit, acts, w, x, rows, n)
		check.Reverse(t, fit, rFit, back, check.AnyOrder(), w, x, rows, n)
		check.Forward(t, fitPairs, dFitPairs, acts, w, x, rows, n)
		check.Reverse(t, fitPairs, rFitPairs, back, check.AnyOrder(), w, x, rows, n)
		check.Forward(t, fitEither, dFitEither, acts, w, x, rows, n)
		check.Reverse(t, fitEither, rFitEither, back, check.AnyOrder(), w, x, rows, n)
		check.Forward(t, fitNested, dFitNested, acts, w, x, rows, n)
		check.Reverse(t, fitNested, rFitNested, back, check.AnyOrder(), w, x, rows, n)
		check.Forward(t, fitScratch, dFitScratch, acts, w, x, rows, n)
		check.Reverse(t, fitScratch, rFitScratch, back, check.AnyOrder(), w, x, rows, n)
		check.Forward(t, fitScratch, dFitScratch2, acts, check.Width(2), w, x, rows, n)
		check.Reverse(t, fitScratch, rFitScratch2, back, check.AnyOrder(), check.Width(2), w, x, rows, n)
	}
}

// fit has goroutines that capture slices, a map, and a function value.
//
//go:autodiff dFit Forward Dual Const Const Const Dual
//go:autodiff rFit Reverse Duplicated Const Const Const Active
func fit(w, x []float64, rows [][]float64, n int) float64 {
	sums := make([]float64, n)
	scales := map[int]int{0: 5, 1: 2}
	shift := x[0]
	f := func(v float64) float64 { return v*v + shift }
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j, v := range w {
				row := rows[(i+j)%len(rows)]
				sums[i] += v * x[j] * math.Sin(v*row[j%2]) * (float64(scales[j%2]) + f(x[j]))
			}
		}()
	}
	wg.Wait()
	return total(sums)
}

func total(sums []float64) float64 {
	s := 0.0
	for _, v := range sums {
		s += v * v
	}
	return s
}

// A pair is captured by value, and one part of it is active.
type pair struct {
	a, b []float64
	c    float64
}

//go:autodiff dFitPairs Forward Dual Const Const Const Dual
//go:autodiff rFitPairs Reverse Duplicated Const Const Const Active
func fitPairs(w, x []float64, rows [][]float64, n int) float64 {
	p, q := pair{w, x, x[1]}, pair{x, rows[0], x[2]}
	sums := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			for j := range 2 {
				sums[i] += p.a[j]*p.b[j]*p.c + q.a[j]*q.b[j]*p.a[j+1]*q.c
			}
		})
	}
	wg.Wait()
	return total(sums)
}

// fitEither has a variable that is active in some goroutines only, and one that is captured
// by reference.
//
//go:autodiff dFitEither Forward Dual Const Const Const Dual
//go:autodiff rFitEither Reverse Duplicated Const Const Const Active
func fitEither(w, x []float64, rows [][]float64, n int) float64 {
	sums := make([]float64, n)
	at := x
	if n > 1 {
		at = x[:len(x):len(x)]
	}
	var wg sync.WaitGroup
	for i := range n {
		v := rows[0]
		if i%2 == 0 {
			v = w
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[i] = v[0]*w[1]*at[i] + v[1]*v[1]
		}()
	}
	wg.Wait()
	return total(sums)
}

// fitNested has goroutines that start goroutines.
//
//go:autodiff dFitNested Forward Dual Const Const Const Dual
//go:autodiff rFitNested Reverse Duplicated Const Const Const Active
func fitNested(w, x []float64, rows [][]float64, n int) float64 {
	sums := make([]float64, 2*n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			row := rows[i%len(rows)]
			wg.Add(1)
			go func() {
				defer wg.Done()
				sums[2*i+1] = w[0] * row[0] * x[i]
			}()
			sums[2*i] = w[1] * w[1] * row[1] * x[i]
		}()
	}
	wg.Wait()
	return total(sums)
}

// fitScratch writes what is inactive where it is inactive.
//
//go:autodiff dFitScratch Forward Dual Const Const Const Dual
//go:autodiff rFitScratch Reverse Duplicated Const Const Const Active
//go:autodiff dFitScratch2 Forward(2) Dual Const Const Const Dual
//go:autodiff rFitScratch2 Reverse(2) Duplicated Const Const Const Active
func fitScratch(w, x []float64, rows [][]float64, n int) float64 {
	sums := make([]float64, n)
	scratch := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			scratch[i] = x[i] * x[i]
			rows[i][0] = scratch[i] + 1
			sums[i] = w[i] * scratch[i] * rows[i][0] * w[0]
		}()
	}
	wg.Wait()
	return total(sums)
}
