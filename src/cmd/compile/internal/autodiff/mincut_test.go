// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"fmt"
	"math/rand"
	"testing"
)

// A testEdge is an edge of a graph under test.
type testEdge struct {
	from, to int
	capacity int64
}

// TestCut compares cuts of random graphs with the best of all cuts.
func TestCut(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	finite, unlimited := 0, 0
	for range 4000 {
		n := 2 + rnd.Intn(7)
		edges := randomEdges(rnd, n)
		if want := leastCut(n, edges); want < infinite {
			finite++
			checkCut(t, n, edges, want)
		} else {
			unlimited++
			checkCut(t, n, edges, infinite)
		}
	}
	if finite < 500 || unlimited < 500 {
		t.Errorf("%d graphs have a finite cut, %d have not: that shows little", finite, unlimited)
	}
}

// TestCutNothing checks graphs without a way from source to sink.
func TestCutNothing(t *testing.T) {
	checkCut(t, 2, nil, 0)
	checkCut(t, 4, []testEdge{{0, 2, infinite}, {3, 1, infinite}}, 0)
	checkCut(t, 3, []testEdge{{1, 2, 5}, {2, 0, 5}}, 0)
	checkCut(t, 3, []testEdge{{0, 2, infinite}, {2, 1, 0}}, 0)
}

// TestCutUnlimited checks that ways without a limit have no cut, one or many.
func TestCutUnlimited(t *testing.T) {
	edges := []testEdge{{0, 1, infinite}}
	checkCut(t, 2, edges, infinite)
	for i := 2; i < 40; i++ {
		edges = append(edges, testEdge{0, i, infinite}, testEdge{i, 1, infinite})
	}
	checkCut(t, 40, edges, infinite)
}

// TestCutLong cuts a chain of the length of a long function, at its cheapest edge.
func TestCutLong(t *testing.T) {
	const n = 20000
	edges := []testEdge{{0, 2, infinite}, {n - 1, 1, infinite}}
	for i := 2; i < n-1; i++ {
		edges = append(edges, testEdge{i, i + 1, int64(1 + (i*7919)%n)})
	}
	least := edges[2].capacity
	for _, e := range edges {
		least = min(least, e.capacity)
	}
	checkCut(t, n, edges, least)
}

// randomEdges returns edges between n nodes, some of them without a limit.
func randomEdges(rnd *rand.Rand, n int) []testEdge {
	edges := make([]testEdge, rnd.Intn(4*n))
	for i := range edges {
		capacity := int64(rnd.Intn(10))
		switch rnd.Intn(6) {
		case 0, 1, 2:
			capacity = infinite
		case 3:
			capacity <<= 40
		}
		edges[i] = testEdge{rnd.Intn(n), rnd.Intn(n), capacity}
	}
	return edges
}

// leastCut tries all ways of parting n nodes.
func leastCut(n int, edges []testEdge) int64 {
	least := int64(infinite)
	side := make([]bool, n)
	side[0] = true
	for set := range 1 << (n - 2) {
		for i := 2; i < n; i++ {
			side[i] = set>>(i-2)&1 != 0
		}
		least = min(least, cutSum(side, edges))
	}
	return least
}

// cutSum returns the capacity from the source's side to the other, at most infinite.
func cutSum(source []bool, edges []testEdge) int64 {
	var sum int64
	for _, e := range edges {
		if source[e.from] && !source[e.to] {
			sum = min(sum+e.capacity, infinite)
		}
	}
	return sum
}

// checkCut checks that the cut of a graph parts source and sink and has capacity want.
func checkCut(t *testing.T, n int, edges []testEdge, want int64) {
	t.Helper()
	g := newFlowGraph()
	for i := 2; i < n; i++ {
		if got := g.node(); got != i {
			t.Fatalf("node %d has number %d", i, got)
		}
	}
	for _, e := range edges {
		g.edge(e.from, e.to, e.capacity)
	}
	source, ok := g.cut()
	text := fmt.Sprintf("%d nodes, edges %v", n, edges[:min(len(edges), 40)])
	switch {
	case ok != (want < infinite):
		t.Fatalf("cut: %v, want %d; %s", ok, want, text)
	case !ok:
	case !source[0] || source[1]:
		t.Fatalf("cut %v does not part source and sink; %s", source, text)
	case cutSum(source, edges) != want:
		t.Fatalf("cut %v has capacity %d, want %d; %s", source, cutSum(source, edges), want, text)
	}
}
