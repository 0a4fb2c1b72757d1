// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Losses that are summed up by several goroutines over shards of data.

package parallel

import (
	"math"
	"sync"
)

// kernel is the loss of a small network with one hidden layer on the samples of x, of
// which each has d features and a target behind them. w has h·(d + 2) weights.
func kernel(w, x []float64, d, h int) float64 {
	loss := 0.0
	for len(x) > d {
		y := 0.0
		for k := range h {
			row := w[k*(d+2) : (k+1)*(d+2)]
			a := row[d]
			for j, v := range x[:d] {
				a += row[j] * v
			}
			y += row[d+1] * math.Tanh(a)
		}
		loss += (y - x[d]) * (y - x[d])
		x = x[d+1:]
	}
	return loss
}

// shard returns the samples of x that belong to the i-th of n workers.
func shard(x []float64, d, i, n int) []float64 {
	samples := len(x) / (d + 1)
	return x[samples*i/n*(d+1) : samples*(i+1)/n*(d+1)]
}

//go:autodiff kernel Reverse Duplicated Const Const Const Active
func revKernel(w, dw, x []float64, d, h int, seed float64) float64

// shared has all workers read the same weights.
func shared(w, x []float64, d, h, workers int) float64 {
	losses := make([]float64, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			losses[i] = kernel(w, shard(x, d, i, workers), d, h)
		}()
	}
	wg.Wait()
	sum := 0.0
	for _, l := range losses {
		sum += l
	}
	return sum
}

//go:autodiff shared Reverse Duplicated Const Const Const Const Active
func revShared(w, dw, x []float64, d, h, workers int, seed float64) float64

// private has each worker work on a copy of the weights.
func private(w, x []float64, d, h, workers int) float64 {
	losses := make([]float64, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			own := append([]float64(nil), w...)
			losses[i] = kernel(own, shard(x, d, i, workers), d, h)
		})
	}
	wg.Wait()
	sum := 0.0
	for _, l := range losses {
		sum += l
	}
	return sum
}

//go:autodiff private Reverse Duplicated Const Const Const Const Active
func revPrivate(w, dw, x []float64, d, h, workers int, seed float64) float64

// jobs has workers take pieces of the samples from a channel, and send the losses on
// another one.
func jobs(w, x []float64, d, h, workers int) float64 {
	const pieces = 16
	todo, done := make(chan int, pieces), make(chan float64, pieces)
	for range workers {
		go func() {
			for i := range todo {
				done <- kernel(w, shard(x, d, i, pieces), d, h)
			}
		}()
	}
	for i := range pieces {
		todo <- i
	}
	close(todo)
	sum := 0.0
	for range pieces {
		sum += <-done
	}
	return sum
}

//go:autodiff jobs Reverse Duplicated Const Const Const Const Active
func revJobs(w, dw, x []float64, d, h, workers int, seed float64) float64

// inputs has gradients with respect to the samples too, which belong to one worker each.
//
//go:autodiff shared Reverse Duplicated Duplicated Const Const Const Active
func revInputs(w, dw, x, dx []float64, d, h, workers int, seed float64) float64

// byHand is the gradient of shared as one would write it: each worker adds to a gradient
// of its own, and these are added up.
func byHand(w, dw, x []float64, d, h, workers int, seed float64) float64 {
	losses := make([]float64, workers)
	parts := make([][]float64, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			parts[i] = make([]float64, len(w))
			losses[i] = handKernel(w, parts[i], shard(x, d, i, workers), d, h, seed)
		})
	}
	wg.Wait()
	sum := 0.0
	for i, l := range losses {
		sum += l
		for k, v := range parts[i] {
			dw[k] += v
		}
	}
	return sum
}

func handKernel(w, dw, x []float64, d, h int, seed float64) float64 {
	loss := 0.0
	hidden := make([]float64, h)
	for len(x) > d {
		y := 0.0
		for k := range h {
			row := w[k*(d+2) : (k+1)*(d+2)]
			a := row[d]
			for j, v := range x[:d] {
				a += row[j] * v
			}
			hidden[k] = math.Tanh(a)
			y += row[d+1] * hidden[k]
		}
		e := y - x[d]
		loss += e * e
		g := 2 * e * seed
		for k, z := range hidden {
			row, grad := w[k*(d+2):(k+1)*(d+2)], dw[k*(d+2):(k+1)*(d+2)]
			grad[d+1] += g * z
			b := g * row[d+1] * (1 - z*z)
			grad[d] += b
			for j, v := range x[:d] {
				grad[j] += b * v
			}
		}
		x = x[d+1:]
	}
	return loss
}
