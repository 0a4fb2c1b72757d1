// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package deferred looks at what a derivative that panics leaves behind: deferred calls
// that clean up are made, as in the primal.
package deferred

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

var (
	mu     sync.Mutex
	rw     sync.RWMutex
	failed = errors.New("failed")
)

// A counter has its lock beside what is active.
type counter struct {
	mu    sync.Mutex
	total float64
}

//go:autodiff dAdd Forward
//go:autodiff rAdd Reverse
func (c *counter) add(x float64) float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if x < 0 {
		panic(failed)
	}
	c.total += x * x
	return c.total
}

//go:autodiff dLocked Forward
//go:autodiff rLocked Reverse
func locked(x float64) float64 {
	mu.Lock()
	defer mu.Unlock()
	rw.RLock()
	defer func() { rw.RUnlock() }()
	return math.Exp(mayFail(x)) * x
}

//go:noinline
func mayFail(x float64) float64 {
	if x < 0 {
		panic(failed)
	}
	return x * x
}

// inner locks in a function that is taken in, and in one that stays a call.
//
//go:autodiff dInner Forward
//go:autodiff rInner Reverse
func inner(x float64) float64 {
	y := small(x)
	return y * large(-x)
}

func small(x float64) float64 {
	mu.Lock()
	defer mu.Unlock()
	return x * mayFail(x)
}

//go:noinline
func large(x float64) float64 {
	rw.Lock()
	defer rw.Unlock()
	return x * mayFail(-x)
}

// loops defers in a loop.
//
//go:autodiff dLoops Forward
//go:autodiff rLoops Reverse
func loops(x []float64, locks []*sync.Mutex) float64 {
	s := 1.0
	for i, v := range x {
		locks[i].Lock()
		defer locks[i].Unlock()
		s *= mayFail(v)
	}
	return s
}

// mixed also defers what is active: it is made where nothing panics.
//
//go:autodiff dMixed Forward
//go:autodiff rMixed Reverse
func mixed(x float64, wg *sync.WaitGroup) (y float64) {
	wg.Add(1)
	defer wg.Done()
	defer func() { y *= x }()
	mu.Lock()
	defer mu.Unlock()
	if x > 0.5 {
		rw.Lock()
		defer rw.Unlock()
	}
	return mayFail(x)
}

// closes closes a file, and keeps its error.
//
//go:autodiff dCloses Forward Dual Const Dual Const
//go:autodiff rCloses Reverse Active Const Active Const
func closes(x float64, f *os.File) (y float64, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer func() {
		if e := f.Close(); e != nil && err == nil {
			err = e
		}
	}()
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	return mayFail(x) * x, nil
}

// exits ends its goroutine.
//
//go:autodiff dExits Forward
//go:autodiff rExits Reverse
func exits(x float64) float64 {
	mu.Lock()
	defer mu.Unlock()
	if x < 0 {
		runtime.Goexit()
	}
	return x * x
}

// recovers returns what f panics with.
func recovers(f func()) (e any) {
	defer func() { e = recover() }()
	f()
	return nil
}

func TestReturns(t *testing.T) {
	check.Both(t, (*counter).add, (*counter).dAdd, (*counter).rAdd, check.Serial(), &counter{total: 2}, 0.5)
	check.Both(t, locked, dLocked, rLocked, 0.5)
	check.Both(t, inner, dInner, rInner, 0.7)
	check.Both(t, mixed, dMixed, rMixed, 0.3, new(sync.WaitGroup))
	check.Both(t, mixed, dMixed, rMixed, 0.9, new(sync.WaitGroup))
	check.Both(t, exits, dExits, rExits, 0.9)
	check.Both(t, loops, dLoops, rLoops, check.Vec(3, 1, 2), []*sync.Mutex{new(sync.Mutex), new(sync.Mutex), new(sync.Mutex)})
}

// free reports what is still locked.
func free(t *testing.T, what string, locks ...*sync.Mutex) {
	t.Helper()
	for i, l := range append(locks, &mu) {
		if !l.TryLock() {
			t.Errorf("%s: lock %d is still locked", what, i)
		} else {
			l.Unlock()
		}
	}
	if !rw.TryLock() {
		t.Errorf("%s: rw is still locked", what)
	} else {
		rw.Unlock()
	}
}

func TestPanics(t *testing.T) {
	c, d := &counter{total: 1}, new(counter)
	locks := []*sync.Mutex{new(sync.Mutex), new(sync.Mutex), new(sync.Mutex)}
	x, dx := []float64{1, 2, -1}, make([]float64, 3)
	wg := new(sync.WaitGroup)
	for name, f := range map[string]func(){
		"counter, forward": func() { c.dAdd(d, -1, 1) },
		"counter, reverse": func() { c.rAdd(d, -1, 1) },
		"locked, forward":  func() { dLocked(-1, 1) },
		"locked, reverse":  func() { rLocked(-1, 1) },
		"small, forward":   func() { dInner(-1, 1) },
		"small, reverse":   func() { rInner(-1, 1) },
		"loops, forward":   func() { dLoops(x, dx, locks) },
		"loops, reverse":   func() { rLoops(x, dx, locks, 1) },
		"mixed, forward":   func() { dMixed(-1, 1, wg) },
		"mixed, reverse":   func() { rMixed(-1, wg, 1) },
	} {
		if e := recovers(f); e != failed {
			t.Errorf("%s: panics with %v", name, e)
		}
		free(t, name, append(locks, &c.mu)...)
		wg.Wait()
	}
}

func TestCloses(t *testing.T) {
	for name, f := range map[string]func(x float64, f *os.File){
		"forward": func(x float64, f *os.File) { dCloses(x, 1, f) },
		"reverse": func(x float64, f *os.File) { rCloses(x, f, 1) },
	} {
		for _, x := range []float64{1, -1} {
			file, err := os.Create(filepath.Join(t.TempDir(), "f"))
			if err != nil {
				t.Fatal(err)
			}
			recovers(func() { f(x, file) })
			if err := file.Close(); !errors.Is(err, os.ErrClosed) {
				t.Errorf("%s, %v: the file was not closed: %v", name, x, err)
			}
		}
	}
}

func TestGoexit(t *testing.T) {
	for _, f := range []func(){func() { dExits(-1, 1) }, func() { rExits(-1, 1) }} {
		var wg sync.WaitGroup
		wg.Go(f)
		wg.Wait()
		free(t, "Goexit")
	}
}
