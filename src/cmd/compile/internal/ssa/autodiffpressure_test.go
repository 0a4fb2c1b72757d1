// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ssa

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"cmd/compile/internal/types"
)

// pressed orders the values of fun's entry block, and checks that the order is one.
func pressed(t *testing.T, fun fun) {
	t.Helper()
	b := fun.blocks["entry"]
	before := slices.Clone(b.Values)
	AutodiffMade(fun.f)
	autodiffPressure(fun.f)
	at := make(map[*Value]int)
	for i, v := range b.Values {
		at[v] = i
	}
	if len(at) != len(before) {
		t.Fatalf("have %d values, want %d", len(at), len(before))
	}
	next := make(map[*Value]*Value)
	for _, v := range before {
		if _, ok := at[v]; !ok {
			t.Fatalf("%v is gone", v)
		}
		if v.Type.IsMemory() && len(v.Args) > 0 {
			next[v.MemoryArg()] = v
		}
	}
	for _, v := range before {
		for _, x := range v.Args {
			if at[x] > at[v] {
				t.Errorf("%v stands in front of %v", v.LongString(), x)
			}
		}
		if s := next[v.MemoryArg()]; s != nil && s != v && at[s] < at[v] {
			t.Errorf("%v stands behind %v, which overwrites what it loads", v.LongString(), s.LongString())
		}
	}
}

// block returns a function with one block of the given values, in this order.
func (c *Conf) block(values ...any) fun {
	entries := []any{
		Valu("start", OpInitMem, types.TypeMem, 0, nil),
		Valu("sp", OpSP, c.config.Types.Uintptr, 0, nil),
		Valu("p", OpArgIntReg, c.config.Types.Float64.PtrTo(), 0, &AuxNameOffset{}),
	}
	return c.Fun("entry", Bloc("entry", append(append(entries, values...), Exit("end"))...))
}

func TestAutodiffPressure(t *testing.T) {
	c := testConfig(t)
	float := c.config.Types.Float64
	const lanes = 24
	var values []any
	add := func(v any) { values = append(values, v) }
	for i := range lanes {
		add(Valu(fmt.Sprint("x", i), OpAMD64MOVSDload, float, int64(8*i), nil, "p", "start"))
	}
	for i := range lanes {
		add(Valu(fmt.Sprint("y", i), OpAMD64MULSD, float, 0, nil, fmt.Sprint("x", i), fmt.Sprint("x", i)))
	}
	mem := "start"
	for i := range lanes {
		next := fmt.Sprint("m", i)
		if i == lanes-1 {
			next = "end"
		}
		add(Valu(next, OpAMD64MOVSDstore, types.TypeMem, int64(8*(lanes+i)), nil, "p", fmt.Sprint("y", i), mem))
		mem = next
	}
	fun := c.block(values...)
	before := excessOf(fun)
	pressed(t, fun)
	if after := excessOf(fun); before == 0 || after >= before {
		t.Errorf("%d registers too few, before it was %d", after, before)
	}
}

// excessOf returns how many registers are missing in the entry block of fun, summed up.
func excessOf(fun fun) int {
	p := newPressure(fun.f)
	sum := p.excess(fun.blocks["entry"].Values)
	return sum[0] + sum[1]
}

// TestAutodiffPressureOrder orders random blocks with loads and stores.
func TestAutodiffPressureOrder(t *testing.T) {
	c := testConfig(t)
	float := c.config.Types.Float64
	for seed := range 50 {
		r := rand.New(rand.NewSource(int64(seed)))
		var values []any
		floats, mem := []string{}, "start"
		for i := range 150 {
			name := fmt.Sprint("v", i)
			switch k := r.Intn(5); {
			case k == 0 || len(floats) < 2:
				values = append(values, Valu(name, OpAMD64MOVSDload, float, int64(8*r.Intn(9)), nil, "p", mem))
				floats = append(floats, name)
			case k == 1:
				values = append(values, Valu(name, OpAMD64MOVSDstore, types.TypeMem, int64(8*r.Intn(9)), nil, "p", floats[r.Intn(len(floats))], mem))
				mem = name
			default:
				x, y := floats[r.Intn(len(floats))], floats[r.Intn(len(floats))]
				values = append(values, Valu(name, OpAMD64ADDSD, float, 0, nil, x, y))
				floats = append(floats, name)
			}
		}
		values = append(values, Valu("end", OpAMD64MOVSDstore, types.TypeMem, 0, nil, "p", floats[len(floats)-1], mem))
		pressed(t, c.block(values...))
	}
}

// TestMadeIsHot: the loops of derivatives are those that are aligned.
func TestMadeIsHot(t *testing.T) {
	c := testConfig(t)
	fun := c.Fun("entry",
		Bloc("entry",
			Valu("mem", OpInitMem, types.TypeMem, 0, nil),
			Valu("cond", OpConstBool, c.config.Types.Bool, 0, nil),
			Goto("header")),
		Bloc("header",
			If("cond", "body", "exit")),
		Bloc("body",
			Goto("header")),
		Bloc("exit",
			Exit("mem")))
	AutodiffMade(fun.f)
	loopRotate(fun.f)
	if fun.blocks["body"].Hotness&HotPgoInitial != HotPgoInitial {
		t.Error("the loop is not taken for a hot one")
	}
	autodiffPressure(fun.f)
}
