// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The pass over the syntax trees of a package with directives, before the
// package is type-checked:
//
//	collect     the directives                                  autodiffpragma.go
//	check       types of declarations, tolerating errors        autodiffresolve.go
//	shadows     those of package-level variables                autodiffshadow.go
//	resolve     the primal of each directive                    autodiffresolve.go
//	request     activities, layout, the derivative's types      autodiffcheck.go
//	match       names and signatures that are there already     autodiffmatch.go
//	synthesize  declarations of form A, bodies of form B        autodiffsynth.go
//
// The pass leaves trees from which the type checker and the writer see
// ordinary functions only.

package noder

import (
	"fmt"
	"strings"

	"cmd/compile/internal/autodiff/debug"
	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types2"
)

// An autodiffPass is the state of the pass.
type autodiffPass struct {
	files  []*syntax.File
	conf   types2.Config
	path   string                             // import path of the package
	report func(pos syntax.Pos, msg string)   // takes complaints
	fmtPos func(pos syntax.Pos) string        // writes a position inside a message
	pkg    *types2.Package                    // nil before check
	info   *types2.Info                       // of check
	funcs  map[*types2.Func]*localFunc        // from functions of the package to their declarations
	named  map[string]*derivative             // form A, from "NAME" or "T.NAME" to the first directive that declares it
	typed  map[*syntax.PosBase][]types2.Error // complaints of check about primals, by file

	derivatives []*derivative
	bodies      []assemblyBody // what //go:autodiffbody directives declare
	shadows     []*shadowed    // what //go:autodiffshadow directives stand on
}

// A localFunc is a function declared in the package.
type localFunc struct {
	file *syntax.File
	decl *syntax.FuncDecl
}

// A derivative is one directive and what the pass finds out about it.
type derivative struct {
	autodiffPragma
	*request.Directive // nil if the text is malformed
	file               *syntax.File
	decl               *syntax.FuncDecl // that the directive stands on
	formB              bool             // decl is the derivative, not the primal
	failed             bool             // a complaint was made, or will be by the type checker
	reported           bool             // the complaint was made

	// of form B
	expr      syntax.Expr        // NAME, in which decl's file can be looked up
	imports   *syntax.ImportDecl // that expr needs and the file lacks, or nil
	generated bool               // declares NAME of a form-A directive

	// of form A
	declared *derivative      // form B that declares NAME already, or nil
	place    *syntax.FuncDecl // what declares NAME already and waits for its body, if d is generic
	made     *syntax.FuncDecl // the declaration, if it was made early

	primal *primalFunc
	req    *request.Request
	params []types2.Type // of the derivative, the receiver first
	result []types2.Type // of the derivative
}

// A primalFunc is a primal that was found.
type primalFunc struct {
	obj      *types2.Func
	local    *localFunc // nil in another package
	method   bool       // the first parameter is the receiver
	variadic bool
	params   []*types2.Var // the receiver first
	results  []*types2.Var
	generic  bool // has type parameters, or its receiver has
}

// generic reports whether d declares a generic function.
func (d *derivative) generic() bool { return !d.formB && d.primal.generic }

func (p *autodiffPass) errorf(pos syntax.Pos, format string, args ...any) {
	p.report(pos, fmt.Sprintf(format, args...))
}

// fail complains of d, once.
func (p *autodiffPass) fail(d *derivative, pos syntax.Pos, format string, args ...any) {
	if !d.failed {
		d.failed, d.reported = true, true
		p.errorf(pos, format, args...)
	}
}

// run takes the pass up to where trees are changed. Derivatives of derivatives that
// form-A directives declare wait until those are known.
func (p *autodiffPass) run() {
	p.collect()
	p.prepare()
	p.check()
	p.checkShadows()
	waiting := p.settle(p.derivatives, true)
	if len(waiting) > 0 {
		for _, d := range p.derivatives {
			if !d.failed && !d.formB && d.declared == nil && d.place == nil {
				d.made = d.declare(nil)
			}
		}
		p.check()
		for _, d := range p.settle(waiting, false) {
			p.unknownPrimal(d)
		}
	}
}

// settle finds out all about list, but for the derivatives whose primal is not declared
// so far. It returns those.
func (p *autodiffPass) settle(list []*derivative, first bool) (waiting []*derivative) {
	for _, d := range list {
		if !d.failed {
			p.resolve(d)
		}
	}
	if first {
		p.checkNested()
	}
	var ready []*derivative
	for _, d := range list {
		switch {
		case d.failed:
		case d.primal == nil:
			waiting = append(waiting, d)
		default:
			ready = append(ready, d)
		}
	}
	for _, d := range ready {
		if !d.formB {
			p.checkName(d)
		}
	}
	for _, step := range []func(*derivative){p.request, p.match} {
		for _, d := range ready {
			if !d.failed {
				step(d)
			}
		}
	}
	return waiting
}

// request finds the activities and the layout of d.
func (p *autodiffPass) request(d *derivative) {
	f := p.describe(d)
	for _, v := range append(append([]*types2.Var(nil), d.primal.params...), d.primal.results...) {
		if !isValidType(v.Type()) {
			d.failed = true // the type checker will say why
			return
		}
	}
	params, results, err := d.Assign(f)
	if err != nil {
		p.fail(d, d.at(err.Off), "%s", err.Msg)
		return
	}
	req := &request.Request{
		Primal: f.Name, Mode: d.Mode, Width: d.Width, Options: debug.Flags.Apply(d.Options),
		Params: params, Results: results,
	}
	for _, v := range f.Params {
		req.ParamTypes = append(req.ParamTypes, v.Type)
	}
	for _, v := range f.Results {
		req.ResultTypes = append(req.ResultTypes, v.Type)
	}
	req.ParamSlots, req.ResultSlots = d.Layout(f, params, results)
	req.Name = d.decl.Name.Value
	if !d.formB {
		req.Name = d.Name
	}
	d.req = req
	for _, s := range req.ParamSlots {
		d.params = append(d.params, d.primal.slotType(s, false))
	}
	for _, s := range req.ResultSlots {
		d.result = append(d.result, d.primal.slotType(s, true))
	}
}

// describe returns d's primal as package request sees it.
func (p *autodiffPass) describe(d *derivative) *request.Func {
	f := &request.Func{Name: d.primalName()}
	for i, v := range d.primal.params {
		text := p.typeString(v.Type())
		if d.primal.variadic && i == len(d.primal.params)-1 {
			text = "..." + strings.TrimPrefix(text, "[]")
		}
		f.Params = append(f.Params, request.Var{Name: v.Name(), Type: autodiffType(v.Type()), Text: text})
	}
	for _, v := range d.primal.results {
		f.Results = append(f.Results, request.Var{Name: v.Name(), Type: autodiffType(v.Type()), Text: p.typeString(v.Type())})
	}
	return f
}

// primalName returns the primal's name as a form-B directive would have it.
func (d *derivative) primalName() string {
	if d.formB {
		return d.Name
	}
	return funcName(d.decl, d.decl.Name.Value)
}

// funcName returns how a function called name is referred
// to that has the receiver of decl: name, T.name or (*T).name.
func funcName(decl *syntax.FuncDecl, name string) string {
	if decl.Recv == nil {
		return name
	}
	base, ptr := receiverBase(decl)
	if base == nil {
		return name
	}
	if ptr {
		return "(*" + base.Value + ")." + name
	}
	return base.Value + "." + name
}

// receiverBase returns the name of the type that decl
// is a method of, and whether the receiver is a pointer to it.
func receiverBase(decl *syntax.FuncDecl) (base *syntax.Name, ptr bool) {
	x := decl.Recv.Type
	for {
		switch y := x.(type) {
		case *syntax.ParenExpr:
			x = y.X
			continue
		case *syntax.Operation:
			if y.Op == syntax.Mul && y.Y == nil && !ptr {
				x, ptr = y.X, true
				continue
			}
		case *syntax.IndexExpr:
			x = y.X
			continue
		case *syntax.Name:
			return y, ptr
		}
		return nil, ptr
	}
}

// slotType returns the type of a parameter or result of f's derivative.
func (f *primalFunc) slotType(s request.Slot, result bool) types2.Type {
	vars := f.params
	if s.Role == request.Seed || result && s.Role != request.Gradient {
		vars = f.results
	}
	t := vars[s.Of].Type()
	if s.ByValue {
		t = t.Underlying().(*types2.Pointer).Elem()
	}
	if s.Pointer {
		t = types2.NewPointer(t)
	}
	if s.Width > 0 {
		t = types2.NewArray(t, int64(s.Width))
	}
	return t
}

// typeString writes t as the user would.
func (p *autodiffPass) typeString(t types2.Type) string {
	return types2.TypeString(t, func(pkg *types2.Package) string {
		if pkg.Path() == p.path {
			return ""
		}
		return pkg.Name()
	})
}

// signature writes a parameter list and a result list. Without names where there are none.
func (p *autodiffPass) signature(paramNames []string, params []types2.Type, resultNames []string, results []types2.Type) string {
	list := func(names []string, types []types2.Type) string {
		var b strings.Builder
		for i, t := range types {
			if i > 0 {
				b.WriteString(", ")
			}
			if i < len(names) && names[i] != "" {
				b.WriteString(names[i])
				b.WriteByte(' ')
			}
			b.WriteString(p.typeString(t))
		}
		return b.String()
	}
	s := "(" + list(paramNames, params) + ")"
	switch r := list(resultNames, results); {
	case len(results) == 0:
		return s
	case len(results) == 1 && (len(resultNames) == 0 || resultNames[0] == ""):
		return s + " " + r
	default:
		return s + " (" + r + ")"
	}
}

func slotNames(slots []request.Slot) []string {
	var names []string
	for _, s := range slots {
		names = append(names, s.Name)
	}
	return names
}
