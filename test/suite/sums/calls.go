// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package sums

import "math"

// minors is the determinant by minors.
//
//go:autodiff dMinors Forward
//go:autodiff revMinors Reverse
func minors(a []float64, n, row int, used uint) float64 {
	if row == n {
		return 1
	}
	d, sign := 0.0, 1.0
	for c := range n {
		if used>>c&1 == 1 {
			continue
		}
		d += sign * a[row*n+c] * minors(a, n, row+1, used|1<<c)
		sign = -sign
	}
	return d
}

// tree is the sum of a recursion with a float argument.
//
//go:autodiff dTree Forward
//go:autodiff revTree Reverse
func tree(x []float64, s float64, n int) float64 {
	if n <= 0 {
		return math.Sin(x[0] * s)
	}
	return 0.5*tree(x[:len(x)/2+1], s*x[len(x)-1], n-1) - tree(x[len(x)/2:], s+1, n-2)/3
}

// power uses the result of the recursion twice.
//
//go:autodiff dPower Forward
//go:autodiff revPower Reverse
func power(x float64, n int) float64 {
	switch {
	case n == 0:
		return 1
	case n%2 == 1:
		return x * power(x, n-1)
	}
	h := power(x, n/2)
	return h * h
}

// part is called by others; it is not inlined.
//
//go:noinline
func part(x []float64, s float64) float64 {
	r := s
	for i, v := range x {
		r = math.Sin(r*v) + float64(i)*v
	}
	return r
}

// spoil writes what it is given.
//
//go:noinline
func spoil(x []float64, s float64) float64 {
	x[0] *= s
	return x[0] * x[1]
}

// pair has two results.
//
//go:noinline
func pair(x []float64, s float64) (float64, float64) {
	return x[0] * math.Sin(s) * part(x, s), s * s * x[1]
}

//go:autodiff dStraight Forward
//go:autodiff revStraight Reverse
func straight(x []float64, s float64) float64 {
	return 2*part(x, s) - part(x[1:], s*s)/3 + s
}

//go:autodiff dLooped Forward
//go:autodiff revLooped Reverse
func looped(m [][]float64, s float64) float64 {
	sum := 0.0
	for i, row := range m {
		sum += part(row, s) * float64(i+1)
	}
	return sum * 0.1
}

//go:autodiff dWeighted Forward
//go:autodiff revWeighted Reverse
func weighted(m [][]float64, w []float64) float64 {
	sum := 0.0
	for i, row := range m {
		sum += part(row, w[i]) * w[i]
	}
	return sum
}

//go:autodiff dMaybe Forward
//go:autodiff revMaybe Reverse
func maybe(m [][]float64, s float64) float64 {
	sum := 0.0
	for i, row := range m {
		p := part(row, s)
		if i%2 == 0 {
			sum += p
		}
	}
	return sum
}

//go:autodiff dInner Forward
//go:autodiff revInner Reverse
func inner(m [][]float64, s float64) float64 {
	sum := 0.0
	for _, row := range m {
		for j := range row {
			sum += part(row[j:], s)
		}
	}
	return sum
}

//go:autodiff dFedCall Forward
//go:autodiff revFedCall Reverse
func fedCall(m [][]float64, s float64) float64 {
	for _, row := range m {
		s += part(row, s)
	}
	return s
}

//go:autodiff dBefore Forward
//go:autodiff revBefore Reverse
func before(x []float64, s float64) float64 {
	x[0] = s * s
	return part(x, s)
}

//go:autodiff dBehind Forward
//go:autodiff revBehind Reverse
func behind(x []float64, s float64) float64 {
	r := part(x, s)
	x[0] = s * s
	return r
}

//go:autodiff dSpoiled Forward
//go:autodiff revSpoiled Reverse
func spoiled(x []float64, s float64) float64 {
	return part(x, s) + spoil(x, s)
}

//go:autodiff dUnspoiled Forward
//go:autodiff revUnspoiled Reverse
func unspoiled(x []float64, s float64) float64 {
	a := spoil(x, s)
	return a + part(x, s)
}

//go:autodiff dBoth Forward
//go:autodiff revBoth Reverse
func both(x []float64, s float64) (float64, float64) {
	a, b := pair(x, s)
	return 3 * a, a - b
}

//go:autodiff dHalf Forward
//go:autodiff revHalf Reverse
func half(x []float64, s float64) float64 {
	a, _ := pair(x, s)
	return a * 2
}

//go:autodiff dChosen Forward
//go:autodiff revChosen Reverse
func chosen(x []float64, s float64) float64 {
	p := part(x, s)
	if s > 0.2 {
		return p * 2
	}
	return s - p
}

// ragged reads behind the call where it may not read: the check comes later.
//
//go:autodiff dRagged Forward
//go:autodiff revRagged Reverse
func ragged(x []float64, n, i int) float64 {
	if n == 0 {
		return 1
	}
	return ragged(x, n-1, i+1) * x[i]
}
