// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"testing"

	"cmd/compile/internal/types"
)

// typeCases has types as text, whether they reach a float, and whether they
// hold a reference to one by value.
var typeCases = []struct {
	typ                  string
	reaches, isReference bool
}{
	{"float64", true, false},
	{"float32", true, false},
	{"complex64", true, false},
	{"complex128", true, false},
	{"meters", true, false},

	{"int", false, false},
	{"uintptr", false, false},
	{"bool", false, false},
	{"string", false, false},
	{"error", false, false},
	{"*int", false, false},
	{"[]string", false, false},
	{"map[string]int", false, false},
	{"chan struct{}", false, false},
	{"struct{}", false, false},

	{"*float64", true, true},
	{"[]float64", true, true},
	{"[][]float32", true, true},
	{"**complex64", true, true},
	{"map[string]float64", true, true},
	{"map[float64]string", true, true},
	{"chan float64", true, true},
	{"any", true, true},
	{"func()", true, true},
	{"unsafe.Pointer", true, true},

	{"[3]float64", true, false},
	{"[3]int", false, false},
	{"[2][2]float32", true, false},
	{"[3]*float64", true, true},
	{"[0]*float64", true, false},
	{"struct { n int; x float64 }", true, false},
	{"struct { n int; x []float64 }", true, true},
	{"struct { n int; s string }", false, false},
	{"struct { a [2]struct { p *float64 } }", true, true},
	{"struct { err error }", false, false},

	{"*list", true, true},
	{"list", true, true},
	{"*chain", false, false},
	{"chain", false, false},
	{"*even", true, true},
	{"*odd", true, true},
	{"tree", true, true},
}

const typeDecls = `
type meters float64
type list struct { next *list; x float64 }
type chain struct { next *chain; n int }
type even struct { next *odd }
type odd struct { next *even; x float64 }
type tree struct { children []tree; x float64 }
func f()
`

func TestCarrier(t *testing.T) {
	x := parseText(t, typeDecls+emptyBody)
	// A carrier remembers answers: they must not depend on what was asked before.
	forward, backward := newCarrier(), newCarrier()
	check := func(c *carrier, i int) {
		tt := typeCases[i]
		typ := x.typeText(tt.typ)
		if got := c.reaches(typ); got != tt.reaches {
			t.Errorf("reaches(%s) = %v", tt.typ, got)
		}
		if got := c.holdsReference(typ); got != tt.isReference {
			t.Errorf("holdsReference(%s) = %v", tt.typ, got)
		}
	}
	for i := range typeCases {
		check(forward, i)
		check(backward, len(typeCases)-1-i)
		check(newCarrier(), i)
	}
}

func TestLeafAt(t *testing.T) {
	x := parseText(t, typeDecls+emptyBody)
	for _, tt := range []struct {
		typ  string
		off  int64
		want string // "" for nothing
	}{
		{"float64", 0, "float64"},
		{"float64", 4, ""},
		{"meters", 0, "meters"},
		{"complex128", 0, "float64"},
		{"complex128", 8, "float64"},
		{"complex128", 4, ""},
		{"complex64", 4, "float32"},
		{"[4]float32", 12, "float32"},
		{"[4]float32", 16, ""},
		{"[4]float32", 2, ""},
		{"[0]float64", 0, ""},
		{"[2][3]int32", 20, "int32"},
		{"struct { b bool; x float64 }", 0, "bool"},
		{"struct { b bool; x float64 }", 1, ""},
		{"struct { b bool; x float64 }", 8, "float64"},
		{"struct { a [2]struct { n int32; x float32 } }", 12, "float32"},
		{"struct { z complex64; n int }", 4, "float32"},
		{"[3]struct{}", 0, ""},
		{"list", 0, "*list"},
		{"list", 8, "float64"},
	} {
		got := leafAt(x.typeText(tt.typ), tt.off)
		if tt.want == "" {
			if got != nil {
				t.Errorf("leafAt(%s, %d) = %v, want nothing", tt.typ, tt.off, got)
			}
		} else if want := x.typeText(tt.want); got == nil || !types.Identical(got, want) {
			t.Errorf("leafAt(%s, %d) = %v, want %v", tt.typ, tt.off, got, want)
		}
	}
}
