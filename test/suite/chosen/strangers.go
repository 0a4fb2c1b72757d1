// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package chosen

import "math"

// What follows only looks like it.

// written: what was chosen is overwritten in the loop.
func written(x, y []float64) float64 {
	m := 0.0
	for i := range x {
		if x[i] > m {
			m = x[i]
		}
		y[len(y)-1-i] = math.Sin(x[i] + m)
	}
	return m * y[0]
}

func writtenItself(x []float64) float64 { return writtenBoth(x, x) }

//go:noinline
func writtenBoth(x, y []float64) float64 { return written(x, y) }

//go:autodiff written Forward
func dWritten(x, dx, y, dy []float64) (float64, float64)

//go:autodiff written Reverse
func revWritten(x, dx, y, dy []float64, seed float64) float64

//go:autodiff writtenItself Forward
func dWrittenItself(x, dx []float64) (float64, float64)

//go:autodiff writtenItself Reverse
func revWrittenItself(x, dx []float64, seed float64) float64

// used: the largest so far is used in the loop.
func used(x []float64) float64 {
	m, s := 0.0, 0.0
	for _, v := range x {
		if v > m {
			m = v
		}
		s += m * v
	}
	return s * m
}

//go:autodiff used Forward
func dUsed(x, dx []float64) (float64, float64)

//go:autodiff used Reverse
func revUsed(x, dx []float64, seed float64) float64

// ofItself: what is chosen depends on what was chosen before.
func ofItself(x []float64) float64 {
	m := 0.1
	for _, v := range x {
		if d := v + m*0.5; d > m {
			m = d
		}
	}
	return m
}

//go:autodiff ofItself Forward
func dOfItself(x, dx []float64) (float64, float64)

//go:autodiff ofItself Reverse
func revOfItself(x, dx []float64, seed float64) float64

// second: the second largest was the largest.
func second(x []float64) float64 {
	a, b := -2.0, -3.0
	for _, v := range x {
		if v > a {
			a, b = v, a
		} else if v > b {
			b = v
		}
	}
	return a * b * b
}

//go:autodiff second Forward
func dSecond(x, dx []float64) (float64, float64)

//go:autodiff second Reverse
func revSecond(x, dx []float64, seed float64) float64

// two: one of two may be chosen.
func two(x, y []float64) float64 {
	m := -2.0
	for i, v := range x {
		if v > m {
			m = v
		} else if y[i] > m {
			m = y[i]
		}
	}
	return m * m
}

//go:autodiff two Forward
func dTwo(x, dx, y, dy []float64) (float64, float64)

//go:autodiff two Reverse
func revTwo(x, dx, y, dy []float64, seed float64) float64

// early: the loop is left in its midst, too, before or behind the choice.
func early(x []float64, stop float64, before bool) float64 {
	m := -2.0
	for _, v := range x {
		if before && v > stop {
			break
		}
		if v > m {
			m = v
		}
		if v > stop {
			break
		}
	}
	return m * m
}

//go:autodiff early Forward Dual Const Const Dual
func dEarly(x, dx []float64, stop float64, before bool) (float64, float64)

//go:autodiff early Reverse Duplicated Const Const Active
func revEarly(x, dx []float64, stop float64, before bool, seed float64) float64

// falls: what the index is made of does not stay in bounds, which panics.
func falls(x []float64, n int) float64 {
	m := -2.0
	for i := 0; i < n; i++ {
		if x[i] > m {
			m = x[i]
		}
	}
	return m * m
}

//go:autodiff falls Forward
func dFalls(x, dx []float64, n int) (float64, float64)

//go:autodiff falls Reverse
func revFalls(x, dx []float64, n int, seed float64) float64

// moving: the slice changes with the loop.
func moving(x []float64) float64 {
	m := -2.0
	for len(x) > 0 {
		if x[0] > m {
			m = x[0]
		}
		x = x[1:]
	}
	return m * m
}

//go:autodiff moving Forward
func dMoving(x, dx []float64) (float64, float64)

//go:autodiff moving Reverse
func revMoving(x, dx []float64, seed float64) float64

// called: a call may write.
func called(x []float64) float64 {
	m := -2.0
	for i := range x {
		if x[i] > m {
			m = x[i]
		}
		change(x, i)
	}
	return m * m * x[0]
}

//go:noinline
func change(x []float64, i int) { x[i/2] *= 0.5 }

//go:autodiff called Forward
func dCalled(x, dx []float64) (float64, float64)

//go:autodiff called Reverse
func revCalled(x, dx []float64, seed float64) float64

// gone: the variable is another one in each iteration.
func gone(x []float64) float64 {
	m := -2.0
	for i := range x {
		var local [3]float64
		local[i%3] = x[i] * x[i]
		if v := local[(i*2)%3]; v > m {
			m = v
		}
	}
	return m + x[0]
}

//go:autodiff gone Forward
func dGone(x, dx []float64) (float64, float64)

//go:autodiff gone Reverse
func revGone(x, dx []float64, seed float64) float64
