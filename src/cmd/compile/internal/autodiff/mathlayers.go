// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Rules of the functions of package math that are partial derivatives themselves
// (src/math/autodiff.go), for derivatives of derivatives. Their last argument y is
// the primal's value, which follows from the others and does not count.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

func init() {
	funcRules["math.autodiffPowBase"] = smooth(powBaseRow)         // x₁·∂/∂x₀ x₀^(x₁-1), x₀^(x₁-1)·(1 + x₁·log(x₀))
	funcRules["math.autodiffPowExponent"] = smooth(powExponentRow) // x₀^(x₁-1)·(1 + x₁·log(x₀)), y·log(x₀)
	funcRules["math.autodiffExpm1"] = smooth(expm1LayerRow)        // y
	funcRules["math.autodiffGauss"] = smooth(gaussRow)             // -2·x·y
	funcRules["math.autodiffDigamma"] = smooth(digammaRow)         // ψ'(x)
	funcRules["math.autodiffPolygamma"] = smooth(polygammaRow)     // in x₁: ψ⁽ⁿ⁺¹⁾(x₁)
	funcRules["math.autodiffJ1"] = smooth(j1LayerRow)              // (Jn(3, x) - 3·y)/4
	funcRules["math.autodiffJn"] = smooth(jnLayerRow)              // in x₁: the derivative of (Jn(n-1, x₁) - Jn(n+1, x₁))/2
	funcRules["math.autodiffY1"] = smooth(y1LayerRow)              // (Yn(3, x) - 3·y)/4
	funcRules["math.autodiffYn"] = smooth(ynLayerRow)              // in x₁: the derivative of (Yn(n-1, x₁) - Yn(n+1, x₁))/2
}

// powBaseRow is for x₁·x₀^(x₁-1).
func powBaseRow(e *emitter, a *operation) derivative {
	d := derivative{p: []partial{zero, zero, zero}}
	less := e.sub(a.x[1], e.constant(a.x[1].Type, 1))
	power := e.call("math.Pow", a.x[0], less)
	if a.need(0) {
		d.p[0] = factor(e.mul(a.x[1], e.call("math.autodiffPowBase", a.x[0], less, power)))
	}
	if a.need(1) {
		d.p[1] = factor(e.powMixed(a.x[0], a.x[1], less, power))
	}
	return d
}

// powExponentRow is for x₀^x₁·log(x₀).
func powExponentRow(e *emitter, a *operation) derivative {
	d := derivative{p: []partial{zero, zero, zero}}
	if a.need(0) {
		less := e.sub(a.x[1], e.constant(a.x[1].Type, 1))
		d.p[0] = factor(e.powMixed(a.x[0], a.x[1], less, e.call("math.Pow", a.x[0], less)))
	}
	if a.need(1) {
		d.p[1] = factor(e.mul(a.y[0], e.call("math.Log", a.x[0])))
	}
	return d
}

// powMixed returns ∂²/∂x∂p of x**p, where power is x**less and less is p-1.
func (e *emitter) powMixed(x, p, less, power *ssa.Value) *ssa.Value {
	return e.add(power, e.mul(p, e.call("math.autodiffPowExponent", x, less, power)))
}

func expm1LayerRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{factor(a.y[0]), zero}}
}

func gaussRow(e *emitter, a *operation) derivative {
	return scaled(e.mul(e.mul(e.constant(a.x[0].Type, -2), a.x[0]), a.y[0]))
}

func digammaRow(e *emitter, a *operation) derivative {
	return scaled(e.call("math.autodiffPolygamma", integerConst(e.b.Func, types.Types[types.TINT], 1), a.x[0]))
}

func polygammaRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{zero, factor(e.call("math.autodiffPolygamma", e.plus(a.x[0], 1), a.x[1]))}}
}

// plus returns the int n + d.
func (e *emitter) plus(n *ssa.Value, d int64) *ssa.Value {
	return e.b.NewValue2(e.pos, wordOp(ssa.OpAdd32, ssa.OpAdd64), n.Type, n, integerConst(e.b.Func, n.Type, d))
}

func j1LayerRow(e *emitter, a *operation) derivative { return e.besselLayer("math.Jn", a) }
func y1LayerRow(e *emitter, a *operation) derivative { return e.besselLayer("math.Yn", a) }

// besselLayer is for the derivative of y, a Bessel function of order 1 of which f is the
// one of any order: (f(3, x) - 3·y)/4.
func (e *emitter) besselLayer(f string, a *operation) derivative {
	t := a.x[0].Type
	third := e.call(f, integerConst(e.b.Func, types.Types[types.TINT], 3), a.x[0])
	d := e.mul(e.constant(t, 0.25), e.sub(third, e.mul(e.constant(t, 3), a.x[1])))
	return derivative{p: []partial{factor(d), zero}}
}

func jnLayerRow(e *emitter, a *operation) derivative {
	below := e.call("math.autodiffJn", e.plus(a.x[0], -1), a.x[1])
	above := e.call("math.autodiffJn", e.plus(a.x[0], 1), a.x[1])
	return derivative{p: []partial{zero, factor(e.mul(e.constant(a.x[1].Type, 0.5), e.sub(below, above)))}}
}

func ynLayerRow(e *emitter, a *operation) derivative {
	order := func(n *ssa.Value) *ssa.Value {
		return e.call("math.autodiffYn", n, a.x[1], e.call("math.Yn", n, a.x[1]))
	}
	below, above := order(e.plus(a.x[0], -1)), order(e.plus(a.x[0], 1))
	return derivative{p: []partial{zero, factor(e.mul(e.constant(a.x[1].Type, 0.5), e.sub(below, above))), zero}}
}
