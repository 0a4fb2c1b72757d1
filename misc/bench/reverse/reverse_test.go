// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package reverse

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"goenzyme/bench/clock"
)

// small are the objectives at sizes that differences can bear.
func small() []*objective {
	return []*objective{
		gmmCase("GMM", 3, 4, 20),
		bundleCase(3, 5, 12),
		lstmCase(5, 2, 8),
		trackingCase("hand tracking, simple", 30, 9, false),
		trackingCase("hand tracking, complicated", 30, 9, true),
		trackingCase("hand tracking, simple, at once", 30, 9, false).atOnce(),
		trackingCase("hand tracking, complicated, at once", 30, 9, true).atOnce(),
		leastSquaresCase(21, 6),
		logSumExpCase(40),
		odeCase(7),
		determinantCase(5),
		kmeansCase(50, 4, 3),
		matVecCase(7, 9),
		stencilCase(17, 6),
		stencilCase(17, 7),
		nbodyCase(4, 9),
	}
}

// near reports whether a and b differ by at most tolerance, relative to scale.
func near(a, b, scale, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*(scale+math.Abs(a)+math.Abs(b))
}

// compare complains about entries of got that are not near want.
func compare(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	scale := 0.0
	for _, w := range want {
		scale = max(scale, math.Abs(w))
	}
	bad := 0
	for i, w := range want {
		if !near(got[i], w, scale*1e-2, tolerance) {
			if bad++; bad <= 3 {
				t.Errorf("%s: entry %d of %d is %v, want %v", what, i, len(want), got[i], w)
			}
		}
	}
}

// gradient runs f and returns what it left in o.dx.
func (o *objective) gradient(f func()) []float64 {
	for i := range o.dx {
		o.dx[i] = math.Inf(1)
	}
	f()
	return append([]float64(nil), o.dx...)
}

func TestHand(t *testing.T) {
	for _, o := range small() {
		t.Run(o.name, func(t *testing.T) {
			hand := o.gradient(o.hand)
			compare(t, "by hand, against differences", hand, o.gradient(o.differences), 1e-6)
			if o.tangent == nil {
				return
			}
			direction := clock.NewSource(99).Numbers(len(o.x))
			copy(o.dx, direction)
			if got, want := dot(hand, direction), o.tangent(); !near(got, want, 1e-3, 1e-11) {
				t.Errorf("the gradient by hand along a direction is %v, forward mode says %v", got, want)
			}
		})
	}
}

func TestOurs(t *testing.T) {
	for _, o := range append(small(), objectives()...) {
		t.Run(o.name, func(t *testing.T) {
			hand := o.gradient(o.hand)
			for range 3 {
				compare(t, "by the compiler, against by hand", o.gradient(o.ours), hand, 1e-10)
			}
		})
	}
}

func TestInfergo(t *testing.T) {
	for _, o := range small() {
		if o.infergo != nil {
			compare(t, o.name+" by infergo, against by hand", o.infergo(), o.gradient(o.hand), 1e-10)
		}
	}
}

func Benchmark(b *testing.B) {
	for _, o := range objectives() {
		b.Run(o.name, func(b *testing.B) {
			for _, v := range o.variants() {
				if v.run == nil {
					continue
				}
				b.Run(v.name, func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						v.run()
					}
				})
			}
		})
	}
}

func TestTable(t *testing.T) {
	results := Measure([]string{"log-sum-exp"}, 1, 100*time.Microsecond)
	if len(results) != 1 || results[0].Primal <= 0 || results[0].Ratios[handRun-1] <= 0 {
		t.Fatalf("results are %+v", results)
	}
	var table, plot bytes.Buffer
	Table(&table, results)
	if !strings.Contains(table.String(), "log-sum-exp") {
		t.Errorf("the table is\n%s", &table)
	}
	if err := Plot(&plot, results); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(&plot); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the picture: %v", err)
		}
	}
}
