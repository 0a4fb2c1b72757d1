// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Goroutines that derivatives start.
//
// In reverse mode all that a function with go statements does, with what it calls and
// starts, is a region. What may synchronise goroutines there gets two numbers, one in front of
// it and one behind it, and is undone when everything has been undone that ended after
// it began. Since that order is one in which the primal has run, nothing waits for ever.

package runtime

import (
	"internal/goarch"
	"internal/runtime/atomic"
	"unsafe"
)

// autodiffGo stands for a go statement, the i-th in its function, where nothing
// active is captured.
func autodiffGo(i int, f func()) { go f() }

// autodiffStart starts d, the derivative of the function literal c. The shadows of c
// begin at s.
func autodiffStart(d func(c, s unsafe.Pointer), c, s unsafe.Pointer) { go d(c, s) }

// An autodiffRegion is what one call of a function with go statements does.
type autodiffRegion struct {
	busy    uint32          // a semaphore: 0 while someone uses what follows
	ended   []bool          // by number: stands behind an operation that has not been undone
	top     int             // the largest such number, when the reverse sweep has begun, or -1
	waiting *autodiffWaiter // those that wait for top
	tasks   []*autodiffTask
}

// An autodiffWaiter waits until the top of its region is below a number.
type autodiffWaiter struct {
	until int
	ready uint32 // a semaphore
	next  *autodiffWaiter
}

// An autodiffTask is the derivative d of the function literal c, whose shadow is s, in
// a goroutine of its own.
type autodiffTask struct {
	region         *autodiffRegion
	d              func(reverse bool, tape, c, s unsafe.Pointer) unsafe.Pointer
	tape, c, s     unsafe.Pointer
	done, reversed uint32 // semaphores
}

// autodiffRegionBegin begins a region.
func autodiffRegionBegin() *autodiffRegion {
	r := &autodiffRegion{busy: 1, top: -1}
	autodiffBind(r)
	return r
}

// autodiffSpawn starts the forward sweep of a goroutine.
func autodiffSpawn(d func(reverse bool, tape, c, s unsafe.Pointer) unsafe.Pointer, c, s unsafe.Pointer) *autodiffTask {
	r := autodiffBound()
	t := &autodiffTask{region: r, d: d, c: c, s: s}
	semacquire(&r.busy)
	r.tasks = append(r.tasks, t)
	semrelease(&r.busy)
	go t.forward()
	return t
}

func (t *autodiffTask) forward() {
	autodiffBind(t.region)
	t.tape = t.d(false, nil, t.c, t.s)
	autodiffUnbind()
	semrelease(&t.done)
}

func (t *autodiffTask) back() {
	autodiffBind(t.region)
	t.d(true, t.tape, t.c, t.s)
	autodiffUnbind()
	semrelease(&t.reversed)
}

// autodiffRegionEnd ends the forward sweep of a region: it waits for the goroutines
// that were started there.
func autodiffRegionEnd(r *autodiffRegion) {
	for i := 0; ; i++ {
		semacquire(&r.busy)
		var t *autodiffTask
		if i < len(r.tasks) {
			t = r.tasks[i]
		}
		semrelease(&r.busy)
		if t == nil {
			break
		}
		semacquire(&t.done)
	}
	autodiffUnbind()
}

// autodiffRegionBack begins the reverse sweep of a region: it starts that of each
// goroutine. They wait for each other by themselves.
func autodiffRegionBack(r *autodiffRegion) {
	autodiffBind(r)
	r.top = len(r.ended) - 1
	r.lower()
	for _, t := range r.tasks {
		go t.back()
	}
}

// autodiffJoin waits for the reverse sweep of a goroutine.
func autodiffJoin(t *autodiffTask) { semacquire(&t.reversed) }

// autodiffRegionLeave ends the reverse sweep of a region.
func autodiffRegionLeave(r *autodiffRegion) { autodiffUnbind() }

// autodiffBefore numbers what stands in front of an operation that may synchronise.
func autodiffBefore() int { return autodiffNumber(false) }

// autodiffAfter numbers what stands behind it.
func autodiffAfter() int { return autodiffNumber(true) }

func autodiffNumber(ended bool) int {
	r := autodiffBound()
	if r == nil {
		return -1
	}
	semacquire(&r.busy)
	n := len(r.ended)
	r.ended = append(r.ended, ended)
	semrelease(&r.busy)
	return n
}

// autodiffUndo undoes an operation with the given numbers: it waits until everything
// has been undone that ended behind before.
func autodiffUndo(after, before int) {
	r := autodiffBound()
	if r == nil || after < 0 {
		return
	}
	semacquire(&r.busy)
	r.ended[after] = false
	r.lower()
	for p := &r.waiting; *p != nil; {
		if w := *p; r.top < w.until {
			*p = w.next
			semrelease(&w.ready)
		} else {
			p = &w.next
		}
	}
	if r.top < before {
		semrelease(&r.busy)
		return
	}
	w := &autodiffWaiter{until: before, next: r.waiting}
	r.waiting = w
	semrelease(&r.busy)
	semacquire(&w.ready)
}

// lower makes top what it is.
func (r *autodiffRegion) lower() {
	for r.top >= 0 && !r.ended[r.top] {
		r.top--
	}
}

// An autodiffBinding says in which region a goroutine is.
type autodiffBinding struct {
	goid   uint64
	region *autodiffRegion
	next   *autodiffBinding
}

// autodiffBindings has the regions of goroutines, by the last bits of their number; of
// one goroutine the last comes first.
var autodiffBindings [64]struct {
	lock mutex
	list *autodiffBinding
}

// autodiffBind puts the goroutine into r.
func autodiffBind(r *autodiffRegion) {
	id := getg().goid
	b := &autodiffBinding{goid: id, region: r}
	h := &autodiffBindings[id%uint64(len(autodiffBindings))]
	lock(&h.lock)
	b.next = h.list
	h.list = b
	unlock(&h.lock)
}

// autodiffUnbind takes the goroutine out of its region.
func autodiffUnbind() {
	id := getg().goid
	h := &autodiffBindings[id%uint64(len(autodiffBindings))]
	lock(&h.lock)
	for p := &h.list; *p != nil; p = &(*p).next {
		if (*p).goid == id {
			*p = (*p).next
			break
		}
	}
	unlock(&h.lock)
}

// autodiffBound returns the region of the goroutine, nil if it is in none.
func autodiffBound() *autodiffRegion {
	id := getg().goid
	h := &autodiffBindings[id%uint64(len(autodiffBindings))]
	var r *autodiffRegion
	lock(&h.lock)
	for b := h.list; b != nil; b = b.next {
		if b.goid == id {
			r = b.region
			break
		}
	}
	unlock(&h.lock)
	return r
}

// autodiffAddLock is held while something is added to shared adjoints, where there are
// no atomic operations on 64 bits wherever they lie.
var autodiffAddLock mutex

// autodiffAdd64 adds x to what lies at p, to which other goroutines may add, too.
func autodiffAdd64(p *float64, x float64) {
	if goarch.PtrSize == 4 {
		lock(&autodiffAddLock)
		*p += x
		unlock(&autodiffAddLock)
		return
	}
	at := (*uint64)(unsafe.Pointer(p))
	for {
		old := atomic.Load64(at)
		if atomic.Cas64(at, old, float64bits(float64frombits(old)+x)) {
			return
		}
	}
}

// autodiffAdd32 is autodiffAdd64 for float32.
func autodiffAdd32(p *float32, x float32) {
	at := (*uint32)(unsafe.Pointer(p))
	for {
		old := atomic.Load(at)
		sum := *(*float32)(unsafe.Pointer(&old)) + x
		if atomic.Cas(at, old, *(*uint32)(unsafe.Pointer(&sum))) {
			return
		}
	}
}

// autodiffAddComplex128 is autodiffAdd64 for complex128.
func autodiffAddComplex128(p *complex128, x complex128) {
	parts := (*[2]float64)(unsafe.Pointer(p))
	autodiffAdd64(&parts[0], real(x))
	autodiffAdd64(&parts[1], imag(x))
}

// autodiffAddComplex64 is autodiffAdd64 for complex64.
func autodiffAddComplex64(p *complex64, x complex64) {
	parts := (*[2]float32)(unsafe.Pointer(p))
	autodiffAdd32(&parts[0], real(x))
	autodiffAdd32(&parts[1], imag(x))
}
