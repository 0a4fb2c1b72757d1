// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// SSA as text, so that tests of analyses are files. A function under test is
//
//	type vec struct { x, y float64 }
//	var tmp [4]float64
//	func f(v Dual[*vec], n int) Dual[float64]
//
//	b1:
//		mem = InitMem <mem>
//		sp = SP <uintptr>
//		v = Arg <*vec> {v}
//		p = OffPtr <*float64> [8] v
//		y = Load <float64> p mem
//		r = MakeResult <float64; float64; mem> y y mem
//		Ret r
//
// First its types, its local variables and its signature, as Go declares them,
// where Dual and Maybe mark what has a shadow, behind a //go:autodiff comment if
// a directive asks for the derivative; then blocks of values as package
// ssa prints them, except that they have names instead of numbers, and a
// position at will (@line:col). Between < and > a call has the types of its
// results. A result with a shadow is returned twice, as before differentiation.

package autodiff

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"cmd/compile/internal/autodiff/request"
	"cmd/compile/internal/base"
	"cmd/compile/internal/ir"
	"cmd/compile/internal/ssa"
	"cmd/compile/internal/types"
	"cmd/internal/obj"
	"cmd/internal/src"
)

// A text is a function under test, made from text.
type text struct {
	t      *testing.T
	named  map[string]*types.Type
	inst   *instance
	f      *ssa.Func
	locals map[string]*ir.Name
	names  []string // of values, in order
	values map[string]*ssa.Value
}

// A textFrontend names the symbol of a string constant after the string.
type textFrontend struct{ rigFrontend }

func (textFrontend) StringData(s string) *obj.LSym { return base.Ctxt.Lookup(strconv.Quote(s)) }

// parseText makes the function that source describes.
func parseText(t *testing.T, source string) *text {
	t.Helper()
	x := &text{t: t, named: make(map[string]*types.Type), locals: make(map[string]*ir.Name), values: make(map[string]*ssa.Value)}
	header, body, ok := strings.Cut(source, "\nb1:\n")
	if !ok {
		t.Fatal("no block b1")
	}
	x.declare(header)
	f := rigConfig.NewFunc(textFrontend{rigFrontend{t, x.inst.fn}}, new(ssa.Cache))
	f.Name = "f"
	f.ABI0, f.ABI1, f.ABIDefault = rigConfig.ABI0, rigConfig.ABI1, rigConfig.ABI1
	f.ABISelf = f.ABIDefault
	x.f = f
	x.build("b1:\n" + body)
	return x
}

// declare makes types, local variables and the instance.
func (x *text) declare(header string) {
	types.LocalPkg = types.NewPkg("p", "p")
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+header, 0)
	if err != nil {
		x.t.Fatal(err)
	}
	var named []*ast.TypeSpec
	var vars []*ast.ValueSpec
	var fn *ast.FuncDecl
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					named = append(named, s)
					obj := ir.NewDeclNameAt(src.NoXPos, ir.OTYPE, types.LocalPkg.Lookup(s.Name.Name))
					x.named[s.Name.Name] = types.NewNamed(obj)
					obj.SetType(x.named[s.Name.Name])
				case *ast.ValueSpec:
					vars = append(vars, s)
				}
			}
		case *ast.FuncDecl:
			fn = d
		}
	}
	if fn == nil {
		x.t.Fatal("no function")
	}
	for _, s := range named {
		x.named[s.Name.Name].SetUnderlying(x.typeOf(s.Type))
	}
	x.instance(fn)
	if strings.Contains(header, "//go:autodiff ") {
		x.inst.request = &request.Request{Name: "d" + fn.Name.Name}
		x.inst.request.Options.Unchecked = strings.Contains(header, " unchecked\n")
		x.inst.request.Options.NoAlias = strings.Contains(header, " noalias\n")
	}
	for _, v := range vars {
		for _, name := range v.Names {
			x.locals[name.Name] = x.inst.fn.NewLocal(src.NoXPos, types.LocalPkg.Lookup(name.Name), x.typeOf(v.Type))
		}
	}
}

// instance makes the instance whose primal d declares.
func (x *text) instance(d *ast.FuncDecl) {
	var states []state
	var marks []bool
	fields := func(list *ast.FieldList, add func(state)) (fs []*types.Field) {
		if list == nil {
			return nil
		}
		for _, f := range list.List {
			s, t := x.dual(f.Type)
			names := f.Names
			if names == nil {
				names = []*ast.Ident{nil}
			}
			for _, n := range names {
				var sym *types.Sym
				if n != nil {
					sym = types.LocalPkg.Lookup(n.Name)
				}
				fs = append(fs, types.NewField(src.NoXPos, sym, t))
				add(s)
			}
		}
		return fs
	}
	params := fields(d.Type.Params, func(s state) { states = append(states, s) })
	results := fields(d.Type.Results, func(s state) { marks = append(marks, s != inactive) })
	primal := ir.NewFunc(src.NoXPos, src.NoXPos, types.LocalPkg.Lookup(d.Name.Name), types.NewSignature(nil, params, results))
	x.inst = &instance{primal: primal, width: 1, callees: make(map[*obj.LSym]*ir.Func)}
	x.inst.declare(types.LocalPkg.Lookup("d"+d.Name.Name), states, marks)
	for _, name := range x.inst.fn.Dcl {
		x.locals[name.Sym().Name] = name
	}
}

// dual returns the state and type of Dual[T], Maybe[T] or T.
func (x *text) dual(e ast.Expr) (state, *types.Type) {
	if i, ok := e.(*ast.IndexExpr); ok {
		if i.X.(*ast.Ident).Name == "Maybe" {
			return maybe, x.typeOf(i.Index)
		}
		return active, x.typeOf(i.Index)
	}
	return inactive, x.typeOf(e)
}

// basicTypes has the types that are known by name besides those of Go.
var basicTypes = map[string]*types.Type{"any": types.Types[types.TINTER], "mem": types.TypeMem, "void": types.TypeVoid}

func (x *text) typeNamed(name string) *types.Type {
	if t := x.named[name]; t != nil {
		return t
	}
	if t := basicTypes[name]; t != nil {
		return t
	}
	if name == "error" {
		return types.ErrorType
	}
	for _, t := range types.Types {
		if t != nil && t.Sym() != nil && t.Sym().Name == name {
			return t
		}
	}
	x.t.Fatalf("unknown type %s", name)
	return nil
}

// typeOf returns the type that e denotes.
func (x *text) typeOf(e ast.Expr) *types.Type {
	fields := func(list *ast.FieldList) (fs []*types.Field) {
		if list == nil {
			return nil
		}
		for _, f := range list.List {
			names := f.Names
			if names == nil {
				names = []*ast.Ident{{Name: "_"}}
			}
			for _, n := range names {
				fs = append(fs, types.NewField(src.NoXPos, types.LocalPkg.Lookup(n.Name), x.typeOf(f.Type)))
			}
		}
		return fs
	}
	switch e := e.(type) {
	case *ast.Ident:
		return x.typeNamed(e.Name)
	case *ast.SelectorExpr:
		return types.Types[types.TUNSAFEPTR]
	case *ast.StarExpr:
		return types.NewPtr(x.typeOf(e.X))
	case *ast.ArrayType:
		if e.Len == nil {
			return types.NewSlice(x.typeOf(e.Elt))
		}
		n, err := strconv.ParseInt(e.Len.(*ast.BasicLit).Value, 0, 64)
		if err != nil {
			x.t.Fatal(err)
		}
		return types.NewArray(x.typeOf(e.Elt), n)
	case *ast.MapType:
		return types.NewMap(x.typeOf(e.Key), x.typeOf(e.Value))
	case *ast.ChanType:
		return types.NewChan(x.typeOf(e.Value), types.Cboth)
	case *ast.FuncType:
		return types.NewSignature(nil, fields(e.Params), fields(e.Results))
	case *ast.StructType:
		return types.NewStruct(fields(e.Fields))
	case *ast.InterfaceType:
		return types.Types[types.TINTER]
	}
	x.t.Fatalf("unknown type %T", e)
	return nil
}

// typeText returns the type that the Go text s denotes.
func (x *text) typeText(s string) *types.Type {
	e, err := parser.ParseExpr(s)
	if err != nil {
		x.t.Fatalf("type %q: %v", s, err)
	}
	t := x.typeOf(e)
	if t.Kind() != types.TSSA {
		types.CalcSize(t)
	}
	return t
}

// typeTexts returns the types in a list separated by semicolons.
func (x *text) typeTexts(s string) (ts []*types.Type) {
	for _, s := range strings.Split(s, ";") {
		if s = strings.TrimSpace(s); s != "" {
			ts = append(ts, x.typeText(s))
		}
	}
	return ts
}

var (
	blockLine = regexp.MustCompile(`^(\w+):$`)
	valueLine = regexp.MustCompile(`^(\w+) = (\w+)(?: <([^>]*)>)?(?: \{([^}]*)\})?(?: \[(-?\d+)\])?((?: \w+)*)(?: @(\d+):(\d+))?$`)
	endLine   = regexp.MustCompile(`^(Ret|Exit|Plain|If)(?: (\w+))?(?: ->((?: \w+)+))?$`)
)

// build makes the blocks and values of body: first all without arguments, then
// what they refer to.
func (x *text) build(body string) {
	blocks := make(map[string]*ssa.Block)
	var b *ssa.Block
	var later []func()
	for _, l := range strings.Split(body, "\n") {
		l = strings.TrimSpace(l)
		if m := blockLine.FindStringSubmatch(l); m != nil {
			b = x.f.NewBlock(ssa.BlockInvalid)
			blocks[m[1]] = b
			if x.f.Entry == nil {
				x.f.Entry = b
			}
		} else if m := valueLine.FindStringSubmatch(l); m != nil {
			later = append(later, x.value(b, m))
		} else if m := endLine.FindStringSubmatch(l); m != nil {
			b := b
			later = append(later, func() { x.end(b, m, blocks) })
		} else if l != "" {
			x.t.Fatalf("cannot parse %q", l)
		}
	}
	for _, do := range later {
		do()
	}
}

// end gives b its kind, control and successors.
func (x *text) end(b *ssa.Block, m []string, blocks map[string]*ssa.Block) {
	b.Kind = map[string]ssa.BlockKind{"Ret": ssa.BlockRet, "Exit": ssa.BlockExit, "Plain": ssa.BlockPlain, "If": ssa.BlockIf}[m[1]]
	if m[2] != "" {
		b.SetControl(x.valueNamed(m[2]))
	}
	for _, to := range strings.Fields(m[3]) {
		b.AddEdgeTo(blocks[to])
	}
}

// valueNamed returns the value with the given name.
func (x *text) valueNamed(name string) *ssa.Value {
	v := x.values[name]
	if v == nil {
		x.t.Fatalf("no value %s", name)
	}
	return v
}

// opsByName has the generic ops.
var opsByName map[string]ssa.Op

// value makes the value of a line and returns what is left to be done when all
// values are there.
func (x *text) value(b *ssa.Block, m []string) func() {
	name, typ, aux, auxInt, args := m[1], m[3], m[4], m[5], strings.Fields(m[6])
	if opsByName == nil {
		opsByName = make(map[string]ssa.Op)
		for op, name := range genericOps(x.t) {
			opsByName[name] = op
		}
	}
	op, ok := opsByName[m[2]]
	if !ok {
		x.t.Fatalf("no op %s", m[2])
	}
	pos := src.NoXPos
	if m[7] != "" {
		line, _ := strconv.Atoi(m[7])
		col, _ := strconv.Atoi(m[8])
		pos = textPos(uint(line), uint(col))
	}
	ts := x.typeTexts(typ)
	t := types.TypeVoid
	if len(ts) == 1 && !op.IsCall() {
		t = ts[0]
	}
	v := b.NewValue0(pos, op, t)
	if auxInt != "" {
		v.AuxInt, _ = strconv.ParseInt(auxInt, 10, 64)
	}
	x.names = append(x.names, name)
	x.values[name] = v
	return func() {
		for _, arg := range args {
			v.AddArg(x.valueNamed(arg))
		}
		switch {
		case op.IsCall():
			x.call(v, aux, ts)
		case op == ssa.OpMakeResult:
			v.Type = types.NewResults(ts)
		case op == ssa.OpStore || op == ssa.OpMove || op == ssa.OpZero:
			v.Type = types.TypeMem
			v.Aux = x.typeText(aux)
		case aux == "":
		case x.locals[aux] != nil:
			v.Aux = x.locals[aux]
		default: // a symbol
			v.Aux = base.Ctxt.Lookup(aux)
		}
	}
}

// call gives the call v of the function fn its type and what it is.
func (x *text) call(v *ssa.Value, fn string, results []*types.Type) {
	var params []*types.Type
	for _, arg := range callArgs(v) {
		params = append(params, arg.Type)
	}
	info := x.f.ABIDefault.ABIAnalyzeTypes(params, results)
	aux := ssa.ClosureAuxCall(info)
	switch v.Op {
	case ssa.OpStaticLECall:
		aux = ssa.StaticAuxCall(base.Ctxt.Lookup(fn), info)
	case ssa.OpInterLECall:
		aux = ssa.InterfaceAuxCall(info)
	}
	v.Aux = aux
	v.Type = aux.LateExpansionResultType()
}

// textPos returns a position in the file text.go.
func textPos(line, col uint) src.XPos {
	return base.Ctxt.PosTable.XPos(src.MakePos(textFile, line, col))
}

var textFile = src.NewFileBase("text.go", "text.go")
