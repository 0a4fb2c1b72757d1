// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Stencil: explicit steps of the heat equation on a rod, and how far the
// result is from a target, by the initial heat and the conductivity.

package reverse

import "goenzyme/bench/clock"

// stencil overwrites u and v, which hold the heat in turn.
func stencil(u, v, target []float64, alpha float64, steps int) float64 {
	n := len(u)
	for range steps {
		v[0], v[n-1] = u[0], u[n-1]
		for i := 1; i < n-1; i++ {
			v[i] = u[i] + alpha*(u[i-1]-2*u[i]+u[i+1])
		}
		u, v = v, u
	}
	sum := 0.0
	for i, t := range target {
		d := u[i] - t
		sum += d * d
	}
	return sum / 2
}

// stencilHand stores the gradient by the initial heat levels[0] in du and
// returns the one by alpha. The heat after each step is kept in levels; g is
// scratch memory.
func stencilHand(levels [][]float64, du, g, target []float64, alpha float64) (sum, dalpha float64) {
	n, steps := len(du), len(levels)-1
	for s := range steps {
		u, v := levels[s][:n], levels[s+1][:n]
		v[0], v[n-1] = u[0], u[n-1]
		for i := 1; i < n-1; i++ {
			v[i] = u[i] + alpha*(u[i-1]-2*u[i]+u[i+1])
		}
	}
	if steps%2 == 1 {
		du, g = g, du
	}
	last := levels[steps]
	for i, t := range target {
		d := last[i] - t
		sum += d * d
		du[i] = d
	}
	for s := steps - 1; s >= 0; s-- {
		dalpha += stencilBack(levels[s], g, du, alpha)
		du, g = g, du
	}
	return sum / 2, dalpha
}

// stencilBack takes the adjoint g of a step's result to the one of its
// argument u, and returns the step's part in the adjoint of alpha. The
// operator is symmetric but for the ends, which stay as they are.
func stencilBack(u, du, g []float64, alpha float64) (dalpha float64) {
	n := len(u)
	du, g = du[:n], g[:n]
	first, last := g[0], g[n-1]
	g[0], g[n-1] = 0, 0
	even, odd := 0.0, 0.0 // two sums, which do not wait for each other
	i := 1
	for ; i < n-2; i += 2 {
		a, b := g[i], g[i+1]
		even += a * (u[i-1] - 2*u[i] + u[i+1])
		odd += b * (u[i] - 2*u[i+1] + u[i+2])
		du[i] = a + alpha*(g[i-1]-2*a+b)
		du[i+1] = b + alpha*(a-2*b+g[i+2])
	}
	if i < n-1 {
		even += g[i] * (u[i-1] - 2*u[i] + u[i+1])
		du[i] = g[i] + alpha*(g[i-1]-2*g[i]+g[i+1])
	}
	du[0] = first + alpha*g[1]
	du[n-1] = last + alpha*g[n-2]
	return even + odd
}

func stencilCase(n, steps int) *objective {
	s := clock.NewSource(5)
	x, dx, target := s.Numbers(n+1), make([]float64, n+1), s.Numbers(n)
	x[n] = 0.2
	u, du, v, dv := make([]float64, n), dx[:n], make([]float64, n), make([]float64, n)
	g := make([]float64, n)
	levels := rows(make([]float64, n*(steps+1)), n)
	return &objective{
		name: "stencil",
		x:    x,
		dx:   dx,
		primal: func() float64 {
			copy(u, x)
			return stencil(u, v, target, x[n], steps)
		},
		hand: func() {
			copy(levels[0], x)
			_, dx[n] = stencilHand(levels, du, g, target, x[n])
		},
		tangent: func() float64 {
			copy(u, x)
			_, d := stencilTangent(u, du, v, dv, target, x[n], dx[n], steps)
			return d
		},
		ours: func() {
			copy(u, x)
			clear(dx)
			dx[n] = stencilGrad(u, du, v, dv, target, x[n], steps, 1)
		},
	}
}
