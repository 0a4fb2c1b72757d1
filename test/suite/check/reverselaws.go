// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What has to hold of a reverse derivative.

package check

import (
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// A flow is the right side of the identity: tangents of what comes out.
type flow struct {
	sum, size, err float64 // ⟨adjoint, tangent⟩, what errors of it are measured by, its own error
	bad            bool    // not a number, or no tangent was found
}

// add adds the product of adjoint w and tangent d, which is known up to e.
func (f *flow) add(w, d, e, y float64) {
	if w == 0 {
		return
	}
	f.sum += w * d
	f.size += math.Abs(w) * (math.Abs(d) + 1e-2*math.Abs(y))
	f.err += math.Abs(w) * e
}

func infinite(x float64) bool { return x-x != 0 }

// transposes checks the identity in one random direction.
func (c *back) transposes(r *rand.Rand, x point, before, after *adjoint) error {
	dir := clones(x)
	in := c.inputs(dir)
	xs := numbers(in)
	for i, v := range xs {
		xs[i] = math.Min(math.Max(math.Abs(v), 0.1), 1e3) * (2*r.Float64() - 1)
	}
	setNumbers(in, xs)
	got, size := 0.0, 0.0
	for i, g := range c.outputs(after) {
		got += g * xs[i]
		size += math.Abs(g * xs[i])
	}
	compare := func(f flow, tol float64, what string) error {
		if f.bad || infinite(f.sum) || math.Abs(got-f.sum) <= tol*(size+f.size+1e-6)+10*f.err {
			return nil
		}
		if c.o.rough && !(f.err < 1e-3*(size+f.size)) {
			return nil
		}
		return fmt.Errorf("⟨x̄, ẋ⟩ is %v, but %s give ⟨ȳ, ẏ⟩ = %v ± %.2g%s\n\tat %s\n\talong %s\n\tseeds %s, shadows before %s\n\tgradients %s, shadows after %s",
			got, what, f.sum, f.err, c.culprits(x, before, after), show(x), show(dir), show(before.seeds), show(before.shadows), show(after.gradients), show(after.shadows))
	}
	if c.fwd != nil {
		if err := compare(c.pushed(x, dir, before), c.exactness(), "forward tangents"); err != nil {
			return err
		}
		if c.o.rough {
			return nil // the forward derivative was compared with differences
		}
	}
	return compare(c.differences(x, dir, before), c.tol, "differences")
}

// exactness is the relative difference that rounding alone may make.
func (c *back) exactness() float64 {
	if narrow(c.f.Type(), map[reflect.Type]bool{}) {
		return 1e-3
	}
	return math.Max(1e-9, 1e-2*c.tol)
}

// pushed takes tangents from the forward derivative.
func (c *back) pushed(x, dir point, before *adjoint) (f flow) {
	o, d := outcome{args: clones(x)}, []outcome{{args: clones(dir)}}
	ls := c.shared(d[0].args)
	c.fwd.push(&o, d)
	for i, a := range c.bl.results {
		if a != backConst && c.fwd.l.results[i] == constant {
			return flow{bad: true}
		}
	}
	w := append(adjoints(c.seeded(before.seeds)), adjoints(before.cells)...)
	t := append(numbers(c.seeded(d[0].results)), numbers(ls)...)
	for i := range t {
		f.add(w[i], t[i], 0, 0)
	}
	return f
}

// differences takes tangents from differences of the primal.
func (c *back) differences(x, dir point, before *adjoint) (f flow) {
	w := append(adjoints(c.seeded(before.seeds)), adjoints(before.cells)...)
	g := c.along(x, dir)
	y := g(0)
	if len(y) != len(w) {
		return flow{bad: true}
	}
	for i, es := range differentiate(g, len(w), c.steps) {
		e := best(es)
		if infinite(y[i]) || infinite(e.d) {
			return flow{bad: true} // an infinite primal has no differences
		}
		f.add(w[i], e.d, e.err, y[i])
	}
	if !c.o.rough && c.fwd == nil && 10*f.err > math.Max(100*c.tol, 1e-4)*(f.size+1e-6) {
		c.t.Errorf("%s, reverse: the differences do not converge: %v ± %v", c.o.name, f.sum, f.err)
		f.bad = true
	}
	return f
}

// along returns what comes out of the primal, or of its twin, at x + h·dir.
func (c *back) along(x, dir point) func(h float64) []float64 {
	f, base := c.f, x
	if c.o.twin != nil {
		f = reflect.ValueOf(c.o.twin)
		base = make(point, len(x))
		for i := range x {
			base[i] = reflect.New(f.Type().In(i)).Elem()
			widen(base[i], x[i])
		}
	}
	d := numbers(c.inputs(dir))
	return func(h float64) []float64 {
		m := clones(base)
		ls := c.inputs(m)
		xs := numbers(ls)
		if len(xs) != len(d) {
			return nil
		}
		for i := range xs {
			xs[i] += h * d[i]
		}
		setNumbers(ls, xs)
		mem := c.shared(m)
		return append(numbers(c.seeded(call(f, m))), numbers(mem)...)
	}
}

// culprits names inputs whose gradients are wrong.
func (c *back) culprits(x point, before, after *adjoint) string {
	got := c.outputs(after)
	where := append(names(c.values(x)), names(c.shared(x))...)
	var out []string
	for i := range min(len(got), 100) {
		dir := clones(x)
		ls := c.inputs(dir)
		unit := make([]float64, len(got))
		unit[i] = 1
		setNumbers(ls, unit)
		var f flow
		if c.fwd != nil {
			f = c.pushed(x, dir, before)
		} else {
			f = c.differences(x, dir, before)
		}
		if !f.bad && !(math.Abs(got[i]-f.sum) <= math.Max(c.tol, c.exactness())*(math.Abs(got[i])+f.size+1e-6)+10*f.err) && len(out) < 5 {
			out = append(out, fmt.Sprintf("\n\t%s gets %v instead of %v", where[i], got[i], f.sum))
		}
	}
	return strings.Join(out, "")
}

// untouched checks shadows of memory that the primal only hands on: floats that
// nothing else depends on keep their shadow, floats that are overwritten before
// they are read are left with zero.
func (c *back) untouched(x point, before, after *adjoint) error {
	dir := clones(x)
	ls := c.inputs(dir)
	n := len(numbers(ls))
	first := n - len(numbers(after.cells)) // of memory
	g := c.along(x, x)                     // along what does not matter at h = 0
	y := g(0)
	where, mem := names(c.shared(x)), numbers(c.shared(x))
	out := len(y) - (n - first) // results come first
	old, new := numbers(before.cells), numbers(after.cells)
	scale := 1e-12
	if c.o.rough || narrow(c.f.Type(), map[reflect.Type]bool{}) {
		scale = 1e-5 // what moves too little for a float32 inside shows nowhere
	}
	for j := range min(n-first, 48) {
		unit := make([]float64, n)
		unit[first+j] = 1
		setNumbers(ls, unit)
		g := c.along(x, dir)
		alone, dead := true, true
		for _, h := range []float64{0.0137, -0.00911} {
			z := g(h)
			if len(z) != len(y) {
				return nil
			}
			for i := range z {
				switch {
				case sameFloat(z[i], y[i]):
				case i == out+j && moved(z[i], mem[j]+h):
					dead = false
				default:
					alone, dead = false, false
				}
			}
			if sameFloat(z[out+j], y[out+j]) {
				alone = false
			}
		}
		bound := scale * (1 + math.Abs(old[j]))
		if alone && !(math.Abs(new[j]-old[j]) <= bound) {
			return fmt.Errorf("nothing depends on %s, but its shadow went from %v to %v", where[j], old[j], new[j])
		}
		if dead && !(math.Abs(new[j]) <= bound) {
			return fmt.Errorf("%s is overwritten, but its shadow is left at %v (from %v)", where[j], new[j], old[j])
		}
	}
	return nil
}

// moved reports whether a, of either width, is b.
func moved(a, b float64) bool { return sameFloat(a, b) || sameFloat(a, float64(float32(b))) }

// byHand compares with the derivative written by hand.
func (c *back) byHand(fresh, b *sweep) error {
	if !c.closed.IsValid() {
		return nil
	}
	h := c.again(fresh)
	c.derivative(c.closed, h)
	for k := range b.dirs {
		got, want := c.outputs(&b.dirs[k]), c.outputs(&h.dirs[k])
		where := append(names(c.values(b.primal.args)), names(c.shared(fresh.dirs[k].shadows))...)
		for i := range want {
			if !same(got[i], want[i]) && !(math.Abs(got[i]-want[i]) <= c.exactness()*(math.Abs(got[i])+math.Abs(want[i])+1e-3)) {
				return fmt.Errorf("%s gets %v, by hand %v\n\tat %s\n\tseeds %s", where[i], got[i], want[i], show(fresh.primal.args), show(fresh.dirs[k].seeds))
			}
		}
	}
	return nil
}

// nothing checks that seeds and shadows of zero give zero.
func (c *back) nothing(x point, full *sweep) error {
	b := c.draw(rand.New(rand.NewSource(1)), x, true)
	for k := range b.dirs {
		ls := c.seeded(b.dirs[k].seeds)
		setNumbers(ls, make([]float64, len(numbers(ls))))
	}
	c.derivative(c.df, b)
	for k := range b.dirs {
		got, ref := c.outputs(&b.dirs[k]), c.outputs(&full.dirs[k])
		for i := range got {
			if got[i] != 0 && !(got[i] != got[i] && infinite(ref[i])) {
				where := append(names(c.values(x)), names(c.shared(x))...)
				return fmt.Errorf("zero seeds give %s the adjoint %v", where[i], got[i])
			}
		}
	}
	return nil
}

// accumulates checks that the shadows of memory that is only read grow by the
// same gradient in each of two calls, and that they do not depend on what they were.
func (c *back) accumulates(x point, fresh, once *sweep) error {
	for k := range fresh.dirs {
		twice := c.again(fresh)
		read := c.onlyRead(x)
		s0, s1 := numbers(fresh.dirs[k].cells), numbers(once.dirs[k].cells)
		cells := twice.dirs[k].cells
		xs := slices.Clone(s0)
		for i := range xs {
			if read[i] {
				xs[i] = s1[i]
			}
		}
		setNumbers(cells, xs)
		c.derivative(c.df, twice)
		for i, s2 := range numbers(cells) {
			want := s1[i] + (s1[i] - s0[i])
			bound := c.exactness() * (math.Abs(s0[i]) + math.Abs(s1[i]) + math.Abs(s2) + 1e-3)
			if read[i] && !same(s2, want) && !(math.Abs(s2-want) <= bound) && !infinite(want) {
				return fmt.Errorf("%s: two calls give its shadow %v, from %v by way of %v", names(cells)[i], s2, s0[i], s1[i])
			}
		}
	}
	return nil
}

// onlyRead tells which floats in memory the primal leaves as they are.
func (c *back) onlyRead(x point) []bool {
	var out []bool
	for range 2 {
		m := clones(x)
		ls := c.inputs(m)
		xs := numbers(ls)
		if out != nil {
			for i := range xs {
				xs[i] += 0.0137 * (1 + math.Sin(float64(i)))
			}
			setNumbers(ls, xs)
		}
		mem := c.shared(m)
		old := numbers(mem)
		call(c.f, m)
		new := numbers(mem)
		if out == nil {
			out = make([]bool, len(old))
			for i := range out {
				out[i] = true
			}
		}
		for i := range old {
			out[i] = out[i] && sameFloat(old[i], new[i])
		}
	}
	return out
}

// repeats checks that more calls, also at the same time, give the same bits.
func (c *back) repeats(fresh, want *sweep) error {
	n := 1
	if c.o.parallel {
		n = 3
	}
	errs := make([]error, n)
	var wg sync.WaitGroup
	for g := range n {
		b := c.again(fresh)
		wg.Go(func() {
			errs[g] = guarded(func() error {
				c.derivative(c.df, b)
				for k := range b.dirs {
					first, second := c.outputs(&want.dirs[k]), c.outputs(&b.dirs[k])
					for i := range first {
						if !c.o.repeated(first[i], second[i]) && !same(first[i], second[i]) {
							return fmt.Errorf("a second call gives the adjoint %v instead of %v", second[i], first[i])
						}
					}
				}
				return nil
			})
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
