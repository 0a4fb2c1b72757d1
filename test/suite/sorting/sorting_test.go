// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package sorting differentiates code that sorts active values: derivatives follow the
// elements to where they go.
package sorting

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"testing"

	"goenzyme/suite/check"
)

// A sample is sorted by its key; its value is another float.
type sample struct {
	name  string
	key   float64
	value float32
	more  [2]complex128
}

// A holder holds floats, and memory that holds some.
type holder struct {
	at   float64
	vals []float64
	next *float64
}

//go:autodiff sortFloats Forward
//go:autodiff rSortFloats Reverse
//go:autodiff wSortFloats Forward(3)
func floats(x []float64) float64 {
	sort.Slice(x, func(i, j int) bool { return x[i] < x[j] })
	s := 0.0
	for i, v := range x {
		s += float64(i+1) * v * v
	}
	return s
}

//go:autodiff sortSamples Forward
//go:autodiff rSortSamples Reverse
func samples(x []sample) float64 {
	sort.Slice(x, func(i, j int) bool { return x[i].key > x[j].key })
	s := 0.0
	for i, v := range x {
		s += float64(i) * (v.key*float64(v.value) + real(v.more[0]*v.more[1]))
	}
	return s
}

//go:autodiff sortHolders Forward
//go:autodiff rSortHolders Reverse
func holders(x []holder) float64 {
	sort.Slice(x, func(i, j int) bool { return x[i].at < x[j].at })
	s := 0.0
	for i, h := range x {
		s += float64(i+1) * h.at * h.vals[0] * *h.next
		h.vals[1] *= h.at
	}
	return s
}

//go:autodiff sortPointers Forward
//go:autodiff rSortPointers Reverse
func pointers(x []*float64) float64 {
	sort.SliceStable(x, func(i, j int) bool { return *x[i] < *x[j] })
	s := 0.0
	for i, p := range x {
		s += float64(i+1) * *p * *p
	}
	return s
}

// copied sorts indices by active values, and active values by their indices.
//
//go:autodiff sortCopied Forward
//go:autodiff rSortCopied Reverse
func copied(x []float64, w []float64) float64 {
	y := append([]float64(nil), x...)
	idx := make([]int, len(x))
	for i := range idx {
		idx[i] = i
	}
	sort.Slice(idx, func(a, b int) bool { return x[idx[a]] < x[idx[b]] })
	sort.SliceStable(y, func(i, j int) bool { return y[i] > y[j] })
	s := 0.0
	for k, i := range idx {
		s += w[k] * x[i] * y[k]
	}
	return s
}

// median sorts a copy.
//
//go:autodiff dMedian Forward
//go:autodiff rMedian Reverse
func median(x []float64) float64 {
	y := slices.Clone(x)
	sort.Slice(y, func(i, j int) bool { return y[i] < y[j] })
	n := len(y)
	if n%2 == 1 {
		return y[n/2]
	}
	return (y[n/2-1] + y[n/2]) / 2
}

// named sorts in a function that is called, in a loop.
//
//go:autodiff dLooped Forward
//go:autodiff rLooped Reverse
func looped(x []float64, n int) float64 {
	s := 0.0
	for k := range n {
		sortBy(x, float64(k))
		x[0] *= x[len(x)-1]
		s += x[len(x)/2]
	}
	return s
}

//go:noinline
func sortBy(x []float64, about float64) {
	sort.Slice(x, func(i, j int) bool {
		a, b := x[i]-about, x[j]-about
		return a*a < b*b
	})
}

// counting has a less that computes something active itself: the sum of all that it is
// asked about.
//
//go:autodiff dCounting Forward
//go:autodiff rCounting Reverse
func counting(x []float64) float64 {
	s := 0.0
	sort.SliceStable(x, func(i, j int) bool {
		s += x[i] * x[j]
		return x[i] < x[j]
	})
	return s
}

// constant sorts what is inactive.
//
//go:autodiff dConstant Forward Dual Const Dual
//go:autodiff rConstant Reverse Active Const Active
func constant(a float64, x []float64) float64 {
	sort.Slice(x, func(i, j int) bool { return x[i] < x[j] })
	return a * x[0]
}

// byValue is a sort.Interface.
type byValue []sample

func (b byValue) Len() int           { return len(b) }
func (b byValue) Less(i, j int) bool { return b[i].key < b[j].key }
func (b byValue) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

//go:autodiff dInterface Forward
//go:autodiff rInterface Reverse
func byInterface(x []sample) float64 {
	sort.Sort(byValue(x))
	s := x[0].key * 3
	sort.Stable(sort.Reverse(byValue(x)))
	for i, v := range x {
		s += float64(i) * v.key * v.key
	}
	return s
}

// argsort moves two slices at once, as gonum's floats.Argsort does.
type argsort struct {
	x []float64
	i []int
}

func (a *argsort) Len() int           { return len(a.x) }
func (a *argsort) Less(i, j int) bool { return a.x[i] < a.x[j] }
func (a *argsort) Swap(i, j int) {
	a.x[i], a.x[j] = a.x[j], a.x[i]
	a.i[i], a.i[j] = a.i[j], a.i[i]
}

//go:autodiff dArgsort Forward
//go:autodiff rArgsort Reverse
func byArgsort(x, w []float64) float64 {
	a := &argsort{slices.Clone(x), make([]int, len(x))}
	for i := range a.i {
		a.i[i] = i
	}
	sort.Sort(a)
	s := 0.0
	for k, i := range a.i {
		s += w[i] * a.x[k] * x[i]
	}
	return s
}

//go:autodiff dFloat64s Forward
//go:autodiff rFloat64s Reverse
func float64s(x []float64) float64 {
	sort.Float64s(x)
	i := sort.SearchFloat64s(x, 0.3)
	sort.Sort(sort.Reverse(sort.Float64Slice(x)))
	return x[0]*x[1] + x[i%len(x)]
}

//go:autodiff dSorts Forward
//go:autodiff rSorts Reverse
func withSlices(x []float64, y []sample) float64 {
	slices.Sort(x)
	i, _ := slices.BinarySearch(x, 0.1)
	slices.SortFunc(y, func(a, b sample) int { return cmp.Compare(a.key, b.key) })
	s := x[0]*y[0].key + x[i%len(x)]
	slices.SortStableFunc(y, func(a, b sample) int { return -cmp.Compare(a.value, b.value) })
	j, _ := slices.BinarySearchFunc(y, 0.2, func(e sample, t float64) int { return -cmp.Compare(float64(e.value), t) })
	z := slices.SortedFunc(slices.Values(x), func(a, b float64) int { return cmp.Compare(b, a) })
	s += y[j%len(y)].key*z[0] + slices.Max(z)*slices.Min(x)
	if slices.IsSorted(x) {
		s += float64(y[0].value) * slices.MaxFunc(y, func(a, b sample) int { return cmp.Compare(a.key, b.key) }).key
	}
	return s
}

// newSamples returns 14 samples, whose keys and values are far apart.
func newSamples() []sample {
	at := func(i int) float64 { return math.Copysign(math.Pow(3, float64(i/2)), float64(i%2)-0.5) }
	var x []sample
	for i := range 14 {
		x = append(x, sample{"s", at(i * 5 % 14), float32(at(i * 9 % 14)), [2]complex128{complex(float64(i), 1), 2}})
	}
	return x
}

func TestSorting(t *testing.T) {
	for _, n := range []int{1, 2, 5, 40} {
		vec := check.Vec(n, -1, 1)
		check.Both(t, floats, sortFloats, rSortFloats, vec)
		check.Forward(t, floats, wSortFloats, check.Width(3), vec)
		check.Both(t, copied, sortCopied, rSortCopied, vec, check.Vec(n, -1, 1))
		check.Both(t, median, dMedian, rMedian, vec)
		check.Both(t, counting, dCounting, rCounting, vec)
		check.Both(t, byArgsort, dArgsort, rArgsort, vec, check.Vec(n, 1, 2))
	}
	check.Both(t, samples, sortSamples, rSortSamples, newSamples())
	one, two, three := 1.0, 2.0, 3.0
	check.Both(t, holders, sortHolders, rSortHolders, []holder{{3, []float64{1, 2}, &one}, {1, []float64{3, 4}, &two}, {2, []float64{5, 6}, &three}})
	check.Both(t, pointers, sortPointers, rSortPointers, []*float64{&three, &one, &two})
	check.Both(t, looped, dLooped, rLooped, check.Vec(6, 0.5, 1), 3)
	check.Both(t, constant, dConstant, rConstant, check.Acts("Dual Const Dual"), 0.5, []float64{3, 1, 2})
	check.Both(t, byInterface, dInterface, rInterface, newSamples())
	check.Both(t, float64s, dFloat64s, rFloat64s, check.Vec(9, -1, 1))
	check.Both(t, withSlices, dSorts, rSorts, []float64{0.5, -1, 2, 0.1, -0.2, 8, -4, 16, 4}, newSamples())
}

//go:autodiff dUnsorted Forward
//go:autodiff rUnsorted Reverse
func unsorted(x float64, v any) float64 {
	sort.Slice(v, func(i, j int) bool { return i < j })
	return x
}

func TestNoSlice(t *testing.T) {
	check.Panics(t, unsorted, dUnsorted, 1.0, 2)
	check.ReversePanics(t, unsorted, rUnsorted, 1.0, 2)
	check.Panics(t, unsorted, dUnsorted, 1.0, nil)
}

// A shadow that has gone another way than its primal is an error, not garbage.
func TestShortShadow(t *testing.T) {
	defer func() {
		if e := recover(); e == nil {
			t.Error("no panic")
		}
	}()
	sortFloats([]float64{3, 2, 1}, []float64{1})
}
