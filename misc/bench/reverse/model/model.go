// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package model holds the objectives that infergo can express, over flat
// parameters. Its differentiated copy in directory ad was made with
//
//	go tool deriv reverse/model
//
// in the module's directory, and is kept: making it needs more packages than
// running it.
package model

import "math"

// LogSumExp is log(Σ exp(x)).
type LogSumExp struct{}

func (m *LogSumExp) Observe(x []float64) float64 {
	top := x[0]
	for i := 1; i < len(x); i++ {
		if x[i] > top {
			top = x[i]
		}
	}
	s := 0.0
	for i := 0; i < len(x); i++ {
		s = s + math.Exp(x[i]-top)
	}
	return top + math.Log(s)
}

// LeastSquares fits a polynomial with coefficients x to the sign of t at N places.
type LeastSquares struct{ N int }

func (m *LeastSquares) Observe(x []float64) float64 {
	sum := 0.0
	for i := 0; i < m.N; i++ {
		t := -1 + 2*float64(i)/float64(m.N-1)
		r := 0.0
		if t < 0 {
			r = -1.0
		} else if t > 0 {
			r = 1.0
		}
		power := 1.0
		for j := 0; j < len(x); j++ {
			r = r - x[j]*power
			power = power * t
		}
		sum = sum + r*r
	}
	return sum / 2
}

// KMeans sums the squared distances of Points to the nearest of K centres.
type KMeans struct {
	K      int
	Points [][]float64
}

func (m *KMeans) Observe(x []float64) float64 {
	cost := 0.0
	for p := 0; p < len(m.Points); p++ {
		n := len(m.Points[p])
		best := math.Inf(1)
		for k := 0; k < m.K; k++ {
			d := 0.0
			for i := 0; i < n; i++ {
				t := m.Points[p][i] - x[k*n+i]
				d = d + t*t
			}
			if d < best {
				best = d
			}
		}
		cost = cost + best
	}
	return cost
}

// ODE integrates y'ᵢ = xᵢ·yᵢ₋₁ by steps of Runge and Kutta.
type ODE struct {
	Steps                 int
	Y, At, K1, K2, K3, K4 []float64
}

func (m *ODE) Observe(x []float64) float64 {
	n := len(x)
	h := 2 / float64(m.Steps)
	for i := 0; i < n; i++ {
		m.Y[i] = 0.0
	}
	for s := 0; s < m.Steps; s++ {
		m.K1[0] = x[0]
		for i := 1; i < n; i++ {
			m.K1[i] = x[i] * m.Y[i-1]
		}
		for i := 0; i < n; i++ {
			m.At[i] = m.Y[i] + h/2*m.K1[i]
		}
		m.K2[0] = x[0]
		for i := 1; i < n; i++ {
			m.K2[i] = x[i] * m.At[i-1]
		}
		for i := 0; i < n; i++ {
			m.At[i] = m.Y[i] + h/2*m.K2[i]
		}
		m.K3[0] = x[0]
		for i := 1; i < n; i++ {
			m.K3[i] = x[i] * m.At[i-1]
		}
		for i := 0; i < n; i++ {
			m.At[i] = m.Y[i] + h*m.K3[i]
		}
		m.K4[0] = x[0]
		for i := 1; i < n; i++ {
			m.K4[i] = x[i] * m.At[i-1]
		}
		for i := 0; i < n; i++ {
			m.Y[i] = m.Y[i] + h/6*(m.K1[i]+2*m.K2[i]+2*m.K3[i]+m.K4[i])
		}
	}
	return m.Y[n-1]
}

// GMM is a mixture of K Gaussians in D dimensions, up to a constant. Diag,
// SumQ, Terms and Centred are scratch memory.
type GMM struct {
	D, K, M                    int
	Gamma                      float64
	Points                     [][]float64
	Diag, SumQ, Terms, Centred []float64
}

func (m *GMM) Observe(x []float64) float64 {
	d := m.D
	means, icf, size := m.K, m.K+m.K*d, d*(d+1)/2
	prior := 0.0
	for k := 0; k < m.K; k++ {
		m.SumQ[k] = 0.0
		for i := 0; i < d; i++ {
			v := x[icf+k*size+i]
			m.SumQ[k] = m.SumQ[k] + v
			m.Diag[k*d+i] = math.Exp(v)
			prior = prior + 0.5*m.Gamma*m.Gamma*m.Diag[k*d+i]*m.Diag[k*d+i]
		}
		for i := d; i < size; i++ {
			prior = prior + 0.5*m.Gamma*m.Gamma*x[icf+k*size+i]*x[icf+k*size+i]
		}
		prior = prior - float64(m.M)*m.SumQ[k]
	}
	total := 0.0
	for p := 0; p < len(m.Points); p++ {
		top := math.Inf(-1)
		for k := 0; k < m.K; k++ {
			for i := 0; i < d; i++ {
				m.Centred[i] = m.Points[p][i] - x[means+k*d+i]
			}
			at := icf + k*size + d
			sum := 0.0
			for i := 0; i < d; i++ {
				q := m.Diag[k*d+i] * m.Centred[i]
				for j := 0; j < i; j++ {
					q = q + x[at]*m.Centred[j]
					at = at + 1
				}
				sum = sum + q*q
			}
			m.Terms[k] = x[k] + m.SumQ[k] - 0.5*sum
			if m.Terms[k] > top {
				top = m.Terms[k]
			}
		}
		s := 0.0
		for k := 0; k < m.K; k++ {
			s = s + math.Exp(m.Terms[k]-top)
		}
		total = total + top + math.Log(s)
	}
	top := x[0]
	for k := 1; k < m.K; k++ {
		if x[k] > top {
			top = x[k]
		}
	}
	s := 0.0
	for k := 0; k < m.K; k++ {
		s = s + math.Exp(x[k]-top)
	}
	return total - float64(len(m.Points))*(top+math.Log(s)) + prior
}
