// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package dynamic

import "math"

// What these closures and methods lead to is active in part: the data is Const.

type data struct {
	name  string
	rows  [][]float64
	shift *float64
	next  *data
}

//go:noinline
func (d *data) eval(a, x float64) float64 {
	s := a
	for ; d != nil; d = d.next {
		for i, r := range d.rows {
			for _, v := range r {
				s += v * x * math.Sin(a*float64(i+1))
			}
		}
		s += *d.shift
	}
	return s * float64(len("name"))
}

func capturesData(d *data, a, x float64) float64 {
	return apply(func(y float64) float64 { return d.eval(a, y) * y }, x)
}

func capturesRows(rows [][]float64, flat []float64, a float64) float64 {
	f := func(y float64) float64 {
		s := 0.0
		for i, r := range rows {
			for _, v := range r {
				s += v * y * a * flat[i+1]
			}
		}
		return s
	}
	return apply(f, a) * apply(f, 2*a)
}

// polynomial leads to other memory, all of it Const.
type polynomial struct {
	powers []int
	terms  []*linear
}

func (p *polynomial) at(x float64) float64 {
	s := 0.0
	for i, t := range p.terms {
		s += t.at(math.Pow(x, float64(p.powers[i])))
	}
	return s
}

// squared wraps an evaluator that is Const.
type squared struct {
	of    evaluator
	scale float64
}

func (s *squared) at(x float64) float64 { y := s.of.at(x); return y * y * s.scale }

func atTwice(e evaluator, x float64) float64 { return e.at(x) * e.at(2*x) }

func wrapped(e evaluator, a, x float64) float64 {
	return atTwice(&squared{e, a}, x) + atTwice(e, a)
}

// inLoops makes closures in one loop and calls them in another.
func inLoops(xs []float64, n int) float64 {
	var fs []func(float64) float64
	for i, x := range xs {
		fs = append(fs, func(y float64) float64 { return x*y + float64(i) })
	}
	s := 1.0
	for range n {
		for _, f := range fs {
			s = math.Sin(f(s))
		}
	}
	return s
}

// writesCaptured calls what writes what it has captured, and reads that behind the call.
func writesCaptured(a, x float64) float64 {
	s := a
	y := apply(func(y float64) float64 { s += a * y; return y * s }, x)
	l := &linear{a, s}
	return y + s*changes(l, x) + l.b
}

//go:noinline
func changes(c changer, x float64) float64 { return c.change(x) }

type changer interface{ change(x float64) float64 }

func (l *linear) change(x float64) float64 { l.b *= x; return l.a * l.b }

// whileTrue stops when a function value says so.
func whileTrue(xs []float64) float64 {
	s := 1.0
	until := func(v float64) bool { s = s*v + 1; return s < 100 }
	if upTo(xs[:2], until) && upTo(xs[2:], until) {
		s *= 2
	}
	return s
}

//go:noinline
func upTo(xs []float64, yield func(float64) bool) bool {
	for _, x := range xs {
		if !yield(x) {
			return false
		}
	}
	return true
}
