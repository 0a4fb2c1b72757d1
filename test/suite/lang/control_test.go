// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Statements that change where control goes on.

package lang

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"sync"
)

var errNegative = errors.New("negative")

//go:autodiff dEarlyError Forward
//go:autodiff rEarlyError Reverse
func earlyError(x, y float64) (float64, error) {
	if y > 100 {
		return 0, errNegative
	}
	z, err := root(x*x + y)
	if err != nil {
		return 0, fmt.Errorf("earlyError of %v: %w", x, err)
	}
	return z * y, nil
}

//go:noinline
func root(x float64) (float64, error) {
	if x < 0 {
		return x, fmt.Errorf("root of %g: %w", x, errNegative)
	}
	return math.Sqrt(x), nil
}

//go:autodiff dNamedResult Forward
//go:autodiff rNamedResult Reverse
func namedResult(x, y float64) (z float64, n int) {
	z = x * y
	n = 3
	if x > 0 {
		z *= z
		return
	}
	return z + 1, n + 1
}

//go:autodiff dDeferUnlock Forward
//go:autodiff rDeferUnlock Reverse
func deferUnlock(x, y float64) float64 {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	if x > 0 {
		return x * x * y
	}
	return x * y
}

//go:autodiff dDeferResult Forward
//go:autodiff rDeferResult Reverse
func deferResult(x, y float64) (z float64) {
	defer func() { z = z*z + y }()
	z = x * y
	if x < 0 {
		return z + 1
	}
	return z
}

//go:autodiff dDeferTwo Forward
//go:autodiff rDeferTwo Reverse
func deferTwo(x, y float64) (z float64) {
	defer func() { z *= x }()
	z = x * y
	if x > 0 {
		defer func() { z += y * y }()
		z++
	}
	return z + x
}

//go:autodiff dDeferArgument Forward
//go:autodiff rDeferArgument Reverse
func deferArgument(x, y float64) (z float64) {
	add := func(p *float64, v float64) { *p += v }
	w := x * x
	defer add(&z, w)
	w = y
	return w * x
}

//go:autodiff dDeferEarly Forward
//go:autodiff rDeferEarly Reverse
func deferEarly(x []float64, lim float64) (s float64, err error) {
	if len(x) == 0 {
		return 0, errNegative
	}
	y := x[0] * x[1]
	defer func() {
		if err == nil {
			s *= y
		}
	}()
	for _, v := range x {
		if v > lim {
			return s, errNegative
		}
		z := v * v
		s += z
	}
	return s, nil
}

//go:autodiff dDeferNested Forward
//go:autodiff rDeferNested Reverse
func deferNested(x, y float64) float64 {
	z := deferResult(x, y)
	for i := range 3 {
		z *= deferTwo(x*float64(i), z)
	}
	return z + deferLater(x)
}

//go:noinline
func deferLater(x float64) (y float64) {
	if x > -10 {
		z := x * x
		defer double(&y, z)
	}
	return x * x * x
}

func double(p *float64, x float64) { *p = *p*2 + x }

//go:autodiff dDeferLocked Forward
//go:autodiff rDeferLocked Reverse
func deferLocked(c *counter, x float64) float64 {
	return c.add(x) * c.add(x*x)
}

type counter struct {
	mu    sync.Mutex
	total float64
}

//go:noinline
func (c *counter) add(x float64) float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total += x * x
	return c.total
}

//go:autodiff dPanics Forward
//go:autodiff rPanics Reverse
func panics(x, y float64) float64 {
	if x < -100 {
		panic(fmt.Sprintf("x is %v", x))
	}
	if y < -100 {
		panic(x)
	}
	return x * y
}

//go:autodiff dSwitches Forward
//go:autodiff rSwitches Reverse
func switches(x float64, k int) float64 {
	y := x
	switch k {
	case 0:
		y *= x
		fallthrough
	case 1:
		y += x
	case 2, 3:
		if x > 0 {
			break
		}
		y = math.Sin(x)
	default:
		y = 1 / x
	}
	return y * y
}

//go:autodiff dSwitchTrue Forward
//go:autodiff rSwitchTrue Reverse
func switchTrue(x, y float64) float64 {
	switch z := x * y; {
	case z > 1:
		return z * z
	case z < -1:
		return x
	}
	return y
}

//go:autodiff dLabels Forward
//go:autodiff rLabels Reverse
func labels(x []float64, lim float64) float64 {
	s := 1.0
outer:
	for i := range x {
		for j := range x {
			if x[i]*x[j] > lim {
				continue outer
			}
			if s > 1e6 {
				break outer
			}
			s += x[i] * x[j]
		}
		s *= x[i]
	}
	return s
}

//go:autodiff dJumps Forward
//go:autodiff rJumps Reverse
func jumps(x float64, n int) float64 {
	i, s := 0, x
again:
	if i < n {
		s = s*x + 1
		i++
		goto again
	}
	return s
}

//go:autodiff dRangeInt Forward
//go:autodiff rRangeInt Reverse
func rangeInt(x float64, n int) float64 {
	s := 1.0
	for i := range n {
		s = s*x + float64(i)
	}
	return s
}

//go:autodiff dRangeString Forward
//go:autodiff rRangeString Reverse
func rangeString(x float64, t string) float64 {
	s := 1.0
	for i, c := range t {
		s = s*x + float64(c-'a'+rune(i))
	}
	return s
}

//go:autodiff dRangeMapInactive Forward
//go:autodiff rRangeMapInactive Reverse
func rangeMapInactive(x float64) float64 {
	m := map[string]float64{"a": 1, "bc": 2}
	s := 0.0
	for k, v := range m {
		s += v * math.Pow(x, float64(len(k)))
	}
	return s
}

//go:autodiff dRangeArray Forward
//go:autodiff rRangeArray Reverse
func rangeArray(x [4]float64) float64 {
	s := 1.0
	for i, v := range x {
		s = s*v + float64(i)
	}
	return s
}

//go:autodiff dRangePtrArray Forward
//go:autodiff rRangePtrArray Reverse
func rangePtrArray(x *[4]float64) float64 {
	s := 1.0
	for i, v := range x {
		x[(i+1)%4] += v
		s = s*v + float64(i)
	}
	return s
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func elements(x []float64) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		for i, v := range x {
			if !yield(i, v) {
				return
			}
		}
	}
}

//go:autodiff dRangeFunc Forward
//go:autodiff rRangeFunc Reverse
func rangeFunc(x float64, n int) float64 {
	s := 1.0
	for i := range count(n) {
		s = s*x + float64(i)
	}
	return s
}

//go:autodiff dRangeFunc2 Forward
//go:autodiff rRangeFunc2 Reverse
func rangeFunc2(x []float64) float64 {
	s := 1.0
	for i, v := range elements(x) {
		if i == 3 {
			break
		}
		if v > 10 {
			continue
		}
		s = s*v + float64(i)
	}
	return s
}

//go:autodiff dRangeFuncReturn Forward
//go:autodiff rRangeFuncReturn Reverse
func rangeFuncReturn(x []float64) float64 {
	for i, v := range elements(x) {
		if i == 2 {
			return v * v
		}
	}
	return 0
}

type tree struct {
	left, right *tree
	v           float64
}

func (t *tree) all(yield func(float64) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.v) && t.right.all(yield)
}

//go:autodiff dRangeTree Forward
//go:autodiff rRangeTree Reverse
func rangeTree(t *tree) float64 {
	s := 1.0
	for v := range func(yield func(float64) bool) { t.all(yield) } {
		s = s*v + 1
	}
	return s
}

//go:autodiff dSelects Forward
//go:autodiff rSelects Reverse
func selects(x float64, done chan bool) float64 {
	select {
	case <-done:
		return x * x
	default:
	}
	return x * x * x
}

//go:autodiff dSelectTwo Forward
//go:autodiff rSelectTwo Reverse
func selectTwo(x float64, n int) float64 {
	a, b := make(chan int, 3), make(chan int, 3)
	a <- n
	a <- n + 1
	s := x
	for range 2 {
		select {
		case n := <-a:
			s = s * float64(n)
		case n, ok := <-b:
			if ok {
				s += float64(n) * x
			}
		}
	}
	return s
}

//go:autodiff dSelectLoop Forward
//go:autodiff rSelectLoop Reverse
func selectLoop(x []float64, n int) float64 {
	work, done := make(chan int, n), make(chan bool, 1)
	s := 1.0
	for i := 0; ; i++ {
		select {
		case work <- i % len(x):
			if i >= n {
				return s
			}
			s *= x[i%len(x)] + s
		case <-done:
			return -1
		default:
			select {
			case j := <-work:
				s = s*x[j] + 1
			default:
			}
			if s > 1e3 || i > 2*n {
				return s * s
			}
		}
	}
}

//go:autodiff dReceives Forward
//go:autodiff rReceives Reverse
func receives(x float64, n int) float64 {
	a := make(chan int, n)
	for i := range n {
		a <- i
	}
	close(a)
	s := x
	for n := range a {
		s = s*x + float64(n)
	}
	return s
}

//go:autodiff dBlocks Forward
//go:autodiff rBlocks Reverse
func blocks(x float64) float64 {
	{
		x := x * x
		_ = x
		x++
	}
	if y := x * x; y > 1 {
		return y
	} else if z := y * x; z > 0 {
		return z
	}
	return x
}

//go:autodiff dShadowedLoopVar Forward
//go:autodiff rShadowedLoopVar Reverse
func shadowedLoopVar(x []float64) float64 {
	var fs [3]func() float64
	for i := range 3 {
		v := x[i]
		fs[i] = func() float64 { return v * v }
	}
	return fs[0]()
}

//go:autodiff dClosureByRef Forward
//go:autodiff rClosureByRef Reverse
func closureByRef(x []float64) float64 {
	s := 0.0
	add := func(v float64) { s += v * v }
	for _, v := range x {
		add(v)
		add(2 * v)
	}
	return s
}

//go:autodiff dImmediately Forward
//go:autodiff rImmediately Reverse
func immediately(x float64) float64 {
	return func(y float64) float64 { return y * y * x }(x + 1)
}
