// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Negations that are part of another operation.
//
// The derivative of x - y by y is a negation, and where x is inactive nothing
// takes it up: on amd64 it is a constant from memory and an operation of its own.
//
//	c + a·(-b)   →   c - a·b
//
// That is exact, zeros and infinities included, but for the sign of a NaN.
// The optimiser leaves floats alone, and so does this file those of the primal.

package autodiff

import (
	"slices"

	"cmd/compile/internal/ssa"
)

// foldNegations moves negations, among the values of f with an ID of at least first,
// into the additions and subtractions that use them.
func foldNegations(f *ssa.Func, first ssa.ID) {
	if !slices.ContainsFunc(f.Blocks, func(b *ssa.Block) bool { return slices.ContainsFunc(b.Values, isNegation) }) {
		return
	}
	n := &negations{first: first, users: make(map[*ssa.Value][]*ssa.Value)}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			for _, x := range v.Args {
				if isFloat(x.Type) {
					n.users[x] = append(n.users[x], v)
				}
			}
		}
	}
	for _, b := range f.Blocks {
		for _, v := range b.Values {
			if isNegation(v) && n.dissolves(v, make(map[*ssa.Value]bool)) {
				n.push(v, v.Args[0])
			}
		}
	}
}

// negations are those of one function.
type negations struct {
	first ssa.ID // of what was made by differentiating
	users map[*ssa.Value][]*ssa.Value
}

// dissolves reports whether everything that uses v can take up that v is negated.
// In taken is what has been asked for one argument: it cannot take up two.
func (n *negations) dissolves(v *ssa.Value, taken map[*ssa.Value]bool) bool {
	users := n.users[v]
	if len(users) == 0 || int(v.Uses) != len(users) {
		return false // unused, or a control value
	}
	for _, u := range users {
		if u.ID < n.first || taken[u] {
			return false
		}
		taken[u] = true
		switch u.Op {
		case ssa.OpAdd32F, ssa.OpAdd64F:
		case ssa.OpSub32F, ssa.OpSub64F:
			if u.Args[0] == v {
				return false // -x - y
			}
		case ssa.OpMul32F, ssa.OpMul64F, ssa.OpDiv32F, ssa.OpDiv64F:
			if !n.dissolves(u, taken) {
				return false
			}
		case ssa.OpNeg32F, ssa.OpNeg64F:
		default:
			return false
		}
	}
	return true
}

// push has everything that uses v use -x, which is the same.
func (n *negations) push(v, x *ssa.Value) {
	users := n.users[v]
	delete(n.users, v)
	for _, u := range users {
		first := u.Args[0] == v
		other := u.Args[0]
		if first && len(u.Args) == 2 {
			other = u.Args[1]
		}
		switch u.Op {
		case ssa.OpAdd32F, ssa.OpAdd64F:
			u.Op = sized(u.Type, ssa.OpSub32F, ssa.OpSub64F)
			u.SetArgs2(other, x)
		case ssa.OpSub32F, ssa.OpSub64F:
			u.Op = sized(u.Type, ssa.OpAdd32F, ssa.OpAdd64F)
			u.SetArgs2(other, x)
		case ssa.OpNeg32F, ssa.OpNeg64F:
			u.Op = ssa.OpCopy
			u.SetArgs1(x)
		default:
			if first {
				u.SetArg(0, x)
			} else {
				u.SetArg(1, x)
			}
			n.push(u, u)
		}
		n.users[x] = append(n.users[x], u)
	}
}

// isNegation reports whether v is -x.
func isNegation(v *ssa.Value) bool {
	return v.Op == ssa.OpNeg32F || v.Op == ssa.OpNeg64F
}
