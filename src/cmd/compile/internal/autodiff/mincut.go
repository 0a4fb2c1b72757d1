// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Minimum cuts: the cheapest set of edges whose removal separates the source
// from the sink, by maximum flow (Dinitz, 1970).

package autodiff

import "math"

const infinite = math.MaxInt64 / 4

// A flowGraph is a graph with capacities. Node 0 is the source, node 1 the sink.
type flowGraph struct {
	head []int32 // from node to its first arc, or -1
	arcs []arc   // each followed by its opposite
}

// An arc is a directed edge with what is left of its capacity.
type arc struct {
	to, next int32
	left     int64
}

func newFlowGraph() *flowGraph { return &flowGraph{head: []int32{-1, -1}} }

// node adds a node.
func (g *flowGraph) node() int {
	g.head = append(g.head, -1)
	return len(g.head) - 1
}

// edge adds an edge.
func (g *flowGraph) edge(from, to int, capacity int64) {
	g.arcs = append(g.arcs, arc{int32(to), g.head[from], capacity})
	g.head[from] = int32(len(g.arcs) - 1)
	g.arcs = append(g.arcs, arc{int32(from), g.head[to], 0})
	g.head[to] = int32(len(g.arcs) - 1)
}

// cut returns which nodes are on the source's side of a minimum cut, and whether
// it has a finite capacity.
func (g *flowGraph) cut() (source []bool, ok bool) {
	var total int64
	for {
		level := g.levels()
		if level[1] < 0 {
			source = make([]bool, len(g.head))
			for i, l := range level {
				source[i] = l >= 0
			}
			return source, total < infinite
		}
		at := append([]int32(nil), g.head...)
		for {
			f := g.push(0, infinite, level, at)
			if f == 0 {
				break
			}
			total += f
			if total >= infinite {
				return nil, false
			}
		}
	}
}

// levels returns the distance of each node from the source, -1 if there is no way.
func (g *flowGraph) levels() []int32 {
	level := make([]int32, len(g.head))
	for i := range level {
		level[i] = -1
	}
	level[0] = 0
	for queue := []int32{0}; len(queue) > 0; {
		n := queue[0]
		queue = queue[1:]
		for i := g.head[n]; i >= 0; i = g.arcs[i].next {
			if a := g.arcs[i]; a.left > 0 && level[a.to] < 0 {
				level[a.to] = level[n] + 1
				queue = append(queue, a.to)
			}
		}
	}
	return level
}

// push sends up to limit from n to the sink along one path of rising levels.
func (g *flowGraph) push(n int32, limit int64, level, at []int32) int64 {
	if n == 1 {
		return limit
	}
	for ; at[n] >= 0; at[n] = g.arcs[at[n]].next {
		i := at[n]
		a := &g.arcs[i]
		if a.left == 0 || level[a.to] != level[n]+1 {
			continue
		}
		if f := g.push(a.to, min(limit, a.left), level, at); f > 0 {
			a.left -= f
			g.arcs[i^1].left += f
			return f
		}
	}
	return 0
}
