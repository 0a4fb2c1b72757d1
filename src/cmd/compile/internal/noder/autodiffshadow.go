// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Shadows of package-level variables. A directive names the variable that is one, and a
// constant in the export data of the package tells other packages:
//
//	//go:autodiffshadow dWeights
//	var weights [8]float64            ⇒   const Autodiff·shadow·weights = "dWeights"
//
//	var dWeights [8]float64
//
// A variable with a shadow is active in all derivatives that use it. A shadow of type [N]T, of
// a variable of type T, is for derivatives in N directions at once; the constant is "dWeights N".

package noder

import (
	"go/constant"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types"
	"cmd/compile/internal/types2"
	"cmd/internal/obj"
)

const (
	shadowDirective = "go:autodiffshadow"
	shadowPrefix    = "Autodiff·shadow·"

	misplacedShadow = "misplaced //go:autodiffshadow: it belongs right before the declaration of a package-level variable"
)

// isAutodiffShadow reports whether the text of a comment is such a directive.
func isAutodiffShadow(text string) bool {
	rest, ok := strings.CutPrefix(text, shadowDirective)
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// A shadowed is a package-level variable with a directive.
type shadowed struct {
	autodiffPragma
	file   *syntax.File
	name   *syntax.Name // of the variable
	shadow string       // the name of its shadow
}

// collectVar notes the directives on decl, a declaration in file. Only those of
// package-level variables may have one.
func (p *autodiffPass) collectVar(file *syntax.File, decl *syntax.VarDecl) {
	pragma, ok := decl.Pragma.(*pragmas)
	if !ok {
		return
	}
	for _, a := range pragma.Autodiff {
		words := strings.Fields(a.text)[1:]
		switch {
		case !isAutodiffShadow(a.text):
			p.errorf(a.pos, misplacedAutodiff)
		case !slices.Contains(file.DeclList, syntax.Decl(decl)):
			p.errorf(a.pos, misplacedShadow)
		case len(words) != 1:
			p.errorf(a.pos, "//go:autodiffshadow wants the name of one package-level variable, as in //go:autodiffshadow dWeights")
		case len(decl.NameList) != 1:
			p.errorf(a.pos, "//go:autodiffshadow belongs on the declaration of one variable, not of %d", len(decl.NameList))
		case decl.NameList[0].Value == "_":
			p.errorf(a.pos, "variable _ cannot have a shadow")
		case !isIdent(words[0]):
			p.errorf(a.pos, "%s is not the name of a variable of this package; the shadow of a variable is declared beside it", words[0])
		default:
			p.shadows = append(p.shadows, &shadowed{a, file, decl.NameList[0], words[0]})
		}
	}
}

// checkShadows looks the named shadows up, and declares the constants.
func (p *autodiffPass) checkShadows() {
	of := make(map[string]*shadowed) // from variable
	by := make(map[string]*shadowed) // from shadow
	for _, s := range p.shadows {
		if of[s.name.Value] == nil {
			of[s.name.Value] = s
		}
	}
	for _, s := range p.shadows {
		v, isVar := p.info.Defs[s.name].(*types2.Var)
		if !isVar || !isTyped(v) {
			continue // the type checker will complain
		}
		obj := p.pkg.Scope().Lookup(s.shadow)
		d, isVar := obj.(*types2.Var)
		name := s.name.Value
		switch {
		case obj == nil:
			p.errorf(s.pos, "unknown shadow %s%s; declare var %s %s", s.shadow, request.DidYouMean(s.shadow, p.varNames()), s.shadow, p.typeString(v.Type()))
		case !isVar:
			p.errorf(s.pos, "shadow %s is not a variable", s.shadow)
		case v == d:
			p.errorf(s.pos, "variable %s cannot be its own shadow", name)
		case of[name] != s:
			p.errorf(s.pos, "variable %s has a shadow already, at %s", name, p.fmtPos(of[name].pos))
		case by[s.shadow] != nil:
			p.errorf(s.pos, "%s is the shadow of %s already, at %s", s.shadow, by[s.shadow].name.Value, p.fmtPos(by[s.shadow].pos))
		case of[s.shadow] != nil:
			p.errorf(s.pos, "shadow %s has a shadow itself, at %s", s.shadow, p.fmtPos(of[s.shadow].pos))
		case !isTyped(d):
		case autodiffType(v.Type()).Class == request.Inactive:
			p.errorf(s.pos, "variable %s of type %s cannot have a shadow: it cannot carry a derivative", name, p.typeString(v.Type()))
		case directions(v.Type(), d.Type()) == 0:
			p.errorf(s.pos, "shadow %s has type %s, but variable %s has type %s", s.shadow, p.typeString(d.Type()), name, p.typeString(v.Type()))
		default:
			by[s.shadow] = s
			text := s.shadow
			if n := directions(v.Type(), d.Type()); !types2.Identical(v.Type(), d.Type()) {
				text += " " + strconv.FormatInt(n, 10)
			}
			p.bodies = append(p.bodies, assemblyBody{s.file, at(s.pos, &syntax.ConstDecl{
				NameList: []*syntax.Name{syntax.NewName(s.pos, shadowPrefix+name)},
				Values:   at(s.pos, &syntax.BasicLit{Value: strconv.Quote(text), Kind: syntax.StringLit}),
			})})
		}
	}
}

// directions returns for how many directions a variable of type d is a shadow of one of type t, 0
// if it is none.
func directions(t, d types2.Type) int64 {
	if types2.Identical(t, d) {
		return 1
	}
	if a, ok := d.(*types2.Array); ok && types2.Identical(t, a.Elem()) {
		return a.Len()
	}
	return 0
}

// isTyped reports whether the type of v is known.
func isTyped(v *types2.Var) bool { return v.Type() != nil && v.Type() != types2.Typ[types2.Invalid] }

// varNames lists the package's variables.
func (p *autodiffPass) varNames() []string {
	var names []string
	for _, name := range p.pkg.Scope().Names() {
		if _, ok := p.pkg.Scope().Lookup(name).(*types2.Var); ok {
			names = append(names, name)
		}
	}
	return names
}

// An AutodiffShadow is the shadow of a package-level variable.
type AutodiffShadow struct {
	Sym   *obj.LSym
	Width int // directions at once; 0 for one that is of the variable's own type
}

// AutodiffShadows returns the package-level variables that have a shadow, with it: those
// of the package under compilation and of all that it depends on.
var AutodiffShadows = sync.OnceValue(func() map[*obj.LSym]AutodiffShadow {
	var paths []string
	for path := range base.Flag.Cfg.PackageFile {
		if !AutodiffStandard(path) && mentionsShadows(path) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		needBodies(types.NewPkg(path, ""), base.AutogeneratedPos)
	}
	shadows := make(map[*obj.LSym]AutodiffShadow)
	for sym, pri := range objReader {
		name, ok := strings.CutPrefix(sym.Name, shadowPrefix)
		if !ok {
			continue
		}
		found, err := pri.pr.objIdxMayFail(pri.idx, nil, nil, false)
		if c, isName := found.(*ir.Name); err == nil && isName && c.Op() == ir.OLITERAL {
			shadow, width, _ := strings.Cut(constant.StringVal(c.Val()), " ")
			n, _ := strconv.Atoi(width)
			shadows[sym.Pkg.Lookup(name).Linksym()] = AutodiffShadow{sym.Pkg.Lookup(shadow).Linksym(), n}
		}
	}
	return shadows
})

// mentionsShadows reports whether the export data of the package path may hold the
// constant of a directive.
func mentionsShadows(path string) bool {
	f, err := openPackage(path)
	if err != nil {
		return false
	}
	defer f.Close()
	data, err := readExportData(f)
	return err == nil && strings.Contains(data, shadowPrefix)
}

// standardRoots are the first elements of the paths of the standard library's packages.
var standardRoots = strings.Fields(`archive arena autodiff bufio bytes cmd cmp compress container context crypto
	database debug embed encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime
	net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time
	unicode unique unsafe vendor weak`)

// AutodiffStandard reports whether path is that of a package of the standard library,
// which knows no variables of other packages.
func AutodiffStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return slices.Contains(standardRoots, first)
}
