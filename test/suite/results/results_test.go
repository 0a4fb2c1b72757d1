// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Results: several, named, bare returns, errors, and results of every kind.

package results

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"goenzyme/suite/check"
)

var errNegative = errors.New("negative")

type domainError struct {
	op string
	x  float64
}

func (e *domainError) Error() string { return fmt.Sprintf("%s of %g", e.op, e.x) }

func none(x float64)                       {}
func two(x, y float64) (float64, float64)  { return x * y, x / y }
func swap(x, y float64) (float64, float64) { return y, x }

func polar(x, y float64) (r, phi float64) {
	r = math.Hypot(x, y)
	phi = math.Atan2(y, x)
	return
}

func bare(x float64) (y float64) {
	if x < 0 {
		return
	}
	y = x
	if x < 1 {
		y *= y
		return
	}
	y = math.Log(y)
	return
}

func shadowed(x float64) (y float64) {
	y = x
	{
		y := x * x
		_ = y
	}
	if y := x * 3; y > 1 {
		return y
	}
	return
}

func blank(x float64) (_ float64, y float64) {
	y = x * x
	return x, y
}

func named(a float64) (s, c float64, err error) {
	if a > 10 {
		err = errNegative
		return
	}
	s, c = math.Sin(a), math.Cos(a)
	return
}

func sqrt(x float64) (float64, error) {
	if x < 0 {
		return 0, errNegative
	}
	return math.Sqrt(x), nil
}

func typed(x float64) (float64, error) {
	if x < 0 {
		return math.NaN(), &domainError{"log", x}
	}
	return math.Log(x), nil
}

func wrapped(x float64) (float64, error) {
	y, err := sqrt(x)
	if err != nil {
		return y, fmt.Errorf("wrapped: %w", err)
	}
	z, err := typed(y - 1)
	if err != nil {
		return z, err
	}
	return y * z, nil
}

func ignored(x float64) float64 {
	y, _ := sqrt(x)
	_, z := two(x, y)
	return y + z
}

func mixedKinds(x float64, n int) (int, float64, string, bool, []float64) {
	return n * 2, x * float64(n), fmt.Sprint(n), n > 2, []float64{x, x * x}
}

func mixed32(x float32, y float64) (float32, float64, int8) {
	return x * float32(y), float64(x) - y, 3
}

func aggregate(x float64) (struct{ A, B float64 }, [2]float64) {
	return struct{ A, B float64 }{x, x * x}, [2]float64{1 / x, 3}
}

func pointer(x float64) (*float64, []float64, error) {
	if x > 5 {
		return nil, nil, errNegative
	}
	y := x * x
	return &y, []float64{y, x}, nil
}

func many(x float64) (a, b, c, d, e, f, g, h, i, j, k, l float64) {
	a, b, c, d, e, f = x, x*x, x+1, x-1, 2*x, x/2
	g, h, i, j, k, l = a*b, b*c, c*d, d*e, e*f, f*a
	return
}

func forward(x, y float64) (float64, float64) { return two(x*y, y) }

func chain(x, y float64) (float64, float64) { return two(two(swap(x, y))) }

func sqrtOf(x float64) (float64, error) { return sqrt(x * x) }

//go:autodiff none Forward
func dNone(x, dx float64)

//go:autodiff none Reverse
func revNone(x float64) float64

//go:autodiff two Forward Dual Dual Dual Dual
func dTwo(x, dx, y, dy float64) (float64, float64, float64, float64)

//go:autodiff two Reverse Active Active Active Active
func revTwo(x, y, dret1, dret2 float64) (float64, float64, float64, float64)

//go:autodiff two Forward Dual Dual Dual Const
func dTwoFirst(x, dx, y, dy float64) (float64, float64, float64)

//go:autodiff two Reverse Active Active Active Const
func revTwoFirst(x, y, dret float64) (float64, float64, float64, float64)

//go:autodiff two Forward Dual Dual DualOnly DualOnly
func dTwoOnly(x, dx, y, dy float64) (float64, float64)

//go:autodiff two Reverse Active Active ActiveOnly ActiveOnly
func revTwoOnly(x, y, dret1, dret2 float64) (float64, float64)

//go:autodiff two Forward Const Dual Const DualOnly
func dTwoMixed(x, y, dy float64) (float64, float64)

//go:autodiff two Reverse Const Active Const ActiveOnly
func revTwoMixed(x, y, dret float64) (float64, float64)

//go:autodiff swap Forward
func dSwap(x, dx, y, dy float64) (float64, float64, float64, float64)

//go:autodiff swap Reverse
func revSwap(x, y, dret1, dret2 float64) (float64, float64, float64, float64)

//go:autodiff polar Forward
func dPolar(x, dx, y, dy float64) (r, dr, phi, dphi float64)

//go:autodiff polar Reverse
func revPolar(x, y, dr, dphi float64) (float64, float64, float64, float64)

//go:autodiff bare Forward
func dBare(x, dx float64) (y, dy float64)

//go:autodiff bare Reverse
func revBare(x, dy float64) (float64, float64)

//go:autodiff shadowed Forward
func dShadowed(x, dx float64) (y, dy float64)

//go:autodiff shadowed Reverse
func revShadowed(x, dy float64) (float64, float64)

//go:autodiff blank Forward
func dBlank(x, dx float64) (_, _ float64, y, dy float64)

//go:autodiff blank Reverse
func revBlank(x, dret1, dy float64) (float64, float64, float64)

//go:autodiff named Forward Dual Dual Dual Const
func dNamed(a, da float64) (s, ds, c, dc float64, err error)

//go:autodiff named Reverse Active Active Active Const
func revNamed(a, ds, dc float64) (float64, float64, error, float64)

//go:autodiff sqrt Forward Dual Dual Const
func dSqrt(x, dx float64) (float64, float64, error)

//go:autodiff sqrt Reverse Active Active Const
func revSqrt(x, dret float64) (float64, error, float64)

//go:autodiff typed Forward
func dTyped(x, dx float64) (float64, float64, error)

//go:autodiff typed Reverse
func revTyped(x, dret float64) (float64, error, float64)

//go:autodiff wrapped Forward
func dWrapped(x, dx float64) (float64, float64, error)

//go:autodiff wrapped Reverse
func revWrapped(x, dret float64) (float64, error, float64)

//go:autodiff ignored Forward
func dIgnored(x, dx float64) (float64, float64)

//go:autodiff ignored Reverse
func revIgnored(x, dret float64) (float64, float64)

//go:autodiff mixedKinds Forward
func dMixedKinds(x, dx float64, n int) (int, float64, float64, string, bool, []float64, []float64)

//go:autodiff mixedKinds Reverse
func revMixedKinds(x float64, n int, dret float64) (int, float64, string, bool, []float64, float64)

//go:autodiff mixed32 Forward
func dMixed32(x, dx float32, y, dy float64) (float32, float32, float64, float64, int8)

//go:autodiff mixed32 Reverse
func revMixed32(x float32, y float64, dret1 float32, dret2 float64) (float32, float64, int8, float32, float64)

//go:autodiff aggregate Forward
func dAggregate(x, dx float64) (struct{ A, B float64 }, struct{ A, B float64 }, [2]float64, [2]float64)

//go:autodiff aggregate Reverse
func revAggregate(x float64, dret1 struct {
	A float64
	B float64
}, dret2 [2]float64) (struct {
	A float64
	B float64
}, [2]float64, float64)

//go:autodiff pointer Forward
func dPointer(x, dx float64) (*float64, *float64, []float64, []float64, error)

//go:autodiff pointer Reverse
func revPointer(x float64) (*float64, []float64, error, float64)

//go:autodiff many Forward
func dMany(x, dx float64) (a, da, b, db, c, dc, d, dd, e, de, f, df, g, dg, h, dh, i, di, j, dj, k, dk, l, dl float64)

//go:autodiff many Reverse
func revMany(x, da, db, dc, dd, de, df, dg, dh, di, dj, dk, dl float64) (float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64, float64)

//go:autodiff forward Forward
func dForward(x, dx, y, dy float64) (float64, float64, float64, float64)

//go:autodiff forward Reverse
func revForward(x, y, dret1, dret2 float64) (float64, float64, float64, float64)

//go:autodiff chain Forward
func dChain(x, dx, y, dy float64) (float64, float64, float64, float64)

//go:autodiff chain Reverse
func revChain(x, y, dret1, dret2 float64) (float64, float64, float64, float64)

//go:autodiff sqrtOf Forward
func dSqrtOf(x, dx float64) (float64, float64, error)

//go:autodiff sqrtOf Reverse
func revSqrtOf(x, dret float64) (float64, error, float64)

var (
	any64 = check.Range(-2, 2)
	pos   = check.Range(0.5, 2)
)

func TestResults(t *testing.T) {
	check.Both(t, none, dNone, revNone, any64)
	check.Both(t, two, dTwo, revTwo, any64, pos)
	check.Both(t, two, dTwoFirst, revTwoFirst, check.Acts("Dual Dual Dual Const"), any64, pos)
	check.Both(t, two, dTwoOnly, revTwoOnly, check.Acts("Dual Dual DualOnly DualOnly"), any64, pos)
	check.Both(t, two, dTwoMixed, revTwoMixed, check.Acts("Const Dual Const DualOnly"), any64, pos)
	check.Both(t, swap, dSwap, revSwap, any64, any64)
	check.Both(t, polar, dPolar, revPolar, pos, any64)
	check.Both(t, bare, dBare, revBare, -1.0)
	check.Both(t, bare, dBare, revBare, 0.5)
	check.Both(t, bare, dBare, revBare, 1.5)
	check.Both(t, shadowed, dShadowed, revShadowed, 0.2)
	check.Both(t, shadowed, dShadowed, revShadowed, 1.2)
	check.Both(t, blank, dBlank, revBlank, any64)
	check.Both(t, mixedKinds, dMixedKinds, revMixedKinds, any64, 3)
	check.Both(t, mixed32, dMixed32, revMixed32, any64, any64)
	check.Both(t, aggregate, dAggregate, revAggregate, pos)
	check.Both(t, pointer, dPointer, revPointer, any64)
	check.Both(t, pointer, dPointer, revPointer, 7.0)
	check.Both(t, many, dMany, revMany, any64)
	check.Both(t, forward, dForward, revForward, any64, pos)
	check.Both(t, chain, dChain, revChain, pos, pos)
}

func TestErrors(t *testing.T) {
	check.Both(t, named, dNamed, revNamed, any64)
	check.Both(t, named, dNamed, revNamed, 12.0)
	check.Both(t, sqrt, dSqrt, revSqrt, pos)
	check.Both(t, sqrt, dSqrt, revSqrt, -1.0)
	check.Both(t, typed, dTyped, revTyped, pos)
	check.Both(t, typed, dTyped, revTyped, check.Fixed(), -1.0)
	check.Both(t, wrapped, dWrapped, revWrapped, 4.0)
	check.Both(t, wrapped, dWrapped, revWrapped, 0.5)
	check.Both(t, wrapped, dWrapped, revWrapped, -4.0)
	check.Both(t, ignored, dIgnored, revIgnored, pos)
	check.Both(t, sqrtOf, dSqrtOf, revSqrtOf, pos)
}
