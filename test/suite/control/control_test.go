// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Control flow: branches, every kind of loop and jump, and switches.

package control

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

func branch(x, y float64) float64 {
	if x > y {
		return x * x
	} else if x < -y {
		return y * x
	}
	return x + y*y
}

func nested(x, y float64) float64 {
	r := x
	if x > 0 {
		if y > 0 {
			r = x * y
		} else {
			r -= y * y
		}
		r *= 2
	} else if y > 0 {
		r = y / (1 + x*x)
	}
	return r*r + y
}

func logic(x, y float64) float64 {
	if x > 0 && y > 0 || x < -1 && !(y < -1) {
		return x * y * y
	}
	return x - y
}

func clamp(x, lo, hi float64) float64 {
	if x < lo {
		return lo
	}
	if x > hi {
		return hi
	}
	return x
}

func builtins(x, y, z float64) float64 {
	return max(x, y)*min(y, z) + max(x, y, z) - min(x, 0.5)
}

func power(x float64, n int) float64 {
	p := 1.0
	for i := 0; i < n; i++ {
		p *= x
	}
	return p
}

func down(x float64, n int) float64 {
	s := 0.0
	for n > 0 {
		s = s*x + float64(n)
		n--
	}
	return s
}

func forever(x float64) float64 {
	s, t := 0.0, 1.0
	for {
		s += t
		t *= x / 4
		if math.Abs(t) < 1e-18 {
			break
		}
	}
	return s
}

func rangeInt(x float64, n int) float64 {
	s := 0.0
	for i := range n {
		s += x / float64(i+1)
	}
	return s
}

func skip(x []float64) float64 {
	s := 0.0
	for i, v := range x {
		if v < 0 {
			continue
		}
		if i == 5 {
			break
		}
		s += v * v * float64(i)
	}
	return s
}

func labels(a [][]float64, x float64) float64 {
	s := 0.0
outer:
	for i := range a {
		for j := range a[i] {
			switch {
			case a[i][j] < -0.9:
				continue outer
			case i*j > 6:
				break outer
			}
			s += a[i][j] * x
			x *= 1.01
		}
		s *= x
	}
	return s
}

func gotos(x float64, n int) float64 {
	i, s := 0, 1.0
loop:
	if i < n {
		s = s*x + 1
		i++
		if s > 100 {
			goto done
		}
		goto loop
	}
	s /= x
done:
	return s * s
}

func irreducible(x float64, n int) float64 {
	s := x
	if n%2 == 0 {
		goto middle
	}
top:
	s = s*x + 1
middle:
	s += x
	n--
	if n > 0 {
		goto top
	}
	return s
}

func fallthroughs(x float64, k int) float64 {
	s := x
	switch k {
	case 0:
		s *= x
		fallthrough
	case 1:
		s += x * x
		fallthrough
	case 2:
		s *= 3
	case 3, 4, 5:
		s = math.Sin(x)
	default:
		s = 7
	}
	return s
}

func switchFloat(x float64) float64 {
	switch {
	case x < -1:
		return -x
	case x < 1:
		return x * x
	}
	return math.Sqrt(x)
}

func switchInit(x float64) float64 {
	switch y := x * x; {
	case y > 4:
		return y - 4
	default:
		return y * x
	}
}

func bigSwitch(x float64, k int) float64 {
	switch k {
	case 0:
		return x
	case 1:
		return x * x
	case 2:
		return x * x * x
	case 3:
		return 1 / x
	case 4:
		return math.Exp(x)
	case 5:
		return math.Log(x)
	case 6:
		return 2 * x
	case 7:
		return x - 1
	case 8:
		return math.Sin(x)
	case 9:
		return math.Cos(x)
	}
	return math.NaN()
}

func swaps(x, y float64, n int) float64 {
	a, b := x, y
	for i := 0; i < n; i++ {
		a, b = b, a*b
		if a > 3 {
			a, b = b, a
		}
	}
	return a - b*b
}

func rotate(a, b, c float64, n int) (float64, float64, float64) {
	for range n {
		a, b, c = b, c, a*0.5
	}
	return a, b, c
}

func carried(x float64, n int) float64 {
	prev, s := x, 0.0
	for i := 0; i < n; i++ {
		cur := math.Sin(prev) + x*float64(i)
		s += cur * prev
		prev = cur
	}
	return s + prev
}

func triangle(x []float64) float64 {
	s := 0.0
	for i := 0; i < len(x); i++ {
		for j := i + 1; j < len(x); j++ {
			for k := j; k > i; k-- {
				s += x[i] * x[j] * x[k]
			}
		}
	}
	return s
}

func dead(x float64, n int) float64 {
	y := x * x
	if n < 0 {
		y = math.Log(-x)
	}
	z := y
	if n < -1 {
		panic("negative")
	}
	return z + y
}

func nanGuard(x float64) float64 {
	if x != x {
		return 0
	}
	if x == 0 {
		return 1
	}
	return math.Sin(x) / x
}

//go:autodiff branch Forward
func dBranch(x, dx, y, dy float64) (float64, float64)

//go:autodiff branch Reverse
func revBranch(x, y, dret float64) (float64, float64, float64)

//go:autodiff nested Forward
func dNested(x, dx, y, dy float64) (float64, float64)

//go:autodiff nested Reverse
func revNested(x, y, dret float64) (float64, float64, float64)

//go:autodiff logic Forward
func dLogic(x, dx, y, dy float64) (float64, float64)

//go:autodiff logic Reverse
func revLogic(x, y, dret float64) (float64, float64, float64)

//go:autodiff clamp Forward
func dClamp(x, dx, lo, dlo, hi, dhi float64) (float64, float64)

//go:autodiff clamp Reverse
func revClamp(x, lo, hi, dret float64) (float64, float64, float64, float64)

//go:autodiff builtins Forward
func dBuiltins(x, dx, y, dy, z, dz float64) (float64, float64)

//go:autodiff builtins Reverse
func revBuiltins(x, y, z, dret float64) (float64, float64, float64, float64)

//go:autodiff power Forward Dual Const Dual
func dPower(x, dx float64, n int) (float64, float64)

//go:autodiff power Reverse Active Const Active
func revPower(x float64, n int, dret float64) (float64, float64)

//go:autodiff down Forward Dual Const Dual
func dDown(x, dx float64, n int) (float64, float64)

//go:autodiff down Reverse Active Const Active
func revDown(x float64, n int, dret float64) (float64, float64)

//go:autodiff forever Forward
func dForever(x, dx float64) (float64, float64)

//go:autodiff forever Reverse
func revForever(x, dret float64) (float64, float64)

//go:autodiff rangeInt Forward
func dRangeInt(x, dx float64, n int) (float64, float64)

//go:autodiff rangeInt Reverse
func revRangeInt(x float64, n int, dret float64) (float64, float64)

//go:autodiff skip Forward
func dSkip(x, dx []float64) (float64, float64)

//go:autodiff skip Reverse
func revSkip(x, dx []float64, dret float64) float64

//go:autodiff labels Forward
func dLabels(a, da [][]float64, x, dx float64) (float64, float64)

//go:autodiff labels Reverse
func revLabels(a, da [][]float64, x, dret float64) (float64, float64)

//go:autodiff gotos Forward
func dGotos(x, dx float64, n int) (float64, float64)

//go:autodiff gotos Reverse
func revGotos(x float64, n int, dret float64) (float64, float64)

//go:autodiff irreducible Forward
func dIrreducible(x, dx float64, n int) (float64, float64)

//go:autodiff irreducible Reverse
func revIrreducible(x float64, n int, dret float64) (float64, float64)

//go:autodiff fallthroughs Forward
func dFallthroughs(x, dx float64, k int) (float64, float64)

//go:autodiff fallthroughs Reverse
func revFallthroughs(x float64, k int, dret float64) (float64, float64)

//go:autodiff switchFloat Forward
func dSwitchFloat(x, dx float64) (float64, float64)

//go:autodiff switchFloat Reverse
func revSwitchFloat(x, dret float64) (float64, float64)

//go:autodiff switchInit Forward
func dSwitchInit(x, dx float64) (float64, float64)

//go:autodiff switchInit Reverse
func revSwitchInit(x, dret float64) (float64, float64)

//go:autodiff bigSwitch Forward
func dBigSwitch(x, dx float64, k int) (float64, float64)

//go:autodiff bigSwitch Reverse
func revBigSwitch(x float64, k int, dret float64) (float64, float64)

//go:autodiff swaps Forward
func dSwaps(x, dx, y, dy float64, n int) (float64, float64)

//go:autodiff swaps Reverse
func revSwaps(x, y float64, n int, dret float64) (float64, float64, float64)

//go:autodiff rotate Forward
func dRotate(a, da, b, db, c, dc float64, n int) (float64, float64, float64, float64, float64, float64)

//go:autodiff rotate Reverse
func revRotate(a, b, c float64, n int, dret1, dret2, dret3 float64) (float64, float64, float64, float64, float64, float64)

//go:autodiff carried Forward
func dCarried(x, dx float64, n int) (float64, float64)

//go:autodiff carried Reverse
func revCarried(x float64, n int, dret float64) (float64, float64)

//go:autodiff triangle Forward
func dTriangle(x, dx []float64) (float64, float64)

//go:autodiff triangle Reverse
func revTriangle(x, dx []float64, dret float64) float64

//go:autodiff dead Forward
func dDead(x, dx float64, n int) (float64, float64)

//go:autodiff dead Reverse
func revDead(x float64, n int, dret float64) (float64, float64)

//go:autodiff nanGuard Forward
func dNanGuard(x, dx float64) (float64, float64)

//go:autodiff nanGuard Reverse
func revNanGuard(x, dret float64) (float64, float64)

var (
	any64 = check.Range(-2, 2)
	pos   = check.Range(0.5, 2)
)

func TestBranches(t *testing.T) {
	for range 5 {
		check.Both(t, branch, dBranch, revBranch, any64, any64)
		check.Both(t, nested, dNested, revNested, any64, any64)
		check.Both(t, logic, dLogic, revLogic, any64, any64)
	}
	check.Both(t, clamp, dClamp, revClamp, 0.5, 0.0, 1.0)
	check.Both(t, clamp, dClamp, revClamp, -0.5, 0.1, 1.0)
	check.Both(t, clamp, dClamp, revClamp, 1.5, 0.1, 1.0)
	check.Both(t, builtins, dBuiltins, revBuiltins, any64, any64, any64)
	check.Both(t, builtins, dBuiltins, revBuiltins, 1.0, 2.0, 0.1)
	check.Both(t, nanGuard, dNanGuard, revNanGuard, any64)
	check.Both(t, dead, dDead, revDead, pos, 1)
}

func TestLoops(t *testing.T) {
	for n := range 5 {
		check.Both(t, power, dPower, revPower, any64, n)
		check.Both(t, down, dDown, revDown, any64, n)
		check.Both(t, rangeInt, dRangeInt, revRangeInt, any64, n)
		check.Both(t, swaps, dSwaps, revSwaps, pos, pos, n)
		check.Both(t, rotate, dRotate, revRotate, any64, any64, any64, n)
		check.Both(t, carried, dCarried, revCarried, any64, n)
	}
	check.Both(t, forever, dForever, revForever, any64)
	check.Both(t, triangle, dTriangle, revTriangle, check.Vec(6, -1, 1))
}

func TestJumps(t *testing.T) {
	check.Both(t, skip, dSkip, revSkip, check.Vec(8, -1, 1))
	check.Both(t, labels, dLabels, revLabels, check.Mat(5, 6, -1, 1), pos)
	check.Both(t, gotos, dGotos, revGotos, 1.5, 3)
	check.Both(t, gotos, dGotos, revGotos, 3.5, 30)
	check.Both(t, irreducible, dIrreducible, revIrreducible, pos, 4)
	check.Both(t, irreducible, dIrreducible, revIrreducible, pos, 5)
}

func TestSwitch(t *testing.T) {
	for k := range 10 {
		check.Both(t, fallthroughs, dFallthroughs, revFallthroughs, any64, k)
		check.Both(t, bigSwitch, dBigSwitch, revBigSwitch, pos, k)
	}
	check.Both(t, switchFloat, dSwitchFloat, revSwitchFloat, -1.5)
	check.Both(t, switchFloat, dSwitchFloat, revSwitchFloat, 0.5)
	check.Both(t, switchFloat, dSwitchFloat, revSwitchFloat, 1.5)
	check.Both(t, switchInit, dSwitchInit, revSwitchInit, 1.5)
	check.Both(t, switchInit, dSwitchInit, revSwitchInit, 2.5)
}

func TestPanic(t *testing.T) {
	check.Panics(t, dead, dDead, 1.0, -2)
}
