// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bugs of reverse mode, each named after what was wrong.

package regress

import (
	"math"
	"runtime"
	"testing"

	"goenzyme/suite/check"
)

// TestExitOfTwoLoops: where an exit left two loops at once, values of the outer one
// were looked for outside of both.
func TestExitOfTwoLoops(t *testing.T) {
	check.Reverse(t, early, revEarly, []float64{2, 3, 4})
	check.Reverse(t, early, revEarly, []float64{2, -3, 4})
}

func early(a []float64) float64 {
	sum := 0.0
	for i := range a {
		for j := 0; j <= i; j++ {
			if a[j] < 0 {
				return sum * a[i]
			}
			sum += a[i] * a[j]
		}
	}
	return sum
}

//go:autodiff early Reverse
func revEarly(x, dx []float64, dret float64) float64

// TestGrownShadow: what grew had garbage behind its length for a shadow, and a
// derivative that appended and kept old backing arrays overflowed the compiler's stack.
func TestGrownShadow(t *testing.T) {
	for n := range 9 {
		x := make([]float64, n+1)
		for i := range x {
			x[i] = float64(i) - 1.5
		}
		check.Reverse(t, growing, revGrowing, x)
	}
}

func growing(x []float64) float64 {
	var all []float64
	var old [][]float64
	for i, v := range x {
		all = append(all, v*v, float64(i))
		if i%3 == 0 {
			old = append(old, all)
		}
		all[0] *= 0.75
	}
	s := 0.0
	for _, o := range old {
		s += o[0] * o[len(o)-2]
	}
	return s + all[0]
}

//go:autodiff growing Reverse
func revGrowing(x, dx []float64, dret float64) float64

// TestExchangedBuffers: of two buffers that change places in a loop the type of the
// elements was not found.
func TestExchangedBuffers(t *testing.T) {
	check.Reverse(t, exchange, revExchange, []float64{0.2, 0.3, 0.4}, 3)
}

func exchange(u []float64, steps int) float64 {
	v := make([]float64, 3)
	copy(v, u)
	w := make([]float64, 3)
	for range steps {
		for i := range v {
			w[i] = v[i] * v[(i+1)%3]
		}
		v, w = w, v
	}
	return v[0]
}

//go:autodiff exchange Reverse
func revExchange(x, dx []float64, steps int, dret float64) float64

// TestLargeArgument: a large struct with pointers, passed by value, lost the
// gradients of its floats, and its place on the stack was live before it was defined.
func TestLargeArgument(t *testing.T) {
	check.Reverse(t, largeArgument, revLargeArgument, 3.0, 2.0)
}

type large struct {
	a float64
	v [3]float64
	l []float64
}

//go:noinline
func takeLarge(s large, x float64) float64 { return s.a*x + s.l[0]*s.v[1] }

//go:noinline
func giveLarge(a, x float64) large {
	return large{a: a * x, v: [3]float64{x, a, x}, l: []float64{x, a}}
}

func largeArgument(a, x float64) float64 { return takeLarge(giveLarge(a, x), x) }

//go:autodiff largeArgument Reverse
func revLargeArgument(a, x, dret float64) (float64, float64, float64)

// TestShadowOfStructStays: a callee that changes the references in a struct that it
// got by value changed those in the caller's shadow, too.
func TestShadowOfStructStays(t *testing.T) {
	p := pair{[]float64{1, 2, 3}, []float64{4, 5}}
	dp := pair{[]float64{0, 0, 0}, []float64{0, 0}}
	for n := 1.0; n < 3; n++ {
		y := revChangeFields(p, &dp, 1)
		if y != 20 || dp.a[0] != 0 || dp.b[0] != 5*n || dp.b[1] != 4*n {
			t.Errorf("call %v: got %v, %v", n, y, dp)
		}
	}
}

type pair struct{ a, b []float64 }

func changeFields(p pair) float64 {
	p.a[0] = p.b[1]
	p.a = p.b
	return p.a[0] * p.b[1]
}

//go:autodiff changeFields Reverse
func revChangeFields(p pair, dp *pair, dret float64) float64

// TestRangeAddress: the address that a range loop over large elements keeps as an
// integer was alone in leading to them while room was made on the tape.
func TestRangeAddress(t *testing.T) {
	x, y := []float64{0.5}, make([]float64, 40)
	dx, dy := []float64{0}, make([]float64, 40)
	got, want := revRanged(x, dx, y, dy, 300, 1), ranged(x, y, 300)
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

//go:noinline
func madeRows(x []float64) [][]float64 {
	r := make([][]float64, 40)
	for i := range r {
		r[i] = make([]float64, 4)
		for j := range r[i] {
			r[i][j] = x[0] + float64(i*j)
		}
		if i == 20 {
			runtime.GC()
		}
	}
	return r
}

func ranged(x, y []float64, n int) float64 {
	t := 0.0
	for range n {
		for i, row := range madeRows(x) {
			s := 0.0
			for _, v := range row {
				s += v * v
			}
			y[i] = s
		}
		for _, v := range y {
			t += v * v
		}
	}
	return t
}

//go:autodiff ranged Reverse noalias
func revRanged(x, dx, y, dy []float64, n int, dret float64) float64

// TestSeveralWaysIntoLoop: the reverse of a loop that is left at two places is
// entered at two places; what was written behind the second one was passed over.
func TestSeveralWaysIntoLoop(t *testing.T) {
	check.Reverse(t, escapes, revEscapes, check.Range(-0.5, 0.5), check.Range(-0.5, 0.5), 20)
}

func escapes(x, y float64, n int) float64 {
	a, b := 0.0, 0.0
	for range n {
		if a*a+b*b > 4 {
			break
		}
		a, b = a*a-b*b+x, 2*a*b+y
	}
	return a + b
}

//go:autodiff escapes Reverse
func revEscapes(x, y float64, n int, dret float64) (float64, float64, float64)

// TestNilSliceBackwards: on the way back the optimiser took a slice that is compared
// with nil for one that is not.
func TestNilSliceBackwards(t *testing.T) {
	if y, dy := revNilOrSum(nil, nil, 3, 1); y != 9 || dy != 6 {
		t.Errorf("nil: got %v, %v", y, dy)
	}
	if y, dy := revNilOrSum([]float64{1, 2}, []float64{0, 0}, 3, 1); y != 9 || dy != 3 {
		t.Errorf("two elements: got %v, %v", y, dy)
	}
}

func nilOrSum(x []float64, y float64) float64 {
	if x == nil {
		return y * y
	}
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s * y
}

//go:autodiff nilOrSum Reverse
func revNilOrSum(x, dx []float64, y, dret float64) (float64, float64)

// TestPassedOverLoop: a merge without adjoints led back into the middle of a loop
// without telling which iteration it was, and a loop without adjoints was gone
// through on one way back and passed over on another, so that the tape was read at
// the wrong place.
func TestPassedOverLoop(t *testing.T) {
	check.Reverse(t, passedOver, revPassedOver, []float64{0.3, -0.2, 0.9, 0.1}, 0.5)
	check.Reverse(t, passedOver, revPassedOver, []float64{0.3, -0.2, 0.4, 0.1}, 0.5)
}

func passedOver(x []float64, k float64) float64 {
	s, n := 0.0, 0
	for i := range x {
		s += x[i] * x[i] * s
		s += x[i]
		if n > 2 {
			break
		}
		n++
	}
	for i := range x {
		if x[i] > k {
			n = i
			break
		}
		if i > 5 {
			return s
		}
	}
	for range n {
		copy(x, x[len(x)-2:])
		s *= x[0]
	}
	return s * float64(n+1)
}

//go:autodiff passedOver Reverse
func revPassedOver(x, dx []float64, k, dret float64) (float64, float64)

// TestBoxedStruct: what was copied into an interface value got no adjoint back, and
// with adjoints in the shadow of what was copied got them twice.
func TestBoxedStruct(t *testing.T) {
	check.Both(t, boxedStruct, dBoxedStruct, revBoxedStruct, check.Range(-1, 1), check.Range(-1, 1))
	check.Both(t, boxedField, dBoxedField, revBoxedField, &point2{1, 2})
}

type point2 struct{ x, y float64 }

//go:noinline
func boxOf(p point2) any { return p }

func boxedStruct(x, y float64) float64 {
	p := boxOf(point2{x, y}).(point2)
	return p.x * p.y
}

//go:autodiff boxedStruct Forward
func dBoxedStruct(x, dx, y, dy float64) (float64, float64)

//go:autodiff boxedStruct Reverse
func revBoxedStruct(x, y, dret float64) (float64, float64, float64)

func boxedField(p *point2) float64 {
	b := boxOf(*p)
	p.x *= p.y
	return b.(point2).x*b.(point2).y + p.x
}

//go:autodiff boxedField Forward
func dBoxedField(p, dp *point2) (float64, float64)

//go:autodiff boxedField Reverse
func revBoxedField(p, dp *point2, dret float64) float64

// TestNoaliasStored: what was loaded from one parameter was taken for other memory
// than another parameter's under noalias, though the function had stored it there.
func TestNoaliasStored(t *testing.T) {
	a, da := [][]float64{{1, 2}}, [][]float64{{0, 0}}
	b, db := [][]float64{{3, 4}}, [][]float64{{0, 0}}
	if y := revStoredRow(a, da, b, db, 1); y != 25 || db[0][0] != 6 || db[0][1] != 8 {
		t.Errorf("got %v and %v, not 25 and [6 8]", y, db[0])
	}
}

func storedRow(a, b [][]float64) float64 {
	a[0] = b[0]
	s := 0.0
	for i := range b[0] {
		s += b[0][i] * b[0][i]
	}
	for i := range a[0] {
		a[0][i] = 7
	}
	return s
}

//go:autodiff storedRow Reverse noalias
func revStoredRow(a, da, b, db [][]float64, dret float64) float64

// TestShadowTapes: the shadow of a tape was made larger than the tape, which the next
// call then took in its place: memory grew with every call.
func TestShadowTapes(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	dx, hv := make([]float64, 4), make([]float64, 4)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 100 {
		hEndless(x, v, dx, hv, 0.3, 1000, 1)
		rEndless(x, dx, 0.3, 5, 1)
	}
	runtime.ReadMemStats(&after)
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 20 {
		t.Errorf("100 calls allocated %d MB", mb)
	}
}

//go:autodiff rEndless Reverse
func endless(x []float64, a float64, n int) (s float64) {
	for i := 0; ; i++ {
		for j := range x {
			if x[j] > 0.5 {
				a = math.Sin(a*x[j]) + x[(i+j)%len(x)]
			} else {
				s += a * x[j]
			}
		}
		if s = s*a + 0.1*x[0]; i > n {
			return s
		}
	}
}

//go:autodiff rEndless Forward Dual Dual Const Const Const Const Const
func hEndless(x, x2, dx, dx2 []float64, a float64, n int, t float64) (s, da float64)
