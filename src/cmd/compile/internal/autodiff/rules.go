// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Rules: what a derivative is made of.
//
// A rule gives, for every result of one SSA op or of one known function, the
// partial derivatives ∂y/∂xᵢ. Both modes follow from them:
//
//	forward:  ẏ  = Σ ∂y/∂xᵢ · ẋᵢ
//	reverse:  x̄ᵢ += ∂y/∂xᵢ · ȳ
//
// The rows are in oprules.go (SSA ops) and mathrules.go (functions of package
// math); doc/rules.md lists them all with what they do at kinks and edges.
// This file says what a row is and applies it.
//
// A row is asked only for the partials that are needed, so that an inactive
// operand costs nothing. A rule for an op never touches memory; a rule for a
// function may call, and has the call's memory threaded through the emitter.

package autodiff

import "cmd/compile/internal/ssa"

// A rule has one row per result. An op has one result.
type rule struct {
	rows []row
}

// A rowKind says how a result depends on its operands.
type rowKind uint8

const (
	rowSmooth   rowKind = iota // partials gives the derivative
	rowConstant                // derivative 0 wherever there is one, or a result that carries none
	rowBits                    // the bits of a float: not to be differentiated through
)

// A row is the derivative of one result.
type row struct {
	kind     rowKind
	partials func(e *emitter, a *operation) derivative // for rowSmooth only
}

// An operation is the primal op or call that a row is applied to.
type operation struct {
	x    []*ssa.Value     // operands; for a call, its arguments without memory
	y    []*ssa.Value     // results: one for an op; for a call all of them, none nil
	need func(i int) bool // whether the partial of operand i will be used
}

// A derivative is the linear map from operand derivatives to a result's
// derivative: (Σ pᵢ·ẋᵢ) / over, or a choice between two operands.
type derivative struct {
	p    []partial  // from operand index to partial; missing ones are zero
	over *ssa.Value // common divisor of all partials, or nil

	// If cond is set, p has two elements and p[0] counts where cond holds,
	// p[1] where it does not. What is not chosen does not contribute.
	cond *ssa.Value
}

// A partial is ∂y/∂xᵢ for one operand.
type partial struct {
	kind partialKind
	p    *ssa.Value                                // for partialFactor and partialNegated
	fwd  func(e *emitter, t *ssa.Value) *ssa.Value // for partialMap: tangent of the operand to that of the result
	rev  func(e *emitter, t *ssa.Value) *ssa.Value // for partialMap: adjoint of the result to that of the operand
}

type partialKind uint8

const (
	partialZero     partialKind = iota
	partialOne                  // +1
	partialMinusOne             // -1
	partialFactor               // times p
	partialNegated              // times -p
	partialMap                  // a linear map that is cheaper or more exact than a factor
)

var (
	zero     = partial{}
	one      = partial{kind: partialOne}
	minusOne = partial{kind: partialMinusOne}
)

// factor returns the partial that scales by p.
func factor(p *ssa.Value) partial { return partial{kind: partialFactor, p: p} }

// negated returns the partial that scales by -p.
func negated(p *ssa.Value) partial { return partial{kind: partialNegated, p: p} }

// linear returns the partial that maps tangents by fwd and adjoints by rev.
func linear(fwd, rev func(e *emitter, t *ssa.Value) *ssa.Value) partial {
	return partial{kind: partialMap, fwd: fwd, rev: rev}
}

// apply returns p·t, where t is the derivative of the operand.
func (p partial) apply(e *emitter, t *ssa.Value) *ssa.Value {
	if t == nil {
		return nil
	}
	switch p.kind {
	case partialOne:
		return t
	case partialMinusOne:
		return e.neg(t)
	case partialFactor:
		return e.scale(p.p, t)
	case partialNegated:
		return e.neg(e.scale(p.p, t))
	case partialMap:
		return p.fwd(e, t)
	}
	return nil
}

// transpose returns what the adjoint t of the result adds to the operand's.
// The adjoint of a complex z = x + i·y is x̄ - i·ȳ, so that a complex factor is
// the same as for tangents.
func (p partial) transpose(e *emitter, t *ssa.Value) *ssa.Value {
	if t != nil && p.kind == partialMap {
		return p.rev(e, t)
	}
	return p.apply(e, t)
}

// at returns the derivative of result k of the rule at the given operation.
// It may be applied to any number of directions.
func (r *rule) at(e *emitter, k int, a *operation) derivative {
	if r.rows[k].kind != rowSmooth {
		return derivative{}
	}
	return r.rows[k].partials(e, a)
}

// tangent returns the derivative applied to the operands' tangents dx, where
// nil is symbolic zero, and nil if the result's tangent is zero.
func (d derivative) tangent(e *emitter, dx []*ssa.Value) *ssa.Value {
	if d.cond != nil {
		t0, t1 := d.p[0].apply(e, dx[0]), d.p[1].apply(e, dx[1])
		if t0 == nil && t1 == nil {
			return nil
		}
		return e.choose(d.cond, t0, t1)
	}
	d = d.alone(e, activeIn(dx))
	var sum *ssa.Value
	for i, p := range d.p {
		switch {
		case dx[i] == nil:
		case p.kind == partialMinusOne:
			sum = e.sub(sum, dx[i])
		case p.kind == partialNegated:
			sum = e.sub(sum, e.scale(p.p, dx[i]))
		default:
			sum = e.add(sum, p.apply(e, dx[i]))
		}
	}
	if d.over != nil {
		sum = e.unscale(sum, d.over)
	}
	return sum
}

// adjoint returns for every operand that is needed what the result's adjoint
// dy adds to the operand's; nil is symbolic zero.
func (d derivative) adjoint(e *emitter, dy *ssa.Value, need func(i int) bool) []*ssa.Value {
	dx := make([]*ssa.Value, len(d.p))
	if dy == nil {
		return dx
	}
	d = d.alone(e, need)
	if d.over != nil {
		dy = e.unscale(dy, d.over)
	}
	for i, p := range d.p {
		if !need(i) {
			continue
		}
		t := p.transpose(e, dy)
		switch {
		case t == nil || d.cond == nil:
		case i == 0:
			t = e.choose(d.cond, t, nil)
		default:
			t = e.choose(d.cond, nil, t)
		}
		dx[i] = t
	}
	return dx
}

// alone returns d with the divisor in the factor, if only one operand is needed, and by a
// factor: then the division waits for no derivative, and serves all directions.
func (d derivative) alone(e *emitter, need func(i int) bool) derivative {
	if d.over == nil || d.over.Type.IsComplex() {
		return d
	}
	one := -1
	for i, p := range d.p {
		switch {
		case p.kind == partialZero || !need(i):
		case one >= 0 || p.kind != partialFactor && p.kind != partialNegated:
			return d
		default:
			one = i
		}
	}
	if one < 0 {
		return d
	}
	p := make([]partial, len(d.p))
	p[one] = partial{kind: d.p[one].kind, p: e.div(d.p[one].p, d.over)}
	return derivative{p: p}
}

// activeIn returns the need function that asks for operands whose derivative
// in dx is not symbolic zero.
func activeIn(dx []*ssa.Value) func(i int) bool {
	return func(i int) bool { return dx[i] != nil }
}

// opRule returns the rule of an SSA op. A nil rule means that the op is not
// arithmetic on floats: it moves values or memory, or it is not known.
func opRule(op ssa.Op) *rule { return opRules[op] }

// funcRule returns the rule of the function with the given symbol name, such
// as "math.Cos", or nil. A function with a rule must not be inlined into a
// primal, unless funcInlines says so.
func funcRule(name string) *rule { return funcRules[name] }
