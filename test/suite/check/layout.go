// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Where the primal's parameters and results stand in the derivative's signature.

package check

import (
	"context"
	"fmt"
	"reflect"
	"strings"
)

// An activity is what the directive says about one parameter or result.
type activity int

const (
	constant activity = iota
	dual
	dualOnly
)

var activityNames = map[string]activity{
	"Const": constant, "Constant": constant,
	"Dual":     dual,
	"DualOnly": dualOnly, "DuplicatedNoNeed": dualOnly,
}

var errorType = reflect.TypeFor[error]()

// A layout describes a derivative's signature.
type layout struct {
	params, results []activity
	width           int
}

// layoutOf works out the layout of primal type ft from activities acts, or
// from the types if acts is empty.
func layoutOf(ft reflect.Type, acts string, width int) (*layout, error) {
	l := &layout{width: width}
	if acts == "" {
		for i := range ft.NumIn() {
			l.params = append(l.params, inferred(ft.In(i)))
		}
		for i := range ft.NumOut() {
			l.results = append(l.results, inferred(ft.Out(i)))
		}
		return l, nil
	}
	words := strings.Fields(acts)
	if len(words) != ft.NumIn()+ft.NumOut() {
		return nil, fmt.Errorf("%d activities for %d parameters and %d results", len(words), ft.NumIn(), ft.NumOut())
	}
	for i, w := range words {
		a, ok := activityNames[w]
		if !ok {
			return nil, fmt.Errorf("unknown activity %s", w)
		}
		if i < ft.NumIn() {
			l.params = append(l.params, a)
		} else {
			l.results = append(l.results, a)
		}
	}
	return l, nil
}

// contextType says when to stop, and carries nothing.
var contextType = reflect.TypeFor[context.Context]()

func inferred(t reflect.Type) activity {
	if t == errorType || !carries(t, map[reflect.Type]bool{}) {
		return constant
	}
	return dual
}

// carries reports whether a value of type t can reach a float.
func carries(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] || t == contextType {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128,
		reflect.Interface, reflect.Func:
		return true
	case reflect.Array:
		return t.Len() > 0 && carries(t.Elem(), seen)
	case reflect.Pointer, reflect.Slice, reflect.Chan:
		return carries(t.Elem(), seen)
	case reflect.Map:
		return carries(t.Key(), seen) || carries(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if carries(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}

// shadow returns the type that stands for the tangent of a T.
func (l *layout) shadow(t reflect.Type) reflect.Type {
	if l.width > 1 {
		return reflect.ArrayOf(l.width, t)
	}
	return t
}

// derivative returns the type of ft's derivative.
func (l *layout) derivative(ft reflect.Type) reflect.Type {
	var in, out []reflect.Type
	for i, a := range l.params {
		t := ft.In(i)
		switch {
		case a == constant:
			in = append(in, t)
		case a == dualOnly && t.Kind() == reflect.Pointer:
			in = append(in, t.Elem(), l.shadow(t))
		default:
			in = append(in, t, l.shadow(t))
		}
	}
	for i, a := range l.results {
		t := ft.Out(i)
		if a != dualOnly {
			out = append(out, t)
		}
		if a != constant {
			out = append(out, l.shadow(t))
		}
	}
	return reflect.FuncOf(in, out, false)
}
