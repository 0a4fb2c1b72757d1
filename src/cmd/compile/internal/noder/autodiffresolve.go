// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From names to primals. The type checker does the look-up: for the time of a
// tolerant check of all declarations, every file with a form-B directive gets
// a variable that is initialised with the primal,
//
//	var _ = pkg.F[float64]
//
// and what the checker found, or did not, is read off its records.

package noder

import (
	"slices"
	"strconv"
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types"
	"cmd/compile/internal/types2"
)

// prepare rejects what is wrong whatever the types are,
// and makes expressions of the primals of form B.
func (p *autodiffPass) prepare() {
	first := make(map[*syntax.FuncDecl]*derivative) // form B
	for _, d := range p.derivatives {
		if d.failed {
			continue
		}
		name := d.decl.Name.Value
		if d.formB {
			if d0 := first[d.decl]; d0 != nil {
				p.fail(d, d.pos, "%s has a directive already, at %s; a derivative without a body has one primal", name, p.fmtPos(d0.pos))
				continue
			}
			first[d.decl] = d
		}
		switch {
		case name == "_" || d.decl.Recv == nil && (name == "init" || name == "main" && d.file.PkgName.Value == "main"):
			p.fail(d, d.pos, "func %s cannot have a derivative or be one", name)
		case d.formB:
			d.expr = parsePrimal(d.Name, d.at(d.NameOff))
			if d.expr == nil {
				p.fail(d, d.at(d.NameOff), "%s is not the name of a function; write f, pkg.F, T.M, (*T).M, pkg.T.M, pkg.(*T).M or F[float64]", d.Name)
			}
		case !isIdent(d.Name):
			if parsePrimal(d.Name, d.pos) != nil {
				p.fail(d, d.pos, "%s has a body, and its directive names a primal, %s; remove the body, or give the name of a function to declare", name, d.Name)
			} else {
				p.fail(d, d.pos, "%s is not a name that a derivative can have", d.Name)
			}
		case d.Name == "_" || d.decl.Recv == nil && (d.Name == "init" || d.Name == "main"):
			p.fail(d, d.pos, "a derivative cannot be called %s", d.Name)
		}
	}
	p.nameDerivatives()
	p.qualifyBlankImports()
}

// nameDerivatives fills p.named.
func (p *autodiffPass) nameDerivatives() {
	p.named = make(map[string]*derivative)
	for _, d := range p.derivatives {
		if key := d.key(); !d.failed && !d.formB && p.named[key] == nil {
			p.named[key] = d
		}
	}
}

// key returns "NAME" or "T.NAME" of what the form-A directive d declares.
func (d *derivative) key() string {
	if d.Directive == nil {
		return ""
	}
	if d.decl.Recv != nil {
		if base, _ := receiverBase(d.decl); base != nil {
			return base.Value + "." + d.Name
		}
	}
	return d.Name
}

func isIdent(s string) bool {
	file, err := syntax.Parse(syntax.NewFileBase("directive"), strings.NewReader("package p; func "+s+"()"), func(error) {}, nil, 0)
	if err != nil || len(file.DeclList) != 1 {
		return false
	}
	f, ok := file.DeclList[0].(*syntax.FuncDecl)
	return ok && f.Recv == nil && f.Name.Value == s
}

// qualifyBlankImports lets a directive refer to a package that its file
// imports as _, which is how a file says that only its directives need it.
func (p *autodiffPass) qualifyBlankImports() {
	for _, d := range p.derivatives {
		if d.failed || !d.formB {
			continue
		}
		name := qualifier(d.expr)
		if name == nil {
			continue
		}
		imp := p.findImport(d.file, name.Value)
		if imp == nil || imp.LocalPkgName == nil || imp.LocalPkgName.Value != "_" {
			continue
		}
		local := at(d.pos, syntax.NewName(d.pos, "·"+name.Value)) // a name that no file can contain
		d.imports = at(d.pos, &syntax.ImportDecl{LocalPkgName: local, Path: imp.Path})
		name.Value = local.Value
	}
}

// findImport returns the import of file that name can mean: one that says so,
// otherwise one whose package is called so, otherwise a blank one of that kind.
func (p *autodiffPass) findImport(file *syntax.File, name string) *syntax.ImportDecl {
	var blank *syntax.ImportDecl
	for _, decl := range file.DeclList {
		imp, ok := decl.(*syntax.ImportDecl)
		if !ok || imp.Path == nil || imp.Path.Bad {
			continue
		}
		local := ""
		if imp.LocalPkgName != nil {
			local = imp.LocalPkgName.Value
		}
		if local == name {
			return imp
		}
		if local != "" && local != "_" {
			continue
		}
		path, err := strconv.Unquote(imp.Path.Value)
		if err != nil || path == "C" {
			continue
		}
		if pkg, err := p.conf.Importer.Import(path); err != nil || pkg == nil || pkg.Name() != name {
			continue
		}
		if local == "" {
			return imp
		}
		if blank == nil {
			blank = imp
		}
	}
	return blank
}

// check type-checks the package's declarations. Errors are dropped; the type
// checker proper will meet them again. Those about primals are kept aside.
func (p *autodiffPass) check() {
	p.info = &types2.Info{
		Types:      make(map[syntax.Expr]types2.TypeAndValue),
		Defs:       make(map[*syntax.Name]types2.Object),
		Uses:       make(map[*syntax.Name]types2.Object),
		Implicits:  make(map[syntax.Node]types2.Object),
		Instances:  make(map[*syntax.Name]types2.Instance),
		Selections: make(map[*syntax.SelectorExpr]*types2.Selection),
	}
	primals := make(map[*syntax.PosBase]map[uint]bool) // lines with form-B directives
	files := make([]*syntax.File, len(p.files))
	for i, file := range p.files {
		dup := *file
		dup.DeclList = slices.Clone(file.DeclList)
		for _, d := range p.derivatives {
			if d.failed || d.file != file || d.expr == nil {
				continue
			}
			if d.imports != nil {
				dup.DeclList = append(dup.DeclList, d.imports)
			}
			blank := syntax.NewName(d.pos, "_")
			dup.DeclList = append(dup.DeclList, at(d.pos, &syntax.VarDecl{NameList: []*syntax.Name{blank}, Values: d.expr}))
			if primals[d.pos.Base()] == nil {
				primals[d.pos.Base()] = make(map[uint]bool)
			}
			primals[d.pos.Base()][d.pos.Line()] = true
		}
		for _, d := range p.derivatives {
			if d.file == file && d.made != nil {
				dup.DeclList = append(dup.DeclList, d.made)
			}
		}
		files[i] = &dup
	}
	p.typed = make(map[*syntax.PosBase][]types2.Error)
	conf := p.conf
	conf.Context = types2.NewContext()
	conf.IgnoreFuncBodies = true
	conf.IgnoreBranchErrors = true
	conf.DisableUnusedImportCheck = true
	conf.ErrorURL = ""
	conf.Error = func(err error) {
		if err, ok := err.(types2.Error); ok && primals[err.Pos.Base()][err.Pos.Line()] {
			p.typed[err.Pos.Base()] = append(p.typed[err.Pos.Base()], err)
		}
	}
	p.pkg, _ = conf.Check(p.path, files, p.info)

	p.funcs = make(map[*types2.Func]*localFunc)
	for _, file := range p.files {
		for _, decl := range file.DeclList {
			if decl, ok := decl.(*syntax.FuncDecl); ok {
				if obj, ok := p.info.Defs[decl.Name].(*types2.Func); ok {
					p.funcs[obj] = &localFunc{file, decl}
				}
			}
		}
	}
}

// resolve finds the primal of d.
func (p *autodiffPass) resolve(d *derivative) {
	if !d.formB {
		obj, ok := p.info.Defs[d.decl.Name].(*types2.Func)
		if !ok || obj.Type() == nil {
			d.failed = true
			return
		}
		sig := obj.Type().(*types2.Signature)
		if why := unclearTypeParam(sig); why != "" {
			p.fail(d, d.pos, "%s; declare the derivative of an instance without a body: //go:autodiff %s", why, instanceExample(d, sig))
			return
		}
		if sig.Recv() != nil && !hasMethod(sig.Recv().Type(), obj) {
			d.failed = true // the type checker will complain of the receiver
			return
		}
		d.primal = newPrimal(obj, sig)
		d.primal.local = p.funcs[obj]
		return
	}
	if sig, ok := p.declaredSignature(d); ok && (sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0) {
		p.fail(d, d.pos, "a derivative without a body cannot be generic; declare one for each instance of %s, or give %s the directive", d.Name, d.Name)
		return
	}
	obj, sel := p.lookUp(d)
	if obj == nil {
		return
	}
	tv, ok := p.info.Types[d.expr]
	sig, isSig := tv.Type.(*types2.Signature)
	if !ok || !isSig {
		d.failed = true
		return
	}
	d.primal = newPrimal(obj, sig)
	d.primal.local = p.funcs[obj.Origin()]
	d.primal.method = sel != nil
}

// hasMethod reports whether f is a method of the receiver type recv.
func hasMethod(recv types2.Type, f *types2.Func) bool {
	obj, index, _ := types2.LookupFieldOrMethod(recv, true, f.Pkg(), f.Name())
	m, ok := obj.(*types2.Func)
	return ok && m.Origin() == f && len(index) == 1
}

// instanceExample writes a form-B directive for an instance of d's generic primal.
func instanceExample(d *derivative, sig *types2.Signature) string {
	args := typeArgsExample(max(sig.TypeParams().Len(), sig.RecvTypeParams().Len()))
	name := d.decl.Name.Value
	if d.decl.Recv == nil {
		return name + args + " " + d.Mode.String()
	}
	if base, ptr := receiverBase(d.decl); base != nil {
		recv := base.Value + args
		if ptr {
			recv = "(*" + recv + ")"
		}
		name = recv + "." + name
	}
	return name + " " + d.Mode.String()
}

// typeArgsExample writes n type arguments.
func typeArgsExample(n int) string {
	return "[" + strings.Repeat("float64, ", n-1) + "float64]"
}

// newPrimal takes apart a signature.
func newPrimal(obj *types2.Func, sig *types2.Signature) *primalFunc {
	f := &primalFunc{obj: obj, variadic: sig.Variadic(), generic: sig.TypeParams().Len() > 0 || sig.RecvTypeParams().Len() > 0}
	if recv := sig.Recv(); recv != nil {
		f.method = true
		f.params = append(f.params, recv)
	}
	for i := 0; i < sig.Params().Len(); i++ {
		f.params = append(f.params, sig.Params().At(i))
	}
	for i := 0; i < sig.Results().Len(); i++ {
		f.results = append(f.results, sig.Results().At(i))
	}
	return f
}

// declaredSignature returns the signature of the function that d stands on.
func (p *autodiffPass) declaredSignature(d *derivative) (*types2.Signature, bool) {
	obj, ok := p.info.Defs[d.decl.Name].(*types2.Func)
	if !ok || obj.Type() == nil {
		return nil, false
	}
	sig, ok := obj.Type().(*types2.Signature)
	return sig, ok
}

// lookUp returns the function that d.expr denotes and, for a method, its selection.
// It complains if there is none that can be differentiated.
func (p *autodiffPass) lookUp(d *derivative) (*types2.Func, *types2.Selection) {
	if p.unexported(d) {
		return nil, nil
	}
	var sel *types2.Selection
	var name *syntax.Name // of the function
	switch x := d.expr.(type) {
	case *syntax.Name:
		name = x
	case *syntax.SelectorExpr:
		sel, name = p.info.Selections[x], x.Sel
	case *syntax.IndexExpr:
		switch y := x.X.(type) {
		case *syntax.Name:
			name = y
		case *syntax.SelectorExpr:
			name = y.Sel
		}
	}
	obj := p.info.Uses[name]
	if sel != nil {
		obj = sel.Obj()
	}
	f, ok := obj.(*types2.Func)
	switch {
	case obj == nil && p.waits(d):
	case obj == nil:
		p.unknownPrimal(d)
	case !ok:
		p.fail(d, d.at(d.NameOff), "primal %s is not a declared function", d.Name)
	case sel == nil && f.Type().(*types2.Signature).TypeParams().Len() > 0 && p.info.Instances[name].Type == nil:
		p.notInstantiated(d, f)
	case sel != nil && sel.Kind() != types2.MethodExpr:
		p.fail(d, d.at(d.NameOff), "primal %s is not a declared function", d.Name)
	case sel != nil && types2.IsInterface(sel.Recv()):
		p.fail(d, d.at(d.NameOff), "primal %s is a method of an interface, which has no body; name the method of a type", d.Name)
	case sel != nil && len(sel.Index()) > 1 && types2.IsInterface(f.Type().(*types2.Signature).Recv().Type()):
		p.fail(d, d.at(d.NameOff), "primal %s is promoted from an embedded interface, which has no body; name the method of a type", d.Name)
	case sel != nil && len(sel.Index()) == 1 && isPointerType(sel.Recv()) != isPointerType(f.Type().(*types2.Signature).Recv().Type()):
		p.fail(d, d.at(d.NameOff), "the receiver of primal %s is not a pointer; write %s", d.Name, p.methodName(f))
	default:
		return f, sel
	}
	return nil, nil
}

// waits reports whether d's primal is declared by a form-A directive, whose declaration
// has not been made.
func (p *autodiffPass) waits(d *derivative) bool {
	of := p.nestedName(d)
	if of != nil && of.failed {
		d.failed, d.reported = true, of.reported
	}
	return of != nil && of.made == nil
}

// pointerName writes the method expression x, T.M or pkg.T.M, as it is for a pointer.
func pointerName(x syntax.Expr) string {
	sel, ok := x.(*syntax.SelectorExpr)
	if !ok {
		return "(*T).M"
	}
	pkg, typ, ok := strings.Cut(exprString(sel.X), ".")
	if !ok || strings.Contains(pkg, "[") {
		return "(*" + exprString(sel.X) + ")." + sel.Sel.Value
	}
	return pkg + ".(*" + typ + ")." + sel.Sel.Value
}

// notInstantiated complains that type arguments of f are missing or wrong.
func (p *autodiffPass) notInstantiated(d *derivative, f *types2.Func) {
	if why := p.complaint(d); why != "" && d.expr != nil {
		if _, ok := d.expr.(*syntax.IndexExpr); ok {
			p.fail(d, d.at(d.NameOff), "cannot instantiate primal %s: %s", d.Name, why)
			return
		}
	}
	n := f.Type().(*types2.Signature).TypeParams().Len()
	p.fail(d, d.at(d.NameOff), "generic primal %s is not instantiated; name its type arguments, as in %s%s", d.Name, d.Name, typeArgsExample(n))
}

// complaint returns what the type checker said of the primal of d.
func (p *autodiffPass) complaint(d *derivative) string {
	for _, err := range p.typed[d.pos.Base()] {
		if err.Pos.Line() == d.pos.Line() {
			return strings.ReplaceAll(err.Msg, "·", "")
		}
	}
	return ""
}

func isPointerType(t types2.Type) bool {
	_, ok := types2.Unalias(t).(*types2.Pointer)
	return ok
}

// methodName writes the name of a method as a directive has it.
func (p *autodiffPass) methodName(f *types2.Func) string {
	recv := f.Type().(*types2.Signature).Recv().Type()
	name := p.typeString(recv)
	if elem, ok := strings.CutPrefix(name, "*"); ok {
		if pkg, typ, ok := strings.Cut(elem, "."); ok && !strings.Contains(pkg, "[") {
			return pkg + ".(*" + typ + ")." + f.Name()
		}
		name = "(*" + elem + ")"
	}
	return name + "." + f.Name()
}

// unexported complains if d.expr reaches for an unexported name of another package.
func (p *autodiffPass) unexported(d *derivative) bool {
	bad := false
	syntax.Inspect(d.expr, func(n syntax.Node) bool {
		if sel, ok := n.(*syntax.SelectorExpr); ok && !types.IsExported(sel.Sel.Value) {
			foreign := false
			if q := qualifier(sel); q != nil {
				_, foreign = p.info.Uses[q].(*types2.PkgName)
			}
			bad = bad || foreign
		}
		return true
	})
	if bad {
		p.fail(d, d.at(d.NameOff), "primal %s is not exported by its package; a derivative can be declared there only", d.Name)
	}
	return bad
}

// unknownPrimal complains that d.expr denotes nothing.
func (p *autodiffPass) unknownPrimal(d *derivative) {
	why := p.complaint(d)
	switch {
	case strings.Contains(why, "without instantiation"):
		p.fail(d, d.at(d.NameOff), "generic primal %s is not instantiated; name its type arguments, as in T[float64].M", d.Name)
		return
	case strings.Contains(why, "pointer receiver"):
		p.fail(d, d.at(d.NameOff), "the receiver of primal %s is a pointer; write %s", d.Name, pointerName(d.expr))
		return
	}
	if name, ok := d.expr.(*syntax.Name); ok {
		p.fail(d, d.at(d.NameOff), "unknown primal %s%s", d.Name, request.DidYouMean(name.Value, p.funcNames(d.decl.Name.Value)))
		return
	}
	if q := qualifier(d.expr); q != nil && why == "undefined: "+q.Value && strings.HasPrefix(d.Name, q.Value+".") {
		p.fail(d, d.at(d.NameOff), "unknown primal %s: there is no type %s, and no package %s is imported in this file (import it as _ if only a directive needs it)", d.Name, q.Value, q.Value)
		return
	}
	if why == "" {
		d.failed = true // what it is made of is wrong elsewhere
		return
	}
	p.fail(d, d.at(d.NameOff), "unknown primal %s%s: %s", d.Name, p.didYouMean(d), why)
}

// didYouMean proposes another name behind the dot in d's primal, pkg.F or T.M.
func (p *autodiffPass) didYouMean(d *derivative) string {
	sel, ok := d.expr.(*syntax.SelectorExpr)
	if !ok || len(sel.Sel.Value) < 2 {
		return ""
	}
	x := syntax.Unparen(sel.X)
	if elem := pointerElem(x); elem != nil {
		x = elem
	}
	var name *syntax.Name // of the package or type
	switch x := x.(type) {
	case *syntax.Name:
		name = x
	case *syntax.SelectorExpr:
		name = x.Sel
	}
	var names []string
	switch obj := p.info.Uses[name].(type) {
	case *types2.PkgName:
		scope := obj.Imported().Scope()
		for _, name := range scope.Names() {
			if f, ok := scope.Lookup(name).(*types2.Func); ok && f.Exported() {
				names = append(names, name)
			}
		}
	case *types2.TypeName:
		if named, ok := types2.Unalias(obj.Type()).(*types2.Named); ok {
			for i := range named.NumMethods() {
				if m := named.Method(i); m.Exported() || m.Pkg() == p.pkg {
					names = append(names, m.Name())
				}
			}
		}
	}
	return request.DidYouMean(sel.Sel.Value, names)
}

// funcNames lists the package's functions, but not except.
func (p *autodiffPass) funcNames(except string) []string {
	var names []string
	for _, name := range p.pkg.Scope().Names() {
		if _, ok := p.pkg.Scope().Lookup(name).(*types2.Func); ok && name != except {
			names = append(names, name)
		}
	}
	return names
}
