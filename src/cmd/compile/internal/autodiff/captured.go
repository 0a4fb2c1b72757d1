// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What a goroutine has captured that is inactive where it is started is inactive in its
// derivative.
//
//	func loss(w, x []float64) float64 {      with x Const
//		…
//		go func() { sums[i] = f(w, x) }()
//
// The shadow of the function literal then has nothing for x, and no adjoint of what x
// leads to is computed. Without this x would have a dummy, or the shared zeros.

package autodiff

import (
	"cmd/compile/internal/ssa"
)

// A capture is where in a function literal a variable lies that it has captured by value,
// or the address of one.
type capture struct{ from, to int64 }

// findStill finds out, for each go statement, which captured variables are inactive, and
// which stores put them into function literals.
func (a *activity) findStill() {
	a.still = make(map[int64][]capture)
	a.stillStores = make(map[*ssa.Value]bool)
	if len(a.inst.launches) == 0 || a.inst.runtime {
		return
	}
	literals := make(map[*ssa.Value]int64)      // from function literal to the go statement
	sites := make(map[int64][]*ssa.Value)       // and back
	stores := make(map[*ssa.Value][]*ssa.Value) // to a function literal
	for _, b := range a.f.Blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpStaticLECall || !isGoCall(v) {
				continue
			}
			id := v.Args[0].AuxInt
			c := resolve(v.Args[1])
			literals[c] = id
			sites[id] = append(sites[id], c)
		}
	}
	passed := make(map[*ssa.Value]bool) // function literals that somebody else knows, or that are not written word by word
	for _, b := range a.f.Blocks {
		for _, v := range b.Values {
			for i, x := range v.Args {
				c, _ := constantOffset(x)
				if _, ok := literals[c]; !ok {
					continue
				}
				switch {
				case v.Op == ssa.OpStore && i == 0:
					stores[c] = append(stores[c], v)
				case v.Op == ssa.OpOffPtr, v.Op == ssa.OpCopy, v.Op == ssa.OpNilCheck, v.Op == ssa.OpStaticLECall && isGoCall(v):
				default:
					passed[c] = true
				}
			}
		}
	}
	for id, literals := range sites {
		for i, c := range literals {
			var here []capture
			if isFresh(c) && !passed[c] {
				here = a.stillIn(c, stores[c])
			}
			if i == 0 {
				a.still[id] = here
			} else {
				a.still[id] = common(a.still[id], here)
			}
		}
		for _, c := range literals {
			for _, v := range stores[c] {
				if _, off := constantOffset(v.Args[0]); holds(a.still[id], off, v.Args[1].Type.Size()) {
					a.stillStores[v] = true
				}
			}
		}
	}
}

// isGoCall reports whether the call v stands for a go statement.
func isGoCall(v *ssa.Value) bool {
	aux, ok := v.Aux.(*ssa.AuxCall)
	return ok && aux.Fn != nil && len(aux.Fn.Name) > len("runtime.") && aux.Fn.Name[:len("runtime.")] == "runtime." && isStart(aux.Fn.Name[len("runtime."):])
}

// stillIn returns the variables in the function literal c, which these stores write, that
// are inactive.
func (a *activity) stillIn(c *ssa.Value, stores []*ssa.Value) (still []capture) {
	if !c.Type.IsPtr() || !c.Type.Elem().IsStruct() {
		return nil
	}
	for _, field := range c.Type.Elem().Fields() {
		at := capture{field.Offset, field.Offset + field.Type.Size()}
		is := ssa.CanSSA(field.Type) && a.holdsReference(field.Type)
		for _, v := range stores {
			_, off := constantOffset(v.Args[0])
			if off < at.to && at.from < off+v.Args[1].Type.Size() {
				is = is && at.from <= off && off+v.Args[1].Type.Size() <= at.to && a.argState(v.Args[1]) == inactive
			}
		}
		if is {
			still = append(still, at)
		}
	}
	return still
}

// holds reports whether the size bytes at off belong to one of list.
func holds(list []capture, off, size int64) bool {
	for _, c := range list {
		if c.from <= off && off+size <= c.to {
			return true
		}
	}
	return false
}

// common returns what is both in list and in other.
func common(list, other []capture) (both []capture) {
	for _, c := range list {
		if holds(other, c.from, c.to-c.from) {
			both = append(both, c)
		}
	}
	return both
}

// started returns the derivative of the goroutine that v starts.
func (a *activity) started(v *ssa.Value) *instance {
	id := v.Args[0].AuxInt
	g := a.inst.derivativeOf(a.inst.launches[id])
	g.still = a.still[id]
	return g
}

// loadsStill reports whether v loads what the goroutine has captured that is inactive where
// it is started.
func (a *activity) loadsStill(v *ssa.Value) bool {
	if len(a.inst.still) == 0 {
		return false
	}
	base, off := constantOffset(v.Args[0])
	return resolve(base).Op == ssa.OpGetClosurePtr && holds(a.inst.still, off, v.Type.Size())
}
