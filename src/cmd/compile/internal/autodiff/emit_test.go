// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"fmt"
	"math"
	"strings"
	"testing"
	_ "unsafe" // for linkname

	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/typecheck"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/obj/x86"
	"cmd/internal/src"
)

// A rig builds SSA in a function of its own and evaluates it.
type rig struct {
	t *testing.T
	f *ssa.Func
	e *emitter
}

var rigConfig = func() *ssa.Config {
	types.PtrSize = 8
	types.RegSize = 8
	types.MaxWidth = 1 << 50
	base.Ctxt = obj.Linknew(&x86.Linkamd64)
	base.Ctxt.Pkgpath = "p"
	typecheck.InitUniverse()
	var ts ssa.Types
	ts.SetTypPtrs()
	return ssa.NewConfig("amd64", ts, base.Ctxt, true, false)
}()

func newRig(t *testing.T) *rig {
	fn := ir.NewFunc(src.NoXPos, src.NoXPos, types.NewPkg("p", "p").Lookup("f"), types.NewSignature(nil, nil, nil))
	fn.DeclareParams(true)
	f := rigConfig.NewFunc(rigFrontend{t, fn}, new(ssa.Cache))
	f.Name = "f"
	f.ABI0, f.ABI1, f.ABIDefault = rigConfig.ABI0, rigConfig.ABI1, rigConfig.ABI1
	f.ABISelf = f.ABIDefault
	f.Entry = f.NewBlock(ssa.BlockExit)
	mem := f.Entry.NewValue0(src.NoXPos, ssa.OpInitMem, types.TypeMem)
	f.Entry.SetControl(mem)
	return &rig{t: t, f: f, e: &emitter{b: f.Entry, mem: mem}}
}

// arg returns a new argument of the given type.
func (r *rig) arg(t *types.Type) *ssa.Value {
	return r.f.Entry.NewValue0(src.NoXPos, ssa.OpArg, t)
}

type rigFrontend struct {
	t  *testing.T
	fn *ir.Func
}

func (r rigFrontend) StringData(string) *obj.LSym { return nil }
func (r rigFrontend) SplitSlot(parent *ssa.LocalSlot, suffix string, offset int64, t *types.Type) ssa.LocalSlot {
	return ssa.LocalSlot{N: parent.N, Type: t, Off: offset}
}
func (r rigFrontend) Syslook(s string) *obj.LSym                 { return base.Ctxt.Lookup(s) }
func (r rigFrontend) UseWriteBarrier() bool                      { return false }
func (r rigFrontend) Func() *ir.Func                             { return r.fn }
func (r rigFrontend) Logf(msg string, args ...any)               { r.t.Logf(msg, args...) }
func (r rigFrontend) Log() bool                                  { return false }
func (r rigFrontend) Fatalf(_ src.XPos, msg string, args ...any) { r.t.Fatalf(msg, args...) }
func (r rigFrontend) Warnl(_ src.XPos, msg string, args ...any)  { r.t.Logf(msg, args...) }
func (r rigFrontend) Debug_checknil() bool                       { return false }

// eval returns the value of v: a float64 (rounded, for a float32), a
// complex128, an int or a bool. Arguments have the values in env.
func (r *rig) eval(v *ssa.Value, env map[*ssa.Value]any) any {
	if x, ok := env[v]; ok {
		return x
	}
	x := r.compute(v, env)
	if f, ok := x.(float64); ok && v.Type.Size() == 4 {
		x = float64(float32(f))
	}
	env[v] = x
	return x
}

func (r *rig) compute(v *ssa.Value, env map[*ssa.Value]any) any {
	num := func(i int) float64 { return r.eval(v.Args[i], env).(float64) }
	truth := func(i int) bool { return r.eval(v.Args[i], env).(bool) }
	switch v.Op {
	case ssa.OpConst64F, ssa.OpConst32F:
		return v.AuxFloat()
	case ssa.OpAdd32F, ssa.OpAdd64F:
		return num(0) + num(1)
	case ssa.OpSub32F, ssa.OpSub64F:
		return num(0) - num(1)
	case ssa.OpMul32F, ssa.OpMul64F:
		return num(0) * num(1)
	case ssa.OpDiv32F, ssa.OpDiv64F:
		return num(0) / num(1)
	case ssa.OpNeg32F, ssa.OpNeg64F:
		return -num(0)
	case ssa.OpSqrt, ssa.OpSqrt32:
		return math.Sqrt(num(0))
	case ssa.OpCopysign:
		return math.Copysign(num(0), num(1))
	case ssa.OpCvt32Fto64F, ssa.OpCvt64Fto32F:
		return num(0)
	case ssa.OpEq32F, ssa.OpEq64F:
		return num(0) == num(1)
	case ssa.OpNeq32F, ssa.OpNeq64F:
		return num(0) != num(1)
	case ssa.OpLess32F, ssa.OpLess64F:
		return num(0) < num(1)
	case ssa.OpLeq32F, ssa.OpLeq64F:
		return num(0) <= num(1)
	case ssa.OpAndB:
		return truth(0) && truth(1)
	case ssa.OpCondSelect:
		if truth(2) {
			return r.eval(v.Args[0], env)
		}
		return r.eval(v.Args[1], env)
	case ssa.OpNeg64:
		return -r.eval(v.Args[0], env).(int)
	case ssa.OpComplexMake:
		return complex(num(0), num(1))
	case ssa.OpComplexReal:
		return real(r.eval(v.Args[0], env).(complex128))
	case ssa.OpComplexImag:
		return imag(r.eval(v.Args[0], env).(complex128))
	case ssa.OpConst64:
		return int(v.AuxInt)
	case ssa.OpAnd64:
		return r.eval(v.Args[0], env).(int) & r.eval(v.Args[1], env).(int)
	case ssa.OpOr64:
		return r.eval(v.Args[0], env).(int) | r.eval(v.Args[1], env).(int)
	case ssa.OpCopy:
		return r.eval(v.Args[0], env)
	case ssa.OpLoad: // of what the store before it has written
		switch x := r.eval(v.Args[1].Args[1], env).(type) {
		case float64:
			return int(math.Float64bits(x))
		case int:
			return math.Float64frombits(uint64(x))
		}
	case ssa.OpSelectN:
		return r.call(v.Args[0], env)
	}
	r.t.Fatalf("cannot evaluate %s", v.LongString())
	return nil
}

// call returns the result of a call.
func (r *rig) call(v *ssa.Value, env map[*ssa.Value]any) any {
	args := make([]any, len(v.Args)-1)
	for i := range args {
		args[i] = r.eval(v.Args[i], env)
	}
	name := v.Aux.(*ssa.AuxCall).Fn.Name
	if fn, ok := strings.CutPrefix(name, "math."); ok && callees[name] == nil {
		name = "math." + strings.ToUpper(fn[:1]) + fn[1:] // an exported function forwards to it
	}
	switch f := callees[name].(type) {
	case func(float64) float64:
		return f(args[0].(float64))
	case func(float64, float64) float64:
		return f(args[0].(float64), args[1].(float64))
	case func(float64, float64, float64) float64:
		return f(args[0].(float64), args[1].(float64), args[2].(float64))
	case func(float64, int) float64:
		return f(args[0].(float64), args[1].(int))
	case func(int, float64) float64:
		return f(args[0].(int), args[1].(float64))
	case func(int, float64, float64) float64:
		return f(args[0].(int), args[1].(float64), args[2].(float64))
	case func(complex128, complex128) complex128:
		return f(args[0].(complex128), args[1].(complex128))
	}
	r.t.Fatalf("call of %s, which the rig does not know", name)
	return nil
}

// callees has what rules call, from symbol name to function.
var callees = map[string]any{
	"math.Cos":         math.Cos,
	"math.Cosh":        math.Cosh,
	"math.Exp":         math.Exp,
	"math.Hypot":       math.Hypot,
	"math.J1":          math.J1,
	"math.Ldexp":       math.Ldexp,
	"math.RoundToEven": math.RoundToEven,
	"math.Sin":         math.Sin,
	"math.Sinh":        math.Sinh,
	"math.Y1":          math.Y1,

	"math.autodiffPowBase":     autodiffPowBase,
	"math.autodiffPowExponent": autodiffPowExponent,
	"math.autodiffExpm1":       autodiffExpm1,
	"math.autodiffGauss":       autodiffGauss,
	"math.autodiffDigamma":     autodiffDigamma,
	"math.autodiffJ1":          autodiffJ1,
	"math.autodiffJn":          autodiffJn,
	"math.autodiffY1":          autodiffY1,
	"math.autodiffYn":          autodiffYn,

	"runtime.complex128div": func(x, y complex128) complex128 { return x / y },
}

//go:linkname autodiffPowBase math.autodiffPowBase
func autodiffPowBase(x, p, y float64) float64

//go:linkname autodiffPowExponent math.autodiffPowExponent
func autodiffPowExponent(x, p, y float64) float64

//go:linkname autodiffExpm1 math.autodiffExpm1
func autodiffExpm1(x, y float64) float64

//go:linkname autodiffGauss math.autodiffGauss
func autodiffGauss(x float64) float64

//go:linkname autodiffDigamma math.autodiffDigamma
func autodiffDigamma(x float64) float64

//go:linkname autodiffJ1 math.autodiffJ1
func autodiffJ1(x, y float64) float64

//go:linkname autodiffJn math.autodiffJn
func autodiffJn(n int, x float64) float64

//go:linkname autodiffY1 math.autodiffY1
func autodiffY1(x, y float64) float64

//go:linkname autodiffYn math.autodiffYn
func autodiffYn(n int, x, y float64) float64

func TestSymbolicZero(t *testing.T) {
	r := newRig(t)
	e := r.e
	x := r.arg(types.Types[types.TFLOAT64])
	for _, tt := range []struct {
		name      string
		got, want *ssa.Value
	}{
		{"0+0", e.add(nil, nil), nil},
		{"0+x", e.add(nil, x), x},
		{"x+0", e.add(x, nil), x},
		{"x-0", e.sub(x, nil), x},
		{"0-0", e.sub(nil, nil), nil},
		{"-0", e.neg(nil), nil},
		{"x·0", e.mul(x, nil), nil},
		{"0/x", e.div(nil, x), nil},
		{"scale", e.scale(x, nil), nil},
		{"convert", e.convert(nil, x.Type), nil},
		{"real", e.real(nil), nil},
		{"complex", e.complex(types.Types[types.TCOMPLEX128], nil, nil), nil},
		{"choose", e.choose(nil, nil, nil), nil},
	} {
		if tt.got != tt.want {
			t.Errorf("%s = %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	if v := e.sub(nil, x); v.Op != ssa.OpNeg64F {
		t.Errorf("0-x = %s", v.LongString())
	}
	if v := e.value(x.Type, nil); v.Op != ssa.OpConst64F || v.AuxFloat() != 0 {
		t.Errorf("value(0) = %s", v.LongString())
	}
}

func TestWidths(t *testing.T) {
	r := newRig(t)
	for _, kind := range []types.Kind{types.TFLOAT32, types.TFLOAT64} {
		x := r.arg(types.Types[kind])
		for _, v := range []*ssa.Value{
			r.e.add(x, x), r.e.sub(x, x), r.e.mul(x, x), r.e.div(x, x), r.e.neg(x), r.e.sqrt(x),
			r.e.signOf(x), r.e.constant(x.Type, 1), r.e.zero(x.Type),
		} {
			if v.Type != x.Type {
				t.Errorf("%s has type %s, want %s", v.LongString(), v.Type, x.Type)
			}
		}
	}
	if op := r.e.add(r.arg(types.Types[types.TFLOAT32]), r.arg(types.Types[types.TFLOAT32])).Op; op != ssa.OpAdd32F {
		t.Errorf("float32 sum is %s", op)
	}
}

func TestCallThreadsMemory(t *testing.T) {
	r := newRig(t)
	x := r.arg(types.Types[types.TFLOAT64])
	m0 := r.e.mem
	y := r.e.call("math.Cos", x)
	m1 := r.e.mem
	r.e.call("math.Sin", y)
	call := y.Args[0]
	if call.Op != ssa.OpStaticLECall || call.MemoryArg() != m0 || m1.Args[0] != call || r.e.mem == m1 {
		t.Errorf("memory is not threaded through %s", call.LongString())
	}
	aux := call.Aux.(*ssa.AuxCall)
	if got := fmt.Sprint(aux.Fn.Name, aux.Fn.ABI(), aux.NArgs(), aux.NResults()); got != "math.CosABIInternal 1 1" {
		t.Errorf("callee is %s", got)
	}
}

func TestStrongZero(t *testing.T) {
	for _, tt := range []struct {
		kind        types.Kind
		p, dx, want any
	}{
		{types.TFLOAT64, math.Inf(1), 0.0, 0.0},
		{types.TFLOAT64, math.NaN(), 0.0, 0.0},
		{types.TFLOAT64, 2.0, 3.0, 6.0},
		{types.TCOMPLEX128, complex(math.Inf(1), 1), 0i, 0i},
		{types.TCOMPLEX128, 2i, 1 + 0i, 2i},
		{types.TCOMPLEX128, 2i, 1i, -2 + 0i},
	} {
		r := newRig(t)
		r.e.strongZero = true
		p, dx := r.arg(types.Types[tt.kind]), r.arg(types.Types[tt.kind])
		v := r.e.scale(p, dx)
		if got := r.eval(v, map[*ssa.Value]any{p: tt.p, dx: tt.dx}); got != tt.want {
			t.Errorf("%v·%v = %v, want %v", tt.p, tt.dx, got, tt.want)
		}
	}
}
