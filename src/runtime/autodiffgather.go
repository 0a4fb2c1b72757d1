// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Adjoints that several goroutines add to, summed up by each for itself. In a loop that
// comes to the same places again and again
//
//	for each sample { for j := range w { *dw[j] += … } }
//
// a goroutine adds to a table by address, and to memory only where two addresses have
// the same place in the table, and behind the loop.

package runtime

import "unsafe"

// An autodiffGather is such a table, for float64 or float32.
type autodiffGather struct {
	slots unsafe.Pointer // mask + 1 of type autodiffSum
	mask  uintptr
	small bool     // float32
	used  []uint32 // slots in use
	lost  int      // how many had to make room for others
	next  *autodiffGather
}

// An autodiffSum is what is to be added at p.
type autodiffSum struct {
	p   unsafe.Pointer
	sum float64
}

// The number of slots of a table.
const (
	autodiffGatherMin = 1 << 8
	autodiffGatherMax = 1 << 13
)

// autodiffGathers has tables that are not in use, all empty.
var autodiffGathers struct {
	lock mutex
	list [2]*autodiffGather
	n    int
}

// autodiffGatherBegin returns an empty table, for float32 if small is set.
func autodiffGatherBegin(small bool) *autodiffGather {
	i := 0
	if small {
		i = 1
	}
	h := &autodiffGathers
	lock(&h.lock)
	g := h.list[i]
	if g != nil {
		h.list[i] = g.next
		h.n--
	}
	unlock(&h.lock)
	if g == nil {
		g = &autodiffGather{small: small}
		g.resize(autodiffGatherMin)
	}
	g.next = nil
	return g
}

// autodiffGatherEnd adds what is in g to memory, and gives it back.
func autodiffGatherEnd(g *autodiffGather) {
	autodiffGatherFlush(g)
	i := 0
	if g.small {
		i = 1
	}
	h := &autodiffGathers
	lock(&h.lock)
	if h.n < 64 {
		g.next = h.list[i]
		h.list[i] = g
		h.n++
	}
	unlock(&h.lock)
}

func (g *autodiffGather) resize(n uintptr) {
	slots := make([]autodiffSum, n)
	g.slots, g.mask = unsafe.Pointer(unsafe.SliceData(slots)), n-1
}

func (g *autodiffGather) slot(i uintptr) *autodiffSum {
	return (*autodiffSum)(add(g.slots, i*unsafe.Sizeof(autodiffSum{})))
}

// autodiffGather64 adds x to what is to be added at p.
func autodiffGather64(g *autodiffGather, p *float64, x float64) {
	if e := g.slot(uintptr(unsafe.Pointer(p)) >> 3 & g.mask); e.p == unsafe.Pointer(p) {
		e.sum += x
		return
	}
	g.miss(unsafe.Pointer(p), uintptr(unsafe.Pointer(p))>>3, x)
}

// autodiffGather32 is autodiffGather64 for float32.
func autodiffGather32(g *autodiffGather, p *float32, x float32) {
	if e := g.slot(uintptr(unsafe.Pointer(p)) >> 2 & g.mask); e.p == unsafe.Pointer(p) {
		e.sum += float64(x)
		return
	}
	g.miss(unsafe.Pointer(p), uintptr(unsafe.Pointer(p))>>2, float64(x))
}

// miss begins a sum for p, whose place follows from hash.
func (g *autodiffGather) miss(p unsafe.Pointer, hash uintptr, x float64) {
	if s := &getg().stack; uintptr(p)-s.lo < s.hi-s.lo {
		// On the stack of this goroutine: nobody else knows it, and it may move.
		if g.small {
			*(*float32)(p) += float32(x)
		} else {
			*(*float64)(p) += x
		}
		return
	}
	if g.lost > int(g.mask) && g.mask+1 < autodiffGatherMax {
		autodiffGatherFlush(g)
		g.resize(2 * (g.mask + 1))
		g.lost = 0
	}
	i := hash & g.mask
	e := g.slot(i)
	if e.p != nil {
		g.lost++
		g.pay(e)
	} else {
		g.used = append(g.used, uint32(i))
	}
	e.p, e.sum = p, x
}

// pay adds the sum of e to memory.
func (g *autodiffGather) pay(e *autodiffSum) {
	if g.small {
		autodiffAdd32((*float32)(e.p), float32(e.sum))
	} else {
		autodiffAdd64((*float64)(e.p), e.sum)
	}
}

// autodiffGatherFlush adds what is in g to memory.
func autodiffGatherFlush(g *autodiffGather) {
	for _, i := range g.used {
		e := g.slot(uintptr(i))
		g.pay(e)
		e.p = nil
	}
	g.used = g.used[:0]
}
