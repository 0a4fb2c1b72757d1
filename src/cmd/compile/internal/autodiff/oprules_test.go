// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"internal/testenv"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// opReasons says which generic ops have no row, and why.
var opReasons = []struct {
	ops    string // regular expression
	reason string
}{
	{`(Add|Sub|Mul|Hmul|Avg|Div|Mod|And|Or|Xor|Neg|Com|Min|Max)(8|16|32|64|128)u?(uhilo|uover|carry|withcarry|carrywithcarry|borrow)?`, "integer arithmetic"},
	{`(Lsh|Rsh)\d+U?x\d+|RotateLeft\d+|Ctz\d+(On32|NonZero)?|(BitLen|Bswap|BitRev|PopCount)\d+`, "integer bits"},
	{`(Eq|Neq|Less|Leq)(8|16|32|64)U?`, "integer comparison"},
	{`(SignExt|ZeroExt|Trunc)\d+to\d+|CvtBoolToUint8|Const(8|16|32|64)|Signmask|Zeromask|Slicemask|SpectreIndex|SpectreSliceIndex`, "integer conversion"},
	{`Int64(Make|Hi|Lo)`, "integer parts"},
	{`AndB|OrB|EqB|NeqB|Not|ConstBool|IsNonNil|IsInBounds|IsSliceInBounds|HasCPUFeature|MemEq`, "boolean"},
	{`(Add|Sub|Eq|Neq)Ptr|(Eq|Neq)(Inter|Slice)|PtrIndex|OffPtr|Addr|LocalAddr|SP|SB|SPanchored|ConstNil`, "address"},
	{`ConstString|ConstSlice|ConstInterface|Slice(Make|Ptr|Len|Cap|PtrUnchecked)|String(Make|Ptr|Len)|IMake|ITab|IData`, "reference: mirrored on shadows"},
	{`CondSelect|Phi|Copy|Convert|Struct(Make|Select)|Array(Make1|Select)|Select[01N]|SelectNAddr|Make(Tuple|Result)|Last|Empty`, "moves values: code in the modes"},
	{`Arg|Load|Dereference|Store|Move|Zero|VarDef|VarLive|KeepAlive|InitMem`, "moves memory: code in the modes"},
	{`(Closure|Static|Inter|Tail)(LE)?Call`, "call: by the rule or instance of its callee"},
	{`(Load|Store)Masked\d+|Atomic\w+|PubBarrier|PrefetchCache(Streamed)?`, "moves integers, pointers or vectors; refused on active values"},
	{`(Store|Move|Zero)WB|WB|WBend|Arg(Int|Float)Reg|StoreReg|LoadReg|FwdRef|Unknown|Clobber|ClobberReg`, "not there when the pass runs"},
	{`NilCheck|PanicBounds|PanicExtend|GetG|GetClosurePtr|GetCallerPC|GetCallerSP|InlMark`, "control of the primal"},
	{`ZeroSIMD|IsZeroVec|\w*(Int|Uint|Float|Mask)\d+x\d+\w*|Cvt\d+toMask\d+x\d+|CvtMask\d+x\d+to\d+|\w+(128|256|512)`, "vector: refused on active values"},
}

// TestOpsComplete fails on a generic op that has neither a row nor a reason
// to have none, and on one that has both.
func TestOpsComplete(t *testing.T) {
	var reasons []*regexp.Regexp
	for _, r := range opReasons {
		reasons = append(reasons, regexp.MustCompile(`^(`+r.ops+`)$`))
	}
	floatName := regexp.MustCompile(`(32|64)F(to|$)|^Sqrt(32)?$|^Complex`)
	used := make([]bool, len(reasons))
	rows := 0
	for op, name := range genericOps(t) {
		reason := -1
		for i, re := range reasons {
			if re.MatchString(name) {
				reason = i
				used[i] = true
			}
		}
		hasRow := opRule(op) != nil
		if hasRow {
			rows++
		}
		switch {
		case hasRow && reason >= 0:
			t.Errorf("%s has a row and a reason to have none: %s", name, opReasons[reason].reason)
		case !hasRow && reason < 0:
			t.Errorf("%s has neither a row nor a reason to have none", name)
		case !hasRow && floatName.MatchString(name):
			t.Errorf("%s is an op on floats and has no row", name)
		}
	}
	if rows != len(opRules) {
		t.Errorf("%d rows for generic ops, %d in all", rows, len(opRules))
	}
	for i, used := range used {
		if !used {
			t.Errorf("no op is %s", opReasons[i].ops)
		}
	}
}

// genericOps returns the names of the generic ops, read from the table that
// package ssa was generated with.
func genericOps(t *testing.T) map[ssa.Op]string {
	path := filepath.Join(testenv.GOROOT(t), "src/cmd/compile/internal/ssa/opGen.go")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "\nvar opcodeTable = ")
	if !ok {
		t.Fatalf("no opcodeTable in %s", path)
	}
	table, _, _ = strings.Cut(table, "\n}\n")
	ops := make(map[ssa.Op]string)
	name := regexp.MustCompile(`^\s*name:\s*"(\w+)",$`)
	op := ssa.OpInvalid
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if m := name.FindStringSubmatch(line); m != nil {
			op++
			if op.String() != m[1] {
				t.Fatalf("op %d is %s, want %s", op, op, m[1])
			}
		}
		if strings.HasPrefix(strings.TrimSpace(line), "generic:") {
			ops[op] = op.String()
		}
	}
	if len(ops) < 400 {
		t.Fatalf("only %d generic ops in %s", len(ops), path)
	}
	return ops
}

// float64Ops has the primals of the ops with a row for floats of 64 bits.
var float64Ops = []struct {
	op   ssa.Op
	f    any
	draw draw
}{
	{ssa.OpAdd64F, func(x, y float64) float64 { return x + y }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpSub64F, func(x, y float64) float64 { return x - y }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpMul64F, func(x, y float64) float64 { return x * y }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpDiv64F, func(x, y float64) float64 { return x / y }, times(between(-3, 3), between(0.1, 3))},
	{ssa.OpFMA, math.FMA, times(between(-3, 3), times(between(-3, 3), between(-3, 3)))},
	{ssa.OpNeg64F, func(x float64) float64 { return -x }, between(-3, 3)},
	{ssa.OpSqrt, math.Sqrt, between(0.01, 3)},
	{ssa.OpAbs, math.Abs, between(-3, 3)},
	{ssa.OpCopysign, math.Copysign, times(between(-3, 3), between(-3, 3))},
	{ssa.OpMin64F, func(x, y float64) float64 { return min(x, y) }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpMax64F, func(x, y float64) float64 { return max(x, y) }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpRound64F, func(x float64) float64 { return x }, between(-3, 3)},
	{ssa.OpFloor, math.Floor, between(-3, 3)},
	{ssa.OpCeil, math.Ceil, between(-3, 3)},
	{ssa.OpTrunc, math.Trunc, between(-3, 3)},
	{ssa.OpRound, math.Round, between(-3, 3)},
	{ssa.OpRoundToEven, math.RoundToEven, between(-3, 3)},
}

// float32Ops has the ops with a row for floats of 32 bits, and the op for 64
// bits that has the same partials.
var float32Ops = []struct {
	op, wide ssa.Op
	f        any
	draw     draw
}{
	{ssa.OpAdd32F, ssa.OpAdd64F, func(x, y float32) float32 { return x + y }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpSub32F, ssa.OpSub64F, func(x, y float32) float32 { return x - y }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpMul32F, ssa.OpMul64F, func(x, y float32) float32 { return x * y }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpDiv32F, ssa.OpDiv64F, func(x, y float32) float32 { return x / y }, times(between(-3, 3), between(0.1, 3))},
	{ssa.OpNeg32F, ssa.OpNeg64F, func(x float32) float32 { return -x }, between(-3, 3)},
	{ssa.OpSqrt32, ssa.OpSqrt, func(x float32) float32 { return float32(math.Sqrt(float64(x))) }, between(0.01, 3)},
	{ssa.OpMin32F, ssa.OpMin64F, func(x, y float32) float32 { return min(x, y) }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpMax32F, ssa.OpMax64F, func(x, y float32) float32 { return max(x, y) }, times(between(-3, 3), between(-3, 3))},
	{ssa.OpRound32F, ssa.OpRound64F, func(x float32) float32 { return x }, between(-3, 3)},
}

// conversionOps has the ops between types that carry derivatives.
var conversionOps = map[ssa.Op]any{
	ssa.OpCvt32Fto64F: func(x float32) float64 { return float64(x) },
	ssa.OpCvt64Fto32F: func(x float64) float32 { return float32(x) },
}

func TestOpsAgainstDifferences(t *testing.T) {
	tested := make(map[ssa.Op]bool)
	wide := make(map[ssa.Op]any)
	for _, tt := range float64Ops {
		tested[tt.op] = true
		wide[tt.op] = tt.f
		compareWithDifferences(t, tt.op.String(), opRule(tt.op), tt.f, tt.draw)
	}
	rng := rand.New(rand.NewSource(1))
	for _, tt := range float32Ops {
		tested[tt.op] = true
		for i := range reflect.TypeOf(tt.f).NumIn() {
			narrow := newFixture(t, opRule(tt.op), tt.f, 0, only(i))
			wide := newFixture(t, opRule(tt.wide), wide[tt.wide], 0, only(i))
			checkFloat32(t, tt.op, narrow.ty)
			for range 100 {
				x := tt.draw(rng)
				for i := range x {
					x[i] = float64(float32(x[i].(float64)))
				}
				if got, want := narrow.partial(x, i), wide.partial(x, i); !near(got, want, 1e-6) {
					t.Errorf("%s%v: ∂y/∂x%d = %v, want %v", tt.op, x, i, got, want)
				}
			}
		}
		fx := newFixture(t, opRule(tt.op), tt.f, 0, all)
		for range 50 {
			fx.checkTranspose(t, tt.op.String(), rng, tt.draw(rng))
		}
	}
	for op, f := range conversionOps {
		tested[op] = true
		fx := newFixture(t, opRule(op), f, 0, all)
		if got := fx.partial([]any{1.5}, 0); got != 1 {
			t.Errorf("%s: ∂y/∂x = %v", op, got)
		}
		if fx.ty.Type != fx.y[0].Type || fx.tx[0].Type != fx.x[0].Type {
			t.Errorf("%s: the tangent is a %s, the adjoint a %s", op, fx.ty.Type, fx.tx[0].Type)
		}
		fx.checkTranspose(t, op.String(), rng, []any{1.5})
	}
	for op, rule := range opRules {
		if rule.rows[0].kind == rowSmooth && !tested[op] && !strings.HasPrefix(op.String(), "Complex") {
			t.Errorf("%s is not tested", op)
		}
	}
}

// checkFloat32 checks that v is computed with floats of 32 bits only.
func checkFloat32(t *testing.T, op ssa.Op, v *ssa.Value) {
	t.Helper()
	if v.Type.IsFloat() && v.Type.Size() != 4 {
		t.Errorf("%s: %s is not a float32", op, v.LongString())
	}
	for _, x := range v.Args {
		checkFloat32(t, op, x)
	}
}

// TestOpEdges has the partials of ops at kinks, ties and poles.
func TestOpEdges(t *testing.T) {
	for _, tt := range []struct {
		op   ssa.Op
		x    []any
		want []float64
	}{
		{ssa.OpDiv64F, []any{1.0, 0.0}, []float64{inf, -inf}},
		{ssa.OpDiv64F, []any{1.0, negZero}, []float64{-inf, -inf}},
		{ssa.OpDiv64F, []any{0.0, 0.0}, []float64{inf, nan}},
		{ssa.OpDiv64F, []any{1.0, inf}, []float64{0, 0}},
		{ssa.OpDiv64F, []any{1.0, nan}, []float64{nan, nan}},
		{ssa.OpMul64F, []any{inf, 2.0}, []float64{2, inf}},
		{ssa.OpMul64F, []any{nan, 2.0}, []float64{2, nan}},
		{ssa.OpFMA, []any{2.0, 3.0, inf}, []float64{3, 2, 1}},
		{ssa.OpSqrt, []any{0.0}, []float64{inf}},
		{ssa.OpSqrt, []any{negZero}, []float64{-inf}},
		{ssa.OpSqrt, []any{-1.0}, []float64{nan}},
		{ssa.OpSqrt, []any{inf}, []float64{0}},
		{ssa.OpAbs, []any{0.0}, []float64{1}},
		{ssa.OpAbs, []any{negZero}, []float64{1}},
		{ssa.OpAbs, []any{-inf}, []float64{-1}},
		{ssa.OpCopysign, []any{-2.0, 3.0}, []float64{-1, 0}},
		{ssa.OpCopysign, []any{0.0, negZero}, []float64{1, 0}},
		{ssa.OpMax64F, []any{1.0, 1.0}, []float64{1, 0}},
		{ssa.OpMax64F, []any{0.0, negZero}, []float64{1, 0}},
		{ssa.OpMax64F, []any{nan, 1.0}, []float64{0, 1}},
		{ssa.OpMax64F, []any{1.0, nan}, []float64{0, 1}},
		{ssa.OpMin64F, []any{1.0, 1.0}, []float64{1, 0}},
		{ssa.OpMin64F, []any{2.0, -inf}, []float64{0, 1}},
		{ssa.OpFloor, []any{1.0}, []float64{0}},
		{ssa.OpRoundToEven, []any{0.5}, []float64{0}},
	} {
		var f any
		for _, o := range float64Ops {
			if o.op == tt.op {
				f = o.f
			}
		}
		for i, want := range tt.want {
			if got := newFixture(t, opRule(tt.op), f, 0, only(i)).partial(tt.x, i); !near(got, want, 1e-15) {
				t.Errorf("%s%v: ∂y/∂x%d = %v, want %v", tt.op, tt.x, i, got, want)
			}
		}
	}
}

// TestNotChosen checks that the operand that a maximum does not choose does
// not contribute even if its derivative is no number.
func TestNotChosen(t *testing.T) {
	fx := newFixture(t, opRule(ssa.OpMax64F), func(x, y float64) float64 { return max(x, y) }, 0, all)
	for _, bad := range []float64{inf, nan} {
		env := fx.env([]any{1.0, 2.0})
		env[fx.dx[0]], env[fx.dx[1]] = bad, 5.0
		if got := fx.r.eval(fx.ty, env); got != 5.0 {
			t.Errorf("tangents %v and 5 give %v", bad, got)
		}
	}
}

// TestDivisions checks that the derivative of a quotient divides once.
func TestDivisions(t *testing.T) {
	fx := newFixture(t, opRule(ssa.OpDiv64F), func(x, y float64) float64 { return x / y }, 0, all)
	count := 0
	for _, v := range fx.r.f.Entry.Values {
		if v.Op == ssa.OpDiv64F {
			count++
		}
	}
	if count != 2 { // one in either mode
		t.Errorf("%d divisions", count)
	}
}

// TestComplexParts checks the rows of complex numbers: they are linear, so
// that a tangent goes the way of its primal.
func TestComplexParts(t *testing.T) {
	r := newRig(t)
	c, f := types.Types[types.TCOMPLEX128], types.Types[types.TFLOAT64]
	z, dz, re, dre, im, dim := r.arg(c), r.arg(c), r.arg(f), r.arg(f), r.arg(f), r.arg(f)
	whole := opRule(ssa.OpComplexMake).at(r.e, 0, &operation{x: []*ssa.Value{re, im}, y: []*ssa.Value{z}, need: all})
	realPart := opRule(ssa.OpComplexReal).at(r.e, 0, &operation{x: []*ssa.Value{z}, y: []*ssa.Value{re}, need: all})
	imagPart := opRule(ssa.OpComplexImag).at(r.e, 0, &operation{x: []*ssa.Value{z}, y: []*ssa.Value{im}, need: all})
	for _, tt := range []struct {
		name string
		v    *ssa.Value
		want any
	}{
		{"make", whole.tangent(r.e, []*ssa.Value{dre, dim}), 2 + 3i},
		{"make from real", whole.tangent(r.e, []*ssa.Value{dre, nil}), 2 + 0i},
		{"make from imag", whole.tangent(r.e, []*ssa.Value{nil, dim}), 3i},
		{"real", realPart.tangent(r.e, []*ssa.Value{dz}), 5.0},
		{"imag", imagPart.tangent(r.e, []*ssa.Value{dz}), 7.0},
		{"adjoint of make, real", whole.adjoint(r.e, dz, all)[0], 5.0},
		{"adjoint of make, imag", whole.adjoint(r.e, dz, all)[1], -7.0},
		{"adjoint of real", realPart.adjoint(r.e, dre, all)[0], 2 + 0i},
		{"adjoint of imag", imagPart.adjoint(r.e, dim, all)[0], -3i},
	} {
		got := r.eval(tt.v, map[*ssa.Value]any{dre: 2.0, dim: 3.0, dz: 5 + 7i})
		if got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestComplexQuotient compares the quotient of complex numbers with the
// derivatives of 1/w and of z.
func TestComplexQuotient(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	fx := newFixture(t, funcRule("runtime.complex128div"), func(z, w complex128) complex128 { return z / w }, 0, all)
	for range 100 {
		z, w := complex(rng.NormFloat64(), rng.NormFloat64()), complex(rng.NormFloat64(), rng.NormFloat64())
		dz, dw := complex(rng.NormFloat64(), rng.NormFloat64()), complex(rng.NormFloat64(), rng.NormFloat64())
		env := fx.env([]any{z, w})
		env[fx.dx[0]], env[fx.dx[1]] = dz, dw
		got := fx.r.eval(fx.ty, env).(complex128)
		want := dz/w - z*dw/(w*w)
		if d := got - want; math.Hypot(real(d), imag(d)) > 1e-12*(1+math.Hypot(real(want), imag(want))) {
			t.Errorf("%v/%v in direction %v, %v: %v, want %v", z, w, dz, dw, got, want)
		}
		fx.checkTranspose(t, "quotient", rng, []any{z, w})
	}
}
