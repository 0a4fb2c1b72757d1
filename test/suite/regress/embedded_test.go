// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package regress

import (
	"container/heap"
	"sort"
	"testing"

	"goenzyme/suite/check"
)

// A queue embeds an interface that embeds another one, of a package that is imported: its
// methods have no position.
type queue struct {
	heap.Interface
	scale float64
}

// A values is what queues hold.
type values []float64

func (v *values) Len() int           { return len(*v) }
func (v *values) Less(i, j int) bool { return (*v)[i] < (*v)[j] }
func (v *values) Swap(i, j int)      { (*v)[i], (*v)[j] = (*v)[j], (*v)[i] }
func (v *values) Push(x any)         { *v = append(*v, x.(float64)) }
func (v *values) Pop() any {
	x := (*v)[len(*v)-1]
	*v = (*v)[:len(*v)-1]
	return x
}

// weighed asks for the length of whatever it is by an interface.
func weighed(s sort.Interface, v *values) (sum float64) {
	for i := range s.Len() {
		sum += (*v)[i] * float64(i+1)
	}
	return sum
}

//go:autodiff dEmbedded Forward
//go:autodiff rEmbedded Reverse
func embedded(x []float64) float64 {
	v := values(x)
	q := &queue{&v, x[0]}
	return q.scale * weighed(q, &v) * weighed(*q, &v)
}

// TestEmbeddedInterface calls methods that are promoted from an interface in an interface,
// which crashed the compiler.
func TestEmbeddedInterface(t *testing.T) {
	check.Both(t, embedded, dEmbedded, rEmbedded, check.Vec(4, 0.5, 2))
}
