// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package failures

import (
	"errors"
	"fmt"
	"testing"

	"goenzyme/suite/check"
)

type st struct {
	a [4]float64
	p *float64
	s []float64
}

// moved changes what pointers and slices lead to, and where they lead, in front of the panic and behind it.
//
//go:autodiff dMoved Forward
func moved(s *st, i int) (y float64) {
	defer func() {
		if e := recover(); e != nil {
			s.a[0] *= 2
			*s.p += s.a[1]
			s.s = append(s.s, s.a[2]*s.a[2])
			y = s.s[len(s.s)-1]
		}
	}()
	s.a[1] *= s.a[0]
	s.p = &s.a[3]
	s.s = append(s.s, s.a[1])
	s.a[2] = s.s[i]
	y = s.s[i] * s.a[3]
	if i == 1 {
		s.a[3] *= y
		panic(errors.New("x"))
	}
	return y * y
}

//go:autodiff flatD Forward
func flat(x []float64, i int) float64 {
	z := x[3]
	s := &st{a: [4]float64{x[0], x[1], x[2], x[3]}, p: &z, s: []float64{x[1], x[2]}}
	y := moved(s, i)
	return y*s.a[0] + s.a[1]*s.a[2] + *s.p*s.a[3] + float64(len(s.s))*s.s[len(s.s)-1]
}

// retry recovers in a literal in a loop.
//
//go:autodiff dRetry Forward
//go:autodiff rRetry Reverse
func retry(xs []float64, lim float64) (total float64, n int) {
	for i := range xs {
		ok := func() (ok bool) {
			defer func() {
				if r := recover(); r != nil {
					ok = fmt.Sprint(r) == "odd"
					total *= xs[i]
				}
			}()
			t := total + xs[i]*xs[i]
			if t > lim {
				panic("odd")
			}
			if t < -lim {
				panic("even")
			}
			total = t
			return true
		}()
		if ok {
			n++
		}
	}
	return
}

// multi has several results: an array, a complex number, a float32.
//
//go:autodiff dMulti Forward
func multi(a [3]float64, b complex128, i int) (x [3]float64, c complex128, f float32, err error) {
	defer func() {
		if err != nil {
			f *= float32(a[1])
			return
		}
		f += 1
	}()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
			c *= complex(a[0], 1)
		}
	}()
	x = a
	for k := range x {
		x[k] *= a[i+k]
		c += b * complex(x[k], 0)
		f = float32(x[k])
	}
	return x, c * c, f, nil
}

// deep recovers and panics again on the way out of a recursion.
//
//go:autodiff dDeep Forward
func deep(x float64, n int) (y float64) {
	defer func() {
		if r := recover(); r != nil {
			if n%2 == 0 {
				y = x * y * float64(n)
				return
			}
			panic(r)
		}
	}()
	y = x * x * float64(n+1)
	if n == 0 {
		panic("bottom")
	}
	z := deep(x*1.1, n-1)
	y += z
	return y * x
}

func TestRecoveredMemory(t *testing.T) {
	for i := range 4 {
		check.Forward(t, flat, flatD, []float64{0.3, 0.7, 1.2, 0.9}, i)
		check.Forward(t, multi, dMulti, [3]float64{0.3, 0.7, 1.2}, complex(0.4, 0.2), i)
	}
	for n := range 6 {
		if n%2 == 0 {
			check.Forward(t, deep, dDeep, 0.8, n)
		}
	}
	check.Both(t, retry, dRetry, rRetry, []float64{0.5, 0.8, 0.9, 0.2, 1.4}, 1.3)
}
