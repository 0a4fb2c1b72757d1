// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for gonum.org/v1/gonum/blas/gonum, where products of large matrices
// are computed by several goroutines. Here one does.

package kernels

//go:autodiffbody gonum.org/v1/gonum/blas/gonum.dgemmParallel
func DgemmParallel(aTrans, bTrans bool, m, n, k int, a []float64, lda int, b []float64, ldb int, c []float64, ldc int, alpha float64) {
	gemm(aTrans, bTrans, m, n, k, a, lda, b, ldb, c, ldc, alpha)
}

//go:autodiffbody gonum.org/v1/gonum/blas/gonum.sgemmParallel
func SgemmParallel(aTrans, bTrans bool, m, n, k int, a []float32, lda int, b []float32, ldb int, c []float32, ldc int, alpha float32) {
	gemm(aTrans, bTrans, m, n, k, a, lda, b, ldb, c, ldc, alpha)
}

// gemm adds alpha·A·B to C, where A is m×k and B is k×n, or their transposes are.
func gemm[T float](aTrans, bTrans bool, m, n, k int, a []T, lda int, b []T, ldb int, c []T, ldc int, alpha T) {
	ai, al := lda, 1
	if aTrans {
		ai, al = 1, lda
	}
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		if bTrans {
			for j := range row {
				var sum T
				for l, v := range b[j*ldb : j*ldb+k] {
					sum += v * a[i*ai+l*al]
				}
				row[j] += alpha * sum
			}
			continue
		}
		for l := range k {
			f := alpha * a[i*ai+l*al]
			for j, v := range b[l*ldb : l*ldb+n] {
				row[j] += f * v
			}
		}
	}
}
