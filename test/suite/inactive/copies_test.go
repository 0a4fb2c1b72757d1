// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package inactive

import (
	"slices"
	"testing"

	"goenzyme/suite/check"
)

// A record leads to memory in all ways that there are.
type record struct {
	row    []float64
	n      int
	names  map[string]float64
	p      *float64
	scaler scaler
	any    any
	next   *record
}

// A sample holds a float beside that.
type sample struct {
	v   float64
	row []float64
}

type scaler interface{ scale(x float64) float64 }

type factor struct{ k float64 }

func (f *factor) scale(x float64) float64 { return f.k * x }

func (r *record) at(x float64) float64 {
	s := r.row[0]*x + r.names["a"]*x + *r.p + r.scaler.scale(x) + r.any.(float64)*x*x
	if r.next != nil {
		s += r.next.row[len(r.next.row)-1] * x
	}
	return s * float64(r.n)
}

func newRecord(i int, next *record) record {
	v := float64(i) + 0.5
	return record{[]float64{v, -v, 2 * v}, i + 1, map[string]float64{"a": v}, &v, &factor{v / 2}, v, next}
}

var (
	records = func() (rs []record) {
		for i := range 5 {
			var next *record
			if i > 0 {
				next = &rs[i-1]
			}
			rs = append(slices.Clip(rs), newRecord(i, next))
		}
		return rs
	}()
	some    = [3]record{records[0], records[2], records[4]}
	samples = []sample{{1, []float64{2}}, {3, []float64{4}}, {5, []float64{6}}}
	table   = [20]sample{3: samples[1], 7: samples[2]}
	rows    = [][]float64{{1}, {2, 3}, {4}}
)

func init() {
	for i := range table {
		if table[i].row == nil {
			table[i].row = []float64{float64(i)}
		}
	}
}

func copiedArray(x float64, v *[3]record) float64 {
	w := *v
	w[1].row = []float64{x}
	s := 0.0
	for i := range w {
		s += w[i].at(x)
	}
	return s
}

func copiedTable(x float64, v *[20]sample) float64 {
	w := *v
	w[1].row = []float64{x}
	w[2].v = x * x
	s := 0.0
	for i := range w {
		s += w[i].row[0]*x + w[i].v*x
	}
	return s
}

func copiedSlice(x float64, v []record) float64 {
	w := make([]record, len(v))
	copy(w, v)
	w[1].row = []float64{x}
	s := 0.0
	for i := range w {
		s += w[i].at(x)
	}
	return s
}

func copiedBehind(x float64, v []record) float64 {
	w := make([]record, len(v)+1)
	w[0] = newRecord(1, nil)
	w[0].row = []float64{x}
	copy(w[1:], v)
	s := 0.0
	for i := range w {
		s += w[i].at(x)
	}
	return s
}

func appendedTo(x float64, v []record) float64 {
	r := newRecord(3, nil)
	r.row = []float64{x * x}
	w := append(v[:len(v):len(v)], r)
	s := 0.0
	for i := range w {
		s += w[i].at(x)
	}
	return s
}

func appended(x float64, v []record) float64 {
	r := newRecord(3, nil)
	r.row = []float64{x * x}
	w := append([]record{r}, v...)
	s := 0.0
	for i := range w {
		s += w[i].at(x)
	}
	return s
}

func cloned(x float64, v [][]float64) float64 {
	w := append([][]float64(nil), v...)
	w[0] = []float64{x, x}
	s := 0.0
	for i, row := range w {
		s += row[0] * x * float64(i+1)
	}
	return s
}

func samplesAppendedTo(x float64, v []sample) float64 {
	w := append(v, sample{x, []float64{x * x}})
	w[0].v *= x
	s := 0.0
	for i := range w {
		s += w[i].row[0]*x + w[i].v*x*x
	}
	return s
}

func samplesCopied(x float64, v []sample) float64 {
	w := []sample{{x, []float64{x}}, {x * x, []float64{1}}, {3 * x, []float64{x}}, {x, []float64{x}}}
	before := w[1].v
	copy(w[1:], v)
	s := before
	for i := range w {
		s += w[i].row[0]*x + w[i].v*x*x
	}
	return s
}

//go:noinline
func passed(x float64, w [3]record) float64 {
	s := 0.0
	for i := range w {
		if i == 1 {
			w[i].row = []float64{x}
		}
		s += w[i].at(x)
	}
	return s
}

func byValue(x float64, v *[3]record) float64 { return passed(x, *v) }

type evaluator interface {
	eval(x float64, w [3]record) float64
}

type identity struct{}

func (identity) eval(x float64, w [3]record) float64 { return passed(x, w) }

func dynamically(e evaluator, x float64, v *[3]record) float64 { return e.eval(x, *v) }

func boxed(x float64, v *[3]record) float64 {
	boxes := []any{sample{x, []float64{x}}, *v}
	w := boxes[1].([3]record)
	return w[0].at(x) + w[2].at(x) + boxes[0].(sample).row[0]*x
}

//go:autodiff copiedArray Forward Dual Const Dual
func dCopiedArray(x, dx float64, v *[3]record) (float64, float64)

//go:autodiff copiedArray Reverse Active Const Active
func gCopiedArray(x float64, v *[3]record, dret float64) (float64, float64)

//go:autodiff copiedTable Forward Dual Const Dual
func dCopiedTable(x, dx float64, v *[20]sample) (float64, float64)

//go:autodiff copiedTable Reverse Active Const Active
func gCopiedTable(x float64, v *[20]sample, dret float64) (float64, float64)

//go:autodiff copiedSlice Forward Dual Const Dual
func dCopiedSlice(x, dx float64, v []record) (float64, float64)

//go:autodiff copiedSlice Reverse Active Const Active
func gCopiedSlice(x float64, v []record, dret float64) (float64, float64)

//go:autodiff copiedSlice Forward Dual Const Dual runtimeactivity
func dCopiedSliceRuntime(x, dx float64, v []record) (float64, float64)

//go:autodiff copiedBehind Forward Dual Const Dual
func dCopiedBehind(x, dx float64, v []record) (float64, float64)

//go:autodiff copiedBehind Reverse Active Const Active
func gCopiedBehind(x float64, v []record, dret float64) (float64, float64)

//go:autodiff appendedTo Forward Dual Const Dual
func dAppendedTo(x, dx float64, v []record) (float64, float64)

//go:autodiff appendedTo Reverse Active Const Active
func gAppendedTo(x float64, v []record, dret float64) (float64, float64)

//go:autodiff appended Forward Dual Const Dual
func dAppended(x, dx float64, v []record) (float64, float64)

//go:autodiff appended Reverse Active Const Active
func gAppended(x float64, v []record, dret float64) (float64, float64)

//go:autodiff cloned Forward Dual Const Dual
func dCloned(x, dx float64, v [][]float64) (float64, float64)

//go:autodiff cloned Reverse Active Const Active
func gCloned(x float64, v [][]float64, dret float64) (float64, float64)

//go:autodiff samplesAppendedTo Forward Dual Const Dual
func dSamplesAppendedTo(x, dx float64, v []sample) (float64, float64)

//go:autodiff samplesAppendedTo Reverse Active Const Active
func gSamplesAppendedTo(x float64, v []sample, dret float64) (float64, float64)

//go:autodiff samplesCopied Forward Dual Const Dual
func dSamplesCopied(x, dx float64, v []sample) (float64, float64)

//go:autodiff samplesCopied Reverse Active Const Active
func gSamplesCopied(x float64, v []sample, dret float64) (float64, float64)

//go:autodiff byValue Forward Dual Const Dual
func dByValue(x, dx float64, v *[3]record) (float64, float64)

//go:autodiff byValue Reverse Active Const Active
func gByValue(x float64, v *[3]record, dret float64) (float64, float64)

//go:autodiff dynamically Forward Const Dual Const Dual
func dDynamically(e evaluator, x, dx float64, v *[3]record) (float64, float64)

//go:autodiff dynamically Forward(2) Const Dual Const Dual
func dDynamically2(e evaluator, x float64, dx [2]float64, v *[3]record) (float64, [2]float64)

//go:autodiff dynamically Reverse Const Active Const Active
func gDynamically(e evaluator, x float64, v *[3]record, dret float64) (float64, float64)

//go:autodiff boxed Forward Dual Const Dual
func dBoxed(x, dx float64, v *[3]record) (float64, float64)

//go:autodiff boxed Reverse Active Const Active
func gBoxed(x float64, v *[3]record, dret float64) (float64, float64)

// with returns the functions of x that f and its derivative df are if their second argument
// is v.
func with[T any](f func(float64, T) float64, df func(x, dx float64, v T) (float64, float64), v T) (func(float64) float64, func(x, dx float64) (float64, float64)) {
	return func(x float64) float64 { return f(x, v) }, func(x, dx float64) (float64, float64) { return df(x, dx, v) }
}

// backWith is with for a gradient.
func backWith[T any](f func(float64, T) float64, g func(x float64, v T, dret float64) (float64, float64), v T) (func(float64) float64, func(x, dret float64) (float64, float64)) {
	return func(x float64) float64 { return f(x, v) }, func(x, dret float64) (float64, float64) { return g(x, v, dret) }
}

// TestCopies copies inactive memory that leads to other memory to active memory, in all
// ways in which the language does.
func TestCopies(t *testing.T) {
	x := check.Range(-2, 2)
	both := func(f func(float64) float64, df, g func(x, d float64) (float64, float64)) {
		t.Helper()
		check.Forward(t, f, df, x)
		check.Reverse(t, f, g, x)
	}
	array := func(f func(float64, *[3]record) float64, df func(x, dx float64, v *[3]record) (float64, float64), g func(x float64, v *[3]record, dret float64) (float64, float64)) {
		t.Helper()
		f1, df1 := with(f, df, &some)
		_, g1 := backWith(f, g, &some)
		both(f1, df1, g1)
	}
	slice := func(f func(float64, []record) float64, df func(x, dx float64, v []record) (float64, float64), g func(x float64, v []record, dret float64) (float64, float64)) {
		t.Helper()
		f1, df1 := with(f, df, records)
		_, g1 := backWith(f, g, records)
		both(f1, df1, g1)
	}
	array(copiedArray, dCopiedArray, gCopiedArray)
	array(byValue, dByValue, gByValue)
	array(boxed, dBoxed, gBoxed)
	slice(copiedSlice, dCopiedSlice, gCopiedSlice)
	slice(copiedSlice, dCopiedSliceRuntime, gCopiedSlice)
	slice(copiedBehind, dCopiedBehind, gCopiedBehind)
	slice(appendedTo, dAppendedTo, gAppendedTo)
	slice(appended, dAppended, gAppended)
	f, df := with(copiedTable, dCopiedTable, &table)
	_, g := backWith(copiedTable, gCopiedTable, &table)
	both(f, df, g)
	f, df = with(cloned, dCloned, rows)
	_, g = backWith(cloned, gCloned, rows)
	both(f, df, g)
	f, df = with(samplesAppendedTo, dSamplesAppendedTo, samples)
	_, g = backWith(samplesAppendedTo, gSamplesAppendedTo, samples)
	both(f, df, g)
	f, df = with(samplesCopied, dSamplesCopied, samples)
	_, g = backWith(samplesCopied, gSamplesCopied, samples)
	both(f, df, g)
	both(func(x float64) float64 { return dynamically(identity{}, x, &some) },
		func(x, dx float64) (float64, float64) { return dDynamically(identity{}, x, dx, &some) },
		func(x, dret float64) (float64, float64) { return gDynamically(identity{}, x, &some, dret) })
	y, d := dDynamically2(identity{}, 2, [2]float64{1, 2}, &some)
	if y1, d1 := dDynamically(identity{}, 2, 1, &some); y != y1 || d != [2]float64{d1, 2 * d1} {
		t.Errorf("two directions: %g, %g, one: %g, %g", y, d, y1, d1)
	}
}

// returned returns a large array with references.
func returned(x *float64, v [3][]float64) [3][]float64 {
	if *x > 0 {
		v[1] = []float64{*x, *x * *x}
	}
	return v
}

//go:autodiff returned Forward Dual Const Dual
func dReturned(x, dx *float64, v [3][]float64) ([3][]float64, [3][]float64)

func untouched(x float64, v [3][]float64) ([3][]float64, float64) { return v, x }

//go:autodiff untouched Forward Dual Const Dual Dual
func dUntouched(x, dx float64, v [3][]float64) (y, dy [3][]float64, z, dz float64)

// TestReturnedArray: the shadow of inactive slices in a result has as many zeros as they
// have elements.
func TestReturnedArray(t *testing.T) {
	x, dx := 3.0, 2.0
	v := [3][]float64{{1}, {2, 3}, {4, 5, 6}}
	_, d := dReturned(&x, &dx, v)
	if want := [3][]float64{{0}, {2, 12}, {0, 0, 0}}; !slices.EqualFunc(d[:], want[:], slices.Equal) {
		t.Errorf("shadow %v, want %v", d, want)
	}
	_, d, _, _ = dUntouched(x, dx, v)
	if want := [3][]float64{{0}, {0, 0}, {0, 0, 0}}; !slices.EqualFunc(d[:], want[:], slices.Equal) {
		t.Errorf("shadow %v, want %v", d, want)
	}
	d[1][0] = 7 // it is the caller's
	if _, d, _, _ := dUntouched(x, dx, v); d[0][0] != 0 || d[1][0] != 0 || d[2][0] != 0 {
		t.Errorf("what the caller wrote is in a shadow: %v", d)
	}
}
