// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Rules of the functions of package math that are partial derivatives themselves
// (src/math/autodiff.go), for derivatives of derivatives. Their last argument y is
// the primal's value, which follows from the others and does not count.

package autodiff

import "cmd/compile/internal/ssa"

func init() {
	funcRules["math.autodiffPowBase"] = smooth(powBaseRow)         // x₁·∂/∂x₀ x₀^(x₁-1), x₀^(x₁-1)·(1 + x₁·log(x₀))
	funcRules["math.autodiffPowExponent"] = smooth(powExponentRow) // x₀^(x₁-1)·(1 + x₁·log(x₀)), y·log(x₀)
	funcRules["math.autodiffExpm1"] = smooth(expm1LayerRow)        // y
	funcRules["math.autodiffGauss"] = smooth(gaussRow)             // -2·x·y
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
