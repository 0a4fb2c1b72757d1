// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package maps goes through what can be done to maps that hold active values: keys
// and elements of all kinds, growth, deletion, iteration, maps that come from outside.
//
// Sums over maps go by way of an array where the order would show in the last bits.
package maps

import (
	"maps"
	"math"
	"slices"
	"testing"

	"goenzyme/suite/check"
)

var some = check.Vec(40, -1, 1)

// table uses a map with keys made by key: it inserts, overwrites, adds, looks up,
// misses, deletes and inserts again.
func table[K comparable, T ~float32 | ~float64](x []T, key func(int) K) T {
	m := make(map[K]T)
	for i, v := range x {
		m[key(i%13)] += v * v
		if i%5 == 0 {
			m[key(i%7)] *= v
		}
		if i%11 == 10 {
			delete(m, key(i%13))
		}
		if i%4 == 0 {
			m[key(20+i)] = v * m[key(i%3)]
		}
	}
	s := m[key(100)]
	for i := range 70 {
		if v, ok := m[key(i)]; ok {
			s += v * v * T(i+1)
		}
	}
	return s
}

//go:autodiff dInt Forward
//go:autodiff rInt Reverse
func keysInt(x []float64) float64 { return table(x, func(i int) int { return i * i }) }

//go:autodiff dInt8 Forward
//go:autodiff rInt8 Reverse
func keysInt8(x []float64) float64 { return table(x, func(i int) int8 { return int8(-i) }) }

//go:autodiff dUint32 Forward
//go:autodiff rUint32 Reverse
func keysUint32(x []float64) float64 { return table(x, func(i int) uint32 { return uint32(i) << 25 }) }

//go:autodiff dString Forward
//go:autodiff rString Reverse
func keysString(x []float64) float64 {
	return table(x, func(i int) string { return "key" + string(rune('0'+i)) })
}

//go:autodiff dFloat Forward
//go:autodiff rFloat Reverse
func keysFloat(x []float64) float64 { return table(x, func(i int) float64 { return float64(i) / 3 }) }

//go:autodiff dArray Forward
//go:autodiff rArray Reverse
func keysArray(x []float64) float64 {
	return table(x, func(i int) [3]int16 { return [3]int16{1, int16(i), 2} })
}

type place struct {
	name string
	x, y int32
}

//go:autodiff dStruct Forward
//go:autodiff rStruct Reverse
func keysStruct(x []float64) float64 {
	return table(x, func(i int) place { return place{string(rune('a' + i%3)), int32(i), -1} })
}

//go:autodiff dLarge Forward
//go:autodiff rLarge Reverse
func keysLarge(x []float64) float64 {
	return table(x, func(i int) [20]int { return [20]int{19: i} })
}

//go:autodiff dAny Forward
//go:autodiff rAny Reverse
func keysAny(x []float64) float64 {
	return table(x, func(i int) any {
		if i%2 == 0 {
			return i
		}
		return string(rune('a' + i))
	})
}

var places [200]place

//go:autodiff dPointer Forward
//go:autodiff rPointer Reverse
func keysPointer(x []float64) float64 { return table(x, func(i int) *place { return &places[i] }) }

//go:autodiff dFloat32 Forward
//go:autodiff rFloat32 Reverse
func floats32(x []float32) float32 { return table(x, func(i int) int { return i }) }

func floats32Twin(x []float64) float64 { return table(x, func(i int) int { return i }) }

func TestKeys(t *testing.T) {
	check.Both(t, keysInt, dInt, rInt, some)
	check.Both(t, keysInt8, dInt8, rInt8, some)
	check.Both(t, keysUint32, dUint32, rUint32, some)
	check.Both(t, keysString, dString, rString, some)
	check.Both(t, keysFloat, dFloat, rFloat, some)
	check.Both(t, keysArray, dArray, rArray, some)
	check.Both(t, keysStruct, dStruct, rStruct, some)
	check.Both(t, keysLarge, dLarge, rLarge, some)
	check.Both(t, keysAny, dAny, rAny, some)
	check.Both(t, keysPointer, dPointer, rPointer, some)
	check.Both(t, floats32, dFloat32, rFloat32, check.Twin(floats32Twin), check.Fill(make([]float32, 20), -1, 1))
}

type body struct {
	mass  float64
	name  string
	where [3]float64
	spin  complex128
}

//go:autodiff dElemStruct Forward
//go:autodiff rElemStruct Reverse
func elemStruct(x []float64) float64 {
	m := map[int]body{}
	for i, v := range x {
		b := m[i%9]
		b.mass += v
		b.where[i%3] += v * b.mass
		b.spin += complex(v, b.where[0])
		b.name += "x"
		m[i%9] = b
	}
	s := 0.0
	for i := range 9 {
		b := m[i]
		s += b.mass*b.where[1] + real(b.spin)*imag(m[i].spin) + m[i].where[i%3]*float64(len(b.name))
	}
	return s
}

type mixed struct {
	weight float64
	vec    []float64
	next   *mixed
}

//go:autodiff dElemMixed Forward
//go:autodiff rElemMixed Reverse
//go:autodiff r2ElemMixed Reverse(2)
func elemMixed(x []float64) float64 {
	m := map[string]mixed{}
	for i, v := range x {
		k := string(rune('a' + i%10))
		e := m[k]
		old := e
		e.weight += v * v
		e.vec = append(e.vec, v)
		if i%3 == 0 {
			e.next = &old
		}
		m[k] = e
		if i%7 == 6 {
			delete(m, k)
		}
	}
	s := 0.0
	for i := range 12 {
		e := m[string(rune('a'+i))]
		s += e.weight
		for _, v := range e.vec {
			s += v * e.weight
		}
		for p := e.next; p != nil; p = p.next {
			s += p.weight * p.weight
		}
	}
	return s
}

//go:autodiff dElemLarge Forward
//go:autodiff rElemLarge Reverse
func elemLarge(x []float64) float64 {
	m := make(map[int][40]float64)
	for i, v := range x {
		a := m[i%6]
		a[i] = v * v
		a[0] += v
		m[i%6] = a
		m[i%4+6] = m[i%6]
	}
	s := 0.0
	for i := range 11 {
		a := m[i]
		s += a[0]*a[0] + a[i+3]*m[i][i+7]
	}
	return s
}

//go:autodiff dElemComplex Forward
//go:autodiff rElemComplex Reverse
func elemComplex(x []float64) float64 {
	m := make(map[uint8]complex64)
	for i, v := range x {
		m[uint8(i%6)] += complex(float32(v), 1)
	}
	s := 0.0
	for i := range 6 {
		z := m[uint8(i)]
		s += float64(real(z) * imag(z) * real(z))
	}
	return s
}

//go:autodiff dElemSlice Forward
//go:autodiff rElemSlice Reverse
func elemSlice(x []float64) float64 {
	m := map[[2]int][]float64{}
	for i, v := range x {
		k := [2]int{i % 3, i % 2}
		m[k] = append(m[k], v*v)
		m[k][0] *= v
	}
	delete(m, [2]int{2, 1})
	s := 0.0
	for i := range 3 {
		for j := range 2 {
			for n, v := range m[[2]int{i, j}] {
				s += v * float64(n+i)
			}
		}
	}
	return s
}

//go:autodiff dElemMap Forward
//go:autodiff rElemMap Reverse
func elemMap(x []float64) float64 {
	m := map[int]map[string]float64{}
	for i, v := range x {
		inner := m[i%5]
		if inner == nil {
			inner = map[string]float64{}
			m[i%5] = inner
		}
		inner[string(rune('a'+i%3))] += v * v
		m[i%5]["z"] = v * inner["a"]
	}
	s := 0.0
	for i := range 6 {
		s += m[i]["a"]*m[i]["b"] + m[i]["z"]
	}
	return s
}

//go:autodiff dElemAny Forward
//go:autodiff rElemAny Reverse
func elemAny(x []float64) float64 {
	m := map[string]any{"n": 3}
	for i, v := range x {
		m[string(rune('a'+i%5))] = v * v
		m["p"] = &body{mass: v}
	}
	s := 0.0
	for _, k := range []string{"a", "b", "n", "none"} {
		if v, ok := m[k].(float64); ok {
			s += v * v
		}
	}
	return s * m["p"].(*body).mass
}

func TestElements(t *testing.T) {
	check.Both(t, elemStruct, dElemStruct, rElemStruct, some)
	check.Both(t, elemMixed, dElemMixed, rElemMixed, some)
	check.Reverse(t, elemMixed, r2ElemMixed, check.Width(2), some)
	check.Both(t, elemLarge, dElemLarge, rElemLarge, check.Vec(20, -1, 1))
	check.Both(t, elemComplex, dElemComplex, rElemComplex, check.Tol(1e-4), check.Vec(12, -1, 1))
	check.Both(t, elemSlice, dElemSlice, rElemSlice, some)
	check.Both(t, elemMap, dElemMap, rElemMap, some)
	check.Both(t, elemAny, dElemAny, rElemAny, check.Vec(12, -1, 1))
}

//go:autodiff dIterate Forward
//go:autodiff rIterate Reverse
func iterate(x []float64) float64 {
	m := map[int]float64{}
	for i, v := range x {
		m[i*3] = v * x[0]
	}
	out := make([]float64, 200)
	for k, v := range m {
		out[k] += v * v
		m[k] = math.Sin(v) * v
		if k%2 == 0 {
			delete(m, k)
		}
	}
	for k := range m {
		out[k+1] = m[k] * 3
	}
	for k, v := range m {
		out[k+2] = v * float64(k)
	}
	s := 0.0
	for _, v := range out {
		s += v
	}
	return s
}

//go:autodiff dIterateStructs Forward
//go:autodiff rIterateStructs Reverse
//go:autodiff r3IterateStructs Reverse(3)
func iterateStructs(x []float64) float64 {
	m := map[place]body{}
	for i, v := range x {
		m[place{"p", int32(i), 0}] = body{mass: v, where: [3]float64{v * v, 1, x[i/2]}}
	}
	out := make([]float64, len(x))
	for range 3 {
		for k, b := range m {
			out[k.x] += b.mass * b.where[0] * b.where[2]
			b.mass *= 2
			m[k] = b
		}
	}
	s := 0.0
	for _, v := range out {
		s += v * v
	}
	return s
}

//go:autodiff dIterateLists Forward
//go:autodiff rIterateLists Reverse
func iterateLists(x []float64) float64 {
	m := map[string][]float64{}
	n := map[string]int{}
	for i, v := range x {
		k := string(rune('a' + i%4))
		m[k] = append(m[k], v)
		n[k] = i % 4
	}
	var out [4]float64
	for k, list := range m {
		p := 1.0
		for _, v := range list {
			p *= 1 + v
		}
		out[n[k]] = p
		list[0] = p * p
	}
	return out[0]*out[1] + out[2]*m["a"][0] + m["d"][0] + out[3]
}

//go:autodiff dCleared Forward
//go:autodiff rCleared Reverse
func cleared(x []float64) float64 {
	m := map[int]mixed{}
	s := 0.0
	for i, v := range x {
		e := m[i%3]
		e.weight += v
		e.vec = append(e.vec, e.weight*v)
		m[i%3] = e
		if i%6 == 5 {
			s += m[1].weight * m[2].vec[0]
			clear(m)
		}
		if i%8 == 7 {
			for k := range m {
				delete(m, k)
			}
		}
		s += float64(len(m)) * m[0].weight
	}
	return s
}

//go:autodiff dPackage Forward
//go:autodiff rPackage Reverse
func packageMaps(x []float64) float64 {
	m := map[int]float64{}
	for i, v := range x {
		m[i] = v * v
	}
	n := maps.Collect(maps.All(m))
	maps.DeleteFunc(n, func(k int, v float64) bool { return k%3 == 0 || v > 0.9 })
	maps.Copy(m, n)
	m[1000] += m[1]
	maps.Insert(n, maps.All(map[int]float64{7: x[0], 2000: x[1]}))
	s := 0.0
	for _, k := range slices.Sorted(maps.Keys(n)) {
		s += n[k] * n[k] * m[k/2]
	}
	if maps.Equal(m, n) {
		return 0
	}
	return s + m[1000]
}

func TestIteration(t *testing.T) {
	check.Both(t, iterate, dIterate, rIterate, check.Vec(30, -1, 1))
	check.Both(t, iterateStructs, dIterateStructs, rIterateStructs, check.Vec(20, -1, 1))
	check.Reverse(t, iterateStructs, r3IterateStructs, check.Width(3), check.Vec(20, -1, 1))
	check.Both(t, iterateLists, dIterateLists, rIterateLists, check.Vec(20, -1, 1))
	check.Both(t, packageMaps, dPackage, rPackage, check.Vec(20, -1, 1))
	check.Both(t, cleared, dCleared, rCleared, some)
}
