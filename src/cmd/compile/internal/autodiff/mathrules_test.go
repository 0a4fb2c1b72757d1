// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package autodiff

import (
	"go/ast"
	"go/parser"
	"go/token"
	"internal/testenv"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
)

// TestMathComplete fails on an exported function of package math that has no
// rule, and on a rule whose function is gone.
func TestMathComplete(t *testing.T) {
	funcs := mathFuncs(t)
	for name := range funcs {
		if token.IsExported(name) && funcRule("math."+name) == nil {
			t.Errorf("math.%s has no rule", name)
		}
	}
	for name, r := range funcRules {
		if fn, ok := strings.CutPrefix(name, "math."); ok && funcs[fn] == nil {
			t.Errorf("%s has a rule and does not exist", name)
		}
		for _, row := range r.rows {
			if (row.kind == rowSmooth) != (row.partials != nil) {
				t.Errorf("%s: a smooth row has partials, and no other", name)
			}
		}
	}
}

// TestRuntimeRules fails on a rule of a runtime function that is gone.
func TestRuntimeRules(t *testing.T) {
	dir := filepath.Join(testenv.GOROOT(t), "src", "runtime")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".go") {
			text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			source.Write(text)
		}
	}
	for name := range funcRules {
		if fn, ok := strings.CutPrefix(name, "runtime."); ok && !strings.Contains(source.String(), "\nfunc "+fn+"(") {
			t.Errorf("%s has a rule and does not exist", name)
		}
	}
}

// TestForwards checks that the functions in forwards are what it says, that no
// other function is, and that portable ones are in Go but on s390x.
func TestForwards(t *testing.T) {
	funcs := mathFuncs(t)
	for name, decls := range funcs {
		if !token.IsExported(name) {
			continue
		}
		lists := slices.Contains(forwards, name)
		// Floor, Ceil and Trunc are instructions where it matters.
		is := isForward(decls[0]) && funcRule("math." + name).rows[0].kind == rowSmooth
		if is != lists {
			t.Errorf("math.%s: is a forward: %v, stands in forwards: %v", name, is, lists)
		}
	}
	for _, name := range portable {
		if !slices.Contains(forwards, name) {
			t.Errorf("math.%s is portable and no forward", name)
		}
		for _, decl := range funcs["arch"+name] {
			file := filepath.Base(mathFiles.Position(decl.Pos()).Filename)
			if file != "stubs.go" && file != "arith_s390x.go" {
				t.Errorf("%s declares arch%s", file, name)
			}
		}
	}
}

// isForward reports whether fn is: if haveArchF { return archF(x) }; return f(x).
func isForward(fn *ast.FuncDecl) bool {
	if fn.Body == nil || len(fn.Body.List) != 2 {
		return false
	}
	test, ok := fn.Body.List[0].(*ast.IfStmt)
	if !ok || len(test.Body.List) != 1 || identifier(test.Cond) != "haveArch"+fn.Name.Name {
		return false
	}
	return returnsCall(test.Body.List[0], "arch"+fn.Name.Name) && returnsCall(fn.Body.List[1], lower(fn.Name.Name))
}

// returnsCall reports whether stmt is a return of a call of the function name.
func returnsCall(stmt ast.Stmt, name string) bool {
	ret, ok := stmt.(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	call, ok := ret.Results[0].(*ast.CallExpr)
	return ok && identifier(call.Fun) == name
}

func identifier(x ast.Expr) string {
	if id, ok := x.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

var mathFiles = token.NewFileSet()

// mathFuncs returns the functions of package math, from name to declarations.
func mathFuncs(t *testing.T) map[string][]*ast.FuncDecl {
	dir := filepath.Join(testenv.GOROOT(t), "src", "math")
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	funcs := make(map[string][]*ast.FuncDecl)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(mathFiles, filepath.Join(dir, entry.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil {
				funcs[fn.Name.Name] = append(funcs[fn.Name.Name], fn)
			}
		}
	}
	if len(funcs) < 100 {
		t.Fatalf("only %d functions in %s", len(funcs), dir)
	}
	return funcs
}

// A fixture is the derivative of result k of a rule as SSA, to be evaluated
// at any number of points.
type fixture struct {
	r    *rig
	f    reflect.Value // the primal
	x, y []*ssa.Value
	dx   []*ssa.Value // tangents of the operands; nil for inactive ones
	ty   *ssa.Value   // the result's tangent, made of dx
	dy   *ssa.Value   // adjoint of the result
	tx   []*ssa.Value // what it adds to the operands' adjoints
}

// newFixture returns the derivative of f in those operands of float type that
// are active.
func newFixture(t *testing.T, rule *rule, f any, k int, active func(i int) bool) *fixture {
	fx := &fixture{r: newRig(t), f: reflect.ValueOf(f)}
	typ := fx.f.Type()
	for i := range typ.NumIn() {
		x := fx.r.arg(ssaType(typ.In(i)))
		var dx *ssa.Value
		if isFloatKind(typ.In(i)) && active(i) {
			dx = fx.r.arg(x.Type)
		}
		fx.x = append(fx.x, x)
		fx.dx = append(fx.dx, dx)
	}
	for i := range typ.NumOut() {
		fx.y = append(fx.y, fx.r.arg(ssaType(typ.Out(i))))
	}
	need := activeIn(fx.dx)
	d := rule.at(fx.r.e, k, &operation{x: fx.x, y: fx.y, need: need})
	fx.ty = d.tangent(fx.r.e, fx.dx)
	fx.dy = fx.r.arg(fx.y[k].Type)
	fx.tx = d.adjoint(fx.r.e, fx.dy, need)
	return fx
}

func only(i int) func(int) bool { return func(j int) bool { return i == j } }

func all(int) bool { return true }

func isFloatKind(t reflect.Type) bool {
	return t.Kind() == reflect.Float64 || t.Kind() == reflect.Float32 || t.Kind() == reflect.Complex128
}

func ssaType(t reflect.Type) *types.Type {
	return types.Types[map[reflect.Kind]types.Kind{
		reflect.Float64:    types.TFLOAT64,
		reflect.Float32:    types.TFLOAT32,
		reflect.Complex128: types.TCOMPLEX128,
		reflect.Int:        types.TINT,
		reflect.Bool:       types.TBOOL,
	}[t.Kind()]]
}

// primal returns the results at x.
func (fx *fixture) primal(x []any) []any {
	in := make([]reflect.Value, len(x))
	for i := range x {
		in[i] = reflect.ValueOf(x[i]).Convert(fx.f.Type().In(i))
	}
	var out []any
	for _, y := range fx.f.Call(in) {
		switch y.Kind() {
		case reflect.Float32, reflect.Float64:
			out = append(out, y.Float())
		default:
			out = append(out, y.Interface())
		}
	}
	return out
}

// env returns the values of operands and results at x.
func (fx *fixture) env(x []any) map[*ssa.Value]any {
	env := make(map[*ssa.Value]any)
	for i, v := range fx.x {
		env[v] = x[i]
	}
	for i, y := range fx.primal(x) {
		env[fx.y[i]] = y
	}
	return env
}

// partial returns ∂y/∂xᵢ at x, as forward mode computes it, for a fixture
// whose only active operand is i.
func (fx *fixture) partial(x []any, i int) float64 {
	if fx.ty == nil {
		return 0
	}
	env := fx.env(x)
	env[fx.dx[i]] = 1.0
	return fx.r.eval(fx.ty, env).(float64)
}

// checkTranspose reports whether forward and reverse mode use the same
// partials: ȳ·ẏ = Σ x̄ᵢ·ẋᵢ.
func (fx *fixture) checkTranspose(t *testing.T, name string, rng *rand.Rand, x []any) {
	t.Helper()
	if fx.ty == nil {
		return
	}
	random := func(v *ssa.Value) any {
		if v.Type.IsComplex() {
			return complex(rng.NormFloat64(), rng.NormFloat64())
		}
		return float64(float32(rng.NormFloat64()))
	}
	env := fx.env(x)
	for _, dx := range fx.dx {
		if dx != nil {
			env[dx] = random(dx)
		}
	}
	env[fx.dy] = random(fx.dy)
	forward := dot(env[fx.dy], fx.r.eval(fx.ty, env))
	reverse, size := 0.0, math.Abs(forward)
	for i, tx := range fx.tx {
		if tx != nil {
			term := dot(env[fx.dx[i]], fx.r.eval(tx, env))
			reverse += term
			size = max(size, math.Abs(term))
		}
	}
	epsilon := 1e-14
	if fx.dy.Type.Size() == 4 {
		epsilon = 1e-6
	}
	if !(math.Abs(forward-reverse) <= epsilon*size) && !math.IsNaN(forward) && !math.IsInf(forward, 0) {
		t.Errorf("%s%v: forward %v, reverse %v", name, x, forward, reverse)
	}
}

// dot returns what an adjoint and a tangent, floats or complex numbers, amount to: the
// adjoint of x + i·y is x̄ - i·ȳ.
func dot(x, y any) float64 {
	if x, ok := x.(complex128); ok {
		y := y.(complex128)
		return real(x * y)
	}
	return x.(float64) * y.(float64)
}

// central returns the derivative of f at x by central differences with
// Richardson extrapolation (Ridders' method), and an estimate of its error.
func central(f func(float64) float64, x, h float64) (d, err float64) {
	const n = 12
	var a [n][n]float64
	err = math.Inf(1)
	for i := range n {
		hi := (x + h) - x
		a[i][0] = (f(x+hi) - f(x-hi)) / (2 * hi)
		pow := 1.0
		for j := 1; j <= i; j++ {
			pow *= 1.96
			a[i][j] = (a[i][j-1]*pow - a[i-1][j-1]) / (pow - 1)
			e := max(math.Abs(a[i][j]-a[i][j-1]), math.Abs(a[i][j]-a[i-1][j-1]))
			if e < err {
				d, err = a[i][j], e
			}
		}
		if i > 0 && math.Abs(a[i][i]-a[i-1][i-1]) > 4*err {
			break
		}
		h /= 1.4
	}
	return d, err
}

// A draw makes random operands.
type draw func(rng *rand.Rand) []any

func between(lo, hi float64) draw {
	return func(rng *rand.Rand) []any { return []any{lo + (hi-lo)*rng.Float64()} }
}

func times(a, b draw) draw {
	return func(rng *rand.Rand) []any { return append(a(rng), b(rng)...) }
}

func whole(lo, hi int) draw {
	return func(rng *rand.Rand) []any { return []any{lo + rng.Intn(hi-lo+1)} }
}

// smoothTests has the functions of package math with a smooth row, and where
// they are sampled.
var smoothTests = []struct {
	name string
	f    any
	draw draw
}{
	{"Sqrt", math.Sqrt, between(1e-3, 100)},
	{"sqrt", math.Sqrt, between(1e-3, 100)},
	{"Cbrt", math.Cbrt, between(-50, 50)},
	{"Hypot", math.Hypot, times(between(-3, 3), between(-3, 3))},
	{"Pow", math.Pow, times(between(0.01, 5), between(-4, 4))},
	{"Exp", math.Exp, between(-20, 20)},
	{"Exp2", math.Exp2, between(-20, 20)},
	{"Expm1", math.Expm1, between(-5, 5)},
	{"Log", math.Log, between(1e-3, 100)},
	{"Log2", math.Log2, between(1e-3, 100)},
	{"Log10", math.Log10, between(1e-3, 100)},
	{"Log1p", math.Log1p, between(-0.99, 10)},
	{"Sin", math.Sin, between(-20, 20)},
	{"Cos", math.Cos, between(-20, 20)},
	{"Tan", math.Tan, between(-1.5, 1.5)},
	{"Asin", math.Asin, between(-0.99, 0.99)},
	{"Acos", math.Acos, between(-0.99, 0.99)},
	{"Atan", math.Atan, between(-10, 10)},
	{"Atan2", math.Atan2, times(between(-3, 3), between(-3, 3))},
	{"Sincos", math.Sincos, between(-20, 20)},
	{"Sinh", math.Sinh, between(-10, 10)},
	{"Cosh", math.Cosh, between(-10, 10)},
	{"Tanh", math.Tanh, between(-4, 4)},
	{"Asinh", math.Asinh, between(-10, 10)},
	{"Acosh", math.Acosh, between(1.01, 10)},
	{"Atanh", math.Atanh, between(-0.99, 0.99)},
	{"Erf", math.Erf, between(-3, 3)},
	{"Erfc", math.Erfc, between(-3, 3)},
	{"Erfinv", math.Erfinv, between(-0.99, 0.99)},
	{"Erfcinv", math.Erfcinv, between(0.01, 1.99)},
	{"Gamma", math.Gamma, between(0.05, 12)},
	{"Gamma", math.Gamma, between(-2.95, -2.05)},
	{"Lgamma", math.Lgamma, between(0.05, 50)},
	{"Lgamma", math.Lgamma, between(-5.95, -5.05)},
	{"J0", math.J0, between(-30, 30)},
	{"J1", math.J1, between(-30, 30)},
	{"Jn", math.Jn, times(whole(-6, 6), between(0.1, 30))},
	{"Y0", math.Y0, between(0.1, 30)},
	{"Y1", math.Y1, between(0.1, 30)},
	{"Yn", math.Yn, times(whole(-6, 6), between(0.5, 30))},
	{"Abs", math.Abs, between(-3, 3)},
	{"Copysign", math.Copysign, times(between(-3, 3), between(-3, 3))},
	{"Max", math.Max, times(between(-3, 3), between(-3, 3))},
	{"Min", math.Min, times(between(-3, 3), between(-3, 3))},
	{"Dim", math.Dim, times(between(-3, 3), between(-3, 3))},
	{"FMA", math.FMA, times(between(-3, 3), times(between(-3, 3), between(-3, 3)))},
	{"Mod", math.Mod, times(between(-20, 20), between(-3, 3))},
	{"Remainder", math.Remainder, times(between(-20, 20), between(-3, 3))},
	{"Modf", math.Modf, between(-5, 5)},
	{"Frexp", math.Frexp, between(-100, 100)},
	{"Ldexp", math.Ldexp, times(between(-5, 5), whole(-20, 20))},
}

// stepTests has the functions whose derivative is 0.
var stepTests = []struct {
	name string
	f    any
	draw draw
}{
	{"Floor", math.Floor, between(-5, 5)},
	{"Ceil", math.Ceil, between(-5, 5)},
	{"Trunc", math.Trunc, between(-5, 5)},
	{"Round", math.Round, between(-5, 5)},
	{"RoundToEven", math.RoundToEven, between(-5, 5)},
	{"Logb", math.Logb, between(-5, 5)},
}

// TestMathAgainstDifferences compares every partial with central differences.
func TestMathAgainstDifferences(t *testing.T) {
	tested := make(map[string]bool)
	for _, tt := range append(smoothTests, stepTests...) {
		tested[tt.name] = true
		compareWithDifferences(t, "math."+tt.name, funcRule("math."+tt.name), tt.f, tt.draw)
	}
	for name := range mathFuncs(t) {
		rule := funcRule("math." + name)
		if token.IsExported(name) && rule != nil && rule.rows[0].kind == rowSmooth && !tested[name] && !strings.HasPrefix(name, "Nextafter") {
			t.Errorf("math.%s is not tested", name)
		}
	}
}

func compareWithDifferences(t *testing.T, name string, rule *rule, f any, draw draw) {
	t.Helper()
	typ := reflect.TypeOf(f)
	rng := rand.New(rand.NewSource(1))
	for k := range typ.NumOut() {
		if typ.Out(k).Kind() != reflect.Float64 {
			continue
		}
		for i := range typ.NumIn() {
			if typ.In(i).Kind() != reflect.Float64 {
				continue
			}
			fx := newFixture(t, rule, f, k, only(i))
			compared := 0
			for range 200 {
				x := draw(rng)
				along := func(v float64) float64 {
					at := append([]any(nil), x...)
					at[i] = v
					return fx.primal(at)[k].(float64)
				}
				xi := x[i].(float64)
				got := fx.partial(x, i)
				want, err := central(along, xi, 1e-3*max(0.1, min(1, math.Abs(xi))))
				if err > 1e-5*max(1, math.Abs(want)) {
					continue // a kink, step or pole is too near
				}
				compared++
				if math.Abs(got-want) > 1e-8*max(1e-3, math.Abs(want), math.Abs(along(xi)))+3*err {
					t.Errorf("%s%v: ∂y%d/∂x%d = %v, want %v ± %v", name, x, k, i, got, want, err)
				}
			}
			if compared < 150 {
				t.Errorf("%s: ∂y%d/∂x%d: only %d points compared", name, k, i, compared)
			}
		}
		fx := newFixture(t, rule, f, k, all)
		for range 50 {
			fx.checkTranspose(t, name, rng, draw(rng))
		}
	}
}
