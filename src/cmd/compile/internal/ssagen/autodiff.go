// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ssagen

// AutodiffOptimize switches the SSA optimiser on or off for the functions
// that are compiled from now on, and reports whether it was on. Derivatives
// are built from optimised SSA also where -N asks for none elsewhere. It must
// not be called while functions are compiled concurrently.
func AutodiffOptimize(on bool) (was bool) { return ssaConfig.AutodiffOptimize(on) }
