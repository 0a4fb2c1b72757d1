// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package runtime_test

import (
	"runtime"
	"strings"
	"testing"
	"unsafe"
)

// TestAutodiffLookup registers the tables of several packages and finds everything
// that is in them, and nothing else.
func TestAutodiffLookup(t *testing.T) {
	type pair struct{ code, derivative, kind uintptr }
	type table struct {
		count uintptr
		pairs [300]pair
	}
	tables := make([]table, 5)
	for i := range tables {
		tab := &tables[i]
		tab.count = uintptr(len(tab.pairs))
		for j := range tab.pairs {
			n := uintptr(i*len(tab.pairs) + j)
			tab.pairs[j] = pair{1<<12 + n/2*16, 1<<20 + n, n % 2}
		}
		runtime.AutodiffRegister(unsafe.Pointer(tab))
		for k := range tables[:i+1] {
			for _, p := range tables[k].pairs {
				if got := runtime.AutodiffLookup(p.code, p.kind, "test"); got != p.derivative {
					t.Fatalf("the derivative of %#x, kind %d, is %#x, not %#x", p.code, p.kind, got, p.derivative)
				}
			}
		}
	}
	defer func() {
		err, ok := recover().(runtime.Error)
		if !ok || !strings.HasPrefix(err.Error(), "autodiff: test: call of an unknown function, of which no derivative") {
			t.Errorf("panic with %v", err)
		}
	}()
	runtime.AutodiffLookup(tables[0].pairs[0].code, 7, "test")
}
