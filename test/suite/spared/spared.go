// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package spared has loops whose result is not always taken, so that they need not always
// be gone back through, and some that only look like it.
package spared

import "math"

// nearest is the inner loop of k-means.
func nearest(centres [][]float64, x []float64) float64 {
	best := math.Inf(1)
	for _, c := range centres {
		d := 0.0
		for i, v := range x {
			t := v - c[i]
			d += t * t
		}
		if d < best {
			best = d
		}
	}
	return best
}

//go:autodiff nearest Forward
func dNearest(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff nearest Reverse
func revNearest(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// farthest keeps products on the tape, and has loops of the same depth in front of and behind the one that is spared.
func farthest(centres [][]float64, x []float64) float64 {
	best, sum := 0.0, 0.0
	for _, c := range centres {
		p := 1.0
		for i, v := range x {
			p *= 1 + v*c[i]
		}
		sum += p
		d := 1.0
		for i, v := range x {
			d *= 1.5 + math.Sin(v*c[i])
		}
		e := 1.0
		for i := range x {
			e *= 1 + c[i]*c[i]
		}
		sum += e
		if d > best {
			best = d
		}
	}
	return best + 0.1*sum
}

//go:autodiff farthest Forward
func dFarthest(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff farthest Reverse
func revFarthest(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// otherwise takes the result on the other way, and what was made of it.
func otherwise(centres [][]float64, x []float64) float64 {
	best := 0.0
	for _, c := range centres {
		d, e := 1.0, 0.0
		for i, v := range x {
			d *= 1.5 + math.Sin(v*c[i])
			e += v * c[i] * d
		}
		t := d*e + c[0]
		if t <= best {
			continue
		}
		best = t + e*x[0]
	}
	return best
}

//go:autodiff otherwise Forward
func dOtherwise(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff otherwise Reverse
func revOtherwise(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// both uses the result on both ways: nothing is spared.
func both(centres [][]float64, x []float64) float64 {
	best, rest := 0.0, 0.0
	for _, c := range centres {
		d := 1.0
		for i, v := range x {
			d *= 1.5 + math.Sin(v*c[i])
		}
		if d > best {
			best = d
		} else {
			rest += d * d
		}
	}
	return best + rest
}

//go:autodiff both Forward
func dBoth(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff both Reverse
func revBoth(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// later remembers the last result.
func later(centres [][]float64, x []float64) float64 {
	best, last := 0.0, 0.0
	for _, c := range centres {
		d := 1.0
		for i, v := range x {
			d *= 1.5 + math.Sin(v*c[i])
		}
		if d > best {
			best = d * last
		}
		last = d
	}
	return best + last
}

//go:autodiff later Forward
func dLater(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff later Reverse
func revLater(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// stored stores in the loop, so that its reverse has to be gone through.
func stored(centres [][]float64, x []float64) float64 {
	best := 0.0
	y := make([]float64, len(x))
	for _, c := range centres {
		d := 1.0
		for i, v := range x {
			d *= 1.5 + math.Sin(v*c[i])
			y[i] = d * c[i]
		}
		if d > best {
			best = d
		}
	}
	for _, v := range y {
		best += v
	}
	return best
}

//go:autodiff stored Forward
func dStored(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff stored Reverse
func revStored(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// whiles leaves the inner loop early, and one of the outer ones.
func whiles(centres [][]float64, x []float64) float64 {
	best := 0.0
	for _, c := range centres {
		d, i := 1.0, 0
		for d < 3 && i < len(x) {
			d *= 1.5 + math.Sin(x[i]*c[i])
			i++
		}
		if i == 1 {
			continue
		}
		if d > best {
			best = d
		}
	}
	return best
}

//go:autodiff whiles Forward
func dWhiles(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff whiles Reverse
func revWhiles(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// shown writes the result to memory where it is the best.
func shown(centres [][]float64, x []float64) float64 {
	best := []float64{0, 0}
	for k, c := range centres {
		d := 1.0
		for i, v := range x {
			d *= 1.5 + math.Sin(v*c[i])
		}
		if d > best[0] || k == 2 {
			best[0], best[1] = d, best[1]+d*d
		}
	}
	return best[0] * best[1]
}

//go:autodiff shown Forward
func dShown(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff shown Reverse
func revShown(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// deep is spared in two loops.
func deep(centres [][]float64, x []float64) float64 {
	total := 0.0
	for r := range 3 {
		best := math.Inf(1)
		for _, c := range centres {
			d := 0.0
			for i, v := range x {
				t := v - c[i]*float64(r+1)
				d += t * t * math.Exp(t)
			}
			if d < best {
				best = d
			}
		}
		total += best * best
	}
	return total
}

//go:autodiff deep Forward
func dDeep(centres, dcentres [][]float64, x, dx []float64) (float64, float64)

//go:autodiff deep Reverse
func revDeep(centres, dcentres [][]float64, x, dx []float64, seed float64) float64

// narrow is nearest in float32.
func narrow(centres [][]float32, x []float32) float32 {
	best := float32(math.Inf(1))
	for _, c := range centres {
		d := float32(0)
		for i, v := range x {
			t := v - c[i]
			d += t * t * t * t
		}
		if d < best {
			best = d
		}
	}
	return best
}

//go:autodiff narrow Forward
func dNarrow(centres, dcentres [][]float32, x, dx []float32) (float32, float32)

//go:autodiff narrow Reverse
func revNarrow(centres, dcentres [][]float32, x, dx []float32, seed float32) float32

// infinite has a derivative that is not a number where nothing comes to it.
func infinite(x []float64, y float64) float64 {
	best := 1.0
	for _, v := range x {
		s := 0.0
		for i := range 3 {
			s += math.Sqrt(v * float64(i+1))
		}
		if s > 0 {
			best += s * y
		}
	}
	return best
}

//go:autodiff infinite Reverse
func revInfinite(x, dx []float64, y, seed float64) (float64, float64)
