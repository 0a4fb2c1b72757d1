// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for gonum.org/v1/gonum/internal/math32.

package kernels

import "math"

//go:autodiffbody gonum.org/v1/gonum/internal/math32.Sqrt
func Math32Sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

//go:autodiffbody gonum.org/v1/gonum/internal/math32.Abs
func Math32Abs(x float32) float32 { return float32(math.Abs(float64(x))) }

//go:autodiffbody gonum.org/v1/gonum/internal/math32.Copysign
func Math32Copysign(x, y float32) float32 { return float32(math.Copysign(float64(x), float64(y))) }
