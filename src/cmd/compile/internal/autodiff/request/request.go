// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package request knows the //go:autodiff directive: how a line of it is
// spelled, which activities are legal where, and how the signature of a
// derivative follows from the signature of its primal.
//
// The road through the package, one file per step:
//
//	parse.go      text of a directive         -> Directive
//	assign.go     Directive and the primal    -> one Activity per parameter and result
//	layout.go     activities and type classes -> slots, the derivative's signature
//
// A Request is what comes out: everything the compiler has to know to make one
// derivative. Nothing here depends on the compiler's type checker or its IR.
package request

import (
	"strconv"
	"strings"

	"cmd/internal/src"
)

// A Request asks for one derivative.
type Request struct {
	Pos    src.XPos // of the directive's "//"
	Name   string   // of the derivative as declared: "gradLoss"; of a method, without its receiver
	Primal string   // the primal as a user would write it, for messages: "loss", "pkg.F", "(*T).M"

	Mode  Mode
	Width int // number of directions; 0 if the directive gives none (shadows are plain T, not [1]T)

	Params  []Activity // of the primal's parameters, the receiver of a method first
	Results []Activity // of the primal's results

	ParamTypes  []Type // in step with Params
	ResultTypes []Type // in step with Results

	Options Options

	ParamSlots  []Slot // the derivative's parameters in order, the receiver of a method first
	ResultSlots []Slot // the derivative's results in order
}

// A Mode is the direction in which derivatives are propagated.
type Mode uint8

const (
	Forward Mode = iota // Jacobian-vector product
	Reverse             // vector-Jacobian product
)

func (m Mode) String() string {
	if m == Reverse {
		return "Reverse"
	}
	return "Forward"
}

// An Activity says how a parameter or a result takes part in differentiation.
type Activity uint8

const (
	Const          Activity = iota // carries no derivative
	Dual                           // forward: with a shadow
	DualOnly                       // forward: with a shadow, the primal value is not needed
	Active                         // reverse: a gradient is returned, or a seed is taken
	ActiveOnly                     // reverse: a seed is taken, the primal result is dropped
	Duplicated                     // reverse: with a shadow that accumulates
	DuplicatedOnly                 // reverse: with a shadow, the primal value is not needed
)

var activityNames = [...]string{
	Const:          "Const",
	Dual:           "Dual",
	DualOnly:       "DualOnly",
	Active:         "Active",
	ActiveOnly:     "ActiveOnly",
	Duplicated:     "Duplicated",
	DuplicatedOnly: "DuplicatedOnly",
}

func (a Activity) String() string { return activityNames[a] }

// In reports whether a may be written in mode m.
func (a Activity) In(m Mode) bool {
	switch a {
	case Const:
		return true
	case Dual, DualOnly:
		return m == Forward
	}
	return m == Reverse
}

// A Class is what differentiation wants to know of a type.
type Class uint8

const (
	Inactive  Class = iota // can reach no float
	Float                  // a float or complex type
	Aggregate              // an array or struct that holds floats and no pointer
	Reference              // leads to floats through a pointer of some kind
)

func (c Class) String() string {
	return [...]string{"inactive", "float", "aggregate", "reference"}[c]
}

// A Type is the part of a parameter's or result's type that the layout
// of a derivative depends on.
type Type struct {
	Class   Class
	Pointer bool // the underlying type is *T
	Mixed   bool // a struct or array of class Reference: floats and pointers by value
	Error   bool // the predeclared type error
}

// Options are the words at the end of a directive.
type Options struct {
	Unchecked       bool // leave run-time checks out
	NoAlias         bool // distinct reference arguments do not overlap
	RuntimeActivity bool // a shadow equal to its primal is inactive
	StrongZero      bool // 0·Inf and 0·NaN are 0 in derivative code
}

func (o Options) String() string {
	var words []string
	for _, opt := range optionTable {
		if *opt.field(&o) {
			words = append(words, opt.name)
		}
	}
	return strings.Join(words, " ")
}

// A Role says what a slot holds.
type Role uint8

const (
	Primal   Role = iota // a value of the primal
	Shadow               // the tangent or adjoint that belongs to a primal value
	Seed                 // reverse: the adjoint of a result, as a parameter
	Gradient             // reverse: the gradient of a parameter, as a result
)

func (r Role) String() string {
	return [...]string{"primal", "shadow", "seed", "gradient"}[r]
}

// A Slot is one parameter or one result of a derivative.
//
// Its type follows from the type T of what it belongs to:
//
//	ByValue      the element type of T, which is a pointer (Primal of DualOnly or DuplicatedOnly)
//	Pointer      *T                                        (Shadow of a Mixed parameter in reverse mode)
//	otherwise    T
//
// and becomes [Width] of that if Width > 0.
type Slot struct {
	Of      int    // index in Request.Params for Primal and Shadow parameters and for Gradient results, else in Request.Results
	Role    Role   // what the slot holds
	Name    string // its name in a synthesised declaration; "" if results are unnamed
	ByValue bool   // holds *p for a pointer p: the value moves in
	Pointer bool   // holds a pointer to what belongs there
	Width   int    // array length over all directions; 0 for a plain value
}

// ModeString returns the mode as written in a directive: "Forward", "Reverse(4)".
func (r *Request) ModeString() string { return modeString(r.Mode, r.Width) }

func modeString(m Mode, width int) string {
	if width == 0 {
		return m.String()
	}
	return m.String() + "(" + strconv.Itoa(width) + ")"
}
