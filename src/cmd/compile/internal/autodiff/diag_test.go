// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"io"
	"os"
	"testing"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/types"
	"cmd/internal/src"
)

// An inlinedFunc is a function whose body stands in another one.
type inlinedFunc struct {
	index int // in the inlining tree
}

// inlinedAt notes that fn is inlined at call into what parent is.
func inlinedAt(parent int, call src.XPos, fn string) inlinedFunc {
	return inlinedFunc{base.Ctxt.InlTree.Add(parent, call, types.LocalPkg.Lookup(fn).Linksym(), fn)}
}

// pos returns a position in the function's body.
func (f inlinedFunc) pos(line, col uint) src.XPos {
	return base.Ctxt.PosTable.XPos(src.MakePos(src.NewInliningBase(textFile, f.index), line, col))
}

// printed returns what do prints as errors.
func printed(t *testing.T, do func()) string {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	do()
	base.FlushErrors()
	os.Stdout = stdout
	w.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestChain checks the chain from an error to the directive. Every derivative
// is the body of its primal, inlined where the derivative is declared.
func TestChain(t *testing.T) {
	types.LocalPkg = types.NewPkg("p", "p")
	function := func(name string) *ir.Func {
		return ir.NewFunc(src.NoXPos, src.NoXPos, types.LocalPkg.Lookup(name), types.NewSignature(nil, nil, nil))
	}
	asked := &instance{
		fn:      function("dloss"),
		primal:  function("loss"),
		request: &request.Request{Name: "dloss", Pos: textPos(3, 1)},
	}
	loss := inlinedAt(-1, textPos(4, 6), "loss")
	helper := inlinedAt(loss.index, loss.pos(10, 7), "helper")
	deep := inlinedAt(helper.index, helper.pos(20, 9), "deep")

	called := &instance{fn: function("g-jvp-d-d"), primal: function("g"), asked: &invoker{asked, helper.pos(21, 5)}}
	g := inlinedAt(-1, textPos(30, 6), "g")
	h := inlinedAt(g.index, g.pos(31, 3), "h")

	for _, tt := range []struct {
		name string
		inst *instance
		pos  src.XPos
		want string
	}{
		{"primal", asked, loss.pos(11, 2), `
text.go:11:2: cannot differentiate this
	text.go:3:1: needed by dloss (//go:autodiff)
`},
		{"inlined", asked, helper.pos(21, 2), `
text.go:21:2: cannot differentiate this
	text.go:10:7: called from loss
	text.go:3:1: needed by dloss (//go:autodiff)
`},
		{"inlinedtwice", asked, deep.pos(41, 4), `
text.go:41:4: cannot differentiate this
	text.go:20:9: called from helper
	text.go:10:7: called from loss
	text.go:3:1: needed by dloss (//go:autodiff)
`},
		{"instance", called, h.pos(51, 4), `
text.go:51:4: cannot differentiate this
	text.go:31:3: called from g
	text.go:21:5: called from helper
	text.go:10:7: called from loss
	text.go:3:1: needed by dloss (//go:autodiff)
`},
	} {
		d := &diagnostics{inst: tt.inst}
		got := printed(t, func() { d.errorf(tt.pos, "cannot differentiate %s", "this") })
		if got != tt.want[1:] || !d.reported {
			t.Errorf("%s: reported %v\n%swant%s", tt.name, d.reported, got, tt.want)
		}
	}
}

func TestUserName(t *testing.T) {
	types.LocalPkg = types.NewPkg("p", "p")
	for name, want := range map[string]string{
		"p.f":                             "f",
		"p.(*T).m":                        "(*T).m",
		"math.Sin":                        "math.Sin",
		"example.com/mod/pkg.F":           "pkg.F",
		"gopkg.in/yaml%2ev3.(*Node).Kind": "yaml.v3.(*Node).Kind",
	} {
		if got := userName(base.Ctxt.Lookup(name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
