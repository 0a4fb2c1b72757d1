// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package runtime_test

import (
	"runtime"
	"testing"
	"unsafe"
)

// TestAutodiffDummy makes dummies of all sizes, and looks for them at both ends, among
// other memory of the same sizes.
func TestAutodiffDummy(t *testing.T) {
	type large struct {
		p *int
		a [1000]float64
	}
	var kept []unsafe.Pointer
	of := func(name string, example any, size uintptr, other func(n int) unsafe.Pointer) {
		for _, n := range []int{1, 2, 3, 7, 8, 63, 64, 65, 100, 1000, 5000} {
			p := runtime.AutodiffDummy(example, n)
			q := other(n)
			kept = append(kept, p, q)
			if n%7 == 0 {
				runtime.GC()
			}
			for _, off := range []uintptr{0, uintptr(n)*size - 1} {
				if !runtime.AutodiffIsDummy(unsafe.Add(p, off)) {
					t.Errorf("%d × %s: at %d there is no dummy", n, name, off)
				}
				if runtime.AutodiffIsDummy(unsafe.Add(q, off)) {
					t.Errorf("%d × %s: at %d of other memory there is a dummy", n, name, off)
				}
				if x := *(*byte)(unsafe.Add(p, off)); x != 0 {
					t.Errorf("%d × %s: at %d there is %d", n, name, off, x)
				}
			}
		}
	}
	of("float32", float32(0), 4, func(n int) unsafe.Pointer { return unsafe.Pointer(&make([]float32, n)[0]) })
	of("float64", 0.0, 8, func(n int) unsafe.Pointer { return unsafe.Pointer(&make([]float64, n)[0]) })
	of("complex128", 0i, 16, func(n int) unsafe.Pointer { return unsafe.Pointer(&make([]complex128, n)[0]) })
	of("[3]float32", [3]float32{}, 12, func(n int) unsafe.Pointer { return unsafe.Pointer(&make([][3]float32, n)[0]) })
	of("*int", (*int)(nil), 8, func(n int) unsafe.Pointer { return unsafe.Pointer(&make([]*int, n)[0]) })
	of("large", large{}, unsafe.Sizeof(large{}), func(n int) unsafe.Pointer { return unsafe.Pointer(&make([]large, n)[0]) })
	runtime.KeepAlive(kept)

	var local [4]float64
	for _, p := range []unsafe.Pointer{nil, unsafe.Pointer(&local), unsafe.Pointer(&kept), runtime.AutodiffZerobase, runtime.AutodiffDummy(0.0, 0), runtime.AutodiffDummy(struct{}{}, 3)} {
		if runtime.AutodiffIsDummy(p) {
			t.Errorf("%p is a dummy", p)
		}
	}
}
