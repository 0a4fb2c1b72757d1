// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Size and edges: arrays too large for the stack, stacks that grow, values at
// the ends of the floats, Const parameters, shared shadows, many goroutines.

package programs

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dBigStack Forward
func bigStack(x float64, n int) float64 {
	var a [20000]float64 // 160 kB
	for i := range a {
		a[i] = x * float64(i%n)
	}
	b := a
	b[n] *= a[n+1]
	s := 0.0
	for i := range b {
		s += b[i] * a[len(a)-1-i]
	}
	return s * 1e-6
}

//go:autodiff dBigHeap Forward
func bigHeap(x float64, n int) float64 {
	var a [1 << 21]float64 // 16 MB, goes to the heap
	a[n] = x
	a[n+1] = a[n] * x
	p := &a
	q := new([1 << 21]float64)
	*q = *p
	q[n] += 1
	return a[n+1]*q[n] + a[n+2] + p[len(p)-1]
}

type large struct {
	a [40]float64
	p *float64
	b [3][3]float32
	n int
	s []float64
}

func (l large) twice(k float64) large {
	for i := range l.a {
		l.a[i] *= k
	}
	*l.p *= k
	l.s[0] += l.a[3]
	return l
}

//go:autodiff dLarge Forward
func largeValues(l large, k float64) large {
	m := l.twice(k)
	m.b[1][l.n] *= float32(m.a[0])
	n := m.twice(m.a[1])
	n.a[0] = l.a[0] * float64(m.b[1][1])
	return n
}

//go:autodiff dGrow Forward
func grow(x float64, n int) float64 {
	var pad [64]float64
	pad[n%64] = x
	if n == 0 {
		return x * x
	}
	p := &pad[n%64]
	y := grow(*p*0.999, n-1)
	return y + *p*pad[(n+1)%64] + pad[n%64]*1e-3
}

//go:autodiff dGarbage Forward
func garbage(x float64, n int) float64 {
	type link struct {
		v    []float64
		next *link
		p    *float64
	}
	var head *link
	for i := range n {
		v := make([]float64, i%7+1)
		v[0] = x * float64(i)
		head = &link{v, head, &v[len(v)-1]}
		if i == 149 {
			runtime.GC()
		}
		if i%3 == 2 {
			head = head.next
			*head.p += x
		}
	}
	s := 0.0
	for ; head != nil; head = head.next {
		s += head.v[0] * *head.p * 1e-4
	}
	return s
}

//go:autodiff dEdges Forward
func edges(x, y float64) (a, b, c, d, e float64) {
	return x + y, x * y, x - y, x / y, math.Max(x, y)
}

func TestEdges(t *testing.T) {
	inf, nan, tiny := math.Inf(1), math.NaN(), math.SmallestNonzeroFloat64
	zero := math.Copysign(0, -1)
	vs := []float64{0, zero, 1, -1, inf, -inf, nan, tiny, -tiny, math.MaxFloat64}
	for _, x := range vs {
		for _, y := range vs {
			got := func() [5]float64 {
				a, _, b, _, c, _, d, _, e, _ := dEdges(x, 1, y, 2)
				return [5]float64{a, b, c, d, e}
			}()
			want := func() [5]float64 { a, b, c, d, e := edges(x, y); return [5]float64{a, b, c, d, e} }()
			for i := range got {
				if math.Float64bits(got[i]) != math.Float64bits(want[i]) && !(got[i] != got[i] && want[i] != want[i]) {
					t.Errorf("edges(%v, %v): result %d is %v, the primal gives %v", x, y, i, got[i], want[i])
				}
			}
			_, da, _, db, _, dc, _, dd, _, _ := dEdges(x, 1, y, 2)
			if da != 3 || dc != -1 {
				t.Errorf("edges(%v, %v): sum %v, difference %v", x, y, da, dc)
			}
			if w := y + 2*x; !sameFloat(db, w) && !sameFloat(db, 2*x+y) && !sameFloat(db, math.FMA(2, x, y)) {
				t.Errorf("edges(%v, %v): product %v, want %v", x, y, db, w)
			}
			if x == 1 && y == -1 && dd != -3 {
				t.Errorf("quotient %v", dd)
			}
		}
	}
}

func sameFloat(a, b float64) bool { return a == b || a != a && b != b }

//go:autodiff dConstAll Forward Const Dual Const Const Const Dual Const Dual
func constAll(x float64, y []float64, z []float64, a [3]float64, v vec3, w vec3, p *vec3) float64 {
	t := append([]float64(nil), z...)
	t[0] *= x
	for i := range y {
		y[i] += z[i] * a[i] * y[0]
	}
	v.x += w.y
	return v.x*w.x + y[1]*x + t[0]*p.x*p.y + a[1]
}

type holder struct {
	a, b []float64
	p    *float64
}

//go:autodiff dHold Forward Dual Const Dual
func hold(x, c []float64) float64 {
	h := holder{a: x, b: c, p: &x[0]}
	s := 0.0
	for i := range h.a {
		s += h.a[i] * h.b[i]
		h.a[i] *= h.b[i]
	}
	return s * *h.p
}

//go:autodiff dHoldWrite Forward Dual Const Dual
func holdWrite(x, c []float64) float64 {
	h := [2][]float64{x, c}
	for i := range h {
		h[i][0] = x[1] * x[2]
	}
	return h[1][0]
}

//go:autodiff dAlias Forward
//go:autodiff dAliasUnchecked Forward unchecked
func alias(x, y []float64) float64 {
	for i := range x {
		y[i] = x[i] * x[(i+1)%len(x)]
	}
	return x[0] * y[1]
}

func aliasSelf(x []float64) float64 { return alias(x, x) }

// TestHoldWrite: an active value goes through a table into a Const slice:
// that has to panic, or come out right.
func TestHoldWrite(t *testing.T) {
	defer func() {
		if e := recover(); e != nil {
			t.Logf("panics with %v", e)
		}
	}()
	x, dx, c := []float64{1, 2, 3}, []float64{1, 1, 1}, []float64{5, 6, 7}
	y, dy := dHoldWrite(x, dx, c)
	if y != 6 || dy != 5 {
		t.Errorf("have %v, %v; want 6, 5, or a panic", y, dy)
	}
}

// TestSharedShadow passes one slice twice, with one shadow: a panic if that is
// checked, right if not.
func TestSharedShadow(t *testing.T) {
	x, dx := []float64{1, 2, 3}, []float64{1, 0.5, 2}
	func() {
		defer func() {
			if e := recover(); e == nil || x[0] != 1 || dx[0] != 1 {
				t.Errorf("recovered %v, memory is %v, %v", e, x, dx)
			}
		}()
		dAlias(x, dx, x, dx)
	}()
	y, dy := dAliasUnchecked(x, dx, x, dx)
	x0 := []float64{1, 2, 3}
	want := aliasSelf(x0)
	// by hand: x0 = x0*x1 = 2, d = 1*2+1*.5 = 2.5; x1 = x1*x2 = 6, d = .5*3+2*2 = 5.5; x2 = x2*x0 = 6, ...
	if y != want || dy != 2.5*6+2*5.5 || !slices.Equal(x, x0) || dx[2] != 2*2+3*2.5 {
		t.Errorf("have %v, %v, %v, %v", y, dy, x, dx)
	}
}

func TestParallel(t *testing.T) {
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			x := 0.5 + float64(g)*0.1
			y0, dy0 := dGarbage(x, 1, 200)
			for range 20 {
				if y, dy := dGarbage(x, 1, 200); y != y0 || dy != dy0 {
					t.Errorf("%v, %v after %v, %v", y, dy, y0, dy0)
				}
			}
			if y, dy := dGrow(x, 1, 2000); math.IsNaN(y + dy) {
				t.Errorf("grow: %v, %v", y, dy)
			}
		})
	}
	wg.Wait()
}

func TestBig(t *testing.T) {
	check.Forward(t, bigStack, dBigStack, 0.7, 11)
	for _, x := range []float64{0.7, -3} { // too large for differences to be quick
		y, dy := dBigHeap(x, 2, 1<<20)
		if want := bigHeap(x, 1<<20); y != want || math.Abs(dy-2*(3*x*x+2*x)) > 1e-12 {
			t.Errorf("bigHeap: have %v, %v; want %v, %v", y, dy, want, 2*(3*x*x+2*x))
		}
	}
	v := 0.3
	l := large{p: &v, n: 1, s: []float64{1, 2}}
	for i := range l.a {
		l.a[i] = float64(i%3) + 0.5
	}
	l.b[1][1] = 0.7
	check.Forward(t, largeValues, dLarge, l, 0.8)
	check.Forward(t, grow, dGrow, 0.7, 1000)
	check.Forward(t, garbage, dGarbage, 0.7, 300)
	check.Forward(t, constAll, dConstAll, check.Acts("Const Dual Const Const Const Dual Const Dual"), 0.4,
		check.Vec(3, 0, 1), check.Vec(3, 0, 1), [3]float64{1, 2, 3}, vec3{1, 2, 3}, vec3{4, 5, 6}, &vec3{1, 2, 3})
	check.Forward(t, hold, dHold, check.Acts("Dual Const Dual"), check.Vec(3, 0, 1), check.Vec(3, 0, 1))
}
