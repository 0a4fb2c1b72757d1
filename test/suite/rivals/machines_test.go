// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Machines: programs that run programs, and structures that decide where numbers go.

package rivals

import (
	priority "container/heap"
	linked "container/list"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

// A machine has a stack of numbers, registers and a program that it steps through.
type machine struct {
	stack []float64
	regs  map[string]float64
	pc    int
	trace []string
}

// An instruction does one step, or fails.
type instruction interface{ step(m *machine) error }

type (
	push  float64
	load  string
	store string
	jump  struct {
		to   int
		when func(x float64) bool
	}
	apply2 func(x, y float64) float64
)

func (m *machine) pop() (float64, error) {
	n := len(m.stack)
	if n == 0 {
		return 0, fmt.Errorf("nothing at %d", m.pc)
	}
	x := m.stack[n-1]
	m.stack = m.stack[:n-1]
	return x, nil
}

func (p push) step(m *machine) error {
	m.stack = append(m.stack, float64(p))
	return nil
}

func (l load) step(m *machine) error {
	m.stack = append(m.stack, m.regs[string(l)])
	return nil
}

func (s store) step(m *machine) (err error) {
	m.regs[string(s)], err = m.pop()
	return err
}

func (j jump) step(m *machine) error {
	x, err := m.pop()
	if err == nil && j.when(x) {
		m.pc = j.to - 1
	}
	return err
}

func (f apply2) step(m *machine) error {
	y, err := m.pop()
	if err != nil {
		return err
	}
	x, err := m.pop()
	m.stack = append(m.stack, f(x, y))
	return err
}

func (m *machine) run(program []instruction) error {
	for ; m.pc < len(program); m.pc++ {
		m.trace = append(m.trace, fmt.Sprintf("%d:%T", m.pc, program[m.pc]))
		if err := program[m.pc].step(m); err != nil {
			return err
		}
	}
	return nil
}

// assembled sums a geometric series as long as its terms are large.
//
//go:autodiff dAssembled Forward
//go:autodiff rAssembled Reverse
func assembled(x, ratio float64) (float64, error) {
	add := apply2(func(a, b float64) float64 { return a + b })
	mul := apply2(func(a, b float64) float64 { return a * b })
	m := &machine{regs: map[string]float64{"term": x, "ratio": ratio}}
	err := m.run([]instruction{
		push(0), store("sum"),
		load("sum"), load("term"), add, store("sum"),
		load("term"), load("ratio"), mul, store("term"),
		load("term"), jump{2, func(x float64) bool { return x > 1e-3 }},
		load("sum"), load("sum"), mul, store("sum"),
	})
	return m.regs["sum"], err
}

// compile turns a formula in reverse notation into a closure.
func compile(text string) func(env []float64) float64 {
	type node = func(env []float64) float64
	var stack []node
	for word := range strings.FieldsSeq(text) {
		n := len(stack)
		switch {
		case strings.Contains("+-*/^", word):
			x, y := stack[n-2], stack[n-1]
			op := map[string]func(a, b float64) float64{
				"+": func(a, b float64) float64 { return a + b },
				"-": func(a, b float64) float64 { return a - b },
				"*": func(a, b float64) float64 { return a * b },
				"/": func(a, b float64) float64 { return a / b },
				"^": math.Pow,
			}[word]
			stack = append(stack[:n-2], func(env []float64) float64 { return op(x(env), y(env)) })
		case word[0] >= 'a' && word[0] <= 'z':
			i := int(word[0] - 'a')
			stack = append(stack, func(env []float64) float64 { return env[i] })
		default:
			var c float64
			fmt.Sscan(word, &c)
			stack = append(stack, func([]float64) float64 { return c })
		}
	}
	return stack[0]
}

//go:autodiff dFormula Forward Const Dual Dual
//go:autodiff rFormula Reverse Const Duplicated Active
func formula(text string, env []float64) float64 { return compile(text)(env) }

// bitonic sorts by a network, whose comparisons are smooth.
//
//go:autodiff dBitonic Forward
//go:autodiff rBitonic Reverse
func bitonic(x []float64, sharp float64) {
	n := len(x)
	for k := 2; k <= n; k *= 2 {
		for j := k / 2; j > 0; j /= 2 {
			for i := range n {
				if o := i ^ j; o > i {
					lo, hi := &x[i], &x[o]
					if i&k != 0 {
						lo, hi = hi, lo
					}
					p := 1 / (1 + math.Exp(sharp*(*lo-*hi)))
					*lo, *hi = p**lo+(1-p)**hi, p**hi+(1-p)**lo
				}
			}
		}
	}
}

// A site is a node of a k-d tree.
type site struct {
	at          [2]float64
	value       float64
	left, right *site
}

func plant(sites []*site, axis int) *site {
	if len(sites) == 0 {
		return nil
	}
	slices.SortFunc(sites, func(a, b *site) int {
		if a.at[axis] < b.at[axis] {
			return -1
		}
		return 1
	})
	m := len(sites) / 2
	s := sites[m]
	s.left, s.right = plant(sites[:m], 1-axis), plant(sites[m+1:], 1-axis)
	return s
}

func (s *site) nearest(q [2]float64, axis int, best **site, dist *float64) {
	if s == nil {
		return
	}
	dx, dy := q[0]-s.at[0], q[1]-s.at[1]
	if d := dx*dx + dy*dy; d < *dist {
		*best, *dist = s, d
	}
	near, far := s.left, s.right
	gap := q[axis] - s.at[axis]
	if gap > 0 {
		near, far = far, near
	}
	near.nearest(q, 1-axis, best, dist)
	if gap*gap < *dist {
		far.nearest(q, 1-axis, best, dist)
	}
}

//go:autodiff dNearest Forward
//go:autodiff rNearest Reverse
func nearest(points [][2]float64, values []float64, q [2]float64) float64 {
	var sites []*site
	for i, p := range points {
		sites = append(sites, &site{at: p, value: values[i]})
	}
	var best *site
	dist := math.Inf(1)
	plant(sites, 0).nearest(q, 0, &best, &dist)
	return best.value * math.Sqrt(dist)
}

// A queue of roads is ordered by length.
type road struct {
	town   int
	length float64
}

type roads []road

func (r roads) Len() int           { return len(r) }
func (r roads) Less(i, j int) bool { return r[i].length < r[j].length }
func (r roads) Swap(i, j int)      { r[i], r[j] = r[j], r[i] }
func (r *roads) Push(x any)        { *r = append(*r, x.(road)) }
func (r *roads) Pop() any {
	last := (*r)[len(*r)-1]
	*r = (*r)[:len(*r)-1]
	return last
}

//go:autodiff dShortest Forward
//go:autodiff rShortest Reverse
func shortest(w [][]float64) (sum float64) {
	dist := make([]float64, len(w))
	for i := range dist {
		dist[i] = math.Inf(1)
	}
	q := &roads{{0, 0}}
	for q.Len() > 0 {
		r := priority.Pop(q).(road)
		if r.length >= dist[r.town] {
			continue
		}
		dist[r.town] = r.length
		for to, length := range w[r.town] {
			if length > 0.5 && r.length+length < dist[to] {
				priority.Push(q, road{to, r.length + length})
			}
		}
	}
	for i, d := range dist {
		sum += d * float64(i)
	}
	return sum
}

// recent keeps what was asked for last in a list and a map, and makes the rest anew.
//
//go:autodiff dRecent Forward
//go:autodiff rRecent Reverse
func recent(x []float64, asked []int) (sum float64) {
	type entry struct {
		key   int
		value float64
	}
	order, where := linked.New(), make(map[int]*linked.Element)
	for k, key := range asked {
		e, ok := where[key]
		if !ok {
			e = order.PushFront(&entry{key, math.Sin(x[key]) * float64(k+1)})
			where[key] = e
			if order.Len() > 3 {
				old := order.Remove(order.Back()).(*entry)
				delete(where, old.key)
				sum -= old.value
			}
		}
		order.MoveToFront(e)
		sum += e.Value.(*entry).value * e.Value.(*entry).value
	}
	return sum
}

// alphaBeta plays a game whose leaves are numbers, and leaves out what cannot matter.
//
//go:autodiff dAlphaBeta Forward
//go:autodiff rAlphaBeta Reverse
func alphaBeta(leaves []float64) float64 {
	var play func(lo, hi int, alpha, beta float64, maximize bool) float64
	play = func(lo, hi int, alpha, beta float64, maximize bool) float64 {
		if hi-lo == 1 {
			return leaves[lo]
		}
		third := max(1, (hi-lo)/3)
		for at := lo; at < hi; at += third {
			v := play(at, min(at+third, hi), alpha, beta, !maximize)
			if maximize {
				alpha = max(alpha, v)
			} else {
				beta = min(beta, v)
			}
			if alpha >= beta {
				break
			}
		}
		if maximize {
			return alpha
		}
		return beta
	}
	return play(0, len(leaves), math.Inf(-1), math.Inf(1), true)
}

// american prices a put by a binomial tree, in one slice that shrinks.
//
//go:autodiff dAmerican Forward
//go:autodiff rAmerican Reverse
func american(spot, strike, rate, vol float64) float64 {
	const steps = 24
	dt := 1.0 / steps
	up := math.Exp(vol * math.Sqrt(dt))
	p := (math.Exp(rate*dt) - 1/up) / (up - 1/up)
	v := make([]float64, steps+1)
	payoff := func(step, ups int) float64 {
		return strike - spot*math.Pow(up, float64(2*ups-step))
	}
	for i := range v {
		v[i] = max(0, payoff(steps, i))
	}
	for step := steps - 1; step >= 0; step-- {
		for i := range step + 1 {
			hold := math.Exp(-rate*dt) * (p*v[i+1] + (1-p)*v[i])
			v[i] = max(hold, payoff(step, i))
		}
		v = v[:step+1]
	}
	return v[0]
}

// heston simulates paths in goroutines with seeds of their own; channels bring the payoffs.
//
//go:autodiff dHeston Forward
//go:autodiff rHeston Reverse
func heston(spot, vol, reversion, strike float64) float64 {
	const paths, steps = 6, 12
	type payoff struct {
		path int
		v    float64
	}
	out := make(chan payoff)
	for path := range paths {
		go func() {
			r := rand.New(rand.NewSource(int64(path)))
			s, v := spot, vol
			for range steps {
				a, b := r.NormFloat64(), r.NormFloat64()
				s *= math.Exp(-v/(2*steps) + math.Sqrt(v/steps)*a)
				v = math.Abs(v + reversion*(vol-v)/steps + 0.1*math.Sqrt(v/steps)*b)
			}
			d := s - strike
			out <- payoff{path, math.Log1p(math.Exp(4*d)) / 4}
		}()
	}
	var payoffs [paths]float64
	for range paths {
		p := <-out
		payoffs[p.path] = p.v
	}
	sum := 0.0
	for _, p := range payoffs {
		sum += p / paths
	}
	return sum
}

func TestMachines(t *testing.T) {
	check.Both(t, assembled, dAssembled, rAssembled, 1.3, 0.5)
	for _, text := range []string{"a b * c +", "a 2 ^ b / a c - *", "a b ^ c ^"} {
		check.Both(t, formula, dFormula, rFormula, text, check.Vec(3, 0.5, 2), check.Acts("Const Dual Dual"))
	}
	check.Both(t, bitonic, dBitonic, rBitonic, check.Vec(8, -1, 1), 3.0)
	points := [][2]float64{{0.1, 0.2}, {0.9, 0.3}, {0.4, 0.8}, {0.7, 0.7}, {0.2, 0.6}, {0.5, 0.1}}
	check.Both(t, nearest, dNearest, rNearest, points, check.Vec(6, 0.5, 2), [2]float64{0.6, 0.5})
	check.Both(t, shortest, dShortest, rShortest, [][]float64{{0, 1.1, 4, 0}, {0, 0, 1.3, 6}, {0, 0, 0, 1.7}, {2, 0, 0, 0}})
	check.Both(t, recent, dRecent, rRecent, check.Vec(6, 0.5, 2), []int{0, 1, 2, 0, 3, 4, 1, 5, 0, 2, 2})
	check.Both(t, alphaBeta, dAlphaBeta, rAlphaBeta, []float64{3, 7, 2, 9, 1, 8, 6, 4, 5})
	check.Both(t, american, dAmerican, rAmerican, 1.02, 1.1, 0.05, 0.31)
	check.Both(t, heston, dHeston, rHeston, 1.0, 0.09, 1.5, 1.05)
}
