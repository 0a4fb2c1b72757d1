// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import "testing"

func TestSourceUse(t *testing.T) {
	tests := []struct {
		name, src string
		want      Use
	}{
		{"nothing", "func f() {}", None},
		{"form A", "//go:autodiff df Forward\nfunc f(x float64) float64 { return x }", Declares},
		{"form A, apart", "//go:autodiff df Forward\n\nfunc f(x float64) float64 { return x }", Declares},
		{"generic", "//go:autodiff df Forward\nfunc f[T ~float64](x T) T { return x }", Generic},
		{"method of a generic type", "//go:autodiff df Forward\nfunc (v *V[T, U]) f(x T) T { return x }", Generic},
		{"form B", "//go:autodiff f Forward\nfunc df(x, dx float64) (float64, float64)", Directives},
		{"both", "//go:autodiff f Forward\nfunc df(x, dx float64) (float64, float64)\n\n// f is.\n//\n//go:autodiff dg Forward\nfunc (t T) f() {}", Declares},
		{"indented", "\t//go:autodiff df Forward\n\tfunc f() {}", Declares},
		{"misplaced", "//go:autodiff df Forward\nvar x int\n\nfunc f() {}", Directives},
		{"at the end", "func f() {}\n\n//go:autodiff df Forward", Directives},
		{"inside a function", "func f() {\n\t//go:autodiff df Forward\n}\n\nfunc g() {}", Directives},
		{"in a string", "var s = `\n//go:autodiff df Forward\n`", None},
		{"in a comment", "/*\n//go:autodiff df Forward\n*/\nfunc f() {}", None},
		{"talked about", "// The //go:autodiff directive.\nfunc f() {}", None},
		{"another directive", "//go:autodiffs\nfunc f() {}", None},
		{"no arguments", "//go:autodiff\nfunc f() {}", Declares},
		{"syntax error", "//go:autodiff df Forward\nfunc f() { x := }", Declares},
	}
	for _, tt := range tests {
		if got := SourceUse([]byte("package p\n\n" + tt.src + "\n")); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}
