// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Generic code whose type arguments are pointers: all pointers have one shape.

package programs

import (
	"goenzyme/suite/check"
	"slices"
	"testing"
)

type vec2 struct{ x, y float64 }

type pile[T any] struct{ s []T }

//go:noinline
func (s *pile[T]) push(v T) { s.s = append(s.s, v) }

//go:noinline
func (s *pile[T]) pop() T {
	v := s.s[len(s.s)-1]
	s.s = s.s[:len(s.s)-1]
	return v
}

//go:autodiff dPiled Forward
func piled(x, y float64) float64 {
	var s pile[*vec2]
	s.push(&vec2{x, y})
	s.push(&vec2{y, x * x})
	p := s.pop()
	q := s.pop()
	return p.x*p.y + q.x
}

//go:autodiff dPiledAll Forward
func piledAll(ps []*vec2) float64 {
	var s pile[*vec2]
	for _, p := range ps {
		s.push(p)
	}
	t := 0.0
	for len(s.s) > 0 {
		t = t*0.5 + s.pop().x
	}
	return t
}

//go:noinline
func same[T any](x T) T { return x }

//go:autodiff dPassed Forward
func passed(p *vec2) float64 { return same(p).x * same(p.y) * same(*p).x }

//go:noinline
func element[T any](xs []T, i int) T { return xs[i] }

//go:autodiff dElements Forward
func elements(ps []*vec2, x []float64) float64 { return element(ps, 1).x * element(x, 0) }

//go:autodiff dReversed Forward
func reversed(ps []*vec2) float64 {
	slices.Reverse(ps)
	qs := slices.Clone(ps[:1])
	qs = slices.Insert(qs, 0, ps[1])
	s := 0.0
	for i, q := range qs {
		s = s*2 + q.x*float64(i+1)
	}
	return s
}

//go:noinline
func set[T any](p *T, v T) { *p = v }

//go:autodiff dSetThrough Forward
func setThrough(p, q *vec2) float64 {
	r := p
	set(&r, q)
	r.x *= 2
	set(&p.y, q.x)
	return r.x + p.y + q.x
}

type maybe[T any] struct {
	v  T
	ok bool
}

//go:noinline
func (o maybe[T]) or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}

//go:autodiff dEitherOr Forward
func eitherOr(p, q *vec2, k int) float64 { return maybe[*vec2]{p, k > 1}.or(q).x }

func TestContainers(t *testing.T) {
	check.Forward(t, piled, dPiled, 2, 3)
	check.Forward(t, piledAll, dPiledAll, []*vec2{{1, 2}, {3, 4}})
	check.Forward(t, passed, dPassed, &vec2{1, 2})
	check.Forward(t, elements, dElements, []*vec2{{1, 2}, {3, 4}}, []float64{3})
	check.Forward(t, reversed, dReversed, []*vec2{{1, 2}, {3, 4}})
	check.Forward(t, setThrough, dSetThrough, &vec2{1, 2}, &vec2{3, 4})
	check.Forward(t, eitherOr, dEitherOr, &vec2{1, 2}, &vec2{3, 4}, 1)
	check.Forward(t, eitherOr, dEitherOr, &vec2{1, 2}, &vec2{3, 4}, 2)
}
