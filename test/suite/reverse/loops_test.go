// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loops: which way back, and what the last round leaves.

package reverse

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

//go:autodiff dPower Forward
//go:autodiff revPower Reverse
func power(x float64, n int) float64 {
	p := 1.0
	for range n {
		p *= x
	}
	return p
}

// fibonacci has phis that take each other's values.
//
//go:autodiff dFibonacci Forward
//go:autodiff revFibonacci Reverse
func fibonacci(a, b float64, n int) float64 {
	for range n {
		a, b = b, a*b+0.5*a
	}
	return a * b
}

// rotate moves three phis around.
//
//go:autodiff dRotate Forward
//go:autodiff revRotate Reverse
func rotate(a, b, c float64, n int) (float64, float64, float64) {
	for i := range n {
		a, b, c = b*1.1, c, a*float64(i+1)
	}
	return a, b * c, c
}

// lastValue uses behind the loop what its last round computed.
//
//go:autodiff dLastValue Forward
//go:autodiff revLastValue Reverse
func lastValue(x []float64) float64 {
	last := 0.0
	for _, v := range x {
		last = v * v
	}
	return last * x[0]
}

// before uses the value of the round before the last.
//
//go:autodiff dBefore Forward
//go:autodiff revBefore Reverse
func before(x []float64) float64 {
	old, cur := 0.0, 0.0
	for _, v := range x {
		old = cur
		cur = math.Sin(v) * (old + 1)
	}
	return old * cur
}

// sometimes assigns in some rounds only.
//
//go:autodiff dSometimes Forward
//go:autodiff revSometimes Reverse
func sometimes(x []float64) float64 {
	m := 0.3
	for i, v := range x {
		if i%3 == 1 {
			m = v * m
		}
		if v > 0 {
			m += 0.1 * v * v
		}
	}
	return m
}

// triangle has an inner loop as long as the outer one's counter.
//
//go:autodiff dTriangle Forward
//go:autodiff revTriangle Reverse
func triangle(x []float64) float64 {
	s := 1.0
	for i := range x {
		for j := range i {
			s += x[i] * x[j] * s * 0.1
		}
	}
	return s
}

// ragged has inner loops of lengths that only memory knows.
//
//go:autodiff dRagged Forward
//go:autodiff revRagged Reverse
func ragged(m [][]float64) float64 {
	s := 1.0
	for _, row := range m {
		p := 0.5
		for _, v := range row {
			p = p*v + s
		}
		s += 0.25 * p
	}
	return s
}

// newton runs for as long as the values want.
//
//go:autodiff dNewton Forward
//go:autodiff revNewton Reverse
func newton(a float64) float64 {
	x := a
	for n := 0; math.Abs(x*x-a) > 1e-13*a && n < 100; n++ {
		x -= (x*x - a) / (2 * x)
	}
	return x
}

// search returns from the middle of two loops.
//
//go:autodiff dSearch Forward
//go:autodiff revSearch Reverse
func search(m [][]float64, bound float64) float64 {
	s := 0.0
	for _, row := range m {
		for j, v := range row {
			s += v * v * float64(j)
			if s > bound {
				return s * v
			}
		}
	}
	return -s
}

// levels breaks and continues out of three loops.
//
//go:autodiff dLevels Forward
//go:autodiff revLevels Reverse
func levels(x []float64) float64 {
	s := 0.0
outer:
	for i := range x {
		for j := range x {
			for k := range x {
				s += x[i] * x[j] * x[k]
				switch {
				case k == 2 && j == 1:
					continue outer
				case k == 3:
					s *= 0.9
					break
				case i == 4:
					break outer
				}
				if k > j+1 {
					break
				}
			}
			if j == i {
				continue outer
			}
			s += 0.01 * s * x[j]
		}
	}
	return s
}

// exits has two ways out with values of their own.
//
//go:autodiff dExits Forward
//go:autodiff revExits Reverse
func exits(x []float64, bound float64) float64 {
	p, s := 1.0, 0.0
	for _, v := range x {
		s += v
		if s > bound {
			return p * s
		}
		p *= v + 0.5
	}
	return p - s
}

// doWhile tests at the bottom.
//
//go:autodiff dDoWhile Forward
//go:autodiff revDoWhile Reverse
func doWhile(x float64, n int) float64 {
	i := 0
	y := x
again:
	y = math.Sin(y) * x
	i++
	if i < n {
		goto again
	}
	return y
}

// endless leaves by break only.
//
//go:autodiff dEndless Forward
//go:autodiff revEndless Reverse
func endless(x float64) float64 {
	n := 0
	for {
		x = x*x*0.3 + 0.2
		n++
		if n > 9 || x > 20 {
			break
		}
	}
	return x
}

// counters counts in all ways.
//
//go:autodiff dCounters Forward
//go:autodiff revCounters Reverse
func counters(x []float64) float64 {
	s := 1.0
	for i := len(x) - 1; i >= 0; i -= 2 {
		s = s*0.9 + x[i]*s
	}
	for i := uint8(250); i != 3; i++ {
		s += 0.01 * s * x[i%9]
	}
	for i := int32(1); i < 9; i *= 2 {
		s += x[i] * x[i-1] * s
	}
	for f := 0.0; f < 1; f += 0.3 {
		s *= 1 + 0.1*f*x[0]
	}
	for i, j := 0, len(x)-1; i < j; i, j = i+1, j-1 {
		s += x[i] * x[j]
	}
	for range "four" {
		s = math.Sin(s)
	}
	return s
}

// moving changes its own counter.
//
//go:autodiff dMoving Forward
//go:autodiff revMoving Reverse
func moving(x []float64) float64 {
	s := 1.0
	for i := 0; i < len(x); i++ {
		s *= 1 + x[i]
		if x[i] > 0.5 {
			i++
		}
	}
	return s
}

// cases is a switch in a loop, with fallthrough.
//
//go:autodiff dCases Forward
//go:autodiff revCases Reverse
func cases(x []float64) float64 {
	s := 0.5
	for i, v := range x {
		switch i % 5 {
		case 0:
			s += v * s
			fallthrough
		case 1:
			s *= 1 + 0.1*v
		case 2:
			s = v - s
		case 3:
			continue
		default:
			s = math.Cos(s * v)
		}
		s += 0.01 * v
	}
	return s
}

// irreducible has a loop of two entries, in a loop.
//
//go:autodiff dIrreducible Forward
//go:autodiff revIrreducible Reverse
func irreducible(x []float64) float64 {
	s := 1.0
	for i, v := range x {
		n := 0
		if i%2 == 0 {
			goto second
		}
	first:
		s = s*0.8 + v
		n++
	second:
		s = math.Sin(s + v)
		n++
		if n < 4 {
			goto first
		}
	}
	return s
}

// deep nests five loops, each with a value that is needed later.
//
//go:autodiff dDeep Forward
//go:autodiff revDeep Reverse
func deep(x []float64) float64 {
	s := 0.1
	for a := range 2 {
		sa := s * x[a]
		for b := range 3 {
			sb := math.Sin(s + sa)
			for c := range 2 {
				sc := sb * x[c]
				for range 2 {
					sd := sc * s
					for e := range b {
						s += 0.1 * sd * x[e]
					}
					s -= 0.05 * sd * sc
				}
				s += 0.1 * sc * sc
			}
			s *= 1 + 0.1*sb
		}
		s += sa * sa
	}
	return s
}

// branches takes a way through three branches in each round.
//
//go:autodiff dBranches Forward
//go:autodiff revBranches Reverse
func branches(x []float64) float64 {
	a, b := 1.0, 0.5
	for _, v := range x {
		if v > 0 {
			if v > 0.5 {
				a *= v
			} else {
				b += v * a
			}
		} else if v < -0.7 {
			a, b = b, a
		}
		if a > b {
			a -= 0.1 * a * v
		} else {
			b = math.Sin(b)
		}
	}
	return a * b
}

// short is made of conditions that skip parts of others.
//
//go:autodiff dShort Forward
//go:autodiff revShort Reverse
func short(x, y float64) float64 {
	s := x * y
	if x > 0 && y > 0 || x < -1 && s > 0.3 {
		s += x
	}
	if !(x > y) && (s < 0.5 || y > 1) {
		s *= y
	}
	return s
}

func TestLoops(t *testing.T) {
	x := check.Range(-2, 2)
	check.Both(t, power, dPower, revPower, x, 0)
	check.Both(t, power, dPower, revPower, x, 1)
	check.Both(t, power, dPower, revPower, x, 7)
	check.Both(t, fibonacci, dFibonacci, revFibonacci, x, x, 0)
	check.Both(t, fibonacci, dFibonacci, revFibonacci, x, x, 1)
	check.Both(t, fibonacci, dFibonacci, revFibonacci, x, x, 6)
	check.Both(t, rotate, dRotate, revRotate, x, x, x, 4)
	check.Both(t, rotate, dRotate, revRotate, x, x, x, 5)
	check.Both(t, lastValue, dLastValue, revLastValue, check.Vec(5, -1, 1))
	check.Both(t, lastValue, dLastValue, revLastValue, check.Vec(1, -1, 1))
	check.Both(t, before, dBefore, revBefore, check.Vec(5, -1, 1))
	check.Both(t, sometimes, dSometimes, revSometimes, check.Vec(8, -1, 1))
	check.Both(t, triangle, dTriangle, revTriangle, check.Vec(6, -1, 1))
	check.Both(t, triangle, dTriangle, revTriangle, []float64{})
	check.Both(t, triangle, dTriangle, revTriangle, []float64{0.5})
	check.Both(t, ragged, dRagged, revRagged, [][]float64{{1, 2}, {}, {3}, {0.1, 0.2, 0.3, 0.4}})
	check.Both(t, ragged, dRagged, revRagged, [][]float64{})
	check.Both(t, newton, dNewton, revNewton, check.Range(2, 9))
	check.Both(t, search, dSearch, revSearch, check.Mat(4, 4, 0, 1), 2.5)
	check.Both(t, search, dSearch, revSearch, check.Mat(4, 4, 0, 1), 100.0)
	check.Both(t, levels, dLevels, revLevels, check.Vec(6, 0, 1))
	check.Both(t, exits, dExits, revExits, check.Vec(6, 0.1, 1), 1.0)
	check.Both(t, exits, dExits, revExits, check.Vec(6, 0.1, 1), 50.0)
	check.Both(t, doWhile, dDoWhile, revDoWhile, x, 5)
	check.Both(t, endless, dEndless, revEndless, check.Range(0.5, 2))
	check.Both(t, counters, dCounters, revCounters, check.Vec(9, -1, 1))
	check.Both(t, moving, dMoving, revMoving, check.Vec(9, 0, 1))
	check.Both(t, cases, dCases, revCases, check.Vec(10, -1, 1))
	check.Both(t, irreducible, dIrreducible, revIrreducible, check.Vec(6, -1, 1))
	check.Both(t, deep, dDeep, revDeep, check.Vec(3, -1, 1))
	check.Both(t, branches, dBranches, revBranches, check.Vec(12, -1, 1))
	check.Both(t, short, dShort, revShort, 0.5, 0.7)
	check.Both(t, short, dShort, revShort, -1.5, -0.9)
	check.Both(t, short, dShort, revShort, 0.4, 1.5)
	check.Both(t, short, dShort, revShort, 0.9, -0.2)
}
