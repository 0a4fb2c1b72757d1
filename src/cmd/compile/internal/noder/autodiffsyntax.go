// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Helpers of autodiffPass that make syntax trees.

package noder

import (
	"reflect"
	"strings"

	"cmd/compile/internal/syntax"
)

// at sets the position of a new node.
func at[N syntax.Node](pos syntax.Pos, n N) N {
	n.SetPos(pos)
	return n
}

// cloneExpr returns a copy of x in which names are replaced by what rename
// makes of them. Nodes that are shared in x are shared in the copy.
func cloneExpr(x syntax.Expr, rename func(*syntax.Name) syntax.Expr) syntax.Expr {
	return newCloner(rename).expr(x)
}

// A cloner copies a syntax tree.
type cloner struct {
	rename func(*syntax.Name) syntax.Expr // nil to keep all names
	copies map[syntax.Node]reflect.Value  // from node to its copy
}

func newCloner(rename func(*syntax.Name) syntax.Expr) *cloner {
	return &cloner{rename, make(map[syntax.Node]reflect.Value)}
}

func (c *cloner) expr(x syntax.Expr) syntax.Expr {
	return c.clone(reflect.ValueOf(&x).Elem()).Interface().(syntax.Expr)
}

var nodeType = reflect.TypeFor[syntax.Node]()

func (c *cloner) clone(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		if name, ok := v.Interface().(*syntax.Name); ok && c.rename != nil {
			if x := c.rename(name); x != nil {
				return reflect.ValueOf(x)
			}
		}
		return c.clone(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		s := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := 0; i < v.Len(); i++ {
			s.Index(i).Set(c.clone(v.Index(i)))
		}
		return s
	case reflect.Array:
		a := reflect.New(v.Type()).Elem()
		for i := 0; i < v.Len(); i++ {
			a.Index(i).Set(c.clone(v.Index(i)))
		}
		return a
	case reflect.Pointer:
		if v.IsNil() || !v.Type().Implements(nodeType) {
			return v
		}
		return c.cloneNode(v)
	}
	return v
}

func (c *cloner) cloneNode(v reflect.Value) reflect.Value {
	n := v.Interface().(syntax.Node)
	if dup, ok := c.copies[n]; ok {
		return dup
	}
	dup := reflect.New(v.Type().Elem())
	c.copies[n] = dup
	dup.Elem().Set(v.Elem()) // unexported fields too
	for i := 0; i < v.Elem().NumField(); i++ {
		if f := dup.Elem().Field(i); f.CanSet() {
			f.Set(c.clone(v.Elem().Field(i)))
		}
	}
	return dup
}

// inspectNames calls f for every name in x that is looked up in a scope.
func inspectNames(x syntax.Expr, f func(*syntax.Name)) {
	syntax.Inspect(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.SelectorExpr:
			inspectNames(n.X, f)
			return false
		case *syntax.Name:
			f(n)
		}
		return true
	})
}

// exprString writes x on one line.
func exprString(x syntax.Node) string {
	var b strings.Builder
	syntax.Fprint(&b, x, syntax.LineForm)
	return b.String()
}

// parsePrimal reads the name of a primal in a directive as an expression, whose
// first letter stands at pos; nil if it is none.
func parsePrimal(name string, pos syntax.Pos) syntax.Expr {
	const head = "package p; var _ = "
	file, err := syntax.Parse(syntax.NewFileBase("directive"), strings.NewReader(head+name), func(error) {}, nil, 0)
	if err != nil || file == nil || len(file.DeclList) != 1 {
		return nil
	}
	v, ok := file.DeclList[0].(*syntax.VarDecl)
	if !ok || v.Values == nil {
		return nil
	}
	syntax.Inspect(v.Values, func(n syntax.Node) bool {
		if n != nil {
			col := pos.Col() + n.Pos().Col() - uint(len(head)) - 1
			n.SetPos(syntax.MakePos(pos.Base(), pos.Line(), col))
		}
		return true
	})
	return normalizePrimal(v.Values)
}

// normalizePrimal rewrites pkg.(*T).M, which is no expression of Go's, to
// (*pkg.T).M and returns nil for what cannot be a function's name.
func normalizePrimal(x syntax.Expr) syntax.Expr {
	sel, ok := x.(*syntax.SelectorExpr)
	if !ok {
		switch y := x.(type) {
		case *syntax.Name:
			return x
		case *syntax.IndexExpr:
			switch y.X.(type) {
			case *syntax.Name, *syntax.SelectorExpr:
				return x
			}
		}
		return nil
	}
	if assert, ok := sel.X.(*syntax.AssertExpr); ok {
		star, ok := assert.Type.(*syntax.Operation)
		pkg, ok2 := assert.X.(*syntax.Name)
		if !ok || !ok2 || star.Op != syntax.Mul || star.Y != nil {
			return nil
		}
		switch t := star.X.(type) {
		case *syntax.Name:
			star.X = at(t.Pos(), &syntax.SelectorExpr{X: pkg, Sel: t})
		case *syntax.IndexExpr:
			name, ok := t.X.(*syntax.Name)
			if !ok {
				return nil
			}
			t.X = at(name.Pos(), &syntax.SelectorExpr{X: pkg, Sel: name})
		default:
			return nil
		}
		sel.X = at(assert.Pos(), &syntax.ParenExpr{X: star})
		return sel
	}
	if isTypeExpr(sel.X) {
		return sel
	}
	return nil
}

// isTypeExpr reports whether x looks like T, pkg.T, T[A] or (*T).
func isTypeExpr(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Name:
		return true
	case *syntax.SelectorExpr:
		_, ok := x.X.(*syntax.Name)
		return ok
	case *syntax.IndexExpr:
		return isTypeExpr(x.X)
	case *syntax.ParenExpr:
		if star, ok := x.X.(*syntax.Operation); ok && star.Op == syntax.Mul && star.Y == nil {
			return isTypeExpr(star.X)
		}
		return isTypeExpr(x.X)
	}
	return false
}

// qualifier returns the package name that x, the
// name of a primal, may begin with, or nil.
func qualifier(x syntax.Expr) *syntax.Name {
	switch x := x.(type) {
	case *syntax.SelectorExpr:
		if name, ok := x.X.(*syntax.Name); ok {
			return name
		}
		return qualifier(x.X)
	case *syntax.IndexExpr:
		return qualifier(x.X)
	case *syntax.ParenExpr:
		return qualifier(x.X)
	case *syntax.Operation:
		return qualifier(x.X)
	}
	return nil
}
