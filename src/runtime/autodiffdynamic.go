// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Derivatives of functions that are known at run time only: from the code that a
// function value or an interface's method table leads to, to the code of its
// derivative. Each package with derivatives registers those that it has when it is
// initialised:
//
//	count, count × (code, derivative, kind)
//
// Code that is not part of the program stands for runtime.unreachableMethod there.

package runtime

import (
	"internal/abi"
	"internal/goarch"
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

// An autodiffPair says where the derivative of a function is. The kind tells
// derivatives of one function from each other.
type autodiffPair struct {
	code, derivative, kind uintptr
}

// autodiffPairs is the hash table of all pairs, with open addressing: a
// *autodiffTable. It is replaced, never changed.
var autodiffPairs unsafe.Pointer

// An autodiffTable is followed by mask+1 pairs, a power of two.
type autodiffTable struct {
	count, mask uintptr
}

// slot returns the place in t that holds the pair for code and kind, or would.
func (t *autodiffTable) slot(code, kind uintptr) *autodiffPair {
	for i := code >> 4 * 0x9e3779b1 >> 8; ; i++ {
		p := t.at(i & t.mask)
		if p.code == 0 || p.code == code && p.kind == kind {
			return p
		}
	}
}

// at returns place i of t.
func (t *autodiffTable) at(i uintptr) *autodiffPair {
	return (*autodiffPair)(add(unsafe.Pointer(t), unsafe.Sizeof(*t)+i*unsafe.Sizeof(autodiffPair{})))
}

// autodiffRegister adds the pairs at p to the table.
func autodiffRegister(p unsafe.Pointer) {
	n := *(*uintptr)(p)
	if n == 0 {
		return
	}
	added := unsafe.Slice((*autodiffPair)(add(p, goarch.PtrSize)), n)
	old := (*autodiffTable)(atomic.Loadp(unsafe.Pointer(&autodiffPairs)))
	count := n
	if old != nil {
		count += old.count
	}
	size := uintptr(16)
	for size < 2*count {
		size *= 2
	}
	// A table is never freed: another thread may be looking at it, and a program
	// has few packages with derivatives.
	table := (*autodiffTable)(persistentalloc(unsafe.Sizeof(*old)+size*unsafe.Sizeof(autodiffPair{}), 0, &memstats.other_sys))
	table.count, table.mask = count, size-1
	if old != nil {
		for i := range old.mask + 1 {
			if pair := old.at(i); pair.code != 0 {
				*table.slot(pair.code, pair.kind) = *pair
			}
		}
	}
	for _, pair := range added {
		if pair.code != 0 {
			*table.slot(pair.code, pair.kind) = pair
		}
	}
	atomicstorep(unsafe.Pointer(&autodiffPairs), unsafe.Pointer(table))
}

// autodiffLookup returns the code of the derivative of the given kind of the
// function whose code is given. by is the derivative that calls it.
func autodiffLookup(code, kind uintptr, by string) uintptr {
	if t := (*autodiffTable)(atomic.Loadp(unsafe.Pointer(&autodiffPairs))); t != nil {
		if p := t.slot(code, kind); p.code != 0 {
			return p.derivative
		}
	}
	autodiffMissing(code, by)
	return 0
}

// autodiffLookupPlain is autodiffLookup for a function that neither takes nor returns what
// carries a derivative, and is the code of the closure c. If there is no derivative, it is
// called as it is, unless the shadow says that it has captured something active.
func autodiffLookupPlain(code, kind uintptr, by string, signature int, c, shadow unsafe.Pointer) uintptr {
	if t := (*autodiffTable)(atomic.Loadp(unsafe.Pointer(&autodiffPairs))); t != nil {
		if p := t.slot(code, kind); p.code != 0 {
			return p.derivative
		}
	}
	if shadow != nil && shadow != c && uintptr(shadow)-uintptr(unsafe.Pointer(&autodiffZeros)) >= unsafe.Sizeof(autodiffZeros) {
		autodiffMissing(code, by)
	}
	switch signature {
	case 0:
		return abi.FuncPCABIInternal(autodiffPlain)
	case 1:
		return abi.FuncPCABIInternal(autodiffPlainError)
	case 2:
		return abi.FuncPCABIInternal(autodiffPlainBack)
	}
	return abi.FuncPCABIInternal(autodiffPlainErrorBack)
}

// autodiffPlain stands for the derivative of the closure that is called, a func() that has
// captured nothing active.
//
//go:nosplit
//go:noinline
func autodiffPlain(shadow unsafe.Pointer) {
	c := unsafe.Pointer(sys.GetClosurePtr())
	(*(*func())(unsafe.Pointer(&c)))()
}

// autodiffPlainError is autodiffPlain for a func(error).
//
//go:nosplit
//go:noinline
func autodiffPlainError(shadow unsafe.Pointer, err error) {
	c := unsafe.Pointer(sys.GetClosurePtr())
	(*(*func(error))(unsafe.Pointer(&c)))(err)
}

// autodiffPlainBack is autodiffPlain in reverse mode: called twice.
//
//go:nosplit
//go:noinline
func autodiffPlainBack(reverse bool, tape, shadow unsafe.Pointer) unsafe.Pointer {
	c := unsafe.Pointer(sys.GetClosurePtr())
	if reverse {
		autodiffUndoPlain(tape)
		return nil
	}
	before := autodiffBefore()
	(*(*func())(unsafe.Pointer(&c)))()
	return autodiffPlainTape(before)
}

// autodiffPlainErrorBack is autodiffPlainBack for a func(error).
//
//go:nosplit
//go:noinline
func autodiffPlainErrorBack(reverse bool, tape, shadow unsafe.Pointer, err error) unsafe.Pointer {
	c := unsafe.Pointer(sys.GetClosurePtr())
	if reverse {
		autodiffUndoPlain(tape)
		return nil
	}
	before := autodiffBefore()
	(*(*func(error))(unsafe.Pointer(&c)))(err)
	return autodiffPlainTape(before)
}

// autodiffPlainTape returns the numbers in front of and behind a call that may synchronise.
func autodiffPlainTape(before int) unsafe.Pointer {
	if before < 0 {
		return nil
	}
	return unsafe.Pointer(&[2]int{before, autodiffAfter()})
}

func autodiffUndoPlain(tape unsafe.Pointer) {
	if tape != nil {
		numbers := (*[2]int)(tape)
		autodiffUndo(numbers[1], numbers[0])
	}
}

// autodiffKnown reports whether the function with the given code has a derivative of any
// kind.
func autodiffKnown(code uintptr) bool {
	t := (*autodiffTable)(atomic.Loadp(unsafe.Pointer(&autodiffPairs)))
	if t == nil {
		return false
	}
	for i := code >> 4 * 0x9e3779b1 >> 8; ; i++ {
		switch t.at(i & t.mask).code {
		case 0:
			return false
		case code:
			return true
		}
	}
}

// autodiffMade returns what f makes if f has no derivative, else nil. Package
// autodiff/kernels calls it.
//
//go:linkname autodiffMade
func autodiffMade(f func() any) any {
	if fv := *(**funcval)(unsafe.Pointer(&f)); autodiffKnown(fv.fn) {
		return nil
	}
	return f()
}

// autodiffMadeShadow returns the shadow of what autodiffMade returns: another one, with
// zeros for its floats.
func autodiffMadeShadow(f func() any) any {
	x := autodiffMade(f)
	e := efaceOf(&x)
	m := autodiffMirrors{way: autodiffStillDummies, real: true}
	switch t := e._type; {
	case t == nil:
	case t.Kind() == abi.Pointer:
		e.data = m.all((*abi.PtrType)(unsafe.Pointer(t)).Elem, e.data, 1)
	case !t.IsDirectIface():
		e.data = m.all(t, e.data, 1)
	}
	return x
}

// autodiffMissing panics because the function with the given code has no derivative.
func autodiffMissing(code uintptr, by string) {
	name, where := "an unknown function", ""
	if f := findfunc(code); f.valid() {
		var buf [20]byte
		name = funcNameForPrint(funcname(f))
		file, line := funcline(f, f.entry())
		where = " (" + file + ":" + string(itoa(buf[:], uint64(line))) + ")"
	}
	panic(autodiffError(by + ": call of " + name + where + ", of which no derivative was compiled: it is not used as a function value, or its type is not known, in a package with //go:autodiff whose derivatives make such calls"))
}
