// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package boxes has floats in interface values: in heaps, lists, pools, stacks, trees and caches,
// and as arguments of any type, as ordinary code has them.
package boxes

import (
	"cmp"
	"container/heap"
	"container/list"
	"slices"
	"sort"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

type item struct {
	pri float64
	val float64
	id  int
}
type pq []item

func (q pq) Len() int           { return len(q) }
func (q pq) Less(i, j int) bool { return q[i].pri < q[j].pri }
func (q pq) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *pq) Push(x any)        { *q = append(*q, x.(item)) }
func (q *pq) Pop() any {
	o := *q
	n := len(o)
	x := o[n-1]
	*q = o[:n-1]
	return x
}

//go:autodiff dHeapVal Forward
//go:autodiff rHeapVal Reverse
func heapVal(xs []float64) float64 {
	q := &pq{}
	for i, x := range xs {
		heap.Push(q, item{x, x * x, i})
	}
	s, w := 0.0, 1.0
	for q.Len() > 0 {
		it := heap.Pop(q).(item)
		s += w * it.val * it.pri
		w *= 0.5
	}
	return s
}

type fheap []float64

func (q fheap) Len() int           { return len(q) }
func (q fheap) Less(i, j int) bool { return q[i] < q[j] }
func (q fheap) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *fheap) Push(x any)        { *q = append(*q, x.(float64)) }
func (q *fheap) Pop() any {
	o := *q
	n := len(o)
	x := o[n-1]
	*q = o[:n-1]
	return x
}

//go:autodiff dHeapF Forward
//go:autodiff rHeapF Reverse
func heapF(xs []float64) float64 {
	q := &fheap{}
	*q = append(*q, xs...)
	heap.Init(q)
	for i := range xs {
		heap.Push(q, xs[i]*2)
	}
	(*q)[0] *= 2.9
	heap.Fix(q, 0)
	heap.Remove(q, 1)
	s, w := 0.0, 1.0
	for q.Len() > 0 {
		s += w * heap.Pop(q).(float64)
		w *= 0.5
	}
	return s
}

type pitem struct {
	pri float64
	idx int
}
type ppq []*pitem

func (q ppq) Len() int           { return len(q) }
func (q ppq) Less(i, j int) bool { return q[i].pri < q[j].pri }
func (q ppq) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].idx = i; q[j].idx = j }
func (q *ppq) Push(x any)        { it := x.(*pitem); it.idx = len(*q); *q = append(*q, it) }
func (q *ppq) Pop() any {
	o := *q
	n := len(o)
	x := o[n-1]
	o[n-1] = nil
	*q = o[:n-1]
	return x
}

//go:autodiff dDijkstra Forward
//go:autodiff rDijkstra Reverse
func dijkstra(w [][]float64) float64 {
	n := len(w)
	dist := make([]float64, n)
	items := make([]*pitem, n)
	q := make(ppq, 0)
	for i := range dist {
		dist[i] = 1e9
		if i == 0 {
			dist[i] = 0
		}
		items[i] = &pitem{pri: dist[i]}
		heap.Push(&q, items[i])
	}
	for q.Len() > 0 {
		u := heap.Pop(&q).(*pitem)
		for i := range items {
			if items[i] == u {
				for j := range w[i] {
					if d := u.pri + w[i][j]; w[i][j] > 0 && d < items[j].pri {
						items[j].pri = d
						heap.Fix(&q, items[j].idx)
					}
				}
			}
		}
	}
	return items[n-1].pri
}

//go:autodiff dList Forward
//go:autodiff rList Reverse
func listF(xs []float64) float64 {
	l := list.New()
	for _, x := range xs {
		l.PushBack(x * x)
		l.PushFront(item{pri: x})
	}
	s, w := 0.0, 1.0
	for e := l.Front(); e != nil; e = e.Next() {
		switch v := e.Value.(type) {
		case float64:
			s += v * w
		case item:
			s -= v.pri * w
		}
		w *= 0.7
	}
	e := l.Front()
	l.MoveToBack(e)
	e.Value = s * w
	return l.Back().Value.(float64)
}

func total(vs ...any) (s float64) {
	for _, v := range vs {
		switch v := v.(type) {
		case float64:
			s += v
		case []float64:
			for _, x := range v {
				s += x
			}
		case int:
			s += float64(v)
		case float32:
			s += float64(v)
		case *float64:
			s += *v
		case fmtter:
			s += v.f()
		}
	}
	return
}

type fmtter interface{ f() float64 }

func (i item) f() float64 { return i.pri * i.val }

//go:autodiff dVariadic Forward
//go:autodiff rVariadic Reverse
func variadic(x float64, xs []float64) float64 {
	y := x * x
	return total(x*x, xs, 3, &y, item{x, y, 1}, "a", nil, &item{y, x, 1})
}

//go:noinline
func pass(v any) any { return v }

//go:autodiff dAnys Forward
//go:autodiff rAnys Reverse
func anys(x float64) float64 {
	m := map[string]any{"a": x * x, "b": item{x, 1, 1}}
	m["c"] = m["a"]
	s := []any{x, m["a"], pass(x * 3), pass(item{x, x, 1})}
	s = append(s, pass(s[0]), s[1])
	slices.Reverse(s)
	r := 0.0
	for i, v := range s {
		switch v := v.(type) {
		case float64:
			r += v * float64(i+1)
		case item:
			r += v.f() * float64(i+1)
		}
	}
	return r + m["c"].(float64)*m["b"].(item).pri
}

type stack struct{ data []any }

func (s *stack) push(v any) { s.data = append(s.data, v) }
func (s *stack) pop() any {
	v := s.data[len(s.data)-1]
	s.data = s.data[:len(s.data)-1]
	return v
}

//go:autodiff dRPN Forward
//go:autodiff rRPN Reverse
func rpn(x, y float64, prog string) float64 {
	s := &stack{}
	for _, c := range prog {
		switch c {
		case 'x':
			s.push(x)
		case 'y':
			s.push(y)
		case '+':
			s.push(s.pop().(float64) + s.pop().(float64))
		case '*':
			s.push(s.pop().(float64) * s.pop().(float64))
		}
	}
	return s.pop().(float64)
}

var pool = sync.Pool{New: func() any { return new([4]float64) }}

//go:autodiff dPool Forward
//go:autodiff rPool Reverse
func pooled(x float64) float64 {
	b := pool.Get().(*[4]float64)
	defer pool.Put(b)
	for i := range b {
		b[i] = x * float64(i)
	}
	return b[1] * b[2] * b[3]
}

func maxOf[T cmp.Ordered](xs ...T) T { return slices.Max(xs) }

type boxed[T any] struct{ v any }

func (b boxed[T]) get() T { return b.v.(T) }

//go:autodiff dGen Forward
//go:autodiff rGen Reverse
func gen(x float64) float64 {
	b := boxed[float64]{x * x}
	c := boxed[item]{item{x, b.get(), 1}}
	xs := []any{b, c, x}
	sort.Slice(xs, func(i, j int) bool { return i > j })
	s := 0.0
	for _, v := range xs {
		if g, ok := v.(interface{ get() float64 }); ok {
			s += g.get()
		}
	}
	return maxOf(b.get(), x)*c.get().val + s
}

type shape interface{ area() float64 }
type circle struct{ r float64 }
type rect struct{ w, h float64 }

func (c circle) area() float64          { return 3 * c.r * c.r }
func (r rect) area() float64            { return r.w * r.h }
func (r rect) scaled(s float64) shape   { return rect{r.w * s, r.h * s} }
func (c circle) scaled(s float64) shape { return circle{c.r * s} }

type scaler interface {
	shape
	scaled(float64) shape
}

//go:autodiff dShapes Forward
//go:autodiff rShapes Reverse
func shapes(x float64) float64 {
	l := list.New()
	l.PushBack(circle{x})
	l.PushBack(rect{x, x * x})
	var all []shape
	for e := l.Front(); e != nil; e = e.Next() {
		all = append(all, e.Value.(shape))
	}
	s := 0.0
	for _, sh := range all {
		if sc, ok := sh.(scaler); ok {
			sh = sc.scaled(x)
		}
		s += sh.area()
	}
	return s
}

func TestBoxes(t *testing.T) {
	xs := []float64{0.3, 0.9, 0.5, 0.7}
	check.Both(t, heapVal, dHeapVal, rHeapVal, xs)
	check.Both(t, heapF, dHeapF, rHeapF, xs)
	check.Both(t, dijkstra, dDijkstra, rDijkstra, [][]float64{{0, 1, 4, 9}, {0, 0, 2, 6}, {0, 0, 0, 1}, {0, 0, 0, 0}})
	check.Both(t, listF, dList, rList, xs)
	check.Both(t, variadic, dVariadic, rVariadic, 0.7, xs)
	check.Both(t, anys, dAnys, rAnys, 0.7)
	check.Both(t, rpn, dRPN, rRPN, 0.7, 0.4, "xy*x+yx+*xx**")
	check.Both(t, pooled, dPool, rPool, 0.7)
	check.Both(t, gen, dGen, rGen, 0.7)
	long := []float64{0.3, 0.9, 0.5, 0.7, 0.2, 0.6, 1.1, 0.35, 0.8}
	check.Both(t, lru, dCache, rCache, long)
	check.Both(t, boxT, dBoxT, rBoxT, 0.7)
	check.Both(t, events, dEvents, rEvents, long)
	check.Both(t, treeSum, dTree, rTree, long)
	check.Both(t, mapAny, dMapAny, rMapAny, 0.7, 0.4)
	check.Both(t, argsOf, dArgsOf, rArgsOf, 0.7, 0.4)
	check.Both(t, shapes, dShapes, rShapes, 0.7)
}
