// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package vec has functions in assembly, or in Go where there is none.
package vec

// Half returns x/2. This package says itself what it is in Go.
func Half(x float64) float64 { return half(x) }

//go:autodiffbody goenzyme/suite/bodies/vec.half
func HalfBody(x float64) float64 { return x / 2 }

// Twice returns 2·x. Another package says what it is in Go.
func Twice(x float64) float64 { return twice(x) }

// Thrice returns 3·x. Nobody says what it is in Go.
func Thrice(x float64) float64 { return thrice(x) }

// Parallel returns x·y, by way of a goroutine.
func Parallel(x, y float64) float64 {
	c := make(chan float64)
	go func() { c <- x * y }()
	return <-c
}
