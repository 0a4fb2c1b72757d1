// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Reverse derivatives. One line is one case here, too:
//
//	check.Reverse(t, f, rf, 1.5, []float64{1, 2, 3})
//	check.Both(t, f, df, rf, 1.5, []float64{1, 2, 3})
//
// A call of f maps what goes in, its arguments x and the memory m behind them,
// to what comes out, its results y and the memory as it is then. A reverse
// derivative takes the adjoints of what comes out, the seeds ȳ and the shadows
// before the call, to those of what went in, the gradients x̄ and the shadows
// behind it. Whatever f reads, writes or overwrites, in every direction (ẋ, ṁ)
//
//	⟨x̄, ẋ⟩ + ⟨shadows after, ṁ⟩ = ⟨ȳ, ẏ⟩ + ⟨shadows before, ṁ behind f⟩
//
// and that is what is checked, with tangents on the right from differences and
// from a forward derivative.

package check

import (
	"math/rand"
	"reflect"
	"testing"
)

// Against gives the forward derivative in one direction, to compare the reverse one with.
func Against(df any) Option { return func(o *options) { o.forward = df } }

// Closed gives a reverse derivative written by hand, to compare with.
func Closed(rf any) Option { return func(o *options) { o.closed = rf } }

// Both checks df, the forward derivative of f, and rf, its reverse one, with
// the same arguments and activities.
func Both(t *testing.T, f, df, rf any, args ...any) {
	t.Helper()
	Forward(t, f, df, args...)
	Reverse(t, f, rf, append([]any{Against(df)}, args...)...)
}

// Reverse checks deriv, the reverse derivative of primal.
func Reverse(t *testing.T, primal, deriv any, args ...any) {
	t.Helper()
	reverse(t, primal, deriv, args)
}

func reverse(t Reporter, primal, deriv any, args []any) {
	t.Helper()
	o, plain := split(args)
	if o.name == "" {
		o.name = funcName(primal)
	}
	c, err := newBack(t, o, primal, deriv, plain)
	if err != nil {
		t.Errorf("%s, reverse: %v", o.name, err)
		return
	}
	for trial := 0; trial < *trialsFlag; trial++ {
		seed := *seedFlag + int64(trial)
		r := rand.New(rand.NewSource(seed))
		if err := guarded(func() error { return c.trial(r, trial) }); err != nil {
			t.Errorf("%s, reverse: -seed=%d: %v", o.name, seed, err)
			return
		}
	}
}

// newBack returns the checker of one reverse derivative.
func newBack(t Reporter, o options, primal, deriv any, args []any) (*back, error) {
	c := &back{checker: &checker{t: t, o: o, f: reflect.ValueOf(primal), df: reflect.ValueOf(deriv), args: args}}
	if err := c.functions(); err != nil {
		return nil, err
	}
	ft := c.f.Type()
	var err error
	if c.bl, err = backLayoutOf(ft, o.acts, o.width); err != nil {
		return nil, err
	}
	c.l = c.bl.forward()
	want := c.bl.derivative(ft)
	if err := c.typed(c.df, want); err != nil {
		return nil, err
	}
	if o.closed != nil {
		c.closed = reflect.ValueOf(o.closed)
		if err := c.typed(c.closed, want); err != nil {
			return nil, err
		}
	}
	if o.forward != nil {
		if c.fwd, err = c.forwardOf(o.forward); err != nil {
			return nil, err
		}
	}
	c.tolerances()
	return c, nil
}

// forwardOf returns the checker of df, whose activities are those of forward
// mode, so that results may have tangents that have no seed. Of a derivative in
// several directions there is none.
func (c *back) forwardOf(df any) (*checker, error) {
	o := c.o
	o.width = 1
	f := &checker{t: c.t, o: o, f: c.f, df: reflect.ValueOf(df), args: c.args}
	err := f.prepare(c.args)
	if err == nil || c.o.width == 1 {
		return f, err
	}
	f = &checker{t: c.t, o: c.o, f: c.f, df: reflect.ValueOf(df), args: c.args}
	return nil, f.prepare(c.args)
}

// ReversePanics checks that primal and reverse derivative panic with the same value.
func ReversePanics(t *testing.T, primal, deriv any, args ...any) {
	t.Helper()
	c, x, ok := backAt(t, primal, deriv, args)
	if !ok {
		return
	}
	r := rand.New(rand.NewSource(*seedFlag))
	want := recovered(func() { call(c.f, clones(x)) })
	got := recovered(func() { c.derivative(c.df, c.draw(r, x, false)) })
	switch {
	case want == "":
		t.Errorf("%s: the primal does not panic", c.o.name)
	case got != want:
		t.Errorf("%s: the reverse derivative panics with %q, the primal with %q", c.o.name, got, want)
	}
}

// ReversePrimal checks only that the derivative's primal results, and what it
// leaves in memory, are those of the primal.
func ReversePrimal(t *testing.T, f, rf any, args ...any) {
	t.Helper()
	c, x, ok := backAt(t, f, rf, args)
	if !ok {
		return
	}
	b := c.draw(rand.New(rand.NewSource(*seedFlag)), x, false)
	c.derivative(c.df, b)
	if err := c.samePrimal(b.primal, primal(c.f, x)); err != nil {
		t.Errorf("%s(%s), reverse: %v", c.o.name, show(x), err)
	}
}

// backAt returns a checker and the point that args, plain values, stand for.
func backAt(t *testing.T, f, rf any, args []any) (*back, point, bool) {
	t.Helper()
	o, plain := split(args)
	if o.name == "" {
		o.name = funcName(f)
	}
	c, err := newBack(t, o, f, rf, plain)
	if err != nil {
		t.Errorf("%s: %v", o.name, err)
		return nil, nil, false
	}
	x := make(point, len(plain))
	for i, a := range plain {
		if x[i], err = argument(nil, a, c.f.Type().In(i), false); err != nil {
			t.Errorf("%s: %v", o.name, err)
			return nil, nil, false
		}
	}
	return c, x, true
}
