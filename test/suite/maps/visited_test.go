// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package maps

import (
	"testing"

	"goenzyme/suite/check"
)

// A vertex is part of a graph with cycles.
type vertex struct {
	weight float64
	out    []*vertex
}

// visit adds up what can be reached from v, once.
func (v *vertex) visit(seen map[*vertex]bool, depth float64) float64 {
	if known(seen, v) {
		return 0
	}
	seen[v] = true
	sum := v.weight * v.weight * depth
	for _, to := range v.out {
		sum += to.visit(seen, 0.5*depth)
	}
	return sum
}

//go:noinline
func known(seen map[*vertex]bool, v *vertex) bool { return seen[v] }

func reachable(weights []float64) float64 {
	vs := make([]*vertex, len(weights))
	for i, w := range weights {
		vs[i] = &vertex{weight: w}
	}
	for i, v := range vs {
		v.out = append(v.out, vs[(i+1)%len(vs)], vs[(3*i+1)%len(vs)])
	}
	return vs[0].visit(map[*vertex]bool{}, 1)
}

//go:autodiff reachable Forward
func dReachable(weights, dweights []float64) (float64, float64)

//go:autodiff reachable Reverse
func gReachable(weights, dweights []float64, dret float64) float64

// TestVisited notes in a map, which is passed on, what has been visited.
func TestVisited(t *testing.T) {
	check.Both(t, reachable, dReachable, gReachable, check.Vec(7, -2, 2))
}
