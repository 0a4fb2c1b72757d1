// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Networks, prices, places on the earth, and optimisers that are differentiated through.

package models

import (
	"bufio"
	"container/heap"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

// A layer of a network.
type layer interface {
	forward(x []float64) []float64
	params(visit func(w []float64))
}

type dense struct {
	w    [][]float64
	b    []float64
	name string
}

func (d *dense) forward(x []float64) []float64 {
	y := slices.Clone(d.b)
	for i, row := range d.w {
		for j, v := range x {
			y[i] += row[j] * v
		}
	}
	return y
}

func (d *dense) params(visit func(w []float64)) {
	for _, row := range d.w {
		visit(row)
	}
	visit(d.b)
}

type activation func(float64) float64

func (a activation) forward(x []float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = a(v)
	}
	return y
}

func (a activation) params(func([]float64)) {}

type normalise struct{ gain, shift []float64 }

func (n *normalise) forward(x []float64) []float64 {
	mean, square := 0.0, 0.0
	for _, v := range x {
		mean += v
		square += v * v
	}
	mean /= float64(len(x))
	sd := math.Sqrt(square/float64(len(x)) - mean*mean + 1e-5)
	var y []float64
	for i, v := range x {
		y = append(y, (v-mean)/sd*n.gain[i]+n.shift[i])
	}
	return y
}

func (n *normalise) params(visit func([]float64)) { visit(n.gain); visit(n.shift) }

type residual struct{ inner []layer }

func (r residual) forward(x []float64) []float64 {
	y := x
	for _, l := range r.inner {
		y = l.forward(y)
	}
	out := make([]float64, len(x))
	for i := range x {
		out[i] = x[i] + y[i]
	}
	return out
}

func (r residual) params(visit func([]float64)) {
	for _, l := range r.inner {
		l.params(visit)
	}
}

// network builds layers from numbers, and adds a penalty on all of them.
//
//go:autodiff dNetwork Forward
//go:autodiff rNetwork Reverse
func network(p, x []float64, label int) (loss float64) {
	take := func(n int) []float64 {
		w := p[:n:n]
		p = p[n:]
		return w
	}
	newDense := func(name string, out, in int) *dense {
		d := &dense{name: name, b: take(out)}
		for range out {
			d.w = append(d.w, take(in))
		}
		return d
	}
	net := []layer{
		newDense("first", 3, len(x)),
		activation(math.Tanh),
		residual{[]layer{newDense("inner", 3, 3), activation(func(v float64) float64 { return v / (1 + math.Exp(-v)) })}},
		&normalise{take(3), take(3)},
		newDense("last", 2, 3),
	}
	for _, l := range net {
		x = l.forward(x)
		l.params(func(w []float64) {
			for _, v := range w {
				loss += 1e-2 * v * v
			}
		})
	}
	top, sum := slices.Max(x), 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return loss + math.Log(sum) + top - x[label]
}

// gru is a recurrent unit over a sequence, with its gates in a map of names.
//
//go:autodiff dGRU Forward
//go:autodiff rGRU Reverse
func gru(w map[string][3]float64, x []float64) float64 {
	sigmoid := func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	gate := func(name string, x, h float64) float64 {
		g := w[name]
		return g[0]*x + g[1]*h + g[2]
	}
	h := 0.0
	for _, v := range x {
		z, r := sigmoid(gate("z", v, h)), sigmoid(gate("r", v, h))
		h = (1-z)*h + z*math.Tanh(gate("h", v, r*h))
	}
	return h
}

//go:autodiff dGates Forward
//go:autodiff rGates Reverse
func gates(z, r, h [3]float64, x []float64) float64 {
	return gru(map[string][3]float64{"z": z, "r": r, "h": h}, x)
}

// attend is scaled dot-product attention with a causal mask and several heads.
//
//go:autodiff dAttend Forward
//go:autodiff rAttend Reverse
func attend(q, k, v [][]float64, heads int) (sum float64) {
	d := len(q[0]) / heads
	for h := range heads {
		part := func(m []float64) []float64 { return m[h*d : (h+1)*d] }
		for i := range q {
			scores := make([]float64, 0, i+1)
			for j := 0; j <= i; j++ {
				s := 0.0
				for c, a := range part(q[i]) {
					s += a * part(k[j])[c]
				}
				scores = append(scores, s/math.Sqrt(float64(d)))
			}
			softmax(scores)
			for j, a := range scores {
				for c, b := range part(v[j]) {
					sum += a * b * float64(i+c+1)
				}
			}
		}
	}
	return sum
}

func softmax(x []float64) {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, v)
	}
	sum := 0.0
	for i := range x {
		x[i] = math.Exp(x[i] - top)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// An optimiser moves parameters against a gradient.
type optimiser interface {
	step(x, g []float64)
}

type momentum struct {
	rate, beta float64
	v          []float64
}

func (m *momentum) step(x, g []float64) {
	if m.v == nil {
		m.v = make([]float64, len(x))
	}
	for i := range x {
		m.v[i] = m.beta*m.v[i] + g[i]
		x[i] -= m.rate * m.v[i]
	}
}

type adam struct {
	rate float64
	t    int
	m, v map[int]float64
}

func (a *adam) step(x, g []float64) {
	a.t++
	for i := range x {
		a.m[i] = 0.9*a.m[i] + 0.1*g[i]
		a.v[i] = 0.99*a.v[i] + 0.01*g[i]*g[i]
		x[i] -= a.rate * a.m[i] / (1 - math.Pow(0.9, float64(a.t))) / (math.Sqrt(a.v[i]/(1-math.Pow(0.99, float64(a.t)))) + 1e-3)
	}
}

// tuned is the loss after some steps, as a function of the rates: hyperparameters.
//
//go:autodiff dTuned Forward
//go:autodiff rTuned Reverse
func tuned(start []float64, rate, beta float64, which, steps int) float64 {
	var o optimiser
	switch which {
	case 0:
		o = &momentum{rate: rate, beta: beta}
	default:
		o = &adam{rate: rate * beta, m: map[int]float64{}, v: make(map[int]float64)}
	}
	x, g := slices.Clone(start), make([]float64, len(start))
	loss := func() (l float64) {
		for i, v := range x {
			d := v*v - float64(i+1)
			l += d * d / 4
			g[i] = d * v
		}
		return l
	}
	for range steps {
		loss()
		o.step(x, g)
	}
	return loss()
}

// lbfgs minimises by the two-loop recursion, with a history of pairs.
//
//go:autodiff dLBFGS Forward
//go:autodiff rLBFGS Reverse
func lbfgs(a []float64, steps int) (x [2]float64) {
	type pair struct {
		s, y [2]float64
		rho  float64
	}
	dot := func(u, v [2]float64) float64 { return u[0]*v[0] + u[1]*v[1] }
	grad := func(x [2]float64) [2]float64 {
		return [2]float64{a[0]*x[0] + x[1] + a[1]*x[0]*x[0]*x[0], x[0] + a[2]*x[1] - a[0]}
	}
	var history []pair
	x = [2]float64{1, 1}
	g := grad(x)
	for range steps {
		q := g
		alphas := make([]float64, len(history))
		for i, p := range slices.Backward(history) {
			alphas[i] = p.rho * dot(p.s, q)
			for k := range q {
				q[k] -= alphas[i] * p.y[k]
			}
		}
		for i, p := range history {
			b := p.rho * dot(p.y, q)
			for k := range q {
				q[k] += (alphas[i] - b) * p.s[k]
			}
		}
		p := pair{}
		for k := range x {
			p.s[k] = -0.3 * q[k]
			x[k] += p.s[k]
		}
		h := grad(x)
		for k := range h {
			p.y[k] = h[k] - g[k]
		}
		p.rho = 1 / dot(p.s, p.y)
		g = h
		if history = append(history, p); len(history) > 2 {
			history = history[1:]
		}
	}
	return x
}

// blackScholes is the price of an option, and implied its inverse by Newton and bisection.
func blackScholes(s, k, r, sigma, t float64) (price, vega float64) {
	n := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	d1 := (math.Log(s/k) + (r+sigma*sigma/2)*t) / (sigma * math.Sqrt(t))
	d2 := d1 - sigma*math.Sqrt(t)
	return s*n(d1) - k*math.Exp(-r*t)*n(d2), s * math.Exp(-d1*d1/2) / math.Sqrt(2*math.Pi) * math.Sqrt(t)
}

//go:autodiff dImplied Forward
//go:autodiff rImplied Reverse
func implied(price, s, k, r, t float64) (sigma float64, err error) {
	lo, hi := 1e-4, 5.0
	sigma = 0.5
	for range 60 {
		p, vega := blackScholes(s, k, r, sigma, t)
		if p > price {
			hi = sigma
		} else {
			lo = sigma
		}
		next := sigma - (p-price)/vega
		if !(next > lo && next < hi) {
			next = (lo + hi) / 2
		}
		if math.Abs(next-sigma) < 1e-15 {
			return next, nil
		}
		sigma = next
	}
	return sigma, fmt.Errorf("no volatility for %v", price)
}

type exercise int

const (
	european exercise = iota
	american
)

type contract struct {
	strike float64
	style  exercise
	payoff func(s, k float64) float64
}

// tree prices by a binomial tree that is overwritten in place.
//
//go:autodiff dTree Forward
//go:autodiff rTree Reverse
func tree(s, strike, r, sigma float64, style exercise, n int) float64 {
	c := contract{strike, style, func(s, k float64) float64 { return max(k-s, 0) }}
	dt := 1 / float64(n)
	u := math.Exp(sigma * math.Sqrt(dt))
	p := (math.Exp(r*dt) - 1/u) / (u - 1/u)
	v := make([]float64, n+1)
	for i := range v {
		v[i] = c.payoff(s*math.Pow(u, float64(2*i-n)), c.strike)
	}
	for t := n - 1; t >= 0; t-- {
		for i := range t + 1 {
			v[i] = math.Exp(-r*dt) * (p*v[i+1] + (1-p)*v[i])
			if c.style == american {
				v[i] = max(v[i], c.payoff(s*math.Pow(u, float64(2*i-t)), c.strike))
			}
		}
	}
	return v[0]
}

// asian averages paths of Heston's model, each by a generator of its own.
//
//go:autodiff dAsian Forward
//go:autodiff rAsian Reverse
func asian(s0, v0, kappa, theta, xi, rho float64, paths int) (price float64) {
	for p := range paths {
		r := rand.New(rand.NewSource(int64(p)))
		s, v, mean := s0, v0, 0.0
		for range 8 {
			a, b := r.NormFloat64(), r.NormFloat64()
			w := rho*a + math.Sqrt(1-rho*rho)*b
			pos := max(v, 0)
			s *= math.Exp(-pos/16 + math.Sqrt(pos/8)*a)
			v += kappa*(theta-pos)/8 + xi*math.Sqrt(pos/8)*w
			mean += s / 8
		}
		price += math.Log1p(math.Exp(mean-1)) / float64(paths)
	}
	return price
}

type cashflow struct {
	day    int
	amount float64
}

type byDay []cashflow

func (h byDay) Len() int           { return len(h) }
func (h byDay) Less(i, j int) bool { return h[i].day < h[j].day }
func (h byDay) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byDay) Push(x any)        { *h = append(*h, x.(cashflow)) }
func (h *byDay) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// ledger discounts payments that a text describes, in the order of their days, with a heap.
//
//go:autodiff dLedger Forward
//go:autodiff rLedger Reverse
func ledger(text string, scale, rate float64) (value float64, err error) {
	h := &byDay{}
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		day, amount, ok := strings.Cut(sc.Text(), " ")
		if !ok {
			return 0, fmt.Errorf("no amount in %q", sc.Text())
		}
		d, err := strconv.Atoi(day)
		if err != nil {
			return 0, err
		}
		a, err := strconv.ParseFloat(amount, 64)
		if err != nil {
			return 0, err
		}
		heap.Push(h, cashflow{d, a * scale})
	}
	last := 0
	for h.Len() > 0 {
		c := heap.Pop(h).(cashflow)
		value = value*math.Exp(rate*float64(c.day-last)) + c.amount*c.amount
		last = c.day
	}
	return value, nil
}

// vincenty is the distance of two points on an ellipsoid.
//
//go:autodiff dVincenty Forward
//go:autodiff rVincenty Reverse
func vincenty(lat1, lon1, lat2, lon2, a, f float64) (float64, error) {
	b := a * (1 - f)
	u1, u2 := math.Atan((1-f)*math.Tan(lat1)), math.Atan((1-f)*math.Tan(lat2))
	l := lon2 - lon1
	lambda := l
	su1, cu1 := math.Sincos(u1)
	su2, cu2 := math.Sincos(u2)
	for range 200 {
		sl, cl := math.Sincos(lambda)
		ss := math.Hypot(cu2*sl, cu1*su2-su1*cu2*cl)
		cs := su1*su2 + cu1*cu2*cl
		sigma := math.Atan2(ss, cs)
		sa := cu1 * cu2 * sl / ss
		c2 := 1 - sa*sa
		cm := cs - 2*su1*su2/c2
		c := f / 16 * c2 * (4 + f*(4-3*c2))
		before := lambda
		lambda = l + (1-c)*f*sa*(sigma+c*ss*(cm+c*cs*(2*cm*cm-1)))
		if math.Abs(lambda-before) > 1e-15 {
			continue
		}
		uu := c2 * (a*a - b*b) / (b * b)
		ka := 1 + uu/16384*(4096+uu*(uu*(320-175*uu)-768))
		kb := uu / 1024 * (256 + uu*(uu*(74-47*uu)-128))
		ds := kb * ss * (cm + kb/4*(cs*(2*cm*cm-1)-kb/6*cm*(4*ss*ss-3)*(4*cm*cm-3)))
		return b * ka * (sigma - ds), nil
	}
	return 0, fmt.Errorf("points at opposite ends: %v %v", lat1, lat2)
}

// mercator goes there and back by a series, whose coefficients are computed once.
//
//go:autodiff dMercator Forward
//go:autodiff rMercator Reverse
func mercator(lat, lon, f float64) (x, y, back float64) {
	e := math.Sqrt(f * (2 - f))
	y = math.Atanh(math.Sin(lat)) - e*math.Atanh(e*math.Sin(lat))
	x = lon
	back = math.Atan(math.Sinh(y))
	for i := 0; ; i++ {
		next := math.Atan(math.Sinh(y + e*math.Atanh(e*math.Sin(back))))
		if d := next - back; math.Abs(d) < 1e-15 || i > 50 {
			return
		}
		back = next
	}
}

// polygon is the area of a polygon with holes, in rings of points of a type parameter.
type xy interface{ ~[2]float64 }

func ringArea[P xy](ring []P) (a float64) {
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		a += p[0]*q[1] - p[1]*q[0]
	}
	return a / 2
}

type place [2]float64

//go:autodiff dPolygon Forward
//go:autodiff rPolygon Reverse
func polygon(rings [][]place) (area float64) {
	for i, r := range rings {
		if a := math.Abs(ringArea(r)); i == 0 {
			area = a
		} else {
			area -= a
		}
	}
	return area
}

// march walks along a ray through a scene of distance functions that are combined.
type sdf func(vec) float64

func ball(c vec, r float64) sdf { return func(p vec) float64 { return p.sub(c).len() - r } }
func floor(h float64) sdf       { return func(p vec) float64 { return p.Y - h } }
func union(k float64, ss ...sdf) sdf {
	return func(p vec) float64 {
		d := ss[0](p)
		for _, s := range ss[1:] {
			e := s(p)
			h := max(0, min(1, 0.5+0.5*(e-d)/k))
			d = e*(1-h) + d*h - k*h*(1-h)
		}
		return d
	}
}

//go:autodiff dMarch Forward
//go:autodiff rMarch Reverse
func march(eye, dir vec, radius, smooth float64) (light float64) {
	scene := union(smooth, ball(vec{0, 0, 5}, radius), ball(vec{1, 0.5, 5}, radius/2), floor(-1))
	ray := dir.unit()
	t := 0.0
	for range 80 {
		d := scene(eye.add(ray.mul(t)))
		if t += d; d < 1e-12 {
			break
		}
	}
	p := eye.add(ray.mul(t))
	const h = 1e-4
	n := vec{
		scene(p.add(vec{h, 0, 0})) - scene(p.sub(vec{h, 0, 0})),
		scene(p.add(vec{0, h, 0})) - scene(p.sub(vec{0, h, 0})),
		scene(p.add(vec{0, 0, h})) - scene(p.sub(vec{0, 0, h})),
	}.unit()
	return n.dot(vec{0.5, 0.7, -0.5}.unit())*0.9 + 0.1/(1+t)
}

// posterior is the log density of a hierarchical model, from parts that report their own.
type prior interface{ logp(x float64) float64 }

type gauss struct{ mu, sigma float64 }

func (g gauss) logp(x float64) float64 {
	z := (x - g.mu) / g.sigma
	return -z*z/2 - math.Log(g.sigma)
}

type gamma struct{ shape, rate float64 }

func (g *gamma) logp(x float64) float64 {
	l, _ := math.Lgamma(g.shape)
	return g.shape*math.Log(g.rate) - l + (g.shape-1)*math.Log(x) - g.rate*x
}

//go:autodiff dPosterior Forward Dual Const Dual Dual
//go:autodiff rPosterior Reverse Duplicated Const Active Active
func posterior(theta []float64, data map[string][]float64, tau float64) (lp float64) {
	var p prior = &gamma{2 + tau*tau, 3}
	lp += p.logp(tau)
	for i, name := range []string{"a", "b", "c"} {
		p = gauss{0, tau}
		lp += p.logp(theta[i])
		for _, y := range data[name] {
			lp += gauss{theta[i], 1 + tau}.logp(y)
		}
	}
	return lp
}

// expm is the exponential of a matrix by scaling and squaring of a rational function.
//
//go:autodiff dExpm Forward
//go:autodiff rExpm Reverse
func expm(a [3][3]float64) (e [3][3]float64) {
	type matrix3 = [3][3]float64
	mul := func(a, b matrix3) (c matrix3) {
		for i := range a {
			for j := range a {
				for k := range a {
					c[i][j] += a[i][k] * b[k][j]
				}
			}
		}
		return
	}
	norm := 0.0
	for _, row := range a {
		norm = max(norm, math.Abs(row[0])+math.Abs(row[1])+math.Abs(row[2]))
	}
	s := max(0, int(math.Ceil(math.Log2(norm)))+1)
	for i := range a {
		for j := range a {
			a[i][j] = math.Ldexp(a[i][j], -s)
		}
		e[i][i] = 1
	}
	term := e
	for k := 1; k < 16; k++ {
		term = mul(term, a)
		for i := range e {
			for j := range e {
				term[i][j] /= float64(k)
				e[i][j] += term[i][j]
			}
		}
	}
	for range s {
		e = mul(e, e)
	}
	return e
}

// An expression is a tree that a text is parsed into; evaluation is by a type switch.
type expr any

type (
	leaf   float64
	symbol string
	binary struct {
		op   byte
		l, r expr
	}
	call struct {
		fn  string
		arg expr
	}
)

type parser struct {
	text string
	at   int
}

func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) sum() expr {
	e := p.product()
	for p.peek() == '+' || p.peek() == '-' {
		op := p.peek()
		p.at++
		e = binary{op, e, p.product()}
	}
	return e
}

func (p *parser) product() expr {
	e := p.factor()
	for p.peek() == '*' || p.peek() == '/' {
		op := p.peek()
		p.at++
		e = binary{op, e, p.factor()}
	}
	return e
}

func (p *parser) factor() expr {
	switch c := p.peek(); {
	case c == '(':
		p.at++
		e := p.sum()
		p.at++
		return e
	case c >= '0' && c <= '9':
		start := p.at
		for c := p.peek(); c >= '0' && c <= '9' || c == '.'; c = p.peek() {
			p.at++
		}
		v, err := strconv.ParseFloat(p.text[start:p.at], 64)
		if err != nil {
			panic(err)
		}
		return leaf(v)
	}
	start := p.at
	for c := p.peek(); c >= 'a' && c <= 'z'; c = p.peek() {
		p.at++
	}
	name := p.text[start:p.at]
	if p.peek() == '(' {
		p.at++
		e := p.sum()
		p.at++
		return call{name, e}
	}
	return symbol(name)
}

func eval(e expr, vars map[string]float64) float64 {
	switch e := e.(type) {
	case leaf:
		return float64(e)
	case symbol:
		return vars[string(e)]
	case call:
		f := map[string]func(float64) float64{"sin": math.Sin, "exp": math.Exp, "sqrt": math.Sqrt}[e.fn]
		return f(eval(e.arg, vars))
	case binary:
		l, r := eval(e.l, vars), eval(e.r, vars)
		switch e.op {
		case '+':
			return l + r
		case '-':
			return l - r
		case '*':
			return l * r
		}
		return l / r
	}
	panic("no expression")
}

//go:autodiff dInterpreted Forward
//go:autodiff rInterpreted Reverse
func interpreted(text string, x, y float64) float64 {
	p := &parser{text: text}
	return eval(p.sum(), map[string]float64{"x": x, "y": y})
}

// compiled turns the tree into closures first.
//
//go:autodiff dCompiled Forward
//go:autodiff rCompiled Reverse
func compiled(text string, x, y float64) float64 {
	var compile func(e expr) func() float64
	compile = func(e expr) func() float64 {
		switch e := e.(type) {
		case leaf:
			return func() float64 { return float64(e) }
		case symbol:
			if e == "x" {
				return func() float64 { return x }
			}
			return func() float64 { return y }
		case call:
			arg := compile(e.arg)
			if e.fn == "sin" {
				return func() float64 { return math.Sin(arg()) }
			}
			return func() float64 { return math.Exp(arg()) }
		case binary:
			l, r := compile(e.l), compile(e.r)
			switch e.op {
			case '+':
				return func() float64 { return l() + r() }
			case '-':
				return func() float64 { return l() - r() }
			case '*':
				return func() float64 { return l() * r() }
			}
			return func() float64 { return l() / r() }
		}
		return nil
	}
	f := compile((&parser{text: text}).sum())
	x *= 2
	return f() + f()*x
}

func TestLearning(t *testing.T) {
	check.Both(t, network, dNetwork, rNetwork, check.Vec(38, -0.8, 0.9), check.Vec(2, -1, 1), 1)
	check.Both(t, gates, dGates, rGates, check.Range(-1, 1), check.Range(-1, 1), check.Range(-1, 1), check.Vec(4, -1, 1))
	check.Both(t, attend, dAttend, rAttend, check.Mat(3, 4, -1, 1), check.Mat(3, 4, -1, 1), check.Mat(3, 4, -1, 1), 2)
	check.Both(t, tuned, dTuned, rTuned, []float64{0.7, 1.1, 1.9}, 0.03, 0.7, 0, 6)
	check.Both(t, tuned, dTuned, rTuned, []float64{0.7, 1.1, 1.9}, 0.03, 0.7, 1, 6)
	check.Both(t, lbfgs, dLBFGS, rLBFGS, []float64{2, 0.3, 3}, 5)
	check.Both(t, implied, dImplied, rImplied, 12.0, 100.0, 105.0, 0.02, 1.0)
	check.Both(t, tree, dTree, rTree, 100.0, 103.0, 0.03, 0.25, european, 9, check.Fixed())
	check.Both(t, tree, dTree, rTree, 100.0, 103.0, 0.03, 0.25, american, 9, check.Fixed())
	check.Both(t, asian, dAsian, rAsian, 1.0, 0.04, 1.5, 0.05, 0.2, -0.5, 5)
	check.Both(t, ledger, dLedger, rLedger, "30 1.5\n10 2\n20 0.7", 1.3, 0.02)
	check.Both(t, vincenty, dVincenty, rVincenty, 0.8, 0.1, 0.3, 1.2, 6.378, 0.0034)
	check.Both(t, mercator, dMercator, rMercator, 0.7, 0.3, 0.0034)
	check.Both(t, polygon, dPolygon, rPolygon, [][]place{{{0, 0}, {4, 0.1}, {4.2, 3}, {0.3, 3.1}}, {{1, 1}, {2, 1.1}, {1.5, 2}}})
	check.Both(t, march, dMarch, rMarch, vec{0.1, 0.2, 0}, vec{0.05, 0, 1}, 1.0, 0.3, check.Tol(1e-5))
	check.Both(t, expm, dExpm, rExpm, check.Range(-0.9, 1.1))
	check.Both(t, interpreted, dInterpreted, rInterpreted, "x*sin(x+y)/(1.5+exp(y))-sqrt(x*x+2)", 0.7, 0.4)
	check.Both(t, compiled, dCompiled, rCompiled, "x*sin(x+y)/(1.5+exp(y))-x", 0.7, 0.4)
	data := map[string][]float64{"a": {0.1, 0.5}, "b": {1.2}, "c": {0.3, 0.2, 0.9}}
	check.Both(t, posterior, dPosterior, rPosterior, []float64{0.1, 0.4, 0.2}, data, 0.9, check.Acts("Dual Const Dual Dual"))
}
