// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls: recursion, what devirtualises, variadics, generics, many parameters.

package programs

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"testing"

	"goenzyme/suite/check"
)

type shape interface {
	area() float64
	scale(k float64)
}

type circle struct{ r float64 }

func (c *circle) area() float64   { return math.Pi * c.r * c.r }
func (c *circle) scale(k float64) { c.r *= k }

//go:autodiff dDevirtual Forward
func devirtual(r, k float64) float64 {
	var s shape = &circle{r}
	s.scale(k)
	return s.area()
}

//go:autodiff dBoxes Forward
func boxes(x float64, n int) float64 {
	var v any = n
	if n > 1 {
		v = "text"
	}
	switch v := v.(type) {
	case int:
		return x * float64(v)
	case string:
		return x * x * float64(len(v))
	}
	return 0
}

var errRange = errors.New("out of range")

//go:autodiff dErrors Forward
func errs(x float64) (y float64, err error) {
	if x > 2 {
		return x, errRange
	}
	if x < -2 {
		return 0, fmt.Errorf("wrapped: %w", errRange)
	}
	if y, err = root(x); err != nil {
		return y * 2, fmt.Errorf("root of %d: %w", int(x), err)
	}
	return
}

func root(x float64) (float64, error) {
	if x < 0 {
		return -x, errors.New("negative")
	}
	return math.Sqrt(x), nil
}

//go:autodiff dBare Forward
func bare(x, y float64) (s, p float64, n int, v vec3) {
	s, p = x, y
	for i := range 3 {
		s, p = p, s*p
		n += i
		v.x += s
		if v.y = p; p > 5 {
			v.z = x
			return
		}
	}
	v = vec3{v.z, v.y, v.x}
	return
}

//go:autodiff dRecSlices Forward
func recSlices(x []float64) float64 {
	switch len(x) {
	case 0:
		return 1
	case 1:
		return x[0]
	}
	m := len(x) / 2
	a, b := recSlices(x[:m]), recSlices(x[m:])
	x[0] *= b
	return a*b + x[len(x)-1]
}

type pair struct {
	a, b float64
	n    int
}

//go:autodiff dEven Forward
func even(p pair) pair {
	if p.n == 0 {
		return p
	}
	return odd(pair{p.b, p.a * p.b, p.n - 1})
}

func odd(p pair) pair {
	if p.n == 0 {
		return pair{p.b, p.a, -1}
	}
	q := even(pair{p.a + p.b, math.Sin(p.a), p.n - 1})
	q.a *= p.b
	return q
}

//go:autodiff dAckermann Forward
func ackermann(m, n int, x float64) float64 {
	if m == 0 {
		return x + float64(n)*x*x
	}
	if n == 0 {
		return ackermann(m-1, 1, x)
	}
	return math.Sqrt(1 + ackermann(m-1, n-1, x*ackermann(m, n-1, x*0.5)*0.01))
}

func total(xs ...float64) float64 {
	s := 0.0
	for i, x := range xs {
		s += x * float64(i+1)
	}
	if len(xs) > 0 {
		xs[0] = s
	}
	return s
}

func forward(k float64, xs ...float64) float64 { return k * total(xs...) }

//go:autodiff dVariadics Forward
func variadics(x, y float64, zs ...float64) float64 {
	a := forward(x)
	b := forward(x, y)
	c := forward(y, x, y, x*y)
	d := forward(1, zs...)
	e := forward(2, append(zs, x)...)
	return a + b*c + d*e + zs[0]
}

type number interface{ ~float32 | ~float64 }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

//go:autodiff dStack Forward
func rpn(prog string, x, y float64) float64 {
	var s stack[float64]
	for _, c := range prog {
		switch c {
		case 'x':
			s.push(x)
		case 'y':
			s.push(y)
		case '+', '*', '-':
			b, _ := s.pop()
			a, ok := s.pop()
			if !ok {
				a = 1
			}
			switch c {
			case '+':
				s.push(a + b)
			case '*':
				s.push(a * b)
			case '-':
				s.push(a - b)
			}
		case 'd':
			s.push(s.items[len(s.items)-1])
		}
	}
	v, _ := s.pop()
	return v
}

type matrix[T number] struct {
	rows, cols int
	data       []T
}

func newMatrix[T number](r, c int) *matrix[T] {
	return &matrix[T]{r, c, make([]T, r*c)}
}

func (m *matrix[T]) at(i, j int) *T { return &m.data[i*m.cols+j] }

func (m *matrix[T]) mul(n *matrix[T]) *matrix[T] {
	p := newMatrix[T](m.rows, n.cols)
	for i := range m.rows {
		for j := range n.cols {
			for k := range m.cols {
				*p.at(i, j) += *m.at(i, k) * *n.at(k, j)
			}
		}
	}
	return p
}

type celsius float32

//go:autodiff dMatrix Forward
func matrices(x float64, c celsius) float64 {
	m := newMatrix[float64](2, 2)
	m.data = append(m.data[:0], x, 1, x*x, 2)
	n := newMatrix[celsius](2, 2)
	copy(n.data, []celsius{c, 2, 3, c * c})
	return *m.mul(m).at(1, 0) + float64(*n.mul(n).at(0, 1))
}

func mapOf[T, U any](xs []T, f func(T) U) []U {
	ys := make([]U, 0, len(xs))
	for _, x := range xs {
		ys = append(ys, f(x))
	}
	return ys
}

//go:autodiff dMapOf Forward
func mapped(x []float64, k float64) float64 {
	s := 0.0
	for _, y := range mapOf(x, func(v float64) float64 { return v * v * k }) {
		s += y
	}
	return s
}

func clamp[T cmp.Ordered](x, lo, hi T) T { return min(max(x, lo), hi) }

func norm[V ~[]T, T number](v V) T {
	var s T
	for _, x := range v {
		s += x * x
	}
	return T(math.Sqrt(float64(s)))
}

type vector []float64

//go:autodiff dConstraints Forward
func constraints(v vector, w []float32, x float64) float64 {
	return norm(v)*clamp(x, 0.1, 0.7) + float64(norm(w))*clamp(x, x*x, 5)
}

type option[T any] struct {
	v  T
	ok bool
}

func (o option[T]) or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}

//go:autodiff dOption Forward
func options(x, y float64, k int) float64 {
	o := option[vec3]{vec3{x, y, x * y}, k > 0}
	p := option[[2]float64]{v: [2]float64{y, x}}
	v := o.or(vec3{y, y, 1})
	return v.x*v.z + p.or([2]float64{x, 3})[0]
}

//go:autodiff dMany Forward
func many(a float64, b float32, c int, d, e float64, f vec3, g []float64, h *vec3, i string, j float64,
	k float32, l [3]float64, m bool, n, o, p, q, r, s, t, u, v float64, w body, x [1]float64, y struct{}, z **float64) (
	r1 float64, r2 float32, r3 int, r4 vec3, r5 []float64, r6 *vec3, r7 string, r8 error, r9 [3]float64, r10 bool, r11 body, r12 [1]float64) {
	g[0] *= a
	h.y += float64(b) * j
	r1 = a*d + e*f.x*float64(c) + n*o*p + q/r - s*t*u*v + **z
	r2 = b*k + float32(x[0])
	r4 = vec3{f.z, f.y * float64(k), w.mass}
	l[1] *= x[0]
	if m {
		h = &r4
	}
	return r1, r2, c + 1, r4, g[:1], h, i + "!", nil, l, !m, w, x
}

//go:autodiff dDeep Forward
func deep(x float64) float64 { return d1(x, x*x) }

func d1(x, y float64) float64 { return d2(x, y) + d2(y, x)*0.1 }
func d2(x, y float64) float64 { return d3(x, y)*d3(y, x) + x }
func d3(x, y float64) float64 { return d4(x, y) - d4(y, y)*0.1 }
func d4(x, y float64) float64 { return d5(x) * d5(y) }
func d5(x float64) float64    { return x / (1 + x*x) }

type animal struct {
	circle
	*pair
	name string
}

func (p *pair) sum() float64 { return p.a + p.b }

//go:autodiff dPromoted Forward
func promoted(a animal, k float64) float64 {
	a.scale(k)
	a.pair.a *= a.sum()
	return a.area() + a.sum() + a.r
}

//go:autodiff dCurry Forward
func curry(x, y float64) float64 {
	add := func(a float64) func(float64) float64 {
		return func(b float64) float64 { return a*b + x }
	}
	return add(x)(y) * add(y)(2)
}

//go:autodiff dIntFloat Forward
func intFloat(x float64, n int) float64 {
	k := int(x)
	u := uint8(n)
	f := float32(x)
	g := float64(f) * x
	h := float64(int64(f*3)) + float64(u)
	i := float32(n) * f
	return g*h + float64(i)*float64(k) + math.Floor(x)*x + math.Trunc(g)
}

//go:autodiff dBits Forward
func bits(x float64, n int) float64 {
	h := uint64(14695981039346656037)
	for i := range n {
		h ^= uint64(i)
		h *= 1099511628211
	}
	return x * float64(h>>40) / (1 << 24)
}

//go:autodiff dNarrow Forward
func narrow(x float32, v []float32, a [3]float32) float32 {
	s := x
	for i, y := range v {
		s += y * a[i%3] * x
		s = float32(math.Sin(float64(s)))
	}
	a[0] = s
	return a[0] * a[1] / (1 + x*x)
}

func TestCalls(t *testing.T) {
	check.Forward(t, devirtual, dDevirtual, 0.7, 1.4)
	check.Forward(t, boxes, dBoxes, 0.7, 1)
	check.Forward(t, boxes, dBoxes, 0.7, 2)
	for _, x := range []float64{1.5, 3, -1, -3} {
		check.Forward(t, errs, dErrors, x)
	}
	check.Forward(t, bare, dBare, 0.7, 1.4)
	check.Forward(t, bare, dBare, 3.7, 4.4)
	check.Forward(t, recSlices, dRecSlices, check.Vec(7, 0.5, 1))
	for n := range 6 {
		check.Forward(t, even, dEven, pair{0.4, 0.8, n})
	}
	check.Forward(t, ackermann, dAckermann, 2, 2, 0.4)
	check.Forward(t, variadics, dVariadics, 0.4, 0.7, []float64{0.2, 0.3})
	check.Forward(t, rpn, dStack, "xyd*+xd*-", 0.4, 0.7)
	check.Forward(t, matrices, dMatrix, 0.4, celsius(0.7))
	check.Forward(t, mapped, dMapOf, check.Vec(3, 0.5, 1), 0.6)
	check.Forward(t, constraints, dConstraints, vector{1, 2}, []float32{3, 4}, 0.4)
	check.Forward(t, constraints, dConstraints, vector{1, 2}, []float32{3, 4}, 0.9)
	for k := range 3 {
		check.Forward(t, options, dOption, 0.4, 0.6, k)
	}
	y := 0.9
	py := &y
	for _, m := range []bool{false, true} {
		check.Forward(t, many, dMany, 0.1, 0.2, 3, 0.4, 0.5, vec3{1, 2, 3}, []float64{4, 5}, &vec3{6, 7, 8}, "i", 0.6, 0.7,
			[3]float64{1, 2, 3}, m, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, body{mass: 3}, [1]float64{4}, struct{}{}, &py)
	}
	check.Forward(t, deep, dDeep, 0.4)
	check.Forward(t, promoted, dPromoted, animal{circle{0.4}, &pair{0.3, 0.5, 1}, "x"}, 0.6)
	check.Forward(t, curry, dCurry, 0.4, 0.7)
	check.Forward(t, intFloat, dIntFloat, 2.4, 7, check.Tol(1e-3))
	check.Forward(t, bits, dBits, 2.4, 7)
	check.Forward(t, narrow, dNarrow, 0.4, check.Vec(5, 0, 1), check.Range(0, 1))
}
