// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"testing"

	"goenzyme/suite/check"
)

// TestMixedParameter: what came to the floats of a struct parameter that holds slices, too,
// was lost where its shadow is checked: the value with the smaller capacity stood for it.
func TestMixedParameter(t *testing.T) {
	view := check.Fill(mixedView{data: make([]float64, 2)}, 0.5, 1.5)
	check.Both(t, mixedParameter, dMixedParameter, revMixedParameter, view)
	views := check.Fill([]mixedView{{data: make([]float64, 2)}, {data: make([]float64, 1)}}, 0.5, 1.5)
	for i := range 2 {
		check.Both(t, mixedElement, dMixedElement, revMixedElement, views, check.Fill(&mixedView{data: make([]float64, 2)}, 0.5, 1.5), i)
	}
}
