// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package model has variables with shadows, and no derivatives.
package model

import "math"

//go:autodiffshadow DBias
var Bias float64

var DBias float64

var (
	//go:autodiffshadow dScale
	scale [2]float64

	dScale [2]float64
)

// Set sets what is not exported.
func Set(s [2]float64) { scale = s }

// SetShadow sets its shadow.
func SetShadow(s [2]float64) { dScale = s }

// Get returns both.
func Get() ([2]float64, [2]float64) { return scale, dScale }

// Apply reads the variables.
func Apply(x float64) float64 { return math.Sin(scale[0]*x) + Bias }

// Offset has no argument that could be active.
//
//go:noinline
func Offset(i int) float64 { return scale[i] * Bias }

// Update writes one.
//
//go:noinline
func Update() { scale[1] *= scale[0] }
