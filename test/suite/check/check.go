// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package check compares derivatives with differences of their primals.
//
// One line is one case:
//
//	check.Forward(t, f, df, 1.5, []float64{1, 2, 3})
//
// f is the primal, df its derivative, the rest are the primal's arguments or
// generators of them (Range, Vec, Mat, Fill, or a func(*rand.Rand) T). For
// every trial the arguments are drawn, a random direction is drawn, and then
//
//   - the derivative's primal results, and what it leaves in memory, are those
//     of the primal bit for bit;
//   - its tangents agree with central differences, extrapolated to h = 0;
//   - memory that was only read keeps its shadow bit for bit;
//   - zero shadows give zero tangents;
//   - tangents are linear in the direction;
//   - a second call, and calls from several goroutines, give the same bits.
//
// Activities follow from the types, as in the directive; Acts overrides them.
// Reverse does the same for reverse derivatives, Both for a pair of them.
package check

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

var (
	seedFlag   = flag.Int64("seed", 1, "first seed of the random arguments and directions")
	trialsFlag = flag.Int("trials", 4, "random directions to try in every case")
)

// An Option changes how one case is checked. Options stand among the arguments.
type Option func(*options)

type options struct {
	acts     string  // activities, parameters first; "" to infer
	tol      float64 // relative tolerance; 0 for that of the float width
	width    int     // directions at once
	twin     any     // the primal in float64, to take differences of
	name     string  // of the case; "" for the primal's
	fixed    bool    // do not move plain arguments between trials
	inexact  bool    // primal results may differ in the last bits
	rough    bool    // differences may not converge
	anyOrder bool    // sums may be added up in another order with each call
	parallel bool    // call from several goroutines
	forward  any     // the forward derivative to compare a reverse one with
	closed   any     // the reverse derivative written by hand
}

// Acts gives the activities, one for each parameter and then for each result.
func Acts(s string) Option { return func(o *options) { o.acts = s } }

// Tol gives the relative tolerance.
func Tol(tol float64) Option { return func(o *options) { o.tol = tol } }

// Width says that the derivative takes n directions at once.
func Width(n int) Option { return func(o *options) { o.width = n } }

// Twin gives the float64 version of a float32 primal, to take differences of.
func Twin(f any) Option { return func(o *options) { o.twin = f } }

// Name names the case.
func Name(s string) Option { return func(o *options) { o.name = s } }

// Fixed keeps plain arguments as they are in every trial.
func Fixed() Option { return func(o *options) { o.fixed = true } }

// Serial leaves the calls from several goroutines out.
func Serial() Option { return func(o *options) { o.parallel = false } }

// Rough is for primals with so many kinks, or with float32s so deep inside,
// that differences may not converge: a tangent has to agree with one of them.
func Rough() Option { return func(o *options) { o.rough = true } }

// AnyOrder is for primals whose goroutines add up in the order in which they happen to
// come: results may differ in the last bits from call to call.
func AnyOrder() Option { return func(o *options) { o.anyOrder, o.inexact = true, true } }

// repeated reports whether a second call may give b where the first has given a.
func (o *options) repeated(a, b float64) bool {
	if o.anyOrder && math.Abs(a-b) <= 1e-6*math.Max(1, math.Max(math.Abs(a), math.Abs(b))) {
		return true
	}
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// Inexact allows the last bits of primal results to differ.
func Inexact() Option { return func(o *options) { o.inexact = true } }

// Fuses reports whether the compiler fuses multiplications and additions here,
// and so may round primal and derivative differently.
func Fuses() bool {
	switch runtime.GOARCH {
	case "arm64", "loong64", "ppc64", "ppc64le", "riscv64", "s390x":
		return true
	}
	return false
}

// Reporter is the part of testing.TB that a check needs.
type Reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// Forward checks deriv, the forward derivative of primal.
func Forward(t *testing.T, primal, deriv any, args ...any) {
	t.Helper()
	forward(t, primal, deriv, args)
}

func forward(t Reporter, primal, deriv any, args []any) {
	t.Helper()
	o, plain := split(args)
	if o.name == "" {
		o.name = funcName(primal)
	}
	c := &checker{t: t, o: o, f: reflect.ValueOf(primal), df: reflect.ValueOf(deriv)}
	if err := c.prepare(plain); err != nil {
		t.Errorf("%s: %v", o.name, err)
		return
	}
	for trial := 0; trial < *trialsFlag; trial++ {
		seed := *seedFlag + int64(trial)
		r := rand.New(rand.NewSource(seed))
		if err := guarded(func() error { return c.trial(r, trial) }); err != nil {
			t.Errorf("%s: -seed=%d: %v", o.name, seed, err)
			return
		}
	}
}

// split tells options from arguments.
func split(args []any) (o options, plain []any) {
	o = options{width: 1, parallel: true, inexact: Fuses()}
	for _, a := range args {
		if opt, ok := a.(Option); ok {
			opt(&o)
		} else {
			plain = append(plain, a)
		}
	}
	return o, plain
}

// guarded runs one trial and turns a panic into an error.
func guarded(trial func() error) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic: %v\n%s", e, debug.Stack())
		}
	}()
	return trial()
}

// funcName returns the name of function f without its package.
func funcName(f any) string {
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func {
		return fmt.Sprintf("%T", f)
	}
	name := runtime.FuncForPC(v.Pointer()).Name()
	return name[strings.LastIndex(name, "/")+1:]
}
