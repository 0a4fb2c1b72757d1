// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import "testing"

// TestTouching calls a derivative with parts of one array for all its arguments: it
// panics if and only if two of them have an element in common.
func TestTouching(t *testing.T) {
	var memory [12]float64
	parts := [][2]int{{0, 0}, {0, 1}, {0, 3}, {1, 2}, {2, 5}, {3, 3}, {3, 6}, {5, 6}, {6, 8}, {12, 12}}
	part := func(i int) []float64 {
		if i == len(parts) {
			return nil
		}
		return memory[parts[i][0]:parts[i][1]]
	}
	common := func(i, j int) bool {
		if i == len(parts) || j == len(parts) {
			return false
		}
		p, q := parts[i], parts[j]
		return max(p[0], q[0]) < min(p[1], q[1])
	}
	for i := range len(parts) + 1 {
		for j := range len(parts) + 1 {
			dx, dy := make([]float64, 12), make([]float64, 12)
			if got, want := panics(func() { revApart(part(i), dx, part(j), dy) }), common(i, j); got != want {
				t.Errorf("arguments %d and %d: panics: %v, want %v", i, j, got, want)
			}
			x, y := make([]float64, len(part(i))), make([]float64, len(part(j)))
			if got, want := panics(func() { revApart(x, part(i), y, part(j)) }), common(i, j); got != want {
				t.Errorf("shadows %d and %d: panics: %v, want %v", i, j, got, want)
			}
			x = make([]float64, min(len(part(i)), len(part(j))))
			if got, want := panics(func() { revApart(part(i), dx, x, part(j)) }), common(i, j); got != want {
				t.Errorf("argument %d and shadow %d: panics: %v, want %v", i, j, got, want)
			}
		}
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return
}

func apart(x, y []float64) {
	for i := range y {
		y[i] *= 2
	}
	for i := range x {
		x[i] *= 3
	}
}

//go:autodiff apart Reverse noalias
func revApart(x, dx, y, dy []float64)

// global lies at an address that is less than the size of what Large's first parameter
// leads to.
var global, dglobal [3]float64

// TestTouchingNil has pointers to much that are nil: nothing overlaps what they lead to.
func TestTouchingNil(t *testing.T) {
	dglobal = [3]float64{1, 2, 3}
	RLarge(nil, nil, global[:], dglobal[:])
	if want := [3]float64{2, 4, 6}; dglobal != want {
		t.Errorf("have %v, want %v", dglobal, want)
	}
	if got, want := message(func() { RLarge(nil, nil, global[:], global[1:]) }), "autodiff: RLarge: shadow dx is shorter than x"; got != want {
		t.Errorf("have panic %q, want %q", got, want)
	}
	if got, want := message(func() { RLarge(nil, nil, global[1:], global[:2]) }), "autodiff: RLarge: shadow dx overlaps x"; got != want {
		t.Errorf("have panic %q, want %q", got, want)
	}
}
