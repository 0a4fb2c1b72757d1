// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package debug holds what the flag -autodiff=LIST says: what is to be printed
// about derivatives, and how they are made differently.
package debug

import (
	"fmt"
	"strings"

	"cmd/compile/internal/autodiff/request"
)

// Options are what the names in the list ask for.
type Options struct {
	PrintTA            bool   // the type of every value, and what its shadow is
	PrintTAFn          string // … in the derivative of this function only
	PrintAA            bool   // which values are active, and why
	PrintPerf          bool   // what the derivative costs beside arithmetic
	Print              bool   // the steps: derivatives and what becomes of each call
	PrintModBefore     bool   // SSA of the primal, before any optimisation
	PrintModAfterOpts  bool   // SSA of the primal, as it is differentiated
	PrintModAfter      bool   // SSA of the derivative as it was made
	PrintModFinal      bool   // SSA of the derivative, cleaned up
	LooseTypes         bool   // an integer that holds the bits of a float carries no derivative
	Reproduce          bool   // a self-contained report of the compilation
	NoModOptAfter      bool   // the derivative is not optimised by itself
	EnableFncOpt       bool   // the derivative is optimised by itself twice
	NoVecUnroll        bool   // loops of the derivative stay as they are
	NoSafetyChecks     bool   // as if every directive had the option unchecked
	RuntimeActivity    bool   // as if every directive had the option runtimeactivity
	Inline             bool   // as much as possible is inlined into the primal
	DifferentiateFirst bool   // the primal is differentiated before it is optimised
}

// Flags are the options of this compilation.
var Flags Options

// A name is one word that may stand in the list.
type name struct {
	word  string
	field func(*Options) *bool // nil if there is nothing to do
}

// names are the words in the order in which they are listed, aliases last.
var names = []name{
	{"PrintTA", func(o *Options) *bool { return &o.PrintTA }},
	{"PrintAA", func(o *Options) *bool { return &o.PrintAA }},
	{"PrintPerf", func(o *Options) *bool { return &o.PrintPerf }},
	{"Print", func(o *Options) *bool { return &o.Print }},
	{"PrintModBefore", func(o *Options) *bool { return &o.PrintModBefore }},
	{"PrintModAfterOpts", func(o *Options) *bool { return &o.PrintModAfterOpts }},
	{"PrintModAfterEnzyme", func(o *Options) *bool { return &o.PrintModAfter }},
	{"LooseTypes", func(o *Options) *bool { return &o.LooseTypes }},
	{"OPT", func(o *Options) *bool { return &o.Reproduce }},
	{"NoModOptAfter", func(o *Options) *bool { return &o.NoModOptAfter }},
	{"EnableFncOpt", func(o *Options) *bool { return &o.EnableFncOpt }},
	{"NoVecUnroll", func(o *Options) *bool { return &o.NoVecUnroll }},
	{"NoSafetyChecks", func(o *Options) *bool { return &o.NoSafetyChecks }},
	{"RuntimeActivity", func(o *Options) *bool { return &o.RuntimeActivity }},
	{"Inline", func(o *Options) *bool { return &o.Inline }},
	{"AltPipeline", func(o *Options) *bool { return &o.DifferentiateFirst }},

	{"PrintModAfter", func(o *Options) *bool { return &o.PrintModAfter }},
	{"PrintModFinal", func(o *Options) *bool { return &o.PrintModFinal }},
	{"PrintSteps", func(o *Options) *bool { return &o.Print }},
	{"PrintPasses", func(o *Options) *bool { return &o.Print }},
	{"PrintTAFn=f", nil},
	{"NoPostopt", func(o *Options) *bool { return &o.NoModOptAfter }},
	{"NoTT", func(o *Options) *bool { return &o.LooseTypes }},
	{"Enable", nil},
}

// Parse returns the options that a comma-separated list of names asks for.
func Parse(list string) (Options, error) {
	var o Options
	for word := range strings.SplitSeq(list, ",") {
		word = strings.TrimSpace(word)
		if word == "" || word == "Enable" {
			continue
		}
		if fn, ok := strings.CutPrefix(word, "PrintTAFn="); ok && fn != "" {
			o.PrintTA, o.PrintTAFn = true, fn
			continue
		}
		if err := o.set(word); err != nil {
			return o, err
		}
	}
	return o, nil
}

// set sets the option called word.
func (o *Options) set(word string) error {
	var words []string
	for _, n := range names {
		if n.word == word && n.field != nil {
			*n.field(o) = true
			return nil
		}
		words = append(words, n.word)
	}
	return fmt.Errorf("unknown name %s in -autodiff%s; names are %s", word, request.DidYouMean(word, words), strings.Join(words, ", "))
}

// Apply returns the options of a directive as they are under o.
func (o *Options) Apply(opts request.Options) request.Options {
	opts.Unchecked = opts.Unchecked || o.NoSafetyChecks
	opts.RuntimeActivity = opts.RuntimeActivity || o.RuntimeActivity
	return opts
}
