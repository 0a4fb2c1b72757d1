// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"math"
	"sync"
)

// buffered sends to itself.
func buffered(x, a float64) float64 {
	c := make(chan float64, 3)
	c <- x * a
	c <- math.Sin(x)
	c <- 2
	close(c)
	s := 1.0
	for v := range c {
		s = s*v + v*v
	}
	_, ok := <-c
	if ok {
		return 0
	}
	return s + <-c
}

// pipeline passes values through goroutines.
func pipeline(x []float64) float64 {
	first, second := make(chan float64), make(chan float64)
	go func() {
		defer close(first)
		for _, v := range x {
			first <- v * v
		}
	}()
	go func() {
		for v := range first {
			second <- math.Exp(-v)
		}
		close(second)
	}()
	s := 1.0
	for v := range second {
		s = s*v + v
	}
	return s
}

type sample struct {
	i int
	v float64
}

// senders has several goroutines send on one channel.
func senders(x []float64, n int) float64 {
	c := make(chan sample, n)
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() {
			for k := range 4 {
				c <- sample{i*4 + k, math.Pow(x[i], float64(k+1))}
			}
		})
	}
	go func() {
		wg.Wait()
		close(c)
	}()
	s := 0.0
	for m := range c {
		s += m.v * float64(m.i+1)
	}
	return s
}

// workers has several goroutines receive from one channel and send on another.
func workers(x []float64, n int) float64 {
	work, results := make(chan sample), make(chan sample, n)
	for range n {
		go func() {
			for m := range work {
				results <- sample{m.i, m.v * m.v * m.v}
			}
		}()
	}
	go func() {
		for i, v := range x {
			work <- sample{i, v}
		}
		close(work)
	}()
	y := make([]float64, len(x))
	for range x {
		m := <-results
		y[m.i] = m.v
	}
	s := 0.0
	for i, v := range y {
		s += v * y[len(y)-1-i]
	}
	return s
}

// slicesSent sends references.
func slicesSent(x []float64) float64 {
	c, done := make(chan []float64, 2), make(chan bool)
	go func() {
		for part := range c {
			for i := range part {
				part[i] *= part[i]
			}
		}
		close(done)
	}()
	y := append([]float64(nil), x...)
	c <- y[:len(y)/2]
	c <- y[len(y)/2:]
	close(c)
	<-done
	s := 0.0
	for i, v := range y {
		s += v * float64(i+len(c)+cap(c))
	}
	return s
}

// passed gets its channel from outside.
func passed(c chan float64, x float64) float64 {
	c <- x * x
	c <- 3 * x
	return <-c * <-c
}
