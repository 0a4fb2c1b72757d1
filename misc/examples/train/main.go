// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command train teaches a small neural network to tell Fisher's irises apart.
//
// The optimiser is gonum's L-BFGS; the gradient of the loss by the 67 weights
// comes from the compiler, in reverse mode.
//
// Usage:
//
//	train [-decay d] [-steps n] [-seed n]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

func main() {
	decay := flag.Float64("decay", 1e-3, "weight decay")
	steps := flag.Int("steps", 60, "steps of the optimiser, at most")
	seed := flag.Uint64("seed", 1, "seed of the first weights")
	flag.Parse()
	all, err := flowers()
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
	training, tests := separate(all)
	t := newTrainer(os.Stdout, training, tests, *decay)
	if err := t.train(start(*seed), *steps); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	t.confusion()
}

// A trainer holds the network at the optimiser's last place.
type trainer struct {
	out             io.Writer
	training, tests []flower
	decay           float64

	net, grad network
	w, dw     []*float64 // their weights
	at        []float64  // where loss and grad were computed
	loss      float64
	gradients int
}

func newTrainer(out io.Writer, training, tests []flower, decay float64) *trainer {
	t := &trainer{out: out, training: training, tests: tests, decay: decay}
	t.w, t.dw = t.net.weights(), t.grad.weights()
	return t
}

// set puts x into the network.
func (t *trainer) set(x []float64) {
	for i, w := range t.w {
		*w = x[i]
	}
}

// move computes loss and gradient at x, together and once.
func (t *trainer) move(x []float64) {
	if slices.Equal(x, t.at) {
		return
	}
	t.at = append(t.at[:0], x...)
	t.set(x)
	t.grad = network{}
	t.loss = gradLoss(&t.net, &t.grad, t.training, t.decay, 1)
	t.gradients++
}

// train minimises the loss from weights x on.
func (t *trainer) train(x []float64, steps int) error {
	fmt.Fprintf(t.out, "%d flowers for training, %d for tests, %d weights\n", len(t.training), len(t.tests), len(x))
	fmt.Fprintf(t.out, "%6s %10s %10s %10s %10s\n", "step", "loss", "training", "tests", "gradients")
	problem := optimize.Problem{
		Func: func(x []float64) float64 {
			t.move(x)
			return t.loss
		},
		Grad: func(dx, x []float64) {
			t.move(x)
			for i, d := range t.dw {
				dx[i] = *d
			}
		},
	}
	settings := &optimize.Settings{MajorIterations: steps, GradientThreshold: 1e-6, Recorder: t}
	result, err := optimize.Minimize(problem, x, settings, &optimize.LBFGS{})
	if err != nil {
		return err
	}
	t.move(result.X)
	fmt.Fprintf(t.out, "%v after %d steps\n", result.Status, result.MajorIterations)
	return nil
}

// Init is part of optimize.Recorder.
func (t *trainer) Init() error { return nil }

// Record prints how far training has come.
func (t *trainer) Record(l *optimize.Location, op optimize.Operation, stats *optimize.Stats) error {
	if op != optimize.MajorIteration && op != optimize.PostIteration {
		return nil
	}
	if n := stats.MajorIterations; op == optimize.MajorIteration && n > 10 && n%10 != 0 {
		return nil
	}
	now := t.net
	t.set(l.X)
	fmt.Fprintf(t.out, "%6d %10.6f %9.1f%% %9.1f%% %10d\n", stats.MajorIterations, l.F, 100*t.net.accuracy(t.training), 100*t.net.accuracy(t.tests), t.gradients)
	t.net = now
	return nil
}

// confusion prints what became of the flowers kept for tests.
func (t *trainer) confusion() {
	var count [classes][classes]int
	for i := range t.tests {
		count[t.tests[i].species][t.net.class(&t.tests[i])]++
	}
	fmt.Fprintf(t.out, "\n%-12s", "is \\ seen as")
	for _, s := range species {
		fmt.Fprintf(t.out, "%12s", s)
	}
	for i, row := range count {
		fmt.Fprintf(t.out, "\n%-12s", species[i])
		for _, n := range row {
			fmt.Fprintf(t.out, "%12d", n)
		}
	}
	fmt.Fprintln(t.out)
}
