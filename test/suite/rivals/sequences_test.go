// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Sequences: hidden states, alignments, filters, scans, and what goes through them.

package rivals

import (
	"maps"
	"math"
	"math/rand"
	"slices"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// A chain is a hidden Markov model of two states and three symbols, by logits.
type chain struct {
	start [2]float64
	move  [2][2]float64
	emit  map[int][2]float64
}

func newChain(w []float64) *chain {
	c := &chain{emit: make(map[int][2]float64)}
	copy(c.start[:], w)
	for i := range c.move {
		copy(c.move[i][:], w[2+2*i:])
	}
	for s := range 3 {
		c.emit[s] = [2]float64{w[6+2*s], w[7+2*s]}
	}
	return c
}

func logSum(xs ...float64) (sum float64) {
	top := slices.Max(xs)
	for _, x := range xs {
		sum += math.Exp(x - top)
	}
	return top + math.Log(sum)
}

// evidence is the forward algorithm in logarithms.
//
//go:autodiff dEvidence Forward
//go:autodiff rEvidence Reverse
func evidence(w []float64, seen []int) float64 {
	c := newChain(w)
	alpha := c.start
	for i := range alpha {
		alpha[i] += c.emit[seen[0]][i]
	}
	for _, s := range seen[1:] {
		var next [2]float64
		for j := range next {
			next[j] = c.emit[s][j] + logSum(alpha[0]+c.move[0][j], alpha[1]+c.move[1][j])
		}
		alpha = next
	}
	return logSum(alpha[:]...)
}

// smoothed runs forward and backward, and returns posteriors of the first state.
//
//go:autodiff dSmoothed Forward
func smoothed(w []float64, seen []int) []float64 {
	c := newChain(w)
	n := len(seen)
	forward, backward := make([][2]float64, n), make([][2]float64, n)
	for t := range n {
		for j := range 2 {
			before := c.start[j]
			if t > 0 {
				before = logSum(forward[t-1][0]+c.move[0][j], forward[t-1][1]+c.move[1][j])
			}
			forward[t][j] = before + c.emit[seen[t]][j]
		}
	}
	for t := n - 2; t >= 0; t-- {
		for i := range 2 {
			e := c.emit[seen[t+1]]
			backward[t][i] = logSum(c.move[i][0]+e[0]+backward[t+1][0], c.move[i][1]+e[1]+backward[t+1][1])
		}
	}
	posteriors := make([]float64, n)
	for t := range n {
		a, b := forward[t][0]+backward[t][0], forward[t][1]+backward[t][1]
		posteriors[t] = 1 / (1 + math.Exp(b-a))
	}
	return posteriors
}

// A hop is a step of a best path.
type hop struct {
	state int
	score float64
	from  *hop
}

// viterbi scores the best path, and then walks back along pointers.
//
//go:autodiff dViterbi Forward
//go:autodiff rViterbi Reverse
func viterbi(w []float64, seen []int) (best, weighted float64) {
	c := newChain(w)
	var front [2]*hop
	for t, s := range seen {
		var next [2]*hop
		for j := range next {
			if t == 0 {
				next[j] = &hop{state: j, score: c.start[j] + c.emit[s][j]}
				continue
			}
			for _, h := range front {
				if score := h.score + c.move[h.state][j] + c.emit[s][j]; next[j] == nil || score > next[j].score {
					next[j] = &hop{j, score, h}
				}
			}
		}
		front = next
	}
	end := front[0]
	if front[1].score > end.score {
		end = front[1]
	}
	weight := 1.0
	for h := end; h != nil; h = h.from {
		weighted += weight * h.score
		weight /= 2
	}
	return end.score, weighted
}

// warp is dynamic time warping with a soft minimum, memoized in a map.
//
//go:autodiff dWarp Forward
//go:autodiff rWarp Reverse
func warp(x, y []float64, gamma float64) float64 {
	type cell struct{ i, j int }
	known := make(map[cell]float64)
	var cost func(c cell) float64
	cost = func(c cell) float64 {
		if v, ok := known[c]; ok {
			return v
		}
		d := x[c.i] - y[c.j]
		v := d * d
		var before []float64
		for _, p := range [...]cell{{c.i - 1, c.j}, {c.i, c.j - 1}, {c.i - 1, c.j - 1}} {
			if p.i >= 0 && p.j >= 0 {
				before = append(before, -cost(p)/gamma)
			}
		}
		if before != nil {
			v -= gamma * logSum(before...)
		}
		known[c] = v
		return v
	}
	return cost(cell{len(x) - 1, len(y) - 1})
}

// cumulative multiplies in place from both sides: products without one element.
//
//go:autodiff dCumulative Forward
//go:autodiff rCumulative Reverse
func cumulative(x []float64) {
	before := slices.Clone(x)
	for i := 1; i < len(x); i++ {
		before[i] *= before[i-1]
	}
	after := 1.0
	for i, v := range slices.Backward(slices.Clone(x)) {
		if x[i] = after; i > 0 {
			x[i] *= before[i-1]
		}
		after *= v
	}
}

// scan is a prefix sum of affine maps by halves, each half in a goroutine of its own.
func scan(ms [][2]float64) {
	if len(ms) < 2 {
		return
	}
	half := len(ms) / 2
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); scan(ms[:half]) }()
	go func() { defer wg.Done(); scan(ms[half:]) }()
	wg.Wait()
	last := ms[half-1]
	for i := half; i < len(ms); i++ {
		ms[i] = [2]float64{ms[i][0] * last[0], ms[i][0]*last[1] + ms[i][1]}
	}
}

//go:autodiff dRecurrence Forward
//go:autodiff rRecurrence Reverse
func recurrence(a, b []float64, start float64) (sum float64) {
	ms := make([][2]float64, len(a))
	for i := range ms {
		ms[i] = [2]float64{a[i], b[i]}
	}
	scan(ms)
	for i, m := range ms {
		x := m[0]*start + m[1]
		sum += x * x / float64(i+1)
	}
	return sum
}

// A belief is a mean and a covariance.
type belief struct {
	m [2]float64
	p [2][2]float64
}

// A tracker filters positions, and keeps what it has been through.
type tracker struct {
	belief
	past         []belief
	noise, drift float64
}

func (k *tracker) predict() {
	k.m[0] += k.m[1]
	p := k.p
	k.p[0][0] = p[0][0] + p[0][1] + p[1][0] + p[1][1] + k.drift
	k.p[0][1] = p[0][1] + p[1][1]
	k.p[1][0] = k.p[0][1]
	k.p[1][1] = p[1][1] + k.drift
}

func (k *tracker) update(z float64) {
	s := k.p[0][0] + k.noise
	gain := [2]float64{k.p[0][0] / s, k.p[1][0] / s}
	r := z - k.m[0]
	p := k.p
	for i, g := range gain {
		k.m[i] += g * r
		for j := range p {
			k.p[i][j] = p[i][j] - g*p[0][j]
		}
	}
	k.past = append(k.past, k.belief)
}

// smoother is the filter and Rauch, Tung and Striebel's way back.
//
//go:autodiff dSmoother Forward
//go:autodiff rSmoother Reverse
func smoother(zs []float64, noise, drift float64) (sum float64) {
	k := &tracker{noise: noise, drift: drift}
	k.p = [2][2]float64{{1, 0}, {0, 1}}
	for _, z := range zs {
		k.predict()
		k.update(z)
	}
	after := k.past[len(k.past)-1]
	for i := len(k.past) - 2; i >= 0; i-- {
		b := tracker{belief: k.past[i], drift: drift}
		p := b.p
		b.predict()
		det := b.p[0][0]*b.p[1][1] - b.p[0][1]*b.p[1][0]
		inv := [2][2]float64{{b.p[1][1] / det, -b.p[0][1] / det}, {-b.p[1][0] / det, b.p[0][0] / det}}
		var out belief
		for r := range 2 {
			row := [2]float64{p[r][0] + p[r][1], p[r][1]}
			g := [2]float64{row[0]*inv[0][0] + row[1]*inv[1][0], row[0]*inv[0][1] + row[1]*inv[1][1]}
			out.m[r] = k.past[i].m[r] + g[0]*(after.m[0]-b.m[0]) + g[1]*(after.m[1]-b.m[1])
			for c := range 2 {
				out.p[r][c] = p[r][c] + g[0]*(after.p[0][c]-b.p[0][c])*g[1]
			}
		}
		after = out
		sum += out.m[0]*float64(i+1) + out.p[0][1]
	}
	return sum
}

// bootstrap draws with a fixed seed, from several sources in a fixed order of keys.
//
//go:autodiff dBootstrap Forward
//go:autodiff rBootstrap Reverse
func bootstrap(x []float64) (sum float64) {
	samples := map[string][]float64{"first": x[:3], "second": x[2:], "all": x}
	r := rand.New(rand.NewSource(5))
	for _, name := range slices.Sorted(maps.Keys(samples)) {
		xs := samples[name]
		for range 8 {
			mean := 0.0
			for range xs {
				mean += xs[r.Intn(len(xs))] / float64(len(xs))
			}
			sum += mean * mean
		}
	}
	return sum
}

func TestSequences(t *testing.T) {
	w, seen := check.Vec(12, -1, 1), []int{0, 2, 1, 1, 0, 2}
	check.Both(t, evidence, dEvidence, rEvidence, w, seen)
	check.Both(t, smoothedSum, dSmoothedSum, rSmoothedSum, w, seen)
	check.Forward(t, smoothed, dSmoothed, w, seen)
	check.Both(t, viterbi, dViterbi, rViterbi, []float64{0.3, -0.2, 0.9, -0.4, -0.7, 0.8, 0.5, -0.3, 0.1, 0.6, -0.9, 0.4}, seen)
	check.Both(t, warp, dWarp, rWarp, check.Vec(5, -1, 1), check.Vec(4, -1, 1), 0.3)
	check.Both(t, cumulative, dCumulative, rCumulative, check.Vec(6, 0.5, 2))
	check.Both(t, recurrence, dRecurrence, rRecurrence, check.Vec(9, 0.5, 1.5), check.Vec(9, -1, 1), 0.7)
	check.Both(t, smoother, dSmoother, rSmoother, check.Vec(7, -1, 1), 0.5, 0.1)
	check.Both(t, bootstrap, dBootstrap, rBootstrap, check.Vec(5, 0.5, 2))
}

//go:autodiff dSmoothedSum Forward
//go:autodiff rSmoothedSum Reverse
func smoothedSum(w []float64, seen []int) (sum float64) {
	for i, p := range smoothed(w, seen) {
		sum += p * float64(i+1)
	}
	return sum
}
