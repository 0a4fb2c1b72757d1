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
//go:autodiff revClash Reverse
func clash(x, dx, y float64, dy float64) (dret float64) { return x*dx + y*dy }

//go:autodiff dShadow Forward
//go:autodiff revShadow Reverse
func shadow(d, dd, ddd float64) (dret float64) { return d*dd + ddd }

func Test(t *testing.T) {
	a := check.Range(-2, 2)
	check.Both(t, clash, dClash, revClash, a, a, a, a)
	check.Both(t, shadow, dShadow, revShadow, a, a, a)
}
