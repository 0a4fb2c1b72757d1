// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bugs of reverse mode with addresses in the frame.

package regress

import (
	"math"
	"math/rand"
	"testing"

	"goenzyme/suite/check"
)

// A leading value leads to a float and to a slice.
type leading struct {
	to *float64
	in []float64
	x  float64
}

// TestTapeIntoStack: what was on the stack was kept on the tape if it was reached
// by way of a struct on the stack; the collector found it there.
func TestTapeIntoStack(t *testing.T) {
	check.Reverse(t, byWayOfStruct, revByWayOfStruct, check.Vec(9, -1, 1))
	check.Reverse(t, byWayOfPointer, revByWayOfPointer, check.Vec(9, -1, 1))
}

//go:noinline
func turned(p *float64, f float64) float64 {
	*p *= math.Cos(f)
	return *p * f
}

func byWayOfStruct(xs []float64) (s float64) {
	y := 1.5
	for i, x := range xs {
		l := &leading{to: &y, in: []float64{x, s, y}, x: x}
		ls := []leading{{to: &l.x, in: l.in[:2], x: s}, {to: &l.in[2], in: l.in, x: x}}
		*ls[i%2].to *= x * s
		ls[0].in[1], *l.to = math.Sin(y), math.Tanh(*ls[1].to+l.x)
		s += turned(ls[i%2].to, l.in[1]) + ls[1].in[2]
	}
	return s + y
}

//go:autodiff byWayOfStruct Reverse
func revByWayOfStruct(xs, dxs []float64, dret float64) float64

func byWayOfPointer(xs []float64) (s float64) {
	y := 0.5
	p := &y
	for _, x := range xs {
		q := &p
		for range 2 {
			**q = math.Sin(**q + x*s)
			s += turned(*q, x)
		}
	}
	return s * y
}

//go:autodiff byWayOfPointer Reverse
func revByWayOfPointer(xs, dxs []float64, dret float64) float64

// TestFrameAddressBehindLoop: an address in the frame that was made in a loop and used
// behind it, or that the flow chose, was refused.
func TestFrameAddressBehindLoop(t *testing.T) {
	vec := func(r *rand.Rand) []float64 {
		return []float64{r.Float64(), r.Float64(), r.Float64(), r.Float64() + 0.5}
	}
	check.Reverse(t, behindLoop, revBehindLoop, vec)
	check.Reverse(t, appended, revAppended, vec)
	check.Reverse(t, chosen, revChosen, vec)
}

func behindLoop(xs []float64) (s float64) {
	for _, x := range xs {
		var a [4]float64
		i := 0
		for i < 3 && x > 0.3 {
			a[i] = x * x
			a[i+1] = a[i] * s
			x *= 0.5
			i++
		}
		s += a[i] * x
		a[i] += s
		s += math.Sin(a[i])
	}
	return s
}

//go:autodiff behindLoop Reverse
func revBehindLoop(xs, dxs []float64, dret float64) float64

func appended(xs []float64) (s float64) {
	for i := range xs {
		for j, y := range append([]float64{xs[i]}, xs[:i%3]...) {
			s += y * y * float64(j+1) * xs[j]
		}
	}
	return s
}

//go:autodiff appended Reverse
func revAppended(xs, dxs []float64, dret float64) float64

func chosen(xs []float64) (s float64) {
	for i, x := range xs {
		a, b := [3]float64{x, s, 1}, [2]float64{s, x * x}
		c := a[:2]
		if x > 0.5 {
			c = b[:]
		}
		for j := range c {
			c[j] = math.Sin(c[j] * xs[i])
			s += c[j] * c[1-j]
		}
		s += a[0] * b[1]
	}
	return s
}

//go:autodiff chosen Reverse
func revChosen(xs, dxs []float64, dret float64) float64

// TestSmallCopy: a copy or a clearing of so few bytes that no call is made for it was not
// undone in the reverse sweep, and loads were repeated behind it.
func TestSmallCopy(t *testing.T) {
	x := []float64{0.3, -0.7, 0.9}
	check.Reverse(t, smallCopies, revSmallCopies, x)
	check.Reverse(t, smallCopiesBack, revSmallCopiesBack, x)
	check.Reverse(t, smallClear, revSmallClear, x)
}

func smallCopies(x []float64) float64 {
	v := x[:3]
	v[0] *= 2
	y := math.Sin(v[1])
	copy(v[1:], v)
	return y*v[1] + v[2]*v[2]*v[0]
}

//go:autodiff smallCopies Reverse
func revSmallCopies(x, dx []float64, dret float64) float64

func smallCopiesBack(x []float64) float64 {
	v := x[:3]
	v[2] *= 2
	y := math.Sin(v[1])
	copy(v, v[1:])
	return y*v[1] + v[2]*v[2]*v[0]
}

//go:autodiff smallCopiesBack Reverse
func revSmallCopiesBack(x, dx []float64, dret float64) float64

func smallClear(x []float64) float64 {
	v := x[:3]
	y := v[0] * v[1] * v[2]
	clear(v[:1])
	return y*v[1] + v[0]*v[2]
}

//go:autodiff smallClear Reverse
func revSmallClear(x, dx []float64, dret float64) float64
