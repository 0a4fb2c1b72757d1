// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

// The analyzer derivative: calls of derivatives that type checking cannot find
// fault with. It knows the derivatives that the package declares, those of form A
// from the file that the go command adds for them.

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

func init() { suite = append(suite, autodiffAnalyzer) }

var autodiffAnalyzer = &analysis.Analyzer{
	Name: "derivative",
	Doc: `report mistaken calls of derivatives

The derivative analyzer looks at calls of functions that a //go:autodiff directive
declares. It reports an argument that is passed as its own shadow, a call in which
every seed is zero, so that every derivative is zero, and a shadow that receives a
gradient which is never read. In the functions that are differentiated it reports
an active value that is stored in memory which the directive declares Const.`,
	Run: runAutodiff,
}

// A derivativeDecl is a derivative of the package.
type derivativeDecl struct {
	reverse bool
	runtime bool         // option runtimeactivity: a shadow may be its primal
	shadow  map[int]int  // from parameter to its shadow
	seeds   map[int]bool // parameters that are seeds
}

func runAutodiff(pass *analysis.Pass) (any, error) {
	decls := make(map[types.Object]*derivativeDecl)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body == nil && fn.Doc != nil {
				for _, c := range fn.Doc.List {
					if words := strings.Fields(c.Text); len(words) > 3 && words[0] == "//go:autodiff" {
						checkStorage(pass, fn, words)
					}
				}
				if d := findDerivative(pass, fn); d != nil {
					decls[pass.TypesInfo.Defs[fn.Name]] = d
				}
			}
		}
	}
	if len(decls) == 0 {
		return nil, nil
	}
	uses := make(map[types.Object]int) // from variable to how often it is mentioned
	for _, obj := range pass.TypesInfo.Uses {
		uses[obj]++
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if d, args := calledDerivative(pass, decls, call); d != nil {
					d.check(pass, call, args, uses)
				}
			}
			return true
		})
	}
	return nil, nil
}

// findDerivative returns what the directive on fn says, or nil if there is none or
// it cannot be understood.
func findDerivative(pass *analysis.Pass, fn *ast.FuncDecl) *derivativeDecl {
	for _, c := range fn.Doc.List {
		words := strings.Fields(c.Text)
		if len(words) < 3 || words[0] != "//go:autodiff" {
			continue
		}
		mode, _, _ := strings.Cut(words[2], "(")
		obj, _ := pass.TypesInfo.Defs[fn.Name].(*types.Func)
		primal, err := types.Eval(pass.Fset, pass.Pkg, fn.Pos(), words[1])
		if obj == nil || err != nil {
			return nil
		}
		of, ok := primal.Type.(*types.Signature)
		if !ok {
			return nil
		}
		d := &derivativeDecl{
			reverse: strings.HasPrefix(mode, "Reverse"),
			runtime: slices.Contains(words, "runtimeactivity"),
			shadow:  make(map[int]int),
			seeds:   make(map[int]bool),
		}
		if !d.match(paramTypes(of), paramTypes(obj.Signature()), of.Results()) {
			return nil
		}
		return d
	}
	return nil
}

// paramTypes returns the types of the parameters, the receiver first.
func paramTypes(sig *types.Signature) []types.Type {
	var list []types.Type
	if recv := sig.Recv(); recv != nil {
		list = append(list, recv.Type())
	}
	for v := range sig.Params().Variables() {
		list = append(list, v.Type())
	}
	return list
}

// match finds out which parameters of a derivative are shadows and seeds. Where
// types leave several possibilities, which a parameter without a shadow
// between others of its type does, there is no answer.
func (d *derivativeDecl) match(primal, derivative []types.Type, results *types.Tuple) bool {
	found := 0
	var try func(i, j int, shadow map[int]int)
	try = func(i, j int, shadow map[int]int) {
		if found > 1 {
			return
		}
		if i == len(primal) {
			if !areSeeds(derivative[j:], results) || !d.reverse && j < len(derivative) {
				return
			}
			found++
			clear(d.seeds)
			for k := j; k < len(derivative); k++ {
				d.seeds[k] = true
			}
			d.shadow = make(map[int]int)
			for k, s := range shadow {
				d.shadow[k] = s
			}
			return
		}
		if j >= len(derivative) || !types.Identical(primal[i], derivative[j]) {
			return
		}
		if j+1 < len(derivative) && types.Identical(primal[i], derivative[j+1]) && (!d.reverse || leadsToMemory(primal[i])) {
			shadow[j] = j + 1
			try(i+1, j+2, shadow)
			delete(shadow, j)
		}
		try(i+1, j+1, shadow)
	}
	if len(primal) > 12 {
		return false
	}
	try(0, 0, make(map[int]int))
	return found == 1
}

// areSeeds reports whether parameters of these types can be the seeds of results.
func areSeeds(params []types.Type, results *types.Tuple) bool {
	for v := range results.Variables() {
		if len(params) > 0 && types.Identical(params[0], v.Type()) {
			params = params[1:]
		}
	}
	return len(params) == 0
}

// leadsToMemory reports whether a value of type t is a reference.
func leadsToMemory(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map:
		return true
	}
	return false
}

// calledDerivative returns the derivative that call calls and its arguments, the
// receiver first.
func calledDerivative(pass *analysis.Pass, decls map[types.Object]*derivativeDecl, call *ast.CallExpr) (*derivativeDecl, []ast.Expr) {
	switch fn := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return decls[pass.TypesInfo.Uses[fn]], call.Args
	case *ast.SelectorExpr:
		d := decls[pass.TypesInfo.Uses[fn.Sel]]
		if sel := pass.TypesInfo.Selections[fn]; d != nil && sel != nil && sel.Kind() == types.MethodVal {
			return d, append([]ast.Expr{fn.X}, call.Args...)
		}
		return d, call.Args
	}
	return nil, nil
}

// check reports what is wrong with a call of d.
func (d *derivativeDecl) check(pass *analysis.Pass, call *ast.CallExpr, args []ast.Expr, uses map[types.Object]int) {
	info := pass.TypesInfo
	seeds, zeros := 0, 0
	count := func(arg ast.Expr) {
		seeds++
		if v := info.Types[arg].Value; v != nil && v.Kind() != constant.Bool && v.Kind() != constant.String && constant.Sign(v) == 0 {
			zeros++
		}
	}
	for i, arg := range args {
		if d.seeds[i] {
			count(arg)
		}
		s, ok := d.shadow[i]
		if !ok || s >= len(args) {
			continue
		}
		shadow := args[s]
		if !d.reverse {
			count(shadow)
		}
		if leadsToMemory(info.TypeOf(arg)) && sameVariable(info, arg, shadow) {
			if d.runtime {
				continue
			}
			pass.Reportf(shadow.Pos(), "%s is passed as its own shadow", types.ExprString(shadow))
			continue
		}
		if id, ok := ast.Unparen(shadow).(*ast.Ident); ok && d.reverse {
			if v, ok := info.Uses[id].(*types.Var); ok && isFresh(pass, v) && uses[v] == 1 {
				pass.Reportf(shadow.Pos(), "the gradient in %s is never read", id.Name)
			}
		}
	}
	if seeds > 0 && seeds == zeros {
		what := "shadow"
		if d.reverse {
			what = "seed"
		}
		pass.Reportf(call.Pos(), "every %s is zero, and so is every derivative", what)
	}
}

// sameVariable reports whether x and y are the same variable, or the same field
// of one.
func sameVariable(info *types.Info, x, y ast.Expr) bool {
	x, y = ast.Unparen(x), ast.Unparen(y)
	switch x := x.(type) {
	case *ast.Ident:
		y, ok := y.(*ast.Ident)
		return ok && x.Name != "_" && x.Name != "nil" && info.Uses[x] != nil && info.Uses[x] == info.Uses[y]
	case *ast.SelectorExpr:
		y, ok := y.(*ast.SelectorExpr)
		return ok && info.Uses[x.Sel] == info.Uses[y.Sel] && sameVariable(info, x.X, y.X)
	case *ast.UnaryExpr:
		y, ok := y.(*ast.UnaryExpr)
		return ok && x.Op == token.AND && y.Op == token.AND && sameVariable(info, x.X, y.X)
	}
	return false
}

// isFresh reports whether v is a local variable that is defined with memory of its
// own, by make, new or a literal.
func isFresh(pass *analysis.Pass, v *types.Var) bool {
	if v.Parent() == nil || v.Parent() == pass.Pkg.Scope() {
		return false
	}
	fresh := false
	for _, file := range pass.Files {
		if v.Pos() < file.FileStart || file.FileEnd < v.Pos() {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			def, ok := n.(*ast.AssignStmt)
			if !ok || def.Tok != token.DEFINE || len(def.Lhs) != len(def.Rhs) {
				return true
			}
			for i, x := range def.Lhs {
				if id, ok := x.(*ast.Ident); !ok || pass.TypesInfo.Defs[id] != v {
					continue
				}
				switch y := ast.Unparen(def.Rhs[i]).(type) {
				case *ast.CallExpr:
					id, ok := y.Fun.(*ast.Ident)
					fresh = ok && (id.Name == "make" || id.Name == "new") && pass.TypesInfo.Types[id].IsBuiltin()
				case *ast.CompositeLit:
					fresh = true
				case *ast.UnaryExpr:
					_, lit := y.X.(*ast.CompositeLit)
					fresh = lit && y.Op == token.AND
				}
			}
			return true
		})
	}
	return fresh
}
