// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Activities: every spelling and place, Const on every kind, DualOnly, methods as primals.

package activity

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type params struct {
	w []float64
	b float64
	n int
}

func model(p *params, x []float64, scale float64, out []float64) (loss float64) {
	for i := range x {
		y := p.w[i]*x[i] + p.b*scale
		out[i] = y
		loss += y * y
	}
	return loss * scale
}

//go:autodiff model Forward
func dAll(p, dp *params, x, dx []float64, scale, dscale float64, out, dout []float64) (loss, dloss float64)

//go:autodiff model Forward Dual Const Const Dual Dual
func dParams(p, dp *params, x []float64, scale float64, out, dout []float64) (loss, dloss float64)

//go:autodiff model Forward Const Dual Const Dual DualOnly
func dInput(p *params, x, dx []float64, scale float64, out, dout []float64) (dloss float64)

//go:autodiff model Forward p=Const x=Const scale=Dual out=Dual loss=Dual
func dScale(p *params, x []float64, scale, dscale float64, out, dout []float64) (loss, dloss float64)

//go:autodiff model Forward p=Constant x=Dual scale=Dual out=Dual return=DualOnly
func dTwo(p *params, x, dx []float64, scale, dscale float64, out, dout []float64) (dloss float64)

//go:autodiff model ForwardFirst out=Dual loss=Const p=Dual x=Const scale=Const
func dOut(p, dp *params, x []float64, scale float64, out, dout []float64) (loss float64)

//go:autodiff model Forward p=Dual x=Const scale=Const out=DualOnly loss=Dual
func dScratch(p, dp *params, x []float64, scale float64, out, dout []float64) (loss, dloss float64)

func TestModel(t *testing.T) {
	in := []any{&params{[]float64{1, 2, 3}, 0.5, 7}, check.Vec(3, -1, 1), 1.5, check.Vec(3, -1, 1)}
	run := func(df any, acts string) {
		t.Helper()
		check.Forward(t, model, df, append([]any{check.Acts(acts), check.Name("model " + acts)}, in...)...)
	}
	run(dAll, "Dual Dual Dual Dual Dual")
	run(dParams, "Dual Const Const Dual Dual")
	run(dInput, "Const Dual Const Dual DualOnly")
	run(dScale, "Const Const Dual Dual Dual")
	run(dTwo, "Const Dual Dual Dual DualOnly")
	run(dOut, "Dual Const Const Dual Const")
	run(dScratch, "Dual Const Const DualOnly Dual")
}

type kinds struct{ a, b float64 }

func every(f float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) float64 {
	r := f*float64(g) + a[0]*s.b + *p*x[1] + m[1][0]*q.a + mp[str]*float64(n)*f
	return math.Sin(r) + f
}

//go:autodiff every Forward Dual Const Const Const Const Const Const Const Const Const Const Dual
func dF(f, df float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Dual Const Const Const Const Const Const Const Const Const Dual
func dG(f float64, g, dg float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Dual Const Const Const Const Const Const Const Const Dual
func dA(f float64, g float32, a, da [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Const Dual Const Const Const Const Const Const Const Dual
func dS(f float64, g float32, a [2]float64, s, ds kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Const Const Dual Const Const Const Const Const Const Dual
func dP(f float64, g float32, a [2]float64, s kinds, p, dp *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Const Const Const Dual Const Const Const Const Const Dual
func dX(f float64, g float32, a [2]float64, s kinds, p *float64, x, dx []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Const Const Const Const Dual Const Const Const Const Dual
func dM(f float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m, dm [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Const Const Const Const Const Dual Const Const Const Dual
func dQ(f float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q, dq *kinds, mp map[string]float64, n int, str string) (float64, float64)

//go:autodiff every Forward Const Const Const Const Const Const Const Const Const Const Const Const
func dNone(f float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) float64

//go:autodiff every Reverse Const Const Const Const Const Const Const Const Const Const Const Const
func revNone(f float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) float64

//go:autodiff every Forward Const Const Const Const Const Const Const Const Const Const Const Dual
func dConst(f float64, g float32, a [2]float64, s kinds, p *float64, x []float64, m [][]float64, q *kinds, mp map[string]float64, n int, str string) (float64, float64)

func TestConst(t *testing.T) {
	a := check.Range(0.5, 1.5)
	for i, df := range []any{dF, dG, dA, dS, dP, dX, dM, dQ, dConst} {
		acts := ""
		for k := range 11 {
			if k == i && k < 8 {
				acts += "Dual "
			} else {
				acts += "Const "
			}
		}
		check.Forward(t, every, df, check.Acts(acts+"Dual"), check.Tol(1e-3), a, 1.25, a, a, a, check.Vec(2, 0, 1), check.Mat(2, 2, 0, 1), a,
			map[string]float64{"k": 2, "l": 3}, 3, "k")
	}
	check.Both(t, every, dNone, revNone, check.Acts("Const Const Const Const Const Const Const Const Const Const Const Const"),
		a, a, a, a, a, check.Vec(2, 0, 1), check.Mat(2, 2, 0, 1), a, map[string]float64{"k": 2}, 3, "k")
}

func byPointer(x *float64, v *[3]float64, s *kinds) float64 {
	*x *= v[1]
	s.a += *x
	return *x*s.b + s.a*v[0]
}

//go:autodiff byPointer Forward DualOnly DualOnly DualOnly DualOnly
func dByPointer(x float64, dx *float64, v [3]float64, dv *[3]float64, s kinds, ds *kinds) float64

//go:autodiff byPointer Reverse DuplicatedOnly DuplicatedOnly DuplicatedOnly ActiveOnly
func revByPointer(x float64, dx *float64, v [3]float64, dv *[3]float64, s kinds, ds *kinds, dret float64)

//go:autodiff byPointer Forward DualOnly Const Dual Dual
func dByPointerMixed(x float64, dx *float64, v *[3]float64, s, ds *kinds) (float64, float64)

//go:autodiff byPointer Reverse DuplicatedOnly Const Duplicated Active
func revByPointerMixed(x float64, dx *float64, v *[3]float64, s, ds *kinds, dret float64) float64

func TestDualOnly(t *testing.T) {
	a := check.Range(0.5, 1.5)
	check.Both(t, byPointer, dByPointer, revByPointer, check.Acts("DualOnly DualOnly DualOnly DualOnly"), a, a, a)
	check.Both(t, byPointer, dByPointerMixed, revByPointerMixed, check.Acts("DualOnly Const Dual Dual"), a, a, a)
}

func (k kinds) value(x float64) float64    { return k.a*x*x + k.b }
func (k *kinds) update(x float64) *float64 { k.a *= x; return &k.b }
func (p *params) dot(x []float64) float64 {
	s := p.b
	for i, w := range p.w {
		s += w * x[i]
	}
	return s
}

//go:autodiff kinds.value Forward Const Dual Dual
func dValueX(k kinds, x, dx float64) (float64, float64)

//go:autodiff kinds.value Reverse Const Active Active
func revValueX(k kinds, x, dret float64) (float64, float64)

//go:autodiff kinds.value Forward k=Dual x=Const return=Dual
func dValueK(k, dk kinds, x float64) (float64, float64)

//go:autodiff kinds.value Reverse k=Active x=Const return=Active
func revValueK(k kinds, x, dret float64) (float64, kinds)

//go:autodiff (*kinds).update Forward
func dUpdate(k, dk *kinds, x, dx float64) (*float64, *float64)

//go:autodiff (*kinds).update Reverse
func revUpdate(k, dk *kinds, x float64) (*float64, float64)

//go:autodiff (*params).dot Forward Dual Const DualOnly
func dDotW(p, dp *params, x []float64) float64

//go:autodiff (*params).dot Reverse Duplicated Const ActiveOnly
func revDotW(p, dp *params, x []float64, dret float64)

func TestMethods(t *testing.T) {
	a := check.Range(0.5, 1.5)
	check.Both(t, kinds.value, dValueX, revValueX, check.Acts("Const Dual Dual"), a, a)
	check.Both(t, kinds.value, dValueK, revValueK, check.Acts("Dual Const Dual"), a, a)
	check.Both(t, (*kinds).update, dUpdate, revUpdate, a, a)
	check.Both(t, (*params).dot, dDotW, revDotW, check.Acts("Dual Const DualOnly"), &params{[]float64{1, 2}, 3, 4}, check.Vec(2, 0, 1))
}

// A body-less method is a derivative, too.

//go:autodiff kinds.value Forward
func (k kinds) dValue(dk kinds, x, dx float64) (float64, float64)

//go:autodiff (*kinds).update Forward Dual Dual Dual
func (k *kinds) dUpdate(dk *kinds, x, dx float64) (*float64, *float64)

func TestMethodsWithoutBody(t *testing.T) {
	a := check.Range(0.5, 1.5)
	check.Forward(t, kinds.value, kinds.dValue, a, a)
	check.Forward(t, (*kinds).update, (*kinds).dUpdate, a, a)
}
