// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package width

// An array of one element may be passed in registers, and one of a large value in none
// though the value may be: each way in and out, with one direction and with several.

// A large is too large for SSA, but not for registers.
type large struct {
	A, B, C, D, E float64
	W             []float64
}

//go:autodiff dOut1 Forward(1)
//go:autodiff dOut3 Forward(3)
func out(x []float64, v vec, l large, a float64, z complex128) (s float64, w vec, c complex128, y []float64, m large, p *large) {
	y = append(y, x...)
	for i := range y {
		y[i] *= a
		s += y[i] * l.W[i%len(l.W)]
	}
	w = vec{v.X * a, v.Y * l.A, v.Z + s}
	c = z*z + complex(a, l.B)
	m = large{A: l.B * a, B: l.A, C: s, W: x}
	p = &large{A: l.C * l.D, E: real(c), W: y}
	return s, w, c, y, m, p
}

//go:autodiff rIn1 Reverse(1)
//go:autodiff rIn3 Reverse(3)
func in(x []float64, v vec, l block5, a float64, z complex128) (s float64, w vec, m block5, c complex128) {
	for i := range x {
		s += x[i] * a * l[i%len(l)]
	}
	w = vec{v.X * a, v.Y * l[1], v.Z + s}
	m[0], m[4] = l[3]*l[3], v.X
	return s, w, m, z*z + complex(a, l[2])
}

type block5 [5]float64

// Of these results only one stands for a direction that is not zero.
//
//go:autodiff rUnused1 Reverse(1)
//go:autodiff rUnused2 Reverse(2)
func unused(a float64, l block5, v vec) (s float64) { return a * a }

// Derivatives of those.
//
//go:autodiff dOutOut1 Forward
func outOut1(a float64, v vec) float64 {
	_, ds, w, dw := dPair1(a, [1]float64{a}, v, [1]vec{{X: a, Y: 1}})
	return ds[0]*w.X + dw[0].Y
}

//go:autodiff dOutOut2 Forward(2)
func outOut2(a float64, v vec) float64 {
	_, ds, w, dw := dPair2(a, [2]float64{a, 1}, v, [2]vec{{X: a, Y: 1}, v})
	return ds[0]*w.X + dw[1].Y*ds[1]
}

//go:autodiff dPair1 Forward(1)
//go:autodiff dPair2 Forward(2)
func pair(a float64, v vec) (float64, vec) { return a * v.X * v.X, vec{v.Y * a, v.Z * v.Y * v.Y, v.X} }

// applied calls a function value that may be a derivative in several directions.
//
//go:autodiff dApplied Forward Const Dual Dual
//go:autodiff rApplied Reverse Const Active Active
func applied(f func(float64, [2]float64, float64, [2]float64) [2]float64, x float64) float64 {
	y := f(x, [2]float64{x, 1}, x*x, [2]float64{})
	return y[0] * y[1]
}

//go:autodiff dTimes2 Forward(2) Dual Dual DualOnly
func times(x, y float64) float64 { return x * y }

func inPlace(x float64, dx [2]float64, y float64, dy [2]float64) [2]float64 {
	return [2]float64{x * dx[0], y*dx[1] + dy[1]}
}

var appliers = []func(float64, [2]float64, float64, [2]float64) [2]float64{dTimes2, inPlace}
