// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Matrices: gonum/mat calls blas64 and lapack64, which call what their package-level
// variables of interface types hold; its workspaces come from pools that are set up when
// the program starts. Integrands are called back.

package gonum

import (
	"math"
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mat"
)

func matMul(a, b []float64, n int) float64 {
	var c mat.Dense
	c.Mul(mat.NewDense(n, n, a), mat.NewDense(n, n, b).T())
	return mat.Norm(&c, 2)
}

//go:autodiff matMul Forward
func dMatMul(a, da, b, db []float64, n int) (float64, float64)

//go:autodiff matMul Reverse
func rMatMul(a, da, b, db []float64, n int, dret float64) float64

func matDet(a []float64, n int) float64 { return mat.Det(mat.NewDense(n, n, a)) }

//go:autodiff matDet Forward
func dMatDet(a, da []float64, n int) (float64, float64)

//go:autodiff matDet Reverse
func rMatDet(a, da []float64, n int, dret float64) float64

func matSolve(a, b []float64, n int) float64 {
	var x mat.VecDense
	if err := x.SolveVec(mat.NewDense(n, n, a), mat.NewVecDense(n, b)); err != nil {
		return 0
	}
	return mat.Dot(&x, mat.NewVecDense(n, b))
}

//go:autodiff matSolve Forward
func dMatSolve(a, da, b, db []float64, n int) (float64, float64)

//go:autodiff matSolve Reverse
func rMatSolve(a, da, b, db []float64, n int, dret float64) float64

func matInverse(a []float64, n int) float64 {
	var x mat.Dense
	if err := x.Inverse(mat.NewDense(n, n, a)); err != nil {
		return 0
	}
	return mat.Trace(&x) + x.At(0, 1)
}

//go:autodiff matInverse Forward
func dMatInverse(a, da []float64, n int) (float64, float64)

//go:autodiff matInverse Reverse
func rMatInverse(a, da []float64, n int, dret float64) float64

func matCholesky(a, b []float64, n int) float64 {
	var c mat.Cholesky
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			s.SetSym(i, j, a[i*n+j])
		}
		s.SetSym(i, i, 4+a[i*n+i]*a[i*n+i])
	}
	if !c.Factorize(s) {
		return 0
	}
	var x mat.VecDense
	if err := c.SolveVecTo(&x, mat.NewVecDense(n, b)); err != nil {
		return 0
	}
	return c.LogDet() + mat.Dot(&x, mat.NewVecDense(n, b))
}

//go:autodiff matCholesky Forward
func dMatCholesky(a, da, b, db []float64, n int) (float64, float64)

//go:autodiff matCholesky Reverse
func rMatCholesky(a, da, b, db []float64, n int, dret float64) float64

func quadFixed(a, b float64) float64 {
	return quad.Fixed(func(x float64) float64 { return math.Exp(-a*x*x) * math.Sin(b*x) }, 0, b, 8, nil, 0)
}

//go:autodiff quadFixed Forward
func dQuadFixed(a, da, b, db float64) (float64, float64)

//go:autodiff quadFixed Reverse
func rQuadFixed(a, b, dret float64) (float64, float64, float64)

func TestMatrices(t *testing.T) {
	a, b := check.Vec(9, -1, 1), check.Vec(3, -1, 1)
	check.Both(t, matMul, dMatMul, rMatMul, a, a, 3)
	check.Both(t, matDet, dMatDet, rMatDet, a, 3)
	check.Both(t, matSolve, dMatSolve, rMatSolve, a, b, 3)
	check.Both(t, matInverse, dMatInverse, rMatInverse, a, 3)
	check.Both(t, matCholesky, dMatCholesky, rMatCholesky, a, b, 3)
}

func TestIntegrals(t *testing.T) {
	check.Both(t, quadFixed, dQuadFixed, rQuadFixed, check.Range(0.5, 1), check.Range(0.5, 1))
}
