// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Goroutines, and what synchronises them. More of it is in the suite concurrent.

package lang

import (
	"math"
	"sync"
	"sync/atomic"
)

//go:autodiff dGoLiteral Forward
//go:autodiff rGoLiteral Reverse
func goLiteral(x []float64, a float64) float64 {
	y := make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Add(1)
		go func() {
			defer wg.Done()
			y[i] = math.Sin(a * x[i])
		}()
	}
	wg.Wait()
	s := 0.0
	for _, v := range y {
		s += v * v
	}
	return s
}

func goTask(y *float64, x float64, wg *sync.WaitGroup) {
	*y = x * x
	wg.Done()
}

//go:autodiff dGoDeclared Forward
//go:autodiff rGoDeclared Reverse
func goDeclared(x float64) float64 {
	var wg sync.WaitGroup
	var y, z float64
	wg.Add(2)
	go goTask(&y, x, &wg)
	go goTask(&z, 1+x, &wg)
	wg.Wait()
	return y * z
}

//go:autodiff dGoMethod Forward
//go:autodiff rGoMethod Reverse
func goMethod(x, a float64) float64 {
	var wg sync.WaitGroup
	var y, z float64
	wg.Go(func() { y = math.Exp(a * x) })
	wg.Go(func() { z = math.Cos(a - x) })
	wg.Wait()
	return y / (2 + z)
}

//go:autodiff dGoNested Forward
//go:autodiff rGoNested Reverse
func goNested(x float64) float64 {
	var wg sync.WaitGroup
	var y float64
	wg.Go(func() {
		var in sync.WaitGroup
		var a, b float64
		in.Go(func() { a = x * x })
		in.Go(func() { b = math.Sqrt(1 + x*x) })
		in.Wait()
		y = a * b
	})
	wg.Wait()
	return y
}

//go:autodiff dLocked Forward
//go:autodiff rLocked Reverse
func locked(x, a float64) float64 {
	var wg sync.WaitGroup
	var mu sync.Mutex
	p := 1.0
	for i := range 2 {
		wg.Go(func() {
			f := x + a*float64(i)
			mu.Lock()
			p *= f
			mu.Unlock()
		})
	}
	wg.Wait()
	return p * p
}

//go:autodiff dCounted Forward
//go:autodiff rCounted Reverse
func counted(x []float64) float64 {
	y := make([]float64, len(x))
	var next atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(x); i = next.Add(1) - 1 {
				y[i] = x[i] * x[i] * x[i]
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

//go:autodiff dOnceOnly Forward
//go:autodiff rOnceOnly Reverse
func onceOnly(x, a float64) float64 {
	var o sync.Once
	s := 0.0
	for range 3 {
		o.Do(func() { s = math.Tanh(a) })
		s += x * s
	}
	return s
}

//go:autodiff dSignalled Forward
//go:autodiff rSignalled Reverse
func signalled(x float64) float64 {
	done := make(chan struct{})
	y := x
	go func() {
		y = y * y * x
		close(done)
	}()
	<-done
	return y + x
}

//go:autodiff dHandedOn Forward
//go:autodiff rHandedOn Reverse
func handedOn(x float64) float64 {
	ready, done := make(chan bool), make(chan bool, 1)
	var y, z float64
	go func() {
		<-ready
		z = y * y
		done <- true
	}()
	y = math.Sin(x)
	ready <- true
	<-done
	return z * x
}

//go:autodiff dChannels Forward
//go:autodiff rChannels Reverse
func channels(x []float64) float64 {
	c := make(chan float64)
	go func() {
		defer close(c)
		for _, v := range x {
			c <- v * v
		}
	}()
	s := 1.0
	for v := range c {
		s = s*v + v
	}
	return s
}

//go:autodiff dSelectFloats Forward
//go:autodiff rSelectFloats Reverse
func selectFloats(x []float64, a float64) float64 {
	in, out, quit := make(chan float64), make(chan float64, 1), make(chan struct{})
	go func() {
		for _, v := range x {
			in <- v
		}
		close(quit)
	}()
	s := 0.0
	for {
		select {
		case v := <-in:
			s += a * v
		case out <- a:
			s += 2 * <-out
			out = nil
		case <-quit:
			if out == nil {
				return s * s
			}
		}
	}
}

//go:autodiff dSelectDefault Forward
//go:autodiff rSelectDefault Reverse
func selectDefault(x float64, n int) float64 {
	c := make(chan float64, 2)
	s := 1.0
	for i := range n {
		select {
		case c <- x * float64(i):
		default:
			s += s * <-c
		}
	}
	return s
}

type sent struct {
	n int
	v float64
	p *float64
}

//go:autodiff dSentStruct Forward
//go:autodiff rSentStruct Reverse
func sentStruct(x, y float64) float64 {
	c := make(chan chan sent, 1)
	d := make(chan sent)
	c <- d
	go func() { (<-c) <- sent{2, x * x, &y} }()
	m := <-d
	return m.v * *m.p * float64(m.n)
}
