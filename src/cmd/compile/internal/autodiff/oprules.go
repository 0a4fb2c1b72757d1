// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Rules of SSA ops: one row for each generic op with a float operand or
// result, both widths. The comment on a row is its partials, with x₀, x₁ …
// the operands and y the result. Ops that move values (phi, load, store,
// select, call) are code in the modes, not rows; oprules_test.go lists them
// and fails on an op that has neither a row nor a reason to have none.

package autodiff

import (
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

var opRules = map[ssa.Op]*rule{
	// Arithmetic.
	ssa.OpAdd32F:      smooth(sumRow), // 1, 1
	ssa.OpAdd64F:      smooth(sumRow),
	ssa.OpSub32F:      smooth(differenceRow), // 1, -1
	ssa.OpSub64F:      smooth(differenceRow),
	ssa.OpMul32F:      smooth(productRow), // x₁, x₀
	ssa.OpMul64F:      smooth(productRow),
	ssa.OpDiv32F:      smooth(quotientRow), // 1/x₁, -y/x₁
	ssa.OpDiv64F:      smooth(quotientRow),
	ssa.OpFMA:         smooth(fmaRow), // x₁, x₀, 1
	ssa.OpNeg32F:      smooth(negRow), // -1
	ssa.OpNeg64F:      smooth(negRow),
	ssa.OpSqrt:        smooth(sqrtRow), // 1/(2y); +Inf at +0
	ssa.OpSqrt32:      smooth(sqrtRow),
	ssa.OpAbs:         smooth(absRow),      // -1 where x < 0, else +1
	ssa.OpCopysign:    smooth(copysignRow), // 1 where y == x₀, else -1; 0
	ssa.OpMin32F:      smooth(chosenRow),   // 1 for the operand that is the result, the first at a tie
	ssa.OpMin64F:      smooth(chosenRow),
	ssa.OpMax32F:      smooth(chosenRow),
	ssa.OpMax64F:      smooth(chosenRow),
	ssa.OpRound32F:    smooth(identityRow), // rounds the intermediate precision away, not the value
	ssa.OpRound64F:    smooth(identityRow),
	ssa.OpFloor:       constant(), // steps: 0, at the steps too
	ssa.OpCeil:        constant(),
	ssa.OpTrunc:       constant(),
	ssa.OpRound:       constant(),
	ssa.OpRoundToEven: constant(),

	// Conversions between floats convert the derivative.
	ssa.OpCvt32Fto64F: smooth(convertRow),
	ssa.OpCvt64Fto32F: smooth(convertRow),

	// Complex numbers, by parts.
	ssa.OpComplexMake: smooth(complexMakeRow),
	ssa.OpComplexReal: smooth(complexRealRow),
	ssa.OpComplexImag: smooth(complexImagRow),

	// From and to integers: nothing flows.
	ssa.OpCvt32to32F:  constant(),
	ssa.OpCvt32to64F:  constant(),
	ssa.OpCvt64to32F:  constant(),
	ssa.OpCvt64to64F:  constant(),
	ssa.OpCvt32Uto32F: constant(),
	ssa.OpCvt32Uto64F: constant(),
	ssa.OpCvt64Uto32F: constant(),
	ssa.OpCvt64Uto64F: constant(),
	ssa.OpCvt32Fto32:  constant(),
	ssa.OpCvt32Fto64:  constant(),
	ssa.OpCvt64Fto32:  constant(),
	ssa.OpCvt64Fto64:  constant(),
	ssa.OpCvt32Fto32U: constant(),
	ssa.OpCvt64Fto32U: constant(),
	ssa.OpCvt32Fto64U: constant(),
	ssa.OpCvt64Fto64U: constant(),

	// Constants and comparisons.
	ssa.OpConst32F: constant(),
	ssa.OpConst64F: constant(),
	ssa.OpEq32F:    constant(),
	ssa.OpEq64F:    constant(),
	ssa.OpNeq32F:   constant(),
	ssa.OpNeq64F:   constant(),
	ssa.OpLess32F:  constant(),
	ssa.OpLess64F:  constant(),
	ssa.OpLeq32F:   constant(),
	ssa.OpLeq64F:   constant(),
}

// smooth returns the rule with one row that has partials.
func smooth(partials func(e *emitter, a *operation) derivative) *rule {
	return &rule{rows: []row{{kind: rowSmooth, partials: partials}}}
}

// constant returns the rule with one row whose derivative is zero.
func constant() *rule { return &rule{rows: []row{{kind: rowConstant}}} }

func sumRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{one, one}}
}

func differenceRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{one, minusOne}}
}

func productRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{factor(a.x[1]), factor(a.x[0])}}
}

// quotientRow divides once: (ẋ₀ - y·ẋ₁) / x₁.
func quotientRow(e *emitter, a *operation) derivative {
	d := derivative{p: []partial{one, zero}, over: a.x[1]}
	if a.need(1) {
		d.p[1] = negated(a.y[0])
	}
	return d
}

func fmaRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{factor(a.x[1]), factor(a.x[0]), one}}
}

func negRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{minusOne}}
}

func sqrtRow(e *emitter, a *operation) derivative {
	half := e.constant(a.x[0].Type, 0.5)
	return derivative{p: []partial{factor(half)}, over: a.y[0]}
}

func absRow(e *emitter, a *operation) derivative {
	x := a.x[0]
	return derivative{p: []partial{factor(e.signOf(x))}}
}

func copysignRow(e *emitter, a *operation) derivative {
	x, y := a.x[0], a.y[0]
	d := derivative{p: []partial{zero, zero}}
	if a.need(0) {
		d.p[0] = factor(e.choose(e.eq(y, x), e.constant(y.Type, 1), e.constant(y.Type, -1)))
	}
	return d
}

// chosenRow is the derivative of the operand that is the result.
func chosenRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{one, one}, cond: e.eq(a.y[0], a.x[0])}
}

func identityRow(e *emitter, a *operation) derivative {
	return derivative{p: []partial{one}}
}

func convertRow(e *emitter, a *operation) derivative {
	from, to := a.x[0].Type, a.y[0].Type
	return derivative{p: []partial{linear(
		func(e *emitter, t *ssa.Value) *ssa.Value { return e.convert(t, to) },
		func(e *emitter, t *ssa.Value) *ssa.Value { return e.convert(t, from) },
	)}}
}

func complexMakeRow(e *emitter, a *operation) derivative {
	t := a.y[0].Type
	return derivative{p: []partial{
		linear(func(e *emitter, dx *ssa.Value) *ssa.Value { return e.complex(t, dx, nil) }, (*emitter).real),
		linear(func(e *emitter, dx *ssa.Value) *ssa.Value { return e.complex(t, nil, dx) },
			func(e *emitter, dy *ssa.Value) *ssa.Value { return e.neg(e.imag(dy)) }),
	}}
}

func complexRealRow(e *emitter, a *operation) derivative {
	return partOf(a.x[0].Type, (*emitter).real, func(e *emitter, t *types.Type, dy *ssa.Value) *ssa.Value {
		return e.complex(t, dy, nil)
	})
}

func complexImagRow(e *emitter, a *operation) derivative {
	return partOf(a.x[0].Type, (*emitter).imag, func(e *emitter, t *types.Type, dy *ssa.Value) *ssa.Value {
		return e.complex(t, nil, e.neg(dy))
	})
}

// partOf is the row of a projection out of complex type t.
func partOf(t *types.Type, part func(*emitter, *ssa.Value) *ssa.Value, whole func(*emitter, *types.Type, *ssa.Value) *ssa.Value) derivative {
	return derivative{p: []partial{linear(part, func(e *emitter, dy *ssa.Value) *ssa.Value {
		return whole(e, t, dy)
	})}}
}
