// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Values as trees of floats: deep copies, leaves, and comparison by bits.

package check

import (
	"fmt"
	"math"
	"reflect"
	"unsafe"
)

// addressable returns a settable variable that holds v.
func addressable(v reflect.Value) reflect.Value {
	p := reflect.New(v.Type()).Elem()
	p.Set(v)
	return p
}

// field returns field i of struct variable v, settable even if unexported.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}

// variable returns a variable that holds v, so that its fields can be read.
func variable(v reflect.Value) reflect.Value {
	x := reflect.New(v.Type()).Elem()
	x.Set(v)
	return x
}

// A ref identifies a piece of memory that several values may share.
type ref struct {
	p unsafe.Pointer
	t reflect.Type
	n int
}

// A copier copies values deeply and keeps what they share shared.
type copier map[ref]reflect.Value

// clones returns deep copies of vs, as variables.
func clones(vs []reflect.Value) []reflect.Value {
	c := copier{}
	out := make([]reflect.Value, len(vs))
	for i, v := range vs {
		out[i] = addressable(v)
		c.detach(out[i])
	}
	return out
}

// detach replaces everything that variable v refers to by a copy.
func (c copier) detach(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		k := ref{v.UnsafePointer(), v.Type(), 0}
		if old, ok := c[k]; ok {
			v.Set(old)
			return
		}
		p := reflect.New(v.Type().Elem())
		if p.Type() != v.Type() {
			p = p.Convert(v.Type())
		}
		p.Elem().Set(v.Elem())
		v.Set(p)
		c[k] = p
		c.detach(p.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		k := ref{v.UnsafePointer(), v.Type(), v.Cap()}
		n := v.Len()
		if old, ok := c[k]; ok && v.Cap() > 0 {
			v.Set(old.Slice3(0, n, old.Cap()))
			return
		}
		s := reflect.MakeSlice(v.Type(), v.Cap(), v.Cap())
		reflect.Copy(s, v.Slice3(0, v.Cap(), v.Cap()))
		c[k] = s
		v.Set(s.Slice3(0, n, v.Cap()))
		for i := range s.Len() {
			c.detach(s.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			c.detach(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.detach(field(v, i))
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		m := reflect.MakeMap(v.Type())
		for it := v.MapRange(); it.Next(); {
			e := addressable(it.Value())
			c.detach(e)
			m.SetMapIndex(it.Key(), e)
		}
		v.Set(m)
	}
}

// A leaf is one float or complex variable inside a value.
type leaf struct {
	v    reflect.Value
	path string
}

// leaves lists the floats that variable v reaches, in a fixed order.
// Maps and interfaces are inactive here.
func leaves(v reflect.Value, path string) []leaf {
	var out []leaf
	seen := map[ref]bool{}
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
			out = append(out, leaf{v, path})
		case reflect.Pointer:
			k := ref{v.UnsafePointer(), v.Type(), 0}
			if v.IsNil() || seen[k] {
				return
			}
			seen[k] = true
			walk(v.Elem(), path)
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(field(v, i), path+"."+v.Type().Field(i).Name)
			}
		}
	}
	walk(v, path)
	return out
}

// numbers returns the values of ls; a complex leaf is two of them.
func numbers(ls []leaf) []float64 {
	var out []float64
	for _, l := range ls {
		if l.v.CanComplex() {
			z := l.v.Complex()
			out = append(out, real(z), imag(z))
		} else {
			out = append(out, l.v.Float())
		}
	}
	return out
}

// adjoints returns the adjoints of the parts, where ls are adjoints: that of a complex
// x + i·y is x̄ - i·ȳ.
func adjoints(ls []leaf) []float64 {
	var out []float64
	for _, l := range ls {
		if l.v.CanComplex() {
			z := l.v.Complex()
			out = append(out, real(z), -imag(z))
		} else {
			out = append(out, l.v.Float())
		}
	}
	return out
}

// names returns the paths of ls, one for each number.
func names(ls []leaf) []string {
	var out []string
	for _, l := range ls {
		if l.v.CanComplex() {
			out = append(out, "real("+l.path+")", "imag("+l.path+")")
		} else {
			out = append(out, l.path)
		}
	}
	return out
}

// setNumbers stores xs in ls and returns what is left of xs.
func setNumbers(ls []leaf, xs []float64) []float64 {
	for _, l := range ls {
		if l.v.CanComplex() {
			l.v.SetComplex(complex(xs[0], xs[1]))
			xs = xs[2:]
		} else {
			l.v.SetFloat(xs[0])
			xs = xs[1:]
		}
	}
	return xs
}

// lastBits returns by how much, relatively, floats of v's type differ of which
// the last bits do.
func lastBits(v reflect.Value) float64 {
	if k := v.Kind(); k == reflect.Float32 || k == reflect.Complex64 {
		return 1e-5
	}
	return 1e-13
}

// sameBits compares variables a and b deeply, floats by bits (any two NaNs are
// equal), and returns the path of the first difference.
func sameBits(a, b reflect.Value, path string, inexact bool) error {
	seen := map[ref]bool{}
	var walk func(a, b reflect.Value, path string) error
	float := func(x, y, eps float64, path string) error {
		if math.Float64bits(x) == math.Float64bits(y) || x != x && y != y ||
			inexact && math.Abs(x-y) <= eps*math.Max(math.Abs(x), math.Abs(y)) {
			return nil
		}
		return fmt.Errorf("%s is %v (%#x), the primal gives %v (%#x)", path, x, math.Float64bits(x), y, math.Float64bits(y))
	}
	walk = func(a, b reflect.Value, path string) error {
		differ := func() error {
			return fmt.Errorf("%s is %v, the primal gives %v", path, a, b)
		}
		switch a.Kind() {
		case reflect.Float32, reflect.Float64:
			return float(a.Float(), b.Float(), lastBits(a), path)
		case reflect.Complex64, reflect.Complex128:
			if err := float(real(a.Complex()), real(b.Complex()), lastBits(a), path); err != nil {
				return err
			}
			return float(imag(a.Complex()), imag(b.Complex()), lastBits(a), path)
		case reflect.Pointer:
			if a.IsNil() || b.IsNil() {
				if a.IsNil() != b.IsNil() {
					return differ()
				}
				return nil
			}
			k := ref{a.UnsafePointer(), a.Type(), 0}
			if seen[k] {
				return nil
			}
			seen[k] = true
			return walk(a.Elem(), b.Elem(), path)
		case reflect.Slice, reflect.Array:
			if a.Len() != b.Len() {
				return fmt.Errorf("%s has length %d, the primal gives %d", path, a.Len(), b.Len())
			}
			for i := range a.Len() {
				if err := walk(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
					return err
				}
			}
		case reflect.Struct:
			for i := range a.NumField() {
				if err := walk(field(a, i), field(b, i), path+"."+a.Type().Field(i).Name); err != nil {
					return err
				}
			}
		case reflect.Interface, reflect.Map:
			if fmt.Sprint(a) == fmt.Sprint(b) {
				return nil
			}
			if !inexact || !alike(a, b) {
				return differ()
			}
			if a.Kind() == reflect.Interface {
				return walk(variable(a.Elem()), variable(b.Elem()), path)
			}
			for _, k := range b.MapKeys() {
				if err := walk(variable(a.MapIndex(k)), variable(b.MapIndex(k)), fmt.Sprintf("%s[%v]", path, k)); err != nil {
					return err
				}
			}
		case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		default:
			if !a.Equal(b) {
				return differ()
			}
		}
		return nil
	}
	return walk(a, b, path)
}

// alike reports whether the interface values a and b hold values of one type, or the maps
// a and b have the same keys.
func alike(a, b reflect.Value) bool {
	if a.IsNil() || b.IsNil() {
		return false
	}
	if a.Kind() == reflect.Interface {
		return a.Elem().Type() == b.Elem().Type()
	}
	for _, k := range b.MapKeys() {
		if !a.MapIndex(k).IsValid() {
			return false
		}
	}
	return a.Len() == b.Len()
}
