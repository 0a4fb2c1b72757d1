// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What a loop writes: whether a load gives the same in every iteration.
//
// A write and a load are of different memory if
//
//   - their types are: a float is never where a pointer or a slice header is;
//   - they lie in different variables or allocations, or in memory that was
//     there before the allocation;
//   - they are at different constant offsets from one pointer;
//   - they are in different fields of structs of one type, of which two are either one
//     or have nothing in common;
//   - with option noalias, they are reached from different parameters (noalias.go).

package autodiff

import (
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// A memoryKind is a set of what may lie in memory of a type.
type memoryKind uint8

const (
	pointers memoryKind = 1 << iota
	integers
	floats
)

// kindOf returns what lies in memory of type t.
func kindOf(t *types.Type) (k memoryKind) {
	switch {
	case isFloat(t):
		return floats
	case t.IsInteger() || t.IsBoolean():
		return integers
	case t.IsSlice() || t.IsString():
		return pointers | integers
	case t.IsStruct():
		for _, f := range t.Fields() {
			k |= kindOf(f.Type)
		}
		return k
	case t.IsArray():
		return kindOf(t.Elem())
	}
	return pointers
}

// kindAt returns what is accessed where t is read or written through ptr. If the
// pointer says otherwise, then unsafe code looks at bits.
func kindAt(ptr *ssa.Value, t *types.Type) memoryKind {
	k := kindOf(t)
	if ptr.Type.IsPtr() && ptr.Type.Elem().Size() > 0 {
		if e := kindOf(ptr.Type.Elem()); k&(integers|floats) != 0 && e&k != k {
			k |= integers | floats
		}
	} else if k&(integers|floats) != 0 {
		k |= integers | floats
	}
	return k
}

// A location is a piece of memory that is read or written.
type location struct {
	base *ssa.Value // what the pointer is derived from
	off  int64      // offset from base, if exact
	size int64
	kind memoryKind

	exact bool

	within  *ssa.Value // pointer from which it is a constant distance away
	between int64      // the distance
}

// locate returns the location of size bytes of type t at ptr.
func locate(ptr *ssa.Value, t *types.Type, size int64) location {
	l := location{size: size, kind: kindAt(ptr, t), exact: true}
	l.within, l.between = constantOffset(ptr)
	for {
		switch ptr.Op {
		case ssa.OpOffPtr:
			l.off += ptr.AuxInt
		case ssa.OpCopy, ssa.OpNilCheck, ssa.OpConvert:
		case ssa.OpAddPtr, ssa.OpPtrIndex, ssa.OpSubPtr:
			l.exact = false
		default:
			if of := slicedFrom(ptr); of != nil {
				ptr = of
				continue
			}
			l.base = ptr
			return l
		}
		ptr = ptr.Args[0]
	}
}

// slicedFrom returns the pointer from which a slice was made, if ptr is the one to
// its start, or nil.
func slicedFrom(ptr *ssa.Value) *ssa.Value {
	if (ptr.Op == ssa.OpSlicePtr || ptr.Op == ssa.OpSlicePtrUnchecked) && ptr.Args[0].Op == ssa.OpSliceMake {
		return ptr.Args[0].Args[0]
	}
	return nil
}

// A writer knows what some values write.
type writer struct {
	writes  []*ssa.Value // memory that they make
	defined map[*ir.Name]bool
	hidden  map[*ir.Name]bool // local variables that only direct loads and stores refer to, nil before it is asked
	f       *ssa.Func
	known   promise
}

// newWriter returns what is written in blocks of f, of whose parameters something is
// known.
func newWriter(f *ssa.Func, blocks []*ssa.Block, known promise) *writer {
	w := &writer{defined: make(map[*ir.Name]bool), f: f, known: known}
	for _, b := range blocks {
		for _, v := range b.Values {
			if v.Type != types.TypeMem || v.Op == ssa.OpPhi {
				continue
			}
			w.writes = append(w.writes, v)
			if v.Op == ssa.OpVarDef {
				w.defined[v.Aux.(*ir.Name)] = true
			}
		}
	}
	return w
}

// hiddenVariables returns the variables of f whose address is used for nothing but
// loads and stores.
func hiddenVariables(f *ssa.Func) map[*ir.Name]bool {
	seen := make(map[*ir.Name]bool)
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				if x.Type == types.TypeMem || v.Op == ssa.OpOffPtr || v.Op == ssa.OpPtrIndex || v.Op == ssa.OpAddPtr || v.Op == ssa.OpNilCheck {
					continue
				}
				l := locate(x, types.Types[types.TUINT8], 0)
				if l.base.Op != ssa.OpLocalAddr {
					continue
				}
				direct := false
				switch v.Op {
				case ssa.OpLoad, ssa.OpZero:
					direct = true
				case ssa.OpStore:
					direct = i == 0
				case ssa.OpMove:
					direct = i < 2
				}
				name := l.base.Aux.(*ir.Name)
				was, known := seen[name]
				seen[name] = direct && (was || !known)
			}
		}
	}
	return seen
}

// changes reports whether what lies at l may be changed.
func (w *writer) changes(l location) bool {
	if l.base.Op == ssa.OpLocalAddr && w.defined[l.base.Aux.(*ir.Name)] {
		return true
	}
	var writes []*ssa.Value
	for _, v := range w.writes {
		if w.writesTo(v, l) {
			if w.known.fork == nil {
				return true
			}
			writes = append(writes, v)
		}
	}
	if len(writes) > 0 {
		w.wouldChange(writes, l)
	}
	return len(writes) > 0
}

// writesTo reports whether v, which makes memory, may write to l.
func (w *writer) writesTo(v *ssa.Value, l location) bool {
	switch v.Op {
	case ssa.OpStore, ssa.OpZero, ssa.OpMove:
		t := v.Aux.(*types.Type)
		size := v.AuxInt
		if v.Op == ssa.OpStore {
			size = t.Size()
		}
		return w.overlap(locate(v.Args[0], t, size), l)
	case ssa.OpVarDef, ssa.OpVarLive, ssa.OpKeepAlive, ssa.OpCopy:
		return false
	case ssa.OpSelectN:
		return !isPureCall(v.Args[0]) && !w.isHidden(l)
	}
	return true
}

// isHidden reports whether l lies in a variable that no one else knows.
func (w *writer) isHidden(l location) bool {
	if l.base.Op != ssa.OpLocalAddr {
		return false
	}
	if w.hidden == nil {
		w.hidden = hiddenVariables(w.f)
	}
	return w.hidden[l.base.Aux.(*ir.Name)]
}

// overlap reports whether k and l may have memory in common.
func (w *writer) overlap(k, l location) bool {
	if k.kind&l.kind == 0 {
		return false
	}
	if k.base == l.base {
		if inOtherField(k, l) {
			return false
		}
		return !k.exact || !l.exact || k.off < l.off+l.size && l.off < k.off+k.size
	}
	if ln, kn := localOf(l.base), localOf(k.base); ln != nil && ln == kn {
		return !k.exact || !l.exact || k.off < l.off+l.size && l.off < k.off+k.size
	}
	if inOtherField(k, l) || w.isHidden(k) || w.isHidden(l) || w.known.apart(k.base, l.base) {
		return false
	}
	return !(isObject(k.base) && isOther(l.base) || isObject(l.base) && isOther(k.base))
}

// inOtherField reports whether k and l are in different fields of structs of the same type.
func inOtherField(k, l location) bool {
	return k.between >= 0 && l.between >= 0 && sameStruct(k.within, l.within, max(k.between+k.size, l.between+l.size)) &&
		(k.between+k.size <= l.between || l.between+l.size <= k.between)
}

// localOf returns the variable whose address v is, or nil.
func localOf(v *ssa.Value) *ir.Name {
	if v.Op == ssa.OpLocalAddr {
		return v.Aux.(*ir.Name)
	}
	return nil
}

// isObject reports whether v is the address of something that did not exist
// when the function was called.
func isObject(v *ssa.Value) bool { return v.Op == ssa.OpLocalAddr || isAllocation(v) }

// isOther reports whether v leads to a variable, to a new allocation, or to what existed when
// the function was called. It is a different one for each v.
func isOther(v *ssa.Value) bool {
	switch v.Op {
	case ssa.OpAddr, ssa.OpArg:
		return true
	case ssa.OpSlicePtr, ssa.OpSlicePtrUnchecked, ssa.OpStructSelect, ssa.OpArraySelect:
		return v.Args[0].Op != ssa.OpLoad && isOther(v.Args[0])
	}
	return isObject(v)
}

// isAllocation reports whether v is a pointer to memory that has just been
// allocated.
func isAllocation(v *ssa.Value) bool {
	if v.Op != ssa.OpSelectN || v.AuxInt != 0 || v.Args[0].Op != ssa.OpStaticLECall {
		return false
	}
	switch v.Args[0].Aux.(*ssa.AuxCall).Fn.Name {
	case "runtime.newobject", "runtime.makeslice", "runtime.makeslice64", "runtime.mallocgc":
		return true
	}
	return false
}

// isPureCall reports whether v is a call that computes its results from its
// arguments, and does nothing else: it neither writes nor panics.
func isPureCall(v *ssa.Value) bool {
	if v.Op != ssa.OpStaticLECall {
		return false
	}
	aux, ok := v.Aux.(*ssa.AuxCall)
	if !ok || aux.Fn == nil {
		return false
	}
	return funcRule(aux.Fn.Name) != nil || strings.HasPrefix(aux.Fn.Name, "math.autodiff")
}
