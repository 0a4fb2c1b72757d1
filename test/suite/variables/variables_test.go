// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package variables differentiates functions that use package-level variables with
// shadows. Each is put into one that takes what the variables hold as an argument, and
// returns what they hold afterwards; its derivatives do the same with the shadows.
package variables

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync"
	"testing"

	"goenzyme/suite/check"
	"goenzyme/suite/variables/model"
)

//go:autodiffshadow dWeights
var weights [3]float64

var dWeights [3]float64

//go:autodiffshadow dTotal
var total = 0.5

var dTotal float64

// constant has no shadow, and is constant.
var constant = 2.0

// all is what the variables of this package hold.
type all struct {
	w [3]float64
	t float64
}

func put(a all)  { weights, total = a.w, a.t }
func get() all   { return all{weights, total} }
func dPut(a all) { dWeights, dTotal = a.w, a.t }
func dGet() all  { return all{dWeights, dTotal} }

// primal returns f as a function of what the variables hold.
func primal(f func(x float64) float64) func(x float64, a all) (float64, all) {
	return func(x float64, a all) (float64, all) {
		put(a)
		y := f(x)
		return y, get()
	}
}

// forward is primal for a derivative in forward mode.
func forward(f func(x, dx float64) (float64, float64)) func(x, dx float64, a, da all) (float64, float64, all, all) {
	return func(x, dx float64, a, da all) (float64, float64, all, all) {
		put(a)
		dPut(da)
		y, dy := f(x, dx)
		return y, dy, get(), dGet()
	}
}

// reverse is primal for a derivative in reverse mode.
func reverse(f func(x, dy float64) (float64, float64)) func(x float64, a all, dy float64, da all) (float64, all, float64, all) {
	return func(x float64, a all, dy float64, da all) (float64, all, float64, all) {
		put(a)
		dPut(da)
		y, dx := f(x, dy)
		return y, get(), dx, dGet()
	}
}

//go:autodiff dReads Forward
//go:autodiff rReads Reverse
func reads(x float64) float64 { return (weights[0]*x + weights[1]) * weights[2] * constant }

//go:autodiff dWrites Forward
//go:autodiff rWrites Reverse
func writes(x float64) float64 {
	weights[0] *= x * weights[1]
	total = weights[0] * x
	weights[2] = 3
	y := total * weights[2]
	total += y * x
	return y
}

//go:autodiff dLoops Forward
//go:autodiff rLoops Reverse
func loops(x float64) float64 {
	s := 0.0
	for i := range 5 {
		for j, w := range weights {
			s += w * x * float64(j+i)
		}
		total += s
		weights[i%3] *= math.Cos(total)
	}
	return s * total
}

// sums is a loop that only sums up, over what a called function reads.
//
//go:autodiff dSums Forward
//go:autodiff rSums Reverse
func sums(x float64) float64 {
	s := 0.0
	for i := range 3 {
		s += weight(i) * x
	}
	return s / 3
}

//go:noinline
func weight(i int) float64 { return weights[i] * weights[i] }

// called has calls without any argument, that read and write.
//
//go:autodiff dCalled Forward
//go:autodiff rCalled Reverse
func called(x float64) float64 {
	y := weight(1)
	step()
	grow(3)
	z := *address() * x
	*address() = y
	return y * z
}

//go:noinline
func step() { total *= weights[2] }

//go:noinline
func address() *float64 { return &weights[2] }

func grow(n int) {
	if n > 0 {
		weights[n%3] += total
		grow(n - 1)
	}
}

// closures calls function values that have captured nothing, or an integer.
//
//go:autodiff dClosures Forward
//go:autodiff rClosures Reverse
func closures(x float64) float64 {
	fns := []func() float64{func() float64 { return weights[0] }}
	for i := range 2 {
		fns = append(fns, func() float64 { total *= weights[i]; return total })
	}
	s := 0.0
	for _, f := range fns {
		s += f() * x
	}
	return s + apply(func(y float64) float64 { return y * weights[1] })
}

//go:noinline
func apply(f func(float64) float64) float64 { return f(2) * f(3) }

// A picker picks a weight.
type picker interface{ pick() float64 }

type first struct{}
type indexed int

func (first) pick() float64     { return weights[0] }
func (i indexed) pick() float64 { return weights[i] * total }

//go:autodiff dMethods Forward
//go:autodiff rMethods Reverse
func methods(x float64) float64 {
	s := 1.0
	for _, p := range []picker{first{}, indexed(1), indexed(2)} {
		s *= p.pick() + x
	}
	return s
}

// library hands functions that use the variables to the standard library.
//
//go:autodiff dLibrary Forward
//go:autodiff rLibrary Reverse
func library(x float64) float64 {
	idx := []int{0, 1, 2}
	sort.Slice(idx, func(i, j int) bool { return weights[idx[i]] < weights[idx[j]] })
	slices.SortFunc(idx[1:], func(i, j int) int { return cmp.Compare(weights[j], weights[i]) })
	slices.Sort(weights[:])
	var once sync.Once
	once.Do(func() { total *= weights[1] })
	return weights[idx[0]] * x * total
}

// pointers takes the address, and hands memory of the variables on.
//
//go:autodiff dPointers Forward
//go:autodiff rPointers Reverse
func pointers(x float64) float64 {
	p := &total
	w := weights[1:]
	if x > 0.9 {
		p = &w[1]
	}
	double(w, p)
	copy(w, weights[:])
	return *p * w[0] * x
}

//go:noinline
func double(w []float64, p *float64) {
	for i := range w {
		w[i] *= 2 * *p
	}
}

// goroutines start functions that have captured nothing active.
//
//go:autodiff dGoroutines Forward
//go:autodiff rGoroutines Reverse
func goroutines(x float64) float64 {
	var wg sync.WaitGroup
	var s [2]float64
	for i := range 2 {
		wg.Go(func() { s[i] = weights[i] * weights[2] })
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		total *= weights[0]
	}()
	wg.Wait()
	return s[0] * s[1] * x * total
}

func TestVariables(t *testing.T) {
	for _, c := range []struct {
		f    func(x float64) float64
		d, r func(x, dx float64) (float64, float64)
	}{
		{reads, dReads, rReads},
		{writes, dWrites, rWrites},
		{loops, dLoops, rLoops},
		{sums, dSums, rSums},
		{called, dCalled, rCalled},
		{closures, dClosures, rClosures},
		{methods, dMethods, rMethods},
		{library, dLibrary, rLibrary},
		{pointers, dPointers, rPointers},
	} {
		for _, x := range []float64{0.5, 1.2} {
			check.Both(t, primal(c.f), forward(c.d), reverse(c.r), check.Serial(), x, all{[3]float64{1, 4, 2}, 0.6})
		}
	}
	// Goroutines add to the adjoint of a weight in any order.
	check.Both(t, primal(goroutines), forward(dGoroutines), reverse(rGoroutines), check.Serial(), check.AnyOrder(), 0.5, all{[3]float64{1, 4, 2}, 0.6})
}

// A net is a variable with references of all kinds.
type net struct {
	w    []float64
	next *net
	of   map[string]float64
	any  any
	name string
}

//go:autodiffshadow dNetwork
var network net

var dNetwork net

// A layout holds the floats of a net.
type layout struct{ w0, w1, next, of, any float64 }

func build(l layout) net {
	return net{w: []float64{l.w0, l.w1}, next: &net{w: []float64{l.next}}, of: map[string]float64{"a": l.of}, any: &l.any}
}

func (n *net) layout() layout {
	return layout{n.w[0], n.w[1], n.next.w[0], n.of["a"], *n.any.(*float64)}
}

//go:autodiff dRuns Forward
//go:autodiff rRuns Reverse
func runs(x float64) float64 {
	n := &network
	y := n.w[0] * x
	n.next.w[0] *= y
	n.of["a"] += n.w[1] * x
	n.of["b"] = x
	if p, ok := n.any.(*float64); ok {
		*p *= n.of["b"] * n.of["a"]
	}
	n.w, n.next.w = []float64{n.next.w[0], y}, n.w[:1]
	return n.w[0] * y
}

func runsIn(x float64, l layout) (float64, layout) {
	network = build(l)
	y := runs(x)
	return y, network.layout()
}

func dRunsIn(x, dx float64, l, dl layout) (float64, float64, layout, layout) {
	network, dNetwork = build(l), build(dl)
	y, dy := dRuns(x, dx)
	return y, dy, network.layout(), dNetwork.layout()
}

func TestReferences(t *testing.T) {
	check.Forward(t, runsIn, dRunsIn, check.Serial(), 0.7, layout{1, 2, 3, 4, 5})
}

// In reverse mode memory that the variable leads to has its shadow behind that of the variable.
func TestReferencesReverse(t *testing.T) {
	const x, h = 0.7, 1e-6
	l := layout{1, 2, 3, 4, 5}
	network, dNetwork = build(l), build(layout{})
	given := dNetwork
	y, dx := rRuns(x, 1)
	if want, _ := runsIn(x, l); y != want {
		t.Errorf("got %v, want %v", y, want)
	}
	got := layout{given.w[0], given.w[1], given.next.w[0], given.of["a"], *given.any.(*float64)}
	diff := func(a, b float64) bool { return math.Abs(a-b) > 1e-5*(1+math.Abs(b)) }
	up, _ := runsIn(x+h, l)
	down, _ := runsIn(x-h, l)
	if w := (up - down) / (2 * h); diff(dx, w) {
		t.Errorf("with respect to x: got %v, want %v", dx, w)
	}
	for i, p := range []*float64{&l.w0, &l.w1, &l.of, &l.any} {
		*p += h
		up, _ := runsIn(x, l)
		*p -= 2 * h
		down, _ := runsIn(x, l)
		*p += h
		g := []float64{got.w0, got.w1, got.of, got.any}[i]
		if w := (up - down) / (2 * h); diff(g, w) {
			t.Errorf("with respect to float %d: got %v, want %v", i, g, w)
		}
	}
}

//go:autodiff dElsewhere Forward
//go:autodiff rElsewhere Reverse
func elsewhere(x float64) float64 {
	y := model.Apply(x) * model.Offset(1)
	model.Update()
	model.Bias *= y
	return y * model.Offset(1)
}

// held is what the variables of package model hold.
type held struct {
	scale [2]float64
	bias  float64
}

func elsewhereIn(x float64, h held) (float64, held) {
	model.Set(h.scale)
	model.Bias = h.bias
	y := elsewhere(x)
	s, _ := model.Get()
	return y, held{s, model.Bias}
}

func dElsewhereIn(x, dx float64, h, dh held) (float64, float64, held, held) {
	model.Set(h.scale)
	model.SetShadow(dh.scale)
	model.Bias, model.DBias = h.bias, dh.bias
	y, dy := dElsewhere(x, dx)
	s, ds := model.Get()
	return y, dy, held{s, model.Bias}, held{ds, model.DBias}
}

func rElsewhereIn(x float64, h held, dy float64, dh held) (float64, held, float64, held) {
	model.Set(h.scale)
	model.SetShadow(dh.scale)
	model.Bias, model.DBias = h.bias, dh.bias
	y, dx := rElsewhere(x, dy)
	s, ds := model.Get()
	return y, held{s, model.Bias}, dx, held{ds, model.DBias}
}

func TestOtherPackage(t *testing.T) {
	check.Both(t, elsewhereIn, dElsewhereIn, rElsewhereIn, check.Serial(), 0.7, held{[2]float64{1, 2}, 3})
}

// The shadow accumulates: five calls give five times the gradient.
func TestAccumulates(t *testing.T) {
	put(all{[3]float64{1, 4, 2}, 1})
	dPut(all{})
	for range 5 {
		rReads(0.5, 1)
	}
	if want := [3]float64{5 * 0.5 * 2 * 2, 5 * 2 * 2, 5 * 4.5 * 2}; dWeights != want {
		t.Errorf("got %v, want %v", dWeights, want)
	}
}
