// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package width

import "math"

//go:autodiff wave Reverse(3)
func rWave3(x float64, y float32, dret [3]float64, dret1 [3]float32) (float64, float32, [3]float64, [3]float32)

//go:autodiff wave Reverse(26)
func rWave26(x float64, y float32, dret [26]float64, dret1 [26]float32) (float64, float32, [26]float64, [26]float32)

//go:autodiff norm Reverse(2)
func rNorm2(x []float64, dx [2][]float64, ds [2]float64) float64

//go:autodiff norm32 Reverse(3)
func rNorm32(x []float32, dx [3][]float32, ds [3]float32) float32

//go:autodiff scale Reverse(3)
func rScale3(x []float64, dx [3][]float64, a float64, y []float64, dy [3][]float64) [3]float64

//go:autodiff rows Reverse(4)
func rRows4(m [][]float64, dm [4][][]float64, ds [4]float64) float64

//go:autodiff cross Reverse(2)
func rCross2(a, b vec, dret [2]vec) (vec, [2]vec, [2]vec)

//go:autodiff (*tree).sum Reverse(3)
func rSum3(t *tree, dt [3]*tree, at int, dret [3]float64) float64

//go:autodiff total Reverse(4)
func rTotal4(m [4][8]float64, k int, dout [4][4]float64) ([4]float64, [4][4][8]float64)

//go:autodiff powers Reverse(3)
func rPowers3(z complex128, n int, dret [3]complex128) (complex128, [3]complex128)

//go:autodiff locals Reverse(2)
func rLocals2(x []float64, dx [2][]float64, i int, dret [2]float64) float64

//go:autodiff move Reverse(3) DuplicatedOnly Active
func rMove3(t tree, dt [3]*tree, by float64) [3]float64

//go:autodiff part Reverse(2) Const Active ActiveOnly
func rPart2(a, b float64, dret [2]float64) [2]float64

//go:autodiff math.Atan2 Reverse(3)
func rAtan2(y, x float64, dret [3]float64) (float64, [3]float64, [3]float64)

//go:autodiff none Reverse(2)
func rNone(n int) int

// walk keeps values of nested loops on a tape, and branches on them.
//
//go:autodiff rWalk2 Reverse(2)
//go:autodiff rWalk5 Reverse(5) strongzero
func walk(x []float64, n int) float64 {
	s := 1.0
	for i := range n {
		t := s
		for j := range x {
			if t > 1 {
				t = math.Sqrt(t) * x[j]
			} else {
				t = math.Exp(-t) + x[(i+j)%len(x)]
			}
		}
		s = t*t + s/2
	}
	return s
}

// append3 appends to slices, in memory of its own.
//
//go:autodiff rAppend3 Reverse(3)
func append3(x []float64, n int) float64 {
	var list []float64
	for i := range n {
		list = append(list, x[i%len(x)]*float64(i+1))
	}
	more := make([]float64, len(list))
	copy(more, list)
	s := 0.0
	for i := range more {
		s += more[i] * list[len(list)-1-i]
	}
	return s
}

type chain struct {
	v    float64
	w    []float64
	next *chain
}

// link builds a list, by calls that return references and large values.
//
//go:autodiff rLink2 Reverse(2)
func link(x []float64) float64 {
	var head *chain
	for i := range x {
		head = push(head, x[i:], x[i])
	}
	b := block(x[0], x[1])
	s := 0.0
	for ; head != nil; head = head.next {
		s = s*head.v + head.w[0]*b.m[2] + b.of.v
	}
	return s
}

//go:noinline
func push(c *chain, w []float64, v float64) *chain { return &chain{v * w[0], w, c} }

type big struct {
	m  [6]float64
	of *chain
}

//go:noinline
func block(a, b float64) (out big) {
	for i := range out.m {
		out.m[i] = a * float64(i) * b
	}
	out.of = &chain{v: a + b*b}
	return out
}

type mixed struct {
	a float64
	w []float64
	p *float64
	m [5]float64
}

// ofMixed has a parameter of floats and references, whose shadow is passed by address.
//
//go:autodiff rMixed3 Reverse(3)
func ofMixed(x mixed) float64 {
	x.m[1] += x.a
	s := *p2(x.p)
	for i := range x.w {
		s += x.w[i] * x.m[i%5] * x.a
	}
	return s
}

//go:noinline
func p2(p *float64) *float64 { return p }

// boxed moves floats through interface values.
//
//go:autodiff rBoxed2 Reverse(2)
func boxed(x float64, y float64) float64 {
	list := []any{x * y, &y, vec{x, y, x + y}}
	s := 0.0
	for _, v := range list {
		switch v := v.(type) {
		case float64:
			s += v * v
		case *float64:
			s += *v
		case vec:
			s += v.X * v.Y * v.Z
		}
	}
	return s
}

// counted fills maps, goes through them and deletes from them.
//
//go:autodiff rCounted3 Reverse(3)
func counted(x []float64) float64 { return countedIn(x, map[int]float64{0: x[1], 1: 2}) }

//go:autodiff rCountedIn Reverse
//go:autodiff rCountedIn2 Reverse(2)
func countedIn(x []float64, m map[int]float64) float64 {
	at := make(map[int]float64)
	rows := make(map[string][]float64)
	for i, v := range x {
		at[i%4] += v * v
		rows["a"] = append(rows["a"], v*m[i%2])
	}
	delete(at, 3)
	var list [4]float64
	for k, v := range at { // in any order
		list[k] = v * float64(k+1)
	}
	s := list[0] + list[1] + list[2] + list[3]
	for _, v := range rows["a"] {
		s *= v
	}
	m[0] = s * m[1]
	return s
}

// fib is recursive, and called once and twice.
//
//go:autodiff rFib3 Reverse(3)
func fib(x float64, n int) float64 {
	if n < 2 {
		return x + float64(n)
	}
	return fib(x, n-1) * math.Sin(fib(x*x, n-2))
}

// A generic function, and a method by value.
//
//go:autodiff rDot Reverse(2)
func dot[T float32 | float64](x, y []T) (s T) {
	for i := range x {
		s += x[i] * y[i]
	}
	return s
}

//go:autodiff rLen Reverse(2)
func (v vec) length() float64 { return math.Sqrt(v.X*v.X + v.Y*v.Y + v.Z*v.Z) }

//go:autodiff norm Reverse(2) runtimeactivity
func rNormAny(x []float64, dx [2][]float64, ds [2]float64) float64
