// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Primals that panic.

package check

import (
	"fmt"
	"reflect"
	"testing"
)

// Panics checks that primal and derivative panic with the same value.
func Panics(t *testing.T, primal, deriv any, args ...any) {
	t.Helper()
	o := options{width: 1, name: funcName(primal), fixed: true}
	var plain []any
	for _, a := range args {
		if opt, ok := a.(Option); ok {
			opt(&o)
		} else {
			plain = append(plain, a)
		}
	}
	c := &checker{t: t, o: o, f: reflect.ValueOf(primal), df: reflect.ValueOf(deriv)}
	if err := c.prepare(plain); err != nil {
		t.Errorf("%s: %v", o.name, err)
		return
	}
	x := make(point, len(plain))
	for i, a := range plain {
		v, err := argument(nil, a, c.f.Type().In(i), false)
		if err != nil {
			t.Errorf("%s: %v", o.name, err)
			return
		}
		x[i] = v
	}
	want := recovered(func() { call(c.f, clones(x)) })
	got := recovered(func() { c.derivative(x, []point{clones(x)}) })
	switch {
	case want == "":
		t.Errorf("%s: the primal does not panic", o.name)
	case got != want:
		t.Errorf("%s: the derivative panics with %q, the primal with %q", o.name, got, want)
	}
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
