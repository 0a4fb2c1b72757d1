// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package request

import (
	"reflect"
	"testing"
)

func TestEncode(t *testing.T) {
	for _, r := range []*Request{
		{Name: "d"},
		{Name: "gradLoss", Mode: Reverse, Width: 26, Options: Options{Unchecked: true, StrongZero: true},
			Params: make([]Activity, 2), Results: make([]Activity, 1),
			ParamSlots:  []Slot{{Of: 0}, {Of: 0, Role: Shadow, Width: 26, Pointer: true}, {Of: 1, ByValue: true}},
			ResultSlots: []Slot{{Of: 1, Role: Gradient, Width: 26}}},
	} {
		if r.Params == nil {
			r.Params, r.Results = []Activity{}, []Activity{}
		}
		if got := Decode(r.Encode()); !reflect.DeepEqual(got, r) {
			t.Errorf("Decode(%q) = %+v, want %+v", r.Encode(), got, r)
		}
	}
	for _, text := range []string{"", "loop", "autodiff d", "autodiffs d Forward 0 . 0 0 . ."} {
		if r := Decode(text); r != nil {
			t.Errorf("Decode(%q) = %+v, want nil", text, r)
		}
	}
}
