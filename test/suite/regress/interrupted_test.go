// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// TestInterruptedVariable: a variable with pointers that was written part by part was not
// complete when the shadow of one of its parts was allocated, and where the stack moved at
// that moment, the runtime found garbage in it.
func TestInterruptedVariable(t *testing.T) {
	check.Both(t, interrupted, dInterrupted, revInterrupted, 0.7, 0.4, 0.3)
	for n := range 200 {
		done := make(chan bool)
		go func() {
			atDepth(n, func() { revInterrupted(0.7, 0.4, 0.3, 1); revInterruptedXY(0.7, 0.4, 0.3, 1) })
			done <- true
		}()
		<-done
	}
}

// A section has floats and references.
type section struct {
	a, b float64
	v    [3]float64
	n    int
	l    []float64
	q    *float64
	next *section
}

func (p section) at(x float64) float64 { return p.a*x + p.v[p.n%3] - p.l[1] }

func together(ps []section, p section, x float64) (float64, section) {
	other := p
	s := other.at(ps[0].a)
	if s > -0.28 {
		s += math.Sin(p.at(x) * other.at(s))
	}
	ps[0].v[0] = s * *p.q
	return s * ps[0].v[0], other
}

func interrupted(x, y, z float64) (sum float64) {
	for i, w := range make([]float64, 4) {
		w += math.Cos(z * x)
		s, other := together([]section{{a: x, b: y, n: i, l: []float64{x, w, y}, q: &w}, {a: x, n: i, l: []float64{y, y, w}, q: &w}},
			section{a: x, b: 0.1 * float64(i), v: [3]float64{0.1, 0.2, 0.3}, n: i, l: []float64{z, z, 0.1 * float64(i)}, q: &z}, z+0.5)
		sum += s * other.b
	}
	return sum
}

//go:autodiff interrupted Forward
func dInterrupted(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff interrupted Reverse
func revInterrupted(x, y, z, dret float64) (sum, gx, gy, gz float64)

//go:autodiff interrupted Reverse Active Active Const Active
func revInterruptedXY(x, y, z, dret float64) (sum, gx, gy float64)

// atDepth calls f behind n calls, where the stack holds small integers.
func atDepth(n int, f func()) int {
	var a [12]int
	for i := range a {
		a[i] = i + n%7
	}
	if n == 0 {
		dirty(n)
		f()
	} else {
		a[n%12] = atDepth(n-1, f)
	}
	return a[(n+1)%12]
}

//go:noinline
func dirty(n int) int {
	var a [512]int
	for i := range a {
		a[i] = i%7 + 1
	}
	return a[n%512]
}
