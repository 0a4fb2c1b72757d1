// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bodies for the functions of package sort that swap by reflection. In place of
// reflection stands a function of package runtime, which swaps shadows as well.

package kernels

import (
	"internal/reflectlite"
	"sort"
	_ "unsafe" // for go:linkname
)

//go:autodiffbody sort.Slice
func SortSlice(x any, less func(i, j int) bool) {
	sort.Sort(&swapped{x, length(x), less})
}

//go:autodiffbody sort.SliceStable
func SortSliceStable(x any, less func(i, j int) bool) {
	sort.Stable(&swapped{x, length(x), less})
}

// A swapped is a slice of any type, as sort.Sort wants it.
type swapped struct {
	x    any
	n    int
	less func(i, j int) bool
}

func (s *swapped) Len() int           { return s.n }
func (s *swapped) Less(i, j int) bool { return s.less(i, j) }
func (s *swapped) Swap(i, j int)      { swap(s.x, i, j) }

// length returns the length of the slice in x, and panics as sort.Slice does if there
// is none.
func length(x any) int {
	n := sliceLength(x)
	if n < 0 {
		reflectlite.Swapper(x)
		panic("unreachable")
	}
	return n
}

// swap swaps elements i and j of the slice in x.
//
//go:linkname swap runtime.autodiffSwap
func swap(x any, i, j int)

// sliceLength returns the length of the slice in x, or -1 if there is none.
//
//go:linkname sliceLength runtime.autodiffSliceLength
func sliceLength(x any) int
