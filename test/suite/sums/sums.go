// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package sums has sums over loops, and calls whose results are added to something:
// reverse mode reverses such loops iteration by iteration, and lets one call carry out
// both sweeps. Half of the functions look like that, but must not be treated so.
package sums

import "math"

// plain adds terms with branches and a loop inside.
//
//go:autodiff dPlain Forward
//go:autodiff revPlain Reverse
func plain(w, x []float64, s float64) float64 {
	sum := 0.0
	for i, v := range x {
		t := w[i%len(w)] * v * s
		p := 1.0
		for j := 0; j < i%4; j++ {
			p *= t
			if p > 3 {
				p = math.Sin(p)
			}
		}
		if p < 0.2 {
			continue
		}
		sum += math.Exp(-p) * v
	}
	return sum * 0.5 / s
}

// several has three sums, of which one counts down and one is carried through a branch.
//
//go:autodiff dSeveral Forward
//go:autodiff revSeveral Reverse
func several(x []float64, s float64) (a, b, c float64) {
	a, b, c = s, 1, x[0]
	for _, v := range x {
		a += v * v * s
		b -= math.Sin(v)
		if v > 0 {
			c += v * s
		} else if v < -0.5 {
			c -= math.Cos(v)
		}
	}
	return a, 2*b - a, c / 3
}

// mean needs the number of terms behind the loop.
//
//go:autodiff dMean Forward
//go:autodiff revMean Reverse
func mean(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range x {
		sum += v * v * v
	}
	return sum / float64(len(x))
}

// deep adds in an inner loop.
//
//go:autodiff dDeep Forward
//go:autodiff revDeep Reverse
func deep(m [][]float64, s float64) float64 {
	sum := 0.0
	for _, row := range m {
		for j, v := range row {
			if j%2 == 1 {
				sum -= v * s
				continue
			}
			sum += math.Exp(v * s)
		}
	}
	return sum
}

// nonlinear is no sum behind the loop.
//
//go:autodiff dNonlinear Forward
//go:autodiff revNonlinear Reverse
func nonlinear(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v)
	}
	return math.Log(sum)
}

// product multiplies two sums.
//
//go:autodiff dProduct Forward
//go:autodiff revProduct Reverse
func product(x, y []float64) float64 {
	a, b := 0.0, 0.0
	for i, v := range x {
		a += v * v
		b += v * y[i]
	}
	return a * b
}

// scaled changes the sum itself now and then.
//
//go:autodiff dScaled Forward
//go:autodiff revScaled Reverse
func scaled(x []float64) float64 {
	sum := 0.0
	for i, v := range x {
		if i == 2 {
			sum *= 2
		}
		sum += v * v
	}
	return sum
}

// fed uses the sum so far.
//
//go:autodiff dFed Forward
//go:autodiff revFed Reverse
func fed(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * math.Cos(sum)
	}
	return sum
}

// restarted sets the sum back.
//
//go:autodiff dRestarted Forward
//go:autodiff revRestarted Reverse
func restarted(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		if v < -0.4 {
			sum = v
		} else {
			sum += v * v
		}
	}
	return sum
}

// doubled adds the sum to itself.
//
//go:autodiff dDoubled Forward
//go:autodiff revDoubled Reverse
func doubled(x []float64) float64 {
	sum := 1.0
	for _, v := range x {
		sum += v
		sum = sum + sum
	}
	return sum
}

// mirrored subtracts the sum from the term.
//
//go:autodiff dMirrored Forward
//go:autodiff revMirrored Reverse
func mirrored(x []float64) float64 {
	sum := 1.0
	for _, v := range x {
		sum = v*v - sum
	}
	return sum
}

// early leaves the loop.
//
//go:autodiff dEarly Forward
//go:autodiff revEarly Reverse
func early(x []float64, limit float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
		if sum > limit {
			break
		}
	}
	return sum
}

// overwritten stores behind the loop where the loop has loaded from.
//
//go:autodiff dOverwritten Forward
//go:autodiff revOverwritten Reverse
func overwritten(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	for i := range x {
		x[i] = 3 * x[i]
	}
	return sum
}

// written stores in front of the loop where the loop loads from.
//
//go:autodiff dWritten Forward
//go:autodiff revWritten Reverse
func written(x, y []float64) float64 {
	for i := range x {
		y[i] = x[i] * x[i]
	}
	sum := 0.0
	for i, v := range y[:len(x)] {
		sum += v * x[i]
	}
	return sum
}

// inplace stores in the loop.
//
//go:autodiff dInplace Forward
//go:autodiff revInplace Reverse
func inplace(x []float64) float64 {
	sum := 0.0
	for i := range x {
		x[i] *= 2
		sum += x[i] * x[i]
	}
	return sum
}

// local has memory that each iteration makes itself.
//
//go:autodiff dLocal Forward
//go:autodiff revLocal Reverse
func local(x []float64, s float64) float64 {
	sum := 0.0
	for i, v := range x {
		var t [4]float64
		t[i%4] = v * s
		t[(i+1)%4] += math.Sin(v)
		u := make([]float64, 3)
		u[i%3] = t[i%4] * t[(i+1)%4]
		for _, e := range u {
			sum += e * v
		}
	}
	return sum
}

// kept has memory that iterations share.
//
//go:autodiff dKept Forward
//go:autodiff revKept Reverse
func kept(x []float64) float64 {
	var t [4]float64
	sum := 0.0
	for i, v := range x {
		t[i%4] += v * v
		sum += t[(i+1)%4] * v
	}
	return sum
}

// conditional uses the sum in one branch only.
//
//go:autodiff dConditional Forward
//go:autodiff revConditional Reverse
func conditional(x []float64, s float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	if s > 0 {
		return sum * s
	}
	return s
}

// repeated uses the sum in a later loop.
//
//go:autodiff dRepeated Forward
//go:autodiff revRepeated Reverse
func repeated(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	r := 0.0
	for _, v := range x {
		r += sum * v
	}
	return r
}

// twice adds a sum to a sum.
//
//go:autodiff dTwice Forward
//go:autodiff revTwice Reverse
func twice(x []float64) float64 {
	a := 0.0
	for _, v := range x {
		a += math.Sin(v)
	}
	b := a
	for _, v := range x {
		b += v * v
	}
	return 2*b - a
}

// stored gives the sum away through memory.
//
//go:autodiff dStored Forward
//go:autodiff revStored Reverse
func stored(x, out []float64) {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	out[0] = sum
}

// listed walks through a list.
type node struct {
	v    float64
	next *node
}

//go:autodiff dListed Forward
//go:autodiff revListed Reverse
func listed(n *node, s float64) float64 {
	sum := 0.0
	for ; n != nil; n = n.next {
		sum += math.Sin(n.v * s)
	}
	return sum
}

// single sums in float32.
//
//go:autodiff dSingle Forward
//go:autodiff revSingle Reverse
func single(x []float32, s float32) float32 {
	var sum float32
	for _, v := range x {
		sum += v * v * s
	}
	return sum / 3
}

// mixed sums float32 in float64.
//
//go:autodiff dMixed Forward
//go:autodiff revMixed Reverse
func mixed(x []float32, s float32) float32 {
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(float64(v * s))
	}
	return float32(sum)
}

// headed computes in the condition of the loop.
//
//go:autodiff dHeaded Forward
//go:autodiff revHeaded Reverse
func headed(x []float64) float64 {
	sum, i := 0.0, 0
	for v := x[0]; v*v < 4 && i < len(x); i++ {
		sum += v * x[i]
		v += math.Abs(x[i])
	}
	return sum
}

// A box is a new variable of each iteration.
type box struct{ v, w float64 }

// remembered uses what the iteration before has made.
//
//go:autodiff dRemembered Forward
//go:autodiff revRemembered Reverse
func remembered(x []float64) float64 {
	var last *box
	sum := 0.0
	for _, v := range x {
		next := &box{v: v * v}
		next.w = math.Sin(v)
		if last != nil {
			sum += last.v * v * last.w
		}
		last = next
	}
	return sum
}

// trailing is remembered with slices.
//
//go:autodiff dTrailing Forward
//go:autodiff revTrailing Reverse
func trailing(x []float64) float64 {
	var last []float64
	sum := 0.0
	for i, v := range x {
		next := make([]float64, 1+i%2)
		next[0] = v * v
		for _, u := range last {
			sum += u * v
		}
		last = next
	}
	return sum
}
