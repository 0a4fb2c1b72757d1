// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package walk

// autodiffTemps says that temporaries are not used again.
var autodiffTemps bool

// AutodiffTemps says whether each temporary of the functions that are walked from now on
// has one use only, and reports what was said before. A derivative keeps what its primal
// computes: there a variable that holds an address in the frame at one time and one in the
// heap at another would make both look alike. It must not be called while functions are
// walked concurrently.
func AutodiffTemps(single bool) (was bool) {
	was, autodiffTemps = autodiffTemps, single
	return was
}
