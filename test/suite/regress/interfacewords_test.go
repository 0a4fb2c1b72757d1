// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

type stage interface{ step(x float64) float64 }

type amplifier struct{ k float64 }

func (a *amplifier) step(x float64) float64 { return a.k * x }

type average struct{ state, keep float64 }

func (a *average) step(x float64) float64 {
	a.state = a.keep*a.state + x
	return a.state * x
}

type stageFunc func(float64) float64

func (f stageFunc) step(x float64) float64 { return f(x) }

func throughStages(fs []stage, x float64) float64 {
	for _, f := range fs {
		x = f.step(x)
	}
	return x
}

// interfaceWords keeps things in interfaces, word by word, that hold nothing active until
// they are called: a struct of constants, and a closure.
//
//go:autodiff dInterfaceWords Forward
//go:autodiff rInterfaceWords Reverse
func interfaceWords(x, k float64) float64 {
	peak := 0.0
	fs := []stage{&amplifier{k}, &average{keep: 0.5}, stageFunc(func(v float64) float64 {
		peak = 0.5*peak + v
		return v * peak
	})}
	y := throughStages(fs, x)
	return throughStages(fs, y) + peak
}

func TestInterfaceWords(t *testing.T) {
	check.Both(t, interfaceWords, dInterfaceWords, rInterfaceWords, 0.7, 0.8)
}
