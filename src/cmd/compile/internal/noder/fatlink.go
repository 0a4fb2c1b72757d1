// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Fat linking: the bodies of all functions that a derivative may need travel
// in export data, and are read from there into the derivative.

package noder

import (
	"internal/pkgbits"
	"strings"
	"sync"

	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// thinPackages are the packages, with everything below them, whose bodies
// cannot matter to a derivative and stay out of export data: the runtime and
// what talks to the operating system, and code that computes no floats.
var thinPackages = []string{
	"archive", "cmd", "compress", "crypto", "database", "debug", "embed", "encoding",
	"go", "html", "internal", "io", "log", "mime", "net", "os", "path", "plugin",
	"reflect", "regexp", "runtime", "syscall", "testing", "text", "unique", "unsafe", "vendor", "weak",
}

// exportsBodies reports whether the package under compilation puts the bodies
// of its functions into export data whether they can be inlined or not.
func exportsBodies() bool {
	path := base.Ctxt.Pkgpath
	first, _, _ := strings.Cut(path, "/")
	if !base.Flag.Std || strings.Contains(first, ".") {
		return true
	}
	for _, thin := range thinPackages {
		if first == thin {
			return false
		}
	}
	return true
}

// fat is exportsBodies of this compilation.
var fat = sync.OnceValue(exportsBodies)

// keepBody reports whether the body of fn, a function that is not inlinable, is
// to be written to export data now. Before everything else is there it is not,
// but waits. That of a derivative is the one that the frontend has made (see autodiffimport.go).
func keepBody(fn *ir.Func, local bool) bool {
	if !local || fn.Nname.Defn == nil || !fat() {
		return false
	}
	if _, ok := bodyReader[fn]; !ok {
		return false
	}
	if !fatBodies.writing {
		fatBodies.waiting = append(fatBodies.waiting, fn.Nname)
	}
	return fatBodies.writing
}

// bodiesLoaded has the packages that AutodiffHaveBody has looked into.
var bodiesLoaded = map[*types.Pkg]bool{}

// AutodiffHaveBody reports whether the body of fn can be read, loading the
// export data of its package if nothing has imported it so far.
func AutodiffHaveBody(fn *ir.Func) bool {
	if AutodiffRequest(fn) != nil {
		return false // the backend makes it
	}
	if fn.Nname.Defn != nil {
		pri, ok := bodyReader[fn]
		return ok && pri.hasBlock(fn)
	}
	pri, ok := importBodyReader[fn.Sym()]
	if !ok {
		needBodies(fn.Sym().Pkg, fn.Pos())
		pri, ok = importBodyReader[fn.Sym()]
	}
	return ok && importedRequest(fn) == nil && pri.hasBlock(fn)
}

// needBodies reads the export data of pkg, for the bodies of its functions, unless
// that has been done, or cannot be.
func needBodies(pkg *types.Pkg, pos src.XPos) {
	if pkg == types.LocalPkg || pkg.Direct || bodiesLoaded[pkg] || base.Flag.Cfg.PackageFile[pkg.Path] == "" {
		return
	}
	bodiesLoaded[pkg] = true
	if err := loadBodies(pkg); err != nil {
		base.ErrorfAt(pos, 0, "could not load %q for the bodies of its functions: %v", pkg.Path, err)
	}
}

// hasBlock reports whether the body of fn that pri refers to is one, and not
// that of a function which is written in assembly or linked by name.
func (pri pkgReaderIndex) hasBlock(fn *ir.Func) bool {
	r := pri.asReader(pkgbits.SectionBody, pkgbits.SyncFuncBody)
	return r.synthetic != nil || r.hasTypeParams() && !r.dict.shaped || r.block(fn)
}

// block reads the parameters of fn, and reports whether a body follows.
func (r *reader) block(fn *ir.Func) bool {
	for _, f := range fn.Type().RecvParamsResults() {
		if f.Sym != nil && f.Sym.Name == dictParamName {
			continue
		}
		r.Sync(pkgbits.SyncAddLocal)
		if r.p.SyncMarkers() {
			r.Int()
		}
		if r.Bool() {
			r.Len()
		}
	}
	return r.Bool()
}

// loadBodies reads the export data of pkg, which this package does not import
// directly. Only the backend gets to see it.
func loadBodies(pkg *types.Pkg) error {
	f, err := openPackage(pkg.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := readExportData(f)
	if err != nil {
		return err
	}
	readPackage(newPkgReader(pkgbits.NewPkgDecoder(pkg.Path, data)), pkg, false)
	return addFingerprint(pkg.Path, data)
}

// AutodiffInlineCall replaces call, a static call of fn in caller, by the
// body of fn, whatever fn's cost. The caller has made sure that there is a
// body.
func AutodiffInlineCall(caller *ir.Func, call *ir.CallExpr, fn *ir.Func) *ir.InlinedCallExpr {
	if fn.Inl == nil {
		fn.Inl = &ir.Inline{Cost: neverInline}
	}
	parent := base.Ctxt.PosTable.Pos(call.Pos()).Base().InliningIndex()
	index := base.Ctxt.InlTree.Add(parent, call.Pos(), fn.Linksym(), ir.FuncName(fn))
	if base.Flag.GenDwarfInl > 0 && !fn.Linksym().WasInlined() {
		base.Ctxt.DwFixups.SetPrecursorFunc(fn.Linksym(), fn)
		fn.Linksym().Set(obj.AttrWasInlined, true)
	}
	return unifiedInlineCall(caller, call, fn, index)
}

// neverInline is a cost above every budget of the inliner.
const neverInline = 1 << 30

// AutodiffWrappers makes the method wrappers of types that were read after
// MakeWrappers had run.
func AutodiffWrappers(target *ir.Package) {
	seen := make(map[string]*types.Type)
	for _, typ := range needWrapperTypes {
		if !haveWrappers(typ) {
			wrapType(typ, target, seen, true)
		}
	}
	for _, wrapper := range haveMethodValueWrappers {
		wrapMethodValue(wrapper.rcvr, wrapper.method, target, false)
	}
	for _, wrapper := range needMethodValueWrappers {
		wrapMethodValue(wrapper.rcvr, wrapper.method, target, true)
	}
	haveWrapperTypes, needWrapperTypes = nil, nil
	haveMethodValueWrappers, needMethodValueWrappers = nil, nil
}

// haveWrappers reports whether the method wrappers of typ have been made: two packages that
// were read may both mention it.
func haveWrappers(typ *types.Type) bool {
	if !typ.IsInterface() {
		typecheck.CalcMethods(typ)
	}
	methods := typ.AllMethods()
	return len(methods) > 0 && ir.MethodSym(typ, methods[0].Sym).Siggen()
}
