// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arrays and structs as a whole: copied, passed, returned, stored in slices, maps and interface
// values, and written where they come from afterwards.

package corners

import (
	"testing"

	"goenzyme/suite/check"
)

func TestCopies(t *testing.T) {
	t.Run("nbody", func(t *testing.T) { check.Both(t, nbody, dNbody, revNbody, 0.5, 0.4) })
	t.Run("bodies", func(t *testing.T) {
		check.Both(t, bodies, dBodies, revBodies, []planet{{vec3{1, 2, 3}, vec3{0.1, 0.2, 0.3}, 0.5}, {vec3{0.3, 0.2, 0.1}, vec3{1, 0.5, 0.2}, 0.2}}, 0.4)
	})
	t.Run("bodies2", func(t *testing.T) {
		check.Both(t, bodies2, dBodies2, revBodies2, []planet{{vec3{1, 2, 3}, vec3{0.1, 0.2, 0.3}, 0.5}, {vec3{0.3, 0.2, 0.1}, vec3{1, 0.5, 0.2}, 0.2}}, 0.4)
	})
	t.Run("v6s", func(t *testing.T) {
		check.Both(t, v6s, dV6s, revV6s, []vec6{{1, 2, 3, 4, 5, 6}, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, {1, 0.5, 0.2, 0.1, 0.3, 0.7}}, 0.4)
	})
	t.Run("v6copy", func(t *testing.T) {
		check.Both(t, v6copy, dV6copy, revV6copy, []vec6{{1, 2, 3, 4, 5, 6}, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, {1, 0.5, 0.2, 0.1, 0.3, 0.7}}, 0.4)
	})
	t.Run("wStruct", func(t *testing.T) {
		check.Both(t, wStruct, dWStruct, revWStruct, &system{s: [4]planet{{vec3{1, 2, 3}, vec3{0.1, 0.2, 0.3}, 0.5}, {vec3{0.3, 0.2, 0.1}, vec3{1, 0.5, 0.2}, 0.2}}}, 0.4)
	})
	t.Run("mapStructs", func(t *testing.T) { check.Both(t, mapStructs, dMapStructs, revMapStructs, 0.5, 0.4) })
	t.Run("arrCarry", func(t *testing.T) { check.Both(t, arrCarry, dArrCarry, revArrCarry, 0.5, 0.4) })
	t.Run("arrRet", func(t *testing.T) { check.Both(t, arrRet, dArrRet, revArrRet, 0.5, 0.4) })
	t.Run("ifaceArr", func(t *testing.T) { check.Both(t, ifaceArr, dIfaceArr, revIfaceArr, 0.5, 0.4) })
	t.Run("closArr", func(t *testing.T) { check.Both(t, closArr, dClosArr, revClosArr, 0.5, 0.4) })
	t.Run("arrArr", func(t *testing.T) {
		check.Both(t, arrArr, dArrArr, revArrArr, [3]vec3{{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}, {0.7, 0.8, 0.9}}, 0.4)
	})
	t.Run("bigLoopCopy", func(t *testing.T) { check.Both(t, bigLoopCopy, dBigLoopCopy, revBigLoopCopy, 0.5, 0.4) })
	t.Run("sliceOfSlArr", func(t *testing.T) { check.Both(t, sliceOfSlArr, dSliceOfSlArr, revSliceOfSlArr, 0.5, 0.4) })
}

type vec3 [3]float64
type vec6 [6]float64
type planet struct {
	p, v vec3
	m    float64
}
type system struct {
	s [4]planet
	n int
	e *planet
}

func (a vec3) add(b vec3) vec3 {
	for i := range a {
		a[i] += b[i]
	}
	return a
}
func (a vec3) dot(b vec3) (s float64) {
	for i := range a {
		s += a[i] * b[i]
	}
	return
}
func (a vec3) sc(k float64) vec3 { return vec3{a[0] * k, a[1] * k, a[2] * k} }

//go:noinline
func addN(a, b vec6) vec6 {
	for i := range a {
		a[i] += b[i] * b[(i+1)%6]
	}
	return a
}

//go:noinline
func step(s planet, dt float64) planet { s.p = s.p.add(s.v.sc(dt)); s.v = s.v.sc(1 - dt*s.m); return s }

//go:noinline
func stepP(s *planet, dt float64) { t := *s; s.p = t.p.add(t.v.sc(dt)); s.v = t.p.sc(-dt) }

//go:autodiff dNbody Forward
//go:autodiff revNbody Reverse
func nbody(x, y float64) float64 {
	var b [4]planet
	for i := range b {
		b[i] = planet{vec3{x * float64(i), y, 1}, vec3{y, x * float64(i), 0}, 0.1}
	}
	for range 3 {
		old := b
		for i := range b {
			for j := range old {
				if i != j {
					d := old[j].p.add(old[i].p.sc(-1))
					b[i].v = b[i].v.add(d.sc(0.01 / (1 + d.dot(d))))
				}
			}
		}
		for i := range b {
			b[i] = step(b[i], 0.1)
		}
	}
	e := 0.0
	for _, s := range b {
		e += s.v.dot(s.v) + s.p.dot(s.v)
	}
	return e
}

//go:autodiff dBodies Forward
//go:autodiff revBodies Reverse
func bodies(b []planet, x float64) float64 {
	e := 0.0
	for i := range b {
		c := b[i]
		e += c.p.dot(c.v) * c.m
	}
	b[0].m = x
	for i := range b {
		c := b[i].p
		e += c[0] * c[2]
	}
	b[1].p = b[0].v
	for i := range b {
		stepP(&b[i], x)
	}
	for _, c := range b {
		e += c.p.dot(c.v)
	}
	return e
}

//go:autodiff dBodies2 Forward
//go:autodiff revBodies2 Reverse
func bodies2(b []planet, x float64) float64 {
	e := 0.0
	for i := range b {
		for j := range b {
			c, d := b[i], b[j]
			e += c.p.dot(d.v) * d.m
		}
		b[i].v = b[i].p.sc(x)
	}
	b[0], b[1] = b[1], b[0]
	for i := range b {
		c := b[i]
		e += c.v.dot(c.p)
		b[i].p[i] = e
	}
	return e
}

//go:autodiff dV6s Forward
//go:autodiff revV6s Reverse
func v6s(a []vec6, x float64) float64 {
	s := vec6{}
	for i := range a {
		s = addN(s, a[i])
	}
	a[1] = s
	t := 0.0
	for i := range a {
		c := a[i]
		for j := range c {
			t += c[j] * s[5-j] * x
		}
	}
	a[2][3] = t * 1e-3
	for i := range a {
		c := a[i]
		t += c[3] * c[i]
	}
	a[0] = vec6{t}
	return t + a[0][0]*1e-3
}

//go:autodiff dV6copy Forward
//go:autodiff revV6copy Reverse
func v6copy(a []vec6, x float64) float64 {
	t := 0.0
	for i := range a {
		c := a[i]
		d := c
		d[0] *= x
		t += c[0]*d[1] + d[0]*c[2]
	}
	copy(a, a[1:])
	for i := range a {
		c := a[i]
		t += c[4] * c[5]
	}
	clear(a[:1])
	for i := range a {
		c := a[i]
		t += c[1]
	}
	return t
}

//go:autodiff dWStruct Forward
//go:autodiff revWStruct Reverse
func wStruct(w *system, x float64) float64 {
	e := 0.0
	for i := range w.s {
		c := w.s[i]
		e += c.p.dot(c.v) * (c.m + x)
	}
	w.e = &w.s[2]
	*w.e = w.s[1]
	w.e.m += e
	for i := range w.s {
		c := w.s[i]
		e += c.p[0] * c.m
	}
	o := *w
	o.s[0].m = x
	w.s[3] = o.s[0]
	for i := range w.s {
		c := w.s[i]
		d := o.s[i]
		e += c.m*d.m + c.p[1]*d.v[1]
	}
	return e
}

//go:autodiff dMapStructs Forward
//go:autodiff revMapStructs Reverse
func mapStructs(x, y float64) float64 {
	m := map[int]planet{}
	for i := range 4 {
		m[i%3] = planet{vec3{x, y, float64(i)}, vec3{y, x, 1}, x * y}
	}
	e := 0.0
	for i := range 3 {
		c := m[i]
		e += c.p.dot(c.v) * c.m
		c.m = e
		m[(i+1)%3] = c
	}
	delete(m, 0)
	for i := range 3 {
		c := m[i]
		e += c.m * c.p[0]
	}
	m[0] = m[1]
	clear(m)
	for i := range 3 {
		c := m[i]
		e += c.m
	}
	return e
}

//go:autodiff dArrCarry Forward
//go:autodiff revArrCarry Reverse
func arrCarry(x, y float64) float64 {
	a := vec6{x, y, x * y, 1, 2, 3}
	b := a
	for i := range 5 {
		a, b = b, a
		a[i] += b[i+1] * x
		if i == 2 {
			b = a
			b[0] = y
		}
	}
	c := [2]vec6{a, b}
	for i := range c {
		d := c[1-i]
		c[i][i] *= d[2]
		c[i] = addN(c[i], d)
	}
	return c[0][1]*c[1][2] + a[3]*b[0]
}

//go:autodiff dArrRet Forward
//go:autodiff revArrRet Reverse
func arrRet(x, y float64) float64 {
	f := func(k int) (vec6, planet) {
		var a vec6
		for i := range a {
			a[i] = x * float64(i+k)
		}
		return a, planet{vec3{a[1], a[2], y}, vec3{}, a[3]}
	}
	s := 0.0
	var last planet
	for k := range 4 {
		a, t := f(k)
		s += a[k]*t.m + t.p.dot(last.p)
		last = t
		x += 0.1 * a[1]
	}
	return s * last.m
}

//go:autodiff dIfaceArr Forward
//go:autodiff revIfaceArr Reverse
func ifaceArr(x, y float64) float64 {
	is := []any{vec6{x, y}, planet{vec3{x}, vec3{y}, x * y}, &planet{m: x}, vec3{1, x, y}}
	s := 0.0
	for k := range 8 {
		switch v := is[k%4].(type) {
		case vec6:
			s += v[0] * v[1]
			v[0] = s
			is[0] = v
		case planet:
			s += v.m * v.p[0]
			v.m += s
			is[1] = v
		case *planet:
			v.m *= s
			s += v.m
		case vec3:
			s += v.dot(v)
			is[3] = v.add(v)
		}
	}
	return s
}

//go:autodiff dClosArr Forward
//go:autodiff revClosArr Reverse
func closArr(x, y float64) float64 {
	a := vec6{x, y, x * y}
	get := func() vec6 { return a }
	set := func(i int, v float64) { a[i%6] = v }
	s := 0.0
	for i := range 6 {
		b := get()
		s += b[i]*b[(i+2)%6] + x
		set(i+3, s)
	}
	c := a
	set(0, 9)
	return s*c[0] + a[0]*a[4]
}

//go:autodiff dArrArr Forward
//go:autodiff revArrArr Reverse
func arrArr(a [3]vec3, x float64) (b [3]vec3, s float64) {
	b = a
	for i := range a {
		r := b[i]
		b[(i+1)%3] = r.add(a[i].sc(x))
		s += r[0] * r[2]
	}
	a[0] = b[1]
	b[2][2] = s
	for i := range b {
		r := a[i]
		s += r.dot(b[2-i])
	}
	return b, s
}

//go:autodiff dBigLoopCopy Forward
//go:autodiff revBigLoopCopy Reverse
func bigLoopCopy(x, y float64) float64 {
	type L struct {
		a [64]float64
		k float64
	}
	var ls [3]L
	for i := range ls {
		for j := range ls[i].a {
			ls[i].a[j] = x*float64(j) + y
		}
		ls[i].k = x
	}
	s := 0.0
	for i := range ls {
		l := ls[i]
		s += l.a[i] * l.a[63] * l.k
	}
	ls[1] = ls[0]
	ls[0].a[0] = s
	for _, l := range ls {
		s += l.a[0] * l.k
	}
	p := &ls[2]
	*p = ls[0]
	p.k = s
	for i := range ls {
		l := &ls[i]
		s += l.k * l.a[1]
	}
	return s * 1e-3
}

//go:autodiff dSliceOfSlArr Forward
//go:autodiff revSliceOfSlArr Reverse
func sliceOfSlArr(x, y float64) float64 {
	v := make([][]vec3, 3)
	for i := range v {
		for j := range i + 1 {
			v[i] = append(v[i], vec3{x, y, float64(j)})
		}
	}
	s := 0.0
	for i := range v {
		for j := range v[i] {
			c := v[i][j]
			s += c[0]*c[1] + c[2]*x
		}
		v[i][0][1] = s
	}
	v[0], v[2] = v[2], v[0]
	for _, r := range v {
		for _, c := range r {
			s += c[1] * c[0] * 0.1
		}
	}
	v[1] = append(v[1][:1], v[0]...)
	v[1][1][0] *= s
	for _, r := range v {
		c := r[len(r)-1]
		s += c.dot(r[0])
	}
	return s
}
