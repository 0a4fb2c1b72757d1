// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Control flow that nobody writes by choice: jumps into the ends of loops,
// irreducible loops, labels across levels, switches of every kind.

package programs

import (
	"iter"
	"math"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dGotoEnd Forward
func gotoEnd(x float64, n int) float64 {
	s := x
	i := 0
loop:
	if i >= n {
		goto done
	}
	s = s*x + float64(i)
	if s > 10 {
		s = math.Log(s)
		goto next
	}
	s += math.Sin(s)
next:
	i++
	goto loop
done:
	return s * s
}

// irreducible has a loop with two entries.
//
//go:autodiff dIrreducible Forward
//go:autodiff revIrreducible Reverse
func irreducible(x, y float64, n int) float64 {
	a, b := x, y
	i := 0
	if n%2 == 0 {
		goto second
	}
first:
	a = a*y + b
	i++
second:
	b = math.Sin(a) - b*x
	i++
	if i < n {
		goto first
	}
	return a*b + a
}

// threeEntries has a loop of three blocks with an entry to each.
//
//go:autodiff dThreeEntries Forward
//go:autodiff revThreeEntries Reverse
func threeEntries(x []float64, n, k int) float64 {
	s := 1.0
	switch k % 3 {
	case 1:
		goto one
	case 2:
		goto two
	}
zero:
	s *= x[0]
	if n--; n < 0 {
		goto out
	}
one:
	s += x[1] * s
	if n--; n < 0 {
		goto out
	}
two:
	s = math.Tanh(s) * x[2]
	if n--; n >= 0 {
		goto zero
	}
out:
	return s + x[0]
}

//go:autodiff dLabels Forward
func labels(x []float64) float64 {
	s, p := 0.0, 1.0
outer:
	for i := range x {
	middle:
		for j := 0; ; j++ {
			if j > i {
				break middle
			}
			for k := len(x) - 1; k >= 0; k-- {
				switch {
				case (i+j+k)%5 == 0:
					continue outer
				case (i+j+k)%4 == 0:
					p *= 1 + x[k]*0.1
					continue middle
				case s > 20:
					break outer
				}
				s += x[i] * x[j] * p
				if k == j {
					break
				}
			}
			p += x[j]
		}
		s *= 1.1
	}
	return s*p + p
}

//go:autodiff dFall Forward
func fall(x float64, n int) (y float64) {
	y = 1
	for i := range n {
		switch k := i % 6; {
		case k == 0:
			y *= x
			fallthrough
		case k == 1:
			y += math.Sin(x * y)
			fallthrough
		case k == 2 && y > 0:
			y -= x / 3
		case k == 3:
			if y > 1 {
				break
			}
			y = y*y + x
		default:
			y /= 1 + x*x
		}
	}
	return
}

//go:autodiff dFloatSwitch Forward
func floatSwitch(x, y float64) float64 {
	switch z := x * y; {
	case z < -1, z > 100:
		return z
	case math.IsNaN(z):
		return 0
	case z < 0.3:
		return z * z * x
	}
	switch x {
	case 1, 2, 3:
		return y
	case y:
		return x * y
	default:
		return x - y
	}
}

//go:autodiff dStringSwitch Forward
func stringSwitch(op string, x, y float64) float64 {
	for _, c := range op {
		switch c {
		case '+':
			x += y
		case '-':
			x -= y
		case '*':
			x *= y
		case '/':
			x /= y
		case 'é':
			x = math.Exp(x)
		case 's':
			x, y = y, x
		}
	}
	switch op {
	case "+*é", "foo":
		x *= 2
	case "ss*s/":
		y *= x
	}
	return x - y*y
}

//go:autodiff dShadowed Forward
func shadowed(x float64) float64 {
	y := x
	{
		x := x * x
		func() {
			x := x + y
			y += x
			if x := x * 2; x > 0.1 {
				y *= x
				x = 7
			}
		}()
		y += x
	}
	return x * y
}

//go:autodiff dImmediate Forward
func immediate(x, y float64) float64 {
	a := func(u float64) float64 { return u*u + y }(x)
	b := func() float64 {
		x *= a
		return x - y
	}()
	c, d := func(p *float64) (float64, float64) {
		*p += 1
		return *p * y, b
	}(&a)
	return a*b*c + d + x
}

//go:autodiff dArrayByValue Forward
func arrayByValue(a [5]float64) float64 {
	s := 0.0
	for i, v := range a { // ranges over a copy
		a[4-i] += v * s
		s += v * float64(i+1)
	}
	for i := range a {
		s += a[i] * a[i]
	}
	for i, v := range &a { // ranges over a itself
		a[4-i] = v * 2
		s += v
	}
	return s
}

//go:autodiff dRangeInt Forward
func rangeInt(x float64, n int) float64 {
	s := 0.0
	for i := range n {
		i *= 2
		s += math.Pow(x, float64(i))
	}
	for range 3 {
		s = s*x - 1
	}
	for i := range int8(4) {
		s += float64(i) * x
	}
	return s
}

//go:autodiff dRangeString Forward
func rangeString(x float64, t string) float64 {
	s := x
	for i, c := range t {
		if c == 'ß' {
			s *= x
		}
		s += float64(c-'a')*x + float64(i)
	}
	for i := range len(t) {
		s += float64(t[i]) * 0.01 * x
	}
	for _, b := range []byte(t) {
		s += float64(b) * x
	}
	return s
}

//go:autodiff dRangeMap Forward
func rangeMap(x float64, m map[string]int) float64 {
	n := 0
	for _, v := range m {
		n += v
	}
	s := 0.0
	for range m {
		s += x * float64(n)
	}
	if v, ok := m["b"]; ok {
		s *= x + float64(v)
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

//go:autodiff dIterator Forward
func iterator(x []float64) float64 {
	s := 1.0
	for i := range count(len(x)) {
		if i == 1 {
			continue
		}
		s += x[i] * s
		if s > 50 {
			break
		}
	}
	return s
}

//go:autodiff dEarly Forward
func early(x, y float64, k int) (r, q float64) {
	r = x
	if k == 0 {
		return
	}
	q = y * r
	for ; ; k-- {
		if k == 0 {
			return q, r
		}
		if r *= y; k == 7 {
			return r, x
		}
	}
}

//go:autodiff dCollatz Forward
func collatz(x float64, n int) float64 {
	for n != 1 {
		if n&1 == 0 {
			n >>= 1
			x = x*0.5 + 0.2
		} else {
			n = 3*n + 1
			x = math.Sqrt(x*x + 0.5)
		}
	}
	return x
}

// bisect stops where its active values say so.
//
//go:autodiff dNewton Forward
func newton(a float64) float64 {
	x := 1.0
	for {
		d := (x*x*x - a) / (3 * x * x)
		x -= d
		if math.Abs(d) < 1e-15*math.Abs(x) || math.IsNaN(x) {
			break
		}
	}
	return x
}

//go:autodiff dDuff Forward
func duff(x []float64) (s float64) {
	n := len(x)
	i := 0
	switch n % 4 {
	case 0:
		goto l0
	case 3:
		goto l3
	case 2:
		goto l2
	case 1:
		goto l1
	}
l0:
	if i >= n {
		return
	}
	s += x[i] * 1
	i++
l3:
	s += x[i] * 2 * s
	i++
l2:
	s += x[i] * 3
	i++
l1:
	s += x[i] * x[i]
	i++
	goto l0
}

//go:autodiff dPhis Forward
func phis(x, y float64, n int) float64 {
	a, b, c, d := x, y, x*y, 1.0
	for i := 0; i < n; i++ {
		a, b, c, d = b, c, d, a
		if i&1 == 1 {
			a, c = c, a
		} else if i%3 == 0 {
			d = a * 0.5
		}
	}
	return a + 2*b + 3*c*c + 4*d
}

//go:autodiff dShort Forward
func short(x, y float64, p, q bool) float64 {
	if p && (q || x > y) && !(x*y < 0 && q) {
		return x * y
	}
	z := x
	if ok := p || q || y > x; ok != q {
		z = y * y
	}
	return z - x
}

//go:autodiff dClosureLoop Forward
func closureLoop(x []float64) float64 {
	acc := 0.0
	add := func(v float64) { acc += v * v }
	for i := 0; i < len(x); i++ {
		add(x[i])
		if i > 0 {
			add(acc * 0.1)
		}
	}
	return acc
}

func TestFlow(t *testing.T) {
	for n := range 5 {
		check.Forward(t, gotoEnd, dGotoEnd, 1.3, n)
		check.Both(t, irreducible, dIrreducible, revIrreducible, 0.7, 0.4, n)
		check.Forward(t, early, dEarly, 0.7, 1.4, n)
		for k := range 3 {
			check.Both(t, threeEntries, dThreeEntries, revThreeEntries, []float64{0.7, 0.4, 1.2}, n, k)
		}
		check.Forward(t, duff, dDuff, check.Vec(n, 0.1, 1))
		check.Forward(t, phis, dPhis, 0.7, 1.4, n)
		check.Forward(t, fall, dFall, 0.7, 3*n)
		check.Forward(t, labels, dLabels, check.Vec(n, 0.1, 1))
		check.Forward(t, closureLoop, dClosureLoop, check.Vec(n, 0.1, 1))
		check.Forward(t, iterator, dIterator, check.Vec(n, 0.1, 1))
	}
	check.Forward(t, floatSwitch, dFloatSwitch, 0.2, 0.3)
	check.Forward(t, floatSwitch, dFloatSwitch, 2.2, 5.3)
	check.Forward(t, floatSwitch, dFloatSwitch, -2.2, 5.3)
	check.Forward(t, stringSwitch, dStringSwitch, "+*é", 0.3, 0.4)
	check.Forward(t, stringSwitch, dStringSwitch, "ss*s/", 0.3, 0.4)
	check.Forward(t, shadowed, dShadowed, 0.3)
	check.Forward(t, immediate, dImmediate, 0.3, 0.8)
	check.Forward(t, arrayByValue, dArrayByValue, check.Range(0, 1))
	check.Forward(t, rangeInt, dRangeInt, 0.3, 3)
	check.Forward(t, rangeString, dRangeString, 0.3, "straße")
	check.Forward(t, rangeMap, dRangeMap, 0.3, map[string]int{"a": 1, "b": 2})
	check.Forward(t, collatz, dCollatz, 0.3, 27)
	check.Forward(t, newton, dNewton, 5.0)
	for i := range 4 {
		check.Forward(t, short, dShort, 0.3, 0.8, i&1 == 0, i&2 == 0)
	}
}
