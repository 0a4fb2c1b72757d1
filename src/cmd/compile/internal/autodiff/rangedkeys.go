// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions that go over maps whose keys lead to floats. A map that holds none is inactive
// by its type, and so a function that gets such a map and nothing active is left alone:
//
//	func total(seen map[*node]bool) (s float64) {
//		for n := range seen {
//			s += n.weight
//		}
//		return s
//	}
//
// Who has put active nodes there may not call it. Functions that look keys up may be called.

package autodiff

import (
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
)

// passedToRange reports whether the map m is an argument of a function that goes over maps
// whose keys lead to floats.
func (a *activity) passedToRange(m *ssa.Value) bool {
	m = resolve(m)
	for _, b := range a.f.Blocks {
		for _, v := range b.Values {
			if v.Op != ssa.OpStaticLECall {
				continue
			}
			fn := a.inst.callees[v.Aux.(*ssa.AuxCall).Fn]
			if fn == nil {
				continue
			}
			for _, x := range callArgs(v) {
				if resolve(x) == m && a.inst.list.rangesKeys(a.carrier, fn) {
					return true
				}
			}
		}
	}
	return false
}

// rangesKeys reports whether fn, or what it calls, goes over a map whose keys lead to floats.
func (l *Worklist) rangesKeys(c *carrier, fn *ir.Func) bool {
	if known, ok := l.ranging[fn]; ok {
		return known
	}
	l.ranging[fn] = false // while it is looked at
	if !takenApart(fn) {
		return false
	}
	found := false
	for _, n := range l.peek(fn) {
		found = found || ir.Any(n, func(n ir.Node) bool {
			switch n := n.(type) {
			case *ir.RangeStmt:
				t := n.X.Type()
				return t != nil && t.IsMap() && c.reaches(t.Key())
			case *ir.CallExpr:
				if n.Op() == ir.OCALLFUNC {
					to := callee(n)
					return to != nil && l.rangesKeys(c, to)
				}
			}
			return false
		})
	}
	l.ranging[fn] = found
	return found
}
