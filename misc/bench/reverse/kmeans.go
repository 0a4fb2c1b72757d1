// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// K-means: the sum of the squared distances of points to their nearest centres.

package reverse

import (
	"math"

	"goenzyme/bench/clock"
	model "goenzyme/bench/reverse/model/ad"
)

func kmeans(centres, points [][]float64) float64 {
	cost := 0.0
	for _, p := range points {
		best := math.Inf(1)
		for _, c := range centres {
			d := 0.0
			for i, v := range p {
				t := v - c[i]
				d += t * t
			}
			if d < best {
				best = d
			}
		}
		cost += best
	}
	return cost
}

// kmeansHand adds the gradient to dcentres: only the nearest centre moves.
func kmeansHand(centres, dcentres, points [][]float64) float64 {
	cost := 0.0
	for _, p := range points {
		best, nearest := math.Inf(1), 0
		for k, c := range centres {
			d := 0.0
			for i, v := range p {
				t := v - c[i]
				d += t * t
			}
			if d < best {
				best, nearest = d, k
			}
		}
		cost += best
		c, dc := centres[nearest], dcentres[nearest]
		for i, v := range p {
			dc[i] += 2 * (c[i] - v)
		}
	}
	return cost
}

func kmeansCase(n, k, d int) *objective {
	s := clock.NewSource(3)
	x, dx := s.Numbers(k*d), make([]float64, k*d)
	points := rows(s.Numbers(n*d), d)
	centres, dcentres := rows(x, d), rows(dx, d)
	return &objective{
		name:   "k-means",
		x:      x,
		dx:     dx,
		primal: func() float64 { return kmeans(centres, points) },
		hand: func() {
			clear(dx)
			kmeansHand(centres, dcentres, points)
		},
		tangent: func() float64 {
			_, d := kmeansTangent(centres, dcentres, points)
			return d
		},
		ours: func() {
			clear(dx)
			kmeansGrad(centres, dcentres, points, 1)
		},
		infergo: observe(&model.KMeans{K: k, Points: points}, x),
	}
}
