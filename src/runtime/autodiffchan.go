// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Channels of active values.
//
// In the place of a channel for values of type T a derivative makes one for parcels:
//
//	struct { v T; s [n]T }               forward mode: with its n shadows
//	struct { v T; s unsafe.Pointer }     reverse mode: with a slot, new memory for n of them
//
// The primal's channel and its shadow are fronts of it: nobody outside of derivatives can
// send or receive there, or take a parcel for a value.
//
// A channel that comes from outside has a shadow from outside, in forward mode only. One
// goroutine at a time sends on the two, and one receives, so that what is sent together
// is received together. Others that wait for their turn would wait for the channel, too.

package runtime

import (
	"internal/goarch"
	"unsafe"
)

// autodiffFront is the send index of a front. It has no buffer, so that who does not
// know it waits there for ever.
const autodiffFront = 0x66726f6e

// autodiffMakeChan makes a channel of type t and its shadow, which are fronts of a channel
// for parcels.
func autodiffMakeChan(t, parcels *chantype, size int) (c, d *hchan) {
	back := makechan(parcels, size)
	return newAutodiffFront(t, back), newAutodiffFront(t, back)
}

// autodiffMakeChan64 is autodiffMakeChan for sizes that need not be an int.
func autodiffMakeChan64(t, parcels *chantype, size int64) (c, d *hchan) {
	back := makechan64(parcels, size)
	return newAutodiffFront(t, back), newAutodiffFront(t, back)
}

func newAutodiffFront(t *chantype, back *hchan) *hchan {
	c := new(hchan)
	c.elemsize = uint16(t.Elem.Size_)
	c.elemtype = t.Elem
	c.sendx = autodiffFront
	c.buf = unsafe.Pointer(back)
	lockInit(&c.lock, lockRankHchan)
	return c
}

// autodiffBehind returns the channel for parcels behind c, nil if c is no front.
func autodiffBehind(c *hchan) *hchan {
	if c == nil || c.dataqsiz != 0 || c.sendx != autodiffFront {
		return nil
	}
	return (*hchan)(c.buf)
}

// An autodiffEnds has the shadows of a channel, and behind them those of where a value
// is: n of each. For a select statement it has those of each case.
type autodiffEnds unsafe.Pointer

func autodiffEntry(s autodiffEnds, i int) unsafe.Pointer {
	return *(*unsafe.Pointer)(add(unsafe.Pointer(s), uintptr(i)*goarch.PtrSize))
}

// autodiffShadow returns the shadow of c in the given direction, nil if c is inactive.
func (c *hchan) autodiffShadow(s autodiffEnds, i int) *hchan {
	if d := (*hchan)(autodiffEntry(s, i)); d != c {
		return d
	}
	return nil
}

// autodiffParcel returns a parcel for a channel behind c: the value at v with its shadows.
// slot is for reverse mode.
func autodiffParcel(c, behind *hchan, v unsafe.Pointer, s autodiffEnds, n int, back bool) (parcel, slot unsafe.Pointer) {
	t := c.elemtype
	parcel = newobject(behind.elemtype)
	typedmemmove(t, parcel, v)
	if back {
		slot = autodiffSlot(t, v, s, n)
		*(*unsafe.Pointer)(autodiffInside(c, parcel, 0, true)) = slot
		return parcel, slot
	}
	for i := range n {
		if dv := autodiffEntry(s, n+i); dv != nil {
			typedmemmove(t, autodiffInside(c, parcel, i, false), dv)
		}
	}
	return parcel, nil
}

// autodiffInside returns where in a parcel the shadow with the given index is, or the
// pointer to all of them.
func autodiffInside(c *hchan, parcel unsafe.Pointer, i int, back bool) unsafe.Pointer {
	size := uintptr(c.elemsize)
	if back {
		return add(parcel, alignUp(size, goarch.PtrSize))
	}
	return add(parcel, size*uintptr(1+i))
}

// autodiffSlot makes memory for n adjoints of the value of type t at v. Its references are
// those of the shadows of v.
func autodiffSlot(t *_type, v unsafe.Pointer, s autodiffEnds, n int) unsafe.Pointer {
	slot := makeslice(t, n, n)
	for i := range n {
		at := add(slot, uintptr(i)*t.Size_)
		if dv := autodiffEntry(s, n+i); dv != nil {
			typedmemmove(t, at, dv)
			autodiffMoveBack(t, at, nil, 1)
		} else {
			typedmemmove(t, at, autodiffMirror(t, v, 1))
		}
	}
	return slot
}

// autodiffUnpack brings what a parcel holds to v and its shadows, where these are not nil.
// Without a parcel all become zero.
func autodiffUnpack(c *hchan, parcel, v unsafe.Pointer, s autodiffEnds, n int, back bool) (slot unsafe.Pointer) {
	t := c.elemtype
	if parcel != nil && back {
		slot = *(*unsafe.Pointer)(autodiffInside(c, parcel, 0, true))
	}
	if v == nil {
		return slot
	}
	if parcel == nil {
		typedmemclr(t, v)
	} else {
		typedmemmove(t, v, parcel)
	}
	for i := range n {
		dv := autodiffEntry(s, n+i)
		switch {
		case dv == nil:
		case parcel == nil:
			typedmemclr(t, dv)
		case back:
			typedmemmove(t, dv, add(slot, uintptr(i)*t.Size_))
			autodiffMoveBack(t, dv, nil, 1)
		default:
			typedmemmove(t, dv, autodiffInside(c, parcel, i, false))
		}
	}
	return slot
}

// autodiffSend sends on c what v leads to. It returns the slot.
func autodiffSend(c *hchan, v unsafe.Pointer, s autodiffEnds, n int, back bool) unsafe.Pointer {
	if behind := autodiffBehind(c); behind != nil {
		parcel, slot := autodiffParcel(c, behind, v, s, n, back)
		chansend1(behind, parcel)
		return slot
	}
	if autodiffAlone(c, v, s, n, true, back) {
		chansend1(c, v)
		return nil
	}
	t := autodiffTakeTurn(c, false)
	defer t.giveUp() // also if c is closed
	chansend1(c, v)
	for i := range n {
		chansend1(c.autodiffShadow(s, i), autodiffEntry(s, n+i))
	}
	return nil
}

// autodiffTrySend is autodiffSend for what can be sent at once, and reports whether that
// was so.
func autodiffTrySend(c *hchan, v unsafe.Pointer, s autodiffEnds, n int, back bool) (bool, unsafe.Pointer) {
	if behind := autodiffBehind(c); behind != nil {
		parcel, slot := autodiffParcel(c, behind, v, s, n, back)
		return selectnbsend(behind, parcel), slot
	}
	if !autodiffAlone(c, v, s, n, true, back) {
		panic(autodiffError(autodiffForeign))
	}
	return selectnbsend(c, v), nil
}

const autodiffForeign = "a select statement with a channel that carries active values and was not made in the derivative"

// autodiffReceive receives from c.
func autodiffReceive(c *hchan, v unsafe.Pointer, s autodiffEnds, n int, back bool) unsafe.Pointer {
	_, slot := autodiffReceive2(c, v, s, n, back)
	return slot
}

// autodiffReceive2 is autodiffReceive, and reports whether something was sent.
func autodiffReceive2(c *hchan, v unsafe.Pointer, s autodiffEnds, n int, back bool) (bool, unsafe.Pointer) {
	if behind := autodiffBehind(c); behind != nil {
		parcel := newobject(behind.elemtype)
		ok := chanrecv2(behind, parcel)
		if !ok {
			parcel = nil
		}
		return ok, autodiffUnpack(c, parcel, v, s, n, back)
	}
	if autodiffAlone(c, v, s, n, false, back) {
		ok := chanrecv2(c, v)
		autodiffClear(c, s, n)
		return ok, nil
	}
	t := autodiffTakeTurn(c, true)
	ok := chanrecv2(c, v)
	if ok {
		for i := range n {
			chanrecv1(c.autodiffShadow(s, i), autodiffEntry(s, n+i))
		}
	} else {
		autodiffClear(c, s, n)
	}
	t.giveUp()
	return ok, nil
}

// autodiffTryReceive is autodiffReceive2 for what can be received at once.
func autodiffTryReceive(v unsafe.Pointer, c *hchan, s autodiffEnds, n int, back bool) (selected, ok bool, slot unsafe.Pointer) {
	if behind := autodiffBehind(c); behind != nil {
		parcel := newobject(behind.elemtype)
		if selected, ok = selectnbrecv(parcel, behind); !selected {
			return false, false, nil
		}
		if !ok {
			parcel = nil
		}
		return true, ok, autodiffUnpack(c, parcel, v, s, n, back)
	}
	if !autodiffAlone(c, v, s, n, false, back) {
		panic(autodiffError(autodiffForeign))
	}
	if selected, ok = selectnbrecv(v, c); selected {
		autodiffClear(c, s, n)
	}
	return selected, ok, nil
}

// autodiffAlone reports whether c, which is no front, has no shadow. It panics if c is
// sent what varies, or in reverse mode is no channel of a derivative.
func autodiffAlone(c *hchan, v unsafe.Pointer, s autodiffEnds, n int, send, back bool) bool {
	if c == nil {
		return true
	}
	if c.autodiffShadow(s, 0) != nil {
		if back {
			panic(autodiffError("a channel that carries active values and was not made in the derivative has no reverse"))
		}
		return false
	}
	for i := range n {
		if dv := autodiffEntry(s, n+i); send && dv != nil && (back || !autodiffIsZero(dv, uintptr(c.elemsize))) {
			panic(autodiffError("an active value is sent on a channel that is inactive where it meets active ones"))
		}
	}
	return true
}

// autodiffClear clears the shadows of what was received from the inactive channel c.
func autodiffClear(c *hchan, s autodiffEnds, n int) {
	for i := range n {
		if dv := autodiffEntry(s, n+i); dv != nil && c != nil {
			typedmemclr(c.elemtype, dv)
		}
	}
}

// autodiffSelect executes a select statement. It returns what selectgo does, and the slot.
func autodiffSelect(cas0 *scase, order0 *uint16, pc0 *uintptr, nsends, nrecvs int, block bool, s autodiffEnds, n int, back bool) (chosen int, ok bool, slot unsafe.Pointer) {
	given := unsafe.Slice(cas0, nsends+nrecvs)
	cases := make([]scase, nsends+nrecvs) // of parcels
	slots := make([]unsafe.Pointer, nsends)
	of := func(i int) autodiffEnds { return autodiffEnds(add(unsafe.Pointer(s), uintptr(2*n*i)*goarch.PtrSize)) }
	for i := range given {
		c, v := given[i].c, given[i].elem
		if c == nil {
			continue
		}
		behind := autodiffBehind(c)
		send := i < nsends
		switch {
		case behind != nil && send:
			cases[i].c = behind
			cases[i].elem, slots[i] = autodiffParcel(c, behind, v, of(i), n, back)
			continue
		case behind != nil:
			cases[i] = scase{behind, newobject(behind.elemtype)}
			continue
		case !autodiffAlone(c, v, of(i), n, send, back):
			panic(autodiffError(autodiffForeign))
		}
		cases[i] = scase{c, newobject(c.elemtype)}
		if send {
			typedmemmove(c.elemtype, cases[i].elem, v)
		}
	}
	if len(cases) == 0 {
		chosen, ok = selectgo(cas0, order0, pc0, 0, 0, block)
		return
	}
	chosen, ok = selectgo(&cases[0], order0, pc0, nsends, nrecvs, block)
	if chosen < 0 {
		return
	}
	if chosen < nsends {
		return chosen, ok, slots[chosen]
	}
	c, v, parcel := given[chosen].c, given[chosen].elem, cases[chosen].elem
	if autodiffBehind(c) != nil {
		if !ok {
			parcel = nil
		}
		slot = autodiffUnpack(c, parcel, v, of(chosen), n, back)
	} else {
		if v != nil {
			typedmemmove(c.elemtype, v, parcel)
		}
		autodiffClear(c, of(chosen), n)
	}
	return
}

// autodiffClose closes c and its shadows.
func autodiffClose(c *hchan, s autodiffEnds, n int, back bool) unsafe.Pointer {
	if behind := autodiffBehind(c); behind != nil {
		closechan(behind)
		return nil
	}
	closechan(c)
	for i := range n {
		if d := c.autodiffShadow(s, i); d != nil {
			closechan(d)
		}
	}
	return nil
}

// autodiffChanLen returns the length of c.
func autodiffChanLen(c *hchan) int {
	if behind := autodiffBehind(c); behind != nil {
		return chanlen(behind)
	}
	return chanlen(c)
}

// autodiffChanCap returns the capacity of c.
func autodiffChanCap(c *hchan) int {
	if behind := autodiffBehind(c); behind != nil {
		return chancap(behind)
	}
	return chancap(c)
}

// autodiffReceiveBack moves the adjoints of the value of type t at dv, which was received
// if done says so, to its slot.
func autodiffReceiveBack(done bool, t *_type, dv, slot unsafe.Pointer, i int) {
	switch {
	case !done || dv == nil:
	case slot == nil:
		autodiffMoveBack(t, dv, nil, 1)
	default:
		autodiffMoveBackShared(t, dv, add(slot, uintptr(i)*t.Size_), 1)
	}
}

// autodiffSendBack moves the adjoints in the slot of a value of type t that was sent, if
// done says so, to dv.
func autodiffSendBack(done bool, t *_type, dv, slot unsafe.Pointer, i int) {
	if done && dv != nil && slot != nil {
		autodiffMoveBackShared(t, add(slot, uintptr(i)*t.Size_), dv, 1)
	}
}

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

// autodiffIsZero reports whether the n bytes at p are zero.
func autodiffIsZero(p unsafe.Pointer, n uintptr) bool {
	for i := range n {
		if *(*byte)(add(p, i)) != 0 {
			return false
		}
	}
	return true
}
