// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"math"
	"math/rand"
	"testing"
)

var (
	inf     = math.Inf(1)
	nan     = math.NaN()
	negZero = math.Copysign(0, -1)
)

const (
	tiny = math.SmallestNonzeroFloat64
	huge = math.MaxFloat64
)

// edgeTests has the partials at the edges of the functions' domains, at
// kinks, ties and branch points, as doc/rules.md states them.
var edgeTests = []struct {
	name string
	f    any
	x    []any
	k    int       // result
	want []float64 // from operand index to partial
}{
	{"Sqrt", math.Sqrt, []any{0.0}, 0, []float64{inf}},
	{"Sqrt", math.Sqrt, []any{negZero}, 0, []float64{-inf}},
	{"Sqrt", math.Sqrt, []any{inf}, 0, []float64{0}},
	{"Sqrt", math.Sqrt, []any{-1.0}, 0, []float64{nan}},
	{"Sqrt", math.Sqrt, []any{nan}, 0, []float64{nan}},
	{"Cbrt", math.Cbrt, []any{0.0}, 0, []float64{inf}},
	{"Cbrt", math.Cbrt, []any{negZero}, 0, []float64{inf}},
	{"Cbrt", math.Cbrt, []any{-8.0}, 0, []float64{1.0 / 12}},
	{"Cbrt", math.Cbrt, []any{-inf}, 0, []float64{0}},
	{"Cbrt", math.Cbrt, []any{nan}, 0, []float64{nan}},

	{"Hypot", math.Hypot, []any{0.0, 0.0}, 0, []float64{0, 0}},
	{"Hypot", math.Hypot, []any{negZero, 0.0}, 0, []float64{0, 0}},
	{"Hypot", math.Hypot, []any{3.0, -4.0}, 0, []float64{0.6, -0.8}},
	{"Hypot", math.Hypot, []any{0.0, -2.0}, 0, []float64{0, -1}},
	{"Hypot", math.Hypot, []any{inf, 1.0}, 0, []float64{1, 0}},
	{"Hypot", math.Hypot, []any{1.0, -inf}, 0, []float64{0, -1}},
	{"Hypot", math.Hypot, []any{-inf, inf}, 0, []float64{-1, 1}},
	{"Hypot", math.Hypot, []any{3e200, 4e200}, 0, []float64{0.6, 0.8}},
	{"Hypot", math.Hypot, []any{3e-200, 4e-200}, 0, []float64{0.6, 0.8}},
	{"Hypot", math.Hypot, []any{nan, 1.0}, 0, []float64{nan, nan}},

	{"Pow", math.Pow, []any{0.0, 2.0}, 0, []float64{0, 0}},
	{"Pow", math.Pow, []any{0.0, 1.0}, 0, []float64{1, 0}},
	{"Pow", math.Pow, []any{0.0, 0.0}, 0, []float64{0, 0}},
	{"Pow", math.Pow, []any{0.0, 0.5}, 0, []float64{inf, 0}},
	{"Pow", math.Pow, []any{0.0, 1.5}, 0, []float64{0, 0}},
	{"Pow", math.Pow, []any{0.0, -1.0}, 0, []float64{-inf, -inf}},
	{"Pow", math.Pow, []any{negZero, 3.0}, 0, []float64{0, 0}},
	{"Pow", math.Pow, []any{-2.0, 3.0}, 0, []float64{12, nan}},
	{"Pow", math.Pow, []any{-2.0, 2.0}, 0, []float64{-4, nan}},
	{"Pow", math.Pow, []any{-2.0, 0.5}, 0, []float64{nan, nan}},
	{"Pow", math.Pow, []any{-2.0, 0.0}, 0, []float64{0, nan}},
	{"Pow", math.Pow, []any{1.0, 7.0}, 0, []float64{7, 0}},
	{"Pow", math.Pow, []any{3.0, 0.0}, 0, []float64{0, math.Log(3)}},
	{"Pow", math.Pow, []any{1e-160, 2.0}, 0, []float64{2e-160, math.Pow(1e-160, 2) * math.Log(1e-160)}},
	{"Pow", math.Pow, []any{1e200, 1.5}, 0, []float64{1.5e100, math.Pow(1e200, 1.5) * math.Log(1e200)}},
	{"Pow", math.Pow, []any{inf, 1.0}, 0, []float64{1, inf}},
	{"Pow", math.Pow, []any{inf, 0.5}, 0, []float64{0, inf}},
	{"Pow", math.Pow, []any{inf, -1.0}, 0, []float64{0, 0}},
	{"Pow", math.Pow, []any{nan, 2.0}, 0, []float64{nan, nan}},
	{"Pow", math.Pow, []any{2.0, nan}, 0, []float64{nan, nan}},

	{"Exp", math.Exp, []any{inf}, 0, []float64{inf}},
	{"Exp", math.Exp, []any{-inf}, 0, []float64{0}},
	{"Exp", math.Exp, []any{0.0}, 0, []float64{1}},
	{"Exp2", math.Exp2, []any{0.0}, 0, []float64{math.Ln2}},
	{"Expm1", math.Expm1, []any{-40.0}, 0, []float64{math.Exp(-40)}},
	{"Expm1", math.Expm1, []any{-inf}, 0, []float64{0}},
	{"Expm1", math.Expm1, []any{0.0}, 0, []float64{1}},
	{"Log", math.Log, []any{0.0}, 0, []float64{inf}},
	{"Log", math.Log, []any{negZero}, 0, []float64{inf}},
	{"Log", math.Log, []any{-1.0}, 0, []float64{nan}},
	{"Log", math.Log, []any{inf}, 0, []float64{0}},
	{"Log", math.Log, []any{nan}, 0, []float64{nan}},
	{"Log2", math.Log2, []any{0.0}, 0, []float64{inf}},
	{"Log2", math.Log2, []any{-1.0}, 0, []float64{nan}},
	{"Log10", math.Log10, []any{negZero}, 0, []float64{inf}},
	{"Log10", math.Log10, []any{-1.0}, 0, []float64{nan}},
	{"Log1p", math.Log1p, []any{-1.0}, 0, []float64{inf}},
	{"Log1p", math.Log1p, []any{-2.0}, 0, []float64{nan}},
	{"Log1p", math.Log1p, []any{inf}, 0, []float64{0}},

	{"Sin", math.Sin, []any{inf}, 0, []float64{nan}},
	{"Sin", math.Sin, []any{0.0}, 0, []float64{1}},
	{"Cos", math.Cos, []any{0.0}, 0, []float64{0}},
	{"Tan", math.Tan, []any{inf}, 0, []float64{nan}},
	{"Sincos", math.Sincos, []any{0.0}, 0, []float64{1}},
	{"Sincos", math.Sincos, []any{0.0}, 1, []float64{0}},
	{"Asin", math.Asin, []any{1.0}, 0, []float64{inf}},
	{"Asin", math.Asin, []any{-1.0}, 0, []float64{inf}},
	{"Asin", math.Asin, []any{1.5}, 0, []float64{nan}},
	{"Asin", math.Asin, []any{inf}, 0, []float64{nan}},
	{"Acos", math.Acos, []any{1.0}, 0, []float64{-inf}},
	{"Acos", math.Acos, []any{-1.0}, 0, []float64{-inf}},
	{"Acos", math.Acos, []any{-1.5}, 0, []float64{nan}},
	{"Atan", math.Atan, []any{inf}, 0, []float64{0}},
	{"Atan", math.Atan, []any{1e200}, 0, []float64{0}},
	{"Atan2", math.Atan2, []any{0.0, 1.0}, 0, []float64{1, 0}},
	{"Atan2", math.Atan2, []any{0.0, -2.0}, 0, []float64{-0.5, 0}},
	{"Atan2", math.Atan2, []any{2.0, 0.0}, 0, []float64{0, -0.5}},
	{"Atan2", math.Atan2, []any{-2.0, 0.0}, 0, []float64{0, 0.5}},
	{"Atan2", math.Atan2, []any{1.0, 1.0}, 0, []float64{0.5, -0.5}},
	{"Atan2", math.Atan2, []any{0.0, 0.0}, 0, []float64{nan, nan}},
	{"Atan2", math.Atan2, []any{1.0, inf}, 0, []float64{0, 0}},
	{"Atan2", math.Atan2, []any{-inf, 1.0}, 0, []float64{0, 0}},
	{"Atan2", math.Atan2, []any{inf, inf}, 0, []float64{nan, nan}},
	{"Atan2", math.Atan2, []any{1e200, 1e200}, 0, []float64{5e-201, -5e-201}},
	{"Atan2", math.Atan2, []any{1e-200, -1e-200}, 0, []float64{-5e199, -5e199}},
	{"Atan2", math.Atan2, []any{nan, 1.0}, 0, []float64{nan, nan}},

	{"Sinh", math.Sinh, []any{0.0}, 0, []float64{1}},
	{"Cosh", math.Cosh, []any{0.0}, 0, []float64{0}},
	{"Tanh", math.Tanh, []any{inf}, 0, []float64{0}},
	{"Tanh", math.Tanh, []any{0.0}, 0, []float64{1}},
	{"Asinh", math.Asinh, []any{0.0}, 0, []float64{1}},
	{"Asinh", math.Asinh, []any{-1e200}, 0, []float64{1e-200}},
	{"Asinh", math.Asinh, []any{-inf}, 0, []float64{0}},
	{"Acosh", math.Acosh, []any{1.0}, 0, []float64{inf}},
	{"Acosh", math.Acosh, []any{0.5}, 0, []float64{nan}},
	{"Acosh", math.Acosh, []any{1e200}, 0, []float64{1e-200}},
	{"Acosh", math.Acosh, []any{inf}, 0, []float64{0}},
	{"Atanh", math.Atanh, []any{1.0}, 0, []float64{inf}},
	{"Atanh", math.Atanh, []any{-1.0}, 0, []float64{inf}},
	{"Atanh", math.Atanh, []any{1.5}, 0, []float64{nan}},
	{"Atanh", math.Atanh, []any{inf}, 0, []float64{nan}},

	{"Erf", math.Erf, []any{0.0}, 0, []float64{2 / math.SqrtPi}},
	{"Erf", math.Erf, []any{inf}, 0, []float64{0}},
	{"Erf", math.Erf, []any{nan}, 0, []float64{nan}},
	{"Erfc", math.Erfc, []any{-inf}, 0, []float64{0}},
	{"Erfinv", math.Erfinv, []any{1.0}, 0, []float64{inf}},
	{"Erfinv", math.Erfinv, []any{-1.0}, 0, []float64{inf}},
	{"Erfinv", math.Erfinv, []any{2.0}, 0, []float64{nan}},
	{"Erfcinv", math.Erfcinv, []any{0.0}, 0, []float64{-inf}},
	{"Erfcinv", math.Erfcinv, []any{2.0}, 0, []float64{-inf}},
	{"Erfcinv", math.Erfcinv, []any{3.0}, 0, []float64{nan}},
	{"Gamma", math.Gamma, []any{0.0}, 0, []float64{-inf}},
	{"Gamma", math.Gamma, []any{negZero}, 0, []float64{-inf}},
	{"Gamma", math.Gamma, []any{-2.0}, 0, []float64{nan}},
	{"Gamma", math.Gamma, []any{-inf}, 0, []float64{nan}},
	{"Gamma", math.Gamma, []any{inf}, 0, []float64{inf}},
	{"Gamma", math.Gamma, []any{1.0}, 0, []float64{-0.5772156649015329}},
	{"Lgamma", math.Lgamma, []any{0.0}, 0, []float64{-inf}},
	{"Lgamma", math.Lgamma, []any{negZero}, 0, []float64{inf}},
	{"Lgamma", math.Lgamma, []any{-3.0}, 0, []float64{nan}},
	{"Lgamma", math.Lgamma, []any{inf}, 0, []float64{inf}},
	{"Lgamma", math.Lgamma, []any{-inf}, 0, []float64{nan}},
	{"Lgamma", math.Lgamma, []any{2.0}, 0, []float64{0.42278433509846713}},
	{"J0", math.J0, []any{0.0}, 0, []float64{0}},
	{"J0", math.J0, []any{inf}, 0, []float64{0}},
	{"J1", math.J1, []any{0.0}, 0, []float64{0.5}},
	{"J1", math.J1, []any{tiny}, 0, []float64{0.5}},
	{"J1", math.J1, []any{inf}, 0, []float64{0}},
	{"Jn", math.Jn, []any{1, 0.0}, 0, []float64{0, 0.5}},
	{"Jn", math.Jn, []any{-1, 0.0}, 0, []float64{0, -0.5}},
	{"Jn", math.Jn, []any{5, 0.0}, 0, []float64{0, 0}},
	{"Jn", math.Jn, []any{3, inf}, 0, []float64{0, 0}},
	{"Y0", math.Y0, []any{0.0}, 0, []float64{inf}},
	{"Y0", math.Y0, []any{-1.0}, 0, []float64{nan}},
	{"Y0", math.Y0, []any{inf}, 0, []float64{0}},
	{"Y1", math.Y1, []any{0.0}, 0, []float64{inf}},
	{"Y1", math.Y1, []any{-1.0}, 0, []float64{nan}},
	{"Y1", math.Y1, []any{1e-200}, 0, []float64{inf}},
	{"Yn", math.Yn, []any{4, 0.0}, 0, []float64{0, inf}},
	{"Yn", math.Yn, []any{-1, 0.0}, 0, []float64{0, -inf}},
	{"Yn", math.Yn, []any{2, -1.0}, 0, []float64{0, nan}},
	{"Yn", math.Yn, []any{2, inf}, 0, []float64{0, 0}},

	{"Abs", math.Abs, []any{0.0}, 0, []float64{1}},
	{"Abs", math.Abs, []any{negZero}, 0, []float64{1}},
	{"Abs", math.Abs, []any{-inf}, 0, []float64{-1}},
	{"Copysign", math.Copysign, []any{2.0, negZero}, 0, []float64{-1, 0}},
	{"Copysign", math.Copysign, []any{-2.0, -1.0}, 0, []float64{1, 0}},
	{"Copysign", math.Copysign, []any{0.0, -1.0}, 0, []float64{1, 0}},
	{"Max", math.Max, []any{1.0, 1.0}, 0, []float64{1, 0}},
	{"Max", math.Max, []any{negZero, 0.0}, 0, []float64{1, 0}},
	{"Max", math.Max, []any{1.0, 2.0}, 0, []float64{0, 1}},
	{"Max", math.Max, []any{inf, nan}, 0, []float64{1, 0}},
	{"Max", math.Max, []any{nan, inf}, 0, []float64{0, 1}},
	{"Max", math.Max, []any{nan, 1.0}, 0, []float64{0, 1}},
	{"Min", math.Min, []any{1.0, 1.0}, 0, []float64{1, 0}},
	{"Min", math.Min, []any{-inf, nan}, 0, []float64{1, 0}},
	{"Min", math.Min, []any{2.0, 1.0}, 0, []float64{0, 1}},
	{"Dim", math.Dim, []any{2.0, 1.0}, 0, []float64{1, -1}},
	{"Dim", math.Dim, []any{1.0, 1.0}, 0, []float64{0, 0}},
	{"Dim", math.Dim, []any{1.0, 2.0}, 0, []float64{0, 0}},
	{"Dim", math.Dim, []any{inf, inf}, 0, []float64{1, -1}},
	{"Dim", math.Dim, []any{nan, 1.0}, 0, []float64{1, -1}},

	{"FMA", math.FMA, []any{2.0, 3.0, inf}, 0, []float64{3, 2, 1}},
	{"Mod", math.Mod, []any{7.0, 3.0}, 0, []float64{1, -2}},
	{"Mod", math.Mod, []any{-7.0, 3.0}, 0, []float64{1, 2}},
	{"Mod", math.Mod, []any{6.0, 3.0}, 0, []float64{1, -2}},
	{"Mod", math.Mod, []any{math.Nextafter(0.3, 0), 0.1}, 0, []float64{1, -2}},
	{"Mod", math.Mod, []any{1.0, inf}, 0, []float64{1, 0}},
	{"Mod", math.Mod, []any{1.0, 0.0}, 0, []float64{1, nan}},
	{"Mod", math.Mod, []any{inf, 1.0}, 0, []float64{1, nan}},
	{"Remainder", math.Remainder, []any{8.0, 3.0}, 0, []float64{1, -3}},
	{"Remainder", math.Remainder, []any{5.0, 2.0}, 0, []float64{1, -2}},
	{"Remainder", math.Remainder, []any{7.0, 2.0}, 0, []float64{1, -4}},
	{"Remainder", math.Remainder, []any{1.7e308, 1e308}, 0, []float64{1, -2}},
	{"Remainder", math.Remainder, []any{1.0, inf}, 0, []float64{1, 0}},
	{"Modf", math.Modf, []any{2.0}, 0, []float64{0}},
	{"Modf", math.Modf, []any{2.0}, 1, []float64{1}},
	{"Modf", math.Modf, []any{-2.5}, 1, []float64{1}},
	{"Frexp", math.Frexp, []any{8.0}, 0, []float64{1.0 / 16}},
	{"Frexp", math.Frexp, []any{0.0}, 0, []float64{1}},
	{"Frexp", math.Frexp, []any{huge}, 0, []float64{math.Ldexp(1, -1024)}},
	{"Ldexp", math.Ldexp, []any{0.0, 3}, 0, []float64{8, 0}},
	{"Ldexp", math.Ldexp, []any{1.0, 2000}, 0, []float64{inf, 0}},
	{"Ldexp", math.Ldexp, []any{tiny, 1000}, 0, []float64{math.Ldexp(1, 1000), 0}},
	{"Nextafter", math.Nextafter, []any{1.0, 2.0}, 0, []float64{1, 0}},
	{"Nextafter", math.Nextafter, []any{1.0, 1.0}, 0, []float64{1, 0}},
	{"Nextafter32", math.Nextafter32, []any{1.0, 2.0}, 0, []float64{1, 0}},
	{"Floor", math.Floor, []any{2.0}, 0, []float64{0}},
	{"Floor", math.Floor, []any{nan}, 0, []float64{0}},
	{"Round", math.Round, []any{2.5}, 0, []float64{0}},
	{"Logb", math.Logb, []any{0.0}, 0, []float64{0}},
}

func TestMathEdges(t *testing.T) {
	for _, tt := range edgeTests {
		rule := funcRule("math." + tt.name)
		for i, want := range tt.want {
			if _, ok := tt.x[i].(float64); !ok {
				continue
			}
			got := newFixture(t, rule, tt.f, tt.k, only(i)).partial(tt.x, i)
			if !near(got, want, 4e-15) {
				t.Errorf("math.%s%v: ∂y%d/∂x%d = %v, want %v", tt.name, tt.x, tt.k, i, got, want)
			}
		}
	}
}

// near reports whether x and y are the same number up to a relative error.
func near(x, y, epsilon float64) bool {
	return x == y || math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= epsilon*math.Abs(y)
}

// TestMathNaN checks that a smooth function's partials are NaN where the
// function is, and only at its poles where it is not.
func TestMathNaN(t *testing.T) {
	linear := map[string]bool{"Abs": true, "Frexp": true, "Modf": true}
	points := []float64{0, negZero, tiny, -tiny, 1e-300, 1e-8, -1e-8, 0.5, -0.5, 1, -1, 1.5, -1.5,
		2, -2, 100, -100, 800, -800, 1e9, -1e9, 1e18, 1e160, -1e160, huge, -huge, inf, -inf, nan}
	for _, tt := range smoothTests {
		f, ok := tt.f.(func(float64) float64)
		if !ok || linear[tt.name] {
			continue
		}
		fx := newFixture(t, funcRule("math."+tt.name), tt.f, 0, all)
		for _, x := range points {
			y, dy := f(x), fx.partial([]any{x}, 0)
			if math.IsNaN(y) != math.IsNaN(dy) {
				t.Errorf("math.%s(%v) = %v with derivative %v", tt.name, x, y, dy)
			}
		}
	}
}

// TestQuotients checks that the partials of Mod and Remainder in the divisor
// are the integers that they should be, also where x/y rounds to another one.
func TestQuotients(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    any
	}{{"Mod", math.Mod}, {"Remainder", math.Remainder}} {
		fx := newFixture(t, funcRule("math."+tt.name), tt.f, 0, only(1))
		rng := rand.New(rand.NewSource(1))
		for range 1000 {
			n := float64(int(1) << rng.Intn(20))
			y := 1 + rng.Float64()
			x := math.Nextafter(n*y, inf*(rng.Float64()-0.5))
			if rng.Intn(2) == 0 {
				x = (n + rng.Float64()) * y
			}
			r := fx.primal([]any{x, y})[0].(float64)
			q := -fx.partial([]any{x, y}, 1)
			if q != math.Trunc(q) || math.FMA(-q, y, x) != r {
				t.Errorf("%s(%v, %v) = %v is not %v - %v·%v", tt.name, x, y, r, x, q, y)
			}
		}
	}
}
