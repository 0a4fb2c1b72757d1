// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the pass writes into the syntax trees: declarations for form A, and
// for every derivative an anchor body, one call of the primal with the
// derivative's primal parameters, from which the backend learns the callee.
//
//	//go:autodiff dF Forward            func F(x float64, p *T) float64 { … }
//	func F(x float64, p *T) float64 ⇒   func dF(x, dx float64, p, dp *T) (float64, float64) {
//	{ … }                               autodiff dF Forward …:
//	                                        F(x, p)
//	                                        for {
//	                                        }
//	                                    }

package noder

import (
	"strconv"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types2"
)

// paramFields returns the parameters of decl, the receiver first.
func paramFields(decl *syntax.FuncDecl) []*syntax.Field {
	var fields []*syntax.Field
	if decl.Recv != nil {
		fields = append(fields, decl.Recv)
	}
	return append(fields, decl.Type.ParamList...)
}

// pointerElem returns T if x is written as *T, or nil.
func pointerElem(x syntax.Expr) syntax.Expr {
	if star, ok := syntax.Unparen(x).(*syntax.Operation); ok && star.Op == syntax.Mul && star.Y == nil {
		return star.X
	}
	return nil
}

// declare makes the declaration that the form-A directive d asks for. Its types
// are copies of the primal's, with names replaced by what rename makes of them.
func (d *derivative) declare(rename func(*syntax.Name) syntax.Expr) *syntax.FuncDecl {
	pos := d.at(d.NameOff)
	decl := at(pos, &syntax.FuncDecl{
		Name: syntax.NewName(pos, d.Name),
		Type: at(pos, new(syntax.FuncType)),
	})
	d.nameTypeParams()
	for _, f := range d.decl.TParamList {
		f := at(f.Pos(), &syntax.Field{Name: f.Name, Type: cloneExpr(f.Type, rename)})
		decl.TParamList = append(decl.TParamList, f)
	}
	types := &slotTypes{newCloner(rename), make(map[slotKey]syntax.Expr)}
	for i, s := range d.req.ParamSlots {
		fields := paramFields(d.decl)
		if s.Role == request.Seed {
			fields = d.decl.Type.ResultList
		}
		f := d.field(s, types.expr(s, fields[s.Of].Type))
		if i == 0 && d.primal.method {
			f.Type = cloneExpr(f.Type, nil) // which declares type parameters, that of the shadow uses them
			decl.Recv = f
		} else {
			decl.Type.ParamList = append(decl.Type.ParamList, f)
		}
	}
	for _, s := range d.req.ResultSlots {
		fields := d.decl.Type.ResultList
		if s.Role == request.Gradient {
			fields = paramFields(d.decl)
		}
		decl.Type.ResultList = append(decl.Type.ResultList, d.field(s, types.expr(s, fields[s.Of].Type)))
	}
	return decl
}

// nameTypeParams gives blank type parameters of the primal names, which nothing can
// refer to but the derivative.
func (d *derivative) nameTypeParams() {
	fresh := func(name *syntax.Name, i int) {
		if name.Value == "_" {
			name.Value = "T" + strconv.Itoa(i) + "_"
		}
	}
	for i, f := range d.decl.TParamList {
		fresh(f.Name, i)
	}
	if !d.primal.generic || d.decl.Recv == nil {
		return
	}
	t := syntax.Unparen(d.decl.Recv.Type)
	if elem := pointerElem(t); elem != nil {
		t = syntax.Unparen(elem)
	}
	if x, ok := t.(*syntax.IndexExpr); ok {
		for i, arg := range syntax.UnpackListExpr(x.Index) {
			if name, ok := arg.(*syntax.Name); ok {
				fresh(name, i)
			}
		}
	}
}

// typeArgs returns the type parameters of the primal as type arguments, or nil if it has none.
func (d *derivative) typeArgs() syntax.Expr {
	pos := d.at(d.NameOff)
	var args []syntax.Expr
	for _, f := range d.decl.TParamList {
		args = append(args, syntax.NewName(pos, f.Name.Value))
	}
	switch len(args) {
	case 0:
		return nil
	case 1:
		return args[0]
	}
	return at(pos, &syntax.ListExpr{ElemList: args})
}

// field makes a parameter or result.
func (d *derivative) field(s request.Slot, typ syntax.Expr) *syntax.Field {
	f := at(typ.Pos(), &syntax.Field{Type: typ})
	if s.Name != "" {
		f.Name = syntax.NewName(d.at(d.NameOff), s.Name)
	}
	return f
}

// slotTypes makes the type expressions of slots. Equal ones are
// shared, as the parser shares the type of x and y in (x, y T).
type slotTypes struct {
	copier *cloner
	made   map[slotKey]syntax.Expr
}

type slotKey struct {
	of               syntax.Expr
	byValue, pointer bool
	width            int
}

func (t *slotTypes) expr(s request.Slot, of syntax.Expr) syntax.Expr {
	key := slotKey{of, s.ByValue, s.Pointer, s.Width}
	if x := t.made[key]; x != nil {
		return x
	}
	pos := of.Pos()
	x := t.copier.expr(of)
	if dots, ok := x.(*syntax.DotsType); ok {
		x = at(pos, &syntax.SliceType{Elem: dots.Elem})
	}
	if s.ByValue {
		x = pointerElem(x)
	}
	if s.Pointer {
		x = at(pos, &syntax.Operation{Op: syntax.Mul, X: x})
	}
	if s.Width > 0 {
		n := at(pos, &syntax.BasicLit{Value: strconv.Itoa(s.Width), Kind: syntax.IntLit})
		x = at(pos, &syntax.ArrayType{Len: n, Elem: x})
	}
	t.made[key] = x
	return x
}

// anchor gives decl, which declares d, its body.
func (d *derivative) anchor(decl *syntax.FuncDecl) {
	pos := decl.Name.Pos()
	call := at(pos, new(syntax.CallExpr))
	taken := make(map[string]bool) // names that parameters must not have
	if !d.primal.method {
		call.Fun = syntax.NewName(pos, d.decl.Name.Value)
		if d.formB {
			call.Fun = cloneExpr(d.expr, nil)
		} else if args := d.typeArgs(); args != nil {
			call.Fun = at(pos, &syntax.IndexExpr{X: call.Fun, Index: args})
		}
		inspectNames(call.Fun, func(n *syntax.Name) { taken[n.Value] = true })
	}
	names := nameParams(decl, taken)
	for i, s := range d.req.ParamSlots {
		if s.Role != request.Primal {
			continue
		}
		var arg syntax.Expr = syntax.NewName(pos, names[i])
		if s.Of == 0 && d.primal.method {
			call.Fun = at(pos, &syntax.SelectorExpr{X: arg, Sel: syntax.NewName(pos, d.primal.obj.Name())})
			continue
		}
		if s.ByValue {
			arg = at(pos, &syntax.Operation{Op: syntax.And, X: arg})
		}
		call.ArgList = append(call.ArgList, arg)
	}
	call.HasDots = d.primal.variadic
	decl.Body = endlessBody(pos, d.label(at(pos, &syntax.ExprStmt{X: call})))
	addPragma(decl, ir.Noinline)
}

// label puts in front of stmt a label that says what is asked for, so that packages
// that instantiate the derivative, or differentiate it, know. No label in a file can have
// its name.
func (d *derivative) label(stmt syntax.Stmt) syntax.Stmt {
	pos := stmt.Pos()
	return at(pos, &syntax.LabeledStmt{Label: syntax.NewName(pos, d.req.Encode()), Stmt: stmt})
}

// endlessBody makes { list...; for {} }, which needs no return.
func endlessBody(pos syntax.Pos, list ...syntax.Stmt) *syntax.BlockStmt {
	loop := at(pos, &syntax.ForStmt{Body: at(pos, &syntax.BlockStmt{Rbrace: pos})})
	return at(pos, &syntax.BlockStmt{List: append(list, loop), Rbrace: pos})
}

// nameParams returns the names of decl's parameters, the receiver
// first. It names those that have none and renames those in taken.
func nameParams(decl *syntax.FuncDecl, taken map[string]bool) []string {
	fields := paramFields(decl)
	used := make(map[string]bool)
	for _, f := range append(fields[:len(fields):len(fields)], decl.Type.ResultList...) {
		if f.Name != nil {
			used[f.Name.Value] = true
		}
	}
	var names []string
	for i, f := range fields {
		name := "_"
		if f.Name != nil {
			name = f.Name.Value
		}
		if name == "_" || taken[name] {
			if name == "_" {
				name = "p" + strconv.Itoa(i)
			}
			for used[name] || taken[name] {
				name += "_"
			}
			used[name] = true
			pos := f.Type.Pos()
			if f.Name != nil {
				pos = f.Name.Pos()
			}
			f.Name = syntax.NewName(pos, name)
		}
		names = append(names, name)
	}
	return names
}

// addPragma sets flag on decl.
func addPragma(decl *syntax.FuncDecl, flag ir.PragmaFlag) {
	pragma, ok := decl.Pragma.(*pragmas)
	if !ok {
		pragma = new(pragmas)
		decl.Pragma = pragma
	}
	pragma.Flag |= flag
}

// synthesize writes what the directives ask for into the syntax trees.
func (p *autodiffPass) synthesize() {
	for _, b := range p.bodies {
		b.file.DeclList = append(b.file.DeclList, b.decl)
	}
	for _, d := range p.derivatives {
		switch {
		case d.failed:
			p.plug(d)
		case d.formB:
			p.addImport(d)
			d.anchor(d.decl)
		case d.declared == nil:
			if d.place == nil {
				if d.place = d.made; d.place == nil {
					d.place = d.declare(nil)
				}
				d.file.DeclList = append(d.file.DeclList, d.place)
			}
			d.anchor(d.place)
		}
		if !d.failed && d.primal.local != nil {
			addPragma(d.primal.local.decl, ir.Noinline)
		}
	}
}

// addImport makes sure that the file of d imports what d.expr
// needs, and that what it imports counts as used.
func (p *autodiffPass) addImport(d *derivative) {
	if d.imports != nil && !d.primal.method {
		d.file.DeclList = append([]syntax.Decl{d.imports}, d.file.DeclList...)
	}
	sel, ok := d.expr.(*syntax.SelectorExpr)
	if d.imports != nil || !ok || !d.primal.method || qualifier(d.expr) == nil {
		return
	}
	typ := syntax.Unparen(sel.X)
	if elem := pointerElem(typ); elem != nil {
		typ = elem
	}
	if q, ok := p.info.Uses[qualifier(d.expr)].(*types2.PkgName); !ok || q == nil {
		return
	}
	// The anchor calls r.M, which does not mention pkg of pkg.T.M.
	d.file.DeclList = append(d.file.DeclList, at(d.pos, &syntax.TypeDecl{
		Name: syntax.NewName(d.pos, "_"), Alias: true, Type: cloneExpr(typ, nil),
	}))
}

// unresolved is the name that no package declares. See plug.
const unresolved = "·unresolved"

// plug sees to it that nothing is compiled of the directive d that failed: where
// the type checker is expected to complain, it is given a reason to.
func (p *autodiffPass) plug(d *derivative) {
	if d.formB && d.decl.Body == nil {
		d.decl.Body = endlessBody(d.decl.Name.Pos())
	}
	if !d.reported {
		use := at(d.pos, &syntax.AssignStmt{Lhs: syntax.NewName(d.pos, "_"), Rhs: syntax.NewName(d.pos, unresolved)})
		d.file.DeclList = append(d.file.DeclList, at(d.pos, &syntax.FuncDecl{
			Name: syntax.NewName(d.pos, "_"),
			Type: at(d.pos, new(syntax.FuncType)),
			Body: at(d.pos, &syntax.BlockStmt{List: []syntax.Stmt{use}, Rbrace: d.pos}),
		}))
	}
}
