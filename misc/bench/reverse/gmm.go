// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// GMM: the log-likelihood of points under a mixture of Gaussians with a
// Wishart prior, as in ADBench. An inverse covariance is given by its Cholesky
// factor: d logarithms of the diagonal, then what is below it, row by row.

package reverse

import (
	"math"

	"goenzyme/bench/clock"
)

// A mixture holds k Gaussians in d dimensions.
type mixture struct {
	alphas []float64   // k logarithms of weights
	means  [][]float64 // k×d
	icf    [][]float64 // k×d(d+1)/2
}

// A wishart is the prior's parameters.
type wishart struct {
	gamma float64
	m     int
}

// gmmWork is scratch memory.
type gmmWork struct {
	qdiags [][]float64 // k×d: the diagonals
	sumQs  []float64   // k: the sums of their logarithms
	terms  []float64   // k
	xc     []float64   // d
}

func newGMMWork(d, k int) *gmmWork {
	return &gmmWork{rows(make([]float64, k*d), d), make([]float64, k), make([]float64, k), make([]float64, d)}
}

// gmm returns the logarithm of the likelihood times the prior.
func gmm(p *mixture, xs [][]float64, prior wishart, w *gmmWork) float64 {
	d := len(w.xc)
	for k, icf := range p.icf {
		sum, qdiag := 0.0, w.qdiags[k]
		for i, v := range icf[:d] {
			qdiag[i] = math.Exp(v)
			sum += v
		}
		w.sumQs[k] = sum
	}
	total := 0.0
	for _, x := range xs {
		for k := range w.terms {
			w.terms[k] = p.alphas[k] + w.sumQs[k] - 0.5*mahalanobis(x, p.means[k], w.qdiags[k], p.icf[k][d:], w.xc)
		}
		total += logSumExp(w.terms)
	}
	n := float64(len(xs))
	return total - n*logSumExp(p.alphas) - n*float64(d)*0.5*math.Log(2*math.Pi) + logPrior(p, prior, w)
}

// mahalanobis is |L·(x-mean)|² for the factor with diagonal diag and low below it.
func mahalanobis(x, mean, diag, low, xc []float64) float64 {
	for i, m := range mean {
		xc[i] = x[i] - m
	}
	sum, at := 0.0, 0
	for i, v := range xc {
		q := diag[i] * v
		for _, u := range xc[:i] {
			q += low[at] * u
			at++
		}
		sum += q * q
	}
	return sum
}

// logPrior is the logarithm of the Wishart prior.
func logPrior(p *mixture, prior wishart, w *gmmWork) float64 {
	d := len(w.xc)
	n := d + prior.m + 1
	c := float64(n*d)*(math.Log(prior.gamma)-0.5*math.Ln2) - logGammaDistrib(0.5*float64(n), d)
	sum := 0.0
	for k, qdiag := range w.qdiags {
		low := p.icf[k][d:]
		sum += 0.5*prior.gamma*prior.gamma*(dot(qdiag, qdiag)+dot(low, low)) - float64(prior.m)*w.sumQs[k]
	}
	return sum - float64(len(w.qdiags))*c
}

// logGammaDistrib is the logarithm of the multivariate gamma function.
func logGammaDistrib(a float64, p int) float64 {
	s := 0.25 * float64(p*(p-1)) * math.Log(math.Pi)
	for j := 1; j <= p; j++ {
		lg, _ := math.Lgamma(a + 0.5*float64(1-j))
		s += lg
	}
	return s
}

// gmmHandWork is what the gradient by hand keeps of one point, and adjoints.
type gmmHandWork struct {
	gmmWork
	xcs     [][]float64 // k×d: x-mean
	q       [][]float64 // k×d: L·(x-mean)
	dqdiags [][]float64 // k×d
	dsumQs  []float64   // k
}

func newGMMHandWork(d, k int) *gmmHandWork {
	return &gmmHandWork{*newGMMWork(d, k), rows(make([]float64, k*d), d), rows(make([]float64, k*d), d), rows(make([]float64, k*d), d), make([]float64, k)}
}

// gmmHand adds the gradient to dp.
func gmmHand(p, dp *mixture, xs [][]float64, prior wishart, w *gmmHandWork) float64 {
	d := len(w.xc)
	for k, icf := range p.icf {
		sum, qdiag := 0.0, w.qdiags[k]
		for i, v := range icf[:d] {
			qdiag[i] = math.Exp(v)
			sum += v
		}
		w.sumQs[k] = sum
		clear(w.dqdiags[k])
	}
	clear(w.dsumQs)
	total := 0.0
	for _, x := range xs {
		for k := range w.terms {
			w.terms[k] = p.alphas[k] + w.sumQs[k] - 0.5*mahalanobisKeep(x, p.means[k], w.qdiags[k], p.icf[k][d:], w.xcs[k], w.q[k])
		}
		total += logSumExpHand(w.terms, w.terms)
		for k, share := range w.terms {
			w.dsumQs[k] += share
			mahalanobisBack(dp.means[k], w.qdiags[k], w.dqdiags[k], p.icf[k][d:], dp.icf[k][d:], w.xcs[k], w.q[k], share)
		}
	}
	n := float64(len(xs))
	total -= n * logSumExpHand(p.alphas, w.terms)
	for k, share := range w.terms {
		dp.alphas[k] += w.dsumQs[k] - n*share
	}
	square := prior.gamma * prior.gamma
	for k, icf := range p.icf {
		dicf, qdiag, dqdiag, dsum := dp.icf[k][:len(icf)], w.qdiags[k], w.dqdiags[k], w.dsumQs[k]-float64(prior.m)
		for i, q := range qdiag {
			dicf[i] += dsum + q*(dqdiag[i]+square*q)
		}
		for i := d; i < len(icf); i++ {
			dicf[i] += square * icf[i]
		}
	}
	return total - n*float64(d)*0.5*math.Log(2*math.Pi) + logPrior(p, prior, &w.gmmWork)
}

// mahalanobisKeep is mahalanobis that keeps x-mean in xc and L·(x-mean) in q.
func mahalanobisKeep(x, mean, diag, low, xc, q []float64) float64 {
	x, xc = x[:len(mean)], xc[:len(mean)]
	for i, m := range mean {
		xc[i] = x[i] - m
	}
	diag, q = diag[:len(xc)], q[:len(xc)]
	sum, at := 0.0, 0
	for i, v := range xc {
		s := diag[i] * v
		row := low[at : at+i]
		for j, l := range row {
			s += l * xc[j]
		}
		at += i
		q[i] = s
		sum += s * s
	}
	return sum
}

// mahalanobisBack adds to the adjoints when that of -½·mahalanobis is share.
func mahalanobisBack(dmean, diag, ddiag, low, dlow, xc, q []float64, share float64) {
	n := len(xc)
	dmean, diag, ddiag, q = dmean[:n], diag[:n], ddiag[:n], q[:n]
	for i, v := range xc {
		g := share * q[i]
		q[i] = g
		ddiag[i] -= g * v
		dmean[i] += g * diag[i]
	}
	at := 0
	for i, g := range q {
		row, drow := low[at:at+i], dlow[at:at+i]
		for j, l := range row {
			drow[j] -= g * xc[j]
			dmean[j] += g * l
		}
		at += i
	}
}

func gmmCase(name string, d, k, n int) *objective {
	s := clock.NewSource(9)
	size := k + k*d + k*d*(d+1)/2
	x, dx := s.Numbers(size), make([]float64, size)
	view := func(x []float64) *mixture {
		return &mixture{x[:k:k], rows(x[k:k+k*d], d), rows(x[k+k*d:], d*(d+1)/2)}
	}
	p, dp, xs, prior := view(x), view(dx), rows(s.Numbers(n*d), d), wishart{1, 0}
	work, dwork, kept := newGMMWork(d, k), newGMMWork(d, k), newGMMHandWork(d, k)
	return &objective{
		name:   name,
		x:      x,
		dx:     dx,
		primal: func() float64 { return gmm(p, xs, prior, work) },
		hand: func() {
			clear(dx)
			gmmHand(p, dp, xs, prior, kept)
		},
		tangent: func() float64 {
			_, d := gmmTangent(p, dp, xs, prior, work, dwork)
			return d
		},
		ours: func() {
			clear(dx)
			gmmGrad(p, dp, xs, prior, work, dwork, 1)
		},
		infergo: observe(gmmModel(d, k, xs, prior), x),
	}
}
