// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Goroutines that derivatives start.

package runtime

import "unsafe"

// autodiffGo stands for a go statement, the i-th in its function, where nothing
// active is captured.
func autodiffGo(i int, f func()) { go f() }

// autodiffStart starts d, the derivative of the function literal c. The shadows of c
// begin at s.
func autodiffStart(d func(c, s unsafe.Pointer), c, s unsafe.Pointer) { go d(c, s) }
