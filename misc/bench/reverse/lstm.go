// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// LSTM: the mean log-likelihood of a sequence under layers of cells whose
// weights are diagonal, as in ADBench.

package reverse

import (
	"math"

	"goenzyme/bench/clock"
)

// A layer has weights and biases of four gates, b numbers each.
//
//	main:  for each layer the weights of forget, ingate, outgate and change, then their biases
//	extra: the weights of the input, the weights of the output, its bias
//	state: for each layer the hidden state and the cell

// lstm returns minus the mean of the log-likelihoods. It overwrites state; x
// and y hold the input of a layer and the prediction.
func lstm(main, extra, state []float64, sequence [][]float64, x, y []float64) float64 {
	total, b := 0.0, len(x)
	for t := 0; t+1 < len(sequence); t++ {
		lstmPredict(main, extra, state, sequence[t], x, y)
		total += logLikelihood(y, sequence[t+1])
	}
	return -total / float64(b*(len(sequence)-1))
}

// lstmPredict stores in y what follows input.
func lstmPredict(main, extra, state, input, x, y []float64) {
	b := len(x)
	for i, v := range input {
		x[i] = v * extra[i]
	}
	for layer := 0; layer*2*b < len(state); layer++ {
		hidden, cell := state[layer*2*b:][:b], state[layer*2*b+b:][:b]
		lstmCell(main[layer*8*b:][:4*b], main[layer*8*b+4*b:][:4*b], hidden, cell, x)
		copy(x, hidden)
	}
	for i, v := range x {
		y[i] = v*extra[b+i] + extra[2*b+i]
	}
}

// lstmCell takes one layer a step further.
func lstmCell(weight, bias, hidden, cell, x []float64) {
	b := len(x)
	for i := range x {
		forget := sigmoid(x[i]*weight[i] + bias[i])
		ingate := sigmoid(hidden[i]*weight[b+i] + bias[b+i])
		outgate := sigmoid(x[i]*weight[2*b+i] + bias[2*b+i])
		change := math.Tanh(hidden[i]*weight[3*b+i] + bias[3*b+i])
		cell[i] = cell[i]*forget + ingate*change
		hidden[i] = outgate * math.Tanh(cell[i])
	}
}

// logLikelihood is Σ want·(y - log(2 + Σ exp(y))).
func logLikelihood(y, want []float64) float64 {
	s := 2.0
	for _, v := range y {
		s += math.Exp(v)
	}
	norm, total := math.Log(s), 0.0
	for i, w := range want {
		total += w * (y[i] - norm)
	}
	return total
}

// A lstmGate is what one number of one layer has to keep of a step.
type lstmGate struct {
	x, hidden, cell                 float64 // before the step
	forget, ingate, outgate, change float64
	tanh                            float64 // of the cell after it
}

// lstmKept holds the steps of a forward sweep.
type lstmKept struct {
	gates  []lstmGate // by step, layer and number
	y      [][]float64
	last   [][]float64 // output of the last layer
	sums   []float64   // 2 + Σ exp(y)
	dstate []float64
	dx     []float64
}

func newLSTMKept(b, layers, steps int) *lstmKept {
	return &lstmKept{
		gates:  make([]lstmGate, steps*layers*b),
		y:      rows(make([]float64, steps*b), b),
		last:   rows(make([]float64, steps*b), b),
		sums:   make([]float64, steps),
		dstate: make([]float64, layers*2*b),
		dx:     make([]float64, b),
	}
}

// lstmHand adds the gradients to dmain and dextra. The initial state is Const.
func lstmHand(main, dmain, extra, dextra, state []float64, sequence [][]float64, x []float64, k *lstmKept) float64 {
	b, steps := len(x), len(sequence)-1
	layers := len(state) / (2 * b)
	total := 0.0
	for t := range steps {
		for i, v := range sequence[t] {
			x[i] = v * extra[i]
		}
		for l := range layers {
			lstmCellKeep(main[l*8*b:][:8*b], state[l*2*b:][:2*b], x, k.gates[(t*layers+l)*b:][:b])
		}
		copy(k.last[t], x)
		y, sum := k.y[t], 2.0
		for i, v := range x {
			v = v*extra[b+i] + extra[2*b+i]
			e := math.Exp(v)
			sum += e
			total += v * sequence[t+1][i]
			y[i] = e
		}
		norm := math.Log(sum)
		for _, w := range sequence[t+1] {
			total -= w * norm
		}
		k.sums[t] = sum
	}
	scale := -1 / float64(b*steps)
	clear(k.dstate)
	for t := steps - 1; t >= 0; t-- {
		wants := 0.0
		for _, w := range sequence[t+1] {
			wants += w
		}
		share := wants / k.sums[t]
		last, y, dx := k.last[t][:b], k.y[t][:b], k.dx[:b]
		for i, w := range sequence[t+1] {
			dy := scale * (w - share*y[i])
			dextra[b+i] += dy * last[i]
			dextra[2*b+i] += dy
			dx[i] = dy * extra[b+i]
		}
		for l := layers - 1; l >= 0; l-- {
			lstmCellBack(main[l*8*b:][:8*b], dmain[l*8*b:][:8*b], k.dstate[l*2*b:][:2*b], dx, k.gates[(t*layers+l)*b:][:b])
		}
		for i, v := range sequence[t] {
			dextra[i] += dx[i] * v
		}
	}
	return scale * total
}

// lstmCellKeep is lstmCell that keeps what lstmCellBack needs; x becomes the
// hidden state.
func lstmCellKeep(w, state, x []float64, gates []lstmGate) {
	b := len(x)
	hidden, cell := state[:b], state[b:][:b]
	w0, w1, w2, w3 := w[:b], w[b:][:b], w[2*b:][:b], w[3*b:][:b]
	b0, b1, b2, b3 := w[4*b:][:b], w[5*b:][:b], w[6*b:][:b], w[7*b:][:b]
	gates = gates[:b]
	for i, xi := range x {
		g := &gates[i]
		g.x, g.hidden, g.cell = xi, hidden[i], cell[i]
		g.forget = sigmoid(xi*w0[i] + b0[i])
		g.ingate = sigmoid(g.hidden*w1[i] + b1[i])
		g.outgate = sigmoid(xi*w2[i] + b2[i])
		g.change = math.Tanh(g.hidden*w3[i] + b3[i])
		c := g.cell*g.forget + g.ingate*g.change
		g.tanh = math.Tanh(c)
		cell[i] = c
		h := g.outgate * g.tanh
		hidden[i], x[i] = h, h
	}
}

// lstmCellBack takes the adjoints of the output, in dx, and of the state to
// those of the input and of the state before.
func lstmCellBack(w, dw, dstate, dx []float64, gates []lstmGate) {
	b := len(dx)
	dhidden, dcell := dstate[:b], dstate[b:][:b]
	w0, w1, w2, w3 := w[:b], w[b:][:b], w[2*b:][:b], w[3*b:][:b]
	dw0, dw1, dw2, dw3 := dw[:b], dw[b:][:b], dw[2*b:][:b], dw[3*b:][:b]
	db0, db1, db2, db3 := dw[4*b:][:b], dw[5*b:][:b], dw[6*b:][:b], dw[7*b:][:b]
	gates = gates[:b]
	for i := range dx {
		g := &gates[i]
		dh := dhidden[i] + dx[i]
		dc := dcell[i] + dh*g.outgate*(1-g.tanh*g.tanh)
		dout := dh * g.tanh * g.outgate * (1 - g.outgate)
		dforget := dc * g.cell * g.forget * (1 - g.forget)
		din := dc * g.change * g.ingate * (1 - g.ingate)
		dchange := dc * g.ingate * (1 - g.change*g.change)
		dcell[i] = dc * g.forget
		dhidden[i] = din*w1[i] + dchange*w3[i]
		dx[i] = dforget*w0[i] + dout*w2[i]
		dw0[i] += dforget * g.x
		dw1[i] += din * g.hidden
		dw2[i] += dout * g.x
		dw3[i] += dchange * g.hidden
		db0[i] += dforget
		db1[i] += din
		db2[i] += dout
		db3[i] += dchange
	}
}

func lstmCase(b, layers, length int) *objective {
	s := clock.NewSource(8)
	n := layers * 8 * b
	x, dx := s.Numbers(n+3*b), make([]float64, n+3*b)
	main, dmain, extra, dextra := x[:n], dx[:n], x[n:], dx[n:]
	start, sequence := s.Numbers(layers*2*b), rows(s.Between(0, 1, length*b), b)
	state, dstate := make([]float64, len(start)), make([]float64, len(start))
	in, din, y, dy := make([]float64, b), make([]float64, b), make([]float64, b), make([]float64, b)
	kept := newLSTMKept(b, layers, length-1)
	return &objective{
		name: "LSTM",
		x:    x,
		dx:   dx,
		primal: func() float64 {
			copy(state, start)
			return lstm(main, extra, state, sequence, in, y)
		},
		hand: func() {
			copy(state, start)
			clear(dx)
			lstmHand(main, dmain, extra, dextra, state, sequence, in, kept)
		},
		tangent: func() float64 {
			copy(state, start)
			clear(dstate)
			_, d := lstmTangent(main, dmain, extra, dextra, state, dstate, sequence, in, din, y, dy)
			return d
		},
		ours: func() {
			copy(state, start)
			clear(dx)
			clear(dstate)
			lstmGrad(main, dmain, extra, dextra, state, dstate, sequence, in, din, y, dy, 1)
		},
	}
}
