// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Channels of active values: c carries values, d their tangents. One goroutine at a
// time sends on the two, and one receives, so that what is sent together is received
// together. Others that wait for their turn would wait for c, too.

package runtime

import "unsafe"

// An autodiffTurn is the right to send on a channel and its shadow, or to receive.
type autodiffTurn struct {
	c       *hchan
	receive bool
	free    uint32 // a semaphore
	users   int    // that have the turn or wait for it
	next    *autodiffTurn
}

// autodiffTurns has the turns that someone has, by address of the channel.
var autodiffTurns [64]struct {
	lock mutex
	list *autodiffTurn
}

// autodiffTakeTurn waits for the right to send on c, or to receive.
func autodiffTakeTurn(c *hchan, receive bool) *autodiffTurn {
	fresh := &autodiffTurn{c: c, receive: receive, free: 1}
	h := &autodiffTurns[uintptr(unsafe.Pointer(c))>>5%uintptr(len(autodiffTurns))]
	lock(&h.lock)
	t := h.list
	for t != nil && (t.c != c || t.receive != receive) {
		t = t.next
	}
	if t == nil {
		t = fresh
		t.next = h.list
		h.list = t
	}
	t.users++
	unlock(&h.lock)
	semacquire(&t.free)
	return t
}

// giveUp gives the turn to the next.
func (t *autodiffTurn) giveUp() {
	h := &autodiffTurns[uintptr(unsafe.Pointer(t.c))>>5%uintptr(len(autodiffTurns))]
	lock(&h.lock)
	t.users--
	if t.users == 0 {
		p := &h.list
		for *p != t {
			p = &(*p).next
		}
		*p = t.next
	}
	unlock(&h.lock)
	semrelease(&t.free)
}

// autodiffSend sends what v leads to on c, and what dv leads to on d.
func autodiffSend(c, d *hchan, v, dv unsafe.Pointer) {
	if d == nil {
		if c != nil && !autodiffIsZero(dv, uintptr(c.elemsize)) {
			panic(autodiffError("an active value is sent on a channel that is inactive where it meets active ones"))
		}
		chansend1(c, v)
		return
	}
	t := autodiffTakeTurn(c, false)
	defer t.giveUp() // also if c is closed
	chansend1(c, v)
	chansend1(d, dv)
}

// autodiffReceive receives from c and d.
func autodiffReceive(c, d *hchan, v, dv unsafe.Pointer) { autodiffReceive2(c, d, v, dv) }

// autodiffReceive2 is autodiffReceive, and reports whether something was sent.
func autodiffReceive2(c, d *hchan, v, dv unsafe.Pointer) bool {
	if d == nil {
		ok := chanrecv2(c, v)
		if dv != nil {
			typedmemclr(c.elemtype, dv)
		}
		return ok
	}
	t := autodiffTakeTurn(c, true)
	ok := chanrecv2(c, v)
	if ok {
		chanrecv1(d, dv)
	} else if dv != nil {
		typedmemclr(c.elemtype, dv)
	}
	t.giveUp()
	return ok
}

// autodiffClose closes c and d.
func autodiffClose(c, d *hchan) {
	closechan(c)
	if d != nil {
		closechan(d)
	}
}

// autodiffIsZero reports whether the n bytes at p are zero.
func autodiffIsZero(p unsafe.Pointer, n uintptr) bool {
	for i := range n {
		if *(*byte)(add(p, i)) != 0 {
			return false
		}
	}
	return true
}
