// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// From types to type classes.
//
//	float      float32, float64, complex64, complex128 and types defined from them
//	aggregate  arrays and structs that hold floats and no pointer
//	reference  all else that leads to floats, or may: *T, []T, map, chan, interfaces, functions
//	inactive   the rest, and context.Context

package noder

import (
	"fmt"
	"slices"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/types2"
)

// autodiffType returns what differentiation wants to know of t.
func autodiffType(t types2.Type) request.Type {
	if tp, ok := types2.Unalias(t).(*types2.TypeParam); ok {
		if terms := termsOf(tp); len(terms) > 0 {
			typ := autodiffType(terms[0]) // that of the others, see unclearTypeParam
			typ.Pointer = false
			return typ
		}
	}
	typ := request.Type{Error: types2.Identical(t, types2.Universe.Lookup("error").Type())}
	_, typ.Pointer = t.Underlying().(*types2.Pointer)
	if !(&reach{}).float(t, 0) {
		return typ
	}
	switch u := t.Underlying().(type) {
	case *types2.Basic:
		typ.Class = request.Float
		if u.Kind() == types2.UnsafePointer {
			typ.Class = request.Reference
		}
	case *types2.Array, *types2.Struct:
		typ.Class = request.Aggregate
		if holdsPointer(t) {
			typ.Class, typ.Mixed = request.Reference, true
		}
	default:
		typ.Class = request.Reference
	}
	return typ
}

// reach looks for floats that can be reached from a type.
type reach struct {
	seen map[types2.Type]bool // named types on the way or done
}

// maxTypeDepth ends the walk through a type that grows without end, such as
// T[P] with a field of type *T[[]P]. What lies that deep counts as a float.
const maxTypeDepth = 100

func (r *reach) float(t types2.Type, depth int) bool {
	if depth > maxTypeDepth {
		return true
	}
	if named, ok := types2.Unalias(t).(*types2.Named); ok {
		if r.seen[named] {
			return false
		}
		if r.seen == nil {
			r.seen = make(map[types2.Type]bool)
		}
		r.seen[named] = true
		if obj := named.Obj(); obj.Pkg() != nil && obj.Pkg().Path() == "context" && obj.Name() == "Context" {
			return false // says when to stop
		}
	}
	depth++
	if tp, ok := types2.Unalias(t).(*types2.TypeParam); ok {
		terms := termsOf(tp)
		return len(terms) == 0 || slices.ContainsFunc(terms, func(t types2.Type) bool { return r.float(t, depth) })
	}
	switch u := t.Underlying().(type) {
	case *types2.Basic:
		return u.Info()&(types2.IsFloat|types2.IsComplex) != 0 || u.Kind() == types2.UnsafePointer
	case *types2.Array:
		return u.Len() != 0 && r.float(u.Elem(), depth)
	case *types2.Struct:
		for i := 0; i < u.NumFields(); i++ {
			if r.float(u.Field(i).Type(), depth) {
				return true
			}
		}
		return false
	case *types2.Pointer:
		return r.float(u.Elem(), depth)
	case *types2.Slice:
		return r.float(u.Elem(), depth)
	case *types2.Chan:
		return r.float(u.Elem(), depth)
	case *types2.Map:
		return r.float(u.Key(), depth) || r.float(u.Elem(), depth)
	}
	return true // interfaces and functions may hold anything
}

// holdsPointer reports whether a value of type t holds a pointer of some kind.
// The pointer inside a string does not count: it leads to nothing that can be written.
func holdsPointer(t types2.Type) bool { return holdsPointerAt(t, 0) }

// holdsPointerAt is holdsPointer for a type as deep in another one. A type parameter may stand
// in its own constraint.
func holdsPointerAt(t types2.Type, depth int) bool {
	if depth > maxTypeDepth {
		return true
	}
	depth++
	if tp, ok := types2.Unalias(t).(*types2.TypeParam); ok {
		terms := termsOf(tp)
		return len(terms) == 0 || slices.ContainsFunc(terms, func(t types2.Type) bool { return holdsPointerAt(t, depth) })
	}
	switch u := t.Underlying().(type) {
	case *types2.Basic:
		return u.Kind() == types2.UnsafePointer
	case *types2.Array:
		return u.Len() != 0 && holdsPointerAt(u.Elem(), depth)
	case *types2.Struct:
		for i := 0; i < u.NumFields(); i++ {
			if holdsPointerAt(u.Field(i).Type(), depth) {
				return true
			}
		}
		return false
	}
	return true
}

// isValidType reports whether the type checker made sense of all of t
// that a class depends on.
func isValidType(t types2.Type) bool {
	valid := true
	seen := make(map[types2.Type]bool)
	var walk func(t types2.Type, depth int)
	walk = func(t types2.Type, depth int) {
		t = types2.Unalias(t)
		if !valid || seen[t] || depth > maxTypeDepth {
			return
		}
		seen[t] = true
		depth++
		switch u := t.Underlying().(type) {
		case *types2.Basic:
			valid = u.Kind() != types2.Invalid
		case *types2.Array:
			valid = u.Len() >= 0
			walk(u.Elem(), depth)
		case *types2.Struct:
			for i := 0; i < u.NumFields(); i++ {
				walk(u.Field(i).Type(), depth)
			}
		case *types2.Pointer:
			walk(u.Elem(), depth)
		case *types2.Slice:
			walk(u.Elem(), depth)
		case *types2.Chan:
			walk(u.Elem(), depth)
		case *types2.Map:
			walk(u.Key(), depth)
			walk(u.Elem(), depth)
		}
	}
	walk(t, 0)
	return valid
}

// termsOf returns the types that the constraint of tp lists, or none if it
// lists none.
func termsOf(tp *types2.TypeParam) []types2.Type { return terms(tp.Constraint(), 0) }

func terms(t types2.Type, depth int) []types2.Type {
	if depth > maxTypeDepth {
		return nil
	}
	depth++
	if union, ok := t.(*types2.Union); ok {
		var list []types2.Type
		for i := range union.Len() {
			of := terms(union.Term(i).Type(), depth)
			if len(of) == 0 {
				return nil
			}
			list = append(list, of...)
		}
		return list
	}
	iface, ok := t.Underlying().(*types2.Interface)
	if !ok {
		return []types2.Type{t}
	}
	for i := range iface.NumEmbeddeds() {
		if list := terms(iface.EmbeddedType(i), depth); len(list) > 0 {
			return list
		}
	}
	return nil
}

// unclearTypeParam says which type parameter of sig may stand for types of different
// classes, or returns "" if there is none. What a derivative looks like would depend
// on the instance.
func unclearTypeParam(sig *types2.Signature) string {
	for _, list := range []*types2.TypeParamList{sig.TypeParams(), sig.RecvTypeParams()} {
		for i := range list.Len() {
			tp := list.At(i)
			terms := termsOf(tp)
			if len(terms) == 0 {
				return fmt.Sprintf("type parameter %s may carry a derivative or not: its constraint lists no types", tp.Obj().Name())
			}
			for _, t := range terms[1:] {
				if x, y := autodiffType(terms[0]).Class, autodiffType(t).Class; x != y {
					return fmt.Sprintf("type parameter %s may be %v, which is %s, or %v, which is %s", tp.Obj().Name(), terms[0], classPhrase(x), t, classPhrase(y))
				}
			}
		}
	}
	return ""
}

// classPhrase describes c for a message.
func classPhrase(c request.Class) string {
	switch c {
	case request.Float:
		return "a float"
	case request.Aggregate:
		return "made of floats"
	case request.Reference:
		return "a reference"
	}
	return "inactive"
}
