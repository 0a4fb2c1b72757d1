// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package regress holds a test for every bug that was found, named after what
// was wrong.
package regress

import (
	"math"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// TestAppendToNilShadow: an append to a nil slice found no shadow to grow.
func TestAppendToNilShadow(t *testing.T) {
	if y, dy := dAppendNil(nil, nil, 3, 1); y != 3 || dy != 1 {
		t.Errorf("got %v, %v", y, dy)
	}
}

func appendNil(y []float64, v float64) float64 { y = append(y, v); return y[0] }

//go:autodiff appendNil Forward
func dAppendNil(y, dy []float64, v, dv float64) (r, dr float64)

// TestAllocationMeetsParameter: what the function allocated had no shadow where
// it met a parameter.
func TestAllocationMeetsParameter(t *testing.T) {
	any64 := check.Range(-2, 2)
	for k := range 5 {
		check.Both(t, meet, dMeet, revMeet, any64, any64, k)
	}
}

func meet(x, y float64, k int) float64 {
	p := &x
	if k == 3 {
		p = new(float64)
	}
	q := choose(p, new(float64), k > 1)
	*p += y
	*q += y * y
	return *p * *q
}

//go:noinline
func choose(p, q *float64, c bool) *float64 {
	if c {
		return p
	}
	return q
}

//go:autodiff meet Forward
func dMeet(x, dx, y, dy float64, k int) (r, dr float64)

//go:autodiff meet Reverse
func revMeet(x, y float64, k int, dret float64) (float64, float64, float64)

// TestManySelects: a select whose value only a later select needs stayed one.
func TestManySelects(t *testing.T) {
	any64 := check.Range(0.5, 2)
	check.Both(t, selects, dSelects, revSelects, any64, any64, any64, 1.5)
	check.Both(t, nested, dNested, revNested, any64, any64, 0)
}

func selects(x, y, z float64, f float64) float64 {
	return min(x, y) + max(x, y, z) + min(z*x, 3, y*y) + max(f, 1)
}

//go:autodiff selects Forward
func dSelects(x, dx, y, dy, z, dz, f, df float64) (r, dr float64)

//go:autodiff selects Reverse
func revSelects(x, y, z, f, dret float64) (float64, float64, float64, float64, float64)

func nested(x, y float64, k int) float64 {
	for i := range 4 {
		if k == 0 {
			x = math.Abs(max(math.Log(y), -(float64(i) / (2 + math.Sin(y)))))
		}
	}
	return x
}

//go:autodiff nested Forward
func dNested(x, dx, y, dy float64, k int) (float64, float64)

//go:autodiff nested Reverse
func revNested(x, y float64, k int, dret float64) (float64, float64, float64)

type record struct {
	A, B float64
	V    [3]float64
	N    int
	L    []float64
	Q    *float64
	Next *record
}

// TestShadowOfNil: the shadow of nil was not nil.
func TestShadowOfNil(t *testing.T) {
	r, dr := dMake([]float64{1, 2, 3}, []float64{1, 1, 1})
	if r.Next != nil || dr.Next != nil || dr.Q == nil || dr.N != 3 || dr.V[0] != 0 || dr.V[1] != 1 {
		t.Errorf("got %+v, %+v", r, dr)
	}
}

func makeRecord(v []float64) record {
	return record{A: v[2], B: math.Exp(-v[2]), V: [3]float64{0.7, v[0], v[1]}, N: 3, L: v, Q: new(float64)}
}

//go:autodiff makeRecord Forward
func dMake(v, dv []float64) (record, record)

// TestShadowWithLessCapacity: an append in place wrote behind the shadow's end.
func TestShadowWithLessCapacity(t *testing.T) {
	backing := []float64{1, 1, 7, 7}
	x := make([]float64, 2, 8)
	x[0] = 3
	func() {
		defer func() {
			want := "autodiff: dGrow: shadow dx has less capacity than x, which is appended to"
			if e, ok := recover().(error); !ok || e.Error() != want {
				t.Errorf("got panic %v", e)
			}
		}()
		dGrow(x, backing[:2:2], 5, 1)
	}()
	if backing[2] != 7 {
		t.Errorf("behind the shadow lies %v", backing[2])
	}
	if y, dy := dGrow(x[:2:2], backing[:2:2], 5, 1); y != 15 || dy != 8 {
		t.Errorf("got %v, %v", y, dy)
	}
	if y, dy := dGrowCalled(x, backing[:2:2], 5, 1); y != 15 || dy != 8 || backing[2] != 7 {
		t.Errorf("got %v, %v; behind the shadow lies %v", y, dy, backing[2])
	}
}

//go:noinline
func growCalled(x []float64, v float64) float64 { return callGrow(x, v) }

//go:noinline
func callGrow(x []float64, v float64) float64 { return grow(x, v) }

//go:autodiff growCalled Forward
func dGrowCalled(x, dx []float64, v, dv float64) (float64, float64)

func grow(x []float64, v float64) float64 { y := append(x, v); return y[len(x)] * x[0] }

//go:autodiff grow Forward
func dGrow(x, dx []float64, v, dv float64) (float64, float64)

// TestSharedZerosStayInside: the zeros that stand for the shadow of inactive
// memory were handed out, and could be written to.
func TestSharedZerosStayInside(t *testing.T) {
	c, x, dx := []float64{2, 3}, []float64{3, 0}, []float64{1, 1}
	_, first := dEither(c, x, dx)
	first[0] = 5
	if y, dy := dEither(c, x, dx); y[0] != 2 || len(dy) != 2 || dy[0] != 0 {
		t.Errorf("got %v, %v", y, dy)
	}
	x[0] = 1
	if y, dy := dEither(c, x, dx); y[0] != 1 || dy[0] != 1 {
		t.Errorf("got %v, %v", y, dy)
	}
}

func either(c, x []float64) []float64 {
	if x[0] > 1 {
		return c
	}
	return x
}

//go:autodiff either Forward Const Dual Dual
func dEither(c, x, dx []float64) ([]float64, []float64)

type guarded struct {
	mu sync.RWMutex
	n  counter
	v  float64
}

type counter struct{ n int }

//go:noinline
func (c *counter) inc() int { c.n++; return c.n }

// TestInactiveField: a method on an inactive field of active memory was refused.
func TestInactiveField(t *testing.T) {
	y, dy := dScaled(&guarded{v: 2}, &guarded{v: 1}, 3, 1)
	if y != 6 || dy != 5 {
		t.Errorf("got %v, %v", y, dy)
	}
}

func scaled(s *guarded, x float64) float64 {
	s.mu.Lock()
	n := s.n.inc()
	s.mu.Unlock()
	return s.v * x * float64(n)
}

//go:autodiff scaled Forward
func dScaled(s, ds *guarded, x, dx float64) (y, dy float64)

// TestNilArgument: nil was refused for what a callee may write to.
func TestNilArgument(t *testing.T) {
	check.Both(t, withoutWork, dWithoutWork, revWithoutWork, check.Vec(3, -1, 1))
}

func withoutWork(x []float64) float64 { return work(x, nil, 0) }

//go:noinline
func work(x, w []float64, k int) float64 {
	if k == 0 {
		return x[0] * x[1]
	}
	w[0] = x[0]
	return w[0]
}

//go:autodiff withoutWork Forward
func dWithoutWork(x, dx []float64) (y, dy float64)

//go:autodiff withoutWork Reverse
func revWithoutWork(x, dx []float64, dret float64) float64

// TestMethodOnLocal: a call that only writes through a pointer to inactive memory
// was left alone.
func TestMethodOnLocal(t *testing.T) {
	check.Both(t, accumulate, dAccumulate, revAccumulate, check.Vec(4, -1, 1))
}

type total float64

//go:noinline
func (t *total) add(x float64) { *t += total(x) }

func accumulate(x []float64) float64 {
	var s total
	for _, v := range x {
		s.add(v * v)
	}
	return float64(s) * float64(s)
}

//go:autodiff accumulate Forward
func dAccumulate(x, dx []float64) (float64, float64)

//go:autodiff accumulate Reverse
func revAccumulate(x, dx []float64, dret float64) float64

type holder struct {
	a, b []float64
	next *holder
}

// TestNestedInInactive: what is nested in inactive memory that may also be active
// was taken for a nil shadow.
func TestNestedInInactive(t *testing.T) {
	make := func() *holder { return &holder{a: []float64{1, 2}, b: []float64{3, 4}} }
	c, x, dx := make(), make(), make()
	c.next = make()
	if y, dy := dEitherHolder(c, x, dx, 0); y != 26 || dy != 1 {
		t.Errorf("got %v, %v", y, dy)
	}
	if y, dy := dEitherHolder(c, x, dx, 1); y != 25 || dy != 50 {
		t.Errorf("got %v, %v", y, dy)
	}
}

func eitherHolder(c, x *holder, k int) float64 {
	p := c
	if k > 0 {
		p = x
	}
	s := 0.0
	for _, v := range p.b {
		s += v * v
	}
	if p.next != nil {
		s += p.next.a[0] * x.a[0]
	}
	return s
}

//go:autodiff eitherHolder Forward Const Dual Const Dual
func dEitherHolder(c, x, dx *holder, k int) (float64, float64)

// A slice of integers that lies in active memory is passed on.

type planned struct {
	factors [3]int
	scale   float64
}

//go:noinline
func factorize(n int, factors []int) {
	for i := range factors {
		factors[i] = n % (i + 2)
	}
}

//go:autodiff dPlanned Forward
//go:autodiff rPlanned Reverse
func (p *planned) apply(x float64) float64 {
	factorize(7, p.factors[:])
	for _, f := range p.factors {
		x = x*p.scale + float64(f)
	}
	return x
}

func TestIntegersInActiveMemory(t *testing.T) {
	check.Both(t, (*planned).apply, (*planned).dPlanned, (*planned).rPlanned, &planned{scale: 1.5}, 0.7)
}
