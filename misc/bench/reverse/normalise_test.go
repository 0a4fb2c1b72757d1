// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package reverse

import (
	"fmt"
	"testing"
	"time"

	"goenzyme/bench/clock"
)

// normaliser returns memory for n entries and what fills the seeds again.
func normaliser(n int) (out, dout, in, din []float64, seed func()) {
	s := clock.NewSource(13)
	in, seeds := s.Numbers(n), s.Numbers(n)
	out, dout, din = make([]float64, n), make([]float64, n), make([]float64, n)
	return out, dout, in, din, func() {
		copy(dout, seeds)
		clear(din)
	}
}

func TestNormalise(t *testing.T) {
	out, dout, in, din, seed := normaliser(30)
	seed()
	normaliseHand(out, dout, in, din)
	wantOut, want := append([]float64(nil), out...), append([]float64(nil), din...)
	seed()
	normaliseGrad(out, dout, in, din)
	compare(t, "the primal's result", out, wantOut, 1e-15)
	compare(t, "by the compiler, against by hand", din, want, 1e-13)
	for i, v := range dout {
		if v != 0 {
			t.Errorf("seed %d is %v behind the call", i, v)
		}
	}
}

// TestNormaliseLinear checks that eight times as much takes about eight times as long.
func TestNormaliseLinear(t *testing.T) {
	var runs []func()
	for _, n := range []int{1000, 8000} {
		out, dout, in, din, seed := normaliser(n)
		runs = append(runs, func() {
			seed()
			normaliseGrad(out, dout, in, din)
		})
	}
	if times := clock.Measure(runs, 5, time.Millisecond); times[1] > 24*times[0] {
		t.Errorf("the gradient takes %v for 1000 entries, %v for 8000", time.Duration(times[0]), time.Duration(times[1]))
	}
}

func BenchmarkNormalise(b *testing.B) {
	for n := 100; n <= 10000; n *= 10 {
		out, dout, in, din, seed := normaliser(n)
		for _, v := range []struct {
			name string
			run  func()
		}{
			{"primal", func() { normalise(out, in) }},
			{"hand", func() { seed(); normaliseHand(out, dout, in, din) }},
			{"ours", func() { seed(); normaliseGrad(out, dout, in, din) }},
		} {
			b.Run(fmt.Sprintf("n=%d/%s", n, v.name), func(b *testing.B) {
				for b.Loop() {
					v.run()
				}
			})
		}
	}
}
