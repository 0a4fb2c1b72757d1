// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Rules of known functions, by symbol name: every exported function of
// package math, what such a function is inlined to, and the runtime functions that float operations become on
// architectures without an instruction for them. The comment on a row is its
// partials, with x, x₀, x₁ … the arguments and y, y₀, y₁ the results.
//
// A smooth function's partial is NaN where the function is. Partials that
// take more than a line of arithmetic are unexported functions of package
// math (src/math/autodiff.go).

package autodiff

import (
	"internal/buildcfg"
	"math"
	"slices"
	"strings"
	"unicode"

	"cmd/compile/internal/ssa"
)

var funcRules = withForwards(map[string]*rule{
	// Roots and powers.
	"math.Sqrt":  smooth(sqrtRow),  // 1/(2y); ±Inf at ±0
	"math.sqrt":  smooth(sqrtRow),  // what Sqrt calls where it is no instruction
	"math.Cbrt":  smooth(cbrtRow),  // 1/(3y²); +Inf at 0
	"math.Hypot": smooth(hypotRow), // x₀/y, x₁/y; 0 at (0, 0); ±1 for ±Inf
	"math.Pow":   smooth(powRow),   // x₁·x₀^(x₁-1), y·log(x₀); see powRow

	// Exponentials and logarithms.
	"math.Exp":   smooth(expRow),   // y
	"math.Exp2":  smooth(exp2Row),  // y·ln2
	"math.Expm1": smooth(expm1Row), // exp(x)
	"math.Log":   smooth(logRow),   // 1/x; +Inf at ±0, NaN below
	"math.Log2":  smooth(log2Row),  // 1/(x·ln2), as Log
	"math.Log10": smooth(log10Row), // 1/(x·ln10), as Log
	"math.Log1p": smooth(log1pRow), // 1/(1+x); +Inf at -1, NaN below

	// Trigonometric.
	"math.Sin":   smooth(sinRow),   // cos(x)
	"math.Cos":   smooth(cosRow),   // -sin(x)
	"math.Tan":   smooth(tanRow),   // 1+y²
	"math.Asin":  smooth(asinRow),  // 1/√(1-x²); +Inf at ±1
	"math.Acos":  smooth(acosRow),  // -1/√(1-x²); -Inf at ±1
	"math.Atan":  smooth(atanRow),  // 1/(1+x²)
	"math.Atan2": smooth(atan2Row), // x₁/(x₀²+x₁²), -x₀/(x₀²+x₁²); NaN at (0, 0) and for two infinities
	"math.Sincos": {rows: []row{
		{partials: sincosSinRow}, // y₁
		{partials: sincosCosRow}, // -y₀
	}},

	// Hyperbolic.
	"math.Sinh":  smooth(sinhRow),  // cosh(x)
	"math.Cosh":  smooth(coshRow),  // sinh(x)
	"math.Tanh":  smooth(tanhRow),  // 1-y²
	"math.Asinh": smooth(asinhRow), // 1/√(x²+1)
	"math.Acosh": smooth(acoshRow), // 1/√(x²-1); +Inf at 1
	"math.Atanh": smooth(atanhRow), // 1/(1-x²); +Inf at ±1, NaN outside

	// Special functions.
	"math.Erf":     smooth(erfRow),     // 2/√π·exp(-x²)
	"math.Erfc":    smooth(erfcRow),    // -2/√π·exp(-x²)
	"math.Erfinv":  smooth(erfinvRow),  // √π/2·exp(y²); +Inf at ±1
	"math.Erfcinv": smooth(erfcinvRow), // -√π/2·exp(y²); -Inf at 0 and 2
	"math.Gamma":   smooth(gammaRow),   // y·ψ(x); -Inf at ±0
	"math.Lgamma": {rows: []row{
		{partials: lgammaRow}, // ψ(x); ∓Inf at ±0, NaN at the other poles
		{kind: rowConstant},   // the sign
	}},
	"math.J0": smooth(j0Row), // -J1(x)
	"math.J1": smooth(j1Row), // J0(x) - y/x; 1/2 at 0
	"math.Jn": smooth(jnRow), // in x₁: (Jn(n-1, x₁) - Jn(n+1, x₁))/2
	"math.Y0": smooth(y0Row), // -Y1(x); +Inf at 0
	"math.Y1": smooth(y1Row), // Y0(x) - y/x; +Inf at 0
	"math.Yn": smooth(ynRow), // in x₁: (Yn(n-1, x₁) - Yn(n+1, x₁))/2; -y at 0

	// Kinks.
	"math.Abs":      smooth(absRow),      // -1 where x < 0, else +1
	"math.Copysign": smooth(copysignRow), // 1 where y == x₀, else -1; 0
	"math.Max":      smooth(chosenRow),   // 1 for the operand that is the result, the first at a tie
	"math.Min":      smooth(chosenRow),
	"math.Dim":      smooth(dimRow), // 1, -1 where y != 0, else 0

	// Piecewise linear: the slope of the piece, at its ends too.
	"math.FMA":         smooth(fmaRow),                                              // x₁, x₀, 1
	"math.Mod":         smooth(remainderRow),                                        // 1, -trunc(x₀/x₁)
	"math.Remainder":   smooth(remainderRow),                                        // 1, -roundeven(x₀/x₁)
	"math.Modf":        {rows: []row{{kind: rowConstant}, {partials: identityRow}}}, // 0; 1
	"math.Frexp":       {rows: []row{{partials: frexpRow}, {kind: rowConstant}}},    // 2^-y₁; 0
	"math.Ldexp":       smooth(ldexpRow),                                            // 2^x₁
	"math.Nextafter":   smooth(nextafterRow),                                        // 1, 0
	"math.Nextafter32": smooth(nextafterRow),

	"math/cmplx.reducePi": smooth(identityRow), // 1; x less a multiple of π

	// Steps, predicates and constants: 0, at the steps too.
	"math.Floor":       constant(),
	"math.Ceil":        constant(),
	"math.Trunc":       constant(),
	"math.Round":       constant(),
	"math.RoundToEven": constant(),
	"math.Logb":        constant(),
	"math.Ilogb":       constant(),
	"math.IsInf":       constant(),
	"math.IsNaN":       constant(),
	"math.Signbit":     constant(),
	"math.Inf":         constant(),
	"math.NaN":         constant(),
	"math.Pow10":       constant(),

	// Bits.
	"math.Float64bits":     bits(),
	"math.Float64frombits": bits(),
	"math.Float32bits":     bits(),
	"math.Float32frombits": bits(),

	// Operations without an instruction.
	"runtime.fmax64":          smooth(chosenRow),
	"runtime.fmin64":          smooth(chosenRow),
	"runtime.fmax32":          smooth(chosenRow),
	"runtime.fmin32":          smooth(chosenRow),
	"runtime.complex128div":   smooth(quotientRow), // 1/x₁, -y/x₁
	"runtime.float64toint64":  constant(),
	"runtime.float64touint64": constant(),
	"runtime.float64touint32": constant(),
	"runtime.int64tofloat64":  constant(),
	"runtime.int64tofloat32":  constant(),
	"runtime.uint64tofloat64": constant(),
	"runtime.uint64tofloat32": constant(),
	"runtime.uint32tofloat64": constant(),
})

// forwards lists the functions of package math that are nothing but
//
//	func Exp(x float64) float64 {
//		if haveArchExp {
//			return archExp(x)
//		}
//		return exp(x)
//	}
//
// They may be inlined, and their rule is also that of the two functions that
// they forward to.
var forwards = []string{
	"Acos", "Acosh", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "Cbrt", "Cos", "Cosh", "Erf", "Erfc", "Exp", "Exp2",
	"Expm1", "Frexp", "Hypot", "Ldexp", "Log", "Log10", "Log1p", "Log2", "Max", "Min", "Mod", "Pow", "Remainder",
	"Sin", "Sinh", "Tan", "Tanh",
}

// inlined lists the other functions with a rule that may be inlined, since
// their body is nothing but ops that have rules to the same effect.
var inlined = []string{"Sqrt", "Dim", "IsInf", "IsNaN"}

// portable lists those of forwards that rules call and that are written in Go
// on all architectures but s390x.
var portable = []string{"Cos", "Cosh", "Ldexp", "Sin", "Sinh"}

// withForwards adds to rules what forwards have theirs in common with.
func withForwards(rules map[string]*rule) map[string]*rule {
	for _, name := range forwards {
		rules["math.arch"+name] = rules["math."+name]
		rules["math."+lower(name)] = rules["math."+name]
	}
	return rules
}

// lower returns name with its first letter in lower case.
func lower(name string) string {
	return string(unicode.ToLower(rune(name[0]))) + name[1:]
}

// funcInlines reports whether a function with a rule may be inlined into a
// primal all the same.
func funcInlines(name string) bool {
	fn, ok := strings.CutPrefix(name, "math.")
	return ok && (slices.Contains(forwards, fn) || slices.Contains(inlined, fn))
}

// direct returns the name under which to call the function of package math
// with the given name: its own, or that of the function that it forwards to.
func direct(name string) string {
	if buildcfg.GOARCH != "s390x" && slices.Contains(portable, name) {
		name = lower(name)
	}
	return "math." + name
}

// bits returns the rule of a conversion between a float and its bits.
func bits() *rule { return &rule{rows: []row{{kind: rowBits}}} }

// scaled returns the derivative p·ẋ of a function of one operand.
func scaled(p *ssa.Value) derivative { return derivative{p: []partial{factor(p)}} }

// divided returns the derivative p·ẋ / d of a function of one operand.
func divided(p partial, d *ssa.Value) derivative {
	return derivative{p: []partial{p}, over: d}
}

// Roots and powers.

func cbrtRow(e *emitter, a *operation) derivative {
	y := a.y[0]
	return divided(one, e.mul(e.mul(e.constant(y.Type, 3), y), y))
}

func hypotRow(e *emitter, a *operation) derivative {
	y := a.y[0]
	t := y.Type
	d := derivative{p: []partial{zero, zero}}
	for i, x := range a.x {
		if !a.need(i) {
			continue
		}
		// x/y is NaN where y is 0 or x infinite: leave that to a branch.
		p := e.div(x, y)
		infinite := e.choose(e.eq(x, y), e.constant(t, 1), e.choose(e.eq(e.neg(x), y), e.constant(t, -1), p))
		edge := e.choose(e.eq(y, e.zero(t)), nil, infinite)
		p = e.choose(e.eq(p, p), p, edge)
		d.p[i] = factor(p)
	}
	return d
}

// powRow: ∂/∂x₀ is 0 where x₁ is 0, and the limit at x₀ = 0. ∂/∂x₁ is 0
// where y is 0 and at Pow(0, 0), -Inf at 0 to a negative power, and NaN for
// negative x₀, whose powers are isolated.
func powRow(e *emitter, a *operation) derivative {
	d := derivative{p: []partial{zero, zero}}
	if a.need(0) {
		d.p[0] = factor(e.call("math.autodiffPowBase", a.x[0], a.x[1], a.y[0]))
	}
	if a.need(1) {
		d.p[1] = factor(e.call("math.autodiffPowExponent", a.x[0], a.x[1], a.y[0]))
	}
	return d
}

// Exponentials and logarithms.

func expRow(e *emitter, a *operation) derivative { return scaled(a.y[0]) }

func exp2Row(e *emitter, a *operation) derivative {
	return scaled(e.mul(e.constant(a.y[0].Type, math.Ln2), a.y[0]))
}

func expm1Row(e *emitter, a *operation) derivative {
	return scaled(e.call("math.autodiffExpm1", a.x[0], a.y[0]))
}

func logRow(e *emitter, a *operation) derivative {
	return divided(one, e.domain(a.x[0]))
}

func log2Row(e *emitter, a *operation) derivative {
	return divided(factor(e.constant(a.x[0].Type, 1/math.Ln2)), e.domain(a.x[0]))
}

func log10Row(e *emitter, a *operation) derivative {
	return divided(factor(e.constant(a.x[0].Type, 1/math.Ln10)), e.domain(a.x[0]))
}

func log1pRow(e *emitter, a *operation) derivative {
	return divided(one, e.domain(e.add(e.constant(a.x[0].Type, 1), a.x[0])))
}

// Trigonometric.

func sinRow(e *emitter, a *operation) derivative { return scaled(e.call(direct("Cos"), a.x[0])) }

func cosRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{negated(e.call(direct("Sin"), a.x[0]))}}
}

func tanRow(e *emitter, a *operation) derivative {
	y := a.y[0]
	return scaled(e.add(e.constant(y.Type, 1), e.mul(y, y)))
}

func asinRow(e *emitter, a *operation) derivative {
	return divided(one, e.sqrt(e.oneMinusSquare(a.x[0])))
}

func acosRow(e *emitter, a *operation) derivative {
	return divided(minusOne, e.sqrt(e.oneMinusSquare(a.x[0])))
}

func atanRow(e *emitter, a *operation) derivative {
	x := a.x[0]
	return divided(one, e.add(e.constant(x.Type, 1), e.mul(x, x)))
}

// atan2Row divides both operands by the larger one, u, so that nothing
// overflows: with r = v/u, x₀²+x₁² = u·(u + v·r).
func atan2Row(e *emitter, a *operation) derivative {
	y, x := a.x[0], a.x[1]
	t := x.Type
	steep := e.less(e.mul(e.signOf(x), x), e.mul(e.signOf(y), y)) // |x| < |y|
	u, v := e.choose(steep, y, x), e.choose(steep, x, y)
	r := e.div(v, u)
	d := derivative{p: []partial{zero, zero}, over: e.add(u, e.mul(v, r))}
	unit := e.constant(t, 1)
	if a.need(0) {
		d.p[0] = factor(e.choose(steep, r, unit))
	}
	if a.need(1) {
		d.p[1] = negated(e.choose(steep, unit, r))
	}
	return d
}

func sincosSinRow(e *emitter, a *operation) derivative { return scaled(a.y[1]) }

func sincosCosRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{negated(a.y[0])}}
}

// Hyperbolic.

func sinhRow(e *emitter, a *operation) derivative { return scaled(e.call(direct("Cosh"), a.x[0])) }

func coshRow(e *emitter, a *operation) derivative { return scaled(e.call(direct("Sinh"), a.x[0])) }

func tanhRow(e *emitter, a *operation) derivative { return scaled(e.oneMinusSquare(a.y[0])) }

func asinhRow(e *emitter, a *operation) derivative {
	return divided(one, e.call("math.Hypot", e.constant(a.x[0].Type, 1), a.x[0]))
}

func acoshRow(e *emitter, a *operation) derivative {
	x, unit := a.x[0], e.constant(a.x[0].Type, 1)
	return divided(one, e.mul(e.sqrt(e.sub(x, unit)), e.sqrt(e.add(x, unit))))
}

func atanhRow(e *emitter, a *operation) derivative {
	return divided(one, e.domain(e.oneMinusSquare(a.x[0])))
}

// Special functions.

func erfRow(e *emitter, a *operation) derivative {
	return e.gauss(2/math.SqrtPi, a.x[0])
}

func erfcRow(e *emitter, a *operation) derivative {
	return e.gauss(-2/math.SqrtPi, a.x[0])
}

func (e *emitter) gauss(c float64, x *ssa.Value) derivative {
	return scaled(e.mul(e.constant(x.Type, c), e.call("math.autodiffGauss", x)))
}

func erfinvRow(e *emitter, a *operation) derivative {
	return e.inverseGauss(math.SqrtPi/2, a.y[0])
}

func erfcinvRow(e *emitter, a *operation) derivative {
	return e.inverseGauss(-math.SqrtPi/2, a.y[0])
}

func (e *emitter) inverseGauss(c float64, y *ssa.Value) derivative {
	return scaled(e.mul(e.constant(y.Type, c), e.call("math.Exp", e.mul(y, y))))
}

func gammaRow(e *emitter, a *operation) derivative {
	return scaled(e.mul(a.y[0], e.call("math.autodiffDigamma", a.x[0])))
}

func lgammaRow(e *emitter, a *operation) derivative {
	return scaled(e.call("math.autodiffDigamma", a.x[0]))
}

func j0Row(e *emitter, a *operation) derivative {
	return derivative{p: []partial{negated(e.call("math.J1", a.x[0]))}}
}

func j1Row(e *emitter, a *operation) derivative {
	return scaled(e.call("math.autodiffJ1", a.x[0], a.y[0]))
}

func jnRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{zero, factor(e.call("math.autodiffJn", a.x[0], a.x[1]))}}
}

func y0Row(e *emitter, a *operation) derivative {
	return derivative{p: []partial{negated(e.call("math.Y1", a.x[0]))}}
}

func y1Row(e *emitter, a *operation) derivative {
	return scaled(e.call("math.autodiffY1", a.x[0], a.y[0]))
}

func ynRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{zero, factor(e.call("math.autodiffYn", a.x[0], a.x[1], a.y[0]))}}
}

// Kinks.

func dimRow(e *emitter, a *operation) derivative {
	above := e.neq(a.y[0], e.zero(a.y[0].Type))
	keep := func(e *emitter, t *ssa.Value) *ssa.Value { return e.choose(above, t, nil) }
	drop := func(e *emitter, t *ssa.Value) *ssa.Value { return e.choose(above, e.neg(t), nil) }
	return derivative{p: []partial{linear(keep, keep), linear(drop, drop)}}
}

// Piecewise linear functions.

// remainderRow: the quotient is the integer nearest to x₀/x₁ - y/x₁.
func remainderRow(e *emitter, a *operation) derivative {
	d := derivative{p: []partial{one, zero}}
	if a.need(1) {
		q := e.sub(e.div(a.x[0], a.x[1]), e.div(a.y[0], a.x[1]))
		d.p[1] = negated(e.call("math.RoundToEven", q))
	}
	return d
}

func ldexpRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{shifted(a.x[1])}}
}

func frexpRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{shifted(e.negInt(a.y[1]))}}
}

// shifted returns the partial 2ⁿ, exact where 2ⁿ is no float.
func shifted(n *ssa.Value) partial {
	scale := func(e *emitter, t *ssa.Value) *ssa.Value { return e.call(direct("Ldexp"), t, n) }
	return linear(scale, scale)
}

func nextafterRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{one, zero}}
}

// oneMinusSquare returns 1-x².
func (e *emitter) oneMinusSquare(x *ssa.Value) *ssa.Value {
	unit := e.constant(x.Type, 1)
	return e.mul(e.sub(unit, x), e.add(unit, x))
}

// domain returns x where it is positive, +0 where it is ±0, NaN elsewhere.
func (e *emitter) domain(x *ssa.Value) *ssa.Value {
	t := x.Type
	return e.choose(e.less(x, e.zero(t)), e.constant(t, math.NaN()), e.add(x, e.zero(t)))
}
