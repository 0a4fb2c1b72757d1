// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Gaussian mixture: the log-likelihood of points under k Gaussians, whose
// inverse covariance is given by its Cholesky factor with a log-diagonal.

package forward

import (
	"math"

	"gonum.org/v1/gonum/num/dual"
)

// gmm holds the parameters, row by row.
type gmm struct {
	k, d                  int
	alpha, mean, log, low []float64
}

func newGMM(k, d int) *gmm {
	return &gmm{k, d, make([]float64, k), make([]float64, k*d), make([]float64, k*d), make([]float64, k*d*(d-1)/2)}
}

func (g *gmm) floats() [][]float64 { return [][]float64{g.alpha, g.mean, g.log, g.low} }

// gmmLoss is the primal; terms and qx are scratch memory.
func gmmLoss(g *gmm, xs, terms, qx []float64) float64 {
	total := 0.0
	d, tri := g.d, g.d*(g.d-1)/2
	for i := 0; i+d <= len(xs); i += d {
		x := xs[i : i+d]
		for j := range terms {
			mean, log, low := g.mean[j*d:j*d+d], g.log[j*d:j*d+d], g.low[j*tri:j*tri+tri]
			at, sum, trace := 0, 0.0, 0.0
			for r := range qx {
				diff := x[r] - mean[r]
				q := math.Exp(log[r]) * diff
				for c := 0; c < r; c++ {
					q += low[at] * (x[c] - mean[c])
					at++
				}
				qx[r] = q
				sum += q * q
				trace += log[r]
			}
			terms[j] = g.alpha[j] + trace - 0.5*sum
		}
		total += lse(terms)
	}
	return total - float64(len(xs)/d)*lse(g.alpha)
}

//go:autodiff gmmLoss Forward Dual Const Dual Dual Dual
func gmmOurs(g, dg *gmm, xs, terms, dterms, qx, dqx []float64) (y, dy float64)

func gmmHand(g, dg *gmm, xs, terms, dterms, qx, dqx []float64) (total, dtotal float64) {
	d, tri := g.d, g.d*(g.d-1)/2
	for i := 0; i+d <= len(xs); i += d {
		x := xs[i : i+d]
		for j := range terms {
			mean, log, low := g.mean[j*d:j*d+d], g.log[j*d:j*d+d], g.low[j*tri:j*tri+tri]
			dmean, dlog, dlow := dg.mean[j*d:j*d+d], dg.log[j*d:j*d+d], dg.low[j*tri:j*tri+tri]
			at, sum, dsum, trace, dtrace := 0, 0.0, 0.0, 0.0, 0.0
			for r := range qx {
				e, diff := math.Exp(log[r]), x[r]-mean[r]
				q := e * diff
				dq := q*dlog[r] - e*dmean[r]
				for c := 0; c < r; c++ {
					diff := x[c] - mean[c]
					q += low[at] * diff
					dq += dlow[at]*diff - low[at]*dmean[c]
					at++
				}
				qx[r], dqx[r] = q, dq
				sum += q * q
				dsum += 2 * q * dq
				trace += log[r]
				dtrace += dlog[r]
			}
			terms[j] = g.alpha[j] + trace - 0.5*sum
			dterms[j] = dg.alpha[j] + dtrace - 0.5*dsum
		}
		y, dy := lseHand(terms, dterms)
		total += y
		dtotal += dy
	}
	n := float64(len(xs) / d)
	y, dy := lseHand(g.alpha, dg.alpha)
	return total - n*y, dtotal - n*dy
}

func gmmDual(k, d int, alpha, mean, log, low []dual.Number, xs []float64, terms, qx []dual.Number) dual.Number {
	var total dual.Number
	tri := d * (d - 1) / 2
	for i := 0; i+d <= len(xs); i += d {
		x := xs[i : i+d]
		for j := range terms {
			mean, log, low := mean[j*d:j*d+d], log[j*d:j*d+d], low[j*tri:j*tri+tri]
			at := 0
			var sum, trace dual.Number
			for r := range qx {
				q := dual.Mul(dual.Exp(log[r]), dual.Sub(num(x[r]), mean[r]))
				for c := 0; c < r; c++ {
					q = dual.Add(q, dual.Mul(low[at], dual.Sub(num(x[c]), mean[c])))
					at++
				}
				qx[r] = q
				sum = dual.Add(sum, dual.Mul(q, q))
				trace = dual.Add(trace, log[r])
			}
			terms[j] = dual.Sub(dual.Add(alpha[j], trace), dual.Scale(0.5, sum))
		}
		total = dual.Add(total, lseDual(terms))
	}
	return dual.Sub(total, dual.Scale(float64(len(xs)/d), lseDual(alpha)))
}

func gmmCase(name string, k, d, n int) benchmark {
	g, dg, xs := newGMM(k, d), newGMM(k, d), random(n*d)
	for i, p := range g.floats() {
		copy(p, random(len(p)))
		copy(dg.floats()[i], random(len(p)))
	}
	terms, dterms, qx, dqx := make([]float64, k), make([]float64, k), make([]float64, d), make([]float64, d)
	alpha, mean, log, low := pair(g.alpha, dg.alpha), pair(g.mean, dg.mean), pair(g.log, dg.log), pair(g.low, dg.low)
	nterms, nqx := make([]dual.Number, k), make([]dual.Number, d)
	return benchmark{name,
		func() float64 { return gmmLoss(g, xs, terms, qx) },
		func() (float64, float64) { return gmmHand(g, dg, xs, terms, dterms, qx, dqx) },
		func() (float64, float64) { return gmmOurs(g, dg, xs, terms, dterms, qx, dqx) },
		func() (float64, float64) { return parts(gmmDual(k, d, alpha, mean, log, low, xs, nterms, nqx)) },
	}
}
