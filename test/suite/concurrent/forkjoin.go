// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package concurrent tests derivatives of functions that start goroutines.
package concurrent

import (
	"math"
	"sync"
	"sync/atomic"
)

// chunks adds up parts of a slice in goroutines of their own.
func chunks(x []float64, a float64, workers int) float64 {
	out := make([]float64, workers)
	var wg sync.WaitGroup
	n := (len(x) + workers - 1) / workers
	for i := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s := 0.0
			for _, v := range x[min(i*n, len(x)):min((i+1)*n, len(x))] {
				s += math.Sin(a*v) * v
			}
			out[i] = s
		}()
	}
	wg.Wait()
	s := 1.0
	for i, v := range out {
		s += v * float64(i+1)
	}
	return s * s
}

// chunks32 is chunks for float32, with WaitGroup.Go.
func chunks32(x []float32, a float32, workers int) float32 {
	out := make([]float32, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for j := i; j < len(x); j += workers {
				out[i] += a * x[j] * x[j]
			}
		})
	}
	wg.Wait()
	s := float32(1)
	for _, v := range out {
		s *= 1 + v
	}
	return s
}

// inPlace overwrites its argument in goroutines.
func inPlace(x []float64, a float64) {
	var wg sync.WaitGroup
	for i := range x {
		wg.Go(func() { x[i] = a*x[i]*x[i] + float64(i) })
	}
	wg.Wait()
}

// twoWaves starts goroutines that use what others have computed before them.
func twoWaves(x []float64) float64 {
	y, z := make([]float64, len(x)), make([]float64, len(x))
	var wg sync.WaitGroup
	for i := range x {
		wg.Add(1)
		go func() {
			defer wg.Done()
			y[i] = math.Exp(x[i])
		}()
	}
	wg.Wait()
	for i := range x {
		wg.Add(1)
		go func() {
			defer wg.Done()
			z[i] = y[i] * y[(i+1)%len(y)] * x[i]
		}()
	}
	wg.Wait()
	s := 0.0
	for _, v := range z {
		s += math.Sqrt(1 + v*v)
	}
	return s
}

// steps does waves of goroutines in a loop.
func steps(x []float64, n int) float64 {
	u, v := append([]float64(nil), x...), make([]float64, len(x))
	for range n {
		var wg sync.WaitGroup
		for i := range u {
			wg.Add(1)
			go func() {
				defer wg.Done()
				left, right := u[max(i-1, 0)], u[min(i+1, len(u)-1)]
				v[i] = u[i] + 0.1*(left-2*u[i]+right) - 0.01*u[i]*u[i]
			}()
		}
		wg.Wait()
		u, v = v, u
	}
	s := 0.0
	for _, e := range u {
		s += e * e
	}
	return s
}

func square(x float64, y *float64, wg *sync.WaitGroup) {
	defer wg.Done()
	*y = x * x
}

// calls starts a function that is declared, with arguments.
func calls(x float64) float64 {
	var wg sync.WaitGroup
	var y, z float64
	wg.Add(2)
	go square(x, &y, &wg)
	go square(2*x, &z, &wg)
	wg.Wait()
	return y * z
}

type part struct {
	w   []float64
	sum float64
	wg  *sync.WaitGroup
}

func (p *part) work(x float64) {
	for _, w := range p.w {
		p.sum += math.Tanh(w * x)
	}
	p.wg.Done()
}

// methods starts a method.
func methods(w []float64, x float64) float64 {
	var wg sync.WaitGroup
	parts := []*part{{w: w, wg: &wg}, {w: w[1:], wg: &wg}}
	for i, p := range parts {
		wg.Add(1)
		go p.work(x * float64(i+1))
	}
	wg.Wait()
	return parts[0].sum * parts[1].sum
}

// byValue starts goroutines that capture floats by value and by reference.
func byValue(x, a float64) float64 {
	var wg sync.WaitGroup
	y := x * a
	var z float64
	r := make([]float64, 3)
	wg.Add(3)
	for i := range r {
		k := y * float64(i+1)
		go func() {
			defer wg.Done()
			r[i] = k * math.Cos(y)
			if i == 1 {
				z = x * k
			}
		}()
	}
	wg.Wait()
	return r[0]*r[1] + r[2]*z
}

// tree starts goroutines that start others.
func tree(x []float64) float64 {
	if len(x) <= 2 {
		s := 0.0
		for _, v := range x {
			s += math.Exp(-v * v)
		}
		return s
	}
	var left, right float64
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		left = tree(x[:len(x)/2])
	}()
	go func() {
		defer wg.Done()
		right = tree(x[len(x)/2:])
	}()
	wg.Wait()
	return left + right + left*right
}

// shares has all goroutines and their starter read the same memory.
func shares(w, x []float64) float64 {
	var wg sync.WaitGroup
	out := make([]float64, 4)
	mine := 0.0
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 50 {
				out[i] += math.Sin(w[0]*float64(j)) * w[j%len(w)] * x[i%len(x)]
			}
		}()
	}
	for j := range 200 {
		mine += w[j%len(w)] * w[0] * x[0]
	}
	wg.Wait()
	return out[0] + out[1]*out[2] + out[3]*mine
}

// pool has workers that take the next piece of work with an atomic counter.
func pool(x []float64, workers int) float64 {
	y := make([]float64, len(x))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(x) {
					return
				}
				y[i] = x[i] * math.Log(1+x[i]*x[i])
			}
		}()
	}
	wg.Wait()
	s := 0.0
	for i, v := range y {
		s += v * y[len(y)-1-i]
	}
	return s
}

// some starts goroutines on some ways only, and waits more than once.
func some(x float64, n int) float64 {
	var a, b sync.WaitGroup
	var y, z float64
	if n > 2 {
		a.Add(1)
		go func() {
			y = x * x * x
			a.Done()
		}()
	}
	if n > 1 {
		b.Add(1)
		go func() {
			defer b.Done()
			z = math.Sin(x)
		}()
	}
	a.Wait()
	y += 2 * x
	a.Wait()
	y *= y
	b.Wait()
	return y*z + x
}

// values starts a function value that is known at run time only.
func values(x float64, n int) float64 {
	var wg sync.WaitGroup
	var y float64
	f := func() { y = x * x * x; wg.Done() }
	if n > 2 {
		f = func() { y = 1 / x; wg.Done() }
	}
	wg.Add(1)
	go f()
	wg.Wait()
	return y
}

func forEach[T any](xs []T, f func(i int, x T)) {
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(i, x)
		}()
	}
	wg.Wait()
}

// generic starts goroutines in a function that gets the work as a function value.
func generic(x []float64) float64 {
	y := make([]float64, len(x))
	forEach(x, func(i int, v float64) { y[i] = v * v * v })
	s := 0.0
	for i, v := range y {
		s += v * float64(i+1)
	}
	return s
}
