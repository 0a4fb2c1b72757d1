// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package loops runs loops whose bodies do not change, or nearly: derivatives
// compute what does not change in front of the loop. That must not be seen: a
// panic is the same panic behind the same writes, and a loop without an iteration
// executes nothing.
package loops

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"testing"

	"goenzyme/suite/check"
)

// alike calls f and df with the same arguments, and compares what they return,
// what they panic with and what they write. Shadows are ones.
func alike(t *testing.T, f, df any, args ...any) {
	t.Helper()
	fv, dv := reflect.ValueOf(f), reflect.ValueOf(df)
	in, din := copied(args), copied(args)
	var flat []reflect.Value
	for _, x := range din {
		flat = append(flat, x)
		if len(flat) < dv.Type().NumIn() && holdsFloat(x.Type()) {
			flat = append(flat, ones(x))
		}
	}
	out, text := call(fv, in)
	dout, dtext := call(dv, flat)
	if text != dtext {
		t.Errorf("%v: primal panics with %q, derivative with %q", args, text, dtext)
	}
	if text == "" && math.Float64bits(out[0].Float()) != math.Float64bits(dout[0].Float()) {
		t.Errorf("%v: primal returns %v, derivative %v", args, out[0], dout[0])
	}
	for i := range in {
		if got, want := show(din[i]), show(in[i]); got != want {
			t.Errorf("%v: argument %d is %s behind the derivative, %s behind the primal", args, i, got, want)
		}
	}
}

func call(f reflect.Value, args []reflect.Value) (out []reflect.Value, text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprint(r)
		}
	}()
	return f.Call(args), ""
}

func holdsFloat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Float64, reflect.Struct:
		return true
	case reflect.Slice, reflect.Pointer:
		return holdsFloat(t.Elem())
	}
	return false
}

func show(v reflect.Value) string {
	text, err := json.Marshal(v.Interface())
	if err != nil {
		panic(err)
	}
	return string(text)
}

// copied returns deep copies.
func copied(args []any) []reflect.Value {
	var vs []reflect.Value
	for _, a := range args {
		vs = append(vs, deep(reflect.ValueOf(a), func(x reflect.Value) reflect.Value { return x }))
	}
	return vs
}

// ones returns something shaped like v that has ones for floats.
func ones(v reflect.Value) reflect.Value {
	return deep(v, func(x reflect.Value) reflect.Value {
		if x.Kind() == reflect.Float64 {
			return reflect.ValueOf(1.0)
		}
		return x
	})
}

func deep(v reflect.Value, leaf func(reflect.Value) reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			c.Index(i).Set(deep(v.Index(i), leaf))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(deep(v.Elem(), leaf))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.Field(i).Set(deep(v.Field(i), leaf))
		}
	default:
		return leaf(v)
	}
	return c
}

func rows(lens ...int) (a [][]float64) {
	for i, n := range lens {
		a = append(a, vector(n, float64(i)))
	}
	return a
}

func vector(n int, first float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = first + float64(i)/4
	}
	return x
}

// TestBounds: checks of what does not change, for loops with and without
// iterations, and behind checks of what does.
func TestBounds(t *testing.T) {
	for _, i := range []int{0, 1, 2, -1} {
		for _, n := range []int{0, 1, 3, 5} {
			alike(t, row, dRow, rows(3, 3), i, n)
			alike(t, late, dLate, rows(3, 4), vector(3, 1), i, n)
			alike(t, behind, dBehind, rows(3, 4), vector(2, 1), i, n)
			alike(t, guarded, dGuarded, rows(3, 4), vector(5, -1), i, n)
			alike(t, stopped, dStopped, rows(3, 4), vector(5, -1), i, n)
			alike(t, swapped, dSwapped, rows(1, 3, 4), i, n)
			alike(t, outer, dOuter, rows(3, 4, 2), vector(4, 1), i, n)
			alike(t, counted, dCounted, rows(3, 4, 2), i, n)
			alike(t, divided, dDivided, vector(4, 1), i, n)
			alike(t, jumped, dJumped, rows(3, 4, 2), i, n)
		}
	}
}

func row(a [][]float64, i, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		s += a[i][j] * a[i][j]
	}
	return s
}

// late has a check of what changes in front of the one of what does not.
func late(a [][]float64, x []float64, i, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		s += x[j] * a[i][j]
		a[0][0] = s
	}
	return s
}

// behind writes in front of the check of what does not change.
func behind(a [][]float64, x []float64, i, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		a[0][0] += 2
		s += a[i][0] * x[j]
	}
	return s
}

// guarded needs the row in some iterations only.
func guarded(a [][]float64, x []float64, i, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		if x[j] > 0 {
			s += a[i][0]
		}
	}
	return s
}

// stopped may leave the loop before it needs the row.
func stopped(a [][]float64, x []float64, i, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		if x[j] < 0 {
			break
		}
		s += a[i][j] * x[j]
	}
	return s + float64(n)
}

// swapped changes which row it is.
func swapped(a [][]float64, i, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		s = s*1.5 + a[i][0]
		a[i] = a[(i+1)%len(a)]
	}
	return s
}

func outer(a [][]float64, x []float64, i, n int) float64 {
	s := 0.0
	for k := 0; k < n; k++ {
		for j := range x[:i+1] {
			s += a[k][j] * a[i][0] * x[j] * math.Exp(-x[i])
			x[j] += 0.5
		}
		s *= a[i][1]
	}
	return s
}

// counted uses the counters of loops behind them.
func counted(a [][]float64, i, n int) float64 {
	s, j, k := 0.0, 0, 0
	for ; j < n; j++ {
		for k = j; k < len(a[i]); k++ {
			if a[i][k] > 1.5 {
				break
			}
			s += a[i][k] * a[j][0]
		}
		s += float64(k)
	}
	return s * float64(j+k)
}

func divided(x []float64, d, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		x[0]++
		if d != 1 {
			s += x[(7/d)&3] + x[j/2]
		}
	}
	return s
}

// jumped has loops with several ways on and out.
func jumped(a [][]float64, i, n int) float64 {
	s, j := 0.0, 0
again:
	for j < n {
		j++
		for _, v := range a[i] {
			if v > 1.3 {
				continue again
			}
			if s > 40 {
				break again
			}
			s += v * a[i][0]
		}
		s *= 1.25
	}
	if s < 3 && j < 20 {
		n += 2
		s += a[0][0] + 1
		goto again
	}
	return s + float64(j)
}

// TestVersions: loops that check what they count have a version without checks, for
// when none fails.
func TestVersions(t *testing.T) {
	for _, n := range []int{math.MinInt, -1, 0, 1, 2, 5, 6, 7, math.MaxInt} {
		for _, k := range []int{0, 4, 5, 6} {
			alike(t, window, dWindow, vector(6, 1), vector(k, 2), n)
			alike(t, sparse, dSparse, vector(6, 1), vector(k, 2), n)
			for _, at := range []int{math.MinInt, -2, -1, 0, 1, 3, math.MaxInt} {
				alike(t, diagonal, dDiagonal, vector(6, 1), vector(k, 2), at, n)
			}
		}
	}
}

func window(u, v []float64, n int) float64 {
	s := 0.0
	for i := 1; i+1 < n; i++ {
		v[i] = u[i-1] + u[i]*u[i+1]
		s += v[i] * v[i-1]
	}
	return s
}

// diagonal has a second counter, which starts anywhere.
func diagonal(u, v []float64, at, n int) float64 {
	s := 0.0
	for i := 0; i < n; i++ {
		s += u[at+1] * v[i]
		u[i] = s
		at++
	}
	return s
}

// sparse needs a check in some iterations only.
func sparse(u, v []float64, n int) float64 {
	s := 0.0
	for i := 2; i < n; i++ {
		s += u[i-2]
		if s > 4 {
			s -= v[i] * u[0]
		}
	}
	return s
}

type body struct {
	X, Y, Sum float64
	N         int
	Xs        []float64
	Next      *body
}

func chain(n int) *body {
	var b *body
	for i := range n {
		b = &body{X: float64(i), Y: 0.5, N: i, Xs: vector(i+1, 1), Next: b}
	}
	return b
}

// TestFields: loads and checks through pointers.
func TestFields(t *testing.T) {
	for _, b := range []*body{nil, chain(1), chain(3)} {
		for _, n := range []int{0, 1, 4} {
			alike(t, field, dField, b, vector(3, 1), n)
			alike(t, grown, dGrown, b, n)
			alike(t, shrunk, dShrunk, b, n)
			alike(t, called, dCalled, b, n)
			alike(t, walked, dWalked, b, n)
			alike(t, summed, dSummed, b, vector(3, 1), n)
		}
	}
}

// field writes before it looks at b.
func field(b *body, x []float64, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		x[j]++
		s += b.X * x[j]
	}
	return s
}

func grown(b *body, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		s += b.Xs[len(b.Xs)-1] * b.Y
		b.Xs = append(b.Xs, s)
		b.N++
	}
	return s
}

func shrunk(b *body, n int) float64 {
	s := 0.0
	for j := 0; j < n && j < len(b.Xs); j++ {
		s += b.Xs[j]
		b.Xs = b.Xs[:len(b.Xs)-1]
	}
	return s
}

func called(b *body, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		s += b.X * b.Xs[0]
		move(b)
	}
	return s
}

//go:noinline
func move(b *body) {
	b.X += b.Y
	b.Xs[0] *= 2
}

func walked(b *body, n int) float64 {
	s := 0.0
	for p := b; p != nil; p = p.Next {
		for j := 0; j < n; j++ {
			s += p.X * b.Y * b.Next.Xs[j]
		}
	}
	return s
}

func summed(b *body, x []float64, n int) float64 {
	for j := 0; j < n; j++ {
		b.Sum += math.Sin(b.X) * x[j] * float64(b.N)
		if b.Sum > 2 {
			b.Y += b.Sum
		}
	}
	return b.Sum + b.Y
}

// TestSame: what a loop reads is what it writes by another name.
func TestSame(t *testing.T) {
	x := check.Range(0.5, 1.5)
	for _, n := range []int{0, 1, 4} {
		check.Forward(t, same, dSame, x, x, n)
		check.Forward(t, local, dLocal, x, x, n)
		check.Forward(t, indexed, dIndexed, x, x, n)
		check.Forward(t, fresh, dFresh, x, x, n)
	}
}

func same(p, q float64, n int) float64 {
	x := []float64{p, q, p * q}
	return scaled(x, x, n)
}

//go:noinline
func scaled(x, y []float64, n int) float64 {
	s := 0.0
	for j := 0; j < n; j++ {
		s += math.Exp(-x[1]) * y[j%3]
		y[j%2] = s * x[2]
	}
	return s
}

// local has an array for each iteration, and one for all.
func local(p, q float64, n int) float64 {
	s := p
	var all [3]float64
	for j := 0; j < n; j++ {
		var tmp [3]float64
		s += tmp[(j+1)%3] * q
		tmp[j%3] = s
		all[j%3] += tmp[0] + tmp[1]
		s += all[1] * q
	}
	return s + all[0]
}

// indexed takes its index from memory that the loop writes.
func indexed(p, q float64, n int) float64 {
	x := []float64{p, q, p + q, p * q}
	k := []int{0, 1}
	s := 0.0
	for j := 0; j < n; j++ {
		s += x[k[1]] * x[3]
		k[n&1] = j & 1
	}
	return s
}

// fresh reads an argument and writes what is new.
func fresh(p, q float64, n int) float64 {
	x := []float64{p, q}
	y := make([]float64, n+1)
	for j := 0; j < n; j++ {
		y[j+1] = y[j]*x[0] + math.Cos(x[1])
	}
	return y[n]
}

// TestUnreached: what no iteration reaches needs no shadow.
func TestUnreached(t *testing.T) {
	a, da := rows(3, 3), [][]float64{nil, {1, 1, 1}}
	if y, dy := dGuarded(a, da, []float64{-1, -2}, []float64{0, 0}, 0, 2); y != 0 || dy != 0 {
		t.Errorf("guarded: got %v, %v", y, dy)
	}
	if y, dy := dRow(a, da, 0, 0); y != 0 || dy != 0 {
		t.Errorf("row: got %v, %v", y, dy)
	}
}

//go:autodiff row Forward
func dRow(a, da [][]float64, i, n int) (r, dr float64)

//go:autodiff late Forward
func dLate(a, da [][]float64, x, dx []float64, i, n int) (r, dr float64)

//go:autodiff behind Forward
func dBehind(a, da [][]float64, x, dx []float64, i, n int) (r, dr float64)

//go:autodiff guarded Forward
func dGuarded(a, da [][]float64, x, dx []float64, i, n int) (r, dr float64)

//go:autodiff stopped Forward
func dStopped(a, da [][]float64, x, dx []float64, i, n int) (r, dr float64)

//go:autodiff swapped Forward
func dSwapped(a, da [][]float64, i, n int) (r, dr float64)

//go:autodiff outer Forward
func dOuter(a, da [][]float64, x, dx []float64, i, n int) (r, dr float64)

//go:autodiff counted Forward
func dCounted(a, da [][]float64, i, n int) (r, dr float64)

//go:autodiff divided Forward
func dDivided(x, dx []float64, d, n int) (r, dr float64)

//go:autodiff jumped Forward
func dJumped(a, da [][]float64, i, n int) (r, dr float64)

//go:autodiff window Forward
func dWindow(u, du, v, dv []float64, n int) (r, dr float64)

//go:autodiff diagonal Forward
func dDiagonal(u, du, v, dv []float64, at, n int) (r, dr float64)

//go:autodiff sparse Forward
func dSparse(u, du, v, dv []float64, n int) (r, dr float64)

//go:autodiff field Forward
func dField(b, db *body, x, dx []float64, n int) (r, dr float64)

//go:autodiff grown Forward
func dGrown(b, db *body, n int) (r, dr float64)

//go:autodiff shrunk Forward
func dShrunk(b, db *body, n int) (r, dr float64)

//go:autodiff called Forward
func dCalled(b, db *body, n int) (r, dr float64)

//go:autodiff walked Forward
func dWalked(b, db *body, n int) (r, dr float64)

//go:autodiff summed Forward
func dSummed(b, db *body, x, dx []float64, n int) (r, dr float64)

//go:autodiff same Forward
func dSame(p, dp, q, dq float64, n int) (r, dr float64)

//go:autodiff local Forward
func dLocal(p, dp, q, dq float64, n int) (r, dr float64)

//go:autodiff indexed Forward
func dIndexed(p, dp, q, dq float64, n int) (r, dr float64)

//go:autodiff fresh Forward
func dFresh(p, dp, q, dq float64, n int) (r, dr float64)
