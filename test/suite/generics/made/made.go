// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package made has directives on generic functions: their derivatives are generic.
package made

import (
	"math"

	"goenzyme/suite/generics/made/deep"
)

type Float interface{ ~float32 | ~float64 }

type Number interface {
	Float
	comparable
}

//go:autodiff DSum Forward
//go:autodiff DSum3 Forward(3)
//go:autodiff RSum Reverse
func Sum[T Float](x []T) (s T) {
	for _, v := range x {
		s += v * v
	}
	return T(math.Sqrt(float64(s)))
}

//go:autodiff DRoot Forward
//go:autodiff RRoot Reverse
func Root[T Float](x T) T { return T(deep.Refine(1, float64(x))) }

// Two type parameters, one of them a slice, and one without a name.
//
//go:autodiff DDot Forward Dual Dual Const Dual
//go:autodiff RDot Reverse
func Dot[S ~[]T, T Number, _ any1](x, y S, n int) (s T) {
	for i := range x {
		s += x[i] * y[i%n]
	}
	return s
}

type any1 interface{ ~int }

type Pair[A, B Float] struct {
	First  A
	Second B
}

//go:autodiff DSwap Forward
//go:autodiff RSwap Reverse
func (p Pair[A, B]) Swap(by A) Pair[B, A] { return Pair[B, A]{p.Second, p.First * by * by} }

type Layer[T Float] struct {
	W    [][]T
	B    []T
	Next *Layer[T]
}

// Run is recursive, and calls other generic functions.
//
//go:autodiff DRun Forward
//go:autodiff RRun Reverse
func (l *Layer[T]) Run(x []T) T {
	y := make([]T, len(l.B))
	for i, row := range l.W {
		y[i] = squash(Dot[[]T, T, int](row, x, len(x)) + l.B[i])
	}
	if l.Next == nil {
		return Sum(y)
	}
	return l.Next.Run(y)
}

//go:autodiff DBlank Forward
func (l *Layer[_]) Blank(x float64) float64 { return x * x * float64(len(l.B)) }

func squash[T Float](x T) T { return T(math.Tanh(float64(x))) }

//go:autodiff DMap Forward
func Map[K interface{ ~int }, V interface{ []float64 | []float32 }](k K, v V, x float64) float64 {
	return x * float64(int(k)+len(v))
}
