// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package checks

import (
	"fmt"
	"testing"
)

// mixed writes y, so that no shadow may overlap it, nor its shadows anything: with four
// directions that is more pairs than there is a message for.
//
//go:autodiff dMixed Forward(4)
func mixed(y, a, b, c []float64) {
	for i := range y {
		y[i] += a[i] * b[i] * c[i]
	}
}

// TestManyPairs tests which arguments overlap where only the first one is named.
func TestManyPairs(t *testing.T) {
	shadows := func(n int) (s [4][]float64) {
		for i := range s {
			s[i] = make([]float64, n)
		}
		return s
	}
	call := func(n int, change func(y, a []float64, dy, da *[4][]float64)) (message string) {
		defer func() {
			if e := recover(); e != nil {
				message = fmt.Sprint(e)
			}
		}()
		y, a, b, c := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
		dy, da := shadows(n), shadows(n)
		change(y, a, &dy, &da)
		dMixed(y, dy, a, da, b, shadows(n), c, shadows(n))
		return ""
	}
	for _, c := range []struct {
		name   string
		change func(y, a []float64, dy, da *[4][]float64)
		want   string
	}{
		{"apart", func(y, a []float64, dy, da *[4][]float64) {}, ""},
		{"own", func(y, a []float64, dy, da *[4][]float64) { dy[2] = y }, "autodiff: dMixed: shadow dy[2] overlaps y"},
		{"two shadows", func(y, a []float64, dy, da *[4][]float64) { da[3] = dy[1] }, "autodiff: dMixed: shadow dy[1] overlaps another argument"},
		{"a primal", func(y, a []float64, dy, da *[4][]float64) { dy[3] = a }, "autodiff: dMixed: shadow dy[3] overlaps another argument"},
		{"short", func(y, a []float64, dy, da *[4][]float64) { da[0], dy[3] = da[0][:1], a }, "autodiff: dMixed: shadow da[0] is shorter than a"},
		{"touching", func(y, a []float64, dy, da *[4][]float64) {
			both := make([]float64, 2*len(y))
			dy[0], da[0] = both[:len(y)], both[len(y):]
		}, ""},
	} {
		if have := call(3, c.change); have != c.want {
			t.Errorf("%s: have %q, want %q", c.name, have, c.want)
		}
	}
	if have := call(0, func(y, a []float64, dy, da *[4][]float64) { dy[1], da[2] = y, y }); have != "" {
		t.Errorf("nothing overlaps itself: %q", have)
	}
}
