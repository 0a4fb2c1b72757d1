// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package failures

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dGuarded Forward
//go:autodiff wGuarded Forward(3)
func guarded(x float64) (y float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			y, err = 0, fmt.Errorf("guarded: %v", r)
		}
	}()
	if x > 1 {
		panic("too large")
	}
	y = math.Sin(x)
	return y * x, nil
}

// element goes on with what there was before the panic.
//
//go:autodiff dElement Forward
//go:autodiff wElement Forward(2)
func element(xs []float64, i int, s float64) (y float64) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(runtime.Error); ok {
				y *= 3 * s
			}
		}
	}()
	y = s * s
	y += xs[i] * s
	return y * y
}

func caught(y *float64, s float64) {
	if r := recover(); r != nil {
		*y = s * s * *y
	}
}

//go:noinline
func set(p *float64, x float64) {
	*p = x * x
	if x > 1 {
		*p = x * x * x
		panic("set")
	}
}

//go:autodiff dDeclared Forward
func declared(x float64) (y float64) {
	defer caught(&y, x)
	set(&y, x)
	return y + x
}

type solver struct {
	state []float64
	err   error
}

func (s *solver) rescue(to *float64) {
	if r := recover(); r != nil {
		s.err = fmt.Errorf("%v", r)
		*to = s.state[0]
	}
}

//go:noinline
func (s *solver) step(x float64) {
	for i := range s.state {
		s.state[i] *= x
		if s.state[i] > 4 {
			s.state[i] = 4 * x
			panic(fmt.Sprint("state ", i))
		}
	}
}

//go:noinline
func (s *solver) run(x float64) (y float64) {
	defer s.rescue(&y)
	for range 3 {
		s.step(x)
	}
	return s.state[1]
}

//go:autodiff dSolve Forward
func solve(s *solver, x float64) (float64, error) {
	a := s.run(x)
	b := s.run(1.25 / x)
	return a * b, s.err
}

// several defers in a loop, some of which panic themselves.
//
//go:autodiff dSeveral Forward
func several(xs []float64) (y float64) {
	defer func() {
		if r := recover(); r != nil {
			y += float64(len(fmt.Sprint(r))) * xs[0]
		}
	}()
	for i, x := range xs {
		defer func() {
			y = y*x + x
			if x > 1 {
				panic(fmt.Sprint("deferred ", i))
			}
		}()
	}
	defer func() {
		if len(xs) > 3 && recover() != nil {
			y *= xs[1]
		}
	}()
	y = xs[0] * xs[1]
	return y * xs[2]
}

// literal recovers in a function literal, which changes what is captured.
//
//go:autodiff dLiteral Forward
func literal(x float64) float64 {
	y := x
	try := func(s float64) (z float64) {
		defer func() {
			if recover() != nil {
				z = y * s
			}
		}()
		y *= s
		if y > 2 {
			y *= s
			panic("y")
		}
		return y * y
	}
	return try(x) + try(2)*y + try(x*x)
}

// must recovers and panics again, with an error.
//
//go:noinline
func must(x float64) (y float64) {
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Errorf("must: %v", r))
		}
	}()
	if x > 1 {
		panic("one")
	}
	return x * x
}

//go:autodiff dAgain Forward
func again(x float64) (y float64, err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			y, err = x*x*x, e
		}
	}()
	return must(x) * must(2*x), nil
}

// generic recovers in an instance of a generic function.
func generic[T float32 | float64](xs []T, i int) (y T, ok bool) {
	defer func() {
		ok = recover() == nil
	}()
	y = xs[0] * xs[0]
	y *= xs[i]
	return y, true
}

//go:autodiff dGeneric Forward
func generics(xs []float64, i int) float64 {
	y, ok := generic(xs, i)
	if !ok {
		return 2 * y
	}
	return y
}

// locked cleans up as well.
//
//go:autodiff dLocked Forward
func locked(m *sync.Mutex, x float64, out []float64) (err error) {
	m.Lock()
	defer m.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("locked")
		}
	}()
	for i := range 4 {
		out[i] = x * float64(i) * out[i]
	}
	return nil
}

// unnamed has no name for its result: it is zero where the function recovers.
//
//go:autodiff dUnnamed Forward
func unnamed(x float64) float64 {
	defer func() { recover() }()
	return must(x) + x
}

// bySomebody recovers where the panic is in the callee of a callee, through a function value.
//
//go:autodiff dCallback Forward
func callback(x float64, n int) float64 {
	sum := 0.0
	each(n, func(i int) {
		sum += x * float64(i)
		if i == 3 {
			sum *= x
			panic("three")
		}
	})
	return sum * x
}

func each(n int, f func(i int)) {
	defer func() { recover() }()
	for i := range n {
		f(i)
	}
}

func TestRecover(t *testing.T) {
	for _, x := range []float64{0.4, 0.7, 1.2, 2.5} {
		check.Forward(t, guarded, dGuarded, x)
		check.Forward(t, guarded, wGuarded, x, check.Width(3))
		check.Forward(t, declared, dDeclared, x)
		check.Forward(t, literal, dLiteral, x)
		check.Forward(t, again, dAgain, x)
		check.Forward(t, unnamed, dUnnamed, x)
		check.Forward(t, solve, dSolve, &solver{state: []float64{0.5, 1.5, 2}}, x)
	}
	for _, i := range []int{0, 1, 2, -1} {
		check.Forward(t, element, dElement, check.Vec(2, -1, 1), i, 0.6)
		check.Forward(t, element, wElement, check.Vec(2, -1, 1), i, 0.6, check.Width(2))
		check.Forward(t, generics, dGeneric, check.Vec(2, -1, 1), i)
	}
	check.Forward(t, several, dSeveral, []float64{0.3, 0.5, 0.7})
	check.Forward(t, several, dSeveral, []float64{0.3, 1.5, 0.7})
	check.Forward(t, several, dSeveral, []float64{1.3, 1.5, 0.7})
	check.Forward(t, several, dSeveral, []float64{1.3, 1.5, 0.7, 1.1})
	check.Forward(t, several, dSeveral, []float64{1.3, 1.5})
	check.Forward(t, several, dSeveral, []float64{0.3, 0.5})
	check.Forward(t, locked, dLocked, new(sync.Mutex), 0.7, check.Vec(5, -1, 1))
	check.Forward(t, locked, dLocked, new(sync.Mutex), 0.7, check.Vec(3, -1, 1))
	for n := range 6 {
		check.Forward(t, callback, dCallback, check.Range(0.5, 1), n)
	}
}

// A panic that nobody recovers, and an exit, leave the derivative as they leave the primal.
func TestNotRecovered(t *testing.T) {
	check.Panics(t, must, dMust, 2.0)
	done := make(chan string)
	go func() {
		defer func() { done <- fmt.Sprint("exit ", recover()) }()
		dExits(1, 1)
	}()
	if s := <-done; s != "exit <nil>" {
		t.Error(s)
	}
	kept = make([]float64, 1)
	defer func() {
		if s := fmt.Sprint(recover()); !strings.HasPrefix(s, "autodiff: ") {
			t.Error("an error of the derivative was recovered: ", s)
		}
	}()
	dKeeps(1, 1)
}

var kept []float64

//go:noinline
func keptSlice() any { return kept }

// keeps stores an active value in memory that is not, which shows at run time.
//
//go:autodiff dKeeps Forward
func keeps(x float64) (y float64) {
	defer func() {
		if recover() != nil {
			y = 1
		}
	}()
	s := []float64{x}
	if x > 0 {
		s = keptSlice().([]float64)
	}
	s[0] = x * x
	return s[0]
}

//go:autodiff must Forward
func dMust(x, dx float64) (y, dy float64)

//go:autodiff dExits Forward
func exits(x float64) float64 {
	defer func() { recover() }()
	if x > 0 {
		runtime.Goexit()
	}
	return x
}
