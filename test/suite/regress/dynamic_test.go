// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Bugs of dynamic calls.

package regress

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

type shape interface{ at(x float64) float64 }

type disk struct{ r, x float64 }

func (d disk) at(x float64) float64 { return math.Sin(d.r*x) + d.x }

type line []float64

func (l line) at(x float64) float64 { return l[0] + x*l[1] }

type remote struct{ p *float64 }

func (r remote) at(x float64) float64 { return *r.p * x }

// TestInactiveInterfaceData: an interface value with nothing active in it, stored where
// there are active ones, was its own shadow: what is written to the shadow of what it
// holds would have been written to the primal's memory.
func TestInactiveInterfaceData(t *testing.T) {
	check.Both(t, madeHere, dMadeHere, revMadeHere, 0.7)
	check.Both(t, constant, dConstant, revConstant, check.Acts("Dual Const Dual"), 0.7, check.Vec(3, -1, 1))
}

func madeHere(x float64) float64 {
	s := 0.0
	for _, sh := range []shape{disk{x, 1}, line(make([]float64, 3))} {
		s += sh.at(x)
	}
	return s
}

//go:autodiff madeHere Forward
func dMadeHere(x, dx float64) (float64, float64)

//go:autodiff madeHere Reverse
func revMadeHere(x, dret float64) (float64, float64)

func constant(x float64, c []float64) float64 {
	s := 0.0
	for _, sh := range []shape{disk{x, 1}, line(c)} {
		s += sh.at(x)
	}
	return s
}

//go:autodiff constant Forward Dual Const Dual
func dConstant(x, dx float64, c []float64) (float64, float64)

//go:autodiff constant Reverse Active Const Active
func revConstant(x float64, c []float64, dret float64) (float64, float64)

// TestPointersToPointers: a value that is a pointer itself, and a pointer to it, have
// methods of their own in their method tables; only the former had derivatives.
func TestPointersToPointers(t *testing.T) {
	p := 0.7
	check.Both(t, pointed, dPointed, revPointed, check.Acts("Dual Const Dual"), 0.7, &p)
	check.Both(t, pointed, dPointedBoth, revPointedBoth, 0.7, &p)
}

func pointed(x float64, p *float64) float64 {
	s := 0.0
	for _, sh := range []shape{disk{x, 1}, remote{p}, &remote{p}, disk{*p, 2}, &disk{*p, 3}} {
		s += sh.at(x)
	}
	return s
}

//go:autodiff pointed Forward Dual Const Dual
func dPointed(x, dx float64, p *float64) (float64, float64)

//go:autodiff pointed Reverse Active Const Active
func revPointed(x float64, p *float64, dret float64) (float64, float64)

//go:autodiff pointed Forward
func dPointedBoth(x, dx float64, p, dp *float64) (float64, float64)

//go:autodiff pointed Reverse
func revPointedBoth(x float64, p, dp *float64, dret float64) (float64, float64)

// TestDerivativeAsCandidate: a derivative whose value is taken, and that has the signature of a
// dynamic call in another one, made the compiler dereference nil.
func TestDerivativeAsCandidate(t *testing.T) {
	check.Both(t, paired, dPaired, revPaired, check.Acts("Const Dual Dual Dual"), check.Fixed(), exchangePair, 0.7, 0.4)
	for mode, call := range map[string]func(){
		"forward": func() { dPaired(pairs[0], 0.7, 1, 0.4, 1) },
		"reverse": func() { revPaired(pairs[0], 0.7, 0.4, 1) },
	} {
		func() {
			defer func() {
				const want = "cannot differentiate dProduct, a derivative, where it is called as a function value; call it by name"
				if text := fmt.Sprint(recover()); !strings.Contains(text, want) {
					t.Errorf("%s mode: %s", mode, text)
				}
			}()
			call()
		}()
	}
}

var pairs = []func(float64, float64, float64, float64) (float64, float64){dProduct, exchangePair}

func product(x, y float64) float64 { return x * y }

//go:autodiff product Forward
func dProduct(x, dx, y, dy float64) (float64, float64)

func exchangePair(x, dx, y, dy float64) (float64, float64) { return y * dx, x * dy }

func paired(f func(float64, float64, float64, float64) (float64, float64), x, y float64) float64 {
	a, b := f(x, y, y, x)
	return a * math.Sin(b)
}

//go:autodiff paired Forward Const Dual Dual Dual
func dPaired(f func(float64, float64, float64, float64) (float64, float64), x, dx, y, dy float64) (float64, float64)

//go:autodiff paired Reverse Const Active Active Active
func revPaired(f func(float64, float64, float64, float64) (float64, float64), x, y, dret float64) (float64, float64, float64)
