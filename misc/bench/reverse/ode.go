// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// ODE: y'₀ = x₀, y'ᵢ = xᵢ·yᵢ₋₁ from y = 0 to time 2 by ten classical steps of
// Runge and Kutta; the last component of y by x.
//
// With forty stages in all, the last component is exactly zero from 41
// components on, and so is its gradient.

package reverse

import "goenzyme/bench/clock"

const (
	odeSteps = 10
	odeStep  = 2.0 / odeSteps
)

// slope stores y' in k.
func slope(x, y, k []float64) {
	k[0] = x[0]
	for i := 1; i < len(x); i++ {
		k[i] = x[i] * y[i-1]
	}
}

// ode integrates in y; the other slices are scratch memory.
func ode(x, y, at, k1, k2, k3, k4 []float64) float64 {
	const h = odeStep
	clear(y)
	for range odeSteps {
		slope(x, y, k1)
		for i := range at {
			at[i] = y[i] + h/2*k1[i]
		}
		slope(x, at, k2)
		for i := range at {
			at[i] = y[i] + h/2*k2[i]
		}
		slope(x, at, k3)
		for i := range at {
			at[i] = y[i] + h*k3[i]
		}
		slope(x, at, k4)
		for i := range y {
			y[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
		}
	}
	return y[len(y)-1]
}

// odeKept is where the slopes were taken, and memory for both sweeps.
type odeKept struct {
	places [odeSteps][4][]float64
	y      []float64    // the result
	k      [4][]float64 // slopes
	dy, dk []float64    // adjoints of y, and of a slope
	dplace []float64    // adjoint of a place
}

func newODEKept(n int) *odeKept {
	t := &odeKept{}
	r := rows(make([]float64, (odeSteps*4+8)*n), n)
	for s := range t.places {
		copy(t.places[s][:], r[s*4:])
	}
	r = r[odeSteps*4:]
	copy(t.k[:], r)
	t.y, t.dy, t.dk, t.dplace = r[4], r[5], r[6], r[7]
	return t
}

// odeHand adds the gradient of y's last component to dx.
func odeHand(x, dx []float64, t *odeKept) float64 {
	const h = odeStep
	n := len(x)
	y, k1, k2, k3, k4 := t.y[:n], t.k[0][:n], t.k[1][:n], t.k[2][:n], t.k[3][:n]
	clear(y)
	for s := range t.places {
		p := &t.places[s]
		copy(p[0], y)
		slope(x, p[0], k1)
		at := p[1][:n]
		for i := range at {
			at[i] = y[i] + h/2*k1[i]
		}
		slope(x, at, k2)
		at = p[2][:n]
		for i := range at {
			at[i] = y[i] + h/2*k2[i]
		}
		slope(x, at, k3)
		at = p[3][:n]
		for i := range at {
			at[i] = y[i] + h*k3[i]
		}
		slope(x, at, k4)
		for i := range y {
			y[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
		}
	}
	dy, dk, dplace := t.dy[:n], t.dk[:n], t.dplace[:n]
	clear(dy)
	dy[n-1] = 1
	for s := odeSteps - 1; s >= 0; s-- {
		p := &t.places[s]
		for i, g := range dy {
			dk[i] = h / 6 * g
		}
		slopeBack(x, dx, p[3], dplace, dk)
		for i, g := range dy {
			d := dplace[i]
			dk[i], t.k[0][i] = h/3*g+h*d, d
		}
		slopeBack(x, dx, p[2], dplace, dk)
		for i, g := range dy {
			d := dplace[i]
			dk[i] = h/3*g + h/2*d
			t.k[0][i] += d
		}
		slopeBack(x, dx, p[1], dplace, dk)
		for i, g := range dy {
			d := dplace[i]
			dk[i] = h/6*g + h/2*d
			t.k[0][i] += d
		}
		slopeBack(x, dx, p[0], dplace, dk)
		for i := range dy {
			dy[i] += t.k[0][i] + dplace[i]
		}
	}
	return y[n-1]
}

// slopeBack stores the adjoint of y in dy, and adds to the one of x.
func slopeBack(x, dx, y, dy, dk []float64) {
	n := len(x)
	dx, y, dy, dk = dx[:n], y[:n], dy[:n], dk[:n]
	dx[0] += dk[0]
	for i := 1; i < n; i++ {
		g := dk[i]
		dx[i] += g * y[i-1]
		dy[i-1] = g * x[i]
	}
	dy[n-1] = 0
}

func odeCase(n int) *objective {
	x, dx := clock.NewSource(6).Between(1, 2, n), make([]float64, n)
	s, ds := rows(make([]float64, 6*n), n), rows(make([]float64, 6*n), n)
	kept := newODEKept(n)
	return &objective{
		name:   "ODE",
		x:      x,
		dx:     dx,
		primal: func() float64 { return ode(x, s[0], s[1], s[2], s[3], s[4], s[5]) },
		hand: func() {
			clear(dx)
			odeHand(x, dx, kept)
		},
		tangent: func() float64 {
			_, d := odeTangent(x, dx, s[0], ds[0], s[1], ds[1], s[2], ds[2], s[3], ds[3], s[4], ds[4], s[5], ds[5])
			return d
		},
		ours: func() {
			clear(dx)
			odeGrad(x, dx, s[0], ds[0], s[1], ds[1], s[2], ds[2], s[3], ds[3], s[4], ds[4], s[5], ds[5], 1)
		},
		infergo: observe(odeModel(n), x),
	}
}
