// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Gradients by the compiler. Results are ActiveOnly: who asks for a gradient
// has no use for the value here. With noalias the caller vouches that arguments
// do not overlap, as the gradients by hand take for granted.

package reverse

//go:autodiff logSumExp Reverse Duplicated ActiveOnly
func logSumExpGrad(x, dx []float64, seed float64)

//go:autodiff leastSquares Reverse Duplicated Const ActiveOnly
func leastSquaresGrad(x, dx []float64, n int, seed float64)

//go:autodiff kmeans Reverse Duplicated Const ActiveOnly noalias
func kmeansGrad(centres, dcentres, points [][]float64, seed float64)

//go:autodiff matVec Reverse Duplicated Duplicated ActiveOnly noalias
func matVecGrad(a, da [][]float64, x, dx []float64, seed float64)

//go:autodiff stencil Reverse Duplicated Duplicated Const Active Const ActiveOnly
func stencilGrad(u, du, v, dv, target []float64, alpha float64, steps int, seed float64) (dalpha float64)

//go:autodiff ode Reverse Duplicated Duplicated Duplicated Duplicated Duplicated Duplicated Duplicated ActiveOnly noalias
func odeGrad(x, dx, y, dy, at, dat, k1, dk1, k2, dk2, k3, dk3, k4, dk4 []float64, seed float64)

//go:autodiff minors Reverse Duplicated Const Const Const ActiveOnly
func minorsGrad(a, da []float64, n, row int, used uint, seed float64)

//go:autodiff lstm Reverse Duplicated Duplicated Duplicated Const Duplicated Duplicated ActiveOnly noalias
func lstmGrad(main, dmain, extra, dextra, state, dstate []float64, sequence [][]float64, x, dx, y, dy []float64, seed float64)

//go:autodiff gmm Reverse Duplicated Const Const Duplicated ActiveOnly noalias
func gmmGrad(p, dp *mixture, xs [][]float64, prior wishart, w, dw *gmmWork, seed float64)

//go:autodiff nbody Reverse Duplicated Const ActiveOnly
func nbodyGrad(bodies, d []body, steps int, seed float64)

// Both errors at once: what they have in common is computed once.
//
//go:autodiff reproject Reverse(2) Duplicated Duplicated Active Const ActiveOnly ActiveOnly noalias
func reprojectGrads(cam []float64, dcam [2][]float64, pt []float64, dpt [2][]float64, weight float64, feat []float64, dex, dey [2]float64) (dweight [2]float64)
