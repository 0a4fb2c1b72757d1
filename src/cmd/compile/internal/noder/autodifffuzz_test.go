// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package noder

import (
	"strings"
	"testing"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/syntax"
	"cmd/compile/internal/types2"
)

// fuzzHead is what the functions of FuzzAutodiff may refer to.
const fuzzHead = `package p

type T struct { A float64; P *T }
func (t *T) M(x float64) float64 { return x }
func (t T) V(x []float64) ([]float64, error) { return x, nil }
type G[P any] struct { X P }
func (g *G[P]) M(x P) P { return x }
func Gen[P ~float64](x P) P { return x }
type I interface { M(float64) float64 }
type E struct { *T; I }
var v float64

`

// FuzzAutodiff runs the pass over functions with directives: it complains or makes
// declarations that the type checker accepts, and never panics.
func FuzzAutodiff(f *testing.F) {
	for _, seed := range [][2]string{
		{"df Forward", "func f(x float64) float64 { return x }"},
		{"df Reverse x=Active return=ActiveOnly noalias", "func f(x float64) (float64, error) { return x, nil }"},
		{"df Forward(3) Dual DualOnly Const Dual", "func f(x, y float64, n ...int) (z []float64) { return nil }"},
		{"(*T).M Forward", "func dM(t, dt *T, x, dx float64) (float64, float64)"},
		{"G[float64].M Forward", "func dM(t, dt G[float64], x, dx float64) (float64, float64)"},
		{"Gen[float64] Reverse", "func dGen(x, dret float64) (float64, float64)"},
		{"DN Forward DualOnly", "func (t *T) N(x map[string]float64, _ chan I) (_ func()) { return nil }"},
		{"E.M Forward", "func dM(E, E, float64, float64) (float64, float64)"},
		{"df Forward\n//go:autodiff df Reverse\n//go:autodiff f Forward", "func f(x float64)"},
		{"f Forward", "func f[P any](x P) P { return x }"},
		{"[x] Forward", "type X struct{}"},
		{"df Forward", "func f[P interface{ ~struct{ X P } }](x P) P { return x }"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, directive, decl string) {
		src := fuzzHead + "//" + request.Prefix + " " + directive + "\n" + decl + "\n"
		file, _ := syntax.Parse(syntax.NewFileBase("p.go"), strings.NewReader(src), func(error) {}, fuzzPragma, 0)
		if file == nil {
			return
		}
		complaints := 0
		p := &autodiffPass{
			path:   "p",
			files:  []*syntax.File{file},
			report: func(pos syntax.Pos, msg string) { complaints++ },
			fmtPos: syntax.Pos.String,
			conf:   types2.Config{Importer: noImporter{}, Error: func(error) {}, Sizes: types2.SizesFor("gc", "amd64")},
		}
		before := typeErrors(file)
		p.run()
		for _, d := range p.derivatives {
			if !d.failed && !d.formB && d.declared == nil {
				d.declare(func(*syntax.Name) syntax.Expr { return nil })
			}
		}
		p.synthesize()
		if after := typeErrors(file); complaints == 0 && before == "" && after != "" && !strings.Contains(after, unresolved) {
			t.Errorf("%s\nno complaint, but what was made has an error: %s", src, after)
		}
	})
}

// typeErrors returns the first type error in file, or "".
func typeErrors(file *syntax.File) string {
	first := ""
	conf := types2.Config{Importer: noImporter{}, IgnoreBranchErrors: true, Sizes: types2.SizesFor("gc", "amd64")} // as the compiler has it: what is asked for stands in labels
	conf.Error = func(err error) {
		if first == "" {
			first = err.Error()
		}
	}
	conf.Check("p", []*syntax.File{file}, nil)
	return first
}

// fuzzPragma keeps directives, as the compiler's own does.
func fuzzPragma(pos syntax.Pos, blank bool, text string, current syntax.Pragma) syntax.Pragma {
	pragma, _ := current.(*pragmas)
	if pragma == nil {
		pragma = new(pragmas)
	}
	if isAutodiff(text) {
		new(noder).addAutodiff(pos, text, pragma)
	}
	return pragma
}

type noImporter struct{}

func (noImporter) Import(path string) (*types2.Package, error) { return nil, errNoImport }

var errNoImport = types2.Error{Msg: "no packages here"}
