// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package containers differentiates code that keeps active values in the containers of
// the standard library, and has errors, text and pools beside them.
package containers

import (
	"container/heap"
	"container/list"
	"container/ring"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dCopied Forward
//go:autodiff rCopied Reverse
func copied(x float64) float64 {
	m := map[string]float64{"a": x, "b": x * x}
	n := map[string]float64{"c": 1}
	maps.Copy(n, m)
	s := 0.0
	for _, v := range maps.All(n) {
		s += v * v
	}
	for v := range maps.Values(n) {
		s += v
	}
	for k := range maps.Keys(n) {
		s += n[k]
	}
	return s
}

//go:autodiff dCollected Forward
//go:autodiff rCollected Reverse
func collected(x float64) float64 {
	m := maps.Collect(slices.All([]float64{x, 2 * x}))
	maps.DeleteFunc(m, func(k int, v float64) bool { return v < 0 })
	vs := slices.Sorted(maps.Values(m))
	ks := slices.Collect(maps.Keys(m))
	slices.Sort(ks)
	s := vs[0] * vs[1]
	for _, k := range ks {
		s += m[k] * x
	}
	maps.Insert(m, maps.All(map[int]float64{7: x}))
	if maps.EqualFunc(m, m, func(a, b float64) bool { return a == b }) {
		s += m[7] * m[0]
	}
	return s
}

//go:autodiff dLists Forward
//go:autodiff rLists Reverse
func listed(x []float64) float64 {
	l := list.New()
	for _, v := range x {
		l.PushBack(v * v)
	}
	r := ring.New(3)
	for i := range 3 {
		r.Value = x[i]
		r = r.Next()
	}
	s := 0.0
	for e := l.Front(); e != nil; e = e.Next() {
		s += e.Value.(float64)
	}
	r.Do(func(v any) { s *= v.(float64) })
	return s
}

// A queue is a heap.Interface.
type queue []float64

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i] < q[j] }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(float64)) }
func (q *queue) Pop() any {
	old := *q
	n := len(old)
	x := old[n-1]
	*q = old[:n-1]
	return x
}

//go:autodiff dHeap Forward
//go:autodiff rHeap Reverse
func queued(x []float64) float64 {
	q := &queue{}
	for _, v := range x {
		heap.Push(q, v)
	}
	s := 0.0
	for i := 1.0; q.Len() > 0; i++ {
		s += i * heap.Pop(q).(float64)
	}
	return s
}

var pool = sync.Pool{New: func() any { return new([4]float64) }}

//go:autodiff dPooled Forward
//go:autodiff rPooled Reverse
func pooled(x float64) float64 {
	b := pool.Get().(*[4]float64)
	defer pool.Put(b)
	b[0] = x
	b[1] = b[0] * x
	return b[1] * b[0]
}

//go:autodiff dText Forward
//go:autodiff rText Reverse
func text(x float64) (float64, string) {
	var sb strings.Builder
	fmt.Fprintf(&sb, "%g", x)
	sb.WriteString("x")
	return x * float64(sb.Len()), sb.String() + fmt.Sprint(x)
}

// A myErr holds a float.
type myErr struct{ at int }

func (e *myErr) Error() string { return fmt.Sprint(e.at) }

// An outer leads to another error.
type outer struct{ in error }

func (e *outer) Error() string { return "outer" }
func (e *outer) Unwrap() error { return e.in }

var sentinel = errors.New("s")

func tried(x float64) (float64, error) {
	if x > 1 {
		return x, &myErr{int(10 * x)}
	}
	if x > 0.9 {
		return x, &outer{&myErr{int(10 * x * x)}}
	}
	if x < 0 {
		return x * x, fmt.Errorf("w: %w", sentinel)
	}
	return x * x * x, nil
}

//go:autodiff dErrors Forward
//go:autodiff rErrors Reverse
func failing(x float64) float64 {
	y, err := tried(x)
	var e *myErr
	if errors.As(err, &e) && e.at > 10 {
		return y * y
	}
	if err != nil {
		y *= float64(len(err.Error()))
	}
	if errors.Is(err, sentinel) {
		return 3 * y
	}
	return y
}

//go:autodiff dCloned Forward
//go:autodiff rCloned Reverse
//go:autodiff wCloned Forward(2)
//go:autodiff vCloned Reverse(2)
func cloned(a, b, c, x float64) float64 {
	m := map[string]float64{"a": a, "b": b, "c": c}
	n := maps.Clone(m)
	n["new"] = x
	n["a"] *= m["b"]
	delete(n, "b")
	m["c"] *= 3
	s := 0.0
	for k, v := range n {
		s += float64(len(k)) * v * v
	}
	return s + n["c"]*m["c"] + n["none"]
}

// A node is an element with floats and references.
type node struct {
	at   float64
	vals []float64
}

//go:autodiff dClonedNodes Forward
//go:autodiff rClonedNodes Reverse
func clonedNodes(x []node, k int) float64 {
	m := map[int]node{1: x[0], 2: x[1]}
	n := maps.Clone(m)
	v := n[k]
	v.vals[0] *= v.at
	n[k] = node{2 * v.at, v.vals[1:]}
	s := 0.0
	for _, v := range n {
		s += v.at * v.vals[0]
	}
	return s * m[k].at
}

//go:autodiff dClonedSlices Forward
//go:autodiff rClonedSlices Reverse
func clonedSlices(x []float64) float64 {
	m := map[string][]float64{"a": x, "b": x[1:]}
	n := maps.Clone(m)
	n["a"][0] *= x[1]
	m["b"] = nil
	return n["b"][0] * m["a"][0]
}

// looped clones what does not outlive an iteration, and nil.
//
//go:autodiff dLooped Forward
//go:autodiff rLooped Reverse
func looped(x []float64) float64 {
	var none map[int]float64
	s, m := 0.0, map[int]float64{0: 1}
	for i, v := range x {
		m[i] = v * m[0]
		c := maps.Clone(m)
		c[0] += v
		s += c[0] * c[i]
		m = c
	}
	return s + maps.Clone(none)[1]
}

// inactive clones what is no parameter.
//
//go:autodiff dInactive Forward
//go:autodiff rInactive Reverse
func inactive(x float64) float64 {
	m := maps.Clone(table)
	m["y"] = x
	return m["y"]*m["x"] + maps.Clone(table)["x"]*x
}

var table = map[string]float64{"x": 3}

//go:autodiff dGiven Forward
//go:autodiff rGiven Reverse
func given(m map[string]float64) float64 {
	n := maps.Clone(m)
	n["new"] = n["a"]
	n["b"] *= m["a"]
	return n["b"] * n["new"]
}

func TestContainers(t *testing.T) {
	check.Both(t, copied, dCopied, rCopied, check.AnyOrder(), 0.5)
	check.Both(t, collected, dCollected, rCollected, 0.5)
	check.Both(t, listed, dLists, rLists, check.Vec(3, 1, 2))
	check.Both(t, queued, dHeap, rHeap, []float64{1, 30, 3, -2, 10})
	check.Both(t, pooled, dPooled, rPooled, 0.5)
	check.Both(t, text, dText, rText, 0.5, check.Rough())
	check.Both(t, failing, dErrors, rErrors, 0.5)
	check.Both(t, failing, dErrors, rErrors, 1.5)
	check.Both(t, failing, dErrors, rErrors, 0.95)
	check.Both(t, failing, dErrors, rErrors, -1.0)
}

func TestMapsClone(t *testing.T) {
	check.Both(t, cloned, dCloned, rCloned, check.AnyOrder(), 1.0, 2.0, 0.5, 0.3)
	check.Forward(t, cloned, wCloned, check.AnyOrder(), check.Width(2), 1.0, 2.0, 0.5, 0.3)
	check.Reverse(t, cloned, vCloned, check.AnyOrder(), check.Width(2), 1.0, 2.0, 0.5, 0.3)
	check.Both(t, clonedNodes, dClonedNodes, rClonedNodes, check.AnyOrder(), []node{{1, []float64{2, 3}}, {3, []float64{4, 5}}}, 1)
	check.Both(t, clonedSlices, dClonedSlices, rClonedSlices, check.Vec(3, 1, 2))
	check.Both(t, looped, dLooped, rLooped, check.Vec(4, 0.5, 1))
	check.Both(t, inactive, dInactive, rInactive, 0.7)
}

// The caller's own shadow map gets adjoints under the keys that were met, and no others.
func TestMapsCloneOfArgument(t *testing.T) {
	m := map[string]float64{"a": 2, "b": 3, "c": 5}
	if y, dy := dGiven(m, map[string]float64{"a": 1}); y != 12 || dy != 12 {
		t.Errorf("forward: %v, %v, want 12, 12", y, dy)
	}
	d := map[string]float64{"b": 10}
	if y := rGiven(m, d, 1); y != 12 || !maps.Equal(d, map[string]float64{"a": 12, "b": 14}) {
		t.Errorf("reverse: %v, %v", y, d)
	}
}
