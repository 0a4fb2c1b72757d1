// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"maps"
	"slices"
	"testing"

	"goenzyme/suite/check"
)

// TestAppendsInLargeFunctions: in a function of many blocks, here by all that is inlined,
// the pointers to what is appended to all had the type of those of the first append: active
// floats were refused as integers.
func TestAppendsInLargeFunctions(t *testing.T) {
	check.Both(t, keysAndValues, dKeysAndValues, revKeysAndValues, 0.5, 0.4)
}

func keysAndValues(x, y float64) float64 {
	m := map[int]float64{3: x, 1: y, 2: x * y}
	sum := 0.0
	for i, k := range slices.Sorted(maps.Keys(m)) {
		sum += m[k] * float64(i+1)
	}
	for i, v := range slices.Sorted(maps.Values(m)) {
		sum += v * float64(i+1) * x
	}
	return sum
}

//go:autodiff keysAndValues Forward
func dKeysAndValues(x, dx, y, dy float64) (float64, float64)

//go:autodiff keysAndValues Reverse
func revKeysAndValues(x, y, dret float64) (float64, float64, float64)
