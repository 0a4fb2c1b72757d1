// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Memory with and without a shadow: which one a pointer leads to is known at
// run time only, values travel through tables, globals and results.

package programs

import (
	"fmt"
	"math"
	"testing"

	"goenzyme/suite/check"
)

type parts struct {
	a, b []float64
	p    *float64
	n    int
}

//go:autodiff dMix Forward Const Dual Const Dual
func mix(c []float64, x []float64, k int) float64 {
	hs := []parts{{a: c, b: x}, {a: x, b: c}}
	s := 0.0
	for i := range hs {
		e := &hs[(i+k)%2]
		s += e.a[0] * e.b[1]
		if k == 5 {
			e.b, e.a = e.a, e.b
		}
	}
	hs[0].p = &x[0]
	hs[1].p = &c[0]
	return s * *hs[k%2].p
}

//go:autodiff dLocalTable Forward
func localTable(x float64, k int) float64 {
	t := [3][]float64{{1, 2}, {3}, nil}
	t[2] = append(t[2], x, x*x)
	u := t[k]
	v := make([]float64, len(u))
	copy(v, u)
	v[0] *= x
	w := append(t[0][:1:1], v...)
	return w[len(w)-1]*w[0] + v[0] + t[0][1]
}

//go:autodiff dEscapes Forward
func escapes(x float64) (*float64, []*float64, *parts) {
	y := x * x
	z := [2]float64{x, y}
	p := &z[1]
	*p += 1
	return &y, []*float64{&x, p, &y}, &parts{a: z[:], p: p, n: 3}
}

var consts = []float64{1, 2, 3}
var constPtr = &consts[1]
var grid = [][]float64{{1, 2}, {3, 4}}
var records = map[string]parts{"a": {a: []float64{1, 2}, n: 2}}

//go:autodiff dGlobalMemory Forward
func globalMemory(x []float64, k int) float64 {
	s := consts
	if k > 0 {
		s = x
	}
	copy(x[1:], consts[:2])
	g := grid[k&1]
	y := append(x[:1:1], g...)
	y[1] *= x[0]
	e := records["a"]
	return s[1]*x[0] + y[1]*y[2] + *constPtr*e.a[k&1]*x[0] + x[1]
}

//go:autodiff dSwapPtr Forward
func swapPtr(x, y float64, n int) float64 {
	a, b := &x, &y
	c := &[2]float64{1, 2}
	d := &c[0]
	for i := range n {
		a, b = b, a
		if i == 2 {
			d, a = a, d
		}
		*a = *b**d + float64(i)
	}
	return *a + *b*2 + *d*3 + c[0]*5 + x*7 + y*11
}

type wheel struct {
	buf  [4]float64
	head int
}

func (r *wheel) push(v float64) { r.buf[r.head&3] = v; r.head++ }
func (r wheel) sum() (s float64) {
	for i, v := range r.buf {
		s += v * float64(i+r.head)
	}
	return
}

//go:autodiff dWheel Forward
func useWheel(x float64, n int) float64 {
	var r wheel
	rs := []wheel{r, r}
	m := [2]*wheel{&r, &rs[0]}
	for i := range n {
		m[i&1].push(x * float64(i))
		rs[1] = *m[0]
		x = x*0.9 + m[1].sum()*0.01
	}
	r = rs[1]
	return r.sum() + rs[0].sum()
}

type none struct{}
type strange struct {
	_  float64
	e  [0]float64
	z  none
	f  [1][1]struct{ v float64 }
	i8 int8
	g  float32
	fn func()
	an any
	er error
	u  uintptr
	c  chan int
	m  map[string]int
	s  string
	w  [2]struct {
		a bool
		b float64
	}
}

//go:autodiff dOdd Forward
func oddities(o strange, x float64) (strange, float64) {
	o.f[0][0].v *= x
	o.g += float32(x)
	o.w[1].b = o.f[0][0].v * float64(o.g)
	p := o
	p.w[0], p.w[1] = p.w[1], p.w[0]
	p.i8++
	q := &p
	q.f = o.f
	q.z = none{}
	return *q, p.w[0].b*x + float64(o.w[0].b)
}

//go:autodiff dProduct3 Forward
func product3(a, b [3][3]float64) (c [3][3]float64) {
	for i := range a {
		for j := range b[0] {
			for k := range b {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	c[1], c[2] = c[2], c[1]
	return
}

//go:autodiff dNarrowLoop Forward
func narrowLoop(x float32, n int32) (float32, float64) {
	y := x
	for i := int32(0); i < n; i++ {
		y = y*x + float32(i)
		y /= 1 + float32(math.Abs(float64(y)))
	}
	d := float64(y) * float64(x)
	return float32(d) * y, d
}

//go:autodiff dIntConv Forward
func intConv(x float64, a int8, b uint16, c uint64, d int64, e uintptr) float64 {
	return x*float64(a) + x*x*float64(b) - float64(c)*x + float64(d)/x + float64(e) + float64(uint64(x)) + float64(int8(x))
}

//go:autodiff dMemo Forward
func memo(x float64, n int) float64 {
	cache := make([]float64, n+1)
	done := make([]bool, n+1)
	return memoRec(x, n, cache, done)
}

func memoRec(x float64, n int, cache []float64, done []bool) float64 {
	if n < 2 {
		return x + float64(n)
	}
	if done[n] {
		return cache[n]
	}
	v := memoRec(x, n-1, cache, done)*0.5 + memoRec(x, n-2, cache, done)*x
	cache[n], done[n] = v, true
	return v
}

//go:autodiff dPtrRecv Forward
func (r *wheel) step(x float64) *wheel {
	if r == nil {
		r = new(wheel)
	}
	r.push(x * x)
	if x > 2 {
		return nil
	}
	return r
}

//go:autodiff dVariant Forward
func variant(kind string, p []float64) (y float64, err error) {
	switch kind {
	case "lin":
		y = p[0] + p[1]
	case "exp":
		y = math.Exp(p[0]) * p[1]
	case "bad":
		return math.NaN(), fmt.Errorf("bad %q with %d: %v", kind, len(p), p)
	default:
		err = fmt.Errorf("unknown %s", kind)
	}
	if y > 100 {
		y = 100
	}
	return
}

//go:autodiff dKahan Forward
func kahan(x []float64) (sum float64) {
	var c float64
	for _, v := range x {
		y := v - c
		t := sum + y
		c = (t - sum) - y
		sum = t
	}
	return
}

//go:autodiff dIterMat Forward
func power(m [][]float64, n int) []float64 {
	v := make([]float64, len(m))
	for i := range v {
		v[i] = 1
	}
	w := make([]float64, len(m))
	for range n {
		norm := 0.0
		for i, row := range m {
			w[i] = 0
			for j, a := range row {
				w[i] += a * v[j]
			}
			norm = math.Hypot(norm, w[i])
		}
		for i := range w {
			w[i] /= norm
		}
		v, w = w, v
	}
	return v
}

//go:autodiff dReturnArg Forward
func returnArg(x, y []float64, k int) ([]float64, *float64, [][]float64) {
	if k == 0 {
		x, y = y, x
	}
	r := [][]float64{x, y[1:], nil, x[:0], append(x[:1:1], y...)}
	r[0][0] *= r[1][0]
	return r[0], &r[1][0], r
}

func TestActivity(t *testing.T) {
	v := check.Vec(4, 0.5, 1)
	for k := range 3 {
		check.Forward(t, mix, dMix, check.Acts("Const Dual Const Dual"), v, v, k)
		check.Forward(t, localTable, dLocalTable, 1.4, k)
		check.Forward(t, globalMemory, dGlobalMemory, check.Vec(3, 0.5, 1), k)
		check.Forward(t, returnArg, dReturnArg, check.Vec(3, 0.5, 1), check.Vec(4, 0.5, 1), k)
	}
	check.Forward(t, escapes, dEscapes, 1.4)
	for n := range 6 {
		check.Forward(t, swapPtr, dSwapPtr, 0.3, 0.4, n)
		check.Forward(t, useWheel, dWheel, 0.3, n*2)
		check.Forward(t, narrowLoop, dNarrowLoop, 0.3, int32(n))
		check.Forward(t, memo, dMemo, 0.3, n*2)
		check.Forward(t, power, dIterMat, check.Mat(3, 3, 0.2, 1), n)
	}
	check.Forward(t, oddities, dOdd, strange{g: 2, s: "s", w: [2]struct {
		a bool
		b float64
	}{{true, 2}, {false, 3}}, f: [1][1]struct{ v float64 }{{{4}}}}, 0.7)
	check.Forward(t, product3, dProduct3, check.Range(0, 1), check.Range(0, 1))
	check.Forward(t, intConv, dIntConv, 1.4, int8(-3), uint16(4), uint64(5), int64(-6), uintptr(7))
	check.Forward(t, (*wheel).step, (*wheel).dPtrRecv, &wheel{}, 1.5)
	check.Forward(t, (*wheel).step, (*wheel).dPtrRecv, &wheel{}, 2.5)
	check.Forward(t, (*wheel).step, (*wheel).dPtrRecv, nil, 1.5)
	for _, k := range []string{"lin", "exp", "bad", "x"} {
		check.Forward(t, variant, dVariant, k, v)
	}
	check.Forward(t, kahan, dKahan, v)
}
