// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import "testing"

// Pointers that type assertions take out of nested interface values.

type leaf struct{ w float64 }

func (l *leaf) weight() float64 { return l.w }

type weighted interface{ weight() float64 }

type leaves struct {
	any  any
	leaf weighted
}

func assertedAny(h *leaves, x float64) float64 {
	if p, ok := h.any.(*leaf); ok {
		return p.w * x
	}
	return 0
}

//go:autodiff assertedAny Forward
func dAssertedAny(h, dh *leaves, x, dx float64) (y, dy float64)

func switched(h *leaves, x float64) float64 {
	switch p := h.leaf.(type) {
	case nil:
	case *leaf:
		p.w *= x
		return p.w * x
	}
	return 0
}

//go:autodiff switched Forward
func dSwitched(h, dh *leaves, x, dx float64) (y, dy float64)

//go:autodiff switched Forward(2)
func dSwitched2(h *leaves, dh [2]*leaves, x float64, dx [2]float64) (y float64, dy [2]float64)

func takenAs[T any](h *leaves) *T { return h.any.(*T) }

func assertedGeneric(h *leaves, x float64) float64 { return takenAs[leaf](h).w * x }

//go:autodiff assertedGeneric Forward
func dAssertedGeneric(h, dh *leaves, x, dx float64) (y, dy float64)

func unboxed(h *leaves, x float64) float64 {
	switch v := h.any.(type) {
	case leaf:
		return v.w * x
	case float64:
		return v * x
	}
	return 0
}

//go:autodiff unboxed Forward
func dUnboxed(h, dh *leaves, x, dx float64) (y, dy float64)

// TestAssertedShadow: a pointer in a nested interface value was its own shadow, and the tangent
// that of the primal's value.
func TestAssertedShadow(t *testing.T) {
	l := &leaf{3}
	for _, test := range []struct {
		want string
		do   func()
	}{
		{"dAssertedAny", func() { dAssertedAny(&leaves{any: l}, &leaves{any: l}, 2, 0) }},
		{"dSwitched", func() { dSwitched(&leaves{leaf: l}, &leaves{leaf: l}, 2, 0) }},
		{"dSwitched2", func() { dSwitched2(&leaves{leaf: l}, [2]*leaves{{leaf: &leaf{1}}, {leaf: l}}, 2, [2]float64{}) }},
		{"dAssertedGeneric", func() { dAssertedGeneric(&leaves{any: l}, &leaves{any: l}, 2, 0) }},
	} {
		want := "autodiff: " + test.want + ": the shadow of a nested interface value overlaps it"
		if got := message(test.do); got != want {
			t.Errorf("panic %q, want %q", got, want)
		}
	}
	if l.w != 3 {
		t.Errorf("written before the panic: %v", l.w)
	}
	same := any(leaf{3})
	for _, test := range []struct {
		what string
		want float64
		do   func() (y, dy float64)
	}{
		{"any", 10, func() (y, dy float64) { return dAssertedAny(&leaves{any: &leaf{3}}, &leaves{any: &leaf{5}}, 2, 0) }},
		{"nil", 0, func() (y, dy float64) { return dAssertedAny(&leaves{}, &leaves{}, 2, 1) }},
		{"interface", 20, func() (y, dy float64) { return dSwitched(&leaves{leaf: &leaf{3}}, &leaves{leaf: &leaf{5}}, 2, 0) }},
		{"generic", 13, func() (y, dy float64) { return dAssertedGeneric(&leaves{any: &leaf{3}}, &leaves{any: &leaf{5}}, 2, 1) }},
		{"the same zero", 0, func() (y, dy float64) { return dUnboxed(&leaves{any: 0.0}, &leaves{any: 0.0}, 2, 1) }},
		{"the same struct", 9, func() (y, dy float64) { return dUnboxed(&leaves{any: same}, &leaves{any: same}, 2, 1) }},
	} {
		if _, got := test.do(); got != test.want {
			t.Errorf("%s: tangent %v, want %v", test.what, got, test.want)
		}
	}
}
