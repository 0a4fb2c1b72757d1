// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Reverse mode of derivatives of both modes, and derivatives of those.

package nested

import (
	"math"

	"goenzyme/suite/nested/far"
)

//go:autodiff dMany Reverse
func rdMany(x, dx, y, dy, s, ds float64) (r, dr, gx, gdx, gy, gdy float64)

//go:autodiff rMany Reverse
func rrMany(x, y, s, a, b, c float64) (r, dx, dy, gx, gy, gs float64)

// The third derivatives, in every order of the modes.
//
//go:autodiff rdMany Forward
func frdMany(x, x3, dx, dx3, y, y3, dy, dy3, s, s3, ds, ds3 float64) (r, r3, dr, dr3, gx, gx3, gdx, gdx3, gy, gy3, gdy, gdy3 float64)

//go:autodiff rrMany Reverse
func rrrMany(x, y, s, a, b, c, r0, r1, r2, r3, r4, r5 float64) (r, dx, dy, gx, gy, gs, hx, hy, hs, ha, hb, hc float64)

//go:autodiff ddMany Reverse
func rddMany(x, x2, dx, dx2, y, y2, dy, dy2, a, b, c, d float64) (r, r2, dr, dr2, gx, gx2, gdx, gdx2, gy, gy2, gdy, gdy2 float64)

//go:autodiff hMany ReverseFirst
func rhMany(x, x2, y, y2, s, s2, c0, c1, c2, c3, c4, c5 float64) (r, r2, dx, dx2, dy, dy2, gx, gx2, gy, gy2, gs, gs2 float64)

// Some of it only.
//
//go:autodiff dMany Reverse Active Const Const Active Const ActiveOnly
func rdManySome(x, dx, y, dy, s float64) (r, gx, gdy float64)

//go:autodiff rMany Reverse Const Active Active Const ActiveOnly Const
func rrManySome(x, y, s, c float64) (r, dy, gy, gs float64)

//go:autodiff dMany Reverse Const Active Const Active ActiveOnly ActiveOnly
func rdManyLinear(x, dx, y, dy, r, dr float64) (gdx, gdy float64)

//go:autodiff dKinks Reverse
func rdKinks(x, dx, y, dy, s, ds, t, dt float32) (a, da, b, db, gx, gdx, gy, gdy float32)

//go:autodiff rKinks Reverse
func rrKinks(x, y, s, t, c0, c1, c2, c3 float32) (a, b, dx, dy, gx, gy, gs, gt float32)

//go:autodiff dLoop Reverse
func rdLoop(x, x2, dx, dx2 []float64, a, da float64, n int, s, ds float64) (r, dr, ga, gda float64)

//go:autodiff rLoop Reverse
func rrLoop(x, x2, dx, dx2 []float64, a float64, n int, t, c0, c1 float64) (r, da, ga, gt float64)

//go:autodiff dWrites Reverse
func rdWrites(x, x2, dx, dx2, y, y2, dy, dy2 []float64)

//go:autodiff rWrites Reverse
func rrWrites(x, x2, dx, dx2, y, y2, dy, dy2 []float64)

//go:autodiff (*layer).dRun Reverse
func rdRun(l, l2, dl, dl2 *layer, x, x2, dx, dx2 []float64, s, ds float64) (y, dy float64)

//go:autodiff (*layer).rRun Reverse
func rrRun(l, l2, dl, dl2 *layer, x, x2, dx, dx2 []float64, s, c float64) (y, gs float64)

//go:autodiff dSpin Reverse
func rdSpin(v, dv vec, m, dm [3][3]float64, k int, s, ds vec) (w, dw, gv, gdv vec, gm, gdm [3][3]float64)

//go:autodiff rSpin Reverse
func rrSpin(v vec, m [3][3]float64, k int, s, c0, c1 vec, c2 [3][3]float64) (w, dv vec, dm [3][3]float64, gv vec, gm [3][3]float64, gs vec)

//go:autodiff dDot[float64] Reverse
func rdDot(x, x2, dx, dx2, y, y2, dy, dy2 []float64, t, dt float64) (s, ds float64)

//go:autodiff rDot[float32] Reverse
func rrDot(x, x2, dx, dx2, y, y2, dy, dy2 []float32, t, c float32) (s, gt float32)

// Several directions at once.
//
//go:autodiff dLoop Reverse(3)
func rdLoop3(x []float64, x2 [3][]float64, dx []float64, dx2 [3][]float64, a, da float64, n int, s, ds [3]float64) (r, dr float64, ga, gda [3]float64)

//go:autodiff rLoop Reverse(3)
func rrLoop3(x []float64, x2 [3][]float64, dx []float64, dx2 [3][]float64, a float64, n int, t float64, c0, c1 [3]float64) (r, da float64, ga, gt [3]float64)

//go:autodiff rdMany Forward(2)
func frdMany2(x float64, x3 [2]float64, dx float64, dx3 [2]float64, y float64, y3 [2]float64, dy float64, dy3 [2]float64, s float64, s3 [2]float64, ds float64, ds3 [2]float64) (r float64, r3 [2]float64, dr float64, dr3 [2]float64, gx float64, gx3 [2]float64, gdx float64, gdx3 [2]float64, gy float64, gy3 [2]float64, gdy float64, gdy3 [2]float64)

// Complex numbers: adjoints follow the convention of JAX.
//
//go:autodiff dPower Forward
//go:autodiff rPower Reverse
func power(z, w complex128) complex128 { return z*z*w + w*w/z }

//go:autodiff dPower Reverse
func rdPower(z, dz, w, dw, s, ds complex128) (r, dr, gz, gdz, gw, gdw complex128)

//go:autodiff rPower Reverse
func rrPower(z, w, s, c0, c1, c2 complex128) (r, dz, dw, gz, gw, gs complex128)

// Functions whose derivatives have rules of their own.
//
//go:autodiff dSpecial Forward
//go:autodiff rSpecial Reverse
func special(x float64) float64 {
	l, _ := math.Lgamma(x)
	s := math.Gamma(x) + l*math.J1(x) + math.Jn(3, x)
	return s + math.Y1(x+1)*math.Yn(2, x+1) + math.Jn(-2, x) + math.J0(x)*math.Y0(x+1)
}

//go:autodiff dSpecial Forward
func ddSpecial(x, x2, dx, dx2 float64) (y, y2, dy, dy2 float64)

//go:autodiff dSpecial Reverse
func rdSpecial(x, dx, s, ds float64) (y, dy, gx, gdx float64)

//go:autodiff ddSpecial Forward
func d3Special(x, x3, x2, x23, dx, dx3, dx2, dx23 float64) (y, y3, y2, y23, dy, dy3, dy2, dy23 float64)

//go:autodiff d3Special Forward Dual Const Const Const Const Const Const Const DualOnly DualOnly DualOnly DualOnly DualOnly DualOnly DualOnly DualOnly
func d4Special(x, x4, x3, x2, x23, dx, dx3, dx2, dx23 float64) (y, y3, y2, y23, dy, dy3, dy2, dy23 float64)

//go:autodiff dGamma Forward
func gamma(x float64) float64 {
	l, _ := math.Lgamma(x)
	return math.Gamma(x) * l
}

//go:autodiff dGamma Forward
func ddGamma(x, x2, dx, dx2 float64) (y, y2, dy, dy2 float64)

//go:autodiff dGamma Reverse
func rdGamma(x, dx, s, ds float64) (y, dy, gx, gdx float64)

// Derivatives of those in several directions.
//
//go:autodiff many Forward(3)
func dMany3(x float64, dx [3]float64, y float64, dy [3]float64) (r float64, dr [3]float64)

//go:autodiff dMany3 Forward
func ddMany3(x, x2 float64, dx, dx2 [3]float64, y, y2 float64, dy, dy2 [3]float64) (r, r2 float64, dr, dr2 [3]float64)

//go:autodiff dMany3 Forward(2)
func ddMany32(x float64, x2 [2]float64, dx [3]float64, dx2 [2][3]float64, y float64, y2 [2]float64, dy [3]float64, dy2 [2][3]float64) (r float64, r2 [2]float64, dr [3]float64, dr2 [2][3]float64)

//go:autodiff loop Reverse(2)
func rLoop2(x []float64, dx [2][]float64, a float64, n int, s [2]float64) (r float64, da [2]float64)

//go:autodiff rLoop2 Forward
func hLoop2(x, x2 []float64, dx, dx2 [2][]float64, a, a2 float64, n int, s, s2 [2]float64) (r, r2 float64, da, da2 [2]float64)

//go:autodiff far.DEnergy2 Forward
func ddEnergy2(x, x2 []float64, dx, dx2 [2][]float64, k, k2 float64, dk, dk2 [2]float64) (y, y2 float64, dy, dy2 [2]float64)

//go:autodiff dSums Forward
func sums(x float64) float64 {
	r, d := dMany3(x, [3]float64{1, x, 0}, 0.3, [3]float64{x, 0, 1})
	e, f := far.DEnergy2([]float64{1, x}, [2][]float64{{1, 0}, {0, x}}, x, [2]float64{0, 1})
	return r*d[0] + d[1]*d[2] + e*f[0]*f[1]
}
