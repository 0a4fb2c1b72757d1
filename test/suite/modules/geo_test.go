// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Vectors.

package modules

import (
	"testing"

	"github.com/golang/geo/r3"

	"goenzyme/suite/check"
)

//go:autodiff r3.Vector.Norm Forward
func dR3VectorNorm(p0, dp0 r3.Vector) (float64, float64)

//go:autodiff r3.Vector.Norm2 Forward
func dR3VectorNorm2(p0, dp0 r3.Vector) (float64, float64)

//go:autodiff r3.Vector.Normalize Forward
func dR3VectorNormalize(p0, dp0 r3.Vector) (r3.Vector, r3.Vector)

//go:autodiff r3.Vector.Abs Forward
func dR3VectorAbs(p0, dp0 r3.Vector) (r3.Vector, r3.Vector)

//go:autodiff r3.Vector.Add Forward
func dR3VectorAdd(p0, dp0 r3.Vector, p1, dp1 r3.Vector) (r3.Vector, r3.Vector)

//go:autodiff r3.Vector.Sub Forward
func dR3VectorSub(p0, dp0 r3.Vector, p1, dp1 r3.Vector) (r3.Vector, r3.Vector)

//go:autodiff r3.Vector.Mul Forward
func dR3VectorMul(p0, dp0 r3.Vector, p1, dp1 float64) (r3.Vector, r3.Vector)

//go:autodiff r3.Vector.Dot Forward
func dR3VectorDot(p0, dp0 r3.Vector, p1, dp1 r3.Vector) (float64, float64)

//go:autodiff r3.Vector.Cross Forward
func dR3VectorCross(p0, dp0 r3.Vector, p1, dp1 r3.Vector) (r3.Vector, r3.Vector)

//go:autodiff r3.Vector.Distance Forward
func dR3VectorDistance(p0, dp0 r3.Vector, p1, dp1 r3.Vector) (float64, float64)

//go:autodiff r3.Vector.Ortho Forward
func dR3VectorOrtho(p0, dp0 r3.Vector) (r3.Vector, r3.Vector)

func TestR3(t *testing.T) {
	check.Forward(t, r3.Vector.Norm, dR3VectorNorm, check.Tol(1e-6), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Norm2, dR3VectorNorm2, check.Tol(1e-6), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Normalize, dR3VectorNormalize, check.Tol(1e-6), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Abs, dR3VectorAbs, check.Tol(1e-6), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Add, dR3VectorAdd, check.Tol(1e-6), check.Range(0.3, 1), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Sub, dR3VectorSub, check.Tol(1e-6), check.Range(0.3, 1), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Mul, dR3VectorMul, check.Tol(1e-6), check.Range(0.3, 1), check.Range(0.3, 0.7))
	check.Forward(t, r3.Vector.Dot, dR3VectorDot, check.Tol(1e-6), check.Range(0.3, 1), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Cross, dR3VectorCross, check.Tol(1e-6), check.Range(0.3, 1), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Distance, dR3VectorDistance, check.Tol(1e-6), check.Range(0.3, 1), check.Range(0.3, 1))
	check.Forward(t, r3.Vector.Ortho, dR3VectorOrtho, check.Tol(1e-6), check.Range(0.3, 1))
}
