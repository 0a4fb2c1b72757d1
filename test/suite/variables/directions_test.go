// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package variables

import (
	"math"
	"slices"
	"testing"
)

// Variables with shadows for three directions at once.

//go:autodiffshadow wGain
var gain = 1.5

var wGain [3]float64

type layer struct {
	bias    float64
	weights []float64
	n       int
}

//go:autodiffshadow wLayer
var hidden = layer{0.3, []float64{0.5, -0.7, 1.1}, 3}

var wLayer [3]layer

//go:autodiff wForward Forward(3)
//go:autodiff vReverse Reverse(3)
func output(x float64) float64 {
	s := hidden.bias
	for i, w := range hidden.weights {
		s += w * math.Pow(x, float64(i))
	}
	scale(s)
	return gain * hidden.bias
}

//go:noinline
func scale(s float64) {
	gain *= math.Tanh(s)
	hidden.bias += s * hidden.weights[hidden.n-1]
}

// reset sets the variables to what they are at the beginning, plus t times a direction.
func reset(t float64, d []float64) {
	gain = 1.5 + t*d[0]
	hidden = layer{0.3 + t*d[1], []float64{0.5 + t*d[2], -0.7 + t*d[3], 1.1 + t*d[4]}, 3}
}

var directions = [3][]float64{{1, 0, 0, 0, 0}, {0.3, -0.2, 0.7, 0.1, 0.5}, {0, 1, -1, 2, 0.4}}

func TestForwardInDirections(t *testing.T) {
	const x, h = 0.8, 1e-6
	dx := [3]float64{0, 1, -0.5}
	reset(0, directions[0])
	for i, d := range directions {
		wGain[i] = d[0]
		wLayer[i] = layer{d[1], slices.Clone(d[2:]), 3}
	}
	_, dy := wForward(x, dx)
	after := wGain
	for i, d := range directions {
		reset(h, d)
		up := output(x + h*dx[i])
		upGain := gain
		reset(-h, d)
		down := output(x - h*dx[i])
		if want := (up - down) / (2 * h); math.Abs(dy[i]-want) > 1e-7 {
			t.Errorf("direction %d: %v, differences give %v", i, dy[i], want)
		}
		if want := (upGain - gain) / (2 * h); math.Abs(after[i]-want) > 1e-7 {
			t.Errorf("direction %d: tangent of the variable %v, differences give %v", i, after[i], want)
		}
	}
}

func TestReverseInDirections(t *testing.T) {
	const x = 0.8
	seeds := [3]float64{1, -2, 0.5}
	gains := [3]float64{0, 1, 2} // adjoints of gain behind the call
	reset(0, directions[0])
	for i := range seeds {
		wGain[i] = gains[i]
		wLayer[i] = layer{0, make([]float64, 3), 3}
	}
	_, dx := vReverse(x, seeds)
	grads, layers := wGain, wLayer
	for i := range seeds {
		for j, d := range directions {
			// One direction of forward mode against the adjoints.
			reset(0, d)
			for k := range wGain {
				wGain[k], wLayer[k] = 0, layer{0, make([]float64, 3), 3}
			}
			wGain[1] = d[0]
			wLayer[1] = layer{d[1], slices.Clone(d[2:]), 3}
			_, dy := wForward(x, [3]float64{0, 0.7, 0})
			want := seeds[i]*dy[1] + gains[i]*wGain[1]
			got := dx[i]*0.7 + grads[i]*d[0] + layers[i].bias*d[1]
			for k, g := range layers[i].weights {
				got += g * d[2+k]
			}
			if math.Abs(got-want) > 1e-12 {
				t.Errorf("seed %d, direction %d: %v, forward mode gives %v", i, j, got, want)
			}
		}
	}
}
