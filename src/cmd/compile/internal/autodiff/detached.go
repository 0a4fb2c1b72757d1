// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Functions that leave goroutines behind.
//
//	func start(x []float64, done chan bool) { go func() { x[0] *= 2; done <- true }() }
//
//	func f(x []float64) float64 { done := make(chan bool); start(x, done); <-done; return x[0] }
//
// In reverse mode a region waits at its end for what was started in it (concurrent.go), and
// this goroutine may need that f goes on. So the region is f's, if start stays a call. A
// function that waits for something itself is taken to wait for all that it starts.

package autodiff

import (
	"strings"

	"cmd/compile/internal/ir"
	"cmd/compile/internal/types"
)

// A starter is what is known of a function that starts goroutines, or calls others.
type starter struct {
	starts, waits bool
	calls         []*ir.Func
}

// noteStarters notes which of funcs start goroutines, and which wait.
func (l *Worklist) noteStarters(funcs []*ir.Func) {
	for _, fn := range funcs {
		s := new(starter)
		ir.Visit(fn, func(n ir.Node) {
			switch n := n.(type) {
			case *ir.GoDeferStmt:
				s.starts = s.starts || n.Op() == ir.OGO
			case *ir.SelectStmt:
				s.waits = true
			case *ir.UnaryExpr:
				s.waits = s.waits || n.Op() == ir.ORECV
			case *ir.RangeStmt:
				s.waits = s.waits || n.X.Type() != nil && n.X.Type().Kind() == types.TCHAN
			case *ir.CallExpr:
				if n.Op() != ir.OCALLFUNC {
					return
				}
				if f := callee(n); f != nil && f.Sym() != nil {
					s.starts = s.starts || isWaitGroupGo(f)
					s.waits = s.waits || strings.HasSuffix(f.Sym().Name, "Wait")
					s.calls = append(s.calls, f)
				}
			}
		})
		l.starters[fn] = s
	}
}

// leaves reports whether fn may return before goroutines that it has started are done.
func (l *Worklist) leaves(fn *ir.Func, seen map[*ir.Func]bool) bool {
	s := l.starters[fn]
	if s == nil || s.waits || seen[fn] {
		return false
	}
	seen[fn] = true
	if s.starts {
		return true
	}
	for _, f := range s.calls {
		if l.leaves(f, seen) {
			return true
		}
	}
	return false
}

// takesCharge reports whether the body of inst calls a function that leaves goroutines
// behind.
func (inst *instance) takesCharge() bool {
	return inst.reversed() && ir.Any(inst.fn, func(n ir.Node) bool {
		call, ok := n.(*ir.CallExpr)
		if !ok || call.Op() != ir.OCALLFUNC {
			return false
		}
		f := callee(call)
		return f != nil && inst.list.leaves(f, make(map[*ir.Func]bool))
	})
}
