// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions that recover, in derivatives in forward mode. The derivative of such a function
// has package runtime execute that of its body, and hands it those of what the body defers:
//
//	h := autodiffAttempt()
//	autodiffTry(d, c, s, h)      // calls d(c, s)
//	        autodiffPush(e, l, t, h)     // there: e(l, t) is called at the end, or when it panics
//	                autodiffRecover(h)           // and there: what recover() returns
//
// d and e are derivatives of the function literals c and l, whose shadows begin at s and t. What is
// deferred is called while the panic is going on, so that one that nobody recovers is the same as
// in the primal. Errors of derivatives are not the primal's, and nobody recovers from them.

package runtime

import (
	"internal/abi"
	"unsafe"
)

// An autodiffAttempts is one call of a function that recovers.
type autodiffAttempts struct {
	handle    int // its address is what derivatives know
	deferred  []autodiffDeferred
	panicking bool
	value     any
	recovered bool
}

// An autodiffDeferred is a deferred call.
type autodiffDeferred struct {
	d    func(c, s unsafe.Pointer)
	c, s unsafe.Pointer
}

func autodiffAttempt() *int { return &new(autodiffAttempts).handle }

// autodiffTry calls d(c, s), and what is deferred there.
func autodiffTry(d func(c, s unsafe.Pointer), c, s unsafe.Pointer, h *int) {
	a := (*autodiffAttempts)(unsafe.Pointer(h))
	returned := false
	defer func() {
		if a.end(returned) {
			recover()
		}
	}()
	d(c, s)
	returned = true
}

// autodiffPush defers e(l, t).
func autodiffPush(e func(l, t unsafe.Pointer), l, t unsafe.Pointer, h *int) {
	a := (*autodiffAttempts)(unsafe.Pointer(h))
	a.deferred = append(a.deferred, autodiffDeferred{e, l, t})
}

// end makes the deferred calls, the last one first, and reports whether one of them has
// recovered. If the function that has deferred them, or another one of them, has not
// returned, there is a panic, or the goroutine exits.
func (a *autodiffAttempts) end(returned bool) bool {
	if p := getg()._panic; !returned && p != nil && !p.goexit {
		_, ours := p.arg.(autodiffError)
		a.panicking, a.value, a.recovered = !ours, p.arg, false
	}
	for len(a.deferred) > 0 {
		last := len(a.deferred) - 1
		d := a.deferred[last]
		a.deferred = a.deferred[:last]
		a.call(d)
	}
	return a.recovered
}

// call makes a deferred call. If that panics, the panic takes the place of the one that there is.
func (a *autodiffAttempts) call(d autodiffDeferred) {
	returned := false
	defer func() {
		if !returned && a.end(false) {
			recover()
		}
	}()
	d.d(d.c, d.s)
	returned = true
}

// autodiffRecover is recover in a deferred call.
func autodiffRecover(h *int) any {
	a := (*autodiffAttempts)(unsafe.Pointer(h))
	if !a.panicking || a.recovered {
		return nil
	}
	a.recovered = true
	return a.value
}

// autodiffRecoverPlain is autodiffRecover for a value that is passed on. If it holds floats, their
// derivatives are lost.
func autodiffRecoverPlain(h *int) any {
	v := autodiffRecover(h)
	if t := efaceOf(&v)._type; t != nil && autodiffLeadsToFloat(t, 0) {
		autodiffPanic("the value of a panic is used elsewhere; the derivatives of the floats in a " + toRType(t).string() + " are lost")
	}
	return v
}

// autodiffLeadsToFloat reports whether a value of type t may lead to a float, as far as that can be seen:
// an interface value in it is not looked into.
func autodiffLeadsToFloat(t *_type, depth int) bool {
	if depth > 8 {
		return false
	}
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128:
		return true
	case abi.Array:
		return autodiffLeadsToFloat((*arraytype)(unsafe.Pointer(t)).Elem, depth+1)
	case abi.Slice:
		return autodiffLeadsToFloat((*slicetype)(unsafe.Pointer(t)).Elem, depth+1)
	case abi.Pointer:
		return autodiffLeadsToFloat((*ptrtype)(unsafe.Pointer(t)).Elem, depth+1)
	case abi.Map:
		m := (*abi.MapType)(unsafe.Pointer(t))
		return autodiffLeadsToFloat(m.Key, depth+1) || autodiffLeadsToFloat(m.Elem, depth+1)
	case abi.Struct:
		for _, f := range (*structtype)(unsafe.Pointer(t)).Fields {
			if autodiffLeadsToFloat(f.Typ, depth+1) {
				return true
			}
		}
	}
	return false
}
