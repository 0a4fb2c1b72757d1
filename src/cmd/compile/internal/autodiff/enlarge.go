// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Inlining beyond the inliner's budget. In reverse mode a call costs more than
// itself: what the called function needs again is handed from one part of its
// derivative to the other, and nothing that it reads can be loaded again. In several
// directions at once a call has so many arguments and results that they go by way of the
// stack. So such derivatives take in the functions that they call, whatever their
// size, up to a number, unless they are marked //go:noinline.

package autodiff

import (
	"strings"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/noder"
)

// maxEnlarged bounds the calls of large functions that one derivative takes in.
const maxEnlarged = 100

// maxNodes bounds the syntax tree of a derivative that takes in large functions: in reverse
// mode, where code grows to many times the primal's, and in several directions.
const (
	maxNodes      = 1500
	maxNodesLanes = 4000
)

// manyLanes is the number of directions for which a forward derivative has half as much room.
const manyLanes = 16

// inlineBudget is the cost up to which the inliner takes any function in.
const inlineBudget = 80

// enlarge lets the inliner take callee into caller, a derivative in reverse mode or in
// several directions, although callee is too large for it. It reports whether callee is
// one that was taken in like that elsewhere and is to stay a call here.
func (l *Worklist) enlarge(caller *instance, callee *ir.Func) (keep bool) {
	if caller.mode != request.Reverse && caller.width == 1 || caller.enlarged >= maxEnlarged || l.large[callee] && caller.isLarge() {
		return l.large[callee]
	}
	if caller.standsIn(callee) {
		return l.large[callee]
	}
	if l.large[callee] {
		caller.enlarged++
		return false
	}
	if callee.Inl != nil && callee.Inl.Cost <= inlineBudget || callee.OClosure != nil || callee.Pragma&(ir.Systemstack|ir.Nosplit|ir.CgoUnsafeArgs) != 0 {
		return false
	}
	if callee.Pragma&ir.Noinline != 0 && !noder.AutodiffSource(callee) {
		return false
	}
	if name := callee.Linksym().Name; isInactiveFunc(name) || sharingReason(name) != "" || !noder.AutodiffHaveBody(callee) {
		return false
	}
	if caller.isLarge() {
		return false
	}
	if l.recoversItself(callee) {
		return true
	}
	caller.enlarged++
	if callee.Inl == nil {
		callee.Inl = new(ir.Inline)
	}
	callee.Inl.Cost = 1
	l.large[callee] = true
	return false
}

// standsIn reports whether inst is the derivative of a function literal in callee, or in
// a copy of it: with callee taken in, there would be another such literal, and so on.
func (inst *instance) standsIn(callee *ir.Func) bool {
	c := inst.candidate
	return c != nil && c.fn != nil && c.fn.OClosure != nil && strings.Contains("."+c.fn.Sym().Name+".", "."+callee.Sym().Name+".")
}

// isLarge reports whether the body of inst is too large to take in more. In many directions
// there is less room, as most of it is there once for each.
func (inst *instance) isLarge() bool {
	room := maxNodes
	if inst.mode == request.Forward {
		room = maxNodesLanes / (1 + inst.width/manyLanes)
	}
	n := 0
	for _, stmt := range inst.fn.Body {
		if ir.Any(stmt, func(ir.Node) bool { n++; return n > room }) {
			return true
		}
	}
	return false
}
