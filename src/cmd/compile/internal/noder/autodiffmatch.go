// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// How a directive fits to what the package declares already.

package noder

import (
	"slices"
	"strings"

	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types2"
)

// nestedName returns the form-A directive that declares the primal of d, or nil.
func (p *autodiffPass) nestedName(d *derivative) *derivative {
	switch x := d.expr.(type) {
	case *syntax.Name:
		return p.named[x.Value]
	case *syntax.SelectorExpr:
		t := syntax.Unparen(x.X)
		if star, ok := t.(*syntax.Operation); ok {
			t = star.X
		}
		if t, ok := t.(*syntax.Name); ok {
			return p.named[t.Value+"."+x.Sel.Value]
		}
	}
	return nil
}

// checkNested complains of derivatives of derivatives that are their own, and of those
// that cannot be made.
func (p *autodiffPass) checkNested() {
	declared := make(map[*syntax.FuncDecl]*derivative) // form B
	for _, d := range p.derivatives {
		if d.formB && d.Directive != nil && declared[d.decl] == nil {
			declared[d.decl] = d
		}
	}
	primal := func(d *derivative) *derivative {
		switch {
		case !d.formB:
			return nil
		case d.primal != nil && d.primal.local != nil:
			return declared[d.primal.local.decl]
		case d.primal == nil && d.expr != nil:
			return p.nestedName(d)
		}
		return nil
	}
	for _, d := range p.derivatives {
		if d.failed || primal(d) == nil {
			continue
		}
		chain := []*derivative{d}
		for next := primal(d); next != nil && !slices.Contains(chain, next); next = primal(next) {
			chain = append(chain, next)
		}
		if primal(chain[len(chain)-1]) != d {
			continue
		}
		var steps []string
		for _, c := range chain {
			steps = append(steps, c.declName()+" is the derivative of "+c.Name)
		}
		p.fail(d, d.pos, "cycle between derivatives: %s", strings.Join(steps, ", "))
		for _, c := range chain {
			c.failed, c.reported = true, true
		}
	}
}

// declName returns the name of a form-B derivative as a directive would have it.
func (d *derivative) declName() string { return funcName(d.decl, d.decl.Name.Value) }

// checkName complains if the name that d declares is taken, unless
// it is by a form-B declaration of the same derivative.
func (p *autodiffPass) checkName(d *derivative) {
	obj, first := p.lookUpName(d), p.named[d.key()]
	if first != d && (obj == nil || first.declared != nil) {
		p.fail(d, d.pos, "%s is already declared by the directive at %s", d.Name, p.fmtPos(first.pos))
		return
	}
	if obj == nil {
		return
	}
	if f, ok := obj.(*types2.Func); ok && p.funcs[f.Origin()] != nil {
		local := p.funcs[f.Origin()]
		if d.generic() && isPlaceholder(local.decl.Body) {
			d.nameTypeParams()
			d.place = local.decl
			return
		}
		for _, b := range p.derivatives {
			if b.formB && b.decl == local.decl && b.Directive != nil && (b.primal == nil || b.primal.local != nil && b.primal.local.decl == d.decl) {
				b.generated = true
				d.declared = b
				d.failed = b.failed
				d.reported = b.reported
				return
			}
		}
		if p.isDerivativeOf(d, f) {
			p.fail(d, d.pos, "%s has a body, and by its signature it is the derivative of %s; remove the body, which the compiler makes", d.decl.Name.Value, d.Name)
			return
		}
	}
	p.fail(d, d.pos, "%s is already declared at %s", d.Name, p.fmtPos(obj.Pos()))
}

// lookUpName returns what NAME of the form-A directive d stands for already, or nil.
func (p *autodiffPass) lookUpName(d *derivative) types2.Object {
	if !d.primal.method {
		return p.pkg.Scope().Lookup(d.Name)
	}
	t := d.primal.params[0].Type()
	if ptr, ok := types2.Unalias(t).(*types2.Pointer); ok {
		t = ptr.Elem()
	}
	if obj, index, _ := types2.LookupFieldOrMethod(t, true, p.pkg, d.Name); len(index) == 1 {
		return obj
	}
	return nil
}

// isDerivativeOf reports whether the function that d stands on
// has the signature of the derivative of f that d describes.
func (p *autodiffPass) isDerivativeOf(d *derivative, f *types2.Func) bool {
	sig, ok := f.Type().(*types2.Signature)
	if !ok || sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0 {
		return false
	}
	try := &derivative{autodiffPragma: d.autodiffPragma, Directive: d.Directive, file: d.file, decl: d.decl, formB: true, primal: newPrimal(f, sig)}
	quiet := *p
	quiet.report = func(syntax.Pos, string) {}
	quiet.request(try)
	return !try.failed && identical(typesOf(d.primal.params), try.params) && identical(typesOf(d.primal.results), try.result)
}

// match checks d, of which all is known, against a declaration that is there.
func (p *autodiffPass) match(d *derivative) {
	if !d.formB {
		if b := d.declared; b != nil && b.req != nil && !d.sameRequest(b) {
			p.fail(d, d.pos, "%s is declared at %s by a directive that differs: //%s", d.Name, p.fmtPos(b.pos), strings.TrimSpace(b.text))
		} else if b == nil {
			p.checkByValue(d)
		}
		return
	}
	sig, ok := p.declaredSignature(d)
	if !ok {
		d.failed = true
		return
	}
	have := newPrimal(nil, sig)
	for _, v := range append(slices.Clone(have.params), have.results...) {
		if !isValidType(v.Type()) {
			d.failed = true
			return
		}
	}
	if identical(typesOf(have.params), d.params) && identical(typesOf(have.results), d.result) {
		return
	}
	p.fail(d, d.decl.Name.Pos(), "signature of %s does not match %s of %s\n\thave %s\n\twant %s", d.decl.Name.Value, d.req.ModeString(), d.Name,
		p.signature(namesOf(have.params), typesOf(have.params), namesOf(have.results), typesOf(have.results)),
		p.signature(slotNames(d.req.ParamSlots), d.params, slotNames(d.req.ResultSlots), d.result))
}

// checkByValue complains of a parameter whose pointer
// type cannot be seen to be one in the primal's declaration.
func (p *autodiffPass) checkByValue(d *derivative) {
	fields := paramFields(d.decl)
	for _, s := range d.req.ParamSlots {
		if s.ByValue && pointerElem(fields[s.Of].Type) == nil {
			p.fail(d, d.pos, "parameter %s cannot be %s here: write its type %s as a pointer, or declare %s without a body",
				s.Name, d.req.Params[s.Of], p.typeString(d.primal.params[s.Of].Type()), d.Name)
		}
	}
}

// sameRequest reports whether d and b ask for the same derivative of the same primal.
func (d *derivative) sameRequest(b *derivative) bool {
	x, y := d.req, b.req
	return x.Mode == y.Mode && x.Width == y.Width && x.Options == y.Options && slices.Equal(x.Params, y.Params) && slices.Equal(x.Results, y.Results)
}

func identical(x, y []types2.Type) bool { return slices.EqualFunc(x, y, types2.Identical) }

func typesOf(vars []*types2.Var) []types2.Type {
	var list []types2.Type
	for _, v := range vars {
		list = append(list, v.Type())
	}
	return list
}

func namesOf(vars []*types2.Var) []string {
	var list []string
	for _, v := range vars {
		list = append(list, v.Name())
	}
	return list
}
