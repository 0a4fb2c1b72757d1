// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package concurrent

import (
	"sync"
	"sync/atomic"
	"testing"

	"goenzyme/suite/check"
)

// Active values behind atomic.Pointer and in atomic.Value, by one goroutine and by many.

type cell struct {
	a, b float64
	q    *cell
}

var fixed = &cell{a: 2, b: 3}

func pointerStored(x, y float64) float64 {
	var ap atomic.Pointer[cell]
	if ap.Load() != nil {
		return 0
	}
	p := &cell{a: x, b: y}
	ap.Store(p)
	q := ap.Load()
	q.a *= y
	return p.a * ap.Load().b
}

//go:autodiff pointerStored Forward
func dPointerStored(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerStored Reverse
func rPointerStored(x, y, dz float64) (z, dx, dy float64)

func pointerSwapped(x, y float64) float64 {
	var ap atomic.Pointer[float64]
	a, b := x*y, y
	ap.Store(&a)
	old := ap.Swap(&b)
	*old *= 2
	*ap.Load() *= x
	return a * b
}

//go:autodiff pointerSwapped Forward
func dPointerSwapped(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerSwapped Reverse
func rPointerSwapped(x, y, dz float64) (z, dx, dy float64)

func pointerStack(x, y float64) float64 {
	var ap atomic.Pointer[cell]
	head := func(v float64) {
		for {
			old := ap.Load()
			n := &cell{a: v, q: old}
			if ap.CompareAndSwap(old, n) {
				return
			}
		}
	}
	for i := range 4 {
		head(x*float64(i) + y)
	}
	s := 1.0
	for n := ap.Load(); n != nil; n = n.q {
		s = s*0.5 + n.a*n.a
	}
	return s
}

//go:autodiff pointerStack Forward
func dPointerStack(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerStack Reverse
func rPointerStack(x, y, dz float64) (z, dx, dy float64)

type cfg struct {
	cur atomic.Pointer[cell]
	n   atomic.Int64
	w   float64
}

//go:noinline
func (c *cfg) set(v float64) { c.cur.Store(&cell{a: v * c.w}); c.n.Add(1) }

//go:noinline
func (c *cfg) get() float64 {
	if p := c.cur.Load(); p != nil {
		return p.a * float64(c.n.Load())
	}
	return c.w
}
func pointerInStruct(x, y float64) float64 {
	c := &cfg{w: x}
	r := c.get()
	c.set(y)
	r *= c.get()
	c.set(r)
	return r + c.get()
}

//go:autodiff pointerInStruct Forward
func dPointerInStruct(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerInStruct Reverse
func rPointerInStruct(x, y, dz float64) (z, dx, dy float64)

func pointerInactive(x, y float64) float64 {
	var ap atomic.Pointer[cell]
	ap.Store(fixed)
	r := ap.Load().a * x
	ap.Store(&cell{a: y})
	return r * ap.Load().a
}

//go:autodiff pointerInactive Forward
func dPointerInactive(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerInactive Reverse
func rPointerInactive(x, y, dz float64) (z, dx, dy float64)

func pointerToMap(x, y float64) float64 {
	var ap atomic.Pointer[map[string]float64]
	m := map[string]float64{"a": x}
	ap.Store(&m)
	n := map[string]float64{"b": y}
	for k, v := range *ap.Load() {
		n[k] = v * v
	}
	ap.Store(&n)
	return (*ap.Load())["a"] * (*ap.Load())["b"]
}

//go:autodiff pointerToMap Forward
func dPointerToMap(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerToMap Reverse
func rPointerToMap(x, y, dz float64) (z, dx, dy float64)

func pointerShared(x, y float64) float64 {
	var ap atomic.Pointer[cell]
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				old := ap.Load()
				n := &cell{a: x * float64(i+1), q: old}
				if ap.CompareAndSwap(old, n) {
					return
				}
			}
		}()
	}
	wg.Wait()
	s := 0.0
	for n := ap.Load(); n != nil; n = n.q {
		s += n.a * n.a * y
	}
	return s
}

//go:autodiff pointerShared Forward
func dPointerShared(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerShared Reverse
func rPointerShared(x, y, dz float64) (z, dx, dy float64)

func pointerToSlice(x, y float64) float64 {
	v := []float64{x, y}
	var ap atomic.Pointer[[]float64]
	ap.Store(&v)
	w := *ap.Load()
	w = append(w, x*y)
	ap.Store(&w)
	(*ap.Load())[0] *= 3
	return (*ap.Load())[2] * v[0] * w[0]
}

//go:autodiff pointerToSlice Forward
func dPointerToSlice(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerToSlice Reverse
func rPointerToSlice(x, y, dz float64) (z, dx, dy float64)

var gap atomic.Pointer[cell]

func init()                                { gap.Store(&cell{a: 3}) }
func pointerVariable(x, y float64) float64 { return gap.Load().a * x * y }

//go:autodiff pointerVariable Forward
func dPointerVariable(x, dx, y, dy float64) (z, dz float64)

//go:autodiff pointerVariable Reverse
func rPointerVariable(x, y, dz float64) (z, dx, dy float64)

func valueStored(x, y float64) float64 {
	var av atomic.Value
	if av.Load() != nil {
		return 0
	}
	av.Store(x * y)
	v := av.Load().(float64)
	av.Store(v * v)
	return av.Load().(float64) * x
}

//go:autodiff valueStored Forward
func dValueStored(x, dx, y, dy float64) (z, dz float64)

//go:autodiff valueStored Reverse
func rValueStored(x, y, dz float64) (z, dx, dy float64)

func valuePointer(x, y float64) float64 {
	var av atomic.Value
	p := &cell{a: x, b: y}
	av.Store(p)
	av.Load().(*cell).a *= y
	old := av.Swap(&cell{a: p.a * 2})
	old.(*cell).b += x
	return p.a * p.b * av.Load().(*cell).a
}

//go:autodiff valuePointer Forward
func dValuePointer(x, dx, y, dy float64) (z, dz float64)

//go:autodiff valuePointer Reverse
func rValuePointer(x, y, dz float64) (z, dx, dy float64)

func valueCompared(x, y float64) float64 {
	var av atomic.Value
	if !av.CompareAndSwap(nil, x) {
		return 0
	}
	for range 3 {
		for {
			o := av.Load()
			if av.CompareAndSwap(o, o.(float64)*y+x) {
				break
			}
		}
	}
	if av.CompareAndSwap(y*100, 1.0) {
		return 1
	}
	return av.Load().(float64)
}

//go:autodiff valueCompared Forward
func dValueCompared(x, dx, y, dy float64) (z, dz float64)

//go:autodiff valueCompared Reverse
func rValueCompared(x, y, dz float64) (z, dx, dy float64)

type conf struct {
	w [2]float64
	m map[string]float64
}
type server struct {
	c atomic.Value
	n int
}

//go:noinline
func (s *server) apply(x float64) float64 { c := s.c.Load().(conf); return c.w[0]*x + c.m["a"] }

//go:noinline
func (s *server) set(w [2]float64) { s.c.Store(conf{w, map[string]float64{"a": w[1] * w[1]}}); s.n++ }
func valueStruct(x, y float64) float64 {
	s := &server{}
	s.set([2]float64{x, y})
	r := s.apply(x)
	s.set([2]float64{r, x})
	return s.apply(y) * r
}

//go:autodiff valueStruct Forward
func dValueStruct(x, dx, y, dy float64) (z, dz float64)

//go:autodiff valueStruct Reverse
func rValueStruct(x, y, dz float64) (z, dx, dy float64)

func valueShared(x, y float64) float64 {
	var av atomic.Value
	av.Store(y)
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				o := av.Load()
				if av.CompareAndSwap(o, o.(float64)+x*x*float64(i)) {
					return
				}
			}
		}()
	}
	wg.Wait()
	return av.Load().(float64) * y
}

//go:autodiff valueShared Forward
func dValueShared(x, dx, y, dy float64) (z, dz float64)

//go:autodiff valueShared Reverse
func rValueShared(x, y, dz float64) (z, dx, dy float64)

var gav atomic.Value

func init() { gav.Store(&cell{a: 3}) }
func valueInactive(x, y float64) float64 {
	var av atomic.Value
	av.Store(gav.Load())
	r := av.Load().(*cell).a * x
	av.Store(&cell{a: y})
	return r * av.Load().(*cell).a
}

//go:autodiff valueInactive Forward
func dValueInactive(x, dx, y, dy float64) (z, dz float64)

//go:autodiff valueInactive Reverse
func rValueInactive(x, y, dz float64) (z, dx, dy float64)

// TestAtomics: a reference and its shadow are never parted.
func TestAtomics(t *testing.T) {
	t.Run("pointerStored", func(t *testing.T) { check.Both(t, pointerStored, dPointerStored, rPointerStored, 1.3, 0.7) })
	t.Run("pointerSwapped", func(t *testing.T) { check.Both(t, pointerSwapped, dPointerSwapped, rPointerSwapped, 1.3, 0.7) })
	t.Run("pointerStack", func(t *testing.T) { check.Both(t, pointerStack, dPointerStack, rPointerStack, 1.3, 0.7) })
	t.Run("pointerInStruct", func(t *testing.T) { check.Both(t, pointerInStruct, dPointerInStruct, rPointerInStruct, 1.3, 0.7) })
	t.Run("pointerInactive", func(t *testing.T) { check.Both(t, pointerInactive, dPointerInactive, rPointerInactive, 1.3, 0.7) })
	t.Run("pointerToMap", func(t *testing.T) { check.Both(t, pointerToMap, dPointerToMap, rPointerToMap, 1.3, 0.7) })
	t.Run("pointerShared", func(t *testing.T) {
		check.Both(t, pointerShared, dPointerShared, rPointerShared, check.AnyOrder(), 1.3, 0.7)
	})
	t.Run("pointerToSlice", func(t *testing.T) { check.Both(t, pointerToSlice, dPointerToSlice, rPointerToSlice, 1.3, 0.7) })
	t.Run("pointerVariable", func(t *testing.T) { check.Both(t, pointerVariable, dPointerVariable, rPointerVariable, 1.3, 0.7) })
	t.Run("valueStored", func(t *testing.T) { check.Both(t, valueStored, dValueStored, rValueStored, 1.3, 0.7) })
	t.Run("valuePointer", func(t *testing.T) { check.Both(t, valuePointer, dValuePointer, rValuePointer, 1.3, 0.7) })
	t.Run("valueCompared", func(t *testing.T) { check.Both(t, valueCompared, dValueCompared, rValueCompared, 1.3, 0.7) })
	t.Run("valueStruct", func(t *testing.T) { check.Both(t, valueStruct, dValueStruct, rValueStruct, 1.3, 0.7) })
	t.Run("valueShared", func(t *testing.T) { check.Both(t, valueShared, dValueShared, rValueShared, check.AnyOrder(), 1.3, 0.7) })
	t.Run("valueInactive", func(t *testing.T) { check.Both(t, valueInactive, dValueInactive, rValueInactive, 1.3, 0.7) })
}

func valueKinds(x float64, kind int) float64 {
	var v atomic.Value
	v.Store(x)
	switch kind {
	case 0:
		v.Store(nil)
	case 1:
		v.Store(&x)
	case 2:
		v.Swap(nil)
	case 3:
		v.Swap(3)
	case 4:
		v.CompareAndSwap(x, nil)
	case 5:
		v.CompareAndSwap(x, "y")
	case 6:
		v.CompareAndSwap(nil, "y")
	}
	return v.Load().(float64)
}

//go:autodiff valueKinds Forward
func dValueKinds(x, dx float64, kind int) (y, dy float64)

//go:autodiff valueKinds Reverse
func rValueKinds(x float64, kind int, dy float64) (y, dx float64)

func nowhere(x float64, p *atomic.Pointer[float64]) float64 {
	p.Store(&x)
	return x
}

//go:autodiff nowhere Forward
func dNowhere(x, dx float64, p, dp *atomic.Pointer[float64]) (y, dy float64)

// either stores an active value in what may be inactive.
func either(x float64, p *atomic.Pointer[float64]) float64 {
	q := new(atomic.Pointer[float64])
	for _, r := range []*atomic.Pointer[float64]{q, p} {
		r.Store(&x)
	}
	return *q.Load()
}

//go:autodiff either Forward Dual Const Dual
func dEither(x, dx float64, p *atomic.Pointer[float64]) (y, dy float64)

func TestAtomicPanics(t *testing.T) {
	for kind := range 7 {
		check.Panics(t, valueKinds, dValueKinds, 1.5, kind)
		check.ReversePanics(t, valueKinds, rValueKinds, 1.5, kind)
	}
	for range 2 { // and the lock is free
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			dNowhere(1, 1, nil, nil)
		}()
	}
	for range 2 {
		func() {
			defer func() {
				if got := recover(); got == nil {
					t.Error("no panic where inactive memory gets an active value")
				}
			}()
			dEither(2, 1, new(atomic.Pointer[float64]))
		}()
	}
	if y, dy := dPointerStored(2, 1, 3, 0); y != pointerStored(2, 3) || dy == 0 {
		t.Errorf("got %v, %v", y, dy)
	}
}
