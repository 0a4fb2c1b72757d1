// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Differences of a float64 version of a float32 primal.

package check

import "reflect"

// twinAlong returns the twin's floats at x + h*seed as a function of h.
func (c *checker) twinAlong(x, seed point) func(h float64) []float64 {
	f := reflect.ValueOf(c.o.twin)
	wide := make(point, len(x))
	for i := range x {
		wide[i] = reflect.New(f.Type().In(i)).Elem()
		widen(wide[i], x[i])
	}
	d := numbers(c.active(seed))
	return func(h float64) []float64 {
		m := clones(wide)
		ls := c.active(m)
		xs := numbers(ls)
		for i := range xs {
			xs[i] += h * d[i]
		}
		setNumbers(ls, xs)
		return numbers(c.floats(primal(f, m)))
	}
}

// widen sets variable dst to src, whose type differs in its floats' width only.
func widen(dst, src reflect.Value) {
	switch src.Kind() {
	case reflect.Slice:
		if src.IsNil() {
			return
		}
		dst.Set(reflect.MakeSlice(dst.Type(), src.Len(), src.Len()))
		for i := range src.Len() {
			widen(dst.Index(i), src.Index(i))
		}
	case reflect.Array:
		for i := range src.Len() {
			widen(dst.Index(i), src.Index(i))
		}
	case reflect.Struct:
		for i := range src.NumField() {
			widen(field(dst, i), field(src, i))
		}
	case reflect.Pointer:
		if src.IsNil() {
			return
		}
		dst.Set(reflect.New(dst.Type().Elem()))
		widen(dst.Elem(), src.Elem())
	default:
		dst.Set(src.Convert(dst.Type()))
	}
}
