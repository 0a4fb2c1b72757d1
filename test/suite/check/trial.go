// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// One trial: a random point, random directions, and everything that has to hold.

package check

import (
	"fmt"
	"maps"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// A checker checks one derivative.
type checker struct {
	t     Reporter
	o     options
	f, df reflect.Value
	l     *layout
	args  []any
	steps steps
	tol   float64
}

// prepare finds the layout and compares it with the derivative's type.
func (c *checker) prepare(args []any) error {
	c.args = args
	if err := c.functions(); err != nil {
		return err
	}
	ft := c.f.Type()
	var err error
	if c.l, err = layoutOf(ft, c.o.acts, c.o.width); err != nil {
		return err
	}
	c.tolerances()
	return c.typed(c.df, c.l.derivative(ft))
}

// functions checks that there are functions, and arguments for the primal.
func (c *checker) functions() error {
	if c.f.Kind() != reflect.Func || c.df.Kind() != reflect.Func {
		return fmt.Errorf("primal and derivative have to be functions")
	}
	if n := c.f.Type().NumIn(); len(c.args) != n {
		return fmt.Errorf("%d arguments for %d parameters", len(c.args), n)
	}
	return nil
}

// typed checks that derivative df has the type that it should have.
func (c *checker) typed(df reflect.Value, want reflect.Type) error {
	if df.Kind() == reflect.Func && (df.Type() == want || df.Type().ConvertibleTo(want)) {
		return nil
	}
	return fmt.Errorf("the derivative has another type\n\thave %v\n\twant %v", df.Type(), want)
}

// tolerances chooses the steps of differences, and what they may be off.
func (c *checker) tolerances() {
	c.steps, c.tol = steps64, 1e-7
	if narrow(c.f.Type(), map[reflect.Type]bool{}) {
		c.tol = 1e-4
		if c.o.twin == nil {
			c.steps, c.tol = steps32, 5e-3
		}
	}
	if c.o.rough {
		c.steps = rough
	}
	if c.o.tol != 0 {
		c.tol = c.o.tol
	}
}

// narrow reports whether t reaches a float32.
func narrow(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Float32, reflect.Complex64:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return narrow(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if narrow(t.Field(i).Type, seen) {
				return true
			}
		}
	case reflect.Func:
		for i := range t.NumIn() {
			if narrow(t.In(i), seen) {
				return true
			}
		}
		for i := range t.NumOut() {
			if narrow(t.Out(i), seen) {
				return true
			}
		}
	}
	return false
}

// A point is the set of arguments of one trial.
type point []reflect.Value

// seeds draws one shadow for every active argument of x; inactive ones are
// invalid.
func (c *checker) seeds(r *rand.Rand, x point) point {
	d := clones(x)
	for i, a := range c.l.params {
		if a != constant {
			direction(r, d[i])
		}
	}
	return d
}

// active returns the floats of the active arguments of x.
func (c *checker) active(x point) []leaf {
	var ls []leaf
	for i, a := range c.l.params {
		if a != constant {
			ls = append(ls, leaves(x[i], fmt.Sprintf("argument %d", i+1))...)
		}
	}
	return ls
}

// An outcome is what a call leaves behind: results and arguments.
type outcome struct {
	results, args []reflect.Value
}

func call(f reflect.Value, args []reflect.Value) []reflect.Value {
	var out []reflect.Value
	if f.Type().IsVariadic() {
		out = f.CallSlice(args)
	} else {
		out = f.Call(args)
	}
	for i := range out {
		out[i] = addressable(out[i])
	}
	return out
}

// primal calls f at x, which it leaves alone.
func primal(f reflect.Value, x point) outcome {
	args := clones(x)
	return outcome{call(f, args), args}
}

// floats lists the active floats of an outcome: those of results, then those
// of memory behind reference parameters.
func (c *checker) floats(o outcome) []leaf {
	var ls []leaf
	for i, a := range c.l.results {
		if a != constant {
			ls = append(ls, leaves(o.results[i], fmt.Sprintf("result %d", i+1))...)
		}
	}
	return append(ls, c.memory(o.args)...)
}

// memory lists the floats behind the active reference arguments.
func (c *checker) memory(args []reflect.Value) []leaf {
	var ls []leaf
	for i, a := range c.l.params {
		t := c.f.Type().In(i)
		if a != constant && reference(t, map[reflect.Type]bool{}) {
			ls = append(ls, leaves(args[i], fmt.Sprintf("argument %d", i+1))...)
		}
	}
	return ls
}

// reference reports whether a callee can write through a T: floats that a
// struct holds by value do not count, but are harmless, since they stay.
func reference(t reflect.Type, seen map[reflect.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return true
	case reflect.Array:
		return reference(t.Elem(), seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if reference(t.Field(i).Type, seen) {
				return true
			}
		}
	}
	return false
}

// derivative calls df at x with one seed for each direction. It returns the
// primal's outcome, and for each direction that of the shadows, both with
// invalid values where the derivative's signature has none.
func (c *checker) derivative(x point, seeds []point) (outcome, []outcome) {
	o := outcome{args: clones(x)}
	d := make([]outcome, c.l.width)
	for k := range d {
		d[k].args = clones(seeds[k])
	}
	c.push(&o, d)
	return o, d
}

// push calls df with the arguments of o and the shadows of d, and adds the results.
func (c *checker) push(o *outcome, d []outcome) {
	n := c.l.width
	o.results = make([]reflect.Value, len(c.l.results))
	for k := range d {
		d[k].results = make([]reflect.Value, len(c.l.results))
	}
	var in []reflect.Value
	for i, a := range c.l.params {
		arg := o.args[i]
		if a == dualOnly && arg.Kind() == reflect.Pointer {
			arg = arg.Elem()
		}
		in = append(in, arg)
		if a == constant {
			continue
		}
		if n == 1 {
			in = append(in, d[0].args[i])
			continue
		}
		s := reflect.New(c.l.shadow(c.f.Type().In(i))).Elem()
		for k := range d {
			s.Index(k).Set(d[k].args[i])
		}
		in = append(in, s)
	}
	out := c.df.Call(in)
	for i, a := range c.l.results {
		if a != dualOnly {
			o.results[i] = addressable(out[0])
			out = out[1:]
		}
		if a == constant {
			continue
		}
		for k := range d {
			v := out[0]
			if n > 1 {
				v = v.Index(k)
			}
			d[k].results[i] = addressable(v)
		}
		out = out[1:]
	}
}

// trial checks the derivative at one random point.
func (c *checker) trial(r *rand.Rand, trial int) error {
	x := make(point, len(c.args))
	for i, a := range c.args {
		v, err := argument(r, a, c.f.Type().In(i), trial > 0 && !c.o.fixed && c.l.params[i] != constant)
		if err != nil {
			return err
		}
		x[i] = v
	}
	want := primal(c.f, x)
	seeds := make([]point, c.l.width)
	for k := range seeds {
		seeds[k] = c.seeds(r, x)
	}
	got, shadows := c.derivative(x, seeds)
	if err := c.samePrimal(got, want); err != nil {
		return err
	}
	for k, s := range shadows {
		if err := c.agrees(x, seeds[k], want, s); err != nil {
			return err
		}
		if err := c.keeps(x, seeds[k], want, s); err != nil {
			return err
		}
	}
	if c.l.width > 1 {
		return c.repeats(x, seeds, shadows)
	}
	if err := c.vanishes(x, shadows[0]); err != nil {
		return err
	}
	if err := c.linear(r, x, seeds[0], shadows[0]); err != nil {
		return err
	}
	return c.repeats(x, seeds, shadows)
}

// samePrimal checks the derivative's primal results and memory.
func (c *checker) samePrimal(got, want outcome) error {
	for i, a := range c.l.results {
		if a == dualOnly {
			continue
		}
		if err := sameBits(got.results[i], want.results[i], fmt.Sprintf("primal result %d", i+1), c.o.inexact); err != nil {
			return err
		}
	}
	for i, a := range c.l.params {
		if a == dualOnly {
			continue
		}
		if err := sameBits(got.args[i], want.args[i], fmt.Sprintf("argument %d after the call", i+1), c.o.inexact); err != nil {
			return err
		}
	}
	return nil
}

// tangents returns the floats of a shadow outcome, which has the shape of want.
func (c *checker) tangents(want, shadow outcome) ([]string, []float64, error) {
	ws, ss := c.floats(want), c.floats(shadow)
	w, s := names(ws), names(ss)
	if strings.Join(w, "\n") != strings.Join(s, "\n") {
		return nil, nil, fmt.Errorf("the shadows have another shape than the primal's results and arguments\n\thave %v\n\twant %v", s, w)
	}
	return w, numbers(ss), nil
}

// agrees compares tangents with differences.
func (c *checker) agrees(x, seed point, want, shadow outcome) error {
	where, got, err := c.tangents(want, shadow)
	if err != nil {
		return err
	}
	y := numbers(c.floats(want))
	g := func(h float64) []float64 { return numbers(c.floats(primal(c.f, c.moved(x, seed, h)))) }
	if c.o.twin != nil {
		g = c.twinAlong(x, seed)
	}
	for i, es := range differentiate(g, len(got), c.steps) {
		e := best(es)
		if same(got[i], e.d) || y[i]-y[i] != 0 { // an infinite primal has no differences
			continue
		}
		if c.o.rough {
			if slices.ContainsFunc(es, func(e estimate) bool { return c.close(got[i], e, y[i]) }) || !(e.err < 1e-3*c.size(got[i], e, y[i])) {
				continue
			}
		}
		if size := c.size(got[i], e, y[i]); c.tol*size+10*e.err > math.Max(100*c.tol, 1e-4)*size && c.close(got[i], e, y[i]) {
			return fmt.Errorf("the differences of %s do not converge: %v ± %v (tangent %v)", where[i], e.d, e.err, got[i])
		}
		if !c.close(got[i], e, y[i]) {
			return fmt.Errorf("the tangent of %s is %v, differences give %v ± %.2g\n\tat %s\n\talong %s",
				where[i], got[i], e.d, e.err, show(x), show(seed))
		}
	}
	return nil
}

// size is what errors of tangent d of result y are measured by.
func (c *checker) size(d float64, e estimate, y float64) float64 {
	return math.Max(math.Abs(d), math.Abs(e.d)) + 1e-2*math.Abs(y) + 1e-6
}

// close reports whether tangent d of result y agrees with estimate e.
func (c *checker) close(d float64, e estimate, y float64) bool {
	return math.Abs(d-e.d) <= c.tol*c.size(d, e, y)+10*e.err
}

func same(a, b float64) bool { return a == b || a != a && b != b }

// show prints a point in Go's syntax, shortened.
func show(x point) string {
	var ss []string
	for _, v := range x {
		if !v.IsValid() {
			continue
		}
		if v.Kind() == reflect.Pointer && !v.IsNil() {
			v = v.Elem()
		}
		ss = append(ss, fmt.Sprintf("%+v", v))
	}
	s := strings.Join(ss, ", ")
	if len(s) > 600 {
		s = s[:600] + " ..."
	}
	return s
}

// moved returns x + h*seed.
func (c *checker) moved(x, seed point, h float64) point {
	m := clones(x)
	d := numbers(c.active(seed))
	ls := c.active(m)
	xs := numbers(ls)
	for i := range xs {
		xs[i] += h * d[i]
	}
	setNumbers(ls, xs)
	return m
}

// keeps checks that floats which the primal leaves alone, here and nearby,
// keep their shadow. One that is written with what rounds to the value it had
// has another value at some other point.
func (c *checker) keeps(x, seed point, want, shadow outcome) error {
	where := names(c.memory(x))
	before, after := numbers(c.memory(x)), numbers(c.memory(want.args))
	old, new := numbers(c.memory(seed)), numbers(c.memory(shadow.args))
	if len(after) != len(before) || len(new) != len(before) {
		return nil
	}
	touched := make(map[int]bool)
	for i := range before {
		if sameFloat(before[i], after[i]) && !sameFloat(old[i], new[i]) {
			touched[i] = true
		}
	}
	for trial := 0; len(touched) > 0 && trial < 10; trial++ {
		near := c.moved(x, seed, 0.0137*(1+0.618*float64(trial)))
		before, after := numbers(c.memory(near)), numbers(c.memory(primal(c.f, near).args))
		if len(after) != len(before) || len(new) != len(before) {
			return nil
		}
		maps.DeleteFunc(touched, func(i int, _ bool) bool { return !sameFloat(before[i], after[i]) })
	}
	if len(touched) > 0 {
		i := slices.Min(slices.Collect(maps.Keys(touched)))
		return fmt.Errorf("%s was only read, its shadow went from %v to %v", where[i], old[i], new[i])
	}
	return nil
}

func sameFloat(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// vanishes checks that zero shadows give zero tangents.
func (c *checker) vanishes(x point, shadow outcome) error {
	seed := clones(x)
	ls := c.active(seed)
	setNumbers(ls, make([]float64, len(numbers(ls))))
	_, ds := c.derivative(x, []point{seed})
	full, zero := numbers(c.floats(shadow)), numbers(c.floats(ds[0]))
	for i := range zero {
		if zero[i] != 0 && !(zero[i] != zero[i] && (full[i] != full[i] || math.IsInf(full[i], 0))) {
			return fmt.Errorf("zero shadows give %s the tangent %v", names(c.floats(shadow))[i], zero[i])
		}
	}
	return nil
}

// linear checks the tangents along a*u + b*v for a second direction v.
func (c *checker) linear(r *rand.Rand, x, u point, du outcome) error {
	a, b := 0.5+r.Float64(), 0.5+r.Float64()
	v := c.seeds(r, x)
	_, dv := c.derivative(x, []point{v})
	w := clones(u)
	ls, us, vs := c.active(w), numbers(c.active(u)), numbers(c.active(v))
	for i := range us {
		us[i] = a*us[i] + b*vs[i]
	}
	setNumbers(ls, us)
	_, dw := c.derivative(x, []point{w})
	tu, tv, tw := numbers(c.floats(du)), numbers(c.floats(dv[0])), numbers(c.floats(dw[0]))
	y := numbers(c.floats(primal(c.f, x)))
	for i := range tw {
		sum := a*tu[i] + b*tv[i]
		bound := math.Max(c.tol, 1e-7) * (math.Abs(a*tu[i]) + math.Abs(b*tv[i]) + 1e-2*math.Abs(y[i]) + 1e-9)
		if !same(sum, tw[i]) && !(math.Abs(sum-tw[i]) <= bound) && !math.IsInf(sum, 0) && sum == sum {
			return fmt.Errorf("the tangent of %s is not linear: %v, but the parts give %v", names(c.floats(du))[i], tw[i], sum)
		}
	}
	return nil
}

// repeats checks that more calls, also at the same time, give the same bits.
func (c *checker) repeats(x point, seeds []point, want []outcome) error {
	n := 1
	if c.o.parallel {
		n = 3
	}
	errs := make([]error, n)
	var wg sync.WaitGroup
	for g := range n {
		wg.Go(func() {
			_, ds := c.derivative(x, seeds)
			for k := range ds {
				a, b := numbers(c.floats(want[k])), numbers(c.floats(ds[k]))
				for i := range a {
					if !c.o.repeated(a[i], b[i]) {
						errs[g] = fmt.Errorf("a second call gives %s the tangent %v instead of %v", names(c.floats(want[k]))[i], b[i], a[i])
					}
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
