// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package reloads tests loads that bring what an earlier load has brought, or the same in
// every iteration, although something is written between them.
package reloads

import "math"

// A body has what the functions here read and write.
type body struct {
	x, v, m float64
	w       [2]float64
	in      inner
	next    *body
}

type inner struct{ a, b float64 }

// pull: what is written lies in other fields, whether or not two bodies are one.
func pull(a, b *body, steps int) float64 {
	e := 0.0
	for range steps {
		d := a.x - b.x
		a.v -= d * b.m * a.m
		b.v += d * a.m * b.m
		a.x += a.v * 0.1
		b.x += b.v * 0.1
		e += a.m * a.v * a.v * b.m
	}
	return e
}

//go:autodiff pull Forward
func dPull(a, da, b, db *body, steps int) (float64, float64)

//go:autodiff pull Reverse
func revPull(a, da, b, db *body, steps int, seed float64) float64

// pairs: the fields of one body do not change while all others pass.
func pairs(bs []body) float64 {
	e := 0.0
	for i := range bs {
		a := &bs[i]
		for j := range bs {
			b := &bs[j]
			d := math.Sin(a.x - b.x)
			a.v -= d * b.m
			b.v += d * a.m
			e += a.m * b.m * d
		}
	}
	for i := range bs {
		e += bs[i].m * bs[i].v * bs[i].v
	}
	return e
}

//go:autodiff pairs Forward
func dPairs(bs, dbs []body) (float64, float64)

//go:autodiff pairs Reverse
func revPairs(bs, dbs []body, seed float64) float64

// written: after a store of the same field the other body is read again.
func written(a, b *body) float64 {
	s := a.m * b.m
	a.m = math.Sin(s)
	s += a.m * b.m
	b.m = s * a.x
	s += a.m * b.m * a.x
	a.x = s
	return s + a.m*b.m*a.x*b.x
}

//go:autodiff written Forward
func dWritten(a, da, b, db *body) (float64, float64)

//go:autodiff written Reverse
func revWritten(a, da, b, db *body, seed float64) float64

// through: a pointer to a float may lead to any field.
func through(a *body, p *float64) float64 {
	s := a.x * a.m
	*p = math.Exp(-s)
	s += a.x * a.m
	*p += a.x
	return s * a.x * a.m
}

// throughField, throughArray and throughInner are through with a pointer into a itself.
func throughField(a *body) float64 { return through(a, &a.m) }

func throughArray(a *body, i int) float64 {
	s := a.w[0] * a.w[1]
	a.w[i] = math.Sin(s)
	return through(a, &a.w[1]) * a.w[0] * a.w[1]
}

func throughInner(a *body, in *inner) float64 {
	s := a.in.a * a.in.b
	in.b = math.Sin(s + a.x)
	s += a.in.a * a.in.b
	in.a *= s
	return s + a.in.a*a.in.b*in.a*in.b
}

func throughOwnInner(a *body) float64 { return throughInner(a, &a.in) }

//go:autodiff through Forward
func dThrough(a, da *body, p, dp *float64) (float64, float64)

//go:autodiff through Reverse
func revThrough(a, da *body, p, dp *float64, seed float64) float64

//go:autodiff throughField Forward
func dThroughField(a, da *body) (float64, float64)

//go:autodiff throughField Reverse
func revThroughField(a, da *body, seed float64) float64

//go:autodiff throughArray Forward
func dThroughArray(a, da *body, i int) (float64, float64)

//go:autodiff throughArray Reverse
func revThroughArray(a, da *body, i int, seed float64) float64

//go:autodiff throughInner Forward
func dThroughInner(a, da *body, in, din *inner) (float64, float64)

//go:autodiff throughInner Reverse
func revThroughInner(a, da *body, in, din *inner, seed float64) float64

//go:autodiff throughOwnInner Forward
func dThroughOwnInner(a, da *body) (float64, float64)

//go:autodiff throughOwnInner Reverse
func revThroughOwnInner(a, da *body, seed float64) float64

// whole: a struct is copied over another, or cleared.
func whole(a, b *body, clear bool) float64 {
	s := a.x * b.x * a.in.a
	if clear {
		a.in = inner{}
	} else {
		a.in = b.in
	}
	s += a.x * a.in.a * a.in.b
	*b = body{x: s, m: a.m, in: a.in}
	return s*a.x*b.x + a.in.a*b.m*a.m
}

//go:autodiff whole Forward
func dWhole(a, da, b, db *body, clear bool) (float64, float64)

//go:autodiff whole Reverse
func revWhole(a, da, b, db *body, clear bool, seed float64) float64

// elements: the index may be the same.
func elements(x []float64, i, j int) float64 {
	s := x[i] * x[j]
	x[i] = math.Sin(x[j] + s)
	s += x[i] * x[j]
	x[j] = s * x[i]
	return s + x[i]*x[j]
}

//go:autodiff elements Forward
func dElements(x, dx []float64, i, j int) (float64, float64)

//go:autodiff elements Reverse
func revElements(x, dx []float64, i, j int, seed float64) float64

// apart: with noalias one slice does not change the other.
func apart(x, y []float64) float64 {
	s := 0.0
	for i := range x {
		y[i] = math.Sin(x[i]) + s
		s += x[i] * y[i]
		y[i] *= x[i]
		s -= x[i] * y[i] * y[0]
	}
	return s
}

//go:autodiff apart Forward noalias
func dApart(x, dx, y, dy []float64) (float64, float64)

//go:autodiff apart Reverse noalias
func revApart(x, dx, y, dy []float64, seed float64) float64

// together: without it, it may.
func together(x, y []float64) float64 { return apart(x, y) }

//go:autodiff together Forward unchecked
func dTogether(x, dx, y, dy []float64) (float64, float64)

//go:autodiff together Reverse unchecked
func revTogether(x, dx, y, dy []float64, seed float64) float64

// flow: not every way leads past the first load, or the store.
func flow(a, b *body, up bool) float64 {
	s := 0.0
	if up {
		s = a.x * a.m
	}
	s += a.x * a.m * b.m
	if s > 0 {
		b.m = math.Sin(s)
	}
	s += a.m * b.m
	for i := range 3 {
		s += a.m * b.x
		if i == 1 {
			a.m += s
		}
	}
	return s + a.m*b.m
}

//go:autodiff flow Forward
func dFlow(a, da, b, db *body, up bool) (float64, float64)

//go:autodiff flow Reverse
func revFlow(a, da, b, db *body, up bool, seed float64) float64

// called: a call may write what is not seen here.
func called(a *body) float64 {
	s := a.x * a.m
	change(a)
	s += a.x * a.m
	s *= math.Exp(-s * s)
	return s * a.x * a.m
}

//go:noinline
func change(a *body) { a.m = a.m*a.x + 1 }

//go:autodiff called Forward
func dCalled(a, da *body) (float64, float64)

//go:autodiff called Reverse
func revCalled(a, da *body, seed float64) float64

// list: pointers are loads, too, and change.
func list(a *body) float64 {
	s := a.next.x * a.next.m
	a.x = s
	s += a.next.x * a.next.m
	a.next = a.next.next
	return s + a.next.x*a.next.m*a.x
}

//go:autodiff list Forward
func dList(a, da *body) (float64, float64)

//go:autodiff list Reverse
func revList(a, da *body, seed float64) float64

// updates: what is added to stays an update, though it has been read before.
func updates(a, b *body, n int) float64 {
	s := 0.0
	for range n {
		s += a.x * b.x
		a.v += s
		b.x -= a.v * 0.1
		a.v += b.x * a.x
		s += a.v * b.v
		a.x += s * 0.01
	}
	return s
}

//go:autodiff updates Forward
func dUpdates(a, da, b, db *body, n int) (float64, float64)

//go:autodiff updates Reverse
func revUpdates(a, da, b, db *body, n int, seed float64) float64

// quotients: the divisor changes, the quotient is what is kept.
func quotients(a, b *body, n int) float64 {
	s := 0.0
	for range n {
		q := 1 / (a.x*a.x + b.m*b.m)
		a.v += q * b.m
		a.x += 0.1 * math.Sqrt(a.v*a.v+1)
		s += q*a.v + a.m/b.m
	}
	return s
}

//go:autodiff quotients Forward
func dQuotients(a, da, b, db *body, n int) (float64, float64)

//go:autodiff quotients Reverse
func revQuotients(a, da, b, db *body, n int, seed float64) float64
