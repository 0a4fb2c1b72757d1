// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Programs: an LSTM cell over a sequence, an ODE by Runge and Kutta, k-means.

package forward

import (
	"math"

	"gonum.org/v1/gonum/num/dual"
)

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func sigmoidDual(x dual.Number) dual.Number {
	return dual.Inv(dual.Add(num(1), dual.Exp(dual.Scale(-1, x))))
}

// lstm runs a diagonal cell over seq, n features at a time. w holds the four
// gates' weights and biases; h and c are the state, which starts at zero.
func lstm(w, seq, h, c []float64) float64 {
	n, loss := len(h), 0.0
	clear(h)
	clear(c)
	for t := 0; t+2*n <= len(seq); t += n {
		x, next := seq[t:t+n], seq[t+n:t+2*n]
		for i := range h {
			forget := sigmoid(x[i]*w[i] + w[n+i])
			ingate := sigmoid(h[i]*w[2*n+i] + w[3*n+i])
			outgate := sigmoid(x[i]*w[4*n+i] + w[5*n+i])
			change := math.Tanh(h[i]*w[6*n+i] + w[7*n+i])
			c[i] = c[i]*forget + ingate*change
			h[i] = outgate * math.Tanh(c[i])
			d := h[i] - next[i]
			loss += d * d
		}
	}
	return loss
}

//go:autodiff lstm Forward Dual Const Dual Dual Dual
func lstmOurs(w, dw, seq, h, dh, c, dc []float64) (y, dy float64)

func lstmHand(w, dw, seq, h, dh, c, dc []float64) (loss, dloss float64) {
	n := len(h)
	clear(h)
	clear(c)
	clear(dh)
	clear(dc)
	for t := 0; t+2*n <= len(seq); t += n {
		x, next := seq[t:t+n], seq[t+n:t+2*n]
		for i := range h {
			forget := sigmoid(x[i]*w[i] + w[n+i])
			ingate := sigmoid(h[i]*w[2*n+i] + w[3*n+i])
			outgate := sigmoid(x[i]*w[4*n+i] + w[5*n+i])
			change := math.Tanh(h[i]*w[6*n+i] + w[7*n+i])
			dforget := forget * (1 - forget) * (x[i]*dw[i] + dw[n+i])
			dingate := ingate * (1 - ingate) * (dh[i]*w[2*n+i] + h[i]*dw[2*n+i] + dw[3*n+i])
			doutgate := outgate * (1 - outgate) * (x[i]*dw[4*n+i] + dw[5*n+i])
			dchange := (1 - change*change) * (dh[i]*w[6*n+i] + h[i]*dw[6*n+i] + dw[7*n+i])
			dc[i] = dc[i]*forget + c[i]*dforget + dingate*change + ingate*dchange
			c[i] = c[i]*forget + ingate*change
			th := math.Tanh(c[i])
			dh[i] = doutgate*th + outgate*(1-th*th)*dc[i]
			h[i] = outgate * th
			d := h[i] - next[i]
			loss += d * d
			dloss += 2 * d * dh[i]
		}
	}
	return loss, dloss
}

func lstmDual(w []dual.Number, seq []float64, h, c []dual.Number) (loss dual.Number) {
	n := len(h)
	clear(h)
	clear(c)
	for t := 0; t+2*n <= len(seq); t += n {
		x, next := seq[t:t+n], seq[t+n:t+2*n]
		for i := range h {
			forget := sigmoidDual(dual.Add(dual.Scale(x[i], w[i]), w[n+i]))
			ingate := sigmoidDual(dual.Add(dual.Mul(h[i], w[2*n+i]), w[3*n+i]))
			outgate := sigmoidDual(dual.Add(dual.Scale(x[i], w[4*n+i]), w[5*n+i]))
			change := dual.Tanh(dual.Add(dual.Mul(h[i], w[6*n+i]), w[7*n+i]))
			c[i] = dual.Add(dual.Mul(c[i], forget), dual.Mul(ingate, change))
			h[i] = dual.Mul(outgate, dual.Tanh(c[i]))
			d := dual.Sub(h[i], num(next[i]))
			loss = dual.Add(loss, dual.Mul(d, d))
		}
	}
	return loss
}

func lstmCase(n, steps int) benchmark {
	w, dw, seq := random(8*n), random(8*n), random(n*steps)
	h, dh, c, dc := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	nw, nh, nc := pair(w, dw), make([]dual.Number, n), make([]dual.Number, n)
	return benchmark{"LSTM",
		func() float64 { return lstm(w, seq, h, c) },
		func() (float64, float64) { return lstmHand(w, dw, seq, h, dh, c, dc) },
		func() (float64, float64) { return lstmOurs(w, dw, seq, h, dh, c, dc) },
		func() (float64, float64) { return parts(lstmDual(nw, seq, nh, nc)) },
	}
}

// lorenz integrates Lorenz's equations with the classical fourth-order method.
func lorenz(y [3]float64, sigma, rho, beta, h float64, steps int) float64 {
	for range steps {
		k1 := slope(y, sigma, rho, beta)
		k2 := slope(along(y, k1, h/2), sigma, rho, beta)
		k3 := slope(along(y, k2, h/2), sigma, rho, beta)
		k4 := slope(along(y, k3, h), sigma, rho, beta)
		for i := range y {
			y[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
		}
	}
	return y[0] + y[1] + y[2]
}

func slope(y [3]float64, sigma, rho, beta float64) [3]float64 {
	return [3]float64{sigma * (y[1] - y[0]), y[0]*(rho-y[2]) - y[1], y[0]*y[1] - beta*y[2]}
}

func along(y, k [3]float64, h float64) [3]float64 {
	for i := range y {
		y[i] += h * k[i]
	}
	return y
}

//go:autodiff lorenz Forward Dual Dual Dual Dual Const Const Dual
func lorenzOurs(y, dy [3]float64, sigma, dsigma, rho, drho, beta, dbeta, h float64, steps int) (r, dr float64)

func lorenzHand(y, dy [3]float64, sigma, dsigma, rho, drho, beta, dbeta, h float64, steps int) (r, dr float64) {
	for range steps {
		k1, d1 := slopeHand(y, dy, sigma, dsigma, rho, drho, beta, dbeta)
		k2, d2 := slopeHand(along(y, k1, h/2), along(dy, d1, h/2), sigma, dsigma, rho, drho, beta, dbeta)
		k3, d3 := slopeHand(along(y, k2, h/2), along(dy, d2, h/2), sigma, dsigma, rho, drho, beta, dbeta)
		k4, d4 := slopeHand(along(y, k3, h), along(dy, d3, h), sigma, dsigma, rho, drho, beta, dbeta)
		for i := range y {
			y[i] += h / 6 * (k1[i] + 2*k2[i] + 2*k3[i] + k4[i])
			dy[i] += h / 6 * (d1[i] + 2*d2[i] + 2*d3[i] + d4[i])
		}
	}
	return y[0] + y[1] + y[2], dy[0] + dy[1] + dy[2]
}

func slopeHand(y, dy [3]float64, sigma, dsigma, rho, drho, beta, dbeta float64) (k, dk [3]float64) {
	k = slope(y, sigma, rho, beta)
	dk = [3]float64{
		dsigma*(y[1]-y[0]) + sigma*(dy[1]-dy[0]),
		dy[0]*(rho-y[2]) + y[0]*(drho-dy[2]) - dy[1],
		dy[0]*y[1] + y[0]*dy[1] - dbeta*y[2] - beta*dy[2],
	}
	return k, dk
}

func lorenzDual(y [3]dual.Number, sigma, rho, beta dual.Number, h float64, steps int) dual.Number {
	for range steps {
		k1 := slopeDual(y, sigma, rho, beta)
		k2 := slopeDual(alongDual(y, k1, h/2), sigma, rho, beta)
		k3 := slopeDual(alongDual(y, k2, h/2), sigma, rho, beta)
		k4 := slopeDual(alongDual(y, k3, h), sigma, rho, beta)
		for i := range y {
			s := dual.Add(dual.Add(k1[i], dual.Scale(2, k2[i])), dual.Add(dual.Scale(2, k3[i]), k4[i]))
			y[i] = dual.Add(y[i], dual.Scale(h/6, s))
		}
	}
	return dual.Add(dual.Add(y[0], y[1]), y[2])
}

func slopeDual(y [3]dual.Number, sigma, rho, beta dual.Number) [3]dual.Number {
	return [3]dual.Number{
		dual.Mul(sigma, dual.Sub(y[1], y[0])),
		dual.Sub(dual.Mul(y[0], dual.Sub(rho, y[2])), y[1]),
		dual.Sub(dual.Mul(y[0], y[1]), dual.Mul(beta, y[2])),
	}
}

func alongDual(y, k [3]dual.Number, h float64) [3]dual.Number {
	for i := range y {
		y[i] = dual.Add(y[i], dual.Scale(h, k[i]))
	}
	return y
}

func lorenzCase(steps int) benchmark {
	y, dy := [3]float64{1, 2, 3}, [3]float64{0.3, -0.2, 0.1}
	ny := [3]dual.Number(pair(y[:], dy[:]))
	const sigma, rho, beta, h = 10, 28, 8.0 / 3, 1e-3
	return benchmark{"ODE",
		func() float64 { return lorenz(y, sigma, rho, beta, h, steps) },
		func() (float64, float64) { return lorenzHand(y, dy, sigma, 1, rho, 2, beta, 3, h, steps) },
		func() (float64, float64) { return lorenzOurs(y, dy, sigma, 1, rho, 2, beta, 3, h, steps) },
		func() (float64, float64) {
			return parts(lorenzDual(ny, dual.Number{Real: sigma, Emag: 1}, dual.Number{Real: rho, Emag: 2}, dual.Number{Real: beta, Emag: 3}, h, steps))
		},
	}
}

// kmeans sums the squared distances of points to their nearest centres.
func kmeans(centres, points [][]float64) float64 {
	cost := 0.0
	for _, p := range points {
		best := math.Inf(1)
		for _, c := range centres {
			d := 0.0
			for i, v := range p {
				t := v - c[i]
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

//go:autodiff kmeans Forward Dual Const Dual
func kmeansOurs(centres, dcentres, points [][]float64) (y, dy float64)

func kmeansHand(centres, dcentres, points [][]float64) (cost, dcost float64) {
	for _, p := range points {
		best, dbest := math.Inf(1), 0.0
		for k, c := range centres {
			dc := dcentres[k]
			d, dd := 0.0, 0.0
			for i, v := range p {
				t := v - c[i]
				d += t * t
				dd -= 2 * t * dc[i]
			}
			if d < best {
				best, dbest = d, dd
			}
		}
		cost += best
		dcost += dbest
	}
	return cost, dcost
}

func kmeansDual(centres [][]dual.Number, points [][]float64) (cost dual.Number) {
	for _, p := range points {
		best := num(math.Inf(1))
		for _, c := range centres {
			var d dual.Number
			for i, v := range p {
				t := dual.Sub(num(v), c[i])
				d = dual.Add(d, dual.Mul(t, t))
			}
			if d.Real < best.Real {
				best = d
			}
		}
		cost = dual.Add(cost, best)
	}
	return cost
}

func kmeansCase(k, d, n int) benchmark {
	centres, dcentres, ncentres := make([][]float64, k), make([][]float64, k), make([][]dual.Number, k)
	for i := range centres {
		centres[i], dcentres[i] = random(d), random(d)
		ncentres[i] = pair(centres[i], dcentres[i])
	}
	points := make([][]float64, n)
	for i := range points {
		points[i] = random(d)
	}
	return benchmark{"k-means",
		func() float64 { return kmeans(centres, points) },
		func() (float64, float64) { return kmeansHand(centres, dcentres, points) },
		func() (float64, float64) { return kmeansOurs(centres, dcentres, points) },
		func() (float64, float64) { return parts(kmeansDual(ncentres, points)) },
	}
}
