// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import "testing"

// Table returns memory that no float of its parameter reaches.
func Table(x float64, n int) []float64 {
	t := make([]float64, n, 2*n)
	for i := range t {
		t[i] = float64(i)
	}
	return t
}

// Either returns memory that is active or not.
func Either(x, c []float64, first bool) []float64 {
	if first {
		return x
	}
	return c
}

// Point returns a pointer to something inactive, or nil.
func Point(x float64, some bool) *float64 {
	if some {
		return new(float64)
	}
	return nil
}

// A Result has references in it.
type Result struct {
	V []float64
	P *float64
}

// Struct returns references in a struct.
func Struct(x, c []float64, first bool) Result {
	if first {
		return Result{x, &x[0]}
	}
	return Result{c, nil}
}

//go:autodiff Table Forward
func DTable(x, dx float64, n int) (t, dt []float64)

//go:autodiff Either Forward Dual Const Const Dual
func DEither(x, dx, c []float64, first bool) (y, dy []float64)

//go:autodiff Point Forward
func DPoint(x, dx float64, some bool) (p, dp *float64)

//go:autodiff Struct Forward Dual Const Const Dual
func DStruct(x, dx, c []float64, first bool) (r, dr Result)

// TestInactiveResult checks that what is returned without depending on anything
// active has zeros for a shadow, of its length and of its own.
func TestInactiveResult(t *testing.T) {
	y, dy := DTable(1, 1, 5)
	if len(y) != 5 || len(dy) != 5 || dy[4] != 0 {
		t.Error(y, dy)
	}
	dy[0] = 7 // the caller's own
	if _, dy := DTable(1, 1, 5); len(dy) != 5 || dy[0] != 0 {
		t.Error(dy)
	}
	if p, dp := DPoint(1, 1, true); p == nil || dp == nil || *dp != 0 || p == dp {
		t.Error(p, dp)
	}
	if p, dp := DPoint(1, 1, false); p != nil || dp != nil {
		t.Error(p, dp)
	}
}

func TestMaybeInactiveResult(t *testing.T) {
	x, dx, c := vec(3), vec(3), vec(4)
	if y, dy := DEither(x, dx, c, true); &y[0] != &x[0] || &dy[0] != &dx[0] || len(dy) != 3 {
		t.Error(y, dy)
	}
	y, dy := DEither(x, dx, c, false)
	if &y[0] != &c[0] || len(dy) != 4 || dy[3] != 0 {
		t.Error(y, dy)
	}
	dy[0] = 1
	if _, dy := DEither(x, dx, nil, false); dy != nil {
		t.Error(dy)
	}
	if r, dr := DStruct(x, dx, c, true); &dr.V[0] != &dx[0] || dr.P != &dx[0] || r.P != &x[0] {
		t.Error(r, dr)
	}
	if r, dr := DStruct(x, dx, c, false); len(dr.V) != 4 || dr.V[0] != 0 || dr.P != nil || r.P != nil {
		t.Error(r, dr)
	}
}
