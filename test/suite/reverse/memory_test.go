// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Memory: inputs that are overwritten, aliases, copies, and what grows.

package reverse

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// squares overwrites its input, in place.
//
//go:autodiff dSquares Forward
//go:autodiff revSquares Reverse
func squares(x []float64) {
	for i := range x {
		x[i] *= x[i]
	}
}

// repeated overwrites one element again and again.
//
//go:autodiff dRepeated Forward
//go:autodiff revRepeated Reverse
func repeated(x []float64, n int) float64 {
	for range n {
		x[0] = math.Sin(x[0]) + x[1]*x[0]
	}
	return x[0] * x[2]
}

// prefix adds up in place; every element is read when it is new.
//
//go:autodiff dPrefix Forward
//go:autodiff revPrefix Reverse
func prefix(x []float64) {
	for i := 1; i < len(x); i++ {
		x[i] += x[i-1] * x[i]
	}
}

// output overwrites y, whatever it was.
//
//go:autodiff dOutput Forward
//go:autodiff revOutput Reverse
func output(x, y []float64) {
	for i := range y {
		y[i] = x[i] * x[len(x)-1-i]
	}
}

// half overwrites every other element.
//
//go:autodiff dHalf Forward
//go:autodiff revHalf Reverse
func half(y []float64, a float64) {
	for i := 0; i < len(y); i += 2 {
		y[i] = a * a
	}
}

// twice writes an output two times.
//
//go:autodiff dTwice Forward
//go:autodiff revTwice Reverse
func twice(y []float64, a float64) {
	y[0] = a * a
	a *= y[0]
	y[0] = a + 1
}

// relax is Gauss and Seidel's way, with a copy of before.
//
//go:autodiff dRelax Forward
func relax(x []float64, n int) float64 {
	old := make([]float64, len(x))
	for range n {
		copy(old, x)
		for i := 1; i < len(x)-1; i++ {
			x[i] = 0.5*x[i-1] + 0.25*old[i]*old[i] + 0.25*old[i+1]
		}
	}
	s := 0.0
	for i := range x {
		s += x[i] * old[i]
	}
	return s
}

// eliminate factors a matrix in place, with pivots, and returns its determinant.
//
//go:autodiff dEliminate Forward
//go:autodiff revEliminate Reverse
func eliminate(a [][]float64) float64 {
	det := 1.0
	for k := range a {
		p := k
		for i := k + 1; i < len(a); i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		if p != k {
			a[p], a[k] = a[k], a[p]
			det = -det
		}
		det *= a[k][k]
		for i := k + 1; i < len(a); i++ {
			f := a[i][k] / a[k][k]
			a[i][k] = f
			for j := k + 1; j < len(a); j++ {
				a[i][j] -= f * a[k][j]
			}
		}
	}
	return det
}

// cholesky works on a flat matrix.
//
//go:autodiff dCholesky Forward
//go:autodiff revCholesky Reverse
func cholesky(a []float64, n int) float64 {
	for j := range n {
		for k := range j {
			a[j*n+j] -= a[j*n+k] * a[j*n+k]
		}
		a[j*n+j] = math.Sqrt(a[j*n+j])
		for i := j + 1; i < n; i++ {
			for k := range j {
				a[i*n+j] -= a[i*n+k] * a[j*n+k]
			}
			a[i*n+j] /= a[j*n+j]
		}
	}
	s := 0.0
	for i := range n {
		s += math.Log(a[i*n+i])
	}
	return s
}

// insertion sorts in place.
//
//go:autodiff dInsertion Forward
//go:autodiff revInsertion Reverse
func insertion(x []float64) float64 {
	for i := 1; i < len(x); i++ {
		for j := i; j > 0 && x[j-1] > x[j]; j-- {
			x[j-1], x[j] = x[j], x[j-1]
		}
	}
	s := 0.0
	for i, v := range x {
		s += float64(i) * v * v
	}
	return s
}

// butterflies is a transform in place, real and imaginary parts apart.
//
//go:autodiff dButterflies Forward
//go:autodiff revButterflies Reverse
func butterflies(re, im []float64) {
	n := len(re)
	for size := 2; size <= n; size *= 2 {
		for start := 0; start < n; start += size {
			for k := range size / 2 {
				s, c := math.Sincos(-2 * math.Pi * float64(k) / float64(size))
				i, j := start+k, start+k+size/2
				tr, ti := c*re[j]-s*im[j], c*im[j]+s*re[j]
				re[j], im[j] = re[i]-tr, im[i]-ti
				re[i], im[i] = re[i]+tr, im[i]+ti
			}
		}
	}
}

// shift copies over itself, to both sides.
//
//go:autodiff dShift Forward
//go:autodiff revShift Reverse
func shift(x []float64) float64 {
	copy(x[1:], x)
	x[0] *= x[2]
	copy(x, x[2:])
	return x[0]*x[1] + x[5]
}

// cleared forgets.
//
//go:autodiff dCleared Forward
//go:autodiff revCleared Reverse
func cleared(x []float64) float64 {
	s := x[1] * x[2]
	clear(x[1:3])
	return s + x[1]*x[4] + x[0]
}

// views are slices of one array.
//
//go:autodiff dViews Forward
//go:autodiff revViews Reverse
func views(x []float64) float64 {
	a, b := x[:4], x[2:]
	for i := range a {
		a[i] *= b[i]
		b[i] += 0.5 * a[i]
	}
	return a[3] * b[0]
}

// indirect reads where integers in memory say.
//
//go:autodiff dIndirect Forward
//go:autodiff revIndirect Reverse
func indirect(x []float64, at []int) float64 {
	s := 1.0
	for _, i := range at {
		x[i] += s * 0.5
		s *= x[(i+2)%len(x)]
	}
	return s
}

// pushed appends, within and beyond what there is room for.
//
//go:autodiff dPushed Forward
//go:autodiff revPushed Reverse
func pushed(x []float64) float64 {
	y := make([]float64, 0, 3)
	for _, v := range x {
		y = append(y, v*v)
		y[0] += 0.5 * v
	}
	y = append(y, y...)
	s := 0.0
	for i, v := range y {
		s += v * float64(i)
	}
	return s
}

// stack pushes and pops.
//
//go:autodiff dStack Forward
//go:autodiff revStack Reverse
func stack(x []float64) float64 {
	var st []float64
	for i, v := range x {
		st = append(st, v)
		if i%2 == 1 {
			a, b := st[len(st)-1], st[len(st)-2]
			st = append(st[:len(st)-2], a*b+a)
		}
	}
	s := 1.0
	for len(st) > 0 {
		s = s*0.7 + st[len(st)-1]
		st = st[:len(st)-1]
	}
	return s
}

// rows makes slices of slices, and moves them.
//
//go:autodiff dRows Forward
//go:autodiff revRows Reverse
func rows(x []float64) float64 {
	m := make([][]float64, 3)
	for i := range m {
		m[i] = make([]float64, len(x))
		for j := range x {
			m[i][j] = x[j] * float64(i+1)
		}
	}
	m[0], m[2] = m[2], m[0]
	m[1] = m[0][1:]
	m[1][0] *= m[2][2]
	s := 0.0
	for _, r := range m {
		for j, v := range r {
			s += v * v * float64(j+1)
		}
	}
	return s
}

// table is a local array that integers index.
//
//go:autodiff dTable Forward
//go:autodiff revTable Reverse
func table(x []float64) float64 {
	var t [4]float64
	for i, v := range x {
		t[i%4] += v * t[(i+1)%4]
		t[(i+3)%4] = v + 0.1*t[i%4]
	}
	u := t
	t[0] = 0
	return u[0]*u[1] + t[0]*t[2] + t[2]*u[3]
}

// squareOf keeps an array's address.
//
//go:autodiff dSquareOf Forward
//go:autodiff revSquareOf Reverse
func squareOf(x float64) float64 {
	a := [3]float64{x, x * x, 1}
	p := &a[1]
	*p *= x
	b := a
	*p = 7 * x
	return a[1] * b[1]
}

// pointers chooses where to write.
//
//go:autodiff dPointers Forward
//go:autodiff revPointers Reverse
func pointers(x, y, z float64) float64 {
	p, q := &x, &y
	if z > 0 {
		p, q = q, p
	}
	*p *= *q
	*q = *p + z
	pp := &p
	**pp += x
	*pp = q
	**pp *= y
	return x*y + z**p
}

// chain builds a list, changes it, and adds it up.
//
//go:autodiff dChain Forward
//go:autodiff revChain Reverse
func chain(x []float64) float64 {
	var head *link
	for _, v := range x {
		head = &link{v: v, next: head}
	}
	for l := head; l != nil; l = l.next {
		if l.next != nil {
			l.v *= l.next.v + 0.5
			l.back = l.next
		}
	}
	s := 0.0
	for l := head; l != nil; l = l.back {
		s = s*0.9 + l.v
	}
	return s
}

type link struct {
	v          float64
	next, back *link
}

// sumTree and grow recurse over pointers.
func (t *tree) sum() float64 {
	if t == nil {
		return 1
	}
	return t.v*t.l.sum() + math.Sin(t.v)*t.r.sum()
}

type tree struct {
	v    float64
	l, r *tree
}

//go:autodiff dSumTree Forward
//go:autodiff revSumTree Reverse
func sumTree(x []float64) float64 {
	var root *tree
	for i, v := range x {
		p := &root
		for *p != nil {
			if (i+int(4*(*p).v))%2 == 0 {
				p = &(*p).l
			} else {
				p = &(*p).r
			}
		}
		*p = &tree{v: v}
	}
	return root.sum()
}

// fields moves structs as a whole.
//
//go:autodiff dFields Forward
//go:autodiff revFields Reverse
func fields(bs []body) float64 {
	old := bs[0]
	bs[0] = bs[1]
	bs[1].p[0] *= old.m
	old.p[bs[1].n%2] += bs[0].x * bs[1].x
	bs = append(bs, old)
	for i := range bs {
		b := bs[i]
		b.x *= b.m
		bs[i] = b
	}
	s := 0.0
	for _, b := range bs {
		s += b.x*b.p[1] + b.p[0]
	}
	return s
}

type body struct {
	m, x float64
	p    [2]float64
	n    int
}

// single does the same in 32 bits.
//
//go:autodiff dSingle Forward
//go:autodiff revSingle Reverse
func single(x []float32, a float32) float32 {
	s := a
	for i := range x {
		x[i] = x[i]*a + s
		s += x[i] * x[i] / (1 + a)
	}
	return s
}

// widths goes between 32 and 64 bits, and through integers.
//
//go:autodiff dWidths Forward
//go:autodiff revWidths Reverse
func widths(x []float32, y float64) float64 {
	s := y
	for _, v := range x {
		s += float64(v*v) * y
		s = float64(float32(s)) + float64(int(4*v))
	}
	return s
}

func TestMemory(t *testing.T) {
	x := check.Range(-2, 2)
	check.Both(t, squares, dSquares, revSquares, check.Vec(4, -1, 1))
	check.Both(t, repeated, dRepeated, revRepeated, check.Vec(3, 0.5, 1), 6)
	check.Both(t, prefix, dPrefix, revPrefix, check.Vec(6, -1, 1))
	check.Both(t, output, dOutput, revOutput, check.Vec(5, -1, 1), check.Vec(5, -1, 1))
	check.Both(t, half, dHalf, revHalf, check.Vec(6, -1, 1), x)
	check.Both(t, twice, dTwice, revTwice, check.Vec(1, -1, 1), x)
	check.Forward(t, relax, dRelax, check.Vec(7, -1, 1), 3)
	check.Both(t, eliminate, dEliminate, revEliminate, [][]float64{{0.1, 1, 2}, {3, 0.5, 1}, {1, 1, 4}})
	check.Both(t, cholesky, dCholesky, revCholesky, []float64{4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2}, 3)
	check.Both(t, insertion, dInsertion, revInsertion, check.Vec(7, -1, 1))
	check.Both(t, butterflies, dButterflies, revButterflies, check.Vec(8, -1, 1), check.Vec(8, -1, 1))
	check.Both(t, shift, dShift, revShift, check.Vec(6, -1, 1))
	check.Both(t, cleared, dCleared, revCleared, check.Vec(5, -1, 1))
	check.Both(t, views, dViews, revViews, check.Vec(6, -1, 1))
	check.Both(t, indirect, dIndirect, revIndirect, check.Vec(5, -1, 1), []int{3, 1, 4, 1, 0, 2})
	check.Both(t, pushed, dPushed, revPushed, check.Vec(5, -1, 1))
	check.Both(t, stack, dStack, revStack, check.Vec(6, -1, 1))
	check.Both(t, rows, dRows, revRows, check.Vec(4, -1, 1))
	check.Both(t, table, dTable, revTable, check.Vec(6, -1, 1))
	check.Both(t, squareOf, dSquareOf, revSquareOf, x)
	check.Both(t, pointers, dPointers, revPointers, x, x, 0.3)
	check.Both(t, pointers, dPointers, revPointers, x, x, -0.3)
	check.Both(t, chain, dChain, revChain, check.Vec(5, -1, 1))
	check.Both(t, sumTree, dSumTree, revSumTree, check.Vec(7, -1, 1))
	check.Both(t, fields, dFields, revFields, []body{{1, 2, [2]float64{3, 4}, 5}, {0.1, 0.2, [2]float64{0.3, 0.4}, 6}})
	check.Both(t, single, dSingle, revSingle, check.Vec(5, 0.5, 1), check.Range(0.5, 1))
	check.Both(t, widths, dWidths, revWidths, check.Vec(4, 0.5, 1), 0.7)
}
