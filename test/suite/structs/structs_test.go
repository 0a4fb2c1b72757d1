// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arrays and structs by value and by pointer, nested and embedded.

package structs

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type vec3 struct{ X, Y, Z float64 }

type mat2 [2][2]float64

type body struct {
	pos, vel vec3
	mass     float64
	id       int
	name     string
}

type base struct {
	scale float64
	bias  float64
}

type derived struct {
	base
	*vec3
	w [3]float64
}

type deep struct {
	a struct {
		b struct {
			c [2]struct{ d float64 }
		}
	}
	e float32
}

func norm(v vec3) float64 { return math.Sqrt(v.X*v.X + v.Y*v.Y + v.Z*v.Z) }

func cross(a, b vec3) vec3 {
	return vec3{a.Y*b.Z - a.Z*b.Y, a.Z*b.X - a.X*b.Z, a.X*b.Y - a.Y*b.X}
}

func normalize(v *vec3) {
	n := norm(*v)
	v.X /= n
	v.Y /= n
	v.Z /= n
}

func fields(v *vec3) float64 {
	w := *v
	w.X *= 2
	v.Y = w.X * v.Z
	p := &w
	p.Z += v.Y
	return w.X*w.Y + w.Z
}

func update(b body, dt float64) body {
	b.pos.X += b.vel.X * dt
	b.pos.Y += b.vel.Y * dt
	b.pos.Z += b.vel.Z*dt - dt*dt/2
	b.mass *= 1 - dt*0.1
	b.id++
	b.name += "!"
	return b
}

func step(b *body, dt float64) {
	b.pos = vec3{b.pos.X + dt*b.vel.X, b.pos.Y + dt*b.vel.Y, b.pos.Z}
	b.vel.Z -= dt * b.mass
	b.id++
}

func energy(b *body) (kinetic, potential float64) {
	kinetic = b.mass * (b.vel.X*b.vel.X + b.vel.Y*b.vel.Y + b.vel.Z*b.vel.Z) / 2
	potential = b.mass * 9.81 * b.pos.Z
	return
}

func embedded(d *derived) float64 {
	s := d.scale*d.X + d.bias*d.Y
	for i, w := range d.w {
		s += w * float64(i) * d.Z
	}
	d.bias = s
	return s * s
}

func nestedDeep(d deep, x float64) deep {
	d.a.b.c[1].d *= x
	d.a.b.c[0].d += d.a.b.c[1].d
	d.e = d.e * 2
	return d
}

func det(m mat2) float64 { return m[0][0]*m[1][1] - m[0][1]*m[1][0] }

func mul2(a, b mat2) mat2 {
	var c mat2
	for i := range c {
		for j := range c[i] {
			for k := range b {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return c
}

func transpose(m *mat2) {
	m[0][1], m[1][0] = m[1][0], m[0][1]*2
}

func arrayIndex(a [5]float64, i int, x float64) float64 {
	a[i] = x * a[(i+1)%5]
	s := 0.0
	for k := len(a) - 1; k >= 0; k-- {
		s = s*1.5 + a[k]
	}
	return s
}

func arrayCopy(a [4]float64, x float64) [4]float64 {
	b := a
	b[2] = a[1] * x
	a = b
	a[0] += b[2]
	return a
}

func arrayOfStructs(a [3]vec3) vec3 {
	var s vec3
	for _, v := range a {
		s.X += v.X * v.Y
		s.Y += v.Y * v.Z
		s.Z -= v.Z
	}
	return s
}

func pointerToArray(a *[4]float64) float64 {
	s := 0.0
	for i := range a {
		a[i] *= a[i]
		s += a[i]
	}
	return s
}

func arraySlice(x float64) float64 {
	var buf [8]float64
	s := buf[2:5]
	for i := range s {
		s[i] = x * float64(i+1)
	}
	t := 0.0
	for _, v := range buf {
		t += v * v
	}
	return t
}

func anonymous(x, y float64) struct{ Sum, Prod float64 } {
	p := struct{ a, b float64 }{x, y}
	return struct{ Sum, Prod float64 }{p.a + p.b, p.a * p.b}
}

func one(a [1]float64) [1]struct{ V float64 } {
	return [1]struct{ V float64 }{{a[0] * a[0]}}
}

func choose(a, b vec3, first bool) vec3 {
	r := a
	if !first {
		r = b
	}
	r.X *= r.Y
	return r
}

func chooseRef(a, b *vec3, first bool) float64 {
	p := a
	if !first {
		p = b
	}
	p.X = p.Y * p.Z
	return p.X + a.X*b.X
}

func literals(x float64) float64 {
	vs := [...]vec3{{X: x}, {Y: x * x}, 2: {x, 1, 2}}
	m := mat2{{x, 1}, {2, x}}
	return vs[0].X*vs[1].Y + vs[2].X*vs[2].Z + det(m)
}

func compare(a, b vec3) float64 {
	if a == b {
		return a.X * 2
	}
	return a.X * b.Y
}

func zeroed(v *vec3, x float64) float64 {
	*v = vec3{}
	v.Y = x
	return v.X + v.Y*v.Y
}

func copies(b *body, c *body) float64 {
	t := *b
	*b = *c
	*c = t
	b.mass *= 2
	return b.mass * c.mass
}

type pair[T any] struct{ a, b T }

func genericStruct(p pair[vec3]) pair[float64] {
	return pair[float64]{p.a.X * p.b.X, p.a.Y - p.b.Z}
}

//go:autodiff norm Forward Dual Dual
func dNorm(v, dv vec3) (float64, float64)

//go:autodiff norm Reverse Active Active
func revNorm(v vec3, dret float64) (float64, vec3)

//go:autodiff cross Forward Dual Dual Dual
func dCross(a, da, b, db vec3) (vec3, vec3)

//go:autodiff cross Reverse Active Active Active
func revCross(a, b, dret vec3) (vec3, vec3, vec3)

//go:autodiff normalize Forward Dual
func dNormalize(v, dv *vec3)

//go:autodiff normalize Reverse Duplicated
func revNormalize(v, dv *vec3)

//go:autodiff fields Forward
func dFields(v, dv *vec3) (float64, float64)

//go:autodiff fields Reverse
func revFields(v, dv *vec3, dret float64) float64

//go:autodiff update Forward
func dUpdate(b, db body, dt, ddt float64) (body, body)

//go:autodiff update Reverse
func revUpdate(b body, dt float64, dret body) (body, body, float64)

//go:autodiff step Forward
func dStep(b, db *body, dt, ddt float64)

//go:autodiff step Reverse
func revStep(b, db *body, dt float64) float64

//go:autodiff energy Forward
func dEnergy(b, db *body) (kinetic, dkinetic, potential, dpotential float64)

//go:autodiff energy Reverse
func revEnergy(b, db *body, dkinetic, dpotential float64) (float64, float64)

//go:autodiff embedded Forward
func dEmbedded(d, dd *derived) (float64, float64)

//go:autodiff embedded Reverse
func revEmbedded(d, dd *derived, dret float64) float64

//go:autodiff nestedDeep Forward
func dNestedDeep(d, dd deep, x, dx float64) (deep, deep)

//go:autodiff nestedDeep Reverse
func revNestedDeep(d deep, x float64, dret deep) (deep, deep, float64)

//go:autodiff det Forward
func dDet(m, dm mat2) (float64, float64)

//go:autodiff det Reverse
func revDet(m mat2, dret float64) (float64, mat2)

//go:autodiff mul2 Forward
func dMul2(a, da, b, db mat2) (mat2, mat2)

//go:autodiff mul2 Reverse
func revMul2(a, b, dret mat2) (mat2, mat2, mat2)

//go:autodiff transpose Forward
func dTranspose(m, dm *mat2)

//go:autodiff transpose Reverse
func revTranspose(m, dm *mat2)

//go:autodiff arrayIndex Forward
func dArrayIndex(a, da [5]float64, i int, x, dx float64) (float64, float64)

//go:autodiff arrayIndex Reverse
func revArrayIndex(a [5]float64, i int, x, dret float64) (float64, [5]float64, float64)

//go:autodiff arrayCopy Forward
func dArrayCopy(a, da [4]float64, x, dx float64) ([4]float64, [4]float64)

//go:autodiff arrayCopy Reverse
func revArrayCopy(a [4]float64, x float64, dret [4]float64) ([4]float64, [4]float64, float64)

//go:autodiff arrayOfStructs Forward
func dArrayOfStructs(a, da [3]vec3) (vec3, vec3)

//go:autodiff arrayOfStructs Reverse
func revArrayOfStructs(a [3]vec3, dret vec3) (vec3, [3]vec3)

//go:autodiff pointerToArray Forward
func dPointerToArray(a, da *[4]float64) (float64, float64)

//go:autodiff pointerToArray Reverse
func revPointerToArray(a, da *[4]float64, dret float64) float64

//go:autodiff arraySlice Forward
func dArraySlice(x, dx float64) (float64, float64)

//go:autodiff arraySlice Reverse
func revArraySlice(x, dret float64) (float64, float64)

//go:autodiff anonymous Forward
func dAnonymous(x, dx, y, dy float64) (struct{ Sum, Prod float64 }, struct{ Sum, Prod float64 })

//go:autodiff anonymous Reverse
func revAnonymous(x, y float64, dret struct {
	Sum  float64
	Prod float64
}) (struct {
	Sum  float64
	Prod float64
}, float64, float64)

//go:autodiff one Forward
func dOne(a, da [1]float64) ([1]struct{ V float64 }, [1]struct{ V float64 })

//go:autodiff one Reverse
func revOne(a [1]float64, dret [1]struct{ V float64 }) ([1]struct{ V float64 }, [1]float64)

//go:autodiff choose Forward
func dChoose(a, da, b, db vec3, first bool) (vec3, vec3)

//go:autodiff choose Reverse
func revChoose(a, b vec3, first bool, dret vec3) (vec3, vec3, vec3)

//go:autodiff chooseRef Forward
func dChooseRef(a, da, b, db *vec3, first bool) (float64, float64)

//go:autodiff chooseRef Reverse
func revChooseRef(a, da, b, db *vec3, first bool, dret float64) float64

//go:autodiff literals Forward
func dLiterals(x, dx float64) (float64, float64)

//go:autodiff literals Reverse
func revLiterals(x, dret float64) (float64, float64)

//go:autodiff compare Forward
func dCompare(a, da, b, db vec3) (float64, float64)

//go:autodiff compare Reverse
func revCompare(a, b vec3, dret float64) (float64, vec3, vec3)

//go:autodiff zeroed Forward
func dZeroed(v, dv *vec3, x, dx float64) (float64, float64)

//go:autodiff zeroed Reverse
func revZeroed(v, dv *vec3, x, dret float64) (float64, float64)

//go:autodiff copies Forward
func dCopies(b, db, c, dc *body) (float64, float64)

//go:autodiff copies Reverse
func revCopies(b, db, c, dc *body, dret float64) float64

//go:autodiff genericStruct Forward
func dGenericStruct(p, dp pair[vec3]) (pair[float64], pair[float64])

//go:autodiff genericStruct Reverse
func revGenericStruct(p pair[vec3], dret pair[float64]) (pair[float64], pair[vec3])

var (
	any64    = check.Range(-2, 2)
	pos      = check.Range(0.5, 2)
	aBody    = body{vec3{1, 2, 3}, vec3{-1, 0.5, 2}, 2, 7, "b"}
	derived1 = derived{base{1, 2}, &vec3{3, 4, 5}, [3]float64{1, 2, 3}}
)

func TestStructs(t *testing.T) {
	check.Both(t, norm, dNorm, revNorm, any64)
	check.Both(t, cross, dCross, revCross, any64, any64)
	check.Both(t, normalize, dNormalize, revNormalize, pos)
	check.Both(t, fields, dFields, revFields, any64)
	check.Both(t, update, dUpdate, revUpdate, aBody, 0.1)
	check.Both(t, step, dStep, revStep, &aBody, 0.1)
	check.Both(t, energy, dEnergy, revEnergy, &aBody)
	check.Both(t, embedded, dEmbedded, revEmbedded, &derived1)
	check.Both(t, nestedDeep, dNestedDeep, revNestedDeep, pos, pos)
	check.Both(t, anonymous, dAnonymous, revAnonymous, any64, any64)
	check.Both(t, choose, dChoose, revChoose, any64, any64, true)
	check.Both(t, choose, dChoose, revChoose, any64, any64, false)
	check.Both(t, chooseRef, dChooseRef, revChooseRef, any64, any64, true)
	check.Both(t, chooseRef, dChooseRef, revChooseRef, any64, any64, false)
	check.Both(t, literals, dLiterals, revLiterals, any64)
	check.Both(t, compare, dCompare, revCompare, any64, any64)
	check.Both(t, zeroed, dZeroed, revZeroed, any64, any64)
	check.Both(t, copies, dCopies, revCopies, &aBody, &body{vec3{4, 5, 6}, vec3{7, 8, 9}, 10, 11, "c"})
	check.Both(t, genericStruct, dGenericStruct, revGenericStruct, any64)
}

func TestArrays(t *testing.T) {
	check.Both(t, det, dDet, revDet, any64)
	check.Both(t, mul2, dMul2, revMul2, any64, any64)
	check.Both(t, transpose, dTranspose, revTranspose, any64)
	for i := range 5 {
		check.Both(t, arrayIndex, dArrayIndex, revArrayIndex, any64, i, any64)
	}
	check.Both(t, arrayCopy, dArrayCopy, revArrayCopy, any64, any64)
	check.Both(t, arrayOfStructs, dArrayOfStructs, revArrayOfStructs, any64)
	check.Both(t, pointerToArray, dPointerToArray, revPointerToArray, any64)
	check.Both(t, arraySlice, dArraySlice, revArraySlice, any64)
	check.Both(t, one, dOne, revOne, any64)
}
