// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Candidates: the functions that a dynamic call may call. They are
//
//   - functions whose value is taken, closures, and methods whose value is taken,
//     in the package and in all bodies that are read for derivatives;
//   - the methods of types of the package, of types that its files mention, and of
//     types that are converted to interfaces there; if none of these has the method
//     that is called, of all exported types that the package depends on.
//
// A dynamic call in a derivative wants the derivatives of those with its signature.
// They are made whether they can be called or not, so what cannot be differentiated
// among them is no error: the derivative panics (see optional.go).

package autodiff

import (
	"slices"
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

// A candidate is a function that a dynamic call may call.
type candidate struct {
	code    *obj.LSym // what function values and method tables hold
	fn      *ir.Func  // a function or closure; nil for what the compiler makes of a method
	recv    *types.Type
	method  *types.Field // of recv
	as      candidateKind
	params  []*types.Type // without receiver and captured variables
	results []*types.Type
}

type candidateKind uint8

const (
	aFunction    candidateKind = iota // f, or a function literal
	boundMethod                       // x.M as a value: captures x
	methodExpr                        // T.M as a value: the first parameter is x
	tabledMethod                      // M in the method table of an interface
)

// A wanted is what dynamic calls of one kind and signature call.
type wanted struct {
	params, results []*types.Type
	method          *types.Sym // of an interface's method, or nil
	kind            int64
	certain         bool     // the call asks for no other kind
	asked           *invoker // the first call
}

// A dynamic holds the candidates of one compilation and what is wanted of them.
type dynamic struct {
	candidates  []*candidate
	known       map[*obj.LSym]bool    // from the code of a candidate
	types       []*types.Type         // that may be in interfaces, or pointers to them
	expressions int                   // how many of types have had their methods added to candidates
	typeKnown   map[*types.Type]bool  // from type in types
	direct      map[*ir.Func]*invoker // from function literal that is called where it stands, to the call
	wanted      []*wanted
	made        map[madeKey]*instance // from what has a derivative, or will have
	alike       map[likeness]*instance
	pairs       []pair
	table       *obj.LSym
}

// start makes an empty d.
func (d *dynamic) start() {
	d.known = make(map[*obj.LSym]bool)
	d.typeKnown = make(map[*types.Type]bool)
	d.direct = make(map[*ir.Func]*invoker)
	d.made = make(map[madeKey]*instance)
	d.alike = make(map[likeness]*instance)
}

type madeKey struct {
	code *obj.LSym
	kind int64
}

// same reports whether values of both types are passed alike and may be of the same
// type in the source: type parameters have become shapes.
func same(t, u *types.Type) bool {
	if !t.HasShape() && !u.HasShape() {
		return types.IdenticalStrict(t, u)
	}
	return shapeOf(t) == shapeOf(u)
}

// shapeOf describes t by what its values are made of.
func shapeOf(t *types.Type) string {
	switch t.Kind() {
	case types.TSTRUCT:
		var b strings.Builder
		for _, f := range t.Fields() {
			b.WriteString(shapeOf(f.Type) + ";")
		}
		return "{" + b.String() + "}"
	case types.TARRAY:
		return "[" + types.NewArray(types.Types[types.TINT8], t.NumElem()).String() + "]" + shapeOf(t.Elem())
	case types.TSLICE:
		return "[]" + shapeOf(t.Elem())
	}
	return t.Kind().String()
}

func (w *wanted) matchesTypes(params, results []*types.Type) bool {
	return slices.EqualFunc(w.params, params, same) && slices.EqualFunc(w.results, results, same)
}

// matches reports whether w is a call of functions of the type sig, whose receiver
// does not count.
func (w *wanted) matches(sig *types.Type) bool {
	return w.matchesTypes(fieldTypes(sig.Params()), fieldTypes(sig.Results()))
}

func fieldTypes(fields []*types.Field) []*types.Type {
	ts := make([]*types.Type, len(fields))
	for i, f := range fields {
		ts[i] = f.Type
	}
	return ts
}

// wantCalled notes that derivatives of what w calls are wanted.
func (l *Worklist) wantCalled(w *wanted) {
	for _, old := range l.dynamic.wanted {
		if old.kind == w.kind && old.method == w.method && slices.EqualFunc(old.params, w.params, types.IdenticalStrict) && slices.EqualFunc(old.results, w.results, types.IdenticalStrict) {
			old.certain = old.certain || w.certain
			return
		}
	}
	l.dynamic.wanted = append(l.dynamic.wanted, w)
}

// noteFunction adds fn, whose value is taken.
func (l *Worklist) noteFunction(fn *ir.Func) {
	if fn == nil || fn.Nname == nil || ir.IsBlank(fn.Nname) || fn.Sym().Pkg == ir.Pkgs.Runtime {
		return
	}
	t := fn.Type()
	params := fieldTypes(t.RecvParams())
	l.dynamic.add(&candidate{code: fn.Nname.LinksymABI(obj.ABIInternal), fn: fn, params: params, results: fieldTypes(t.Results())})
}

func (d *dynamic) add(c *candidate) {
	if !d.known[c.code] {
		d.known[c.code] = true
		d.candidates = append(d.candidates, c)
	}
}

// noteType adds the type t, which may be in interfaces, or is one that generic functions may
// have as a type argument.
func (d *dynamic) noteType(t *types.Type) {
	if t.IsPtr() && t.Sym() == nil {
		t = t.Elem()
	}
	if t.IsInterface() && t.Sym() == nil || t.HasShape() || d.typeKnown[t] {
		return
	}
	d.typeKnown[t] = true
	d.types = append(d.types, t)
}

// noteBody adds what the body of fn takes the value of or converts to interfaces.
// Closures are found where they are compiled.
func (l *Worklist) noteBody(fn *ir.Func) {
	d := &l.dynamic
	var visit func(n ir.Node) bool
	visit = func(n ir.Node) bool {
		switch n := n.(type) {
		case *ir.CallExpr:
			if n.Op() == ir.OCALLFUNC && (n.Fun.Op() == ir.ONAME || n.Fun.Op() == ir.OMETHEXPR) {
				ir.DoChildren(n, func(x ir.Node) bool {
					if x != n.Fun || x.Op() == ir.ONAME && x.(*ir.Name).Class != ir.PFUNC {
						visit(x)
					}
					return false
				})
				return false
			}
		case *ir.Name:
			if n.Class == ir.PFUNC {
				l.noteFunction(n.Func)
			}
			return false
		case *ir.ClosureExpr:
			for _, stmt := range n.Func.Body {
				visit(stmt)
			}
		case *ir.SelectorExpr:
			l.noteSelector(n)
		case *ir.ConvExpr:
			if n.Op() == ir.OCONVIFACE && !n.X.Type().IsInterface() {
				d.noteType(n.X.Type())
			}
		}
		ir.DoChildren(n, visit)
		return false
	}
	for _, stmt := range fn.Body {
		visit(stmt)
	}
}

// noteSelector adds the method whose value n takes, if it does.
func (l *Worklist) noteSelector(n *ir.SelectorExpr) {
	if n.Op() != ir.OMETHVALUE && n.Op() != ir.OMETHEXPR || n.Selection == nil {
		return
	}
	recv, m := n.X.Type(), n.Selection
	if n.Op() == ir.OMETHEXPR {
		l.dynamic.add(expression(recv, m))
		return
	}
	l.dynamic.add(&candidate{
		code: ir.MethodSymSuffix(recv, m.Sym, "-fm").LinksymABI(obj.ABIInternal), recv: recv, method: m, as: boundMethod,
		params: fieldTypes(m.Type.Params()), results: fieldTypes(m.Type.Results()),
	})
}

// noteExpressions adds the methods of types as functions: the dictionaries of
// generic functions hold them for the methods of type parameters.
func (d *dynamic) noteExpressions() {
	for ; d.expressions < len(d.types); d.expressions++ {
		t := d.types[d.expressions]
		if t.IsInterface() {
			types.CalcSize(t)
		} else {
			typecheck.CalcMethods(t)
		}
		for _, m := range t.AllMethods() {
			for _, recv := range []*types.Type{t, types.NewPtr(t)} {
				if types.IsMethodApplicable(recv, m) && !m.Sym.IsBlank() && !(recv.IsPtr() && recv.Elem().IsInterface()) {
					d.add(expression(recv, m))
				}
			}
		}
	}
}

// expression returns the method m of recv as a function whose first parameter is the receiver.
func expression(recv *types.Type, m *types.Field) *candidate {
	return &candidate{
		code: ir.MethodSym(recv, m.Sym).LinksymABI(obj.ABIInternal), recv: recv, method: m, as: methodExpr,
		params: append([]*types.Type{recv}, fieldTypes(m.Type.Params())...), results: fieldTypes(m.Type.Results()),
	}
}

// noteClosures adds the functions of the package that are closures and have been
// compiled, or are about to be.
func (l *Worklist) noteClosures(funcs []*ir.Func) {
	for _, fn := range funcs {
		// One that is called where it stands gets what it captures as parameters.
		if fn.OClosure != nil && fn.LSym != nil && !l.started[fn] && types.Identical(fn.Type(), fn.OClosure.Type()) {
			l.noteFunction(fn)
		}
	}
}

// noteCandidates adds what the package itself has, before it is inlined.
func (l *Worklist) noteCandidates(target *ir.Package) {
	for _, fn := range target.Funcs {
		l.noteBody(fn)
	}
	l.dynamic.noteNamedTypes(types.LocalPkg)
	for _, pkg := range target.Imports {
		l.dynamic.noteNamedTypes(pkg)
	}
}

// noteNamedTypes adds the types that pkg declares and the package mentions. Of
// instances of generic types only those count that are converted to interfaces:
// the methods of others need not be there.
func (d *dynamic) noteNamedTypes(pkg *types.Pkg) {
	var named []*types.Sym
	for _, s := range pkg.Syms {
		if n, ok := s.Def.(*ir.Name); ok && n.Op() == ir.OTYPE && !n.Alias() && !strings.Contains(s.Name, "[") {
			named = append(named, s)
		}
	}
	slices.SortFunc(named, types.CompareSyms)
	for _, s := range named {
		d.noteType(s.Def.Type())
	}
}

// matchCandidates asks for the derivatives of all candidates that are wanted, and
// reports whether there was one.
func (l *Worklist) matchCandidates(funcs []*ir.Func) bool {
	d := &l.dynamic
	if len(d.wanted) == 0 {
		return false
	}
	l.noteClosures(funcs)
	d.noteExpressions()
	for _, w := range d.wanted {
		if w.method != nil {
			l.matchMethods(w)
			continue
		}
		for _, c := range d.candidates {
			if w.matchesTypes(c.params, c.results) {
				l.make(c, w)
			}
		}
	}
	return len(l.pending) > 0
}

// matchMethods asks for the derivatives of all methods that w wants. If no type has such
// a method, those that the package does not mention are tried: a variable of another
// package may hold one.
func (l *Worklist) matchMethods(w *wanted) {
	any := false
	try := func(t *types.Type) bool {
		has := false
		for _, c := range tabled(t, w.method) {
			if w.matchesTypes(c.params, c.results) {
				has = true
				l.make(c, w)
			}
		}
		any = any || has
		return has
	}
	for _, t := range l.dynamic.types {
		try(t)
	}
	if any {
		return
	}
	for _, t := range noder.AutodiffTypes() {
		if !t.IsInterface() && !t.HasShape() && try(t) {
			l.dynamic.noteType(t)
		}
	}
}

// tabled returns the methods called name as they stand in the method tables of values
// of types t and *t: two if a value of t is a pointer itself, otherwise one, or none.
func tabled(t *types.Type, name *types.Sym) (cs []*candidate) {
	if t.IsInterface() {
		return nil
	}
	typecheck.CalcMethods(t)
	i := slices.IndexFunc(t.AllMethods(), func(m *types.Field) bool { return m.Sym == name })
	if i < 0 {
		return nil
	}
	m := t.AllMethods()[i]
	for _, recv := range []*types.Type{t, types.NewPtr(t)} {
		if types.IsDirectIface(recv) && types.IsMethodApplicable(recv, m) {
			cs = append(cs, &candidate{
				code: ir.MethodSym(recv, m.Sym).LinksymABI(obj.ABIInternal), recv: recv, method: m, as: tabledMethod,
				params: fieldTypes(m.Type.Params()), results: fieldTypes(m.Type.Results()),
			})
		}
	}
	return cs
}

// make asks for the derivative of c that w wants, unless there is one.
func (l *Worklist) make(c *candidate, w *wanted) {
	d := &l.dynamic
	key := madeKey{c.code, w.kind}
	if d.made[key] != nil {
		return
	}
	of := *w
	if c.carriesNothing() {
		of.kind &^= kindCaptured
	}
	inst := d.made[madeKey{c.code, of.kind}]
	if inst == nil {
		inst = l.derivativeOf(c, &of)
		d.made[madeKey{c.code, of.kind}] = inst
		d.pairs = append(d.pairs, pair{c.code, inst, of.kind})
	}
	if of.kind != w.kind {
		d.made[key] = inst
		d.pairs = append(d.pairs, pair{c.code, inst, w.kind})
	}
}

// carriesNothing reports whether c has no receiver that can lead to a float, nor captured
// variables that hold or can lead to one.
func (c *candidate) carriesNothing() bool {
	car := newCarrier()
	switch c.as {
	case methodExpr:
		return true
	case aFunction:
		return c.fn == nil || !slices.ContainsFunc(c.fn.ClosureVars, func(v *ir.Name) bool { return car.reaches(v.Type()) })
	}
	return !car.reaches(c.recv)
}
