// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Deferred calls in derivatives, of functions that clean up. A derivative has no defer
// statements of its own, so it pushes and pops the calls by itself; when it panics they
// are made as any.

package runtime

import "internal/runtime/sys"

// autodiffDefer defers the call of fn in the function that calls it.
//
//go:noinline
func autodiffDefer(fn func()) {
	gp := getg()
	d := newdefer()
	d.link = gp._defer
	gp._defer = d
	d.fn = fn
	d.pc = sys.GetCallerPC()
	d.sp = sys.GetCallerSP() // as in deferproc, not to be preempted before it is stored
}

// autodiffRunDeferred makes the call that the function which calls it has deferred last.
//
//go:noinline
func autodiffRunDeferred() {
	gp := getg()
	d := gp._defer
	if d == nil || d.sp != sys.GetCallerSP() {
		throw("autodiff: a deferred call is lost")
	}
	fn := d.fn
	popDefer(gp)
	fn()
}
