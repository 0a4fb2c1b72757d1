// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives of other packages. What the backend made there is code, and cannot be
// differentiated again; what it was made of can. So the body of a derivative in export
// data is the one that holds a call of its primal, behind a label that says what
// was asked for (see autodiffsynth.go):
//
//	func DF(x, dx float64) (y, dy float64) {
//	autodiff DF Forward …:
//		F(x)
//		for {
//		}
//	}

package noder

import (
	"internal/pkgbits"
	"sync"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/types"
)

// autodiffImports maps functions of other packages to what they are derivatives of,
// or to nil. Functions that are compiled at the same time may ask.
var autodiffImports struct {
	sync.Mutex
	known map[*types.Sym]*request.Request
}

// importedRequest returns what the directive of another package asks for whose
// derivative fn is, or nil.
func importedRequest(fn *ir.Func) *request.Request {
	pri, ok := importBodyReader[fn.Sym()]
	if !ok {
		return nil
	}
	autodiffImports.Lock()
	defer autodiffImports.Unlock()
	req, known := autodiffImports.known[fn.Sym()]
	if known {
		return req
	}
	if req = request.Decode(pri.firstLabel(fn)); req != nil {
		req.Pos = fn.Pos()
	}
	if autodiffImports.known == nil {
		autodiffImports.known = make(map[*types.Sym]*request.Request)
	}
	autodiffImports.known[fn.Sym()] = req
	return req
}

// firstLabel returns the label in front of the first statement of fn, whose body pri
// refers to, or "".
func (pri pkgReaderIndex) firstLabel(fn *ir.Func) string {
	r := pri.asReader(pkgbits.SectionBody, pkgbits.SyncFuncBody)
	if r.synthetic != nil || r.hasTypeParams() || !r.block(fn) {
		return ""
	}
	r.Sync(pkgbits.SyncStmts)
	if codeStmt(r.Code(pkgbits.SyncStmt1)) != stmtLabel {
		return ""
	}
	r.pos()
	return r.label().Name
}

// AutodiffImported returns a function like fn, a derivative of another package, that
// holds the call of its primal, and what was asked for. It returns nil if fn is none.
func AutodiffImported(fn *ir.Func) (*ir.Func, *request.Request) {
	if fn.Sym().Pkg == types.LocalPkg || AutodiffDict(fn) != nil {
		return nil, nil
	}
	if _, ok := importBodyReader[fn.Sym()]; !ok {
		needBodies(fn.Sym().Pkg, fn.Pos())
	}
	req := importedRequest(fn)
	if req == nil {
		return nil, nil
	}
	var params, results []*types.Field
	for _, f := range fn.Type().RecvParams() {
		params = append(params, types.NewField(f.Pos, f.Sym, f.Type))
	}
	for _, f := range fn.Type().Results() {
		results = append(results, types.NewField(f.Pos, f.Sym, f.Type))
	}
	twin := ir.NewFunc(fn.Pos(), fn.Pos(), fn.Sym(), types.NewSignature(nil, params, results))
	importBodyReader[fn.Sym()].funcBody(twin)
	return twin, req
}
