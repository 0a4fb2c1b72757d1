// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

type source interface{ next() float64 }

type decay struct {
	rate float64
	of   [2]float64
}

// next is large enough not to be inlined.
func (d decay) next() float64 {
	s := d.of[0]
	for i := range 10 {
		if i%3 == 2 {
			s *= d.rate
		}
		s += d.rate*s - 1/(d.rate+s)
		if s > 1000 {
			s /= 2
		}
	}
	return s * d.of[1]
}

// methodInLoop calls a method of which the optimiser sees what it is, again when loads of
// the interface have moved in front of the loop: a wrapper without a body.
//
//go:autodiff dMethodInLoop Forward
//go:autodiff rMethodInLoop Reverse
func methodInLoop(x []float64, y []float64) {
	from := struct{ source }{decay{x[0], [2]float64{x[1], x[0]}}}
	for i := range y {
		y[i] += from.source.next() * float64(i)
	}
}

func TestMethodInLoop(t *testing.T) {
	check.Both(t, methodInLoop, dMethodInLoop, rMethodInLoop, check.Vec(2, 0.5, 1.5), check.Vec(3, 0, 1))
}
