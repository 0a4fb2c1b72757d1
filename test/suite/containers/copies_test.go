// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package containers

import (
	"slices"
	"testing"

	"goenzyme/suite/check"
)

// A part holds floats, references, and what is neither.
type part struct {
	name  string
	at    float64
	vals  []float64
	more  [2]struct{ p *float64 }
	scale float32
}

func newParts(x []float64) []part {
	var ps []part
	for i := range x {
		ps = append(ps, part{name: "p", at: x[i], vals: x[i:], scale: 1})
		ps[i].more[0].p = &x[i]
	}
	return ps
}

func sumParts(ps []part) float64 {
	s := 0.0
	for i, p := range ps {
		s += float64(i+1) * p.at * float64(p.scale)
		if len(p.vals) > 0 {
			s += p.vals[0] * p.at
		}
		if p.more[0].p != nil {
			s += *p.more[0].p * float64(len(p.name))
		}
	}
	return s
}

//go:autodiff dCopies Forward
//go:autodiff rCopies Reverse
//go:autodiff wCopies Forward(2)
//go:autodiff vCopies Reverse(2)
func copies(x []float64) float64 {
	ps := newParts(x)
	copy(ps[1:], ps)
	ps[0].at *= x[2]
	s := sumParts(ps)
	copy(ps, ps[2:])
	clear(ps[len(ps)-1:])
	ps[0].vals[0] *= x[1]
	return s * sumParts(ps)
}

//go:autodiff dInserts Forward
//go:autodiff rInserts Reverse
func inserts(x []float64) float64 {
	ps := newParts(x)
	ps = slices.Insert(ps, 1, part{at: x[0] * x[1]}, ps[2])
	s := sumParts(ps)
	ps = slices.Delete(ps, 2, 4)
	slices.Reverse(ps)
	return s * sumParts(slices.Concat(ps, slices.Clone(ps[1:])))
}

// given copies from and to memory of the caller.
//
//go:autodiff dGivenParts Forward
//go:autodiff rGivenParts Reverse
func givenParts(to, from []part) float64 {
	n := copy(to, from)
	to[0].at *= from[n-1].at
	to[0].vals[0] += to[0].at
	return sumParts(to)
}

func TestCopies(t *testing.T) {
	x := check.Vec(4, 1, 2)
	check.Both(t, copies, dCopies, rCopies, x)
	check.Forward(t, copies, wCopies, check.Width(2), x)
	check.Reverse(t, copies, vCopies, check.Width(2), x)
	check.Both(t, inserts, dInserts, rInserts, x)
	check.Both(t, givenParts, dGivenParts, rGivenParts, newParts([]float64{1, 2, 3}), newParts([]float64{4, 5}))
	check.Both(t, givenParts, dGivenParts, rGivenParts, newParts([]float64{1, 2}), newParts([]float64{4, 5, 6}))
}
