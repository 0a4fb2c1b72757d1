// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package forward

import (
	"math"
	"testing"
)

// TestAgreement checks that all ways lead to the same derivative.
func TestAgreement(t *testing.T) {
	for _, b := range benchmarks() {
		y := b.primal()
		hy, hd := b.hand()
		oy, od := b.ours()
		_, dd := b.dual()
		close := func(a, b float64) bool { return math.Abs(a-b) <= 1e-10*(1+math.Abs(a)+math.Abs(b)) }
		if oy != y {
			t.Errorf("%s: the derivative's value is %v, the primal's %v", b.name, oy, y)
		}
		if !close(hy, y) || !close(od, hd) || !close(od, dd) {
			t.Errorf("%s: tangents %v (ours), %v (by hand), %v (dual)", b.name, od, hd, dd)
		}
	}
}

func Benchmark(b *testing.B) {
	for _, c := range benchmarks() {
		b.Run(c.name, func(b *testing.B) {
			b.Run("primal", func(b *testing.B) {
				for b.Loop() {
					c.primal()
				}
			})
			for _, v := range []struct {
				name string
				f    func() (y, dy float64)
			}{{"hand", c.hand}, {"ours", c.ours}, {"dual", c.dual}} {
				b.Run(v.name, func(b *testing.B) {
					for b.Loop() {
						v.f()
					}
				})
			}
		})
	}
}
