// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Primals that panic, and primals at points where there is no derivative.

package check

import (
	"fmt"
	"reflect"
	"testing"
)

// Panics checks that primal and derivative panic with the same value.
func Panics(t *testing.T, primal, deriv any, args ...any) {
	t.Helper()
	c, x, ok := at(t, primal, deriv, args)
	if !ok {
		return
	}
	want := recovered(func() { call(c.f, clones(x)) })
	got := recovered(func() { c.derivative(x, []point{clones(x)}) })
	switch {
	case want == "":
		t.Errorf("%s: the primal does not panic", c.o.name)
	case got != want:
		t.Errorf("%s: the derivative panics with %q, the primal with %q", c.o.name, got, want)
	}
}

// Primal checks only that the derivative's primal results, and what it leaves
// in memory, are those of the primal. It is for points such as Inf and NaN.
func Primal(t *testing.T, f, df any, args ...any) {
	t.Helper()
	c, x, ok := at(t, f, df, args)
	if !ok {
		return
	}
	got, _ := c.derivative(x, []point{clones(x)})
	if err := c.samePrimal(got, primal(c.f, x)); err != nil {
		t.Errorf("%s(%s): %v", c.o.name, show(x), err)
	}
}

// at returns a checker and the point that args, plain values, stand for.
func at(t *testing.T, f, df any, args []any) (*checker, point, bool) {
	t.Helper()
	o, plain := split(args)
	if o.name == "" {
		o.name = funcName(f)
	}
	c := &checker{t: t, o: o, f: reflect.ValueOf(f), df: reflect.ValueOf(df)}
	if err := c.prepare(plain); err != nil {
		t.Errorf("%s: %v", o.name, err)
		return nil, nil, false
	}
	x := make(point, len(plain))
	for i, a := range plain {
		v, err := argument(nil, a, c.f.Type().In(i), false)
		if err != nil {
			t.Errorf("%s: %v", o.name, err)
			return nil, nil, false
		}
		x[i] = v
	}
	return c, x, true
}

// recovered describes the panic in f, or returns "".
func recovered(f func()) (s string) {
	defer func() {
		if e := recover(); e != nil {
			s = fmt.Sprintf("%T: %v", e, e)
		}
	}()
	f()
	return ""
}
