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

// many is mixed with so many directions that package runtime is asked in any case.
//
//go:autodiff dMany Forward(12)
//go:autodiff rMany Reverse(12)
func many(y, a, b, c []float64) {
	for i := range y {
		y[i] += a[i] * b[i] * c[i]
	}
}

// TestManyCases tests the same of derivatives in more directions.
func TestManyCases(t *testing.T) {
	type shadow = [12][]float64
	shadows := func(n int, x float64) (s shadow) {
		for i := range s {
			s[i] = make([]float64, n)
			for j := range s[i] {
				s[i][j] = x
			}
		}
		return s
	}
	for _, d := range []struct {
		name string
		of   func(y []float64, dy shadow, a []float64, da shadow, b []float64, db shadow, c []float64, dc shadow)
		y, a float64 // shadows then
	}{
		{"dMany", dMany, 1 + 3*3*3, 1}, // 1 + 1·b·c + …
		{"rMany", rMany, 1, 1 + 3*3},
	} {
		y, a, b, c := []float64{1}, []float64{3}, []float64{3}, []float64{3}
		dy, da := shadows(1, 1), shadows(1, 1)
		d.of(y, dy, a, da, b, shadows(1, 1), c, shadows(1, 1))
		for i := range dy {
			if y[0] != 28 || dy[i][0] != d.y || da[i][0] != d.a {
				t.Errorf("%s, direction %d: y = %v, shadows %v and %v, want 28, %v and %v", d.name, i, y[0], dy[i][0], da[i][0], d.y, d.a)
			}
		}
		for _, c := range []struct {
			name   string
			change func(y, a []float64, dy, da *shadow)
			want   string
		}{
			{"own", func(y, a []float64, dy, da *shadow) { dy[11] = y }, "shadow dy[11] overlaps y"},
			{"two shadows", func(y, a []float64, dy, da *shadow) { da[3] = dy[10] }, "shadow dy[10] overlaps another argument"},
			{"a primal", func(y, a []float64, dy, da *shadow) { dy[3] = a }, "shadow dy[3] overlaps another argument"},
			{"short", func(y, a []float64, dy, da *shadow) { da[11] = nil }, "shadow da[11] is shorter than a"},
		} {
			y, a := []float64{1}, []float64{3}
			dy, da := shadows(1, 1), shadows(1, 1)
			c.change(y, a, &dy, &da)
			func() {
				defer func() {
					if have, want := fmt.Sprint(recover()), "autodiff: "+d.name+": "+c.want; have != want || y[0] != 1 {
						t.Errorf("%s, %s: have %q and y = %v, want %q", d.name, c.name, have, y[0], want)
					}
				}()
				d.of(y, dy, a, da, []float64{1}, shadows(1, 0), []float64{1}, shadows(1, 0))
			}()
		}
	}
}
