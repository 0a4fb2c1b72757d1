// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Defined types, shadowed names, and names that look like something else.

package names

import (
	m "math"
	"testing"

	. "goenzyme/suite/check"
)

type (
	celsius    float64
	fahrenheit = float64
	short      float32
	vec        []float64
	mat        []vec
	quad       [4]celsius
	reading    struct {
		celsius
		at fahrenheit
	}
	float64x = float64
	readings map[string]celsius
	op       int
	ref      *float64
	nodes    []*node
	node     struct {
		v    celsius
		kids nodes
	}
)

func (c celsius) toF() fahrenheit { return fahrenheit(c)*9/5 + 32 }

func (v vec) norm() float64 {
	s := 0.0
	for _, x := range v {
		s += x * x
	}
	return m.Sqrt(s)
}

func (a mat) mul(x vec) vec {
	y := make(vec, len(a))
	for i, row := range a {
		for j, v := range row {
			y[i] += v * x[j]
		}
	}
	return y
}

func convert(c celsius) fahrenheit { return c.toF() }

func cool(q quad, by short) quad {
	for i := range q {
		q[i] -= celsius(by) * q[(i+1)%4]
	}
	return q
}

func measure(r reading) (reading, celsius) {
	r.at *= float64(r.celsius)
	return r, r.celsius * celsius(r.at)
}

func project(a mat, x vec) (y vec, n float64) {
	y = a.mul(x)
	n = y.norm()
	return
}

func aliased(x float64x) float64 { return x * x }

func tree(n *node) celsius {
	s := n.v * n.v
	for _, k := range n.kids {
		s += tree(k) / 2
	}
	return s
}

func byRef(r ref) float64 {
	*r *= 3
	return *r * *r
}

func shadows(len, cap float64, float64 float64x, math []float64x) (make float64x) {
	append := len * cap
	for copy, new := range math {
		append := append + new
		if copy > 0 {
			len := append * float64
			make += len
			continue
		}
		make -= append
	}
	return make * len
}

func redeclared(x float64) float64 {
	y := x
	if y := y * 2; y > 0 {
		y, z := y*x, y+1
		x := y * z
		return x
	}
	for y := range 3 {
		x := x + float64(y)
		_ = x
	}
	switch x := y * 3; {
	case x < -1:
		x := x * x
		return x
	}
	return y
}

func type_(x float64, d float64, dx float64) float64 { return x*d + dx }

func π(α, β float64) float64 { return α*m.Sin(β) + m.Pi }

func _ignored(x_, __ float64) float64 { return x_ * __ * x_ }

type T struct{ x float64 }

func (x T) f(T float64) float64 { return x.x * T }

func use(x float64) float64 {
	type T struct{ y float64 }
	t := T{x}
	return t.y * t.y
}

func use2(x float64) float64 {
	type T struct{ a, b float64 }
	t := T{x, x * x}
	{
		type T [2]float64
		u := T{t.a, t.b}
		return u[0] * u[1]
	}
}

//go:autodiff convert Forward Dual Dual
func dConvert(c, dc celsius) (fahrenheit, fahrenheit)

//go:autodiff convert Reverse Active Active
func revConvert(c celsius, dret fahrenheit) (fahrenheit, celsius)

//go:autodiff celsius.toF Forward Dual Dual
func dToF(c, dc celsius) (float64, float64)

//go:autodiff celsius.toF Reverse Active Active
func revToF(p0 celsius, dret fahrenheit) (fahrenheit, celsius)

//go:autodiff cool Forward
func dCool(q, dq quad, by, dby short) (quad, quad)

//go:autodiff cool Reverse
func revCool(q quad, by short, dret quad) (quad, quad, short)

//go:autodiff measure Forward
func dMeasure(r, dr reading) (reading, reading, celsius, celsius)

//go:autodiff measure Reverse
func revMeasure(r, dret1 reading, dret2 celsius) (reading, celsius, reading)

//go:autodiff project Forward
func dProject(a, da mat, x, dx vec) (y, dy vec, n, dn float64)

//go:autodiff project Reverse
func revProject(a, da mat, x, dx vec, dn float64) (vec, float64)

//go:autodiff aliased Forward
func dAliased(x, dx float64) (float64, float64x)

//go:autodiff aliased Reverse
func revAliased(x float64x, dret float64) (float64, float64x)

//go:autodiff tree Forward
func dTree(n, dn *node) (celsius, celsius)

//go:autodiff tree Reverse
func revTree(n, dn *node, dret celsius) celsius

//go:autodiff byRef Forward
func dByRef(r, dr ref) (float64, float64)

//go:autodiff byRef Reverse
func revByRef(r, dr ref, dret float64) float64

//go:autodiff shadows Forward
func dShadows(a, da, b, db, c, dc float64, x, dx []float64) (float64, float64)

//go:autodiff shadows Reverse
func revShadows(len, cap float64, float64 float64x, math, dmath []float64x, dmake float64x) (float64x, float64, float64, float64x)

//go:autodiff redeclared Forward
func dRedeclared(x, dx float64) (float64, float64)

//go:autodiff redeclared Reverse
func revRedeclared(x, dret float64) (float64, float64)

//go:autodiff type_ Forward
func dType_(a, da, b, db, c, dc float64) (float64, float64)

//go:autodiff type_ Reverse
func revType_(x, d, dx, dret float64) (float64, float64, float64, float64)

//go:autodiff π Forward
func dπ(α, dα, β, dβ float64) (float64, float64)

//go:autodiff π Reverse
func revDπ(α, β, dret float64) (float64, float64, float64)

//go:autodiff _ignored Forward
func d_ignored(x, dx, y, dy float64) (float64, float64)

//go:autodiff _ignored Reverse
func revD_ignored(x_, __, dret float64) (float64, float64, float64)

//go:autodiff T.f Forward
func dTf(x, dx T, t, dt float64) (float64, float64)

//go:autodiff T.f Reverse
func revTf(x T, T, dret float64) (float64, T, float64)

//go:autodiff use Forward
func dUse(x, dx float64) (float64, float64)

//go:autodiff use Reverse
func revUse(x, dret float64) (float64, float64)

//go:autodiff use2 Forward
func dUse2(x, dx float64) (float64, float64)

//go:autodiff use2 Reverse
func revUse2(x, dret float64) (float64, float64)

// A derivative whose parameters are called like packages, types and primals.
//
//go:autodiff aliased Forward
func dHidden(aliased, m float64) (_, _ float64)

//go:autodiff aliased Reverse
func revHidden(x float64x, dret float64) (float64, float64x)

//go:autodiff aliased Forward
func dNoNames(float64, float64) (float64, float64)

//go:autodiff aliased Reverse
func revNoNames(x float64x, dret float64) (float64, float64x)

//go:autodiff aliased Forward
func dBlanks(_, _ float64) (_ float64, _ float64)

//go:autodiff aliased Reverse
func revBlanks(x float64x, dret float64) (float64, float64x)

func Test(t *testing.T) {
	a := Range(-2, 2)
	Both(t, convert, dConvert, revConvert, a)
	Both(t, celsius.toF, dToF, revToF, a)
	Both(t, cool, dCool, revCool, a, a)
	Both(t, measure, dMeasure, revMeasure, a)
	Both(t, project, dProject, revProject, Mat(3, 2, -1, 1), Vec(2, -1, 1))
	Both(t, aliased, dAliased, revAliased, a)
	Both(t, tree, dTree, revTree, &node{1, nodes{{2, nil}, {3, nodes{{4, nil}}}}})
	Both(t, byRef, dByRef, revByRef, ref(new(float64)))
	Both(t, shadows, dShadows, revShadows, a, a, a, Vec(4, -1, 1))
	Both(t, redeclared, dRedeclared, revRedeclared, 1.0)
	Both(t, redeclared, dRedeclared, revRedeclared, -1.0)
	Both(t, redeclared, dRedeclared, revRedeclared, -0.1)
	Both(t, type_, dType_, revType_, a, a, a)
	Both(t, π, dπ, revDπ, a, a)
	Both(t, _ignored, d_ignored, revD_ignored, a, a)
	Both(t, T.f, dTf, revTf, a, a)
	Both(t, use, dUse, revUse, a)
	Both(t, use2, dUse2, revUse2, a)
	Both(t, aliased, dHidden, revHidden, a)
	Both(t, aliased, dNoNames, revNoNames, a)
	Both(t, aliased, dBlanks, revBlanks, a)
}
