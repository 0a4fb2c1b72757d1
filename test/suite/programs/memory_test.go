// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Memory: aliases, copies, growth, pointers into everything, graphs.

package programs

import (
	"math"
	"slices"
	"testing"

	"goenzyme/suite/check"
)

type vec3 struct{ x, y, z float64 }

type body struct {
	pos, vel vec3
	mass     float64
	id       int
	name     string
}

type cell struct {
	grid [2][3]vec3
	n    int8
	w    [4]float32
}

//go:autodiff dArraysOfStructs Forward
func arraysOfStructs(c [2]cell, i, j int) float64 {
	d := c
	d[i].grid[j&1][i].x *= c[1].grid[0][2].y
	d[j] = c[i]
	d[j].grid[1] = c[0].grid[0]
	d[j].w[i] += float32(d[0].grid[1][1].z)
	s := 0.0
	for _, e := range d {
		for _, r := range e.grid {
			for k, v := range r {
				s += v.x*v.y - v.z*float64(k)
			}
		}
		s += float64(e.w[0] * e.w[1])
	}
	return s
}

type inner struct {
	p *float64
	v float64
}

type outer struct {
	inner
	q    *inner
	next *outer
}

//go:autodiff dStructCopies Forward
func structCopies(o *outer, x float64) float64 {
	a := *o
	b := a
	b.inner.v *= x  // its own
	*b.p += b.v     // shared
	b.q.v *= 2 * x  // shared
	c := *b.q       // a copy
	c.v += x        // its own
	*c.p *= x       // shared
	a.next = &b     // local
	a.next.q = &c   // b's only
	o.next = a.next // escapes
	return a.v + *a.p*b.v + a.q.v*c.v + *o.p + o.next.q.v
}

//go:autodiff dAppendAliased Forward
func appendAliased(m [][]float64, x float64) float64 {
	row := m[0][:1:3]
	m = append(m, row, m[1])
	m[2] = append(m[2], x) // into m[0][1]
	m[0][0] *= m[0][1]
	m[2] = append(m[2], x*x)   // into m[0][2]
	m[2] = append(m[2], x*x*x) // moves
	m[2][0] = 5 * x
	m[3][1] = m[2][0] * m[0][0] // m[1][1]
	s := 0.0
	for i, r := range m {
		for j, v := range r {
			s += v * float64(i*3+j+1)
		}
	}
	return s * m[1][1]
}

//go:autodiff dThreeIndex Forward
func threeIndex(a *[8]float64, i, j, k int) []float64 {
	s := a[i:j:k]
	s = append(s, a[0]*a[1])
	s = append(s, a[1], a[2])
	t := s[1:2:2]
	t = append(t, s[0]*2)
	t[0] *= 3
	return append(s[:1], t...)
}

//go:autodiff dCopyOverlap Forward
func copyOverlap(x []float64) {
	copy(x[1:], x)
	x[0] *= x[len(x)-1]
	copy(x, x[2:])
	copy(x[2:4], x[:2])
	x[1] += x[2]
}

//go:autodiff dDelete Forward
func del(x []float64, i int) []float64 {
	x = append(x[:i], x[i+1:]...)
	x = append(x, x...)
	x = slices.Insert(x, 1, x[0]*x[1], x[2])
	return slices.Delete(x, 2, 4)
}

//go:autodiff dClears Forward
func clears(x []float64) float64 {
	s := x[0] * x[1]
	y := x[:2]
	clear(y)
	return s + x[0]*x[2] + x[2]
}

//go:autodiff dMinMax Forward
func minMax(x, y, z float64, f float32) float64 {
	return min(x, y)*max(x, y, z) + min(z*x, 3, y*y) + float64(max(f, 1)*min(f, 2))
}

//go:autodiff dSwaps Forward
func swaps(a []float64, i, j int) float64 {
	a[i], a[j] = a[j], a[i]
	a[0], a[1], a[2] = a[1]*a[2], a[2]+a[0], a[0]
	i, a[i] = j, a[j]*2
	a[i], i = a[0], 0
	x, y := a[0], a[1]
	x, y = y, x
	x, y = x*y, x-y
	return x*a[2] - y*a[i]
}

//go:autodiff dKeptElement Forward
func keptElement(x []float64) float64 {
	p := &x[1]
	y := append(x, 1, 2, 3, 4, 5, 6, 7, 8, 9) // moves
	*p *= 2                                   // the old one
	y[1] *= 3
	q := &y[1]
	y = append(y[:1], x[0]) // in place: *q
	return *p*x[1] + *q*y[0]
}

//go:autodiff dPointerPointer Forward
func pointerPointer(pp **float64, y float64) float64 {
	p := *pp
	z := y * y
	*pp = &z
	**pp += *p
	q := &p
	*q = *pp
	*p *= 2
	ppp := &pp
	***ppp += y
	return z * **q
}

type list struct {
	v    float64
	next *list
	prev *list
}

//go:autodiff dRing Forward
func ring(x []float64, n int) float64 {
	var head, last *list
	for _, v := range x {
		l := &list{v: v, prev: last}
		if last == nil {
			head = l
		} else {
			last.next = l
		}
		last = l
	}
	last.next, head.prev = head, last
	l := head
	for i := range n {
		l.v += l.prev.v * l.next.v * 0.1
		if i%3 == 2 { // unlink
			l.prev.next, l.next.prev = l.next, l.prev
		}
		l = l.next
	}
	return l.v*l.next.v + head.v
}

type tree struct {
	l, r *tree
	k, v float64
}

func (t *tree) put(k, v float64) *tree {
	if t == nil {
		return &tree{k: k, v: v}
	}
	switch {
	case k < t.k:
		t.l = t.l.put(k, v)
	case k > t.k:
		t.r = t.r.put(k, v)
	default:
		t.v += v
	}
	return t
}

func (t *tree) fold(x float64) float64 {
	if t == nil {
		return x
	}
	return math.Sin(t.l.fold(x)*t.v) + t.r.fold(x*t.k)
}

//go:autodiff dTrees Forward
func trees(x []float64) float64 {
	var t *tree
	for i, v := range x {
		t = t.put(v, v*float64(i+1))
		t = t.put(x[0], v)
	}
	return t.fold(x[1])
}

type node struct {
	w   float64
	out []*edge
}

type edge struct {
	w  float64
	to *node
}

//go:autodiff dGraph Forward
func graph(n *node, x float64, steps int) float64 {
	for i := range steps {
		e := n.out[i%len(n.out)]
		x = x*e.w + n.w
		e.w += x * 0.01
		n.w *= 0.9
		n.out = append(n.out, &edge{x, n})
		n = e.to
	}
	return x * n.w
}

//go:autodiff dPointerMap Forward
func pointerMap(x float64, keys []string) float64 {
	m := map[string]int{}
	for _, k := range keys {
		m[k]++
		m[k] *= 2
	}
	s := 0.0
	for _, k := range keys {
		s = s*x + float64(m[k])
		delete(m, k)
	}
	return s
}

var weights = map[string]*vec3{"a": {1, 2, 3}, "b": {4, 5, 6}}

var table = [...]struct {
	name string
	c    []float64
	next *vec3
}{{"p", []float64{1, 2, 3}, &vec3{1, 0, 2}}, {"q", []float64{0.5, 0.25}, nil}}

//go:autodiff dGlobalTable Forward
func globalTable(x float64) float64 {
	s := 0.0
	for i := range table {
		t := &table[i]
		y := 0.0
		for j := len(t.c) - 1; j >= 0; j-- {
			y = y*x + t.c[j]
		}
		if t.next != nil {
			y *= t.next.z
		}
		s += y * float64(len(t.name))
	}
	if w, ok := weights["a"]; ok {
		s *= w.y
	}
	return s
}

//go:autodiff dWritesInputs Forward
func writesInputs(x, y []float64, b *body) {
	for i := range x {
		x[i], y[i] = y[i]*b.mass, x[i]*x[i]
		b.pos.x += x[i]
		b.id++
	}
	b.vel, b.pos = b.pos, b.vel
	b.mass = 3
}

//go:autodiff dHeapLoop Forward
func heapLoop(x float64, n int) float64 {
	var ps []*vec3
	for i := range n {
		v := vec3{x, x * float64(i), 1}
		ps = append(ps, &v)
		v.z = x * v.y
	}
	s := 0.0
	for i, p := range ps {
		q := ps[len(ps)-1-i]
		*p, *q = *q, *p
		p.x *= q.z + 1
		s += p.x * q.y
	}
	return s
}

//go:autodiff dJagged Forward
func jagged(x []float64) float64 {
	m := make([][]float64, len(x))
	for i := range m {
		m[i] = make([]float64, i+1, i+2)
		for j := range m[i] {
			m[i][j] = x[i] * x[j]
		}
		if i > 0 {
			m[i] = append(m[i], m[i-1]...)
			m[i-1] = m[i][1:]
		}
	}
	s := 0.0
	for _, r := range m {
		r[0] *= 0.5
		for _, v := range r {
			s += v
		}
	}
	return s
}

//go:autodiff dPick Forward
func pick(a, b *vec3, c []vec3, k int) float64 {
	p := a
	switch k {
	case 1:
		p = b
	case 2:
		p = &c[0]
	case 3:
		p = new(vec3)
	case 4:
		p = &vec3{a.x, b.y, c[0].z}
	}
	p.x += b.y * 2
	f := &p.y
	if k > 2 {
		f = &p.z
	}
	*f *= a.x + p.x
	return p.x*p.y + p.z + a.x + b.y
}

//go:autodiff dZeroLen Forward
func zeroLen(x, y []float64, p *vec3) float64 {
	s := 1.0
	if p != nil {
		s = p.x
	}
	for i := range x {
		s += x[i]
	}
	y = append(y, x...)
	y = append(y, s)
	copy(x, y)
	return y[0] * float64(len(y)+cap(x[:0]))
}

//go:autodiff dStructArg Forward
func structArg(b body, scale float64) body {
	p := &b.vel
	p.x *= scale
	b.pos = *p
	q := b
	q.pos.y += b.mass * scale
	b = q
	b.name += "!"
	return b
}

//go:autodiff dLocalAlias Forward
func localAlias(x float64) float64 {
	var a [4]float64
	s := a[:]
	p := &a[2]
	s[2] = x
	*p *= x
	t := s[1:3]
	t[0] = a[2] + x
	b := a
	a[1] = 0
	return b[1]*t[1] + a[1] + s[1]
}

//go:autodiff dPrefix Forward
func prefixSums(x []float64) []float64 {
	y := slices.Clone(x)
	for i := 1; i < len(y); i++ {
		y[i] += y[i-1]
	}
	slices.Reverse(y)
	return slices.Concat(y, x[:1], y[1:])
}

//go:autodiff dSorts Forward
func sorts(x []float64) float64 {
	y := append([]float64(nil), x...)
	for i := 1; i < len(y); i++ {
		for j := i; j > 0 && y[j] < y[j-1]; j-- {
			y[j], y[j-1] = y[j-1], y[j]
		}
	}
	s := 0.0
	for i, v := range y {
		s = s*0.3 + v*float64(i)
	}
	return s
}

func TestMemory(t *testing.T) {
	for i := range 2 {
		for j := range 2 {
			check.Forward(t, arraysOfStructs, dArraysOfStructs, check.Range(0.3, 1), i, j)
		}
	}
	check.Forward(t, structCopies, dStructCopies, func() *outer {
		f := new(float64)
		*f = 1.3
		return &outer{inner{f, 0.4}, &inner{f, 0.7}, nil}
	}(), 0.8)
	check.Forward(t, appendAliased, dAppendAliased, check.Mat(2, 3, 0.2, 1), 0.7)
	check.Forward(t, threeIndex, dThreeIndex, &[8]float64{1, 2, 3, 4, 5, 6, 7, 8}, 2, 4, 5)
	check.Forward(t, threeIndex, dThreeIndex, &[8]float64{1, 2, 3, 4, 5, 6, 7, 8}, 1, 4, 8)
	check.Forward(t, copyOverlap, dCopyOverlap, check.Vec(6, 0.5, 1))
	check.Forward(t, del, dDelete, check.Vec(5, 0.5, 1), 2)
	check.Forward(t, clears, dClears, check.Vec(3, 0.5, 1))
	check.Forward(t, minMax, dMinMax, 0.5, 0.7, 0.9, 1.3)
	check.Forward(t, swaps, dSwaps, check.Vec(3, 0.5, 1), 0, 2)
	check.Forward(t, swaps, dSwaps, check.Vec(3, 0.5, 1), 1, 1)
	check.Forward(t, keptElement, dKeptElement, check.Vec(3, 0.5, 1))
	check.Forward(t, pointerPointer, dPointerPointer, func() **float64 { x := 0.7; p := &x; return &p }(), 0.6)
	for n := range 7 {
		check.Forward(t, ring, dRing, check.Vec(4, 0.5, 1), n)
	}
	check.Forward(t, trees, dTrees, check.Vec(7, 0.2, 1))
	a, b := &node{w: 0.7}, &node{w: 0.4}
	a.out, b.out = []*edge{{0.3, b}, {0.2, a}}, []*edge{{0.9, a}}
	check.Forward(t, graph, dGraph, a, 0.3, 5)
	check.Forward(t, pointerMap, dPointerMap, 0.3, []string{"a", "b", "a"})
	check.Forward(t, globalTable, dGlobalTable, 0.3)
	check.Forward(t, writesInputs, dWritesInputs, check.Vec(3, 0.5, 1), check.Vec(4, 0.5, 1), &body{mass: 2, pos: vec3{1, 2, 3}})
	check.Forward(t, heapLoop, dHeapLoop, 0.3, 5)
	check.Forward(t, jagged, dJagged, check.Vec(4, 0.5, 1))
	for k := range 5 {
		check.Forward(t, pick, dPick, &vec3{1, 2, 3}, &vec3{4, 5, 6}, []vec3{{7, 8, 9}}, k)
	}
	check.Forward(t, zeroLen, dZeroLen, []float64{}, nil, nil)
	check.Forward(t, zeroLen, dZeroLen, nil, nil, &vec3{1, 2, 3})
	check.Forward(t, zeroLen, dZeroLen, nil, []float64{2}, &vec3{1, 2, 3})
	check.Forward(t, structArg, dStructArg, body{vec3{1, 2, 3}, vec3{4, 5, 6}, 2, 3, "x"}, 0.4)
	check.Forward(t, localAlias, dLocalAlias, 0.4)
	check.Forward(t, prefixSums, dPrefix, check.Vec(4, 0.5, 1))
	check.Forward(t, sorts, dSorts, []float64{5, 2, 7, 1, 3})
}
