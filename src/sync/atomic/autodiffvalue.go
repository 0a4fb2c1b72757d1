// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package atomic

import _ "unsafe" // for go:linkname

// Derivatives have bodies of their own for the methods of Value (autodiff/kernels/atomic.go).
//
//go:linkname firstStoreInProgress
