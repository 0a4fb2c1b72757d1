// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Emission of derivative arithmetic.
//
// This is the only file that creates arithmetic. A derivative that is known
// to be zero is symbolic: the nil *ssa.Value. Every method that takes a
// derivative accepts nil and folds it; value makes it real where a value has
// to exist. Complex values are handled by parts.

package autodiff

import (
	"cmd/compile/internal/base"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// An emitter appends values to one block.
//
// The methods other than call, callResult and div of complex numbers are
// pure: what they emit does not touch memory. choose emits CondSelect values
// of float type, for which architectures have no instruction; expandSelects
// turns them into branches and has to run once the function is complete.
type emitter struct {
	b   *ssa.Block
	pos src.XPos
	mem *ssa.Value // current memory; replaced by call

	linear map[*ssa.Value]*ssa.Value // from a product to its factor that is a derivative; may be nil

	strongZero bool // a zero derivative stays zero when scaled by Inf or NaN
}

// constant returns the constant c of float type t.
func (e *emitter) constant(t *types.Type, c float64) *ssa.Value {
	if c != c {
		z := e.constant(t, 0) // SSA has no constant NaN
		return e.b.NewValue2(e.pos, sized(t, ssa.OpDiv32F, ssa.OpDiv64F), t, z, z)
	}
	if t.Size() == 4 {
		return e.b.Func.ConstFloat32(t, float64(float32(c)))
	}
	return e.b.Func.ConstFloat64(t, c)
}

// zero returns the zero of type t, a float or complex type.
func (e *emitter) zero(t *types.Type) *ssa.Value {
	if t.IsComplex() {
		z := e.constant(types.FloatForComplex(t), 0)
		return e.b.NewValue2(e.pos, ssa.OpComplexMake, t, z, z)
	}
	return e.constant(t, 0)
}

// value returns x, or the zero of type t if x is symbolic zero.
func (e *emitter) value(t *types.Type, x *ssa.Value) *ssa.Value {
	if x == nil {
		return e.zero(t)
	}
	return x
}

// add returns x + y.
func (e *emitter) add(x, y *ssa.Value) *ssa.Value {
	switch {
	case x == nil:
		return y
	case y == nil:
		return x
	case e.linear != nil && (y.Op == ssa.OpNeg64F || y.Op == ssa.OpNeg32F):
		return e.binary(ssa.OpSub32F, ssa.OpSub64F, x, y.Args[0])
	}
	return e.binary(ssa.OpAdd32F, ssa.OpAdd64F, x, y)
}

// sub returns x - y.
func (e *emitter) sub(x, y *ssa.Value) *ssa.Value {
	switch {
	case y == nil:
		return x
	case x == nil:
		return e.neg(y)
	}
	return e.binary(ssa.OpSub32F, ssa.OpSub64F, x, y)
}

// neg returns -x.
func (e *emitter) neg(x *ssa.Value) *ssa.Value {
	switch {
	case x == nil:
		return nil
	case x.Type.IsComplex():
		return e.complex(x.Type, e.neg(e.real(x)), e.neg(e.imag(x)))
	}
	return e.b.NewValue1(e.pos, sized(x.Type, ssa.OpNeg32F, ssa.OpNeg64F), x.Type, x)
}

// mul returns x · y.
func (e *emitter) mul(x, y *ssa.Value) *ssa.Value {
	switch {
	case x == nil || y == nil:
		return nil
	case x.Type.IsComplex():
		a, b, c, d := e.real(x), e.imag(x), e.real(y), e.imag(y)
		return e.complex(x.Type, e.sub(e.mul(a, c), e.mul(b, d)), e.add(e.mul(a, d), e.mul(b, c)))
	}
	return e.binary(ssa.OpMul32F, ssa.OpMul64F, x, y)
}

// div returns x / y; y is not a derivative. Of complex types it takes
// complex128 only, and calls.
func (e *emitter) div(x, y *ssa.Value) *ssa.Value {
	switch {
	case x == nil:
		return nil
	case x.Type.IsComplex():
		return e.callResult("runtime.complex128div", types.Types[types.TCOMPLEX128], x, y)
	}
	return e.binary(ssa.OpDiv32F, ssa.OpDiv64F, x, y)
}

// scale returns the derivative t times the factor p, which is not a derivative.
func (e *emitter) scale(p, t *ssa.Value) *ssa.Value {
	return e.keepZero(t, e.mul(p, t))
}

// unscale returns the derivative t divided by p, which is not a derivative.
func (e *emitter) unscale(t, p *ssa.Value) *ssa.Value {
	return e.keepZero(t, e.div(t, p))
}

// keepZero returns the derivative scaled, which was made from the derivative
// t, or zero where t is zero if zeros are strong.
func (e *emitter) keepZero(t, scaled *ssa.Value) *ssa.Value {
	if e.linear != nil && scaled != nil {
		e.linear[scaled] = t
	}
	if t == nil || !e.strongZero {
		return scaled
	}
	var isZero *ssa.Value
	if t.Type.IsComplex() {
		re, im := e.real(t), e.imag(t)
		isZero = e.b.NewValue2(e.pos, ssa.OpAndB, types.Types[types.TBOOL],
			e.eq(re, e.zero(re.Type)), e.eq(im, e.zero(im.Type)))
	} else {
		isZero = e.eq(t, e.zero(t.Type))
	}
	return e.choose(isZero, t, scaled)
}

// sqrt returns the square root of x.
func (e *emitter) sqrt(x *ssa.Value) *ssa.Value {
	return e.b.NewValue1(e.pos, sized(x.Type, ssa.OpSqrt32, ssa.OpSqrt), x.Type, x)
}

// eq returns x == y, for floats.
func (e *emitter) eq(x, y *ssa.Value) *ssa.Value {
	return e.compare(ssa.OpEq32F, ssa.OpEq64F, x, y)
}

// neq returns x != y, for floats.
func (e *emitter) neq(x, y *ssa.Value) *ssa.Value {
	return e.compare(ssa.OpNeq32F, ssa.OpNeq64F, x, y)
}

// less returns x < y, for floats.
func (e *emitter) less(x, y *ssa.Value) *ssa.Value {
	return e.compare(ssa.OpLess32F, ssa.OpLess64F, x, y)
}

// leq returns x <= y, for floats.
func (e *emitter) leq(x, y *ssa.Value) *ssa.Value {
	return e.compare(ssa.OpLeq32F, ssa.OpLeq64F, x, y)
}

// choose returns x if cond holds and y otherwise. What is not chosen does not
// contribute, whatever it is.
func (e *emitter) choose(cond, x, y *ssa.Value) *ssa.Value {
	switch {
	case x == y:
		return x
	case x == nil:
		x = e.zero(y.Type)
	case y == nil:
		y = e.zero(x.Type)
	}
	if x.Type.IsComplex() {
		return e.complex(x.Type,
			e.choose(cond, e.real(x), e.real(y)),
			e.choose(cond, e.imag(x), e.imag(y)))
	}
	return e.b.NewValue3(e.pos, ssa.OpCondSelect, x.Type, x, y, cond)
}

// signOf returns -1 where x < 0 and +1 elsewhere, for a float.
func (e *emitter) signOf(x *ssa.Value) *ssa.Value {
	t := x.Type
	return e.choose(e.less(x, e.zero(t)), e.constant(t, -1), e.constant(t, 1))
}

// convert returns the float x converted to float type t.
func (e *emitter) convert(x *ssa.Value, t *types.Type) *ssa.Value {
	switch {
	case x == nil || x.Type.Size() == t.Size():
		return x
	case t.Size() == 4:
		return e.b.NewValue1(e.pos, ssa.OpCvt64Fto32F, t, x)
	}
	return e.b.NewValue1(e.pos, ssa.OpCvt32Fto64F, t, x)
}

// complex returns re + i·im of complex type t.
func (e *emitter) complex(t *types.Type, re, im *ssa.Value) *ssa.Value {
	if re == nil && im == nil {
		return nil
	}
	ft := types.FloatForComplex(t)
	return e.b.NewValue2(e.pos, ssa.OpComplexMake, t, e.value(ft, re), e.value(ft, im))
}

// real returns the real part of x.
func (e *emitter) real(x *ssa.Value) *ssa.Value {
	switch {
	case x == nil:
		return nil
	case x.Op == ssa.OpComplexMake:
		return x.Args[0]
	}
	return e.b.NewValue1(e.pos, ssa.OpComplexReal, types.FloatForComplex(x.Type), x)
}

// imag returns the imaginary part of x.
func (e *emitter) imag(x *ssa.Value) *ssa.Value {
	switch {
	case x == nil:
		return nil
	case x.Op == ssa.OpComplexMake:
		return x.Args[1]
	}
	return e.b.NewValue1(e.pos, ssa.OpComplexImag, types.FloatForComplex(x.Type), x)
}

// negInt returns -x for an integer x of 32 or 64 bits.
func (e *emitter) negInt(x *ssa.Value) *ssa.Value {
	return e.b.NewValue1(e.pos, sized(x.Type, ssa.OpNeg32, ssa.OpNeg64), x.Type, x)
}

// call calls the pure function name, written "math.Cos", and returns its one
// result, which is of type float64. Arguments are of the types that the
// function declares. It uses and replaces e.mem.
func (e *emitter) call(name string, args ...*ssa.Value) *ssa.Value {
	return e.callResult(name, types.Types[types.TFLOAT64], args...)
}

// callResult is call for a function whose one result is of type t.
func (e *emitter) callResult(name string, t *types.Type, args ...*ssa.Value) *ssa.Value {
	f := e.b.Func
	params := make([]*types.Type, len(args))
	for i, a := range args {
		params[i] = a.Type
	}
	pkg, fn := splitName(name)
	sym := base.PkgLinksym(pkg, fn, obj.ABIInternal)
	info := f.ABIDefault.ABIAnalyzeTypes(params, []*types.Type{t})
	aux := ssa.StaticAuxCall(sym, info)
	call := e.b.NewValue0A(e.pos, ssa.OpStaticLECall, aux.LateExpansionResultType(), aux)
	call.AddArgs(args...)
	call.AddArg(e.mem)
	call.AuxInt = aux.ArgWidth()
	e.mem = e.b.NewValue1I(e.pos, ssa.OpSelectN, types.TypeMem, 1, call)
	return e.b.NewValue1I(e.pos, ssa.OpSelectN, t, 0, call)
}

// splitName splits "path/pkg.Name" at its last dot.
func splitName(name string) (pkg, fn string) {
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '.' {
			return name[:i], name[i+1:]
		}
	}
	return "", name
}

// binary emits the one of two arithmetic ops that fits the operands' type.
func (e *emitter) binary(op32, op64 ssa.Op, x, y *ssa.Value) *ssa.Value {
	if x.Type.IsComplex() {
		return e.complex(x.Type,
			e.binary(op32, op64, e.real(x), e.real(y)),
			e.binary(op32, op64, e.imag(x), e.imag(y)))
	}
	return e.b.NewValue2(e.pos, sized(x.Type, op32, op64), x.Type, x, y)
}

// compare emits the one of two comparisons that fits the operands' type.
func (e *emitter) compare(op32, op64 ssa.Op, x, y *ssa.Value) *ssa.Value {
	return e.b.NewValue2(e.pos, sized(x.Type, op32, op64), types.Types[types.TBOOL], x, y)
}

// sized returns the one of two ops that fits type t.
func sized(t *types.Type, op32, op64 ssa.Op) ssa.Op {
	if t.Size() == 4 {
		return op32
	}
	return op64
}
