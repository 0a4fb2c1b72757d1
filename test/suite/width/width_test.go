// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package width

import (
	"maps"
	"math"
	"testing"

	"goenzyme/suite/check"
)

func TestForward(t *testing.T) {
	vec6 := []float64{1, -0.5, 2, 0.25, 1.5, -1}
	check.Forward(t, wave, dWave2, check.Width(2), 0.7, float32(0.3))
	check.Forward(t, wave, dWave3, check.Width(3), 0.7, float32(-0.8))
	check.Forward(t, wave, dWave4, check.Width(4), -0.2, float32(0.3))
	check.Forward(t, wave, dWave8, check.Width(8), 1.7, float32(0.3))
	check.Forward(t, wave, dWave26, check.Width(26), 0.7, float32(0.3))
	check.Forward(t, norm, dNorm2, check.Width(2), vec6)
	check.Forward(t, norm, dNorm26, check.Width(26), vec6)
	check.Forward(t, norm32, dNorm32, check.Width(3), []float32{1, 2, -3})
	check.Forward(t, scale, dScale3, check.Width(3), vec6, 1.5, []float64{1, 2, 3, 4, 5, 6})
	check.Forward(t, grow, dGrow3, check.Width(3), []float64{1, -0.5}, 11)
	check.Forward(t, rows, dRows4, check.Width(4), [][]float64{{1, 2, 3}, {-1, 0.5}, {}})
	check.Forward(t, cross, dCross2, check.Width(2), vec{1, 2, 3}, vec{-1, 0.5, 2})
	check.Forward(t, cross, dCross8, check.Width(8), vec{1, 2, 3}, vec{-1, 0.5, 2})
	check.Forward(t, (*tree).sum, (*tree).dSum3, check.Width(3), sample(), 4)
	check.Forward(t, total, dTotal4, check.Width(4), [4][8]float64{{1, 2}, {3, 4, 5}, {6}, {7: 2}}, 1)
	check.Forward(t, powers, dPowers3, check.Width(3), complex(0.8, 0.3), 4)
	check.Forward(t, locals, dKeys2, check.Width(2), vec6, 2)
	check.Forward(t, part, dPart2, check.Width(2), check.Acts("Const Dual DualOnly"), 2.0, 0.5)
	check.Forward(t, math.Atan2, dAtan2, check.Width(3), 1.5, -0.5)
}

func TestReverse(t *testing.T) {
	vec6 := []float64{1, -0.5, 2, 0.25, 1.5, -1}
	q := 0.75
	check.Reverse(t, wave, rWave3, check.Width(3), 0.7, float32(0.3))
	check.Reverse(t, wave, rWave26, check.Width(26), 1.7, float32(0.3))
	check.Reverse(t, norm, rNorm2, check.Width(2), vec6)
	check.Reverse(t, norm32, rNorm32, check.Width(3), []float32{1, 2, -3})
	check.Reverse(t, scale, rScale3, check.Width(3), vec6, 1.5, []float64{1, 2, 3, 4, 5, 6})
	check.Reverse(t, rows, rRows4, check.Width(4), [][]float64{{1, 2, 3}, {-1, 0.5}, {}})
	check.Reverse(t, cross, rCross2, check.Width(2), vec{1, 2, 3}, vec{-1, 0.5, 2})
	check.Reverse(t, (*tree).sum, rSum3, check.Width(3), sample(), 4)
	check.Reverse(t, total, rTotal4, check.Width(4), [4][8]float64{{1, 2}, {3, 4, 5}, {6}, {7: 2}}, 1)
	check.Reverse(t, powers, rPowers3, check.Width(3), complex(0.8, 0.3), 4)
	check.Reverse(t, locals, rLocals2, check.Width(2), vec6, 2)
	check.Reverse(t, part, rPart2, check.Width(2), check.Acts("Const Active ActiveOnly"), 2.0, 0.5)
	check.Reverse(t, math.Atan2, rAtan2, check.Width(3), 1.5, -0.5)
	check.Reverse(t, walk, rWalk2, check.Width(2), vec6, 5)
	check.Reverse(t, walk, rWalk5, check.Width(5), vec6, 3)
	check.Reverse(t, append3, rAppend3, check.Width(3), vec6, 9)
	check.Reverse(t, link, rLink2, check.Width(2), vec6)
	check.Reverse(t, ofMixed, rMixed3, check.Width(3), mixed{1.5, vec6, &q, [5]float64{1, 2, 3, 4, 5}})
	check.Reverse(t, boxed, rBoxed2, check.Width(2), 1.5, -0.5)
	check.Reverse(t, counted, rCounted3, check.Width(3), vec6)
	check.Reverse(t, fib, rFib3, check.Width(3), 0.7, 5)
	check.Reverse(t, dot[float32], rDot[float32], check.Width(2), []float32{1, 2}, []float32{3, 4})
	check.Reverse(t, dot[float64], rDot[float64], check.Width(2), []float64{1, 2}, []float64{3, 4})
	check.Reverse(t, vec.length, vec.rLen, check.Width(2), vec{1, 2, 3})
}

// Each direction has a map of adjoints.
func TestMaps(t *testing.T) {
	x, m := []float64{1, 2, 3, 4, 5}, map[int]float64{0: 1.5, 1: 2}
	adjoints := func() map[int]float64 { return map[int]float64{0: 3} }
	dx, dm := [2][]float64{make([]float64, 5), make([]float64, 5)}, [2]map[int]float64{adjoints(), adjoints()}
	seeds := [2]float64{1, -2}
	rCountedIn2(x, dx, maps.Clone(m), dm, seeds)
	for i, seed := range seeds {
		want, wantMap := make([]float64, 5), adjoints()
		rCountedIn(x, want, maps.Clone(m), wantMap, seed)
		for j := range want {
			if math.Abs(dx[i][j]-want[j]) > 1e-12*math.Abs(want[j]) {
				t.Errorf("direction %d: %v, want %v", i, dx[i], want)
				break
			}
		}
		for k := range wantMap {
			if math.Abs(dm[i][k]-wantMap[k]) > 1e-12*math.Abs(wantMap[k]) {
				t.Errorf("direction %d: %v, want %v", i, dm[i], wantMap)
			}
		}
	}
}

// A shadow that is its primal is inactive in that direction.
func TestRuntimeActivity(t *testing.T) {
	x, dx := []float64{3, 4}, make([]float64, 2)
	if y := rNormAny(x, [2][]float64{x, dx}, [2]float64{1, 10}); y != 5 || x[0] != 3 || dx[0] != 6 || dx[1] != 8 {
		t.Errorf("rNormAny: %v, x = %v, dx = %v", y, x, dx)
	}
}

func sample() *tree {
	return &tree{Value: vec{2, 1, 0}, N: 2, Leaves: [3]float64{1, 2, 3},
		Left:  &tree{Value: vec{3, 1, 0}, N: 1, Leaves: [3]float64{-1, 2, 1}},
		Right: &tree{Value: vec{1, 1, 0}, N: 3, Leaves: [3]float64{1, 0.5, 1}},
	}
}

// One direction in an array is what no array is.
func TestOne(t *testing.T) {
	d := [1]*tree{{Value: vec{X: 1}, Left: &tree{Leaves: [3]float64{1, 0, 0}}, Right: &tree{}}}
	y, dy := sum1(sample(), d, 0)
	if want := sample().sum(0); y != want {
		t.Errorf("sum1: primal is %v, want %v", y, want)
	}
	const h = 1e-6
	moved := func(h float64) float64 {
		s := sample()
		s.Value.X += h
		s.Left.Leaves[0] += h
		return s.sum(0)
	}
	if want := (moved(h) - moved(-h)) / (2 * h); math.Abs(dy[0]-want) > 1e-6 {
		t.Errorf("sum1: tangent is %v, want %v", dy[0], want)
	}
}

func TestMovedIn(t *testing.T) {
	x := tree{Value: vec{1, 2, 3}}
	dx := [3]*tree{{}, {Value: vec{0, 1, 0}}, {Value: vec{1, 1, 0}}}
	dMove3(x, dx, 5, [3]float64{1, 0, 0})
	for i, want := range []float64{2, 5, 6} {
		if dx[i].Value.X != want || dx[i].Value.Y != 0 {
			t.Errorf("dMove3: direction %d: shadow is %v, want %v 0", i, dx[i].Value, want)
		}
	}
	if x.Value != (vec{1, 2, 3}) {
		t.Errorf("dMove3: changed its argument to %v", x.Value)
	}
}

func TestNone(t *testing.T) {
	if y := dNone(3); y != 4 {
		t.Errorf("dNone(3) = %d, want 4", y)
	}
}

func TestChecks(t *testing.T) {
	x, y := []float64{1, 2, 3}, []float64{4, 5, 6}
	v := func() []float64 { return []float64{1, 2, 3} }
	shared := v()
	ys := [3][]float64{v(), v(), v()}
	for _, c := range []struct {
		name string
		call func()
		want string // the panic; "" for none
	}{
		{"good", func() { dScale3(x, [3][]float64{v(), v(), v()}, 1, [3]float64{}, y, ys) }, ""},
		{"short", func() { dScale3(x, [3][]float64{v(), v(), v()[:2]}, 1, [3]float64{}, y, ys) }, "dScale3: shadow dx[2] is shorter than x"},
		{"nil", func() { dNorm2(x, [2][]float64{nil, v()}) }, "dNorm2: shadow dx[0] is shorter than x"},
		{"nil pointer", func() { sum1(sample(), [1]*tree{}, 0) }, "sum1: shadow dt[0] is nil and t is not"},
		{"own primal", func() { dNorm2(x, [2][]float64{v(), x}) }, "dNorm2: shadow dx[1] overlaps x"},
		{"one for both, read", func() { dNorm2(x, [2][]float64{shared, shared}) }, ""},
		{"one for both, written", func() { dScale3(x, [3][]float64{v(), v(), v()}, 1, [3]float64{}, y, [3][]float64{v(), shared, shared}) }, "dScale3: shadow dy[1] overlaps shadow dy[2]"},
		{"another's primal", func() { dScale3(x, [3][]float64{v(), v(), v()}, 1, [3]float64{}, y, [3][]float64{v(), v(), x}) }, "dScale3: shadow dy[2] overlaps x"},
		{"nested", func() { dRows4([][]float64{x}, [4][][]float64{{v()}, {v()}, {v()}, {v()[:1]}}) }, "dRows4: the shadow of a nested reference is shorter than it"},
		{"reverse, short", func() { rNorm2(x, [2][]float64{v(), v()[:2]}, [2]float64{}) }, "rNorm2: shadow dx[1] is shorter than x"},
		{"reverse, one for both", func() { rNorm2(x, [2][]float64{shared, shared}, [2]float64{}) }, "rNorm2: shadow dx[0] overlaps shadow dx[1]"},
		{"unchecked", func() { dFree(x, [2][]float64{x, x}) }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				got := ""
				if e := recover(); e != nil {
					got = e.(error).Error()
				}
				want := c.want
				if want != "" {
					want = "autodiff: " + want
				}
				if got != want {
					t.Errorf("panic %q, want %q", got, want)
				}
			}()
			c.call()
		})
	}
}

func TestOrder(t *testing.T) {
	for i := range 3 {
		for j := range 3 {
			v := []vec{{0.5, -0.25, 1}, {0.75, 1, -0.5}, {1, 0.3, 0.2}}
			check.Forward(t, swirl, dSwirl3, check.Width(3), v, [][]float64{{0.5, 0.25}, {0.7, 0.9}}, i, j)
			check.Reverse(t, swirl, rSwirl3, check.Width(3), v, [][]float64{{0.5, 0.25}, {0.7, 0.9}}, i, j)
		}
	}
}
