// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The memory of tapes, on which derivatives in reverse mode keep values.
//
// A tape is a stack of frames in one piece of memory. A derivative holds its top,
// and a limit: below it there is room for one more frame.
//
//	end | frames … top … | room for the largest frame | start
//	                     ^ limit - 1
//
// The first word leads to the last, and the last to the first, so that either end
// leads to all of it. Tapes of pointers are scanned by the garbage collector, and
// cleared before they are used again. Each P keeps a few tapes until the next
// collection, so that a derivative that is called again does not allocate.

package runtime

import (
	"internal/abi"
	"internal/goarch"
	"unsafe"
)

// autodiffGrow makes room for need bytes on the tape with the given top and limit,
// both nil for one that does not exist yet. A frame is at most frame bytes. The
// frames may move.
func autodiffGrow(top, limit unsafe.Pointer, frame, need uintptr, pointers bool) (newTop, newLimit unsafe.Pointer) {
	if top == nil {
		start := autodiffFetch(need+8*frame+128, pointers)
		return add(start, goarch.PtrSize), add(autodiffEnd(start), 1-frame)
	}
	old, end := autodiffBounds(limit, frame)
	used := uintptr(top) - uintptr(old) - goarch.PtrSize
	return autodiffMove(top, old, autodiffFetch(max(2*(uintptr(end)-uintptr(old)), used+need+2*frame), pointers), frame, pointers)
}

// autodiffGrowBeside makes as much room on the tape with the given top and limit, both
// nil for one that does not exist yet, as there is on the one with the limit beside.
// Both have the same frames.
func autodiffGrowBeside(top, limit unsafe.Pointer, frame uintptr, beside unsafe.Pointer, pointers bool) (newTop, newLimit unsafe.Pointer) {
	from, to := autodiffBounds(beside, frame)
	start := autodiffFetch(uintptr(to)-uintptr(from), pointers)
	if top == nil {
		return add(start, goarch.PtrSize), add(autodiffEnd(start), 1-frame)
	}
	old, _ := autodiffBounds(limit, frame)
	return autodiffMove(top, old, start, frame, pointers)
}

// autodiffBounds returns the first and the last word of the tape with the given limit.
func autodiffBounds(limit unsafe.Pointer, frame uintptr) (start, end unsafe.Pointer) {
	end = add(limit, frame-1)
	return *(*unsafe.Pointer)(end), end
}

// autodiffMove moves the frames below top from the tape that begins at old to the one
// that begins at start, and gives the old one back.
func autodiffMove(top, old, start unsafe.Pointer, frame uintptr, pointers bool) (newTop, newLimit unsafe.Pointer) {
	used := uintptr(top) - uintptr(old) - goarch.PtrSize
	to, from := add(start, goarch.PtrSize), add(old, goarch.PtrSize)
	if pointers {
		// Not by copy, of which the race detector hears: tapes pass from one goroutine
		// to another by way of their P.
		for off := uintptr(0); off < used; off += goarch.PtrSize {
			*(*unsafe.Pointer)(add(to, off)) = *(*unsafe.Pointer)(add(from, off))
		}
	} else {
		memmove(to, from, used)
	}
	autodiffRelease(from, from, pointers)
	return add(to, used), add(autodiffEnd(start), 1-frame)
}

// autodiffEnd returns the last word of the tape that begins at start.
func autodiffEnd(start unsafe.Pointer) unsafe.Pointer { return *(*unsafe.Pointer)(start) }

// An autodiffPool holds tapes that are not in use, and the memory that small ones
// are cut from.
type autodiffPool struct {
	kinds [2]autodiffKind // of scalars, of pointers
	kept  uint64          // bytes that tapes held when they were full
}

type autodiffKind struct {
	tapes [4]unsafe.Pointer
	chunk unsafe.Pointer // small tapes are cut from its end
	off   uintptr        // up to where it is in use
}

const (
	autodiffSmall = 2048    // bytes up to which a tape is cut from a chunk
	autodiffChunk = 1 << 15 // bytes of a chunk
)

// autodiffFetch returns a tape of at least size bytes, whose content is arbitrary.
func autodiffFetch(size uintptr, pointers bool) unsafe.Pointer {
	start := autodiffTake(size, pointers)
	if debug.clobberfree != 0 && !pointers {
		autodiffClobber(start)
	}
	return start
}

// autodiffTake returns a tape of at least size bytes.
func autodiffTake(size uintptr, pointers bool) unsafe.Pointer {
	k := 0
	if pointers {
		k = 1
	}
	size = (size + 2*goarch.PtrSize - 1) &^ (goarch.PtrSize - 1)
	mp := acquirem()
	kind := &mp.p.ptr().autodiff.kinds[k]
	if size <= autodiffSmall {
		if kind.chunk != nil && kind.off+size <= autodiffChunk {
			start := add(kind.chunk, kind.off)
			kind.off += size
			autodiffMark(start, size, pointers)
			releasem(mp)
			return start
		}
		releasem(mp)
		chunk := autodiffAlloc(autodiffChunk, pointers)
		mp = acquirem()
		kind = &mp.p.ptr().autodiff.kinds[k]
		kind.chunk, kind.off = chunk, size
		autodiffMark(chunk, size, pointers)
		releasem(mp)
		return chunk
	}
	for i, start := range kind.tapes {
		if start != nil && uintptr(autodiffEnd(start))-uintptr(start) >= size-goarch.PtrSize {
			kind.tapes[i] = nil
			releasem(mp)
			return start
		}
	}
	releasem(mp)
	start := autodiffAlloc(size, pointers)
	autodiffMark(start, size, pointers)
	return start
}

// autodiffAlloc allocates size bytes for tapes.
func autodiffAlloc(size uintptr, pointers bool) unsafe.Pointer {
	if pointers {
		// Not abi.TypeFor: its body would be there for all that import runtime to inline.
		var pointer any = unsafe.Pointer(nil)
		return mallocgc(size, efaceOf(&pointer)._type, true)
	}
	return mallocgc(size, nil, false)
}

// autodiffMark writes the first and the last word of a tape.
func autodiffMark(start unsafe.Pointer, size uintptr, pointers bool) {
	end := add(start, size-goarch.PtrSize)
	if pointers {
		*(*unsafe.Pointer)(start) = end
		*(*unsafe.Pointer)(end) = start
	} else {
		*(*uintptr)(start) = uintptr(end)
		*(*uintptr)(end) = uintptr(start)
	}
}

// autodiffClobber writes nonsense all over the tape at start, so that a derivative
// that reads what it has not written shows. GODEBUG=clobberfree=1 asks for it.
func autodiffClobber(start unsafe.Pointer) {
	words := unsafe.Slice((*uint64)(add(start, goarch.PtrSize)), (uintptr(autodiffEnd(start))-uintptr(start))/8-1)
	for i := range words {
		words[i] = 0xdeadbeefdeadbeef
	}
}

// autodiffCheck throws if the tape at start leads into a stack, which may have moved.
func autodiffCheck(start unsafe.Pointer) {
	for _, p := range unsafe.Slice((*uintptr)(start), (uintptr(autodiffEnd(start))-uintptr(start))/goarch.PtrSize) {
		if s := spanOf(p); s != nil && s.state.get() == mSpanManual {
			throw("autodiff: a tape leads into a stack")
		}
	}
}

// autodiffRelease gives the tape with the given empty top back, if there is one. When
// the forward sweep had ended, its top was full.
func autodiffRelease(top, full unsafe.Pointer, pointers bool) {
	if top == nil {
		return
	}
	start := unsafe.Pointer(uintptr(top) - goarch.PtrSize)
	size := uintptr(autodiffEnd(start)) - uintptr(start) + goarch.PtrSize
	k := 0
	if pointers {
		k = 1
		if debug.clobberfree != 0 {
			autodiffCheck(start)
		}
		clear(unsafe.Slice((*unsafe.Pointer)(top), size/goarch.PtrSize-2))
	}
	mp := acquirem()
	pool := &mp.p.ptr().autodiff
	pool.kept += uint64(uintptr(full) - uintptr(top))
	kind := &pool.kinds[k]
	if size <= autodiffSmall {
		if uintptr(start)+size == uintptr(kind.chunk)+kind.off && kind.off >= size {
			kind.off -= size
		}
		releasem(mp)
		return
	}
	least := 0
	for i, t := range kind.tapes {
		if t == nil {
			least = i
			break
		}
		if l := kind.tapes[least]; uintptr(autodiffEnd(t))-uintptr(t) < uintptr(autodiffEnd(l))-uintptr(l) {
			least = i
		}
	}
	kind.tapes[least] = start
	releasem(mp)
}

// autodiffNew allocates what the first call of a derivative keeps for the second.
func autodiffNew(t *abi.Type) unsafe.Pointer {
	mp := acquirem()
	mp.p.ptr().autodiff.kept += uint64(t.Size_)
	releasem(mp)
	return mallocgc(t.Size_, t, true)
}

// autodiffClearPools forgets the tapes that are not in use. The world is stopped.
func autodiffClearPools() {
	for _, pp := range allp {
		pp.autodiff = autodiffPool{kept: pp.autodiff.kept}
	}
}

// autodiffTapeBytes returns how many bytes derivatives have kept so far.
//
//go:linkname autodiffTapeBytes autodiff/debug.tapeBytes
func autodiffTapeBytes() uint64 {
	stw := stopTheWorldGC(stwReadMemStats)
	var sum uint64
	for _, pp := range allp[:cap(allp)] { // also those that are not in use now
		if pp != nil {
			sum += pp.autodiff.kept
		}
	}
	startTheWorldGC(stw)
	return sum
}

// autodiffMoveBack undoes a copy of n values of type t for their adjoints: each
// float at to is added to the one at from and set to zero. If from is nil they are
// only set to zero.
func autodiffMoveBack(t *abi.Type, to, from unsafe.Pointer, n int) {
	autodiffMoveValues(t, to, from, n, false)
}

// autodiffMoveBackShared is autodiffMoveBack where other goroutines may add to what
// lies at from at the same time.
func autodiffMoveBackShared(t *abi.Type, to, from unsafe.Pointer, n int) {
	autodiffMoveValues(t, to, from, n, true)
}

func autodiffMoveValues(t *abi.Type, to, from unsafe.Pointer, n int, shared bool) {
	if n <= 0 || to == from {
		return
	}
	if from != nil && uintptr(to) > uintptr(from) {
		for i := 0; i < n; i++ {
			autodiffMoveValue(t, add(to, uintptr(i)*t.Size_), add(from, uintptr(i)*t.Size_), shared)
		}
		return
	}
	for i := n - 1; i >= 0; i-- {
		p := add(to, uintptr(i)*t.Size_)
		if from == nil {
			autodiffMoveValue(t, p, nil, shared)
		} else {
			autodiffMoveValue(t, p, add(from, uintptr(i)*t.Size_), shared)
		}
	}
}

// autodiffCopyReferences copies what is not a float in n values of type t at from to
// those at to, or clears it if from is nil.
func autodiffCopyReferences(t *abi.Type, to, from unsafe.Pointer, n int) {
	switch {
	case n <= 0 || to == from:
	case from == nil:
		for i := range uintptr(n) {
			autodiffClearReferences(t, add(to, i*t.Size_))
		}
	case uintptr(to) > uintptr(from):
		for i := uintptr(n); i > 0; i-- {
			autodiffCopyParts(t, add(to, (i-1)*t.Size_), add(from, (i-1)*t.Size_))
		}
	default:
		for i := range uintptr(n) {
			autodiffCopyParts(t, add(to, i*t.Size_), add(from, i*t.Size_))
		}
	}
}

// autodiffCopyParts is autodiffCopyReferences for one value.
func autodiffCopyParts(t *abi.Type, to, from unsafe.Pointer) {
	switch t.Kind() {
	case abi.Float32, abi.Float64, abi.Complex64, abi.Complex128:
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		for i := range a.Len {
			autodiffCopyParts(a.Elem, add(to, i*a.Elem.Size_), add(from, i*a.Elem.Size_))
		}
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			autodiffCopyParts(f.Typ, add(to, f.Offset), add(from, f.Offset))
		}
	default:
		typedmemmove(t, to, from)
	}
}

// autodiffMoveValue is autodiffMoveValues for one value.
func autodiffMoveValue(t *abi.Type, to, from unsafe.Pointer, shared bool) {
	switch t.Kind() {
	case abi.Float64:
		x := *(*float64)(to)
		*(*float64)(to) = 0
		switch {
		case from == nil:
		case shared:
			autodiffAdd64((*float64)(from), x)
		default:
			*(*float64)(from) += x
		}
	case abi.Float32:
		x := *(*float32)(to)
		*(*float32)(to) = 0
		switch {
		case from == nil:
		case shared:
			autodiffAdd32((*float32)(from), x)
		default:
			*(*float32)(from) += x
		}
	case abi.Complex128:
		x := *(*complex128)(to)
		*(*complex128)(to) = 0
		switch {
		case from == nil:
		case shared:
			autodiffAddComplex128((*complex128)(from), x)
		default:
			*(*complex128)(from) += x
		}
	case abi.Complex64:
		x := *(*complex64)(to)
		*(*complex64)(to) = 0
		switch {
		case from == nil:
		case shared:
			autodiffAddComplex64((*complex64)(from), x)
		default:
			*(*complex64)(from) += x
		}
	case abi.Array:
		a := (*abi.ArrayType)(unsafe.Pointer(t))
		autodiffMoveValues(a.Elem, to, from, int(a.Len), shared)
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).Fields {
			p := add(to, f.Offset)
			if from == nil {
				autodiffMoveValue(f.Typ, p, nil, shared)
			} else {
				autodiffMoveValue(f.Typ, p, add(from, f.Offset), shared)
			}
		}
	}
}
