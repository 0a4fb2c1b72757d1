// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Objectives of statistics, learning and vision.

package numerics

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

type gauss struct {
	alphas []float64
	means  [][]float64
	logs   [][]float64 // log-diagonal of the inverse covariance's root
	lower  [][]float64 // its strict lower triangle, row by row
}

// gmm is a Gaussian mixture's log-likelihood with a Wishart prior.
func gmm(g *gauss, xs [][]float64, gamma float64) float64 {
	k, d := len(g.alphas), len(xs[0])
	terms := make([]float64, k)
	qx := make([]float64, d)
	total := 0.0
	for _, x := range xs {
		for j := range terms {
			mean, log, low := g.means[j], g.logs[j], g.lower[j]
			q, trace, at := 0.0, 0.0, 0
			for r := range d {
				qx[r] = math.Exp(log[r]) * (x[r] - mean[r])
				for c := range r {
					qx[r] += low[at] * (x[c] - mean[c])
					at++
				}
				q += qx[r] * qx[r]
				trace += log[r]
			}
			terms[j] = g.alphas[j] + trace - q/2
		}
		total += lse(terms)
	}
	total -= float64(len(xs)) * lse(g.alphas)
	for j := range g.logs {
		frob, sum := 0.0, 0.0
		for _, v := range g.logs[j] {
			sum += v
			frob += math.Exp(2 * v)
		}
		for _, v := range g.lower[j] {
			frob += v * v
		}
		total += gamma*gamma/2*frob - sum
	}
	return total
}

func lse(x []float64) float64 {
	m := x[0]
	for _, v := range x[1:] {
		if v > m {
			m = v
		}
	}
	s := 0.0
	for _, v := range x {
		s += math.Exp(v - m)
	}
	return m + math.Log(s)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

type cell struct {
	w, b      [4][]float64
	hidden, c []float64
}

// step runs a diagonal LSTM cell and updates its state.
func (l *cell) step(x []float64) {
	for i := range x {
		forget := sigmoid(x[i]*l.w[0][i] + l.b[0][i])
		ingate := sigmoid(l.hidden[i]*l.w[1][i] + l.b[1][i])
		outgate := sigmoid(x[i]*l.w[2][i] + l.b[2][i])
		change := math.Tanh(l.hidden[i]*l.w[3][i] + l.b[3][i])
		l.c[i] = l.c[i]*forget + ingate*change
		l.hidden[i] = outgate * math.Tanh(l.c[i])
	}
}

func lstm(l *cell, seq [][]float64) float64 {
	loss := 0.0
	for t := 0; t+1 < len(seq); t++ {
		l.step(seq[t])
		for i, h := range l.hidden {
			d := h - seq[t+1][i]
			loss += d * d
		}
	}
	return loss / float64(len(seq))
}

// kmeans is the sum of squared distances to the nearest centre.
func kmeans(centres, points [][]float64) float64 {
	cost := 0.0
	for _, p := range points {
		best := math.Inf(1)
		for _, c := range centres {
			d := 0.0
			for i := range p {
				t := p[i] - c[i]
				d += t * t
			}
			if d < best {
				best = d
			}
		}
		cost += best
	}
	return cost
}

type camera struct {
	rot, centre [3]float64
	focal       float64
	principal   [2]float64
	radial      [2]float64
}

func rodrigues(rot, x [3]float64) [3]float64 {
	t2 := rot[0]*rot[0] + rot[1]*rot[1] + rot[2]*rot[2]
	if t2 == 0 {
		return cross3(rot, x)
	}
	theta := math.Sqrt(t2)
	s, c := math.Sincos(theta)
	w := [3]float64{rot[0] / theta, rot[1] / theta, rot[2] / theta}
	wx := cross3(w, x)
	dot := (w[0]*x[0] + w[1]*x[1] + w[2]*x[2]) * (1 - c)
	var y [3]float64
	for i := range y {
		y[i] = x[i]*c + wx[i]*s + w[i]*dot
	}
	return y
}

func cross3(a, b [3]float64) [3]float64 {
	return [3]float64{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// reproject is bundle adjustment's residual of one observation.
func reproject(cam *camera, x [3]float64, w float64, feat [2]float64) (err [2]float64, werr float64) {
	var rel [3]float64
	for i := range x {
		rel[i] = x[i] - cam.centre[i]
	}
	p := rodrigues(cam.rot, rel)
	u := [2]float64{p[0] / p[2], p[1] / p[2]}
	r2 := u[0]*u[0] + u[1]*u[1]
	l := 1 + cam.radial[0]*r2 + cam.radial[1]*r2*r2
	for i := range u {
		err[i] = w * (u[i]*l*cam.focal + cam.principal[i] - feat[i])
	}
	return err, 1 - w*w
}

type kalman struct {
	x [2]float64
	p [2][2]float64
	q float64
}

func (k *kalman) step(z, dt, r float64) float64 {
	k.x[0] += dt * k.x[1]
	p00 := k.p[0][0] + dt*(k.p[1][0]+k.p[0][1]+dt*k.p[1][1]) + k.q
	p01 := k.p[0][1] + dt*k.p[1][1]
	p10 := k.p[1][0] + dt*k.p[1][1]
	p11 := k.p[1][1] + k.q
	s := p00 + r
	g0, g1 := p00/s, p10/s
	y := z - k.x[0]
	k.x[0] += g0 * y
	k.x[1] += g1 * y
	k.p = [2][2]float64{{(1 - g0) * p00, (1 - g0) * p01}, {p10 - g1*p00, p11 - g1*p01}}
	return -0.5 * (y*y/s + math.Log(2*math.Pi*s))
}

func logLikelihood(k *kalman, zs []float64, dt, r float64) (ll float64) {
	for _, z := range zs {
		ll += k.step(z, dt, r)
	}
	return
}

func mlp(w1, w2 [][]float64, b1, b2, x []float64) []float64 {
	h := make([]float64, len(w1))
	for i, row := range w1 {
		s := b1[i]
		for j, v := range row {
			s += v * x[j]
		}
		h[i] = max(0.01*s, s)
	}
	out := make([]float64, len(w2))
	for i, row := range w2 {
		out[i] = b2[i]
		for j, v := range row {
			out[i] += v * h[j]
		}
	}
	z := lse(out)
	for i := range out {
		out[i] = math.Exp(out[i] - z)
	}
	return out
}

func logistic(w []float64, xs [][]float64, labels []bool) (loss float64) {
	for i, x := range xs {
		s := w[len(x)]
		for j, v := range x {
			s += v * w[j]
		}
		if !labels[i] {
			s = -s
		}
		if s > 0 {
			loss += math.Log1p(math.Exp(-s))
		} else {
			loss += -s + math.Log1p(math.Exp(s))
		}
	}
	return
}

func viterbi(trans [][]float64, emit [][]float64, obs []int) float64 {
	n := len(trans)
	v := make([]float64, n)
	for i := range v {
		v[i] = emit[i][obs[0]]
	}
	for _, o := range obs[1:] {
		w := make([]float64, n)
		for j := range w {
			w[j] = math.Inf(-1)
			for i := range v {
				if s := v[i] + trans[i][j]; s > w[j] {
					w[j] = s
				}
			}
			w[j] += emit[j][o]
		}
		v = w
	}
	return lse(v)
}

func welford(xs []float64) (mean, variance, skew float64) {
	var m2, m3, n float64
	for _, x := range xs {
		n++
		d := x - mean
		mean += d / n
		t := d * (d / n) * (n - 1)
		m3 += t*d/n*(n-2) - 3*d/n*m2
		m2 += t
	}
	return mean, m2 / (n - 1), math.Sqrt(n) * m3 / math.Pow(m2, 1.5)
}

//go:autodiff gmm Forward
func dGmm(g, dg *gauss, xs, dxs [][]float64, gamma, dgamma float64) (float64, float64)

//go:autodiff gmm Forward Dual Const Const DualOnly
func dGmmOnly(g, dg *gauss, xs [][]float64, gamma float64) float64

//go:autodiff gmm Reverse Duplicated Const Const ActiveOnly
func revGmmOnly(g, dg *gauss, xs [][]float64, gamma, dret float64)

//go:autodiff lse Forward
func dLse(x, dx []float64) (float64, float64)

//go:autodiff lse Reverse
func revLse(x, dx []float64, dret float64) float64

//go:autodiff lstm Forward
func dLstm(l, dl *cell, seq, dseq [][]float64) (float64, float64)

//go:autodiff lstm Reverse
func revLstm(l, dl *cell, seq, dseq [][]float64, dret float64) float64

//go:autodiff kmeans Forward
func dKmeans(centres, dcentres, points, dpoints [][]float64) (float64, float64)

//go:autodiff kmeans Reverse
func revKmeans(centres, dcentres, points, dpoints [][]float64, dret float64) float64

//go:autodiff reproject Forward
func dReproject(cam, dcam *camera, x, dx [3]float64, w, dw float64, feat, dfeat [2]float64) (err, derr [2]float64, werr, dwerr float64)

//go:autodiff reproject Reverse
func revReproject(cam, dcam *camera, x [3]float64, w float64, feat, derr [2]float64, dwerr float64) ([2]float64, float64, [3]float64, float64, [2]float64)

//go:autodiff logLikelihood Forward
func dLogLikelihood(k, dk *kalman, zs, dzs []float64, dt, ddt, r, dr float64) (ll, dll float64)

//go:autodiff logLikelihood Reverse
func revLogLikelihood(k, dk *kalman, zs, dzs []float64, dt, r, dll float64) (float64, float64, float64)

//go:autodiff mlp Forward
func dMlp(w1, dw1, w2, dw2 [][]float64, b1, db1, b2, db2, x, dx []float64) ([]float64, []float64)

//go:autodiff mlp Reverse
func revMlp(w1, dw1, w2, dw2 [][]float64, b1, db1, b2, db2, x, dx []float64) []float64

//go:autodiff logistic Forward
func dLogistic(w, dw []float64, xs, dxs [][]float64, labels []bool) (loss, dloss float64)

//go:autodiff logistic Reverse
func revLogistic(w, dw []float64, xs, dxs [][]float64, labels []bool, dloss float64) float64

//go:autodiff viterbi Forward
func dViterbi(trans, dtrans, emit, demit [][]float64, obs []int) (float64, float64)

//go:autodiff viterbi Reverse
func revViterbi(trans, dtrans, emit, demit [][]float64, obs []int, dret float64) float64

//go:autodiff welford Forward
func dWelford(xs, dxs []float64) (mean, dmean, variance, dvariance, skew, dskew float64)

//go:autodiff welford Reverse
func revWelford(xs, dxs []float64, dmean, dvariance, dskew float64) (float64, float64, float64)

func aGauss() *gauss {
	return &gauss{
		alphas: make([]float64, 3),
		means:  [][]float64{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
		logs:   [][]float64{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
		lower:  [][]float64{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
	}
}

func aCell(n int) *cell {
	c := &cell{hidden: make([]float64, n), c: make([]float64, n)}
	for i := range c.w {
		c.w[i], c.b[i] = make([]float64, n), make([]float64, n)
	}
	return c
}

func TestStatistics(t *testing.T) {
	check.Forward(t, gmm, dGmm, check.Fill(aGauss(), -1, 1), check.Mat(6, 3, -1, 1), 1.2)
	check.Both(t, gmm, dGmmOnly, revGmmOnly, check.Acts("Dual Const Const DualOnly"), check.Fill(aGauss(), -1, 1), check.Mat(6, 3, -1, 1), 1.2)
	check.Both(t, lse, dLse, revLse, check.Vec(6, -2, 2))
	check.Both(t, kmeans, dKmeans, revKmeans, check.Mat(3, 4, -1, 1), check.Mat(10, 4, -1, 1))
	check.Both(t, logLikelihood, dLogLikelihood, revLogLikelihood, &kalman{[2]float64{1, 2}, [2][2]float64{{1, 0.1}, {0.1, 2}}, 0.3}, check.Vec(8, 0, 3), 0.5, 0.7)
	check.Both(t, viterbi, dViterbi, revViterbi, check.Mat(4, 4, -1, 0), check.Mat(4, 3, -1, 0), []int{0, 2, 1, 1, 0, 2})
	check.Both(t, welford, dWelford, revWelford, check.Vec(9, -1, 2))
}

func TestLearning(t *testing.T) {
	check.Both(t, lstm, dLstm, revLstm, check.Fill(aCell(4), -1, 1), check.Mat(6, 4, -1, 1))
	check.Both(t, mlp, dMlp, revMlp, check.Mat(5, 3, -1, 1), check.Mat(2, 5, -1, 1), check.Vec(5, -1, 1), check.Vec(2, -1, 1), check.Vec(3, -1, 1))
	check.Both(t, logistic, dLogistic, revLogistic, check.Vec(4, -1, 1), check.Mat(5, 3, -2, 2), []bool{true, false, false, true, true})
	check.Both(t, reproject, dReproject, revReproject, check.Range(0.1, 1), check.Range(2, 4), 0.7, check.Range(0, 1))
}
