// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package disjoint

import (
	"autodiff/debug"
	"math"
	"math/rand"
	"slices"
	"testing"

	"goenzyme/suite/check"
)

func TestDisjoint(t *testing.T) {
	for _, n := range []int{0, 1, 2, 5} {
		x, y := check.Vec(n, -1, 1), check.Vec(n, -1, 1)
		check.Both(t, scale, dScale, revScale, x, y)
		check.Both(t, back, dBack, revBack, x, y, 1.5)
		check.Both(t, normalise, dNormalise, revNormalise, x, y)
		check.Reverse(t, spread, revSpread, check.Fill(view{data: make([]float64, n)}, -1, 1), check.Fill(new(float64), -1, 1))
		check.Reverse(t, appended, revAppended, check.Vec(n, -1, 1), check.Vec(n, -1, 1))
		check.Reverse(t, beyond, revBeyond, check.Vec(n, -1, 1), check.Vec(n, -1, 1))
		check.Reverse(t, rows, revRows, check.Mat(3, n, -1, 1), check.Vec(n, -1, 1))
		check.Reverse(t, vector.into, revInto, func(r *rand.Rand) vector { return random(r, n) }, func(r *rand.Rand) vector { return random(r, n) }, n)
	}
	check.Reverse(t, (*pair).square, (*pair).revMethod, check.Fill(new(pair), -1, 1), check.Fill(new(pair), -1, 1))
}

func random(r *rand.Rand, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = 2*r.Float64() - 1
	}
	return x
}

// overlaps has two slices of n elements of one array for each distance that keeps them in
// it: from the one before the other to the one behind.
func overlaps(n int, do func(x, y []float64, distance int)) {
	r := rand.New(rand.NewSource(1))
	for d := -n - 1; d <= n+1; d++ {
		all := random(r, 4*n+4)
		at := n + 2
		do(all[at:at+n], all[at+d:at+d+n], d)
	}
}

func near(a, b []float64) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-12*(1+math.Abs(b[i])) {
			return false
		}
	}
	return true
}

// TestOverlapping: what x was when it was loaded counts, wherever y lies.
func TestOverlapping(t *testing.T) {
	for name, rev := range map[string]func(x, dx, y, dy []float64){"checked": revScale, "unchecked": revScaleUnchecked} {
		overlaps(5, func(x, y []float64, distance int) {
			n := len(x)
			var loaded []float64
			for i := range x { // by hand, on a copy
				if j := i - distance; i == 0 {
					loaded = slices.Clone(x)
				} else if j >= 0 && j < i && distance > 0 {
					loaded[i] = loaded[j] * loaded[j]
				}
			}
			dx, dy := make([]float64, n), make([]float64, n)
			want := make([]float64, n)
			for i := range dy {
				dy[i] = float64(i + 1)
				want[i] = 2 * loaded[i] * dy[i]
			}
			rev(x, dx, y, dy)
			if !near(dx, want) || slices.Max(append(dy, 0)) != 0 {
				t.Errorf("%s, y %d behind x: dx = %v, want %v; dy = %v", name, distance, dx, want, dy)
			}
		})
	}
}

// TestOverlappingBack is the same for a loop that goes down.
func TestOverlappingBack(t *testing.T) {
	overlaps(5, func(x, y []float64, distance int) {
		n, c := len(x), 1.5
		loaded, again := make([]float64, n), make([]float64, n) // before and behind the store
		{
			all := slices.Clone(x[:n])
			value := func(i int) float64 { return all[i] }
			for i := n - 1; i >= 0; i-- {
				loaded[i] = value(i)
				if j := i + distance; j >= 0 && j < n { // y[i] is x[j]
					all[j] = c * loaded[i] * loaded[i]
				}
				again[i] = value(i)
			}
		}
		dx, dy := make([]float64, n), make([]float64, n)
		wantX, wantC := make([]float64, n), 0.0
		for i := range n {
			y := c * loaded[i] * loaded[i]
			wantX[i] = y + 2*c*loaded[i]*again[i]
			wantC += loaded[i] * loaded[i] * again[i]
		}
		_, dc := revBack(x, dx, y, dy, c, 1)
		if !near(dx, wantX) || math.Abs(dc-wantC) > 1e-12 || !near(dy, make([]float64, n)) {
			t.Errorf("y %d behind x: dx = %v, want %v; dc = %v, want %v", distance, dx, wantX, dc, wantC)
		}
	})
}

// TestOverlappingPointer: the element that p leads to changes as the loop goes on.
func TestOverlappingPointer(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for k := range 4 {
		data := random(r, 4)
		v, dv := view{data, 2}, view{make([]float64, 4), 0}
		var wantX [4]float64
		wantScale := 0.0
		{
			x := slices.Clone(data)
			for i := range x {
				was := x[i]
				x[k] = was * v.scale
				now := x[i]
				wantX[i] += math.Cos(now)*x[k] + math.Sin(now)*v.scale
				wantScale += math.Sin(now) * was
			}
		}
		p := &data[k]
		dp := 0.0
		revSpread(v, &dv, p, &dp, 1)
		if !near(dv.data, wantX[:]) || math.Abs(dv.scale-wantScale) > 1e-12 {
			t.Errorf("p = &x[%d]: %v, want %v; %v, want %v", k, dv.data, wantX, dv.scale, wantScale)
		}
	}
}

// TestBehindTheEnd: y lies in the capacity of x.
func TestBehindTheEnd(t *testing.T) {
	all := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	x, y := all[:2], all[2:6]
	dx, dy := make([]float64, 2, 8), make([]float64, 4)
	revAppended(x, dx, y, dy, 1)
	// v is y[i] as it was before its square was put there, as x[i+2]; what comes to x[2]
	// and x[3] comes to v: 2·3·25 and 2·4·36.
	if want := []float64{1 + 150, 2 + 288, 9, 16}; !slices.Equal(dy, want) {
		t.Errorf("dy = %v, want %v", dy, want)
	}

	all = []float64{1, 2, 3, 4, 5, 6}
	x, y = all[:2], all[2:4]
	dx, dy = make([]float64, 2, 6), make([]float64, 2)
	revBeyond(x, dx, y, dy, 1) // x[5] = 9, s = 1·3; x[4] = 16, s += 2·4
	if !slices.Equal(dx, []float64{3, 4}) || !slices.Equal(dy, []float64{1, 2}) {
		t.Errorf("dx = %v, dy = %v, want [3 4] and [1 2]", dx, dy)
	}
}

// TestNested: a row of a is x.
func TestNested(t *testing.T) {
	x := []float64{2, 3}
	a, da := [][]float64{{5, 7}, x}, [][]float64{{0, 0}, {0, 0}}
	dx := []float64{0, 0}
	revRows(a, da, x, dx, 1)
	// x is 10 and 21 behind the first row, which is then the second row as well.
	if !slices.Equal(dx, []float64{525, 3136}) || !slices.Equal(da[0], []float64{220, 1365}) || !slices.Equal(da[1], []float64{200, 882}) {
		t.Errorf("dx = %v, da = %v", dx, da)
	}
}

// TestKept: nothing is kept where nothing overlaps, and something where it does.
func TestKept(t *testing.T) {
	bytes := func(x, y []float64) uint64 {
		before := debug.TapeBytes()
		revScale(x, make([]float64, len(x)), y, make([]float64, len(y)))
		return debug.TapeBytes() - before
	}
	all := make([]float64, 300)
	if n := bytes(all[:100], all[100:200]); n != 0 {
		t.Errorf("%d bytes kept of slices side by side", n)
	}
	if n := bytes(all[:100], all[99:200]); n == 0 {
		t.Errorf("nothing kept of slices that overlap")
	}
	if n := bytes(all[100:200], all[1:101]); n == 0 {
		t.Errorf("nothing kept of slices that overlap")
	}
}
