// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"maps"
	"strconv"
	"sync"
	"testing"

	"goenzyme/suite/check"
)

// mapGuarded has goroutines that change a map, one at a time.
//
//go:autodiff dMapGuarded Forward
//go:autodiff rMapGuarded Reverse
//go:autodiff vMapGuarded Reverse(2)
func mapGuarded(xs []float64, first float64) float64 {
	m := map[string]float64{"1": first, "x": 1}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Go(func() {
			y := x * x
			mu.Lock()
			defer mu.Unlock()
			m[strconv.Itoa(i%3)] += y
			m["all"] += x * y
			m["new"+strconv.Itoa(i)] = y * y
		})
	}
	wg.Wait()
	return m["0"]*m["1"] + m["2"] + m["all"]*m["new1"]
}

// mapRead has goroutines that only read a map, at the same time, and keys that its shadow does not have.
//
//go:autodiff dMapRead Forward
//go:autodiff rMapRead Reverse
func mapRead(xs []float64, scale float64) float64 {
	m := make(map[int]float64)
	for i, x := range xs {
		m[i*7] = x * scale
	}
	out := make([]float64, len(xs))
	var wg sync.WaitGroup
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range xs {
				out[i] += m[j*7] * m[i*7] * float64(j)
			}
			for k, v := range m {
				out[i] += float64(k) * v * v
			}
		}()
	}
	wg.Wait()
	s := 0.0
	for i, y := range out {
		s += y * xs[i]
	}
	return s
}

// mapArgument reads a map that it gets.
//
//go:autodiff dMapArguments Forward
//go:autodiff rMapArguments Reverse
func mapArguments(a, b, c float64, keys []string) float64 {
	return mapArgument(map[string]float64{"a": a, "b": b, "c": c}, keys)
}

//go:noinline
func mapArgument(m map[string]float64, keys []string) float64 {
	var wg sync.WaitGroup
	parts := make([]float64, 4)
	for g := range parts {
		wg.Go(func() {
			for i, k := range keys {
				parts[g] += m[k] * m[keys[(i+g)%len(keys)]]
			}
		})
	}
	wg.Wait()
	return parts[0] + parts[1]*parts[2] - parts[3]
}

type account struct {
	amount float64
	past   []float64
}

type bank struct {
	mu       sync.RWMutex
	accounts map[string]*account
	rates    map[string]float64
	totals   map[string]account
}

func (b *bank) deposit(who string, x float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	a := b.accounts[who]
	if a == nil {
		a = &account{}
		b.accounts[who] = a
	}
	a.past = append(a.past, a.amount)
	a.amount += x
	t := b.totals["all"]
	t.amount += x * x
	b.totals["all"] = t
}

func (b *bank) rate(who string) float64 {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.rates[who]
}

// banking has maps in a struct, of pointers, of structs, and of floats.
//
//go:autodiff dBanking Forward
//go:autodiff rBanking Reverse
func banking(xs []float64, r float64) float64 {
	b := &bank{accounts: map[string]*account{}, rates: map[string]float64{}, totals: map[string]account{}}
	names := []string{"a", "b", "c"}
	for i, n := range names {
		b.rates[n] = r * float64(i+1)
	}
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Go(func() {
			n := names[i%len(names)]
			b.deposit(n, x*b.rate(n))
			b.deposit("sum", b.rate("none")+x)
		})
	}
	wg.Wait()
	copied := maps.Clone(b.rates)
	s := b.totals["all"].amount
	for n, a := range b.accounts {
		s += a.amount * copied[n] * float64(len(a.past))
	}
	return s
}

func TestSharedMaps(t *testing.T) {
	xs := check.Vec(8, -1, 1)
	check.Both(t, mapGuarded, dMapGuarded, rMapGuarded, check.AnyOrder(), xs, 0.5)
	check.Reverse(t, mapGuarded, vMapGuarded, check.AnyOrder(), xs, 0.5, check.Width(2))
	check.Both(t, mapRead, dMapRead, rMapRead, check.AnyOrder(), xs, 0.7)
	check.Both(t, mapArguments, dMapArguments, rMapArguments, check.AnyOrder(), 0.5, 1.0, 2.0, []string{"a", "b", "c", "d", "a"})
	check.Both(t, banking, dBanking, rBanking, check.AnyOrder(), xs, 0.3)
}
