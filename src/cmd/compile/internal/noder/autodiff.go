// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the rest of the compiler may ask about //go:autodiff directives.

package noder

import (
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types"
	"cmd/compile/internal/types2"
)

// autodiffRequests maps the derivatives of the package being compiled, by
// the name of their symbol ("gradLoss", "(*T).GradLoss"), to what was asked for.
var autodiffRequests map[string]*request.Request

// autodiffSources holds the symbol names of the local functions
// that some derivative of this package is the derivative of.
var autodiffSources map[string]bool

// autodiffGeneric maps instances of generic derivatives to what is asked for.
var autodiffGeneric = make(map[*ir.Func]*request.Request)

// AutodiffRequest returns what the directive asks for whose derivative
// fn is, or nil if fn is not a derivative. The body of a derivative, before
// the backend makes its real one, holds one call: of the primal.
func AutodiffRequest(fn *ir.Func) *request.Request {
	if AutodiffDict(fn) != nil {
		return genericRequest(fn)
	}
	if sym := fn.Sym(); sym != nil && sym.Pkg == types.LocalPkg {
		return autodiffRequests[sym.Name]
	}
	return importedRequest(fn)
}

// AutodiffDict returns the parameter of the instance fn of a generic function that
// holds the dictionary, or nil if fn is something else.
func AutodiffDict(fn *ir.Func) *types.Field {
	for _, f := range fn.Type().RecvParams() {
		if f.Sym != nil && f.Sym.Name == dictParamName {
			return f
		}
	}
	return nil
}

// genericRequest returns what the label in the body of fn says, an instance of a
// generic function of any package.
func genericRequest(fn *ir.Func) *request.Request {
	if req := autodiffGeneric[fn]; req != nil {
		return req
	}
	for _, n := range fn.Body {
		if label, ok := n.(*ir.LabelStmt); ok {
			if req := request.Decode(label.Label.Name); req != nil {
				req.Pos = fn.Pos()
				autodiffGeneric[fn] = req
				return req
			}
		}
	}
	return nil
}

// AutodiffSource reports whether a derivative of fn is
// declared in the package being compiled, to which fn belongs.
func AutodiffSource(fn *ir.Func) bool {
	sym := fn.Sym()
	return sym != nil && sym.Pkg == types.LocalPkg && autodiffSources[withoutTypeArgs(sym.Name)]
}

// rewriteAutodiff makes ordinary functions of what the directives in the files
// ask for. It is called before conf checks the files, and sees to it that
// conf's importer and complaints are good for both checks.
func rewriteAutodiff(m *posMap, noders []*noder, conf *types2.Config) {
	p := &autodiffPass{path: base.Ctxt.Pkgpath}
	found := false
	for _, n := range noders {
		found = found || n.autodiff
		p.files = append(p.files, n.file)
	}
	if !found {
		return
	}
	conf.Importer = &onceImporter{imp: conf.Importer, done: make(map[string]imported)}
	p.conf = *conf
	p.report = func(pos syntax.Pos, msg string) { base.ErrorfAt(m.makeXPos(pos), 0, "%s", msg) }
	p.fmtPos = func(pos syntax.Pos) string { return base.FmtPos(m.makeXPos(pos)) }
	p.run()
	p.register(m)
	p.synthesize()
	conf.Error = p.filterErrors(conf.Error)
}

// register makes what the directives ask for known to the rest of the compiler.
func (p *autodiffPass) register(m *posMap) {
	autodiffRequests = make(map[string]*request.Request)
	autodiffSources = make(map[string]bool)
	for _, d := range p.derivatives {
		if d.failed {
			continue
		}
		d.req.Pos = m.makeXPos(d.pos)
		if d.declared == nil && !d.generic() {
			autodiffRequests[d.symName()] = d.req
		}
		if d.primal.local != nil {
			autodiffSources[symName(d.primal.obj)] = true
		}
	}
}

// symName returns the name of the symbol of the derivative that d declares.
func (d *derivative) symName() string {
	recv := d.decl.Recv
	if recv == nil {
		return d.req.Name
	}
	return methodSymName(d.params[0], d.req.Name)
}

// symName returns the name of the symbol of f, without type arguments.
func symName(f *types2.Func) string {
	if recv := f.Type().(*types2.Signature).Recv(); recv != nil {
		return methodSymName(recv.Type(), f.Name())
	}
	return f.Name()
}

func methodSymName(recv types2.Type, name string) string {
	recv = types2.Unalias(recv)
	ptr, isPtr := recv.(*types2.Pointer)
	if isPtr {
		recv = types2.Unalias(ptr.Elem())
	}
	base := ""
	if named, ok := recv.(*types2.Named); ok {
		base = named.Obj().Name()
	}
	if isPtr {
		return "(*" + base + ")." + name
	}
	return base + "." + name
}

// withoutTypeArgs returns the name of a generic
// function or method for that of an instance.
func withoutTypeArgs(name string) string {
	i, j := strings.Index(name, "["), strings.LastIndex(name, "]")
	if i < 0 || j < i {
		return name
	}
	return name[:i] + name[j+1:]
}

// filterErrors keeps complaints of the type checker from the user that only
// repeat, or follow from, what the pass complained of.
func (p *autodiffPass) filterErrors(report func(error)) func(error) {
	missing := make(map[string]bool) // names of derivatives that failed
	for _, d := range p.derivatives {
		if d.failed && !d.formB && d.Directive != nil {
			missing[d.Name] = true
		}
	}
	return func(err error) {
		terr, ok := err.(types2.Error)
		if !ok {
			report(err)
			return
		}
		if name, ok := strings.CutPrefix(terr.Msg, "undefined: "); ok {
			if name == unresolved {
				if base.Errors() == 0 {
					terr.Msg = "cannot determine the types of this directive's primal"
					report(terr)
				}
				return
			}
			if missing[name] {
				return
			}
		}
		if x, _, ok := strings.Cut(terr.Msg, " undefined (type "); ok && missing[x[strings.LastIndex(x, ".")+1:]] {
			return
		}
		report(err)
	}
}

// A onceImporter imports each package once, failures included, so that
// the package's files can be checked more than once.
type onceImporter struct {
	imp  types2.Importer
	done map[string]imported
}

type imported struct {
	pkg *types2.Package
	err error
}

func (i *onceImporter) Import(path string) (*types2.Package, error) {
	r, ok := i.done[path]
	if !ok {
		r.pkg, r.err = i.imp.Import(path)
		i.done[path] = r
	}
	return r.pkg, r.err
}
