// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Parameters that are called like the shadows of others.

package clash

import (
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dClash Forward
func clash(x, dx, y float64, dy float64) (dret float64) { return x*dx + y*dy }

//go:autodiff dShadow Forward
func shadow(d, dd, ddd float64) (dret float64) { return d*dd + ddd }

func Test(t *testing.T) {
	a := check.Range(-2, 2)
	check.Forward(t, clash, dClash, a, a, a, a)
	check.Forward(t, shadow, dShadow, a, a, a)
}
