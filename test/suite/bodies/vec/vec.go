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

// A Buffer has room for a few floats.
type Buffer struct {
	n int
	v [4]float64
}

// Reset forgets what was added.
func (b *Buffer) Reset() { b.n = 0 }

// Add adds x.
func (b *Buffer) Add(x float64) {
	b.v[b.n] = x
	b.n++
}

// Product returns the product of what was added, by way of a goroutine.
func (b *Buffer) Product() float64 {
	c := make(chan float64)
	go func() {
		p := 1.0
		for _, v := range b.v[:b.n] {
			p *= v
		}
		c <- p
	}()
	return <-c
}

//go:autodiffbody goenzyme/suite/bodies/vec.(*Buffer).Product
func BufferProduct(b *Buffer) float64 {
	p := 1.0
	for _, v := range b.v[:b.n] {
		p *= v
	}
	return p
}
