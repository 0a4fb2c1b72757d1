// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package layered has functions that call derivatives, and are differentiated in reverse mode.
package layered

import (
	"math"
	"sync"

	"goenzyme/suite/nested/far"
)

// A solution of a differential equation, as a network of one layer: a sum of
// w₀·tanh(w₁·x + w₂).
//
//go:autodiff du Forward Const Dual Dual
//go:autodiff dwu Forward
func u(w []float64, x float64) float64 {
	s := 0.0
	for i := 0; i+2 < len(w); i += 3 {
		s += w[i] * math.Tanh(w[i+1]*x+w[i+2])
	}
	return s
}

// residual is the mean square of u' - u², in which w is Const in the derivative.
func residual(w, xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		y, dy := du(w, x, 1)
		s += (dy - y*y) * (dy - y*y)
	}
	return s / float64(len(xs))
}

//go:autodiff residual Forward
func dResidual(w, dw, xs, dxs []float64) (float64, float64)

//go:autodiff residual Reverse
func rResidual(w, dw, xs, dxs []float64, dret float64) float64

//go:autodiff rResidual Forward
func drResidual(w, w2, dw, dw2, xs, xs2, dxs, dxs2 []float64, dret, dret2 float64) (float64, float64)

// weighted takes the derivative along a direction of the weights too, and of the place.
func weighted(w, v []float64, x, dx float64) float64 {
	y, dy := dwu(w, v, x, dx)
	return math.Sin(dy) * y
}

//go:autodiff weighted Forward
func dWeighted(w, dw, v, dv []float64, x, d, dx, ddx float64) (float64, float64)

//go:autodiff weighted Reverse
func rWeighted(w, dw, v, dv []float64, x, dx, dret float64) (y, gx, gdx float64)

// fixed hands a direction that depends on nothing.
func fixed(w []float64, x float64) float64 {
	v := make([]float64, len(w))
	v[0], v[1] = 1, 0.5
	_, dy := dwu(w, v, x, 0)
	return dy * dy
}

//go:autodiff fixed Forward
func dFixed(w, dw []float64, x, dx float64) (float64, float64)

//go:autodiff fixed Reverse
func rFixed(w, dw []float64, x, dret float64) (y, gx float64)

// along hands weights that depend on nothing, and a direction that does.
func along(v []float64, x float64) float64 {
	w := []float64{0.5, 0.7, 0.1}
	y, dy := dwu(w, v[:3], x, x*x)
	w[0] = 7 // the call is over
	return dy + y
}

//go:autodiff along Forward
func dAlong(v, dv []float64, x, dx float64) (float64, float64)

//go:autodiff along Reverse
func rAlong(v, dv []float64, x, dret float64) (y, gx float64)

// The second derivative with respect to the place, as heat has it.
//
//go:autodiff du Forward Const Dual Dual Dual Dual
func duu(w []float64, x, x2, dx, dx2 float64) (y, y2, dy, dy2 float64)

func heat(w, xs []float64) float64 {
	s := 0.0
	for i, x := range xs {
		_, _, _, curve := duu(w, x, 1, 1, 0)
		s += curve * curve
		xs[i] = curve
	}
	return s
}

//go:autodiff heat Forward
func dHeat(w, dw, xs, dxs []float64) (float64, float64)

//go:autodiff heat Reverse
func rHeat(w, dw, xs, dxs []float64, dret float64) float64

//go:autodiff heat Reverse(2)
func rHeat2(w []float64, dw [2][]float64, xs []float64, dxs [2][]float64, dret [2]float64) float64

// A layer has its weights behind pointers, and scratch memory.
type layer struct {
	w     [][]float64
	b     []float64
	inner *layer
	gain  float64
}

// apply writes what the layer makes of x to out, by way of what the inner layer makes.
//
//go:autodiff dApply Forward Const Dual Dual
//go:autodiff dwApply Forward Dual Dual Dual
func (l *layer) apply(x, out []float64) {
	if l.inner != nil {
		mid := make([]float64, len(l.inner.b))
		l.inner.apply(x, mid)
		x = mid
	}
	for i, row := range l.w {
		s := l.b[i]
		for j, w := range row {
			s += w * x[j]
		}
		out[i] = math.Tanh(s) * l.gain
	}
}

// spread is the square of the tangent of a network, which writes to memory.
func spread(l *layer, x, v []float64) float64 {
	out, tangent := make([]float64, 2), make([]float64, 2)
	l.dApply(x, v, out, tangent)
	x[0] *= 2 // after the call
	v[1] = x[0]
	return tangent[0]*tangent[0] + tangent[1]*out[0] + v[1]
}

//go:autodiff spread Forward
func dSpread(l, dl *layer, x, dx, v, dv []float64) (float64, float64)

//go:autodiff spread Reverse
func rSpread(l, dl *layer, x, dx, v, dv []float64, dret float64) float64

// turned passes a layer and its shadow, both of which vary, and lists.
func turned(l, dl *layer, x []float64) float64 {
	out, tangent := make([]float64, 2), make([]float64, 2)
	l.dwApply(dl, x, make([]float64, len(x)), out, tangent)
	return tangent[0]*tangent[0] + tangent[1]*out[0]
}

//go:autodiff turned Forward
func dTurned(l, dl, l2, dl2 *layer, x, dx []float64) (float64, float64)

//go:autodiff turned Reverse
func rTurned(l, dl, l2, dl2 *layer, x, dx []float64, dret float64) float64

// both returns two lists.
//
//go:autodiff dBoth Forward
func both(x []float64, a float64) ([]float64, float64) {
	out := make([]float64, len(x))
	for i := range x {
		out[i] = x[i] * x[i] * a
	}
	return out, out[0] * a
}

func slopes(x, v []float64, a float64) float64 {
	ys, dys, y, dy := dBoth(x, v, a, a*a)
	s := y * dy
	for i := range ys {
		s += ys[i] * math.Sin(dys[i])
	}
	return s
}

//go:autodiff slopes Forward
func dSlopes(x, dx, v, dv []float64, a, da float64) (float64, float64)

//go:autodiff slopes Reverse
func rSlopes(x, dx, v, dv []float64, a, dret float64) (float64, float64)

// power calls itself, and its derivative is called in turn with another function.
//
//go:autodiff dPower Forward Dual Const Dual
func power(x float64, n int) float64 {
	if n == 0 {
		return 1
	}
	return x * power(x, n-1)
}

func slope(x float64, n int) float64 {
	if n == 0 {
		return x
	}
	_, d := dPower(x, 1, n)
	return slope(d*0.1, n-1) + d*d
}

//go:autodiff slope Forward
func dSlope(x, dx float64, n int) (float64, float64)

//go:autodiff slope Reverse
func rSlope(x float64, n int, dret float64) (float64, float64)

// single is in float32.
//
//go:autodiff dSingle Forward
func single(x, y float32) float32 { return x * x * y / (1 + y*y) }

func singles(x, y float32) float32 {
	_, a := dSingle(x, 1, y, 0)
	_, b := dSingle(x, 0, y, 1)
	return a*a + b*x
}

//go:autodiff singles Forward
func dSingles(x, dx, y, dy float32) (float32, float32)

//go:autodiff singles Reverse
func rSingles(x, y, dret float32) (r, gx, gy float32)

//go:autodiff rResidual Reverse
func rrResidual(w, w2, dw, dw2, xs, xs2, dxs, dxs2 []float64, dret, s float64) (y, g float64)

// chosen calls derivatives by way of function values and literals.
func chosen(w []float64, x float64, n int) float64 {
	slope := func(x float64) float64 {
		_, d := du(w, x, 1)
		return d
	}
	if n > 1 {
		slope = func(x float64) float64 {
			_, d := du(w[n:], x, x)
			return d * x
		}
	}
	return simpson(slope, 0, x)
}

//go:noinline
func simpson(f func(float64) float64, a, b float64) float64 {
	return (b - a) / 6 * (f(a) + 4*f((a+b)/2) + f(b))
}

//go:autodiff chosen Forward
func dChosen(w, dw []float64, x, dx float64, n int) (float64, float64)

//go:autodiff chosen Reverse
func rChosen(w, dw []float64, x float64, n int, dret float64) (float64, float64)

// distant calls a derivative of another package.
func distant(x []float64, a float64) float64 {
	_, d := far.DEnergy(x, append([]float64(nil), x...), a, 1)
	return d * d
}

//go:autodiff distant Forward
func dDistant(x, dx []float64, a, da float64) (float64, float64)

//go:autodiff distant Reverse
func rDistant(x, dx []float64, a, dret float64) (float64, float64)

// parallel calls derivatives in goroutines.
func parallel(w, xs []float64) float64 {
	out := make([]float64, len(xs))
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, out[i] = du(w, x, 1)
		}()
	}
	wg.Wait()
	s := 0.0
	for _, y := range out {
		s += y * y
	}
	return s
}

//go:autodiff parallel Forward
func dParallel(w, dw, xs, dxs []float64) (float64, float64)

//go:autodiff parallel Reverse
func rParallel(w, dw, xs, dxs []float64, dret float64) float64

// short hands a shadow that is too short, where it has n elements.
func short(w []float64, x float64, n int) float64 {
	_, d := dwu(w, w[:n], x, 1)
	return d
}

//go:autodiff short Forward
func dShort(w, dw []float64, x, dx float64, n int) (float64, float64)

//go:autodiff short Reverse
func rShort(w, dw []float64, x float64, n int, dret float64) (float64, float64)
