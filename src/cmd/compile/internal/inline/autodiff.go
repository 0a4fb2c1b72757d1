// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package inline

import "cmd/compile/internal/ir"

// AutodiffKeepCall reports whether a call of callee in caller has to stay a
// call: caller is a derivative under construction, and callee has a rule.
// It is set by cmd/compile/internal/autodiff.
var AutodiffKeepCall = func(caller, callee *ir.Func) bool { return false }

// AutodiffBudget is the cost up to which a function is inlined. It is raised by
// -autodiff=Inline.
var AutodiffBudget int32 = inlineMaxBudget
