// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Boxes, maps, and the packages that hold values.

package lang

import (
	"container/heap"
	"container/list"
	"container/ring"
	"maps"
	"math"
	"slices"
	"sort"
)

//go:autodiff dBoxFloat Forward
//go:autodiff rBoxFloat Reverse
func boxFloat(x float64) float64 {
	var a any = x * x
	return a.(float64) * x
}

//go:autodiff dBoxStruct Forward
//go:autodiff rBoxStruct Reverse
func boxStruct(x, y float64) float64 {
	var a any = pair{x, y}
	p := a.(pair)
	return p.x * p.y
}

type pair struct{ x, y float64 }

//go:autodiff dBoxPointer Forward
//go:autodiff rBoxPointer Reverse
func boxPointer(x, y float64) float64 {
	p := &pair{x, y}
	var a any = p
	p.x = y * y
	return a.(*pair).x * x
}

//go:autodiff dBoxSlice Forward
//go:autodiff rBoxSlice Reverse
func boxSlice(x []float64) float64 {
	var a any = x
	s := 1.0
	for _, v := range a.([]float64) {
		s *= v
	}
	return s
}

//go:autodiff dTypeSwitch Forward
//go:autodiff rTypeSwitch Reverse
func typeSwitch(x, y float64, k int) float64 {
	s := 0.0
	for i := range 4 {
		switch v := box(x, y, i+k).(type) {
		case nil:
			s++
		case float64:
			s += v * v
		case *pair:
			s += v.x * v.y * y
		case []float64:
			s += v[0] * x
		case pair:
			s += v.x * v.x
		case int:
			s += float64(v) * x
		}
	}
	return s
}

//go:noinline
func box(x, y float64, k int) any {
	switch k % 6 {
	case 0:
		return x * y
	case 1:
		return &pair{x, y}
	case 2:
		return []float64{y, x}
	case 3:
		return pair{y, x}
	case 4:
		return 7
	}
	return nil
}

//go:autodiff dBoxesInSlice Forward
//go:autodiff rBoxesInSlice Reverse
func boxesInSlice(x, y float64) float64 {
	bs := []any{x, pair{x, y}, 3, "text", &pair{y, x}, nil}
	s := 0.0
	for i := range 12 {
		switch v := bs[i%len(bs)].(type) {
		case float64:
			s += v * y
		case pair:
			s += v.x * v.y
		case *pair:
			v.x *= x
			s += v.x
		}
	}
	return s
}

//go:autodiff dCommaOk Forward
//go:autodiff rCommaOk Reverse
func commaOk(x, y float64) float64 {
	var a any = x
	if v, ok := a.(float64); ok {
		x = v * v
	}
	if _, ok := a.(float32); ok {
		x = 0
	}
	return x * y
}

//go:autodiff dMapInsert Forward
//go:autodiff rMapInsert Reverse
func mapInsert(x, y float64) float64 {
	m := make(map[string]float64)
	m["x"] = x
	m["y"] = y * x
	return m["x"] * m["y"]
}

//go:autodiff dMapUpdate Forward
//go:autodiff rMapUpdate Reverse
func mapUpdate(x []float64, ks []int) float64 {
	m := map[int]float64{}
	for i, k := range ks {
		m[k] += x[i] * x[i]
	}
	s := 1.0
	for _, k := range ks {
		s *= m[k]
	}
	return s
}

//go:autodiff dMapCommaOk Forward
//go:autodiff rMapCommaOk Reverse
func mapCommaOk(x float64, k string) float64 {
	m := map[string]float64{"a": x, "b": x * x}
	if v, ok := m[k]; ok {
		return v * x
	}
	return x
}

//go:autodiff dMapDelete Forward
//go:autodiff rMapDelete Reverse
func mapDelete(x, y float64) float64 {
	m := map[int]float64{1: x, 2: y, 3: x * y}
	delete(m, 2)
	m[2] += x
	s := m[1]*m[2] + m[3]*m[3]
	m[3] = 2 * y
	return s * m[3]
}

//go:autodiff dMapRange Forward
//go:autodiff rMapRange Reverse
func mapRange(x []float64) float64 {
	m := map[int]float64{}
	for i, v := range x {
		m[i] = v * v
	}
	s := 0.0
	for k, v := range m {
		s += v * v * float64(k+1)
	}
	return s
}

//go:autodiff dMapStruct Forward
//go:autodiff rMapStruct Reverse
func mapStruct(x, y float64) float64 {
	m := map[string]pair{"a": {x, y}}
	p := m["a"]
	p.x *= y
	m["b"] = p
	return m["b"].x * m["a"].y
}

//go:autodiff dMapPointer Forward
//go:autodiff rMapPointer Reverse
func mapPointer(x, y float64) float64 {
	m := map[string]*pair{"a": {x, y}}
	m["a"].x *= y
	return m["a"].x * x
}

//go:autodiff dMapSlice Forward
//go:autodiff rMapSlice Reverse
func mapSlice(x []float64) float64 {
	m := map[int][]float64{}
	for i, v := range x {
		m[i%2] = append(m[i%2], v*v)
	}
	s := 1.0
	for _, v := range m[0] {
		s *= v
	}
	return s * m[1][0]
}

//go:autodiff dMapNested Forward
//go:autodiff rMapNested Reverse
func mapNested(x, y float64) float64 {
	m := map[string]map[int]float64{"a": {}}
	m["a"][1] = x * y
	m["b"] = map[int]float64{2: x}
	return m["a"][1]*m["b"][2] + m["c"][3]
}

//go:autodiff dMapParam Forward
//go:autodiff rMapParam Reverse
func mapParam(m map[string]float64, x float64) float64 {
	s := m["a"] * m["b"] * x
	m["a"] = s * x
	m["c"] += s
	return s * m["a"]
}

func mapInOut(x [2]float64, y float64) (float64, [3]float64) {
	m := map[string]float64{"a": x[0], "b": x[1]}
	z := mapParam(m, y)
	return z, [3]float64{m["a"], m["b"], m["c"]}
}

func dMapInOut(x, dx [2]float64, y, dy float64) (float64, float64, [3]float64, [3]float64) {
	m := map[string]float64{"a": x[0], "b": x[1]}
	dm := map[string]float64{"a": dx[0], "b": dx[1]}
	z, dz := dMapParam(m, dm, y, dy)
	return z, dz, [3]float64{m["a"], m["b"], m["c"]}, [3]float64{dm["a"], dm["b"], dm["c"]}
}

func rMapInOut(x [2]float64, y, dz float64, dout [3]float64) (float64, [3]float64, [2]float64, float64) {
	m := map[string]float64{"a": x[0], "b": x[1]}
	dm := map[string]float64{"a": dout[0], "b": dout[1], "c": dout[2]}
	z, dy := rMapParam(m, dm, y, dz)
	return z, [3]float64{m["a"], m["b"], m["c"]}, [2]float64{dm["a"], dm["b"]}, dy
}

type inventory struct {
	prices map[string]float64
	lots   map[string]*pair
	total  float64
}

//go:noinline
func (inv *inventory) buy(what string, price float64) {
	if inv.prices == nil {
		inv.prices = make(map[string]float64)
		inv.lots = make(map[string]*pair, 20)
	}
	inv.prices[what] = price
	p, ok := inv.lots[what]
	if !ok {
		p = &pair{}
		inv.lots[what] = p
	}
	p.x += price
	p.y++
	inv.total += price * p.x
}

//go:autodiff dMapFields Forward
//go:autodiff rMapFields Reverse
func mapFields(x []float64) float64 {
	var inv inventory
	for i, v := range x {
		inv.buy(string(rune('a'+i%3)), v)
	}
	s := 1.0
	for _, k := range []string{"a", "b", "c"} {
		s = s*inv.lots[k].x + inv.prices[k]
	}
	return s * inv.total
}

//go:autodiff dMapGrows Forward
//go:autodiff rMapGrows Reverse
func mapGrows(x []float64, n int) float64 {
	m := make(map[int]pair)
	for i := range n {
		m[i*i] = pair{x[i%len(x)] * float64(i), x[0]}
	}
	s := 0.0
	for i := range n {
		if i%3 == 0 {
			delete(m, i*i)
		}
	}
	for i := range n {
		p := m[i*i]
		s += p.x*p.y + m[-i].x
	}
	return s + float64(len(m))
}

//go:autodiff dMapRangePointers Forward
//go:autodiff rMapRangePointers Reverse
func mapRangePointers(x, y float64) float64 {
	m := map[string]*pair{"a": {x, y}, "b": {y, x}}
	for k, p := range m {
		p.x *= float64(len(k)) + x
	}
	for k := range m {
		if k == "b" {
			delete(m, k)
		}
	}
	return m["a"].x * y
}

//go:autodiff dMapFloatKeys Forward
//go:autodiff rMapFloatKeys Reverse
func mapFloatKeys(x float64) float64 {
	m := map[float64]float64{1: x, 2: x * x}
	s := 0.0
	for k, v := range m {
		s += k * v
	}
	return s
}

//go:autodiff dSortSlice Forward
//go:autodiff rSortSlice Reverse
func sortSlice(x []float64) float64 {
	sort.Slice(x, func(i, j int) bool { return x[i] < x[j] })
	s := 0.0
	for i, v := range x {
		s += float64(i) * v * v
	}
	return s
}

//go:autodiff dMapsClone Forward
//go:autodiff rMapsClone Reverse
func mapsClone(x float64) float64 {
	m := maps.Clone(map[string]float64{"a": x})
	return m["a"] * x
}

//go:autodiff dMapClear Forward
//go:autodiff rMapClear Reverse
func mapClear(x, y float64) float64 {
	m := map[int]float64{1: x, 2: y}
	s := m[1] * m[2]
	clear(m)
	return s + m[1] + x
}

//go:autodiff dMapReturn Forward
//go:autodiff rMapReturn Reverse
func mapReturn(x, y float64) float64 {
	m := histogram(x, y)
	return m[0] * m[1]
}

//go:noinline
func histogram(x, y float64) map[int]float64 {
	return map[int]float64{0: x * y, 1: x}
}

//go:autodiff dMapInactive Forward
//go:autodiff rMapInactive Reverse
func mapInactive(x float64, k string) float64 {
	m := map[string]int{"a": 1, "b": 2}
	m["c"] = int(x)
	n := m[k]
	return x * float64(n)
}

//go:autodiff dMapFloatKey Forward
//go:autodiff rMapFloatKey Reverse
func mapFloatKey(x float64) float64 {
	m := map[float64]int{}
	m[x]++
	return x * float64(m[x])
}

//go:autodiff dClearSlice Forward
//go:autodiff rClearSlice Reverse
func clearSlice(x []float64) float64 {
	s := x[0] * x[1]
	clear(x[:1])
	return s + x[0]*3 + x[1]
}

//go:autodiff dMinMax Forward
//go:autodiff rMinMax Reverse
func minMax(x, y, z float64) float64 {
	return min(x, y)*max(y, z, 0.1) + max(x, 2)
}

//go:autodiff dArrays Forward
//go:autodiff rArrays Reverse
func arrays(x [2][3]float64) float64 {
	y := x
	y[0] = x[1]
	y[1][2] *= y[0][1]
	z := [...][2]float64{{y[0][0], y[1][2]}, 3: {x[0][0], 1}}
	return z[0][0] * z[0][1] * z[3][0]
}

//go:autodiff dSliceOps Forward
//go:autodiff rSliceOps Reverse
func sliceOps(x []float64) float64 {
	y := append([]float64{1}, x...)
	y = append(y, x[0], x[1]*x[0])
	copy(y[1:], y)
	z := y[1:3:4]
	z = append(z, x[2])
	z = append(z, x[1])
	a := [2]float64(z)
	p := (*[2]float64)(z)
	p[0] *= x[0]
	return a[0]*a[1] + z[0]*z[2]*z[3] + float64(len(y)+cap(z[:1]))
}

//go:autodiff dSlicesPackage Forward
//go:autodiff rSlicesPackage Reverse
func slicesPackage(x []float64) float64 {
	y := slices.Clone(x)
	slices.Reverse(y)
	y = slices.Insert(y, 1, x[0]*x[1])
	y = slices.Delete(y, 0, 1)
	i := slices.Index(y, x[0]*x[1])
	z := slices.Concat(y, x)
	z = slices.Grow(z, 10)
	if slices.Contains(z, 1e9) || slices.Equal(y, x) {
		return 0
	}
	return slices.Max(x)*slices.Min(z) + y[i]*z[len(z)-1]*y[1]
}

//go:autodiff dSlicesSort Forward
//go:autodiff rSlicesSort Reverse
func slicesSort(x []float64) float64 {
	y := slices.Clone(x)
	slices.Sort(y)
	s := 0.0
	for i, v := range y {
		s += v * v * float64(i+1)
	}
	return s
}

//go:autodiff dSlicesSortFunc Forward
//go:autodiff rSlicesSortFunc Reverse
func slicesSortFunc(x []pair) float64 {
	y := slices.Clone(x)
	slices.SortFunc(y, func(a, b pair) int {
		if a.x < b.x {
			return -1
		} else if a.x > b.x {
			return 1
		}
		return 0
	})
	return y[0].x * y[1].y
}

//go:autodiff dSortFloats Forward
//go:autodiff rSortFloats Reverse
func sortFloats(x []float64) float64 {
	sort.Float64s(x)
	return x[0]*x[0] + x[1]
}

//go:autodiff dSlicesIter Forward
//go:autodiff rSlicesIter Reverse
func slicesIter(x []float64) float64 {
	s := 1.0
	for i, v := range slices.All(x) {
		s = s*v + float64(i)
	}
	for _, v := range slices.Backward(x) {
		s = s*v + 1
	}
	y := slices.Collect(slices.Values(x))
	return s * y[0]
}

//go:autodiff dMapsPackage Forward
//go:autodiff rMapsPackage Reverse
func mapsPackage(x, y float64) float64 {
	m := map[string]float64{"a": x, "b": y}
	n := map[string]float64{"a": x * y}
	maps.Copy(m, n)
	ks := slices.Sorted(maps.Keys(m))
	s := 1.0
	for _, k := range ks {
		s = s*m[k] + x
	}
	return s
}

//go:autodiff dLists Forward
//go:autodiff rLists Reverse
func lists(x []float64) float64 {
	l := list.New()
	for _, v := range x {
		l.PushFront(v * v)
	}
	s := 1.0
	for e := l.Front(); e != nil; e = e.Next() {
		s = s*e.Value.(float64) + 1
	}
	return s
}

//go:autodiff dRings Forward
//go:autodiff rRings Reverse
func rings(x []float64) float64 {
	r := ring.New(len(x))
	for _, v := range x {
		r.Value = v * x[0]
		r = r.Next()
	}
	s := 1.0
	for i := 0; i < r.Len(); i++ {
		s = s*r.Value.(float64) + 1
		r = r.Next()
	}
	return s
}

type floatHeap []float64

func (h floatHeap) Len() int           { return len(h) }
func (h floatHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h floatHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *floatHeap) Push(x any)        { *h = append(*h, x.(float64)) }
func (h *floatHeap) Pop() any {
	old := *h
	v := old[len(old)-1]
	*h = old[:len(old)-1]
	return v
}

//go:autodiff dHeaps Forward
//go:autodiff rHeaps Reverse
func heaps(x []float64) float64 {
	h := &floatHeap{}
	for _, v := range x {
		heap.Push(h, v*v)
	}
	a := heap.Pop(h).(float64)
	b := heap.Pop(h).(float64)
	return a*a + b
}

//go:autodiff dEmbedded Forward
//go:autodiff rEmbedded Reverse
func embedded(x, y float64) float64 {
	type inner struct{ pair }
	type outer struct {
		inner
		*tree
		n int
	}
	o := outer{inner{pair{x, y}}, &tree{v: x * y}, 2}
	o.x *= 2
	o.v += o.x
	return o.v * o.y * float64(o.n)
}

type shaper interface{ area() float64 }
type square struct{ s float64 }

func (s square) area() float64 { return s.s * s.s }

type frame struct {
	shaper
	w float64
}

//go:autodiff dEmbeddedInterface Forward
//go:autodiff rEmbeddedInterface Reverse
func embeddedInterface(x, y float64) float64 {
	f := frame{square{x}, y}
	return f.area() * f.w
}

//go:autodiff dInterfaces Forward
//go:autodiff rInterfaces Reverse
func interfaces(x, y float64) float64 {
	var s shaper = square{x}
	return s.area() * y
}

//go:autodiff dGenerics Forward
//go:autodiff rGenerics Reverse
func generics(x, y float64) float64 {
	s := stack[float64]{}
	s.push(x)
	s.push(y * x)
	a, _ := s.pop()
	b, ok := s.pop()
	if !ok {
		return 0
	}
	return a*b + mapSum([]float64{x, y}, math.Exp)
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T) { s.items = append(s.items, x) }
func (s *stack[T]) pop() (x T, ok bool) {
	n := len(s.items)
	if n == 0 {
		return x, false
	}
	x = s.items[n-1]
	s.items = s.items[:n-1]
	return x, true
}

func mapSum[T ~float64](x []T, f func(T) T) (s T) {
	for _, v := range x {
		s += f(v)
	}
	return s
}

//go:autodiff dBoxGeneric Forward
//go:autodiff rBoxGeneric Reverse
func boxGeneric(x, y float64) float64 {
	a, b := boxed(x*y), boxed(pair{x, y})
	return a.(float64) * b.(pair).x
}

//go:noinline
func boxed[T any](x T) any { return x }
