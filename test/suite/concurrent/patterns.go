// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"math"
	"sync"
	"sync/atomic"
)

// onceValue computes something once, whoever asks first.
func onceValue(x []float64, a float64) float64 {
	scale := sync.OnceValue(func() float64 { return math.Exp(a) })
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() { y[i] = x[i] * scale() })
	}
	wg.Wait()
	s := 0.0
	for _, v := range y {
		s += v * v
	}
	return s
}

// onceFunc prepares something once.
func onceFunc(x []float64, a float64) float64 {
	var scale float64
	prepare := sync.OnceFunc(func() { scale = a * a })
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			prepare()
			y[i] = x[i] * scale
		})
	}
	wg.Wait()
	s := 0.0
	for _, v := range y {
		s += v * v
	}
	return s
}

// onceValues has two results.
func onceValues(x []float64, a float64) float64 {
	both := sync.OnceValues(func() (float64, float64) { return math.Sin(a), math.Cos(a) })
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			s, c := both()
			y[i] = x[i]*s + c
		})
	}
	wg.Wait()
	s := 0.0
	for _, v := range y {
		s += v * v
	}
	return s
}

// waits lets goroutines wait for a condition.
func waits(x []float64) float64 {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	turn, p := 0, 1.0
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			mu.Lock()
			for turn != i {
				cond.Wait()
			}
			p = p*x[i] + x[i]
			turn++
			cond.Broadcast()
			mu.Unlock()
		})
	}
	wg.Wait()
	return p * p
}

// scratchPool takes scratch memory from a pool.
func scratchPool(x []float64) float64 {
	scratch := sync.Pool{New: func() any { return make([]float64, 3) }}
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			b := scratch.Get().([]float64)
			for k := range b {
				b[k] = x[i] * float64(k+1)
			}
			y[i] = b[0]*b[1] + b[2]
			scratch.Put(b)
		})
	}
	wg.Wait()
	s := 0.0
	for i, v := range y {
		s += v * float64(i+1)
	}
	return s
}

// counted counts with atomics of all kinds.
func counted(x []float64) float64 {
	var n atomic.Int64
	var k atomic.Uint32
	var done atomic.Bool
	var old int32
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for !done.Load() {
				i := int(n.Add(1) - 1)
				if i >= len(x) {
					done.Store(true)
					break
				}
				k.CompareAndSwap(uint32(i), uint32(i+1))
				atomic.AddInt32(&old, 1)
				y[i] = math.Sqrt(1 + x[i]*x[i])
			}
		})
	}
	wg.Wait()
	s := 0.0
	for i, v := range y {
		s += v * x[i]
	}
	return s * float64(old)
}

// cachedValue reads under a lock for readers and writes under one for writers.
func cachedValue(x []float64, a float64) float64 {
	var mu sync.RWMutex
	have, value := false, 0.0
	get := func() float64 {
		mu.RLock()
		if have {
			defer mu.RUnlock()
			return value
		}
		mu.RUnlock()
		mu.Lock()
		defer mu.Unlock()
		if !have {
			value, have = math.Exp(a), true
		}
		return value
	}
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() { y[i] = get() * x[i] })
	}
	wg.Wait()
	s := 0.0
	for _, v := range y {
		s += v * v
	}
	return s
}

// tried locks if it can.
func tried(x []float64) float64 {
	var mu sync.Mutex
	s, n := 0.0, 0
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			for !mu.TryLock() {
			}
			defer mu.Unlock()
			s += math.Sin(x[i])
			n++
		})
	}
	wg.Wait()
	return s * float64(n)
}

// local has a map in each goroutine.
func local(x []float64) float64 {
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			m := map[string]float64{"a": x[i], "b": x[0]}
			m["c"] = m["a"] * m["b"]
			for _, v := range m {
				y[i] += v * v
			}
		})
	}
	wg.Wait()
	s := 0.0
	for i, v := range y {
		s += v * float64(i+1)
	}
	return s
}

// later never waits for its goroutine.
func later(x float64) float64 {
	c := make(chan float64, 1)
	go func() { c <- x * x }()
	return <-c + x
}

// launched starts a goroutine that its caller releases.
//
//go:noinline
func launched(x []float64, begin, done chan struct{}) {
	go func() {
		<-begin
		x[0] *= x[0]
		close(done)
	}()
}

func releases(x float64) float64 {
	begin, done := make(chan struct{}), make(chan struct{})
	v := []float64{x}
	launched(v, begin, done)
	close(begin)
	<-done
	return v[0] * x
}
