// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Defer statements in loops, and deferred functions that recover.

package lang

import (
	"errors"
	"fmt"
	"sync"
	"testing"
)

//go:autodiff dDeferLoop Forward
//go:autodiff rDeferLoop Reverse
func deferLoop(x []float64) (z float64) {
	for i := range x {
		defer func() { z = z*x[i] + 1 }()
	}
	return x[0] * x[0]
}

// Several statements, in and behind loops: the calls are made last in, first out.
//
//go:autodiff dDeferMixed Forward
//go:autodiff rDeferMixed Reverse
func deferMixed(x []float64, early bool) (z float64) {
	defer func() { z *= x[0] }()
	for i, v := range x {
		defer scale(&z, v*v)
		if i%2 == 0 {
			defer func() {
				z += v * float64(i)
				v = z
			}()
		}
		if i == 2 && early {
			return x[1]
		}
		x[i] = v * z
		z += v
	}
	defer scale(&z, x[1]+1)
	x[1] = 2
	return z
}

//go:noinline
func scale(z *float64, by float64) { *z = *z*by + 1 }

type guarded struct {
	sync.Mutex
	value float64
}

//go:autodiff dDeferUnlocks Forward
//go:autodiff rDeferUnlocks Reverse
func deferUnlocks(x []float64) float64 {
	gs := make([]guarded, len(x))
	for i, v := range x {
		gs[i].value = v
	}
	s := multiply(gs) * multiply(gs)
	for i := range gs {
		if !gs[i].TryLock() {
			return 0
		}
	}
	return s
}

//go:noinline
func multiply(gs []guarded) float64 {
	s := 1.0
	for i := range gs {
		g := &gs[i]
		g.Lock()
		defer g.Unlock()
		s *= g.value
	}
	return s
}

//go:autodiff dDeferGoto Forward
//go:autodiff rDeferGoto Reverse
func deferGoto(x, y float64) (z float64) {
	i := 0
again:
	defer func(by float64) { z = z*by + x }(y + float64(i))
	i++
	if i < 4 {
		goto again
	}
	return y
}

//go:autodiff dDeferInner Forward
//go:autodiff rDeferInner Reverse
func deferInner(x []float64) (s float64) {
	for range 3 {
		func() {
			for _, v := range x {
				defer func() { s = s*v + v }()
			}
			s += 1
		}()
	}
	return s
}

//go:autodiff dRecovers Forward
//go:autodiff rRecovers Reverse
func recovers(x, y float64) (z float64, err error) {
	defer func() {
		if e := recover(); e != nil {
			z, err = -1, fmt.Errorf("recovered: %v", e)
		}
		z *= y
	}()
	return quotient(x, y), nil
}

var errDivision = errors.New("division by zero")

func quotient(x, y float64) float64 {
	if y == 0 {
		panic(errDivision)
	}
	return x / y * x
}

//go:autodiff dRecoversInLiteral Forward
//go:autodiff rRecoversInLiteral Reverse
func recoversInLiteral(x float64) (r float64) {
	func() { defer func() { recover() }(); r = x * 2 }()
	return r * recoverTwice(&r)
}

func recoverTwice(r *float64) float64 {
	defer recover()
	if recover() != nil {
		return 0
	}
	return *r
}

//go:autodiff dRecoversInCallee Forward
//go:autodiff rRecoversInCallee Reverse
func recoversInCallee(x, y float64) float64 {
	z, err := try(func() float64 { return quotient(x, y) })
	if err != nil {
		return 0
	}
	return z * y
}

//go:noinline
func try(f func() float64) (z float64, err error) {
	defer handle(&err)
	return f() * f(), nil
}

func handle(err *error) {
	if e, ok := recover().(error); ok {
		*err = e
	}
}

//go:autodiff dRecoversOwn Forward
//go:autodiff rRecoversOwn Reverse
func recoversOwn(x float64) (y float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			y, err = y*x, fmt.Errorf("recovered: %v", r)
		}
	}()
	y = x * x
	if x > 1 {
		panic("too large")
	}
	return y + x, nil
}

//go:autodiff dRecoversInactive Forward
//go:autodiff rRecoversInactive Reverse
func recoversInactive(x float64, n int) float64 {
	count := 0
	check := func(i int) (ok bool) {
		defer func() {
			if recover() != nil {
				count++
				ok = true
			}
		}()
		return []bool{false, false}[i]
	}
	for i := range n {
		if check(i) {
			x *= x
		}
	}
	return x * float64(count)
}

// TestRecover has panics that are recovered; more are in test/suite/failures. In reverse mode one of
// a function that stays a call is not: the derivative panics with the same value.
func TestRecover(t *testing.T) {
	if _, err := recovers(1, 0); err == nil {
		t.Errorf("the primal does not recover")
	}
	if z, dz, err := dRecovers(1, 1, 0, 1); z != 0 || dz != -1 || err == nil {
		t.Errorf("forward: %v, %v, %v", z, dz, err)
	}
	if z, err, dx, dy := rRecovers(1, 0, 1); z != 0 || err == nil || dx != 0 || dy != -1 {
		t.Errorf("reverse: %v, %v, %v, %v", z, err, dx, dy)
	}
	if z, dz := dRecoversInCallee(1, 1, 0, 0); z != 0 || dz != 0 {
		t.Errorf("forward callee: %v, %v", z, dz)
	}
	defer func() {
		if e := recover(); e != errDivision {
			t.Errorf("reverse callee: panics with %v", e)
		}
	}()
	rRecoversInCallee(1, 0, 1)
}
