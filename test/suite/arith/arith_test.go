// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arithmetic: every operator of both float widths, constants, and conversions.

package arith

import (
	"testing"

	"goenzyme/suite/check"
)

func add(x, y float64) float64  { return x + y }
func sub(x, y float64) float64  { return x - y }
func mul(x, y float64) float64  { return x * y }
func div(x, y float64) float64  { return x / y }
func neg(x float64) float64     { return -x }
func plus(x float64) float64    { return +x }
func ident(x float64) float64   { return x }
func zero(x float64) float64    { return 0 }
func three(x float64) float64   { return x + x + x }
func cube(x float64) float64    { return x * x * x }
func recip(x float64) float64   { return 1 / x }
func half(x float64) float64    { return x / 2 }
func third(x float64) float64   { return x / 3 }
func xMinusX(x float64) float64 { return x - x }
func xOverX(x float64) float64  { return x / x }
func poly(x float64) float64    { return ((3*x-2)*x+5)*x - 7 }
func ratio(x, y float64) float64 {
	return (x*x - y*y) / (x*x + y*y + 1)
}
func mixed(a, b, c, d float64) float64 {
	return a*b - c/d + (a-d)*(b+c)/(a*a+1) - -b
}
func long(x float64) float64 {
	a := x*x + 1
	b := a*x - 2
	c := b / a
	d := c*c - a*b
	e := d/(1+c*c) + x
	return e * (a - b) / (1 + e*e)
}
func compound(x, y float64) float64 {
	s := x
	s += y
	s *= x
	s -= 3
	s /= y
	s++
	s--
	return s
}
func consts(x float64) float64 {
	const big, small = 1e10, 1e-10
	return x*big*small + small - 0x1p-3*x
}
func unused(x, y float64) float64 { return y * y }

//go:autodiff add Forward Dual Dual Dual
func dAdd(x, dx, y, dy float64) (float64, float64)

//go:autodiff add Reverse Active Active Active
func revAdd(x, y, dret float64) (float64, float64, float64)

//go:autodiff sub Forward Dual Dual Dual
func dSub(x, dx, y, dy float64) (float64, float64)

//go:autodiff sub Reverse Active Active Active
func revSub(x, y, dret float64) (float64, float64, float64)

//go:autodiff mul Forward Dual Dual Dual
func dMul(x, dx, y, dy float64) (float64, float64)

//go:autodiff mul Reverse Active Active Active
func revMul(x, y, dret float64) (float64, float64, float64)

//go:autodiff div Forward Dual Dual Dual
func dDiv(x, dx, y, dy float64) (float64, float64)

//go:autodiff div Reverse Active Active Active
func revDiv(x, y, dret float64) (float64, float64, float64)

//go:autodiff neg Forward Dual Dual
func dNeg(x, dx float64) (float64, float64)

//go:autodiff neg Reverse Active Active
func revNeg(x, dret float64) (float64, float64)

//go:autodiff plus Forward Dual Dual
func dPlus(x, dx float64) (float64, float64)

//go:autodiff plus Reverse Active Active
func revPlus(x, dret float64) (float64, float64)

//go:autodiff ident Forward Dual Dual
func dIdent(x, dx float64) (float64, float64)

//go:autodiff ident Reverse Active Active
func revIdent(x, dret float64) (float64, float64)

//go:autodiff zero Forward Dual Dual
func dZero(x, dx float64) (float64, float64)

//go:autodiff zero Reverse Active Active
func revZero(x, dret float64) (float64, float64)

//go:autodiff three Forward Dual Dual
func dThree(x, dx float64) (float64, float64)

//go:autodiff three Reverse Active Active
func revThree(x, dret float64) (float64, float64)

//go:autodiff cube Forward Dual Dual
func dCube(x, dx float64) (float64, float64)

//go:autodiff cube Reverse Active Active
func revCube(x, dret float64) (float64, float64)

//go:autodiff recip Forward Dual Dual
func dRecip(x, dx float64) (float64, float64)

//go:autodiff recip Reverse Active Active
func revRecip(x, dret float64) (float64, float64)

//go:autodiff half Forward
func dHalf(x, dx float64) (float64, float64)

//go:autodiff half Reverse
func revHalf(x, dret float64) (float64, float64)

//go:autodiff third Forward
func dThird(x, dx float64) (float64, float64)

//go:autodiff third Reverse
func revThird(x, dret float64) (float64, float64)

//go:autodiff xMinusX Forward
func dXMinusX(x, dx float64) (float64, float64)

//go:autodiff xMinusX Reverse
func revXMinusX(x, dret float64) (float64, float64)

//go:autodiff xOverX Forward
func dXOverX(x, dx float64) (float64, float64)

//go:autodiff xOverX Reverse
func revXOverX(x, dret float64) (float64, float64)

//go:autodiff poly Forward
func dPoly(x, dx float64) (float64, float64)

//go:autodiff poly Reverse
func revPoly(x, dret float64) (float64, float64)

//go:autodiff ratio Forward
func dRatio(x, dx, y, dy float64) (float64, float64)

//go:autodiff ratio Reverse
func revRatio(x, y, dret float64) (float64, float64, float64)

//go:autodiff mixed Forward
func dMixed(a, da, b, db, c, dc, d, dd float64) (float64, float64)

//go:autodiff mixed Reverse
func revMixed(a, b, c, d, dret float64) (float64, float64, float64, float64, float64)

//go:autodiff mixed Forward Dual Const Dual Const Dual
func dMixedAC(a, da, b, c, dc, d float64) (float64, float64)

//go:autodiff mixed Reverse Active Const Active Const Active
func revMixedAC(a, b, c, d, dret float64) (float64, float64, float64)

//go:autodiff long Forward
func dLong(x, dx float64) (float64, float64)

//go:autodiff long Reverse
func revLong(x, dret float64) (float64, float64)

//go:autodiff compound Forward
func dCompound(x, dx, y, dy float64) (float64, float64)

//go:autodiff compound Reverse
func revCompound(x, y, dret float64) (float64, float64, float64)

//go:autodiff consts Forward
func dConsts(x, dx float64) (float64, float64)

//go:autodiff consts Reverse
func revConsts(x, dret float64) (float64, float64)

//go:autodiff unused Forward
func dUnused(x, dx, y, dy float64) (float64, float64)

//go:autodiff unused Reverse
func revUnused(x, y, dret float64) (float64, float64, float64)

var any64 = check.Range(-3, 3)

func TestFloat64(t *testing.T) {
	check.Both(t, add, dAdd, revAdd, any64, any64)
	check.Both(t, sub, dSub, revSub, any64, any64)
	check.Both(t, mul, dMul, revMul, any64, any64)
	check.Both(t, div, dDiv, revDiv, any64, check.Range(1, 2))
	check.Both(t, neg, dNeg, revNeg, any64)
	check.Both(t, plus, dPlus, revPlus, any64)
	check.Both(t, ident, dIdent, revIdent, any64)
	check.Both(t, zero, dZero, revZero, any64)
	check.Both(t, three, dThree, revThree, any64)
	check.Both(t, cube, dCube, revCube, any64)
	check.Both(t, recip, dRecip, revRecip, check.Range(-2, -1))
	check.Both(t, half, dHalf, revHalf, any64)
	check.Both(t, third, dThird, revThird, any64)
	check.Both(t, xMinusX, dXMinusX, revXMinusX, any64)
	check.Both(t, xOverX, dXOverX, revXOverX, check.Range(1, 2))
	check.Both(t, poly, dPoly, revPoly, any64)
	check.Both(t, ratio, dRatio, revRatio, any64, any64)
	check.Both(t, mixed, dMixed, revMixed, any64, any64, any64, check.Range(1, 2))
	check.Both(t, mixed, dMixedAC, revMixedAC, check.Acts("Dual Const Dual Const Dual"), any64, any64, any64, check.Range(1, 2))
	check.Both(t, long, dLong, revLong, any64)
	check.Both(t, compound, dCompound, revCompound, any64, check.Range(1, 2))
	check.Both(t, consts, dConsts, revConsts, any64)
	check.Both(t, unused, dUnused, revUnused, any64, any64)
}

func ops[T float32 | float64](x, y T) T {
	return (x+y)*(x-y)/(1+y*y) - -x*3 + 2/(x*x+1)
}
func ops32(x, y float32) float32 { return ops(x, y) }
func add32(x, y float32) float32 { return x + y }
func sub32(x, y float32) float32 { return x - y }
func mul32(x, y float32) float32 { return x * y }
func div32(x, y float32) float32 { return x / y }
func neg32(x float32) float32    { return -x }

//go:autodiff ops32 Forward
func dOps32(x, dx, y, dy float32) (float32, float32)

//go:autodiff ops32 Reverse
func revOps32(x, y, dret float32) (float32, float32, float32)

//go:autodiff add32 Forward
func dAdd32(x, dx, y, dy float32) (float32, float32)

//go:autodiff add32 Reverse
func revAdd32(x, y, dret float32) (float32, float32, float32)

//go:autodiff sub32 Forward
func dSub32(x, dx, y, dy float32) (float32, float32)

//go:autodiff sub32 Reverse
func revSub32(x, y, dret float32) (float32, float32, float32)

//go:autodiff mul32 Forward
func dMul32(x, dx, y, dy float32) (float32, float32)

//go:autodiff mul32 Reverse
func revMul32(x, y, dret float32) (float32, float32, float32)

//go:autodiff div32 Forward
func dDiv32(x, dx, y, dy float32) (float32, float32)

//go:autodiff div32 Reverse
func revDiv32(x, y, dret float32) (float32, float32, float32)

//go:autodiff neg32 Forward
func dNeg32(x, dx float32) (float32, float32)

//go:autodiff neg32 Reverse
func revNeg32(x, dret float32) (float32, float32)

func TestFloat32(t *testing.T) {
	check.Both(t, ops32, dOps32, revOps32, check.Twin(ops[float64]), any64, any64)
	check.Both(t, add32, dAdd32, revAdd32, check.Twin(add), any64, any64)
	check.Both(t, sub32, dSub32, revSub32, check.Twin(sub), any64, any64)
	check.Both(t, mul32, dMul32, revMul32, check.Twin(mul), any64, any64)
	check.Both(t, div32, dDiv32, revDiv32, check.Twin(div), any64, check.Range(1, 2))
	check.Both(t, neg32, dNeg32, revNeg32, check.Twin(neg), any64)
}

func widen(x float32) float64   { return float64(x) * float64(x) }
func narrow(x float64) float32  { return float32(x*x + x) }
func through(x float64) float64 { return float64(float32(x)) * x }
func ints(x float64, n int) float64 {
	k := int(x * 10)
	return float64(n)*x + float64(n*n)*x*x + float64(k)*0 + float64(int64(n)) + float64(uint32(n)) + float64(uint8(n))
}
func floorish(x float64) float64 {
	k := int(x)
	return x*x - float64(k)*x
}
func bits(n uint64, x float64) float64 {
	return x * float64(n>>3) / float64(n&7|1)
}
func rounded(x, y float64) float64 {
	p := float64(x * y)
	return p + x
}

//go:autodiff widen Forward
func dWiden(x, dx float32) (float64, float64)

//go:autodiff widen Reverse
func revWiden(x float32, dret float64) (float64, float32)

//go:autodiff narrow Forward
func dNarrow(x, dx float64) (float32, float32)

//go:autodiff narrow Reverse
func revNarrow(x float64, dret float32) (float32, float64)

//go:autodiff through Forward
func dThrough(x, dx float64) (float64, float64)

//go:autodiff through Reverse
func revThrough(x, dret float64) (float64, float64)

//go:autodiff ints Forward Dual Const Dual
func dInts(x, dx float64, n int) (float64, float64)

//go:autodiff ints Reverse Active Const Active
func revInts(x float64, n int, dret float64) (float64, float64)

//go:autodiff floorish Forward
func dFloorish(x, dx float64) (float64, float64)

//go:autodiff floorish Reverse
func revFloorish(x, dret float64) (float64, float64)

//go:autodiff bits Forward
func dBits(n uint64, x, dx float64) (float64, float64)

//go:autodiff bits Reverse
func revBits(n uint64, x, dret float64) (float64, float64)

//go:autodiff rounded Forward
func dRounded(x, dx, y, dy float64) (float64, float64)

//go:autodiff rounded Reverse
func revRounded(x, y, dret float64) (float64, float64, float64)

func TestConversions(t *testing.T) {
	check.Both(t, widen, dWiden, revWiden, any64)
	check.Both(t, narrow, dNarrow, revNarrow, any64)
	check.Both(t, through, dThrough, revThrough, check.Tol(1e-3), check.Twin(cubeless), any64)
	check.Both(t, ints, dInts, revInts, any64, 3)
	check.Both(t, floorish, dFloorish, revFloorish, check.Range(2.1, 2.9))
	check.Both(t, bits, dBits, revBits, 1234567, any64)
	check.Both(t, rounded, dRounded, revRounded, any64, any64)
}

// cubeless is what through computes without rounding.
func cubeless(x float64) float64 { return x * x }
