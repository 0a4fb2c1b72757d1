// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Gradients by the compiler. Results are ActiveOnly: who asks for a gradient
// has no use for the value here.

package reverse

//go:autodiff logSumExp Reverse Duplicated ActiveOnly
func logSumExpGrad(x, dx []float64, seed float64)

//go:autodiff leastSquares Reverse Duplicated Const ActiveOnly
func leastSquaresGrad(x, dx []float64, n int, seed float64)

//go:autodiff kmeans Reverse Duplicated Const ActiveOnly
func kmeansGrad(centres, dcentres, points [][]float64, seed float64)

//go:autodiff matVec Reverse Duplicated Duplicated ActiveOnly
func matVecGrad(a, da [][]float64, x, dx []float64, seed float64)

//go:autodiff stencil Reverse Duplicated Duplicated Const Active Const ActiveOnly
func stencilGrad(u, du, v, dv, target []float64, alpha float64, steps int, seed float64) (dalpha float64)

//go:autodiff ode Reverse Duplicated Duplicated Duplicated Duplicated Duplicated Duplicated Duplicated ActiveOnly
func odeGrad(x, dx, y, dy, at, dat, k1, dk1, k2, dk2, k3, dk3, k4, dk4 []float64, seed float64)
