// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Pointers: lists, trees, new, address-taken and escaping locals, pointers to pointers.

package pointers

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type list struct {
	v    float64
	next *list
}

type tree struct {
	key         int
	v           float64
	left, right *tree
}

type ring struct {
	x          float64
	prev, next *ring
}

func sumList(l *list) float64 {
	s := 0.0
	for ; l != nil; l = l.next {
		s += l.v * l.v
	}
	return s
}

func push(l *list, x float64, n int) *list {
	for i := range n {
		l = &list{x * float64(i+1), l}
	}
	return l
}

func reverse(l *list) *list {
	var r *list
	for l != nil {
		l.v *= 2
		l, l.next, r = l.next, r, l
	}
	return r
}

func (t *tree) sum(x float64) float64 {
	if t == nil {
		return 1
	}
	return t.left.sum(x)*t.v + x*t.right.sum(x*t.v)
}

func (t *tree) insert(key int, v float64) *tree {
	if t == nil {
		return &tree{key: key, v: v}
	}
	if key < t.key {
		t.left = t.left.insert(key, v)
	} else if key > t.key {
		t.right = t.right.insert(key, v)
	} else {
		t.v = v
	}
	return t
}

func build(x float64) float64 {
	var t *tree
	for i, k := range []int{5, 2, 8, 1, 9, 3, 5} {
		t = t.insert(k, x*float64(i)+x*x)
	}
	return t.sum(x)
}

func walkRing(r *ring, n int) float64 {
	s := 0.0
	for range n {
		s = s*0.9 + r.x
		r.next.prev.x *= 1.1
		r = r.next
	}
	return s
}

func addressTaken(x float64) float64 {
	y := x
	p := &y
	*p *= x
	z := y + *p
	q := &z
	if x > 0 {
		q = p
	}
	*q += 1
	return y * z
}

func escapes(x float64) *float64 {
	y := x * x
	return &y
}

func news(x float64) float64 {
	p := new(float64)
	*p += x
	q := new([3]float64)
	q[1] = *p * x
	r := new(list)
	r.next = &list{v: q[1]}
	r.v = r.next.v * 2
	return r.v * *p
}

func swap(a, b *float64) {
	*a, *b = *b, *a**a
}

func pointers(pp **float64, other *float64) float64 {
	**pp *= 3
	*pp = other
	**pp += 1
	return **pp
}

func swapLocals(x, y float64) float64 {
	a, b := x, y
	swap(&a, &b)
	swap(&b, &a)
	return a - b
}

func chosen(x, y float64, k int) float64 {
	a, b, c := x, y, x*y
	ps := [...]*float64{&a, &b, &c}
	*ps[k] = 7 * x
	for _, p := range ps {
		*p = math.Sin(*p)
	}
	return a + 2*b + 3*c
}

func heapLoop(x float64, n int) float64 {
	var ps []*float64
	for i := range n {
		v := x * float64(i)
		ps = append(ps, &v)
		if i > 0 {
			*ps[i-1] += v
		}
	}
	s := 0.0
	for _, p := range ps {
		s += *p * *p
	}
	return s
}

func fieldPointer(l *list) float64 {
	p := &l.v
	*p *= *p
	q := &l.next.v
	*q += *p
	return *q
}

func elemPointer(x []float64) float64 {
	p := &x[1]
	*p *= x[0]
	x[0] = *p
	return x[0] * x[2]
}

func modify(l *list) { l.v = l.v*l.v + 1 }

func viaCall(l *list) float64 {
	modify(l)
	modify(l.next)
	return l.v * l.next.v
}

func relink(l *list, m *list) float64 {
	l.next, m.next = m.next, l.next
	return l.next.v * m.v
}

func nilCheck(p *float64, x float64) float64 {
	if p == nil {
		return x * x
	}
	return *p * x
}

func deref(p *list) float64 { return p.next.v }

func samePointer(a, b *float64) float64 {
	*a = *a * 2
	return *a * *b
}

func passSame(x float64) float64 {
	v := x
	return samePointer(&v, &v)
}

func store(out *float64, x float64) { *out = math.Exp(x) }

type holder struct{ p *float64 }

func (h holder) bump(x float64) { *h.p += x }

func inner(x float64) float64 {
	v := x
	h := holder{&v}
	h.bump(x * x)
	g := &h
	*g.p *= 2
	return v
}

//go:autodiff sumList Forward Dual Dual
func dSumList(l, dl *list) (float64, float64)

//go:autodiff sumList Reverse Duplicated Active
func revSumList(l, dl *list, dret float64) float64

//go:autodiff push Forward
func dPush(l, dl *list, x, dx float64, n int) (*list, *list)

//go:autodiff push Reverse
func revPush(l, dl *list, x float64, n int) (*list, float64)

//go:autodiff reverse Forward
func dReverse(l, dl *list) (*list, *list)

//go:autodiff reverse Reverse
func revReverse(l, dl *list) *list

//go:autodiff (*tree).sum Forward Dual Dual Dual
func dTreeSum(t, dt *tree, x, dx float64) (float64, float64)

//go:autodiff (*tree).sum Reverse Duplicated Active Active
func revTreeSum(t, dt *tree, x, dret float64) (float64, float64)

//go:autodiff build Forward
func dBuild(x, dx float64) (float64, float64)

//go:autodiff build Reverse
func revBuild(x, dret float64) (float64, float64)

//go:autodiff walkRing Forward
func dWalkRing(r, dr *ring, n int) (float64, float64)

//go:autodiff walkRing Reverse
func revWalkRing(r, dr *ring, n int, dret float64) float64

//go:autodiff addressTaken Forward
func dAddressTaken(x, dx float64) (float64, float64)

//go:autodiff addressTaken Reverse
func revAddressTaken(x, dret float64) (float64, float64)

//go:autodiff escapes Forward
func dEscapes(x, dx float64) (*float64, *float64)

//go:autodiff escapes Reverse
func revEscapes(x float64) (*float64, float64)

//go:autodiff news Forward
func dNews(x, dx float64) (float64, float64)

//go:autodiff news Reverse
func revNews(x, dret float64) (float64, float64)

//go:autodiff swap Forward
func dSwap(a, da, b, db *float64)

//go:autodiff swap Reverse
func revSwap(a, da, b, db *float64)

//go:autodiff pointers Forward
func dPointers(pp, dpp **float64, other, dother *float64) (float64, float64)

//go:autodiff pointers Reverse
func revPointers(pp, dpp **float64, other, dother *float64, dret float64) float64

//go:autodiff swapLocals Forward
func dSwapLocals(x, dx, y, dy float64) (float64, float64)

//go:autodiff swapLocals Reverse
func revSwapLocals(x, y, dret float64) (float64, float64, float64)

//go:autodiff chosen Forward
func dChosen(x, dx, y, dy float64, k int) (float64, float64)

//go:autodiff chosen Reverse
func revChosen(x, y float64, k int, dret float64) (float64, float64, float64)

//go:autodiff heapLoop Forward
func dHeapLoop(x, dx float64, n int) (float64, float64)

//go:autodiff heapLoop Reverse
func revHeapLoop(x float64, n int, dret float64) (float64, float64)

//go:autodiff fieldPointer Forward
func dFieldPointer(l, dl *list) (float64, float64)

//go:autodiff fieldPointer Reverse
func revFieldPointer(l, dl *list, dret float64) float64

//go:autodiff elemPointer Forward
func dElemPointer(x, dx []float64) (float64, float64)

//go:autodiff elemPointer Reverse
func revElemPointer(x, dx []float64, dret float64) float64

//go:autodiff viaCall Forward
func dViaCall(l, dl *list) (float64, float64)

//go:autodiff viaCall Reverse
func revViaCall(l, dl *list, dret float64) float64

//go:autodiff relink Forward
func dRelink(l, dl, m, dm *list) (float64, float64)

//go:autodiff relink Reverse
func revRelink(l, dl, m, dm *list, dret float64) float64

//go:autodiff nilCheck Forward
func dNilCheck(p, dp *float64, x, dx float64) (float64, float64)

//go:autodiff nilCheck Reverse
func revNilCheck(p, dp *float64, x, dret float64) (float64, float64)

//go:autodiff deref Forward
func dDeref(p, dp *list) (float64, float64)

//go:autodiff passSame Forward
func dPassSame(x, dx float64) (float64, float64)

//go:autodiff passSame Reverse
func revPassSame(x, dret float64) (float64, float64)

//go:autodiff store Forward
func dStore(out, dout *float64, x, dx float64)

//go:autodiff store Reverse
func revStore(out, dout *float64, x float64) float64

//go:autodiff inner Forward
func dInner(x, dx float64) (float64, float64)

//go:autodiff inner Reverse
func revInner(x, dret float64) (float64, float64)

var (
	any64 = check.Range(-2, 2)
	abc   = &list{1, &list{2, &list{3, nil}}}
	oak   = &tree{4, 1.5, &tree{2, 0.5, nil, &tree{3, -1, nil, nil}}, &tree{6, 2, nil, nil}}
)

func threeRing() *ring {
	a, b, c := &ring{x: 1}, &ring{x: 2}, &ring{x: 3}
	a.next, b.next, c.next = b, c, a
	a.prev, b.prev, c.prev = c, a, b
	return a
}

func ptr(p *float64) **float64 { return &p }

func float(x float64) *float64 { return &x }

func TestLinked(t *testing.T) {
	check.Both(t, sumList, dSumList, revSumList, abc)
	check.Both(t, sumList, dSumList, revSumList, nil)
	check.Both(t, push, dPush, revPush, abc, any64, 3)
	check.Both(t, push, dPush, revPush, nil, any64, 3)
	check.Both(t, reverse, dReverse, revReverse, abc)
	check.Both(t, (*tree).sum, dTreeSum, revTreeSum, oak, any64)
	check.Both(t, build, dBuild, revBuild, check.Range(0.5, 1))
	check.Both(t, walkRing, dWalkRing, revWalkRing, threeRing(), 7)
	check.Both(t, fieldPointer, dFieldPointer, revFieldPointer, abc)
	check.Both(t, viaCall, dViaCall, revViaCall, abc)
	check.Both(t, relink, dRelink, revRelink, abc, &list{7, &list{8, nil}})
}

func TestLocals(t *testing.T) {
	check.Both(t, addressTaken, dAddressTaken, revAddressTaken, 1.5)
	check.Both(t, addressTaken, dAddressTaken, revAddressTaken, -1.5)
	check.Both(t, escapes, dEscapes, revEscapes, any64)
	check.Both(t, news, dNews, revNews, any64)
	check.Both(t, swapLocals, dSwapLocals, revSwapLocals, any64, any64)
	for k := range 3 {
		check.Both(t, chosen, dChosen, revChosen, any64, any64, k)
	}
	check.Both(t, heapLoop, dHeapLoop, revHeapLoop, any64, 5)
	check.Both(t, passSame, dPassSame, revPassSame, any64)
	check.Both(t, inner, dInner, revInner, any64)
}

func TestPointers(t *testing.T) {
	check.Both(t, swap, dSwap, revSwap, any64, any64)
	check.Both(t, pointers, dPointers, revPointers, ptr(float(2)), any64)
	check.Both(t, elemPointer, dElemPointer, revElemPointer, check.Vec(3, -1, 1))
	check.Both(t, nilCheck, dNilCheck, revNilCheck, nil, any64)
	check.Both(t, nilCheck, dNilCheck, revNilCheck, any64, any64)
	check.Both(t, store, dStore, revStore, any64, any64)
}

func TestNilDereference(t *testing.T) {
	check.Panics(t, deref, dDeref, &list{1, nil})
	check.Panics(t, deref, dDeref, nil)
}
