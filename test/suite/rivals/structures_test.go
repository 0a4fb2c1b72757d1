// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Structures: lists, trees, heaps, and slices that are sorted, shared and grown.

package rivals

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type node struct {
	value float64
	next  *node
}

// list is built back to front, changed on the way, turned around and summed up.
//
//go:autodiff dList Forward
//go:autodiff rList Reverse
func list(x []float64) float64 {
	var head *node
	for _, v := range x {
		head = &node{v * v, head}
	}
	for p := head; p != nil && p.next != nil; p = p.next.next {
		p.value, p.next.value = p.next.value*2, p.value
	}
	var turned *node
	for head != nil {
		head, turned, head.next = head.next, head, turned
	}
	s := 0.0
	for p := turned; p != nil; p = p.next {
		s = s*0.5 + p.value
	}
	return s
}

// given is the caller's own list.
//
//go:autodiff dGiven Forward
//go:autodiff rGiven Reverse
func given(p *node) float64 {
	s := 1.0
	for ; p != nil; p = p.next {
		s *= p.value
		p.value = s
	}
	return s
}

type tree struct {
	key         int
	value       float64
	left, right *tree
}

func (t *tree) insert(key int, value float64) *tree {
	switch {
	case t == nil:
		return &tree{key: key, value: value}
	case key < t.key:
		t.left = t.left.insert(key, value)
	case key > t.key:
		t.right = t.right.insert(key, value)
	default:
		t.value *= value
	}
	return t
}

func (t *tree) fold(s float64) float64 {
	if t == nil {
		return s
	}
	return t.right.fold(math.Sin(t.left.fold(s)) + t.value)
}

//go:autodiff dSearchTree Forward
//go:autodiff rSearchTree Reverse
func searchTree(x []float64) float64 {
	var root *tree
	for i, v := range x {
		root = root.insert(i*7%5, v)
	}
	return root.fold(0.5)
}

// A term is a node of an expression: op says which one.
type term struct {
	op   byte
	c    float64
	args []*term
}

func (e *term) eval(x float64) float64 {
	switch e.op {
	case 'x':
		return x
	case 'c':
		return e.c
	case '+':
		s := 0.0
		for _, a := range e.args {
			s += a.eval(x)
		}
		return s
	case '*':
		p := 1.0
		for _, a := range e.args {
			p *= a.eval(x)
		}
		return p
	case 's':
		return math.Sin(e.args[0].eval(x))
	}
	panic("unknown operation " + string(e.op))
}

// expression reads a polish notation and evaluates it.
//
//go:autodiff dExpression Forward
//go:autodiff rExpression Reverse
func expression(text string, c []float64, x float64) float64 {
	e, _, _ := parse(text, c)
	return e.eval(x)
}

func parse(text string, c []float64) (*term, string, []float64) {
	e := &term{op: text[0]}
	text = text[1:]
	args := 0
	switch e.op {
	case 'c':
		e.c, c = c[0]*2, c[1:]
	case '+', '*':
		args = 2
	case 's':
		args = 1
	}
	for range args {
		var a *term
		a, text, c = parse(text, c)
		e.args = append(e.args, a)
	}
	return e, text, c
}

// network sorts in place by comparing and exchanging.
//
//go:autodiff dNetwork Forward
//go:autodiff rNetwork Reverse
func network(x *[5]float64) float64 {
	for _, p := range [...][2]int{{0, 1}, {3, 4}, {2, 4}, {2, 3}, {1, 4}, {0, 3}, {0, 2}, {1, 3}, {1, 2}} {
		i, j := p[0], p[1]
		x[i], x[j] = min(x[i], x[j]), max(x[i], x[j])
	}
	return x[0] + 2*x[1]*x[4] + 3*x[2] - x[3]
}

// quicksort calls itself on parts of one slice.
//
//go:autodiff dQuicksort Forward
//go:autodiff rQuicksort Reverse
func quicksort(x []float64) {
	if len(x) < 2 {
		return
	}
	pivot, i := x[len(x)-1], 0
	for j, v := range x {
		if v < pivot {
			x[i], x[j] = x[j], x[i]
			i++
		}
	}
	x[i], x[len(x)-1] = x[len(x)-1], x[i]
	quicksort(x[:i])
	quicksort(x[i+1:])
}

type heap []float64

func (h *heap) push(v float64) {
	*h = append(*h, v)
	for i := len(*h) - 1; i > 0; {
		p := (i - 1) / 2
		if (*h)[p] <= (*h)[i] {
			break
		}
		(*h)[p], (*h)[i] = (*h)[i], (*h)[p]
		i = p
	}
}

func (h *heap) pop() float64 {
	x := *h
	top, n := x[0], len(x)-1
	x[0] = x[n]
	x = x[:n]
	for i := 0; ; {
		c := 2*i + 1
		if c >= n {
			break
		}
		if c+1 < n && x[c+1] < x[c] {
			c++
		}
		if x[i] <= x[c] {
			break
		}
		x[i], x[c] = x[c], x[i]
		i = c
	}
	*h = x
	return top
}

// huffman joins the two smallest until there is one.
//
//go:autodiff dHuffman Forward
//go:autodiff rHuffman Reverse
func huffman(x []float64) float64 {
	var h heap
	for _, v := range x {
		h.push(v)
	}
	cost := 0.0
	for len(h) > 1 {
		a, b := h.pop(), h.pop()
		cost += (a + b) * (1 + a*b)
		h.push(a + b)
	}
	return cost
}

// shifted reads and writes one array through slices that overlap.
//
//go:autodiff dShifted Forward
//go:autodiff rShifted Reverse
func shifted(x []float64) float64 {
	a, b := x[1:], x[:len(x)-1]
	for i := range a {
		a[i] += 0.5 * b[i] * b[i]
	}
	copy(x[2:], x)
	for i := range b {
		b[i] *= a[len(a)-1-i]
	}
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

// twice gets one slice as both of its arguments.
//
//go:autodiff dTwice Forward
//go:autodiff rTwice Reverse
func twice(x []float64) float64 { return mix(x, x) + mix(x[:2], x[1:3]) }

//go:noinline
func mix(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		a[i] *= 1.5
		s += a[i] * b[i]
		b[i] += s
	}
	return s
}

// stacked pushes and pops.
//
//go:autodiff dStacked Forward
//go:autodiff rStacked Reverse
func stacked(x []float64) float64 {
	var stack []float64
	for i, v := range x {
		stack = append(stack, v)
		for n := len(stack); n > 1 && stack[n-2] > stack[n-1]*float64(i%3); n = len(stack) {
			stack[n-2] = stack[n-2]*stack[n-1] + 1
			stack = stack[:n-1]
		}
	}
	s := 0.0
	for i, v := range stack {
		s += v * float64(i+1)
	}
	return s
}

// swapped works through pointers to pointers.
//
//go:autodiff dSwapped Forward
//go:autodiff rSwapped Reverse
func swapped(x, y float64, n int) float64 {
	p, q := &x, &y
	pp := &p
	for i := range n {
		if i%3 == 0 {
			p, q = q, p
		}
		**pp = *q * *p
		*q += 0.1 * **pp
	}
	return *p - 2*x**q
}

func TestStructures(t *testing.T) {
	check.Both(t, list, dList, rList, check.Vec(5, 0.5, 1))
	check.Both(t, given, dGiven, rGiven, &node{1.1, &node{0.7, &node{1.3, nil}}})
	check.Both(t, searchTree, dSearchTree, rSearchTree, check.Vec(9, 0.5, 1))
	check.Both(t, expression, dExpression, rExpression, "+*xcs+xc", []float64{0.3, 0.7}, 1.2)
	check.Both(t, network, dNetwork, rNetwork, check.Range(0, 1))
	check.Both(t, quicksort, dQuicksort, rQuicksort, check.Vec(12, 0, 1))
	check.Both(t, huffman, dHuffman, rHuffman, check.Vec(9, 0.1, 1))
	check.Both(t, shifted, dShifted, rShifted, check.Vec(6, 0.5, 1))
	check.Both(t, twice, dTwice, rTwice, check.Vec(4, 0.5, 1))
	check.Both(t, stacked, dStacked, rStacked, check.Vec(12, 0.2, 1), check.Rough())
	check.Both(t, swapped, dSwapped, rSwapped, check.Range(0.5, 1), check.Range(0.5, 1), 7)
}
