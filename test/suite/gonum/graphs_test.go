// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Graphs whose weights are active: maps of interface values, and gonum's own iterators of
// them, which go past the language.

package gonum

import (
	"slices"
	"testing"

	"goenzyme/suite/check"
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
)

// weighted returns a graph of four nodes, each of which leads to each other one.
func weighted(w []float64) *simple.WeightedDirectedGraph {
	g := simple.NewWeightedDirectedGraph(0, 1e9)
	for i := range 4 {
		for j := range 4 {
			if i != j {
				g.SetWeightedEdge(g.NewWeightedEdge(simple.Node(i), simple.Node(j), w[3*i+(i+j)%4%3]))
			}
		}
	}
	return g
}

//go:autodiff dDijkstra Forward
//go:autodiff rDijkstra Reverse
func dijkstra(w []float64) (sum float64) {
	p := path.DijkstraFrom(simple.Node(0), weighted(w))
	for i := range 4 {
		sum += float64(i+1) * p.WeightTo(int64(i))
	}
	return sum
}

//go:autodiff dFloydWarshall Forward
//go:autodiff rFloydWarshall Reverse
func floydWarshall(w []float64) (sum float64) {
	p, _ := path.FloydWarshall(weighted(w))
	for i := range 4 {
		for j := range 4 {
			sum += float64(i+2*j+1) * p.Weight(int64(i), int64(j))
		}
	}
	return sum
}

//go:autodiff dNeighbours Forward
//go:autodiff rNeighbours Reverse
func neighbours(w []float64) (sum float64) {
	g := weighted(w)
	var sorted []int64
	for _, n := range graph.NodesOf(g.Nodes()) {
		sorted = append(sorted, n.ID())
	}
	slices.Sort(sorted)
	for _, id := range sorted {
		var last float64
		for to := g.From(id); to.Next(); {
			if x, _ := g.Weight(id, to.Node().ID()); x > last {
				last = x
			}
		}
		sum += last * last * float64(id+1)
	}
	return sum
}

func TestGraphs(t *testing.T) {
	w := check.Vec(12, 0.5, 2)
	check.Both(t, dijkstra, dDijkstra, rDijkstra, w)
	check.Both(t, floydWarshall, dFloydWarshall, rFloydWarshall, w)
	check.Both(t, neighbours, dNeighbours, rNeighbours, w)
}
