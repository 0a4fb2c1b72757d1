// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package deep is what package made needs, and who instantiates that does not import.
package deep

func Refine(x, a float64) float64 {
	for range 5 {
		x = step(x, a)
	}
	return x
}

func step(x, a float64) float64 {
	for i := range 2 {
		if i == 0 {
			x += a / x
		} else {
			x /= 2
		}
	}
	return x
}
