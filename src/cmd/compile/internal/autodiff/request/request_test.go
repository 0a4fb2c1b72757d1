// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package request

import (
	"fmt"
	"strings"
	"testing"
)

// Types of the test functions, by the text that the tests write.
var testTypes = map[string]Type{
	"int":         {Class: Inactive},
	"string":      {Class: Inactive},
	"error":       {Class: Reference, Error: true},
	"float32":     {Class: Float},
	"float64":     {Class: Float},
	"complex128":  {Class: Float},
	"[3]float64":  {Class: Aggregate},
	"Vec":         {Class: Aggregate},
	"*float64":    {Class: Reference, Pointer: true},
	"*Vec":        {Class: Reference, Pointer: true},
	"[]float64":   {Class: Reference},
	"...float64":  {Class: Reference},
	"Mixed":       {Class: Reference, Mixed: true},
	"func()":      {Class: Reference},
	"interface{}": {Class: Reference},
}

// testFunc reads "f(x float64, int) (y float64)".
func testFunc(t *testing.T, text string) *Func {
	t.Helper()
	name, rest, _ := strings.Cut(text, "(")
	params, results, _ := strings.Cut(rest, ") (")
	return &Func{
		Name:    name,
		Params:  testVars(t, strings.TrimSuffix(params, ")")),
		Results: testVars(t, strings.TrimSuffix(results, ")")),
	}
}

func testVars(t *testing.T, text string) []Var {
	t.Helper()
	var vars []Var
	for _, item := range strings.Split(text, ", ") {
		if item == "" {
			continue
		}
		v := Var{Text: item}
		if name, typ, ok := strings.Cut(item, " "); ok {
			v.Name, v.Text = name, typ
		}
		typ, ok := testTypes[v.Text]
		if !ok {
			t.Fatalf("no test type %q", v.Text)
		}
		v.Type = typ
		vars = append(vars, v)
	}
	return vars
}

// signature writes out slots in the notation of testFunc.
func signature(f *Func, params, results []Slot) string {
	text := func(slots []Slot, result bool) string {
		var list []string
		for _, s := range slots {
			vars := f.Params
			if result && s.Role != Gradient || s.Role == Seed {
				vars = f.Results
			}
			typ := vars[s.Of].Text
			if rest, ok := strings.CutPrefix(typ, "..."); ok {
				typ = "[]" + rest
			}
			if s.ByValue {
				typ = strings.TrimPrefix(typ, "*")
			}
			if s.Pointer {
				typ = "*" + typ
			}
			if s.Width > 0 {
				typ = fmt.Sprintf("[%d]%s", s.Width, typ)
			}
			list = append(list, strings.TrimSpace(s.Name+" "+typ))
		}
		return "(" + strings.Join(list, ", ") + ")"
	}
	return text(params, false) + " " + text(results, true)
}

func TestSignature(t *testing.T) {
	tests := []struct{ fn, directive, want string }{
		// forward
		{"f(x float64) (float64)", "g Forward", "(x float64, dx float64) (float64, float64)"},
		{"f(x float64) (y float64)", "g Forward Dual DualOnly", "(x float64, dx float64) (dy float64)"},
		{"f(x float64, n int) (y float64)", "g Forward Const Const Dual", "(x float64, n int) (y float64, dy float64)"},
		{"f(w []float64, x []float64, n int) (float64, error)", "g Forward", "(w []float64, dw []float64, x []float64, dx []float64, n int) (float64, float64, error)"},
		{"f(w []float64, x []float64) (float64)", "g Forward x=Const return=DualOnly", "(w []float64, dw []float64, x []float64) (float64)"},
		{"f(p *Vec) ()", "g Forward DualOnly", "(p Vec, dp *Vec) ()"},
		{"f(p *Vec) ()", "g Forward", "(p *Vec, dp *Vec) ()"},
		{"f(s []float64) ()", "g Forward DualOnly", "(s []float64, ds []float64) ()"},
		{"f(xs ...float64) (float64)", "g ForwardFirst", "(xs []float64, dxs []float64) (float64, float64)"},
		{"f(m Mixed) (Mixed)", "g Forward", "(m Mixed, dm Mixed) (Mixed, Mixed)"},
		{"f(x []float64) (y float64)", "g Forward(4)", "(x []float64, dx [4][]float64) (y float64, dy [4]float64)"},
		{"f(x float64) (y float64)", "g Forward(1)", "(x float64, dx [1]float64) (y float64, dy [1]float64)"},

		// reverse
		{"f(x float64, n int, w []float64) (y float64)", "g Reverse", "(x float64, n int, w []float64, dw []float64, dy float64) (y float64, dx float64)"},
		{"f(x float64) (float64)", "g Reverse Active ActiveOnly", "(x float64, dret float64) (dx float64)"},
		{"f(x float64) (float64, float64)", "g Reverse", "(x float64, dret1 float64, dret2 float64) (ret1 float64, ret2 float64, dx float64)"},
		{"f(x float64) (float64, error)", "g Reverse", "(x float64, dret float64) (ret1 float64, ret2 error, dx float64)"},
		{"f(x Mixed, v Vec) (float64)", "g Reverse Duplicated Const Const", "(x Mixed, dx *Mixed, v Vec) (ret float64)"},
		{"f(p *Vec) (float64)", "g Reverse DuplicatedNoNeed DuplicatedNoNeed", "(p Vec, dp *Vec, dret float64) ()"},
		{"f(x []float64) (y float64)", "g Reverse(2) x=Duplicated y=Active", "(x []float64, dx [2][]float64, dy [2]float64) (y float64)"},
		{"f(x float64) (y float64)", "g ReverseFirst Constant Active", "(x float64, dy float64) (y float64)"},
		{"f(m Mixed) ()", "g Reverse(3)", "(m Mixed, dm [3]*Mixed) ()"},

		// names
		{"f(float64, _ float64) (float64)", "g Forward", "(p0 float64, dp0 float64, p1 float64, dp1 float64) (float64, float64)"},
		{"f(x float64, dx float64) (float64)", "g Forward", "(x float64, dx1 float64, dx float64, ddx float64) (float64, float64)"},
		{"f(x1 float64, dx1 float64) (_ float64)", "g Forward", "(x1 float64, dx1_1 float64, dx1 float64, ddx1 float64) (ret float64, dret float64)"},
		{"f(efer float64) (float64)", "g Forward", "(efer float64, defer1 float64) (float64, float64)"},
		{"f(x float64, p1 float64, _ float64) (dx float64)", "g Forward", "(x float64, dx1 float64, p1 float64, dp1 float64, p2 float64, dp2 float64) (dx float64, ddx float64)"},
		{"f(dret float64) (float64)", "g Reverse", "(dret float64, dret1 float64) (ret float64, ddret float64)"},
	}
	for _, test := range tests {
		d, err := Parse("go:autodiff " + test.directive)
		if err != nil {
			t.Errorf("%s: %v", test.directive, err)
			continue
		}
		f := testFunc(t, test.fn)
		params, results, err := d.Assign(f)
		if err != nil {
			t.Errorf("%s: %s: %v", test.fn, test.directive, err)
			continue
		}
		ps, rs := d.Layout(f, params, results)
		if got := signature(f, ps, rs); got != test.want {
			t.Errorf("%s: %s:\n have %s\n want %s", test.fn, test.directive, got, test.want)
		}
	}
}

// TestErrors writes a ^ where the error has to stand; none: the directive as a whole.
func TestErrors(t *testing.T) {
	const fn = "loss(w []float64, x []float64, n int) (float64, error)"
	tests := []struct{ directive, mark, want string }{
		{"", "", "missing name and mode in //go:autodiff (usage: //go:autodiff NAME MODE ACTIVITY... [OPTION...])"},
		{"g", "", "missing mode behind g (usage: //go:autodiff NAME MODE ACTIVITY... [OPTION...])"},
		{"F[float64 Forward", "^", "unbalanced brackets in F[float64 Forward"},
		{"(*T.M Forward", "^", "unbalanced brackets in (*T.M Forward"},
		{"g Foward", "  ^", "unknown mode Foward (did you mean Forward?); modes are Forward, Reverse, Forward(N), Reverse(N), ForwardFirst, ReverseFirst"},
		{"g reverse", "  ^", "unknown mode reverse (did you mean Reverse?); modes are Forward, Reverse, Forward(N), Reverse(N), ForwardFirst, ReverseFirst"},
		{"g Dual", "  ^", "unknown mode Dual; modes are Forward, Reverse, Forward(N), Reverse(N), ForwardFirst, ReverseFirst"},
		{"g Forward(0)", "  ^", "invalid number of directions in Forward(0); want 1 to 65536, as in Forward(4)"},
		{"g Forward(n)", "  ^", "invalid number of directions in Forward(n); want 1 to 65536, as in Forward(4)"},
		{"g ReverseFirst(-1)", "  ^", "invalid number of directions in ReverseFirst(-1); want 1 to 65536, as in ReverseFirst(4)"},
		{"g Forward(99999999999999999999)", "  ^", "invalid number of directions in Forward(99999999999999999999); want 1 to 65536, as in Forward(4)"},
		{"g Forward Dual dual", "               ^", "unknown activity dual (did you mean Dual?); activities of mode Forward are Dual, DualOnly, Const"},
		{"g Forward x=Dul", "            ^", "unknown activity Dul (did you mean Dual?); activities of mode Forward are Dual, DualOnly, Const"},
		{"g Reverse Foo", "          ^", "unknown activity Foo; activities of mode Reverse are Active, ActiveOnly, Duplicated, DuplicatedOnly, Const"},
		{"g Forward uncheckd", "          ^", "unknown option uncheckd (did you mean unchecked?); options are unchecked, noalias, runtimeactivity, strongzero"},
		{"g Forward fast", "          ^", "unknown option fast; options are unchecked, noalias, runtimeactivity, strongzero"},
		{"g Forward noalias noalias", "                  ^", "option noalias is given twice"},
		{"g Forward noalias Const", "                  ^", "activity Const stands behind option noalias; options come last"},
		{"g Forward x=Const Const", "                  ^", "activities are given by position and by name; use one of the two"},
		{"g Forward x=", "          ^", "invalid activity x=; write it as in x=Const"},
		{"g Forward =Const", "          ^", "invalid activity =Const; write it as in x=Const"},
		{"g Forward Dual Dual", "", "too few activities for loss: have 2, want 5 (w []float64, x []float64, n int, return float64, return error)"},
		{"g Forward Dual Dual Const Dual Const Dual unchecked", "                                     ^", "too many activities for loss: have 6, want 5 (w []float64, x []float64, n int, return float64, return error)"},
		{"g Forward Duplicated Dual Const Dual Const", "          ^", "Duplicated is an activity of mode Reverse, not of Forward; for parameter w of type []float64 use Dual, DualOnly or Const"},
		{"g Reverse w=Dual", "            ^", "Dual is an activity of mode Forward, not of Reverse; for parameter w of type []float64 use Duplicated, DuplicatedOnly or Const"},
		{"g Forward n=Dual", "            ^", "parameter n of type int cannot be Dual: it carries no derivative; use Const"},
		{"g Reverse w=Active", "            ^", "parameter w of type []float64 cannot be Active; use Duplicated, DuplicatedOnly or Const"},
		{"g Reverse return=Duplicated", "                 ^", "result of type float64 cannot be Duplicated; use Active, ActiveOnly or Const"},
		{"g Reverse Const Const Const Active Active", "                                   ^", "result of type error cannot be Active: it leads to memory; use Const"},
		{"g Forward m=Dual", "          ^", "loss has no parameter or result named m (did you mean w?); it has w, x, n, return"},
		{"g Forward x=Dual x=Const", "                 ^", "activity of x is given twice"},
	}
	for _, test := range tests {
		off := -1
		if test.mark != "" {
			off = len("go:autodiff ") + len(test.mark) - 1
		}
		d, err := Parse("go:autodiff " + test.directive)
		if err == nil {
			_, _, err = d.Assign(testFunc(t, fn))
		}
		if err == nil {
			t.Errorf("%s: no error, want %s", test.directive, test.want)
		} else if err.Msg != test.want || err.Off != off {
			t.Errorf("%s:\n have %d: %s\n want %d: %s", test.directive, err.Off, err.Msg, off, test.want)
		}
	}
}

func TestNamedResults(t *testing.T) {
	f := testFunc(t, "f(x float64) (y float64, z []float64)")
	for directive, want := range map[string]string{
		"g Forward y=Const":              "(x float64, dx float64) (y float64, z []float64, dz []float64)",
		"g Forward return=Const":         "(x float64, dx float64) (y float64, z []float64)",
		"g Forward x=Const z=DualOnly":   "(x float64) (y float64, dy float64, dz []float64)",
		"g Forward y=Dual return=Const":  "activity of result y is given twice, by its name and by return",
		"g Forward return=Const z=Const": "activity of result z is given twice, by its name and by return",
	} {
		d, err := Parse("go:autodiff " + directive)
		if err != nil {
			t.Fatal(err)
		}
		params, results, err := d.Assign(f)
		got := ""
		if err != nil {
			got = err.Msg
		} else {
			got = signature(f, paramsOf(d, f, params, results), resultsOf(d, f, params, results))
		}
		if got != want {
			t.Errorf("%s:\n have %s\n want %s", directive, got, want)
		}
	}
}

func paramsOf(d *Directive, f *Func, params, results []Activity) []Slot {
	ps, _ := d.Layout(f, params, results)
	return ps
}

func resultsOf(d *Directive, f *Func, params, results []Activity) []Slot {
	_, rs := d.Layout(f, params, results)
	return rs
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"go:autodiff f Forward":                         "f",
		"go:autodiff\tpkg.F\tForward\r":                 "pkg.F",
		"go:autodiff (*T).M Forward":                    "(*T).M",
		"go:autodiff pkg.(*T).M Forward":                "pkg.(*T).M",
		"go:autodiff F[int, []pkg.T] Forward":           "F[int, []pkg.T]",
		"go:autodiff F[struct{ x, y float64 }] Reverse": "F[struct{ x, y float64 }]",
	} {
		d, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if d.Name != want || text[d.NameOff:d.NameOff+len(want)] != want {
			t.Errorf("%s: have %q at %d, want %q", text, d.Name, d.NameOff, want)
		}
	}
}

func TestIsDirective(t *testing.T) {
	for text, want := range map[string]bool{
		"go:autodiff":     true,
		"go:autodiff f":   true,
		"go:autodiff\tf":  true,
		"go:autodiffx f":  false,
		"go:autodif":      false,
		" go:autodiff f":  false,
		"go:autodiff-x f": false,
	} {
		if got := IsDirective(text); got != want {
			t.Errorf("IsDirective(%q) = %v", text, got)
		}
	}
}

// FuzzParse looks for texts that make the parser panic or point out of the text.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"g Forward", "pkg.F Reverse(2) Active Const noalias", "(*T).M ForwardFirst x=Dual return=Const",
		"F[float64] Forward Dual", "g Forward(", "[", ") Forward", "g Forward x==Dual", "g\tReverse\r\x00é Dual",
	} {
		f.Add(seed)
	}
	fn := &Func{Name: "f", Params: []Var{{"x", Type{Class: Float}, "float64"}, {"p", Type{Class: Reference, Pointer: true}, "*T"}}, Results: []Var{{"", Type{Class: Float}, "float64"}}}
	f.Fuzz(func(t *testing.T, text string) {
		text = Prefix + " " + text
		d, err := Parse(text)
		if err == nil {
			var params, results []Activity
			params, results, err = d.Assign(fn)
			if err == nil {
				d.Layout(fn, params, results)
			}
		}
		if err != nil && (err.Off > len(text) || err.Msg == "") {
			t.Errorf("%q: error at %d: %q", text, err.Off, err.Msg)
		}
	})
}
