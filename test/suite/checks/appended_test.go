// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import (
	"slices"
	"testing"
)

// Functions that stay calls and append to what they get, while another argument leads behind it.

//go:noinline
func pushed(s []float64, v float64) []float64 { return append(s, v) }

//go:noinline
func pushedTwice(s []float64, v float64) []float64 {
	t := s[:len(s)]
	for i := range 2 {
		t = pushed(t, v*float64(i+1))
	}
	return t
}

//go:noinline
func handedBack(s []float64) []float64 { return s }

type collected struct{ list []float64 }

//go:noinline
func (c *collected) put(s []float64, v float64) []float64 {
	c.list = append(c.list, v)
	return append(c.list, s...)
}

func spareOnce(s, y []float64, v float64) float64 {
	s = pushed(s, v)
	return y[0] * s[0]
}

func spareTwice(s, y []float64, v float64) float64 {
	s = pushedTwice(s, v)
	return y[0] * s[0]
}

func spareBack(s, y []float64, v float64) float64 {
	s = append(handedBack(s), v)
	return y[0] * s[0]
}

func spareInsert(s, y []float64, v float64) float64 {
	s = slices.Insert(s, 0, v)
	return y[0] * s[0]
}

func spareNot(s, y []float64, v float64) float64 {
	s = new(collected).put(s, v)
	return y[0] * s[0]
}

//go:autodiff spareOnce Forward
func dSpareOnce(s, ds, y, dy []float64, v, dv float64) (z, dz float64)

//go:autodiff spareTwice Forward
func dSpareTwice(s, ds, y, dy []float64, v, dv float64) (z, dz float64)

//go:autodiff spareBack Forward
func dSpareBack(s, ds, y, dy []float64, v, dv float64) (z, dz float64)

//go:autodiff spareInsert Forward
func dSpareInsert(s, ds, y, dy []float64, v, dv float64) (z, dz float64)

//go:autodiff spareNot Forward
func dSpareNot(s, ds, y, dy []float64, v, dv float64) (z, dz float64)

//go:autodiff spareOnce Reverse
func rSpareOnce(s, ds, y, dy []float64, v, dz float64) (z, dv float64)

// TestSpareCapacity: a called function appended to new memory, since the shadow of the slice had
// less capacity, and the other argument did not change.
func TestSpareCapacity(t *testing.T) {
	const own = "shadow ds has less capacity than s, which is appended to"
	const less = "y overlaps the capacity of s, to which a called function appends, and shadow ds has less"
	for _, test := range []struct {
		name string
		f    func(s, y []float64, v float64) float64
		df   func(s, ds, y, dy []float64, v, dv float64) (z, dz float64)
		want string
	}{
		{"dSpareOnce", spareOnce, dSpareOnce, less},
		{"dSpareTwice", spareTwice, dSpareTwice, less},
		{"dSpareBack", spareBack, dSpareBack, own},
		{"dSpareInsert", spareInsert, dSpareInsert, less},
		{"dSpareNot", spareNot, dSpareNot, ""},
	} {
		x := func() []float64 { return []float64{1.5, 2, 3} }
		at := func(v float64) float64 {
			x := x()
			return test.f(x[:1], x[1:], v)
		}
		x1, dx1 := x(), make([]float64, 3)
		z, dz := test.df(x1[:1], dx1[:1], x1[1:], dx1[1:], 0.5, 1)
		if want := (at(0.5+0x1p-20) - at(0.5-0x1p-20)) * 0x1p19; z != at(0.5) || dz-want > 1e-6 || want-dz > 1e-6 {
			t.Errorf("%s = %v, %v, want %v, %v", test.name, z, dz, at(0.5), want)
		}
		x1, dx1 = x(), make([]float64, 3)
		got := message(func() { test.df(x1[:1], make([]float64, 1), x1[1:], dx1[1:], 0.5, 1) })
		if test.want != "" && got != "autodiff: "+test.name+": "+test.want || test.want == "" && got != "" {
			t.Errorf("panic %q", got)
		}
	}
	// Nothing overlaps the spare capacity.
	for _, y := range [][]float64{{2}, nil} {
		x := []float64{1.5, 7, 7}
		z, dz := 0.0, 0.0
		if got := message(func() { z, dz = dSpareOnce(x[:1], make([]float64, 1), append(y, 2), []float64{0, 0}, 0.5, 1) }); got != "" || z != 3 || dz != 0 {
			t.Errorf("%q, %v, %v", got, z, dz)
		}
	}
	x, dx := []float64{1.5, 2, 3}, make([]float64, 3)
	if z, dv := rSpareOnce(x[:1], dx[:1], x[1:], dx[1:], 0.5, 1); z != 0.75 || dv != 1.5 || dx[0] != 0.5 || dx[1] != 0 {
		t.Errorf("rSpareOnce = %v, %v, %v", z, dv, dx)
	}
	if got, want := message(func() { rSpareOnce(x[:1], make([]float64, 1), x[1:], dx[1:], 0.5, 1) }), "autodiff: rSpareOnce: "+less; got != want {
		t.Errorf("panic %q, want %q", got, want)
	}
}
