// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loops that sum something up, and writes behind them, and between them, to what they have read.

package corners

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

func TestSums(t *testing.T) {
	t.Run("sumCall", func(t *testing.T) { check.Both(t, sumCall, dSumCall, revSumCall, check.Vec(5, 0.1, 1), 0.4) })
	t.Run("sumCall2", func(t *testing.T) { check.Both(t, sumCall2, dSumCall2, revSumCall2, check.Vec(5, 0.1, 1), 0.4) })
	t.Run("sumCall3", func(t *testing.T) { check.Both(t, sumCall3, dSumCall3, revSumCall3, check.Vec(5, 0.1, 1), 0.4) })
	t.Run("sumAlias", func(t *testing.T) {
		check.Both(t, sumAlias, dSumAlias, revSumAlias, check.Vec(5, 0.1, 1), check.Vec(5, 0.1, 1), 0.4)
	})
	t.Run("structSum", func(t *testing.T) {
		check.Both(t, structSum, dStructSum, revStructSum, []record{{[3]float64{1, 2, 3}, 0.5}, {[3]float64{0.5, 2, 1}, 0.7}, {[3]float64{0.2, 0.1, 0.7}, 0.3}}, 0.4)
	})
	t.Run("structCall", func(t *testing.T) {
		check.Both(t, structCall, dStructCall, revStructCall, []record{{[3]float64{1, 2, 3}, 0.5}, {[3]float64{0.5, 2, 1}, 0.7}, {[3]float64{0.2, 0.1, 0.7}, 0.3}}, 0.4)
	})
	t.Run("structSwap", func(t *testing.T) {
		check.Both(t, structSwap, dStructSwap, revStructSwap, []record{{[3]float64{1, 2, 3}, 0.5}, {[3]float64{0.5, 2, 1}, 0.7}, {[3]float64{0.2, 0.1, 0.7}, 0.3}}, 0.4)
	})
	t.Run("held", func(t *testing.T) {
		check.Both(t, held, dHeld, revHeld, &holder{a: []float64{0.1, 0.2, 0.3}, b: []float64{0.5, 0.6, 0.7}, k: 0.3, p: &couple{0.4, 0.5}}, 0.4)
	})
	t.Run("heldInTurn", func(t *testing.T) {
		check.Both(t, heldInTurn, dHolder2, revHolder2, &holder{a: []float64{0.1, 0.2, 0.3}, b: []float64{0.5, 0.6, 0.7}, k: 0.3, p: &couple{0.4, 0.5}}, 0.4)
	})
	t.Run("maxIdx", func(t *testing.T) { check.Both(t, maxIdx, dMaxIdx, revMaxIdx, check.Vec(6, 0.1, 1)) })
	t.Run("lastBig", func(t *testing.T) { check.Both(t, lastBig, dLastBig, revLastBig, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("chosenOver", func(t *testing.T) { check.Both(t, chosenOver, dChosenOver, revChosenOver, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("runningMax", func(t *testing.T) { check.Both(t, runningMax, dRunningMax, revRunningMax, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("secondMax", func(t *testing.T) { check.Both(t, secondMax, dSecondMax, revSecondMax, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("rowSums", func(t *testing.T) { check.Both(t, rowSums, dRowSums, revRowSums, check.Mat(3, 4, 0.1, 1), 0.3) })
	t.Run("colNorm", func(t *testing.T) { check.Both(t, colNorm, dColNorm, revColNorm, check.Mat(3, 4, 0.1, 1), 0.3) })
	t.Run("power", func(t *testing.T) {
		check.Both(t, power, dPower, revPower, check.Mat(3, 3, 0.1, 1), check.Vec(3, 0.1, 1))
	})
	t.Run("twoLoops", func(t *testing.T) { check.Both(t, twoLoops, dTwoLoops, revTwoLoops, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("copyIn", func(t *testing.T) { check.Both(t, copyIn, dCopyIn, revCopyIn, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("window", func(t *testing.T) { check.Both(t, window, dWindow, revWindow, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("ema", func(t *testing.T) { check.Both(t, ema, dEma, revEma, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("horner", func(t *testing.T) { check.Both(t, horner, dHorner, revHorner, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("revLoop", func(t *testing.T) { check.Both(t, revLoop, dRevLoop, revRevLoop, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("whileLoop", func(t *testing.T) { check.Both(t, whileLoop, dWhileLoop, revWhileLoop, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("searchLoop", func(t *testing.T) { check.Both(t, searchLoop, dSearchLoop, revSearchLoop, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("fillCalls", func(t *testing.T) { check.Both(t, fillCalls, dFillCalls, revFillCalls, check.Vec(6, 0.1, 1), 0.3) })
	t.Run("meanVar", func(t *testing.T) { check.Both(t, meanVar, dMeanVar, revMeanVar, check.Vec(6, 0.1, 1), 0.3) })
}

type couple struct{ x, y float64 }
type record struct {
	v [3]float64
	w float64
}
type holder struct {
	a []float64
	b []float64
	r []record
	k float64
	p *couple
}

//go:noinline
func sine(x, y float64) float64 {
	if x > 3 {
		return y
	}
	return math.Sin(x*y) + x
}

//go:noinline
func row(v []float64, i int) float64 {
	s := 0.0
	for j := range v {
		s += v[j] * v[i]
	}
	return s
}

//go:noinline
func linear(p *couple, k float64) float64 { return p.x*k + p.y*p.y }

//go:noinline
func energy(r record) float64 { return r.v[0]*r.v[2] + r.w*r.w }

//go:noinline
func push(r *record, k float64) float64 { r.v[1] += k * r.w; return r.v[1] * r.v[0] }

//go:noinline
func fill(v []float64, x float64) {
	for i := range v {
		v[i] = x * float64(i)
	}
}

//go:autodiff dSumCall Forward
//go:autodiff revSumCall Reverse
func sumCall(v []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		s += sine(v[i], x)
	}
	v[2] = s
	return s * x
}

//go:autodiff dSumCall2 Forward
//go:autodiff revSumCall2 Reverse
func sumCall2(v []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		s += row(v, i)
	}
	v[2] = x
	return s / float64(len(v))
}

//go:autodiff dSumCall3 Forward
//go:autodiff revSumCall3 Reverse
func sumCall3(v []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		s += row(v, i) * x
	}
	for i := range v {
		v[i] *= x
	}
	return s + v[1]
}

//go:autodiff dSumAlias Forward
//go:autodiff revSumAlias Reverse
func sumAlias(v, w []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		s += v[i] * w[i] * x
	}
	w[1] = x
	v[3] *= w[1]
	t := 0.0
	for i := range w {
		t += w[i] * v[i]
	}
	return s * t
}

//go:autodiff dStructSum Forward
//go:autodiff revStructSum Reverse
func structSum(r []record, x float64) float64 {
	s := 0.0
	for i := range r {
		e := r[i]
		s += e.v[0] * e.v[2] * e.w
	}
	r[1] = r[0]
	r[2].w = x
	t := 0.0
	for _, e := range r {
		t += e.w * e.v[1]
	}
	return s + t*t
}

//go:autodiff dStructCall Forward
//go:autodiff revStructCall Reverse
func structCall(r []record, x float64) float64 {
	s := 0.0
	for i := range r {
		s += energy(r[i])
	}
	for i := range r {
		s += push(&r[i], x)
	}
	for i := range r {
		s += energy(r[i]) * x
	}
	return s
}

//go:autodiff dStructSwap Forward
//go:autodiff revStructSwap Reverse
func structSwap(r []record, x float64) float64 {
	for i := 0; i+1 < len(r); i++ {
		r[i], r[i+1] = r[i+1], r[i]
		r[i].w *= x
	}
	s := 0.0
	for i := range r {
		e := &r[i]
		s += e.v[i] * e.w
		e.v[0] = s
	}
	return s * r[2].v[0]
}

//go:autodiff dHeld Forward
//go:autodiff revHeld Reverse
func held(h *holder, x float64) float64 {
	s := 0.0
	for i := range h.a {
		s += h.a[i] * h.b[i] * h.k
	}
	h.k = s
	for i := range h.a {
		s += h.a[i] * h.k * h.p.x
	}
	h.p.x = x
	for i := range h.b {
		s += h.b[i] * linear(h.p, h.k)
	}
	h.a, h.b = h.b, h.a
	for i := range h.a {
		s += h.a[i] * float64(i) * h.p.y
	}
	return s
}

//go:autodiff dHolder2 Forward
//go:autodiff revHolder2 Reverse
func heldInTurn(h *holder, x float64) float64 {
	s := 0.0
	for i := range h.a {
		h.a[i] += h.k
		h.k = h.a[i] * x
		s += h.k * h.b[i]
		h.b[(i+1)%3] = s * h.p.x
		h.p.x += 0.1 * s
	}
	return s + h.k
}

//go:autodiff dMaxIdx Forward
//go:autodiff revMaxIdx Reverse
func maxIdx(v []float64) float64 {
	k := 0
	for i := range v {
		if v[i] > v[k] {
			k = i
		}
	}
	m := v[k]
	v[k] = 0
	s := 0.0
	for i := range v {
		s += math.Exp(v[i] - m)
	}
	v[0] *= s
	return m + math.Log(s) + v[k]
}

//go:autodiff dLastBig Forward
//go:autodiff revLastBig Reverse
func lastBig(v []float64, x float64) float64 {
	b, c := x, 0.0
	for i := range v {
		if v[i] > 0.5 {
			b = v[i] * x
		} else {
			c = v[i]
		}
		if i == 4 {
			v[0] = 7 * x
		}
	}
	v[3] = b
	return b*c + v[0] + v[3]
}

//go:autodiff dChosenOver Forward
//go:autodiff revChosenOver Reverse
func chosenOver(v []float64, x float64) float64 {
	m := v[0]
	for i := 1; i < len(v); i++ {
		if v[i] < m {
			m = v[i]
		}
		v[i-1] = m * x
	}
	s := m
	for i := range v {
		s += v[i]
	}
	return s
}

//go:autodiff dRunningMax Forward
//go:autodiff revRunningMax Reverse
func runningMax(v []float64, x float64) float64 {
	m, s := -1.0, 0.0
	for i := range v {
		m = max(m, v[i])
		s += m * x
		if i%2 == 0 {
			v[i] = s
		}
	}
	return s*m + v[0]*v[2]
}

//go:autodiff dSecondMax Forward
//go:autodiff revSecondMax Reverse
func secondMax(v []float64, x float64) float64 {
	a, b := -1.0, -1.0
	for _, e := range v {
		if e > a {
			a, b = e, a
		} else if e > b {
			b = e
		}
	}
	return a*b*x + a
}

//go:autodiff dRowSums Forward
//go:autodiff revRowSums Reverse
func rowSums(m [][]float64, x float64) float64 {
	t := 0.0
	for i := range m {
		s := 0.0
		for j := range m[i] {
			s += m[i][j] * m[i][(j+1)%4]
		}
		t += s * s * x
		m[i][0] = s
	}
	return t + m[1][0]*m[2][1]
}

//go:autodiff dColNorm Forward
//go:autodiff revColNorm Reverse
func colNorm(m [][]float64, x float64) float64 {
	t := 0.0
	for j := range 4 {
		n := 0.0
		for i := range m {
			n += m[i][j] * m[i][j]
		}
		n = math.Sqrt(n)
		for i := range m {
			m[i][j] /= n + x
		}
		t += n * m[0][j]
	}
	return t
}

//go:autodiff dPower Forward
//go:autodiff revPower Reverse
func power(m [][]float64, v []float64) float64 {
	for range 4 {
		w := make([]float64, 3)
		for i := range m {
			for j := range v {
				w[i] += m[i][j] * v[j]
			}
		}
		n := 0.0
		for _, e := range w {
			n += e * e
		}
		n = math.Sqrt(n)
		for i := range w {
			w[i] /= n
		}
		v = w
	}
	s := 0.0
	for i := range v {
		for j := range v {
			s += v[i] * m[i][j] * v[j]
		}
	}
	return s
}

//go:autodiff dTwoLoops Forward
//go:autodiff revTwoLoops Reverse
func twoLoops(v []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		for j := range v {
			s += v[i] * v[j] * x
		}
		v[i] += 0.1 * s
	}
	return s
}

//go:autodiff dCopyIn Forward
//go:autodiff revCopyIn Reverse
func copyIn(v []float64, x float64) float64 {
	s := 0.0
	w := make([]float64, 6)
	for k := range 3 {
		copy(w, v[k:])
		for i := range w {
			s += w[i] * x * float64(k+1)
		}
		v[k+1] = s * 0.1
	}
	return s
}

//go:autodiff dWindow Forward
//go:autodiff revWindow Reverse
func window(v []float64, x float64) float64 {
	s := 0.0
	var w [3]float64
	for i := range v {
		w[0], w[1], w[2] = w[1], w[2], v[i]
		s += w[0]*w[1]*w[2] + x*w[2]
	}
	v[5] = s
	return s * w[1]
}

//go:autodiff dEma Forward
//go:autodiff revEma Reverse
func ema(v []float64, x float64) float64 {
	e := v[0]
	s := 0.0
	for i := range v {
		e = e*(1-x) + v[i]*x
		s += (v[i] - e) * (v[i] - e)
		v[i] = e
	}
	return s + v[3]
}

//go:autodiff dHorner Forward
//go:autodiff revHorner Reverse
func horner(v []float64, x float64) float64 {
	p, d := 0.0, 0.0
	for i := len(v) - 1; i >= 0; i-- {
		d = d*x + p
		p = p*x + v[i]
	}
	return p * d
}

//go:autodiff dRevLoop Forward
//go:autodiff revRevLoop Reverse
func revLoop(v []float64, x float64) float64 {
	s := 0.0
	for i := len(v) - 1; i > 0; i -= 2 {
		s += v[i] * v[i-1]
		v[i-1] = s * x
	}
	for i := 0; i < len(v); i += 3 {
		s *= 1 + v[i]
	}
	return s
}

//go:autodiff dWhileLoop Forward
//go:autodiff revWhileLoop Reverse
func whileLoop(v []float64, x float64) float64 {
	i, s := 0, x
	for s < 3 && i < 40 {
		s += v[i%6] * 0.5
		if i%5 == 2 {
			v[i%6] *= s
		}
		i++
	}
	return s * v[2]
}

//go:autodiff dSearchLoop Forward
//go:autodiff revSearchLoop Reverse
func searchLoop(v []float64, x float64) float64 {
	var p *float64
	for i := range v {
		if v[i] > 0.4 {
			p = &v[i]
			break
		}
	}
	if p == nil {
		return x
	}
	q := *p
	*p = x
	return q*v[0] + *p*v[5]
}

//go:autodiff dFillCalls Forward
//go:autodiff revFillCalls Reverse
func fillCalls(v []float64, x float64) float64 {
	s := 0.0
	for i := range v {
		s += v[i] * x
	}
	fill(v[:3], s)
	for i := range v {
		s += v[i]
	}
	fill(v[2:], x)
	for i := range v {
		s += v[i] * v[0]
	}
	return s
}

//go:autodiff dMeanVar Forward
//go:autodiff revMeanVar Reverse
func meanVar(v []float64, x float64) float64 {
	m := 0.0
	for _, e := range v {
		m += e
	}
	m /= float64(len(v))
	s := 0.0
	for _, e := range v {
		s += (e - m) * (e - m)
	}
	for i := range v {
		v[i] = (v[i] - m) / math.Sqrt(s+x)
	}
	t := 0.0
	for i := range v {
		t += v[i] * v[i] * v[i]
	}
	return t + s/float64(len(v)-1)
}
