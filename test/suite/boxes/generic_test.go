// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package boxes

import "container/list"

//go:noinline
func box[T any](x T) any { return x }

type pair[K comparable, V any] struct {
	k K
	v V
}

type cache[K comparable, V any] struct {
	l *list.List
	m map[K]*list.Element
	n int
}

func (c *cache[K, V]) put(k K, v V) {
	if e, ok := c.m[k]; ok {
		e.Value = pair[K, V]{k, v}
		c.l.MoveToFront(e)
		return
	}
	c.m[k] = c.l.PushFront(pair[K, V]{k, v})
	if c.l.Len() > c.n {
		e := c.l.Back()
		c.l.Remove(e)
		delete(c.m, e.Value.(pair[K, V]).k)
	}
}

func (c *cache[K, V]) get(k K) (v V, ok bool) {
	e, ok := c.m[k]
	if !ok {
		return
	}
	c.l.MoveToFront(e)
	return e.Value.(pair[K, V]).v, true
}

//go:autodiff dCache Forward
//go:autodiff rCache Reverse
func lru(xs []float64) (s float64) {
	c := &cache[int, float64]{list.New(), map[int]*list.Element{}, 3}
	for i, x := range xs {
		c.put(i%5, x*x)
		if v, ok := c.get((i * 2) % 5); ok {
			s += v * x
		}
	}
	return s
}

//go:autodiff dBoxT Forward
//go:autodiff rBoxT Reverse
func boxT(x float64) float64 {
	a, b := box(x*x), box(item{x, x, 1})
	c := box([2]float64{x, 2 * x})
	d := box(struct{ a, b any }{a, c})
	e := d.(struct{ a, b any })
	return a.(float64)*b.(item).f() + c.([2]float64)[1]*e.a.(float64) + e.b.([2]float64)[0]
}

type event interface{ at() float64 }
type tick struct{ t, v float64 }
type bar struct {
	t    float64
	vals []float64
}

func (e tick) at() float64 { return e.t }
func (e bar) at() float64  { return e.t }

//go:autodiff dEvents Forward
//go:autodiff rEvents Reverse
func events(xs []float64) (s float64) {
	ch := make(chan event, 10)
	go func() {
		for i, x := range xs {
			if i%2 == 0 {
				ch <- tick{x, x * x}
			} else {
				ch <- bar{x, []float64{x, 2 * x}}
			}
		}
		close(ch)
	}()
	for e := range ch {
		switch e := e.(type) {
		case tick:
			s += e.at() * e.v
		case bar:
			s += e.at() * e.vals[0]
		}
	}
	return s
}

type tree struct {
	left, right *tree
	val         any
}

func (t *tree) insert(v any, less func(a, b any) bool) *tree {
	if t == nil {
		return &tree{nil, nil, v}
	}
	if less(v, t.val) {
		t.left = t.left.insert(v, less)
	} else {
		t.right = t.right.insert(v, less)
	}
	return t
}

func (t *tree) walk(f func(v any)) {
	if t != nil {
		t.left.walk(f)
		f(t.val)
		t.right.walk(f)
	}
}

//go:autodiff dTree Forward
//go:autodiff rTree Reverse
func treeSum(xs []float64) (s float64) {
	var t *tree
	for _, x := range xs {
		t = t.insert(x, func(a, b any) bool { return a.(float64) < b.(float64) })
	}
	w := 1.0
	t.walk(func(v any) {
		s += w * v.(float64)
		w *= 0.5 + v.(float64)
	})
	return s
}

//go:autodiff dMapAny Forward
//go:autodiff rMapAny Reverse
func mapAny(x, y float64) float64 {
	env := map[string]any{"x": x, "y": y, "f": func(a float64) float64 { return a * x }}
	env["z"] = env["x"].(float64) * env["y"].(float64)
	for _, k := range []string{"x", "y", "z"} {
		if v, ok := env[k].(float64); ok {
			env[k] = env["f"].(func(float64) float64)(v)
		}
	}
	return env["x"].(float64) + env["y"].(float64)*env["z"].(float64)
}

//go:autodiff dArgs Forward
//go:autodiff rArgs Reverse
func args(in []any) (s float64) {
	for i, a := range in {
		if v, ok := a.(float64); ok {
			s += v * v
			in[i] = v * s
		}
	}
	return s
}

//go:autodiff dArgsOf Forward
//go:autodiff rArgsOf Reverse
func argsOf(x, y float64) float64 {
	in := []any{x, "s", y, 3}
	s := args(in)
	return s * in[2].(float64)
}
