// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// The network, its loss, and the gradient of its loss.

package main

import (
	"math"
	"math/rand/v2"
)

const (
	features = 4
	hidden   = 8
	classes  = 3
	size     = hidden*(features+1) + classes*(hidden+1)
)

// A network has one layer of hidden neurons. Its gradient is a network too.
type network struct {
	in      [hidden][features]float64
	inBias  [hidden]float64
	out     [classes][hidden]float64
	outBias [classes]float64
}

// scores returns the unnormalised logarithms of the classes' probabilities.
func (n *network) scores(x *[features]float64) [classes]float64 {
	s := n.outBias
	for h := range n.in {
		a := n.inBias[h]
		for k, w := range n.in[h] {
			a += w * x[k]
		}
		a = math.Tanh(a)
		for c := range s {
			s[c] += n.out[c][h] * a
		}
	}
	return s
}

// loss is the mean cross entropy over the flowers; decay keeps weights small.
//
//go:autodiff gradLoss Reverse Duplicated Const Const Active
func loss(n *network, flowers []flower, decay float64) (l float64) {
	for i := range flowers {
		f := &flowers[i]
		s := n.scores(&f.measures)
		top := max(s[0], s[1], s[2])
		sum := 0.0
		for _, v := range s {
			sum += math.Exp(v - top)
		}
		l += top + math.Log(sum) - s[f.species]
	}
	l /= float64(len(flowers))
	for h := range n.in {
		for _, w := range n.in[h] {
			l += decay * w * w
		}
	}
	for c := range n.out {
		for _, w := range n.out[c] {
			l += decay * w * w
		}
	}
	return l
}

// class returns the most probable species.
func (n *network) class(f *flower) int {
	best := 0
	s := n.scores(&f.measures)
	for c, v := range s {
		if v > s[best] {
			best = c
		}
	}
	return best
}

// accuracy returns the share of flowers whose species the network knows.
func (n *network) accuracy(flowers []flower) float64 {
	right := 0
	for i := range flowers {
		if n.class(&flowers[i]) == flowers[i].species {
			right++
		}
	}
	return float64(right) / float64(len(flowers))
}

// weights returns pointers to all weights and biases.
func (n *network) weights() []*float64 {
	var w []*float64
	for h := range n.in {
		for k := range n.in[h] {
			w = append(w, &n.in[h][k])
		}
		w = append(w, &n.inBias[h])
	}
	for c := range n.out {
		for h := range n.out[c] {
			w = append(w, &n.out[c][h])
		}
		w = append(w, &n.outBias[c])
	}
	return w
}

// start returns random weights, the same ones for the same seed.
func start(seed uint64) []float64 {
	r := rand.New(rand.NewPCG(1936, seed))
	w := make([]float64, size)
	for i := range w {
		w[i] = 0.3 * r.NormFloat64()
	}
	return w
}
