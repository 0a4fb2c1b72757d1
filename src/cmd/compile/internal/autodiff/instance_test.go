// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"fmt"
	"strings"
	"testing"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
)

const emptyBody = "\nb1:\n\tmem = InitMem <mem>\n\tr = MakeResult <mem> mem\n\tRet r\n"

func TestSymbolName(t *testing.T) {
	x := parseText(t, "func f(a, b, c float64, n int) (float64, error)\n"+emptyBody)
	for _, tt := range []struct {
		states  []state
		results []bool
		want    string
	}{
		{[]state{active, inactive, maybe, inactive}, []bool{true, false}, "f-jvp-dcmc-dc"},
		{[]state{inactive, inactive, inactive, inactive}, []bool{false, false}, "f-jvp-cccc-cc"},
		{nil, nil, "f-jvp--"},
	} {
		if got := symbolName(x.inst.primal, 1, tt.states, tt.results); got != tt.want {
			t.Errorf("%v %v: %s, want %s", tt.states, tt.results, got, tt.want)
		}
	}
}

// TestDeclare checks the signature of an internal derivative.
func TestDeclare(t *testing.T) {
	for _, tt := range []struct{ primal, params, results string }{
		{"func f(x Dual[float64], n int) Dual[float64]", "x d·x n", "0,1"},
		{"func f(x float64, n int) float64", "x n", "0,-1"},
		{"func f(p Maybe[*float64], q Dual[[]float64]) (int, Dual[float64], error)", "p d·p q d·q", "0,-1 1,2 3,-1"},
		{"func f(Dual[float64], float64)", "~p0 d·~p1 ~p2", ""},
	} {
		inst := parseText(t, tt.primal+"\n"+emptyBody).inst
		var params, results []string
		for _, f := range inst.fn.Type().Params() {
			params = append(params, f.Sym.Name)
		}
		for _, r := range inst.results {
			results = append(results, fmt.Sprintf("%d,%d", r.primal, r.shadow))
		}
		if got := strings.Join(params, " "); got != tt.params {
			t.Errorf("%s: parameters %s, want %s", tt.primal, got, tt.params)
		}
		if got := strings.Join(results, " "); got != tt.results {
			t.Errorf("%s: results %s, want %s", tt.primal, got, tt.results)
		}
		for _, p := range inst.params {
			if (p.shadow != nil) != (p.state != inactive) || p.shadow != nil && p.shadow.Type() != p.primal.Type() {
				t.Errorf("%s: parameter %v is %v and has shadow %v", tt.primal, p.primal, p.state, p.shadow)
			}
		}
	}
}

// TestCalled checks that an instance is made once for the same activities.
func TestCalled(t *testing.T) {
	x := parseText(t, "func f(x float64) float64\n"+emptyBody)
	l := &Worklist{byFunc: map[*ir.Func]*instance{}, byCode: make(map[*obj.LSym]*ir.Func), bySym: make(map[*types.Sym]*instance)}
	by := &invoker{by: x.inst}
	first := l.called(x.inst.primal, []state{active}, []bool{true}, by)
	again := l.called(x.inst.primal, []state{active}, []bool{true}, by)
	other := l.called(x.inst.primal, []state{inactive}, []bool{true}, by)
	if first != again || first == other || len(l.pending) != 2 || l.byFunc[first.fn] != first {
		t.Errorf("instances %s, %s, %s; %d pending", first.symbol(), again.symbol(), other.symbol(), len(l.pending))
	}
	if !first.fn.Dupok() || first.asked != by {
		t.Errorf("%s: dupok %v, asked for by %v", first.symbol(), first.fn.Dupok(), first.asked)
	}
}
