// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arguments: for each type, statements and an expression that make a value of the numbers
// in x and the sizes in n. A struct of a float and a slice is
//
//	var v1 pkg.Curve
//	v1.Scale = s.float()
//	v1.Knots = s.floats()
//
// unless pkg has a function that makes one.

package main

import (
	"fmt"
	"go/constant"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// A builder writes the body of one wrapper.
type builder struct {
	w       *world
	pkg     *types.Package
	short   bool
	text    strings.Builder
	imports map[string]string // path: name
	helpers map[string]bool   // that recipes need
	vars    int
	making  []types.Type // what is being made, against cycles
}

func newBuilder(w *world, pkg *types.Package, short bool) *builder {
	return &builder{w: w, pkg: pkg, short: short, imports: make(map[string]string), helpers: make(map[string]bool)}
}

func (b *builder) printf(format string, args ...any) {
	fmt.Fprintf(&b.text, format+"\n", args...)
}

// fresh returns the name of a new variable.
func (b *builder) fresh() string {
	b.vars++
	return fmt.Sprintf("v%d", b.vars)
}

// qualify names a package in types, and imports it.
func (b *builder) qualify(p *types.Package) string { return b.imported(p.Path()) }

func (b *builder) imported(path string) string {
	name, ok := b.imports[path]
	if !ok {
		name = "p_" + regexp.MustCompile(`\W`).ReplaceAllString(path, "_")
		b.imports[path] = name
	}
	return name
}

// typ writes type t.
func (b *builder) typ(t types.Type) string { return types.TypeString(t, b.qualify) }

// wrap writes a call of a function, or of a method of recv. It reports whether it can.
func (b *builder) wrap(sig *types.Signature, call string, recv types.Type) bool {
	type variable struct {
		name string
		t    types.Type
	}
	var args []string
	var after []variable
	if recv != nil {
		e, ok := b.value(recv, "recv")
		if !ok {
			return false
		}
		b.printf("var r %s = %s", b.typ(recv), e)
		call = "r." + call
		after = append(after, variable{"r", recv})
	} else {
		call = b.qualify(b.pkg) + "." + call
	}
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		e, ok := b.value(p.Type(), p.Name())
		if !ok {
			return false
		}
		name := fmt.Sprintf("a%d", i)
		b.printf("var %s %s = %s", name, b.typ(p.Type()), e)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			name += "..."
		} else {
			after = append(after, variable{name, p.Type()})
		}
		args = append(args, name)
	}
	var results []string
	for i := range sig.Results().Len() {
		results = append(results, fmt.Sprintf("res%d", i))
	}
	call += "(" + strings.Join(args, ", ") + ")"
	if len(results) > 0 {
		call = strings.Join(results, ", ") + " := " + call
	}
	b.printf("%s", call)
	for i, r := range results {
		b.printf("_ = %s", r)
		b.flat(r, sig.Results().At(i).Type(), 0)
	}
	for _, v := range after {
		b.printf("_ = %s", v.name)
		if refers(v.t, make(map[types.Type]bool)) {
			b.flat(v.name, v.t, 0)
		}
	}
	return true
}

// refers reports whether a callee may change what a value of type t leads to.
func refers(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Slice, *types.Pointer, *types.Map, *types.Interface:
		return true
	case *types.Array:
		return refers(u.Elem(), seen)
	case *types.Struct:
		for i := range u.NumFields() {
			if refers(u.Field(i).Type(), seen) {
				return true
			}
		}
	}
	return false
}

var (
	steps = regexp.MustCompile(`(?i)^(inc|stride|step|every|by)`)
	sizes = regexp.MustCompile(`(?i)^(lwork|liwork|len)`)
	items = regexp.MustCompile(`(?i)^(i|j|k|idx|index|row|col|r|c|kl|ku|kd|ldx)$`)
)

// value writes what makes a value of type t, for a parameter or field name. It returns
// an expression, or false if it does not know how.
func (b *builder) value(t types.Type, name string) (string, bool) {
	if len(b.making) > 6 || slices.ContainsFunc(b.making, func(m types.Type) bool { return types.Identical(m, t) && !basic(t) }) {
		return "", false
	}
	b.making = append(b.making, t)
	defer func() { b.making = b.making[:len(b.making)-1] }()
	if e, ok := b.recipe(t); ok {
		return e, true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return b.number(t, u, name)
	case *types.Slice:
		if e, ok := u.Elem().(*types.Basic); ok {
			switch {
			case e.Kind() == b.kind():
				return b.convert(t, "s.floats()"), true
			case e.Kind() == types.Int:
				return b.convert(t, "s.indices()"), true
			}
		}
		v := b.fresh()
		n := "s.count()"
		if basic(u.Elem()) {
			n = "s.length()"
		}
		b.printf("%s := make(%s, %s)", v, b.typ(t), n)
		return v, b.elements(v, u.Elem(), name)
	case *types.Array:
		v := b.fresh()
		b.printf("var %s %s", v, b.typ(t))
		return v, b.elements(v, u.Elem(), name)
	case *types.Pointer:
		return b.pointer(t, u, name)
	case *types.Struct:
		return b.structure(t, u)
	case *types.Map:
		return b.table(t, u, name)
	case *types.Signature:
		return b.function(u)
	case *types.Interface:
		return b.implementer(t, u)
	}
	return "", false
}

// kind is that of the floats in x.
func (b *builder) kind() types.BasicKind {
	if b.short {
		return types.Float32
	}
	return types.Float64
}

func basic(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// convert writes the conversion of e to t, where t has a name.
func (b *builder) convert(t types.Type, e string) string {
	if _, ok := types.Unalias(t).(*types.Named); ok {
		return b.typ(t) + "(" + e + ")"
	}
	return e
}

// number writes a value of a basic type.
func (b *builder) number(t types.Type, u *types.Basic, name string) (string, bool) {
	if cs := b.constants(t); len(cs) > 1 {
		return fmt.Sprintf("[...]%s{%s}[s.choice(%d)]", b.typ(t), strings.Join(cs, ", "), len(cs)), true
	}
	switch {
	case u.Kind() == types.UnsafePointer || u.Kind() == types.Invalid:
		return "", false
	case u.Info()&types.IsFloat != 0:
		if _, ok := t.(*types.Basic); ok && u.Kind() == b.kind() {
			return "s.float()", true
		}
		return b.typ(t) + "(s.float())", true
	case u.Info()&types.IsComplex != 0:
		return b.typ(t) + "(complex(s.float(), s.float()))", true
	case u.Info()&types.IsInteger != 0:
		n := "s.count()"
		switch {
		case steps.MatchString(name):
			n = "1"
		case sizes.MatchString(name):
			n = "s.length()"
		case items.MatchString(name):
			n = "s.item()"
		}
		return b.typ(t) + "(" + n + ")", true
	case u.Info()&types.IsBoolean != 0:
		return b.typ(t) + "(s.choice(2) == 1)", true
	case u.Info()&types.IsString != 0:
		return b.typ(t) + `([...]string{"a", "1.5", "x+y", "1 2 3"}[s.choice(4)])`, true
	}
	return "", false
}

// constants lists those that a package declares of its type t, up to eight.
func (b *builder) constants(t types.Type) (names []string) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || t.Underlying().(*types.Basic).Info()&types.IsFloat != 0 {
		return nil
	}
	scope := b.w.scope(named.Obj().Pkg())
	seen := make(map[string]bool)
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if ok && c.Exported() && types.Identical(c.Type(), t) && len(names) < 8 && c.Val().Kind() != constant.Unknown && !seen[c.Val().ExactString()] {
			seen[c.Val().ExactString()] = true
			names = append(names, b.qualify(c.Pkg())+"."+name)
		}
	}
	return names
}

// elements fills slice or array v.
func (b *builder) elements(v string, elem types.Type, name string) bool {
	i := b.fresh()
	b.printf("for %s := range %s {", i, v)
	e, ok := b.value(elem, name)
	b.printf("%s[%s] = %s", v, i, e)
	b.printf("}")
	return ok
}

// pointer makes a new variable, or calls what returns a pointer.
func (b *builder) pointer(t types.Type, u *types.Pointer, name string) (string, bool) {
	e, ok := b.recipe(u.Elem())
	if ok {
		return strings.TrimPrefix(e, "*"), true
	}
	if e, ok := b.constructed(u.Elem()); ok {
		return e, true
	}
	e, ok = b.value(u.Elem(), name)
	if !ok {
		return "", false
	}
	if after, ok := strings.CutPrefix(e, "*"); ok {
		return after, true
	}
	v := b.fresh()
	b.printf("var %s %s = %s", v, b.typ(u.Elem()), e)
	if _, ok := types.Unalias(t).(*types.Named); ok {
		return b.typ(t) + "(&" + v + ")", true
	}
	return "&" + v, true
}

// structure calls a constructor, or sets exported fields.
func (b *builder) structure(t types.Type, u *types.Struct) (string, bool) {
	hidden := 0
	for f := range u.Fields() {
		if !f.Exported() {
			hidden++
		}
	}
	if hidden > 0 {
		if e, ok := b.constructed(t); ok {
			return "*" + e, true
		}
	}
	v := b.fresh()
	b.printf("var %s %s", v, b.typ(t))
	for f := range u.Fields() {
		if !f.Exported() {
			continue
		}
		if at, e, ok := b.attempt(f.Type(), f.Name()); ok {
			b.printf("%s%s.%s = %s", at, v, f.Name(), e)
		}
	}
	return v, true
}

// attempt is value, but leaves no statements behind if it fails: it returns them.
func (b *builder) attempt(t types.Type, name string) (statements, e string, ok bool) {
	before := b.text
	b.text = strings.Builder{}
	e, ok = b.value(t, name)
	statements = b.text.String()
	b.text = strings.Builder{}
	b.text.WriteString(before.String())
	return statements, e, ok
}

// constructed calls a function that returns a T or a *T, and returns a pointer.
func (b *builder) constructed(t types.Type) (string, bool) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return "", false
	}
	scope := b.w.scope(named.Obj().Pkg())
	names := scope.Names()
	rank := func(name string) int {
		switch {
		case name == "New"+named.Obj().Name():
			return 0
		case name == "New":
			return 1
		case strings.HasPrefix(name, "New"):
			return 2
		}
		return 3
	}
	slices.SortStableFunc(names, func(a, c string) int { return rank(a) - rank(c) })
	for _, name := range names {
		fn, ok := scope.Lookup(name).(*types.Func)
		if !ok || !fn.Exported() {
			continue
		}
		sig, inst := instance(fn.Type().(*types.Signature))
		if sig == nil || sig.Results().Len() == 0 || sig.Params().Len() == 0 && rank(name) > 2 {
			continue
		}
		result := sig.Results().At(0).Type()
		isPointer := types.Identical(result, types.NewPointer(t))
		if !isPointer && !types.Identical(result, t) {
			continue
		}
		if statements, v, ok := b.constructor(sig, b.qualify(fn.Pkg())+"."+name+inst); ok {
			b.text.WriteString(statements)
			if isPointer {
				return v, true
			}
			return "&" + v, true
		}
	}
	return "", false
}

// constructor writes a call whose first result is wanted.
func (b *builder) constructor(sig *types.Signature, call string) (statements, v string, ok bool) {
	before := b.text
	b.text = strings.Builder{}
	defer func() {
		statements = b.text.String()
		b.text = strings.Builder{}
		b.text.WriteString(before.String())
	}()
	var args []string
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		e, ok := b.value(p.Type(), p.Name())
		if !ok {
			return "", "", false
		}
		if sig.Variadic() && i == sig.Params().Len()-1 {
			e += "..."
		}
		args = append(args, e)
	}
	v = b.fresh()
	b.printf("%s%s := %s(%s)\n_ = %s", v, strings.Repeat(", _", sig.Results().Len()-1), call, strings.Join(args, ", "), v)
	return "", v, true
}

// table makes a map of three entries.
func (b *builder) table(t types.Type, u *types.Map, name string) (string, bool) {
	v := b.fresh()
	b.printf("%s := make(%s)", v, b.typ(t))
	key, ok := u.Key().Underlying().(*types.Basic)
	if !ok {
		return "", false
	}
	i := b.fresh()
	var k string
	switch {
	case key.Info()&types.IsString != 0:
		k = fmt.Sprintf("%s(rune('a'+%s))", b.typ(u.Key()), i)
	case key.Info()&types.IsInteger != 0:
		k = fmt.Sprintf("%s(%s)", b.typ(u.Key()), i)
	default:
		return "", false
	}
	b.printf("for %s := range 3 {", i)
	e, ok := b.value(u.Elem(), name)
	b.printf("%s[%s] = %s", v, k, e)
	b.printf("}")
	return v, ok
}

// implementer makes a value of a type that implements the interface.
func (b *builder) implementer(t types.Type, u *types.Interface) (string, bool) {
	if u.NumMethods() == 0 {
		return b.typ(t) + "(s.float())", true
	}
	from := []*types.Package{b.pkg}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		from = append(from, named.Obj().Pkg())
	}
	from = append(from, b.pkg.Imports()...)
	for _, p := range from {
		if strings.Contains(p.Path(), "internal") {
			continue
		}
		for _, name := range p.Scope().Names() {
			obj, ok := p.Scope().Lookup(name).(*types.TypeName)
			if !ok || !obj.Exported() || types.IsInterface(obj.Type()) {
				continue
			}
			named, ok := obj.Type().(*types.Named)
			if !ok || named.TypeParams().Len() > 0 {
				continue
			}
			for _, impl := range []types.Type{named, types.NewPointer(named)} {
				if !types.Implements(impl, u) {
					continue
				}
				if statements, e, ok := b.attempt(impl, name); ok {
					b.text.WriteString(statements)
					return b.typ(t) + "(" + e + ")", true
				}
			}
		}
	}
	return "", false
}
