// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package parallel

import (
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// TestGradients compares all gradients with the one by hand.
func TestGradients(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	const d, h = 5, 4
	w, x := make([]float64, h*(d+2)), make([]float64, 37*(d+1))
	for _, s := range [][]float64{w, x} {
		for i := range s {
			s[i] = rnd.NormFloat64()
		}
	}
	want := make([]float64, len(w))
	loss := byHand(w, want, x, d, h, 1, 0.5)
	dx := make([]float64, len(x))
	for name, f := range map[string]func(dw []float64, n int) float64{
		"by hand": func(dw []float64, n int) float64 { return byHand(w, dw, x, d, h, n, 0.5) },
		"shared":  func(dw []float64, n int) float64 { return revShared(w, dw, x, d, h, n, 0.5) },
		"private": func(dw []float64, n int) float64 { return revPrivate(w, dw, x, d, h, n, 0.5) },
		"jobs":    func(dw []float64, n int) float64 { return revJobs(w, dw, x, d, h, n, 0.5) },
		"inputs":  func(dw []float64, n int) float64 { return revInputs(w, dw, x, dx, d, h, n, 0.5) },
		"alone":   func(dw []float64, n int) float64 { return revKernel(w, dw, x, d, h, 0.5) },
	} {
		for n := 1; n <= 4; n++ {
			got := make([]float64, len(w))
			if y := f(got, n); math.Abs(y-loss) > 1e-9*loss {
				t.Errorf("%s: loss is %v, want %v", name, y, loss)
			}
			for i := range want {
				if math.Abs(got[i]-want[i]) > 1e-9*(1+math.Abs(want[i])) {
					t.Errorf("%s, %d workers: gradient %d is %v, want %v", name, n, i, got[i], want[i])
				}
			}
		}
	}
}

func TestTable(t *testing.T) {
	var b strings.Builder
	Table(&b, Measure(1))
	if got := strings.Count(b.String(), "\n"); got != len(runs(1))+1 {
		t.Errorf("table:\n%s", b.String())
	}
}

func Benchmark(b *testing.B) {
	for _, f := range runs(samples) {
		b.Run(strings.ReplaceAll(f.name, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				f.call(runtime.GOMAXPROCS(0))
			}
		})
	}
}
