// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The body of maps.Clone, which package runtime carries out.

package kernels

import _ "unsafe" // for go:linkname

//go:autodiffbody maps.clone
func MapsClone(m any) any { return cloneMap(m) }

//go:linkname cloneMap runtime.autodiffMapClone
func cloneMap(m any) any
