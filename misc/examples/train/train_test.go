// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func prepare(t *testing.T) *trainer {
	all, err := flowers()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 150 {
		t.Fatalf("%d flowers, want 150", len(all))
	}
	training, tests := separate(all)
	return newTrainer(new(bytes.Buffer), training, tests, 1e-3)
}

func TestGradient(t *testing.T) {
	tr := prepare(t)
	x := start(7)
	tr.move(x)
	if want := loss(&tr.net, tr.training, tr.decay); tr.loss != want {
		t.Errorf("the gradient's value is %v, the loss %v", tr.loss, want)
	}
	for i, w := range tr.w {
		const h = 1e-5
		at := func(v float64) float64 {
			*w = v
			return loss(&tr.net, tr.training, tr.decay)
		}
		want := (at(x[i]+h) - at(x[i]-h)) / (2 * h)
		*w = x[i]
		if got := *tr.dw[i]; math.Abs(got-want) > 1e-8 {
			t.Errorf("the derivative by weight %d is %v, differences give %v", i, got, want)
		}
	}
}

func TestTraining(t *testing.T) {
	for seed := range uint64(3) {
		tr := prepare(t)
		x := start(seed)
		tr.move(x)
		before := tr.loss
		if err := tr.train(x, 60); err != nil {
			t.Fatal(err)
		}
		tr.confusion()
		if training, tests := tr.net.accuracy(tr.training), tr.net.accuracy(tr.tests); tr.loss > before/5 || training < 0.97 || tests < 0.92 {
			t.Errorf("seed %d: loss %v, before it was %v; accuracy %v in training, %v in tests\n%s", seed, tr.loss, before, training, tests, tr.out)
		}
		if lines := strings.Count(tr.out.(*bytes.Buffer).String(), "\n"); lines < 10 {
			t.Errorf("seed %d: only %d lines of progress", seed, lines)
		}
	}
}
