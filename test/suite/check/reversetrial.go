// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Calls of a reverse derivative, and one trial of it.

package check

import (
	"fmt"
	"math/rand"
	"reflect"
	"unsafe"
)

// A back checks one reverse derivative. The embedded checker knows the primal,
// and the forward layout of the same activities.
type back struct {
	*checker
	bl     *backLayout
	fwd    *checker      // of the forward derivative, or nil
	closed reflect.Value // the derivative written by hand, or invalid
}

// An adjoint is what one direction of a call takes and gives.
type adjoint struct {
	shadows   point  // one for every argument
	seeds     point  // one for every result, invalid if it has none
	gradients point  // one for every argument, invalid if it has none
	cells     []leaf // the floats in the shadows' memory, as reached before the call
}

// A sweep is one call of a reverse derivative.
type sweep struct {
	primal outcome
	dirs   []adjoint
}

// cells lists the floats in memory that the arguments chosen reach, spare
// capacity included, each once.
func cells(args point, chosen func(i int) bool) []leaf {
	var out []leaf
	seen := map[unsafe.Pointer]bool{}
	done := map[ref]bool{}
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
			if p := v.Addr().UnsafePointer(); !seen[p] {
				seen[p] = true
				out = append(out, leaf{v, path})
			}
		case reflect.Pointer:
			k := ref{v.UnsafePointer(), v.Type(), 0}
			if v.IsNil() || done[k] {
				return
			}
			done[k] = true
			walk(v.Elem(), path)
		case reflect.Slice:
			v = v.Slice3(0, v.Cap(), v.Cap())
			for i := range v.Len() {
				walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		case reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(field(v, i), path+"."+v.Type().Field(i).Name)
			}
		}
	}
	for i, v := range args {
		if chosen(i) {
			walk(v, fmt.Sprintf("argument %d", i+1))
		}
	}
	return out
}

// values lists the floats of the arguments whose gradients are returned.
func (c *back) values(args point) []leaf {
	return cells(args, func(i int) bool { return c.bl.params[i] == active && args[i].IsValid() })
}

// shared lists the floats in the memory behind the arguments that have shadows.
func (c *back) shared(args point) []leaf {
	return cells(args, func(i int) bool { return c.bl.params[i] == duplicated || c.bl.params[i] == duplicatedOnly })
}

// inputs lists all floats that go in.
func (c *back) inputs(args point) []leaf { return append(c.values(args), c.shared(args)...) }

// seeded lists the floats of the results that have seeds.
func (c *back) seeded(results point) []leaf {
	var ls []leaf
	for i, a := range c.bl.results {
		if a != backConst {
			ls = append(ls, leaves(results[i], fmt.Sprintf("result %d", i+1))...)
		}
	}
	return ls
}

// draw returns a sweep at x that has not run, with random seeds and shadows.
// Shadows are zero if zero is set.
func (c *back) draw(r *rand.Rand, x point, zero bool) *sweep {
	b := &sweep{primal: outcome{args: clones(x)}}
	ft := c.f.Type()
	for range c.bl.width {
		d := adjoint{shadows: clones(x), seeds: make(point, len(c.bl.results))}
		for i, a := range c.bl.results {
			if a == backConst {
				continue
			}
			d.seeds[i] = reflect.New(ft.Out(i)).Elem()
			fill(r, d.seeds[i], -1, 1)
		}
		d.cells = c.shared(d.shadows)
		xs := make([]float64, len(numbers(d.cells)))
		for i := range xs {
			if !zero {
				xs[i] = 2*r.Float64() - 1
			}
		}
		setNumbers(d.cells, xs)
		b.dirs = append(b.dirs, d)
	}
	return b
}

// again returns a copy of b, as it is before it runs.
func (c *back) again(b *sweep) *sweep {
	n := &sweep{primal: outcome{args: clones(b.primal.args)}}
	for _, d := range b.dirs {
		d.shadows, d.seeds = clones(d.shadows), clones1(d.seeds)
		d.cells = c.shared(d.shadows)
		n.dirs = append(n.dirs, d)
	}
	return n
}

// clones1 is clones for values some of which may be invalid.
func clones1(vs point) point {
	out := make(point, len(vs))
	for i, v := range vs {
		if v.IsValid() {
			out[i] = addressable(v)
		}
	}
	return out
}

// derivative calls df with what is in b, and puts into b what comes out.
func (c *back) derivative(df reflect.Value, b *sweep) {
	ft := c.f.Type()
	collect := func(t reflect.Type, of func(d *adjoint) reflect.Value) reflect.Value {
		if c.bl.width == 1 {
			return of(&b.dirs[0])
		}
		v := reflect.New(c.bl.wide(t)).Elem()
		for k := range b.dirs {
			v.Index(k).Set(of(&b.dirs[k]))
		}
		return v
	}
	var in []reflect.Value
	for i, a := range c.bl.params {
		arg := b.primal.args[i]
		if a == duplicatedOnly && arg.Kind() == reflect.Pointer {
			arg = arg.Elem()
		}
		in = append(in, arg)
		switch {
		case a == backConst || a == active:
		case mixed(ft.In(i)):
			in = append(in, collect(reflect.PointerTo(ft.In(i)), func(d *adjoint) reflect.Value { return d.shadows[i].Addr() }))
		default:
			in = append(in, collect(ft.In(i), func(d *adjoint) reflect.Value { return d.shadows[i] }))
		}
	}
	for i, a := range c.bl.results {
		if a != backConst {
			in = append(in, collect(ft.Out(i), func(d *adjoint) reflect.Value { return d.seeds[i] }))
		}
	}
	out := df.Call(in)
	b.primal.results = make(point, len(c.bl.results))
	for i, a := range c.bl.results {
		if a != activeOnly {
			b.primal.results[i] = addressable(out[0])
			out = out[1:]
		}
	}
	for k := range b.dirs {
		b.dirs[k].gradients = make(point, len(c.bl.params))
	}
	for i, a := range c.bl.params {
		if a != active {
			continue
		}
		for k := range b.dirs {
			v := out[0]
			if c.bl.width > 1 {
				v = v.Index(k)
			}
			b.dirs[k].gradients[i] = addressable(v)
		}
		out = out[1:]
	}
}

// outputs returns the adjoints that came out for direction d: gradients, then shadows.
func (c *back) outputs(d *adjoint) []float64 {
	return append(adjoints(c.values(d.gradients)), adjoints(d.cells)...)
}

// trial checks the derivative at one random point.
func (c *back) trial(r *rand.Rand, trial int) error {
	x := make(point, len(c.args))
	for i, a := range c.args {
		v, err := argument(r, a, c.f.Type().In(i), trial > 0 && !c.o.fixed && c.bl.params[i] != backConst)
		if err != nil {
			return err
		}
		x[i] = v
	}
	fresh := c.draw(r, x, trial%4 == 1)
	b := c.again(fresh)
	c.derivative(c.df, b)
	if err := c.samePrimal(b.primal, primal(c.f, x)); err != nil {
		return err
	}
	for k := range b.dirs {
		for range 2 {
			if err := c.transposes(r, x, &fresh.dirs[k], &b.dirs[k]); err != nil {
				return err
			}
		}
		if err := c.untouched(x, &fresh.dirs[k], &b.dirs[k]); err != nil {
			return err
		}
	}
	if err := c.byHand(fresh, b); err != nil {
		return err
	}
	if err := c.nothing(x, b); err != nil {
		return err
	}
	if err := c.accumulates(x, fresh, b); err != nil {
		return err
	}
	return c.repeats(fresh, b)
}
