// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Copies: function literals that are the same. Each derivative has a copy of its primal's body,
// and with it function literals of its own, with code of their own:
//
//	func f(x float64) float64 { return apply(func(y float64) float64 { return x * y }) }
//
//	f.func1, df.f.func1, revf.f.func1, f-jvp-d-d.f.func1, …
//
// A dynamic call may call any of them, so the table (table.go) has a row for each. Their
// derivatives are made of the body in the source, and of what the literal has captured,
// whatever has become of the copy: where both are the same, all the rows name one derivative.

package autodiff

import (
	"fmt"
	"strings"

	"cmd/compile/internal/noder"
)

// A likeness is the same for function literals that have the same derivative.
type likeness struct {
	body     noder.AutodiffBodyKey
	captured string // types, and whether by value
	kind     int64
}

// likeness returns that of c, for derivatives of the given kind; ok is false if c has none.
func (c *candidate) likeness(kind int64) (like likeness, ok bool) {
	if c.as != aFunction || c.fn.OClosure == nil || listedBodies[c.fn] != nil {
		return like, false
	}
	body, ok := noder.AutodiffKeyOf(c.fn)
	var b strings.Builder
	for _, v := range c.fn.ClosureVars {
		fmt.Fprintf(&b, "%v %s\n", v.Byval(), v.Type().LinkString())
	}
	return likeness{body, b.String(), kind}, ok
}

// derivativeOf returns the derivative of c that w wants: that of a function literal which is
// the same, or a new one.
func (l *Worklist) derivativeOf(c *candidate, w *wanted) *instance {
	like, ok := c.likeness(w.kind)
	inst := l.dynamic.alike[like]
	if inst != nil && ok {
		inst.calledDirectly(c, w)
		return inst
	}
	inst = l.calledDynamically(c, w)
	if ok {
		l.dynamic.alike[like] = inst
	}
	return inst
}
