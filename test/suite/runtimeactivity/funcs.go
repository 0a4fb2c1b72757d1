// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package runtimeactivity tests the option of that name: a reference whose shadow is
// the reference itself is inactive. Of each primal there is a derivative with the option
// and one without, whose name ends in Full.
package runtimeactivity

import "math"

// Dot reads two slices.
//
//go:autodiff DDot Forward runtimeactivity
//go:autodiff DDotFull Forward
//go:autodiff RDot Reverse runtimeactivity
//go:autodiff RDotFull Reverse
//go:autodiff RDotUnchecked Reverse runtimeactivity unchecked
//go:autodiff DDotUnchecked Forward runtimeactivity unchecked
func Dot(x, y []float64, a float64) float64 {
	s := 0.0
	for i := range x {
		s += a * x[i] * math.Sin(y[i])
	}
	return s
}

// Rows reads nested slices, in a function of its own for each.
//
//go:autodiff DRows Forward runtimeactivity
//go:autodiff DRowsFull Forward
//go:autodiff RRows Reverse runtimeactivity
//go:autodiff RRowsFull Reverse
func Rows(m [][]float64) float64 {
	p := 1.0
	for i, row := range m {
		p *= norm(row) + float64(i)*row[0]
	}
	return p
}

//go:noinline
func norm(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x * x
	}
	return math.Sqrt(s)
}

// A Node is one of a list.
type Node struct {
	V    float64
	W    []float64
	P    *float64
	Next *Node
}

// List goes through a list.
//
//go:autodiff DList Forward runtimeactivity
//go:autodiff DListFull Forward
//go:autodiff RList Reverse runtimeactivity
//go:autodiff RListFull Reverse
func List(n *Node) float64 {
	s := 0.0
	for ; n != nil; n = n.Next {
		s = s*n.V + n.W[1]*n.W[0] + *n.P*s
	}
	return s
}

// Sum goes through a list by recursion.
//
//go:autodiff DSum Forward runtimeactivity
//go:autodiff DSumFull Forward
//go:autodiff RSum Reverse runtimeactivity
//go:autodiff RSumFull Reverse
func Sum(n *Node) float64 {
	if n == nil {
		return 1
	}
	return n.V*n.W[0] + *n.P*Sum(n.Next)
}

// A Small struct is a value of SSA.
type Small struct {
	A, B []float64
	F    float64
}

// OfSmall reads one.
//
//go:autodiff DOfSmall Forward runtimeactivity
//go:autodiff DOfSmallFull Forward
//go:autodiff ROfSmall Reverse runtimeactivity
//go:autodiff ROfSmallFull Reverse
func OfSmall(s Small) float64 {
	t := 0.0
	for i := range s.A {
		t += s.F * s.A[i] * s.B[i]
	}
	return t
}

// A Large struct lies in memory.
type Large struct {
	A, B, C []float64
	F, G    float64
	P, Q    *float64
	R       [3]*float64
}

// OfLarge reads one.
//
//go:autodiff DOfLarge Forward runtimeactivity
//go:autodiff DOfLargeFull Forward
//go:autodiff ROfLarge Reverse runtimeactivity
//go:autodiff ROfLargeFull Reverse
func OfLarge(s Large) float64 {
	t := 0.0
	for i := range s.A {
		t += s.F*s.A[i]*s.B[i] + *s.P*s.C[i]
	}
	for _, p := range s.R {
		t *= *p + s.G
	}
	return t * *s.Q
}

// A Shape has an area.
type Shape interface{ Area() float64 }

// A Box and a Disk are some.
type (
	Box  struct{ W, H float64 }
	Disk struct{ R *float64 }
)

func (b *Box) Area() float64 { return b.W * b.H }
func (d Disk) Area() float64 { return math.Pi * *d.R * *d.R }

// Areas calls a method of interface values.
//
//go:autodiff DAreas Forward runtimeactivity
//go:autodiff DAreasFull Forward
//go:autodiff RAreas Reverse runtimeactivity
//go:autodiff RAreasFull Reverse
func Areas(list []Shape) float64 {
	p := 1.0
	for _, s := range list {
		p *= s.Area()
	}
	return p
}

// Twice calls a function value.
//
//go:autodiff DTwice Forward runtimeactivity
//go:autodiff RTwice Reverse runtimeactivity
//go:autodiff RTwiceFull Reverse
func Twice(f func(p *float64, w []float64) float64, p, q *float64, w []float64) float64 {
	return f(p, w) * f(q, w)
}

// Halves is called by Twice.
func Halves(p *float64, w []float64) float64 { return *p/2 + norm(w) }

// Lookup reads a map of slices.
//
//go:autodiff DLookup Forward runtimeactivity
//go:autodiff DLookupFull Forward
//go:autodiff RLookup Reverse runtimeactivity
//go:autodiff RLookupFull Reverse
func Lookup(m map[string][]float64, keys []string) float64 {
	p := 1.0
	for _, k := range keys {
		p *= norm(m[k])
	}
	return p
}

// Total goes through a map of floats.
//
//go:autodiff DTotal Forward runtimeactivity
//go:autodiff DTotalFull Forward
//go:autodiff RTotal Reverse runtimeactivity
//go:autodiff RTotalFull Reverse
func Total(m map[string]float64, x []float64) float64 {
	s := 0.0
	for _, v := range m {
		s += v * v * x[0]
	}
	return s + m["a"]*x[1]
}

// Scale writes to y.
//
//go:autodiff DScale Forward runtimeactivity
//go:autodiff RScale Reverse runtimeactivity
func Scale(x, y []float64, a float64) {
	for i := range x {
		y[i] = a * x[i]
	}
}

// Fill writes what is not active to y.
//
//go:autodiff DFill Forward runtimeactivity
//go:autodiff RFill Reverse runtimeactivity
func Fill(x, y []float64, n int) float64 {
	for i := range y {
		y[i] = float64(i * n)
	}
	return x[0] * y[1]
}

// Copy copies x to y.
//
//go:autodiff DCopy Forward runtimeactivity
//go:autodiff RCopy Reverse runtimeactivity
func Copy(x, y []float64) float64 {
	copy(y, x)
	return y[0]
}

// Push puts a node in front of a list.
//
//go:autodiff DPush Forward runtimeactivity
//go:autodiff RPush Reverse Duplicated Duplicated Const runtimeactivity
func Push(n, list *Node) float64 {
	n.Next = list
	return n.V * list.V
}

// Pick returns one of its arguments.
//
//go:autodiff DPick Forward runtimeactivity
func Pick(x, y []float64, first bool) []float64 {
	if first {
		return x
	}
	return y
}

// Lanes is Dot in two directions.
//
//go:autodiff Dot Forward(2) runtimeactivity
func Lanes(x []float64, dx [2][]float64, y []float64, dy [2][]float64, a float64, da [2]float64) (s float64, ds [2]float64)

// Curve is the product of a derivative with a vector.
//
//go:autodiff RDot Forward runtimeactivity
func Curve(x, tx, dx, tdx, y, ty, dy, tdy []float64, a, ta, ds, tds float64) (s, ts, da, tda float64)
