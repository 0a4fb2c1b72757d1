// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package-level variables as inactive data: scalars, tables, literals of constants.

package globals

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

var (
	gravity  = 9.81
	coeffs   = []float64{1, -0.5, 0.25, -0.125}
	table    = [5]float64{0.1, 0.3, 0.7, 0.9, 1.4}
	matrix   = [2][3]float64{{1, 2, 3}, {4, 5, 6}}
	rows     = [][]float64{{1}, {2, 3}, {4, 5, 6}}
	settings = struct {
		scale float64
		steps int
		names []string
	}{2.5, 3, []string{"a", "b"}}
	points  = []struct{ x, y float64 }{{0, 1}, {1, 3}, {2, -1}}
	current *float64
	counter int
	initial = math.Sqrt(2) * 3
	weights = makeWeights(4)
)

const planck = 6.62607015e-34

func makeWeights(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 1 / float64(i+1)
	}
	return w
}

func init() {
	x := 0.75
	current = &x
}

func scalar(x float64) float64   { return gravity * x * x / 2 }
func computed(x float64) float64 { return initial*x + gravity }
func constant(x float64) float64 { return x * planck * 1e34 * math.Pi }

func horner(x float64) float64 {
	s := 0.0
	for i := len(coeffs) - 1; i >= 0; i-- {
		s = s*x + coeffs[i]
	}
	return s
}

func lookup(x float64, i int) float64 { return table[i]*x + matrix[i%2][i%3]*rows[i%3][0] }

func interpolate(x float64) float64 {
	i := 0
	for i < len(points)-2 && x > points[i+1].x {
		i++
	}
	p, q := points[i], points[i+1]
	return p.y + (x-p.x)/(q.x-p.x)*(q.y-p.y)
}

func viaPointer(x float64) float64 { return *current * x }

func viaStruct(x float64) float64 {
	s := x
	for range settings.steps {
		s *= settings.scale
	}
	return s + float64(len(settings.names))
}

func local(x float64, i int) float64 {
	lut := [...]float64{1, 2, 4, 8}
	nodes := []float64{-0.77, 0, 0.77}
	s := 0.0
	for _, n := range nodes {
		s += math.Cos(x*n) * lut[i]
	}
	return s
}

func copyOut(x []float64) float64 {
	w := append([]float64(nil), weights...)
	for i := range x {
		w[i] *= x[i]
	}
	copy(x, weights)
	return w[0] + w[1]*w[2]
}

func localTable(x float64) float64 {
	t := table
	t[2] = x
	return t[0]*t[2] + t[4]*t[2]
}

func counts(x float64) float64 {
	counter++
	return x * float64(counter-counter+2)
}

func through(w []float64, x float64) float64 {
	s := 0.0
	for i, v := range w {
		s += v * math.Pow(x, float64(i))
	}
	return s
}

func passGlobal(x float64) float64 { return through(coeffs, x) + through(table[:], x) }

//go:autodiff scalar Forward Dual Dual
func dScalar(x, dx float64) (float64, float64)

//go:autodiff scalar Reverse Active Active
func revScalar(x, dret float64) (float64, float64)

//go:autodiff computed Forward
func dComputed(x, dx float64) (float64, float64)

//go:autodiff computed Reverse
func revComputed(x, dret float64) (float64, float64)

//go:autodiff constant Forward
func dConstant(x, dx float64) (float64, float64)

//go:autodiff constant Reverse
func revConstant(x, dret float64) (float64, float64)

//go:autodiff horner Forward
func dHorner(x, dx float64) (float64, float64)

//go:autodiff horner Reverse
func revHorner(x, dret float64) (float64, float64)

//go:autodiff lookup Forward
func dLookup(x, dx float64, i int) (float64, float64)

//go:autodiff lookup Reverse
func revLookup(x float64, i int, dret float64) (float64, float64)

//go:autodiff interpolate Forward
func dInterpolate(x, dx float64) (float64, float64)

//go:autodiff interpolate Reverse
func revInterpolate(x, dret float64) (float64, float64)

//go:autodiff viaPointer Forward
func dViaPointer(x, dx float64) (float64, float64)

//go:autodiff viaPointer Reverse
func revViaPointer(x, dret float64) (float64, float64)

//go:autodiff viaStruct Forward
func dViaStruct(x, dx float64) (float64, float64)

//go:autodiff viaStruct Reverse
func revViaStruct(x, dret float64) (float64, float64)

//go:autodiff local Forward
func dLocal(x, dx float64, i int) (float64, float64)

//go:autodiff local Reverse
func revLocal(x float64, i int, dret float64) (float64, float64)

//go:autodiff copyOut Forward
func dCopyOut(x, dx []float64) (float64, float64)

//go:autodiff copyOut Reverse
func revCopyOut(x, dx []float64, dret float64) float64

//go:autodiff localTable Forward
func dLocalTable(x, dx float64) (float64, float64)

//go:autodiff localTable Reverse
func revLocalTable(x, dret float64) (float64, float64)

//go:autodiff counts Forward
func dCounts(x, dx float64) (float64, float64)

//go:autodiff counts Reverse
func revCounts(x, dret float64) (float64, float64)

//go:autodiff passGlobal Forward
func dPassGlobal(x, dx float64) (float64, float64)

//go:autodiff passGlobal Reverse
func revPassGlobal(x, dret float64) (float64, float64)

var any64 = check.Range(-2, 2)

func Test(t *testing.T) {
	check.Both(t, scalar, dScalar, revScalar, any64)
	check.Both(t, computed, dComputed, revComputed, any64)
	check.Both(t, constant, dConstant, revConstant, any64)
	check.Both(t, horner, dHorner, revHorner, any64)
	for i := range 4 {
		check.Both(t, lookup, dLookup, revLookup, any64, i)
		check.Both(t, local, dLocal, revLocal, any64, i)
	}
	check.Both(t, interpolate, dInterpolate, revInterpolate, 0.4)
	check.Both(t, interpolate, dInterpolate, revInterpolate, 1.6)
	check.Both(t, viaPointer, dViaPointer, revViaPointer, any64)
	check.Both(t, viaStruct, dViaStruct, revViaStruct, any64)
	check.Both(t, copyOut, dCopyOut, revCopyOut, check.Vec(4, -1, 1))
	check.Both(t, localTable, dLocalTable, revLocalTable, any64)
	check.Both(t, counts, dCounts, revCounts, check.Serial(), any64)
	check.Both(t, passGlobal, dPassGlobal, revPassGlobal, check.Range(0.5, 2))
}
