// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Random expressions.

package main

import "fmt"

// variable returns a variable of kind k, or "".
func (g *generator) variable(k kind) string {
	v := g.vars[k]
	if len(v) == 0 {
		return ""
	}
	return v[g.r.Intn(len(v))]
}

// index returns an integer expression between 0 and 2.
func (g *generator) index() string {
	if v := g.variable(number); v != "" && g.r.Intn(2) == 0 {
		return fmt.Sprintf("idx(%s)", v)
	}
	return fmt.Sprint(g.r.Intn(3))
}

// place returns a float variable that can be assigned to.
func (g *generator) place() string {
	for range 20 {
		k := [...]kind{float, float, slice, array, ptr, strct, strctp, matrix, structs, grid, sliceptr, ptrptr, generic, ptrs, table}[g.r.Intn(15)]
		v := g.variable(k)
		if v == "" {
			continue
		}
		switch k {
		case float:
			return v
		case slice, array:
			return fmt.Sprintf("%s[%s]", v, g.index())
		case ptr:
			return "*" + v
		case strct, strctp:
			return fmt.Sprintf([...]string{"%s.A", "%s.B", "%s.V[" + g.index() + "]", "%s.L[" + g.index() + "]"}[g.r.Intn(4)], v)
		case matrix, grid:
			return fmt.Sprintf("%s[%d][%s]", v, g.r.Intn(2), g.index())
		case structs:
			return fmt.Sprintf([...]string{"%s[%d].A", "%s[%d].V[" + g.index() + "]", "%s[%d].L[" + g.index() + "]"}[g.r.Intn(3)], v, g.r.Intn(2))
		case sliceptr:
			return fmt.Sprintf("(*%s)[%s]", v, g.index())
		case ptrptr:
			return "**" + v
		case generic:
			return v + [...]string{".X", ".Y"}[g.r.Intn(2)]
		case ptrs:
			return fmt.Sprintf("*%s[%s]", v, g.index())
		case table:
			return fmt.Sprintf("%s[%s]", v, g.index())
		}
	}
	return "*new(float64)"
}

// cond returns a condition that is not near its edge as a rule.
func (g *generator) cond() string {
	switch g.r.Intn(4) {
	case 0:
		return fmt.Sprintf("%s%%2 == %d", g.expr(number, 1), g.r.Intn(2))
	case 1:
		return fmt.Sprintf("%s > 0.1 && %s < 0.7", g.expr(float, 1), g.expr(float, 1))
	case 2:
		return fmt.Sprintf("%s < %.2f || %s == 2", g.expr(float, 1), g.r.Float64(), g.expr(number, 1))
	}
	return fmt.Sprintf("%s > %.2f", g.expr(float, 2), g.r.Float64()-0.5)
}

// tame returns a bounded float expression.
func (g *generator) tame(depth int) string {
	f := [...]string{"math.Sin(%s)", "math.Tanh(%s)", "math.Cos(%s)", "math.Atan(%s)", "0.5*math.Sin(%s)"}[g.r.Intn(5)]
	return fmt.Sprintf(f, g.expr(float, depth))
}

// expr returns an expression of kind k.
func (g *generator) expr(k kind, depth int) string {
	if v := g.variable(k); v != "" && g.r.Intn(3) > 0 && (k != float || depth <= 0) {
		return v
	}
	switch k {
	case float:
		return g.float(depth)
	case single:
		if v := g.variable(single); v != "" && depth > 0 && g.r.Intn(2) == 0 {
			return fmt.Sprintf([...]string{"(%s * %s)", "(%s + 0.5*%s)", "(%s - %s)", "(%s / (2 + %[2]s*%[2]s))"}[g.r.Intn(4)], v, g.expr(single, depth-1))
		}
		return fmt.Sprintf("float32(%s)", g.tame(depth-1))
	case number:
		if v := g.variable(number); v != "" {
			return v
		}
		return fmt.Sprintf("int(3*math.Sin(%s))", g.leaf())
	case slice:
		return g.slice(depth)
	case array:
		if depth > 0 {
			return fmt.Sprintf("[3]float64{%s, %s, %s}", g.float(depth-1), g.float(depth-1), g.float(depth-1))
		}
		return "[3]float64{0.1, 0.2, 0.3}"
	case ptr:
		return g.pointer(depth)
	case strct:
		if v := g.variable(strctp); v != "" && g.r.Intn(2) == 0 {
			return "*" + v
		}
		return fmt.Sprintf("S{A: %s, B: %s, V: %s, N: %s, L: %s, Q: %s}", g.leaf(), g.float(depth-1), g.expr(array, depth-1), g.expr(number, 0), g.expr(slice, depth-1), g.expr(ptr, depth-1))
	case strctp:
		if v := g.variable(strct); v != "" && g.r.Intn(2) == 0 {
			return "(&" + v + ")"
		}
		if v := g.variable(strctp); v != "" && g.r.Intn(3) == 0 {
			return fmt.Sprintf("(&S{B: %s, L: %s, Q: %s, Next: %s})", g.float(depth-1), g.expr(slice, depth-1), g.expr(ptr, depth-1), v)
		}
		return fmt.Sprintf("(&S{A: %s, L: %s, Q: %s})", g.float(depth-1), g.expr(slice, depth-1), g.expr(ptr, depth-1))
	case matrix:
		return fmt.Sprintf("[][]float64{%s, %s}", g.expr(slice, depth-1), g.expr(slice, depth-1))
	case structs:
		return fmt.Sprintf("[]S{%s, %s}", g.expr(strct, depth-1), g.expr(strct, depth-1))
	case grid:
		return fmt.Sprintf("[2][3]float64{%s, %s}", g.expr(array, depth-1), g.expr(array, 0))
	case sliceptr:
		if v := g.variable(slice); v != "" {
			return "(&" + v + ")"
		}
		return fmt.Sprintf("(&[]float64{%s, %s, %s})", g.leaf(), g.leaf(), g.leaf())
	case ptrptr:
		if v := g.variable(ptr); v != "" {
			return "(&" + v + ")"
		}
		return fmt.Sprintf("ref(%s)", g.expr(ptr, 0))
	case generic:
		if depth > 0 && g.r.Intn(2) == 0 {
			return fmt.Sprintf("swapped(%s)", g.expr(generic, depth-1))
		}
		return fmt.Sprintf("Pair[float64]{%s, %s}", g.float(depth-1), g.leaf())
	case pair:
		return g.complex(depth)
	case singles:
		if v := g.variable(singles); v != "" && g.r.Intn(2) == 0 {
			return fmt.Sprintf([...]string{"%s[:3]", "append(%s, %s)"}[g.r.Intn(2)]+"%.0[2]s", v, g.expr(single, depth-1))
		}
		return fmt.Sprintf("[]float32{%s, %s, 0.25}", g.expr(single, depth-1), g.expr(single, depth-1))
	case ptrs:
		return fmt.Sprintf("[]*float64{%s, %s, %s}", g.expr(ptr, depth-1), g.expr(ptr, depth-1), g.expr(ptr, depth-1))
	}
	panic("no expression of " + string(k))
}

// leaf returns a float without operators.
func (g *generator) leaf() string {
	for range 8 {
		k := kinds[g.r.Intn(len(kinds))]
		v := g.variable(k)
		if v == "" {
			continue
		}
		switch k {
		case float:
			return v
		case single:
			return fmt.Sprintf("float64(%s)", v)
		case number:
			return fmt.Sprintf("0.1*float64(%s)", v)
		case slice, array:
			return fmt.Sprintf("%s[%s]", v, g.index())
		case ptr:
			return "*" + v
		case strct, strctp:
			return fmt.Sprintf([...]string{"%s.A", "%s.B", "%s.V[" + g.index() + "]", "%s.L[" + g.index() + "]", "*%s.Q", "float64(%s.F)"}[g.r.Intn(6)], v)
		case matrix, grid:
			return fmt.Sprintf("%s[%d][%s]", v, g.r.Intn(2), g.index())
		case structs:
			return fmt.Sprintf([...]string{"%s[%d].A", "%s[%d].V[" + g.index() + "]", "*%s[%d].Q"}[g.r.Intn(3)], v, g.r.Intn(2))
		case sliceptr:
			return fmt.Sprintf("(*%s)[%s]", v, g.index())
		case ptrptr:
			return "**" + v
		case generic:
			return v + [...]string{".X", ".Y", ".Sum()"}[g.r.Intn(3)]
		case pair:
			return fmt.Sprintf([...]string{"real(%s)", "imag(%s)"}[g.r.Intn(2)], v)
		case singles:
			return fmt.Sprintf("float64(%s[%s])", v, g.index())
		case ptrs:
			return fmt.Sprintf("*%s[%s]", v, g.index())
		}
	}
	return fmt.Sprintf("%.3f", g.r.Float64())
}

// float returns a float expression.
func (g *generator) float(depth int) string {
	if depth <= 0 {
		return g.leaf()
	}
	sub := func() string { return g.float(depth - 1) }
	if g.any && g.r.Intn(8) == 0 {
		if v := g.dynamic(depth); v != "" {
			return v
		}
	}
	switch g.r.Intn(16) {
	case 0, 1:
		return fmt.Sprintf("(%s + %s)", sub(), sub())
	case 2:
		return fmt.Sprintf("(%s - %s)", sub(), sub())
	case 3, 4:
		return fmt.Sprintf("(%s * %s)", sub(), sub())
	case 5:
		return fmt.Sprintf("(%s / (2 + math.Sin(%s)))", sub(), sub())
	case 6:
		return fmt.Sprintf("math.Exp(-math.Abs(%s))", sub())
	case 7:
		return fmt.Sprintf("math.Sqrt(1.5 + math.Cos(%s))", sub())
	case 8:
		return fmt.Sprintf("math.Log(2.5 + math.Sin(%s))", sub())
	case 9:
		return fmt.Sprintf("max(%s, %s)", sub(), sub())
	case 10:
		return fmt.Sprintf("sum(%s, %s)", sub(), sub())
	case 11:
		if v := g.variable(strct); v != "" {
			return fmt.Sprintf("%s.val(%s)", v, sub())
		}
		return fmt.Sprintf("(-(%s))", sub())
	case 12:
		return fmt.Sprintf("math.Pow(1.5+math.Sin(%s), %s)", sub(), g.tame(depth-1))
	}
	return g.leaf()
}

// complex returns a complex number.
func (g *generator) complex(depth int) string {
	v := g.variable(pair)
	if v == "" || depth <= 0 {
		return fmt.Sprintf("complex(%s, %s)", g.tame(depth-1), g.leaf())
	}
	w := g.complex(depth - 1)
	switch g.r.Intn(7) {
	case 0:
		return fmt.Sprintf("(%s * %s)", v, w)
	case 1:
		return fmt.Sprintf("(%s - 0.5*%s)", v, w)
	case 2:
		return fmt.Sprintf("cmplx.Conj(%s)", v)
	case 3:
		return fmt.Sprintf("cmplx.Exp(complex(%s, real(%s)))", g.tame(depth-1), v)
	case 4:
		return fmt.Sprintf("(%s / complex(2+%s, imag(%s)))", v, g.tame(depth-1), w)
	case 5:
		return fmt.Sprintf("complex(cmplx.Abs(%s + 3), %s)", v, g.leaf())
	}
	return fmt.Sprintf("complex(imag(%s), real(%s))", v, w)
}

// slice returns a slice of at least three floats.
func (g *generator) slice(depth int) string {
	v := g.variable(slice)
	switch n := g.r.Intn(8); {
	case v != "" && n == 0:
		return fmt.Sprintf("%s[:3]", v)
	case v != "" && n == 1:
		return fmt.Sprintf("%s[len(%s)-3:]", v, v)
	case v != "" && n == 2:
		return fmt.Sprintf("append(%s[:3:3], %s)", v, g.leaf())
	case v != "" && n == 3:
		return fmt.Sprintf("append(%s, %s, %s)", v, g.leaf(), g.leaf())
	case v != "" && n == 4:
		return fmt.Sprintf("append([]float64{%s}, %s...)", g.leaf(), v)
	case n == 5:
		if s := g.variable(strctp); s != "" {
			return s + ".L"
		}
	case n == 6:
		if m := g.variable(matrix); m != "" {
			return fmt.Sprintf("%s[%d]", m, g.r.Intn(2))
		}
	case n == 7:
		return fmt.Sprintf("make([]float64, %d)", 3+g.r.Intn(3))
	}
	return fmt.Sprintf("[]float64{%s, %s, %s}", g.float(depth-1), g.leaf(), g.leaf())
}

// pointer returns a pointer to a float.
func (g *generator) pointer(depth int) string {
	switch g.r.Intn(6) {
	case 0:
		if v := g.variable(float); v != "" {
			return "&" + v
		}
	case 1:
		if v := g.variable(slice); v != "" {
			return fmt.Sprintf("&%s[%s]", v, g.index())
		}
	case 2:
		if v := g.variable(strctp); v != "" {
			return "&" + v + ".A"
		}
	case 3:
		if v := g.variable(ptr); v != "" && depth > 0 {
			return fmt.Sprintf("pick(%s, %s, %s)", v, g.pointer(0), g.cond())
		}
	case 4:
		if v := g.variable(array); v != "" {
			return fmt.Sprintf("&%s[%s]", v, g.index())
		}
	}
	return "new(float64)"
}
