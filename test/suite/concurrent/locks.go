// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"math"
	"sync"
)

// sums adds up under a mutex.
func sums(x float64) float64 {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0.0
	for i := range 4 {
		wg.Go(func() {
			y := math.Pow(x, float64(i))
			mu.Lock()
			defer mu.Unlock()
			sum += y
		})
	}
	wg.Wait()
	return sum * sum
}

// products multiplies under a mutex: what the others have done until then matters.
func products(x []float64) float64 {
	var wg sync.WaitGroup
	var mu sync.Mutex
	p := 1.0
	for i := range x {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 3 {
				mu.Lock()
				p *= 1 + x[i]*x[i]
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return math.Log(p)
}

type guarded struct {
	mu    sync.RWMutex
	scale float64
	max   float64
}

func (g *guarded) add(v float64) {
	g.mu.Lock()
	g.max += v
	g.mu.Unlock()
}

func (g *guarded) get() float64 {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.scale
}

// readers reads under a lock for readers, and writes under one for writers.
func readers(x []float64, a float64) float64 {
	g := &guarded{scale: a}
	var wg sync.WaitGroup
	for i := range x {
		wg.Add(1)
		go func() {
			defer wg.Done()
			g.add(math.Sin(g.get() * x[i]))
		}()
	}
	wg.Wait()
	return g.max
}

// once computes something that all goroutines use once.
func once(x []float64, a float64) float64 {
	var wg sync.WaitGroup
	var o sync.Once
	var shared float64
	y := make([]float64, len(x))
	for i := range x {
		wg.Add(1)
		go func() {
			defer wg.Done()
			o.Do(func() { shared = math.Exp(a) })
			y[i] = shared * x[i]
		}()
	}
	wg.Wait()
	s := 0.0
	for _, v := range y {
		s += v * v
	}
	return s
}

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

func (g *group) Wait() error {
	g.wg.Wait()
	return g.err
}

// errors runs a group of functions that return errors.
func errors(x []float64) (float64, error) {
	var g group
	y := make([]float64, len(x))
	for i := range x {
		g.Go(func() error {
			y[i] = math.Atan(x[i])
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return 0, err
	}
	s := 0.0
	for i, v := range y {
		s += v * x[i]
	}
	return s, nil
}
