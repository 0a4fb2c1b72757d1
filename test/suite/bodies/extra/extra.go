// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package extra has bodies for functions of another package.
package extra

//go:autodiffbody goenzyme/suite/bodies/vec.twice
func Twice(x float64) float64 { return x + x }

//go:autodiffbody goenzyme/suite/bodies/vec.Parallel
func Parallel(x, y float64) float64 { return x * y }
