// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Where the primal's parameters and results stand in a reverse derivative's signature.

package check

import (
	"fmt"
	"reflect"
	"strings"
)

// A backActivity is what a reverse directive says about one parameter or result.
type backActivity int

const (
	backConst backActivity = iota
	active
	activeOnly
	duplicated
	duplicatedOnly
)

// A class is that of the directive: what a type is to differentiation.
type class int

const (
	inactive class = iota
	number         // a float or an aggregate of them
	leading        // a reference
)

func classOf(t reflect.Type) class {
	switch {
	case !carries(t, map[reflect.Type]bool{}):
		return inactive
	case holdsPointer(t):
		return leading
	}
	return number
}

// holdsPointer reports whether a T holds a pointer that leads to what can be written.
func holdsPointer(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return t.Len() > 0 && holdsPointer(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if holdsPointer(t.Field(i).Type) {
				return true
			}
		}
		return false
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Chan, reflect.Func, reflect.Interface, reflect.UnsafePointer:
		return true
	}
	return false
}

// mixed reports whether the shadow of a T is passed as *T.
func mixed(t reflect.Type) bool {
	k := t.Kind()
	return (k == reflect.Array || k == reflect.Struct) && classOf(t) == leading
}

// A backLayout describes a reverse derivative's signature.
type backLayout struct {
	params, results []backActivity
	width           int
}

// backLayoutOf works out the layout of primal type ft from activities acts, or
// from the types if acts is empty. Activities of forward mode stand for those
// that correspond to them.
func backLayoutOf(ft reflect.Type, acts string, width int) (*backLayout, error) {
	l := &backLayout{width: width}
	words := strings.Fields(acts)
	if acts == "" {
		for range ft.NumIn() + ft.NumOut() {
			words = append(words, "")
		}
	}
	if len(words) != ft.NumIn()+ft.NumOut() {
		return nil, fmt.Errorf("%d activities for %d parameters and %d results", len(words), ft.NumIn(), ft.NumOut())
	}
	for i, w := range words {
		var a backActivity
		var err error
		if i < ft.NumIn() {
			a, err = backParam(w, ft.In(i))
			l.params = append(l.params, a)
		} else {
			a, err = backResult(w, ft.Out(i-ft.NumIn()))
			l.results = append(l.results, a)
		}
		if err != nil {
			return nil, err
		}
	}
	return l, nil
}

func backParam(word string, t reflect.Type) (backActivity, error) {
	c := classOf(t)
	switch word {
	case "Const", "Constant":
		return backConst, nil
	case "Active":
		return active, nil
	case "Duplicated":
		return duplicated, nil
	case "DualOnly", "DuplicatedOnly", "DuplicatedNoNeed":
		if c == leading {
			return duplicatedOnly, nil
		}
	case "", "Dual":
	default:
		return 0, fmt.Errorf("unknown activity %s", word)
	}
	return [...]backActivity{inactive: backConst, number: active, leading: duplicated}[c], nil
}

func backResult(word string, t reflect.Type) (backActivity, error) {
	switch word {
	case "Const", "Constant":
		return backConst, nil
	case "", "Dual", "Active", "DualOnly", "ActiveOnly", "DuplicatedNoNeed":
	default:
		return 0, fmt.Errorf("unknown activity %s", word)
	}
	if classOf(t) != number {
		return backConst, nil
	}
	if word == "" || word == "Dual" || word == "Active" {
		return active, nil
	}
	return activeOnly, nil
}

// wide returns the type of width values of type t.
func (l *backLayout) wide(t reflect.Type) reflect.Type {
	if l.width > 1 {
		return reflect.ArrayOf(l.width, t)
	}
	return t
}

// derivative returns the type of ft's reverse derivative.
func (l *backLayout) derivative(ft reflect.Type) reflect.Type {
	var in, seeds, out, gradients []reflect.Type
	for i, a := range l.params {
		t := ft.In(i)
		shadow := t
		if mixed(t) {
			shadow = reflect.PointerTo(t)
		}
		switch {
		case a == backConst:
			in = append(in, t)
		case a == active:
			in = append(in, t)
			gradients = append(gradients, l.wide(t))
		case a == duplicatedOnly && t.Kind() == reflect.Pointer:
			in = append(in, t.Elem(), l.wide(shadow))
		default:
			in = append(in, t, l.wide(shadow))
		}
	}
	for i, a := range l.results {
		t := ft.Out(i)
		if a != activeOnly {
			out = append(out, t)
		}
		if a != backConst {
			seeds = append(seeds, l.wide(t))
		}
	}
	return reflect.FuncOf(append(in, seeds...), append(out, gradients...), false)
}

// forward returns the layout of the forward derivative with the same activities.
func (l *backLayout) forward() *layout {
	f := &layout{width: 1}
	for _, a := range l.params {
		f.params = append(f.params, [...]activity{backConst: constant, active: dual, duplicated: dual, duplicatedOnly: dualOnly}[a])
	}
	for _, a := range l.results {
		f.results = append(f.results, [...]activity{backConst: constant, active: dual, activeOnly: dualOnly}[a])
	}
	return f
}
