// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"fmt"
	"strings"
	"testing"

	"cmd/compile/internal/ssa"
)

func TestLoops(t *testing.T) {
	runCases(t, "loops.txt", func(x *text) string { return loopText(x.f) })
}

// loopText returns the loops of f, whose blocks have their names by order.
func loopText(f *ssa.Func) string {
	var s strings.Builder
	n := findLoops(f)
	names := func(bs []*ssa.Block) string {
		var ns []string
		for _, b := range bs {
			ns = append(ns, b.String())
		}
		return strings.Join(ns, " ")
	}
	edges := func(es []flowEdge) string {
		var ns []string
		for _, e := range es {
			ns = append(ns, fmt.Sprintf("%v-%v", e.from, e.to()))
		}
		return strings.Join(ns, " ")
	}
	for _, l := range n.loops {
		fmt.Fprintf(&s, "%v: depth %d", l.header, l.depth)
		if l.parent != nil {
			fmt.Fprintf(&s, " in %v", l.parent.header)
		}
		fmt.Fprintf(&s, "; blocks %s; entries %s; latches %s; exits %s\n", names(l.blocks), edges(n.entries(l)), names(n.latches(l)), edges(n.exits(l)))
		for _, b := range l.blocks {
			if !l.contains(b) || n.depth(b) < l.depth {
				fmt.Fprintf(&s, "%v is not in it\n", b)
			}
		}
	}
	if len(n.loops) == 0 {
		s.WriteString("none\n")
	}
	if n.irreducible {
		s.WriteString("irreducible\n")
	}
	return s.String()
}
