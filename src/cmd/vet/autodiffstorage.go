// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Temporary storage that a directive declares Const, and through which an active value
// flows. The compiler refuses it when it gets there, but vet says so earlier, and
// an editor beside the line:
//
//	//go:autodiff scale Forward Dual Const Dual
//	func scale(x, tmp []float64) float64 {
//		tmp[0] = 2 * x[0]      // tmp is Const in dScale, but what is stored here depends on x

package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A storageCheck looks for stores of active values in one primal.
type storageCheck struct {
	pass    *analysis.Pass
	active  map[types.Object]types.Object // from variable to the parameter that it depends on
	storage map[types.Object]types.Object // from reference to the Const parameter that it comes from
	changed bool
}

// checkStorage looks at the primal of the derivative fn, which the directive with these
// words declares.
func checkStorage(pass *analysis.Pass, fn *ast.FuncDecl, words []string) {
	primal := declared(pass, words[1])
	if primal == nil || primal.Body == nil {
		return
	}
	s := &storageCheck{pass: pass, active: make(map[types.Object]types.Object), storage: make(map[types.Object]types.Object)}
	if !s.parameters(primal, words[3:]) {
		return
	}
	for s.changed = true; s.changed; {
		s.changed = false
		s.visit(primal.Body, func(lhs, rhs ast.Expr) { s.flow(lhs, rhs) })
	}
	now := "Dual"
	if strings.HasPrefix(words[2], "Reverse") {
		now = "Duplicated"
	}
	s.visit(primal.Body, func(lhs, rhs ast.Expr) {
		from, to := s.dependsOn(rhs), s.storage[s.root(lhs)]
		if _, whole := ast.Unparen(lhs).(*ast.Ident); from != nil && to != nil && !whole {
			pass.Reportf(lhs.Pos(), "%s is Const in %s, but what is stored here depends on %s; make it %s", to.Name(), fn.Name.Name, from.Name(), now)
		}
	})
}

// declared returns the declaration of the function of the package that a directive names,
// nil if it is not found: f, T.M or (*T).M.
func declared(pass *analysis.Pass, name string) *ast.FuncDecl {
	recv, name, method := strings.Cut(name, ".")
	if !method {
		recv, name = "", recv
	}
	recv = strings.Trim(recv, "(*)")
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Name.Name != name || (fn.Recv != nil) != method {
				continue
			}
			if !method || strings.TrimPrefix(types.ExprString(fn.Recv.List[0].Type), "*") == recv {
				return fn
			}
		}
	}
	return nil
}

// parameters notes what the activities say of the primal's parameters, and reports whether
// one that leads to memory is Const and another one is not.
func (s *storageCheck) parameters(primal *ast.FuncDecl, words []string) bool {
	var names []*ast.Ident
	for _, list := range []*ast.FieldList{primal.Recv, primal.Type.Params} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			if len(field.Names) == 0 {
				names = append(names, nil)
			}
			names = append(names, field.Names...)
		}
	}
	for i, id := range names {
		if id == nil {
			continue
		}
		activity := ""
		if i < len(words) && !strings.Contains(words[0], "=") {
			activity = words[i]
		}
		for _, w := range words {
			if name, a, ok := strings.Cut(w, "="); ok && name == id.Name {
				activity = a
			}
		}
		obj := s.pass.TypesInfo.Defs[id]
		switch {
		case obj == nil:
		case activity == "Const" || activity == "Constant":
			if leadsToMemory(obj.Type()) {
				s.storage[obj] = obj
			}
		case activity != "":
			s.active[obj] = obj
		}
	}
	return len(s.storage) > 0 && len(s.active) > 0
}

// visit calls f for every assignment in body.
func (s *storageCheck) visit(body *ast.BlockStmt, f func(lhs, rhs ast.Expr)) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) == len(n.Rhs) {
				for i := range n.Lhs {
					f(n.Lhs[i], n.Rhs[i])
				}
			}
		case *ast.RangeStmt:
			if n.Value != nil {
				f(n.Value, n.X)
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "copy" && s.pass.TypesInfo.Types[id].IsBuiltin() && len(n.Args) == 2 {
				f(&ast.StarExpr{Star: n.Args[0].Pos(), X: n.Args[0]}, n.Args[1])
			}
		}
		return true
	})
}

// flow notes that the variable lhs gets rhs.
func (s *storageCheck) flow(lhs, rhs ast.Expr) {
	id, ok := ast.Unparen(lhs).(*ast.Ident)
	if !ok {
		return
	}
	obj := s.pass.TypesInfo.ObjectOf(id)
	if obj == nil {
		return
	}
	if from := s.dependsOn(rhs); from != nil && s.active[obj] == nil && s.storage[obj] == nil {
		s.active[obj] = from
		s.changed = true
	}
	if from := s.storage[s.root(rhs)]; from != nil && s.storage[obj] == nil && leadsToMemory(obj.Type()) {
		s.storage[obj] = from
		s.changed = true
	}
}

// root returns the variable that leads to where x lies, or nil.
func (s *storageCheck) root(x ast.Expr) types.Object {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return s.pass.TypesInfo.ObjectOf(x)
	case *ast.IndexExpr:
		return s.root(x.X)
	case *ast.SliceExpr:
		return s.root(x.X)
	case *ast.StarExpr:
		return s.root(x.X)
	case *ast.SelectorExpr:
		return s.root(x.X)
	}
	return nil
}

// constants are the functions of package math whose derivative is zero.
var constants = []string{"Ceil", "Floor", "Trunc", "Round", "RoundToEven", "Signbit", "Float64bits", "Float32bits", "Ilogb", "Logb", "IsNaN", "IsInf"}

// dependsOn returns the active parameter that the float x, or what x leads to, certainly
// depends on, or nil.
func (s *storageCheck) dependsOn(x ast.Expr) types.Object {
	x = ast.Unparen(x)
	if b, ok := s.pass.TypesInfo.TypeOf(x).(*types.Basic); ok && b.Info()&(types.IsFloat|types.IsComplex) == 0 {
		return nil
	}
	either := func(list ...ast.Expr) types.Object {
		for _, x := range list {
			if from := s.dependsOn(x); from != nil {
				return from
			}
		}
		return nil
	}
	switch x := x.(type) {
	case *ast.Ident:
		return s.active[s.pass.TypesInfo.ObjectOf(x)]
	case *ast.UnaryExpr:
		if x.Op == token.SUB || x.Op == token.ADD {
			return either(x.X)
		}
	case *ast.BinaryExpr:
		return either(x.X, x.Y)
	case *ast.IndexExpr:
		return either(x.X)
	case *ast.SliceExpr:
		return either(x.X)
	case *ast.StarExpr:
		return either(x.X)
	case *ast.SelectorExpr:
		return either(x.X)
	case *ast.CallExpr:
		if s.pass.TypesInfo.Types[x.Fun].IsType() {
			return either(x.Args...)
		}
		if sel, ok := x.Fun.(*ast.SelectorExpr); ok {
			fn, ok := s.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
			if ok && fn.Pkg() != nil && fn.Pkg().Path() == "math" && !slices.Contains(constants, fn.Name()) {
				return either(x.Args...)
			}
		}
	}
	return nil
}
