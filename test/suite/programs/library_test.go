// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What the standard library does with floats, and beside them.

package programs

import (
	listpkg "container/list"
	"fmt"
	"image/color"
	"maps"
	"math"
	"math/rand"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"

	"goenzyme/suite/check"
)

var (
	guard     sync.Mutex
	calls     atomic.Int64
	lazy      sync.Once
	lazyTable []float64
)

//go:autodiff dSortFloats Forward
func sortFloats(x []float64) float64 { sort.Float64s(x); return x[0]*2 + x[len(x)-1]*x[1] }

//go:autodiff dSortSlice Forward
func sortSlice(x []float64) float64 { slices.Sort(x); return x[0]*2 + x[len(x)-1]*x[1] }

//go:autodiff dExtremes Forward
func extremes(x []float64) float64 {
	return slices.Max(x)*slices.Min(x) + x[slices.Index(x, slices.Max(x))]
}

//go:autodiff dBinarySearch Forward
func binarySearch(x []float64, y float64) float64 { i, _ := slices.BinarySearch(x, y); return x[i] * y }

//go:autodiff dSearchFloats Forward
func searchFloats(x []float64, y float64) float64 { i := sort.SearchFloat64s(x, y); return x[i] * y }

//go:autodiff dSearchFunc Forward
func searchFunc(x []float64, y float64) float64 {
	i := sort.Search(len(x), func(i int) bool { return x[i] > y })
	return x[i%len(x)] * y
}

//go:autodiff dSequences Forward
func sequences(x []float64) float64 {
	s := 0.0
	for i, v := range slices.All(x) {
		s += v * float64(i)
	}
	for v := range slices.Values(x) {
		s *= v
	}
	return s
}

//go:autodiff dChunks Forward
func chunks(x []float64) float64 {
	s := 1.0
	for c := range slices.Chunk(x, 2) {
		s = s*c[0] + c[len(c)-1]
	}
	return s
}

//go:autodiff dFormatted Forward
func formatted(x float64) (float64, string) { s := fmt.Sprintf("%v", x); return x * x, s }

//go:autodiff dFormatError Forward
func formatError(x float64) (float64, error) {
	if x > 2 {
		return x, fmt.Errorf("bad %v", x)
	}
	return x * x, nil
}

//go:autodiff dParsed Forward
func parsed(x float64, s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	return x * v, err
}

//go:autodiff dBuilt Forward
func built(x float64, n int) (float64, string) {
	var b strings.Builder
	for range n {
		b.WriteByte('x')
		x *= 1.5
	}
	return x * float64(b.Len()), b.String()
}

//go:autodiff dStructAsArray Forward
func structAsArray(v vec3) float64 {
	s := 0.0
	for _, c := range (*[3]float64)(unsafe.Pointer(&v)) {
		s = s*2 + c
	}
	return s
}

//go:autodiff dStructAsSlice Forward
func structAsSlice(v *vec3) float64 { s := unsafe.Slice(&v.x, 3); s[2] *= s[1]; return v.z + s[0] }

//go:autodiff dListed Forward
func listed(x float64) float64 {
	l := listpkg.New()
	l.PushBack(x)
	return l.Front().Value.(float64) * 3
}

//go:autodiff dLocked Forward
func locked(x float64) float64 { guard.Lock(); x *= 2; guard.Unlock(); calls.Add(1); return x * x }

//go:autodiff dInitialised Forward
func initialised(x float64) float64 {
	lazy.Do(func() { lazyTable = []float64{1, 2, 3} })
	return x * lazyTable[1]
}

//go:autodiff dColoured Forward
func coloured(r, g, b uint8, x float64) float64 {
	y, cb, cr := color.RGBToYCbCr(r, g, b)
	return x*float64(y) + float64(cb) - float64(cr)
}

//go:autodiff dSeeded Forward
func seeded(x float64, n int64) float64 { r := rand.New(rand.NewSource(n)); return x * r.Float64() }

//go:autodiff dSortedKeys Forward
func sortedKeys(x float64, m map[string]int) float64 {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		x = x*float64(m[k]) + 1
	}
	return x
}

//go:autodiff dEqualStructs Forward
func equalStructs(v, w vec3) float64 {
	if v == w {
		return v.x
	}
	return v.x * w.y
}

//go:autodiff dEqualPointers Forward
func equalPointers(p, q *vec3) float64 {
	if p == q {
		return p.x
	}
	return p.x * q.y
}

//go:autodiff dRegrown Forward
func regrown(x []float64) []float64 { return slices.Compact(slices.Repeat(slices.Grow(x, 3), 2)) }

//go:autodiff dEqualSlices Forward
func equalSlices(x, y []float64) bool { return slices.Equal(x, y) }

//go:autodiff dPanicText Forward
func panicText(x float64) float64 {
	if x < 0 {
		panic(fmt.Sprintf("negative: %v", x))
	}
	return math.Sqrt(x)
}

//go:autodiff dPanicValue Forward
func panicValue(x float64) float64 {
	if x < 0 {
		panic(x)
	}
	return math.Sqrt(x)
}

func TestLibrary(t *testing.T) {
	check.Forward(t, sortFloats, dSortFloats, check.Vec(5, 0.5, 1))
	check.Forward(t, sortSlice, dSortSlice, check.Vec(5, 0.5, 1))
	check.Forward(t, extremes, dExtremes, check.Vec(5, 0.5, 1))
	check.Forward(t, binarySearch, dBinarySearch, []float64{1, 2, 3}, 1.5)
	check.Forward(t, searchFloats, dSearchFloats, []float64{1, 2, 3}, 1.5)
	check.Forward(t, searchFunc, dSearchFunc, []float64{1, 2, 3}, 1.5)
	check.Forward(t, sequences, dSequences, check.Vec(5, 0.5, 1))
	check.Forward(t, chunks, dChunks, check.Vec(5, 0.5, 1))
	check.Forward(t, formatted, dFormatted, 1.5)
	check.Forward(t, formatError, dFormatError, 1.5)
	check.Forward(t, parsed, dParsed, 1.5, "2.5")
	check.Forward(t, built, dBuilt, 1.5, 3)
	check.Forward(t, structAsArray, dStructAsArray, check.Range(0, 1))
	check.Forward(t, structAsSlice, dStructAsSlice, &vec3{1, 2, 3})
	check.Forward(t, listed, dListed, 1.5)
	check.Forward(t, locked, dLocked, 1.5)
	check.Forward(t, initialised, dInitialised, 1.5)
	check.Forward(t, coloured, dColoured, 1, 2, 3, 1.5)
	check.Forward(t, seeded, dSeeded, 1.5, 4)
	check.Forward(t, sortedKeys, dSortedKeys, 1.5, map[string]int{"a": 2, "b": 3})
	check.Forward(t, equalStructs, dEqualStructs, vec3{1, 2, 3}, vec3{1, 2, 4})
	check.Forward(t, equalPointers, dEqualPointers, &vec3{1, 2, 3}, &vec3{1, 2, 4})
	check.Forward(t, regrown, dRegrown, check.Vec(5, 0.5, 1))
	check.Forward(t, equalSlices, dEqualSlices, check.Vec(5, 0.5, 1), check.Vec(5, 0.5, 1))
	check.Forward(t, panicText, dPanicText, 1.5)
	check.Forward(t, panicValue, dPanicValue, 1.5)
}
