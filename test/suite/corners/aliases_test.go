// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arguments that overlap each other, with shadows that overlap alike: unchecked, since
// a shadow that is written must not overlap another one otherwise.

package corners

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

func TestAliases(t *testing.T) {
	t.Run("same", func(t *testing.T) { check.Both(t, same, dSame, revSame, shared, shared) })
	t.Run("over", func(t *testing.T) { check.Both(t, over, dOver, revOver, shared[:4], shared[2:]) })
	t.Run("elem", func(t *testing.T) { check.Both(t, elem, dElem, revElem, shared, &shared[2]) })
	t.Run("samePtr", func(t *testing.T) { check.Both(t, samePtr, dSamePtr, revSamePtr, &shared[1], &shared[1]) })
	t.Run("sameStruct", func(t *testing.T) { check.Both(t, sameStruct, dSameStruct, revSameStruct, first, first) })
	t.Run("crossed", func(t *testing.T) { check.Both(t, crossed, dCrossed, revCrossed, first, second) })
	t.Run("partsOf", func(t *testing.T) { check.Both(t, partsOf, dPartsOf, revPartsOf, first, &first.x, first.v) })
	t.Run("rowsAnd", func(t *testing.T) { check.Both(t, rowsAnd, dRowsAnd, revRowsAnd, rows, shared) })
	t.Run("rowsSame", func(t *testing.T) { check.Both(t, rowsSame, dRowsSame, revRowsSame, rows2, 0.3) })
	t.Run("appendOver", func(t *testing.T) { check.Both(t, appendOver, dAppendOver, revAppendOver, shared[1:3], shared, 0.3) })
	t.Run("ptrsTo", func(t *testing.T) {
		check.Both(t, ptrsTo, dPtrsTo, revPtrsTo, []*float64{&shared[0], &shared[0], &shared[2]}, shared)
	})
	t.Run("arrOfPtr", func(t *testing.T) { check.Both(t, arrOfPtr, dArrOfPtr, revArrOfPtr, [2]*box{first, first}, 0.4) })
	t.Run("byValue", func(t *testing.T) {
		check.Both(t, byValue, dByValue, revByValue, box{x: 0.3, v: shared, p: &shared[0]}, shared[:2])
	})
	t.Run("three", func(t *testing.T) { check.Both(t, three, dThree, revThree, shared, shared[3:], shared[:3]) })
}

type box struct {
	x, y float64
	v    []float64
	p    *float64
	o    *box
}

var shared = []float64{0.3, 0.5, 0.7, 0.2, 0.9, 0.4}
var cell = []float64{0.6}
var first = &box{x: 0.4, y: 0.6, v: shared[1:4]}
var second = &box{x: 0.2, y: 0.8, v: shared[2:], p: &shared[3], o: first}
var rows = [][]float64{shared[:3], shared[3:]}
var rows2 = [][]float64{shared[1:4], shared[1:4]}

func init() { first.p = &first.x; first.o = second }

//go:autodiff dSame Forward unchecked
//go:autodiff revSame Reverse unchecked
func same(v, w []float64) float64 {
	s := 0.0
	for i := range v {
		s += v[i] * w[i]
	}
	v[1] = s
	w[2] *= v[1]
	return s + v[2]*w[1]
}

//go:autodiff dOver Forward unchecked
//go:autodiff revOver Reverse unchecked
func over(v, w []float64) float64 {
	for i := range v {
		w[i] += v[i] * 0.5
	}
	s := 0.0
	for i := range w {
		s += w[i] * v[i]
	}
	v[3] = s
	return s * w[1]
}

//go:autodiff dElem Forward unchecked
//go:autodiff revElem Reverse unchecked
func elem(v []float64, p *float64) float64 {
	*p *= v[1]
	v[2] += *p
	s := 0.0
	for i := range v {
		s += v[i] * *p
	}
	*p = s
	return v[2] + *p
}

//go:autodiff dSamePtr Forward unchecked
//go:autodiff revSamePtr Reverse unchecked
func samePtr(p, q *float64) float64 { *p *= 2; *q += *p * *p; *p = math.Sin(*q); return *p * *q }

//go:autodiff dSameStruct Forward unchecked
//go:autodiff revSameStruct Reverse unchecked
func sameStruct(a, b *box) float64 {
	a.x, b.y = b.y*2, a.x*a.y
	a.v[0] *= b.x
	b.v[1] += *a.p
	*b.p *= 3
	return a.x*b.y + b.v[0]*a.v[1]
}

//go:autodiff dCrossed Forward unchecked
//go:autodiff revCrossed Reverse unchecked
func crossed(a, b *box) float64 {
	a.o.x *= b.o.x
	b.v[0] += a.v[1]
	*b.p *= a.x
	*a.p += b.y
	a.v[2] *= 2
	a, b = b, a
	a.o, b.o = b.o, a.o
	a.y += *b.p * b.v[1]
	return a.y*a.v[1] + b.x
}

//go:autodiff dPartsOf Forward unchecked
//go:autodiff revPartsOf Reverse unchecked
func partsOf(a *box, p *float64, v []float64) float64 {
	*p = a.y * v[0]
	a.x += *p
	v[1] = a.x
	a.v[1] *= *p
	a.p = &v[2]
	*a.p += v[1]
	return a.x*v[2] + *p
}

//go:autodiff dRowsAnd Forward unchecked
//go:autodiff revRowsAnd Reverse unchecked
func rowsAnd(m [][]float64, v []float64) float64 {
	for i := range m {
		for j := range m[i] {
			m[i][j] += v[(i+j)%6] * 0.3
		}
	}
	m[0], m[1] = m[1], m[0]
	v[0] *= m[0][1]
	s := 0.0
	for i := range v {
		s += v[i] * m[i%2][i/2]
	}
	return s
}

//go:autodiff dRowsSame Forward unchecked
//go:autodiff revRowsSame Reverse unchecked
func rowsSame(m [][]float64, x float64) float64 {
	m[0][1] *= x
	m[1][1] += m[0][0]
	m[1][0] = m[0][1]
	m[0] = m[1][:2]
	m[1] = append(m[0][:1:1], x)
	return m[0][0]*m[1][1] + m[0][1]
}

//go:autodiff dAppendOver Forward unchecked
//go:autodiff revAppendOver Reverse unchecked
func appendOver(v, w []float64, x float64) float64 {
	v = append(v[:1:1], x, w[0])
	w[2] *= v[1]
	v[0] += w[1]
	return v[0]*v[2] + w[2]*w[1]
}

//go:autodiff dPtrsTo Forward unchecked
//go:autodiff revPtrsTo Reverse unchecked
func ptrsTo(p []*float64, v []float64) float64 {
	*p[0] *= 2
	*p[1] += v[2]
	p[2], p[0] = p[0], p[2]
	*p[0] = *p[2] * v[0]
	v[2] += *p[1]
	return v[0]*v[2] + *p[0]
}

//go:autodiff dArrOfPtr Forward unchecked
//go:autodiff revArrOfPtr Reverse unchecked
func arrOfPtr(a [2]*box, x float64) float64 {
	a[0].x *= x
	a[1].y += a[0].x
	a[0].v[0] = a[1].y
	*a[1].p *= a[0].v[0]
	return a[0].x*a[1].v[0] + a[0].y
}

//go:autodiff dByValue Forward unchecked
//go:autodiff revByValue Reverse unchecked
func byValue(a box, v []float64) (float64, flat) {
	a.x *= *a.p
	a.v[1] += a.x
	v[0] *= a.v[1]
	b := a
	b.x = v[0]
	b.v[2] = b.x
	*b.p += 1
	return a.x*b.x + a.v[2]*v[0], flat{b.x, [2]float64{a.x, v[1]}}
}

type flat struct {
	x float64
	y [2]float64
}

//go:autodiff dThree Forward unchecked
//go:autodiff revThree Reverse unchecked
func three(a, b, c []float64) float64 {
	for i := range b {
		b[i], c[i] = c[i]*a[i], b[i]+a[i+1]
	}
	s := 0.0
	for i := range a {
		s += a[i] * b[i%3] * c[(i+1)%3]
	}
	copy(a[1:], a[:4])
	return s*b[1] + c[2]
}
