// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package bases

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"

	"goenzyme/suite/check"
)

func TestBases(t *testing.T) {
	for _, n := range []int{0, 1, 2, 5} {
		x := check.Vec(n, -1, 1)
		for _, rows := range []int{0, 1, 3} {
			check.Both(t, flat, dFlat, revFlat, check.Vec((rows+1)*n, -1, 1), x, rows)
			check.Both(t, called, dCalled, revCalled, check.Vec(rows*n, -1, 1), rows, n)
		}
		check.Both(t, packed, dPacked, revPacked, check.Vec(n*(n-1)/2, -1, 1), x)
		for k := range 4 {
			check.Both(t, seldom, dSeldom, revSeldom, x, k)
		}
		for _, from := range []int{0, 1, n} {
			floats := check.Fill(make([]float32, n+4), -1, 1)
			check.Both(t, windows, dWindows, revWindows, floats, floats, from, n)
		}
		check.Both(t, fields, dFields, revFields, check.Fill(make([]triple, 2*n), -1, 1), n)
	}
}

// TestBasesCollected: addresses lead into objects whenever garbage is collected, at the end of
// what was allocated, too.
func TestBasesCollected(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(1))
	var stop atomic.Bool
	done := make(chan bool)
	go func() {
		for !stop.Load() {
			runtime.GC()
		}
		close(done)
	}()
	for range 300 {
		for _, n := range []int{0, 1, 4, 32} {
			rows := 4
			a, da := make([]float64, rows*n), make([]float64, rows*n)
			x, dx := make([]float64, n), make([]float64, n)
			for i := range x {
				x[i] = 1
			}
			revFlat(a, da, x, dx, rows-1, 1)
			revPacked(make([]float64, n*(n-1)/2), make([]float64, n*(n-1)/2), x, dx, 1)
			revCalled(a, da, rows, n, 1)
			revSeldom(x, dx, n, 1)
		}
	}
	stop.Store(true)
	<-done
}
