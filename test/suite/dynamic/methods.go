// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package dynamic

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

type shape interface {
	area() float64
	scale(k float64)
}

type named interface {
	shape
	name() string
}

type circle struct{ r float64 }

func (c *circle) area() float64   { return math.Pi * c.r * c.r }
func (c *circle) scale(k float64) { c.r *= k }
func (c *circle) name() string    { return "circle" }

type rectangle struct{ w, h float64 }

func (r *rectangle) area() float64   { return r.w * r.h }
func (r *rectangle) scale(k float64) { r.w, r.h = r.w*k, r.h*k }

// labelled embeds an interface, ring a pointer: their methods are promoted.
type labelled struct {
	label string
	shape
}

type ring struct {
	*circle
	hole float64
}

func (r ring) area() float64 { return r.circle.area() - math.Pi*r.hole*r.hole }

// polygon is passed in interfaces as a copy.
type polygon []float64

func (p polygon) area() float64 {
	s := 0.0
	for i, x := range p {
		s += x * p[(i+1)%len(p)]
	}
	return s
}

func (p polygon) scale(k float64) {
	for i := range p {
		p[i] *= k
	}
}

func shapes(x, y float64) float64 {
	list := []shape{&circle{x}, &rectangle{x, y}, labelled{"a", &rectangle{y, 2}}, ring{&circle{x * y}, y}, polygon{x, y, 1}}
	s := 0.0
	for i, sh := range list {
		if i%2 == 0 {
			sh.scale(x)
		}
		s += sh.area()
		if n, ok := sh.(named); ok && n.name() == "circle" {
			s *= 2
		}
	}
	return s
}

//go:noinline
func areaOf(s shape) float64 { return s.area() }

func embedded(x float64) float64 {
	var l shape = &labelled{"outer", labelled{"inner", &circle{x}}}
	l.scale(x)
	return areaOf(l)
}

// function is a function with a method, which interfaces hold as it is.
type function func(float64) float64

func (f function) at(x float64) float64 { return f(x) * x }

type evaluator interface{ at(x float64) float64 }

type linear struct{ a, b float64 }

func (l linear) at(x float64) float64 { return l.a*x + l.b }

//go:noinline
func evaluate(e evaluator, x float64) float64 { return e.at(x) }

func evaluators(a, x float64) float64 {
	s := evaluate(function(math.Sin), x) + evaluate(linear{a, 1}, x)
	s += evaluate(function(func(y float64) float64 { return a * y }), x)
	return s + evaluate(&linear{x, a}, 2)
}

func methodValues(a, x float64) float64 {
	l := linear{a, x}
	p := &l
	var e evaluator = p
	f, g, h := l.at, p.at, e.at
	p.a = 2 * a
	return apply(f, x) + apply(g, x)*apply(h, 1) + applyTo(linear.at, l, x) + applyTo2((*linear).at, p, a)
}

//go:noinline
func applyTo(f func(linear, float64) float64, l linear, x float64) float64 { return f(l, x) }

//go:noinline
func applyTo2(f func(*linear, float64) float64, l *linear, x float64) float64 { return f(l, x) }

// A layer is what neural nets are made of.
type layer interface {
	forward(x []float64) []float64
}

type dense struct{ w [][]float64 }

func (d *dense) forward(x []float64) []float64 {
	y := make([]float64, len(d.w))
	for i, row := range d.w {
		for j, w := range row {
			y[i] += w * x[j]
		}
	}
	return y
}

type activation struct{ f func(float64) float64 }

func (a activation) forward(x []float64) []float64 {
	y := make([]float64, 0, len(x))
	for _, v := range x {
		y = append(y, a.f(v))
	}
	return y
}

type sequence []layer

func (s sequence) forward(x []float64) []float64 {
	for _, l := range s {
		x = l.forward(x)
	}
	return x
}

func network(w [][]float64, x []float64) float64 {
	var net layer = sequence{&dense{w}, activation{math.Tanh}, sequence{&dense{w}, activation{func(v float64) float64 { return v * w[0][0] }}}}
	s := 0.0
	for _, y := range net.forward(x) {
		s += y
	}
	return s
}

// number is a constraint with a method.
type number interface {
	comparable
	plus(number float64) float64
}

type meters float64

func (m meters) plus(x float64) float64 { return float64(m) + x*x }

type feet struct{ f float64 }

func (f feet) plus(x float64) float64 { return f.f*0.3 + x }

func sum[T number](list []T, x float64) float64 {
	for _, y := range list {
		x = y.plus(x)
	}
	return x
}

func constrained(x float64) float64 {
	return sum([]meters{meters(x), 2}, x) + sum([]feet{{x}, {2 * x}}, 1)
}

// mapped takes a function of type parameters.
//
//go:noinline
func mapped[T, U any](xs []T, f func(T) U) []U {
	var us []U
	for _, x := range xs {
		us = append(us, f(x))
	}
	return us
}

func generic(xs []float64) float64 {
	s := 0.0
	for _, f := range mapped(mapped(xs, func(x float64) feet { return feet{x * x} }), func(f feet) float64 { return f.f * xs[0] }) {
		s += f
	}
	for _, p := range mapped(mapped(xs, func(x float64) *feet { return &feet{x} }), func(f *feet) float64 { return f.f * 3 }) {
		s += p
	}
	return s
}

type byValueOf []float64

func (b byValueOf) Len() int           { return len(b) }
func (b byValueOf) Less(i, j int) bool { return b[i] < b[j] }
func (b byValueOf) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func weighted(xs []float64) float64 {
	s := 0.0
	for i, x := range xs {
		s += float64(i+1) * x * x
	}
	return s
}

func sorted(xs []float64) float64 {
	ys := slices.Clone(xs)
	sort.Sort(byValueOf(ys))
	return weighted(ys)
}

func sortedFunc(xs []float64) float64 {
	ys := slices.Clone(xs)
	slices.SortFunc(ys, func(a, b float64) int { return cmp.Compare(b*b, a*a) })
	zs := slices.Clone(xs)
	slices.SortStableFunc(zs, cmp.Compare[float64])
	return weighted(ys) + weighted(zs)
}
