// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Results: statements that put every float which can be read of a value into y: elements,
// exported fields, and what methods without parameters return. Matrices are asked for
// their elements, function values are called.

package main

import (
	"fmt"
	"go/types"
	"regexp"
	"strings"
)

// flat writes the statements for expression e of type t.
func (b *builder) flat(e string, t types.Type, depth int) {
	kinds := []types.BasicKind{types.Float32, types.Float64, types.Complex64, types.Complex128}
	if depth > 4 || !leadsTo(t, kinds, make(map[types.Type]bool)) && !observable(t) {
		return
	}
	if b.elementwise(e, t) {
		return
	}
	to := types.Typ[b.kind()].Name()
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsFloat != 0:
			b.printf("t.put(%s(%s))", to, e)
		case u.Info()&types.IsComplex != 0:
			b.printf("t.put(%s(real(%s)))", to, e)
			b.printf("t.put(%s(imag(%s)))", to, e)
		}
	case *types.Slice:
		v := b.fresh()
		b.printf("for _, %s := range %s {", v, e)
		b.printf("_ = %s", v)
		b.flat(v, u.Elem(), depth+1)
		b.printf("}")
	case *types.Array:
		v := b.fresh()
		b.printf("for %s := range %s {\n_ = %s", v, e, v)
		b.flat(e+"["+v+"]", u.Elem(), depth+1)
		b.printf("}")
	case *types.Pointer:
		b.printf("if %s != nil {", e)
		if !b.observed(e, t, depth) {
			b.flat("(*"+e+")", u.Elem(), depth+1)
		}
		b.printf("}")
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() {
				b.flat(e+"."+f.Name(), f.Type(), depth+1)
			}
		}
		b.observed(e, t, depth)
	case *types.Map:
		b.entries(e, u, depth)
	case *types.Interface:
		b.printf("if %s != nil {", e)
		b.observed(e, t, depth)
		b.printf("}")
	case *types.Signature:
		b.called(e, u, depth)
	}
}

// observable reports whether methods may say something of a value whose type shows nothing.
func observable(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	if ok {
		t = p.Elem()
	}
	_, ok = types.Unalias(t).(*types.Named)
	return ok
}

// method returns the method of t with a name.
func method(t types.Type, name string) *types.Signature {
	obj, _, indirect := types.LookupFieldOrMethod(t, true, nil, name)
	if f, ok := obj.(*types.Func); ok && !indirect {
		return f.Type().(*types.Signature)
	}
	return nil
}

func shaped(sig *types.Signature, params, results string) bool {
	names := func(tuple *types.Tuple) string {
		var ss []string
		for v := range tuple.Variables() {
			ss = append(ss, v.Type().String())
		}
		return strings.Join(ss, ",")
	}
	return sig != nil && names(sig.Params()) == params && names(sig.Results()) == results
}

// elementwise reads matrices and vectors by At.
func (b *builder) elementwise(e string, t types.Type) bool {
	_, pointer := t.Underlying().(*types.Pointer)
	if !pointer && !types.IsInterface(t) || !shaped(method(t, "At"), "int,int", "float64") || !shaped(method(t, "Dims"), "", "int,int") {
		return false
	}
	b.printf("if %s != nil {", e)
	v := b.fresh()
	b.printf("%sr, %sc := %s.Dims()", v, v, e)
	b.printf("for i := range %sr {", v)
	b.printf("for j := range %sc {", v)
	b.printf("t.put(%s(%s.At(i, j)))", types.Typ[b.kind()].Name(), e)
	b.printf("}\n}\n}")
	return true
}

var passed = regexp.MustCompile(`^(Rand|Clone|Copy|Reset|Next|Pop|Clear|Begin|Close|Error|String|Rand.*)$`)

// observed calls up to four methods without parameters whose results are floats, or made of some.
// It reports whether there is one.
func (b *builder) observed(e string, t types.Type, depth int) bool {
	if depth > 1 {
		return false
	}
	n := 0
	for m := range types.NewMethodSet(t).Methods() {
		f, ok := m.Obj().(*types.Func)
		if !ok || !f.Exported() || len(m.Index()) > 1 || passed.MatchString(f.Name()) {
			continue
		}
		sig := f.Type().(*types.Signature)
		if sig.Params().Len() > 0 || sig.Results().Len() != 1 || !plain(sig.Results().At(0).Type()) {
			continue
		}
		v := b.fresh()
		b.printf("%s := %s.%s()\n_ = %s", v, e, f.Name(), v)
		b.flat(v, sig.Results().At(0).Type(), depth+2)
		if n++; n == 4 {
			break
		}
	}
	return n > 0
}

// plain reports whether t consists of floats: one, or slices, arrays and structs of them.
func plain(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsFloat|types.IsComplex) != 0
	case *types.Slice:
		return plain(u.Elem())
	case *types.Array:
		return plain(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if !f.Exported() || !plain(f.Type()) {
				return false
			}
		}
		return u.NumFields() > 0
	}
	return false
}

// entries reads a map in the order of its keys.
func (b *builder) entries(e string, u *types.Map, depth int) {
	key, ok := u.Key().Underlying().(*types.Basic)
	if !ok || key.Info()&types.IsOrdered == 0 || key.Info()&types.IsFloat != 0 {
		return
	}
	v := b.fresh()
	b.printf("for _, %s := range %s.Sorted(%s.Keys(%s)) {", v, b.imported("slices"), b.imported("maps"), e)
	b.printf("%se := %s[%s]", v, e, v)
	b.printf("_ = %se", v)
	b.flat(v+"e", u.Elem(), depth+1)
	b.printf("}")
}

// called calls a function that was returned.
func (b *builder) called(e string, sig *types.Signature, depth int) {
	if sig.Results().Len() != 1 || !plain(sig.Results().At(0).Type()) {
		return
	}
	statements, v, ok := b.constructor(sig, e)
	if !ok {
		return
	}
	b.printf("if %s != nil {", e)
	b.printf("%s", statements)
	b.flat(v, sig.Results().At(0).Type(), depth+1)
	b.printf("}")
}

// The functions that wrappers use, for floats of type F.
const support = `
type src struct {
	x    []F
	n    []int
	i    int
	last F
	left []int // of the choice
}

func (s *src) float() F {
	v := s.x[s.i%len(s.x)]
	s.i++
	if s.n[3] == 1 {
		s.last += v
		return s.last
	}
	return v
}

func (s *src) floats() []F { return s.some(s.length()) }

func (s *src) some(n int) []F {
	v := make([]F, n)
	for i := range v {
		v[i] = s.float()
	}
	return v
}

func (s *src) length() int { return s.n[0] }
func (s *src) count() int  { return s.n[1] }
func (s *src) item() int   { return max(0, s.n[1]-1) }

// choice takes a digit of the number of the choice, so that choices that follow each other are
// made in all ways.
func (s *src) choice(n int) int {
	if s.left == nil {
		s.left = []int{s.n[2]}
	}
	c := s.left[0] % n
	s.left[0] /= n
	return c
}

func (s *src) indices() []int {
	v := make([]int, s.length())
	for i := range v {
		v[i] = i % max(1, s.count())
	}
	return v
}

type sink struct {
	y []F
	k int
}

func (t *sink) put(v F) {
	t.y[t.k%len(t.y)] += v
	t.k++
}

func squares(x []F) (sum F) {
	for i, v := range x {
		sum += v*v + F(i)*v
	}
	return sum
}
`

// function writes wrapper i.
func (w *wrapper) function(i int) string {
	f := "float64"
	if w.short {
		f = "float32"
	}
	return fmt.Sprintf("// %s\nfunc w%d(x []%s, n []int, y []%s) {\n\ts, t := &src{x: x, n: n}, &sink{y: y}\n\t_, _ = s, t\n%s}\n", w.name, i, f, f, w.body)
}
