// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"strings"
	"testing"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// TestCheckStatements checks that a statement which depends on the frame of its
// function is an error, once at each position.
func TestCheckStatements(t *testing.T) {
	for _, tt := range []struct {
		what string
		stmt func(pos src.XPos) ir.Node
	}{
		{"a tail call", func(pos src.XPos) ir.Node {
			return ir.NewTailCallStmt(pos, ir.NewCallExpr(pos, ir.OCALLFUNC, nil, nil))
		}},
		{"", func(pos src.XPos) ir.Node { return ir.NewBlockStmt(pos, nil) }},
	} {
		inst := parseText(t, "func f()\n"+emptyBody).inst
		inst.request = &request.Request{Name: "df", Pos: textPos(1, 1)}
		d := &diagnostics{inst: inst}
		inst.fn.Body = []ir.Node{tt.stmt(textPos(7, 3)), ir.NewBlockStmt(textPos(7, 1), []ir.Node{tt.stmt(textPos(7, 3))})}
		var ok bool
		got := printed(t, func() { ok = inst.checkStatements(d) })
		want := ""
		if tt.what != "" {
			want = "text.go:7:3: cannot differentiate " + tt.what + ": not yet supported\n\ttext.go:1:1: needed by df (//go:autodiff)\n"
		}
		if got != want || ok != (want == "") {
			t.Errorf("%q: %v\n%s", tt.what, ok, got)
		}
	}
}

func TestAddressOf(t *testing.T) {
	x := parseText(t, "var tmp float64\nfunc f()\n"+emptyBody)
	name := x.locals["tmp"]
	name.SetTypecheck(1)
	ptr := ir.NewAddrExpr(src.NoXPos, name)
	ptr.SetType(types.NewPtr(name.Type()))
	ptr.SetTypecheck(1)
	conv := ir.NewConvExpr(src.NoXPos, ir.OCONVNOP, types.NewPtr(name.Type()), ptr)
	for _, n := range []ir.Node{ptr, conv} {
		if addressOf(n) != name {
			t.Errorf("address of %v in %v", addressOf(n), n)
		}
	}
	if n := addressOf(name); n != nil {
		t.Errorf("address of %v in %v", n, name)
	}
}

// TestAssignResults checks what the body that is to be differentiated ends with.
func TestAssignResults(t *testing.T) {
	for _, tt := range []struct{ primal, want string }{
		{"func f() (Dual[float64], int)", "~r0 = a; ~r1 = a; ~r2 = b; return"},
		{"func f() (float64, int)", "~r0 = a; ~r1 = b; return"},
		{"func f()", "return"},
	} {
		x := parseText(t, "var a float64\nvar b int\n"+tt.primal+"\n"+emptyBody)
		for _, name := range x.locals {
			name.SetTypecheck(1)
		}
		ir.WithFunc(x.inst.fn, func() { x.inst.assignResults([]ir.Node{x.locals["a"], x.locals["b"]}) })
		var got []string
		for _, stmt := range x.inst.fn.Body {
			if assign, ok := stmt.(*ir.AssignStmt); ok {
				got = append(got, assign.X.Sym().Name+" = "+assign.Y.Sym().Name)
			} else if stmt.Op() == ir.ORETURN {
				got = append(got, "return")
			}
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.primal, got, tt.want)
		}
	}
}
