// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Arguments: plain values, and generators that draw them.

package check

import (
	"fmt"
	"math/rand"
	"reflect"
)

// A Gen draws an argument of type t.
type Gen func(r *rand.Rand, t reflect.Type) reflect.Value

// Range draws every float of an argument from [lo, hi).
// Pointers point to new variables; slices are empty.
func Range(lo, hi float64) Gen {
	return func(r *rand.Rand, t reflect.Type) reflect.Value {
		v := reflect.New(t).Elem()
		fill(r, v, lo, hi)
		return v
	}
}

// Vec draws a slice of n elements, whose floats are from [lo, hi).
func Vec(n int, lo, hi float64) Gen {
	return func(r *rand.Rand, t reflect.Type) reflect.Value {
		v := reflect.MakeSlice(t, n, n)
		for i := range n {
			fill(r, v.Index(i), lo, hi)
		}
		return v
	}
}

// Mat draws a slice of n slices of m elements, whose floats are from [lo, hi).
func Mat(n, m int, lo, hi float64) Gen {
	return func(r *rand.Rand, t reflect.Type) reflect.Value {
		v := reflect.MakeSlice(t, n, n)
		for i := range n {
			v.Index(i).Set(Vec(m, lo, hi)(r, t.Elem()))
		}
		return v
	}
}

// Fill draws a copy of shape, with its floats from [lo, hi).
func Fill(shape any, lo, hi float64) Gen {
	return func(r *rand.Rand, t reflect.Type) reflect.Value {
		v := clones([]reflect.Value{reflect.ValueOf(shape).Convert(t)})[0]
		for _, l := range leaves(v, "") {
			fill(r, l.v, lo, hi)
		}
		return v
	}
}

func fill(r *rand.Rand, v reflect.Value, lo, hi float64) {
	draw := func() float64 { return lo + (hi-lo)*r.Float64() }
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		v.SetFloat(draw())
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(draw(), draw()))
	case reflect.Array:
		for i := range v.Len() {
			fill(r, v.Index(i), lo, hi)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(r, field(v, i), lo, hi)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(r, v.Elem(), lo, hi)
	}
}

// argument makes a variable of type t from a, a plain value, Gen or function.
// Later trials move the floats of a plain value, unless it is to stay.
func argument(r *rand.Rand, a any, t reflect.Type, move bool) (reflect.Value, error) {
	if g, ok := a.(Gen); ok {
		return addressable(g(r, t)), nil
	}
	if a == nil {
		return reflect.New(t).Elem(), nil
	}
	v := reflect.ValueOf(a)
	if v.Kind() == reflect.Func && v.Type() != t && v.Type().NumIn() == 1 && v.Type().NumOut() == 1 && v.Type().Out(0) == t {
		return addressable(v.Call([]reflect.Value{reflect.ValueOf(r)})[0]), nil
	}
	if !v.CanConvert(t) {
		return v, fmt.Errorf("argument %v of type %v is no %v", a, v.Type(), t)
	}
	v = clones([]reflect.Value{v.Convert(t)})[0]
	if move {
		for _, l := range leaves(v, "") {
			xs := numbers([]leaf{l})
			for i := range xs {
				xs[i] *= 1 + 0.1*(r.Float64()-0.5)
			}
			setNumbers([]leaf{l}, xs)
		}
	}
	return v, nil
}

// direction draws the tangent of variable v: shadow is a copy of v, whose
// floats are overwritten in proportion to their size.
func direction(r *rand.Rand, shadow reflect.Value) {
	ls := leaves(shadow, "")
	xs := numbers(ls)
	for i, x := range xs {
		if x < 0 {
			x = -x
		}
		if !(x >= 0.1) {
			x = 0.1
		}
		if x > 1e3 {
			x = 1e3
		}
		xs[i] = x * (2*r.Float64() - 1)
	}
	setNumbers(ls, xs)
}
