// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package debug

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for list, want := range map[string]Options{
		"":                          {},
		"Enable":                    {},
		"PrintAA":                   {PrintAA: true},
		"PrintAA,NoTT,":             {PrintAA: true, LooseTypes: true},
		" Print , OPT":              {Print: true, Reproduce: true},
		"PrintTAFn=f":               {PrintTA: true, PrintTAFn: "f"},
		"PrintModAfter,PrintSteps":  {PrintModAfter: true, Print: true},
		"PrintModAfterEnzyme,Print": {PrintModAfter: true, Print: true},
	} {
		got, err := Parse(list)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v", list, got, err)
		}
	}
}

func TestUnknown(t *testing.T) {
	for list, want := range map[string]string{
		"printaa":      "unknown name printaa in -autodiff (did you mean PrintAA?); names are PrintTA, PrintAA, ",
		"Print,Zebra":  "unknown name Zebra in -autodiff; names are PrintTA, ",
		"PrintTAFn=":   "unknown name PrintTAFn= in -autodiff (did you mean PrintTAFn=f?); names are",
		"NoModOptAfte": "unknown name NoModOptAfte in -autodiff (did you mean NoModOptAfter?); names are",
	} {
		_, err := Parse(list)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", list, err)
		}
	}
}

// TestNames checks that every name is accepted.
func TestNames(t *testing.T) {
	for _, n := range names {
		if _, err := Parse(n.word); err != nil {
			t.Error(err)
		}
	}
}
