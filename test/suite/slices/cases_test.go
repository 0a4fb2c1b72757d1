// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The cases: functions of this package at points that matter.

package slices

import (
	"testing"

	"goenzyme/suite/check"
)

var (
	any64 = check.Range(-2, 2)
	vec6  = check.Vec(6, -2, 2)
)

// roomy returns n floats with room for extra ones.
func roomy(n, extra int) []float64 {
	x := make([]float64, n, n+extra)
	for i := range x {
		x[i] = float64(i) + 0.5
	}
	return x
}

func TestIndex(t *testing.T) {
	check.Both(t, sum, dSum, revSum, vec6)
	check.Both(t, sum, dSum, revSum, []float64{})
	check.Both(t, sum, dSum, revSum, []float64(nil))
	check.Both(t, dot, dDot, revDot, vec6, vec6)
	check.Both(t, axpy, dAxpy, revAxpy, any64, vec6, vec6)
	check.Both(t, backwards, dBackwards, revBackwards, vec6)
	check.Both(t, gather, dGather, revGather, vec6, []int{3, 1, 3, 0, 5})
	check.Both(t, scatter, dScatter, revScatter, vec6, []int{3, 1, 3, 0, 5, 5}, vec6)
	check.Both(t, fill, dFill, revFill, vec6, any64)
	check.Both(t, prefix, dPrefix, revPrefix, vec6)
	check.Both(t, bubble, dBubble, revBubble, vec6)
	check.Both(t, largest, dLargest, revLargest, check.Acts("Dual Dual Const"), vec6)
	check.Both(t, single32, dSingle32, revSingle32, vec6, vec6)
	check.Both(t, self, dSelf, revSelf, vec6)
}

func TestReslice(t *testing.T) {
	check.Both(t, halves, dHalves, revHalves, vec6)
	check.Both(t, reslice3, dReslice3, revReslice3, vec6, any64)
	check.Both(t, lens, dLens, revLens, vec6)
	check.Both(t, toArray, dToArray, revToArray, vec6)
	check.Both(t, nilSlice, dNilSlice, revNilSlice, nil, any64)
	check.Both(t, nilSlice, dNilSlice, revNilSlice, vec6, any64)
}

func TestCopy(t *testing.T) {
	check.Both(t, copies, dCopies, revCopies, vec6)
	check.Both(t, overlapUp, dOverlapUp, revOverlapUp, vec6)
	check.Both(t, overlapDown, dOverlapDown, revOverlapDown, vec6)
	check.Both(t, shift, dShift, revShift, vec6, any64)
	check.Both(t, clears, dClears, revClears, vec6, any64)
}

func TestAppend(t *testing.T) {
	for _, n := range []int{0, 1, 2, 9, 100} {
		check.Both(t, appendLoop, dAppendLoop, revAppendLoop, check.Range(0.8, 1.1), n)
		check.Both(t, appendLong, dAppendLong, revAppendLong, vec6, n)
	}
	check.Both(t, appendSlice, dAppendSlice, revAppendSlice, vec6, vec6)
	check.Both(t, appendAlias, dAppendAlias, revAppendAlias, vec6, any64)
	check.Both(t, appendAlias, dAppendAlias, revAppendAlias, roomy(3, 5), any64)
	check.Both(t, appendSelf, dAppendSelf, revAppendSelf, vec6)
	check.Both(t, appendSelf, dAppendSelf, revAppendSelf, roomy(3, 5))
	check.Both(t, appendNil, dAppendNil, revAppendNil, any64)
	check.Both(t, appendRows, dAppendRows, revAppendRows, vec6, 5)
}

func TestNested(t *testing.T) {
	mat := check.Mat(4, 4, -1, 1)
	check.Both(t, matVec, dMatVec, revMatVec, mat, check.Vec(4, -1, 1))
	check.Both(t, matMul, dMatMul, revMatMul, mat, mat)
	check.Both(t, ragged, dRagged, revRagged, mat)
	check.Both(t, rowSwap, dRowSwap, revRowSwap, mat, any64)
	check.Both(t, alloc2, dAlloc2, revAlloc2, any64, 5)
	check.Both(t, centroid, dCentroid, revCentroid, []point{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}})
	check.Both(t, moveAll, dMoveAll, revMoveAll, []point{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, any64)
	check.Both(t, hull, dHull, revHull, []point{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, any64)
	check.Both(t, arraysInSlice, dArraysInSlice, revArraysInSlice, check.Vec(3, -1, 1))
	check.Both(t, pointersInSlice, dPointersInSlice, revPointersInSlice, []*point{{1, 2, 3}, nil, {4, 5, 6}})
	check.Forward(t, slicesInStruct, dSlicesInStruct, struct{ a, b []float64 }{[]float64{1, 2, 3}, []float64{4, 5, 6}})
}

func TestOutOfRange(t *testing.T) {
	check.Panics(t, gather, dGather, []float64{1}, []int{1})
	check.Panics(t, reslice3, dReslice3, []float64{1, 2}, 1.0)
	check.Panics(t, toArray, dToArray, []float64{1, 2})
}
