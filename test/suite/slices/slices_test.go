// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Slices: index, reslice, len and cap, copy, append with growth and aliasing,
// and slices of slices and of structs.

package slices

import (
	"math"
)

func sum(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

func dot(x, y []float64) float64 {
	s := 0.0
	for i, v := range x {
		s += v * y[i]
	}
	return s
}

func axpy(a float64, x, y []float64) {
	for i := range y {
		y[i] += a * x[i]
	}
}

func backwards(x []float64) float64 {
	s := 0.0
	for i := len(x) - 1; i >= 0; i -= 2 {
		s = s*0.5 + x[i]*x[len(x)-1-i]
	}
	return s
}

func halves(x []float64) float64 {
	lo, hi := x[:len(x)/2], x[len(x)/2:]
	for i := range lo {
		lo[i] *= hi[i]
	}
	return sum(x)
}

func reslice3(x []float64, y float64) float64 {
	a := x[1:2:3]
	a = append(a, y)   // in place, overwrites x[2]
	a = append(a, y*y) // grows: away from x
	a[0] = 100 * y
	return x[1] + x[2]*x[3] + a[0]*a[1]*a[2]
}

func lens(x []float64) float64 {
	y := x[1:3]
	return float64(len(x)) * y[0] * float64(cap(y)) * y[:4][3]
}

func copies(x []float64) float64 {
	y := make([]float64, len(x)+2)
	n := copy(y[1:], x)
	y[0] = x[0] * x[1]
	return float64(n)*y[0] + dot(y[:len(x)], x)
}

func overlapUp(x []float64)   { copy(x[1:], x) }
func overlapDown(x []float64) { copy(x, x[2:]) }

func shift(x []float64, v float64) float64 {
	copy(x[1:], x[:len(x)-1])
	x[0] = v
	return x[len(x)-1] * v
}

func appendLoop(x float64, n int) float64 {
	var s []float64
	v := x
	for range n {
		s = append(s, v)
		v *= x
	}
	return dot(s, s)
}

func appendSlice(x, y []float64) []float64 {
	z := append([]float64(nil), x...)
	z = append(z, y...)
	z = append(z, x[0]*y[0], x[1]*y[1])
	z[0] *= 2
	return z
}

func appendAlias(x []float64, v float64) float64 {
	a := x[:2]
	b := append(a, v)
	c := append(a, v*v) // overwrites b[2] if there is room
	return b[2]*c[2] + x[2]
}

func appendSelf(x []float64) []float64 {
	x = append(x, x...)
	x = append(x[:1], x[2:]...)
	return x
}

func appendNil(x float64) []float64 {
	var s []float64
	s = append(s, []float64{}...)
	return append(s, x, x*x)
}

func appendLong(x []float64, n int) float64 {
	var s []float64
	for i := range n {
		s = append(s, x[i%len(x)]*float64(i))
		if i%3 == 0 {
			s = append(s, s[len(s)/2])
		}
	}
	return sum(s)
}

func matVec(a [][]float64, x []float64) []float64 {
	y := make([]float64, len(a))
	for i, row := range a {
		for j := range row {
			y[i] += row[j] * x[j]
		}
	}
	return y
}

func matMul(a, b [][]float64) [][]float64 {
	c := make([][]float64, len(a))
	for i := range c {
		c[i] = make([]float64, len(b[0]))
		for j := range c[i] {
			for k := range b {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return c
}

func ragged(a [][]float64) float64 {
	s := 0.0
	for i := range a {
		a[i] = a[i][:i+1]
		for j := range a[i] {
			s += a[i][j] * a[j][0]
		}
	}
	a[0], a[1] = a[1], a[0]
	a[0][0] *= s
	return s
}

func rowSwap(a [][]float64, x float64) float64 {
	a[0], a[2] = a[2], a[0]
	a[1] = append(a[1], x)
	a[0][1] = x * a[2][1]
	return sum(a[1])
}

func alloc2(x float64, n int) float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = x / float64(i+j+1)
		}
	}
	s := 0.0
	for i := range m {
		for j := range m {
			s += m[i][j] * m[j][n-1-i]
		}
	}
	return s
}

func appendRows(x []float64, n int) [][]float64 {
	var m [][]float64
	for i := range n {
		row := append([]float64{}, x[:i+1]...)
		row[0] *= float64(i)
		m = append(m, row)
	}
	return m
}

type point struct {
	x, y float64
	k    int
}

func centroid(ps []point) (x, y float64) {
	for _, p := range ps {
		x += p.x
		y += p.y * float64(p.k)
	}
	return x / float64(len(ps)), y / float64(len(ps))
}

func moveAll(ps []point, dx float64) {
	for i := range ps {
		p := &ps[i]
		p.x += dx
		p.y *= p.x
		p.k++
	}
}

func hull(ps []point, x float64) []point {
	ps = append(ps, point{x, x * x, 9})
	q := make([]point, 0, 1)
	for _, p := range ps {
		q = append(q, point{p.y, p.x, p.k})
	}
	return q
}

func arraysInSlice(a [][3]float64) float64 {
	s := 0.0
	for i := range a {
		a[i][1] = a[i][0] * a[i][2]
		for _, v := range a[i] {
			s += v * v
		}
	}
	return s
}

func pointersInSlice(ps []*point) float64 {
	s := 0.0
	for _, p := range ps {
		if p != nil {
			p.x *= p.y
			s += p.x
		}
	}
	return s
}

func slicesInStruct(p struct{ a, b []float64 }) float64 {
	p.a[0] = p.b[1]
	p.a = p.b
	return dot(p.a, p.b)
}

func toArray(x []float64) float64 {
	a := [3]float64(x)
	p := (*[2]float64)(x)
	p[0] = a[1] * a[2]
	return x[0] + a[0]
}

func clears(x []float64, v float64) float64 {
	s := sum(x) * v
	clear(x[1:3])
	x[1] += v
	return s
}

func fill(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}

func prefix(x []float64) {
	for i := 1; i < len(x); i++ {
		x[i] += x[i-1]
	}
}

func gather(x []float64, idx []int) float64 {
	s := 0.0
	for k, i := range idx {
		s += x[i] * float64(k+1)
	}
	return s
}

func scatter(x []float64, idx []int, y []float64) {
	for k, i := range idx {
		y[i] += x[k] * x[k]
	}
}

func nilSlice(x []float64, y float64) float64 {
	if x == nil {
		return y * y
	}
	return sum(x) * y
}

func bubble(x []float64) {
	for i := range x {
		for j := 0; j+1 < len(x)-i; j++ {
			if x[j] > x[j+1] {
				x[j], x[j+1] = x[j+1], x[j]
			}
		}
	}
}

func largest(x []float64) (float64, int) {
	best, at := math.Inf(-1), -1
	for i, v := range x {
		if v > best {
			best, at = v, i
		}
	}
	return best, at
}

func single32(x []float32, y []float64) float64 {
	s := float32(0)
	for i, v := range x {
		s += v * float32(y[i])
	}
	return float64(s) * y[0]
}

func alias(x, y []float64) float64 {
	x[0] = y[0] * 2
	x[1] = y[1] + x[0]
	return x[0] * y[1]
}

func self(x []float64) float64 { return alias(x, x) }

//go:autodiff sum Forward Dual Dual
func dSum(x, dx []float64) (float64, float64)

//go:autodiff sum Reverse Duplicated Active
func revSum(x, dx []float64, dret float64) float64

//go:autodiff dot Forward Dual Dual Dual
func dDot(x, dx, y, dy []float64) (float64, float64)

//go:autodiff dot Reverse Duplicated Duplicated Active
func revDot(x, dx, y, dy []float64, dret float64) float64

//go:autodiff axpy Forward Dual Dual Dual
func dAxpy(a, da float64, x, dx, y, dy []float64)

//go:autodiff axpy Reverse Active Duplicated Duplicated
func revAxpy(a float64, x, dx, y, dy []float64) float64

//go:autodiff backwards Forward
func dBackwards(x, dx []float64) (float64, float64)

//go:autodiff backwards Reverse
func revBackwards(x, dx []float64, dret float64) float64

//go:autodiff halves Forward
func dHalves(x, dx []float64) (float64, float64)

//go:autodiff halves Reverse
func revHalves(x, dx []float64, dret float64) float64

//go:autodiff reslice3 Forward
func dReslice3(x, dx []float64, y, dy float64) (float64, float64)

//go:autodiff reslice3 Reverse
func revReslice3(x, dx []float64, y, dret float64) (float64, float64)

//go:autodiff lens Forward
func dLens(x, dx []float64) (float64, float64)

//go:autodiff lens Reverse
func revLens(x, dx []float64, dret float64) float64

//go:autodiff copies Forward
func dCopies(x, dx []float64) (float64, float64)

//go:autodiff copies Reverse
func revCopies(x, dx []float64, dret float64) float64

//go:autodiff overlapUp Forward
func dOverlapUp(x, dx []float64)

//go:autodiff overlapUp Reverse
func revOverlapUp(x, dx []float64)

//go:autodiff overlapDown Forward
func dOverlapDown(x, dx []float64)

//go:autodiff overlapDown Reverse
func revOverlapDown(x, dx []float64)

//go:autodiff shift Forward
func dShift(x, dx []float64, v, dv float64) (float64, float64)

//go:autodiff shift Reverse
func revShift(x, dx []float64, v, dret float64) (float64, float64)

//go:autodiff appendLoop Forward
func dAppendLoop(x, dx float64, n int) (float64, float64)

//go:autodiff appendLoop Reverse
func revAppendLoop(x float64, n int, dret float64) (float64, float64)

//go:autodiff appendSlice Forward
func dAppendSlice(x, dx, y, dy []float64) ([]float64, []float64)

//go:autodiff appendSlice Reverse
func revAppendSlice(x, dx, y, dy []float64) []float64

//go:autodiff appendAlias Forward
func dAppendAlias(x, dx []float64, v, dv float64) (float64, float64)

//go:autodiff appendAlias Reverse
func revAppendAlias(x, dx []float64, v, dret float64) (float64, float64)

//go:autodiff appendSelf Forward
func dAppendSelf(x, dx []float64) ([]float64, []float64)

//go:autodiff appendSelf Reverse
func revAppendSelf(x, dx []float64) []float64

//go:autodiff appendNil Forward
func dAppendNil(x, dx float64) ([]float64, []float64)

//go:autodiff appendNil Reverse
func revAppendNil(x float64) ([]float64, float64)

//go:autodiff appendLong Forward
func dAppendLong(x, dx []float64, n int) (float64, float64)

//go:autodiff appendLong Reverse
func revAppendLong(x, dx []float64, n int, dret float64) float64

//go:autodiff matVec Forward
func dMatVec(a, da [][]float64, x, dx []float64) ([]float64, []float64)

//go:autodiff matVec Reverse
func revMatVec(a, da [][]float64, x, dx []float64) []float64

//go:autodiff matMul Forward
func dMatMul(a, da, b, db [][]float64) ([][]float64, [][]float64)

//go:autodiff matMul Reverse
func revMatMul(a, da, b, db [][]float64) [][]float64

//go:autodiff ragged Forward
func dRagged(a, da [][]float64) (float64, float64)

//go:autodiff ragged Reverse
func revRagged(a, da [][]float64, dret float64) float64

//go:autodiff rowSwap Forward
func dRowSwap(a, da [][]float64, x, dx float64) (float64, float64)

//go:autodiff rowSwap Reverse
func revRowSwap(a, da [][]float64, x, dret float64) (float64, float64)

//go:autodiff alloc2 Forward
func dAlloc2(x, dx float64, n int) (float64, float64)

//go:autodiff alloc2 Reverse
func revAlloc2(x float64, n int, dret float64) (float64, float64)

//go:autodiff appendRows Forward
func dAppendRows(x, dx []float64, n int) ([][]float64, [][]float64)

//go:autodiff appendRows Reverse
func revAppendRows(x, dx []float64, n int) [][]float64

//go:autodiff centroid Forward
func dCentroid(ps, dps []point) (x, dx, y, dy float64)

//go:autodiff centroid Reverse
func revCentroid(ps, dps []point, dx, dy float64) (float64, float64)

//go:autodiff moveAll Forward
func dMoveAll(ps, dps []point, dx, ddx float64)

//go:autodiff moveAll Reverse
func revMoveAll(ps, dps []point, dx float64) float64

//go:autodiff hull Forward
func dHull(ps, dps []point, x, dx float64) ([]point, []point)

//go:autodiff hull Reverse
func revHull(ps, dps []point, x float64) ([]point, float64)

//go:autodiff arraysInSlice Forward
func dArraysInSlice(a, da [][3]float64) (float64, float64)

//go:autodiff arraysInSlice Reverse
func revArraysInSlice(a, da [][3]float64, dret float64) float64

//go:autodiff pointersInSlice Forward
func dPointersInSlice(ps, dps []*point) (float64, float64)

//go:autodiff pointersInSlice Reverse
func revPointersInSlice(ps, dps []*point, dret float64) float64

//go:autodiff slicesInStruct Forward
func dSlicesInStruct(p, dp struct{ a, b []float64 }) (float64, float64)

//go:autodiff toArray Forward
func dToArray(x, dx []float64) (float64, float64)

//go:autodiff toArray Reverse
func revToArray(x, dx []float64, dret float64) float64

//go:autodiff clears Forward
func dClears(x, dx []float64, v, dv float64) (float64, float64)

//go:autodiff clears Reverse
func revClears(x, dx []float64, v, dret float64) (float64, float64)

//go:autodiff fill Forward
func dFill(x, dx []float64, v, dv float64)

//go:autodiff fill Reverse
func revFill(x, dx []float64, v float64) float64

//go:autodiff prefix Forward
func dPrefix(x, dx []float64)

//go:autodiff prefix Reverse
func revPrefix(x, dx []float64)

//go:autodiff gather Forward
func dGather(x, dx []float64, idx []int) (float64, float64)

//go:autodiff gather Reverse
func revGather(x, dx []float64, idx []int, dret float64) float64

//go:autodiff scatter Forward
func dScatter(x, dx []float64, idx []int, y, dy []float64)

//go:autodiff scatter Reverse
func revScatter(x, dx []float64, idx []int, y, dy []float64)

//go:autodiff nilSlice Forward
func dNilSlice(x, dx []float64, y, dy float64) (float64, float64)

//go:autodiff nilSlice Reverse
func revNilSlice(x, dx []float64, y, dret float64) (float64, float64)

//go:autodiff bubble Forward
func dBubble(x, dx []float64)

//go:autodiff bubble Reverse
func revBubble(x, dx []float64)

//go:autodiff largest Forward Dual Dual Const
func dLargest(x, dx []float64) (float64, float64, int)

//go:autodiff largest Reverse Duplicated Active Const
func revLargest(x, dx []float64, dret float64) (float64, int)

//go:autodiff single32 Forward
func dSingle32(x, dx []float32, y, dy []float64) (float64, float64)

//go:autodiff single32 Reverse
func revSingle32(x, dx []float32, y, dy []float64, dret float64) float64

//go:autodiff self Forward
func dSelf(x, dx []float64) (float64, float64)

//go:autodiff self Reverse
func revSelf(x, dx []float64, dret float64) float64
