// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package width has derivatives in several directions at once.
package width

import "math"

//go:autodiff dWave2 Forward(2)
//go:autodiff dWave3 Forward(3)
//go:autodiff dWave4 Forward(4)
//go:autodiff dWave8 Forward(8)
//go:autodiff dWave26 Forward(26)
func wave(x float64, y float32) (float64, float32) {
	z := math.Sin(x) * math.Exp(float64(y))
	if z > 0.5 {
		z = math.Sqrt(z) + math.Pow(z, x)
	}
	return z / (1 + x*x), float32(math.Max(z, 0.3)) * y
}

//go:autodiff dNorm2 Forward(2)
//go:autodiff dNorm26 Forward(26)
func norm(x []float64) (s float64) {
	for _, v := range x {
		s += v * v
	}
	return math.Sqrt(s)
}

//go:autodiff dNorm32 Forward(3)
func norm32(x []float32) (s float32) {
	for _, v := range x {
		s += v * v
	}
	return float32(math.Sqrt(float64(s)))
}

//go:autodiff dScale3 Forward(3)
func scale(x []float64, a float64, y []float64) {
	for i := range x {
		if x[i] > 0 {
			y[i] = a * x[i] * y[i]
		} else {
			y[i] = 1
		}
	}
}

//go:autodiff dGrow3 Forward(3)
func grow(x []float64, n int) (out []float64) {
	for i := range n {
		out = append(out, x[i%len(x)]*float64(i))
	}
	return append(out, x...)
}

//go:autodiff dRows4 Forward(4)
func rows(m [][]float64) (s float64) {
	for _, row := range m {
		for j := range row {
			row[j] *= row[(j+1)%len(row)]
			s += row[j]
		}
	}
	return s
}

type vec struct{ X, Y, Z float64 }

type tree struct {
	Value       vec
	N           int
	Left, Right *tree
	Leaves      [3]float64
}

//go:autodiff dCross2 Forward(2)
//go:autodiff dCross8 Forward(8)
func cross(a, b vec) vec {
	return vec{a.Y*b.Z - a.Z*b.Y, a.Z*b.X - a.X*b.Z, a.X*b.Y - a.Y*b.X}
}

// A recursive function: its instance has the width.
//
//go:autodiff dSum3 Forward(3)
func (t *tree) sum(at int) float64 {
	if t == nil {
		return 0
	}
	l, r := t.Left.sum(at), t.Right.sum(at+1)
	t.Value.X *= l + 1
	return t.Value.X*r + t.Leaves[at%3]*float64(t.N)
}

// A large value: its shadows have their places in memory.
//
//go:autodiff dTotal4 Forward(4)
func total(m [4][8]float64, k int) (out [4]float64) {
	for i := range m {
		for j := range m[i] {
			m[i][j] *= m[i][k]
			out[i] += m[i][j]
		}
	}
	return out
}

//go:autodiff dPowers3 Forward(3)
func powers(z complex128, n int) complex128 {
	p := complex(1, 0)
	for range n {
		p = p*z + 1/z
	}
	return p
}

//go:autodiff dKeys2 Forward(2)
func locals(x []float64, i int) float64 {
	var buf [6]float64
	copy(buf[:], x)
	p := &buf[i]
	*p = *p * x[0]
	q := new(vec)
	q.X = *p
	q.Y = buf[(i+1)%6]
	return cross(*q, vec{x[0], 1, x[1]}).Z
}

//go:autodiff dMove3 Forward(3) DualOnly Dual
func move(t *tree, by float64) {
	t.Value.X += by * t.Value.Y
	t.Value.Y = 0
}

//go:autodiff dPart2 Forward(2) Const Dual DualOnly
func part(a, b float64) float64 { return a*b + math.Hypot(a, b) }

// Form B, and one direction in an array.
//
//go:autodiff (*tree).sum Forward(1)
func sum1(t *tree, dt [1]*tree, at int) (y float64, dy [1]float64)

//go:autodiff math.Atan2 Forward(3)
func dAtan2(y float64, dy [3]float64, x float64, dx [3]float64) (float64, [3]float64)

//go:autodiff dNone Forward(2)
func none(n int) int { return n + 1 }

//go:autodiff dFree Forward(2) unchecked
func free(x []float64) float64 { return x[0] * x[1] }

// What is done to memory in one direction is done before the next one: what has been
// stored is loaded again, where i and j are the same, too.
//
//go:autodiff dSwirl3 Forward(3)
//go:autodiff rSwirl3 Reverse(3)
func swirl(v []vec, rows [][]float64, i, j int) float64 {
	for n := range v {
		a, b := &v[(n+i)%len(v)], &v[(n+j)%len(v)]
		x := a.X
		a.X = x*b.Y + 1
		b.Y = a.X * a.X
		a.Z = b.Y + x*b.Z
		r, q := rows[n%len(rows)], rows[(n+i)%len(rows)]
		r[0] = q[1] * a.Z
		q[1] = r[0] + b.X
		rows[j%len(rows)][0] *= q[0]
	}
	return v[0].X + v[len(v)-1].Y*rows[0][0] + rows[1][1]
}
