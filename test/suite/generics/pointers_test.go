// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Generic code over pointers: its type arguments have the shape *uint8, which
// reaches no float by itself.

package generics

import (
	"testing"

	"goenzyme/suite/check"
)

type point struct{ x, y float64 }

func pick[T any](xs []T, i int) T { return xs[i] }

//go:noinline
func pickCalled[T any](xs []T, i int) T { return xs[i] }

type pile[T any] struct{ items []T }

func (s *pile[T]) push(x T) { s.items = append(s.items, x) }

func (s *pile[T]) pop() T {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}

func picked(ps []*point, x []float64) float64 {
	return pick(ps, 1).x*pick(x, 0) + pickCalled(ps, 0).y*pickCalled(x, 1)
}

func stacked(ps []*point) float64 {
	var s pile[*point]
	for _, p := range ps {
		s.push(&point{p.x * p.x, p.y})
	}
	p, q := s.pop(), s.pop()
	return p.x * q.y
}

//go:autodiff picked Forward
func dPicked(ps, dps []*point, x, dx []float64) (float64, float64)

//go:autodiff picked Reverse
func revPicked(ps, dps []*point, x, dx []float64, dret float64) float64

//go:autodiff stacked Forward
func dStacked(ps, dps []*point) (float64, float64)

//go:autodiff stacked Reverse
func revStacked(ps, dps []*point, dret float64) float64

// TestShapedPointer: what was loaded as a type parameter's pointer was inactive.
func TestShapedPointer(t *testing.T) {
	ps := []*point{{1, 2}, {3, 4}}
	check.Both(t, picked, dPicked, revPicked, ps, check.Vec(2, -1, 1))
	check.Both(t, stacked, dStacked, revStacked, ps)
}
