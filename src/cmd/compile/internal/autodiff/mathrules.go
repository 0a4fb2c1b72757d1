// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Rules of known functions, by symbol name.

package autodiff

var funcRules = map[string]*rule{
	"math.Sqrt": smooth(sqrtRow), // 1/(2y); +Inf at +0
	"math.sqrt": smooth(sqrtRow), // what Sqrt calls where it is no instruction
}
