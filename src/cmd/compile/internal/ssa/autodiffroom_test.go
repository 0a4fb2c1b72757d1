// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ssa

import (
	"fmt"
	"testing"

	"cmd/compile/internal/types"
)

// reloadsInLoop compiles a loop that adds up the values q0, q1 and q2, where as many other
// values as idle says are used behind it only, of a derivative if made says so, and with a
// call in the loop if calls says so. It returns how often the loop loads a register or stores
// one.
func reloadsInLoop(t *testing.T, made, calls bool, idle int) (reloads int) {
	t.Helper()
	c := testConfig(t)
	word, ptr := c.config.Types.Int64, c.config.Types.Int64.PtrTo()
	entry := []any{
		Valu("start", OpInitMem, types.TypeMem, 0, nil),
		Valu("p", OpArgIntReg, ptr, 0, &AuxNameOffset{}),
		Valu("n", OpAMD64MOVQload, word, 0, nil, "p", "start"),
	}
	for i := range 3 + idle {
		entry = append(entry, Valu(fmt.Sprintf("q%d", i), OpAMD64MOVQload, word, int64(8*i+8), nil, "p", "start"))
	}
	done := []any{}
	mem := "m"
	for i := range idle {
		next := fmt.Sprintf("m%d", i)
		done = append(done, Valu(next, OpAMD64MOVQstore, types.TypeMem, int64(8*i), nil, "p", fmt.Sprintf("q%d", i+3), mem))
		mem = next
	}
	body := []any{}
	inLoop := "m"
	if calls {
		body = append(body, Valu("call", OpAMD64CALLstatic, types.TypeMem, 0, AuxCallLSym("_"), "m"))
		inLoop = "call"
	}
	body = append(body,
		Valu("s", OpAMD64ADDQ, word, 0, nil, "q0", "q1"),
		Valu("s2", OpAMD64ADDQ, word, 0, nil, "s", "q2"),
		Valu("ms", OpAMD64MOVQstore, types.TypeMem, 0, nil, "p", "s2", inLoop),
		Valu("i2", OpAMD64ADDQconst, word, -1, nil, "i"),
		Goto("loop"))
	fun := c.Fun("entry",
		Bloc("entry", append(entry, Goto("loop"))...),
		Bloc("loop",
			Valu("i", OpPhi, word, 0, nil, "n", "i2"),
			Valu("m", OpPhi, types.TypeMem, 0, nil, "start", "ms"),
			Valu("zero", OpAMD64TESTQ, types.TypeFlags, 0, nil, "i", "i"),
			Eq("zero", "done", "body"),
		),
		Bloc("body", body...),
		Bloc("done", append(done, Exit(mem))...),
	)
	autodiffMade = nil
	if made {
		AutodiffMade(fun.f)
		defer func() { autodiffMade = nil }()
	}
	flagalloc(fun.f)
	regalloc(fun.f)
	checkFunc(fun.f)
	for _, name := range []string{"loop", "body"} {
		for _, v := range fun.blocks[name].Values {
			if v.Op == OpLoadReg || v.Op == OpStoreReg {
				reloads++
			}
		}
	}
	return reloads
}

func TestRoomForLoop(t *testing.T) {
	if n := reloadsInLoop(t, false, false, 12); n == 0 {
		t.Error("without room the loop loads nothing: the test shows nothing")
	}
	for idle := range 20 {
		if n := reloadsInLoop(t, true, false, idle); n != 0 {
			t.Errorf("with %d values that it does not use the loop loads or stores registers %d times", idle, n)
		}
	}
}

func TestRoomForCalls(t *testing.T) {
	least := reloadsInLoop(t, true, true, 0)
	if n := reloadsInLoop(t, false, true, 8); n <= least {
		t.Error("without room the loop loads nothing that it does not use: the test shows nothing")
	}
	for idle := range 20 {
		if n := reloadsInLoop(t, true, true, idle); n > least {
			t.Errorf("with %d values that it does not use the loop loads or stores registers %d times, without them %d times", idle, n, least)
		}
	}
}
