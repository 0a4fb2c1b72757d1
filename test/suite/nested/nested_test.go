// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package nested

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// Derivatives are functions like others: the second is checked against differences of
// the first. In which order a derivative adds is not fixed to the last bit.
func TestForwardOverForward(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	check.Forward(t, dMany, ddMany, check.Inexact(), 0.7, 1.0, 0.4, -0.5)
	check.Forward(t, dMany, ddMany, check.Inexact(), 1.7, 0.3, 1.4, 0.0)
	check.Forward(t, dKinks, ddKinks, check.Inexact(), check.Rough(), float32(1.3), float32(1), float32(0.8), float32(-1))
	check.Forward(t, dLoop, ddLoop, check.Inexact(), x, v, 0.3, 1.0, 5)
	check.Forward(t, dLoop, ddLoop, check.Inexact(), x, v, 0.3, 1.0, 0)
	check.Forward(t, dWrites, ddWrites, check.Inexact(), x, v, []float64{1, 2, 3, 4}, []float64{1, 0, 1, 0})
	check.Forward(t, (*layer).dRun, ddRun, check.Inexact(), net(1), net(0.5), []float64{1, -0.3}, []float64{0.1, 0.2})
	check.Forward(t, dSpin, ddSpin, check.Inexact(), vec{1, 2, 3}, vec{1, 0, -1}, [3][3]float64{{1, 2, 3}, {3, -1, 1}, {0, 2, 1}}, [3][3]float64{{1}, {0, 1}, {1, 1, 1}}, 2)
	check.Forward(t, dMake, ddMake, check.Inexact(), 1.5, 1.0, 4)
	check.Forward(t, dDot[float64], ddDot, check.Inexact(), x, v, v, x)
}

func TestForwardOverReverse(t *testing.T) {
	x, v := []float64{0.3, 0.7, 1.1, -0.4}, []float64{1, -0.5, 0.2, 0.3}
	check.Forward(t, rMany, hMany, check.Inexact(), 0.7, 0.4, 1.0)
	check.Forward(t, rMany, hMany, check.Inexact(), -0.4, 1.4, 0.5)
	check.Forward(t, rKinks, hKinks, check.Inexact(), check.Rough(), float32(1.3), float32(1), float32(0.8), float32(-1))
	check.Forward(t, rLoop, hLoop, check.Inexact(), x, v, 0.3, 5, 1.0)
	check.Forward(t, rLoop, hLoop, check.Inexact(), x, v, 0.3, 1000, 1e-3, check.Tol(1e-4))
	check.Forward(t, rLoop, hLoop, check.Inexact(), x, v, 0.3, 0, 1.0)
	check.Forward(t, rWrites, hWrites, check.Inexact(), x, v, []float64{1, 2, 3, 4}, []float64{1, 0, 1, 0})
	check.Forward(t, (*layer).rRun, hRun, check.Inexact(), net(1), net(0.5), []float64{1, -0.3}, []float64{0.1, 0.2}, 1.5)
	check.Forward(t, rSpin, hSpin, check.Inexact(), vec{1, 2, 3}, [3][3]float64{{1, 2, 3}, {3, -1, 1}, {0, 2, 1}}, 2, vec{1, 0, -1})
	check.Forward(t, rDot[float32], hDot, check.Inexact(), []float32{1, 2}, []float32{0, 0}, []float32{3, -1}, []float32{1, 1}, float32(1))
}

func TestCalled(t *testing.T) {
	check.Forward(t, newton, dNewton, check.Inexact(), 0.7, 0.4)
	check.Forward(t, newton, dNewton3, check.Inexact(), check.Width(3), 0.7, 0.4)
}

func net(s float64) *layer {
	return &layer{W: [][]float64{{s, 2 * s}, {-0.5, 0.3}, {0.1, s}}, B: []float64{0.1, 0.2, 0.3 * s}, Gain: 1.1,
		Next: &layer{W: [][]float64{{0.4 * s, -1, 0.7}, {1, 1, s}}, B: []float64{0.5, s}, Gain: 0.8}}
}

func TestThird(t *testing.T) {
	const h = 1e-5
	second := func(x float64) float64 {
		_, _, _, d := ddMany(x, 1, 1, 0, 0.4, 0, 0, 0)
		return d
	}
	_, _, _, d, d3 := d3Many(0.7, 1, 1, 1, 0, 0, 0.4, 0, 0, 0)
	if want := second(0.7); math.Abs(d-want) > 1e-12 {
		t.Errorf("second derivative is %v, want %v", d, want)
	}
	if want := (second(0.7+h) - second(0.7-h)) / (2 * h); math.Abs(d3-want) > 1e-5*math.Abs(want) {
		t.Errorf("third derivative is %v, want %v", d3, want)
	}
}

// The Hessian is symmetric, whichever way it is made.
func TestHessian(t *testing.T) {
	x := []float64{0.3, 0.7, 1.1, -0.4}
	n := len(x)
	unit := func(i int) []float64 {
		e := make([]float64, n)
		e[i] = 1
		return e
	}
	zero := func() []float64 { return make([]float64, n) }
	var h [][]float64
	for i := range n {
		row := zero()
		hLoop(x, unit(i), zero(), row, 0.3, 0, 5, 1, 0)
		h = append(h, row)
		for j := range n {
			_, _, _, d := ddLoop(x, unit(i), unit(j), zero(), 0.3, 0, 0, 0, 5)
			if math.Abs(d-row[j]) > 1e-9*(1+math.Abs(d)) {
				t.Errorf("second derivative %d, %d is %v forward over reverse, %v forward over forward", i, j, row[j], d)
			}
		}
	}
	rows := [3][]float64{zero(), zero(), zero()}
	hLoop3(x, [3][]float64{unit(0), unit(1), unit(2)}, zero(), rows, 0.3, 5, 1)
	for i := range rows {
		for j := range n {
			if math.Abs(rows[i][j]-h[i][j]) > 1e-12 {
				t.Errorf("Hessian at %d, %d is %v in three directions, %v in one", i, j, rows[i][j], h[i][j])
			}
			if math.Abs(h[i][j]-h[j][i]) > 1e-9*(1+math.Abs(h[i][j])) {
				t.Errorf("Hessian is not symmetric at %d, %d: %v and %v", i, j, h[i][j], h[j][i])
			}
		}
	}
}

func TestChecks(t *testing.T) {
	x, v := []float64{1, 2}, []float64{3, 4}
	for _, c := range []struct {
		call func()
		want string
	}{
		{func() { ddLoop(x, v, []float64{1}, v, 0, 0, 0, 0, 1) }, "autodiff: ddLoop: shadow dx is shorter than x"},
		{func() { ddLoop(x, []float64{1}, v, v, 0, 0, 0, 0, 1) }, "autodiff: ddLoop: shadow x2 is shorter than x"},
		{func() { ddLoop(x, x, v, v, 0, 0, 0, 0, 1) }, "autodiff: ddLoop: shadow x2 overlaps x"},
		{func() { hLoop(x, v, x, []float64{1, 2}, 0, 0, 1, 1, 0) }, "autodiff: hLoop: shadow dx overlaps x"},
	} {
		func() {
			defer func() {
				if e, ok := recover().(error); !ok || e.Error() != c.want {
					t.Errorf("panic %v, want %q", e, c.want)
				}
			}()
			c.call()
		}()
	}
}
