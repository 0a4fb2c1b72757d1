// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// What a type can carry: a float carries a derivative, a reference leads to
// memory that holds floats, and everything else is inactive.

package autodiff

import (
	"cmd/compile/internal/types"
)

// A carrier answers, for one compilation, which types can reach a float.
type carrier struct {
	known map[*types.Type]bool // from type to whether it reaches a float; of a type in progress, false
}

func newCarrier() *carrier { return &carrier{known: make(map[*types.Type]bool)} }

// reaches reports whether a value of type t can hold or lead to a float.
// Errors cannot, by the directive's contract, nor can contexts, into which no active value
// may be put.
func (c *carrier) reaches(t *types.Type) bool {
	switch t.Kind() {
	case types.TFLOAT32, types.TFLOAT64, types.TCOMPLEX64, types.TCOMPLEX128:
		return true
	case types.TINTER:
		return t != types.ErrorType && !isContext(t)
	case types.TFUNC, types.TUNSAFEPTR:
		return true
	case types.TPTR, types.TSLICE, types.TARRAY, types.TMAP, types.TCHAN, types.TSTRUCT:
	default:
		return false
	}
	if t.IsPtr() && t.IsShape() {
		return true // stands for any pointer
	}
	if r, ok := c.known[t]; ok {
		return r
	}
	c.known[t] = false
	r := false
	switch t.Kind() {
	case types.TMAP:
		r = c.reaches(t.Key()) || c.reaches(t.Elem())
	case types.TSTRUCT:
		for _, f := range t.Fields() {
			if c.reaches(f.Type) {
				r = true
				break
			}
		}
	default:
		r = c.reaches(t.Elem())
	}
	if r {
		c.known[t] = true
	} else {
		// The answer may rest on a type in progress that turns out to reach one.
		delete(c.known, t)
	}
	return r
}

// isContext reports whether t is context.Context.
func isContext(t *types.Type) bool {
	return t.Sym() != nil && t.Sym().Pkg.Path == "context" && t.Sym().Name == "Context"
}

// isFloat reports whether t is a float or complex type.
func isFloat(t *types.Type) bool { return t.IsFloat() || t.IsComplex() }

// holdsReference reports whether a value of type t holds, by value, a
// reference that leads to floats.
func (c *carrier) holdsReference(t *types.Type) bool {
	switch t.Kind() {
	case types.TARRAY:
		return t.NumElem() != 0 && c.holdsReference(t.Elem())
	case types.TSTRUCT:
		for _, f := range t.Fields() {
			if c.holdsReference(f.Type) {
				return true
			}
		}
		return false
	}
	return !isFloat(t) && c.reaches(t)
}

// leafAt returns the type of the basic element at byte offset off of a value
// of type t, or nil if nothing starts there.
func leafAt(t *types.Type, off int64) *types.Type {
	for {
		switch t.Kind() {
		case types.TARRAY:
			size := t.Elem().Size()
			if size == 0 || off >= t.Size() {
				return nil
			}
			t, off = t.Elem(), off%size
			continue
		case types.TSTRUCT:
			var in *types.Field
			for _, f := range t.Fields() {
				if f.Offset <= off && off < f.Offset+f.Type.Size() {
					in = f
				}
			}
			if in == nil {
				return nil
			}
			t, off = in.Type, off-in.Offset
			continue
		case types.TSLICE, types.TSTRING:
			if off == int64(types.PtrSize) || off == 2*int64(types.PtrSize) && t.IsSlice() {
				return types.Types[types.TINT] // length or capacity
			}
		case types.TINTER:
			if off == int64(types.PtrSize) {
				return types.Types[types.TUNSAFEPTR]
			}
		case types.TCOMPLEX64, types.TCOMPLEX128:
			part := types.FloatForComplex(t)
			if off%part.Size() == 0 {
				return part
			}
			return nil
		}
		if off == 0 {
			return t
		}
		return nil
	}
}
