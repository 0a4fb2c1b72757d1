// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Loops in loops that do the same in every iteration of the outer one: derivatives
// execute them once, in front of it, unless that can be seen.

package loops

import (
	"math"
	"testing"

	"goenzyme/suite/check"
)

// TestLinear: as written, the gradient of n entries takes n² steps; n is such that
// this would take hours.
func TestLinear(t *testing.T) {
	const n = 1 << 21
	in, out := make([]float64, n), make([]float64, n)
	for i := range in {
		in[i] = 1 + float64(i%7)
	}
	din, dout := make([]float64, n), make([]float64, n)
	din[0] = 1
	dNormalise(out, dout, in, din)
	size := norm(in)
	for i, x := range in {
		want := -x * in[0] / (size * size * size)
		if i == 0 {
			want += 1 / size
		}
		if math.Abs(dout[i]-want) > 1e-15/size {
			t.Fatalf("tangent %d is %v, not %v", i, dout[i], want)
		}
	}
	clear(din)
	clear(dout)
	dout[0] = 1
	rNormalise(out, dout, in, din)
	for i, x := range in {
		want := -x * in[0] / (size * size * size)
		if i == 0 {
			want += 1 / size
		}
		if math.Abs(din[i]-want) > 1e-15/size {
			t.Fatalf("gradient %d is %v, not %v", i, din[i], want)
		}
	}
	fresh := dUnit(in, din)
	if len(fresh) != n {
		t.Fatal(len(fresh))
	}
}

func normalise(out, in []float64) {
	for i := range in {
		out[i] = in[i] / norm(in)
	}
}

//go:autodiff normalise Forward noalias
func dNormalise(out, dout, in, din []float64)

//go:autodiff normalise Reverse noalias
func rNormalise(out, dout, in, din []float64)

func norm(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v * v
	}
	return math.Sqrt(s)
}

// unit writes to memory that it makes itself, so that no promise is needed.
func unit(in []float64) []float64 {
	out := make([]float64, len(in))
	for i := range in {
		out[i] = in[i] / norm(in)
	}
	return out
}

//go:autodiff unit Forward Dual DualOnly
func dUnit(in, din []float64) (dout []float64)

// TestNestedGradients: what moves has the same derivatives.
func TestNestedGradients(t *testing.T) {
	x, y := check.Vec(4, 0.5, 1.5), check.Vec(4, -1, 1)
	check.Both(t, normalise, dNormalise, rNormalise, y, x)
	check.Both(t, anywhere, dAnywhere, rAnywhere, y, x)
	check.Both(t, cases, dCases, rCases, y, x)
	check.Both(t, cases, dCases, rCases, y, check.Vec(1, 0.5, 1.5))
	check.Both(t, expsum, dExpsum, rExpsum, y, x)
	check.Both(t, twice, dTwice, rTwice, y, x)
	check.Both(t, threefold, dThreefold, rThreefold, y, x)
	check.Both(t, narrow, dNarrow, rNarrow, []float32{1, 2, 3}, []float32{0.5, 0.25, 2})
	check.Both(t, last, dLast, rLast, y, x)
}

// TestNestedInPlace: without a promise what is read may be what is written.
func TestNestedInPlace(t *testing.T) {
	want := []float64{3, 4, 12}
	anywhere(want, want)
	x, dx := []float64{3, 4, 12}, make([]float64, 3)
	unchecked(x, dx, x, dx)
	for i := range want {
		if x[i] != want[i] {
			t.Errorf("entry %d is %v, not %v", i, x[i], want[i])
		}
	}
}

// anywhere is normalise without a promise.
func anywhere(out, in []float64) {
	for i := range in {
		out[i] = in[i] / norm(in)
	}
}

//go:autodiff anywhere Forward
func dAnywhere(out, dout, in, din []float64)

//go:autodiff anywhere Reverse
func rAnywhere(out, dout, in, din []float64)

//go:autodiff anywhere Forward unchecked
func unchecked(out, dout, in, din []float64)

// cases calls what has several ways through.
func cases(out, in []float64) {
	for i := range out {
		out[i] *= clipped(in, 1.2)
	}
}

//go:autodiff cases Forward noalias
func dCases(out, dout, in, din []float64)

//go:autodiff cases Reverse noalias
func rCases(out, dout, in, din []float64)

func clipped(x []float64, at float64) float64 {
	if len(x) == 1 {
		return 3 * x[0]
	}
	s := 0.0
	for i, v := range x {
		if v > at {
			if i > 2 {
				break
			}
			v = at
		}
		s += v * v
	}
	if s > 3 {
		return s
	}
	return s * x[0]
}

// expsum calls pure functions in the inner loop.
func expsum(out, in []float64) {
	for i := range out {
		s := 0.0
		for _, v := range in {
			s += math.Exp(v) * math.Sin(s)
			if v > 1.3 {
				s *= math.Cos(v)
			}
		}
		out[i] = math.Exp(out[i]) / (1 + s*s)
	}
}

//go:autodiff expsum Forward noalias
func dExpsum(out, dout, in, din []float64)

//go:autodiff expsum Reverse noalias
func rExpsum(out, dout, in, din []float64)

// twice has two loops, of which one uses what the other brings.
func twice(out, in []float64) float64 {
	t := 0.0
	for i := range out {
		m := in[0]
		for _, v := range in[1:] {
			m = max(m, v)
		}
		s := 0.0
		for _, v := range in {
			s += math.Exp(v - m)
		}
		t += out[i] * math.Log(s)
		out[i] = t
	}
	return t
}

//go:autodiff twice Forward noalias
func dTwice(out, dout, in, din []float64) (float64, float64)

//go:autodiff twice Reverse noalias
func rTwice(out, dout, in, din []float64, dret float64) float64

// threefold has a loop that goes out of two.
func threefold(out, in []float64) float64 {
	t := 1.0
	for i := range out {
		for j := range 3 {
			s := 0.0
			for k, v := range in {
				for range k {
					s += v * 0.25
				}
			}
			out[i] += s * t
			t += s * float64(j)
		}
		t *= 0.5
	}
	return t
}

//go:autodiff threefold Forward noalias
func dThreefold(out, dout, in, din []float64) (float64, float64)

//go:autodiff threefold Reverse noalias
func rThreefold(out, dout, in, din []float64, dret float64) float64

func narrow(out, in []float32) {
	for i := range out {
		s := float32(0)
		for _, v := range in {
			s += v * v
		}
		out[i] *= s
	}
}

//go:autodiff narrow Forward noalias
func dNarrow(out, dout, in, din []float32)

//go:autodiff narrow Reverse noalias
func rNarrow(out, dout, in, din []float32)

// last uses behind the loop what the inner loop brought, and how often it went.
func last(out, in []float64) float64 {
	s, j := 1.0, 0
	for i := range out {
		s = 0
		for j = range in {
			s += in[j]
		}
		out[i] *= s
	}
	return s * float64(j)
}

//go:autodiff last Forward noalias
func dLast(out, dout, in, din []float64) (float64, float64)

//go:autodiff last Reverse noalias
func rLast(out, dout, in, din []float64, dret float64) float64

// TestNestedPanics: what moves panics, or hangs, where the primal does.
func TestNestedPanics(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		for _, k := range []int{0, 2, 3, 5} {
			alike(t, beyond, dBeyond, vector(3, 1), vector(3, 2), n, k)
			alike(t, written, dWritten, vector(3, 1), vector(3, 2), n, k)
			alike(t, refused, dRefused, vector(3, 1), vector(3, 2), n, k)
			alike(t, nested, dNested, rows(1, 3, 2), vector(3, 2), n, k)
			alike(t, checked, dChecked, vector(2, 1), vector(3, 2), n, k)
		}
	}
	alike(t, endless, dEndless, vector(3, 1), 0)
	alike(t, left, dLeft, vector(3, -1), 3)
	alike(t, throughNil, dThroughNil, (*body)(nil), vector(3, 1), 0)
	alike(t, throughNil, dThroughNil, (*body)(nil), vector(3, 1), 2)
	alike(t, throughNil, dThroughNil, chain(3), vector(3, 1), 2)
}

// beyond may index too far in the inner loop.
func beyond(x, y []float64, n, k int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		t := 0.0
		for j := 0; j < k; j++ {
			t += y[j]
		}
		x[i] += t
		s += x[i]
	}
	return s
}

//go:autodiff beyond Forward noalias
func dBeyond(x, dx, y, dy []float64, n, k int) (float64, float64)

// written writes before it may index too far.
func written(x, y []float64, n, k int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		x[i]++
		for j := 0; j < k; j++ {
			s += y[j]
		}
	}
	return s
}

//go:autodiff written Forward noalias
func dWritten(x, dx, y, dy []float64, n, k int) (float64, float64)

// refused panics by itself.
func refused(x, y []float64, n, k int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		t := 0.0
		for j := range y {
			if j == k {
				panic("refused")
			}
			t += y[j]
		}
		x[i] *= t
		s += t
	}
	return s
}

//go:autodiff refused Forward noalias
func dRefused(x, dx, y, dy []float64, n, k int) (float64, float64)

// nested finds its row in the inner loop.
func nested(a [][]float64, y []float64, n, k int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		t := 1.0
		for j := 0; j < k; j++ {
			t *= a[j][0]
		}
		y[i] += t
		s += t * y[i]
	}
	return s
}

//go:autodiff nested Forward noalias
func dNested(a, da [][]float64, y, dy []float64, n, k int) (float64, float64)

// checked may index too far before the inner loop, and in it.
func checked(x, y []float64, n, k int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		v := x[i]
		t := 0.0
		for j := 0; j < k; j++ {
			t += y[j]
		}
		x[i] = v * t
		s += v
	}
	return s
}

//go:autodiff checked Forward noalias
func dChecked(x, dx, y, dy []float64, n, k int) (float64, float64)

// endless never comes to an end, if it has an iteration.
func endless(x []float64, n int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		for x[0] == x[0] {
		}
		s += x[i]
	}
	return s
}

//go:autodiff endless Forward
func dEndless(x, dx []float64, n int) (float64, float64)

// left returns before the inner loop, which would hang.
func left(x []float64, n int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		if x[i] < 0 {
			return s + x[i]
		}
		for x[0] < 0 {
		}
		s += x[i]
	}
	return s
}

//go:autodiff left Forward
func dLeft(x, dx []float64, n int) (float64, float64)

// throughNil looks into what may be nil in the inner loop.
func throughNil(b *body, x []float64, n int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		t := 0.0
		for _, v := range x {
			t += v * b.X
		}
		s += t * s
	}
	return s
}

//go:autodiff throughNil Forward
func dThroughNil(b, db *body, x, dx []float64, n int) (float64, float64)
