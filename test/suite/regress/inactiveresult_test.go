// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"sync"
	"testing"

	"goenzyme/suite/check"
)

var (
	factorsLock sync.RWMutex
	factors     = map[int][]complex128{4: {1, -1i, -1, 1i}, 2: {1, 2}}
)

// factorsFor returns inactive slices in two places: the check of their shadow, which is
// shared zeros and may be too short, splits the block that returns.
//
//go:noinline
func factorsFor(n int) []complex128 {
	factorsLock.RLock()
	if factors[n] != nil {
		defer factorsLock.RUnlock()
		return factors[n]
	}
	factorsLock.RUnlock()
	factorsLock.Lock()
	defer factorsLock.Unlock()
	factors[n] = make([]complex128, n)
	for i := range factors[n] {
		factors[n][i] = factors[4][i%4]
	}
	return factors[n]
}

//go:autodiff dInactiveResult Forward
//go:autodiff rInactiveResult Reverse
func inactiveResult(x []complex128, n int) complex128 {
	g := factorsFor(n)
	if n < 3 {
		g = x
	}
	return g[0] * x[1] * g[1]
}

func TestInactiveResult(t *testing.T) {
	for _, n := range []int{2, 4, 9} {
		check.Both(t, inactiveResult, dInactiveResult, rInactiveResult, check.Vec(2, -1, 1), n)
	}
}
