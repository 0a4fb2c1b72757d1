// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives by the compiler in forward mode. The Jacobians of hand tracking
// are measured; the other ones check the gradients.

package reverse

//go:autodiff track Forward Dual Const Const Const Dual Dual
func trackTangent(theta, dtheta []float64, h *handModel, at []int, points []vec, w, dw *handWork, err, derr []float64)

//go:autodiff trackOn Forward Dual Dual Const Const Const Dual Dual
func trackOnTangent(theta, dtheta, us, dus []float64, h *handModel, at []int, points []vec, w, dw *handWork, err, derr []float64)

//go:autodiff track Forward(26) Dual Const Const Const Dual Dual
func trackTangents(theta []float64, dtheta [26][]float64, h *handModel, at []int, points []vec, w *handWork, dw [26]*handWork, err []float64, derr [26][]float64)

//go:autodiff trackOn Forward(28) Dual Dual Const Const Const Dual Dual
func trackOnTangents(theta []float64, dtheta [28][]float64, us []float64, dus [28][]float64, h *handModel, at []int, points []vec, w *handWork, dw [28]*handWork, err []float64, derr [28][]float64)

//go:autodiff logSumExp Forward Dual Dual
func logSumExpTangent(x, dx []float64) (y, dy float64)

//go:autodiff leastSquares Forward Dual Const Dual
func leastSquaresTangent(x, dx []float64, n int) (y, dy float64)

//go:autodiff kmeans Forward Dual Const Dual
func kmeansTangent(centres, dcentres, points [][]float64) (y, dy float64)

//go:autodiff matVec Forward Dual Dual Dual
func matVecTangent(a, da [][]float64, x, dx []float64) (y, dy float64)

//go:autodiff stencil Forward Dual Dual Const Dual Const Dual
func stencilTangent(u, du, v, dv, target []float64, alpha, dalpha float64, steps int) (y, dy float64)

//go:autodiff ode Forward Dual Dual Dual Dual Dual Dual Dual Dual
func odeTangent(x, dx, y, dy, at, dat, k1, dk1, k2, dk2, k3, dk3, k4, dk4 []float64) (r, dr float64)

//go:autodiff minors Forward Dual Const Const Const Dual
func minorsTangent(a, da []float64, n, row int, used uint) (y, dy float64)

//go:autodiff lstm Forward Dual Dual Dual Const Dual Dual Dual
func lstmTangent(main, dmain, extra, dextra, state, dstate []float64, sequence [][]float64, x, dx, y, dy []float64) (r, dr float64)

//go:autodiff gmm Forward Dual Const Const Dual Dual
func gmmTangent(p, dp *mixture, xs [][]float64, prior wishart, w, dw *gmmWork) (y, dy float64)

//go:autodiff nbody Forward Dual Const Dual
func nbodyTangent(bodies, d []body, steps int) (y, dy float64)
