// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package lib holds generic functions and types of another package.
package lib

import "cmp"

// A Float is either width.
type Float interface{ ~float32 | ~float64 }

// A Number adds integers.
type Number interface{ Float | ~int | ~int64 }

// Sum adds.
func Sum[T Number](xs []T) T {
	var s T
	for _, x := range xs {
		s += x
	}
	return s
}

// Dot multiplies.
func Dot[S ~[]T, T Float](x, y S) T {
	var s T
	for i := range x {
		s += x[i] * y[i]
	}
	return s
}

// Max needs an order.
func Max[T cmp.Ordered](x T, rest ...T) T {
	for _, y := range rest {
		if y > x {
			x = y
		}
	}
	return x
}

// A Stack is a generic type with methods.
type Stack[T any] struct {
	items []T
	n     int
}

// Push grows.
func (s *Stack[T]) Push(x T) { s.items = append(s.items, x); s.n++ }

// Pop shrinks.
func (s *Stack[T]) Pop() T {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	s.n--
	return x
}

// Len counts.
func (s *Stack[T]) Len() int { return s.n }

// A Matrix has a type parameter for its elements.
type Matrix[T Float] struct {
	R, C int
	Data []T
}

// At reads.
func (m *Matrix[T]) At(i, j int) T { return m.Data[i*m.C+j] }

// Set writes.
func (m *Matrix[T]) Set(i, j int, v T) { m.Data[i*m.C+j] = v }

// Trace sums the diagonal.
func (m *Matrix[T]) Trace() T {
	var s T
	for i := range min(m.R, m.C) {
		s += m.At(i, i)
	}
	return s
}

// A List links values.
type List[T any] struct {
	V    T
	Next *List[T]
}
