// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the rest of the compiler may ask about //go:autodiff directives.

package noder

import (
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/types"
)

// autodiffRequests maps the derivatives of the package being compiled, by
// the name of their symbol ("gradLoss", "(*T).GradLoss"), to what was asked for.
var autodiffRequests map[string]*request.Request

// autodiffSources holds the symbol names of the local functions
// that some derivative of this package is the derivative of.
var autodiffSources map[string]bool

// AutodiffRequest returns what the directive asks for whose derivative
// fn is, or nil if fn is not a derivative. The body of a derivative, before
// the backend makes its real one, holds one call: of the primal.
func AutodiffRequest(fn *ir.Func) *request.Request {
	if sym := fn.Sym(); sym != nil && sym.Pkg == types.LocalPkg {
		return autodiffRequests[sym.Name]
	}
	return nil
}

// AutodiffSource reports whether a derivative of fn is
// declared in the package being compiled, to which fn belongs.
func AutodiffSource(fn *ir.Func) bool {
	sym := fn.Sym()
	return sym != nil && sym.Pkg == types.LocalPkg && autodiffSources[sym.Name]
}
