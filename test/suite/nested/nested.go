// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package nested has derivatives of derivatives: forward over forward, forward over
// reverse (products of Hessians with vectors), and a third derivative.
package nested

import "math"

//go:autodiff dMany Forward
//go:autodiff rMany Reverse
func many(x, y float64) float64 {
	s := math.Sin(x)*math.Exp(y) + math.Log(1+x*x)/math.Cosh(y)
	s += math.Pow(1+x*x, y) + math.Atan2(y, x) + math.Expm1(x)*math.Erf(y)
	return s + math.Sqrt(2+math.Tanh(x*y)) + math.Hypot(x, y) + math.Cbrt(2+x)*math.Pow(x, 3)
}

//go:autodiff dMany Forward
func ddMany(x, x2, dx, dx2, y, y2, dy, dy2 float64) (r, r2, dr, dr2 float64)

//go:autodiff rMany Forward
func hMany(x, x2, y, y2, s, s2 float64) (r, r2, dx, dx2, dy, dy2 float64)

//go:autodiff ddMany Forward Dual Const Dual Const Const Const Const Const DualOnly DualOnly DualOnly Dual
func d3Many(x, x3, x2, dx, dx3, dx2, y, y2, dy, dy2 float64) (a, b, c, d, d3 float64)

//go:autodiff dKinks Forward
//go:autodiff rKinks Reverse
func kinks(x, y float32) (float32, float32) {
	a := max(x*x*y, y*y)
	if a > 1 {
		a = float32(math.Abs(float64(a-y))) * x
	}
	return a * a, min(a*x, x/y)
}

//go:autodiff dKinks Forward
func ddKinks(x, x2, dx, dx2, y, y2, dy, dy2 float32) (a, a2, da, da2, b, b2, db, db2 float32)

//go:autodiff rKinks Forward
func hKinks(x, x2, y, y2, s, s2, t, t2 float32) (a, a2, b, b2, dx, dx2, dy, dy2 float32)

// A loop that keeps its state, in reverse mode on a tape.
//
//go:autodiff dLoop Forward
//go:autodiff rLoop Reverse
func loop(x []float64, a float64, n int) (s float64) {
	for i := 0; i < n; i++ {
		for j := range x {
			if x[j] > 0.5 {
				a = math.Sin(a*x[j]) + x[(i+j)%len(x)]
			} else {
				s += a * x[j]
			}
		}
		s = s*a + 0.1*x[0]
	}
	return s
}

//go:autodiff dLoop Forward
func ddLoop(x, x2, dx, dx2 []float64, a, a2, da, da2 float64, n int) (s, s2, ds, ds2 float64)

//go:autodiff rLoop Forward
func hLoop(x, x2, dx, dx2 []float64, a, a2 float64, n int, t, t2 float64) (s, s2, da, da2 float64)

// Memory that is written.
//
//go:autodiff dWrites Forward
//go:autodiff rWrites Reverse
func writes(x, y []float64) {
	for i := range x {
		t := x[i]
		x[i] = t * y[i] * y[0]
		y[i] = math.Cos(t) + x[i]*x[0]
	}
}

//go:autodiff dWrites Forward
func ddWrites(x, x2, dx, dx2, y, y2, dy, dy2 []float64)

//go:autodiff rWrites Forward
func hWrites(x, x2, dx, dx2, y, y2, dy, dy2 []float64)

type layer struct {
	W    [][]float64
	B    []float64
	Gain float64
	Next *layer
}

// A recursive method with memory of its own: calls of instances.
//
//go:autodiff dRun Forward
//go:autodiff rRun Reverse
func (l *layer) run(x []float64) float64 {
	var h []float64
	for i, row := range l.W {
		s := l.B[i]
		for j, w := range row {
			s += w * x[j]
		}
		h = append(h, l.Gain*math.Tanh(s))
	}
	if l.Next == nil {
		return h[0] * h[len(h)-1]
	}
	return l.Next.run(h) + h[0]*h[0]
}

//go:autodiff (*layer).dRun Forward
func ddRun(l, l2, dl, dl2 *layer, x, x2, dx, dx2 []float64) (y, y2, dy, dy2 float64)

//go:autodiff (*layer).rRun Forward
func hRun(l, l2, dl, dl2 *layer, x, x2, dx, dx2 []float64, s, s2 float64) (y, y2 float64)

type vec struct{ X, Y, Z float64 }

//go:autodiff dSpin Forward
//go:autodiff rSpin Reverse
func spin(v vec, m [3][3]float64, k int) (w vec) {
	var buf [4]float64
	for i := range 3 {
		buf[i+1] = m[i][0]*v.X + m[i][1]*v.Y*v.Z + m[i][k]*m[k][i]
	}
	p := &buf[k]
	*p *= buf[1]
	return vec{buf[1] * buf[2], buf[2] / (2 + buf[3]*buf[3]), *p}
}

//go:autodiff dSpin Forward
func ddSpin(v, v2, dv, dv2 vec, m, m2, dm, dm2 [3][3]float64, k int) (w, w2, dw, dw2 vec)

//go:autodiff rSpin Forward
func hSpin(v, v2 vec, m, m2 [3][3]float64, k int, s, s2 vec) (w, w2, dv, dv2 vec, dm, dm2 [3][3]float64)

//go:autodiff dMake Forward
func fresh(x float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Pow(x, float64(i))
	}
	return out
}

//go:autodiff dMake Forward
func ddMake(x, x2, dx, dx2 float64, n int) (y, y2, dy, dy2 []float64)

//go:autodiff dDot Forward
//go:autodiff rDot Reverse
func dot[T ~float32 | ~float64](x, y []T) (s T) {
	for i := range x {
		s += x[i] * y[i] * y[0]
	}
	return s * s
}

//go:autodiff dDot[float64] Forward
func ddDot(x, x2, dx, dx2, y, y2, dy, dy2 []float64) (s, s2, ds, ds2 float64)

//go:autodiff rDot[float32] Forward
func hDot(x, x2, dx, dx2, y, y2, dy, dy2 []float32, t, t2 float32) (s, s2 float32)

// A primal that calls derivatives: Newton's method.
//
//go:autodiff dNewton Forward
//go:autodiff dNewton3 Forward(3)
func newton(x, y float64) float64 {
	for range 3 {
		f, df := dMany(x, 1, y, 0)
		x -= 0.01 * f / (1 + df*df)
	}
	_, dx, _ := rMany(x, y, 1)
	return x * dx
}

// Several directions at once.
//
//go:autodiff rLoop Forward(3) Dual Dual Const Const Const Const Const
func hLoop3(x []float64, x2 [3][]float64, dx []float64, dx2 [3][]float64, a float64, n int, t float64) (s, da float64)
