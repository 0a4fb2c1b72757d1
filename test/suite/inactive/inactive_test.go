// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Strings, integers, maps, interfaces and formatting as inactive data.

package inactive

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"sort"
	"strconv"
	"strings"
	"testing"

	"goenzyme/suite/check"
)

var prices = map[string]float64{"apple": 1.25, "pear": 0.75, "fig": 3}

var rates = map[int]float64{1: 0.1, 2: 0.05, 5: 0.01}

type unit int

const (
	metre unit = iota
	foot
	mile
)

func (u unit) String() string { return [...]string{"m", "ft", "mi"}[u] }

func total(x float64, items []string) (float64, error) {
	s := 0.0
	for _, it := range items {
		p, ok := prices[it]
		if !ok {
			return 0, fmt.Errorf("no price for %q", it)
		}
		s += p * x
	}
	return s, nil
}

func localMap(x float64, key string) float64 {
	m := map[string]float64{"a": 1, "b": 2}
	m["c"] = 3
	delete(m, "a")
	n := make(map[int]int)
	n[3]++
	n[3] += 2
	return m[key]*x*x + float64(n[3]+len(m))*x
}

func histogram(x float64, words []string) float64 {
	count := map[string]int{}
	for _, w := range words {
		count[strings.ToLower(w)]++
	}
	keys := make([]string, 0, len(count))
	for k := range count {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	s := 0.0
	for i, k := range keys {
		s += x * float64(count[k]) * float64(i+1)
	}
	return s
}

func stringSwitch(x float64, op string) (float64, error) {
	switch op {
	case "sin":
		return math.Sin(x), nil
	case "cos", "cosine":
		return math.Cos(x), nil
	case "square":
		return x * x, nil
	case "":
		return x, nil
	}
	return math.NaN(), errors.New("unknown op " + op)
}

func rangeString(x float64, s string) float64 {
	y := 0.0
	for i, r := range s {
		if r == 'é' {
			x *= 2
			continue
		}
		y = y*x + float64(i) + float64(r-'a')
	}
	return y + float64(len(s))
}

func bytesOf(x float64, s string) float64 {
	b := []byte(s)
	b = append(b, "xyz"...)
	y := 0.0
	for i := range b {
		y += x / float64(b[i])
	}
	if strings.Contains(string(b), "ax") {
		y *= x
	}
	return y
}

func parsed(x float64, s string) (float64, error) {
	k, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi("12")
	if err != nil {
		return 0, err
	}
	return x*k + float64(n), nil
}

func integers(x float64, n uint32) float64 {
	h := uint32(2166136261)
	for i := range 4 {
		h ^= n >> (8 * i) & 0xff
		h *= 16777619
	}
	return x*float64(h%17) + x*x*float64(bits.OnesCount32(n)) + float64(int8(n))
}

func popcount(x []float64, mask uint) float64 {
	s := 0.0
	for i := range x {
		if mask>>i&1 == 1 {
			s += x[i] * x[i]
		}
	}
	return s
}

func panicky(x float64, n int) float64 {
	if n < 0 {
		panic(fmt.Sprintf("bad n: %d", n))
	}
	if n > 100 {
		panic(errors.New("n too large"))
	}
	return math.Pow(x, float64(n))
}

func divided(x float64, n int) float64 { return x * float64(100/n) }

func inUnit(x float64, u unit) float64 {
	switch u {
	case foot:
		return x * 0.3048
	case mile:
		return x * 1609.344
	}
	return x
}

func describe(x float64, v any) (float64, string) {
	switch v := v.(type) {
	case int:
		return x * float64(v), "int"
	case string:
		return x * float64(len(v)), "string " + v
	case fmt.Stringer:
		return x, v.String()
	}
	return -x, "other"
}

func labelled(x float64, us []unit) (float64, string) {
	var sb strings.Builder
	for _, u := range us {
		x = inUnit(x, u)
		sb.WriteString(u.String())
	}
	return x * x, sb.String()
}

func setOf(x float64, seen map[int]bool, n int) float64 {
	s := 0.0
	for i := range n {
		if seen[i] {
			s += x
			continue
		}
		seen[i] = i%2 == 0
		s *= x
	}
	return s
}

func compounded(x float64, years int) float64 {
	r, ok := rates[years]
	if !ok {
		r = 0.02
	}
	for range years {
		x *= 1 + r
	}
	return x
}

//go:autodiff total Forward Dual Const Dual Const
func dTotal(x, dx float64, items []string) (float64, float64, error)

//go:autodiff total Reverse Active Const Active Const
func revTotal(x float64, items []string, dret float64) (float64, error, float64)

//go:autodiff localMap Forward
func dLocalMap(x, dx float64, key string) (float64, float64)

//go:autodiff localMap Reverse
func revLocalMap(x float64, key string, dret float64) (float64, float64)

//go:autodiff histogram Forward
func dHistogram(x, dx float64, words []string) (float64, float64)

//go:autodiff histogram Reverse
func revHistogram(x float64, words []string, dret float64) (float64, float64)

//go:autodiff stringSwitch Forward
func dStringSwitch(x, dx float64, op string) (float64, float64, error)

//go:autodiff stringSwitch Reverse
func revStringSwitch(x float64, op string, dret float64) (float64, error, float64)

//go:autodiff rangeString Forward
func dRangeString(x, dx float64, s string) (float64, float64)

//go:autodiff rangeString Reverse
func revRangeString(x float64, s string, dret float64) (float64, float64)

//go:autodiff bytesOf Forward
func dBytesOf(x, dx float64, s string) (float64, float64)

//go:autodiff bytesOf Reverse
func revBytesOf(x float64, s string, dret float64) (float64, float64)

//go:autodiff parsed Forward
func dParsed(x, dx float64, s string) (float64, float64, error)

//go:autodiff parsed Reverse
func revParsed(x float64, s string, dret float64) (float64, error, float64)

//go:autodiff integers Forward
func dIntegers(x, dx float64, n uint32) (float64, float64)

//go:autodiff integers Reverse
func revIntegers(x float64, n uint32, dret float64) (float64, float64)

//go:autodiff popcount Forward
func dPopcount(x, dx []float64, mask uint) (float64, float64)

//go:autodiff popcount Reverse
func revPopcount(x, dx []float64, mask uint, dret float64) float64

//go:autodiff panicky Forward
func dPanicky(x, dx float64, n int) (float64, float64)

//go:autodiff panicky Reverse
func revPanicky(x float64, n int, dret float64) (float64, float64)

//go:autodiff divided Forward
func dDivided(x, dx float64, n int) (float64, float64)

//go:autodiff divided Reverse
func revDivided(x float64, n int, dret float64) (float64, float64)

//go:autodiff inUnit Forward
func dInUnit(x, dx float64, u unit) (float64, float64)

//go:autodiff inUnit Reverse
func revInUnit(x float64, u unit, dret float64) (float64, float64)

//go:autodiff describe Forward Dual Const Dual Const
func dDescribe(x, dx float64, v any) (float64, float64, string)

//go:autodiff describe Reverse Active Const Active Const
func revDescribe(x float64, v any, dret float64) (float64, string, float64)

//go:autodiff labelled Forward
func dLabelled(x, dx float64, us []unit) (float64, float64, string)

//go:autodiff labelled Reverse
func revLabelled(x float64, us []unit, dret float64) (float64, string, float64)

//go:autodiff setOf Forward
func dSetOf(x, dx float64, seen map[int]bool, n int) (float64, float64)

//go:autodiff setOf Reverse
func revSetOf(x float64, seen map[int]bool, n int, dret float64) (float64, float64)

//go:autodiff compounded Forward
func dCompounded(x, dx float64, years int) (float64, float64)

//go:autodiff compounded Reverse
func revCompounded(x float64, years int, dret float64) (float64, float64)

var any64 = check.Range(-2, 2)

func TestMaps(t *testing.T) {
	check.Both(t, total, dTotal, revTotal, any64, []string{"fig", "apple", "fig"})
	check.Both(t, total, dTotal, revTotal, any64, []string{"fig", "plum"})
	check.Both(t, localMap, dLocalMap, revLocalMap, any64, "b")
	check.Both(t, localMap, dLocalMap, revLocalMap, any64, "a")
	check.Both(t, histogram, dHistogram, revHistogram, any64, strings.Fields("a b A c B a"))
	check.Both(t, setOf, dSetOf, revSetOf, any64, map[int]bool{1: true, 3: true}, 6)
	check.Both(t, compounded, dCompounded, revCompounded, any64, 5)
	check.Both(t, compounded, dCompounded, revCompounded, any64, 4)
}

//go:autodiff dMarshalled Forward
//go:autodiff rMarshalled Reverse
func marshalled(x []float64) (float64, error) {
	text, err := json.Marshal(struct {
		Name string
		X    []float64
	}{"x", x})
	var out strings.Builder
	if err := json.NewEncoder(&out).Encode(x); err != nil {
		return 0, err
	}
	n := strings.Count(string(text), ",") + strings.Count(out.String(), ",")
	return x[0] * x[1] * float64(n), err
}

func TestStrings(t *testing.T) {
	check.Both(t, marshalled, dMarshalled, rMarshalled, check.Vec(3, 0.5, 2))
	for _, op := range []string{"sin", "cos", "cosine", "square", "", "none"} {
		check.Both(t, stringSwitch, dStringSwitch, revStringSwitch, any64, op)
	}
	check.Both(t, rangeString, dRangeString, revRangeString, any64, "abécd")
	check.Both(t, bytesOf, dBytesOf, revBytesOf, any64, "bca")
	check.Both(t, parsed, dParsed, revParsed, any64, "2.5")
	check.Both(t, parsed, dParsed, revParsed, any64, "two")
	check.Both(t, labelled, dLabelled, revLabelled, any64, []unit{foot, metre, foot})
}

func TestIntegers(t *testing.T) {
	check.Both(t, integers, dIntegers, revIntegers, any64, uint32(0xdeadbeef))
	check.Both(t, popcount, dPopcount, revPopcount, check.Vec(5, -1, 1), 0b10110)
	check.Both(t, divided, dDivided, revDivided, any64, 7)
	for u := metre; u <= mile; u++ {
		check.Both(t, inUnit, dInUnit, revInUnit, any64, u)
	}
}

func TestInterfaces(t *testing.T) {
	acts := check.Acts("Dual Const Dual Const")
	check.Both(t, describe, dDescribe, revDescribe, acts, any64, 3)
	check.Both(t, describe, dDescribe, revDescribe, acts, any64, "abc")
	check.Both(t, describe, dDescribe, revDescribe, acts, any64, mile)
	check.Both(t, describe, dDescribe, revDescribe, acts, any64, nil)
}

func TestPanics(t *testing.T) {
	check.Both(t, panicky, dPanicky, revPanicky, any64, 3)
	check.Panics(t, panicky, dPanicky, 1.0, -1)
	check.Panics(t, panicky, dPanicky, 1.0, 101)
	check.Panics(t, divided, dDivided, 1.0, 0)
}
