// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Values that do not fit registers: many parameters, large structs, arrays by value, zero-size types.

package abi

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type large struct {
	a, b, c, d, e, f, g, h float64
	n                      int
	m                      [9]float64
	s                      string
	k                      float32
}

type five struct{ a, b, c, d, e float64 }

type four struct {
	x float64
	n int32
	y float32
	b bool
}

type empty struct{}

type withEmpty struct {
	_ empty
	x float64
	e empty
	z [0]float64
	y float64
}

type blanks struct {
	x float64
	_ float64
	y float32
	_ int
}

type wrapped struct{ v struct{ f [1]float64 } }

func many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r float64) float64 {
	return a*b + c*d + e*f + g*h + i*j + k*l + m*n + o*p + q*r
}

func interleaved(a float64, i int, b float32, s string, c float64, x []float64, d float32, ok bool, e float64, p *float64, f float64, m [3]float64) (float64, int, float32, string) {
	t := a*float64(i) + float64(b)*c + float64(d)*e + *p*f + float64(len(s))
	if ok {
		t += x[0] * m[1]
	}
	return t, i + len(x), b * d, s + "!"
}

func stack(x [20]float64, y float64) float64 {
	s := y
	for i, v := range x {
		s += v * float64(i) * y
	}
	return s
}

func big(l large, x float64) large {
	l.a, l.h = l.h*x, l.a
	l.m[3] += l.b * l.c
	l.m[8] *= l.m[0]
	l.n++
	l.k *= float32(x)
	l.s += "x"
	return l
}

func bigPointer(l *large, x float64) float64 {
	c := *l
	c.d = x
	*l = c
	return l.d*l.m[2] + c.a
}

func bigThrough(x float64) float64 {
	l := big(large{a: x, b: 2, c: x * x, h: 3}, x)
	l = big(l, l.a)
	return l.a + l.h*l.m[3]
}

func fives(p, q five, swap bool) (five, float64) {
	if swap {
		p, q = q, p
	}
	return five{p.a * q.e, p.b, q.c, p.d + q.d, 1}, p.a
}

func fours(f four, x float64) four {
	f.x *= float64(f.y) * x
	f.y += f.y
	f.n++
	f.b = !f.b
	return f
}

func empties(w withEmpty, e empty, z [0]float64) (withEmpty, empty) {
	w.x *= w.y
	return w, e
}

func emptySlice(x []empty, y float64) float64 { return float64(len(append(x, empty{}))) * y }

func blankFields(b blanks) blanks {
	return blanks{x: b.x * b.x, y: b.y * 2}
}

func ones(w wrapped, a [1][1]float64) wrapped {
	w.v.f[0] *= a[0][0]
	return w
}

func manyResults(x float64, v []float64) (a float64, b int, c []float64, d float32, e string, f [3]float64, g *float64, h bool, i five) {
	y := x * x
	return x + 1, 2, v[1:], float32(x), "e", [3]float64{x, y, v[0]}, &y, true, five{x, y, x * y, 0, 1}
}

func spill(x []float64) float64 {
	a, b, c, d, e, f, g, h := x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]
	i, j, k, l, m, n, o, p := a*b, b*c, c*d, d*e, e*f, f*g, g*h, h*a
	q := math.Sin(a*i + b*j + c*k + d*l + e*m + f*n + g*o + h*p)
	r := math.Cos(a*p + b*o + c*n + d*m + e*l + f*k + g*j + h*i)
	return q*r + a*b*c*d*e*f*g*h + i*j*k*l - m*n*o*p
}

//go:noinline
func pass(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r float64) (float64, float64) {
	return many(r, q, p, o, n, m, l, k, j, i, h, g, f, e, d, c, b, a), a - r
}

func nested(x float64) float64 {
	y, z := pass(x, 2, x*x, 4, 5, 6, 7, x, 9, 10, 11, 12, 13, x, 15, 16, 17, x)
	return y * z
}

func ignoring(_ float64, x float64, _ []float64, _ int) float64 { return x * x }

func growStack(x float64, n int) float64 {
	var buf [64]float64
	for i := range buf {
		buf[i] = x * float64(i)
	}
	p := &buf[n%64]
	if n > 0 {
		*p += growStack(*p*0.01, n-1)
	}
	return buf[n%64] + buf[1]
}

//go:autodiff many Forward
func dMany(a, da, b, db, c, dc, d, dd, e, de, f, df, g, dg, h, dh, i, di, j, dj, k, dk, l, dl, m, dm, n, dn, o, do, p, dp, q, dq, r, dr float64) (float64, float64)

//go:autodiff many Reverse
func revMany(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, dret float64) (float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64)

//go:autodiff interleaved Forward
func dInterleaved(a, da float64, i int, b, db float32, s string, c, dc float64, x, dx []float64, d, dd float32, ok bool, e, de float64, p, dp *float64, f, df float64, m, dm [3]float64) (float64, float64, int, float32, float32, string)

//go:autodiff interleaved Reverse
func revInterleaved(a float64, i int, b float32, s string, c float64, x, dx []float64, d float32, ok bool, e float64, p, dp *float64, f float64, m [3]float64, dret1 float64, dret2 float32) (float64, int, float32, string, float64, float32, float64, float32, float64, float64, [3]float64)

//go:autodiff stack Forward
func dStack(x, dx [20]float64, y, dy float64) (float64, float64)

//go:autodiff stack Reverse
func revStack(x [20]float64, y, dret float64) (float64, [20]float64, float64)

//go:autodiff big Forward
func dBig(l, dl large, x, dx float64) (large, large)

//go:autodiff big Reverse
func revBig(l large, x float64, dret large) (large, large, float64)

//go:autodiff bigPointer Forward
func dBigPointer(l, dl *large, x, dx float64) (float64, float64)

//go:autodiff bigPointer Reverse
func revBigPointer(l, dl *large, x, dret float64) (float64, float64)

//go:autodiff bigThrough Forward
func dBigThrough(x, dx float64) (float64, float64)

//go:autodiff bigThrough Reverse
func revBigThrough(x, dret float64) (float64, float64)

//go:autodiff fives Forward
func dFives(p, dp, q, dq five, swap bool) (five, five, float64, float64)

//go:autodiff fives Reverse
func revFives(p, q five, swap bool, dret1 five, dret2 float64) (five, float64, five, five)

//go:autodiff fours Forward
func dFours(f, df four, x, dx float64) (four, four)

//go:autodiff fours Reverse
func revFours(f four, x float64, dret four) (four, four, float64)

//go:autodiff empties Forward
func dEmpties(w, dw withEmpty, e empty, z [0]float64) (withEmpty, withEmpty, empty)

//go:autodiff empties Reverse
func revEmpties(w withEmpty, e empty, z [0]float64, dret withEmpty) (withEmpty, empty, withEmpty)

//go:autodiff emptySlice Forward
func dEmptySlice(x []empty, y, dy float64) (float64, float64)

//go:autodiff emptySlice Reverse
func revEmptySlice(x []empty, y, dret float64) (float64, float64)

//go:autodiff blankFields Forward
func dBlankFields(b, db blanks) (blanks, blanks)

//go:autodiff blankFields Reverse
func revBlankFields(b, dret blanks) (blanks, blanks)

//go:autodiff ones Forward
func dOnes(w, dw wrapped, a, da [1][1]float64) (wrapped, wrapped)

//go:autodiff ones Reverse
func revOnes(w wrapped, a [1][1]float64, dret wrapped) (wrapped, wrapped, [1][1]float64)

//go:autodiff manyResults Forward
func dManyResults(x, dx float64, v, dv []float64) (a, da float64, b int, c, dc []float64, d, dd float32, e string, f, df [3]float64, g, dg *float64, h bool, i, di five)

//go:autodiff manyResults Reverse
func revManyResults(x float64, v, dv []float64, da float64, dd float32, df [3]float64, di five) (float64, int, []float64, float32, string, [3]float64, *float64, bool, five, float64)

//go:autodiff spill Forward
func dSpill(x, dx []float64) (float64, float64)

//go:autodiff spill Reverse
func revSpill(x, dx []float64, dret float64) float64

//go:autodiff nested Forward
func dNested(x, dx float64) (float64, float64)

//go:autodiff nested Reverse
func revNested(x, dret float64) (float64, float64)

//go:autodiff ignoring Forward
func dIgnoring(a, da, x, dx float64, v, dv []float64, n int) (float64, float64)

//go:autodiff ignoring Reverse
func revIgnoring(p0, x float64, p2, dp2 []float64, p3 int, dret float64) (float64, float64, float64)

//go:autodiff growStack Forward
func dGrowStack(x, dx float64, n int) (float64, float64)

//go:autodiff growStack Reverse
func revGrowStack(x float64, n int, dret float64) (float64, float64)

var (
	any64 = check.Range(-2, 2)
	aBig  = large{1, 2, 3, 4, 5, 6, 7, 8, 9, [9]float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, "s", 1.5}
)

func TestParameters(t *testing.T) {
	a := any64
	check.Both(t, many, dMany, revMany, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)
	check.Both(t, interleaved, dInterleaved, revInterleaved, a, 3, a, "s", a, check.Vec(2, -1, 1), a, true, a, a, a, a)
	check.Both(t, stack, dStack, revStack, a, a)
	check.Both(t, nested, dNested, revNested, a)
	check.Both(t, ignoring, dIgnoring, revIgnoring, a, a, check.Vec(2, -1, 1), 3)
}

func TestLarge(t *testing.T) {
	check.Both(t, big, dBig, revBig, aBig, any64)
	check.Both(t, bigPointer, dBigPointer, revBigPointer, &aBig, any64)
	check.Both(t, bigThrough, dBigThrough, revBigThrough, any64)
	check.Both(t, fives, dFives, revFives, any64, any64, true)
	check.Both(t, fives, dFives, revFives, any64, any64, false)
	check.Both(t, fours, dFours, revFours, four{1, 2, 3, true}, any64)
	check.Both(t, manyResults, dManyResults, revManyResults, any64, check.Vec(3, -1, 1))
	check.Both(t, spill, dSpill, revSpill, check.Vec(8, -1, 1))
	check.Both(t, growStack, dGrowStack, revGrowStack, any64, 40)
}

func TestSmall(t *testing.T) {
	check.Both(t, empties, dEmpties, revEmpties, any64, empty{}, [0]float64{})
	check.Both(t, emptySlice, dEmptySlice, revEmptySlice, []empty{{}, {}}, any64)
	check.Both(t, blankFields, dBlankFields, revBlankFields, any64)
	check.Both(t, ones, dOnes, revOnes, any64, any64)
}
