// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// How many bytes derivatives keep: none where everything can be made again, and
// otherwise a constant for each execution of a loop's header.

package tape

import (
	"autodiff/debug"
	"runtime"
	"sync"
	"testing"
)

// kept returns how many bytes of tape f uses.
func kept(f func()) uint64 {
	before := debug.TapeBytes()
	f()
	return debug.TapeBytes() - before
}

func TestTapeBytes(t *testing.T) {
	for _, n := range []int{1, 5, 100, 3000} {
		x, dx := make([]float64, n), make([]float64, n)
		y, dy := make([]float64, n), make([]float64, n)
		narrow, dnarrow := make([]float32, n), make([]float32, n)
		const rows = 3
		a, da := make([]float64, rows*n), make([]float64, rows*n)
		z, dz := make([]float64, rows), make([]float64, rows)
		headers := uint64(n + 1) // the loop's header is executed once more than its body
		for _, c := range []struct {
			name string
			run  func()
			want uint64
		}{
			{"dot product", func() { revDotted(x, dx, y, dy, 1) }, 0},
			{"matrix-vector product", func() { revTimes(a, da, x, dx, z, dz) }, 0},
			{"polynomial", func() { revPolynomial(0.5, 1) }, 0},
			{"product", func() { revMultiplied(x, dx, 1) }, 8 * headers},
			{"product of float32s", func() { revMultipliedNarrow(narrow, dnarrow, 1) }, 8 * headers}, // frames are words
			{"square in place", func() { revSquared(x, dx) }, 8 * headers},
			{"two numbers", func() { revRecurrence(x, dx, 1) }, 16 * headers},
			{"while", func() { revHalved(n, 0.5, 1) }, 8 * headers},
			{"loop in a loop", func() { revRowwise(a, da, rows, n, 1) }, 8*rows*headers + 16*(rows+1)},
		} {
			if got := kept(c.run); got != c.want {
				t.Errorf("%s of %d: %d bytes, want %d", c.name, n, got, c.want)
			}
		}
	}
}

// TestTapeBytesCalls: what calls hand from one sweep to the other counts.
func TestTapeBytesCalls(t *testing.T) {
	one := kept(func() { revDescended(1, 0.5, 1) })
	for _, n := range []int{2, 10, 200} {
		if got := kept(func() { revDescended(n, 0.5, 1) }); got != uint64(n)*one || one == 0 {
			t.Errorf("%d calls keep %d bytes, 1 keeps %d", n, got, one)
		}
	}
}

// TestTapeBytesTogether: the count is that of all goroutines, and survives
// collections and changes of GOMAXPROCS.
func TestTapeBytesTogether(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	got := kept(func() {
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				x, dx := make([]float64, 99), make([]float64, 99)
				for range 5 {
					revMultiplied(x, dx, 1)
					runtime.Gosched()
				}
			})
		}
		wg.Wait()
		runtime.GC()
		runtime.GOMAXPROCS(1)
	})
	if got != 20*5*100*8 {
		t.Errorf("%d bytes, want %d", got, 20*5*100*8)
	}
}

func dotted(x, y []float64) float64 {
	s := 0.0
	for i, v := range x {
		s += v * y[i]
	}
	return s
}

//go:autodiff dotted Reverse
func revDotted(x, dx, y, dy []float64, dret float64) float64

func times(a, x, y []float64) {
	for i := range y {
		s := 0.0
		for j, v := range x {
			s += a[i*len(x)+j] * v
		}
		y[i] = s
	}
}

//go:autodiff times Reverse noalias
func revTimes(a, da, x, dx, y, dy []float64)

func polynomial(x float64) float64 { return ((2*x+3)*x-4)*x + 5 }

//go:autodiff polynomial Reverse
func revPolynomial(x, dret float64) (float64, float64)

func multiplied(x []float64) float64 {
	p := 1.0
	for _, v := range x {
		p *= v
	}
	return p
}

//go:autodiff multiplied Reverse
func revMultiplied(x, dx []float64, dret float64) float64

func multipliedNarrow(x []float32) float32 {
	p := float32(1)
	for _, v := range x {
		p *= v
	}
	return p
}

//go:autodiff multipliedNarrow Reverse
func revMultipliedNarrow(x, dx []float32, dret float32) float32

func squared(x []float64) {
	for i := range x {
		x[i] *= x[i]
	}
}

//go:autodiff squared Reverse
func revSquared(x, dx []float64)

// recurrence keeps both of its numbers.
func recurrence(x []float64) float64 {
	u, w := 1.0, 0.5
	for _, v := range x {
		u, w = u*w+v, u*u*w
	}
	return u + w
}

//go:autodiff recurrence Reverse
func revRecurrence(x, dx []float64, dret float64) float64

// halved has a loop of which nobody knows how often it goes.
func halved(n int, x float64) float64 {
	y := 1.0
	for m := 0; m*m < n*n; m++ {
		y = y * y * x
	}
	return y
}

//go:autodiff halved Reverse
func revHalved(n int, x, dret float64) (float64, float64)

// rowwise keeps the products of each row, and of the rows.
func rowwise(a []float64, rows, n int) float64 {
	t := 1.0
	for i := range rows {
		p := 1.0
		for j := range n {
			p *= a[i*n+j]
		}
		t *= p
	}
	return t
}

//go:autodiff rowwise Reverse
func revRowwise(a, da []float64, rows, n int, dret float64) float64

// descended calls itself.
func descended(n int, x float64) float64 {
	if n == 0 {
		return x
	}
	y := x * x
	z := descended(n-1, x*0.5)
	return z * z * y * y
}

//go:autodiff descended Reverse
func revDescended(n int, x, dret float64) (float64, float64)
