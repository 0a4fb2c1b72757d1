// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Generics: instantiated helpers, generic types and methods, instantiated primals.

package generics

import (
	"math"
	"testing"

	"goenzyme/suite/check"
	"goenzyme/suite/generics/lib"
)

func square[T lib.Float](x T) T { return x * x }

func horner[T lib.Float](c []T, x T) T {
	var s T
	for _, a := range c {
		s = s*x + a
	}
	return s
}

type meters float64

func calls(x []float64) float64 {
	return lib.Sum(x) * lib.Dot(x, x) * square(x[0]) * float64(lib.Sum([]int{1, 2, 3}))
}

func calls32(x []float32) float32 { return lib.Sum(x) + square(lib.Dot(x, x)) }

func named(x meters) meters { return square(x) + lib.Max(x, 2*x, 1) }

func stack(x float64) float64 {
	var s lib.Stack[float64]
	for i := range 5 {
		s.Push(x * float64(i))
	}
	a, b := s.Pop(), s.Pop()
	s.Push(a * b)
	return s.Pop()*float64(s.Len()) + s.Pop()
}

func trace(m *lib.Matrix[float64], x float64) float64 {
	m.Set(0, 1, x)
	m.Set(1, 1, m.At(0, 1)*m.At(0, 0))
	return m.Trace()
}

func lists(x float64) float64 {
	l := &lib.List[float64]{V: x}
	l.Next = &lib.List[float64]{V: x * x}
	s := 0.0
	for p := l; p != nil; p = p.Next {
		s += math.Sin(p.V)
	}
	return s
}

type pair[A, B any] struct {
	a A
	b B
}

func swapped[A, B any](p pair[A, B]) pair[B, A] { return pair[B, A]{p.b, p.a} }

func pairs(x float64, n int) float64 {
	p := swapped(swapped(pair[float64, int]{x * x, n}))
	return p.a * float64(p.b)
}

func mapSlice[T, U any](xs []T, n int, zero U, conv [2]U) []U {
	out := make([]U, 0, n)
	for i := range xs {
		out = append(out, conv[i%2])
	}
	return append(out, zero)
}

func mapped(x, y float64) float64 {
	s := mapSlice([]int{1, 2, 3}, 2, x*y, [2]float64{x, y})
	return s[0]*s[1] + s[2]*s[3]
}

//go:autodiff calls Forward Dual Dual
func dCalls(x, dx []float64) (float64, float64)

//go:autodiff calls Reverse Duplicated Active
func revCalls(x, dx []float64, dret float64) float64

//go:autodiff calls32 Forward
func dCalls32(x, dx []float32) (float32, float32)

//go:autodiff calls32 Reverse
func revCalls32(x, dx []float32, dret float32) float32

//go:autodiff named Forward
func dNamed(x, dx meters) (meters, meters)

//go:autodiff named Reverse
func revNamed(x, dret meters) (meters, meters)

//go:autodiff stack Forward
func dStack(x, dx float64) (float64, float64)

//go:autodiff stack Reverse
func revStack(x, dret float64) (float64, float64)

//go:autodiff trace Forward
func dTrace(m, dm *lib.Matrix[float64], x, dx float64) (float64, float64)

//go:autodiff trace Reverse
func revTrace(m, dm *lib.Matrix[float64], x, dret float64) (float64, float64)

//go:autodiff lists Forward
func dLists(x, dx float64) (float64, float64)

//go:autodiff lists Reverse
func revLists(x, dret float64) (float64, float64)

//go:autodiff pairs Forward
func dPairs(x, dx float64, n int) (float64, float64)

//go:autodiff pairs Reverse
func revPairs(x float64, n int, dret float64) (float64, float64)

//go:autodiff mapped Forward
func dMapped(x, dx, y, dy float64) (float64, float64)

//go:autodiff mapped Reverse
func revMapped(x, y, dret float64) (float64, float64, float64)

//go:autodiff square[float64] Forward Dual Dual
func dSquare(x, dx float64) (float64, float64)

//go:autodiff square[float64] Reverse Active Active
func revSquare(x, dret float64) (float64, float64)

//go:autodiff square[float32] Forward Dual Dual
func dSquare32(x, dx float32) (float32, float32)

//go:autodiff square[float32] Reverse Active Active
func revSquare32(x, dret float32) (float32, float32)

//go:autodiff horner[float32] Forward
func dHorner32(c, dc []float32, x, dx float32) (float32, float32)

//go:autodiff horner[float32] Reverse
func revHorner32(c, dc []float32, x, dret float32) (float32, float32)

//go:autodiff lib.Sum[float64] Forward
func dSum(xs, dxs []float64) (float64, float64)

//go:autodiff lib.Sum[float64] Reverse
func revSum(xs, dxs []float64, dret float64) float64

//go:autodiff lib.Dot[[]float64,float64] Forward
func dDot(x, dx, y, dy []float64) (float64, float64)

//go:autodiff lib.Dot[[]float64,float64] Reverse
func revDot(x, dx, y, dy []float64, dret float64) float64

var any64 = check.Range(-2, 2)

func TestCalls(t *testing.T) {
	check.Both(t, calls, dCalls, revCalls, check.Vec(4, -1, 1))
	check.Both(t, calls32, dCalls32, revCalls32, check.Vec(4, -1, 1))
	check.Both(t, named, dNamed, revNamed, any64)
	check.Both(t, stack, dStack, revStack, any64)
	check.Both(t, trace, dTrace, revTrace, &lib.Matrix[float64]{R: 2, C: 2, Data: []float64{1, 2, 3, 4}}, any64)
	check.Both(t, lists, dLists, revLists, any64)
	check.Both(t, pairs, dPairs, revPairs, any64, 3)
	check.Both(t, mapped, dMapped, revMapped, any64, any64)
}

func TestPrimals(t *testing.T) {
	check.Both(t, square[float64], dSquare, revSquare, any64)
	check.Both(t, square[float32], dSquare32, revSquare32, check.Twin(square[float64]), any64)
	check.Both(t, horner[float32], dHorner32, revHorner32, check.Twin(horner[float64]), check.Vec(4, -1, 1), any64)
	check.Both(t, lib.Sum[float64], dSum, revSum, check.Vec(4, -1, 1))
	check.Both(t, lib.Dot[[]float64], dDot, revDot, check.Vec(4, -1, 1), check.Vec(4, -1, 1))
}
