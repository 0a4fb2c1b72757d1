// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package twins

import "math"

// What follows only looks like it.

// otherRows: the base changes with the outer loop.
func otherRows(a [][]float64, turns int) float64 {
	total := 0.0
	for range turns {
		for i, row := range a {
			v := row[i]
			for j := 0; j < i; j++ {
				total += v * row[j] * row[j]
			}
		}
		for i, row := range a {
			for j := range row {
				row[j] = math.Sin(row[j]) + float64(i)
			}
		}
	}
	return total
}

//go:autodiff otherRows Forward
func dOtherRows(a, da [][]float64, turns int) (float64, float64)

//go:autodiff otherRows Reverse
func revOtherRows(a, da [][]float64, turns int, seed float64) float64

// between: the inner loop itself writes.
func between(x []float64) float64 {
	total := 0.0
	for i := range x {
		v := x[i]
		for j := 0; j < i; j++ {
			total += v * x[j] * x[j]
			x[j] = math.Sin(x[j] + v)
		}
	}
	return total
}

//go:autodiff between Forward
func dBetween(x, dx []float64) (float64, float64)

//go:autodiff between Reverse
func revBetween(x, dx []float64, seed float64) float64

// sometimes: the store is not always carried out.
func sometimes(x []float64, y float64) float64 {
	total := 0.0
	for range 2 {
		for i := range x {
			s := x[i] * y
			for j := 0; j < i; j++ {
				s += x[j] * x[j]
			}
			if i%2 == 0 {
				x[i] = math.Sin(s)
			}
			total += s
		}
	}
	return total
}

//go:autodiff sometimes Forward
func dSometimes(x, dx []float64, y, dy float64) (float64, float64)

//go:autodiff sometimes Reverse
func revSometimes(x, dx []float64, y, seed float64) (float64, float64)

// twice: two stores.
func twice(x []float64) float64 {
	total := 0.0
	for range 2 {
		for i := range x {
			s := x[i]
			for j := 0; j < i; j++ {
				s += x[j] * x[j]
			}
			x[i] = math.Sin(s)
			x[len(x)-1-i] *= math.Cos(s)
			total += s
		}
	}
	return total
}

//go:autodiff twice Forward
func dTwice(x, dx []float64) (float64, float64)

//go:autodiff twice Reverse
func revTwice(x, dx []float64, seed float64) float64

// early: the outer loop may end before it gets where the inner one was.
func early(x []float64, limit float64) float64 {
	total := 0.0
	for range 2 {
		for i := 0; i < len(x); i++ {
			if x[i] > limit {
				break
			}
			v := x[i]
			for j := i + 1; j < len(x); j++ {
				total += v * x[j] * x[j]
			}
		}
		for i := range x {
			x[i] = math.Sin(x[i])
		}
	}
	return total
}

//go:autodiff early Forward
func dEarly(x, dx []float64, limit, dlimit float64) (float64, float64)

//go:autodiff early Reverse
func revEarly(x, dx []float64, limit, seed float64) (float64, float64)

// offset: the outer loop begins later, and goes in larger steps.
func offset(x []float64) float64 {
	total := 0.0
	for range 2 {
		for i := 2; i < len(x); i++ {
			v := x[i]
			for j := 0; j < i; j++ {
				total += v * x[j] * x[j]
			}
		}
		for i := 0; i < len(x); i += 2 {
			v := x[i]
			for j := 0; j < i; j++ {
				total += v * x[j] * x[j]
			}
		}
		for i := range x {
			x[i] = math.Sin(x[i])
		}
	}
	return total
}

//go:autodiff offset Forward
func dOffset(x, dx []float64) (float64, float64)

//go:autodiff offset Reverse
func revOffset(x, dx []float64, seed float64) float64

// shifted: what the outer loop loads or stores is not where the inner one looks.
func shifted(x []float64) float64 {
	total := 0.0
	for range 2 {
		for i := 0; i < len(x)-1; i++ {
			v := x[i+1]
			for j := 0; j < i; j++ {
				total += v * x[j] * x[j]
			}
		}
		for i := 0; i < len(x)-1; i++ {
			s := 0.0
			for j := 0; j < i; j++ {
				s += x[j] * x[j]
			}
			x[i+1] = math.Sin(s + x[i])
		}
	}
	return total
}

//go:autodiff shifted Forward
func dShifted(x, dx []float64) (float64, float64)

//go:autodiff shifted Reverse
func revShifted(x, dx []float64, seed float64) float64

// aliased: two slices that may be one.
func aliased(x, y []float64) float64 {
	total := 0.0
	for range 2 {
		for i := range x {
			v := x[i]
			for j := 0; j < i; j++ {
				total += v * x[j] * x[j]
			}
			y[i] = math.Sin(v + y[i])
		}
	}
	return total
}

//go:autodiff aliased Forward unchecked
func dAliased(x, dx, y, dy []float64) (float64, float64)

//go:autodiff aliased Reverse unchecked
func revAliased(x, dx, y, dy []float64, seed float64) float64

// onItself calls aliased with overlapping slices.
func onItself(x []float64) float64 { return aliased(x[1:], x[:len(x)-1]) }

//go:autodiff onItself Forward
func dOnItself(x, dx []float64) (float64, float64)

//go:autodiff onItself Reverse
func revOnItself(x, dx []float64, seed float64) float64

// forwards: a store that the inner loop looks for before it is carried out.
func forwards(x []float64) float64 {
	total := 0.0
	for range 2 {
		for i := 0; i < len(x); i++ {
			s := 0.0
			for j := i + 1; j < len(x); j++ {
				s += x[j] * x[j]
			}
			x[i] = math.Sin(s + x[i])
			total += s
		}
	}
	return total
}

//go:autodiff forwards Forward
func dForwards(x, dx []float64) (float64, float64)

//go:autodiff forwards Reverse
func revForwards(x, dx []float64, seed float64) float64
