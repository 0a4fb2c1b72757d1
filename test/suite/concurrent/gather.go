// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"math"
	"sync"
)

// readAgain has all goroutines read the same memory again and again.
func readAgain(w []float64, n int) float64 {
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			s := 0.0
			for k := range 5 {
				for j := range w {
					s += w[j] * w[j] * float64(k+1)
				}
			}
			out[i] = s
		})
	}
	wg.Wait()
	t := 0.0
	for _, v := range out {
		t += v * v
	}
	return t
}

// writtenBehind changes what the goroutines have read when they are done.
func writtenBehind(w []float64, n int) float64 {
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			s := 0.0
			for k := range 5 {
				for j := range w {
					s += w[j] * w[j] * float64(k+1)
				}
			}
			out[i] = s
		})
	}
	wg.Wait()
	t := 0.0
	for i, v := range out {
		t += v * v
		w[i%len(w)] = v * 0.01
	}
	for _, v := range w {
		t += v * v
	}
	return t
}

// overlapping has goroutines write to a part of the memory of which they read the rest.
func overlapping(w []float64, n int) float64 {
	var wg sync.WaitGroup
	out := w[:n]
	in := w[n:]
	for i := range n {
		wg.Go(func() {
			s := 0.0
			for range 3 {
				for j := range in {
					s += in[j] * in[j]
				}
			}
			out[i] = s * out[i]
		})
	}
	wg.Wait()
	t := 0.0
	for _, v := range w {
		t += math.Sin(v)
	}
	return t
}

// ownSlices computes in memory that each goroutine has made.
func ownSlices(w []float64, n int) float64 {
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			a, b := make([]float64, len(w)), make([]float64, len(w))
			copy(a, w)
			for k := range 4 {
				p, q := a, b
				if k%2 == 1 {
					p, q = b, a
				}
				for j := range q {
					q[j] = math.Sin(p[j]) + 0.5*p[(j+1)%len(p)]*w[j]
				}
			}
			for _, v := range a {
				out[i] += v * float64(i+1)
			}
		})
	}
	wg.Wait()
	t := 0.0
	for _, v := range out {
		t += v * v
	}
	return t
}

type network struct {
	layers [][]float64
	bias   []float64
	scale  float64
}

// nestedModel reads nested slices and fields.
func nestedModel(m *network, x []float64, n int) float64 {
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s := 0.0
			for k := i; k < len(x); k += n {
				for l, row := range m.layers {
					a := m.bias[l]
					for j, v := range row {
						a += v * x[(k+j)%len(x)] * m.scale
					}
					s += math.Tanh(a)
				}
			}
			out[i] = s
		}()
	}
	wg.Wait()
	t := 1.0
	for _, v := range out {
		t *= 1 + 0.1*v
	}
	return t
}

// inTurns has each goroutine change what the others read.
func inTurns(w []float64, n int) float64 {
	s := 0.0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			for range 3 {
				mu.Lock()
				a := 0.0
				for j := range w {
					a += w[j]
				}
				for j := range w {
					w[j] = 0.5*w[j] + 0.1*a
				}
				s += a
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return s
}

// narrow is about float32 and complex128.
func narrow(w []float32, z []complex128, n int) float64 {
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			s, c := float32(0), complex(1, 0)
			for k := range 6 {
				for j := range w {
					s += w[j] * w[(j+k)%len(w)]
				}
				for j := range z {
					c += z[j] * z[(j+k)%len(z)]
				}
			}
			out[i] = float64(s)*0.1 + real(c)*imag(c)
		})
	}
	wg.Wait()
	t := 0.0
	for _, v := range out {
		t += v
	}
	return t
}

// large comes to more places than a table of sums holds.
func large(a float64, n int) float64 {
	w := make([]float64, 20000)
	for i := range w {
		w[i] = math.Sin(a + float64(i))
	}
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			s := 0.0
			for k := range 3 {
				for j := range w {
					s += w[j] * w[(j*7+k)%len(w)]
				}
			}
			out[i] = s
		})
	}
	wg.Wait()
	t := 0.0
	for _, v := range out {
		t += v
	}
	return t
}

// byReference captures variables that change.
func byReference(x, a float64, n int) float64 {
	s := 0.0
	for i := range n {
		b := a * float64(i)
		var wg sync.WaitGroup
		wg.Go(func() {
			for range 3 {
				s = s*0.5 + x*b
			}
		})
		wg.Wait()
		b += s
		a = b * 0.3
	}
	return s + a
}

// replaced changes what a pointer leads to when the goroutines are done.
func replaced(m *network, n int) float64 {
	out := make([]float64, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			for range 3 {
				for _, v := range m.bias {
					out[i] += v * v * m.scale
				}
			}
		})
	}
	wg.Wait()
	m.bias = append([]float64(nil), out...)
	m.scale *= 2
	t := 0.0
	for _, v := range m.bias {
		t += v * m.scale
	}
	return t
}
