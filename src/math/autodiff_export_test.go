// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package math

// Exports for autodiff_test.go.
var (
	AutodiffPowBase     = autodiffPowBase
	AutodiffPowExponent = autodiffPowExponent
	AutodiffExpm1       = autodiffExpm1
	AutodiffGauss       = autodiffGauss
	AutodiffDigamma     = autodiffDigamma
	AutodiffPolygamma   = autodiffPolygamma
	AutodiffJ1          = autodiffJ1
	AutodiffJn          = autodiffJn
	AutodiffY1          = autodiffY1
	AutodiffYn          = autodiffYn
)
