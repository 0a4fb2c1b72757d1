// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package runtime

import (
	"internal/abi"
	"unsafe"
)

var (
	AutodiffGrow       = autodiffGrow
	AutodiffRelease    = autodiffRelease
	AutodiffClearPools = func() {
		stw := stopTheWorld(stwForTestReadMemStatsSlow)
		autodiffClearPools()
		startTheWorld(stw)
	}
)

// AutodiffMoveBack is autodiffMoveBack for values of the type of example.
func AutodiffMoveBack(example any, to, from unsafe.Pointer, n int) {
	autodiffMoveBack(abi.TypeOf(example), to, from, n)
}

const (
	AutodiffSmall = autodiffSmall
	AutodiffChunk = autodiffChunk
)

var (
	AutodiffRegister = autodiffRegister
	AutodiffLookup   = autodiffLookup
)

// AutodiffMirror is autodiffMirror for values of the type of example.
func AutodiffMirror(example any, p unsafe.Pointer, n int) unsafe.Pointer {
	return autodiffMirror(abi.TypeOf(example), p, n)
}

var (
	AutodiffZerobase = unsafe.Pointer(&zerobase)
	AutodiffIsDummy  = autodiffIsDummy
)

// AutodiffDummy is autodiffDummy for values of the type of example.
func AutodiffDummy(example any, n int) unsafe.Pointer { return autodiffDummy(abi.TypeOf(example), n) }
