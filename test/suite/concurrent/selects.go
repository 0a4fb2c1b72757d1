// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"context"
	"math"
	"sync"
	"time"
)

// gathers takes from two channels what comes first; the sum does not depend on it.
func gathers(x []float64, a float64) float64 {
	left, right, quit := make(chan float64), make(chan float64, 2), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, v := range x {
			left <- v * v
		}
	})
	wg.Go(func() {
		for i, v := range x {
			right <- v * a * float64(i)
		}
	})
	go func() {
		wg.Wait()
		close(quit)
	}()
	s := 0.0
	for n := 0; n < 2*len(x); {
		select {
		case v := <-left:
			s += math.Sin(v)
			n++
		case v, ok := <-right:
			if ok {
				s += v * v
			}
			n++
		}
	}
	<-quit
	return s
}

// offers sends one of two values, as the other side takes it.
func offers(x, y float64, n int) float64 {
	c, d := make(chan float64), make(chan float64)
	got := make(chan float64, 1)
	go func() {
		s := 1.0
		for i := range n {
			if i%3 == 0 {
				s *= <-c
			} else {
				s += <-d
			}
		}
		got <- s
	}()
	for i := range n {
		select {
		case c <- x * float64(i+1):
		case d <- y * y:
		}
	}
	return <-got
}

// tries sends and receives what can be sent and received at once.
func tries(x float64) float64 {
	c := make(chan float64, 2)
	s := x
	for i := range 5 {
		select {
		case c <- s * float64(i+1):
			s *= x
		default:
			s += <-c
		}
	}
	for {
		select {
		case v := <-c:
			s += v * v
			continue
		default:
		}
		return s
	}
}

// absent selects from channels of which some are nil.
func absent(x []float64) float64 {
	c, d := make(chan float64, len(x)), make(chan float64, len(x))
	for i, v := range x {
		c <- v
		d <- v * float64(i)
	}
	close(c)
	close(d)
	s := 1.0
	n := 0
	for c != nil || d != nil {
		select {
		case v, ok := <-c:
			if !ok {
				c = nil
			}
			s += v * v
			n++
		case v, ok := <-d:
			if !ok {
				d = nil
			}
			s += 3 * v
			n++
		}
	}
	return s * float64(n)
}

// timed waits with a timer and a context that never get their turn.
func timed(ctx context.Context, x float64) (float64, error) {
	c := make(chan float64)
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	defer cancel()
	go func() { c <- math.Exp(x) }()
	select {
	case y := <-c:
		return y * x, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(time.Hour):
		return 0, context.DeadlineExceeded
	}
}

// patient comes back to its select until there is something.
func patient(x float64) float64 {
	c := make(chan float64, 1)
	tick := time.NewTicker(time.Microsecond)
	defer tick.Stop()
	s, ticks := 0.0, 0
	for s == 0 {
		select {
		case v := <-c:
			s = v * x
		case <-tick.C:
			if ticks++; ticks == 3 {
				c <- x * x
			}
		}
	}
	return s
}

// limited runs at most two at a time, by a semaphore.
func limited(x []float64) float64 {
	free := make(chan struct{}, 2)
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			y[i] = math.Cos(x[i]) * x[0]
		})
	}
	wg.Wait()
	s := 0.0
	for i, v := range y {
		s += v * y[len(y)-1-i]
	}
	return s
}

type request struct {
	x     float64
	p     *float64
	reply chan float64
}

// asks sends requests with a channel for the answer.
func asks(x []float64, a float64) float64 {
	requests := make(chan request)
	go func() {
		for r := range requests {
			r.reply <- r.x * *r.p
		}
	}()
	s := 1.0
	for i, v := range x {
		r := request{v, &x[(i+1)%len(x)], make(chan float64, i%2)}
		if i == 1 {
			r.p = &a
		}
		requests <- r
		s += <-r.reply * s
	}
	close(requests)
	return s
}

type stage func(in <-chan float64) <-chan float64

func through(f func(float64) float64) stage {
	return func(in <-chan float64) <-chan float64 {
		out := make(chan float64)
		go func() {
			defer close(out)
			for v := range in {
				out <- f(v)
			}
		}()
		return out
	}
}

// stages makes a pipeline of function values.
func stages(x []float64, a float64) float64 {
	source := make(chan float64)
	go func() {
		for _, v := range x {
			source <- v
		}
		close(source)
	}()
	var out <-chan float64 = source
	for _, f := range []stage{through(math.Sin), through(func(v float64) float64 { return a * v }), through(math.Exp)} {
		out = f(out)
	}
	s := 1.0
	for v := range out {
		s = s*0.5 + v*s
	}
	return s
}

// merge sends on one channel what comes from several.
func merge[T any](cs ...<-chan T) <-chan T {
	out := make(chan T)
	var wg sync.WaitGroup
	for _, c := range cs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func produce[T any](n int, f func(i int) T) <-chan T {
	c := make(chan T, 1)
	go func() {
		for i := range n {
			c <- f(i)
		}
		close(c)
	}()
	return c
}

// fans merges what generic producers send.
func fans(x []float64, a float64) float64 {
	s := 0.0
	for v := range merge(
		produce(len(x), func(i int) float64 { return x[i] * x[i] }),
		produce(3, func(i int) float64 { return math.Pow(a, float64(i)) }),
		produce(2, func(i int) float64 { return float64(i) })) {
		s += math.Sqrt(1 + v*v)
	}
	return s
}

// jobs hands out numbers of pieces of work, and gets structs back.
func jobs(x, w []float64, n int) float64 {
	type result struct {
		id   int
		loss float64
		part [2]float64
	}
	todo, done := make(chan int, len(x)), make(chan result)
	for range n {
		go func() {
			for i := range todo {
				l := 0.0
				for j, v := range w {
					l += math.Tanh(v*x[i]) * float64(j)
				}
				done <- result{i, l, [2]float64{x[i], 1}}
			}
		}()
	}
	for i := range x {
		todo <- i
	}
	close(todo)
	losses, parts := make([]float64, len(x)), 0.0
	for range x {
		r := <-done
		losses[r.id] = r.loss
		parts += r.part[0] * r.part[1]
	}
	s := 0.0
	for i, l := range losses {
		s += l * l * float64(i+1)
	}
	return s + parts
}

// turns passes one value around a ring.
func turns(x, a float64, n int) float64 {
	first := make(chan float64)
	in := first
	for range n {
		from, out := in, make(chan float64)
		go func() {
			v := <-from
			out <- a*v*v + v
		}()
		in = out
	}
	go func() { first <- x }()
	return <-in * x
}

// halves is complex, and sends arrays.
func halves(x, y float64) float64 {
	c := make(chan [2]complex128, 1)
	z := complex(x, y)
	c <- [2]complex128{z * z, z}
	v := <-c
	v[0] *= v[1]
	c <- v
	w := <-c
	return real(w[0]) * imag(w[1])
}

// unread leaves values in its channel.
func unread(x float64) float64 {
	c := make(chan float64, 4)
	c <- x
	c <- x * x
	y := <-c
	c <- y * x
	return y*y + float64(len(c)*cap(c))
}

// overwritten receives into memory that held something.
func overwritten(x []float64) {
	c := make(chan float64, len(x))
	for _, v := range x {
		c <- v * v
	}
	for i := range x {
		if i == 1 {
			<-c
			continue
		}
		x[i] = <-c
	}
}

type node struct {
	c    chan float64
	next *node
	bias float64
}

// linked has channels in fields.
func linked(x, b float64) float64 {
	last := &node{c: make(chan float64, 1), bias: b}
	first := &node{c: make(chan float64, 1), next: last, bias: 2 * b}
	first.c <- x
	for n := first; n.next != nil; n = n.next {
		n.next.c <- math.Sin(<-n.c) * n.bias
	}
	return <-last.c + last.bias
}
