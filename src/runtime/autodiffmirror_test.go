// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package runtime_test

import (
	"reflect"
	"runtime"
	"testing"
	"unsafe"
)

// TestAutodiffMirror mirrors memory with everything that can lie in it, with cycles, and
// many values.
func TestAutodiffMirror(t *testing.T) {
	type node struct {
		n      int
		name   string
		x      float32
		z      complex128
		flat   []float64
		rows   [][]float64
		counts []int
		pair   [2]*float64
		any    any
		f      func()
		m      map[string]float64
		p      unsafe.Pointer
		next   *node
		others []*node
	}
	y := 3.0
	a := &node{n: 1, name: "a", x: 2, z: 3i, flat: []float64{1, 2}, rows: [][]float64{{1}, nil, {2, 3}}, counts: []int{4},
		pair: [2]*float64{&y, &y}, any: &y, m: map[string]float64{"a": 1}, p: unsafe.Pointer(&y)}
	a.next = a
	for i := range 1000 {
		a.others = append(a.others, &node{n: i, next: a})
	}
	b := (*node)(runtime.AutodiffMirror(node{}, unsafe.Pointer(a), 1))
	if b == a || b.next != b || b.pair[0] == a.pair[0] || b.pair[0] != b.pair[1] || &b.counts[0] != &a.counts[0] {
		t.Error("references do not lead where they should")
	}
	if b.n != 1 || b.name != "a" || b.x != 0 || b.z != 0 || *b.pair[0] != 0 || *b.any.(*float64) != 0 || b.p != nil || b.m == nil || len(b.m) != 0 {
		t.Errorf("the shadow is %+v", b)
	}
	if !reflect.DeepEqual(b.flat, []float64{0, 0}) || !reflect.DeepEqual(b.rows, [][]float64{{0}, nil, {0, 0}}) {
		t.Errorf("slices are %v and %v", b.flat, b.rows)
	}
	for i, o := range b.others {
		if o.n != i || o.next != b {
			t.Fatalf("element %d is %+v", i, o)
		}
	}
	if runtime.AutodiffMirror(node{}, nil, 1) != nil {
		t.Error("the shadow of nil is not nil")
	}
	if *a.pair[0] != 3 || a.flat[1] != 2 || a.any != any(&y) {
		t.Error("the primal has changed")
	}
}
