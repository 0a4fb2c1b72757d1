// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import (
	"fmt"
	"slices"
	"testing"
)

func vec(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i + 1)
	}
	return v
}

// memory is what the arguments of a case are made of.
type memory struct {
	x, dx, y, dy []float64
	p, dp, q, dq *float64
}

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		name string
		call func(m memory)
		want string // the panic; "" for none
	}{
		{"nothing shared", func(m memory) { DRead(m.x, m.dx, m.y, m.dy) }, ""},
		{"own", func(m memory) { DRead(m.x, m.x, m.y, m.dy) }, "DRead: shadow dx overlaps x"},
		{"own, behind", func(m memory) { DRead(m.x[:3], m.x[2:], m.y, m.dy) }, "DRead: shadow dx overlaps x"},
		{"own, in front", func(m memory) { DRead(m.x[2:5], m.x[:3], m.y, m.dy) }, "DRead: shadow dx overlaps x"},
		{"own, adjacent", func(m memory) { DRead(m.x[:3], m.x[3:], m.y, m.dy) }, ""},
		{"own, only what is longer", func(m memory) { DRead(m.x[4:], m.x[:5], m.y, m.dy) }, "DRead: shadow dx overlaps x"},
		{"own, empty", func(m memory) { DAxpy(1, 1, m.x[:0], m.x, m.y, m.dy) }, ""},
		{"own, second", func(m memory) { DRead(m.x, m.dx, m.y, m.y) }, "DRead: shadow dy overlaps y"},
		{"primals", func(m memory) { DRead(m.x, m.dx, m.x, m.dy) }, ""},
		{"shadows that are read", func(m memory) { DRead(m.x, m.dx, m.y, m.dx) }, ""},
		{"shadow and primal that are read", func(m memory) { DRead(m.x, m.y, m.y, m.dy) }, ""},
		{"noalias", func(m memory) { DReadNoAlias(m.x, m.dx, m.x, m.dy) }, "DReadNoAlias: x and y overlap, but the directive says noalias"},
		{"noalias, in part", func(m memory) { DReadNoAlias(m.x[:3], m.dx, m.x[2:], m.dy) }, "DReadNoAlias: x and y overlap, but the directive says noalias"},
		{"noalias, adjacent", func(m memory) { DReadNoAlias(m.x[:3], m.dx, m.x[3:], m.dy) }, ""},
		{"noalias, empty", func(m memory) { DReadNoAlias(m.x, m.dx, m.y, m.dy) }, ""},
		{"shadow that is written", func(m memory) { DAxpy(1, 1, m.x, m.dx, m.y, m.dx) }, "DAxpy: shadow dx overlaps shadow dy"},
		{"shadow that is written, in part", func(m memory) { DAxpy(1, 1, m.x[:2], m.dx[:2], m.y[:2], m.dx[1:]) }, "DAxpy: shadow dx overlaps shadow dy"},
		{"shadow that is written, adjacent", func(m memory) { DAxpy(1, 1, m.x[:2], m.dx[:2], m.y[:2], m.dx[2:]) }, ""},
		{"shadow that is written over a primal", func(m memory) { DAxpy(1, 1, m.x, m.dx, m.y, m.x) }, "DAxpy: shadow dy overlaps x"},
		{"shadow over a primal that is written", func(m memory) { DAxpy(1, 1, m.x, m.y, m.y, m.dy) }, "DAxpy: shadow dx overlaps y"},
		{"primals, one of them written", func(m memory) { DAxpy(1, 1, m.x, m.dx, m.x, m.dy) }, ""},
		{"unchecked", func(m memory) { DAxpyUnchecked(1, 1, m.x, m.x, m.x, m.x) }, ""},
		{"written by a callee", func(m memory) { DThrough(m.x, m.dx, m.y, m.dx) }, "DThrough: shadow dx overlaps shadow dy"},
		{"pointers", func(m memory) { DSwap(m.p, m.dp, m.q, m.dp) }, "DSwap: shadow dp overlaps shadow dq"},
		{"pointer and own", func(m memory) { DSwap(m.p, m.dp, m.q, m.q) }, "DSwap: shadow dq overlaps q"},
		{"pointer and primal", func(m memory) { DSwap(m.p, m.q, m.q, m.dq) }, "DSwap: shadow dp overlaps q"},
		{"pointers without overlap", func(m memory) { DSwap(m.p, m.dp, m.q, m.dq) }, ""},
		{"pointer that moves in", func(m memory) { DSwapOnly(m.p, m.dp, *m.q, m.dp) }, "DSwapOnly: shadow dp overlaps shadow dq"},
		{"field", func(m memory) { DField(Pair{m.x, m.y}, Pair{m.dx, m.dx}, m.x, m.dx) }, "DField: field In of shadow dp overlaps field Out of shadow dp"},
		{"field that is written", func(m memory) { DField(Pair{m.x, m.y}, Pair{m.dx, m.dy}, m.x, m.dy) }, "DField: field Out of shadow dp overlaps shadow dz"},
		{"field that is read", func(m memory) { DField(Pair{m.x, m.y}, Pair{m.dx, m.dy}, m.x, m.dx) }, ""},
		{"without a shadow", func(m memory) { DThree(m.y, m.x, m.y) }, "DThree: shadow dx overlaps c"},
		{"Const over what is written", func(m memory) { DThree(m.x[:3], m.x[2:5], m.dx) }, "DThree: c, which is Const, overlaps x, and x is written"},
		{"Const beside what is written", func(m memory) { DThree(m.x[:3], m.x[3:], m.dx) }, ""},
		{"Const over what is read", func(m memory) { RReadX(m.x, m.dx, m.x, 1) }, ""},
		{"Const that is written", func(m memory) { DReset(1, m.x, m.dx, m.x) }, "DReset: y, which is Const, overlaps x, and x is written"},
		{"reverse, Const over what is written", func(m memory) { RThree(m.x, m.x, m.dx) }, "RThree: c, which is Const, overlaps x, and x is written"},
		{"reverse", func(m memory) { RRead(m.x, m.dx, m.y, m.dy, 1) }, ""},
		{"reverse, own", func(m memory) { RRead(m.x[:3], m.x[2:], m.y, m.dy, 1) }, "RRead: shadow dx overlaps x"},
		{"reverse, shorter", func(m memory) { RRead(m.x, m.dx[:5], m.y, m.dy, 1) }, "RRead: shadow dx is shorter than x"},
		{"reverse, primals", func(m memory) { RRead(m.x, m.dx, m.x, m.dy, 1) }, ""},
		{"reverse, gradients", func(m memory) { RRead(m.x, m.dx, m.y, m.dx, 1) }, "RRead: shadow dx overlaps shadow dy"},
		{"reverse, gradient and primal", func(m memory) { RRead(m.x, m.y, m.y, m.dy, 1) }, "RRead: shadow dx overlaps y"},
		{"reverse, gradient and constant", func(m memory) { RReadX(m.x, m.y[5:], m.y, 1) }, "RReadX: shadow dx is shorter than x"},
		{"reverse, gradient over a constant", func(m memory) { RReadX(m.x, m.y, m.y[5:], 1) }, "RReadX: shadow dx overlaps y"},
		{"reverse, noalias", func(m memory) { RReadNoAlias(m.x, m.dx, m.x, m.dy, 1) }, "RReadNoAlias: x and y overlap, but the directive says noalias"},
		{"reverse, unchecked", func(m memory) { RReadUnchecked(m.x, m.dx, m.y, m.dx, 1) }, ""},
		{"nested", func(m memory) { DNested([][]float64{m.x[:3], m.y}, [][]float64{m.x[2:], m.dy}) }, "DNested: the shadow of a nested reference overlaps it"},
		{"nested without overlap", func(m memory) { DNested([][]float64{m.x[:3], m.y}, [][]float64{m.x[3:], m.dy}) }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := memory{vec(6), vec(6), vec(6), vec(6), new(float64), new(float64), new(float64), new(float64)}
			before := slices.Concat(m.x, m.dx, m.y, m.dy)
			got := message(func() { c.call(m) })
			want := c.want
			if want != "" {
				want = "autodiff: " + want
				if !slices.Equal(before, slices.Concat(m.x, m.dx, m.y, m.dy)) {
					t.Error("something was written before the panic")
				}
			}
			if got != want {
				t.Errorf("have panic %q, want %q", got, want)
			}
		})
	}
}

// message returns what call panics with, or "".
func message(call func()) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint(r)
		}
	}()
	call()
	return ""
}
