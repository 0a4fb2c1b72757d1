// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"errors"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// TestOnlyAssigned has variables that function literals capture and only assign: the
// assignments were taken for dead.
func TestOnlyAssigned(t *testing.T) {
	check.Both(t, assignedInGoroutine, dAssignedInGoroutine, rAssignedInGoroutine, 0.7, 0.3)
	check.Both(t, assignedInLiteral, dAssignedInLiteral, rAssignedInLiteral, []float64{0.7, 0.3, 0.2})
}

var errAssigned = errors.New("assigned")

//go:autodiff dAssignedInGoroutine Forward
//go:autodiff rAssignedInGoroutine Reverse
func assignedInGoroutine(x, y float64) (z float64, n int, err error) {
	var wg sync.WaitGroup
	wg.Add(1)
	first := y
	go func() {
		defer wg.Done()
		z = x
		first = x
		n = 3
		err = errAssigned
	}()
	wg.Wait()
	return z * y * first, n, err
}

//go:autodiff dAssignedInLiteral Forward
//go:autodiff rAssignedInLiteral Reverse
func assignedInLiteral(xs []float64) (float64, int) {
	last, n := 0.0, 0
	forEach(xs, func(x float64) {
		last = x
		n = 2
	})
	return last * last * xs[0], n
}

//go:noinline
func forEach(xs []float64, f func(x float64)) {
	for _, x := range xs {
		f(x)
	}
}
